/*
 * A batch of records: bytes as they were read, and where in them the records and cells lie.
 * The unit that is handed from the reader to whoever decides, and from there to the writer.
 */
#ifndef BANGFU_TABLE_BATCH_H
#define BANGFU_TABLE_BATCH_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CELL_SIZE_MAX 0x3FFFFFFFu

/* One cell: its content in the batch's bytes, without the quotes around it. */
struct cell {
    uint32_t start;
    uint32_t size : 30;
    bool quoted : 1;  /* a quote stands before and after the content */
    bool doubled : 1; /* there are doubled quotes in it */
};

/* Why something is not a record of a table. */
enum fault {
    FAULT_NONE,
    FAULT_QUOTE_INSIDE, /* a quote in a cell that does not begin with one */
    FAULT_AFTER_QUOTE,  /* something between a closing quote and the delimiter */
    FAULT_QUOTE_OPEN,   /* a quote that is never closed, or not for too many lines */
    FAULT_TOO_LONG,     /* more bytes than a record may have */
    FAULT_NOT_UTF8,
    FAULT_NUL,
};

struct record {
    uint32_t start, end; /* its bytes, line end excluded */
    uint32_t first_cell;
    int32_t cells; /* with a fault: those that were read before it */
    enum fault fault;
    int32_t fault_cell; /* 1 …: the cell the fault is in; 0 where that is not known */
    long fault_line;    /* the line the fault is on */
    uint32_t fault_at;  /* FAULT_NOT_UTF8, FAULT_NUL: the byte */
    long line;          /* the line it begins on, from 1 */
};

/* Owned by its user; a zeroed one is empty. */
struct batch {
    struct buffer bytes;
    struct cell *cells;
    size_t cell_count, cell_room;
    struct record *records;
    size_t record_count, record_room;
    uint64_t offset; /* of the first byte, in the stream of its file */
};

void batch_free(struct batch *batch);

/* Makes `to` a batch of one record of another; false without memory. */
bool batch_take(struct batch *to, const struct batch *from, const struct record *record);

/* The bytes of a record, as they were typed. */
static inline struct text record_bytes(const struct batch *batch, const struct record *record)
{
    return (struct text){batch->bytes.p + record->start, record->end - record->start};
}

static inline const struct cell *record_cell(const struct batch *batch, const struct record *record,
                                             int i)
{
    return &batch->cells[record->first_cell + (uint32_t)i];
}

/* The bytes of a cell as typed, quotes included. */
static inline struct text cell_raw(const struct batch *batch, const struct cell *cell)
{
    return (struct text){batch->bytes.p + cell->start - cell->quoted,
                         cell->size + 2u * cell->quoted};
}

/* The content of a cell with doubled quotes, made single in `scratch`. */
struct text cell_undoubled(const struct batch *batch, const struct cell *cell,
                           struct buffer *scratch);

/*
 * The content of a cell. Doubled quotes are made single in `scratch`, which the text then
 * borrows from: it must not be used for another cell before this one is done with.
 */
static inline struct text cell_content(const struct batch *batch, const struct cell *cell,
                                       struct buffer *scratch)
{
    if (cell->doubled)
        return cell_undoubled(batch, cell, scratch);
    return (struct text){batch->bytes.p + cell->start, cell->size};
}

#endif
