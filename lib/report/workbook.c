/* The return as a workbook. */
#include "base/language.h"
#include "report/pages.h"

static bool put_detail(const struct report *report, struct book *book, struct error *error)
{
    const struct month month = report->counted->month;
    const struct list_options options = {.name = report_word(report, SAY_DETAIL),
                                         .english = report->english,
                                         .masks = !report->unmasked};
    struct list *list = list_open(book, &options);
    bool ok = list != NULL ? detail_list(report->detail, month_make(month_year(month), 1), month,
                                         list, error)
                           : error_no_memory(error, NULL);
    list_free(list);
    return ok;
}

static bool put_pages(const struct report *report, struct book *book, struct error *error)
{
    page_overview(report, book);
    for (enum by by = BY_CATEGORY; by < BYS; by++)
        page_groups(report, book, by);
    if (report->survey != NULL)
        page_survey(report, book);
    if (report->changes != NULL)
        page_changes(report, book);
    if (!put_detail(report, book, error))
        return false;
    page_basis(report, book);
    return true;
}

bool report_workbook(const struct report *report, book_sink *sink, void *data, struct error *error)
{
    const struct book_options options = {.title = report_word(report, SAY_RETURN),
                                         .program = report->program,
                                         .english = report->english};
    struct book *book = book_open(&options, error);
    if (book == NULL)
        return false;
    bool ok = put_pages(report, book, error) && book_finish(book, sink, data, error);
    book_free(book);
    return ok;
}
