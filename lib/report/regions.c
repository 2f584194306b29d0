/* Regions one within the other. */
#include "report/report.h"

#include <stdlib.h>

static void add_measure(struct measure *to, const struct measure *from)
{
    to->households += from->households;
    to->grants += from->grants;
    to->amount.fen += from->amount.fen; /* no more than the total, which fits */
}

static void add_figures(struct figures *to, const struct figures *from)
{
    for (int item = 0; item < ITEM_COUNT; item++)
        add_measure(&to->item[item], &from->item[item]);
    add_measure(&to->all, &from->all);
}

static void add_group(struct report_region *to, const struct group *from)
{
    add_figures(&to->month, &from->month);
    add_figures(&to->year, &from->year);
    to->on_file += from->on_file;
}

/* The province or prefecture that a region lies in or is. */
static struct region at_level(struct region region, int32_t level)
{
    return (struct region){region.code / level * level};
}

#define PREFECTURE 100
#define PROVINCE   10000

struct nesting {
    const struct grouping *grouping;
    struct report_region *rows;
    int count;
};

/* How many groups from `i` on lie in the same region of a level. */
static int run_of(const struct nesting *n, int i, int32_t level)
{
    const struct region region = at_level(n->grouping->groups[i].region, level);
    int end = i;
    while (end < n->grouping->count && !n->grouping->groups[end].unnamed &&
           at_level(n->grouping->groups[end].region, level).code == region.code)
        end++;
    return end - i;
}

/* The sum of groups, before the groups themselves. */
static void put_sum(struct nesting *n, int i, int count, int32_t level, int depth)
{
    struct report_region *row = &n->rows[n->count++];
    *row = (struct report_region){
        .depth = depth, .holds = true, .region = at_level(n->grouping->groups[i].region, level)};
    for (int k = i; k < i + count; k++)
        add_group(row, &n->grouping->groups[k]);
}

static void put_group(struct nesting *n, const struct group *group, int depth, bool own)
{
    struct report_region *row = &n->rows[n->count++];
    *row = (struct report_region){
        .depth = depth, .own = own, .unnamed = group->unnamed, .region = group->region};
    add_group(row, group);
}

/* The groups of one prefecture, below its sum. */
static void put_prefecture(struct nesting *n, int i, int count, int depth)
{
    put_sum(n, i, count, PREFECTURE, depth);
    for (int k = i; k < i + count; k++)
        put_group(n, &n->grouping->groups[k], depth + 1,
                  n->grouping->groups[k].region.code % PREFECTURE == 0);
}

bool report_regions(const struct grouping *grouping, struct report_region **out, int *count)
{
    /* Each group may have a province's and a prefecture's sum before it. */
    struct nesting n = {.grouping = grouping};
    n.rows = calloc((size_t)grouping->count * 3 + 1, sizeof *n.rows);
    if (n.rows == NULL)
        return false;
    for (int i = 0, in_province; i < grouping->count; i += in_province) {
        const struct group *group = &grouping->groups[i];
        if (group->unnamed) {
            put_group(&n, group, 0, false);
            in_province = 1;
            continue;
        }
        in_province = run_of(&n, i, PROVINCE);
        put_sum(&n, i, in_province, PROVINCE, 0);
        for (int k = i, in_prefecture; k < i + in_province; k += in_prefecture) {
            const bool own = grouping->groups[k].region.code % PROVINCE == 0;
            in_prefecture = own ? 1 : run_of(&n, k, PREFECTURE);
            if (own)
                put_group(&n, &grouping->groups[k], 1, true);
            else
                put_prefecture(&n, k, in_prefecture, 1);
        }
    }
    *out = n.rows;
    *count = n.count;
    return true;
}

/* Of the groups of which `counts` is true. */
static bool common(const struct grouping *grouping, bool (*counts)(const struct group *group),
                   struct region *out)
{
    bool any = false;
    for (int i = 0; i < grouping->count; i++) {
        const struct group *group = &grouping->groups[i];
        if (group->unnamed || !counts(group))
            continue;
        *out = any ? region_common(*out, group->region) : group->region;
        any = true;
    }
    return any;
}

static bool is_aided(const struct group *group)
{
    return group->year.all.grants > 0;
}

static bool is_any(const struct group *group)
{
    (void)group;
    return true;
}

bool report_common_region(const struct grouping *grouping, struct region *out)
{
    return common(grouping, is_aided, out) || common(grouping, is_any, out);
}
