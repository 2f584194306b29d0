/*
 * A table of members or receipts, sorted by household_id by its bytes, read along with that of the
 * households: one record is in memory.
 */
#ifndef BANGFU_ROLLUP_STREAM_H
#define BANGFU_ROLLUP_STREAM_H

#include "table/cursor.h"

/* Zeroed, it is of no table: it has no records. Its columns begin with household_id. */
struct stream {
    struct cursor cursor;
    const char *operand; /* as the user named it */
    bool has;            /* it is at a record; `key` is the household of it */
    bool begins;         /* the record before it is of another household, or of none */
    struct buffer key;
    long line; /* where the record is */
};

/* Opens it and goes to its first record. */
bool stream_open(struct stream *stream, const struct cursor_source *source,
                 const struct column_need *reads, int count, struct error *error);
void stream_close(struct stream *stream);

/* Goes to the next record. A household that comes before the one before it is an error that says
 * how the table is sorted. */
bool stream_next(struct stream *stream, struct error *error);

/* The household of the record; empty where it names none. */
static inline struct text stream_key(const struct stream *stream)
{
    return buffer_view(&stream->key);
}

#endif
