/* The last day of an application, and how long a worker from elsewhere has worked: plan 2. */
#include "base/month.h"
#include "golden_autumn_cases.h"

#include <stdio.h>

/* --- the last day ----------------------------------------------------------------------------- */

static void applied_on(const char *lines, const char *applied, const char *last_day, char expected)
{
    struct ga_application a = eligible();
    a.applied = day(applied);
    const struct golden_autumn g = decide(lines, &a);
    char states[] = "++++++_-+";
    states[GA_DEADLINE] = expected;
    states_are(&g, states);
    assert_int_equal(g.has_deadline, last_day != NULL);
    if (last_day != NULL)
        assert_int_equal(g.deadline.day, day(last_day).day);
}

/* 8月1日前; the day itself still counts. */
static void the_last_day_still_counts(void **state)
{
    (void)state;
    applied_on(PLAN_2, "2025-07-31", "2025-08-01", '+');
    applied_on(PLAN_2, "2025-08-01", "2025-08-01", '+');
    applied_on(PLAN_2, "2025-08-02", "2025-08-01", 'n');
}

static void the_year_is_that_of_the_application(void **state)
{
    (void)state;
    applied_on(PLAN_2, "2024-12-31", "2024-08-01", 'n');
    applied_on(PLAN_2, "2025-01-01", "2025-08-01", '+');
    applied_on(PLAN_2, "9999-12-31", "9999-08-01", 'n');
    applied_on(PLAN_2, "0001-01-01", "0001-08-01", '+');
    applied_on(INCOMES "golden_autumn.deadline=12-31\n", "2025-12-31", "2025-12-31", '+');
    applied_on(INCOMES "golden_autumn.deadline=12-31\n", "2026-01-01", "2026-12-31", '+');
    applied_on(INCOMES "golden_autumn.deadline=01-01\n", "2025-01-01", "2025-01-01", '+');
    applied_on(INCOMES "golden_autumn.deadline=01-01\n", "2025-01-02", "2025-01-01", 'n');
}

static void the_leap_day_is_the_last_of_february(void **state)
{
    (void)state;
    const char *lines = INCOMES "golden_autumn.deadline=02-29\n";
    applied_on(lines, "2024-02-29", "2024-02-29", '+');
    applied_on(lines, "2024-03-01", "2024-02-29", 'n');
    applied_on(lines, "2025-02-28", "2025-02-28", '+');
    applied_on(lines, "2025-03-01", "2025-02-28", 'n');
    applied_on(lines, "1900-03-01", "1900-02-28", 'n'); /* no leap year */
    applied_on(lines, "2000-02-29", "2000-02-29", '+'); /* one */
}

static void without_a_last_day_none_is_asked_for(void **state)
{
    (void)state;
    applied_on(INCOMES, "2025-12-31", NULL, '-');
}

/* --- a full year ------------------------------------------------------------------------------ */

/* Without a last day of the year, which is of no interest here. */
#define TENURE   "golden_autumn.tenure_months=12\n"
#define CONTRACT "golden_autumn.contract_months=12\n"

static void migrant_is(const char *lines, const struct ga_application *a, char expected)
{
    const struct golden_autumn g = decide(lines, a);
    char states[] = "++++++-_+";
    states[GA_MIGRANT] = expected;
    states_are(&g, states);
}

static void worked(const char *employed, const char *applied, char expected)
{
    const struct ga_application a = migrant(employed, applied);
    migrant_is(INCOMES TENURE CONTRACT, &a, expected);
}

/* A policy that asks for so many months, and for no contract. */
struct lines {
    char text[sizeof INCOMES + sizeof TENURE];
};

static struct lines tenure_of(int months)
{
    struct lines lines;
    (void)snprintf(lines.text, sizeof lines.text, INCOMES "golden_autumn.tenure_months=%d\n",
                   months);
    return lines;
}

static void must_begin_by(int months, const char *applied, const char *expected)
{
    const struct ga_application a = migrant("1990-01-01", applied);
    const struct golden_autumn g = decide(tenure_of(months).text, &a);
    assert_true(g.has_employed_by);
    char found[DATE_TEXT_SIZE];
    (void)date_format(g.employed_by, found);
    assert_string_equal(found, expected);
}

static void a_year_is_full_on_the_same_day(void **state)
{
    (void)state;
    worked("2016-07-19", "2017-07-20", '+');
    worked("2016-07-20", "2017-07-20", '+');
    worked("2016-07-21", "2017-07-20", 'n');
    worked("2017-07-20", "2017-07-20", 'n');
    worked("2018-07-20", "2017-07-20", 'n'); /* not there yet */
    worked("1980-01-01", "2017-07-20", '+');
}

static void a_year_from_the_leap_day_is_full_on_28_february(void **state)
{
    (void)state;
    worked("2016-02-29", "2017-02-27", 'n');
    worked("2016-02-29", "2017-02-28", '+');
    worked("2016-02-29", "2017-03-01", '+');
    worked("2016-02-28", "2017-02-27", 'n');
    worked("2016-02-28", "2017-02-28", '+');
    worked("2016-03-01", "2017-02-28", 'n');
    worked("2016-03-01", "2017-03-01", '+');
    worked("2015-02-28", "2016-02-27", 'n');
    worked("2015-02-28", "2016-02-28", '+');
    worked("2015-03-01", "2016-02-29", 'n'); /* it is full on 1 March */
    worked("2015-03-01", "2016-03-01", '+');
}

static void a_year_runs_over_the_turn_of_the_year(void **state)
{
    (void)state;
    worked("2016-12-31", "2017-12-30", 'n');
    worked("2016-12-31", "2017-12-31", '+');
    worked("2016-12-31", "2018-01-01", '+');
    worked("2017-01-01", "2017-12-31", 'n');
    worked("2017-01-01", "2018-01-01", '+');
    worked("2017-01-02", "2018-01-01", 'n');
}

/* 1 May 2016 is a day off: a length does not end on a working day. */
static void no_day_off_makes_it_longer(void **state)
{
    (void)state;
    worked("2015-05-01", "2016-05-01", '+');
    worked("2024-10-01", "2025-10-01", '+');
}

static void the_day_by_which_is_told(void **state)
{
    (void)state;
    must_begin_by(12, "2017-07-20", "2016-07-20");
    must_begin_by(12, "2017-02-28", "2016-02-29");
    must_begin_by(12, "2017-02-27", "2016-02-27");
    must_begin_by(12, "2016-02-29", "2015-02-28");
    must_begin_by(12, "2016-02-28", "2015-02-28");
    must_begin_by(12, "2018-01-01", "2017-01-01");
    must_begin_by(1, "2025-03-30", "2025-02-28");
    must_begin_by(1, "2025-04-30", "2025-03-31");
    must_begin_by(1, "2025-04-29", "2025-03-29");
    must_begin_by(1, "2025-01-01", "2024-12-01");
    must_begin_by(0, "2025-04-30", "2025-04-30");
    must_begin_by(12, "0002-01-01", "0001-01-01");
}

/* When `months` from a day are full: the same day number of the last month, or its last day. */
static struct date full_on(struct date from, int months)
{
    struct civil c = date_civil(from);
    struct date full;
    for (int i = 0; i < months; i++)
        c = (struct civil){c.month == 12 ? c.year + 1 : c.year, c.month == 12 ? 1 : c.month + 1,
                           c.day};
    while (!date_from_civil(c, &full))
        c.day--;
    return full;
}

/* Each day of five years, by 1, 6, 12 and 13 months: the day told is full, the next is not. */
static void the_day_by_which_is_the_last_one(void **state)
{
    (void)state;
    static const int MONTHS[] = {1, 6, 12, 13};
    for (int i = 0; i < 4; i++) {
        const struct policy_set *policy = in_force(tenure_of(MONTHS[i]).text);
        struct ga_application a = migrant("1990-01-01", "2015-01-01");
        for (; a.applied.day <= day("2020-12-31").day; a.applied.day++) {
            struct golden_autumn g;
            golden_autumn_decide(policy, &a, &g);
            assert_true(g.has_employed_by);
            const struct date next = {g.employed_by.day + 1};
            assert_true(full_on(g.employed_by, MONTHS[i]).day <= a.applied.day);
            assert_true(full_on(next, MONTHS[i]).day > a.applied.day);
        }
    }
}

static void part_of_a_month_asks_for_all_of_it(void **state)
{
    (void)state;
    const char *lines = INCOMES "golden_autumn.tenure_months=11.5\n";
    struct ga_application a = migrant("2016-07-20", "2017-07-20");
    migrant_is(lines, &a, '+');
    a.employed = day("2016-07-21");
    migrant_is(lines, &a, 'n');
}

/* No day is so early that it would do. */
static void nobody_has_worked_since_before_the_first_day(void **state)
{
    (void)state;
    const char *lines = INCOMES "golden_autumn.tenure_months=1000000\n";
    struct ga_application a = migrant("0001-01-01", "9999-12-31");
    migrant_is(lines, &a, 'n');
    const struct golden_autumn g = decide(lines, &a);
    assert_false(g.has_employed_by);
    a.has_employed = false;
    migrant_is(lines, &a, '?');
    a = migrant("0001-01-01", "0001-12-31");
    migrant_is(INCOMES TENURE, &a, 'n');
    a = migrant("0001-01-01", "0002-01-01");
    migrant_is(INCOMES TENURE, &a, '+');
}

/* --- the contract ----------------------------------------------------------------------------- */

/* 一年以上: 12 months are enough. */
static void the_contract_is_of_a_year(void **state)
{
    (void)state;
    struct ga_application a = migrant("2015-01-01", "2017-07-20");
    a.contract_months = 11;
    migrant_is(INCOMES TENURE CONTRACT, &a, 'n');
    a.contract_months = 12;
    migrant_is(INCOMES TENURE CONTRACT, &a, '+');
    a.contract_months = 13;
    migrant_is(INCOMES TENURE CONTRACT, &a, '+');
    a.contract_months = 0;
    migrant_is(INCOMES TENURE CONTRACT, &a, 'n');
    a.contract_months = INT64_MAX;
    migrant_is(INCOMES TENURE CONTRACT, &a, '+');
    a.contract_months = 12;
    migrant_is(INCOMES "golden_autumn.contract_months=12.5\n", &a, 'n');
    a.contract_months = 13;
    migrant_is(INCOMES "golden_autumn.contract_months=12.5\n", &a, '+');
}

/* --- both ------------------------------------------------------------------------------------- */

/* Of one that is fulfilled, is not, or is not stated, the worse counts. */
static void both_are_needed(void **state)
{
    (void)state;
    static const char EXPECTED[3][3] = {{'+', 'n', '?'}, {'n', 'n', 'n'}, {'?', 'n', '?'}};
    for (int tenure = 0; tenure < 3; tenure++)
        for (int contract = 0; contract < 3; contract++) {
            struct ga_application a = migrant("2016-07-20", "2017-07-20");
            a.employed.day += tenure == 1;
            a.has_employed = tenure != 2;
            a.contract_months -= contract == 1;
            a.has_contract = contract != 2;
            migrant_is(INCOMES TENURE CONTRACT, &a, EXPECTED[tenure][contract]);
        }
}

static void what_the_policy_does_not_ask_is_not_asked(void **state)
{
    (void)state;
    struct ga_application a = migrant("2017-07-19", "2017-07-20");
    migrant_is(INCOMES CONTRACT, &a, '+');
    migrant_is(INCOMES TENURE, &a, 'n');
    migrant_is(INCOMES, &a, '-');
    a = migrant("2016-07-20", "2017-07-20");
    a.contract_months = 1;
    migrant_is(INCOMES CONTRACT, &a, 'n');
    migrant_is(INCOMES TENURE, &a, '+');
    a.has_contract = a.has_employed = false;
    migrant_is(INCOMES CONTRACT, &a, '?');
    migrant_is(INCOMES TENURE, &a, '?');
    migrant_is(INCOMES, &a, '-');
}

static void who_is_from_there_is_not_asked(void **state)
{
    (void)state;
    struct ga_application a = migrant("2017-07-19", "2017-07-20");
    a.contract_months = 1;
    a.migrant = false;
    migrant_is(INCOMES TENURE CONTRACT, &a, '-');
    const struct golden_autumn g = decide(INCOMES TENURE CONTRACT, &a);
    assert_false(g.has_employed_by);
    a.has_employed = a.has_contract = false;
    migrant_is(INCOMES TENURE CONTRACT, &a, '-');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_day_still_counts),
        cmocka_unit_test(the_year_is_that_of_the_application),
        cmocka_unit_test(the_leap_day_is_the_last_of_february),
        cmocka_unit_test(without_a_last_day_none_is_asked_for),
        cmocka_unit_test(a_year_is_full_on_the_same_day),
        cmocka_unit_test(a_year_from_the_leap_day_is_full_on_28_february),
        cmocka_unit_test(a_year_runs_over_the_turn_of_the_year),
        cmocka_unit_test(no_day_off_makes_it_longer),
        cmocka_unit_test(the_day_by_which_is_told),
        cmocka_unit_test(the_day_by_which_is_the_last_one),
        cmocka_unit_test(part_of_a_month_asks_for_all_of_it),
        cmocka_unit_test(nobody_has_worked_since_before_the_first_day),
        cmocka_unit_test(the_contract_is_of_a_year),
        cmocka_unit_test(both_are_needed),
        cmocka_unit_test(what_the_policy_does_not_ask_is_not_asked),
        cmocka_unit_test(who_is_from_there_is_not_asked),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
