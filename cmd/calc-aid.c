/* calc-aid: the aid that each household is granted (帮扶标准), rules(7) section 2. */
#include "account/account.h"
#include "autumn/facts.h"
#include "base/language.h"
#include "payments/aid_columns.h"
#include "payments/prior.h"

enum { HOUSEHOLD_ID = HOUSEHOLD_COLUMN_COUNT + AID_COLUMN_COUNT, DECIDED_BEFORE };

static const struct column_need READS[] = {
    HOUSEHOLD_COLUMNS, AID_COLUMNS, {"household_id", false}, DECIDED_COLUMNS};
/* Everything that is decided for one household. */
struct decided {
    struct assessment assessment;
    const struct policy_set *policy;
    struct aid_facts facts;
    struct hardship hardship;
    struct aid aid;
};

/* Aid of this year that the ledger holds, with --ledger. */
static struct prior prior;

static struct reason decide(struct row *row, struct decided *d, bool *readable)
{
    struct reason reason = {0};
    if (text_is(row_cell(row, DECIDED_BEFORE), "invalid"))
        return (struct reason){"category", "invalid", NULL};
    *readable = facts_household(row, &d->facts.household, &d->assessment, &d->policy, &reason) &&
                facts_aid(row, HOUSEHOLD_COLUMN_COUNT, &d->facts, &reason) &&
                prior_apply(&prior, row, HOUSEHOLD_ID, &d->assessment, &d->facts, &reason);
    if (!*readable || d->policy == NULL)
        return reason;
    hardship_decide(d->policy, &d->facts.household, &d->hardship);
    if (d->hardship.undecided != DECIDED)
        return reason_undecided(d->hardship.undecided, d->hardship.gap);
    if (!facts_same_category(row, DECIDED_BEFORE, &d->hardship, &reason))
        return reason;
    aid_decide(d->policy, &d->facts, d->hardship.categories, &d->aid);
    if (d->aid.undecided != DECIDED)
        return reason_undecided(d->aid.undecided, d->aid.gap);
    return reason;
}

static enum outcome calc_aid(struct row *row)
{
    struct decided d;
    bool readable = false;
    enum outcome outcome = OUTCOME_DECIDED;
    prior_keep(&prior, row, HOUSEHOLD_COLUMN_COUNT + AID_FIRST_PAID);
    struct reason reason = decide(row, &d, &readable);
    if (readable && d.policy == NULL)
        return OUTCOME_FAILED;
    if (reason.code != NULL)
        outcome = fact_invalid(row, AID_CATEGORY, AID_REASONS, &reason);
    else
        aid_columns_put(row, &d.aid);
    if (row->account != NULL) {
        facts_account_heading(row, HOUSEHOLD_ID, &d.assessment, readable);
        if (reason.code != NULL)
            reason_account(&reason, row->account);
        else
            account_aid(row->account, d.policy, &d.facts, &d.aid);
    }
    return outcome;
}

/* ---- student aid in autumn (金秋助学), section 5 -----------------------------------------------
 */

enum { CATEGORY_IN_AUTUMN = AUTUMN_COLUMN_COUNT };

static const struct column_need READS_IN_AUTUMN[] = {AUTUMN_COLUMNS, {"category", true}};

/* The plan names no amount: where the policy of the place has none either, the cells are empty. */
static bool put_autumn(struct row *row, const struct autumn_facts *facts, struct reason *reason)
{
    struct money amount = {0};
    bool overflow = false;
    const bool eligible = facts->decision.category == GA_ELIGIBLE;
    const bool set =
        golden_autumn_amount(facts->policy, facts->application.students, &amount, &overflow);
    if (overflow) {
        *reason = (struct reason){NULL, "overflow", NULL};
        return false;
    }
    row_put_word(row, AID_CATEGORY, eligible ? AUTUMN_CATEGORY_NAMES[GA_ELIGIBLE] : "");
    if (facts->decision.category == GA_INCOMPLETE || (eligible && !set)) {
        row_put_word(row, AID_REASONS, eligible ? "ga.amount:not-set" : "");
        return true;
    }
    if (!eligible)
        amount = (struct money){0};
    for (int item = 0; item < ITEM_COUNT; item++)
        row_put_money(row, FIRST_ITEM + item, item == ITEM_EDUCATION ? amount : (struct money){0});
    row_put_money(row, TOTAL_AID, amount);
    row_put_word(row, AID_ORDER, amount.fen > 0 ? ITEM_NAMES[ITEM_EDUCATION] : "");
    row_put_word(row, AID_REASONS, amount.fen > 0 ? "ga.amount" : "");
    row_tally(row, TALLY_RECORDS + ITEM_EDUCATION, amount.fen > 0);
    row_tally(row, TALLY_FEN + ITEM_EDUCATION, amount.fen);
    row_tally(row, TALLY_AIDED, amount.fen > 0);
    row_tally(row, TALLY_TOTAL, amount.fen);
    return true;
}

static enum outcome calc_aid_in_autumn(struct row *row)
{
    struct autumn_facts facts;
    struct reason reason = {0};
    enum outcome outcome = OUTCOME_DECIDED;
    bool readable;
    if (!autumn_decide(row, &facts, &readable, &reason) ||
        !autumn_same_category(row, CATEGORY_IN_AUTUMN, &facts.decision, &reason) ||
        !put_autumn(row, &facts, &reason)) {
        if (reason.code == NULL)
            return OUTCOME_FAILED;
        outcome = fact_invalid(row, AID_CATEGORY, AID_REASONS, &reason);
    }
    if (row->account != NULL) {
        autumn_account(row, &facts, readable, &reason);
        if (reason.code == NULL && facts.decision.category == GA_ELIGIBLE)
            autumn_account_amount(row, &facts);
    }
    return outcome;
}

static bool begin_in_autumn(struct run *run, struct error *error)
{
    (void)run;
    return prior.ledger == NULL || error_set(error, NULL, 0, NULL,
                                             _("--ledger is for the scheme dossier: student aid in "
                                               "autumn takes nothing off"));
}

/* ---- both ------------------------------------------------------------------------------------ */

enum { OPTION_LEDGER = OPTION_OWN };

static const struct command_option OPTIONS[] = {
    {OPTION_LEDGER, "ledger", N_("FILE"),
     N_("count as paid this year what this ledger holds, where that is more than the record says")},
    {0}};

static bool take(void *data, int id, const char *value, struct error *error)
{
    (void)id;
    (void)error;
    ((struct prior *)data)->ledger = value;
    return true;
}

static bool begin(struct run *run, struct error *error)
{
    return prior_begin(run->state, run, error);
}

static bool header(struct run *run, struct layout *layout, struct error *error)
{
    return facts_check(run, layout, error) &&
           prior_header(run->state, run, layout, HOUSEHOLD_ID, error);
}

static void end(struct run *run)
{
    prior_free(run->state);
}

#define COMMAND                                                                                    \
    {                                                                                              \
        .name = "calc-aid", .operands = "[FILE]...",                                               \
        .summary = N_("Works out the aid that each household is granted (帮扶救助)."),             \
        .example = "classify dossier.csv | calc-aid --summary -o aid.csv"                          \
    }
#define USES (USES_POLICY | USES_DATE | USES_EXPLANATIONS)

static const struct filter GOLDEN_AUTUMN = {
    .command = COMMAND,
    .uses = USES,
    .scheme = SCHEME_GOLDEN_AUTUMN,
    .reads = READS_IN_AUTUMN,
    .read_count = sizeof READS_IN_AUTUMN / sizeof *READS_IN_AUTUMN,
    .adds = AID_ADDS,
    .add_count = AID_ADDED,
    .flagged_as = N_("invalid"),
    .options = OPTIONS,
    .take = take,
    .state = &prior,
    .begin = begin_in_autumn,
    .header = facts_check,
    .row = calc_aid_in_autumn,
    .summarize = aid_columns_summarize,
};

static const struct filter FILTER = {
    .command = COMMAND,
    .uses = USES,
    .scheme = SCHEME_DOSSIER,
    .golden_autumn = &GOLDEN_AUTUMN,
    .reads = READS,
    .read_count = sizeof READS / sizeof *READS,
    .adds = AID_ADDS,
    .add_count = AID_ADDED,
    .flagged_as = N_("invalid"),
    .options = OPTIONS,
    .take = take,
    .state = &prior,
    .begin = begin,
    .header = header,
    .row = calc_aid,
    .summarize = aid_columns_summarize,
    .end = end,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
