/*
 * For unit tests of filing: applications as far as they have gone, and where a decision puts them
 * in a few words.
 *
 * National Day 2025: 1 to 8 October are off; Sunday, 28 September and Saturday, 11 October are
 * worked. A publicity from 28 September on has its five working days on 29, 30, 9, 10, 11; the
 * first working day after 11 October, a Saturday, is Monday, 13 October.
 */
#ifndef BANGFU_TESTS_FILING_CASES_H
#define BANGFU_TESTS_FILING_CASES_H

#include "policy_rows.h"
#include "rules/filing.h"

#define PLAN_1        "filing.visitors_min=2\nfiling.publicity_working_days=5\n"
#define ALL_DOCUMENTS ((1u << DOCUMENT_COUNT) - 1)

static struct calendar *calendar;

static inline int cases_start(void **state)
{
    (void)state;
    struct error error;
    calendar = calendar_load(NULL, 0, &error);
    return calendar == NULL;
}

static inline int cases_finish(void **state)
{
    calendar_free(calendar);
    return rows_free(state);
}

static inline struct date day(const char *text)
{
    struct date d;
    assert_true(date_parse(text_of(text), &d));
    return d;
}

static inline void publish(struct application *a, const char *from, const char *to)
{
    a->has_from = from != NULL;
    a->has_to = to != NULL;
    if (from != NULL)
        a->publicity_from = day(from);
    if (to != NULL)
        a->publicity_to = day(to);
}

static inline void file(struct application *a, const char *filed)
{
    a->has_filed = true;
    a->filed = day(filed);
}

/* All documents are there, and the household was visited. */
static inline struct application visited(void)
{
    return (struct application){.documents = ALL_DOCUMENTS, .visitors = 2, .visit_form = true};
}

/* The long way, as far as the first review … */
static inline struct application reviewed(void)
{
    struct application a = visited();
    a.first_review = VERDICT_PASS;
    a.sealed = true;
    return a;
}

/* … as far as the matching … */
static inline struct application matched(void)
{
    struct application a = reviewed();
    a.match = VERDICT_PASS;
    return a;
}

/* … and published for just as long as it takes. */
static inline struct application published(void)
{
    struct application a = matched();
    publish(&a, "2025-09-28", "2025-10-11");
    return a;
}

/* Looked at on 28 September 2025, which nobody asked for. */
static inline struct filing decide(const char *lines, const struct application *a)
{
    struct filing f;
    filing_decide(in_force(lines), calendar, a, day("2025-10-14"), &f);
    assert_int_equal(f.undecided, FILING_DECIDED);
    return f;
}

/* A letter for each check: category, documents, visitors, first review, county visit, county
 * review, match, publicity. `-` not asked, `+` holds, `.` pending, `n` says no, `V` violated. */
static inline void checks_are(const struct filing *f, const char *expected)
{
    char found[FILING_CHECKS + 1] = {0};
    for (int check = 0; check < FILING_CHECKS; check++)
        found[check] = "-+.nV"[f->check[check]];
    assert_string_equal(found, expected);
    assert_int_equal(filing_violated(f), strchr(expected, 'V') != NULL);
}

static inline void missing_is(const struct filing *f, const char *expected)
{
    struct buffer found = {0};
    for (int d = 0; d < DOCUMENT_COUNT; d++)
        if (f->missing_documents >> d & 1u)
            buffer_format(&found, "%s%s", found.n > 0 ? ";" : "", DOCUMENT_NAMES[d]);
    for (int m = 0; m < MISSING_COUNT; m++)
        if (f->missing >> m & 1u)
            buffer_format(&found, "%s%s", found.n > 0 ? ";" : "", MISSING_NAMES[m]);
    buffer_char(&found, '\0');
    assert_string_equal(found.p, expected);
    buffer_free(&found);
}

/* By plan 1: the checks, the stage, the step, and what is missing. */
static inline void stands(const struct application *a, const char *checks, const char *stage,
                          const char *step, const char *missing)
{
    const struct filing f = decide(PLAN_1, a);
    checks_are(&f, checks);
    assert_string_equal(filing_stage_name(f.stage, a->accidental), stage);
    assert_string_equal(FILING_STEP_NAMES[f.step], step);
    missing_is(&f, missing);
}

/* NULL: not set. */
static inline void day_is(struct filing_day found, const char *expected)
{
    char text[DATE_TEXT_SIZE];
    assert_int_equal(found.set, expected != NULL);
    if (expected == NULL)
        return;
    (void)date_format(found.day, text);
    assert_string_equal(text, expected);
}

#endif
