/*
 * A table as a list that people open (花名册): one row for each record, headings and code words in
 * Chinese, amounts as numbers, dates as dates, the numbers of people as text, and a row of totals.
 */
#ifndef BANGFU_LIST_LIST_H
#define BANGFU_LIST_LIST_H

#include "sheet/book.h"
#include "table/columns.h"

struct list_options {
    const char *name;  /* of the page; further pages of a long list have a number behind it */
    const char *title; /* stands above the table; NULL: none */
    bool english;      /* headings and words as they are in the table */
    bool masks;        /* of ID, card and phone numbers only the ends are shown */
    long rows_max;     /* records on a page, at most; 0: as many as fit */
};

struct list;

/* Begins a list in `book`. NULL without memory. Free with list_free, which takes NULL. */
struct list *list_open(struct book *book, const struct list_options *options);
void list_free(struct list *list);

/* Adds a column: its heading as the table has it, and what it is known as, or NULL. All columns
 * come before the first record. False without memory. */
bool list_column(struct list *list, struct text heading, const struct column *known);

/* Gives a record's cell of the list's column `i`; the text is valid until the next call. */
typedef struct text list_cell(void *data, int i);

/*
 * Adds a record. Its row is coloured where it says that it could not be decided (`invalid`) or has
 * problems. False where a text was longer than a cell of a sheet may be, and was cut; whether it
 * could be written at all, book_failed says.
 */
bool list_record(struct list *list, list_cell *cell, void *data);

/*
 * Ends the list with its totals, below a long list's last page those of all pages. They follow the
 * filter: what it hides is not in them.
 */
void list_end(struct list *list);

#endif
