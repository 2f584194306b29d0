/*
 * A table beside the one that a program filters, read whole before or after it: a survey, what
 * was decided last month. It must be sound: what is no record of it is an error.
 */
#ifndef BANGFU_TABLE_SIDE_H
#define BANGFU_TABLE_SIDE_H

#include "base/digest.h"
#include "table/input.h"
#include "table/layout.h"

/* One record; what its cells give is valid until the next one is asked for. */
struct side_row {
    const struct layout *layout;
    const struct batch *batch;
    const struct record *record;
    struct buffer *scratch;
    const char *file;
};

struct side {
    const char *name;
    const struct column_need *reads; /* may be NULL */
    int read_count;
    void *data;
    /* Each may be NULL but `row`. Before the file is parsed: may set its decoder and delimiter. */
    bool (*open)(void *data, struct input *input, char *delimiter, struct error *error);
    bool (*header)(void *data, const struct layout *layout, struct error *error);
    bool (*row)(void *data, const struct side_row *row, struct error *error);
    /* After it was read: */
    char digest[DIGEST_TEXT_SIZE]; /* SHA-256 of its bytes */
    long records;
};

/* Reads the table; false with `error` set. */
bool side_read(struct side *side, struct error *error);

/* The cell of the column `reads[i]`; empty where the table has none. */
struct text side_cell(const struct side_row *row, int i);

/* The cell that stands at a place of the record. */
struct text side_cell_at(const struct side_row *row, int place);

#endif
