/*
 * A table beside the one that a program filters, read record by record as they are asked for: one
 * record is in memory, however many there are. It must be sound: what is no record of it is an
 * error. A table that is read whole is read by table/side.h.
 */
#ifndef BANGFU_TABLE_CURSOR_H
#define BANGFU_TABLE_CURSOR_H

#include "table/reader.h"
#include "table/side.h"

/* Zeroed, it is closed. It stays where it is while it is open. */
struct cursor {
    struct side_row row; /* the record it is at; valid until the next one is asked for */
    struct input input;
    struct reader reader;
    struct layout layout;
    struct batch batch;
    struct buffer scratch;
    size_t next; /* of the batch's records */
    bool open;   /* the reader is */
};

/* Where a table lies: a file by its name, or one that is open already and read from its start. */
struct cursor_source {
    const char *name; /* an operand: `-` is standard input */
    int fd;           /* -1: it is opened by its name */
};

/* Opens a table and takes its header, in which the columns `reads` are looked for. */
bool cursor_open(struct cursor *cursor, const struct cursor_source *source,
                 const struct column_need *reads, int count, struct error *error);
void cursor_close(struct cursor *cursor);

/* Goes to the next record; `*any` is false behind the last. False with `error` set. */
bool cursor_next(struct cursor *cursor, bool *any, struct error *error);

#endif
