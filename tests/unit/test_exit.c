/* Who leaves the programme: P1 三(四)1, each amount just below, at and just above its limit. */
#include "exit_cases.h"

/* --- the status ------------------------------------------------------------------------------ */

static struct exit_decision decide(const char *lines, const struct exit_state *s)
{
    struct exit_decision d;
    exit_decide(in_force(lines), &run, s, &d);
    return d;
}

static void status_is(const char *lines, const struct exit_state *s, enum exit_status expected)
{
    const struct exit_decision d = decide(lines, s);
    assert_int_equal(d.undecided, EXIT_DECIDED);
    assert_int_equal(d.gap, PARAMETER_COUNT);
    assert_int_equal(d.status, expected);
}

static void out_after_the_months_that_are_asked(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-01", 5, "800");
    s = latest("1600");
    status_is(PLAN_1, &s, EXIT_STAY);
    status_is("exit.months=4.999999\n", &s, EXIT_OUT);
    status_is("exit.months=5\n", &s, EXIT_OUT);
    status_is("exit.months=5.000001\n", &s, EXIT_STAY);
    assert_false(decide(PLAN_1, &s).enough_months);
    count("2025-06", 1, "800");
    s = latest("1600");
    status_is(PLAN_1, &s, EXIT_OUT);
    assert_true(decide(PLAN_1, &s).enough_months);
    count("2025-07", 1, "800");
    s = latest("1600");
    status_is(PLAN_1, &s, EXIT_OUT);
}

static void nobody_is_out_while_the_cause_remains(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-01", 6, "800");
    s = latest("1600");
    s.cause_removed = false;
    status_is(PLAN_1, &s, EXIT_STAY);
    s.relief = yuan("0.01"); /* then relief may still have relieved it */
    status_is(PLAN_1, &s, EXIT_RELIEVED);
}

static void without_a_number_of_months_nobody_is_out(void **state)
{
    (void)state;
    struct exit_state s;
    count("2015-01", 120, "800");
    s = latest("1600");
    status_is("filing.visitors_min=2\n", &s, EXIT_STAY);
    status_is("exit.months=120\n", &s, EXIT_OUT);
}

static void relieved_at_dibao_with_relief_or_aid(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-03", 1, "450");
    s = latest("900"); /* 700 × 2 = 1400 */
    s.relief = yuan("499.99");
    status_is(PLAN_1, &s, EXIT_STAY);
    s.relief = yuan("500");
    status_is(PLAN_1, &s, EXIT_RELIEVED);
    s.relief = yuan("500.01");
    status_is(PLAN_1, &s, EXIT_RELIEVED);
    s.relief = yuan("0");
    s.union_aid = yuan("499.99");
    status_is(PLAN_1, &s, EXIT_STAY);
    s.union_aid = yuan("500");
    status_is(PLAN_1, &s, EXIT_RELIEVED);
    s.relief = yuan("0.01"); /* both together */
    s.union_aid = yuan("499.98");
    status_is(PLAN_1, &s, EXIT_STAY);
    s.union_aid = yuan("499.99");
    status_is(PLAN_1, &s, EXIT_RELIEVED);
}

static void the_level_is_compared_undivided(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-03", 1, "450");
    s = latest("1000");
    s.month.size = 3; /* 700 × 3 = 2100 */
    s.relief = yuan("1099.99");
    status_is(PLAN_1, &s, EXIT_STAY);
    amount_is(decide(PLAN_1, &s).level, "700.00"); /* 699.9966… a head */
    amount_is(decide(PLAN_1, &s).income, "333.33");
    s.relief = yuan("1100");
    status_is(PLAN_1, &s, EXIT_RELIEVED);
    s.month.size = 2;
    s.month.income = yuan("900");
    s.relief = yuan("499.99");
    amount_is(decide(PLAN_1, &s).level, "700.00");  /* half a fen is rounded up … */
    assert_false(decide(PLAN_1, &s).level_reached); /* … and not compared */
}

static void nobody_is_relieved_without_relief_or_aid(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-01", 5, "800");
    s = latest("1600");
    status_is(PLAN_1, &s, EXIT_STAY);
    assert_true(decide(PLAN_1, &s).level_reached);
    assert_false(decide(PLAN_1, &s).helped);
    s.union_aid = yuan("0.01");
    status_is(PLAN_1, &s, EXIT_RELIEVED);
    count("2025-06", 1, "800"); /* out goes first */
    s = latest("1600");
    s.union_aid = yuan("0.01");
    status_is(PLAN_1, &s, EXIT_OUT);
}

static void whoever_wishes_to_leave_leaves(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-01", 6, "800");
    s = latest("1600");
    s.voluntary = true;
    status_is(PLAN_1, &s, EXIT_VOLUNTARY); /* before out */
    count("2025-07", 1, "10");
    s = latest("20");
    s.voluntary = true;
    status_is(PLAN_1, &s, EXIT_VOLUNTARY);
    s.month.has_dibao = false; /* needs no dibao, and no parameter that has run out */
    status_is(PLAN_1, &s, EXIT_VOLUNTARY);
    status_is("exit.months=6 until 2025-02-28\n", &s, EXIT_VOLUNTARY);
    amount_is(decide(PLAN_1, &s).income, "10.00");
    assert_false(decide(PLAN_1, &s).level_reached);
}

static void enough_visitors_are_as_many_as_are_asked(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-01", 6, "800");
    s = latest("1600");
    for (s.visitors = 0; s.visitors < 4; s.visitors++) {
        status_is(PLAN_1, &s, EXIT_OUT); /* whoever came */
        assert_int_equal(decide(PLAN_1, &s).enough_visitors, s.visitors >= 2);
        assert_true(decide(MONTHS, &s).enough_visitors);
    }
    s.visitors = INT64_MAX;
    assert_true(decide(PLAN_1, &s).enough_visitors);
    s.visitors = 2;
    assert_true(decide(MONTHS "filing.visitors_min=1.999999\n", &s).enough_visitors);
    assert_false(decide(MONTHS "filing.visitors_min=2.000001\n", &s).enough_visitors);
}

/* --- what cannot be decided ------------------------------------------------------------------ */

static void depends_on(const char *lines, const struct exit_state *s, const char *unknown)
{
    const struct exit_decision d = decide(lines, s);
    assert_int_equal(d.undecided, EXIT_NO_DIBAO);
    month_is(d.month, unknown);
}

static void the_latest_month_needs_a_dibao(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-01", 6, "800");
    count_without_dibao("2025-07");
    s = latest("1600");
    s.month.has_dibao = false;
    depends_on(PLAN_1, &s, "2025-07");
    s.cause_removed = false; /* whatever else is known */
    depends_on(PLAN_1, &s, "2025-07");
}

static void a_run_that_may_be_long_enough_is_not_called_short(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-01", 2, "800");
    count_without_dibao("2025-03");
    count("2025-04", 2, "800"); /* five, if March was above */
    s = latest("1600");
    status_is(PLAN_1, &s, EXIT_STAY);
    depends_on("exit.months=5\n", &s, "2025-03");
    status_is("exit.months=2\n", &s, EXIT_OUT); /* without March */
    count("2025-06", 1, "800");
    s = latest("1600");
    depends_on(PLAN_1, &s, "2025-03");
    s.relief = yuan("1"); /* relieved, if not out */
    depends_on(PLAN_1, &s, "2025-03");
    s.cause_removed = false; /* not out, March or not */
    status_is(PLAN_1, &s, EXIT_RELIEVED);
    s.cause_removed = true;
    count("2025-07", 3, "800"); /* six without March */
    s = latest("1600");
    status_is(PLAN_1, &s, EXIT_OUT);
    count("2025-10", 1, "700");
    s = latest("1400");
    status_is(PLAN_1, &s, EXIT_STAY);
}

static void months_before_any_dibao_lengthen_no_run_that_needs_none(void **state)
{
    (void)state;
    struct exit_state s;
    count_without_dibao("2024-12");
    count("2025-01", 6, "800");
    s = latest("1600");
    status_is(PLAN_1, &s, EXIT_OUT);
    run = (struct exit_run){0};
    count_without_dibao("2024-12");
    count("2025-01", 4, "800"); /* five at most */
    s = latest("1600");
    status_is(PLAN_1, &s, EXIT_STAY);
    count("2025-05", 1, "800");
    s = latest("1600");
    depends_on(PLAN_1, &s, "2024-12");
}

static void gap_is(const char *lines, const struct exit_state *s, enum parameter expected)
{
    const struct exit_decision d = decide(lines, s);
    assert_int_equal(d.undecided, EXIT_GAP);
    assert_int_equal(d.gap, expected);
}

static void a_parameter_that_has_run_out_decides_nothing(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-01", 6, "800");
    s = latest("1600");
    gap_is("exit.months=6 until 2025-02-28\n", &s, PARAMETER_EXIT_MONTHS);
    gap_is(MONTHS "exit.review_working_days=15 until 2025-02-28\n", &s,
           PARAMETER_EXIT_REVIEW_WORKING_DAYS);
    status_is("exit.months=6 until 2025-03-01\n", &s, EXIT_OUT); /* on its last day */
}

static void visitors_are_asked_for_by_out_alone(void **state)
{
    (void)state;
    static const char LINES[] = MONTHS "filing.visitors_min=2 until 2025-02-28\n";
    struct exit_state s;
    count("2025-01", 6, "800");
    s = latest("1600");
    gap_is(LINES, &s, PARAMETER_FILING_VISITORS_MIN);
    status_is(MONTHS "filing.publicity_working_days=5 until 2025-02-28\n", &s, EXIT_OUT);
    s.cause_removed = false;
    status_is(LINES, &s, EXIT_STAY);
    s.relief = yuan("1");
    status_is(LINES, &s, EXIT_RELIEVED);
}

static void overflows(const struct exit_state *s)
{
    assert_int_equal(decide(PLAN_1, s).undecided, EXIT_OVERFLOW);
}

static void sums_too_large_decide_nothing(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-01", 1, "800");
    s = latest("1600");
    s.relief = yuan(LARGEST);
    overflows(&s);
    s.relief = yuan("0");
    s.union_aid = yuan(LARGEST);
    overflows(&s);
    s.month.income = yuan("0"); /* the largest amount itself */
    status_is(PLAN_1, &s, EXIT_RELIEVED);
    s.month.dibao = yuan(LARGEST);
    overflows(&s);
}

static void rules_have_names(void **state)
{
    (void)state;
    for (enum exit_status status = EXIT_VOLUNTARY; status < EXIT_STATUS_COUNT; status++) {
        assert_memory_equal(EXIT_RULES[status], "exit.", 5);
        assert_string_equal(EXIT_RULES[status] + 5, EXIT_STATUS_NAMES[status]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(out_after_the_months_that_are_asked, none),
        cmocka_unit_test_setup(nobody_is_out_while_the_cause_remains, none),
        cmocka_unit_test_setup(without_a_number_of_months_nobody_is_out, none),
        cmocka_unit_test_setup(relieved_at_dibao_with_relief_or_aid, none),
        cmocka_unit_test_setup(the_level_is_compared_undivided, none),
        cmocka_unit_test_setup(nobody_is_relieved_without_relief_or_aid, none),
        cmocka_unit_test_setup(whoever_wishes_to_leave_leaves, none),
        cmocka_unit_test_setup(enough_visitors_are_as_many_as_are_asked, none),
        cmocka_unit_test_setup(the_latest_month_needs_a_dibao, none),
        cmocka_unit_test_setup(a_run_that_may_be_long_enough_is_not_called_short, none),
        cmocka_unit_test_setup(months_before_any_dibao_lengthen_no_run_that_needs_none, none),
        cmocka_unit_test_setup(a_parameter_that_has_run_out_decides_nothing, none),
        cmocka_unit_test_setup(visitors_are_asked_for_by_out_alone, none),
        cmocka_unit_test_setup(sums_too_large_decide_nothing, none),
        cmocka_unit_test_setup(rules_have_names, none),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
