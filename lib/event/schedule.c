#include "event/schedule.h"

#include "event/inside.h"

#include <stdlib.h>
#include <string.h>

/* A table of seconds no larger than this is worth its memory. */
#define TABLE_MAX 4000000

void schedule_free(struct schedule *s)
{
    if (s == NULL)
        return;
    free(s->shares);
    free(s->served);
    free(s->finishes);
    *s = (struct schedule){0};
}

bool schedule_too_long(const struct schedule *s, const struct schedule_request *request)
{
    return seconds_of(request->work, (struct rate){s->fastest}) > s->limit;
}

/* ---- classes -------------------------------------------------------------------------------- */

static int longest_first(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x < y) - (x > y);
}

/* The place of `work` among the classes, which are the longest first. */
static size_t class_of(const struct making *m, int64_t work)
{
    size_t low = 0, high = m->shop.classes - 1;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (m->work[middle] > work)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void find_classes(struct making *m)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->count; i++)
        m->work[i] = m->requests[i].work;
    qsort(m->work, m->count, sizeof *m->work, longest_first);
    for (size_t i = 0; i < m->count; i++)
        if (kept == 0 || m->work[kept - 1] != m->work[i])
            m->work[kept++] = m->work[i];
    m->shop.work = m->work;
    m->shop.classes = kept;
    for (size_t i = 0; i < m->count; i++)
        m->class[i] = (uint32_t)class_of(m, m->requests[i].work);
}

/* ---- volunteers ----------------------------------------------------------------------------- */

static int slower_first(const void *a, const void *b, void *data)
{
    const struct rate *speeds = data;
    const uint32_t v = *(const uint32_t *)a, w = *(const uint32_t *)b;
    const int64_t x = speeds[v].millionths, y = speeds[w].millionths;
    return x != y ? (x > y) - (x < y) : (v > w) - (v < w);
}

static void find_volunteers(struct making *m, const struct rate *speeds, size_t volunteers)
{
    m->shop.speeds = speeds;
    m->shop.volunteers = volunteers;
    for (size_t v = 0; v < volunteers; v++) {
        m->slow_first[v] = (uint32_t)v;
        m->total_speed += speeds[v].millionths;
    }
    qsort_r(m->slow_first, volunteers, sizeof *m->slow_first, slower_first, (void *)speeds);
    m->shop.slow_first = m->slow_first;
    m->out->fastest = speeds[m->slow_first[volunteers - 1]].millionths;
    m->shop.equal = speeds[m->slow_first[0]].millionths == m->out->fastest;
}

/* Without the table it only takes longer. */
static void make_table(struct shop *shop)
{
    if (shop->classes > TABLE_MAX / shop->volunteers)
        return;
    int32_t *table = calloc(shop->classes * shop->volunteers + 1, sizeof *table);
    for (size_t i = 0; table != NULL && i < shop->classes * shop->volunteers; i++)
        table[i] = (int32_t)seconds_of(shop->work[i / shop->volunteers],
                                       shop->speeds[i % shop->volunteers]);
    shop->table = table;
}

/* ---- shares --------------------------------------------------------------------------------- */

/* Pieces of a class that a volunteer has. */
struct stock {
    int64_t count;
    uint32_t volunteer;
};

/* What each volunteer has, by class; `start[class]` is where a class begins. Owned by the caller.
 */
static bool sort_by_class(const struct making *m, struct stock **stocks, size_t **start)
{
    const struct packing *p = &m->best;
    size_t parts = 0;
    for (size_t v = 0; v < p->volunteers; v++)
        parts += p->loads[v].count;
    size_t *at = *start = calloc(m->shop.classes + 2, sizeof *at);
    *stocks = calloc(parts + 1, sizeof **stocks);
    if (at == NULL || *stocks == NULL)
        return false;
    for (size_t v = 0; v < p->volunteers; v++)
        for (uint32_t i = 0; i < p->loads[v].count; i++)
            at[p->loads[v].parts[i].class + 2]++;
    for (size_t class = 2; class < m->shop.classes + 2; class ++)
        at[class] += at[class - 1];
    for (size_t v = 0; v < p->volunteers; v++)
        for (uint32_t i = 0; i < p->loads[v].count; i++) {
            const struct part *part = &p->loads[v].parts[i];
            (*stocks)[at[part->class + 1]++] = (struct stock){part->count, (uint32_t)v};
        }
    return true;
}

static bool add_share(struct schedule *s, size_t *room, struct schedule_share share)
{
    if (s->share_count == *room) {
        *room = *room == 0 ? 256 : *room + *room / 2;
        struct schedule_share *more = reallocarray(s->shares, *room, sizeof *more);
        if (more == NULL)
            return false;
        s->shares = more;
    }
    s->shares[s->share_count++] = share;
    return true;
}

/* Requests take their pieces in their order from whoever has the class, in the roster's order; a
 * volunteer works in the order of the requests. */
static bool hand_out(struct making *m, struct stock *stocks, size_t *next)
{
    struct schedule *s = m->out;
    size_t room = 0;
    for (size_t i = 0; i < m->count; i++) {
        const uint32_t class = m->class[i];
        for (int64_t left = s->served[i]; left > 0;) {
            struct stock *stock = &stocks[next[class]];
            const int64_t taken = stock->count < left ? stock->count : left;
            stock->count -= taken;
            left -= taken;
            const uint32_t v = stock->volunteer;
            next[class] += stock->count == 0;
            if (taken == 0)
                continue;
            const int64_t start = s->finishes[v];
            s->finishes[v] += taken * piece_seconds(&m->shop, class, v);
            if (!add_share(s, &room,
                           (struct schedule_share){(uint32_t)i, v, taken, start, s->finishes[v]}))
                return false;
        }
    }
    return true;
}

static bool make_shares(struct making *m)
{
    struct stock *stocks = NULL;
    size_t *start = NULL;
    const bool ok = sort_by_class(m, &stocks, &start) && hand_out(m, stocks, start);
    free(stocks);
    free(start);
    return ok;
}

/* ---- all of it ------------------------------------------------------------------------------ */

static bool open_making(struct making *m, size_t volunteers)
{
    m->work = calloc(m->count + 1, sizeof *m->work);
    m->class = calloc(m->count + 1, sizeof *m->class);
    m->counts = calloc(m->count + 1, sizeof *m->counts);
    m->slow_first = calloc(volunteers, sizeof *m->slow_first);
    m->out->served = calloc(m->count + 1, sizeof *m->out->served);
    m->out->finishes = calloc(volunteers, sizeof *m->out->finishes);
    return m->work != NULL && m->class != NULL && m->counts != NULL && m->slow_first != NULL &&
           m->out->served != NULL && m->out->finishes != NULL &&
           packing_open(&m->best, volunteers) && packing_open(&m->trial, volunteers);
}

static void close_making(struct making *m)
{
    free(m->work);
    free(m->class);
    free(m->counts);
    free(m->slow_first);
    free(m->shop.table);
    packing_free(&m->best);
    packing_free(&m->trial);
}

static void count_pieces(struct making *m)
{
    for (size_t i = 0; i < m->count; i++) {
        m->out->pieces += m->requests[i].pieces;
        m->out->served_pieces += m->out->served[i];
    }
    m->out->makespan = m->best.makespan;
}

bool schedule_make(const struct schedule_request *requests, size_t count, const struct rate *speeds,
                   size_t volunteers, int64_t limit, struct schedule *out)
{
    struct making m = {.requests = requests, .count = count, .limit = limit, .out = out};
    *out = (struct schedule){.limit = limit};
    bool ok = count <= SCHEDULE_REQUESTS_MAX && open_making(&m, volunteers);
    if (ok) {
        find_classes(&m);
        find_volunteers(&m, speeds, volunteers);
        make_table(&m.shop);
        ok = schedule_choose(&m) && make_shares(&m) && schedule_lacking(&m);
        count_pieces(&m);
    }
    close_making(&m);
    if (!ok)
        schedule_free(out);
    return ok;
}
