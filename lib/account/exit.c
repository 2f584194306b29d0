#include "account/exit.h"

#include "base/language.h"

struct month_text {
    char text[MONTH_TEXT_SIZE];
};

static struct month_text shown_month(struct month m)
{
    struct month_text month;
    (void)month_format(m, month.text);
    return month;
}

const char *account_exit_status(enum exit_status status)
{
    static const char *const NAMES[EXIT_STATUS_COUNT] = {
        N_("leaves by their own wish"), N_("out of hardship"), N_("relieved"), N_("stays on file")};
    return _(NAMES[status]);
}

const char *account_exit_step(enum exit_step step)
{
    static const char *const NAMES[EXIT_STEP_COUNT] = {
        [EXIT_STEP_NONE] = N_("nothing; the household stays on file"),
        [EXIT_STEP_CLOSE] = N_("close the file"),
        [EXIT_STEP_VISIT] = N_("have enough of the union's staff visit the household"),
        [EXIT_STEP_NOTIFY] = N_("tell the worker, and have the form signed"),
        [EXIT_STEP_NOTE_REFUSAL] = N_("the investigators note why it is not signed, and sign"),
        [EXIT_STEP_AWAIT_OBJECTION] = N_("wait until the time for an objection is over"),
        [EXIT_STEP_REVIEW] = N_("complete the review, and tell the worker what it found"),
        [EXIT_STEP_LIST_RELIEVED] = N_("list the household as relieved"),
    };
    return _(NAMES[step]);
}

/* --- the months ------------------------------------------------------------------------------ */

/* Why the run begins where it does. */
static void put_beginning(struct buffer *out, const struct exit_run *run)
{
    if (run->unknown)
        buffer_format(out, _("before it stands %s, for which the policy sets no dibao"),
                      shown_month(run->unknown_month).text);
    else if (run->broken_by_gap)
        buffer_string(out, _("the month before it is missing"));
    else if (run->months == run->observed)
        buffer_string(out, _("no month before it was observed"));
    else
        buffer_string(out, _("the month before it is not above dibao"));
}

static void put_run(struct buffer *out, const struct policy_set *policy, const struct exit_run *run)
{
    const struct policy_value *asked = policy_get(policy, PARAMETER_EXIT_MONTHS);
    buffer_format(out, _("  months observed: %lld, the latest %s\n"), (long long)run->observed,
                  shown_month(run->latest).text);
    buffer_format(out, _("  months in a row above dibao, up to the latest: %lld"),
                  (long long)run->months);
    if (run->months > 0) {
        buffer_format(out, _(", from %s; "), shown_month(run->from).text);
        put_beginning(out, run);
    }
    buffer_char(out, '\n');
    if (asked->set)
        account_source(out, "    ", asked);
}

/* --- the latest month ------------------------------------------------------------------------ */

/* How far an amount of the household is from a limit, which both fit: they were compared. */
static void put_distance(struct buffer *out, struct money seen, struct money limit, int64_t heads)
{
    const bool above = seen.fen > limit.fen;
    const struct money distance = {above ? seen.fen - limit.fen : limit.fen - seen.fen};
    const struct money share = {divide_round(distance.fen, heads)};
    if (distance.fen == 0)
        buffer_string(out, _("exactly at the limit"));
    else
        buffer_format(out,
                      above ? _("%s yuan above the limit, %s per head")
                            : _("%s yuan below the limit, %s per head"),
                      account_yuan(distance).text, account_yuan(share).text);
}

/* `1500.00 > 700.00 x 2 = 1400.00: yes; 100.00 yuan above the limit, 50.00 per head` */
static void put_comparison(struct buffer *out, const struct exit_month *month, struct money seen,
                           const char *operator, bool held)
{
    struct money limit = {0};
    buffer_string(out, account_yuan(seen).text);
    if (month->has_dibao) {
        (void)money_times(month->dibao, month->size, &limit); /* it fitted when it was compared */
        buffer_format(out, " %s %s x %lld = %s: %s; ", operator, account_yuan(month->dibao).text,
                      (long long)month->size, account_yuan(limit).text, account_yes_or_no(held));
        put_distance(out, seen, limit, month->size);
    }
    buffer_char(out, '\n');
}

/* Where the month's dibao comes from. */
static void put_dibao(struct buffer *out, const struct exit_month *month)
{
    if (!month->has_dibao)
        buffer_string(out, _("    the policy sets no dibao for that month\n"));
    else if (month->dibao_by != NULL)
        account_source(out, "    ", month->dibao_by);
}

static void put_latest(struct buffer *out, const struct exit_run *run,
                       const struct exit_state *state, const struct exit_decision *decision)
{
    const struct exit_month *month = &state->month;
    /* The sum fits: it was made when the household was decided. */
    const struct money level = {month->income.fen + state->relief.fen + state->union_aid.fen};
    buffer_format(out, _("  %s, a household of %lld; limits are of the whole household\n"),
                  shown_month(month->month).text, (long long)month->size);
    buffer_format(out, _("    income, %s per head: "), account_yuan(decision->income).text);
    put_comparison(out, month, month->income, ">", run->months > 0);
    buffer_format(out, _("    with government relief %s and union aid %s, %s per head: "),
                  account_yuan(state->relief).text, account_yuan(state->union_aid).text,
                  account_yuan(decision->level).text);
    put_comparison(out, month, level, ">=", decision->level_reached);
    put_dibao(out, month);
}

/* --- the rules ------------------------------------------------------------------------------- */

static void put_conditions(struct buffer *out, enum exit_status status,
                           const struct exit_state *state, const struct exit_decision *decision)
{
    switch (status) {
    case EXIT_VOLUNTARY:
        buffer_format(out, _("      applied to leave: %s\n"), account_yes_or_no(state->voluntary));
        break;
    case EXIT_OUT:
        buffer_format(out, _("      the cause of hardship is removed: %s\n"),
                      account_yes_or_no(state->cause_removed));
        buffer_format(out, _("      enough months in a row above dibao: %s\n"),
                      account_yes_or_no(decision->enough_months));
        break;
    case EXIT_RELIEVED:
        buffer_format(out, _("      had relief or union aid in the latest month: %s\n"),
                      account_yes_or_no(decision->helped));
        buffer_format(out, _("      with it at least at dibao: %s\n"),
                      account_yes_or_no(decision->level_reached));
        break;
    default:
        buffer_string(out, _("      whoever none of the others holds for\n"));
    }
}

/* In their order; behind the first that holds none was looked at. */
static void put_rules(struct buffer *out, const struct exit_state *state,
                      const struct exit_decision *decision)
{
    for (enum exit_status s = EXIT_VOLUNTARY; s <= decision->status; s++) {
        buffer_format(out, "  %s (%s): %s\n", EXIT_RULES[s], account_exit_status(s),
                      s == decision->status ? _("holds") : _("does not hold"));
        put_conditions(out, s, state, decision);
    }
}

static void put_visitors(struct buffer *out, const struct policy_set *policy,
                         const struct exit_state *state, const struct exit_decision *decision)
{
    const struct policy_value *least = policy_get(policy, PARAMETER_FILING_VISITORS_MIN);
    buffer_format(out, _("  union staff who visited: %lld; enough: %s\n"),
                  (long long)state->visitors, account_yes_or_no(decision->enough_visitors));
    if (least->set)
        account_source(out, "    ", least);
    if (state->refused_to_sign)
        buffer_string(out, _("  the worker did not sign\n"));
}

/* --- objection and review -------------------------------------------------------------------- */

/* The last day of a period, or why it cannot be told, and where its length comes from. */
static void put_deadline(struct buffer *out, const struct policy_set *policy,
                         enum parameter parameter, const struct exit_deadline *deadline)
{
    if (!deadline->set) {
        buffer_format(out, _("no time set; the policy in force has no %s\n"),
                      PARAMETER_INFO[parameter].name);
        return;
    }
    if (deadline->found == DUE_FOUND)
        buffer_format(out, _("until %s, that day included (P1 三(四)2; Civil Code art. 201-203)\n"),
                      account_day(deadline->day).text);
    else if (deadline->found == DUE_UNKNOWN_YEAR)
        buffer_string(out, _("the last day is in a year whose days off the calendar does not "
                             "know: --calendar adds them\n"));
    else
        buffer_string(out, _("the last day cannot be told; expected a whole number, 1 or more\n"));
    account_source(out, "    ", policy_get(policy, parameter));
}

static void put_review(struct buffer *out, const struct policy_set *policy,
                       const struct exit_state *state, const struct exit_deadlines *deadlines)
{
    buffer_format(out, _("  a review was applied for on %s: %s\n"),
                  account_day(state->applied).text,
                  deadlines->applied_late ? _("LATE, the time for an objection was over")
                                          : _("in time, as far as is known"));
    buffer_string(out, _("  the review is to be completed: "));
    put_deadline(out, policy, PARAMETER_EXIT_REVIEW_WORKING_DAYS, &deadlines->review);
    if (deadlines->review_open)
        buffer_string(out, _("  the review is not completed\n"));
}

static void put_deadlines(struct buffer *out, const struct policy_set *policy,
                          const struct exit_state *state, const struct exit_deadlines *deadlines)
{
    if (state->has_notified) {
        buffer_format(out, _("  the worker was told on %s; an objection: "),
                      account_day(state->notified).text);
        put_deadline(out, policy, PARAMETER_EXIT_OBJECTION_MONTHS, &deadlines->objection);
    }
    if (state->has_applied)
        put_review(out, policy, state, deadlines);
    if (state->has_reviewed)
        buffer_format(out, _("  the review was completed on %s: %s\n"),
                      account_day(state->reviewed).text,
                      deadlines->reviewed_late ? _("LATE") : _("in time, as far as is known"));
}

void account_exit(struct buffer *out, const struct policy_set *policy, const struct exit_run *run,
                  const struct exit_state *state, const struct exit_decision *decision,
                  const struct exit_deadlines *deadlines, enum exit_step step)
{
    put_run(out, policy, run);
    put_latest(out, run, state, decision);
    put_rules(out, state, decision);
    if (decision->status == EXIT_OUT)
        put_visitors(out, policy, state, decision);
    put_deadlines(out, policy, state, deadlines);
    buffer_format(out, _("  status: %s\n"), account_exit_status(decision->status));
    buffer_format(out, _("  next: %s\n\n"), account_exit_step(step));
}
