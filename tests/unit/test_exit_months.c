/* Months in a row above dibao, 连续6个月超过: just below, at and just above it. */
#include "exit_cases.h"

static bool above(int64_t size, const char *income)
{
    struct exit_month m = observed("2025-01", size, income);
    run = (struct exit_run){0};
    assert_true(exit_count(&run, &m));
    return run.months == 1;
}

static void a_month_counts_above_dibao(void **state)
{
    (void)state;
    assert_false(above(1, "699.99"));
    assert_false(above(1, "700"));
    assert_true(above(1, "700.01"));
    assert_false(above(3, "2099.99")); /* 700 × 3 = 2100 */
    assert_false(above(3, "2100"));
    assert_true(above(3, "2100.01")); /* a third of a fen a head, which rounds to 700.00 */
    assert_false(above(99, "69300"));
    assert_true(above(99, "69300.01"));
    assert_false(above(1, "0"));
}

static void months_in_a_row_are_counted(void **state)
{
    (void)state;
    assert_int_equal(run.observed, 0);
    count("2024-10", 6, "800"); /* across the year */
    assert_int_equal(run.observed, 6);
    assert_int_equal(run.months, 6);
    assert_int_equal(run.months_at_most, 6);
    month_is(run.from, "2024-10");
    month_is(run.latest, "2025-03");
    assert_false(run.broken_by_gap);
    assert_false(run.unknown);
    count("2025-04", 3, "800");
    assert_int_equal(run.months, 9);
    month_is(run.from, "2024-10");
}

static void a_month_not_above_ends_the_run(void **state)
{
    (void)state;
    count("2025-01", 6, "800");
    count("2025-07", 1, "700");
    assert_int_equal(run.observed, 7);
    assert_int_equal(run.months, 0);
    assert_int_equal(run.months_at_most, 0);
    month_is(run.latest, "2025-07");
    count("2025-08", 2, "800");
    assert_int_equal(run.observed, 9);
    assert_int_equal(run.months, 2);
    month_is(run.from, "2025-08");
    assert_false(run.broken_by_gap);
}

static void a_missing_month_breaks_the_run(void **state)
{
    (void)state;
    count("2024-12", 4, "800");
    count("2025-05", 2, "800"); /* without April */
    assert_int_equal(run.observed, 6);
    assert_int_equal(run.months, 2);
    assert_int_equal(run.months_at_most, 2);
    assert_true(run.broken_by_gap);
    month_is(run.from, "2025-05");
    count("2025-07", 1, "600"); /* what broke an earlier run is no matter */
    assert_false(run.broken_by_gap);
    count("2025-12", 1, "600");
    assert_false(run.broken_by_gap);
    assert_int_equal(run.months, 0);
    count("2026-12", 1, "800"); /* the same month of another year */
    assert_true(run.broken_by_gap);
    assert_int_equal(run.months, 1);
}

static void each_month_has_its_own_dibao(void **state)
{
    (void)state;
    struct exit_month july = observed("2025-07", 1, "720.50");
    july.dibao = yuan("720.50");
    count("2025-02", 5, "720.50"); /* above 700 */
    assert_true(exit_count(&run, &july));
    assert_int_equal(run.months, 0);
    run = (struct exit_run){0};
    july.income = yuan("720.51");
    count("2025-02", 5, "720.50");
    assert_true(exit_count(&run, &july));
    assert_int_equal(run.months, 6);
    month_is(run.from, "2025-02");
}

static void a_household_may_grow_within_the_run(void **state)
{
    (void)state;
    struct exit_month more = observed("2025-03", 2, "1400.01");
    count("2025-01", 2, "700.01");
    assert_true(exit_count(&run, &more));
    assert_int_equal(run.months, 3);
    more = observed("2025-04", 3, "1400.01");
    assert_true(exit_count(&run, &more));
    assert_int_equal(run.months, 0);
}

static void a_run_behind_an_unknown_month_may_be_longer(void **state)
{
    (void)state;
    count("2024-12", 2, "800");
    count_without_dibao("2025-02");
    assert_int_equal(run.observed, 3);
    assert_int_equal(run.months, 0);
    assert_int_equal(run.months_at_most, 3);
    assert_true(run.unknown);
    month_is(run.unknown_month, "2025-02");
    count("2025-03", 2, "800");
    assert_int_equal(run.months, 2);
    assert_int_equal(run.months_at_most, 5);
    month_is(run.from, "2025-03");
    assert_true(run.unknown);
    month_is(run.unknown_month, "2025-02");
    count_without_dibao("2025-05"); /* the last one is named */
    count("2025-06", 1, "800");
    assert_int_equal(run.months, 1);
    assert_int_equal(run.months_at_most, 7);
    month_is(run.unknown_month, "2025-05");
    count("2025-07", 1, "700");
    assert_false(run.unknown);
    assert_int_equal(run.months_at_most, 0);
}

static void a_missing_month_ends_what_an_unknown_one_left_open(void **state)
{
    (void)state;
    count("2025-01", 3, "800");
    count_without_dibao("2025-04");
    count("2025-06", 1, "800");
    assert_false(run.unknown);
    assert_true(run.broken_by_gap);
    assert_int_equal(run.months_at_most, 1);
    count_without_dibao("2025-08"); /* the run behind it does not begin at the missing one */
    count("2025-09", 1, "800");
    assert_true(run.unknown);
    assert_false(run.broken_by_gap);
    assert_int_equal(run.months_at_most, 2);
}

static void months_come_in_order(void **state)
{
    (void)state;
    assert_int_equal(exit_order(&run, month("0001-01")), EXIT_IN_ORDER);
    count("2025-01", 1, "800");
    assert_int_equal(exit_order(&run, month("2025-02")), EXIT_IN_ORDER);
    assert_int_equal(exit_order(&run, month("2025-03")), EXIT_IN_ORDER);
    assert_int_equal(exit_order(&run, month("2025-01")), EXIT_REPEATED);
    assert_int_equal(exit_order(&run, month("2024-12")), EXIT_BACKWARDS);
}

static void a_limit_too_large_is_not_counted(void **state)
{
    (void)state;
    struct exit_month m = observed("2025-03", 2, "800");
    count("2025-01", 2, "800");
    m.dibao = yuan(LARGEST);
    assert_false(exit_count(&run, &m));
    assert_int_equal(run.observed, 2);
    month_is(run.latest, "2025-02");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_month_counts_above_dibao, none),
        cmocka_unit_test_setup(months_in_a_row_are_counted, none),
        cmocka_unit_test_setup(a_month_not_above_ends_the_run, none),
        cmocka_unit_test_setup(a_missing_month_breaks_the_run, none),
        cmocka_unit_test_setup(each_month_has_its_own_dibao, none),
        cmocka_unit_test_setup(a_household_may_grow_within_the_run, none),
        cmocka_unit_test_setup(a_run_behind_an_unknown_month_may_be_longer, none),
        cmocka_unit_test_setup(a_missing_month_ends_what_an_unknown_one_left_open, none),
        cmocka_unit_test_setup(months_come_in_order, none),
        cmocka_unit_test_setup(a_limit_too_large_is_not_counted, none),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
