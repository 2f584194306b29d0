/* Pages: begun, and set up as a whole. */
#include "sheet/inside.h"

#include <stdlib.h>

/* In characters. */
#define WIDTH_MIN 6
#define PADDING   2

/* So many characters can still be read across a landscape A4 page; of a wider table the first
 * columns, which say whose row it is, stand on each page. */
#define LEGIBLE_WIDTH    280
#define REPEATED_COLUMNS 2

/* ---- pages --------------------------------------------------------------------------------- */

struct page *book_page(struct book *book, const char *name)
{
    struct page *page = book->failed ? NULL : calloc(1, sizeof *page);
    if (page == NULL) {
        (void)book_no_memory(book);
        return book->spare;
    }
    page->book = book;
    page->row_lines = 1;
    page->next = book->pages;
    book->pages = page;
    lxw_error code = workbook_validate_sheet_name(book->workbook, name);
    if (!book_check(book, code))
        return page;
    page->worksheet = workbook_add_worksheet(book->workbook, name);
    if (page->worksheet == NULL)
        (void)book_no_memory(book);
    return page;
}

void book_end_pages(struct book *book)
{
    for (struct page *page = book->pages; page != NULL; page = page->next) {
        for (int i = 0; i < page->width_count && !book->failed; i++) {
            int width = page->widths[i] < WIDTH_MIN ? WIDTH_MIN : page->widths[i];
            (void)book_check(book, worksheet_set_column(page->worksheet, (lxw_col_t)i, (lxw_col_t)i,
                                                        width + PADDING, NULL));
        }
    }
}

void book_free_pages(struct book *book)
{
    while (book->pages != NULL) {
        struct page *page = book->pages;
        book->pages = page->next;
        free(page->widths);
        free(page);
    }
}

/* ---- the page as a whole ------------------------------------------------------------------- */

void page_freeze(struct page *page, uint32_t row)
{
    if (!page->book->failed && page->worksheet != NULL)
        worksheet_freeze_panes(page->worksheet, row, 0);
}

void page_filter(struct page *page, uint32_t first_row, uint32_t last_row, uint16_t last_column)
{
    if (!page->book->failed && page->worksheet != NULL)
        (void)book_check(
            page->book, worksheet_autofilter(page->worksheet, first_row, 0, last_row, last_column));
}

void page_trust_text(struct page *page, uint32_t first_row, uint32_t last_row, uint16_t last_column)
{
    char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH], range[64];
    if (page->book->failed || page->worksheet == NULL)
        return;
    lxw_rowcol_to_cell(first, first_row, 0);
    lxw_rowcol_to_cell(last, last_row, last_column);
    (void)snprintf(range, sizeof range, "%s:%s", first, last);
    (void)book_check(page->book, worksheet_ignore_errors(page->worksheet,
                                                         LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
}

/* A page that is too wide to be read when it is made to fit goes over several. */
static int pages_wide(const struct page *page)
{
    int width = 0;
    for (int i = 0; i < page->width_count; i++)
        width += page->widths[i] + PADDING;
    return width <= LEGIBLE_WIDTH ? 1 : (width + LEGIBLE_WIDTH - 1) / LEGIBLE_WIDTH;
}

void page_print(struct page *page, const struct page_print *print)
{
    lxw_worksheet *w = page->worksheet;
    if (page->book->failed || w == NULL)
        return;
    worksheet_set_paper(w, 9); /* A4 */
    if (print->landscape)
        worksheet_set_landscape(w);
    const int wide = print->one_page ? 1 : pages_wide(page);
    worksheet_fit_to_pages(w, (uint16_t)wide, print->one_page ? 1 : 0);
    if (wide > 1)
        (void)book_check(page->book, worksheet_repeat_columns(w, 0, REPEATED_COLUMNS - 1));
    worksheet_set_margins(w, 0.4, 0.4, 0.5, 0.6);
    worksheet_center_horizontally(w);
    if (print->repeats)
        (void)book_check(page->book,
                         worksheet_repeat_rows(w, print->first_repeated, print->last_repeated));
    if (print->footer != NULL)
        (void)book_check(page->book, worksheet_set_footer(w, print->footer));
}
