/* What is served where not all of it fits, and how it is packed. */
#include "event/inside.h"

#include <stdlib.h>
#include <string.h>

/* Comparisons spent on making a packing better: on each that is only tried, and on the last. */
#define STEPS_TRIED 200000
#define STEPS_LAST  6000000

/* First fit is tried at capacities between the bound and the best packing while it is cheap. */
#define CAPACITIES_TRIED 16
#define CHEAP            1000000

/* How often what is packed is packed again, with what there was room for after the last time. */
#define ROUNDS 50

/* ---- one packing ---------------------------------------------------------------------------- */

static bool is_cheap(const struct making *m)
{
    return m->shop.classes <= CHEAP / m->shop.volunteers;
}

static enum packed keep_trial(struct making *m)
{
    return packing_copy(&m->best, &m->trial) ? PACKED : PACKED_NO_MEMORY;
}

/* First fit at capacities between `bound` and the best packing's end, halved each time. */
static enum packed try_capacities(struct making *m, int64_t bound)
{
    int64_t low = bound;
    for (int i = 0; i < CAPACITIES_TRIED && is_cheap(m) && low < m->best.makespan; i++) {
        const int64_t middle = low + (m->best.makespan - 1 - low) / 2;
        enum packed packed = pack_first_fit(&m->shop, m->counts, middle, &m->trial);
        if (packed == PACKED)
            packed = keep_trial(m);
        if (packed == PACKED_NO_MEMORY)
            return packed;
        if (packed == PACKED_NOT)
            low = middle + 1;
    }
    return PACKED;
}

/* Packs what `counts` says as early as it can into `best`. */
static enum packed pack_all(struct making *m, int64_t bound)
{
    int64_t steps = STEPS_LAST;
    if (pack_longest_first(&m->shop, m->counts, INT64_MAX, &m->best) != PACKED ||
        try_capacities(m, bound) != PACKED)
        return PACKED_NO_MEMORY;
    return pack_improve(&m->shop, bound, &steps, &m->best);
}

/* Whether it can be packed into the time, as far as is known; it is in `trial` then. */
static enum packed fits(struct making *m)
{
    wide_int work = 0;
    int64_t steps = STEPS_TRIED;
    for (size_t class = 0; class < m->shop.classes; class ++)
        work += (wide_int)m->counts[class] * m->work[class];
    if (60 * work > m->total_speed * m->limit)
        return PACKED_NOT;
    enum packed packed = pack_first_fit(&m->shop, m->counts, m->limit, &m->trial);
    if (packed != PACKED_NOT)
        return packed;
    /* Longest-first ends later than the time by less than its longest piece: not far from it. */
    if (pack_longest_first(&m->shop, m->counts, INT64_MAX, &m->trial) != PACKED ||
        pack_improve(&m->shop, m->limit, &steps, &m->trial) != PACKED)
        return PACKED_NO_MEMORY;
    return m->trial.makespan <= m->limit ? PACKED : PACKED_NOT;
}

/* ---- from the top --------------------------------------------------------------------------- */

/* Counts the pieces of the first requests that may be served. */
static void count_first(struct making *m, size_t first)
{
    memset(m->counts, 0, (m->count + 1) * sizeof *m->counts);
    for (size_t i = 0; i < first; i++)
        if (!schedule_too_long(m->out, &m->requests[i]))
            m->counts[m->class[i]] += m->requests[i].pieces;
}

static enum packed first_fit_together(struct making *m, size_t first)
{
    count_first(m, first);
    return fits(m);
}

/* The most requests from the top that can be packed together; they are then in `best`. */
static bool choose_from_the_top(struct making *m, size_t *first)
{
    size_t low = 0, high = m->count; /* the first `low` fit; without any it is an empty packing */
    enum packed packed = first_fit_together(m, high);
    if (packed == PACKED) {
        *first = high;
        return keep_trial(m) == PACKED;
    }
    while (packed != PACKED_NO_MEMORY && high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        packed = first_fit_together(m, middle);
        if (packed == PACKED) {
            low = middle;
            packed = keep_trial(m);
        } else if (packed == PACKED_NOT) {
            high = middle;
        }
    }
    *first = low;
    return packed != PACKED_NO_MEMORY;
}

/* ---- beside them ---------------------------------------------------------------------------- */

/* How many pieces of a class there is still room for, as it was when it was last counted: it only
 * becomes less. */
static int64_t count_room(const struct making *m, size_t class)
{
    int64_t room = 0;
    for (size_t v = 0; v < m->shop.volunteers; v++)
        room += (m->limit - m->best.loads[v].finish) / piece_seconds(&m->shop, class, v);
    return room;
}

/* Puts `pieces`, for which there is room, to the first who have it. */
static bool put_beside(struct making *m, size_t class, int64_t pieces)
{
    for (size_t i = 0; i < m->shop.volunteers && pieces > 0; i++) {
        const uint32_t v = m->slow_first[i];
        const int64_t room =
            (m->limit - m->best.loads[v].finish) / piece_seconds(&m->shop, class, v);
        const int64_t taken = room < pieces ? room : pieces;
        if (taken > 0 && !packing_put(&m->best, &m->shop, class, v, taken))
            return false;
        pieces -= taken;
    }
    return true;
}

/* Serves requests in their order, each whole or, with `single`, as many pieces as there is room
 * for. `room` is an upper limit of it for each class. */
static bool fill_up(struct making *m, size_t first, bool single, int64_t *room)
{
    for (size_t i = first; i < m->count; i++) {
        const uint32_t class = m->class[i];
        int64_t wanted = m->requests[i].pieces - m->out->served[i];
        if (wanted == 0 || room[class] < (single ? 1 : wanted))
            continue;
        room[class] = count_room(m, class);
        if (single && wanted > room[class])
            wanted = room[class];
        if (wanted == 0 || wanted > room[class])
            continue;
        if (!put_beside(m, class, wanted))
            return false;
        m->out->served[i] += wanted;
        room[class] -= wanted;
    }
    return true;
}

/* `*more` is set where something was added. */
static bool serve_beside(struct making *m, size_t first, bool *more)
{
    int64_t *room = calloc(m->shop.classes + 1, sizeof *room);
    int64_t before = 0, after = 0;
    if (room == NULL)
        return false;
    for (size_t class = 0; class < m->shop.classes; class ++)
        room[class] = count_room(m, class);
    for (size_t i = first; i < m->count; i++)
        before += m->out->served[i];
    const bool ok = fill_up(m, first, false, room) && fill_up(m, first, true, room);
    for (size_t i = first; i < m->count; i++)
        after += m->out->served[i];
    free(room);
    *more = after > before;
    return ok;
}

/* ---- all of it ------------------------------------------------------------------------------ */

/* Packs what is served as early as it can; where that would end too late, it stays as it was
 * chosen.
 */
static bool pack_again(struct making *m)
{
    struct packing chosen = m->best;
    m->best = (struct packing){0};
    memset(m->counts, 0, (m->count + 1) * sizeof *m->counts);
    for (size_t i = 0; i < m->count; i++)
        m->counts[m->class[i]] += m->out->served[i];
    m->out->bound = packing_bound(&m->shop, m->counts);
    bool ok = packing_open(&m->best, m->shop.volunteers) && pack_all(m, m->out->bound) == PACKED;
    if (ok && m->best.makespan > chosen.makespan) {
        int64_t steps = STEPS_LAST;
        ok = packing_copy(&m->best, &chosen) &&
             pack_improve(&m->shop, m->out->bound, &steps, &m->best) == PACKED;
    }
    packing_free(&chosen);
    return ok;
}

bool schedule_choose(struct making *m)
{
    size_t first;
    bool more = true;
    if (!choose_from_the_top(m, &first))
        return false;
    for (size_t i = 0; i < first; i++)
        if (!schedule_too_long(m->out, &m->requests[i]))
            m->out->served[i] = m->requests[i].pieces;
    /* Packed again, they may leave room for one more: what is called unserved does not fit. */
    bool ok = first == m->count || serve_beside(m, first, &more);
    ok = ok && pack_again(m);
    for (int i = 0; ok && i < ROUNDS && more && first < m->count; i++) {
        ok = serve_beside(m, first, &more);
        ok = ok && (!more || pack_again(m));
    }
    return ok;
}
