/* Periods as they are given, and the accounts of when they end. */
#include "account/due.h"
#include "policy/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define NOTICE_2023                                                                                \
    "国务院办公厅关于2023年部分节假日安排的通知\xEF\xBC\x88国办发明电〔2022〕16号\xEF\xBC\x89"
#define NOTICE_2025                                                                                \
    "国务院办公厅关于2025年部分节假日安排的通知\xEF\xBC\x88"                    \
    "2024-11-12\xEF\xBC\x89"

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

static struct period period(const char *from, int64_t number, enum period_unit unit)
{
    return (struct period){day(from), unit, number};
}

static void is_day(struct date found, const char *expected)
{
    char text[DATE_TEXT_SIZE];
    (void)date_format(found, text);
    assert_string_equal(text, expected);
}

/* ---- periods ------------------------------------------------------------------------------- */

static void ends(struct period p, const char *expected)
{
    struct date end;
    assert_int_equal(period_end(calendar, &p, &end), DUE_FOUND);
    is_day(end, expected);
}

static void a_period_ends_by_the_rule_of_its_unit(void **state)
{
    (void)state;
    ends(period("2025-09-28", 5, PERIOD_WORKING_DAYS), "2025-10-11");
    ends(period("2025-09-28", 5, PERIOD_MONTHS), "2026-02-28");
    ends(period("2025-09-28", 5, PERIOD_DAYS), "2025-10-09");
}

static void ends_nominally(struct period p, const char *expected)
{
    struct date end;
    assert_true(period_nominal_end(&p, &end));
    is_day(end, expected);
    assert_int_equal(period_last_month(&p).number, month_of(day(expected)).number);
}

static void a_nominal_end_is_not_moved(void **state)
{
    (void)state;
    ends_nominally(period("2025-09-01", 1, PERIOD_MONTHS), "2025-10-01");
    ends_nominally(period("2025-01-31", 1, PERIOD_MONTHS), "2025-02-28");
    ends_nominally(period("2024-01-31", 1, PERIOD_MONTHS), "2024-02-29");
    ends_nominally(period("2024-12-31", 2, PERIOD_MONTHS), "2025-02-28");
    ends_nominally(period("2025-12-31", 1, PERIOD_DAYS), "2026-01-01");
    ends_nominally(period("2025-09-30", 1, PERIOD_DAYS), "2025-10-01");
}

static void a_nominal_end_may_be_beyond_all_years(void **state)
{
    (void)state;
    struct date end;
    struct period p = period("9999-11-30", 1, PERIOD_MONTHS);
    ends_nominally(p, "9999-12-30");
    p.number = 2;
    assert_false(period_nominal_end(&p, &end));
    p.number = PERIOD_NUMBER_MAX;
    assert_false(period_nominal_end(&p, &end));
}

/* ---- accounts ------------------------------------------------------------------------------ */

static void reads(struct period p, const char *expected)
{
    struct buffer out = {0};
    struct date due;
    assert_int_equal(period_end(calendar, &p, &due), DUE_FOUND);
    account_due(&out, calendar, &p, due);
    buffer_char(&out, '\0');
    assert_false(out.failed);
    assert_string_equal(out.p, expected);
    buffer_free(&out);
}

static void working_days_are_listed_with_what_is_passed_over(void **state)
{
    (void)state;
    reads(period("2025-10-09", 1, PERIOD_WORKING_DAYS),
          "  working days: 1, after 2025-10-09 (Thursday), which does not count (Civil Code art. "
          "201)\n"
          "  2025-10-10 (Friday): working day 1\n"
          "  due on 2025-10-10 (Friday)\n");
    /* Two weekend days in a row are worked, by one notice. */
    reads(period("2023-01-20", 3, PERIOD_WORKING_DAYS),
          "  working days: 3, after 2023-01-20 (Friday), which does not count (Civil Code art. "
          "201)\n"
          "  2023-01-21 (Saturday) to 2023-01-27 (Friday): off, by " NOTICE_2023 "\n"
          "  2023-01-28 (Saturday) to 2023-01-29 (Sunday): working days 1 to 2, by " NOTICE_2023
          "\n"
          "  2023-01-30 (Monday): working day 3\n"
          "  due on 2023-01-30 (Monday)\n");
    /* A weekend of which one day is worked. */
    reads(period("2025-02-07", 2, PERIOD_WORKING_DAYS),
          "  working days: 2, after 2025-02-07 (Friday), which does not count (Civil Code art. "
          "201)\n"
          "  2025-02-08 (Saturday): working day 1, by " NOTICE_2025 "\n"
          "  2025-02-09 (Sunday): weekend\n"
          "  2025-02-10 (Monday): working day 2\n"
          "  due on 2025-02-10 (Monday)\n");
}

static void an_end_that_moves_says_why(void **state)
{
    (void)state;
    reads(period("2025-01-15", 1, PERIOD_MONTHS),
          "  months: 1, after 2025-01-15 (Wednesday), which does not count (Civil Code art. 201)\n"
          "  its last day is 2025-02-15 (Saturday), the same day of the last month (art. 202)\n"
          "  2025-02-15 (Saturday) to 2025-02-16 (Sunday): weekend\n"
          "  2025-02-17 (Monday): a working day\n"
          "  a period does not end on a day off, but on the working day that follows (art. 203)\n"
          "  due on 2025-02-17 (Monday)\n");
    reads(period("2025-01-06", 2, PERIOD_DAYS),
          "  days: 2, after 2025-01-06 (Monday), which does not count (Civil Code art. 201)\n"
          "  its last day is 2025-01-08 (Wednesday)\n"
          "  due on 2025-01-08 (Wednesday)\n");
}

/* ---- what the calendar does not have ------------------------------------------------------- */

static void needs(struct period p, const char *text)
{
    struct error error = {0};
    struct date end;
    assert_int_not_equal(period_end(calendar, &p, &end), DUE_FOUND);
    assert_false(account_unknown_year(calendar, &p, "from", &error));
    assert_string_equal(error.column, "from");
    assert_string_equal(error.text, text);
}

#define KNOWN                                                                                      \
    " are not known, only those from 2023-01-01 up to 2026-12-31; --calendar FILE adds days"

static void the_year_that_is_not_known_is_named(void **state)
{
    (void)state;
    needs(period("2026-12-31", 1, PERIOD_WORKING_DAYS),
          "found '2026-12-31', but the days off of 2027" KNOWN);
    needs(period("2024-01-01", 99999, PERIOD_WORKING_DAYS),
          "found '2024-01-01', but the days off of 2027" KNOWN);
    needs(period("2022-12-30", 1, PERIOD_WORKING_DAYS),
          "found '2022-12-30', but the days off of 2022" KNOWN);
    needs(period("2026-06-01", 12, PERIOD_MONTHS),
          "found '2026-06-01', but the days off of 2027" KNOWN);
    needs(period("2022-06-01", 1, PERIOD_DAYS),
          "found '2022-06-01', but the days off of 2022" KNOWN);
    needs(period("9999-12-31", 1, PERIOD_MONTHS),
          "found '9999-12-31', but the days off of 10000" KNOWN);
    needs(period("9999-12-31", 1, PERIOD_DAYS),
          "found '9999-12-31', but the days off of 10000" KNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_period_ends_by_the_rule_of_its_unit),
        cmocka_unit_test(a_nominal_end_is_not_moved),
        cmocka_unit_test(a_nominal_end_may_be_beyond_all_years),
        cmocka_unit_test(working_days_are_listed_with_what_is_passed_over),
        cmocka_unit_test(an_end_that_moves_says_why),
        cmocka_unit_test(the_year_that_is_not_known_is_named),
    };
    return cmocka_run_group_tests(tests, start, finish);
}
