/*
 * The people met so far, by ID number, to name those who come twice. Kept in memory: a place of 24
 * bytes each and at least as much to spare, so 48 to 96 bytes a person.
 */
#ifndef BANGFU_INTAKE_PEOPLE_H
#define BANGFU_INTAKE_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct person {
    uint64_t key; /* of identity_key; 0 is a free place */
    const char *file;
    long line;
};

/* Owned by its user; a zeroed one is empty. */
struct people {
    struct person *places;
    size_t count, room;
};

/*
 * Finds the person, or adds one as first met in that place. Returns where the person was first
 * met, or NULL for a new one; without memory NULL with `*failed` set.
 */
const struct person *people_meet(struct people *people, uint64_t key, const char *file, long line,
                                 bool *failed);

void people_free(struct people *people);

#endif
