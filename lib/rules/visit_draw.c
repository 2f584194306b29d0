#include "rules/visit_draw.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* --- coverage -------------------------------------------------------------------------------- */

/*
 * P1 三(三)1(3) 本年度新建困难职工走访核查不低于50%. The share is compared undivided, in 128 bits,
 * so that half of an odd number is not rounded.
 */
bool filing_coverage(const struct policy_value *least, const struct coverage *c)
{
    /* 不低于: >= */
    return !least->set ||
           (wide_int)c->visited * RATE_ONE >= (wide_int)c->dossiers * least->rate.millionths;
}

int64_t coverage_needed(const struct policy_value *least, const struct coverage *c)
{
    if (filing_coverage(least, c))
        return 0;
    /* Part of a dossier asks for all of it; a share above one for no more than there are. */
    const wide_int share = (wide_int)c->dossiers * least->rate.millionths;
    const wide_int asked = (share + RATE_ONE - 1) / RATE_ONE;
    return (int64_t)(asked < c->dossiers ? asked : c->dossiers) - c->visited;
}

/* --- lots ------------------------------------------------------------------------------------ */

void visit_lot(uint64_t seed, struct text key, char out[DIGEST_TEXT_SIZE])
{
    char prefix[sizeof "18446744073709551615:"]; /* the longest */
    struct digest digest;
    (void)snprintf(prefix, sizeof prefix, "%" PRIu64 ":", seed);
    digest_begin(&digest);
    digest_add(&digest, text_of(prefix));
    digest_add(&digest, key);
    digest_end(&digest, out);
}

/* --- the draw -------------------------------------------------------------------------------- */

/* A union: its households and, in the order of their lots, those that may still be drawn. */
struct group {
    size_t size, covered; /* of `size` so many are visited or drawn */
    struct candidate **next, **end;
};

struct draw {
    struct coverage coverage;
    struct candidate **pool; /* by union, then by lot */
    size_t pooled;
    struct group *groups;
    size_t heaped; /* the first of `groups`, as a heap: the neediest on top */
};

/* By union and lot; of equal lots, which are of one key, by the order in which they were given. */
static int compare(const void *p, const void *q)
{
    const struct candidate *a = *(struct candidate *const *)p, *b = *(struct candidate *const *)q;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    const int lots = memcmp(a->lot, b->lot, sizeof a->lot);
    return lots != 0 ? lots : (a > b) - (a < b);
}

/* Whether `a` has a smaller share of visits than `b`, or the same and the smaller lot. */
static bool needs_more(const struct group *a, const struct group *b)
{
    const wide_int share_a = (wide_int)a->covered * (wide_int)b->size;
    const wide_int share_b = (wide_int)b->covered * (wide_int)a->size;
    if (share_a != share_b)
        return share_a < share_b;
    return memcmp((*a->next)->lot, (*b->next)->lot, sizeof(*a->next)->lot) < 0;
}

/* Lets the union at `at` sink to where none below it needs more. */
static void sink(struct draw *d, size_t at)
{
    const struct group sinking = d->groups[at];
    for (size_t below; (below = at + at + 1) < d->heaped; at = below) {
        if (below + 1 < d->heaped && needs_more(&d->groups[below + 1], &d->groups[below]))
            below++;
        if (!needs_more(&d->groups[below], &sinking))
            break;
        d->groups[at] = d->groups[below];
    }
    d->groups[at] = sinking;
}

/* 对建档存疑的要做到走访核查全覆盖: all that are doubtful are in; the others go into the pool. */
static void sort_out(struct draw *d, struct candidate *candidates, size_t count)
{
    for (struct candidate *c = candidates; c < candidates + count; c++) {
        c->drawn = !c->visited && c->doubtful ? DRAWN_DOUBTFUL : DRAWN_NOT;
        const bool covered = c->visited || c->doubtful;
        d->groups[c->group].size++;
        d->groups[c->group].covered += covered;
        d->coverage.visited += covered;
        if (!covered)
            d->pool[d->pooled++] = c;
    }
    d->coverage.dossiers = (int64_t)count;
    qsort(d->pool, d->pooled, sizeof *d->pool, compare);
}

/* Of the unions that have households in the pool; the pool has them in their order, so that each
 * moves to the front, to where one was that is not needed any more. */
static void make_heap(struct draw *d)
{
    for (size_t first = 0, end; first < d->pooled; first = end) {
        const size_t number = d->pool[first]->group;
        for (end = first + 1; end < d->pooled && d->pool[end]->group == number;)
            end++;
        struct group group = d->groups[number];
        group.next = d->pool + first;
        group.end = d->pool + end;
        d->groups[d->heaped++] = group;
    }
    for (size_t at = d->heaped; at > 0; at--)
        sink(d, at - 1);
}

/* One household of the neediest union; what is needed is never more than the pool has. */
static void draw_one(struct draw *d)
{
    struct group *group = &d->groups[0];
    (*group->next++)->drawn = DRAWN_BY_LOT;
    group->covered++;
    if (group->next == group->end)
        *group = d->groups[--d->heaped];
    sink(d, 0);
}

bool visit_draw(const struct policy_value *least, struct candidate *candidates, size_t count,
                size_t groups)
{
    /* One more of each, since there may be none of them. */
    struct draw d = {.pool = calloc(count + 1, sizeof(struct candidate *)),
                     .groups = calloc(groups + 1, sizeof(struct group))};
    const bool ok = d.pool != NULL && d.groups != NULL;
    if (ok) {
        sort_out(&d, candidates, count);
        make_heap(&d);
        for (int64_t left = coverage_needed(least, &d.coverage); left > 0; left--)
            draw_one(&d);
    }
    free(d.pool);
    free(d.groups);
    return ok;
}
