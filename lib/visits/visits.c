#include "visits/visits.h"

#include "base/names.h"

#include <stdlib.h>

#define YEARS 10000

struct visits {
    struct visits_of_year year[YEARS];
    bool draws;
    /* With `draws`: all applications; `year` of those that do not count is 0. */
    struct kept {
        struct candidate candidate;
        int year;
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
    free(v->kept);
    names_free(&v->groups);
    free(v);
}

static bool keep(struct visits *v, const struct visit *visit, uint64_t seed)
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
    *kept = (struct kept){.year = visit->counts ? visit->year : 0};
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
    if (visit->counts) {
        struct visits_of_year *year = &v->year[visit->year];
        if (year->coverage.dossiers++ == 0) {
            year->year = visit->year;
            year->least = visit->least;
        }
        year->coverage.visited += visit->visited;
    }
    return !v->draws || keep(v, visit, seed);
}

void visits_each_year(const struct visits *v,
                      void (*each)(void *data, const struct visits_of_year *year), void *data)
{
    for (int year = 1; year < YEARS; year++)
        if (v->year[year].coverage.dossiers > 0)
            each(data, &v->year[year]);
}

/* Draws among the candidates of one year, which are copied out and their results back. */
static bool draw_year(struct visits *v, const struct visits_of_year *year)
{
    const size_t count = (size_t)year->coverage.dossiers;
    struct candidate *of_year = malloc(count * sizeof *of_year);
    size_t n = 0;
    if (of_year == NULL)
        return false;
    for (size_t i = 0; i < v->count; i++)
        if (v->kept[i].year == year->year)
            of_year[n++] = v->kept[i].candidate;
    const bool ok = visit_draw(year->least, of_year, n, v->groups.count);
    n = 0;
    for (size_t i = 0; ok && i < v->count; i++)
        if (v->kept[i].year == year->year)
            v->kept[i].candidate.drawn = of_year[n++].drawn;
    free(of_year);
    return ok;
}

bool visits_draw(struct visits *v)
{
    for (int year = 1; year < YEARS; year++)
        if (v->year[year].coverage.dossiers > 0 && !draw_year(v, &v->year[year]))
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
