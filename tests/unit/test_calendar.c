/* The calendar of working days, and periods that end by it. */
#include "base/month.h"
#include "policy/calendar.h"
#include "rules/due.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static struct calendar *calendar;

static int start(void **state)
{
    (void)state;
    struct error error;
    calendar = calendar_load(NULL, 0, &error);
    return calendar == NULL;
}

static int finish(void **state)
{
    (void)state;
    calendar_free(calendar);
    return 0;
}

static struct date day(const char *text)
{
    struct date d;
    assert_true(date_parse(text_of(text), &d));
    return d;
}

/* Of every year the number of working days that its notice leaves, counted by hand from the
 * notices: the days of the week less the days off, and the weekend days that are worked. */
static void years_have_their_working_days(void **state)
{
    (void)state;
    static const int DAYS[] = {249, 251, 248, 248};
    for (int i = 0; i < 4; i++) {
        int works = 0;
        for (struct date d = month_first_day(month_make(2023 + i, 1));
             d.day <= month_last_day(month_make(2023 + i, 12)).day; d.day++) {
            assert_true(calendar_knows(calendar, d));
            works += calendar_works(calendar, d);
        }
        assert_int_equal(works, DAYS[i]);
    }
}

static void days_off_and_days_made_up_for_are_known(void **state)
{
    (void)state;
    assert_true(calendar_works(calendar, day("2024-02-09")));  /* New Year's Eve: a working day */
    assert_false(calendar_works(calendar, day("2024-02-10"))); /* the first day off */
    assert_false(calendar_works(calendar, day("2024-02-17"))); /* the last */
    assert_true(calendar_works(calendar, day("2024-02-18")));  /* a Sunday that is worked */
    assert_true(calendar_works(calendar, day("2025-10-11")));  /* a Saturday that is worked */
    assert_false(calendar_works(calendar, day("2025-10-12"))); /* a Sunday like others */
    assert_true(calendar_works(calendar, day("2025-10-13")));
}

static void nothing_is_said_of_other_years(void **state)
{
    (void)state;
    struct date last;
    assert_false(calendar_knows(calendar, day("2022-12-31"))); /* a day off of 2023's notice */
    assert_true(calendar_knows(calendar, day("2023-01-01")));
    assert_true(calendar_knows(calendar, day("2026-12-31")));
    assert_false(calendar_knows(calendar, day("2027-01-01")));
    assert_true(calendar_known_until(calendar, day("2024-06-01"), &last));
    assert_int_equal(last.day, day("2026-12-31").day);
    assert_false(calendar_known_until(calendar, day("2022-06-01"), &last));
}

static void a_special_day_names_its_notice(void **state)
{
    (void)state;
    const struct calendar_day *special = calendar_special(calendar, day("2025-10-11"));
    assert_non_null(special);
    assert_true(special->works);
    assert_int_equal(special->date.day, day("2025-10-11").day);
    assert_non_null(strstr(special->source, "2025"));
    assert_non_null(strstr(special->source, "2024-11-12"));
    assert_string_equal(special->file, "share/calendar/cn.csv");
    special = calendar_special(calendar, day("2022-12-31")); /* of the notice of 2023 */
    assert_non_null(special);
    assert_false(special->works);
    assert_non_null(strstr(special->source, "2023"));
    assert_null(calendar_special(calendar, day("2025-10-12"))); /* a Sunday like others */
    assert_null(calendar_special(calendar, day("2025-10-13")));
    assert_null(calendar_special(calendar, day("2030-01-01")));
}

static void days_have_their_weekdays(void **state)
{
    (void)state;
    assert_int_equal(calendar_weekday(day("1970-01-01")), 3); /* a Thursday */
    assert_int_equal(calendar_weekday(day("1969-12-28")), 6);
    assert_int_equal(calendar_weekday(day("1969-12-29")), 0);
    assert_int_equal(calendar_weekday(day("2025-09-28")), 6);
    assert_int_equal(calendar_weekday(day("2025-09-29")), 0);
    assert_int_equal(calendar_weekday(day("0001-01-01")), 0);
}

/* ---- files --------------------------------------------------------------------------------- */

static struct calendar *load(const char *rows, struct error *error)
{
    char name[] = "/tmp/bangfu-calendar-XXXXXX";
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, rows, strlen(rows)), strlen(rows));
    assert_int_equal(close(fd), 0);
    const char *files[] = {name};
    struct calendar *loaded = calendar_load(files, 1, error);
    assert_int_equal(unlink(name), 0);
    return loaded;
}

static void a_file_adds_and_replaces_days(void **state)
{
    (void)state;
    struct error error;
    struct calendar *more = load("\xEF\xBB\xBF" /* as spreadsheet programs save it */
                                 "date,kind,source\r\n2027-01-01,holiday,notice\n"
                                 "2026-12-31,holiday,notice\n2027-01-02,workday,notice\n",
                                 &error);
    assert_non_null(more);
    assert_true(calendar_knows(more, day("2027-06-01")));
    assert_false(calendar_works(more, day("2026-12-31")));
    assert_true(calendar_works(more, day("2027-01-02"))); /* a Saturday */
    assert_false(calendar_works(more, day("2027-01-03")));
    calendar_free(more);
}

static void spans(const struct calendar *c, const char *from, const char *until)
{
    struct date first, last;
    calendar_span(c, &first, &last);
    assert_int_equal(first.day, day(from).day);
    assert_int_equal(last.day, day(until).day);
}

static void a_file_s_documents_are_kept(void **state)
{
    (void)state;
    struct error error;
    struct calendar *more = load("date,kind,source\n2027-01-01,holiday,  the first one \n"
                                 "2028-01-01,holiday,\"another, \"\"quoted\"\"\"\n"
                                 "2025-10-01,workday,the first one\n",
                                 &error);
    assert_non_null(more); /* its file is gone */
    assert_string_equal(calendar_special(more, day("2027-01-01"))->source, "the first one");
    assert_string_equal(calendar_special(more, day("2028-01-01"))->source, "another, \"quoted\"");
    assert_string_equal(calendar_special(more, day("2025-10-01"))->source, "the first one");
    assert_true(calendar_special(more, day("2025-10-01"))->works);
    assert_non_null(strstr(calendar_special(more, day("2025-10-02"))->source, "2024-11-12"));
    spans(calendar, "2023-01-01", "2026-12-31");
    spans(more, "2023-01-01", "2028-12-31");
    calendar_free(more);
}

static void refused(const char *rows, long line, const char *column)
{
    struct error error = {0};
    assert_null(load(rows, &error));
    assert_int_equal(error.line, line);
    assert_string_equal(error.column, column);
}

static void what_is_no_calendar_is_refused(void **state)
{
    (void)state;
    refused("date,kind,source\n2027-02-29,holiday,notice\n", 2, "date");
    refused("date,kind,source\n2027-01-01,holiday,n\n2027-1-2,holiday,n\n", 3, "date");
    refused("date,kind,source\n2027-01-01,off,notice\n", 2, "kind");
    refused("date,kind,source\n2027-01-01,holiday,\n", 2, "source");
    refused("date,kind,source\n2027-01-01,holiday,n\n2027-01-01,workday,n\n", 3, "date");
    refused("date,kind,source\n2027-01-01,holiday\n", 2, "");
    refused("2027-01-01,holiday,notice\n2027-01-02,holiday,notice\n", 1, "");
    refused("kind,date,source\nholiday,2027-01-01,notice\n", 1, "");
    refused("", 1, "");
    struct error error = {0};
    const char *files[] = {"/nowhere/calendar.csv"};
    assert_null(calendar_load(files, 1, &error));
    assert_string_equal(error.file, "/nowhere/calendar.csv");
}

/* ---- periods ------------------------------------------------------------------------------- */

typedef enum due count(const struct calendar *calendar, struct date from, int64_t n,
                       struct date *out);

static void ends(count *counted, const char *from, int64_t n, const char *expected)
{
    struct date end = {0};
    char found[DATE_TEXT_SIZE];
    assert_int_equal(counted(calendar, day(from), n, &end), DUE_FOUND);
    date_format(end, found);
    assert_string_equal(found, expected);
}

static void working_days_pass_over_days_off(void **state)
{
    (void)state;
    ends(due_after_working_days, "2025-09-28", 5, "2025-10-11");  /* 29, 30, 9, 10, 11 */
    ends(due_after_working_days, "2024-02-05", 5, "2024-02-18");  /* 6, 7, 8, 9, 18 */
    ends(due_after_working_days, "2026-02-09", 15, "2026-03-06"); /* 10-14, 24-28, 2-6 */
    ends(due_after_working_days, "2025-10-01", 1, "2025-10-09");  /* begins on a day off */
}

static void months_end_on_the_same_day_or_the_last(void **state)
{
    (void)state;
    ends(due_after_months, "2025-01-31", 1, "2025-02-28");
    ends(due_after_months, "2024-01-31", 1, "2024-02-29");
    ends(due_after_months, "2025-03-31", 1, "2025-04-30");
    ends(due_after_months, "2025-06-30", 1, "2025-07-30");
    ends(due_after_months, "2025-09-01", 1, "2025-10-09"); /* the first of eight days off */
    ends(due_after_months, "2025-09-08", 1, "2025-10-09"); /* the last */
    ends(due_after_months, "2025-09-09", 1, "2025-10-09");
    ends(due_after_months, "2025-11-30", 3, "2026-02-28"); /* a Saturday that is worked */
}

static void days_end_on_a_working_day(void **state)
{
    (void)state;
    ends(due_after_days, "2025-10-10", 1, "2025-10-11"); /* a Saturday that is worked */
    ends(due_after_days, "2025-10-10", 2, "2025-10-13");
    ends(due_after_days, "2025-10-10", 3, "2025-10-13");
    ends(due_after_days, "2024-12-31", 1, "2025-01-02");
}

static void fails(count *counted, const char *from, int64_t n, enum due expected)
{
    struct date end;
    assert_int_equal(counted(calendar, day(from), n, &end), expected);
}

static void nothing_is_guessed_beyond_the_calendar(void **state)
{
    (void)state;
    ends(due_after_working_days, "2026-12-30", 1, "2026-12-31");
    fails(due_after_working_days, "2026-12-31", 1, DUE_UNKNOWN_YEAR);
    fails(due_after_working_days, "2022-12-01", 1, DUE_UNKNOWN_YEAR);
    ends(due_after_months, "2026-11-30", 1, "2026-12-30");
    fails(due_after_months, "2026-12-01", 1, DUE_UNKNOWN_YEAR);
    fails(due_after_days, "2026-12-31", 1, DUE_UNKNOWN_YEAR);
    for (int64_t n = -1; n <= 0; n++) {
        fails(due_after_working_days, "2025-01-02", n, DUE_OUT_OF_RANGE);
        fails(due_after_months, "2025-01-02", n, DUE_OUT_OF_RANGE);
        fails(due_after_days, "2025-01-02", n, DUE_OUT_OF_RANGE);
    }
    fails(due_after_months, "2025-01-02", INT64_MAX, DUE_OUT_OF_RANGE);
    fails(due_after_months, "2025-01-02", 12 * 9000, DUE_OUT_OF_RANGE);
    fails(due_after_days, "2025-01-02", INT64_MAX, DUE_OUT_OF_RANGE);
    fails(due_after_days, "2025-01-02", 400000, DUE_UNKNOWN_YEAR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(years_have_their_working_days),
        cmocka_unit_test(days_off_and_days_made_up_for_are_known),
        cmocka_unit_test(nothing_is_said_of_other_years),
        cmocka_unit_test(a_special_day_names_its_notice),
        cmocka_unit_test(days_have_their_weekdays),
        cmocka_unit_test(a_file_adds_and_replaces_days),
        cmocka_unit_test(a_file_s_documents_are_kept),
        cmocka_unit_test(what_is_no_calendar_is_refused),
        cmocka_unit_test(working_days_pass_over_days_off),
        cmocka_unit_test(months_end_on_the_same_day_or_the_last),
        cmocka_unit_test(days_end_on_a_working_day),
        cmocka_unit_test(nothing_is_guessed_beyond_the_calendar),
    };
    return cmocka_run_group_tests(tests, start, finish);
}
