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
    /* What a line above it states for all amounts (`单位:万元`): yuan in one of them, 0 for none.
     */
    int32_t money_scale;
    long money_line;
    long unclear_line; /* one that states a unit of money which cannot be read; 0 for none */
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
    SHEET_BLANK,         /* no cell has anything in it */
    SHEET_TOTAL,         /* 合计, 总计 …: of all records before it */
    SHEET_SUBTOTAL,      /* 小计 …: of the records since the last one */
    SHEET_NOTE,          /* 填表人:, 审核人:, 备注:, 第1页 …, where no record is */
    SHEET_HEADER,        /* the header once more, as printed on each page */
    SHEET_SECOND_HEADER, /* other names in a line of their own: those below a merged cell */
};

/* What tells the lines below a header apart. */
struct sheet_table {
    const struct heading_names *names;
    const struct text *header;
    int columns;
    const struct column *const *known; /* the column of each cell, or NULL; NULL: not told */
    /* The cells of id_number, household_size, annual_income, name, household_id, phone, or -1. */
    int identity, size, income, name, key, phone;
};

/*
 * What a line below the header is:
 *
 *   with what looks like an ID (15 characters or more, mostly digits) in its cell it is a record
 *   a total has a total word for its first filled cell, a running number not counted; or alone in
 *     one of the next two, in a table with names
 *   a note begins with a word of notes; it has no phone, not both household_size and annual_income,
 *     and with one of these nobody's name
 *   a second header has two known names or more, most of its cells, and no digit
 *
 * `scratch` is for cells with doubled quotes.
 */
enum sheet_line sheet_line_kind(const struct sheet_table *table, const struct batch *batch,
                                const struct record *record, struct buffer *scratch);

/* Numbers of households that a total line states: `120户`, `共 120 户`; `一百户` is not read. */
struct sheet_stated {
    bool any, agrees; /* there is one; one of them is what was counted */
    long first;
};

/* Adds what a cell states. */
void sheet_read_stated(struct text cell, long counted, struct sheet_stated *stated);

#endif
