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
_Static_assert(HOUSEHOLD_ASSESSED_ON == ASSESSED_ON, "the place of the day");
_Static_assert(sizeof HOUSEHOLD / sizeof *HOUSEHOLD == HOUSEHOLD_COLUMN_COUNT &&
                   HOUSEHOLD_COLUMN_COUNT == LIVING_DIFFICULTY + 1,
               "the columns of a household and their places");
_Static_assert(sizeof AID / sizeof *AID == AID_COLUMN_COUNT &&
                   AID_COLUMN_COUNT == FIRST_PAID + ITEM_COUNT,
               "the columns of aid and their places");

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

bool facts_check(struct run *run, struct layout *layout, struct error *error)
{
    return fact_region_given(run, layout, REGION, error);
}

bool facts_household(struct row *row, struct household *out, struct assessment *assessment,
                     const struct policy_set **policy, struct reason *reason)
{
    enum answer difficult;
    /* A missing fact is not zero when it could speak against the household. */
    if (!fact_needed(row, SIZE, reason) || !fact_needed(row, INCOME, reason) ||
        !fact_count(row, SIZE, &out->size, reason) ||
        !fact_money(row, INCOME, &out->income, reason) ||
        !fact_region(row, REGION, &assessment->region, reason) ||
        !fact_day(row, ASSESSED_ON, &assessment->date, reason))
        return false;
    if (out->size == 0)
        return fact_wrong(row, SIZE, "out-of-range", reason);
    for (int cost = 0; cost < COST_ACCIDENT; cost++)
        if (!fact_money(row, FIRST_COST + cost, &out->cost[cost], reason))
            return false;
    out->cost[COST_ACCIDENT] = (struct money){0};
    if (!fact_money(row, LOSS, &out->loss, reason) ||
        !fact_money(row, COMPENSATION, &out->compensation, reason) ||
        !fact_answer(row, LIVING_DIFFICULTY, &difficult, reason))
        return false;
    out->recovered = difficult == ANSWER_NO;
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
    if (!fact_months(row, column + LIVING_MONTHS, &out->has_living_months, &out->living_months,
                     reason))
        return false;
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
        buffer_format(row->account, _("Household %s (%s, line %ld)\n"), name, row->file,
                      row->record->line);
        return;
    }
    region_format(assessment->region, region);
    date_format(assessment->date, date);
    buffer_format(row->account, _("Household %s (%s, line %ld), region %s, assessed on %s\n"), name,
                  row->file, row->record->line, region, date);
}
