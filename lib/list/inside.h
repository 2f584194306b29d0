/*
 * Inside lib/list: a list as it is held.
 */
#ifndef BANGFU_LIST_INSIDE_H
#define BANGFU_LIST_INSIDE_H

#include "base/buffer.h"
#include "list/list.h"

/* A sum of cells, as long as it can be held. */
struct list_sum {
    int64_t value; /* fen, or ones */
    bool too_large;
    bool partial; /* a cell was no number that could be added */
};

struct list_column {
    char *heading; /* owned */
    const struct column *known;
    bool verdict, problems; /* its cells say what tone their record has */
    struct list_sum page, all;
};

struct list {
    struct book *book;
    struct list_options options;
    struct list_column *columns;
    int column_count;
    struct page *page; /* NULL: not yet begun */
    char (*names)[32]; /* of the pages */
    int pages;
    uint32_t head, row; /* of the page: its heading, the next to write */
    uint32_t total;     /* the row, from 1, of the sums of all pages ended so far */
    struct buffer scratch, masked;
};

/* What a cell's column is for the list; COLUMN_TEXT where it is not known. */
static inline enum column_type list_type(const struct list_column *column)
{
    return column->known == NULL ? COLUMN_TEXT : column->known->type;
}

/* True for columns that have a total. */
static inline bool list_adds(const struct list_column *column)
{
    return column->known != NULL && column->known->adds;
}

/* Writes a record's cell at the list's row; false where it was cut. */
bool list_put_cell(struct list *list, int column, struct text cell, enum tone tone);

#endif
