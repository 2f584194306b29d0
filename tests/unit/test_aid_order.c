/* Several items one after another (多重救助), each as income before the next: P1 三(二)1. */
#include "policy_rows.h"

/* Deep below 12 000 a year. Living is fixed, medical what was paid, education 1000 a student,
 * accident the loss. */
#define ALL                                                                                        \
    "dibao=1000\ndeep.income_multiple=1\ndeep.medical.rate=100%\ndeep.items=all\n"                 \
    "deep.education.months.college=1\ndeep.accident.rate=100%\n"

static struct aid aid;

static struct aid_facts facts(const char *income, const char *medical, int64_t college,
                              const char *loss)
{
    struct aid_facts f = {.household = {.income = yuan(income), .size = 1, .loss = yuan(loss)},
                          .medical_self_paid = yuan(medical)};
    f.students[STAGE_COLLEGE] = college;
    return f;
}

static const struct award *decide(const char *lines, const struct aid_facts *f)
{
    memset(&aid, 0x55, sizeof aid);
    aid_decide(in_force(lines), f, 1u << CATEGORY_DEEP, &aid);
    assert_int_equal(aid.undecided, DECIDED);
    assert_int_equal(aid.category, CATEGORY_DEEP);
    return &aid.award[CATEGORY_DEEP];
}

/* The items granted in their order (`living;medical`), the total, and why no more. */
static void grants(const char *lines, const struct aid_facts *f, const char *order,
                   const char *total, enum stop stop)
{
    const struct award *a = decide(lines, f);
    struct buffer shown = {0};
    for (int i = 0; i < a->steps; i++)
        buffer_format(&shown, "%s%s", i > 0 ? ";" : "", ITEM_NAMES[a->step[i].item]);
    buffer_char(&shown, '\0');
    assert_string_equal(shown.p, order);
    buffer_free(&shown);
    amount_is(a->total, total);
    assert_int_equal(a->stop, stop);
    assert_true(a->several);
}

static void all_that_is_due_while_it_is_deep(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "2000", 3, "4000"); /* 0 + 1000 + 2000 + 3000 < 12 000 */
    grants(ALL "deep.living.amount=1000\n", &f, "living;medical;education;accident", "10000.00",
           STOP_NOTHING_LEFT);
    assert_true(aid.award[CATEGORY_DEEP].best);
    f.students[STAGE_COLLEGE] = 0; /* what is not due is no candidate */
    grants(ALL, &f, "medical;accident", "6000.00", STOP_NOTHING_LEFT);
}

static void the_largest_goes_last_where_it_would_end_it(void **state)
{
    (void)state;
    /* 8000 + 4000 is not below 12 000, 8000 + 3999.99 is: the smaller first */
    struct aid_facts f = facts("8000", "3999.99", 0, "0");
    grants(ALL "deep.living.amount=4000\n", &f, "medical;living", "7999.99", STOP_NOTHING_LEFT);
    f.medical_self_paid = yuan("4000"); /* either ends it, and they are equal */
    grants(ALL "deep.living.amount=4000\n", &f, "living", "4000.00", STOP_NO_LONGER);
    f.medical_self_paid = yuan("4000.01");
    grants(ALL "deep.living.amount=4000\n", &f, "medical", "4000.01", STOP_NO_LONGER);
}

static void the_largest_subset_is_found(void **state)
{
    (void)state;
    /* 6000 of room. 3000 + 2900 = 5900 < 6000, then 10 000: 15 900. 3000 + 3000 ends it, and
     * 2900 + 10 000 or 3000 + 10 000 are less. */
    struct aid_facts f = facts("6000", "3000", 3, "10000");
    grants(ALL "deep.living.amount=2900\n", &f, "living;medical;accident", "15900.00",
           STOP_NO_LONGER);
    /* 2999.99 + 3000 < 6000, then the other 3000: more than with 2900 in it */
    f.household.loss = yuan("2999.99");
    grants(ALL "deep.living.amount=2900\n", &f, "medical;accident;education", "8999.99",
           STOP_NO_LONGER);
}

static void equal_totals_go_to_fewer_items(void **state)
{
    (void)state;
    /* the cap makes living + medical = 5000 and education = 5000 the same */
    struct aid_facts f = facts("0", "2000", 5, "0");
    grants(ALL "deep.living.amount=3000\ndeep.total.cap=5000\n", &f, "education", "5000.00",
           STOP_TOTAL_CAP);
    f.students[STAGE_COLLEGE] = 4;
    grants(ALL "deep.living.amount=3000\ndeep.total.cap=5000\n", &f, "living;medical", "5000.00",
           STOP_TOTAL_CAP);
    /* without a cap: 11 000 and 1000 of room. Medical 1000 ends it alone; 600 + 400 is less. */
    f = facts("11000", "1000", 1, "1000");
    grants(ALL "deep.living.amount=1000\n", &f, "living", "1000.00", STOP_NO_LONGER);
}

static void then_to_living_medical_education_accident(void **state)
{
    (void)state;
    /* 1500 of room, all 1000: any two, the earliest of them */
    struct aid_facts f = facts("10500", "1000", 1, "1000");
    grants(ALL "deep.living.amount=1000\n", &f, "living;medical", "2000.00", STOP_NO_LONGER);
    grants(ALL, &f, "medical;education", "2000.00", STOP_NO_LONGER);
    f.medical_self_paid = yuan("0");
    grants(ALL "deep.living.amount=1000\n", &f, "living;education", "2000.00", STOP_NO_LONGER);
    grants(ALL, &f, "education;accident", "2000.00", STOP_NOTHING_LEFT);
}

static void an_order_laid_down_is_kept(void **state)
{
    (void)state;
    struct aid_facts f = facts("8000", "3000", 2, "100");
    static const char LIVING_FIRST[] =
        ALL "deep.living.amount=4000\ndeep.order=living+medical+education\n";
    grants(LIVING_FIRST, &f, "living", "4000.00", STOP_NO_LONGER); /* 8000 + 4000 */
    assert_false(aid.award[CATEGORY_DEEP].best);
    assert_int_equal(aid.award[CATEGORY_DEEP].failed.item, ITEM_MEDICAL);
    amount_is(aid.award[CATEGORY_DEEP].failed.counted, "4000.00");
    /* 8000, + 2000 education, + 3000 medical ends it before living; accident is not named */
    grants(ALL "deep.living.amount=4000\ndeep.order=education+medical+living\n", &f,
           "education;medical", "5000.00", STOP_NO_LONGER);
    assert_int_equal(aid.award[CATEGORY_DEEP].failed.item, ITEM_LIVING);
    grants(ALL "deep.living.amount=4000\ndeep.order=education+medical\n", &f, "education;medical",
           "5000.00", STOP_NOTHING_LEFT);
    /* an item with nothing left is passed over and ends nothing */
    f.students[STAGE_COLLEGE] = 0;
    grants(ALL "deep.living.amount=4000\ndeep.order=education+medical+living\n", &f,
           "medical;living", "7000.00", STOP_NOTHING_LEFT);
    grants(ALL "deep.order=best\n", &f, "medical;accident", "3100.00", STOP_NOTHING_LEFT);
}

static void aid_already_paid_is_income(void **state)
{
    (void)state;
    struct aid_facts f = facts("4000", "3000", 0, "0");
    f.paid[ITEM_LIVING] = yuan("7999.99"); /* 11 999.99 < 12 000: one more item */
    grants(ALL "deep.living.amount=7999.99\n", &f, "medical", "3000.00", STOP_NOTHING_LEFT);
    f.paid[ITEM_LIVING] = yuan("8000");
    grants(ALL "deep.living.amount=8000\n", &f, "", "0.00", STOP_NO_LONGER);
    assert_int_equal(aid.award[CATEGORY_DEEP].failed.item, ITEM_MEDICAL);
    amount_is(aid.award[CATEGORY_DEEP].failed.counted, "8000.00");
    amount_is(aid.paid, "8000.00");
    /* a fen paid is aid paid: 11 999.99 + 0.01 is not below 12 000 */
    f = facts("11999.99", "100", 0, "0");
    f.paid[ITEM_LIVING] = yuan("0.01");
    grants(ALL, &f, "", "0.00", STOP_NO_LONGER);
    f = facts("4000", "3000", 0, "0");
    /* taken off the same item; the second assessment is needed for that one too */
    f.paid[ITEM_LIVING] = yuan("7000");
    grants(ALL "deep.living.amount=8000\n", &f, "medical", "3000.00", STOP_NO_LONGER);
    /* 4000 + 7000 + 1000 = 12 000: living's last 1000 would end it; medical 3000 ends it too */
    f.paid[ITEM_LIVING] = yuan("1000");
    f.paid[ITEM_ACCIDENT] = yuan("2000"); /* aid that is no item of deep's counts as well */
    grants(ALL "deep.living.amount=6000\n", &f, "medical;living", "8000.00", STOP_NOTHING_LEFT);
    amount_is(aid.paid, "3000.00");
}

static void every_step_is_recorded(void **state)
{
    (void)state;
    struct aid_facts f = facts("5000", "3000", 4, "0");
    f.paid[ITEM_LIVING] = yuan("500");
    f.household.cost[COST_MEDICAL] = yuan("1000");
    /* 5000 − 1000 + 500 = 4500; living 1500 left: 6000; medical: 9000; education: 13 000 */
    const struct award *a = decide(ALL "deep.living.amount=2000\n", &f);
    static const char *const COUNTED[] = {"500.00", "2000.00", "5000.00"};
    static const char *const SEEN[] = {"4500", "6000", "9000"};
    static const char *const GRANTED[] = {"1500.00", "3000.00", "4000.00"};
    assert_int_equal(a->steps, 3);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(a->step[i].item, i);
        assert_true(a->step[i].assessed);
        amount_is(a->step[i].counted, COUNTED[i]);
        amount_is(a->step[i].left, GRANTED[i]);
        amount_is(a->step[i].granted, GRANTED[i]);
        assert_true(a->step[i].finding.held);
        assert_true(a->step[i].finding.test[0].seen.value == exact_of(yuan(SEEN[i])).value);
        assert_true(a->step[i].finding.test[0].limit.value == exact_of(yuan("12000")).value);
    }
    amount_is(a->entitlement[ITEM_LIVING].amount, "2000.00");
    amount_is(a->left[ITEM_LIVING], "1500.00");
    assert_int_equal(a->order->items, 0);
    assert_true(a->order->is_default);
    assert_int_equal(a->items->word, WORD_ALL);
}

static void the_first_item_needs_no_second_assessment(void **state)
{
    (void)state;
    struct aid_facts f = facts("11999.99", "0.02", 1, "0");
    const struct award *a = decide(ALL, &f);
    assert_int_equal(a->steps, 1);
    assert_int_equal(a->step[0].item, ITEM_EDUCATION);
    assert_false(a->step[0].assessed);
    amount_is(a->step[0].counted, "0.00");
    assert_int_equal(a->stop, STOP_NO_LONGER);
    assert_true(a->failed.assessed);
    assert_false(a->failed.finding.held);
    amount_is(a->failed.counted, "1000.00");
    /* 11 999.99 + 1000 */
    assert_true(a->failed.finding.test[0].seen.value == exact_of(yuan("12999.99")).value);
}

static void each_category_is_assessed_by_its_own_condition(void **state)
{
    (void)state;
    static const char LINES[] =
        "dibao=1000\nrelative.income_multiple=2\nrelative.items=all\nrelative.living.amount=4000\n"
        "relative.medical.rate=100%\naccidental.loss_min=25000\naccidental.items=all\n"
        "accidental.living.amount=900\naccidental.medical.rate=100%\n";
    struct aid_facts f = facts("20000", "1000", 0, "25000");
    aid_decide(in_force(LINES), &f, 1u << CATEGORY_RELATIVE | 1u << CATEGORY_ACCIDENTAL, &aid);
    /* 20 000 + 1000 < 24 000, so living follows; living first would end it */
    assert_int_equal(aid.category, CATEGORY_RELATIVE);
    amount_is(aid.award[CATEGORY_RELATIVE].total, "5000.00");
    assert_int_equal(aid.award[CATEGORY_RELATIVE].step[0].item, ITEM_MEDICAL);
    /* income has no part in the accidental condition of plan 1 */
    amount_is(aid.award[CATEGORY_ACCIDENTAL].total, "1900.00");
    assert_int_equal(aid.award[CATEGORY_ACCIDENTAL].step[1].finding.test[0].kind, TEST_LOSS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_is_due_while_it_is_deep),
        cmocka_unit_test(the_largest_goes_last_where_it_would_end_it),
        cmocka_unit_test(the_largest_subset_is_found),
        cmocka_unit_test(equal_totals_go_to_fewer_items),
        cmocka_unit_test(then_to_living_medical_education_accident),
        cmocka_unit_test(an_order_laid_down_is_kept),
        cmocka_unit_test(aid_already_paid_is_income),
        cmocka_unit_test(every_step_is_recorded),
        cmocka_unit_test(the_first_item_needs_no_second_assessment),
        cmocka_unit_test(each_category_is_assessed_by_its_own_condition),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
