/*
 * Entries of the ledger as records of a table, and their totals as the columns that calc-aid reads.
 */
#ifndef BANGFU_PAYMENTS_ENTRY_TABLE_H
#define BANGFU_PAYMENTS_ENTRY_TABLE_H

#include "base/buffer.h"
#include "store/ledger.h"

/* Appends the header line of the entries, and one of them. */
void entry_table_header(struct buffer *out);
void entry_table_put(const struct entry *entry, struct buffer *out);

/* Sums of a household, by item. */
struct entry_totals;

/* NULL without memory. */
struct entry_totals *entry_totals_new(void);
void entry_totals_free(struct entry_totals *totals);

/* Adds an entry: a ledger_take. */
bool entry_totals_add(void *totals, const struct entry *entry, struct error *error);

/* Appends the table: a record for each household, in the order of the first entry of each. False,
 * with `error` set, where a sum does not fit. */
bool entry_totals_put(const struct entry_totals *totals, struct buffer *out, struct error *error);

#endif
