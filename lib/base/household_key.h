/*
 * The number of a household (职工编号) as it is compared where money hangs on it: `LA01`, `la01`,
 * full-width, with spaces, with an invisible character or with the apostrophe by which a
 * spreadsheet keeps a text, it is the same household.
 */
#ifndef BANGFU_BASE_HOUSEHOLD_KEY_H
#define BANGFU_BASE_HOUSEHOLD_KEY_H

#include "base/text.h"

#include <stdbool.h>

/* Room for the usual ones. */
#define HOUSEHOLD_KEY_SMALL 64

/* Zeroed, it is empty. */
struct household_key {
    struct text text; /* in one of these two */
    char small[HOUSEHOLD_KEY_SMALL];
    char *large;
};

/* Makes the key of a number. False without memory. */
bool household_key_make(struct household_key *key, struct text id);
void household_key_free(struct household_key *key);

#endif
