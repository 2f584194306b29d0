/* classify: the dossier category of each household (建档标准), rules(7) section 1. */
#include "account/account.h"
#include "autumn/facts.h"
#include "base/language.h"

enum { PER_CAPITA_INCOME, PER_CAPITA_NET, DIBAO, CATEGORY, CATEGORIES, REASONS, ADDED };

static const struct column_need READS[] = {HOUSEHOLD_COLUMNS, {"household_id", false}};
static const char *const ADDS[ADDED] = {
    [PER_CAPITA_INCOME] = "per_capita_income",
    [PER_CAPITA_NET] = "per_capita_net",
    [DIBAO] = "dibao",
    [CATEGORY] = "category",
    [CATEGORIES] = "categories",
    [REASONS] = "reasons",
};

/* The summary's sums: households by category, none, invalid. */
enum { TALLY_NONE = CATEGORY_COUNT, TALLY_INVALID };

/* The rules whose bits are set in `which`, each with `suffix` behind it. */
static void put_rules(struct row *row, unsigned which, const char *suffix)
{
    row_slot_begin(row, REASONS);
    for (int c = 0; c < CATEGORY_COUNT; c++) {
        if (!(which >> c & 1u))
            continue;
        row_add_word(row, REASONS, DOSSIER_RULES[c]);
        buffer_string(row->values, suffix);
    }
    row_slot_end(row, REASONS);
}

static void put_categories(struct row *row, unsigned categories)
{
    row_slot_begin(row, CATEGORIES);
    for (int c = 0; c < CATEGORY_COUNT; c++)
        if (categories >> c & 1u)
            row_add_word(row, CATEGORIES, CATEGORY_NAMES[c]);
    row_slot_end(row, CATEGORIES);
}

static void put_decision(struct row *row, const struct hardship *decision)
{
    row_put_money(row, PER_CAPITA_INCOME, decision->income);
    row_put_money(row, PER_CAPITA_NET, decision->net);
    row_put_money(row, DIBAO, decision->dibao);
    put_categories(row, decision->categories);
    if (decision->category == CATEGORY_COUNT) {
        unsigned considered = 0;
        for (int c = 0; c < CATEGORY_COUNT; c++)
            considered |= (unsigned)decision->finding[c].exists << c;
        row_put_word(row, CATEGORY, "none");
        put_rules(row, considered, ":not-met");
        row_tally(row, TALLY_NONE, 1);
        return;
    }
    row_put_word(row, CATEGORY, CATEGORY_NAMES[decision->category]);
    put_rules(row, decision->categories, "");
    row_tally(row, (int)decision->category, 1);
}

static enum outcome classify(struct row *row)
{
    struct household household;
    struct assessment assessment;
    const struct policy_set *policy;
    struct hardship decision;
    struct reason reason = {0};

    bool readable = facts_household(row, &household, &assessment, &policy, &reason);
    if (readable && policy == NULL)
        return OUTCOME_FAILED;
    if (readable) {
        hardship_decide(policy, &household, &decision);
        if (decision.undecided != DECIDED)
            reason = reason_undecided(decision.undecided, decision.gap);
    }
    enum outcome outcome = OUTCOME_DECIDED;
    if (reason.code != NULL) {
        outcome = fact_invalid(row, CATEGORY, REASONS, &reason);
        row_tally(row, TALLY_INVALID, 1);
    } else {
        put_decision(row, &decision);
    }
    if (row->account != NULL) {
        facts_account_heading(row, HOUSEHOLD_COLUMN_COUNT, &assessment, readable);
        if (reason.code != NULL)
            reason_account(&reason, row->account);
        else
            account_hardship(row->account, policy, &household, &decision);
    }
    return outcome;
}

/* ---- student aid in autumn (金秋助学), section 5 -------------------------------------------- */

static const struct column_need READS_IN_AUTUMN[] = {AUTUMN_COLUMNS};

/* The summary's sums there: by category, invalid. */
#define TALLY_INVALID_IN_AUTUMN GA_CATEGORIES

/* The conditions that hold; all rules that fail, and those that something is missing for. */
static void put_autumn_reasons(struct row *row, const struct golden_autumn *decision)
{
    row_slot_begin(row, REASONS);
    for (int c = 0; c < GA_CONDITION_COUNT; c++)
        if (decision->condition[c].held && decision->cause_fits[c])
            row_add_word(row, REASONS, GA_CONDITION_NAMES[c]);
    for (int rule = 0; rule < GA_RULES; rule++) {
        if (decision->state[rule] < GA_MISSING)
            continue;
        row_add_word(row, REASONS, GA_RULE_NAMES[rule]);
        if (decision->state[rule] == GA_MISSING && rule != GA_DOCUMENTS)
            buffer_string(row->values, ":missing");
    }
    row_slot_end(row, REASONS);
}

static enum outcome classify_in_autumn(struct row *row)
{
    struct autumn_facts facts;
    struct reason reason = {0};
    enum outcome outcome = OUTCOME_DECIDED;
    bool readable;
    if (autumn_decide(row, &facts, &readable, &reason)) {
        const struct golden_autumn *decision = &facts.decision;
        const char *category = AUTUMN_CATEGORY_NAMES[decision->category];
        row_put_money(row, PER_CAPITA_INCOME, decision->income);
        row_put_money(row, PER_CAPITA_NET, decision->net);
        row_put_money(row, DIBAO, decision->dibao);
        row_put_word(row, CATEGORY, category);
        row_put_word(row, CATEGORIES, decision->category == GA_ELIGIBLE ? category : "");
        put_autumn_reasons(row, decision);
        row_tally(row, (int)decision->category, 1);
    } else if (reason.code == NULL) {
        return OUTCOME_FAILED;
    } else {
        outcome = fact_invalid(row, CATEGORY, REASONS, &reason);
        row_tally(row, TALLY_INVALID_IN_AUTUMN, 1);
    }
    if (row->account != NULL)
        autumn_account(row, &facts, readable, &reason);
    return outcome;
}

static void summarize_autumn(const struct run *run, const int64_t *tally, struct buffer *out)
{
    (void)run;
    buffer_format(out, _("  golden-autumn %lld, incomplete %lld, none %lld, invalid %lld\n"),
                  (long long)tally[GA_ELIGIBLE], (long long)tally[GA_INCOMPLETE],
                  (long long)tally[GA_NONE], (long long)tally[TALLY_INVALID_IN_AUTUMN]);
}

/* ---- the dossier, section 1 ------------------------------------------------------------------ */

static void summarize(const struct run *run, const int64_t *tally, struct buffer *out)
{
    (void)run;
    buffer_format(out, _("  deep %lld, relative %lld, accidental %lld, none %lld, invalid %lld\n"),
                  (long long)tally[CATEGORY_DEEP], (long long)tally[CATEGORY_RELATIVE],
                  (long long)tally[CATEGORY_ACCIDENTAL], (long long)tally[TALLY_NONE],
                  (long long)tally[TALLY_INVALID]);
}

#define COMMAND                                                                                    \
    {                                                                                              \
        .name = "classify", .operands = "[FILE]...",                                               \
        .summary = N_("Decides the dossier category of each household (困难类别)."),               \
        .example = "intake export.csv | classify --date 2025-03-01 --summary -o dossier.csv"       \
    }
#define USES (USES_POLICY | USES_DATE | USES_EXPLANATIONS)

static const struct filter GOLDEN_AUTUMN = {
    .command = COMMAND,
    .uses = USES,
    .scheme = SCHEME_GOLDEN_AUTUMN,
    .reads = READS_IN_AUTUMN,
    .read_count = sizeof READS_IN_AUTUMN / sizeof *READS_IN_AUTUMN,
    .adds = ADDS,
    .add_count = ADDED,
    .flagged_as = N_("invalid"),
    .header = facts_check,
    .row = classify_in_autumn,
    .summarize = summarize_autumn,
};

static const struct filter FILTER = {
    .command = COMMAND,
    .uses = USES,
    .scheme = SCHEME_DOSSIER,
    .golden_autumn = &GOLDEN_AUTUMN,
    .reads = READS,
    .read_count = sizeof READS / sizeof *READS,
    .adds = ADDS,
    .add_count = ADDED,
    .flagged_as = N_("invalid"),
    .header = facts_check,
    .row = classify,
    .summarize = summarize,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
