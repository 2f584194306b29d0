/* The groups of a return: one for each number while it is counted, then those that there are. */
#include "tally/records.h"

#include <stdlib.h>

static const struct names *names_of(const struct tally *tally, enum by by)
{
    switch (by) {
    case BY_UNION:
        return &tally->unions;
    case BY_REGION:
        return &tally->regions;
    case BY_CAUSE:
        return &tally->causes;
    default:
        return NULL;
    }
}

/* The unnamed group stands behind those with a name. */
static size_t groups_room(const struct tally *tally, enum by by)
{
    const struct names *names = names_of(tally, by);
    return names == NULL ? CATEGORY_GROUPS : (size_t)names->count + 1;
}

bool groups_open(const struct tally *tally, struct counted *out)
{
    for (enum by by = BY_CATEGORY; by < BYS; by++) {
        out->by[by].groups = calloc(groups_room(tally, by), sizeof *out->by[by].groups);
        if (out->by[by].groups == NULL)
            return false;
    }
    return true;
}

static uint32_t main_cause(const struct tally *tally, const struct record *record)
{
    if (record->cause == NAMES_NONE || tally->list[record->cause].count == 0)
        return NAMES_NONE;
    return tally->cause[tally->list[record->cause].first];
}

size_t group_number(const struct tally *tally, enum by by, const struct record *record)
{
    uint32_t number;
    switch (by) {
    case BY_CATEGORY:
        return record->category;
    case BY_UNION:
        number = record->union_name;
        break;
    case BY_REGION:
        number = record->region;
        break;
    default:
        number = main_cause(tally, record);
        break;
    }
    return number == NAMES_NONE ? names_of(tally, by)->count : number;
}

static void name_group(const struct tally *tally, enum by by, size_t number, struct group *g)
{
    const struct names *names = names_of(tally, by);
    g->category = CATEGORY_COUNT;
    if (by == BY_CATEGORY) {
        g->invalid = number == CATEGORY_INVALID;
        if (number < CATEGORY_COUNT)
            g->category = (enum category)number;
        return;
    }
    g->unnamed = number == names->count;
    if (g->unnamed)
        return;
    if (by == BY_REGION)
        (void)region_parse(names_text(names, (uint32_t)number), &g->region);
    else
        g->name = names_text(names, (uint32_t)number);
}

static int compare_regions(const void *p, const void *q)
{
    const struct group *a = p, *b = q;
    if (a->unnamed != b->unnamed)
        return a->unnamed - b->unnamed;
    return (a->region.code > b->region.code) - (a->region.code < b->region.code);
}

static int compare_amounts(const void *p, const void *q)
{
    const struct group *a = p, *b = q;
    const int64_t fen = a->year.all.amount.fen, other = b->year.all.amount.fen;
    if (a->unnamed != b->unnamed)
        return a->unnamed - b->unnamed;
    return fen != other ? (fen < other) - (fen > other) : names_order(a->name, b->name);
}

/* The three categories are there always, whatever else only where something is in it. */
static bool is_kept(enum by by, const struct group *g)
{
    return g->records > 0 || g->mentioned > 0 ||
           (by == BY_CATEGORY && g->category != CATEGORY_COUNT);
}

static void close_grouping(const struct tally *tally, enum by by, struct grouping *grouping)
{
    const size_t room = groups_room(tally, by);
    size_t kept = 0;
    for (size_t n = 0; n < room; n++) {
        struct group *g = &grouping->groups[n];
        name_group(tally, by, n, g);
        if (is_kept(by, g))
            grouping->groups[kept++] = *g;
    }
    grouping->count = (int)kept;
    if (kept > 1 && by != BY_CATEGORY)
        qsort(grouping->groups, kept, sizeof *grouping->groups,
              by == BY_REGION ? compare_regions : compare_amounts);
}

void groups_close(const struct tally *tally, struct counted *out)
{
    for (enum by by = BY_CATEGORY; by < BYS; by++)
        close_grouping(tally, by, &out->by[by]);
}
