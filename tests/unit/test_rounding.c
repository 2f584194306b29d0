/* Rounding of aid: once, half away from zero, and never above a cap or what was paid. */
#include "policy_rows.h"

#define DIBAO "dibao=1000\n"
#define YUAN  DIBAO "rounding=yuan\n"

static struct entitlement e;

static enum undecided entitle(const char *lines, enum category c, enum item item,
                              const struct aid_facts *facts)
{
    return entitlement_decide(in_force(lines), facts, c, item, &e);
}

static void living(const char *lines, enum category c, const char *amount)
{
    struct aid_facts f = {.household = {.size = 1}};
    assert_int_equal(entitle(lines, c, ITEM_LIVING, &f), DECIDED);
    amount_is(e.amount, amount);
}

static void medical(const char *lines, const char *paid, const char *amount)
{
    struct aid_facts f = {.household = {.size = 1}, .medical_self_paid = yuan(paid)};
    assert_int_equal(entitle(lines, CATEGORY_DEEP, ITEM_MEDICAL, &f), DECIDED);
    amount_is(e.amount, amount);
}

static void to_the_fen_unless_told_otherwise(void **state)
{
    (void)state;
    living("dibao=100.01\ndeep.living.months=0.4\n", CATEGORY_DEEP, "40.00");  /* 40.004 */
    living("dibao=100.01\ndeep.living.months=0.5\n", CATEGORY_DEEP, "50.01");  /* 50.005 */
    living("dibao=100.01\ndeep.living.months=0.49\n", CATEGORY_DEEP, "49.00"); /* 49.0049 */
    living("dibao=100.01\nrounding=fen\ndeep.living.months=0.5\n", CATEGORY_DEEP, "50.01");
    assert_int_equal(rounding_unit(in_force(DIBAO)), 1);
    assert_int_equal(rounding_unit(in_force(YUAN)), 100);
}

static void to_the_yuan(void **state)
{
    (void)state;
    living(YUAN "deep.living.amount=5958.49\n", CATEGORY_DEEP, "5958.00");
    living(YUAN "deep.living.amount=5958.50\n", CATEGORY_DEEP, "5959.00");
    living(YUAN "deep.living.amount=5958.51\n", CATEGORY_DEEP, "5959.00");
    living(YUAN "deep.living.amount=0.49\n", CATEGORY_DEEP, "0.00");
    living(YUAN "deep.living.amount=0.50\n", CATEGORY_DEEP, "1.00");
}

static void once_with_the_scale_in_it(void **state)
{
    (void)state;
    /* 1001.50 × 33 % = 330.495, 330; in two steps 1002 × 33 % = 330.66, 331 */
    living(YUAN "deep.living.amount=1001.50\nrelative.scale=33%\n", CATEGORY_RELATIVE, "330.00");
    /* 12 fen × 4.1666 % are 0.499992 fen, × 4.1667 % 0.500004 */
    living("dibao=0.01\ndeep.living.months=12\nrelative.scale=4.1666%\n", CATEGORY_RELATIVE,
           "0.00");
    living("dibao=0.01\ndeep.living.months=12\nrelative.scale=4.1667%\n", CATEGORY_RELATIVE,
           "0.01");
    /* brackets: 0.6 + 0.6 = 1.2 fen is 1, not two ones */
    medical(DIBAO "deep.medical.rate@0=60%\ndeep.medical.rate@0.01=60%\n", "0.02", "0.01");
    /* stages: 33.3 + 33.3 = 66.6, 67 */
    struct aid_facts f = {.household = {.size = 1}, .students = {1, 1, 0}};
    assert_int_equal(entitle(YUAN "deep.education.months.college=0.0333\n"
                                  "deep.education.months.high_school=0.0333\n",
                             CATEGORY_DEEP, ITEM_EDUCATION, &f),
                     DECIDED);
    amount_is(e.amount, "67.00");
}

static void never_above_the_cap(void **state)
{
    (void)state;
    living(YUAN "deep.living.amount=5000.60\ndeep.living.cap=5001\n", CATEGORY_DEEP, "5001.00");
    assert_null(e.cap);
    /* 5000.60 is 5001, above 5000.70: down to the yuan below */
    living(YUAN "deep.living.amount=5000.60\ndeep.living.cap=5000.70\n", CATEGORY_DEEP, "5000.00");
    assert_non_null(e.cap);
    living(YUAN "deep.living.amount=5000.60\ndeep.living.cap=5000.60\n", CATEGORY_DEEP, "5000.00");
    living(YUAN "deep.living.amount=5000.40\ndeep.living.cap=5000.40\n", CATEGORY_DEEP, "5000.00");
    assert_null(e.cap);
    living(YUAN "deep.living.amount=9000\ndeep.living.cap=5000.99\n", CATEGORY_DEEP, "5000.00");
    living(YUAN "deep.living.amount=9000\ndeep.living.cap=0.99\n", CATEGORY_DEEP, "0.00");
    /* to the fen a cap is whole in any case: 50.005 is 50.01, above 50 */
    living("dibao=100.01\ndeep.living.months=0.5\ndeep.living.cap=50\n", CATEGORY_DEEP, "50.00");
}

static void never_above_what_was_paid(void **state)
{
    (void)state;
    medical(YUAN "deep.medical.rate=100%\n", "100.40", "100.00");
    assert_false(e.cut_to_self_paid);
    medical(YUAN "deep.medical.rate=100%\n", "100.50", "100.00"); /* not 101 */
    assert_true(e.cut_to_self_paid);
    medical(YUAN "deep.medical.rate=100%\n", "100.99", "100.00");
    medical(YUAN "deep.medical.rate=100%\n", "101", "101.00");
    assert_false(e.cut_to_self_paid);
    medical(YUAN "deep.medical.rate=100%\n", "0.99", "0.00");
    medical(YUAN "deep.medical.rate=99.9%\n", "101", "101.00"); /* 100.899, and 101 was paid */
    /* cap 100.80 and 100.60 paid: 100.60 would be 101, above both */
    medical(YUAN "deep.medical.rate=100%\ndeep.medical.cap=100.80\n", "100.60", "100.00");
    medical(YUAN "deep.medical.rate=100%\ndeep.medical.cap=102.50\n", "101.60", "101.00");
    assert_null(e.cap);
    medical(YUAN "deep.medical.step@100=100.50\n", "100.50", "100.00");
    medical(YUAN "deep.medical.step@100=100.50\n", "101", "101.00"); /* 100.50 is 101 */
}

/* --- amounts that do not fit ----------------------------------------------------------------- */

#define MANY "100000000%"

static void overflows(const char *lines, enum category c, enum item item,
                      const struct aid_facts *facts)
{
    assert_int_equal(entitle(lines, c, item, facts), UNDECIDED_OVERFLOW);
}

static void what_does_not_fit_is_overflow(void **state)
{
    (void)state;
    struct aid_facts f = {.household = {.size = 1, .loss = yuan(LARGEST)}, .students = {1, 1, 0}};
    f.medical_self_paid = yuan(LARGEST);
    /* 9.2 × 10^18 fen, × 10^12 × 10^12 in millionths: above 2^127 = 1.7 × 10^38 */
    overflows("dibao=" LARGEST "\ndeep.living.months=1000000\nrelative.scale=" MANY "\n",
              CATEGORY_RELATIVE, ITEM_LIVING, &f);
    overflows(DIBAO "deep.medical.rate=" MANY "\nrelative.scale=" MANY "\n", CATEGORY_RELATIVE,
              ITEM_MEDICAL, &f);
    overflows("dibao=" LARGEST "\ndeep.education.months.college=1000000\nrelative.scale=" MANY "\n",
              CATEGORY_RELATIVE, ITEM_EDUCATION, &f);
    overflows(DIBAO "accidental.accident.rate=" MANY "\n", CATEGORY_ACCIDENTAL, ITEM_ACCIDENT, &f);
    overflows(DIBAO "deep.accident.rate=" MANY "\naccidental.scale=" MANY "\n", CATEGORY_ACCIDENTAL,
              ITEM_ACCIDENT, &f);
    /* the exact amount fits, its fen do not */
    overflows("dibao=" LARGEST "\ndeep.living.months=1.1\n", CATEGORY_DEEP, ITEM_LIVING, &f);
    overflows(DIBAO "deep.living.amount=" LARGEST "\nrelative.scale=101%\n", CATEGORY_RELATIVE,
              ITEM_LIVING, &f);
    /* dibao by students */
    f.students[STAGE_COLLEGE] = 2;
    overflows("dibao=" LARGEST "\ndeep.education.months.college=0\n", CATEGORY_DEEP, ITEM_EDUCATION,
              &f);
}

static void sums_of_exact_amounts_are_checked(void **state)
{
    (void)state;
    /* 9 × 10^18 fen × 10^7 × 10^12 = 9 × 10^37 each; twice that is above 1.7 × 10^38 */
    static const char STAGES[] = "dibao=90000000000000000\ndeep.education.months.college=10\n"
                                 "deep.education.months.high_school=10\nrelative.scale=" MANY "\n";
    struct aid_facts f = {.household = {.size = 1}, .students = {1, 1, 0}};
    overflows(STAGES, CATEGORY_RELATIVE, ITEM_EDUCATION, &f);
    /* two brackets of 4.6 × 10^18 fen each, × 1.96 × 10^7 × 10^12 */
    static const char BRACKETS[] =
        DIBAO "deep.medical.rate@0=1960%\ndeep.medical.rate@46000000000000000=1960%\n"
              "relative.scale=" MANY "\n";
    f.medical_self_paid = yuan("92000000000000000");
    overflows(BRACKETS, CATEGORY_RELATIVE, ITEM_MEDICAL, &f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(to_the_fen_unless_told_otherwise),
        cmocka_unit_test(to_the_yuan),
        cmocka_unit_test(once_with_the_scale_in_it),
        cmocka_unit_test(never_above_the_cap),
        cmocka_unit_test(never_above_what_was_paid),
        cmocka_unit_test(what_does_not_fit_is_overflow),
        cmocka_unit_test(sums_of_exact_amounts_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
