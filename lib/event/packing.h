/*
 * Pieces of work put on volunteers, in whole seconds. Pieces that take equally long are one class:
 * what is put on a volunteer is a number of pieces of each class, so that a hundred thousand
 * pieces cost no more memory than their classes.
 *
 * A piece of `work` on a volunteer of `speed` takes ceil(60 × work / speed) seconds.
 */
#ifndef BANGFU_EVENT_PACKING_H
#define BANGFU_EVENT_PACKING_H

#include "base/money.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the pieces and the volunteers are. Borrowed but `table`. */
struct shop {
    const int64_t *work; /* of a piece of each class, millionths of a minute, the longest first */
    size_t classes;
    const struct rate *speeds; /* of the volunteers, above 0 */
    size_t volunteers;
    const uint32_t *slow_first; /* the volunteers, the slowest first, else in their order */
    bool equal;                 /* all are of one speed */
    int32_t *table;             /* the seconds of each class for each volunteer; NULL: too many */
};

struct part {
    uint32_t class;
    int64_t count;
};

struct load {
    struct part *parts;
    uint32_t count, room;
    int64_t finish; /* seconds from the beginning */
};

/* Zeroed, it is empty. */
struct packing {
    struct load *loads; /* for each volunteer */
    size_t volunteers;
    int64_t makespan;
    struct heap_entry *heap;
};

static inline int64_t seconds_of(int64_t work, struct rate speed)
{
    return (work * 60 + speed.millionths - 1) / speed.millionths;
}

static inline int64_t piece_seconds(const struct shop *shop, size_t class, size_t volunteer)
{
    return shop->table != NULL ? shop->table[class * shop->volunteers + volunteer]
                               : seconds_of(shop->work[class], shop->speeds[volunteer]);
}

/* False without memory. */
bool packing_open(struct packing *packing, size_t volunteers);
void packing_free(struct packing *packing);
bool packing_copy(struct packing *to, const struct packing *from);

/* Puts more pieces of a class on a volunteer. False without memory. */
bool packing_put(struct packing *packing, const struct shop *shop, size_t class, size_t volunteer,
                 int64_t count);

/* What a way of packing came to. */
enum packed { PACKED, PACKED_NOT, PACKED_NO_MEMORY };

/*
 * Packs `counts` pieces of each class anew: the longest first, each to whom it is finished
 * earliest, the first in the roster among equals. PACKED_NOT where one would end after `cap`.
 */
enum packed pack_longest_first(const struct shop *shop, const int64_t *counts, int64_t cap,
                               struct packing *out);

/* The same, but the longest first to the first volunteer, from the slowest on, who has room for it
 * before `cap`. */
enum packed pack_first_fit(const struct shop *shop, const int64_t *counts, int64_t cap,
                           struct packing *out);

/*
 * Moves a piece from whom the work is finished last, or exchanges it for another, as long as that
 * makes the last one finish earlier; among all ways the one after which the two are done first.
 * Ends when nothing helps, at `bound`, or after `*steps` comparisons, which are counted down.
 */
enum packed pack_improve(const struct shop *shop, int64_t bound, int64_t *steps,
                         struct packing *packing);

/*
 * No way of packing these pieces ends before this. For volunteers of equal speed longest-first is
 * within 4/3 of it (bound.c says why).
 */
int64_t packing_bound(const struct shop *shop, const int64_t *counts);

#endif
