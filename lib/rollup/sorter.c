#include "rollup/sorter.h"

#include "base/buffer.h"
#include "base/language.h"
#include "base/temporary.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FAN    64                /* runs that are merged at a time */
#define MEMORY ((size_t)2 << 20) /* of the run being filled, then of the blocks of runs */

/* A run being merged: its bytes lie in the file up to `end`, a block of them in memory. */
struct head {
    off_t at, end;
    char *block;
    size_t have, taken; /* bytes of the block */
};

struct sorter {
    size_t size;
    sorter_compare *compare;
    char *room;
    size_t room_size; /* whole records, and of each of FAN blocks one at least */
    size_t filled;    /* bytes of it */
    int fd;           /* the runs; -1 where all fit into memory */
    off_t written;
    off_t run; /* bytes of a run, the last may have fewer */
    struct head heads[FAN];
    int heap[FAN], open; /* the heads that are not at their ends, the least record first */
};

struct sorter *sorter_new(size_t size, sorter_compare *compare, size_t memory)
{
    struct sorter *s = calloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    const size_t least = size * FAN, wanted = memory == 0 ? MEMORY : memory;
    s->size = size;
    s->compare = compare;
    s->room_size = (wanted < least ? least : wanted) / least * least;
    s->run = (off_t)s->room_size;
    s->fd = -1;
    s->room = malloc(s->room_size);
    if (s->room != NULL)
        return s;
    free(s);
    return NULL;
}

void sorter_free(struct sorter *s)
{
    if (s == NULL)
        return;
    if (s->fd >= 0)
        (void)close(s->fd); /* what is in it is not wanted any more */
    free(s->room);
    free(s);
}

static bool fail(struct error *error, const char *what)
{
    return error_system(error, temporary_folder(), "%s", what);
}

static bool write_bytes(int fd, const char *p, size_t n, struct error *error)
{
    while (n > 0) {
        const ssize_t done = write(fd, p, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return fail(error, _("cannot write a temporary file"));
        p += done;
        n -= (size_t)done;
    }
    return true;
}

static bool open_file(int *fd, struct error *error)
{
    *fd = temporary_open();
    return *fd >= 0 || fail(error, _("cannot create a temporary file"));
}

/* Writes what is in memory as a run. */
static bool write_run(struct sorter *s, struct error *error)
{
    qsort(s->room, s->filled / s->size, s->size, s->compare);
    if ((s->fd < 0 && !open_file(&s->fd, error)) || !write_bytes(s->fd, s->room, s->filled, error))
        return false;
    s->written += (off_t)s->filled;
    s->filled = 0;
    return true;
}

bool sorter_add(struct sorter *s, const void *record, struct error *error)
{
    if (s->filled == s->room_size && !write_run(s, error))
        return false;
    memcpy(s->room + s->filled, record, s->size);
    s->filled += s->size;
    return true;
}

/* ---- merging -------------------------------------------------------------------------------- */

static const char *least(const struct head *head)
{
    return head->block + head->taken;
}

static bool read_block(const struct sorter *s, struct head *head, struct error *error)
{
    const size_t block = s->room_size / FAN;
    const size_t wanted =
        head->end - head->at < (off_t)block ? (size_t)(head->end - head->at) : block;
    head->have = head->taken = 0;
    while (head->have < wanted) {
        const ssize_t n = pread(s->fd, head->block + head->have, wanted - head->have, head->at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            errno = n == 0 ? EIO : errno; /* it was written: it is there */
            return fail(error, _("cannot read a temporary file"));
        }
        head->have += (size_t)n;
        head->at += n;
    }
    return true;
}

/* Puts the heap's entry `i` where it belongs below. */
static void sink(struct sorter *s, int i)
{
    for (int child; (child = 2 * i + 1) < s->open; i = child) {
        const int *heap = s->heap;
        if (child + 1 < s->open &&
            s->compare(least(&s->heads[heap[child + 1]]), least(&s->heads[heap[child]])) < 0)
            child++;
        if (s->compare(least(&s->heads[heap[i]]), least(&s->heads[heap[child]])) <= 0)
            return;
        const int other = s->heap[i];
        s->heap[i] = s->heap[child];
        s->heap[child] = other;
    }
}

/* Opens the runs from `start` on, FAN of them or fewer. */
static bool open_runs(struct sorter *s, off_t start, struct error *error)
{
    s->open = 0;
    for (off_t at = start; at < s->written && s->open < FAN; at += s->run) {
        struct head *head = &s->heads[s->open];
        head->at = at;
        head->end = s->written - at < s->run ? s->written : at + s->run;
        head->block = s->room + s->room_size / FAN * (size_t)s->open;
        if (!read_block(s, head, error))
            return false;
        s->heap[s->open] = s->open;
        s->open++;
    }
    for (int i = s->open / 2 - 1; i >= 0; i--)
        sink(s, i);
    return true;
}

bool sorter_next(struct sorter *s, void *out, bool *any, struct error *error)
{
    *any = s->open > 0;
    if (!*any)
        return true;
    struct head *head = &s->heads[s->heap[0]];
    memcpy(out, least(head), s->size);
    head->taken += s->size;
    if (head->taken == head->have && head->at < head->end && !read_block(s, head, error))
        return false;
    if (head->taken == head->have)
        s->heap[0] = s->heap[--s->open];
    sink(s, 0);
    return true;
}

/* Merges FAN runs each into one, in another file. */
static bool merge_once(struct sorter *s, char *record, struct error *error)
{
    int fd;
    bool any, ok = open_file(&fd, error);
    struct buffer out = {0};
    for (off_t start = 0; ok && start < s->written; start += s->run * FAN) {
        ok = open_runs(s, start, error);
        for (any = true; ok && any;) {
            ok = sorter_next(s, record, &any, error);
            if (ok && any)
                buffer_append(&out, record, s->size);
            if (ok && (!any || out.n >= s->room_size / FAN)) {
                ok = (!out.failed || error_no_memory(error, NULL)) &&
                     write_bytes(fd, out.p, out.n, error);
                buffer_clear(&out);
            }
        }
    }
    buffer_free(&out);
    if (fd >= 0) {
        (void)close(s->fd); /* its runs are in the other */
        s->fd = fd;
    }
    s->run *= FAN;
    return ok;
}

bool sorter_sort(struct sorter *s, struct error *error)
{
    if (s->fd < 0) { /* one run, in memory */
        qsort(s->room, s->filled / s->size, s->size, s->compare);
        s->heads[0] = (struct head){.block = s->room, .have = s->filled};
        s->open = s->filled > 0;
        return true;
    }
    bool ok = write_run(s, error);
    char *record = malloc(s->size);
    ok = ok && (record != NULL || error_no_memory(error, NULL));
    while (ok && s->written > s->run * FAN)
        ok = merge_once(s, record, error);
    free(record);
    return ok && open_runs(s, 0, error);
}
