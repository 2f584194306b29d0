#include "rollup/stream.h"

#include "base/language.h"
#include "base/names.h"
#include "table/sorting.h"

static bool unsorted(const struct stream *s, struct text found, struct error *error)
{
    struct buffer command = {0};
    char shown[48], after[48];
    sorting_file_command(s->operand, s->cursor.layout.read_at[0], &command);
    buffer_char(&command, '\0');
    error_set(error, s->cursor.row.file, s->line, "household_id",
              _("found %s after %s, expected the table sorted by it; to mend it: %s"),
              text_masked(found, shown, sizeof shown),
              text_masked(stream_key(s), after, sizeof after), command.failed ? "" : command.p);
    buffer_free(&command);
    return false;
}

static bool take_key(struct stream *s, struct error *error)
{
    const struct text key = text_trim(side_cell(&s->cursor.row, 0));
    const int order = names_order(key, stream_key(s));
    s->line = s->cursor.row.record->line;
    if (order < 0)
        return unsorted(s, key, error);
    s->begins = order > 0 || key.n == 0;
    if (order == 0)
        return true;
    buffer_clear(&s->key);
    buffer_text(&s->key, key);
    return !s->key.failed || error_no_memory(error, s->operand);
}

bool stream_next(struct stream *s, struct error *error)
{
    return cursor_next(&s->cursor, &s->has, error) && (!s->has || take_key(s, error));
}

bool stream_open(struct stream *s, const struct cursor_source *source,
                 const struct column_need *reads, int count, struct error *error)
{
    *s = (struct stream){.operand = source->name};
    return cursor_open(&s->cursor, source, reads, count, error) && stream_next(s, error);
}

void stream_close(struct stream *s)
{
    cursor_close(&s->cursor);
    buffer_free(&s->key);
    *s = (struct stream){0};
}
