/* Medical aid by a rate, by brackets and by steps, never above what was paid: P1 三(二)1, 2. */
#include "policy_rows.h"

#define DIBAO  "dibao=1000\n"
#define PLAN_1 DIBAO "deep.medical.rate@0=100%\nrelative.scale=80%\nrelative.medical.cap=16000\n"

static const struct policy_set *policy;
static struct entitlement e;

static void medical(const char *lines, enum category c, const char *paid, const char *amount)
{
    struct aid_facts f = {.household = {.size = 1}, .medical_self_paid = yuan(paid)};
    policy = in_force(lines);
    memset(&e, 0x55, sizeof e);
    assert_int_equal(entitlement_decide(policy, &f, c, ITEM_MEDICAL, &e), DECIDED);
    amount_is(e.amount, amount);
}

static void comes_from(enum basis basis, enum category standard, enum parameter by)
{
    assert_int_equal(e.basis, basis);
    assert_int_equal(e.standard, standard);
    assert_ptr_equal(e.by, policy_get(policy, by));
}

static void medical_is_a_share_of_what_was_paid(void **state)
{
    (void)state;
    medical(PLAN_1, CATEGORY_DEEP, "19999.99", "19999.99");
    comes_from(BASIS_RATE, CATEGORY_DEEP, PARAMETER_MEDICAL_RATE);
    assert_null(e.cap);
    assert_false(e.cut_to_self_paid);
    medical(PLAN_1, CATEGORY_DEEP, "0", "0.00");
    medical(DIBAO "deep.medical.rate=55.5%\n", CATEGORY_DEEP, "1000", "555.00");
    /* 80 % of 19 999.99 is 15 999.992; of 20 000 it is the cap; of more, cut to it */
    medical(PLAN_1, CATEGORY_RELATIVE, "19999.99", "15999.99");
    assert_null(e.cap);
    medical(PLAN_1, CATEGORY_RELATIVE, "20000", "16000.00");
    assert_null(e.cap);
    medical(PLAN_1, CATEGORY_RELATIVE, "20000.01", "16000.00"); /* 16 000.008 */
    amount_is(e.before_cap, "16000.01");
    assert_ptr_equal(e.cap, policy_get(policy, parameter_cap(CATEGORY_RELATIVE, ITEM_MEDICAL)));
}

#define TWO_BRACKETS DIBAO "deep.medical.rate@0=90%\ndeep.medical.rate@10000=70%\n"

static void two_brackets_are_marginal(void **state)
{
    (void)state;
    medical(TWO_BRACKETS, CATEGORY_DEEP, "9999.99", "8999.99");  /* 8999.991 */
    medical(TWO_BRACKETS, CATEGORY_DEEP, "10000", "9000.00");    /* 9000 */
    medical(TWO_BRACKETS, CATEGORY_DEEP, "10000.01", "9000.01"); /* 9000 + 0.007 */
    medical(TWO_BRACKETS, CATEGORY_DEEP, "20000", "16000.00");   /* 9000 + 7000 */
    assert_int_equal(e.basis, BASIS_RATE);
    medical(TWO_BRACKETS "relative.scale=80%\n", CATEGORY_RELATIVE, "20000", "12800.00");
}

static void three_brackets_are_marginal(void **state)
{
    (void)state;
    static const char LINES[] = DIBAO "deep.medical.rate@20000=80%\ndeep.medical.rate@0=50%\n"
                                      "deep.medical.rate@5000=60%\n";
    medical(LINES, CATEGORY_DEEP, "4999.98", "2499.99");
    medical(LINES, CATEGORY_DEEP, "5000", "2500.00");
    medical(LINES, CATEGORY_DEEP, "5000.01", "2500.01");   /* + 0.006 */
    medical(LINES, CATEGORY_DEEP, "19999.99", "11499.99"); /* 2500 + 14 999.99 × 0.6 = 8999.994 */
    medical(LINES, CATEGORY_DEEP, "20000", "11500.00");    /* 2500 + 9000 */
    medical(LINES, CATEGORY_DEEP, "20000.01", "11500.01"); /* + 0.008 */
    medical(LINES, CATEGORY_DEEP, "30000", "19500.00");    /* + 8000 */
}

static void below_the_lowest_bracket_there_is_nothing(void **state)
{
    (void)state;
    static const char LINES[] = DIBAO "deep.medical.rate@1000=50%\n";
    medical(LINES, CATEGORY_DEEP, "999.99", "0.00");
    medical(LINES, CATEGORY_DEEP, "1000", "0.00");
    medical(LINES, CATEGORY_DEEP, "1000.02", "0.01");
    medical(LINES, CATEGORY_DEEP, "3000", "1000.00"); /* half of 2000 */
}

#define STEPS                                                                                      \
    DIBAO "deep.medical.step@10000=5000\ndeep.medical.step@30000=10000\n"                          \
          "deep.medical.step@60000=15000\n"

static void steps_are_of_the_highest_one_reached(void **state)
{
    (void)state;
    medical(STEPS, CATEGORY_DEEP, "9999.99", "0.00");
    comes_from(BASIS_STEP, CATEGORY_DEEP, PARAMETER_MEDICAL_STEP);
    medical(STEPS, CATEGORY_DEEP, "10000", "5000.00"); /* 以上 */
    medical(STEPS, CATEGORY_DEEP, "29999.99", "5000.00");
    medical(STEPS, CATEGORY_DEEP, "30000", "10000.00");
    medical(STEPS, CATEGORY_DEEP, "59999.99", "10000.00");
    medical(STEPS, CATEGORY_DEEP, "60000", "15000.00");
    medical(STEPS, CATEGORY_DEEP, "600000", "15000.00");
    medical(STEPS "relative.scale=80%\n", CATEGORY_RELATIVE, "30000", "8000.00");
    comes_from(BASIS_STEP, CATEGORY_DEEP, PARAMETER_MEDICAL_STEP);
    /* steps go before a rate */
    medical(STEPS "deep.medical.rate=100%\n", CATEGORY_DEEP, "60000", "15000.00");
}

static void medical_is_never_above_what_was_paid(void **state)
{
    (void)state;
    static const char STEP[] = DIBAO "deep.medical.step@1000=5000\nrelative.scale=80%\n";
    static const char RATE[] = DIBAO "deep.medical.rate=120%\nrelative.scale=80%\n";
    medical(STEP, CATEGORY_DEEP, "4999.99", "4999.99");
    medical(STEP, CATEGORY_DEEP, "5000", "5000.00");
    medical(STEP, CATEGORY_DEEP, "5000.01", "5000.00");
    medical(STEP, CATEGORY_RELATIVE, "4000", "3200.00"); /* 80 % of the 4000 deep would get */
    assert_true(e.cut_to_self_paid);
    medical(RATE, CATEGORY_DEEP, "1000", "1000.00"); /* 1200 is more than was paid */
    assert_true(e.cut_to_self_paid);
    medical(RATE, CATEGORY_RELATIVE, "1000", "800.00"); /* 80 % of the 1000 deep would get */
    assert_true(e.cut_to_self_paid);
    medical(DIBAO "deep.medical.rate=100%\n", CATEGORY_DEEP, "1000", "1000.00");
    assert_false(e.cut_to_self_paid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(medical_is_a_share_of_what_was_paid),
        cmocka_unit_test(two_brackets_are_marginal),
        cmocka_unit_test(three_brackets_are_marginal),
        cmocka_unit_test(below_the_lowest_bracket_there_is_nothing),
        cmocka_unit_test(steps_are_of_the_highest_one_reached),
        cmocka_unit_test(medical_is_never_above_what_was_paid),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
