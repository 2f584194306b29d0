/* What each item of aid comes to in a year: P1 三(二), before aid already paid is taken off. */
#include "policy_rows.h"

#define DIBAO "dibao=1000\n"
#define PLAN_1                                                                                     \
    DIBAO "deep.living.months=12\ndeep.living.months_min=8\ndeep.living.months_max=12\n"           \
          "deep.medical.rate@0=100%\ndeep.education.months.college=10\n"                           \
          "deep.education.months.high_school=5\nrelative.scale=80%\n"                              \
          "relative.medical.cap=16000\naccidental.accident.rate=15%\n"                             \
          "accidental.accident.cap=10000\n"
#define YUAN "rounding=yuan\n"

static const struct policy_set *policy;
static struct entitlement e;

static enum undecided entitle(const char *lines, enum category c, enum item item,
                              const struct aid_facts *facts)
{
    policy = in_force(lines);
    memset(&e, 0x55, sizeof e);
    return entitlement_decide(policy, facts, c, item, &e);
}

static void gives(const char *lines, enum category c, enum item item, const struct aid_facts *facts,
                  const char *amount)
{
    assert_int_equal(entitle(lines, c, item, facts), DECIDED);
    amount_is(e.amount, amount);
}

static void comes_from(enum basis basis, enum category standard, enum parameter by)
{
    assert_int_equal(e.basis, basis);
    assert_int_equal(e.standard, standard);
    assert_ptr_equal(e.by, policy_get(policy, by));
}

/* Education has a parameter for each stage: the account names those of the students. */
static void comes_by_stage(enum category standard)
{
    assert_int_equal(e.basis, BASIS_MONTHS);
    assert_int_equal(e.standard, standard);
    assert_null(e.by);
}

static struct aid_facts months(const char *number)
{
    struct aid_facts f = {.household = {.size = 1}, .has_living_months = number != NULL};
    if (number != NULL)
        assert_int_equal(rate_parse(text_of(number), &f.living_months), NUMBER_OK);
    return f;
}

static struct aid_facts self_paid(const char *amount)
{
    return (struct aid_facts){.household = {.size = 1}, .medical_self_paid = yuan(amount)};
}

static struct aid_facts loss(const char *amount, const char *compensation)
{
    return (struct aid_facts){
        .household = {.size = 1, .loss = yuan(amount), .compensation = yuan(compensation)}};
}

static void living(const char *lines, enum category c, const char *number, const char *amount)
{
    struct aid_facts f = months(number);
    gives(lines, c, ITEM_LIVING, &f, amount);
}

static void living_refused(const char *lines, enum category c, const char *number)
{
    struct aid_facts f = months(number);
    assert_int_equal(entitle(lines, c, ITEM_LIVING, &f), UNDECIDED_LIVING_MONTHS);
}

static void medical(const char *lines, enum category c, const char *paid, const char *amount)
{
    struct aid_facts f = self_paid(paid);
    gives(lines, c, ITEM_MEDICAL, &f, amount);
}

/* --- living ---------------------------------------------------------------------------------- */

static void living_is_months_of_dibao(void **state)
{
    (void)state;
    living(PLAN_1, CATEGORY_DEEP, NULL, "12000.00");
    comes_from(BASIS_MONTHS, CATEGORY_DEEP, PARAMETER_LIVING_MONTHS);
    assert_null(e.scale);
    assert_null(e.cap);
    assert_false(e.cut_to_self_paid);
    amount_is(e.before_cap, "12000.00");
    living("dibao=700.01\ndeep.living.months=9.5\n", CATEGORY_DEEP, NULL, "6650.10"); /* .095 */
}

static void the_reviewers_months_lie_between_8_and_12(void **state)
{
    (void)state;
    living_refused(PLAN_1, CATEGORY_DEEP, "7.999999");
    living(PLAN_1, CATEGORY_DEEP, "8", "8000.00"); /* 不低于 */
    living(PLAN_1, CATEGORY_DEEP, "8.000001", "8000.00");
    living(PLAN_1, CATEGORY_DEEP, "9.5", "9500.00");
    living(PLAN_1, CATEGORY_DEEP, "11.99", "11990.00");
    living(PLAN_1, CATEGORY_DEEP, "12", "12000.00"); /* 不超过 */
    living_refused(PLAN_1, CATEGORY_DEEP, "12.000001");
    living_refused(PLAN_1, CATEGORY_DEEP, "0");
}

static void a_range_may_be_open(void **state)
{
    (void)state;
    static const char LEAST[] = DIBAO "deep.living.months=12\ndeep.living.months_min=8\n";
    static const char MOST[] = DIBAO "deep.living.months=10\ndeep.living.months_max=12\n";
    living(LEAST, CATEGORY_DEEP, "24", "24000.00");
    living_refused(LEAST, CATEGORY_DEEP, "7.999999");
    living(MOST, CATEGORY_DEEP, "0", "0.00");
    living_refused(MOST, CATEGORY_DEEP, "12.000001");
    living(DIBAO "deep.living.months=10\n", CATEGORY_DEEP, "1", "1000.00");
}

static void the_reviewers_months_are_scaled_for_relative(void **state)
{
    (void)state;
    living(PLAN_1, CATEGORY_RELATIVE, NULL, "9600.00"); /* 80 % of 12 000 */
    comes_from(BASIS_MONTHS, CATEGORY_DEEP, PARAMETER_LIVING_MONTHS);
    assert_ptr_equal(e.scale, policy_get(policy, PARAMETER_SCALE + CATEGORY_RELATIVE));
    living(PLAN_1, CATEGORY_RELATIVE, "8", "6400.00");
    living_refused(PLAN_1, CATEGORY_RELATIVE, "7.999999");
    living_refused(PLAN_1, CATEGORY_RELATIVE, "12.000001");
}

static void months_of_its_own_are_the_reviewers_only_with_a_range(void **state)
{
    (void)state;
    static const char FIXED[] = PLAN_1 "relative.living.months=7\n";
    static const char RANGE[] = PLAN_1 "relative.living.months=7\nrelative.living.months_min=6\n"
                                       "relative.living.months_max=8\n";
    living(FIXED, CATEGORY_RELATIVE, "10", "7000.00");
    comes_from(BASIS_MONTHS, CATEGORY_RELATIVE,
               parameter_of(PARAMETER_LIVING_MONTHS, CATEGORY_RELATIVE));
    assert_null(e.scale);
    living(RANGE, CATEGORY_RELATIVE, NULL, "7000.00");
    living(RANGE, CATEGORY_RELATIVE, "6", "6000.00");
    living(RANGE, CATEGORY_RELATIVE, "8", "8000.00");
    living_refused(RANGE, CATEGORY_RELATIVE, "5.999999");
    living_refused(RANGE, CATEGORY_RELATIVE, "8.000001");
    living(PLAN_1 "accidental.living.months=3\naccidental.living.months_max=4\n",
           CATEGORY_ACCIDENTAL, "4", "4000.00");
}

static void a_fixed_amount_stands_for_months(void **state)
{
    (void)state;
    static const char LINES[] = PLAN_1 "deep.living.amount=5000\n";
    living(LINES, CATEGORY_DEEP, NULL, "5000.00");
    comes_from(BASIS_AMOUNT, CATEGORY_DEEP, PARAMETER_LIVING_AMOUNT);
    living(LINES, CATEGORY_DEEP, "10", "5000.00");
    living(LINES, CATEGORY_RELATIVE, NULL, "4000.00"); /* 80 % */
    living(PLAN_1 "relative.living.amount=2500\n", CATEGORY_RELATIVE, NULL, "2500.00");
    assert_null(e.scale);
}

/* --- education ------------------------------------------------------------------------------- */

static struct aid_facts students(int64_t college, int64_t high_school, int64_t special)
{
    return (struct aid_facts){.household = {.size = 1},
                              .students = {college, high_school, special}};
}

static void education_adds_up_the_stages(void **state)
{
    (void)state;
    static const char LINES[] = PLAN_1 "deep.education.months.special=6\n";
    struct aid_facts f = students(1, 0, 0);
    gives(LINES, CATEGORY_DEEP, ITEM_EDUCATION, &f, "10000.00");
    comes_by_stage(CATEGORY_DEEP);
    f = students(0, 1, 0);
    gives(LINES, CATEGORY_DEEP, ITEM_EDUCATION, &f, "5000.00");
    comes_by_stage(CATEGORY_DEEP);
    f = students(0, 0, 1);
    gives(LINES, CATEGORY_DEEP, ITEM_EDUCATION, &f, "6000.00");
    comes_by_stage(CATEGORY_DEEP);
    f = students(2, 3, 1);
    gives(LINES, CATEGORY_DEEP, ITEM_EDUCATION, &f, "41000.00"); /* 20 000 + 15 000 + 6000 */
    comes_by_stage(CATEGORY_DEEP);
    gives(LINES, CATEGORY_RELATIVE, ITEM_EDUCATION, &f, "32800.00"); /* 80 % */
    comes_by_stage(CATEGORY_DEEP);
    f = students(0, 0, 0);
    gives(LINES, CATEGORY_DEEP, ITEM_EDUCATION, &f, "0.00");
    assert_int_equal(e.basis, BASIS_MONTHS);
}

static void a_stage_without_months_gets_nothing(void **state)
{
    (void)state;
    struct aid_facts f = students(0, 0, 4);
    gives(PLAN_1, CATEGORY_DEEP, ITEM_EDUCATION, &f, "0.00"); /* plan 1 does not name it */
    f = students(2, 0, 4);
    gives(DIBAO "deep.education.months.special=1.5\n", CATEGORY_DEEP, ITEM_EDUCATION, &f,
          "6000.00");
    gives(DIBAO, CATEGORY_DEEP, ITEM_EDUCATION, &f, "0.00");
    assert_int_equal(e.basis, BASIS_NONE);
}

/* --- accident -------------------------------------------------------------------------------- */

static void accident_is_a_share_of_the_loss(void **state)
{
    (void)state;
    static const char GROSS[] = PLAN_1 "accidental.loss_basis=gross\n";
    struct aid_facts f = loss("33333.33", "0");
    gives(PLAN_1, CATEGORY_ACCIDENTAL, ITEM_ACCIDENT, &f, "5000.00"); /* 4999.9995 */
    comes_from(BASIS_RATE, CATEGORY_ACCIDENTAL, PARAMETER_ACCIDENT_RATE + CATEGORY_ACCIDENTAL);
    f = loss("60000", "20000");
    gives(PLAN_1, CATEGORY_ACCIDENTAL, ITEM_ACCIDENT, &f, "6000.00"); /* 15 % of 40 000 */
    gives(GROSS, CATEGORY_ACCIDENTAL, ITEM_ACCIDENT, &f, "9000.00");  /* 15 % of 60 000 */
    f = loss("10", "20");
    gives(PLAN_1, CATEGORY_ACCIDENTAL, ITEM_ACCIDENT, &f, "0.00");
    f = loss("66666.60", "0");
    gives(PLAN_1, CATEGORY_ACCIDENTAL, ITEM_ACCIDENT, &f, "9999.99");
    f = loss("66666.67", "0"); /* 10 000.0005 */
    gives(PLAN_1, CATEGORY_ACCIDENTAL, ITEM_ACCIDENT, &f, "10000.00");
    assert_null(e.cap);
    f = loss("66666.70", "0"); /* 10 000.005 */
    gives(PLAN_1, CATEGORY_ACCIDENTAL, ITEM_ACCIDENT, &f, "10000.00");
    amount_is(e.before_cap, "10000.01");
    assert_ptr_equal(e.cap, policy_get(policy, parameter_cap(CATEGORY_ACCIDENTAL, ITEM_ACCIDENT)));
    gives(PLAN_1 "deep.accident.rate=10%\n", CATEGORY_RELATIVE, ITEM_ACCIDENT, &f, "5333.34");
    /* 10 % × 80 % of 66 666.70 is 5333.336 */
}

/* --- whose parameters ------------------------------------------------------------------------ */

static void an_own_parameter_is_not_scaled(void **state)
{
    (void)state;
    static const char LINES[] = PLAN_1 "relative.medical.rate=60%\n";
    medical(LINES, CATEGORY_RELATIVE, "10000", "6000.00");
    comes_from(BASIS_RATE, CATEGORY_RELATIVE, PARAMETER_MEDICAL_RATE + CATEGORY_RELATIVE);
    assert_null(e.scale);
    living(LINES, CATEGORY_RELATIVE, NULL, "9600.00"); /* the other items still are */
    assert_non_null(e.scale);
    struct aid_facts f = students(1, 1, 0); /* one stage of its own: education is its own */
    gives(PLAN_1 "relative.education.months.college=3\n", CATEGORY_RELATIVE, ITEM_EDUCATION, &f,
          "3000.00");
}

static void without_parameter_and_scale_there_is_no_item(void **state)
{
    (void)state;
    struct aid_facts f = students(1, 1, 1);
    f.medical_self_paid = yuan("1000");
    for (enum item i = ITEM_LIVING; i < ITEM_ACCIDENT; i++) {
        gives(PLAN_1, CATEGORY_ACCIDENTAL, i, &f, "0.00");
        assert_int_equal(e.basis, BASIS_NONE);
        assert_null(e.by);
        assert_null(e.scale);
    }
    gives(PLAN_1, CATEGORY_DEEP, ITEM_ACCIDENT, &f, "0.00");
    assert_int_equal(e.basis, BASIS_NONE);
    gives(PLAN_1, CATEGORY_RELATIVE, ITEM_ACCIDENT, &f, "0.00"); /* nor has deep */
    assert_int_equal(e.basis, BASIS_NONE);
    /* accidental with a scale has all that deep has */
    gives(PLAN_1 "accidental.scale=50%\n", CATEGORY_ACCIDENTAL, ITEM_EDUCATION, &f, "7500.00");
}

#define CAPPED PLAN_1 "deep.living.cap=5000\ndeep.medical.cap=100\n"

static void deeps_cap_is_deeps_alone(void **state)
{
    (void)state;
    living(CAPPED, CATEGORY_DEEP, NULL, "5000.00");
    assert_ptr_equal(e.cap, policy_get(policy, PARAMETER_CAP));
    amount_is(e.before_cap, "12000.00");
    living(CAPPED, CATEGORY_RELATIVE, NULL, "9600.00");
    assert_null(e.cap);
    living(CAPPED "relative.living.cap=9600\n", CATEGORY_RELATIVE, NULL, "9600.00");
    assert_null(e.cap); /* at the cap nothing is cut */
    living(CAPPED "relative.living.cap=9599.99\n", CATEGORY_RELATIVE, NULL, "9599.99");
    assert_non_null(e.cap);
    living(CAPPED "relative.living.cap=0\n", CATEGORY_RELATIVE, NULL, "0.00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(living_is_months_of_dibao),
        cmocka_unit_test(the_reviewers_months_lie_between_8_and_12),
        cmocka_unit_test(a_range_may_be_open),
        cmocka_unit_test(the_reviewers_months_are_scaled_for_relative),
        cmocka_unit_test(months_of_its_own_are_the_reviewers_only_with_a_range),
        cmocka_unit_test(a_fixed_amount_stands_for_months),
        cmocka_unit_test(education_adds_up_the_stages),
        cmocka_unit_test(a_stage_without_months_gets_nothing),
        cmocka_unit_test(accident_is_a_share_of_the_loss),
        cmocka_unit_test(an_own_parameter_is_not_scaled),
        cmocka_unit_test(without_parameter_and_scale_there_is_no_item),
        cmocka_unit_test(deeps_cap_is_deeps_alone),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
