/* Hardship by accident: P1 三(一)3, each condition just below, at and just above its limit. */
#include "policy_rows.h"

/* D is 1000, so a head's limit at three times it is 36 000 a year. */
#define DIBAO      "dibao=1000\n"
#define ACCIDENTAL DIBAO "accidental.loss_min=25000\n"

static struct household household(const char *income, int64_t size)
{
    return (struct household){.income = yuan(income), .size = size};
}

static bool holds(const char *lines, const struct household *h)
{
    struct finding f;
    assert_true(dossier_category(CATEGORY_ACCIDENTAL, in_force(lines), h, (struct money){0}, &f));
    return f.held;
}

static void a_loss_counts_from_its_least_amount_on(void **state)
{
    (void)state;
    struct household h = household("900000", 1);
    h.loss = yuan("24999.99");
    assert_false(holds(ACCIDENTAL, &h));
    h.loss = yuan("25000"); /* 以上 */
    assert_true(holds(ACCIDENTAL, &h));
    h.loss = yuan("25000.01");
    assert_true(holds(ACCIDENTAL, &h));
}

static void compensation_is_taken_off_unless_the_basis_is_gross(void **state)
{
    (void)state;
    struct household h = household("900000", 1);
    h.loss = yuan("65000");
    h.compensation = yuan("40000"); /* 25 000 is left */
    assert_true(holds(ACCIDENTAL, &h));
    h.compensation = yuan("40000.01");
    assert_false(holds(ACCIDENTAL, &h));
    assert_false(holds(ACCIDENTAL "accidental.loss_basis=net\n", &h));
    assert_true(holds(ACCIDENTAL "accidental.loss_basis=gross\n", &h));
    h.loss = yuan("24999.99");
    assert_false(holds(ACCIDENTAL "accidental.loss_basis=gross\n", &h));
}

static void compensation_above_the_loss_leaves_no_loss(void **state)
{
    (void)state;
    struct household h = household("0", 1);
    h.loss = yuan("10");
    h.compensation = yuan("10.01");
    amount_is(accident_loss(in_force(ACCIDENTAL), &h), "0.00");
    h.compensation = yuan("10");
    amount_is(accident_loss(in_force(ACCIDENTAL), &h), "0.00");
    h.compensation = yuan("9.99");
    amount_is(accident_loss(in_force(ACCIDENTAL), &h), "0.01");
    amount_is(accident_loss(in_force(ACCIDENTAL "accidental.loss_basis=gross\n"), &h), "10.00");
}

static void a_household_that_has_recovered_is_not_in_hardship(void **state)
{
    (void)state;
    struct household h = household("0", 1);
    h.loss = yuan("25000");
    h.recovered = true;
    assert_false(holds(ACCIDENTAL, &h));
}

static void a_loss_above_a_share_of_income(void **state)
{
    (void)state;
    static const char LINES[] = DIBAO "accidental.loss_income_ratio=80%\n";
    struct household h = household("100000", 1);
    h.loss = yuan("79999.99");
    assert_false(holds(LINES, &h));
    h.loss = yuan("80000"); /* 80 % of 100 000; 超过 */
    assert_false(holds(LINES, &h));
    h.loss = yuan("80000.01");
    assert_true(holds(LINES, &h));
    /* 80 % of 100.01 is 80.008: not rounded */
    h = household("100.01", 1);
    h.loss = yuan("80");
    assert_false(holds(LINES, &h));
    h.loss = yuan("80.01");
    assert_true(holds(LINES, &h));
}

static void a_share_and_a_least_loss_are_both_required(void **state)
{
    (void)state;
    static const char LINES[] = ACCIDENTAL "accidental.loss_income_ratio=80%\n";
    struct household h = household("31250", 1); /* 80 % of it is 25 000 */
    h.loss = yuan("25000");
    assert_false(holds(LINES, &h)); /* enough, but not above the share */
    h.loss = yuan("25000.01");
    assert_true(holds(LINES, &h));
    h.income = yuan("0");
    h.loss = yuan("24999.99"); /* above the share, but not enough */
    assert_false(holds(LINES, &h));
}

static void accidental_may_ask_for_a_low_income(void **state)
{
    (void)state;
    static const char BELOW[] = ACCIDENTAL "accidental.income_multiple=3\n"; /* 36 000 */
    static const char AT_MOST[] =
        ACCIDENTAL "accidental.income_multiple=3\nrelative.income_comparison=at_most\n";
    struct household h = household("35999.99", 1);
    h.loss = yuan("25000");
    assert_true(holds(BELOW, &h));
    h.income = yuan("36000");
    assert_false(holds(BELOW, &h));
    assert_true(holds(AT_MOST, &h));
    h.income = yuan("36000.01");
    assert_false(holds(AT_MOST, &h));
    h.cost[COST_EMPLOYMENT] = yuan("0.02"); /* relative's deductions: 35 999.99 */
    assert_true(holds(BELOW, &h));
    assert_false(
        holds(ACCIDENTAL "accidental.income_multiple=3\nrelative.deductions=medical\n", &h));
    h.loss = yuan("24999.99"); /* a low income alone is not an accident */
    assert_false(holds(BELOW, &h));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_loss_counts_from_its_least_amount_on),
        cmocka_unit_test(compensation_is_taken_off_unless_the_basis_is_gross),
        cmocka_unit_test(compensation_above_the_loss_leaves_no_loss),
        cmocka_unit_test(a_household_that_has_recovered_is_not_in_hardship),
        cmocka_unit_test(a_loss_above_a_share_of_income),
        cmocka_unit_test(a_share_and_a_least_loss_are_both_required),
        cmocka_unit_test(accidental_may_ask_for_a_low_income),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
