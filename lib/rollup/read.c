#include "rollup/read.h"

#include "base/identity.h"
#include "base/language.h"

const struct column_need MEMBER_COLUMNS[MEMBER_COLUMN_COUNT] = {
    [MEMBER_HOUSEHOLD] = {"household_id", true}, [MEMBER_NAME] = {"name", false},
    [MEMBER_ID] = {"id_number", false},          [MEMBER_RELATION] = {"relation", false},
    [MEMBER_INCOME] = {"member_income", false},  [MEMBER_HEALTH] = {"health", false},
    [MEMBER_STATUS] = {"member_status", false},  [MEMBER_MARRIAGE] = {"marital_status", false},
};

const struct column_need RECEIPT_COLUMNS[RECEIPT_COLUMN_COUNT] = {
    [RECEIPT_HOUSEHOLD] = {"household_id", true}, [RECEIPT_NAME] = {"name", false},
    [RECEIPT_DATE] = {"receipt_date", true},      [RECEIPT_KIND] = {"receipt_kind", true},
    [RECEIPT_TOTAL] = {"receipt_total", true},    [RECEIPT_REIMBURSED] = {"reimbursed", false},
};

/* A record and where what is wrong with it goes. */
struct reading {
    const struct side_row *row;
    const struct column_need *columns;
    struct notes *notes;
};

static struct text cell(const struct reading *r, int column)
{
    return text_trim(side_cell(r->row, column));
}

static bool wrong(const struct reading *r, int column, const char *code)
{
    const struct reason reason = {r->columns[column].name, code, NULL};
    return notes_cell(r->notes, r->row->file, r->row->record->line, cell(r, column), &reason);
}

static bool missing(const struct reading *r, int column)
{
    const struct reason reason = {NULL, "missing", r->columns[column].name};
    return notes_cell(r->notes, r->row->file, r->row->record->line, cell(r, column), &reason);
}

/* An amount, 0 where there is none; false, noted, where it will not do. */
static bool amount(const struct reading *r, int column, struct money *out)
{
    const struct text typed = cell(r, column);
    *out = (struct money){0};
    switch (typed.n == 0 ? NUMBER_OK : money_parse(typed, out)) {
    case NUMBER_OK:
        return out->fen >= 0 || wrong(r, column, "negative");
    case NUMBER_TOO_MANY_DECIMALS:
        return wrong(r, column, "too-many-decimals");
    case NUMBER_OVERFLOW:
        return wrong(r, column, "overflow");
    default:
        return wrong(r, column, "not-a-number");
    }
}

/* ---- members -------------------------------------------------------------------------------- */

static struct date born(const char id[IDENTITY_SIZE])
{
    struct civil c = {0, 0, 0};
    struct date day = {0};
    for (int i = 6; i < 10; i++)
        c.year = c.year * 10 + (id[i] - '0');
    c.month = (id[10] - '0') * 10 + (id[11] - '0');
    c.day = (id[12] - '0') * 10 + (id[13] - '0');
    (void)date_from_civil(c, &day); /* it is one: the number was checked */
    return day;
}

static void take_id(const struct reading *r, const struct family *f, struct member *m)
{
    static const char *const CODES[] = {[IDENTITY_NOT_AN_ID] = "not-an-id",
                                        [IDENTITY_BIRTH_DATE] = "birth-date",
                                        [IDENTITY_CHECKSUM] = "checksum"};
    char id[IDENTITY_SIZE];
    const struct text typed = cell(r, MEMBER_ID);
    if (typed.n == 0)
        return;
    const enum identity_error error = identity_read(typed, id);
    if (error != IDENTITY_OK) {
        (void)wrong(r, MEMBER_ID, CODES[error]);
        return;
    }
    m->has_id = true;
    m->key = identity_key(id);
    m->birth = born(id);
    for (const struct member *before = f->member; before < m; before++)
        if (before->has_id && before->key == m->key) {
            (void)wrong(r, MEMBER_ID, "repeated");
            m->repeated = true;
            return;
        }
}

/* An empty income is none only for those whose status says that they have none: a missing fact is
 * not zero where it could speak against the household. */
static bool earns_nothing(int kind)
{
    return kind == MEMBER_IDLE || kind == MEMBER_PUPIL || kind == MEMBER_OTHER ||
           member_is_student(kind);
}

static void take_income(const struct reading *r, struct member *m)
{
    m->income_wrong = !amount(r, MEMBER_INCOME, &m->income);
    if (cell(r, MEMBER_INCOME).n == 0 && !earns_nothing(m->kind) &&
        r->row->layout->read_at[MEMBER_INCOME] >= 0) {
        m->income_wrong = true;
        (void)missing(r, MEMBER_INCOME);
    }
}

bool read_member(const struct side_row *row, struct family *f, struct notes *notes)
{
    const struct reading r = {row, MEMBER_COLUMNS, notes};
    struct member *m = family_add_member(f);
    if (m == NULL)
        return false;
    m->line = row->record->line;
    m->name = family_keep(f, cell(&r, MEMBER_NAME));
    m->relation_typed = family_keep(f, cell(&r, MEMBER_RELATION));
    m->status_typed = family_keep(f, cell(&r, MEMBER_STATUS));
    m->relation = words_relation(cell(&r, MEMBER_RELATION));
    m->health = words_health(cell(&r, MEMBER_HEALTH));
    m->kind = words_member_kind(cell(&r, MEMBER_STATUS));
    m->marriage = words_marriage(cell(&r, MEMBER_MARRIAGE));
    if (m->kind == MEMBER_UNKNOWN)
        (void)wrong(&r, MEMBER_STATUS, "unknown");
    if (m->marriage == MARRIAGE_UNKNOWN)
        (void)wrong(&r, MEMBER_MARRIAGE, "unknown");
    take_id(&r, f, m);
    take_income(&r, m);
    return !f->texts.failed;
}

/* ---- receipts ------------------------------------------------------------------------------- */

/* Where there are members: whoever it is for is one of them. */
static void check_person(const struct reading *r, const struct family *f)
{
    char shown[96];
    const struct text name = cell(r, RECEIPT_NAME);
    bool named = false;
    if (name.n == 0)
        return;
    for (size_t i = 0; i < f->members; i++) {
        const struct text other = family_text(f, f->member[i].name);
        if (text_equal(other, name))
            return;
        named |= other.n > 0;
    }
    if (!named)
        return;
    notes_word(r->notes, "receipt:no-member");
    notes_say(r->notes, r->row->file, r->row->record->line, "name",
              _("found '%s', expected the name of a member of the household"),
              text_masked(name, shown, sizeof shown));
}

static void take_amounts(const struct reading *r, struct receipt *receipt)
{
    receipt->wrong = !amount(r, RECEIPT_TOTAL, &receipt->total);
    receipt->wrong |= !amount(r, RECEIPT_REIMBURSED, &receipt->reimbursed);
    if (cell(r, RECEIPT_TOTAL).n == 0)
        receipt->wrong = !missing(r, RECEIPT_TOTAL);
    else if (!receipt->wrong && receipt->reimbursed.fen > receipt->total.fen)
        receipt->wrong = !wrong(r, RECEIPT_REIMBURSED, "above-receipt_total");
}

bool read_receipt(const struct side_row *row, struct family *f, struct notes *notes)
{
    const struct reading r = {row, RECEIPT_COLUMNS, notes};
    struct receipt *receipt = family_add_receipt(f);
    if (receipt == NULL)
        return false;
    receipt->line = row->record->line;
    receipt->person = family_keep(f, cell(&r, RECEIPT_NAME));
    receipt->kind = words_receipt_kind(cell(&r, RECEIPT_KIND));
    if (cell(&r, RECEIPT_KIND).n == 0)
        (void)missing(&r, RECEIPT_KIND);
    else if (receipt->kind == RECEIPT_KINDS)
        (void)wrong(&r, RECEIPT_KIND, "unknown");
    receipt->has_date = date_parse(cell(&r, RECEIPT_DATE), &receipt->date);
    if (cell(&r, RECEIPT_DATE).n == 0)
        (void)missing(&r, RECEIPT_DATE);
    else if (!receipt->has_date)
        (void)wrong(&r, RECEIPT_DATE, "not-a-date");
    take_amounts(&r, receipt);
    check_person(&r, f);
    return !f->texts.failed;
}
