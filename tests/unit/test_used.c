/* The policies by which the records of a return were decided. */
#include "policy_rows.h"
#include "report/used.h"

#include <stdlib.h>

#define MONTHS(first, last) month_make(2025, first), month_make(2025, last)

static struct used used;

static void policy_is(const char *rows)
{
    struct buffer bytes = {0};
    struct error error;
    buffer_string(&bytes, POLICY_HEADER);
    buffer_string(&bytes, rows);
    rows_policy = policy_new();
    if (!policy_add(rows_policy, "rows.csv", buffer_view(&bytes), &error))
        fail_msg("%ld %s: %s", error.line, error.column, error.text);
    buffer_free(&bytes);
    rows_view = policy_view_new(rows_policy, SCHEME_DOSSIER);
    assert_non_null(rows_view);
}

static int finish(void **state)
{
    used_free(&used);
    assert_null(used.sets);
    return rows_free(state);
}

/* Notes a record decided in a region on the first day of a month, by a dibao that it names, or 0.
 */
static void note_dibao(int32_t region, int month, int64_t yuan_a_month)
{
    const struct month m = month_make(2025, month);
    const struct policy_set *set =
        policy_at(rows_view, (struct region){region}, month_first_day(m));
    assert_non_null(set);
    assert_true(used_note(&used, set, m, (struct money){100 * yuan_a_month}));
}

static void note(int32_t region, int month)
{
    note_dibao(region, month, 0);
}

/* The readings by default are of the country and of no document: they come as well. */
static bool by_default(const struct policy_value *v)
{
    return v->from.day == 0 && v->region.code == REGION_COUNTRY.code;
}

/* The values between two months that rows give, each as `parameter region day value`. */
static void values_are(struct month first, struct month last, const char *expected)
{
    struct buffer out = {0};
    char day[DATE_TEXT_SIZE];
    size_t count = 99;
    const struct policy_value **values = used_values(&used, first, last, &count);
    assert_non_null(values);
    for (size_t i = 0; i < count; i++) {
        if (by_default(values[i]))
            continue;
        date_format(values[i]->from, day);
        buffer_format(&out, "%s %06d %s %s\n", PARAMETER_INFO[values[i]->parameter].name,
                      values[i]->region.code, day, values[i]->text);
    }
    buffer_char(&out, '\0');
    assert_string_equal(out.p, expected);
    buffer_free(&out);
    free(values);
}

static void nothing_noted_is_nothing(void **state)
{
    (void)state;
    values_are(MONTHS(1, 12), "");
}

static void a_value_comes_once_however_many_records_it_decided(void **state)
{
    (void)state;
    policy_is(",341500,dibao,2024-07-01,,,756,yuan/month,s\n"
              "dossier,341500,deep.income_multiple,2024-01-01,,,1,count,s\n");
    for (int month = 1; month <= 12; month++)
        note(341502, month);
    note(341503, 6); /* another region, the same rows */
    values_are(MONTHS(1, 12), "dibao 341500 2024-07-01 756\n"
                              "deep.income_multiple 341500 2024-01-01 1\n");
}

static void values_come_by_parameter_then_region_then_day(void **state)
{
    (void)state;
    policy_is(",341500,dibao,2025-07-01,,,800,yuan/month,s\n"
              ",341500,dibao,2024-07-01,,,756,yuan/month,s\n"
              ",340000,dibao,2024-01-01,,,600,yuan/month,s\n"
              "dossier,341500,deep.living.months,2024-01-01,,,12,month,s\n"
              "dossier,341500,target.living,2024-01-01,,,10,count,s\n"
              "dossier,341500,deep.income_multiple,2024-01-01,,,1,count,s\n");
    note(341502, 8);
    note(340104, 8);
    note(341502, 6);
    values_are(MONTHS(6, 8), "dibao 340000 2024-01-01 600\n"
                             "dibao 341500 2024-07-01 756\n"
                             "dibao 341500 2025-07-01 800\n"
                             "deep.income_multiple 341500 2024-01-01 1\n"
                             "deep.living.months 341500 2024-01-01 12\n"); /* no target */
}

static void only_the_months_asked_for_count(void **state)
{
    (void)state;
    policy_is(",341500,dibao,2024-07-01,,,756,yuan/month,s\n"
              ",341500,dibao,2025-07-01,,,800,yuan/month,s\n"
              ",341500,dibao,2025-10-01,,,900,yuan/month,s\n");
    note(341502, 3);
    note(341502, 6);
    note(341502, 7);
    note(341502, 11);
    values_are(MONTHS(1, 2), "");
    values_are(MONTHS(1, 3), "dibao 341500 2024-07-01 756\n");
    values_are(MONTHS(6, 6), "dibao 341500 2024-07-01 756\n");
    values_are(MONTHS(6, 7), "dibao 341500 2024-07-01 756\ndibao 341500 2025-07-01 800\n");
    values_are(MONTHS(7, 7), "dibao 341500 2025-07-01 800\n");
    values_are(MONTHS(8, 10), "");
    values_are(MONTHS(11, 12), "dibao 341500 2025-10-01 900\n");
    values_are(MONTHS(12, 12), "");
}

static void months_may_come_in_any_order(void **state)
{
    (void)state;
    policy_is(",341500,dibao,2024-07-01,,,756,yuan/month,s\n");
    note(341502, 9);
    note(341502, 2);
    note(341502, 5);
    values_are(MONTHS(2, 2), "dibao 341500 2024-07-01 756\n");
    values_are(MONTHS(9, 9), "dibao 341500 2024-07-01 756\n");
    values_are(MONTHS(1, 1), "");
    values_are(MONTHS(10, 12), "");
}

static void what_decides_neither_category_nor_aid_nor_targets_is_left_out(void **state)
{
    (void)state;
    policy_is(",341500,dibao,2024-07-01,,,756,yuan/month,s\n"
              "dossier,341500,exit.months,2024-01-01,,,6,month,s\n");
    note(341502, 3);
    values_are(MONTHS(1, 12), "dibao 341500 2024-07-01 756\n");
}

static void what_is_unset_is_left_out(void **state)
{
    (void)state;
    policy_is("dossier,341500,deep.income_multiple,2024-01-01,,,1,count,s\n"
              "dossier,341502,deep.income_multiple,2025-02-01,,,,count,s\n");
    note(341502, 3);
    values_are(MONTHS(1, 12), "");
    note(341503, 3);
    values_are(MONTHS(1, 12), "deep.income_multiple 341500 2024-01-01 1\n");
}

/* More policies than there was room for at first. */
static void many_policies_are_kept(void **state)
{
    (void)state;
    struct buffer rows = {0};
    for (int i = 1; i <= 99; i++)
        buffer_format(&rows, ",3415%02d,dibao,2024-07-01,,,%d,yuan/month,s\n", i, 1000 + i);
    buffer_char(&rows, '\0');
    policy_is(rows.p);
    buffer_free(&rows);
    for (int i = 99; i >= 1; i--)
        note(341500 + i, 1 + i % 12);
    assert_int_equal(used.count, 99);
    struct buffer expected = {0};
    for (int i = 1; i <= 99; i++)
        buffer_format(&expected, "dibao %06d 2024-07-01 %d\n", 341500 + i, 1000 + i);
    buffer_char(&expected, '\0');
    values_are(MONTHS(1, 12), expected.p);
    expected.n = 0;
    for (int i = 1; i <= 99; i += 12) /* 1 + i % 12 = 2 */
        buffer_format(&expected, "dibao %06d 2024-07-01 %d\n", 341500 + i, 1000 + i);
    buffer_char(&expected, '\0');
    values_are(MONTHS(2, 2), expected.p);
    buffer_free(&expected);
}

static void readings_by_default_come_once(void **state)
{
    (void)state;
    policy_is(",341500,dibao,2024-07-01,,,756,yuan/month,s\n"
              ",340100,dibao,2024-07-01,,,800,yuan/month,s\n"
              "dossier,340100,rounding,2024-01-01,,,yuan,word,s\n");
    note(341502, 3);
    note(341503, 4);
    note(340104, 4);
    size_t count, found = 0;
    const struct policy_value **values = used_values(&used, MONTHS(1, 12), &count);
    assert_non_null(values);
    for (size_t i = 0; i < count; i++)
        found += values[i]->parameter == PARAMETER_ROUNDING && by_default(values[i]);
    assert_int_equal(found, 1); /* of 341500; 340100 has its own */
    for (size_t i = 1; i < count; i++)
        assert_true(values[i - 1]->parameter <= values[i]->parameter && values[i - 1] != values[i]);
    free(values);
    values_are(MONTHS(1, 12), "dibao 340100 2024-07-01 800\n"
                              "dibao 341500 2024-07-01 756\n"
                              "rounding 340100 2024-01-01 yuan\n");
}

static void another_dibao_is_counted(void **state)
{
    (void)state;
    policy_is(",341500,dibao,2024-07-01,,,756,yuan/month,s\n"
              ",341500,dibao,2025-07-01,,,800,yuan/month,s\n"
              "dossier,420100,deep.income_multiple,2024-01-01,,,1,count,s\n");
    note(341502, 1);            /* does not say */
    note_dibao(341502, 2, 756); /* the same */
    assert_int_equal(used_other_dibao(&used, MONTHS(1, 12)), 0);
    note_dibao(341502, 3, 755);
    note_dibao(341502, 3, 757);
    note_dibao(341502, 8, 756); /* last half-year's */
    note_dibao(341502, 9, 800);
    note_dibao(420102, 5, 756); /* the policy has none there */
    assert_int_equal(used_other_dibao(&used, MONTHS(1, 12)), 3);
    assert_int_equal(used_other_dibao(&used, MONTHS(1, 6)), 2);
    assert_int_equal(used_other_dibao(&used, MONTHS(3, 3)), 2);
    assert_int_equal(used_other_dibao(&used, MONTHS(8, 8)), 1);
    assert_int_equal(used_other_dibao(&used, MONTHS(8, 9)), 1);
    assert_int_equal(used_other_dibao(&used, MONTHS(10, 12)), 0);
}

static void nothing_may_be_freed(void **state)
{
    (void)state;
    used_free(&(struct used){0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(nothing_noted_is_nothing, finish),
        cmocka_unit_test_teardown(a_value_comes_once_however_many_records_it_decided, finish),
        cmocka_unit_test_teardown(values_come_by_parameter_then_region_then_day, finish),
        cmocka_unit_test_teardown(only_the_months_asked_for_count, finish),
        cmocka_unit_test_teardown(months_may_come_in_any_order, finish),
        cmocka_unit_test_teardown(what_decides_neither_category_nor_aid_nor_targets_is_left_out,
                                  finish),
        cmocka_unit_test_teardown(what_is_unset_is_left_out, finish),
        cmocka_unit_test_teardown(many_policies_are_kept, finish),
        cmocka_unit_test_teardown(readings_by_default_come_once, finish),
        cmocka_unit_test_teardown(another_dibao_is_counted, finish),
        cmocka_unit_test(nothing_may_be_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
