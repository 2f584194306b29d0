/* check-exit: who leaves the programme (动态管理), rules(7) section 3. */
#include "account/exit.h"
#include "base/language.h"
#include "table/exit_facts.h"
#include "table/exit_remarks.h"
#include "table/sorting.h"

static const struct column_need READS[] = {EXIT_COLUMNS};

enum {
    MONTHS_OBSERVED,
    RUN_MONTHS,
    RUN_FROM,
    LATEST_MONTH,
    PER_CAPITA_LATEST,
    LIVING_LEVEL_LATEST,
    DIBAO,
    EXIT_STATUS,
    NEXT_STEP,
    FORMS_DUE,
    OBJECTION_UNTIL,
    REVIEW_UNTIL,
    EXIT_REASONS,
    ADDED
};

static const char *const ADDS[ADDED] = {
    [MONTHS_OBSERVED] = "months_observed",
    [RUN_MONTHS] = "run_months",
    [RUN_FROM] = "run_from",
    [LATEST_MONTH] = "latest_month",
    [PER_CAPITA_LATEST] = "per_capita_latest",
    [LIVING_LEVEL_LATEST] = "living_level_latest",
    [DIBAO] = "dibao",
    [EXIT_STATUS] = "exit_status",
    [NEXT_STEP] = "next_step",
    [FORMS_DUE] = "forms_due",
    [OBJECTION_UNTIL] = "objection_until",
    [REVIEW_UNTIL] = "review_until",
    [EXIT_REASONS] = "exit_reasons",
};

/* The summary's sums: households by status, and invalid ones. */
#define TALLY_INVALID EXIT_STATUS_COUNT

struct check_exit {
    struct dibao_memory dibao;
    struct exit_household household;
    struct disorder disorder;
};

static struct check_exit state;

static enum outcome take_month(struct row *row)
{
    struct check_exit *s = row->run->state;
    char after[MONTH_TEXT_SIZE];
    enum exit_order order;
    const struct month latest = s->household.run.latest;
    if (!exit_take_month(row, &s->dibao, &s->household, &order))
        return OUTCOME_FAILED;
    if (order != EXIT_IN_ORDER) {
        (void)month_format(latest, after);
        disorder_note(&s->disorder, row, order == EXIT_REPEATED, row_cell(row, EXIT_MONTH),
                      text_of(after));
    }
    return OUTCOME_DECIDED;
}

/* Everything that is decided for one household. */
struct decided {
    struct assessment assessment;
    const struct policy_set *policy;
    struct exit_state state;
    struct exit_decision decision;
    struct exit_deadlines deadlines;
    enum exit_step step;
    bool overdue; /* the review */
};

/* False where nothing can be decided: the household's reason says why, else there is no memory. */
static bool decide(struct row *row, struct exit_household *h, struct decided *d)
{
    const struct settings *settings = &row->run->settings;
    if (!exit_read_state(row, h, &d->state, &d->assessment, &d->policy))
        return false;
    exit_decide(d->policy, &h->run, &d->state, &d->decision);
    if (d->decision.undecided != EXIT_DECIDED) {
        exit_note_undecided(h, &d->decision);
        return false;
    }
    exit_deadlines(d->policy, row->run->calendar, &d->state, &d->deadlines);
    d->step = exit_next_step(&d->decision, &d->state, &d->deadlines,
                             settings->has_as_of ? &settings->as_of : NULL);
    d->overdue = settings->has_as_of && exit_review_overdue(&d->deadlines, settings->as_of);
    return true;
}

/* ---- what is written ----------------------------------------------------------------------- */

static void put_deadline(struct row *row, int slot, const struct exit_deadline *deadline)
{
    if (deadline->set && deadline->found == DUE_FOUND)
        row_put_date(row, slot, deadline->day);
}

static enum outcome put_decision(struct row *row, const struct exit_household *h,
                                 const struct decided *d)
{
    static const char *const FORMS[EXIT_STATUS_COUNT] = {
        [EXIT_VOLUNTARY] = "exit-application", /* 退档申请书 */
        [EXIT_OUT] = "exit-registration",      /* 《困难职工脱困登记表》 */
    };
    const enum exit_status status = d->decision.status;
    row_put_count(row, MONTHS_OBSERVED, h->run.observed);
    row_put_count(row, RUN_MONTHS, h->run.months);
    if (h->run.months > 0)
        row_put_month(row, RUN_FROM, h->run.from);
    row_put_month(row, LATEST_MONTH, h->last.month);
    row_put_money(row, PER_CAPITA_LATEST, d->decision.income);
    row_put_money(row, LIVING_LEVEL_LATEST, d->decision.level);
    if (h->last.has_dibao)
        row_put_money(row, DIBAO, h->last.dibao);
    row_put_word(row, EXIT_STATUS, EXIT_STATUS_NAMES[status]);
    row_put_word(row, NEXT_STEP, EXIT_STEP_NAMES[d->step]);
    row_put_word(row, FORMS_DUE, FORMS[status] != NULL ? FORMS[status] : "");
    put_deadline(row, OBJECTION_UNTIL, &d->deadlines.objection);
    put_deadline(row, REVIEW_UNTIL, &d->deadlines.review);
    row_slot_begin(row, EXIT_REASONS);
    row_add_word(row, EXIT_REASONS, EXIT_RULES[status]);
    if (status == EXIT_STAY)
        exit_put_what_lacks(row, EXIT_REASONS, &h->run, &d->state, &d->decision);
    const bool findings = exit_put_findings(row, EXIT_REASONS, &d->deadlines, d->overdue);
    row_slot_end(row, EXIT_REASONS);
    row->verdict = (int)status;
    return findings ? OUTCOME_FLAGGED : OUTCOME_DECIDED;
}

static enum outcome end_household(struct row *row)
{
    struct exit_household *h = &((struct check_exit *)row->run->state)->household;
    struct decided d;
    enum outcome outcome;
    if (row->torn && h->reason.code == NULL)
        h->reason = (struct reason){NULL, "records-lost", NULL};
    if (decide(row, h, &d)) {
        outcome = put_decision(row, h, &d);
    } else if (h->reason.code != NULL) {
        outcome = fact_invalid(row, EXIT_STATUS, EXIT_REASONS, &h->reason);
        row->verdict = TALLY_INVALID;
    } else {
        outcome = OUTCOME_FAILED;
    }
    if (row->account != NULL) {
        facts_account_heading(row, EXIT_HOUSEHOLD_ID, &d.assessment, h->reason.code == NULL);
        if (h->reason.code != NULL)
            reason_account(&h->reason, row->account);
        else if (outcome != OUTCOME_FAILED)
            account_exit(row->account, d.policy, &h->run, &d.state, &d.decision, &d.deadlines,
                         d.step);
    }
    *h = (struct exit_household){0};
    return outcome;
}

/* What was made of each place by itself is no decision. */
static enum outcome scattered(struct row *row, const struct held *last, long places)
{
    const struct reason reason = {"household_id", "not-contiguous", NULL};
    char shown[96];
    row->verdict = TALLY_INVALID;
    if (row->account != NULL) {
        buffer_format(row->account,
                      _("Household %s (%s, line %ld): %ld places, all accounts above "
                        "do not count\n"),
                      text_masked(last->key, shown, sizeof shown), last->file, last->line, places);
        reason_account(&reason, row->account);
    }
    return fact_invalid(row, EXIT_STATUS, EXIT_REASONS, &reason);
}

static bool header(struct run *run, struct layout *layout, struct error *error)
{
    return fact_region_given(run, layout, EXIT_REGION, error);
}

static bool finish(struct run *run, struct output *out, struct buffer *messages,
                   struct error *error)
{
    static const int ORDER[] = {EXIT_HOUSEHOLD_ID, EXIT_MONTH};
    const struct check_exit *s = run->state;
    (void)out;
    (void)error;
    disorder_say(&s->disorder, run, "month", ORDER, 2, messages);
    return true;
}

static void summarize(const struct run *run, const int64_t *tally, struct buffer *out)
{
    (void)run;
    buffer_format(out, _("  voluntary %lld, out %lld, relieved %lld, stay %lld, invalid %lld\n"),
                  (long long)tally[EXIT_VOLUNTARY], (long long)tally[EXIT_OUT],
                  (long long)tally[EXIT_RELIEVED], (long long)tally[EXIT_STAY],
                  (long long)tally[TALLY_INVALID]);
}

static const struct filter FILTER = {
    .command = {.name = "check-exit",
                .operands = "[FILE]...",
                .summary = N_("Decides which households leave the programme (动态管理)."),
                .example = "check-exit --summary incomes.csv -o exit.csv"},
    .uses = USES_POLICY | USES_DATE | USES_EXPLANATIONS | USES_CALENDAR | USES_AS_OF,
    .scheme = SCHEME_DOSSIER,
    .reads = READS,
    .read_count = sizeof READS / sizeof *READS,
    .adds = ADDS,
    .add_count = ADDED,
    .flagged_as = N_("to be looked at"),
    .state = &state,
    .in_order = true,
    .folds = true,
    .header = header,
    .row = take_month,
    .fold = end_household,
    .scattered = scattered,
    .finish = finish,
    .summarize = summarize,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
