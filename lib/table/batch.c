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
