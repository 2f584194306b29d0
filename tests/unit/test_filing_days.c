/* The days of filing: how long the publicity is, when it is over, and when it can be filed. */
#include "filing_cases.h"

static struct filing decide_on(const char *lines, const struct application *a, const char *today)
{
    struct filing f;
    filing_decide(in_force(lines), calendar, a, day(today), &f);
    assert_int_equal(f.undecided, FILING_DECIDED);
    return f;
}

static void step_is(const struct filing *f, enum filing_stage stage, enum filing_step step)
{
    assert_int_equal(f->stage, stage);
    assert_int_equal(f->step, step);
}

/* --- 公示不少于5个工作日 ---------------------------------------------------------------------- */

/* 29, 30, 9, 10 and 11 are the five; 4 end on the 10th, 6 on the 13th. */
static void five_working_days_are_enough(void **state)
{
    (void)state;
    struct application a = published();
    publish(&a, "2025-09-28", "2025-10-10");
    stands(&a, "++++--+V", "publicity", "extend-publicity", "");
    struct filing f = decide(PLAN_1, &a);
    day_is(f.publicity_least, "2025-10-11");
    day_is(f.publicity_end, "2025-10-11"); /* it has to run until then */
    day_is(f.earliest, "2025-10-13");
    publish(&a, "2025-09-28", "2025-10-11");
    stands(&a, "++++--++", "ready", "file", "");
    publish(&a, "2025-09-28", "2025-10-12"); /* a Sunday more */
    stands(&a, "++++--++", "ready", "file", "");
    publish(&a, "2025-09-28", "2025-10-13");
    stands(&a, "++++--++", "ready", "file", "");
    f = decide(PLAN_1, &a);
    day_is(f.publicity_least, "2025-10-11");
    day_is(f.publicity_end, "2025-10-13");
    day_is(f.earliest, "2025-10-14");
}

static void a_publicity_does_not_end_before_it_begins(void **state)
{
    (void)state;
    struct application a = published();
    publish(&a, "2025-09-28", "2025-09-27");
    stands(&a, "++++--+V", "publicity", "extend-publicity", "");
    struct filing f = decide("filing.visitors_min=2\n", &a);
    checks_are(&f, "++++--+V");
}

static void without_a_number_one_day_is_enough(void **state)
{
    (void)state;
    static const char *const LINES[] = {"filing.visitors_min=2\n",
                                        "filing.publicity_working_days=0\n"};
    struct application a = published();
    publish(&a, "2025-09-30", "2025-09-30");
    for (int i = 0; i < 2; i++) {
        const struct filing f = decide(LINES[i], &a);
        checks_are(&f, "++++--++");
        day_is(f.publicity_least, "2025-09-30");
        day_is(f.earliest, "2025-10-09"); /* the eight days off pass */
    }
}

static void part_of_a_day_asks_for_all_of_it(void **state)
{
    (void)state;
    struct application a = published(); /* its five working days are fewer than 5.5 */
    struct filing f = decide("filing.publicity_working_days=5.5\n", &a);
    checks_are(&f, "++++--+V");
    day_is(f.publicity_least, "2025-10-13");
    f = decide("filing.publicity_working_days=4.5\n", &a); /* 5 */
    checks_are(&f, "++++--++");
    day_is(f.publicity_least, "2025-10-11");
    f = decide("filing.publicity_working_days=4\n", &a);
    day_is(f.publicity_least, "2025-10-10");
    day_is(f.publicity_end, "2025-10-11"); /* as planned */
}

/* --- filed too early -------------------------------------------------------------------------- */

static void filed(const char *on, bool too_early)
{
    struct application a = published();
    file(&a, on);
    const struct filing f = decide(PLAN_1, &a);
    assert_int_equal(f.filed_too_early, too_early);
    checks_are(&f, too_early ? "++++--+V" : "++++--++");
    step_is(&f, STAGE_FILED, FILING_STEP_NONE);
    day_is(f.earliest, "2025-10-13");
}

static void the_publicity_is_over_before_it_is_filed(void **state)
{
    (void)state;
    filed("2025-09-27", true);
    filed("2025-10-10", true);
    filed("2025-10-11", true); /* its last day */
    filed("2025-10-12", false);
    filed("2025-10-13", false);
}

/* Whichever is later, what was planned or what is asked. */
static void a_short_publicity_is_not_over_before_the_least(void **state)
{
    (void)state;
    struct application a = matched();
    file(&a, "2025-10-11");
    for (int i = 0; i < 3; i++) {
        publish(&a, i < 2 ? "2025-09-28" : NULL,
                i == 0   ? "2025-09-30"
                : i == 1 ? NULL
                         : "2025-10-11");
        const struct filing f = decide(PLAN_1, &a);
        assert_true(f.filed_too_early);
        day_is(f.publicity_end, "2025-10-11");
    }
    publish(&a, "2025-09-28", "2025-09-30");
    file(&a, "2025-10-12");
    const struct filing f = decide(PLAN_1, &a);
    assert_false(f.filed_too_early); /* but too short */
    checks_are(&f, "++++--+V");
}

/* --- the earliest day ------------------------------------------------------------------------- */

static void what_is_not_published_could_be_today(void **state)
{
    (void)state;
    struct application a = {0};
    struct filing f = decide_on(PLAN_1, &a, "2025-09-28");
    day_is(f.publicity_least, NULL);
    day_is(f.publicity_end, NULL);
    day_is(f.earliest, "2025-10-13");
    f = decide_on(PLAN_1, &a, "2025-10-13"); /* 14, 15, 16, 17, 20; filed on the 21st */
    day_is(f.earliest, "2025-10-21");
    publish(&a, NULL, "2025-10-22"); /* a last day, of which the first is not known */
    f = decide_on(PLAN_1, &a, "2025-10-13");
    day_is(f.publicity_least, NULL);
    day_is(f.publicity_end, "2025-10-22");
    day_is(f.earliest, "2025-10-23");
    publish(&a, NULL, "2025-10-14"); /* too soon, were it published today */
    f = decide_on(PLAN_1, &a, "2025-10-13");
    day_is(f.earliest, "2025-10-21");
}

static void what_is_refused_or_objected_to_has_none(void **state)
{
    (void)state;
    struct application a = published();
    a.objection = true;
    struct filing f = decide(PLAN_1, &a);
    day_is(f.earliest, NULL);
    assert_false(f.earliest_unknown);
    a = published();
    a.match = VERDICT_FAIL;
    f = decide(PLAN_1, &a);
    day_is(f.earliest, NULL);
    assert_false(f.earliest_unknown);
}

static void what_was_filed_has_one_by_its_own_publicity(void **state)
{
    (void)state;
    struct application a = published();
    file(&a, "2025-10-13");
    struct filing f = decide(PLAN_1, &a);
    day_is(f.earliest, "2025-10-13");
    publish(&a, NULL, "2025-10-11");
    f = decide(PLAN_1, &a);
    day_is(f.earliest, NULL);
    assert_false(f.earliest_unknown);
}

/* --- years that the calendar does not know: those after 2026 ---------------------------------- */

static void a_publicity_that_runs_into_an_unknown_year_is_not_decided(void **state)
{
    (void)state;
    struct application a = matched();
    struct filing f;
    publish(&a, "2026-12-25", NULL); /* a Friday: 28, 29, 30, 31, and the fifth is in 2027 */
    filing_decide(in_force(PLAN_1), calendar, &a, day("2026-12-25"), &f);
    assert_int_equal(f.undecided, FILING_UNKNOWN_YEAR);
    assert_false(filing_overdue(&f, day("2026-12-31")));
    publish(&a, "2026-12-24", "2026-12-31"); /* 25, 28, 29, 30, 31 */
    f = decide_on(PLAN_1, &a, "2027-01-01");
    day_is(f.publicity_least, "2026-12-31");
    step_is(&f, STAGE_READY, FILING_STEP_FILE);
    day_is(f.earliest, NULL); /* but the first working day of 2027 is not known */
    assert_true(f.earliest_unknown);
    assert_false(filing_overdue(&f, day("2027-03-01")));
}

static void the_rest_is_decided_without_a_publicity(void **state)
{
    (void)state;
    const struct application a = matched();
    struct filing f = decide_on(PLAN_1, &a, "2026-12-23"); /* 24, 25, 28, 29, 30 */
    day_is(f.earliest, "2026-12-31");
    f = decide_on(PLAN_1, &a, "2026-12-24"); /* on the 31st; filed in 2027 */
    day_is(f.earliest, NULL);
    assert_true(f.earliest_unknown);
    f = decide_on(PLAN_1, &a, "2026-12-25");
    assert_true(f.earliest_unknown);
    step_is(&f, STAGE_PUBLICITY, FILING_STEP_PUBLISH);
}

/* --- a day that is asked for ------------------------------------------------------------------ */

static void a_publicity_that_runs_is_waited_for(void **state)
{
    (void)state;
    const struct application a = published();
    struct filing f = decide_on(PLAN_1, &a, "2025-09-01"); /* it has not begun */
    step_is(&f, STAGE_PUBLICITY, FILING_STEP_AWAIT_PUBLICITY);
    f = decide_on(PLAN_1, &a, "2025-10-10");
    step_is(&f, STAGE_PUBLICITY, FILING_STEP_AWAIT_PUBLICITY);
    checks_are(&f, "++++--++");
    missing_is(&f, "");
    f = decide_on(PLAN_1, &a, "2025-10-11"); /* its last day */
    step_is(&f, STAGE_PUBLICITY, FILING_STEP_AWAIT_PUBLICITY);
    f = decide_on(PLAN_1, &a, "2025-10-12");
    step_is(&f, STAGE_READY, FILING_STEP_FILE);
}

static void what_could_have_been_filed_before_is_overdue(void **state)
{
    (void)state;
    struct application a = published();
    struct filing f = decide_on(PLAN_1, &a, "2025-10-13");
    assert_false(filing_overdue(&f, day("2025-10-12")));
    assert_false(filing_overdue(&f, day("2025-10-13"))); /* the earliest day is in time */
    assert_true(filing_overdue(&f, day("2025-10-14")));
    a.objection = true;
    f = decide_on(PLAN_1, &a, "2025-10-14");
    assert_false(filing_overdue(&f, day("2025-10-14")));
    a = published();
    file(&a, "2025-10-20");
    f = decide_on(PLAN_1, &a, "2025-10-20");
    assert_false(filing_overdue(&f, day("2025-10-20")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_working_days_are_enough),
        cmocka_unit_test(a_publicity_does_not_end_before_it_begins),
        cmocka_unit_test(without_a_number_one_day_is_enough),
        cmocka_unit_test(part_of_a_day_asks_for_all_of_it),
        cmocka_unit_test(the_publicity_is_over_before_it_is_filed),
        cmocka_unit_test(a_short_publicity_is_not_over_before_the_least),
        cmocka_unit_test(what_is_not_published_could_be_today),
        cmocka_unit_test(what_is_refused_or_objected_to_has_none),
        cmocka_unit_test(what_was_filed_has_one_by_its_own_publicity),
        cmocka_unit_test(a_publicity_that_runs_into_an_unknown_year_is_not_decided),
        cmocka_unit_test(the_rest_is_decided_without_a_publicity),
        cmocka_unit_test(a_publicity_that_runs_is_waited_for),
        cmocka_unit_test(what_could_have_been_filed_before_is_overdue),
    };
    return cmocka_run_group_tests(tests, cases_start, cases_finish);
}
