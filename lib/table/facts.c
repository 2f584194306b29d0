#include "table/facts.h"

#include "base/language.h"

/* The places of HOUSEHOLD_COLUMNS. */
enum {
    SIZE,
    INCOME,
    REGION,
    ASSESSED_ON,
    FIRST_COST, /* five, in the order of enum cost */
    LOSS = FIRST_COST + COST_ACCIDENT,
    COMPENSATION,
    LIVING_DIFFICULTY
};

/* The places of AID_COLUMNS. */
enum { SELF_PAID, FIRST_STUDENTS, LIVING_MONTHS = FIRST_STUDENTS + STAGE_COUNT, FIRST_PAID };

/* The places of DECIDED_COLUMNS. */
enum { CATEGORY, CATEGORIES, DIBAO };

static const struct column_need HOUSEHOLD[] = {HOUSEHOLD_COLUMNS};
static const struct column_need AID[] = {AID_COLUMNS};
_Static_assert(sizeof HOUSEHOLD / sizeof *HOUSEHOLD == HOUSEHOLD_COLUMN_COUNT &&
                   HOUSEHOLD_COLUMN_COUNT == LIVING_DIFFICULTY + 1,
               "the columns of a household and their places");
_Static_assert(sizeof AID / sizeof *AID == AID_COLUMN_COUNT &&
                   AID_COLUMN_COUNT == FIRST_PAID + ITEM_COUNT,
               "the columns of aid and their places");

#define SIZE_MAX_HEADS 99

void reason_put(const struct reason *reason, struct buffer *out)
{
    if (reason->column != NULL)
        buffer_format(out, "%s:", reason->column);
    buffer_string(out, reason->code);
    if (reason->detail != NULL)
        buffer_format(out, ":%s", reason->detail);
}

enum outcome facts_invalid(struct row *row, int verdict, int reasons, const struct reason *reason)
{
    row_put_word(row, verdict, "invalid");
    row_slot_begin(row, reasons);
    reason_put(reason, row->values);
    row_slot_end(row, reasons);
    return OUTCOME_FLAGGED;
}

/* What a code says, for the account of a record that could not be decided. */
static const char *reason_words(const char *code)
{
    static const struct {
        const char *code, *words;
    } WORDS[] = {
        {"missing", N_("the cell is empty; expected a value, since nothing may be assumed here")},
        {"not-a-number", N_("expected a number such as 12000 or 1234.50")},
        {"too-many-decimals", N_("expected at most two decimals")},
        {"overflow", N_("an amount is too large to be worked with")},
        {"negative", N_("expected zero or more")},
        {"out-of-range", N_("expected a whole number up to 99, and 1 or more for a household")},
        {"not-a-code", N_("expected a region code of six digits")},
        {"not-a-date", N_("expected a date YYYY-MM-DD")},
        {"not-yes-or-no", N_("expected yes or no")},
        {"no-policy", N_("the policy sets none for this region and day")},
        {"policy-gap", N_("the policy's value has run out, and no newer one stands")},
        {"living-months", N_("the reviewer's months are outside what the policy allows")},
        {"invalid", N_("classify could not decide the record")},
        {"unknown", N_("expected deep, relative, accidental, none or invalid")},
        {"not-what-the-facts-give", N_("the record's facts give another: classify it again")},
    };
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(code, WORDS[i].code) == 0)
            return _(WORDS[i].words);
    return "";
}

void reason_account(const struct reason *reason, struct buffer *out)
{
    const char *name = reason->column != NULL ? reason->column : reason->detail;
    const struct column *column = name == NULL ? NULL : column_find(text_of(name));
    buffer_string(out, _("  not decided: "));
    reason_put(reason, out);
    if (column != NULL && column->label != column->name)
        buffer_format(out, " (%s)", column->label);
    buffer_format(out, ": %s\n\n", reason_words(reason->code));
}

struct reason reason_undecided(enum undecided undecided, enum parameter gap)
{
    switch (undecided) {
    case UNDECIDED_NO_DIBAO:
        return (struct reason){NULL, "no-policy", PARAMETER_INFO[PARAMETER_DIBAO].name};
    case UNDECIDED_GAP:
        return (struct reason){NULL, "policy-gap", PARAMETER_INFO[gap].name};
    case UNDECIDED_LIVING_MONTHS:
        return (struct reason){NULL, "living-months", NULL};
    default:
        return (struct reason){NULL, "overflow", NULL};
    }
}

static bool wrong(const struct row *row, int column, const char *code, struct reason *reason)
{
    *reason = (struct reason){row->run->filter->reads[column].name, code, NULL};
    return false;
}

static bool missing(const struct row *row, int column, struct reason *reason)
{
    *reason = (struct reason){NULL, "missing", row->run->filter->reads[column].name};
    return false;
}

static const char *number_code(enum number_error error)
{
    switch (error) {
    case NUMBER_TOO_MANY_DECIMALS:
        return "too-many-decimals";
    case NUMBER_OVERFLOW:
        return "overflow";
    default:
        return "not-a-number";
    }
}

bool fact_money(struct row *row, int column, struct money *out, struct reason *reason)
{
    struct text cell = row_cell(row, column);
    *out = (struct money){0};
    if (cell.n == 0)
        return true;
    enum number_error error = money_parse(cell, out);
    if (error != NUMBER_OK)
        return wrong(row, column, number_code(error), reason);
    return out->fen >= 0 || wrong(row, column, "negative", reason);
}

bool fact_count(struct row *row, int column, int64_t *out, struct reason *reason)
{
    struct text cell = row_cell(row, column);
    *out = 0;
    if (cell.n == 0)
        return true;
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] < '0' || cell.p[i] > '9')
            return wrong(row, column, cell.p[0] == '-' ? "negative" : "not-a-number", reason);
        if (*out > SIZE_MAX_HEADS)
            return wrong(row, column, "out-of-range", reason);
        *out = *out * 10 + (cell.p[i] - '0');
    }
    return *out <= SIZE_MAX_HEADS || wrong(row, column, "out-of-range", reason);
}

/* Stated to be over: the words for no that a strict table may hold. Empty is not stated. */
static bool fact_recovered(struct row *row, int column, bool *out, struct reason *reason)
{
    static const char *const NO[] = {"no", "否", "无", "0", "false"};
    static const char *const YES[] = {"yes", "是", "有", "1", "true"};
    struct text cell = row_cell(row, column);
    *out = false;
    if (cell.n == 0)
        return true;
    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        if ((*out = text_is(cell, NO[i])))
            return true;
    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++)
        if (text_is(cell, YES[i]))
            return true;
    return wrong(row, column, "not-yes-or-no", reason);
}

bool facts_check(struct run *run, struct layout *layout, struct error *error)
{
    if (layout->read_at[REGION] >= 0 || run->settings.has_region)
        return true;
    return error_set(error, run->file, 0, NULL,
                     _("no column 'region' (行政区划), and no --region for all records"));
}

static bool read_assessment(struct row *row, struct assessment *out, struct reason *reason)
{
    const struct settings *settings = &row->run->settings;
    struct text region = row_cell(row, REGION), day;
    out->region = settings->region;
    if (region.n == 0 && !settings->has_region)
        return missing(row, REGION, reason);
    if (region.n > 0 && !region_parse(region, &out->region))
        return wrong(row, REGION, "not-a-code", reason);
    out->date = settings->has_date ? settings->date : row->run->today;
    if (settings->has_date || (day = row_cell(row, ASSESSED_ON)).n == 0)
        return true;
    return date_parse(day, &out->date) || wrong(row, ASSESSED_ON, "not-a-date", reason);
}

bool facts_household(struct row *row, struct household *out, struct assessment *assessment,
                     const struct policy_set **policy, struct reason *reason)
{
    /* A missing fact is not zero when it could speak against the household. */
    if (row_cell(row, SIZE).n == 0)
        return missing(row, SIZE, reason);
    if (row_cell(row, INCOME).n == 0)
        return missing(row, INCOME, reason);
    if (!fact_count(row, SIZE, &out->size, reason) ||
        !fact_money(row, INCOME, &out->income, reason) || !read_assessment(row, assessment, reason))
        return false;
    if (out->size == 0)
        return wrong(row, SIZE, "out-of-range", reason);
    for (int cost = 0; cost < COST_ACCIDENT; cost++)
        if (!fact_money(row, FIRST_COST + cost, &out->cost[cost], reason))
            return false;
    out->cost[COST_ACCIDENT] = (struct money){0};
    if (!fact_money(row, LOSS, &out->loss, reason) ||
        !fact_money(row, COMPENSATION, &out->compensation, reason) ||
        !fact_recovered(row, LIVING_DIFFICULTY, &out->recovered, reason))
        return false;
    *policy = policy_at_cached(row->policies, row->run->view, assessment->region, assessment->date);
    return true;
}

bool facts_aid(struct row *row, int column, struct aid_facts *out, struct reason *reason)
{
    if (!fact_money(row, column + SELF_PAID, &out->medical_self_paid, reason))
        return false;
    for (int stage = 0; stage < STAGE_COUNT; stage++)
        if (!fact_count(row, column + FIRST_STUDENTS + stage, &out->students[stage], reason))
            return false;
    struct text months = row_cell(row, column + LIVING_MONTHS);
    out->has_living_months = months.n > 0;
    if (out->has_living_months) {
        enum number_error error = rate_parse(months, &out->living_months);
        if (error != NUMBER_OK)
            return wrong(row, column + LIVING_MONTHS, number_code(error), reason);
    }
    for (int item = 0; item < ITEM_COUNT; item++)
        if (!fact_money(row, column + FIRST_PAID + item, &out->paid[item], reason))
            return false;
    return true;
}

/* The bits of `deep;relative`, or -1 where a word is none of the categories. */
static int category_bits(struct text list)
{
    int bits = 0;
    while (list.p != NULL && list.n > 0) {
        struct text word = text_next(&list, ';');
        int c = 0;
        while (c < CATEGORY_COUNT && !text_is(word, CATEGORY_NAMES[c]))
            c++;
        if (c == CATEGORY_COUNT)
            return -1;
        bits |= 1 << c;
    }
    return bits;
}

bool facts_same_category(struct row *row, int column, const struct hardship *hardship,
                         struct reason *reason)
{
    enum category recorded = CATEGORY_DEEP;
    struct text word = row_cell(row, column + CATEGORY);
    while (recorded < CATEGORY_COUNT && !text_is(word, CATEGORY_NAMES[recorded]))
        recorded++;
    if (recorded == CATEGORY_COUNT && !text_is(word, "none")) {
        *reason = (struct reason){"category", word.n == 0 ? "missing" : "unknown", NULL};
        return false;
    }
    if (recorded != hardship->category) {
        *reason = (struct reason){
            "category", "not-what-the-facts-give",
            hardship->category == CATEGORY_COUNT ? "none" : CATEGORY_NAMES[hardship->category]};
        return false;
    }
    if (row_has(row, column + CATEGORIES) &&
        category_bits(row_cell(row, column + CATEGORIES)) != (int)hardship->categories) {
        *reason = (struct reason){"categories", "not-what-the-facts-give", NULL};
        return false;
    }
    struct money dibao;
    if (row_cell(row, column + DIBAO).n == 0)
        return true;
    if (!fact_money(row, column + DIBAO, &dibao, reason))
        return false;
    if (dibao.fen != hardship->dibao.fen)
        *reason = (struct reason){"dibao", "not-what-the-facts-give", NULL};
    return reason->code == NULL;
}

void facts_account_heading(struct row *row, int column, const struct assessment *assessment,
                           bool readable)
{
    char shown[96], region[REGION_TEXT_SIZE], date[DATE_TEXT_SIZE];
    struct text key = text_trim(row_cell(row, column));
    const char *name =
        key.n > 0 ? text_masked(key, shown, sizeof shown) : _("without household_id");
    if (!readable) {
        buffer_format(row->account, _("Household %s (%s, line %ld)\n"), name, row->run->file,
                      row->record->line);
        return;
    }
    region_format(assessment->region, region);
    date_format(assessment->date, date);
    buffer_format(row->account, _("Household %s (%s, line %ld), region %s, assessed on %s\n"), name,
                  row->run->file, row->record->line, region, date);
}
