/*
 * A workbook (xlsx), written page by page and row by row with libxlsxwriter: rows leave memory as
 * soon as the next one begins, so its size does not matter.
 *
 * The first thing that goes wrong is kept, and everything after it does nothing: a writer may
 * write freely and look once, when it asks for the bytes.
 */
#ifndef BANGFU_SHEET_BOOK_H
#define BANGFU_SHEET_BOOK_H

#include "base/error.h"
#include "base/money.h"
#include "base/month.h"

#include <stdbool.h>
#include <stdint.h>

struct book;
struct page;

/* What a page can hold; the spreadsheet programs' own limits. */
#define PAGE_ROWS_MAX    1048576
#define PAGE_COLUMNS_MAX 16384
#define CELL_TEXT_MAX    32767 /* characters */

/* How a cell looks, and how its number is shown. */
enum look {
    LOOK_TEXT,
    LOOK_TITLE,
    LOOK_HEADING, /* of a table within a page */
    LOOK_NOTE,
    LOOK_HEAD, /* of a column */
    LOOK_COUNT,
    LOOK_NUMBER, /* with the decimals it has */
    LOOK_MONEY,  /* two decimals */
    LOOK_PERCENT,
    LOOK_DATE,
    LOOK_MONTH,
    LOOKS
};

enum tone { TONE_PLAIN, TONE_TOTAL, TONE_DOUBT, TONE_WRONG, TONES };

struct book_options {
    const char *title, *program; /* in the properties; title may be NULL */
    bool english;                /* what it says is in English: goes for the font */
};

/*
 * Begins a workbook; one at a time. The time in its properties is SOURCE_DATE_EPOCH, where that is
 * set. NULL with `error` set. Free with book_free, which takes NULL.
 */
struct book *book_open(const struct book_options *options, struct error *error);
void book_free(struct book *book);

/* Takes the bytes of a finished workbook. */
typedef bool book_sink(void *data, struct text bytes, struct error *error);

/* Ends the workbook and hands its bytes on. False with the first thing that went wrong. */
bool book_finish(struct book *book, book_sink *sink, void *data, struct error *error);

/* Something went wrong: what is written from now on is in vain. */
bool book_failed(const struct book *book);
const struct error *book_error(const struct book *book);
/* Memory ran out in writing it; returns false. */
bool book_no_memory(struct book *book);

/* A new page behind the others; never NULL: without memory the book has failed. The name has at
 * most 31 characters, none of them []:*?/\, and no other page has it. */
struct page *book_page(struct book *book, const char *name);

/* ---- cells; rows and columns count from 0, and rows are written in ascending order --------------
 */

/* Writes text as text, whatever it begins with. False where it was cut to CELL_TEXT_MAX. */
bool page_text(struct page *page, uint32_t row, uint16_t column, struct text text, enum look look,
               enum tone tone);
void page_string(struct page *page, uint32_t row, uint16_t column, const char *text, enum look look,
                 enum tone tone);
void page_blank(struct page *page, uint32_t row, uint16_t column, enum look look, enum tone tone);
void page_count(struct page *page, uint32_t row, uint16_t column, int64_t count, enum tone tone);
void page_money(struct page *page, uint32_t row, uint16_t column, struct money money,
                enum tone tone);
void page_rate(struct page *page, uint32_t row, uint16_t column, struct rate rate, enum tone tone);
/* A number of thousandths, shown as a percentage with one decimal. */
void page_permille(struct page *page, uint32_t row, uint16_t column, int64_t permille,
                   enum tone tone);
void page_date(struct page *page, uint32_t row, uint16_t column, struct date date, enum tone tone);
void page_month(struct page *page, uint32_t row, uint16_t column, struct month month,
                enum tone tone);

/* A formula with the value that it has: a number of hundredths for LOOK_MONEY, of thousandths for
 * LOOK_PERCENT, of ones otherwise. */
void page_formula(struct page *page, uint32_t row, uint16_t column, const char *formula,
                  int64_t value, enum look look, enum tone tone);

/* True when a spreadsheet's numbers, of 15 digits, hold the amount to the fen; one that they do not
 * hold is written as text. */
bool page_holds_money(struct money money);
bool page_holds_count(int64_t count);

/* True from 1900-03-01 on, the first day that spreadsheet programs agree on as a date. */
bool page_holds_date(struct date date);

/* Writes text over several columns of a row. */
void page_span(struct page *page, uint32_t row, uint16_t first_column, uint16_t last_column,
               const char *text, enum look look, enum tone tone);

/* ---- the page as a whole: columns are as wide as their widest cell (titles and notes aside) up
 * to a limit, beyond which text goes over several lines ---------------------------------------- */

/* Keeps the rows above `row` in sight. */
void page_freeze(struct page *page, uint32_t row);
/* Puts a filter over the rows of a table, of which the first is its head. */
void page_filter(struct page *page, uint32_t first_row, uint32_t last_row, uint16_t last_column);
/* Text that looks like a number is meant to be text: no warning marks on it. */
void page_trust_text(struct page *page, uint32_t first_row, uint32_t last_row,
                     uint16_t last_column);

/* How a page is printed, on A4: one page wide as long as it can be read so. Says it once all cells
 * are written. */
struct page_print {
    bool landscape;
    bool one_page; /* in height and width, however small that makes it */
    bool repeats;  /* the head of the table stands on each page: */
    uint32_t first_repeated, last_repeated;
    const char *footer; /* in the spreadsheet programs' notation; NULL: none */
};

void page_print(struct page *page, const struct page_print *print);

#endif
