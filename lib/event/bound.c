/*
 * How early the last one can be done at best.
 *
 * p(1) >= p(2) >= … are the seconds that the n pieces take the fastest of the m volunteers.
 * Whatever the packing, it does not end before any of these:
 *
 *  (a) all the work, done by all at once: for equal speeds the mean of the seconds;
 *  (b) for j up to m, the j longest pieces, done by the j fastest: j pieces never keep more busy;
 *  (c) for each k, p(km-k+1) + … + p(km+1): of the km+1 longest pieces somebody has k+1, which are
 *      at the least the k+1 shortest of them;
 *  (d) for i up to m, the smaller of p(m-i+1) + p(m+i) and 3 p(m+i): of the m+i longest pieces
 *      either somebody has one of the m-i+1 longest and another, or these m-i+1 have one volunteer
 *      each for themselves, and the other 2i-1 are with i-1 volunteers, one of whom has three.
 *
 * For equal speeds longest-first ends within (4/3 - 1/3m) of the largest, L, of them. Let x be the
 * piece that ends last and look only at the n' pieces placed up to x, whose bounds are not higher;
 * x = p(n') is the shortest of them. It began when no one was done earlier, so not after the mean
 * of the others: it ends by mean + (1 - 1/m) x. Where x <= L/3 that is the claim. Else 3x > L:
 *  - n' <= 2m, for by (c) with k = 2, 2m+1 pieces would give L >= 3x;
 *  - if n' <= m, x is alone: it ends at x <= p(1) <= L by (b);
 *  - if n' = m+i: the pieces m-i+1 … m went to i volunteers who had nothing, and the i-1 pieces
 *    between m and m+i went to at most i-1 of them, so one of them has only one piece, of at most
 *    p(m-i+1); x ends by p(m-i+1) + p(m+i) at the latest. By (d), 3 p(m+i) = 3x being above L, that
 *    is at most L.
 */
#include "event/packing.h"

#include <stdlib.h>

/* The pieces in order, by the sums up to the end of each class. */
struct pieces {
    const struct shop *shop;
    const int64_t *counts;
    struct rate fastest;
    size_t class;          /* the one that the last piece asked for is in */
    int64_t before;        /* pieces before it */
    wide_int seconds, all; /* their seconds, those of all pieces */
    int64_t n;
};

static int64_t seconds_in(const struct pieces *p, size_t class)
{
    return seconds_of(p->shop->work[class], p->fastest);
}

static struct pieces begin(const struct shop *shop, const int64_t *counts, struct rate fastest)
{
    struct pieces p = {.shop = shop, .counts = counts, .fastest = fastest};
    for (size_t class = 0; class < shop->classes; class ++) {
        p.n += counts[class];
        p.all += (wide_int)counts[class] * seconds_in(&p, class);
    }
    return p;
}

/* The seconds of the `count` longest pieces, 0 ... n. It goes on from where it was asked last. */
static wide_int longest(struct pieces *p, int64_t count)
{
    while (p->before > count) {
        p->class --;
        p->before -= p->counts[p->class];
        p->seconds -= (wide_int)p->counts[p->class] * seconds_in(p, p->class);
    }
    while (p->class < p->shop->classes && p->before + p->counts[p->class] < count) {
        p->before += p->counts[p->class];
        p->seconds += (wide_int)p->counts[p->class] * seconds_in(p, p->class);
        p->class ++;
    }
    return count == p->before
               ? p->seconds
               : p->seconds + (wide_int)(count - p->before) * seconds_in(p, p->class);
}

/* p(i), 1 … n. */
static int64_t piece(struct pieces *p, int64_t i)
{
    const wide_int up_to = longest(p, i);
    return (int64_t)(up_to - longest(p, i - 1));
}

static void raise(int64_t *bound, wide_int at_least)
{
    if (at_least > *bound)
        *bound = (int64_t)at_least;
}

/* (a) and (b). Pieces are rounded up to seconds, so that work by speed is never too much. */
static void by_speed(const struct shop *shop, const int64_t *counts, int64_t *bound)
{
    wide_int work = 0, speed = 0;
    size_t class = 0, j = 0;
    int64_t used = 0;
    for (; j < shop->volunteers; j++) {
        while (class < shop->classes && used == counts[class]) {
            class ++;
            used = 0;
        }
        if (class == shop->classes)
            break;
        used++;
        work += shop->work[class];
        speed += shop->speeds[shop->slow_first[shop->volunteers - 1 - j]].millionths;
        raise(bound, (60 * work + speed - 1) / speed);
    }
    if (class == shop->classes)
        return; /* none was left for the other volunteers: all pieces are in it */
    work += (wide_int)(counts[class] - used) * shop->work[class];
    for (class ++; class < shop->classes; class ++)
        work += (wide_int)counts[class] * shop->work[class];
    raise(bound, (60 * work + speed - 1) / speed);
}

/* (c) */
static void by_crowding(struct pieces *p, int64_t m, int64_t *bound)
{
    for (int64_t k = 1; k * m + 1 <= p->n; k++) {
        const wide_int up_to = longest(p, k * m + 1);
        raise(bound, up_to - longest(p, k * m - k));
    }
}

/* (d) */
static void by_pairs(struct pieces *p, int64_t m, int64_t *bound)
{
    for (int64_t i = 1; i <= m && m + i <= p->n; i++) {
        const int64_t shorter = piece(p, m + i), pair = piece(p, m - i + 1) + shorter;
        raise(bound, pair < 3 * shorter ? pair : 3 * shorter);
    }
}

int64_t packing_bound(const struct shop *shop, const int64_t *counts)
{
    int64_t bound = 0;
    const int64_t m = (int64_t)shop->volunteers;
    struct pieces p = begin(shop, counts, shop->speeds[shop->slow_first[m - 1]]);
    if (p.n == 0)
        return 0;
    by_speed(shop, counts, &bound);
    raise(&bound, piece(&p, 1));
    if (shop->equal)
        raise(&bound, (p.all + m - 1) / m);
    by_crowding(&p, m, &bound);
    by_pairs(&p, m, &bound);
    return bound;
}
