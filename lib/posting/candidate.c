#include "posting/candidate.h"

#include "base/buffer.h"

#include <stdlib.h>

bool candidates_add(struct candidates *c, const struct candidate *candidate)
{
    if (c->count == c->room) {
        const size_t room = c->room == 0 ? 256 : 2 * c->room;
        struct candidate *more = reallocarray(c->list, room, sizeof *more);
        if (more == NULL)
            return false;
        c->list = more;
        c->room = room;
    }
    c->list[c->count++] = *candidate;
    return true;
}

void candidates_free(struct candidates *c)
{
    free(c->list);
    names_free(&c->texts);
    *c = (struct candidates){0};
}

struct text candidates_text(const struct candidates *c, uint32_t number)
{
    return number == NAMES_NONE ? (struct text){NULL, 0} : names_text(&c->texts, number);
}

bool candidates_keep(struct candidates *c, struct text text, uint32_t *number)
{
    *number = NAMES_NONE;
    if (text.n == 0)
        return true;
    *number = names_number(&c->texts, text);
    return *number != NAMES_NONE;
}

bool candidates_block(struct candidates *c, struct candidate *candidate, struct text reason)
{
    struct buffer list = {0};
    struct text rest = candidates_text(c, candidate->blocked);
    while (rest.p != NULL)
        if (text_equal(text_next(&rest, ';'), reason))
            return true;
    buffer_text(&list, candidates_text(c, candidate->blocked));
    if (list.n > 0)
        buffer_char(&list, ';');
    buffer_text(&list, reason);
    const bool ok = !list.failed && candidates_keep(c, buffer_view(&list), &candidate->blocked);
    buffer_free(&list);
    return ok;
}
