#include "table/cursor.h"

#include "base/language.h"
#include "table/rejects.h"

#include <fcntl.h>
#include <unistd.h>

#define BOM "\xEF\xBB\xBF"

static bool out_of_memory(const struct cursor *c, struct error *error)
{
    return error_no_memory(error, c->input.name);
}

/* A file that is open already is the caller's: what is closed is another descriptor of it. */
static bool open_input(struct cursor *c, const struct cursor_source *source, struct error *error)
{
    if (source->fd < 0)
        return input_open(&c->input, source->name, error);
    if (lseek(source->fd, 0, SEEK_SET) < 0)
        return error_system(error, source->name, _("cannot read"));
    c->input.fd = fcntl(source->fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    c->input.open = c->input.fd >= 0;
    c->input.name = input_name(source->name);
    return c->input.open || error_system(error, source->name, _("cannot open"));
}

static bool start(struct cursor *c, struct error *error)
{
    bool whole, ok;
    struct text bytes = input_peek(&c->input, strlen(BOM), &whole, &ok);
    if (!ok) {
        *error = c->input.error;
        return false;
    }
    if (text_starts(bytes, BOM))
        input_skip(&c->input, strlen(BOM));
    c->open = reader_open(&c->reader, input_read, &c->input, ',', 0);
    return c->open || out_of_memory(c, error);
}

/* The next record as it was read, sound or not; NULL at the end, or with `*ok` false. */
static const struct record *read_record(struct cursor *c, bool *ok, struct error *error)
{
    *ok = true;
    while (c->next == c->batch.record_count && !c->reader.finished) {
        c->next = 0;
        *ok = reader_fill(&c->reader, &c->batch);
        if (*ok)
            continue;
        if (c->input.error.text[0] == '\0')
            (void)out_of_memory(c, error);
        else
            *error = c->input.error;
        return NULL;
    }
    return c->next < c->batch.record_count ? &c->batch.records[c->next++] : NULL;
}

static bool fault(const struct cursor *c, const struct record *record, struct error *error)
{
    struct buffer reason = {0};
    const int expected = c->layout.names == NULL ? record->cells : c->layout.columns;
    reject_reason(&c->batch, record, expected, &reason);
    buffer_char(&reason, '\0');
    error_set(error, c->input.name, record->line, NULL, "%s", reason.failed ? "" : reason.p);
    buffer_free(&reason);
    return false;
}

static bool take_header(struct cursor *c, const struct column_need *reads, int count,
                        struct error *error)
{
    bool ok;
    const struct record *header = read_record(c, &ok, error);
    if (!ok)
        return false;
    if (header == NULL)
        return error_set(error, c->input.name, 0, NULL, _("empty: expected a header line"));
    if (header->fault != FAULT_NONE)
        return fault(c, header, error);
    return layout_open(&c->layout, &c->batch, header, NULL, ',', c->input.name, error) &&
           layout_need(&c->layout, reads, count, c->input.name, error);
}

bool cursor_open(struct cursor *c, const struct cursor_source *source,
                 const struct column_need *reads, int count, struct error *error)
{
    *c = (struct cursor){0};
    if (open_input(c, source, error) && start(c, error) && take_header(c, reads, count, error)) {
        c->row = (struct side_row){&c->layout, &c->batch, NULL, &c->scratch, c->input.name};
        return true;
    }
    cursor_close(c);
    return false;
}

void cursor_close(struct cursor *c)
{
    if (c->open)
        reader_close(&c->reader);
    input_close(&c->input);
    layout_free(&c->layout);
    batch_free(&c->batch);
    buffer_free(&c->scratch);
    *c = (struct cursor){0};
}

bool cursor_next(struct cursor *c, bool *any, struct error *error)
{
    bool ok;
    if (c->scratch.failed)
        return out_of_memory(c, error);
    c->row.record = read_record(c, &ok, error);
    *any = c->row.record != NULL;
    return ok &&
           (!*any ||
            (c->row.record->fault == FAULT_NONE && c->row.record->cells == c->layout.columns) ||
            fault(c, c->row.record, error));
}
