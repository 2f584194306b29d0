/*
 * The households that apply, as compactly as they can be kept: what is needed of each at the end,
 * and what was found of it in the registers.
 */
#ifndef BANGFU_REGISTERS_HOUSEHOLDS_H
#define BANGFU_REGISTERS_HOUSEHOLDS_H

#include "registers/members.h"
#include "registers/registers.h"
#include "table/facts.h"

struct household_entry {
    union {
        struct reason undecided; /* why it cannot be */
        struct {
            const struct policy_set *policy;
            struct money income_stated, income_found;
        };
    };
    struct assessment assessment;
    uint32_t unmatched, unread;
    bool decided, has_income;
};

struct found_count {
    uint32_t hits, differs;
};

/* Owned by its user; zeroed, there are none. */
struct households {
    struct household_entry *list;
    size_t count, room;
    struct found_count *found; /* of each household in each register */
    int registers;
    struct members members;
};

void households_free(struct households *households);

/* Adds one, whose place is the number of those before it; false without memory. */
bool households_add(struct households *households, const struct household_entry *entry);

/* Once all are there: makes room for what is found in so many registers. */
bool households_begin_search(struct households *households, int registers);

/* The facts of a household for the rule; room for REGISTERS_MAX in `found`. */
struct matching_facts households_facts(const struct households *households,
                                       const struct registers *registers, size_t household,
                                       struct register_found *found);

/* Adds one to a count that stops at its largest number. */
static inline void count_one(uint32_t *count)
{
    *count += *count < UINT32_MAX;
}

#endif
