/*
 * The table of --members: the people of each household, one a line. Like every table beside the one
 * that is filtered it must be sound, and it is read before the first household.
 */
#ifndef BANGFU_REGISTERS_RELATIVES_H
#define BANGFU_REGISTERS_RELATIVES_H

#include "base/names.h"
#include "registers/households.h"

struct relative {
    uint64_t key;  /* by identity_key; 0: without a sound ID number */
    uint64_t name; /* by name_key */
    uint32_t next; /* the place of the next of the household and 1; 0: the last */
};

struct relatives_place {
    uint32_t first, last; /* of a household: places and 1 */
};

/* Owned by its user; a zeroed one is empty. */
struct relatives {
    struct names ids;               /* of all households */
    struct relatives_place *places; /* by their numbers */
    size_t place_room;
    struct relative *list;
    size_t count, room;
};

void relatives_free(struct relatives *relatives);

bool relatives_read(struct relatives *relatives, const char *file, struct error *error);

/* Adds the people of that household_id to a household. False without memory. */
bool relatives_join(const struct relatives *relatives, struct text household_id,
                    struct households *households, uint32_t household);

#endif
