#include "registers/households.h"

#include <stdlib.h>

void households_free(struct households *h)
{
    if (h == NULL)
        return;
    members_free(&h->members);
    free(h->list);
    free(h->found);
    *h = (struct households){0};
}

static bool make_room(struct households *h)
{
    const size_t room = h->room == 0 ? 1024 : h->room + h->room / 2;
    struct household_entry *more = reallocarray(h->list, room, sizeof *more);
    if (more == NULL)
        return false;
    h->list = more;
    h->room = room;
    return true;
}

bool households_add(struct households *h, const struct household_entry *entry)
{
    if (h->count == UINT32_MAX - 1 || (h->count == h->room && !make_room(h)))
        return false;
    h->list[h->count++] = *entry;
    return true;
}

bool households_begin_search(struct households *h, int registers)
{
    h->registers = registers;
    h->found = calloc(h->count * (size_t)registers + 1, sizeof *h->found);
    return h->found != NULL;
}

struct matching_facts households_facts(const struct households *h,
                                       const struct registers *registers, size_t household,
                                       struct register_found *found)
{
    const struct household_entry *entry = &h->list[household];
    const struct found_count *counts = &h->found[household * (size_t)h->registers];
    for (int i = 0; i < h->registers; i++)
        found[i] =
            (struct register_found){registers->list[i].kind, counts[i].hits, counts[i].differs};
    return (struct matching_facts){.found = found,
                                   .registers = h->registers,
                                   .unmatched = entry->unmatched,
                                   .unread = entry->unread,
                                   .has_income = entry->has_income,
                                   .income_found = entry->income_found,
                                   .income_stated = entry->income_stated};
}
