/*
 * What was found of a household, into its record.
 */
#ifndef BANGFU_ROLLUP_WRITE_H
#define BANGFU_ROLLUP_WRITE_H

#include "rollup/decide.h"

/* Where it goes. */
struct rollup_slots {
    int value[ROLLED_COUNT];
    int problems, reasons;
};

/* `problems` is room to make that cell in. */
void rollup_put(struct row *row, const struct rollup_slots *slots,
                const struct rollup_options *options, const struct rollup *found,
                struct notes *notes, struct buffer *problems);

/* The account of it; `tables` is NULL where the record names no household. */
void rollup_explain(struct row *row, const struct tables *tables, const struct rollup *found,
                    const struct notes *notes);

#endif
