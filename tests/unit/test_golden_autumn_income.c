/* The two conditions of student aid in autumn, and its amount: plan 2, part 二. */
#include "golden_autumn_cases.h"

#define CONDITION_1_CAUSES                                                                         \
    (1u << GA_CAUSE_ILLNESS | 1u << GA_CAUSE_SCHOOLING | 1u << GA_CAUSE_DISABILITY |               \
     1u << GA_CAUSE_SINGLE_PARENT | 1u << GA_CAUSE_OTHER)
#define CONDITION_2_CAUSES                                                                         \
    (1u << GA_CAUSE_SUDDEN_EVENT | 1u << GA_CAUSE_INJURY | 1u << GA_CAUSE_MAJOR_ILLNESS |          \
     1u << GA_CAUSE_OTHER)
#define ALL_CAUSES ((1u << GA_CAUSE_COUNT) - 1)

static struct ga_application with(unsigned causes, const char *income, const char *education)
{
    struct ga_application a = eligible();
    a.causes = causes;
    a.household.income = yuan(income);
    a.household.cost[COST_EDUCATION] = yuan(education);
    return a;
}

/* Whether condition 1 and condition 2 hold whole, as `yn`; and what follows from it. */
static void conditions_are(const char *lines, const struct ga_application *a, const char *expected)
{
    const struct golden_autumn g = decide(lines, a);
    char found[GA_CONDITION_COUNT + 1] = {0};
    for (int c = 0; c < GA_CONDITION_COUNT; c++)
        found[c] = g.condition[c].held && g.cause_fits[c] ? 'y' : 'n';
    assert_string_equal(found, expected);
    assert_int_equal(g.state[GA_CONDITION], strchr(expected, 'y') != NULL ? GA_HELD : GA_FAILED);
    assert_int_equal(g.category, strchr(expected, 'y') != NULL ? GA_ELIGIBLE : GA_NONE);
}

static void holds(unsigned causes, const char *income, const char *education, const char *expected)
{
    const struct ga_application a = with(causes, income, education);
    conditions_are(PLAN_2, &a, expected);
}

/* --- 3倍(含)以内, 3倍(含)以上 ------------------------------------------------------------------
 */

/* 71712 yuan a year is three times the dibao of three people. */
static void three_times_dibao_is_in_both(void **state)
{
    (void)state;
    holds(CONDITION_1_CAUSES, "71711.99", "40000", "yn");
    holds(CONDITION_1_CAUSES, "71712", "40000", "yy"); /* 其他特殊原因 is in both */
    holds(CONDITION_1_CAUSES, "71712.01", "40000", "ny");
    holds(CONDITION_2_CAUSES, "71711.99", "40000", "yn");
    holds(CONDITION_2_CAUSES, "71712", "40000", "yy");
    holds(CONDITION_2_CAUSES, "71712.01", "40000", "ny");
}

static void three_times_dibao_with_a_cause_of_one(void **state)
{
    (void)state;
    holds(1u << GA_CAUSE_SCHOOLING, "71711.99", "40000", "yn");
    holds(1u << GA_CAUSE_SCHOOLING, "71712", "40000", "yn");
    holds(1u << GA_CAUSE_SCHOOLING, "71712.01", "40000", "nn");
    holds(1u << GA_CAUSE_INJURY, "71711.99", "40000", "nn");
    holds(1u << GA_CAUSE_INJURY, "71712", "40000", "ny");
    holds(1u << GA_CAUSE_INJURY, "71712.01", "40000", "ny");
}

/* --- 996元以内 ---------------------------------------------------------------------------------
 */

/* 35856 yuan a year is 996 a month for three people. */
static void net_income_is_within_its_limit(void **state)
{
    (void)state;
    holds(1u << GA_CAUSE_SCHOOLING, "50855.99", "15000", "yn");
    holds(1u << GA_CAUSE_SCHOOLING, "50856", "15000", "yn");
    holds(1u << GA_CAUSE_SCHOOLING, "50856.01", "15000", "nn");
    holds(1u << GA_CAUSE_INJURY, "80000", "44144.01", "ny");
    holds(1u << GA_CAUSE_INJURY, "80000", "44144", "ny");
    holds(1u << GA_CAUSE_INJURY, "80000", "44143.99", "nn");
}

static void costs_above_income_leave_less_than_nothing(void **state)
{
    (void)state;
    const struct ga_application a = with(1u << GA_CAUSE_SCHOOLING, "50000", "50000.01");
    const struct golden_autumn g = decide(PLAN_2, &a);
    amount_is(g.net, "0.00");
    holds(1u << GA_CAUSE_SCHOOLING, "50000", "99999", "yn");
    holds(1u << GA_CAUSE_SCHOOLING, "0", "0", "yn");
}

/* Each kind of cost, alone: 36000 less 144 is just within. */
static void the_costs_of_the_list_are_taken_off(void **state)
{
    (void)state;
    for (enum cost cost = COST_MEDICAL; cost < COST_ACCIDENT; cost++) {
        struct ga_application a = with(1u << GA_CAUSE_OTHER, "36000", "0");
        a.documents = (1u << GA_DOCUMENT_COUNT) - 1;
        a.household.cost[cost] = yuan("144");
        /* 必要就业成本 is none of them, unless a place says so. */
        conditions_are(PLAN_2, &a, cost == COST_EMPLOYMENT ? "nn" : "yn");
        conditions_are(PLAN_2 "golden_autumn.deductions=employment\n", &a,
                       cost == COST_EMPLOYMENT ? "yn" : "nn");
        a.household.cost[cost] = yuan("143.99");
        conditions_are(PLAN_2, &a, "nn");
    }
}

/* What was received for an accident is taken off its loss, and off nothing else. */
static void an_accident_counts_with_what_is_left_of_it(void **state)
{
    (void)state;
    struct ga_application a = with(1u << GA_CAUSE_SUDDEN_EVENT, "71712", "0");
    a.household.loss = yuan("40000");
    a.household.compensation = yuan("4144");
    conditions_are(PLAN_2, &a, "ny"); /* 71712 - 35856 = 35856 */
    a.household.compensation = yuan("4144.01");
    conditions_are(PLAN_2, &a, "nn");
    a = with(1u << GA_CAUSE_SCHOOLING, "35856", "0");
    a.household.compensation = yuan("10000"); /* more than the loss: nothing is added */
    conditions_are(PLAN_2, &a, "yn");
}

/* --- the causes ------------------------------------------------------------------------------- */

static void each_cause_is_in_its_condition(void **state)
{
    (void)state;
    for (enum ga_cause cause = GA_CAUSE_ILLNESS; cause < GA_CAUSE_COUNT; cause++) {
        const bool in_1 = CONDITION_1_CAUSES >> cause & 1u, in_2 = CONDITION_2_CAUSES >> cause & 1u;
        const char expected[] = {in_1 ? 'y' : 'n', in_2 ? 'y' : 'n', '\0'};
        holds(1u << cause, "71712", "36000", expected);
        holds(1u << cause, "50000", "36000", in_1 ? "yn" : "nn");
        holds(1u << cause, "80000", "60000", in_2 ? "ny" : "nn");
    }
}

static void no_cause_fits_neither(void **state)
{
    (void)state;
    holds(0, "71712", "36000", "nn");
}

static void one_of_several_causes_is_enough(void **state)
{
    (void)state;
    holds(ALL_CAUSES, "71712", "36000", "yy");
    holds(1u << GA_CAUSE_ILLNESS | 1u << GA_CAUSE_INJURY, "71712", "36000", "yy");
    holds(1u << GA_CAUSE_ILLNESS | 1u << GA_CAUSE_INJURY, "50000", "36000", "yn");
    holds(1u << GA_CAUSE_ILLNESS | 1u << GA_CAUSE_INJURY, "80000", "60000", "ny");
}

/* --- what was compared ------------------------------------------------------------------------ */

static void each_comparison_is_told(void **state)
{
    (void)state;
    const struct ga_application a = with(1u << GA_CAUSE_SCHOOLING, "50000", "15000");
    const struct golden_autumn g = decide(PLAN_2, &a);
    for (int c = 0; c < GA_CONDITION_COUNT; c++) {
        const struct finding *f = &g.condition[c];
        assert_true(f->exists);
        assert_int_equal(f->tests, 2);
        const struct test *gross = &f->test[0], *net = &f->test[1];
        assert_int_equal(gross->kind, TEST_GROSS_INCOME);
        assert_int_equal(gross->comparison,
                         c == GA_CONDITION_1 ? COMPARE_AT_MOST : COMPARE_AT_LEAST);
        assert_int_equal(gross->held, c == GA_CONDITION_1);
        assert_true(gross->seen.value == exact_of(yuan("50000")).value);
        assert_true(gross->limit.value == exact_of(yuan("71712")).value);
        assert_int_equal(gross->by->parameter, PARAMETER_GA_INCOME_MULTIPLE);
        assert_null(gross->compared);
        assert_null(gross->deducted);
        assert_int_equal(net->kind, TEST_NET_INCOME);
        assert_int_equal(net->comparison, COMPARE_AT_MOST);
        assert_true(net->held);
        assert_true(net->seen.value == exact_of(yuan("35000")).value);
        assert_true(net->limit.value == exact_of(yuan("35856")).value);
        assert_int_equal(net->by->parameter, PARAMETER_GA_NET_INCOME_MAX);
        assert_null(net->compared);
        assert_int_equal(net->deducted->parameter, PARAMETER_GA_DEDUCTIONS);
    }
    assert_true(g.cause_fits[GA_CONDITION_1]);
    assert_false(g.cause_fits[GA_CONDITION_2]);
}

/* 50000 / 36 = 1388.888…, 35000 / 36 = 972.222… */
static void what_is_published_is_rounded(void **state)
{
    (void)state;
    const struct ga_application a = with(1u << GA_CAUSE_SCHOOLING, "50000", "15000");
    const struct golden_autumn g = decide(PLAN_2, &a);
    amount_is(g.dibao, "664.00");
    amount_is(g.income, "1388.89");
    amount_is(g.net, "972.22");
}

/* --- the policy's numbers --------------------------------------------------------------------- */

/* 2.5 x 664 x 36 = 59760, 1000.50 x 36 = 36018. */
static void the_numbers_are_the_policys(void **state)
{
    (void)state;
    const char *lines = "dibao=664\ngolden_autumn.income_multiple=2.5\n"
                        "golden_autumn.net_income_max=1000.50\n";
    struct ga_application a = with(1u << GA_CAUSE_SCHOOLING, "59760", "23742");
    conditions_are(lines, &a, "yn");
    a = with(1u << GA_CAUSE_SCHOOLING, "59760.01", "23742.01");
    conditions_are(lines, &a, "nn");
    a = with(1u << GA_CAUSE_SCHOOLING, "59760", "23741.99");
    conditions_are(lines, &a, "nn");
}

/* Without either of the two limits of income nobody is eligible. */
static void without_a_limit_there_is_no_condition(void **state)
{
    (void)state;
    static const char *const LINES[] = {"dibao=664\n",
                                        "dibao=664\ngolden_autumn.income_multiple=3\n",
                                        "dibao=664\ngolden_autumn.net_income_max=996\n"};
    const struct ga_application a = with(ALL_CAUSES, "71712", "40000");
    for (int i = 0; i < 3; i++) {
        const struct golden_autumn g = decide(LINES[i], &a);
        for (int c = 0; c < GA_CONDITION_COUNT; c++) {
            assert_false(g.condition[c].exists);
            assert_false(g.condition[c].held);
            assert_int_equal(g.condition[c].tests, 0);
        }
        conditions_are(LINES[i], &a, "nn");
    }
    conditions_are(INCOMES, &a, "yy");
}

static void overflows(const char *lines, const struct ga_application *a)
{
    struct golden_autumn g;
    golden_autumn_decide(in_force(lines), a, &g);
    assert_int_equal(g.undecided, UNDECIDED_OVERFLOW);
}

static void what_does_not_fit_is_not_decided(void **state)
{
    (void)state;
    struct ga_application a = with(1u << GA_CAUSE_INJURY, LARGEST, LARGEST);
    conditions_are(PLAN_2, &a, "ny"); /* these fit */
    a.household.cost[COST_MEDICAL] = yuan("0.01");
    overflows(PLAN_2, &a);
    a = eligible();
    overflows("dibao=" LARGEST "\n" /* 12 months of it */, &a);
    overflows("dibao=664\ngolden_autumn.net_income_max=" LARGEST "\n", &a);
    /* 7686143364045646.50 x 12 fits just, of one head but not of three. */
    overflows("dibao=7686143364045646.50\n", &a);
    overflows("dibao=664\ngolden_autumn.net_income_max=7686143364045646.50\n", &a);
    a.household.size = 1;
    conditions_are("dibao=7686143364045646.50\ngolden_autumn.income_multiple=1000000\n"
                   "golden_autumn.net_income_max=7686143364045646.50\n",
                   &a, "yn");
}

/* --- the amount ------------------------------------------------------------------------------- */

#define AMOUNTS "golden_autumn.amount.college=5000\ngolden_autumn.amount.high_school=2000.50\n"

/* NULL: there is none. */
static void amount_of(const char *lines, int64_t college, int64_t high_school, int64_t special,
                      const char *expected)
{
    const int64_t students[STAGE_COUNT] = {college, high_school, special};
    struct money amount = yuan("0.07");
    bool overflow = true;
    const bool set = golden_autumn_amount(in_force(lines), students, &amount, &overflow);
    assert_int_equal(set, expected != NULL);
    assert_false(overflow);
    amount_is(amount, set ? expected : "0.07");
}

static void students_add_up(void **state)
{
    (void)state;
    amount_of(AMOUNTS, 1, 0, 0, "5000.00");
    amount_of(AMOUNTS, 0, 1, 0, "2000.50");
    amount_of(AMOUNTS, 2, 3, 0, "16001.50");
    amount_of(AMOUNTS, 0, 0, 0, "0.00");
    amount_of("golden_autumn.amount.college=0\n", 1, 0, 0, "0.00");
}

static void special_schools_are_none_of_the_plans(void **state)
{
    (void)state;
    amount_of(AMOUNTS "golden_autumn.amount.special=9000\n", 1, 0, 1, "5000.00");
    amount_of(AMOUNTS, 1, 0, 1, "5000.00");
}

static void without_an_amount_there_is_none(void **state)
{
    (void)state;
    amount_of("", 1, 0, 0, NULL);
    amount_of("", 0, 1, 0, NULL);
    amount_of("golden_autumn.amount.college=5000\n", 1, 1, 0, NULL);
    amount_of("golden_autumn.amount.college=5000\n", 1, 0, 0, "5000.00");
    amount_of("golden_autumn.amount.high_school=2000\n", 1, 1, 0, NULL);
    amount_of("golden_autumn.amount.high_school=2000\n", 0, 1, 0, "2000.00");
    amount_of("", 0, 0, 0, "0.00"); /* nobody needs one */
}

static void amount_overflows(const char *lines, int64_t college, int64_t high_school)
{
    const int64_t students[STAGE_COUNT] = {college, high_school, 0};
    struct money amount = {0};
    bool overflow = false;
    assert_false(golden_autumn_amount(in_force(lines), students, &amount, &overflow));
    assert_true(overflow);
}

static void an_amount_that_does_not_fit_is_said(void **state)
{
    (void)state;
    const char *lines = "golden_autumn.amount.college=" LARGEST "\n"
                        "golden_autumn.amount.high_school=0.01\n";
    amount_of(lines, 1, 0, 0, LARGEST);
    amount_overflows(lines, 2, 0);
    amount_overflows(lines, 1, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_times_dibao_is_in_both),
        cmocka_unit_test(three_times_dibao_with_a_cause_of_one),
        cmocka_unit_test(net_income_is_within_its_limit),
        cmocka_unit_test(costs_above_income_leave_less_than_nothing),
        cmocka_unit_test(the_costs_of_the_list_are_taken_off),
        cmocka_unit_test(an_accident_counts_with_what_is_left_of_it),
        cmocka_unit_test(each_cause_is_in_its_condition),
        cmocka_unit_test(no_cause_fits_neither),
        cmocka_unit_test(one_of_several_causes_is_enough),
        cmocka_unit_test(each_comparison_is_told),
        cmocka_unit_test(what_is_published_is_rounded),
        cmocka_unit_test(the_numbers_are_the_policys),
        cmocka_unit_test(without_a_limit_there_is_no_condition),
        cmocka_unit_test(what_does_not_fit_is_not_decided),
        cmocka_unit_test(students_add_up),
        cmocka_unit_test(special_schools_are_none_of_the_plans),
        cmocka_unit_test(without_an_amount_there_is_none),
        cmocka_unit_test(an_amount_that_does_not_fit_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
