/* 总览: the page that leaders read. */
#include "report/pages.h"
#include "sheet/chart.h"

#include <stdio.h>

/* The table's columns; those of last year only where the data has it. */
enum {
    NAME,
    MONTH,
    YEAR = MONTH + MEASURE_COLUMNS,
    WAN = YEAR + MEASURE_COLUMNS,
    TARGET,
    COMPLETION,
    LAST,
    DIFFERENCE = LAST + MEASURE_COLUMNS
};

/* The columns of the months. */
enum {
    TREND_ITEMS = 1,
    TREND_TOTAL = TREND_ITEMS + ITEM_COUNT,
    TREND_HOUSEHOLDS,
    TREND_GRANTS,
    TREND_LAST
};

#define CHART_WIDTH  560
#define CHART_HEIGHT 290
#define CHART_COLUMN 7
#define CHART_ROWS   16

static void put_heads(struct writer *w)
{
    const struct report *r = w->report;
    writer_head(w, NAME, SAY_ITEM);
    writer_head_span(w, MONTH, YEAR - 1, report_word(r, SAY_THIS_MONTH));
    writer_head_span(w, YEAR, WAN, report_word(r, SAY_YEAR_TO_DATE));
    writer_head(w, TARGET, SAY_TARGET);
    writer_head(w, COMPLETION, SAY_COMPLETION);
    if (r->counted->has_last)
        writer_head_span(w, LAST, DIFFERENCE, report_word(r, SAY_SAME_MONTH_LAST_YEAR));
    w->row++;
    page_blank(w->page, w->row, NAME, LOOK_HEAD, TONE_PLAIN);
    writer_measure_heads(w, MONTH);
    writer_measure_heads(w, YEAR);
    writer_head(w, WAN, SAY_WAN);
    page_blank(w->page, w->row, TARGET, LOOK_HEAD, TONE_PLAIN);
    page_blank(w->page, w->row, COMPLETION, LOOK_HEAD, TONE_PLAIN);
    if (r->counted->has_last) {
        writer_measure_heads(w, LAST);
        writer_head(w, DIFFERENCE, SAY_DIFFERENCE);
    }
    w->row++;
}

static void put_line(struct writer *w, const char *name, const struct measure *now,
                     const struct measure *year, const struct measure *last,
                     const struct report_target *target, enum tone tone)
{
    page_string(w->page, w->row, NAME, name, LOOK_TEXT, tone);
    writer_measure(w, MONTH, now, tone);
    writer_measure(w, YEAR, year, tone);
    page_money(w->page, w->row, WAN, report_wan(year->amount), tone);
    if (target != NULL && target->set)
        page_count(w->page, w->row, TARGET, target->households, tone);
    else
        page_blank(w->page, w->row, TARGET, LOOK_TEXT, tone);
    if (target != NULL && target->set && target->households > 0)
        page_permille(w->page, w->row, COMPLETION, report_completion(target, year->households),
                      tone);
    else
        page_blank(w->page, w->row, COMPLETION, LOOK_TEXT, tone);
    if (w->report->counted->has_last) {
        writer_measure(w, LAST, last, tone);
        page_money(w->page, w->row, DIFFERENCE, (struct money){now->amount.fen - last->amount.fen},
                   tone);
    }
    w->row++;
}

static void put_items(struct writer *w)
{
    const struct report *r = w->report;
    const struct counted *c = r->counted;
    put_heads(w);
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++)
        put_line(w, report_item(r, item), &c->now.item[item], &c->year.item[item],
                 &c->last.item[item], &r->target[item],
                 report_behind(r, item) ? TONE_DOUBT : TONE_PLAIN);
    put_line(w, report_word(r, SAY_TOTAL), &c->now.all, &c->year.all, &c->last.all, NULL,
             TONE_TOTAL);
    writer_note(w, report_word(r, SAY_COUNTING));
    writer_note(w, report_word(r, SAY_FEN_NOTE));
    w->row++;
}

struct attention_lines {
    struct writer *writer;
    int count;
};

static void put_attention_line(void *data, const char *text)
{
    struct attention_lines *lines = data;
    char numbered[480];
    (void)snprintf(numbered, sizeof numbered, "%d. %s", ++lines->count, text);
    writer_note(lines->writer, numbered);
}

static void put_attention(struct writer *w)
{
    struct attention_lines lines = {.writer = w};
    writer_heading(w, SAY_ATTENTION);
    report_attention(w->report, put_attention_line, &lines);
    if (lines.count == 0)
        writer_note(w, report_word(w->report, SAY_NOTHING));
    w->row++;
}

/* ---- the year, month by month -------------------------------------------------------------- */

/* Any month of last year has something. */
static bool any_aid_last_year(const struct counted *c)
{
    for (int i = 0; i < MONTHS_OF_A_YEAR; i++)
        if (c->last_months[i].all.grants > 0)
            return true;
    return false;
}

static void put_month(struct writer *w, int i, bool last_year)
{
    const struct counted *c = w->report->counted;
    const struct figures *f = &c->months[i];
    char month[MONTH_TEXT_SIZE]; /* text: a chart would label its axis with a day's number */
    month_format(month_make(month_year(c->month), i + 1), month);
    page_string(w->page, w->row, NAME, month, LOOK_TEXT, TONE_PLAIN);
    for (int item = 0; item < ITEM_COUNT; item++)
        page_money(w->page, w->row, (uint16_t)(TREND_ITEMS + item), f->item[item].amount,
                   TONE_PLAIN);
    page_money(w->page, w->row, TREND_TOTAL, f->all.amount, TONE_PLAIN);
    page_count(w->page, w->row, TREND_HOUSEHOLDS, f->all.households, TONE_PLAIN);
    page_count(w->page, w->row, TREND_GRANTS, f->all.grants, TONE_PLAIN);
    if (last_year)
        page_money(w->page, w->row, TREND_LAST, c->last_months[i].all.amount, TONE_PLAIN);
    w->row++;
}

/* The rows of the months are from `*first` to the one before the writer's. */
static void put_trend(struct writer *w, bool last_year, uint32_t *first)
{
    const struct report *r = w->report;
    writer_heading(w, SAY_TREND);
    writer_head(w, NAME, SAY_MONTH);
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++)
        page_string(w->page, w->row, (uint16_t)(TREND_ITEMS + item), report_item(r, item),
                    LOOK_HEAD, TONE_PLAIN);
    writer_head(w, TREND_TOTAL, SAY_TOTAL);
    writer_head(w, TREND_HOUSEHOLDS, SAY_HOUSEHOLDS);
    writer_head(w, TREND_GRANTS, SAY_GRANTS);
    if (last_year)
        writer_head(w, TREND_LAST, SAY_LAST_YEAR_TOTAL);
    *first = ++w->row;
    for (int i = 0; i < month_in_year(r->counted->month); i++)
        put_month(w, i, last_year);
    w->row++;
}

static void draw_trend(struct writer *w, bool last_year, uint32_t first, uint32_t last)
{
    const struct report *r = w->report;
    struct chart chart = {.kind = CHART_LINES,
                          .title = report_word(r, SAY_TREND_CHART),
                          .format = "#,##0",
                          .width = CHART_WIDTH,
                          .height = CHART_HEIGHT};
    const struct chart_range months = {first, last, NAME};
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++)
        chart.series[chart.series_count++] = (struct chart_series){
            report_item(r, item), months, {first, last, (uint16_t)(TREND_ITEMS + item)}};
    if (last_year) { /* a total beside a total */
        chart.series[chart.series_count++] =
            (struct chart_series){report_word(r, SAY_TOTAL), months, {first, last, TREND_TOTAL}};
        chart.series[chart.series_count++] = (struct chart_series){
            report_word(r, SAY_LAST_YEAR_TOTAL), months, {first, last, TREND_LAST}};
    }
    page_chart(w->page, w->row, NAME, &chart);
}

/* The items that have a target, from the first to the last of them. */
static void draw_completion(struct writer *w, uint32_t first_item)
{
    const struct report *r = w->report;
    int first = -1, last = -1;
    for (int item = 0; item < ITEM_COUNT; item++) {
        if (!r->target[item].set || r->target[item].households <= 0)
            continue;
        first = first < 0 ? item : first;
        last = item;
    }
    if (first < 0)
        return;
    const uint32_t from = first_item + (uint32_t)first, to = first_item + (uint32_t)last;
    const struct chart chart = {
        .kind = CHART_BARS,
        .title = report_word(r, SAY_COMPLETION_CHART),
        .format = "0%",
        .shows_values = true,
        .series = {{report_word(r, SAY_COMPLETION), {from, to, NAME}, {from, to, COMPLETION}}},
        .series_count = 1,
        .width = CHART_WIDTH,
        .height = CHART_HEIGHT};
    page_chart(w->page, w->row, CHART_COLUMN, &chart);
}

void page_overview(const struct report *report, struct book *book)
{
    struct writer w = writer_open(report, book, SAY_OVERVIEW);
    const bool last_year = any_aid_last_year(report->counted);
    const uint32_t first_item = w.row + 2;
    uint32_t first_month;
    put_items(&w);
    put_attention(&w);
    put_trend(&w, last_year, &first_month);
    draw_trend(&w, last_year, first_month, w.row - 2);
    draw_completion(&w, first_item);
    w.row += CHART_ROWS;
    writer_note(&w, report_word(report, SAY_SIGNATURES));
    writer_close(&w, true, true);
}
