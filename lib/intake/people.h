/*
 * The people met so far, by ID number and month, to name those who come twice. Kept in memory: a
 * place of 32 bytes each and at least as much to spare, so 64 to 128 bytes a person.
 */
#ifndef BANGFU_INTAKE_PEOPLE_H
#define BANGFU_INTAKE_PEOPLE_H

#include "base/month.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct person {
    uint64_t key;       /* of identity_key; 0 is a free place */
    struct month month; /* that the record is of; 0 where it says none */
    const char *file;
    long line;
};

/* Owned by its user; a zeroed one is empty. */
struct people {
    struct person *places;
    size_t count, room;
};

/*
 * Finds the person, or adds one as first met in that place. With `months` it is one record a month
 * that a person may have; otherwise one a file, and in another file one of another month. Returns
 * where the person was first met, or NULL for a new one; without memory NULL with `*failed` set.
 */
const struct person *people_meet(struct people *people, const struct person *who, bool months,
                                 bool *failed);

void people_free(struct people *people);

#endif
