/*
 * What is not a record of the table: where it stands and why, in words and as CSV.
 */
#ifndef BANGFU_TABLE_REJECTS_H
#define BANGFU_TABLE_REJECTS_H

#include "table/batch.h"

#define REJECTS_HEADER "file,line,reason,record\n"

/*
 * Why `record` is none, in the user's language: its fault, or the number of its cells where
 * `expected` were. Written to `out`.
 */
void reject_reason(const struct batch *batch, const struct record *record, int expected,
                   struct buffer *out);

/* Appends `file,line,reason,record`: the record's bytes whole, as they came. */
void reject_put(const char *file, const struct batch *batch, const struct record *record,
                struct text reason, struct buffer *out);

#endif
