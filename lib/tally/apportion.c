#include "tally/apportion.h"

#include "base/money.h"

#include <stdlib.h>

struct remainder {
    int64_t size;
    int part;
};

static int compare(const void *p, const void *q)
{
    const struct remainder *a = p, *b = q;
    if (a->size != b->size)
        return a->size < b->size ? 1 : -1;
    return a->part - b->part;
}

static bool add_up(const int64_t *parts, int count, int64_t *out)
{
    *out = 0;
    for (int i = 0; i < count; i++)
        if (parts[i] < 0 || __builtin_add_overflow(*out, parts[i], out))
            return false;
    return true;
}

bool apportion(const int64_t *parts, int count, int64_t whole, int64_t *shares)
{
    int64_t all;
    if (whole < 0 || !add_up(parts, count, &all))
        return false;
    if (all == 0) {
        for (int i = 0; i < count; i++)
            shares[i] = 0;
        return true;
    }
    struct remainder *remainders = calloc((size_t)count, sizeof *remainders);
    if (remainders == NULL)
        return false;
    int64_t left = whole;
    for (int i = 0; i < count; i++) {
        const wide_int product = (wide_int)parts[i] * whole; /* always fits */
        shares[i] = (int64_t)(product / all);
        remainders[i] = (struct remainder){(int64_t)(product % all), i};
        left -= shares[i];
    }
    qsort(remainders, (size_t)count, sizeof *remainders, compare);
    /* Each remainder is below `all` and together they are `left` times that: more than `left` of
     * them are above 0, and a part of 0 gets nothing. */
    for (int i = 0; i < left; i++)
        shares[remainders[i].part]++;
    free(remainders);
    return true;
}
