/*
 * The members of the households that apply, by ID number: who is looked for in the registers.
 *
 * An ID number is kept as its first 17 digits, a number of which the check digit follows, and a
 * name as its key. A person takes 16 bytes and at least as much to spare, and 16 more for each
 * household to which they belong. Nearly all lines of a register are of nobody who is looked for:
 * bits so few that they stay in the processor's cache tell most of them.
 */
#ifndef BANGFU_REGISTERS_MEMBERS_H
#define BANGFU_REGISTERS_MEMBERS_H

#include "base/text.h"

/* A person as the member of one household. */
struct member {
    uint32_t household;
    uint32_t next; /* the place of the same person in another household and 1; 0: the last */
    uint64_t name; /* by name_key */
};

struct member_place {
    uint64_t key;   /* by identity_key; 0: a free place */
    uint32_t first; /* the place of a `struct member` and 1 */
};

/* Owned by its user; a zeroed one is empty. */
struct members {
    struct member_place *places; /* open addressing */
    uint64_t *marks;             /* MEMBERS_MARKS bits for each place: set where somebody is */
    size_t people, room;         /* a power of two, or 0 */
    int shift;                   /* of a hash to the number of a place */
    struct member *member;
    size_t count, member_room;
};

#define MEMBERS_MARK_BITS 2
#define MEMBERS_MARKS     (1u << MEMBERS_MARK_BITS)

void members_free(struct members *members);

/*
 * Adds a person to a household. Who is a member of it already stays as they were first named.
 * False without memory, or where there are too many.
 */
bool members_add(struct members *members, uint64_t key, uint32_t household, uint64_t name);

/* The place of a person, or that where they would be. There is a free one. */
static inline struct member_place *members_place(const struct members *members, uint64_t hash,
                                                 uint64_t key)
{
    size_t i = (size_t)(hash >> members->shift);
    while (members->places[i].key != 0 && members->places[i].key != key)
        i = (i + 1) & (members->room - 1);
    return &members->places[i];
}

/* The highest bits of a product depend on all bits of its factors (Fibonacci hashing). */
static inline uint64_t members_hash(uint64_t key)
{
    return key * 0x9E3779B97F4A7C15u;
}

/* The person as a member of the household they were added to last; NULL: of none. */
static inline const struct member *members_find(const struct members *members, uint64_t key)
{
    const uint64_t hash = members_hash(key);
    if (members->room == 0)
        return NULL;
    const size_t mark = (size_t)(hash >> (members->shift - MEMBERS_MARK_BITS));
    if ((members->marks[mark / 64] >> mark % 64 & 1u) == 0)
        return NULL;
    const uint32_t first = members_place(members, hash, key)->first;
    return first == 0 ? NULL : &members->member[first - 1];
}

/* The same person in the next household, or NULL. */
static inline const struct member *members_next(const struct members *members,
                                                const struct member *member)
{
    return member->next == 0 ? NULL : &members->member[member->next - 1];
}

#endif
