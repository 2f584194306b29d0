/* Objection and review, and what comes next: P1 三(四)2, each period to the day. */
#include "exit_cases.h"

static struct calendar *calendar;

static int start(void **state)
{
    (void)state;
    struct error error;
    calendar = calendar_load(NULL, 0, &error);
    return calendar == NULL;
}

static int finish(void **state)
{
    calendar_free(calendar);
    return rows_free(state);
}

/* --- the days -------------------------------------------------------------------------------- */

/* A household that is to leave: `told` on a day, `applied` for a review, which was `reviewed`; each
 * may be NULL. */
static struct exit_state told(const char *told, const char *applied, const char *reviewed)
{
    struct exit_state s = {.visitors = 2};
    s.has_notified = told != NULL;
    s.has_applied = applied != NULL;
    s.has_reviewed = reviewed != NULL;
    if (told != NULL)
        s.notified = day(told);
    if (applied != NULL)
        s.applied = day(applied);
    if (reviewed != NULL)
        s.reviewed = day(reviewed);
    return s;
}

static struct exit_deadlines deadlines(const char *lines, const struct exit_state *s)
{
    struct exit_deadlines d;
    exit_deadlines(in_force(lines), calendar, s, &d);
    return d;
}

static void objection_until(const char *notified, const char *expected)
{
    const struct exit_state s = told(notified, NULL, NULL);
    const struct exit_deadlines d = deadlines(PLAN_1, &s);
    assert_true(d.objection.set);
    assert_int_equal(d.objection.found, DUE_FOUND);
    day_is(d.objection.day, expected);
    assert_false(d.review.set);
    assert_false(d.applied_late || d.reviewed_late || d.review_open);
}

static void an_objection_has_a_month(void **state)
{
    (void)state;
    objection_until("2025-03-05", "2025-04-07"); /* 5 April: Qingming, and the 6th */
    objection_until("2025-06-10", "2025-07-10");
    objection_until("2025-01-31", "2025-02-28");
    objection_until("2025-09-03", "2025-10-09"); /* 3 October: the National Day's days off */
    objection_until("2025-12-11", "2026-01-12"); /* 11 January: a Sunday */
    objection_until("2026-01-28", "2026-02-28"); /* a Saturday that is worked */
}

static void review_until(const char *applied, const char *expected)
{
    const struct exit_state s = told(NULL, applied, NULL);
    const struct exit_deadlines d = deadlines(PLAN_1, &s);
    assert_true(d.review.set);
    assert_int_equal(d.review.found, DUE_FOUND);
    day_is(d.review.day, expected);
    assert_false(d.objection.set);
    assert_false(d.applied_late || d.reviewed_late);
    assert_true(d.review_open);
}

static void a_review_has_fifteen_working_days(void **state)
{
    (void)state;
    review_until("2026-02-09", "2026-03-06"); /* 10-14, 24-28 of February, 2-6 of March */
    review_until("2025-06-03", "2025-06-24"); /* three weeks without a day off */
    review_until("2025-09-26", "2025-10-23"); /* 28-30, 9-11, 13-17, 20-23 */
}

static void lateness_is(const char *notified, const char *applied, const char *reviewed,
                        bool applied_late, bool reviewed_late)
{
    const struct exit_state s = told(notified, applied, reviewed);
    const struct exit_deadlines d = deadlines(PLAN_1, &s);
    assert_int_equal(d.applied_late, applied_late);
    assert_int_equal(d.reviewed_late, reviewed_late);
    assert_int_equal(d.review_open, applied != NULL && reviewed == NULL);
}

static void the_last_day_is_in_time(void **state)
{
    (void)state;
    lateness_is("2025-09-03", "2025-10-08", NULL, false, false);
    lateness_is("2025-09-03", "2025-10-09", NULL, false, false);
    lateness_is("2025-09-03", "2025-10-10", NULL, true, false);
    lateness_is("2025-09-03", "2025-09-03", NULL, false, false); /* on the day itself */
    lateness_is("2026-02-02", "2026-02-09", "2026-03-05", false, false);
    lateness_is("2026-02-02", "2026-02-09", "2026-03-06", false, false);
    lateness_is("2026-02-02", "2026-02-09", "2026-03-07", false, true);
    lateness_is("2025-09-03", "2025-10-10", "2026-03-07", true, true);
}

static void without_the_day_before_it_nothing_is_late(void **state)
{
    (void)state;
    lateness_is(NULL, "2025-10-10", NULL, false, false);
    lateness_is("2025-09-03", NULL, "2026-12-31", false, false);
    lateness_is(NULL, NULL, NULL, false, false);
}

static void a_year_that_is_not_known_is_not_guessed(void **state)
{
    (void)state;
    struct exit_state s = told("2026-12-01", "2026-12-20", "2099-01-01");
    struct exit_deadlines d = deadlines(PLAN_1, &s);
    assert_true(d.objection.set && d.review.set);
    assert_int_equal(d.objection.found, DUE_UNKNOWN_YEAR);
    assert_int_equal(d.review.found, DUE_UNKNOWN_YEAR);
    assert_false(d.applied_late || d.reviewed_late || d.review_open);
    s = told("2026-12-01", "2099-01-01", NULL);
    d = deadlines(PLAN_1, &s);
    assert_false(d.applied_late);
    assert_false(exit_review_overdue(&d, day("2099-12-31")));
}

static void periods_are_the_policys(void **state)
{
    (void)state;
    static const char LINES[] = "exit.objection_months=2\nexit.review_working_days=1\n";
    const struct exit_state s = told("2025-03-05", "2025-03-14", NULL);
    struct exit_deadlines d = deadlines(LINES, &s);
    day_is(d.objection.day, "2025-05-06"); /* 5 May is the last day off */
    day_is(d.review.day, "2025-03-17");
    d = deadlines(MONTHS, &s); /* which has none */
    assert_false(d.objection.set || d.review.set || d.applied_late);
    assert_true(d.review_open);
}

static void a_period_that_has_run_out_is_none(void **state)
{
    (void)state;
    static const char LINES[] =
        "exit.objection_months=1 until 2025-02-28\nexit.review_working_days=15\n";
    const struct exit_state s = told("2025-03-05", "2025-03-14", NULL);
    const struct exit_deadlines d = deadlines(LINES, &s);
    assert_false(d.objection.set || d.review.set);
}

static void out_of_range(const char *lines, const struct exit_state *s)
{
    const struct exit_deadlines d = deadlines(lines, s);
    assert_true(d.objection.set && d.review.set);
    assert_int_equal(d.objection.found, DUE_OUT_OF_RANGE);
    assert_int_equal(d.review.found, DUE_OUT_OF_RANGE);
    assert_false(d.applied_late || d.reviewed_late);
}

static void half_a_month_ends_nowhere(void **state)
{
    (void)state;
    const struct exit_state s = told("2025-03-05", "2025-09-14", "2026-12-31");
    out_of_range("exit.objection_months=1.5\nexit.review_working_days=15.5\n", &s);
    out_of_range("exit.objection_months=0\nexit.review_working_days=0\n", &s);
    out_of_range("exit.objection_months=0.000001\nexit.review_working_days=0.999999\n", &s);
}

static bool overdue(const char *notified, const char *applied, const char *reviewed,
                    const char *as_of)
{
    const struct exit_state s = told(notified, applied, reviewed);
    const struct exit_deadlines d = deadlines(PLAN_1, &s);
    return exit_review_overdue(&d, day(as_of));
}

static void a_review_is_overdue_after_its_last_day(void **state)
{
    (void)state;
    assert_false(overdue("2026-02-02", "2026-02-09", NULL, "2026-03-05"));
    assert_false(overdue("2026-02-02", "2026-02-09", NULL, "2026-03-06"));
    assert_true(overdue("2026-02-02", "2026-02-09", NULL, "2026-03-07"));
    assert_true(overdue(NULL, "2026-02-09", NULL, "2026-03-07"));
    assert_false(overdue("2026-02-02", "2026-02-09", "2026-03-20", "2026-03-21"));
    assert_false(overdue("2026-02-02", NULL, NULL, "2026-12-31"));
    assert_false(overdue("2025-09-03", "2025-10-10", NULL, "2026-12-31")); /* applied too late */
}

/* --- what comes next ------------------------------------------------------------------------- */

static const struct exit_decision OUT = {.status = EXIT_OUT, .enough_visitors = true};

static void next_by(const char *lines, const struct exit_decision *decision,
                    const struct exit_state *s, const char *as_of, const char *expected)
{
    const struct exit_deadlines d = deadlines(lines, s);
    const struct date until = as_of == NULL ? (struct date){0} : day(as_of);
    const enum exit_step step = exit_next_step(decision, s, &d, as_of == NULL ? NULL : &until);
    assert_string_equal(EXIT_STEP_NAMES[step], expected);
}

static void next_is(const struct exit_state *s, const char *as_of, const char *expected)
{
    next_by(PLAN_1, &OUT, s, as_of, expected);
}

static void each_other_status_has_its_step(void **state)
{
    (void)state;
    const struct exit_state s = told(NULL, NULL, NULL);
    struct exit_decision d = {.status = EXIT_VOLUNTARY};
    next_by(PLAN_1, &d, &s, NULL, "close");
    d.status = EXIT_RELIEVED;
    next_by(PLAN_1, &d, &s, NULL, "list-relieved");
    d.status = EXIT_STAY;
    next_by(PLAN_1, &d, &s, NULL, "");
}

static void a_status_that_was_not_found_has_no_step(void **state)
{
    (void)state;
    struct exit_decision d;
    struct exit_state s = latest("800");
    s.month.has_dibao = false;
    exit_decide(in_force(PLAN_1), &run, &s, &d);
    assert_int_equal(d.undecided, EXIT_NO_DIBAO);
    next_by(PLAN_1, &d, &s, NULL, "");
}

static void out_is_visited_then_told(void **state)
{
    (void)state;
    struct exit_decision d = OUT;
    struct exit_state s = told(NULL, NULL, NULL);
    next_is(&s, NULL, "notify");
    s.refused_to_sign = true;
    next_is(&s, NULL, "note-refusal");
    d.enough_visitors = false;
    next_by(PLAN_1, &d, &s, NULL, "visit");
    s.refused_to_sign = false;
    next_by(PLAN_1, &d, &s, NULL, "visit");
}

static void an_objection_is_waited_for(void **state)
{
    (void)state;
    struct exit_state s = told("2025-09-03", NULL, NULL);
    next_is(&s, NULL, "await-objection"); /* nobody asked whether it is over */
    next_is(&s, "2025-09-03", "await-objection");
    next_is(&s, "2025-10-09", "await-objection");
    next_is(&s, "2025-10-10", "close");
    s.refused_to_sign = true;
    next_is(&s, "2025-10-09", "note-refusal"); /* there is time for it */
    next_is(&s, "2025-10-10", "close");
    s.refused_to_sign = false;
    next_by(MONTHS, &OUT, &s, "2025-09-03", "close"); /* there is no time for one */
    next_by("exit.objection_months=1.5\n", &OUT, &s, "2026-12-31", "await-objection");
    s = told("2026-12-01", NULL, NULL);
    next_is(&s, "2099-12-31", "await-objection"); /* nor can it be told */
}

static void a_review_comes_before_the_end(void **state)
{
    (void)state;
    struct exit_state s = told("2026-02-02", "2026-02-09", NULL);
    next_is(&s, NULL, "review");
    next_is(&s, "2026-02-10", "review");
    next_is(&s, "2026-12-31", "review"); /* overdue, but still to be done */
    s = told("2026-02-02", "2026-02-09", "2026-02-20");
    next_is(&s, NULL, "close");
    next_is(&s, "2026-02-20", "close");
    s = told("2026-12-01", "2026-12-31", NULL);
    next_is(&s, NULL, "review"); /* no last day is known that it could be after */
}

static void a_review_applied_for_too_late_is_none(void **state)
{
    (void)state;
    struct exit_state s = told("2025-09-03", "2025-10-09", NULL);
    next_is(&s, NULL, "review");
    s = told("2025-09-03", "2025-10-10", NULL);
    next_is(&s, NULL, "close"); /* so the time is known to be over */
    next_is(&s, "2025-10-10", "close");
}

static void who_objects_was_told(void **state)
{
    (void)state;
    struct exit_state s = told(NULL, "2026-02-09", NULL); /* nobody wrote down when */
    next_is(&s, NULL, "review");
    s = told(NULL, "2026-02-09", "2026-02-20");
    next_is(&s, NULL, "notify");
}

static void dates_are(const char *notified, const char *applied, const char *reviewed,
                      bool completed, bool wrong)
{
    const struct exit_state s = told(notified, applied, reviewed);
    const struct exit_deadlines d = deadlines(PLAN_1, &s);
    assert_int_equal(d.reviewed, completed);
    assert_int_equal(d.dates_wrong, wrong);
    assert_int_equal(d.review_open, applied != NULL && !completed);
}

static void a_review_follows_what_it_was_applied_for(void **state)
{
    (void)state;
    dates_are("2025-09-03", NULL, NULL, false, false);
    dates_are("2025-09-03", "2025-09-20", NULL, false, false);
    dates_are("2025-09-03", "2025-09-20", "2025-09-20", true, false); /* on the same day */
    dates_are("2025-09-03", "2025-09-20", "2025-09-19", false, true);
    dates_are("2025-09-03", NULL, "2025-09-04", false, true); /* nobody applied for it */
    dates_are("2025-09-03", "2025-09-03", NULL, false, false);
    dates_are("2025-09-03", "2025-09-02", NULL, false, true); /* before the notice */
    dates_are(NULL, "2025-09-02", NULL, false, false);
    struct exit_state s = told("2025-09-03", NULL, "2025-09-04");
    next_is(&s, "2025-09-05", "await-objection"); /* the month is not over */
    s = told("2025-09-03", "2025-09-20", "2025-09-04");
    next_is(&s, "2025-09-25", "review");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_objection_has_a_month),
        cmocka_unit_test(a_review_has_fifteen_working_days),
        cmocka_unit_test(a_review_follows_what_it_was_applied_for),
        cmocka_unit_test(the_last_day_is_in_time),
        cmocka_unit_test(without_the_day_before_it_nothing_is_late),
        cmocka_unit_test(a_year_that_is_not_known_is_not_guessed),
        cmocka_unit_test(periods_are_the_policys),
        cmocka_unit_test(a_period_that_has_run_out_is_none),
        cmocka_unit_test(half_a_month_ends_nowhere),
        cmocka_unit_test(a_review_is_overdue_after_its_last_day),
        cmocka_unit_test(each_other_status_has_its_step),
        cmocka_unit_test_setup(a_status_that_was_not_found_has_no_step, none),
        cmocka_unit_test(out_is_visited_then_told),
        cmocka_unit_test(an_objection_is_waited_for),
        cmocka_unit_test(a_review_comes_before_the_end),
        cmocka_unit_test(a_review_applied_for_too_late_is_none),
        cmocka_unit_test(who_objects_was_told),
    };
    return cmocka_run_group_tests(tests, start, finish);
}
