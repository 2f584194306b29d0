/* Days of the calendar. */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static struct date day_of(const char *text)
{
    struct date d;
    if (!date_parse(text_of(text), &d))
        fail_msg("'%s' is no date", text);
    return d;
}

static void counts(const char *text, int32_t day)
{
    char out[DATE_TEXT_SIZE];
    assert_int_equal(day_of(text).day, day);
    assert_int_equal(date_format((struct date){day}, out), 10);
    assert_string_equal(out, text);
}

static void refuses(const char *text)
{
    struct date d = {12345};
    if (date_parse(text_of(text), &d))
        fail_msg("'%s' is read as a date", text);
    assert_int_equal(d.day, 12345);
}

static void every_day_of_two_centuries_comes_back(void **state)
{
    (void)state;
    /* 1900-01-01 is 70 years, 17 of them leap (1904 … 1968), before 1970-01-01. */
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t day = -(70 * 365 + 17);
    for (int year = 1900; year <= 2100; year++) {
        bool leap = year % 4 == 0 && year != 1900 && year != 2100;
        for (int month = 1; month <= 12; month++) {
            int last = DAYS[month - 1] + (month == 2 && leap);
            assert_int_equal(date_days_in_month(year, month), last);
            for (int n = 1; n <= last; n++, day++) {
                char written[32], out[DATE_TEXT_SIZE];
                struct date d;
                assert_true(date_from_civil((struct civil){year, month, n}, &d));
                assert_int_equal(d.day, day);
                struct civil c = date_civil(d);
                assert_int_equal(c.year, year);
                assert_int_equal(c.month, month);
                assert_int_equal(c.day, n);
                snprintf(written, sizeof written, "%04d-%02d-%02d", year, month, n);
                date_format(d, out);
                assert_string_equal(out, written);
                assert_int_equal(day_of(written).day, day);
            }
            struct date d = {7};
            assert_false(date_from_civil((struct civil){year, month, last + 1}, &d));
            assert_false(date_from_civil((struct civil){year, month, 0}, &d));
            assert_int_equal(d.day, 7);
        }
    }
    assert_int_equal(day, day_of("2101-01-01").day);
}

static void days_are_counted_from_1970(void **state)
{
    (void)state;
    counts("1970-01-01", 0);
    counts("1969-12-31", -1);
    counts("1970-01-02", 1);
    counts("1970-03-01", 59);    /* 31 + 28 */
    counts("1971-01-01", 365);   /* no leap year */
    counts("1973-01-01", 1096);  /* 1972 was one */
    counts("2000-02-29", 11016); /* 30 years, 7 leap days (1972 … 1996): 10957; + 31 + 28 */
    counts("2000-03-01", 11017);
    counts("2025-03-01", 20148); /* 55 × 365 + 14 leap days (1972 … 2024) = 20089; + 59 */
}

static void leap_years_are_gregorian(void **state)
{
    (void)state;
    (void)day_of("2024-02-29");
    (void)day_of("2000-02-29");
    (void)day_of("2400-02-29");
    refuses("2023-02-29");
    refuses("1900-02-29");
    refuses("2100-02-29");
    refuses("2000-02-30");
    assert_int_equal(date_days_in_month(1600, 2), 29);
    assert_int_equal(date_days_in_month(1700, 2), 28);
}

static void the_ends_of_the_calendar(void **state)
{
    (void)state;
    counts("0001-01-01", -719162); /* 719163 days from 0001-01-01 to 1970-01-01, first day 1 */
    counts("9999-12-31", 2932896);
    refuses("0000-12-31");
    refuses("0000-01-01");
    struct date d;
    assert_false(date_from_civil((struct civil){0, 12, 31}, &d));
    assert_false(date_from_civil((struct civil){10000, 1, 1}, &d));
    assert_false(date_from_civil((struct civil){-1, 1, 1}, &d));
    assert_false(date_from_civil((struct civil){2025, 0, 1}, &d));
    assert_false(date_from_civil((struct civil){2025, 13, 1}, &d));
    assert_false(date_from_civil((struct civil){2025, -1, 1}, &d));
    assert_false(date_from_civil((struct civil){2025, 1, -1}, &d));
}

static void a_date_is_written_in_one_way(void **state)
{
    (void)state;
    static const char *const WRONG[] = {
        "",           "2025",       "2025-03",     "2025-3-1",   "2025-03-1",   "2025-3-01",
        "2025/03/01", "20250301",   "2025-03-011", "02025-03-1", " 2025-03-01", "2025-03-01 ",
        "2025-03-0a", "2025-0a-01", "a025-03-01",  "2025-03- 1", "2025-03-+1",  "-025-03-01",
        "2025-00-01", "2025-13-01", "2025-03-00",  "2025-03-32", "2025-04-31",  "2025-99-99",
        "2025:03-01", "2025-03:01", "2025-03-0:",  "2025-0/-01", "２025-3-1",   "yyyy-mm-dd"};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
        refuses(WRONG[i]);
    struct date d;
    assert_false(date_parse((struct text){NULL, 0}, &d));
    assert_false(date_parse((struct text){"2025-03-01", 9}, &d));
    assert_true(date_parse((struct text){"2025-03-01T", 10}, &d)); /* as long as it says */
}

static void today_is_the_day_of_the_local_clock(void **state)
{
    (void)state;
    struct date before = date_today();
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    struct date d, after = date_today();
    assert_true(
        date_from_civil((struct civil){local.tm_year + 1900, local.tm_mon + 1, local.tm_mday}, &d));
    assert_true(before.day <= d.day && d.day <= after.day);
}

/* Far enough east and west of each other, two places have different days at any moment. */
static void today_depends_on_where_one_is(void **state)
{
    (void)state;
    const char *zone = getenv("TZ");
    char kept[64];
    snprintf(kept, sizeof kept, "%s", zone == NULL ? "" : zone);
    setenv("TZ", "EAST-14", 1);
    tzset();
    struct date east = date_today();
    setenv("TZ", "WEST+12", 1);
    tzset();
    struct date west = date_today();
    if (zone == NULL)
        unsetenv("TZ");
    else
        setenv("TZ", kept, 1);
    tzset();
    assert_in_range(east.day - west.day, 1, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_two_centuries_comes_back),
        cmocka_unit_test(days_are_counted_from_1970),
        cmocka_unit_test(leap_years_are_gregorian),
        cmocka_unit_test(the_ends_of_the_calendar),
        cmocka_unit_test(a_date_is_written_in_one_way),
        cmocka_unit_test(today_is_the_day_of_the_local_clock),
        cmocka_unit_test(today_depends_on_where_one_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
