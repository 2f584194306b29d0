#include "sheet/chart.h"

#include "sheet/inside.h"

static const uint8_t TYPES[] = {[CHART_LINES] = LXW_CHART_LINE,
                                [CHART_COLUMNS] = LXW_CHART_COLUMN,
                                [CHART_BARS] = LXW_CHART_BAR};

static void add_series(struct page *page, lxw_chart *drawn, const struct chart *chart,
                       const struct chart_series *s)
{
    const char *name = page->worksheet->name;
    lxw_chart_series *series = chart_add_series(drawn, NULL, NULL);
    if (series == NULL) {
        (void)book_no_memory(page->book);
        return;
    }
    chart_series_set_categories(series, name, s->labels.first_row, s->labels.column,
                                s->labels.last_row, s->labels.column);
    chart_series_set_values(series, name, s->values.first_row, s->values.column, s->values.last_row,
                            s->values.column);
    if (s->name != NULL)
        chart_series_set_name(series, s->name);
    if (chart->kind == CHART_LINES)
        chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    if (chart->shows_values)
        chart_series_set_labels(series);
}

void page_chart(struct page *page, uint32_t row, uint16_t column, const struct chart *chart)
{
    struct book *book = page->book;
    if (book->failed || page->worksheet == NULL)
        return;
    lxw_chart *drawn = workbook_add_chart(book->workbook, TYPES[chart->kind]);
    if (drawn == NULL) {
        (void)book_no_memory(book);
        return;
    }
    for (int i = 0; i < chart->series_count; i++)
        add_series(page, drawn, chart, &chart->series[i]);
    /* The library turns the axes of bars round. */
    lxw_chart_axis *values = chart->kind == CHART_BARS ? drawn->x_axis : drawn->y_axis;
    lxw_chart_axis *labels = chart->kind == CHART_BARS ? drawn->y_axis : drawn->x_axis;
    lxw_chart_font title = {.name = book->font, .size = 12, .bold = LXW_TRUE};
    lxw_chart_font axis = {.name = book->font, .size = 9};
    chart_title_set_name(drawn, chart->title);
    chart_title_set_name_font(drawn, &title);
    chart_axis_set_num_font(drawn->x_axis, &axis);
    chart_axis_set_num_font(drawn->y_axis, &axis);
    chart_legend_set_font(drawn, &axis);
    chart_axis_set_min(values, 0);
    if (chart->format != NULL)
        chart_axis_set_num_format(values, chart->format);
    if (chart->kind == CHART_BARS)
        chart_axis_set_reverse(labels); /* the first stands on top, as in the table */
    if (chart->series_count == 1)
        chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
    else
        chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
    lxw_chart_options size = {.x_scale = chart->width / 480.0, .y_scale = chart->height / 288.0};
    (void)book_check(book, worksheet_insert_chart_opt(page->worksheet, row, column, drawn, &size));
}
