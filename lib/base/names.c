#include "base/names.h"

#include <stdlib.h>

#define BLOCK_SIZE  65536
#define SLOTS_FIRST 64

/* Bytes that are never moved, since texts point into them. */
struct names_block {
    struct names_block *next;
    size_t n, room;
    char bytes[];
};

void names_free(struct names *names)
{
    while (names->block != NULL) {
        struct names_block *next = names->block->next;
        free(names->block);
        names->block = next;
    }
    free(names->name);
    free(names->slot);
    *names = (struct names){0};
}

/* FNV-1a, its halves folded into one. */
static uint32_t hash_of(struct text a)
{
    uint64_t h = 0xCBF29CE484222325U;
    for (size_t i = 0; i < a.n; i++)
        h = (h ^ (unsigned char)a.p[i]) * 0x100000001B3U;
    return (uint32_t)(h ^ h >> 32);
}

/* The slot where `a` is, or the empty one where it would be; there is always an empty one. */
static uint32_t slot_of(const struct names *names, struct text a, uint32_t hash)
{
    uint32_t i = hash & (names->slots - 1);
    for (; names->slot[i] != 0; i = (i + 1) & (names->slots - 1)) {
        const struct name *name = &names->name[names->slot[i] - 1];
        if (name->hash == hash && text_equal((struct text){name->p, name->n}, a))
            break;
    }
    return i;
}

/* Keeps three quarters of the slots filled at the most. */
static bool grow_slots(struct names *names)
{
    if (names->count < names->slots / 4 * 3)
        return true;
    if (names->slots > UINT32_MAX / 2)
        return false;
    uint32_t slots = names->slots == 0 ? SLOTS_FIRST : names->slots * 2;
    uint32_t *slot = calloc(slots, sizeof *slot);
    if (slot == NULL)
        return false;
    for (uint32_t n = 0; n < names->count; n++) {
        uint32_t i = names->name[n].hash & (slots - 1);
        while (slot[i] != 0)
            i = (i + 1) & (slots - 1);
        slot[i] = n + 1;
    }
    free(names->slot);
    names->slot = slot;
    names->slots = slots;
    return true;
}

static bool grow_names(struct names *names)
{
    if (names->count < names->room)
        return true;
    if (names->room > UINT32_MAX / 2)
        return false;
    uint32_t room = names->room == 0 ? SLOTS_FIRST : names->room * 2;
    struct name *name = reallocarray(names->name, room, sizeof *name);
    if (name == NULL)
        return false;
    names->name = name;
    names->room = room;
    return true;
}

static const char *keep(struct names *names, struct text a)
{
    struct names_block *block = names->block;
    if (block == NULL || block->room - block->n < a.n) {
        size_t room = a.n > BLOCK_SIZE ? a.n : BLOCK_SIZE;
        block = malloc(sizeof *block + room);
        if (block == NULL)
            return NULL;
        *block = (struct names_block){.next = names->block, .room = room};
        names->block = block;
    }
    char *p = block->bytes + block->n;
    if (a.n > 0)
        memcpy(p, a.p, a.n);
    block->n += a.n;
    return p;
}

uint32_t names_number(struct names *names, struct text a)
{
    if (a.n > UINT32_MAX || !grow_slots(names))
        return NAMES_NONE;
    uint32_t hash = hash_of(a), i = slot_of(names, a, hash);
    if (names->slot[i] != 0)
        return names->slot[i] - 1;
    const char *p = grow_names(names) ? keep(names, a) : NULL;
    if (p == NULL)
        return NAMES_NONE;
    names->name[names->count] = (struct name){p, (uint32_t)a.n, hash};
    names->slot[i] = ++names->count;
    return names->count - 1;
}

uint32_t names_find(const struct names *names, struct text a)
{
    if (names->count == 0)
        return NAMES_NONE;
    uint32_t found = names->slot[slot_of(names, a, hash_of(a))];
    return found == 0 ? NAMES_NONE : found - 1;
}

int names_order(struct text a, struct text b)
{
    const size_t n = a.n < b.n ? a.n : b.n;
    const int order = n == 0 ? 0 : memcmp(a.p, b.p, n);
    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

#define BESIDE_FIRST_ROOM 256

void *names_beside(void *list, size_t *room, uint32_t number, size_t size)
{
    size_t wanted = *room == 0 ? BESIDE_FIRST_ROOM : *room;
    if (number < *room)
        return list;
    while (wanted <= number)
        wanted *= 2;
    char *more = reallocarray(list, wanted, size);
    if (more == NULL)
        return NULL;
    memset(more + *room * size, 0, (wanted - *room) * size);
    *room = wanted;
    return more;
}
