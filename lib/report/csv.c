/* The return as a table, one figure of one group to a record, for other programs. */
#include "report/report.h"

#include "table/layout.h"

#include <inttypes.h>

#define HEADER "part,period,group,item,households,grants,amount,target,completion,on_file\n"

static const char *const PARTS[BYS] = {"category", "union", "region", "cause"};

struct table {
    const struct report *report;
    struct buffer *out;
    struct buffer scratch;
};

/* `target` may be NULL; `on_file` is left out below 0. */
static void put(struct table *t, const char *part, const char *period, struct text group,
                const char *item, const struct measure *m, const struct report_target *target,
                int64_t on_file)
{
    char amount[MONEY_TEXT_SIZE];
    money_format(m->amount, amount);
    buffer_format(t->out, "%s,%s,", part, period);
    csv_put(t->out, group, false);
    buffer_format(t->out, ",%s,%" PRId64 ",%" PRId64 ",%s,", item, m->households, m->grants,
                  amount);
    if (target != NULL && target->set)
        buffer_format(t->out, "%" PRId64, target->households);
    buffer_char(t->out, ',');
    if (target != NULL && target->set && target->households > 0) {
        const int64_t permille = report_completion(target, m->households);
        buffer_format(t->out, "%" PRId64 ".%" PRId64 "%%", permille / 10, permille % 10);
    }
    buffer_char(t->out, ',');
    if (on_file >= 0)
        buffer_format(t->out, "%" PRId64, on_file);
    buffer_char(t->out, '\n');
}

static void put_figures(struct table *t, const char *part, const char *period, struct text group,
                        const struct figures *f, bool targets, int64_t on_file)
{
    for (int item = 0; item < ITEM_COUNT; item++)
        put(t, part, period, group, ITEM_NAMES[item], &f->item[item],
            targets ? &t->report->target[item] : NULL, -1);
    put(t, part, period, group, "total", &f->all, NULL, on_file);
}

static struct text code_of(struct table *t, enum by by, const struct group *g)
{
    char code[REGION_TEXT_SIZE];
    buffer_clear(&t->scratch);
    if (by == BY_CATEGORY)
        buffer_string(&t->scratch, g->invalid                      ? "invalid"
                                   : g->category == CATEGORY_COUNT ? "none"
                                                                   : CATEGORY_NAMES[g->category]);
    else if (by == BY_REGION && !g->unnamed)
        buffer_append(&t->scratch, code, region_format(g->region, code));
    else if (!g->unnamed)
        report_group_name(t->report, by, g, &t->scratch);
    return buffer_view(&t->scratch);
}

static void put_groups(struct table *t, enum by by)
{
    const struct grouping *grouping = &t->report->counted->by[by];
    for (int i = 0; i < grouping->count; i++) {
        const struct group *g = &grouping->groups[i];
        put_figures(t, PARTS[by], "year", code_of(t, by, g), &g->year, false, g->on_file);
        put_figures(t, PARTS[by], "month", code_of(t, by, g), &g->month, false, -1);
    }
}

void report_csv(const struct report *report, struct buffer *out)
{
    struct table t = {.report = report, .out = out};
    const struct counted *c = report->counted;
    const struct text none = {NULL, 0};
    char month[MONTH_TEXT_SIZE];
    buffer_string(out, HEADER);
    put_figures(&t, "total", "year", none, &c->year, true, c->on_file);
    put_figures(&t, "total", "month", none, &c->now, false, -1);
    if (c->has_last_year)
        put_figures(&t, "total", "last-year", none, &c->last_year, false, -1);
    if (c->has_last)
        put_figures(&t, "total", "last-year-month", none, &c->last, false, -1);
    for (int i = 0; i < month_in_year(c->month); i++) {
        month_format(month_make(month_year(c->month), i + 1), month);
        put_figures(&t, "by-month", month, none, &c->months[i], false, -1);
    }
    for (enum by by = BY_CATEGORY; by < BYS; by++)
        put_groups(&t, by);
    out->failed |= t.scratch.failed;
    buffer_free(&t.scratch);
}
