/* Calendar months. */
#include "base/month.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static struct month month_named(const char *text)
{
    struct month m;
    if (!month_parse(text_of(text), &m))
        fail_msg("'%s' is no month", text);
    return m;
}

static void refuses(const char *text)
{
    struct month m = {12345};
    if (month_parse(text_of(text), &m))
        fail_msg("'%s' is read as a month", text);
    assert_int_equal(m.number, 12345);
}

static void every_month_comes_back(void **state)
{
    (void)state;
    int32_t number = 12; /* January of the year 0001: the year 0 has twelve before it */
    for (int year = 1; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++, number++) {
            char expected[32], text[MONTH_TEXT_SIZE];
            (void)snprintf(expected, sizeof expected, "%04d-%02d", year, month);
            const struct month m = month_named(expected);
            assert_int_equal(m.number, number);
            assert_int_equal(month_make(year, month).number, number);
            assert_int_equal(month_year(m), year);
            assert_int_equal(month_in_year(m), month);
            assert_int_equal(month_format(m, text), 7);
            assert_string_equal(text, expected);
        }
    }
}

static void what_is_no_month_is_refused(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "",        "2025",    "2025-00", "2025-13",    "0000-01",  "2025-1",   "2025-001",
        "2025/01", "202501",  "25-01",   "2025-01-01", " 2025-01", "2025-01 ", "2025-0a",
        "-025-01", "2025-+1", "2025-1 ", "20250-1",    "10000-01", "2025-01\n"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        refuses(TEXTS[i]);
    struct month m;
    assert_false(month_parse((struct text){"2025-01", 6}, &m));
    assert_false(month_parse((struct text){"2025\0001", 7}, &m));
}

static void ends_at(const char *month, const char *first, const char *last)
{
    char text[DATE_TEXT_SIZE];
    date_format(month_first_day(month_named(month)), text);
    assert_string_equal(text, first);
    date_format(month_last_day(month_named(month)), text);
    assert_string_equal(text, last);
}

static void a_month_has_its_days(void **state)
{
    (void)state;
    ends_at("2025-01", "2025-01-01", "2025-01-31");
    ends_at("2025-02", "2025-02-01", "2025-02-28");
    ends_at("2024-02", "2024-02-01", "2024-02-29");
    ends_at("1900-02", "1900-02-01", "1900-02-28");
    ends_at("2000-02", "2000-02-01", "2000-02-29");
    ends_at("2025-04", "2025-04-01", "2025-04-30");
    ends_at("2025-12", "2025-12-01", "2025-12-31");
    ends_at("0001-01", "0001-01-01", "0001-01-31");
    ends_at("9999-12", "9999-12-01", "9999-12-31");
}

static void a_day_is_in_its_month(void **state)
{
    (void)state;
    for (int32_t n = month_named("2023-11").number; n <= month_named("2025-03").number; n++) {
        const struct month m = {n};
        const struct date first = month_first_day(m), last = month_last_day(m);
        assert_int_equal(month_of(first).number, n);
        assert_int_equal(month_of(last).number, n);
        assert_int_equal(month_of((struct date){first.day - 1}).number, n - 1);
        assert_int_equal(month_of((struct date){last.day + 1}).number, n + 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_month_comes_back),
        cmocka_unit_test(what_is_no_month_is_refused),
        cmocka_unit_test(a_month_has_its_days),
        cmocka_unit_test(a_day_is_in_its_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
