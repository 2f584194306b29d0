/*
 * What was computed, against what the household's record says already: which of them is written,
 * and a word where they differ.
 */
#ifndef BANGFU_ROLLUP_CELLS_H
#define BANGFU_ROLLUP_CELLS_H

#include "rollup/notes.h"
#include "table/filter.h"

enum trust { TRUST_COMPUTED, TRUST_STATED };

/* A value that may have been computed. */
struct computed {
    enum { COMPUTED_NOT, COMPUTED_WRONG, COMPUTED } state; /* WRONG: something is wrong with it */
    enum { VALUE_COUNT, VALUE_MONEY, VALUE_ANSWER } type;
    int64_t value; /* fen, or 0 and 1 for no and yes */
};

/*
 * Fills in the slot of a value whose column is `column`.
 *
 *   not computed   what the record says stays
 *   wrong          `invalid`; with TRUST_STATED only where the record says nothing
 *   computed       the value that is trusted; where both are there and differ, the other one
 *                  is noted as `COLUMN:differs:VALUE`
 */
void cells_put(struct row *row, int slot, int column, struct computed computed, enum trust trust,
               struct notes *notes);

#endif
