/* The dossier categories: P1 三(一), each condition just below, at and just above its limit. */
#include "policy_rows.h"

/* D is 1000, so a head's limit is 12 000 a year for deep, 24 000 for relative. */
#define DIBAO      "dibao=1000\n"
#define DEEP       DIBAO "deep.income_multiple=1\n"
#define RELATIVE   DIBAO "relative.income_multiple=2\n"
#define ACCIDENTAL DIBAO "accidental.loss_min=25000\n"
#define PLAN_1     DEEP "relative.income_multiple=2\naccidental.loss_min=25000\n"

static struct household household(const char *income, int64_t size)
{
    return (struct household){.income = yuan(income), .size = size};
}

static bool holds(const char *lines, enum category c, const struct household *h)
{
    struct finding f;
    assert_true(dossier_category(c, in_force(lines), h, (struct money){0}, &f));
    return f.held;
}

/* --- deep and relative ---------------------------------------------------------------------- */

static void deep_is_below_dibao(void **state)
{
    (void)state;
    struct household h = household("11999.99", 1); /* 1000 × 12 × 1 = 12 000 */
    assert_true(holds(DEEP, CATEGORY_DEEP, &h));
    h.income = yuan("12000");
    assert_false(holds(DEEP, CATEGORY_DEEP, &h));
    h.income = yuan("12000.01");
    assert_false(holds(DEEP, CATEGORY_DEEP, &h));
}

static void the_limit_grows_with_the_heads(void **state)
{
    (void)state;
    struct household h = household("35999.99", 3); /* 1000 × 12 × 3 = 36 000 */
    assert_true(holds(DEEP, CATEGORY_DEEP, &h));
    h.income = yuan("36000");
    assert_false(holds(DEEP, CATEGORY_DEEP, &h));
    h.size = 4;
    assert_true(holds(DEEP, CATEGORY_DEEP, &h));
    h = household("1187999.99", 99); /* 1000 × 12 × 99 = 1 188 000 */
    assert_true(holds(DEEP, CATEGORY_DEEP, &h));
    h.income = yuan("1188000");
    assert_false(holds(DEEP, CATEGORY_DEEP, &h));
}

static void deep_at_most_includes_dibao(void **state)
{
    (void)state;
    static const char LINES[] = DEEP "deep.income_comparison=at_most\n";
    struct household h = household("11999.99", 1);
    assert_true(holds(LINES, CATEGORY_DEEP, &h));
    h.income = yuan("12000");
    assert_true(holds(LINES, CATEGORY_DEEP, &h));
    h.income = yuan("12000.01");
    assert_false(holds(LINES, CATEGORY_DEEP, &h));
}

static void relative_is_below_twice_dibao(void **state)
{
    (void)state;
    struct household h = household("23999.99", 1); /* 2 × 1000 × 12 = 24 000 */
    assert_true(holds(RELATIVE, CATEGORY_RELATIVE, &h));
    h.income = yuan("24000");
    assert_false(holds(RELATIVE, CATEGORY_RELATIVE, &h));
    h.income = yuan("24000.01");
    assert_false(holds(RELATIVE, CATEGORY_RELATIVE, &h));
}

static void relative_at_most_includes_it(void **state)
{
    (void)state;
    static const char LINES[] = RELATIVE "relative.income_comparison=at_most\n";
    struct household h = household("24000", 1);
    assert_true(holds(LINES, CATEGORY_RELATIVE, &h));
    h.income = yuan("24000.01");
    assert_false(holds(LINES, CATEGORY_RELATIVE, &h));
    /* deep's comparison is deep's alone */
    h.income = yuan("24000");
    assert_false(holds(RELATIVE "deep.income_comparison=at_most\n", CATEGORY_RELATIVE, &h));
}

static void a_limit_between_two_fen_is_not_rounded(void **state)
{
    (void)state;
    /* 12 000 × 1.000001 = 12 000.012 */
    static const char LINES[] = DIBAO "deep.income_multiple=1.000001\n";
    struct household h = household("12000.01", 1);
    assert_true(holds(LINES, CATEGORY_DEEP, &h));
    h.income = yuan("12000.02");
    assert_false(holds(LINES, CATEGORY_DEEP, &h));
}

static void a_multiple_may_have_decimals(void **state)
{
    (void)state;
    static const char LINES[] = DIBAO "relative.income_multiple=1.5\n"; /* 18 000 */
    struct household h = household("17999.99", 1);
    assert_true(holds(LINES, CATEGORY_RELATIVE, &h));
    h.income = yuan("18000");
    assert_false(holds(LINES, CATEGORY_RELATIVE, &h));
}

/* Income at the limit, and one fen of one cost: is it deducted? */
static bool deducts(const char *lines, enum category c, const char *limit, enum cost cost)
{
    struct household h = household(limit, 1);
    h.cost[cost] = yuan("0.01");
    return holds(lines, c, &h);
}

static void deep_deducts_the_rigid_costs(void **state)
{
    (void)state;
    assert_true(deducts(DEEP, CATEGORY_DEEP, "12000", COST_MEDICAL));
    assert_true(deducts(DEEP, CATEGORY_DEEP, "12000", COST_DISABILITY));
    assert_true(deducts(DEEP, CATEGORY_DEEP, "12000", COST_EDUCATION));
    assert_true(deducts(DEEP, CATEGORY_DEEP, "12000", COST_OTHER));
    assert_false(deducts(DEEP, CATEGORY_DEEP, "12000", COST_EMPLOYMENT));
}

static void relative_deducts_the_cost_of_employment_too(void **state)
{
    (void)state;
    for (enum cost c = COST_MEDICAL; c <= COST_EMPLOYMENT; c++)
        assert_true(deducts(RELATIVE, CATEGORY_RELATIVE, "24000", c));
}

static void a_list_of_deductions_is_all_that_is_deducted(void **state)
{
    (void)state;
    static const char D[] = DEEP "deep.deductions=disability+employment\n";
    static const char R[] = RELATIVE "relative.deductions=education\n";
    assert_false(deducts(D, CATEGORY_DEEP, "12000", COST_MEDICAL));
    assert_true(deducts(D, CATEGORY_DEEP, "12000", COST_DISABILITY));
    assert_false(deducts(D, CATEGORY_DEEP, "12000", COST_EDUCATION));
    assert_false(deducts(D, CATEGORY_DEEP, "12000", COST_OTHER));
    assert_true(deducts(D, CATEGORY_DEEP, "12000", COST_EMPLOYMENT));
    assert_true(deducts(R, CATEGORY_RELATIVE, "24000", COST_EDUCATION));
    assert_false(deducts(R, CATEGORY_RELATIVE, "24000", COST_MEDICAL));
}

static void accident_as_a_deduction_is_what_is_left_of_the_loss(void **state)
{
    (void)state;
    static const char LINES[] = DEEP "deep.deductions=accident\n";
    struct household h = household("12000", 1);
    h.loss = yuan("100.01");
    h.compensation = yuan("100"); /* 0.01 is left */
    h.cost[COST_ACCIDENT] = yuan("5000");
    assert_true(holds(LINES, CATEGORY_DEEP, &h));
    h.compensation = yuan("100.01"); /* nothing is */
    assert_false(holds(LINES, CATEGORY_DEEP, &h));
    h.compensation = yuan("200"); /* more than the loss: nothing, not a gain */
    assert_false(holds(LINES, CATEGORY_DEEP, &h));
    h.income = yuan("11999.99");
    assert_true(holds(LINES, CATEGORY_DEEP, &h));
}

static void costs_above_income_are_below_any_limit(void **state)
{
    (void)state;
    struct household h = household("0", 1);
    h.cost[COST_MEDICAL] = yuan("50000");
    assert_true(holds(DIBAO "deep.income_multiple=0\n", CATEGORY_DEEP, &h)); /* −50 000 < 0 */
    h.cost[COST_MEDICAL] = yuan("0");
    assert_false(holds(DIBAO "deep.income_multiple=0\n", CATEGORY_DEEP, &h)); /* 0 < 0 */
}

/* --- further conditions on income ------------------------------------------------------------ */

static void a_ceiling_is_excluded_and_per_head(void **state)
{
    (void)state;
    /* Income 60 000 for 2 is brought to 0 by costs; the ceiling looks at income itself. */
    static const char *const LINES[] = {
        DEEP "deep.income_ceiling=30000\n", RELATIVE "relative.income_ceiling=30000\n",
        ACCIDENTAL "accidental.income_ceiling=30000\n"}; /* 30 000 × 2 = 60 000 */
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++) {
        struct household h = household("59999.99", 2);
        h.cost[COST_MEDICAL] = yuan("60000");
        h.loss = yuan("25000");
        assert_true(holds(LINES[c], c, &h));
        h.income = yuan("60000");
        assert_false(holds(LINES[c], c, &h));
        h.income = yuan("60000.01");
        assert_false(holds(LINES[c], c, &h));
    }
}

static void a_gross_multiple_is_included_and_of_income_itself(void **state)
{
    (void)state;
    static const char *const LINES[] = {
        DEEP "deep.gross_multiple=1.5\n", RELATIVE "relative.gross_multiple=1.5\n",
        ACCIDENTAL "accidental.gross_multiple=1.5\n"}; /* 1.5 × 1000 × 12 × 2 = 36 000 */
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++) {
        struct household h = household("35999.99", 2);
        h.cost[COST_MEDICAL] = yuan("36000");
        h.loss = yuan("25000");
        assert_true(holds(LINES[c], c, &h));
        h.income = yuan("36000");
        assert_true(holds(LINES[c], c, &h));
        h.income = yuan("36000.01");
        assert_false(holds(LINES[c], c, &h));
    }
}

static void a_further_condition_does_not_replace_the_first(void **state)
{
    (void)state;
    struct household h = household("12000", 1);
    assert_false(
        holds(DEEP "deep.income_ceiling=30000\ndeep.gross_multiple=3\n", CATEGORY_DEEP, &h));
}

/* --- the household's categories -------------------------------------------------------------- */

static void decides(const char *lines, const struct household *h, enum category category,
                    unsigned categories)
{
    struct hardship d;
    hardship_decide(in_force(lines), h, &d);
    assert_int_equal(d.undecided, DECIDED);
    assert_int_equal(d.gap, PARAMETER_COUNT);
    assert_int_equal(d.category, category);
    assert_int_equal(d.categories, categories);
}

static void the_first_category_that_holds_is_taken(void **state)
{
    (void)state;
    enum { D = 1 << CATEGORY_DEEP, R = 1 << CATEGORY_RELATIVE, A = 1 << CATEGORY_ACCIDENTAL };
    struct household h = household("11999.99", 1);
    decides(PLAN_1, &h, CATEGORY_DEEP, D | R);
    h.loss = yuan("25000");
    decides(PLAN_1, &h, CATEGORY_DEEP, D | R | A);
    h.income = yuan("12000");
    decides(PLAN_1, &h, CATEGORY_RELATIVE, R | A);
    h.income = yuan("24000");
    decides(PLAN_1, &h, CATEGORY_ACCIDENTAL, A);
    h.recovered = true;
    decides(PLAN_1, &h, CATEGORY_COUNT, 0);
    h.income = yuan("23999.99");
    decides(PLAN_1, &h, CATEGORY_RELATIVE, R);
    h.income = yuan("0");
    h.recovered = false;
    decides(ACCIDENTAL "deep.income_multiple=1\n", &h, CATEGORY_DEEP, D | A);
}

static void a_category_the_policy_does_not_have_holds_for_nobody(void **state)
{
    (void)state;
    struct household h = household("0", 1);
    struct hardship d;
    h.loss = yuan("100000");
    hardship_decide(in_force(DIBAO), &h, &d);
    assert_int_equal(d.category, CATEGORY_COUNT);
    assert_int_equal(d.categories, 0);
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++) {
        assert_false(d.finding[c].exists);
        assert_false(d.finding[c].held);
        assert_int_equal(d.finding[c].tests, 0);
    }
    /* what only narrows a category does not make one */
    decides(DIBAO "accidental.income_multiple=3\ndeep.gross_multiple=3\n"
                  "relative.income_ceiling=30000\n",
            &h, CATEGORY_COUNT, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deep_is_below_dibao),
        cmocka_unit_test(the_limit_grows_with_the_heads),
        cmocka_unit_test(deep_at_most_includes_dibao),
        cmocka_unit_test(relative_is_below_twice_dibao),
        cmocka_unit_test(relative_at_most_includes_it),
        cmocka_unit_test(a_limit_between_two_fen_is_not_rounded),
        cmocka_unit_test(a_multiple_may_have_decimals),
        cmocka_unit_test(deep_deducts_the_rigid_costs),
        cmocka_unit_test(relative_deducts_the_cost_of_employment_too),
        cmocka_unit_test(a_list_of_deductions_is_all_that_is_deducted),
        cmocka_unit_test(accident_as_a_deduction_is_what_is_left_of_the_loss),
        cmocka_unit_test(costs_above_income_are_below_any_limit),
        cmocka_unit_test(a_ceiling_is_excluded_and_per_head),
        cmocka_unit_test(a_gross_multiple_is_included_and_of_income_itself),
        cmocka_unit_test(a_further_condition_does_not_replace_the_first),
        cmocka_unit_test(the_first_category_that_holds_is_taken),
        cmocka_unit_test(a_category_the_policy_does_not_have_holds_for_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
