#include "rollup/persons.h"

#include "base/identity.h"
#include "rollup/sorter.h"

#include <stdlib.h>

/* One who was met. */
struct met {
    uint64_t key; /* the first 17 digits of the ID number */
    int64_t line;
    int64_t household; /* the first line of it */
};

/* A line with a person of another household. */
struct doubled {
    int64_t line, other;
};

struct persons {
    struct sorter *lines; /* of struct doubled */
    struct doubled next;
    bool any; /* there is a next one */
};

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_met(const void *a, const void *b)
{
    const struct met *left = a, *right = b;
    if (left->key != right->key)
        return left->key < right->key ? -1 : 1;
    return order(left->line, right->line);
}

static int compare_doubled(const void *a, const void *b)
{
    return order(((const struct doubled *)a)->line, ((const struct doubled *)b)->line);
}

static bool gather(struct stream *s, int id, struct sorter *sorter, struct error *error)
{
    int64_t household = 0;
    for (; s->has;) {
        char number[IDENTITY_SIZE];
        household = s->begins ? s->line : household;
        if (identity_read(text_trim(side_cell(&s->cursor.row, id)), number) == IDENTITY_OK) {
            const struct met met = {identity_key(number), s->line, household};
            if (!sorter_add(sorter, &met, error))
                return false;
        }
        if (!stream_next(s, error))
            return false;
    }
    return true;
}

/* The first of a person's lines, and that of another household, if any, as they are gone through.
 */
struct group {
    struct met first;
    bool any, told; /* the first line is among those doubled */
};

/* The next line of a person: later ones of another household point to the first, and the first to
 * the first of them. */
static bool pair(struct persons *p, struct group *g, const struct met *met, struct error *error)
{
    if (!g->any || g->first.key != met->key) {
        *g = (struct group){*met, true, false};
        return true;
    }
    if (met->household == g->first.household)
        return true;
    const struct doubled first = {g->first.line, met->line}, this = {met->line, g->first.line};
    const bool ok = g->told || sorter_add(p->lines, &first, error);
    g->told = true;
    return ok && sorter_add(p->lines, &this, error);
}

static bool next_line(struct persons *p, struct error *error)
{
    return sorter_next(p->lines, &p->next, &p->any, error);
}

static bool compare_all(struct persons *p, struct sorter *sorter, struct error *error)
{
    struct group group = {0};
    struct met met;
    bool any = true, ok = sorter_sort(sorter, error);
    while (ok && any) {
        ok = sorter_next(sorter, &met, &any, error);
        if (ok && any)
            ok = pair(p, &group, &met, error);
    }
    return ok && sorter_sort(p->lines, error) && next_line(p, error);
}

struct persons *persons_find(const struct cursor_source *source, const struct column_need *reads,
                             int count, int id, struct error *error)
{
    struct stream stream = {0};
    struct persons *p = calloc(1, sizeof *p);
    struct sorter *sorter = sorter_new(sizeof(struct met), compare_met, 0);
    bool ok = p != NULL && sorter != NULL;
    if (ok)
        p->lines = sorter_new(sizeof(struct doubled), compare_doubled, 1 << 16);
    if (!ok || p->lines == NULL)
        ok = error_no_memory(error, NULL);
    ok = ok && stream_open(&stream, source, reads, count, error) &&
         gather(&stream, id, sorter, error) && compare_all(p, sorter, error);
    stream_close(&stream);
    sorter_free(sorter);
    if (ok)
        return p;
    persons_free(p);
    return NULL;
}

void persons_free(struct persons *p)
{
    if (p == NULL)
        return;
    sorter_free(p->lines);
    free(p);
}

bool persons_other_line(struct persons *p, long line, long *other, struct error *error)
{
    while (p->any && p->next.line < line)
        if (!next_line(p, error))
            return false;
    *other = p->any && p->next.line == line ? (long)p->next.other : 0;
    return true;
}
