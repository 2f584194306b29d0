#include "rollup/family.h"

#include <stdlib.h>

void family_free(struct family *f)
{
    free(f->member);
    free(f->receipt);
    buffer_free(&f->texts);
    *f = (struct family){0};
}

void family_clear(struct family *f)
{
    f->members = f->receipts = 0;
    buffer_clear(&f->texts);
}

/* Makes room for one more of `size` bytes. */
static bool make_room(void **list, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return true;
    const size_t wanted = *room == 0 ? 16 : 2 * *room;
    void *more = reallocarray(*list, wanted, size);
    if (more == NULL)
        return false;
    *list = more;
    *room = wanted;
    return true;
}

struct member *family_add_member(struct family *f)
{
    void *list = f->member;
    if (!make_room(&list, f->members, &f->member_room, sizeof *f->member))
        return NULL;
    f->member = list;
    f->member[f->members] = (struct member){0};
    return &f->member[f->members++];
}

struct receipt *family_add_receipt(struct family *f)
{
    void *list = f->receipt;
    if (!make_room(&list, f->receipts, &f->receipt_room, sizeof *f->receipt))
        return NULL;
    f->receipt = list;
    f->receipt[f->receipts] = (struct receipt){0};
    return &f->receipt[f->receipts++];
}

struct kept family_keep(struct family *f, struct text a)
{
    const struct kept kept = {f->texts.n, a.n};
    buffer_text(&f->texts, a);
    return f->texts.failed ? (struct kept){0, 0} : kept;
}
