/*
 * Charts over cells of a page: drawn by the spreadsheet program, from the numbers as they stand.
 */
#ifndef BANGFU_SHEET_CHART_H
#define BANGFU_SHEET_CHART_H

#include "sheet/book.h"

enum chart_kind { CHART_LINES, CHART_COLUMNS, CHART_BARS };

/* Cells of one column, from row to row. */
struct chart_range {
    uint32_t first_row, last_row;
    uint16_t column;
};

struct chart_series {
    const char *name;
    struct chart_range labels, values;
};

#define CHART_SERIES_MAX 8

struct chart {
    enum chart_kind kind;
    const char *title;
    const char *format; /* of the values' axis, such as `0%`; NULL: theirs */
    bool shows_values;
    struct chart_series series[CHART_SERIES_MAX];
    int series_count;
    int width, height; /* pixels */
};

/* Draws it over the cells of its page from `row` and `column` on. */
void page_chart(struct page *page, uint32_t row, uint16_t column, const struct chart *chart);

#endif
