/* The same households decided twice. */
#include "tally/compare.h"

#include "tally_records.h"

static struct tally *before, *now;
static struct tally_comparison *comparison;

static int open_tallies(void **state)
{
    (void)state;
    before = tally_new();
    now = tally_new();
    return before == NULL || now == NULL;
}

static int close_tallies(void **state)
{
    (void)state;
    comparison_free(comparison);
    tally_free(before);
    tally_free(now);
    comparison = NULL;
    before = now = NULL;
    return 0;
}

static void compare(const char *month)
{
    struct error error;
    comparison_free(comparison);
    comparison = tally_compare(now, before, month_named(month), &error);
    if (comparison == NULL)
        fail_msg("%s", error.text);
}

static void cannot_compare(const char *month, const char *expected)
{
    struct error error = {0};
    comparison_free(comparison);
    comparison = tally_compare(now, before, month_named(month), &error);
    assert_null(comparison);
    assert_string_equal(error.text, expected);
}

static void changed_is(int i, const char *household, enum change change, const char *aid_before,
                       const char *aid_now)
{
    assert_in_range(i, 0, comparison->changed_count - 1);
    const struct changed *c = &comparison->changed[i];
    if (!text_is(c->household, household))
        fail_msg("%d is '%.*s', not '%s'", i, (int)c->household.n, c->household.p, household);
    assert_int_equal(c->change, change);
    money_is(c->aid_before, aid_before);
    money_is(c->aid_now, aid_now);
}

static void each_kind_of_change(void **state)
{
    (void)state;
    add(before, "2025-01", "gained", CATEGORY_DEEP, "");
    add(now, "2025-01", "gained", CATEGORY_DEEP, "living 30");
    add(before, "2025-01", "lost", CATEGORY_DEEP, "living 40");
    add(now, "2025-01", "lost", CATEGORY_DEEP, "");
    add(before, "2025-01", "more", CATEGORY_DEEP, "living 10");
    add(now, "2025-01", "more", CATEGORY_DEEP, "living 10.01");
    add(before, "2025-01", "less", CATEGORY_DEEP, "living 10.01");
    add(now, "2025-01", "less", CATEGORY_DEEP, "living 10");
    add(before, "2025-01", "other", CATEGORY_DEEP, "living 10;medical 5");
    add(now, "2025-01", "other", CATEGORY_DEEP, "living 5;medical 10");
    add(before, "2025-01", "none", CATEGORY_DEEP, "living 7");
    add(now, "2025-01", "none", CATEGORY_DEEP, "living 7");
    compare("2025-01");
    assert_true(comparison->of_year);
    for (enum change c = CHANGE_GAINED; c < CHANGES; c++)
        assert_int_equal(comparison->households[c], 1);
    assert_int_equal(comparison->moved[CATEGORY_DEEP][CATEGORY_DEEP], 6);
    /* by the size of the difference: 40, 30, 0.01, 0.01, 0; equal ones by name */
    assert_int_equal(comparison->changed_count, 5);
    changed_is(0, "lost", CHANGE_LOST, "40.00", "0.00");
    changed_is(1, "gained", CHANGE_GAINED, "0.00", "30.00");
    changed_is(2, "less", CHANGE_LESS, "10.01", "10.00");
    changed_is(3, "more", CHANGE_MORE, "10.00", "10.01");
    changed_is(4, "other", CHANGE_OTHER_ITEMS, "15.00", "15.00");
    /* 40 + 10 + 10.01 + 15 + 7; 30 + 10.01 + 10 + 15 + 7 */
    money_is(comparison->before_all, "82.01");
    money_is(comparison->now_all, "72.01");
    money_is(comparison->before[CATEGORY_DEEP][ITEM_LIVING], "77.01");
    money_is(comparison->before[CATEGORY_DEEP][ITEM_MEDICAL], "5.00");
    money_is(comparison->now[CATEGORY_DEEP][ITEM_LIVING], "62.01");
    money_is(comparison->now[CATEGORY_DEEP][ITEM_MEDICAL], "10.00");
}

static void another_standing_is_a_change_though_the_aid_is_the_same(void **state)
{
    (void)state;
    add(before, "2025-01", "h1", CATEGORY_DEEP, "living 5");
    add(now, "2025-01", "h1", CATEGORY_RELATIVE, "living 5");
    add(before, "2025-01", "h2", INVALID, "");
    add(now, "2025-01", "h2", NONE, "");
    compare("2025-01");
    assert_int_equal(comparison->households[CHANGE_NONE], 2);
    assert_int_equal(comparison->moved[CATEGORY_DEEP][CATEGORY_RELATIVE], 1);
    assert_int_equal(comparison->moved[STANDING_INVALID][STANDING_NONE], 1);
    assert_int_equal(comparison->changed_count, 2);
    changed_is(0, "h1", CHANGE_NONE, "5.00", "5.00");
    changed_is(1, "h2", CHANGE_NONE, "0.00", "0.00");
    assert_int_equal(comparison->changed[0].before, CATEGORY_DEEP);
    assert_int_equal(comparison->changed[0].now, CATEGORY_RELATIVE);
    money_is(comparison->before[CATEGORY_DEEP][ITEM_LIVING], "5.00");
    money_is(comparison->now[CATEGORY_RELATIVE][ITEM_LIVING], "5.00");
    money_is(comparison->now[CATEGORY_DEEP][ITEM_LIVING], "0.00");
}

static void a_household_may_be_on_one_side_only(void **state)
{
    (void)state;
    add(before, "2025-01", "gone", CATEGORY_DEEP, "living 1");
    add(before, "2025-01", "gone poor", NONE, "");
    add(now, "2025-01", "new", CATEGORY_ACCIDENTAL, "living 2");
    add(now, "2024-12", "elsewhere", CATEGORY_DEEP, "living 4"); /* not in the months compared */
    compare("2025-01");
    assert_int_equal(comparison->households[CHANGE_LOST], 1);
    assert_int_equal(comparison->households[CHANGE_NONE], 1);
    assert_int_equal(comparison->households[CHANGE_GAINED], 1);
    assert_int_equal(comparison->moved[CATEGORY_DEEP][STANDING_ABSENT], 1);
    assert_int_equal(comparison->moved[STANDING_NONE][STANDING_ABSENT], 1);
    assert_int_equal(comparison->moved[STANDING_ABSENT][CATEGORY_ACCIDENTAL], 1);
    assert_int_equal(comparison->moved[STANDING_ABSENT][STANDING_ABSENT], 0);
    assert_int_equal(comparison->changed_count, 3);
    changed_is(0, "new", CHANGE_GAINED, "0.00", "2.00");
    changed_is(1, "gone", CHANGE_LOST, "1.00", "0.00");
    changed_is(2, "gone poor", CHANGE_NONE, "0.00", "0.00");
}

static void the_year_to_date_is_compared_where_the_month_is_on_both_sides(void **state)
{
    (void)state;
    add(before, "2025-03", "h1", CATEGORY_DEEP, "living 1");
    add(before, "2025-01", "h1", CATEGORY_RELATIVE, "living 2");
    add(before, "2025-04", "h1", CATEGORY_ACCIDENTAL, "living 4"); /* later */
    add(before, "2024-12", "h1", CATEGORY_DEEP, "living 8");       /* another year */
    add(before, "", "h1", CATEGORY_DEEP, "living 16");             /* no month */
    add(now, "2025-01", "h1", CATEGORY_DEEP, "living 3");
    compare("2025-03");
    assert_true(comparison->of_year);
    assert_int_equal(comparison->month.number, month_named("2025-03").number);
    assert_int_equal(comparison->compared.number, month_named("2025-03").number);
    money_is(comparison->before_all, "3.00");
    money_is(comparison->now_all, "3.00");
    assert_int_equal(comparison->households[CHANGE_NONE], 1);
    assert_int_equal(comparison->changed_count, 0); /* deep by its latest record on both sides */
}

static void one_month_is_compared_with_the_latest_before(void **state)
{
    (void)state;
    add(before, "2025-01", "h1", CATEGORY_DEEP, "living 1");
    add(before, "2025-02", "h1", CATEGORY_DEEP, "living 2");
    add(now, "2025-02", "h1", CATEGORY_DEEP, "living 4");
    add(now, "2025-03", "h1", CATEGORY_DEEP, "living 8");
    compare("2025-03");
    assert_false(comparison->of_year);
    assert_int_equal(comparison->compared.number, month_named("2025-02").number);
    money_is(comparison->before_all, "2.00");
    money_is(comparison->now_all, "8.00");
    changed_is(0, "h1", CHANGE_MORE, "2.00", "8.00");
}

static void the_latest_record_is_where_a_household_stands(void **state)
{
    (void)state;
    add(before, "2025-02", "h1", CATEGORY_RELATIVE, "living 1");
    add(before, "2025-01", "h1", CATEGORY_DEEP, "living 1");
    add(now, "2025-02", "h1", CATEGORY_DEEP, "living 1");
    add(now, "2025-02", "h1", INVALID, "living 1"); /* no aid */
    compare("2025-02");
    assert_int_equal(comparison->moved[CATEGORY_RELATIVE][STANDING_INVALID], 1);
    changed_is(0, "h1", CHANGE_LESS, "2.00", "1.00");
    /* amounts go by the record's own category */
    money_is(comparison->before[CATEGORY_DEEP][ITEM_LIVING], "1.00");
    money_is(comparison->before[CATEGORY_RELATIVE][ITEM_LIVING], "1.00");
    money_is(comparison->now[CATEGORY_COUNT][ITEM_LIVING], "0.00");
}

static void who_names_no_household_counts_in_the_amounts_only(void **state)
{
    (void)state;
    add(before, "2025-01", "", CATEGORY_DEEP, "living 1");
    add(before, "2025-02", "", CATEGORY_DEEP, "living 2");
    add(now, "2025-02", "", NONE, "living 4");
    add(now, "2025-03", "", NONE, "living 8"); /* later */
    compare("2025-02");
    assert_int_equal(comparison->anonymous, 3);
    money_is(comparison->before_all, "3.00");
    money_is(comparison->now_all, "4.00");
    money_is(comparison->now[CATEGORY_COUNT][ITEM_LIVING], "4.00");
    for (enum change c = CHANGE_GAINED; c < CHANGES; c++)
        assert_int_equal(comparison->households[c], 0);
    assert_int_equal(comparison->changed_count, 0);
}

static void what_cannot_be_compared_is_refused(void **state)
{
    (void)state;
    static const char NO_MONTH[] = "no record to compare with has a month: nothing can be compared";
    add(now, "2025-01", "h1", CATEGORY_DEEP, "living 1");
    cannot_compare("2025-01", NO_MONTH);
    add(before, "", "h1", CATEGORY_DEEP, "living 1");
    cannot_compare("2025-01", NO_MONTH);
    add(before, "2025-01", "h1", CATEGORY_DEEP, "living 1");
    compare("2025-01");
}

static void sums_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    static const char TOO_LARGE[] = "a sum of amounts is too large";
    add(before, "2025-01", "h1", CATEGORY_DEEP, "living " LARGEST);
    add(now, "2025-01", "h1", CATEGORY_DEEP, "");
    compare("2025-01");
    changed_is(0, "h1", CHANGE_LOST, LARGEST, "0.00");
    add(now, "2025-01", "h2", CATEGORY_DEEP, "living " LARGEST);
    compare("2025-01"); /* each side by itself */
    add(now, "2025-01", "h3", CATEGORY_RELATIVE, "medical 0.01");
    cannot_compare("2025-01", TOO_LARGE);
    add(before, "2025-02", "h1", CATEGORY_DEEP, "living 0.01");
    cannot_compare("2025-02", TOO_LARGE);
    add(now, "2025-03", "h4", CATEGORY_RELATIVE, "medical 0.01");
    compare("2025-03"); /* with February alone */
    add(now, "2025-03", "h5", CATEGORY_RELATIVE, "living " LARGEST ";medical " LARGEST);
    cannot_compare("2025-03", TOO_LARGE);
}

static void a_tally_is_the_same_as_itself(void **state)
{
    (void)state;
    struct error error;
    char household[16], aid[32];
    for (int i = 0; i < 500; i++) {
        (void)snprintf(household, sizeof household, "h%d", i % 300);
        (void)snprintf(aid, sizeof aid, "living %d", i % 7);
        add(now, i % 2 == 0 ? "2025-01" : "2025-02", household, i % 4, aid);
    }
    comparison = tally_compare(now, now, month_named("2025-02"), &error);
    assert_non_null(comparison);
    assert_int_equal(comparison->households[CHANGE_NONE], 300);
    assert_int_equal(comparison->changed_count, 0);
    assert_true(comparison->before_all.fen == comparison->now_all.fen);
}

static void many_changes_are_in_order(void **state)
{
    (void)state;
    char household[16], aid[32];
    for (int i = 0; i < 1000; i++) {
        (void)snprintf(household, sizeof household, "h%03d", i);
        (void)snprintf(aid, sizeof aid, "living %d", i % 10 + 1);
        add(i % 3 == 0 ? before : now, "2025-01", household, CATEGORY_DEEP, aid);
    }
    compare("2025-01");
    assert_int_equal(comparison->changed_count, 1000);
    /* the hundred that end in 9 have 10 yuan; among them names ascend */
    changed_is(0, "h009", CHANGE_LOST, "10.00", "0.00");
    changed_is(1, "h019", CHANGE_GAINED, "0.00", "10.00");
    changed_is(99, "h999", CHANGE_LOST, "10.00", "0.00");
    changed_is(100, "h008", CHANGE_GAINED, "0.00", "9.00");
    changed_is(999, "h990", CHANGE_LOST, "1.00", "0.00");
}

static void nothing_may_be_freed(void **state)
{
    (void)state;
    comparison_free(NULL);
}

#define test(f) cmocka_unit_test_setup_teardown(f, open_tallies, close_tallies)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(each_kind_of_change),
        test(another_standing_is_a_change_though_the_aid_is_the_same),
        test(a_household_may_be_on_one_side_only),
        test(the_year_to_date_is_compared_where_the_month_is_on_both_sides),
        test(one_month_is_compared_with_the_latest_before),
        test(the_latest_record_is_where_a_household_stands),
        test(who_names_no_household_counts_in_the_amounts_only),
        test(what_cannot_be_compared_is_refused),
        test(sums_that_do_not_fit_are_refused),
        test(a_tally_is_the_same_as_itself),
        test(many_changes_are_in_order),
        test(nothing_may_be_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
