/*
 * For unit tests of student aid in autumn: an application that fulfils everything, of which each
 * test changes what it is about, and a decision in a few letters.
 *
 * By plan 2 with a dibao of 664 yuan, for a household of three: 3 x 664 x 12 x 3 = 71712 yuan a
 * year, 996 x 12 x 3 = 35856 yuan a year.
 */
#ifndef BANGFU_TESTS_GOLDEN_AUTUMN_CASES_H
#define BANGFU_TESTS_GOLDEN_AUTUMN_CASES_H

#include "policy_rows.h"
#include "rules/golden_autumn.h"

#define INCOMES "dibao=664\ngolden_autumn.income_multiple=3\ngolden_autumn.net_income_max=996\n"
#define PLAN_2                                                                                     \
    INCOMES "golden_autumn.deadline=08-01\ngolden_autumn.tenure_months=12\n"                       \
            "golden_autumn.contract_months=12\n"

#define ALWAYS_ASKED                                                                               \
    (1u << GA_DOCUMENT_ID_CARD | 1u << GA_DOCUMENT_HUKOU | 1u << GA_DOCUMENT_INCOME_PROOF |        \
     1u << GA_DOCUMENT_SCHOOL_PROOF)

static inline struct date day(const char *text)
{
    struct date d;
    assert_true(date_parse(text_of(text), &d));
    return d;
}

/* By condition 1: a child at university, 50000 yuan less 15000 yuan for school. */
static inline struct ga_application eligible(void)
{
    struct ga_application a = {.causes = 1u << GA_CAUSE_SCHOOLING,
                               .has_houses = true,
                               .houses = 1,
                               .shop = STATED_NO,
                               .hires = STATED_NO,
                               .private_school = STATED_NO,
                               .abroad = STATED_NO,
                               .vehicle = STATED_NO,
                               .applied = day("2025-07-20"),
                               .documents = ALWAYS_ASKED};
    a.household.size = 3;
    a.household.income = yuan("50000");
    a.household.cost[COST_EDUCATION] = yuan("15000");
    a.students[STAGE_COLLEGE] = 1;
    return a;
}

/* The same, of one from elsewhere. */
static inline struct ga_application migrant(const char *employed, const char *applied)
{
    struct ga_application a = eligible();
    a.migrant = true;
    a.has_employed = true;
    a.employed = day(employed);
    a.has_contract = true;
    a.contract_months = 12;
    a.applied = day(applied);
    return a;
}

static inline struct golden_autumn decide(const char *lines, const struct ga_application *a)
{
    struct golden_autumn g;
    golden_autumn_decide(in_force(lines), a, &g);
    assert_int_equal(g.undecided, DECIDED);
    assert_int_equal(g.gap, PARAMETER_COUNT);
    return g;
}

static inline void letters_of(const struct golden_autumn *g, char out[GA_RULES + 1])
{
    for (int rule = 0; rule < GA_RULES; rule++)
        out[rule] = "-+?n"[g->state[rule]];
    out[GA_RULES] = '\0';
}

/* A letter for each rule: target, condition, houses, business, school, vehicle, deadline, migrant,
 * documents. `-` not asked, `+` holds, `?` missing, `n` fails. The category follows from them. */
static inline void states_are(const struct golden_autumn *g, const char *expected)
{
    char found[GA_RULES + 1];
    letters_of(g, found);
    assert_string_equal(found, expected);
    if (strchr(expected, 'n') != NULL)
        assert_int_equal(g->category, GA_NONE);
    else if (strchr(expected, '?') != NULL)
        assert_int_equal(g->category, GA_INCOMPLETE);
    else
        assert_int_equal(g->category, GA_ELIGIBLE);
}

/* By plan 2. */
static inline void stands(const struct ga_application *a, const char *expected)
{
    const struct golden_autumn g = decide(PLAN_2, a);
    states_are(&g, expected);
}

#endif
