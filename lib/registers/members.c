#include "registers/members.h"

#include <stdlib.h>

void members_free(struct members *m)
{
    if (m == NULL)
        return;
    free(m->places);
    free(m->marks);
    free(m->member);
    *m = (struct members){0};
}

#define PLACES_FIRST (1u << 10)
#define SHIFT_FIRST  (64 - 10)

static void put(struct members *m, struct member_place place)
{
    const uint64_t hash = members_hash(place.key);
    const size_t mark = (size_t)(hash >> (m->shift - MEMBERS_MARK_BITS));
    *members_place(m, hash, place.key) = place;
    m->marks[mark / 64] |= UINT64_C(1) << mark % 64;
}

/* Twice as many places. */
static bool make_places(struct members *m)
{
    struct members larger = *m;
    larger.room = m->room == 0 ? PLACES_FIRST : 2 * m->room;
    larger.shift = m->room == 0 ? SHIFT_FIRST : m->shift - 1;
    larger.places = calloc(larger.room, sizeof *larger.places);
    larger.marks = calloc(larger.room * MEMBERS_MARKS / 64, sizeof *larger.marks);
    if (larger.places == NULL || larger.marks == NULL) {
        free(larger.places);
        free(larger.marks);
        return false;
    }
    for (size_t i = 0; i < m->room; i++)
        if (m->places[i].key != 0)
            put(&larger, m->places[i]);
    free(m->places);
    free(m->marks);
    *m = larger;
    return true;
}

static bool make_room(struct members *m)
{
    const size_t room = m->member_room == 0 ? 1024 : m->member_room + m->member_room / 2;
    struct member *more = reallocarray(m->member, room, sizeof *more);
    if (more == NULL)
        return false;
    m->member = more;
    m->member_room = room;
    return true;
}

bool members_add(struct members *m, uint64_t key, uint32_t household, uint64_t name)
{
    if ((m->people * 2 >= m->room && !make_places(m)) ||
        (m->count == m->member_room && !make_room(m)) || m->count == UINT32_MAX - 1)
        return false;
    const struct member_place *place = members_place(m, members_hash(key), key);
    for (uint32_t i = place->first; i != 0; i = m->member[i - 1].next)
        if (m->member[i - 1].household == household)
            return true;
    m->member[m->count++] = (struct member){household, place->first, name};
    m->people += place->key == 0;
    put(m, (struct member_place){key, (uint32_t)m->count});
    return true;
}
