/*
 * Texts kept once each and numbered in the order they came: what records say again and again is
 * four bytes in them.
 */
#ifndef BANGFU_BASE_NAMES_H
#define BANGFU_BASE_NAMES_H

#include "base/text.h"

/* No text's number. */
#define NAMES_NONE UINT32_MAX

struct name {
    const char *p;
    uint32_t n, hash;
};

/* A zeroed one is empty and valid. */
struct names {
    struct name *name; /* by number */
    uint32_t count, room;
    uint32_t *slot; /* open addressing: a number and 1, 0 where there is none */
    uint32_t slots; /* a power of two, or 0 */
    struct names_block *block;
};

void names_free(struct names *names);

/* The number of `a`, which is copied where it is new; NAMES_NONE without memory. */
uint32_t names_number(struct names *names, struct text a);

/* The number of `a`, or NAMES_NONE where it is not there. */
uint32_t names_find(const struct names *names, struct text a);

/* The text of a number; it stays where it is until names_free. */
static inline struct text names_text(const struct names *names, uint32_t number)
{
    return (struct text){names->name[number].p, names->name[number].n};
}

/* Below, at or above 0 as `a` comes before `b`, is the same, or comes after it, by its bytes. */
int names_order(struct text a, struct text b);

/*
 * An array of what is known of each name, by its number: grown so that it has a place for `number`,
 * new places zeroed. `list` and `*room` are what it was; returns what it is, NULL without memory
 * (it is then as it was).
 */
void *names_beside(void *list, size_t *room, uint32_t number, size_t size);

#endif
