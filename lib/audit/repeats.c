/* The same person, or the same card, in more than one household. */
#include "audit/late.h"

#include <stdlib.h>

/* A decision whose key others have, too. */
struct repeat {
    uint64_t key, owner;
    uint32_t index;
};

struct repeats {
    struct late *late;
    bool cards;
    struct repeat *list;
    size_t count, room;
};

static uint64_t key_of(const struct repeats *r, const struct decision *d)
{
    return r->cards ? d->card : d->person;
}

/* A household is its id; without one it is its person, and without that the decision itself. What
 * stands for a person is no small number, and the second bit from above is none of its. */
static uint64_t owner_of(const struct repeats *r, const struct decision *d, uint32_t index)
{
    if (d->household != NAMES_NONE)
        return d->household;
    return r->cards && d->person == 0 ? UINT64_C(1) << 62 | index : d->person;
}

static bool add(struct repeats *r, uint32_t index)
{
    if (r->count == r->room) {
        const size_t room = r->room == 0 ? 64 : r->room + r->room / 2;
        struct repeat *more = reallocarray(r->list, room, sizeof *more);
        if (more == NULL)
            return false;
        r->list = more;
        r->room = room;
    }
    const struct decision *d = &r->late->audit->decisions.list[index];
    r->list[r->count++] = (struct repeat){key_of(r, d), owner_of(r, d, index), index};
    return true;
}

#define MULTIPLIER UINT64_C(0x9E3779B97F4A7C15)

/*
 * Gathers all decisions whose key comes more than once. The table holds the first of each key: its
 * number and 1, with a bit for those that have been gathered.
 */
static bool gather(struct repeats *r)
{
    const struct decisions *d = &r->late->audit->decisions;
    size_t slots = 1024;
    int shift = 64 - 10;
    for (; slots < 2 * d->count; slots *= 2)
        shift--;
    uint32_t *slot = calloc(slots, sizeof *slot);
    unsigned char *gathered = calloc(d->count / 8 + 1, 1);
    bool ok = slot != NULL && gathered != NULL;
    for (uint32_t i = 0; i < d->count && ok; i++) {
        const uint64_t key = key_of(r, &d->list[i]);
        if (key == 0)
            continue;
        size_t at = (size_t)(key * MULTIPLIER >> shift);
        while (slot[at] != 0 && key_of(r, &d->list[slot[at] - 1]) != key)
            at = (at + 1) & (slots - 1);
        if (slot[at] == 0) {
            slot[at] = i + 1;
            continue;
        }
        const uint32_t first = slot[at] - 1;
        if ((gathered[first / 8] >> first % 8 & 1) == 0)
            ok = add(r, first);
        gathered[first / 8] |= (unsigned char)(1u << first % 8);
        ok = ok && add(r, i);
    }
    free(slot);
    free(gathered);
    return ok;
}

static int place_order(const struct decision *x, const struct decision *y)
{
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

/* By key, household, day and place. */
static int order(const void *a, const void *b, void *data)
{
    const struct repeat *x = a, *y = b;
    const struct decision *list = data, *of_x = &list[x->index], *of_y = &list[y->index];
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (of_x->household != of_y->household)
        return of_x->household < of_y->household ? -1 : 1;
    if (x->owner != y->owner)
        return x->owner < y->owner ? -1 : 1;
    if (of_x->day != of_y->day)
        return of_x->day < of_y->day ? -1 : 1;
    return place_order(of_x, of_y);
}

static const struct decision *decision_at(const struct repeats *r, size_t i)
{
    return &r->late->audit->decisions.list[r->list[i].index];
}

static bool same_household(const struct repeats *r, size_t i, size_t k)
{
    return r->list[i].owner == r->list[k].owner;
}

/* Where the household that begins at `from` first stands; `*end` is behind its last decision. */
static const struct decision *first_place(const struct repeats *r, size_t from, size_t group_end,
                                          size_t *end)
{
    const struct decision *first = decision_at(r, from);
    for (*end = from + 1; *end < group_end && same_household(r, from, *end); ++*end)
        if (place_order(decision_at(r, *end), first) < 0)
            first = decision_at(r, *end);
    return first;
}

static void say(const struct repeats *r, enum audit_code code, const struct decision *here,
                const struct decision *there, bool by_place)
{
    struct late *late = r->late;
    struct buffer names[2] = {{0}}, shown[2] = {{0}}, source = {0};
    const struct decision *of[2] = {here, there};
    for (int i = 0; i < 2; i++) {
        if (by_place)
            audit_put_place(late->run, of[i]->file, of[i]->line, &shown[i]);
        else
            buffer_masked(&shown[i], late_name(late, of[i], &names[i]));
    }
    audit_put_place(late->run, there->file, there->line, &source);
    late_add(late, here,
             (struct audit_finding){.code = code,
                                    .recorded = buffer_view(&shown[0]),
                                    .recomputed = buffer_view(&shown[1]),
                                    .source = buffer_view(&source)});
    for (int i = 0; i < 2; i++) {
        late->failed |= names[i].failed || shown[i].failed;
        buffer_free(&names[i]);
        buffer_free(&shown[i]);
    }
    late->failed |= source.failed;
    buffer_free(&source);
}

/* Twice on one day, of one household: unless one decision tops the other up. Each is held against
 * the nearest before it that it does not go with. */
static void check_days(const struct repeats *r, size_t from, size_t end)
{
    const struct decisions *d = &r->late->audit->decisions;
    for (size_t i = from + 1; i < end; i++) {
        const struct decision *here = decision_at(r, i);
        for (size_t k = i; k-- > from && decision_at(r, k)->day == here->day;)
            if (late_conflict(d, here, decision_at(r, k))) {
                say(r, AUDIT_PERSON_TWICE, here, decision_at(r, k), true);
                break;
            }
    }
}

/* All decisions of one key. The household that stands first is what the others are held against. */
static void check_group(const struct repeats *r, size_t from, size_t group_end)
{
    const struct decision *origin = NULL;
    size_t end;
    for (size_t i = from; i < group_end; i = end) {
        const struct decision *first = first_place(r, i, group_end, &end);
        if (origin == NULL || place_order(first, origin) < 0)
            origin = first;
        if (!r->cards)
            check_days(r, i, end);
    }
    for (size_t i = from; i < group_end; i = end) {
        const struct decision *first = first_place(r, i, group_end, &end);
        if (first != origin)
            say(r, r->cards ? AUDIT_CARD_TWICE : AUDIT_PERSON_TWICE, first, origin, false);
    }
}

static void check(struct late *late, bool cards)
{
    struct repeats r = {.late = late, .cards = cards};
    if (!gather(&r))
        late->failed = true;
    else if (r.count > 0)
        qsort_r(r.list, r.count, sizeof *r.list, order, late->audit->decisions.list);
    for (size_t i = 0, end; i < r.count && !late->failed; i = end) {
        for (end = i + 1; end < r.count && r.list[end].key == r.list[i].key;)
            end++;
        check_group(&r, i, end);
    }
    free(r.list);
}

void late_repeats(struct late *late)
{
    check(late, false);
    check(late, true);
}
