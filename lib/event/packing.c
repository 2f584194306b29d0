#include "event/packing.h"

#include <stdlib.h>
#include <string.h>

/* A volunteer and when a piece would be finished. */
struct heap_entry {
    int64_t finish;
    uint32_t volunteer;
};

void packing_free(struct packing *p)
{
    for (size_t v = 0; p->loads != NULL && v < p->volunteers; v++)
        free(p->loads[v].parts);
    free(p->loads);
    free(p->heap);
    *p = (struct packing){0};
}

bool packing_open(struct packing *p, size_t volunteers)
{
    p->volunteers = volunteers;
    p->loads = calloc(volunteers, sizeof *p->loads);
    p->heap = calloc(volunteers, sizeof *p->heap);
    return p->loads != NULL && p->heap != NULL;
}

static void clear(struct packing *p)
{
    p->makespan = 0;
    for (size_t v = 0; v < p->volunteers; v++) {
        p->loads[v].count = 0;
        p->loads[v].finish = 0;
    }
}

static bool make_room(struct load *load, uint32_t room)
{
    if (load->room >= room)
        return true;
    struct part *more = reallocarray(load->parts, room, sizeof *more);
    if (more == NULL)
        return false;
    load->parts = more;
    load->room = room;
    return true;
}

bool packing_copy(struct packing *to, const struct packing *from)
{
    for (size_t v = 0; v < from->volunteers; v++) {
        const struct load *source = &from->loads[v];
        struct load *load = &to->loads[v];
        if (!make_room(load, source->count))
            return false;
        if (source->count > 0)
            memcpy(load->parts, source->parts, source->count * sizeof *source->parts);
        load->count = source->count;
        load->finish = source->finish;
    }
    to->makespan = from->makespan;
    return true;
}

/* The class that came last is the likeliest to come again. */
static struct part *find_part(struct load *load, size_t class)
{
    for (uint32_t i = load->count; i > 0; i--)
        if (load->parts[i - 1].class == class)
            return &load->parts[i - 1];
    return NULL;
}

bool packing_put(struct packing *p, const struct shop *shop, size_t class, size_t volunteer,
                 int64_t count)
{
    struct load *load = &p->loads[volunteer];
    struct part *part = find_part(load, class);
    if (part == NULL) {
        if (load->count == load->room && !make_room(load, 2 * load->room + 4))
            return false;
        part = &load->parts[load->count++];
        *part = (struct part){(uint32_t) class, 0};
    }
    part->count += count;
    load->finish += count * piece_seconds(shop, class, volunteer);
    if (load->finish > p->makespan)
        p->makespan = load->finish;
    return true;
}

/* ---- longest first -------------------------------------------------------------------------- */

static bool before(const struct heap_entry *a, const struct heap_entry *b)
{
    return a->finish != b->finish ? a->finish < b->finish : a->volunteer < b->volunteer;
}

static void sink(struct heap_entry *heap, size_t count, size_t at)
{
    const struct heap_entry entry = heap[at];
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        child += child + 1 < count && before(&heap[child + 1], &heap[child]);
        if (!before(&heap[child], &entry))
            break;
        heap[at] = heap[child];
    }
    heap[at] = entry;
}

/* When each would have finished a piece of the class. */
static void build_heap(const struct shop *shop, size_t class, struct packing *p)
{
    for (size_t v = 0; v < p->volunteers; v++)
        p->heap[v] =
            (struct heap_entry){p->loads[v].finish + piece_seconds(shop, class, v), (uint32_t)v};
    for (size_t i = p->volunteers / 2; i > 0; i--)
        sink(p->heap, p->volunteers, i - 1);
}

enum packed pack_longest_first(const struct shop *shop, const int64_t *counts, int64_t cap,
                               struct packing *out)
{
    clear(out);
    for (size_t class = 0; class < shop->classes; class ++) {
        if (counts[class] == 0)
            continue;
        build_heap(shop, class, out);
        for (int64_t i = 0; i < counts[class]; i++) {
            struct heap_entry *first = out->heap;
            if (first->finish > cap)
                return PACKED_NOT;
            if (!packing_put(out, shop, class, first->volunteer, 1))
                return PACKED_NO_MEMORY;
            first->finish += piece_seconds(shop, class, first->volunteer);
            sink(out->heap, out->volunteers, 0);
        }
    }
    return PACKED;
}

/* ---- first fit ------------------------------------------------------------------------------ */

enum packed pack_first_fit(const struct shop *shop, const int64_t *counts, int64_t cap,
                           struct packing *out)
{
    clear(out);
    for (size_t class = 0; class < shop->classes; class ++) {
        int64_t left = counts[class];
        for (size_t i = 0; i < shop->volunteers && left > 0; i++) {
            const uint32_t v = shop->slow_first[i];
            const int64_t room = (cap - out->loads[v].finish) / piece_seconds(shop, class, v);
            const int64_t taken = room < left ? room : left;
            if (taken > 0 && !packing_put(out, shop, class, v, taken))
                return PACKED_NO_MEMORY;
            left -= taken;
        }
        if (left > 0)
            return PACKED_NOT;
    }
    return PACKED;
}
