/* For unit tests of tallies: records from a few words each. */
#ifndef BANGFU_TESTS_TALLY_RECORDS_H
#define BANGFU_TESTS_TALLY_RECORDS_H

#include "tally/tally.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* The largest amount there is, in yuan. */
#define LARGEST "92233720368547758.07"

#define NONE    CATEGORY_COUNT
#define INVALID (-1)

static inline struct month month_named(const char *text)
{
    struct month m;
    if (!month_parse(text_of(text), &m))
        fail_msg("'%s' is no month", text);
    return m;
}

/* Reads `living 500;medical 0.01`. */
static inline void read_amounts(const char *text, struct money out[ITEM_COUNT])
{
    for (struct text rest = text_of(text); rest.p != NULL && rest.n > 0;) {
        struct text amount = text_next(&rest, ';'), name = text_next(&amount, ' ');
        int item = 0;
        while (item < ITEM_COUNT && !text_is(name, ITEM_NAMES[item]))
            item++;
        if (item == ITEM_COUNT || money_parse(amount, &out[item]) != NUMBER_OK)
            fail_msg("'%s' are no amounts", text);
    }
}

/* A record; an empty month is none, a category INVALID one that could not be decided. */
static inline struct tally_record record_of(const char *month, const char *household, int category,
                                            const char *aid)
{
    struct tally_record r = {.household = text_of(household),
                             .category = category == INVALID ? NONE : (enum category)category,
                             .invalid = category == INVALID};
    r.has_month = month[0] != '\0';
    if (r.has_month)
        r.month = month_named(month);
    read_amounts(aid, r.aid);
    return r;
}

static inline void add_record(struct tally *tally, struct tally_record r)
{
    assert_true(tally_add(tally, &r));
}

static inline void add(struct tally *tally, const char *month, const char *household, int category,
                       const char *aid)
{
    add_record(tally, record_of(month, household, category, aid));
}

/* A measure is `households grants yuan`, such as `1 2 700.00`. */
static inline void measure_is(const struct measure *m, const char *expected)
{
    char amount[MONEY_TEXT_SIZE], text[128];
    money_format(m->amount, amount);
    (void)snprintf(text, sizeof text, "%ld %ld %s", (long)m->households, (long)m->grants, amount);
    assert_string_equal(text, expected);
}

#define NOTHING "0 0 0.00"

static inline void money_is(struct money m, const char *expected)
{
    char text[MONEY_TEXT_SIZE];
    money_format(m, text);
    assert_string_equal(text, expected);
}

#endif
