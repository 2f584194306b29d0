/*
 * What the ledger holds for each household and year, by item, reversals taken off: the aid already
 * paid (已发救助) that the rules ask for. In memory as a whole: about 100 bytes a household and
 * year.
 */
#ifndef BANGFU_STORE_PAID_H
#define BANGFU_STORE_PAID_H

#include "store/ledger.h"

struct paid;

/* Adds up all entries but those of the batch `but` (empty: none is left out). NULL with `error`. */
struct paid *paid_load(struct ledger *ledger, struct text but, struct error *error);
void paid_free(struct paid *paid);

/* The sums of a household in a year, however its number is spelt (base/household_key.h); zeros
 * where the ledger has nothing. Threads may share it. False without memory. */
bool paid_of(const struct paid *paid, struct text household, int year,
             struct money out[ITEM_COUNT]);

#endif
