/*
 * A spreadsheet export around its table: the delimiter, the header below title lines, and the
 * lines between and behind the records that are none: totals, notes, headers printed again.
 */
#ifndef BANGFU_INTAKE_SHEET_H
#define BANGFU_INTAKE_SHEET_H

#include "intake/heading.h"
#include "table/batch.h"

/* The header is looked for in so many lines. */
#define SHEET_HEADER_LINES 30

struct sheet_header {
    char delimiter;
    long records_before; /* records, as the reader counts them, before the header */
    long line;           /* the header's, from 1 */
    int known;           /* how many of its names are ours */
};

/*
 * Finds the header in the start of a file, as UTF-8: the first line that is one by
 * heading_is_header. `delimiter` is the user's choice, or 0 to try comma, tab and semicolon:
 * then the one that gives the most known names is taken. False where there is no header;
 * `*no_memory` says whether that is why.
 */
bool sheet_find_header(const struct heading_names *names, struct text sample, char delimiter,
                       struct sheet_header *out, bool *no_memory);

/*
 * The delimiter of a table without header: the one that gives the first record `columns` cells,
 * or a comma. False without memory.
 */
bool sheet_guess_delimiter(struct text sample, int columns, char *out);

enum sheet_line {
    SHEET_RECORD,
    SHEET_BLANK,    /* no cell has anything in it */
    SHEET_TOTAL,    /* 合计, 总计 …: of all records before it */
    SHEET_SUBTOTAL, /* 小计 …: of the records since the last one */
    SHEET_NOTE,     /* 填表人, 审核人, 备注: …, with nothing in the cells of a record */
    SHEET_HEADER,   /* the header once more, as printed on each page */
};

/*
 * What a line below the header is. `identity` is the cell of the ID number, or -1: a line with
 * an ID is always a record. `scratch` is for cells with doubled quotes.
 */
enum sheet_line sheet_line_kind(const struct batch *batch, const struct record *record,
                                const struct text *header, int columns, int identity,
                                struct buffer *scratch);

/* Reads the number of a stated count of households (`120户`, `共 120 户`, `一百户` is not read);
 * false where the cell states none. */
bool sheet_stated_households(struct text cell, long *out);

#endif
