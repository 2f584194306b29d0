#include "visits/visits.h"

#include "base/names.h"

#include <stdlib.h>

#define NO_YEAR SIZE_MAX

struct visits {
    struct visits_of_year *year; /* in the order in which they came */
    size_t years;
    bool draws;
    /* With `draws`: all applications; `year` is a place among the years, or NO_YEAR. */
    struct kept {
        struct candidate candidate;
        size_t year;
    } * kept;
    size_t count, room;
    struct names groups;
};

struct visits *visits_new(bool draws)
{
    struct visits *v = calloc(1, sizeof *v);
    if (v != NULL)
        v->draws = draws;
    return v;
}

void visits_free(struct visits *v)
{
    if (v == NULL)
        return;
    free(v->year);
    free(v->kept);
    names_free(&v->groups);
    free(v);
}

static bool same_share(const struct policy_value *a, const struct policy_value *b)
{
    return a->set == b->set && (!a->set || a->rate.millionths == b->rate.millionths);
}

/* The place of a year and share; NO_YEAR without memory. */
static size_t find_year(struct visits *v, int year, const struct policy_value *least)
{
    for (size_t i = v->years; i > 0; i--)
        if (v->year[i - 1].year == year && same_share(v->year[i - 1].least, least))
            return i - 1;
    struct visits_of_year *more = reallocarray(v->year, v->years + 1, sizeof *more);
    if (more == NULL)
        return NO_YEAR;
    v->year = more;
    more[v->years] = (struct visits_of_year){.year = year, .least = least};
    return v->years++;
}

static bool keep(struct visits *v, const struct visit *visit, size_t year, uint64_t seed)
{
    if (v->count == v->room) {
        const size_t room = v->room == 0 ? 1024 : 2 * v->room;
        struct kept *more = reallocarray(v->kept, room, sizeof *more);
        if (more == NULL)
            return false;
        v->kept = more;
        v->room = room;
    }
    struct kept *kept = &v->kept[v->count++];
    *kept = (struct kept){.year = year};
    if (!visit->counts)
        return true;
    const uint32_t group = names_number(&v->groups, visit->group);
    if (group == NAMES_NONE)
        return false;
    kept->candidate.group = group;
    kept->candidate.visited = visit->visited;
    kept->candidate.doubtful = visit->doubtful;
    visit_lot(seed, visit->key, kept->candidate.lot);
    return true;
}

bool visits_add(struct visits *v, const struct visit *visit, uint64_t seed)
{
    size_t year = NO_YEAR;
    if (visit->counts) {
        year = find_year(v, visit->year, visit->least);
        if (year == NO_YEAR)
            return false;
        v->year[year].coverage.dossiers++;
        v->year[year].coverage.visited += visit->visited;
    }
    return !v->draws || keep(v, visit, year, seed);
}

/* By year, then by share. */
static int compare_years(const void *p, const void *q)
{
    const struct visits_of_year *a = p, *b = q;
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    const int64_t share_a = a->least->set ? a->least->rate.millionths : -1;
    const int64_t share_b = b->least->set ? b->least->rate.millionths : -1;
    return share_a < share_b ? -1 : share_a > share_b;
}

bool visits_each_year(const struct visits *v,
                      void (*each)(void *data, const struct visits_of_year *year), void *data)
{
    struct visits_of_year *sorted = calloc(v->years + 1, sizeof *sorted);
    if (sorted == NULL)
        return false;
    if (v->years > 0)
        memcpy(sorted, v->year, v->years * sizeof *sorted);
    qsort(sorted, v->years, sizeof *sorted, compare_years);
    for (size_t i = 0; i < v->years; i++)
        each(data, &sorted[i]);
    free(sorted);
    return true;
}

/* Draws among the candidates of one year, which are copied out and their results back. */
static bool draw_year(struct visits *v, size_t year)
{
    const size_t count = (size_t)v->year[year].coverage.dossiers;
    struct candidate *of_year = malloc(count * sizeof *of_year);
    size_t n = 0;
    if (of_year == NULL)
        return false;
    for (size_t i = 0; i < v->count; i++)
        if (v->kept[i].year == year)
            of_year[n++] = v->kept[i].candidate;
    const bool ok = visit_draw(v->year[year].least, of_year, n, v->groups.count);
    n = 0;
    for (size_t i = 0; ok && i < v->count; i++)
        if (v->kept[i].year == year)
            v->kept[i].candidate.drawn = of_year[n++].drawn;
    free(of_year);
    return ok;
}

bool visits_draw(struct visits *v)
{
    for (size_t year = 0; year < v->years; year++)
        if (!draw_year(v, year))
            return false;
    return true;
}

enum drawn visits_drawn(const struct visits *v, long number)
{
    return v->kept[number].candidate.drawn;
}

long visits_count_drawn(const struct visits *v, enum drawn drawn)
{
    long count = 0;
    for (size_t i = 0; i < v->count; i++)
        count += v->kept[i].candidate.drawn == drawn;
    return count;
}
