#include "table/spool.h"

#include "base/language.h"
#include "base/temporary.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define PIECE (1 << 18)

struct spool {
    int fd;
    struct buffer bytes; /* that were read and not yet handed on */
    struct frame_slot *slots;
    int slot_room;
};

/* What stands before a frame's slots, key and row. */
struct head {
    uint32_t key_size, row_size;
    int32_t slots, file_number, verdict;
    uint32_t flagged;
    int64_t line;
};

void frame_put(const struct frame *frame, struct buffer *out)
{
    const struct head head = {.key_size = (uint32_t)frame->key.n,
                              .row_size = (uint32_t)frame->row.n,
                              .slots = frame->slots,
                              .file_number = frame->file_number,
                              .verdict = frame->verdict,
                              .flagged = frame->flagged,
                              .line = frame->line};
    buffer_append(out, (const char *)&head, sizeof head);
    buffer_append(out, (const char *)frame->slot, (size_t)frame->slots * sizeof *frame->slot);
    buffer_text(out, frame->key);
    buffer_text(out, frame->row);
}

static bool fail(struct error *error, const char *what)
{
    return error_system(error, temporary_folder(), "%s", what);
}

struct spool *spool_open(struct error *error)
{
    struct spool *spool = calloc(1, sizeof *spool);
    if (spool == NULL) {
        error_no_memory(error, NULL);
        return NULL;
    }
    spool->fd = temporary_open();
    if (spool->fd < 0) {
        fail(error, _("cannot create a temporary file"));
        free(spool);
        return NULL;
    }
    return spool;
}

void spool_free(struct spool *spool)
{
    if (spool == NULL)
        return;
    (void)close(spool->fd); /* what is in it is not wanted any more */
    buffer_free(&spool->bytes);
    free(spool->slots);
    free(spool);
}

bool spool_add(struct spool *spool, struct text frames, struct error *error)
{
    while (frames.n > 0) {
        ssize_t n = write(spool->fd, frames.p, frames.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(error, _("cannot write a temporary file"));
        frames.p += n;
        frames.n -= (size_t)n;
    }
    return true;
}

/* Reads until there are `need` bytes; `*have` says whether there are. */
static bool read_more(struct spool *spool, size_t need, bool *have, struct error *error)
{
    struct buffer *bytes = &spool->bytes;
    while (bytes->n < need) {
        if (!buffer_reserve(bytes, need - bytes->n + PIECE))
            return error_no_memory(error, NULL);
        ssize_t n = read(spool->fd, bytes->p + bytes->n, bytes->room - bytes->n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(error, _("cannot read a temporary file"));
        if (n == 0)
            break;
        bytes->n += (size_t)n;
    }
    *have = bytes->n >= need;
    return true;
}

/* The slots lie anywhere in the bytes read: they are copied to where they can be looked at. */
static bool take_slots(struct spool *spool, const char *from, int count)
{
    if (count > spool->slot_room) {
        struct frame_slot *more = reallocarray(spool->slots, (size_t)count, sizeof *more);
        if (more == NULL)
            return false;
        spool->slots = more;
        spool->slot_room = count;
    }
    if (count > 0)
        memcpy(spool->slots, from, (size_t)count * sizeof *spool->slots);
    return true;
}

static bool hand_on(struct spool *spool, const struct head *head, const char *p, spool_visit *visit,
                    void *data, struct error *error)
{
    const size_t slots = (size_t)head->slots * sizeof *spool->slots;
    if (!take_slots(spool, p, head->slots))
        return error_no_memory(error, NULL);
    const struct frame frame = {.key = {p + slots, head->key_size},
                                .row = {p + slots + head->key_size, head->row_size},
                                .slots = head->slots,
                                .slot = spool->slots,
                                .file_number = head->file_number,
                                .verdict = head->verdict,
                                .flagged = head->flagged != 0,
                                .line = head->line};
    return visit(data, &frame, error);
}

static size_t frame_size(const struct head *head)
{
    return sizeof *head + (size_t)head->slots * sizeof(struct frame_slot) + head->key_size +
           head->row_size;
}

/* Hands on the whole frames that were read, and keeps the bytes of the one after them. */
static bool hand_on_all(struct spool *spool, size_t *need, spool_visit *visit, void *data,
                        struct error *error)
{
    struct buffer *bytes = &spool->bytes;
    struct head head;
    size_t at = 0;
    for (;;) {
        *need = sizeof head;
        if (bytes->n - at < *need)
            break;
        memcpy(&head, bytes->p + at, sizeof head);
        *need = frame_size(&head);
        if (bytes->n - at < *need)
            break;
        if (!hand_on(spool, &head, bytes->p + at + sizeof head, visit, data, error))
            return false;
        at += *need;
    }
    bytes->n -= at;
    memmove(bytes->p, bytes->p + at, bytes->n);
    return true;
}

bool spool_each(struct spool *spool, spool_visit *visit, void *data, struct error *error)
{
    bool have;
    size_t need = sizeof(struct head);
    spool->bytes.n = 0;
    if (lseek(spool->fd, 0, SEEK_SET) != 0)
        return fail(error, _("cannot read a temporary file"));
    for (;;) {
        if (!read_more(spool, need, &have, error))
            return false;
        if (!have)
            break;
        if (!hand_on_all(spool, &need, visit, data, error))
            return false;
    }
    /* A file that was cut short by somebody is not a table that ends early. */
    return spool->bytes.n == 0 ||
           error_set(error, temporary_folder(), 0, NULL, _("a temporary file is broken"));
}
