/* calc-aid: the aid that each household is granted (帮扶标准), rules(7) section 2. */
#include "account/account.h"
#include "autumn/facts.h"
#include "base/language.h"

enum {
    AID_CATEGORY,
    FIRST_ITEM,
    TOTAL_AID = FIRST_ITEM + ITEM_COUNT,
    AID_ORDER,
    APPROVAL,
    AID_REASONS,
    ADDED
};

enum { HOUSEHOLD_ID = HOUSEHOLD_COLUMN_COUNT + AID_COLUMN_COUNT, DECIDED_BEFORE };

static const struct column_need READS[] = {
    HOUSEHOLD_COLUMNS, AID_COLUMNS, {"household_id", false}, DECIDED_COLUMNS};
static const char *const ADDS[ADDED] = {
    [AID_CATEGORY] = "aid_category",
    [FIRST_ITEM + ITEM_LIVING] = "living_aid",
    [FIRST_ITEM + ITEM_MEDICAL] = "medical_aid",
    [FIRST_ITEM + ITEM_EDUCATION] = "education_aid",
    [FIRST_ITEM + ITEM_ACCIDENT] = "accident_aid",
    [TOTAL_AID] = "total_aid",
    [AID_ORDER] = "aid_order",
    [APPROVAL] = "approval",
    [AID_REASONS] = "aid_reasons",
};

/* The summary's sums: per item the records and the fen, per approval level the records. */
enum {
    TALLY_RECORDS,
    TALLY_FEN = TALLY_RECORDS + ITEM_COUNT,
    TALLY_APPROVAL = TALLY_FEN + ITEM_COUNT,
    TALLY_AIDED = TALLY_APPROVAL + APPROVAL_NATIONAL + 1,
    TALLY_TOTAL,
};

/* Everything that is decided for one household. */
struct decided {
    struct assessment assessment;
    const struct policy_set *policy;
    struct aid_facts facts;
    struct hardship hardship;
    struct aid aid;
};

static void put_reasons(struct row *row, const struct aid *aid)
{
    static const char *const STOPS[] = {
        [STOP_NOTHING_LEFT] = NULL,
        [STOP_NO_LONGER] = "aid.no-longer-met",
        [STOP_TOTAL_CAP] = "aid.total-cap",
        [STOP_SINGLE] = NULL,
        [STOP_OTHER_PAID] = "aid.other-already-paid",
        [STOP_SEVERAL_PAID] = "aid.multiple-already-paid",
    };
    row_slot_begin(row, AID_REASONS);
    if (aid->category != CATEGORY_COUNT) {
        const struct award *award = &aid->award[aid->category];
        for (int i = 0; i < award->steps; i++)
            row_add_word(row, AID_REASONS, AID_RULES[award->step[i].item]);
        if (STOPS[award->stop] != NULL)
            row_add_word(row, AID_REASONS, STOPS[award->stop]);
    }
    row_slot_end(row, AID_REASONS);
}

static void put_aid(struct row *row, const struct aid *aid)
{
    static const struct money NOTHING[ITEM_COUNT];
    const struct award *award = aid->category == CATEGORY_COUNT ? NULL : &aid->award[aid->category];
    const struct money *granted = award == NULL ? NOTHING : award->granted;
    for (int item = 0; item < ITEM_COUNT; item++) {
        row_put_money(row, FIRST_ITEM + item, granted[item]);
        row_tally(row, TALLY_RECORDS + item, granted[item].fen > 0);
        row_tally(row, TALLY_FEN + item, granted[item].fen);
    }
    row_put_money(row, TOTAL_AID, award == NULL ? (struct money){0} : award->total);
    row_put_word(row, APPROVAL, APPROVAL_NAMES[aid->approval]);
    put_reasons(row, aid);
    row_tally(row, TALLY_APPROVAL + (int)aid->approval, 1);
    if (award == NULL)
        return;
    row_put_word(row, AID_CATEGORY, CATEGORY_NAMES[aid->category]);
    row_slot_begin(row, AID_ORDER);
    for (int i = 0; i < award->steps; i++)
        row_add_word(row, AID_ORDER, ITEM_NAMES[award->step[i].item]);
    row_slot_end(row, AID_ORDER);
    row_tally(row, TALLY_AIDED, award->total.fen > 0);
    row_tally(row, TALLY_TOTAL, award->total.fen);
}

static struct reason decide(struct row *row, struct decided *d, bool *readable)
{
    struct reason reason = {0};
    if (text_is(row_cell(row, DECIDED_BEFORE), "invalid"))
        return (struct reason){"category", "invalid", NULL};
    *readable = facts_household(row, &d->facts.household, &d->assessment, &d->policy, &reason) &&
                facts_aid(row, HOUSEHOLD_COLUMN_COUNT, &d->facts, &reason);
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
    struct reason reason = decide(row, &d, &readable);
    if (readable && d.policy == NULL)
        return OUTCOME_FAILED;
    if (reason.code != NULL)
        outcome = fact_invalid(row, AID_CATEGORY, AID_REASONS, &reason);
    else
        put_aid(row, &d.aid);
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

/* ---- both ------------------------------------------------------------------------------------ */

static void put_sum(struct buffer *out, const char *label, int64_t records, int64_t fen)
{
    char amount[MONEY_TEXT_SIZE];
    money_format((struct money){fen}, amount);
    buffer_format(out, _("  %s: %lld records, %s yuan\n"), label, (long long)records, amount);
}

static void summarize(const struct run *run, const int64_t *tally, struct buffer *out)
{
    (void)run;
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++)
        put_sum(out, account_item(item), tally[TALLY_RECORDS + item], tally[TALLY_FEN + item]);
    put_sum(out, _("total"), tally[TALLY_AIDED], tally[TALLY_TOTAL]);
    buffer_format(out, _("  approval: county %lld, province %lld, national %lld\n"),
                  (long long)tally[TALLY_APPROVAL + APPROVAL_COUNTY],
                  (long long)tally[TALLY_APPROVAL + APPROVAL_PROVINCE],
                  (long long)tally[TALLY_APPROVAL + APPROVAL_NATIONAL]);
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
    .adds = ADDS,
    .add_count = ADDED,
    .flagged_as = N_("invalid"),
    .header = facts_check,
    .row = calc_aid_in_autumn,
    .summarize = summarize,
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
    .row = calc_aid,
    .summarize = summarize,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
