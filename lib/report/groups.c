/* 分类, 分单位, 分地区, 致困原因: the same table by what records are grouped by. */
#include "report/pages.h"
#include "sheet/chart.h"

#include <stdlib.h>

enum {
    NAME,
    ON_FILE,
    FIRST_ITEM,
    ALL = FIRST_ITEM + ITEM_COUNT * MEASURE_COLUMNS,
    MENTIONED = ALL + MEASURE_COLUMNS
};

/* Spreadsheet programs keep it at the beginning of a cell. */
#define IDEOGRAPHIC_SPACE "\xE3\x80\x80"

#define CHART_WIDTH    720
#define CHART_HEIGHT   340
#define CAUSES_CHARTED 12

static const struct {
    enum say page, head;
} KINDS[BYS] = {[BY_CATEGORY] = {SAY_CATEGORIES, SAY_CATEGORY},
                [BY_UNION] = {SAY_UNIONS, SAY_UNION},
                [BY_REGION] = {SAY_REGIONS, SAY_REGION},
                [BY_CAUSE] = {SAY_CAUSES, SAY_CAUSE}};

struct table {
    struct writer *writer;
    enum by by;
    bool year; /* otherwise the month */
};

static void put_heads(const struct table *t)
{
    struct writer *w = t->writer;
    const struct report *r = w->report;
    writer_head(w, NAME, KINDS[t->by].head);
    writer_head(w, ON_FILE, SAY_ON_FILE);
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++) {
        const uint16_t at = (uint16_t)(FIRST_ITEM + item * MEASURE_COLUMNS);
        writer_head_span(w, at, (uint16_t)(at + MEASURE_COLUMNS - 1), report_item(r, item));
    }
    writer_head_span(w, ALL, MENTIONED - 1, report_word(r, SAY_TOTAL));
    if (t->by == BY_CAUSE && t->year)
        writer_head(w, MENTIONED, SAY_MENTIONED);
    w->row++;
    page_blank(w->page, w->row, NAME, LOOK_HEAD, TONE_PLAIN);
    page_blank(w->page, w->row, ON_FILE, LOOK_HEAD, TONE_PLAIN);
    for (uint16_t at = FIRST_ITEM; at < MENTIONED; at = (uint16_t)(at + MEASURE_COLUMNS))
        writer_measure_heads(w, at);
    if (t->by == BY_CAUSE && t->year)
        page_blank(w->page, w->row, MENTIONED, LOOK_HEAD, TONE_PLAIN);
    w->row++;
}

/* A row; the number of those on file is of the year to date, so the month has none. */
static void put_figures(const struct table *t, const char *name, const struct figures *figures,
                        int64_t on_file, enum tone tone)
{
    struct writer *w = t->writer;
    page_string(w->page, w->row, NAME, name, LOOK_TEXT, tone);
    if (t->year)
        page_count(w->page, w->row, ON_FILE, on_file, tone);
    else
        page_blank(w->page, w->row, ON_FILE, LOOK_TEXT, tone);
    for (int item = 0; item < ITEM_COUNT; item++)
        writer_measure(w, (uint16_t)(FIRST_ITEM + item * MEASURE_COLUMNS), &figures->item[item],
                       tone);
    writer_measure(w, ALL, &figures->all, tone);
}

static const char *ended(struct buffer *b)
{
    buffer_char(b, '\0');
    return b->failed ? "" : b->p;
}

static void put_groups(const struct table *t, const struct grouping *grouping)
{
    struct writer *w = t->writer;
    for (int i = 0; i < grouping->count; i++) {
        const struct group *g = &grouping->groups[i];
        buffer_clear(&w->scratch);
        report_group_name(w->report, t->by, g, &w->scratch);
        put_figures(t, ended(&w->scratch), t->year ? &g->year : &g->month, g->on_file, TONE_PLAIN);
        if (t->by == BY_CAUSE && t->year)
            page_count(w->page, w->row, MENTIONED, g->mentioned, TONE_PLAIN);
        w->row++;
    }
}

static void put_regions(const struct table *t, const struct grouping *grouping)
{
    struct writer *w = t->writer;
    struct report_region *rows;
    int count;
    if (!report_regions(grouping, &rows, &count)) {
        w->scratch.failed = true;
        return;
    }
    for (int i = 0; i < count; i++) {
        const struct report_region *row = &rows[i];
        buffer_clear(&w->scratch);
        for (int k = 0; k < row->depth; k++)
            buffer_string(&w->scratch, IDEOGRAPHIC_SPACE);
        if (row->unnamed)
            buffer_string(&w->scratch, report_word(w->report, SAY_UNNAMED));
        else
            report_region_name(w->report, row->region, &w->scratch);
        if (row->own)
            buffer_format(&w->scratch, " %s", report_word(w->report, SAY_OWN));
        put_figures(t, ended(&w->scratch), t->year ? &row->year : &row->month, row->on_file,
                    row->holds ? TONE_TOTAL : TONE_PLAIN);
        w->row++;
    }
    free(rows);
}

static void put_table(const struct table *t)
{
    struct writer *w = t->writer;
    const struct counted *c = w->report->counted;
    const struct grouping *grouping = &c->by[t->by];
    writer_heading(w, t->year ? SAY_YEAR_TO_DATE : SAY_THIS_MONTH);
    put_heads(t);
    if (t->by == BY_REGION)
        put_regions(t, grouping);
    else
        put_groups(t, grouping);
    put_figures(t, report_word(w->report, SAY_TOTAL), t->year ? &c->year : &c->now, c->on_file,
                TONE_TOTAL);
    if (t->by == BY_CAUSE && t->year)
        page_blank(w->page, w->row, MENTIONED, LOOK_TEXT, TONE_TOTAL);
    w->row += 2;
}

/* ---- charts -------------------------------------------------------------------------------- */

/* The three categories by item. */
static void draw_categories(struct writer *w, uint32_t first)
{
    struct chart chart = {.kind = CHART_COLUMNS,
                          .title = report_word(w->report, SAY_CATEGORY_CHART),
                          .format = "#,##0",
                          .width = CHART_WIDTH,
                          .height = CHART_HEIGHT};
    const uint32_t last = first + CATEGORY_COUNT - 1;
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++)
        chart.series[chart.series_count++] = (struct chart_series){
            report_item(w->report, item),
            {first, last, NAME},
            {first, last, (uint16_t)(FIRST_ITEM + item * MEASURE_COLUMNS + MEASURE_COLUMNS - 1)}};
    page_chart(w->page, w->row, NAME, &chart);
}

static void draw_causes(struct writer *w, uint32_t first, int count)
{
    const int shown = count < CAUSES_CHARTED ? count : CAUSES_CHARTED;
    if (shown == 0)
        return;
    const uint32_t last = first + (uint32_t)shown - 1;
    const struct chart chart = {.kind = CHART_BARS,
                                .title = report_word(w->report, SAY_CAUSE_CHART),
                                .format = "0",
                                .shows_values = true,
                                .series = {{report_word(w->report, SAY_HOUSEHOLDS),
                                            {first, last, NAME},
                                            {first, last, ALL}}},
                                .series_count = 1,
                                .width = CHART_WIDTH,
                                .height = CHART_HEIGHT};
    page_chart(w->page, w->row, NAME, &chart);
}

void page_groups(const struct report *report, struct book *book, enum by by)
{
    struct writer w = writer_open(report, book, KINDS[by].page);
    const uint32_t first = w.row + 3; /* below the heading and the heads of two rows */
    w.first_head = first - 2;
    w.last_head = first - 1;
    put_table(&(struct table){&w, by, true});
    put_table(&(struct table){&w, by, false});
    if (by == BY_CAUSE)
        writer_note(&w, report_word(report, SAY_MAIN_CAUSE_NOTE));
    writer_note(&w, report_word(report, SAY_COUNTING));
    w.row++;
    if (by == BY_CATEGORY)
        draw_categories(&w, first);
    else if (by == BY_CAUSE)
        draw_causes(&w, first, report->counted->by[by].count);
    writer_close(&w, true, false);
}
