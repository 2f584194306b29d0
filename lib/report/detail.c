#include "report/detail.h"

#include "base/language.h"
#include "base/temporary.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define PIECE (256u << 10)

/* In the order in which they stand in the list. */
static const char *const SHOWN[] = {
    "month",       "assessed_on",    "household_id",   "name",      "id_number",    "union",
    "region",      "household_size", "hardship_cause", "category",  "aid_category", "living_aid",
    "medical_aid", "education_aid",  "accident_aid",   "total_aid", "aid_order",    "approval",
    "bank_card",   "problems",       "aid_reasons"};
#define SHOWN_COUNT (int)(sizeof SHOWN / sizeof *SHOWN)

/* A record in the file: its month, the sizes of its cells, the cells. */
struct head {
    int32_t month;
    uint32_t size[SHOWN_COUNT];
};

struct detail {
    int file;
    struct buffer pending; /* not yet in the file */
    struct buffer scratch;
    int cells[SHOWN_COUNT];         /* in the table, in the order of SHOWN */
    struct text names[SHOWN_COUNT]; /* the layout's */
    const struct column *known[SHOWN_COUNT];
    int count;
    long records;
};

struct detail *detail_open(struct error *error)
{
    struct detail *detail = calloc(1, sizeof *detail);
    if (detail == NULL) {
        error_no_memory(error, NULL);
        return NULL;
    }
    detail->file = temporary_open();
    if (detail->file < 0) {
        error_system(error, temporary_folder(), _("cannot create a temporary file there"));
        free(detail);
        return NULL;
    }
    return detail;
}

void detail_free(struct detail *detail)
{
    if (detail == NULL)
        return;
    (void)close(detail->file); /* it is gone with that */
    buffer_free(&detail->pending);
    buffer_free(&detail->scratch);
    free(detail);
}

void detail_header(struct detail *detail, const struct layout *layout)
{
    detail->count = 0;
    for (int i = 0; i < SHOWN_COUNT; i++) {
        const int at = layout_find(layout, SHOWN[i]);
        if (at < 0)
            continue;
        detail->cells[detail->count] = at;
        detail->names[detail->count] = layout->names[at];
        detail->known[detail->count++] = layout->known[at];
    }
}

static bool write_pending(struct detail *detail, struct error *error)
{
    struct text rest = buffer_view(&detail->pending);
    while (rest.n > 0) {
        ssize_t n = write(detail->file, rest.p, rest.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_system(error, temporary_folder(),
                                _("cannot write or read a temporary file there"));
        rest = (struct text){rest.p + n, rest.n - (size_t)n};
    }
    buffer_clear(&detail->pending);
    return true;
}

bool detail_add(struct detail *detail, struct month month, const struct batch *batch,
                const struct record *record, struct error *error)
{
    struct buffer *out = &detail->pending;
    struct head head = {.month = month.number};
    const size_t start = out->n;
    buffer_append(out, (const char *)&head, sizeof head);
    for (int i = 0; i < detail->count; i++) {
        struct text cell =
            cell_content(batch, record_cell(batch, record, detail->cells[i]), &detail->scratch);
        head.size[i] = (uint32_t)cell.n;
        buffer_text(out, cell);
    }
    if (out->failed || detail->scratch.failed)
        return error_no_memory(error, NULL);
    memcpy(out->p + start, &head, sizeof head);
    detail->records++;
    return out->n < PIECE || write_pending(detail, error);
}

/* ---- reading back -------------------------------------------------------------------------- */

struct reading {
    int file;
    struct buffer bytes;
    size_t at; /* what stands before it was read */
    off_t offset;
    struct head head;
};

/* Makes `n` bytes stand at `at`. The file has them: we wrote it. */
static bool ahead(struct reading *r, size_t n, struct error *error)
{
    if (r->bytes.n - r->at >= n)
        return true;
    if (r->at > 0)
        memmove(r->bytes.p, r->bytes.p + r->at, r->bytes.n - r->at);
    r->bytes.n -= r->at;
    r->at = 0;
    while (r->bytes.n < n) {
        if (!buffer_reserve(&r->bytes, n > PIECE ? n : PIECE))
            return error_no_memory(error, NULL);
        ssize_t got =
            pread(r->file, r->bytes.p + r->bytes.n, r->bytes.room - r->bytes.n, r->offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            errno = got == 0 ? EIO : errno;
            return error_system(error, temporary_folder(),
                                _("cannot write or read a temporary file there"));
        }
        r->bytes.n += (size_t)got;
        r->offset += got;
    }
    return true;
}

static struct text cell_of(void *data, int i)
{
    const struct reading *r = data;
    const char *p = r->bytes.p + r->at;
    for (int k = 0; k < i; k++)
        p += r->head.size[k];
    return (struct text){p, r->head.size[i]};
}

/* The next record's head and all its cells at `at`. */
static bool next_record(struct reading *r, int count, size_t *size, struct error *error)
{
    if (!ahead(r, sizeof r->head, error))
        return false;
    memcpy(&r->head, r->bytes.p + r->at, sizeof r->head);
    r->at += sizeof r->head;
    *size = 0;
    for (int i = 0; i < count; i++)
        *size += r->head.size[i];
    return ahead(r, *size, error);
}

bool detail_list(struct detail *detail, struct month first, struct month last, struct list *list,
                 struct error *error)
{
    struct reading r = {.file = detail->file};
    bool ok = write_pending(detail, error);
    for (int i = 0; ok && i < detail->count; i++)
        ok = list_column(list, detail->names[i], detail->known[i]) || error_no_memory(error, NULL);
    for (long i = 0; ok && i < detail->records; i++) {
        size_t size = 0;
        ok = next_record(&r, detail->count, &size, error);
        if (ok && r.head.month >= first.number && r.head.month <= last.number)
            (void)list_record(list, cell_of, &r);
        r.at += size;
    }
    buffer_free(&r.bytes);
    if (ok)
        list_end(list);
    return ok;
}
