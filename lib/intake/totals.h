/*
 * What a total line (合计) states, checked against what was read: the number of households, and
 * the sums of the columns of money.
 */
#ifndef BANGFU_INTAKE_TOTALS_H
#define BANGFU_INTAKE_TOTALS_H

#include "base/money.h"

#include <stdbool.h>

/* The sum of one column, since the start of the file and since the last subtotal. */
struct column_total {
    struct money all, part;
    bool all_unsure, part_unsure; /* a cell could not be read, or the sum does not fit */
};

/* Counts of records, the same way. Owned by its user. */
struct totals {
    struct column_total *columns; /* one for each column of the table */
    int column_count;
    long records_at_part; /* records before the part being summed up */
};

bool totals_open(struct totals *totals, int columns);
void totals_free(struct totals *totals);

/* A new file: all begins at nothing. */
void totals_restart(struct totals *totals);

/* Begins a new part after a subtotal; `records` were read so far. */
void totals_next_part(struct totals *totals, long records);

/* Adds an amount of a column, or notes that one could not be read (`known` false). */
void totals_add(struct totals *totals, int column, bool known, struct money amount);

/* The sum to hold a stated one against; false where it is not certain. */
bool totals_sum(const struct totals *totals, int column, bool of_part, struct money *out);

#endif
