/* Cells, and how wide and high they make columns and rows. */
#include "sheet/inside.h"

#include "base/language.h"
#include "sheet/xml.h"

#include <inttypes.h>
#include <stdlib.h>
#include <uniwidth.h>

/* In characters; wider text goes over several lines. */
#define WIDTH_MAX  40
#define HEAD_WIDTH 16
#define RATE_WIDTH 6 /* of a number of months and the like */

/* In points. */
#define LINE_HEIGHT 15.0
#define HEIGHT_MAX  409.0

/* A spreadsheet's numbers are floating point: 15 digits are sure. */
#define NUMBER_MAX INT64_C(999999999999999)

/* Day 1 of a spreadsheet is 1900-01-01, and it takes 1900 for a leap year: from March on the
 * count is right. */
#define DAYS_BEFORE_1970  25569
#define FIRST_DAY_COUNTED 61

/* Rows that were left are with the library already; a program that goes back has a fault. */
static bool writable(struct page *page, uint32_t row)
{
    struct error error = {0};
    if (page->book->failed || page->worksheet == NULL)
        return false;
    if (row < page->row) {
        error_set(&error, NULL, 0, NULL, _("a row of a sheet was written too late"));
        return book_fail(page->book, &error);
    }
    if (row > page->row)
        page->row_lines = 1;
    page->row = row;
    return true;
}

/* ---- widths -------------------------------------------------------------------------------- */

static void widen(struct page *page, uint16_t column, int width)
{
    if (page->book->failed || page->worksheet == NULL)
        return;
    if (column >= page->width_count) {
        int count = column + 1;
        int *more = reallocarray(page->widths, (size_t)count, sizeof *more);
        if (more == NULL) {
            (void)book_no_memory(page->book);
            return;
        }
        for (int i = page->width_count; i < count; i++)
            more[i] = 0;
        page->widths = more;
        page->width_count = count;
    }
    if (page->widths[column] < width)
        page->widths[column] = width;
}

/* How many columns of a terminal the text takes. */
static int text_width(struct text a)
{
    size_t plain = 0;
    while (plain < a.n && (unsigned char)a.p[plain] < 0x80)
        plain++;
    return plain == a.n ? (int)plain : u8_width((const uint8_t *)a.p, a.n, "UTF-8");
}

/* The lines of text in a column of that width, and how wide the widest is before it is broken. */
static int text_lines(struct text a, int column_width, int *widest)
{
    int lines = 0;
    *widest = 0;
    do {
        const int width = text_width(text_next(&a, '\n'));
        lines += width <= column_width ? 1 : (width + column_width - 1) / column_width;
        *widest = width > *widest ? width : *widest;
    } while (a.p != NULL);
    return lines;
}

/* Not every spreadsheet program finds out by itself how high a row must be. */
static void heighten(struct page *page, int lines)
{
    if (lines <= page->row_lines || page->book->failed)
        return;
    page->row_lines = lines;
    const double height = lines * LINE_HEIGHT;
    (void)book_check(page->book,
                     worksheet_set_row(page->worksheet, page->row,
                                       height < HEIGHT_MAX ? height : HEIGHT_MAX, NULL));
}

/* Digits of a number as it is shown, with its separators. */
static int number_width(int64_t whole, int decimals)
{
    int digits = 1;
    for (int64_t rest = whole / 10; rest != 0; rest /= 10)
        digits++;
    return digits + (digits - 1) / 3 + (decimals > 0 ? decimals + 1 : 0) + (whole < 0 ? 1 : 0);
}

/* ---- cells --------------------------------------------------------------------------------- */

/* The text with a NUL behind it, cut to what a cell holds. NULL without memory. */
static const char *cell_text(struct book *book, struct text text, bool *whole)
{
    struct buffer *b = &book->scratch;
    buffer_clear(b);
    *whole = xml_cell_text(b, text, CELL_TEXT_MAX);
    buffer_char(b, '\0');
    if (b->failed)
        (void)book_no_memory(book);
    return b->failed ? NULL : b->p;
}

bool page_text(struct page *page, uint32_t row, uint16_t column, struct text text, enum look look,
               enum tone tone)
{
    bool whole;
    struct book *book = page->book;
    if (text.n == 0) {
        page_blank(page, row, column, look, tone);
        return true;
    }
    if (!writable(page, row))
        return true;
    const char *cell = cell_text(book, text, &whole);
    if (cell == NULL)
        return true;
    bool wraps = false;
    if (look == LOOK_HEAD || look == LOOK_TEXT) {
        const int limit = look == LOOK_HEAD ? HEAD_WIDTH : WIDTH_MAX;
        int width;
        const int lines = text_lines(text, limit, &width);
        widen(page, column, width < limit ? width : limit);
        heighten(page, lines);
        wraps = look == LOOK_TEXT && lines > 1;
    }
    lxw_format *format = book_format(book, look, tone, wraps);
    if (!book->failed)
        (void)book_check(book, worksheet_write_string(page->worksheet, row, column, cell, format));
    return whole;
}

void page_string(struct page *page, uint32_t row, uint16_t column, const char *text, enum look look,
                 enum tone tone)
{
    (void)page_text(page, row, column, text_of(text), look, tone);
}

void page_span(struct page *page, uint32_t row, uint16_t first_column, uint16_t last_column,
               const char *text, enum look look, enum tone tone)
{
    if (!writable(page, row))
        return;
    lxw_format *format = book_format(page->book, look, tone, false);
    if (!page->book->failed)
        (void)book_check(page->book, worksheet_merge_range(page->worksheet, row, first_column, row,
                                                           last_column, text, format));
}

void page_blank(struct page *page, uint32_t row, uint16_t column, enum look look, enum tone tone)
{
    if (!writable(page, row))
        return;
    lxw_format *format = book_format(page->book, look, tone, false);
    if (!page->book->failed)
        (void)book_check(page->book, worksheet_write_blank(page->worksheet, row, column, format));
}

static void write_number(struct page *page, uint32_t row, uint16_t column, double number, int width,
                         enum look look, enum tone tone)
{
    if (!writable(page, row))
        return;
    widen(page, column, width);
    lxw_format *format = book_format(page->book, look, tone, false);
    if (!page->book->failed)
        (void)book_check(page->book,
                         worksheet_write_number(page->worksheet, row, column, number, format));
}

bool page_holds_money(struct money money)
{
    return page_holds_count(money.fen);
}

bool page_holds_count(int64_t count)
{
    return count >= -NUMBER_MAX && count <= NUMBER_MAX;
}

bool page_holds_date(struct date date)
{
    return date.day + DAYS_BEFORE_1970 >= FIRST_DAY_COUNTED;
}

void page_count(struct page *page, uint32_t row, uint16_t column, int64_t count, enum tone tone)
{
    char text[24];
    if (page_holds_count(count)) {
        write_number(page, row, column, (double)count, number_width(count, 0), LOOK_COUNT, tone);
        return;
    }
    (void)snprintf(text, sizeof text, "%" PRId64, count);
    page_string(page, row, column, text, LOOK_TEXT, tone);
}

void page_money(struct page *page, uint32_t row, uint16_t column, struct money money,
                enum tone tone)
{
    char text[MONEY_TEXT_SIZE];
    if (page_holds_money(money)) {
        write_number(page, row, column, (double)money.fen / FEN_PER_YUAN,
                     number_width(money.fen / FEN_PER_YUAN, 2), LOOK_MONEY, tone);
        return;
    }
    (void)money_format(money, text);
    page_string(page, row, column, text, LOOK_TEXT, tone);
}

void page_rate(struct page *page, uint32_t row, uint16_t column, struct rate rate, enum tone tone)
{
    write_number(page, row, column, (double)rate.millionths / RATE_ONE, RATE_WIDTH, LOOK_NUMBER,
                 tone);
}

void page_permille(struct page *page, uint32_t row, uint16_t column, int64_t permille,
                   enum tone tone)
{
    write_number(page, row, column, (double)permille / 1000, number_width(permille / 10, 1) + 1,
                 LOOK_PERCENT, tone);
}

void page_date(struct page *page, uint32_t row, uint16_t column, struct date date, enum tone tone)
{
    write_number(page, row, column, date.day + DAYS_BEFORE_1970, DATE_TEXT_SIZE - 2, LOOK_DATE,
                 tone);
}

void page_month(struct page *page, uint32_t row, uint16_t column, struct month month,
                enum tone tone)
{
    write_number(page, row, column, month_first_day(month).day + DAYS_BEFORE_1970,
                 MONTH_TEXT_SIZE - 1, LOOK_MONTH, tone);
}

void page_formula(struct page *page, uint32_t row, uint16_t column, const char *formula,
                  int64_t value, enum look look, enum tone tone)
{
    const int parts = look == LOOK_MONEY ? FEN_PER_YUAN : look == LOOK_PERCENT ? 1000 : 1;
    if (!writable(page, row))
        return;
    widen(page, column, number_width(value / parts, look == LOOK_MONEY ? 2 : 0));
    lxw_format *format = book_format(page->book, look, tone, false);
    if (!page->book->failed)
        (void)book_check(page->book,
                         worksheet_write_formula_num(page->worksheet, row, column, formula, format,
                                                     (double)value / parts));
}
