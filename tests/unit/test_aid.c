/* Which items are granted, and by which category's standard: P1 三(二). */
#include "policy_rows.h"

/*
 * D is 1000 and the household one person: deep below 12 000 a year, relative below 24 000.
 * Each item can be given any amount: living is fixed, medical what was paid, education 1 or 2
 * months a student, accident the loss.
 */
#define DIBAO "dibao=1000\n"
#define ITEMS                                                                                      \
    DIBAO "deep.income_multiple=1\nrelative.income_multiple=2\ndeep.medical.rate=100%\n"           \
          "deep.education.months.college=1\ndeep.education.months.high_school=2\n"                 \
          "deep.accident.rate=100%\nrelative.scale=100%\n"
#define ALL ITEMS "deep.items=all\nrelative.items=all\n"
#define ONE ITEMS "deep.items=one\n"

enum { D = 1 << CATEGORY_DEEP, R = 1 << CATEGORY_RELATIVE, A = 1 << CATEGORY_ACCIDENTAL };

static struct aid aid;

static struct aid_facts facts(const char *income, const char *medical, int64_t college,
                              const char *loss)
{
    struct aid_facts f = {.household = {.income = yuan(income), .size = 1, .loss = yuan(loss)},
                          .medical_self_paid = yuan(medical)};
    f.students[STAGE_COLLEGE] = college;
    return f;
}

static void decide(const char *lines, const struct aid_facts *f, unsigned categories)
{
    memset(&aid, 0x55, sizeof aid);
    aid_decide(in_force(lines), f, categories, &aid);
    assert_int_equal(aid.undecided, DECIDED);
    assert_int_equal(aid.categories, categories);
}

/* The award taken grants `order` (`living 5000.00;medical 1.00`) and ends by `stop`. */
static void grants(enum category category, const char *order, enum stop stop)
{
    assert_int_equal(aid.category, category);
    const struct award *a = &aid.award[category];
    struct buffer shown = {0};
    struct money sum = {0}, of_items = {0};
    char amount[MONEY_TEXT_SIZE];
    for (int i = 0; i < a->steps; i++) {
        money_format(a->step[i].granted, amount);
        buffer_format(&shown, "%s%s %s", i > 0 ? ";" : "", ITEM_NAMES[a->step[i].item], amount);
        assert_true(money_add(sum, a->step[i].granted, &sum));
        assert_true(a->granted[a->step[i].item].fen == a->step[i].granted.fen);
        assert_true(a->step[i].granted.fen > 0);
    }
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++)
        assert_true(money_add(of_items, a->granted[i], &of_items));
    buffer_char(&shown, '\0');
    assert_string_equal(shown.p, order);
    buffer_free(&shown);
    assert_true(a->total.fen == sum.fen && a->total.fen == of_items.fen);
    assert_int_equal(a->stop, stop);
}

static void deep(const char *lines, const struct aid_facts *f, const char *order, enum stop stop)
{
    decide(lines, f, D);
    grants(CATEGORY_DEEP, order, stop);
}

/* --- one item (只予单一项目救助) ------------------------------------------------------------- */

static void one_item_is_the_largest(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "5000", 4, "4999.99");
    deep(ONE "deep.living.amount=5000.01\n", &f, "living 5000.01", STOP_SINGLE);
    assert_false(aid.award[CATEGORY_DEEP].several);
    deep(ONE "deep.living.amount=4999.99\n", &f, "medical 5000.00", STOP_SINGLE);
    f.students[STAGE_COLLEGE] = 6;
    deep(ONE "deep.living.amount=5000\n", &f, "education 6000.00", STOP_SINGLE);
    f.household.loss = yuan("6000.01");
    deep(ONE "deep.living.amount=5000\n", &f, "accident 6000.01", STOP_SINGLE);
}

static void one_item_of_equal_ones_is_the_earlier(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "5000", 5, "5000");
    deep(ONE "deep.living.amount=5000\n", &f, "living 5000.00", STOP_SINGLE);
    deep(ONE "deep.living.amount=4000\n", &f, "medical 5000.00", STOP_SINGLE);
    f.medical_self_paid = yuan("0");
    deep(ONE "deep.living.amount=4000\n", &f, "education 5000.00", STOP_SINGLE);
}

static void one_item_is_the_default(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "300", 1, "0");
    deep(ITEMS, &f, "education 1000.00", STOP_SINGLE);
    assert_true(aid.award[CATEGORY_DEEP].items->is_default);
}

static void nothing_due_is_nothing_granted(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "0", 0, "0");
    deep(ONE, &f, "", STOP_NOTHING_LEFT);
    deep(ALL, &f, "", STOP_NOTHING_LEFT);
    assert_int_equal(aid.approval, APPROVAL_NONE);
    f = facts("0", "100", 0, "0");
    deep(ONE, &f, "medical 100.00", STOP_NOTHING_LEFT); /* there was no other */
}

static void the_item_paid_may_be_topped_up(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "9000", 0, "0");
    f.paid[ITEM_LIVING] = yuan("4999.99");
    deep(ONE "deep.living.amount=5000\n", &f, "living 0.01", STOP_OTHER_PAID);
    amount_is(aid.award[CATEGORY_DEEP].left[ITEM_LIVING], "0.01");
    amount_is(aid.award[CATEGORY_DEEP].left[ITEM_MEDICAL], "9000.00");
    f.paid[ITEM_LIVING] = yuan("5000");
    deep(ONE "deep.living.amount=5000\n", &f, "", STOP_OTHER_PAID);
    f.paid[ITEM_LIVING] = yuan("5000.01"); /* more than is due */
    deep(ONE "deep.living.amount=5000\n", &f, "", STOP_OTHER_PAID);
    amount_is(aid.award[CATEGORY_DEEP].left[ITEM_LIVING], "0.00");
    f.paid[ITEM_LIVING] = yuan("1"); /* nothing else is due: nothing is kept from it */
    f.medical_self_paid = yuan("0");
    deep(ONE "deep.living.amount=5000\n", &f, "living 4999.00", STOP_NOTHING_LEFT);
    f.paid[ITEM_LIVING] = yuan("5000");
    deep(ONE "deep.living.amount=5000\n", &f, "", STOP_NOTHING_LEFT);
}

static void topping_up_needs_no_second_assessment(void **state)
{
    (void)state;
    /* 11 000 + 4000 is above 12 000, but nothing is granted after another item */
    struct aid_facts f = facts("11000", "0", 0, "0");
    f.paid[ITEM_LIVING] = yuan("4000");
    deep(ONE "deep.living.amount=5000\n", &f, "living 1000.00", STOP_NOTHING_LEFT);
    assert_false(aid.award[CATEGORY_DEEP].step[0].assessed);
    amount_is(aid.award[CATEGORY_DEEP].step[0].counted, "4000.00");
}

static void after_two_items_nothing_more(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "9000", 0, "0");
    f.paid[ITEM_LIVING] = yuan("0.01");
    f.paid[ITEM_MEDICAL] = yuan("0.01");
    deep(ONE "deep.living.amount=5000\n", &f, "", STOP_SEVERAL_PAID);
    f.paid[ITEM_MEDICAL] = yuan("0"); /* one is one */
    deep(ONE "deep.living.amount=5000\n", &f, "living 4999.99", STOP_OTHER_PAID);
    f.paid[ITEM_ACCIDENT] = yuan("1"); /* even one that is not due */
    deep(ONE "deep.living.amount=5000\n", &f, "", STOP_SEVERAL_PAID);
    deep(ALL "deep.living.amount=5000\n", &f, "living 4999.99;medical 9000.00", STOP_NOTHING_LEFT);
}

/* --- the cap on the year's total ------------------------------------------------------------- */

static void the_total_of_the_year_is_capped(void **state)
{
    (void)state;
    static const char ONE_CAPPED[] = ONE "deep.living.amount=5000\ndeep.total.cap=6000\n";
    static const char ALL_CAPPED[] = ALL "deep.living.amount=5000\ndeep.total.cap=6000\n"
                                         "deep.order=living+medical\n";
    struct aid_facts f = facts("0", "1000", 0, "0");
    deep(ALL_CAPPED, &f, "living 5000.00;medical 1000.00", STOP_NOTHING_LEFT);
    f.medical_self_paid = yuan("1000.01");
    deep(ALL_CAPPED, &f, "living 5000.00;medical 1000.00", STOP_NOTHING_LEFT);
    amount_is(aid.award[CATEGORY_DEEP].step[1].left, "1000.01");
    f.paid[ITEM_EDUCATION] = yuan("1000"); /* 6000 − 1000 leaves 5000: none for medical */
    deep(ALL_CAPPED, &f, "living 5000.00", STOP_TOTAL_CAP);
    f.paid[ITEM_EDUCATION] = yuan("1000.01");
    deep(ALL_CAPPED, &f, "living 4999.99", STOP_TOTAL_CAP);
    f.paid[ITEM_EDUCATION] = yuan("6000");
    deep(ALL_CAPPED, &f, "", STOP_TOTAL_CAP);
    f.paid[ITEM_EDUCATION] = yuan("6000.01"); /* more than the cap was paid */
    deep(ALL_CAPPED, &f, "", STOP_TOTAL_CAP);

    f = facts("0", "0", 0, "0");
    f.paid[ITEM_LIVING] = yuan("999.99");
    deep(ONE_CAPPED, &f, "living 4000.01", STOP_NOTHING_LEFT);
    f = facts("0", "6000.01", 0, "0");
    deep(ONE_CAPPED, &f, "medical 6000.00", STOP_SINGLE);
    f.paid[ITEM_MEDICAL] = yuan("6000");
    deep(ONE_CAPPED, &f, "", STOP_TOTAL_CAP);
    f = facts("0", "0", 0, "0");
    deep(ONE "deep.total.cap=0\n", &f, "", STOP_NOTHING_LEFT); /* nothing to cap */
    assert_int_equal(aid.award[CATEGORY_DEEP].total_cap->parameter, PARAMETER_TOTAL_CAP);
    assert_true(aid.award[CATEGORY_DEEP].total_cap->set);
}

/* --- by which category's standard ------------------------------------------------------------ */

#define THREE                                                                                      \
    DIBAO "deep.living.amount=100\nrelative.living.amount=200\naccidental.living.amount=300\n"

static void the_highest_standard_is_taken(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "0", 0, "0");
    decide(THREE, &f, D | R | A);
    grants(CATEGORY_ACCIDENTAL, "living 300.00", STOP_NOTHING_LEFT);
    assert_true(aid.choice->is_default);
    decide(THREE, &f, D | R);
    grants(CATEGORY_RELATIVE, "living 200.00", STOP_NOTHING_LEFT);
    decide(THREE, &f, R);
    grants(CATEGORY_RELATIVE, "living 200.00", STOP_NOTHING_LEFT);
    decide(THREE "aid.category_choice=highest\n", &f, R | A);
    grants(CATEGORY_ACCIDENTAL, "living 300.00", STOP_NOTHING_LEFT);
    decide(THREE "relative.living.cap=99.99\n", &f, D | R);
    grants(CATEGORY_DEEP, "living 100.00", STOP_NOTHING_LEFT);
}

static void of_equal_standards_the_earlier_is_taken(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "0", 0, "0");
    decide(THREE "relative.living.cap=100\naccidental.living.cap=100\n", &f, D | R | A);
    grants(CATEGORY_DEEP, "living 100.00", STOP_NOTHING_LEFT);
    decide(THREE "relative.living.cap=100\naccidental.living.cap=100.01\n", &f, D | R | A);
    grants(CATEGORY_ACCIDENTAL, "living 100.01", STOP_NOTHING_LEFT);
    decide(THREE "accidental.living.cap=200\n", &f, R | A);
    grants(CATEGORY_RELATIVE, "living 200.00", STOP_NOTHING_LEFT);
    f.paid[ITEM_LIVING] = yuan("300"); /* nothing left by any */
    decide(THREE, &f, D | R | A);
    grants(CATEGORY_DEEP, "", STOP_NOTHING_LEFT);
    f.paid[ITEM_LIVING] = yuan("150"); /* what is left counts, not what is due */
    decide(THREE "accidental.living.cap=200\n", &f, D | R | A);
    grants(CATEGORY_RELATIVE, "living 50.00", STOP_NOTHING_LEFT);
}

static void the_first_standard_where_the_policy_says_so(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "0", 0, "0");
    decide(THREE "aid.category_choice=first\n", &f, D | R | A);
    grants(CATEGORY_DEEP, "living 100.00", STOP_NOTHING_LEFT);
    assert_false(aid.choice->is_default);
    decide(THREE "aid.category_choice=first\n", &f, R | A);
    grants(CATEGORY_RELATIVE, "living 200.00", STOP_NOTHING_LEFT);
    f.paid[ITEM_LIVING] = yuan("100"); /* deep has nothing left, and still is the first */
    decide(THREE "aid.category_choice=first\n", &f, D | R | A);
    grants(CATEGORY_DEEP, "", STOP_NOTHING_LEFT);
}

static void without_a_category_there_is_no_aid(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "1000", 0, "0");
    decide(ALL "deep.living.amount=100 until 2025-02-28\n", &f, 0); /* whatever has run out */
    assert_int_equal(aid.category, CATEGORY_COUNT);
    assert_int_equal(aid.approval, APPROVAL_NONE);
}

/* --- approval -------------------------------------------------------------------------------- */

#define APPROVAL ALL "approval.medical.province=20000\napproval.medical.national=50000\n"

static void approved_by(const char *lines, const char *medical, const char *paid,
                        enum approval approval)
{
    struct aid_facts f = facts("0", medical, 0, "0");
    struct money sum;
    f.household.size = 9; /* 108 000 a year: deep all along */
    f.paid[ITEM_MEDICAL] = yuan(paid);
    decide(lines, &f, D);
    assert_int_equal(aid.approval, approval);
    assert_true(money_add(f.paid[ITEM_MEDICAL], aid.award[0].granted[ITEM_MEDICAL], &sum));
    assert_true(aid.medical_of_year.fen == sum.fen);
    if (approval <= APPROVAL_COUNTY)
        assert_null(aid.approval_by);
    else
        assert_int_equal(aid.approval_by->parameter, approval == APPROVAL_NATIONAL
                                                         ? PARAMETER_APPROVAL_NATIONAL
                                                         : PARAMETER_APPROVAL_PROVINCE);
}

static void approval_goes_by_the_medical_aid_of_the_year(void **state)
{
    (void)state;
    approved_by(APPROVAL, "0.01", "0", APPROVAL_COUNTY);
    approved_by(APPROVAL, "19999.99", "0", APPROVAL_COUNTY);
    approved_by(APPROVAL, "20000", "0", APPROVAL_PROVINCE); /* 以上 */
    approved_by(APPROVAL, "49999.99", "0", APPROVAL_PROVINCE);
    approved_by(APPROVAL, "50000", "0", APPROVAL_NATIONAL);
    approved_by(APPROVAL, "19999.99", "15000", APPROVAL_COUNTY); /* 4999.99 more */
    approved_by(APPROVAL, "20000", "15000", APPROVAL_PROVINCE);
    approved_by(APPROVAL, "50000", "49999.99", APPROVAL_NATIONAL);
    approved_by(APPROVAL, "50000", "50000", APPROVAL_NONE); /* no aid, nothing to approve */
    approved_by(APPROVAL "deep.living.amount=1\n", "0", "19999.99", APPROVAL_COUNTY);
    approved_by(APPROVAL "deep.living.amount=1\n", "0", "20000", APPROVAL_PROVINCE);
    approved_by(ALL, "90000", "0", APPROVAL_COUNTY);
    approved_by(ALL "approval.medical.province=20000\n", "90000", "0", APPROVAL_PROVINCE);
    approved_by(ALL "approval.medical.national=50000\n", "49999.99", "0", APPROVAL_COUNTY);
    approved_by(ALL "approval.medical.national=50000\n", "50000", "0", APPROVAL_NATIONAL);
    assert_string_equal(APPROVAL_NAMES[APPROVAL_NONE], "");
    assert_string_equal(APPROVAL_NAMES[APPROVAL_COUNTY], "county");
    assert_string_equal(APPROVAL_NAMES[APPROVAL_PROVINCE], "province");
    assert_string_equal(APPROVAL_NAMES[APPROVAL_NATIONAL], "national");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_item_is_the_largest),
        cmocka_unit_test(one_item_of_equal_ones_is_the_earlier),
        cmocka_unit_test(one_item_is_the_default),
        cmocka_unit_test(nothing_due_is_nothing_granted),
        cmocka_unit_test(the_item_paid_may_be_topped_up),
        cmocka_unit_test(topping_up_needs_no_second_assessment),
        cmocka_unit_test(after_two_items_nothing_more),
        cmocka_unit_test(the_total_of_the_year_is_capped),
        cmocka_unit_test(the_highest_standard_is_taken),
        cmocka_unit_test(of_equal_standards_the_earlier_is_taken),
        cmocka_unit_test(the_first_standard_where_the_policy_says_so),
        cmocka_unit_test(without_a_category_there_is_no_aid),
        cmocka_unit_test(approval_goes_by_the_medical_aid_of_the_year),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
