/* What the pages of a return share: title, headings, figures. */
#include "report/pages.h"

#include <stdio.h>

struct writer writer_open(const struct report *report, struct book *book, enum say name)
{
    char month[MONTH_TEXT_SIZE], title[256];
    struct writer w = {
        .report = report, .book = book, .page = book_page(book, report_word(report, name))};
    (void)snprintf(title, sizeof title, name == SAY_OVERVIEW ? "%s" : "%s · %s",
                   report_word(report, SAY_RETURN), report_word(report, name));
    page_string(w.page, w.row++, 0, title, LOOK_TITLE, TONE_PLAIN);
    month_format(report->counted->month, month);
    buffer_format(&w.scratch, "%s %s", report_word(report, SAY_MONTH), month);
    if (report->has_region) {
        buffer_format(&w.scratch, "    %s ", report_word(report, SAY_REGION));
        report_region_name(report, report->region, &w.scratch);
    }
    buffer_format(&w.scratch, "    %s %s", report_word(report, SAY_MADE_BY), report->program);
    buffer_char(&w.scratch, '\0');
    if (!w.scratch.failed)
        writer_note(&w, w.scratch.p);
    buffer_clear(&w.scratch);
    w.row++;
    return w;
}

void writer_close(struct writer *w, bool landscape, bool one_page)
{
    const struct page_print print = {.landscape = landscape,
                                     .one_page = one_page,
                                     .repeats = w->last_head > 0,
                                     .first_repeated = w->first_head,
                                     .last_repeated = w->last_head,
                                     .footer =
                                         w->report->english ? "&C&P / &N" : "&C第 &P 页 共 &N 页"};
    page_print(w->page, &print);
    if (w->scratch.failed)
        (void)book_no_memory(w->book);
    buffer_free(&w->scratch);
}

void writer_heading(struct writer *w, enum say what)
{
    page_string(w->page, w->row++, 0, report_word(w->report, what), LOOK_HEADING, TONE_PLAIN);
}

void writer_note(struct writer *w, const char *text)
{
    page_string(w->page, w->row++, 0, text, LOOK_NOTE, TONE_PLAIN);
}

void writer_head(struct writer *w, uint16_t column, enum say what)
{
    page_string(w->page, w->row, column, report_word(w->report, what), LOOK_HEAD, TONE_PLAIN);
}

void writer_head_span(struct writer *w, uint16_t first, uint16_t last, const char *text)
{
    page_span(w->page, w->row, first, last, text, LOOK_HEAD, TONE_PLAIN);
}

void writer_measure(struct writer *w, uint16_t column, const struct measure *m, enum tone tone)
{
    page_count(w->page, w->row, column, m->households, tone);
    page_count(w->page, w->row, (uint16_t)(column + 1), m->grants, tone);
    page_money(w->page, w->row, (uint16_t)(column + 2), m->amount, tone);
}

void writer_measure_heads(struct writer *w, uint16_t column)
{
    writer_head(w, column, SAY_HOUSEHOLDS);
    writer_head(w, (uint16_t)(column + 1), SAY_GRANTS);
    writer_head(w, (uint16_t)(column + 2), SAY_AMOUNT);
}
