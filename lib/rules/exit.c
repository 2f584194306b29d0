#include "rules/exit.h"

const char *const EXIT_STATUS_NAMES[EXIT_STATUS_COUNT] = {"voluntary", "out", "relieved", "stay"};
const char *const EXIT_RULES[EXIT_STATUS_COUNT] = {"exit.voluntary", "exit.out", "exit.relieved",
                                                   "exit.stay"};
const char *const EXIT_STEP_NAMES[EXIT_STEP_COUNT] = {
    "", "close", "visit", "notify", "note-refusal", "await-objection", "review", "list-relieved"};

/* --- the months ------------------------------------------------------------------------------ */

enum exit_order exit_order(const struct exit_run *run, struct month month)
{
    if (run->observed == 0 || month.number > run->latest.number)
        return EXIT_IN_ORDER;
    return month.number == run->latest.number ? EXIT_REPEATED : EXIT_BACKWARDS;
}

static void end_run(struct exit_run *run, bool by_gap)
{
    run->months = 0;
    run->months_at_most = 0;
    run->broken_by_gap = by_gap;
    run->unknown = false;
}

/* A month without a dibao: a run begins behind it, and may really have begun before it. */
static void count_unknown(struct exit_run *run, struct month month)
{
    run->months = 0;
    run->months_at_most++;
    run->broken_by_gap = false;
    run->unknown = true;
    run->unknown_month = month;
}

static void count_above(struct exit_run *run, struct month month)
{
    if (run->months == 0)
        run->from = month;
    run->months++;
    run->months_at_most++;
}

/* 家庭人均收入…超过当地低保标准, the amounts of all heads. False on overflow. */
static bool above_dibao(const struct exit_month *month, bool *above)
{
    struct money limit;
    if (!money_times(month->dibao, month->size, &limit))
        return false;
    *above = month->income.fen > limit.fen; /* 超过: > */
    return true;
}

bool exit_count(struct exit_run *run, const struct exit_month *month)
{
    bool above = false;
    if (month->has_dibao && !above_dibao(month, &above))
        return false;
    /* 连续: a month that is not there breaks the run */
    if (run->observed > 0 && month->month.number != run->latest.number + 1)
        end_run(run, true);
    run->observed++;
    run->latest = month->month;
    if (!month->has_dibao)
        count_unknown(run, month->month);
    else if (above)
        count_above(run, month->month);
    else
        end_run(run, false);
    return true;
}

/* --- the status ------------------------------------------------------------------------------ */

/* At least as many as the policy sets; false where it sets none. */
static bool reaches(int64_t count, const struct policy_value *least)
{
    return least->set && (wide_int)count * RATE_ONE >= least->rate.millionths;
}

/* P1 三(四)2 各级工会两名以上工作人员: 以上: >=. Without a number nobody need have come. */
static bool enough_visitors(const struct policy_set *policy, const struct exit_state *state)
{
    const struct policy_value *least = policy_get(policy, PARAMETER_FILING_VISITORS_MIN);
    return !least->set || reaches(state->visitors, least);
}

/*
 * P1 三(四)1 经纳入政府救助体系和工会帮扶后,家庭生活水平达到当地低保标准: the income of the latest
 * month with what it brought of relief and aid. False on overflow.
 */
static bool find_level(const struct exit_state *state, struct exit_decision *out)
{
    const struct exit_month *month = &state->month;
    struct money level, limit;
    if (!money_add(month->income, state->relief, &level) ||
        !money_add(level, state->union_aid, &level))
        return false;
    /* Rounded to the fen: for display, never compared. */
    out->income.fen = divide_round(month->income.fen, month->size);
    out->level.fen = divide_round(level.fen, month->size);
    out->helped = state->relief.fen > 0 || state->union_aid.fen > 0;
    if (!month->has_dibao)
        return true;
    if (!money_times(month->dibao, month->size, &limit))
        return false;
    out->level_reached = level.fen >= limit.fen; /* 达到: >= */
    return true;
}

/* P1 三(四)1 其家庭致困因素消除,家庭人均收入连续6个月超过当地低保标准 */
static bool exit_out(const struct exit_state *state, const struct exit_decision *decision)
{
    return state->cause_removed && decision->enough_months;
}

/*
 * P1 三(四)1 经纳入政府救助体系和工会帮扶后,家庭生活水平达到当地低保标准,…但是尚未达到脱困程度.
 * Relief or aid: a household need not have both.
 */
static bool exit_relieved(const struct exit_decision *decision)
{
    return decision->helped && decision->level_reached;
}

/* True where the run is too short only because a month in it has no dibao. */
static bool depends_on_unknown_month(const struct policy_set *policy, const struct exit_run *run,
                                     const struct exit_state *state,
                                     const struct exit_decision *decision)
{
    return state->cause_removed && !decision->enough_months &&
           reaches(run->months_at_most, policy_get(policy, PARAMETER_EXIT_MONTHS));
}

static enum exit_undecided no_dibao(struct month month, struct exit_decision *out)
{
    out->month = month;
    return EXIT_NO_DIBAO;
}

/* What stands in the way of any status but 自愿退档. */
static enum exit_undecided find_obstacle(const struct policy_set *policy,
                                         const struct exit_run *run, const struct exit_state *state,
                                         struct exit_decision *out)
{
    out->gap = policy->gap[READ_BY_EXIT];
    if (out->gap != PARAMETER_COUNT)
        return EXIT_GAP;
    if (!state->month.has_dibao)
        return no_dibao(state->month.month, out);
    if (depends_on_unknown_month(policy, run, state, out))
        return no_dibao(run->unknown_month, out);
    /* Only who is told to leave is visited before; it is the first that filing reads. */
    if (exit_out(state, out) && policy->gap[READ_BY_FILING] == PARAMETER_FILING_VISITORS_MIN) {
        out->gap = PARAMETER_FILING_VISITORS_MIN;
        return EXIT_GAP;
    }
    return EXIT_DECIDED;
}

void exit_decide(const struct policy_set *policy, const struct exit_run *run,
                 const struct exit_state *state, struct exit_decision *out)
{
    *out = (struct exit_decision){.gap = PARAMETER_COUNT, .status = EXIT_STAY};
    if (!find_level(state, out)) {
        out->undecided = EXIT_OVERFLOW;
        return;
    }
    out->enough_months = reaches(run->months, policy_get(policy, PARAMETER_EXIT_MONTHS));
    out->enough_visitors = enough_visitors(policy, state);
    /* P1 三(四)2 困难职工本人自愿填写退档申请书的,予以退档: whatever the income */
    if (state->voluntary) {
        out->status = EXIT_VOLUNTARY;
        return;
    }
    out->undecided = find_obstacle(policy, run, state, out);
    if (out->undecided != EXIT_DECIDED)
        return;
    if (exit_out(state, out))
        out->status = EXIT_OUT;
    else if (exit_relieved(out))
        out->status = EXIT_RELIEVED;
}

/* --- objection and review -------------------------------------------------------------------- */

/* How long a period is that has begun; false where it has no end that can be told. */
static bool find_length(const struct policy_set *policy, enum parameter parameter,
                        struct exit_deadline *out, int64_t *length)
{
    const struct policy_value *value = policy_get(policy, parameter);
    const bool whole = value->rate.millionths % RATE_ONE == 0;
    *length = value->rate.millionths / RATE_ONE;
    out->set = value->set && policy->gap[READ_BY_EXIT] == PARAMETER_COUNT;
    out->found = whole ? DUE_FOUND : DUE_OUT_OF_RANGE;
    return out->set && whole;
}

/* Whether `day` is after the last day, where that is known: 内 includes it. */
static bool after(const struct exit_deadline *deadline, struct date day)
{
    return deadline->set && deadline->found == DUE_FOUND && day.day > deadline->day.day;
}

void exit_deadlines(const struct policy_set *policy, const struct calendar *calendar,
                    const struct exit_state *state, struct exit_deadlines *out)
{
    struct exit_deadline *objection = &out->objection, *review = &out->review;
    int64_t length;
    *out = (struct exit_deadlines){0};
    /* P1 三(四)2 困难职工对退档有异议的,自接到通知之日起1个月内…申请复核 */
    if (state->has_notified &&
        find_length(policy, PARAMETER_EXIT_OBJECTION_MONTHS, objection, &length))
        objection->found = due_after_months(calendar, state->notified, length, &objection->day);
    /* P1 三(四)2 在接到申请复核之日起15个工作日内完成复核工作 */
    if (state->has_applied &&
        find_length(policy, PARAMETER_EXIT_REVIEW_WORKING_DAYS, review, &length))
        review->found = due_after_working_days(calendar, state->applied, length, &review->day);
    out->applied_late = state->has_applied && after(objection, state->applied);
    out->reviewed =
        state->has_applied && state->has_reviewed && state->reviewed.day >= state->applied.day;
    out->reviewed_late = out->reviewed && after(review, state->reviewed);
    out->review_open = state->has_applied && !out->reviewed;
    out->dates_wrong =
        (state->has_reviewed && !out->reviewed) ||
        (state->has_notified && state->has_applied && state->applied.day < state->notified.day);
}

bool exit_review_overdue(const struct exit_deadlines *deadlines, struct date as_of)
{
    return deadlines->review_open && !deadlines->applied_late && after(&deadlines->review, as_of);
}

/* --- what comes next ------------------------------------------------------------------------- */

/* Where the policy has no time for an objection, none is waited for. */
static bool objection_over(const struct exit_deadlines *deadlines, const struct date *as_of)
{
    return !deadlines->objection.set || deadlines->applied_late ||
           (as_of != NULL && after(&deadlines->objection, *as_of));
}

/*
 * P1 三(四)2
 * 各级工会两名以上工作人员在走访调查中发现困难职工达到脱困标准的,…告知困难职工达到脱困标准,
 * 予以退档. 困难职工拒绝签字或无法签字的,由调查人注明情况并签字.
 */
static enum exit_step step_out(const struct exit_decision *decision, const struct exit_state *state,
                               const struct exit_deadlines *deadlines, const struct date *as_of)
{
    if (!decision->enough_visitors)
        return EXIT_STEP_VISIT;
    if (deadlines->review_open && !deadlines->applied_late)
        return EXIT_STEP_REVIEW;
    if (!state->has_notified)
        return state->refused_to_sign ? EXIT_STEP_NOTE_REFUSAL : EXIT_STEP_NOTIFY;
    if (deadlines->reviewed || objection_over(deadlines, as_of))
        return EXIT_STEP_CLOSE;
    return state->refused_to_sign ? EXIT_STEP_NOTE_REFUSAL : EXIT_STEP_AWAIT_OBJECTION;
}

enum exit_step exit_next_step(const struct exit_decision *decision, const struct exit_state *state,
                              const struct exit_deadlines *deadlines, const struct date *as_of)
{
    switch (decision->status) {
    case EXIT_VOLUNTARY:
        return EXIT_STEP_CLOSE;
    case EXIT_OUT:
        return step_out(decision, state, deadlines, as_of);
    case EXIT_RELIEVED:
        return EXIT_STEP_LIST_RELIEVED;
    default:
        return EXIT_STEP_NONE;
    }
}
