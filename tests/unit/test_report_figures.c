/* Figures as a return shows them: units of 10,000 yuan, completion, the calendar. */
#include "report/report.h"
#include "tally_records.h"

static struct counted counted;
static struct report report;

static int start(void **state)
{
    (void)state;
    counted = (struct counted){0};
    report = (struct report){.counted = &counted};
    return 0;
}

/* --- 万元 ------------------------------------------------------------------------------------- */

static void wan_is(int64_t fen, int64_t hundredths)
{
    assert_int_equal(report_wan((struct money){fen}).fen, hundredths);
    assert_int_equal(report_wan((struct money){-fen}).fen, -hundredths);
}

static void wan_is_rounded_half_away_from_zero(void **state)
{
    (void)state;
    wan_is(0, 0);
    wan_is(4999, 0);      /* 49.99 yuan */
    wan_is(5000, 1);      /* 50.00 */
    wan_is(14999, 1);     /* 149.99 */
    wan_is(15000, 2);     /* 150.00 */
    wan_is(1000000, 100); /* 10,000.00: 1.00 */
    wan_is(75412000, 7541);
    wan_is(75415000, 7542);
    wan_is(INT64_MAX, INT64_C(922337203685478)); /* …477.5807 */
}

static void difference_is(const char *amounts, int64_t hundredths)
{
    struct money item[ITEM_COUNT] = {0};
    struct figures f = {0};
    read_amounts(amounts, item);
    for (int i = 0; i < ITEM_COUNT; i++) {
        f.item[i].amount = item[i];
        f.all.amount.fen += item[i].fen;
    }
    assert_int_equal(report_wan_difference(&f).fen, hundredths);
}

static void the_parts_may_differ_from_the_total_by_rounding(void **state)
{
    (void)state;
    difference_is("", 0);
    difference_is("living 10000;medical 20000", 0);
    /* 24.70 + 17.97 + 32.73 = 75.40, and 75.41 */
    difference_is("living 247040;education 179740;medical 327340", 1);
    /* 4 × 49.99 = 199.96: four times nothing, and 0.02 */
    difference_is("living 49.99;medical 49.99;education 49.99;accident 49.99", 2);
    /* 4 × 50 = 200: four times 0.01, and 0.02 */
    difference_is("living 50;medical 50;education 50;accident 50", -2);
    difference_is("living 149.99;medical 0.01", 1); /* 0.01 + 0.00, and 150.00: 0.02 */
    difference_is("living 149.98;medical 0.01", 0);
}

/* --- completion ------------------------------------------------------------------------------- */

static void completion_is(int64_t households, int64_t target, int64_t tenths)
{
    const struct report_target t = {.set = true, .households = target};
    assert_int_equal(report_completion(&t, households), tenths);
}

static void completion_is_in_tenths_of_a_per_cent(void **state)
{
    (void)state;
    completion_is(0, 10, 0);
    completion_is(10, 10, 1000);
    completion_is(130, 40, 3250); /* the figures of one county */
    completion_is(29, 20, 1450);
    completion_is(58, 50, 1160);
    completion_is(1, 3, 333);
    completion_is(2, 3, 667);
    completion_is(1, 2000, 1); /* 0.05 %: a half goes up */
    completion_is(1, 2001, 0);
    completion_is(999, 1000, 999);
    completion_is(9999, 10000, 1000); /* 99.99 */
    completion_is(1000000000, 1, INT64_C(1000000000000));
}

/* --- the calendar ----------------------------------------------------------------------------- */

static void behind_is(int month, int64_t target, int64_t households, bool expected)
{
    counted.month = month_make(2025, month);
    counted.year.item[ITEM_MEDICAL].households = households;
    report.target[ITEM_MEDICAL] = (struct report_target){.set = true, .households = target};
    if (report_behind(&report, ITEM_MEDICAL) != expected)
        fail_msg("%ld of %ld in month %d", (long)households, (long)target, month);
}

static void a_month_asks_for_its_twelfth(void **state)
{
    (void)state;
    /* whole twelfths: just below, at, just above */
    for (int month = 1; month <= MONTHS_OF_A_YEAR; month++) {
        behind_is(month, 12, month - 1, true);
        behind_is(month, 12, month, false);
        behind_is(month, 12, month + 1, false);
    }
    behind_is(6, 12, 5, true);
    behind_is(6, 12, 6, false);
    /* 7 × 5 / 12 = 2.92 */
    behind_is(5, 7, 2, true);
    behind_is(5, 7, 3, false);
    /* 10 × 1 / 12 = 0.83 */
    behind_is(1, 10, 0, true);
    behind_is(1, 10, 1, false);
    /* at the year's end all */
    behind_is(12, 7, 6, true);
    behind_is(12, 7, 7, false);
    behind_is(12, 0, 0, false);
}

static void without_a_target_nothing_is_behind(void **state)
{
    (void)state;
    counted.month = month_make(2025, 12);
    report.target[ITEM_LIVING] = (struct report_target){.set = false, .households = 10};
    assert_false(report_behind(&report, ITEM_LIVING));
}

static void each_item_goes_by_its_own(void **state)
{
    (void)state;
    counted.month = month_make(2025, 6);
    for (int item = 0; item < ITEM_COUNT; item++) {
        report.target[item] = (struct report_target){.set = true, .households = 12};
        counted.year.item[item].households = 5 + item;
        counted.year.all.households = 0; /* over all is none of its business */
    }
    assert_true(report_behind(&report, ITEM_LIVING));
    assert_false(report_behind(&report, ITEM_MEDICAL));
    assert_false(report_behind(&report, ITEM_EDUCATION));
    assert_false(report_behind(&report, ITEM_ACCIDENT));
}

/* --- names ------------------------------------------------------------------------------------ */

static void name_is(bool english, enum by by, const struct group *group, const char *expected)
{
    struct buffer out = {0};
    report.english = english;
    report_group_name(&report, by, group, &out);
    buffer_char(&out, '\0');
    assert_string_equal(out.p, expected);
    buffer_free(&out);
}

static void groups_have_names(void **state)
{
    (void)state;
    const struct group deep = {.category = CATEGORY_DEEP}, none = {.category = CATEGORY_COUNT},
                       invalid = {.category = CATEGORY_COUNT, .invalid = true},
                       region = {.region = {341502}}, strange = {.region = {341599}},
                       unnamed = {.unnamed = true}, plant = {.name = text_of("纺织厂")};
    name_is(false, BY_CATEGORY, &deep, "深度困难");
    name_is(true, BY_CATEGORY, &deep, "deep hardship");
    name_is(false, BY_CATEGORY, &none, "不符合");
    name_is(true, BY_CATEGORY, &none, "no category");
    name_is(false, BY_CATEGORY, &invalid, "无法认定");
    name_is(true, BY_CATEGORY, &invalid, "not decided");
    name_is(false, BY_REGION, &region, "341502 金安区");
    name_is(true, BY_REGION, &region, "341502");
    name_is(false, BY_REGION, &strange, "341599");
    name_is(false, BY_REGION, &unnamed, "未填写");
    name_is(false, BY_UNION, &plant, "纺织厂");
    name_is(true, BY_UNION, &plant, "纺织厂");
    name_is(true, BY_UNION, &unnamed, "not stated");
    name_is(false, BY_CAUSE, &unnamed, "未填写");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(wan_is_rounded_half_away_from_zero, start),
        cmocka_unit_test_setup(the_parts_may_differ_from_the_total_by_rounding, start),
        cmocka_unit_test_setup(completion_is_in_tenths_of_a_per_cent, start),
        cmocka_unit_test_setup(a_month_asks_for_its_twelfth, start),
        cmocka_unit_test_setup(without_a_target_nothing_is_behind, start),
        cmocka_unit_test_setup(each_item_goes_by_its_own, start),
        cmocka_unit_test_setup(groups_have_names, start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
