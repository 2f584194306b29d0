#include "table/batch.h"

#include <stdlib.h>

void batch_free(struct batch *batch)
{
    if (batch == NULL)
        return;
    buffer_free(&batch->bytes);
    free(batch->cells);
    free(batch->records);
    *batch = (struct batch){0};
}

static bool make_room_for_one(struct batch *batch, size_t cells)
{
    if (batch->record_room == 0) {
        batch->records = malloc(sizeof *batch->records);
        batch->record_room = batch->records != NULL;
    }
    if (batch->cell_room < cells) {
        struct cell *more = reallocarray(batch->cells, cells, sizeof *more);
        if (more == NULL)
            return false;
        batch->cells = more;
        batch->cell_room = cells;
    }
    return batch->record_room > 0;
}

bool batch_take(struct batch *to, const struct batch *from, const struct record *record)
{
    const size_t cells = (size_t)record->cells;
    if (!make_room_for_one(to, cells))
        return false;
    buffer_clear(&to->bytes);
    buffer_text(&to->bytes, record_bytes(from, record));
    to->records[0] = *record;
    to->records[0].start = 0;
    to->records[0].end = record->end - record->start;
    to->records[0].first_cell = 0;
    to->record_count = 1;
    to->cell_count = cells;
    to->offset = from->offset + record->start;
    for (size_t i = 0; i < cells; i++) {
        to->cells[i] = *record_cell(from, record, (int)i);
        to->cells[i].start -= record->start;
    }
    return !to->bytes.failed;
}

struct text cell_undoubled(const struct batch *batch, const struct cell *cell,
                           struct buffer *scratch)
{
    struct text typed = {batch->bytes.p + cell->start, cell->size};
    buffer_clear(scratch);
    while (typed.n > 0) {
        const char *quote = memchr(typed.p, '"', typed.n);
        size_t n = quote == NULL ? typed.n : (size_t)(quote - typed.p) + 1;
        buffer_append(scratch, typed.p, n);
        n += quote != NULL; /* the second of the pair */
        typed.p += n;
        typed.n -= n;
    }
    return buffer_view(scratch);
}
