/*
 * Inside lib/report: the pages of the workbook.
 */
#ifndef BANGFU_REPORT_PAGES_H
#define BANGFU_REPORT_PAGES_H

#include "report/report.h"

/* A page being written, row by row. */
struct writer {
    const struct report *report;
    struct book *book;
    struct page *page;
    uint32_t row;                   /* the next to write */
    uint32_t first_head, last_head; /* rows that stand on each printed page; 0: none */
    struct buffer scratch;
};

/* Begins a page with its title, the month and the region. */
struct writer writer_open(const struct report *report, struct book *book, enum say name);
/* Ends it: how it is printed. */
void writer_close(struct writer *writer, bool landscape, bool one_page);

/* A heading, a note: a row each. */
void writer_heading(struct writer *writer, enum say what);
void writer_note(struct writer *writer, const char *text);

/* The head of a column, in the writer's row. */
void writer_head(struct writer *writer, uint16_t column, enum say what);
/* The same over several columns. */
void writer_head_span(struct writer *writer, uint16_t first, uint16_t last, const char *text);
/* Households, grants and yuan in three cells of the writer's row. */
void writer_measure(struct writer *writer, uint16_t column, const struct measure *measure,
                    enum tone tone);
/* The heads of those three. */
void writer_measure_heads(struct writer *writer, uint16_t column);
#define MEASURE_COLUMNS 3

void page_overview(const struct report *report, struct book *book);
void page_groups(const struct report *report, struct book *book, enum by by);
void page_survey(const struct report *report, struct book *book);
void page_changes(const struct report *report, struct book *book);
void page_basis(const struct report *report, struct book *book);

#endif
