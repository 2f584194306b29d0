#include "report/granted.h"

#include "base/identity.h"
#include "base/language.h"

#include <stdio.h>

enum {
    HOUSEHOLD_ID,
    ID_NUMBER,
    MONTH,
    ASSESSED_ON,
    CATEGORY,
    AID_CATEGORY,
    UNION,
    REGION,
    CAUSE,
    APPROVAL,
    FIRST_AID,
    TOTAL = FIRST_AID + ITEM_COUNT,
    FIRST_PAID,
    DIBAO = FIRST_PAID + ITEM_COUNT
};

static const struct column_need COLUMNS[] = {GRANTED_COLUMNS};
_Static_assert(sizeof COLUMNS / sizeof *COLUMNS == GRANTED_COLUMN_COUNT &&
                   GRANTED_COLUMN_COUNT == DIBAO + 1,
               "the columns of what was granted and their places");

struct reading {
    granted_cell *cell;
    void *data;
    struct granted *out;
};

static bool doubt(struct reading *r, int column, struct text found, const char *expected)
{
    char shown[96];
    if (r->out->column != NULL)
        return false; /* the first is named */
    r->out->column = COLUMNS[column].name;
    (void)snprintf(r->out->why, sizeof r->out->why, _("found '%s', expected %s"),
                   text_masked(found, shown, sizeof shown), expected);
    return false;
}

static bool read_money(struct reading *r, int column, struct money *out)
{
    struct text cell = r->cell(r->data, column);
    *out = (struct money){0};
    if (cell.n == 0)
        return true;
    if (money_parse(cell, out) == NUMBER_OK && out->fen >= 0)
        return true;
    *out = (struct money){0};
    return doubt(r, column, cell, _("an amount such as 1234.50"));
}

/* The month is the cell's, else that of the day the record was decided on, else the user's. */
static bool read_month(struct reading *r, const struct granted_defaults *defaults)
{
    struct granted *out = r->out;
    struct text day = r->cell(r->data, ASSESSED_ON);
    out->has_day = day.n > 0 && date_parse(day, &out->day);
    const bool bad_day = day.n > 0 && !out->has_day;
    if (bad_day)
        (void)doubt(r, ASSESSED_ON, day, _("a date YYYY-MM-DD"));
    struct text month = r->cell(r->data, MONTH);
    if (month.n > 0) {
        out->record.has_month = month_parse(month, &out->record.month);
        if (!out->record.has_month)
            return doubt(r, MONTH, month, _("a month YYYY-MM"));
    } else if (out->has_day) {
        out->record.has_month = true;
        out->record.month = month_of(out->day);
    } else if (!bad_day && defaults->has_month) {
        out->record.has_month = true;
        out->record.month = defaults->month;
    }
    if (!out->has_day && out->record.has_month) {
        out->has_day = true;
        out->day = month_first_day(out->record.month);
    }
    return !bad_day;
}

static bool read_category(struct reading *r)
{
    struct tally_record *record = &r->out->record;
    struct text cell = r->cell(r->data, CATEGORY);
    record->category = CATEGORY_COUNT;
    record->invalid = text_is(cell, "invalid");
    if (record->invalid || text_is(cell, "none"))
        return true;
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++) {
        if (!text_is(cell, CATEGORY_NAMES[c]))
            continue;
        record->category = c;
        return true;
    }
    return doubt(r, CATEGORY, cell, _("deep, relative, accidental, none or invalid"));
}

static bool read_region(struct reading *r, const struct granted_defaults *defaults)
{
    struct tally_record *record = &r->out->record;
    struct text cell = r->cell(r->data, REGION);
    record->has_region = cell.n == 0 ? defaults->has_region : region_parse(cell, &record->region);
    if (cell.n == 0)
        record->region = defaults->region;
    return cell.n == 0 || record->has_region ||
           doubt(r, REGION, cell, _("a code of six digits such as 341502"));
}

static bool read_approval(struct reading *r)
{
    struct text cell = r->cell(r->data, APPROVAL);
    for (enum approval a = APPROVAL_NONE; a <= APPROVAL_NATIONAL; a++) {
        if (!text_is(cell, APPROVAL_NAMES[a]))
            continue;
        r->out->record.approval = a;
        return true;
    }
    return doubt(r, APPROVAL, cell, _("county, province or national"));
}

static enum granted_result read_amounts(struct reading *r)
{
    struct tally_record *record = &r->out->record;
    struct money sum = {0}, total;
    bool sound = true, fits = true;
    for (int item = 0; item < ITEM_COUNT; item++) {
        sound = read_money(r, FIRST_AID + item, &record->aid[item]) && sound;
        sound = read_money(r, FIRST_PAID + item, &record->paid_before[item]) && sound;
        fits = money_add(sum, record->aid[item], &sum) && fits;
    }
    sound = read_money(r, TOTAL, &total) && sound;
    if (!sound || (fits && sum.fen == total.fen))
        return sound ? GRANTED_READ : GRANTED_DOUBTFUL;
    char found[MONEY_TEXT_SIZE], expected[MONEY_TEXT_SIZE];
    (void)money_format(total, found);
    (void)money_format(sum, expected);
    r->out->column = COLUMNS[TOTAL].name;
    (void)snprintf(r->out->why, sizeof r->out->why,
                   _("found %s, but the items add up to %s: no return is made of such a table"),
                   found, fits ? expected : _("more than can be worked with"));
    return GRANTED_BROKEN;
}

/* Copies a cell's text; where it is is not settled before the last one is copied. */
static size_t keep(struct reading *r, int column)
{
    struct text cell = text_trim(r->cell(r->data, column));
    buffer_text(&r->out->texts, cell);
    return cell.n;
}

static struct text take(struct text *rest, size_t n)
{
    const struct text taken = {rest->p, n};
    if (rest->p != NULL)
        *rest = (struct text){rest->p + n, rest->n - n};
    return taken;
}

/* An ID number where it is sound, in the one form that it has; those that a spreadsheet has spoilt
 * are no one's. Returns its size. */
static size_t keep_person(struct reading *r)
{
    char id[IDENTITY_SIZE];
    if (identity_read(text_trim(r->cell(r->data, ID_NUMBER)), id) != IDENTITY_OK)
        return 0;
    buffer_append(&r->out->texts, id, sizeof id);
    return sizeof id;
}

static void read_texts(struct reading *r)
{
    struct granted *out = r->out;
    buffer_clear(&out->texts);
    const size_t person = keep_person(r);
    const size_t household = keep(r, HOUSEHOLD_ID);
    const size_t union_name = keep(r, UNION);
    const size_t causes = keep(r, CAUSE);
    struct text rest = buffer_view(&out->texts);
    out->record.person = take(&rest, person);
    out->record.household = take(&rest, household);
    if (household == 0)
        out->record.household = out->record.person;
    out->record.union_name = take(&rest, union_name);
    out->record.causes = take(&rest, causes);
}

bool granted_check(const struct layout *layout, const struct granted_defaults *defaults,
                   const char *file, struct error *error)
{
    return layout->read_at[MONTH] >= 0 || layout->read_at[ASSESSED_ON] >= 0 ||
           defaults->has_month ||
           error_set(error, file, 0, NULL,
                     _("no column 'month' (月份) or 'assessed_on' (核定日期): --month says which "
                       "month its records are of"));
}

static bool has_aid(const struct tally_record *record)
{
    for (int item = 0; item < ITEM_COUNT; item++)
        if (record->aid[item].fen > 0)
            return true;
    return false;
}

enum granted_result granted_read(granted_cell *cell, void *data,
                                 const struct granted_defaults *defaults, struct granted *out)
{
    struct reading r = {cell, data, out};
    out->record = (struct tally_record){0};
    out->column = NULL;
    const bool dated = read_month(&r, defaults);
    bool sound = read_category(&r);
    sound = read_region(&r, defaults) && sound;
    sound = read_approval(&r) && sound;
    sound = read_money(&r, DIBAO, &out->dibao) && sound;
    enum granted_result amounts = read_amounts(&r);
    read_texts(&r);
    if (out->texts.failed)
        return GRANTED_NO_MEMORY;
    if (amounts == GRANTED_BROKEN)
        return amounts;
    const bool decided = !out->record.invalid && !text_is(cell(data, AID_CATEGORY), "invalid");
    if (!decided && has_aid(&out->record)) {
        struct text total = cell(data, TOTAL);
        sound = doubt(&r, TOTAL, total, _("no aid in a record that could not be decided"));
    }
    if (!decided || !sound || amounts != GRANTED_READ) {
        out->record.invalid = true;
        memset(out->record.aid, 0, sizeof out->record.aid);
    }
    return dated && sound && amounts == GRANTED_READ ? GRANTED_READ : GRANTED_DOUBTFUL;
}
