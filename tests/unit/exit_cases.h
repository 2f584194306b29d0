/*
 * For unit tests of leaving the programme: the months of one household, counted to a run, and the
 * state of the last of them.
 */
#ifndef BANGFU_TESTS_EXIT_CASES_H
#define BANGFU_TESTS_EXIT_CASES_H

#include "policy_rows.h"
#include "rules/exit.h"

#define MONTHS "exit.months=6\n"
#define PLAN_1                                                                                     \
    MONTHS "filing.visitors_min=2\nexit.objection_months=1\nexit.review_working_days=15\n"

static inline struct date day(const char *text)
{
    struct date d;
    assert_true(date_parse(text_of(text), &d));
    return d;
}

static inline void day_is(struct date d, const char *expected)
{
    char text[DATE_TEXT_SIZE];
    date_format(d, text);
    assert_string_equal(text, expected);
}

static inline struct month month(const char *text)
{
    struct month m;
    assert_true(month_parse(text_of(text), &m));
    return m;
}

static inline void month_is(struct month m, const char *expected)
{
    char text[MONTH_TEXT_SIZE];
    month_format(m, text);
    assert_string_equal(text, expected);
}

/* A month with a dibao of 700, of a household of `size`. */
static inline struct exit_month observed(const char *when, int64_t size, const char *income)
{
    return (struct exit_month){month(when), size, yuan(income), true, yuan("700"), NULL};
}

/* What the months of one household are counted to. */
static struct exit_run run;

/* A setup as cmocka wants it. */
static inline int none(void **state)
{
    (void)state;
    run = (struct exit_run){0};
    return 0;
}

/* Counts `count` months from `first` on, of one head with this income. */
static inline void count(const char *first, int count, const char *income)
{
    struct exit_month m = observed(first, 1, income);
    for (; count > 0; count--, m.month.number++) {
        assert_int_equal(exit_order(&run, m.month), EXIT_IN_ORDER);
        assert_true(exit_count(&run, &m));
    }
}

static inline void count_without_dibao(const char *when)
{
    struct exit_month m = observed(when, 1, "800");
    m.has_dibao = false;
    m.dibao = yuan(LARGEST); /* is not looked at */
    assert_true(exit_count(&run, &m));
}

/* The state of the month that was counted last: two heads, and all else that `out` asks. */
static inline struct exit_state latest(const char *income)
{
    return (struct exit_state){.month = {run.latest, 2, yuan(income), true, yuan("700")},
                               .cause_removed = true,
                               .visitors = 2};
}

#endif
