/* Packings made better piece by piece. */
#include "event/packing.h"

/* A piece of one class goes from `from` to `to`, perhaps for one of another class. */
struct step {
    bool any, swaps;
    size_t from, to, class, other;
    int64_t finish; /* when both are done after it */
};

static size_t last_to_finish(const struct packing *p)
{
    size_t last = 0;
    for (size_t v = 1; v < p->volunteers; v++)
        if (p->loads[v].finish > p->loads[last].finish)
            last = v;
    return last;
}

/* Takes the step where both finish before `from` does now, and before the best one so far. */
static void consider(struct step *best, const struct packing *p, struct step step, int64_t finish_a,
                     int64_t finish_b)
{
    step.finish = finish_a > finish_b ? finish_a : finish_b;
    if (step.finish < p->loads[step.from].finish && (!best->any || step.finish < best->finish))
        *best = step;
}

static void look_at(const struct shop *shop, const struct packing *p, size_t from, size_t class,
                    size_t to, struct step *best)
{
    const struct load *a = &p->loads[from], *b = &p->loads[to];
    const int64_t rest = a->finish - piece_seconds(shop, class, from);
    const int64_t more = b->finish + piece_seconds(shop, class, to);
    struct step step = {true, false, from, to, class, 0, 0};
    consider(best, p, step, rest, more);
    step.swaps = true;
    for (uint32_t i = 0; i < b->count; i++) {
        step.other = b->parts[i].class;
        if (b->parts[i].count > 0 && step.other != class)
            consider(best, p, step, rest + piece_seconds(shop, step.other, from),
                     more - piece_seconds(shop, step.other, to));
    }
}

static struct step find_step(const struct shop *shop, const struct packing *p, int64_t *steps)
{
    struct step best = {0};
    const size_t from = last_to_finish(p);
    const struct load *load = &p->loads[from];
    for (uint32_t i = 0; i < load->count; i++) {
        if (load->parts[i].count == 0)
            continue;
        for (size_t to = 0; to<p->volunteers && * steps> 0; to++) {
            if (to == from)
                continue;
            *steps -= 1 + p->loads[to].count;
            look_at(shop, p, from, load->parts[i].class, to, &best);
        }
    }
    return best;
}

enum packed pack_improve(const struct shop *shop, int64_t bound, int64_t *steps, struct packing *p)
{
    while (p->makespan > bound && *steps > 0) {
        const struct step step = find_step(shop, p, steps);
        if (!step.any)
            break;
        if (!packing_put(p, shop, step.class, step.from, -1) ||
            !packing_put(p, shop, step.class, step.to, 1))
            return PACKED_NO_MEMORY;
        if (step.swaps && (!packing_put(p, shop, step.other, step.to, -1) ||
                           !packing_put(p, shop, step.other, step.from, 1)))
            return PACKED_NO_MEMORY;
        p->makespan = p->loads[last_to_finish(p)].finish;
    }
    return PACKED;
}
