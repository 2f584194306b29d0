#include "event/requests.h"

#include <stdlib.h>

void requests_free(struct requests *r)
{
    free(r->list);
    free(r->invalid);
    free(r->cells_at);
    buffer_free(&r->cells);
    *r = (struct requests){0};
}

/* ---- cells ---------------------------------------------------------------------------------- */

static void keep_cells(struct requests *r, const struct row *row)
{
    const struct layout *layout = &row->run->layout;
    for (int i = 0; i < layout->piece_count; i++) {
        const struct piece *piece = &layout->pieces[i];
        size_t size = 0;
        if (piece->slot >= 0)
            continue;
        const size_t at = r->cells.n;
        buffer_append(&r->cells, (const char *)&size, sizeof size);
        for (int k = piece->first; k <= piece->last; k++) {
            if (k > piece->first)
                buffer_char(&r->cells, ',');
            csv_put_raw(&r->cells, row->batch, record_cell(row->batch, row->record, k),
                        row->run->delimiter);
        }
        if (r->cells.failed)
            return;
        size = r->cells.n - at - sizeof size;
        memcpy(r->cells.p + at, &size, sizeof size);
    }
}

struct text requests_next(const struct requests *r, size_t *at)
{
    size_t size;
    memcpy(&size, r->cells.p + *at, sizeof size);
    const struct text cells = {r->cells.p + *at + sizeof size, size};
    *at += sizeof size + size;
    return cells;
}

/* ---- records -------------------------------------------------------------------------------- */

static bool make_room(struct requests *r)
{
    if (r->count < r->room)
        return true;
    const size_t room = r->room == 0 ? 1024 : r->room + r->room / 2;
    struct schedule_request *list = reallocarray(r->list, room, sizeof *list);
    if (list != NULL)
        r->list = list;
    struct reason *invalid = reallocarray(r->invalid, room, sizeof *invalid);
    if (invalid != NULL)
        r->invalid = invalid;
    size_t *cells_at = reallocarray(r->cells_at, room, sizeof *cells_at);
    if (cells_at != NULL)
        r->cells_at = cells_at;
    if (list == NULL || invalid == NULL || cells_at == NULL)
        return false;
    r->room = room;
    return true;
}

static bool read_number(struct text cell, int64_t *pieces, const char **code)
{
    long number;
    size_t digits = 0;
    while (digits < cell.n && cell.p[digits] >= '0' && cell.p[digits] <= '9')
        digits++;
    *code = digits < cell.n ? "not-a-number" : "out-of-range";
    if (!event_number(cell, 1, SCHEDULE_PIECES_MAX, &number))
        return false;
    *pieces = number;
    return true;
}

static bool read_request(struct row *row, const struct repairs *repairs,
                         struct schedule_request *out, struct reason *reason)
{
    static const int NEEDED[] = {REQUEST_WORKER, REQUEST_REPAIR, REQUEST_PIECES};
    const struct column_need *reads = row->run->filter->reads;
    for (size_t i = 0; i < sizeof NEEDED / sizeof *NEEDED; i++) {
        if (text_trim(row_cell(row, NEEDED[i])).n > 0)
            continue;
        *reason = (struct reason){NULL, "missing", reads[NEEDED[i]].name};
        return false;
    }
    out->work = repairs_work(repairs, text_trim(row_cell(row, REQUEST_REPAIR)));
    *reason = (struct reason){reads[REQUEST_REPAIR].name, "unknown", NULL};
    if (out->work == 0)
        return false;
    *reason = (struct reason){reads[REQUEST_PIECES].name, NULL, NULL};
    return read_number(text_trim(row_cell(row, REQUEST_PIECES)), &out->pieces, &reason->code);
}

enum outcome requests_take(struct requests *r, const struct repairs *repairs, struct row *row)
{
    /* One that is invalid is a request for nothing: of some work, but of no piece. */
    struct schedule_request request = {0};
    struct reason reason = {0};
    if (!make_room(r))
        return OUTCOME_FAILED;
    const bool sound = read_request(row, repairs, &request, &reason);
    if (!sound)
        request = (struct schedule_request){RATE_ONE, 0};
    r->list[r->count] = request;
    r->invalid[r->count] = sound ? (struct reason){0} : reason;
    r->cells_at[r->count++] = r->cells.n;
    r->invalid_count += !sound;
    keep_cells(r, row);
    if (r->cells.failed)
        return OUTCOME_FAILED;
    return sound ? OUTCOME_DECIDED : OUTCOME_FLAGGED;
}
