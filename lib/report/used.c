#include "report/used.h"

#include <stdlib.h>

void used_free(struct used *used)
{
    free(used->sets);
    *used = (struct used){0};
}

/* The place of a policy; NULL without memory. */
static struct used_set *place_of(struct used *used, const struct policy_set *set,
                                 struct month month)
{
    /* Records of one region follow each other: the last one met comes again. */
    for (int i = used->count - 1; i >= 0; i--)
        if (used->sets[i].set == set)
            return &used->sets[i];
    if (used->count == used->room) {
        const int room = used->room == 0 ? 16 : used->room * 2;
        struct used_set *more = reallocarray(used->sets, (size_t)room, sizeof *more);
        if (more == NULL)
            return NULL;
        used->sets = more;
        used->room = room;
    }
    used->sets[used->count] = (struct used_set){.set = set, .first = month, .last = month};
    return &used->sets[used->count++];
}

bool used_note(struct used *used, const struct policy_set *set, struct month month,
               struct money dibao)
{
    struct used_set *place = place_of(used, set, month);
    if (place == NULL)
        return false;
    if (month.number < place->first.number)
        place->first = month;
    if (month.number > place->last.number)
        place->last = month;
    const struct policy_value *ours = policy_get(set, PARAMETER_DIBAO);
    place->other_dibao += dibao.fen > 0 && ours->set && ours->money.fen != dibao.fen;
    return true;
}

static bool within(const struct used_set *s, struct month first, struct month last)
{
    return s->first.number <= last.number && s->last.number >= first.number;
}

int64_t used_other_dibao(const struct used *used, struct month first, struct month last)
{
    int64_t records = 0;
    for (int i = 0; i < used->count; i++)
        if (within(&used->sets[i], first, last))
            records += used->sets[i].other_dibao;
    return records;
}

static int compare_values(const void *a, const void *b)
{
    const struct policy_value *v = *(const struct policy_value *const *)a;
    const struct policy_value *u = *(const struct policy_value *const *)b;
    if (v->parameter != u->parameter)
        return v->parameter < u->parameter ? -1 : 1;
    if (v->region.code != u->region.code)
        return v->region.code < u->region.code ? -1 : 1;
    if (v->from.day != u->from.day)
        return v->from.day < u->from.day ? -1 : 1;
    return v < u ? -1 : v > u;
}

/* Of the readers of parameters, those that decide categories and aid. */
static bool decides(enum read_by reader)
{
    return reader == READ_BY_HARDSHIP || reader == READ_BY_AID;
}

const struct policy_value **used_values(const struct used *used, struct month first,
                                        struct month last, size_t *count)
{
    const struct policy_value **values =
        calloc((size_t)used->count * PARAMETER_COUNT + 1, sizeof *values);
    size_t n = 0;
    *count = 0;
    if (values == NULL)
        return NULL;
    for (int i = 0; i < used->count; i++) {
        const struct used_set *s = &used->sets[i];
        for (int p = 0; p < PARAMETER_COUNT; p++) {
            const struct policy_value *v = policy_get(s->set, (enum parameter)p);
            if (v->set && decides(PARAMETER_INFO[p].reader) && within(s, first, last))
                values[n++] = v;
        }
    }
    qsort(values, n, sizeof *values, compare_values);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || values[i] != values[i - 1])
            values[(*count)++] = values[i];
    return values;
}
