/*
 * Inside lib/sheet: a workbook and its pages as they are held.
 */
#ifndef BANGFU_SHEET_INSIDE_H
#define BANGFU_SHEET_INSIDE_H

#include "base/buffer.h"
#include "sheet/book.h"

#include <xlsxwriter.h>

struct book {
    lxw_workbook *workbook;
    int file; /* of temporary_open: where the workbook is put together */
    char font[64];
    lxw_format *formats[LOOKS][TONES];
    lxw_format *wrapped[TONES];
    struct page *pages;
    struct page *spare; /* takes what is written without memory for a page */
    struct buffer scratch;
    bool failed;
    struct error error;
};

struct page {
    struct page *next;
    struct book *book;
    lxw_worksheet *worksheet; /* NULL: there is no memory for it */
    uint32_t row;             /* the last one written to */
    int row_lines;            /* of text in it; its height */
    int *widths;
    int width_count;
};

/* Keeps an error, unless there was one before; returns false. */
bool book_fail(struct book *book, const struct error *error);

/* Keeps the first thing that went wrong; true where nothing did. */
bool book_check(struct book *book, lxw_error error);

/* The format of a look and tone, made when it is first used; NULL without memory. */
lxw_format *book_format(struct book *book, enum look look, enum tone tone, bool wraps);

/* Sets the columns' widths and lets go of the pages. */
void book_end_pages(struct book *book);
void book_free_pages(struct book *book);

/*
 * What libxlsxwriter needs around it from the beginning of a workbook to its end: its temporary
 * files are made here, so that every write to them is looked at and none stays open; and what it
 * says of errors on standard error, in words of its own, is not said.
 */
void library_begin(void);
void library_end(void);

/* True when all reads and writes of its files went well; otherwise `*why` is the errno of the first
 * that did not. */
bool library_files_whole(int *why);

/* The size of the largest of them. */
int64_t library_files_largest(void);

#endif
