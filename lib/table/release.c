/* Records that were held back, written at last; households that stand in several places found. */
#include "table/loop.h"

#include "base/names.h"

#include <stdlib.h>

#define PIECE (1 << 16)

/* ---- households in several places ---------------------------------------------------------- */

struct scattered {
    struct names names; /* of all households */
    struct place {
        long count, last;
    } * place; /* of each: how many, and the number of the last */
    size_t room;
    long number; /* of the frame that comes next */
};

void scattered_free(struct scattered *s)
{
    if (s == NULL)
        return;
    names_free(&s->names);
    free(s->place);
    free(s);
}

static bool count_place(void *data, const struct frame *frame, struct error *error)
{
    struct loop *loop = data;
    struct scattered *s = loop->scattered;
    struct run *run = &loop->run;
    const long number = s->number++;
    if (frame->key.n == 0) /* each is for itself */
        return true;
    const uint32_t household = names_number(&s->names, frame->key);
    if (household == NAMES_NONE)
        return error_no_memory(error, NULL);
    struct place *places = names_beside(s->place, &s->room, household, sizeof *s->place);
    if (places == NULL)
        return error_no_memory(error, NULL);
    s->place = places;
    struct place *place = &s->place[household];
    place->last = number;
    if (++place->count == 2 && run->scattered++ == 0) {
        run->scattered_line = frame->line;
        run->scattered_file = input_name(run->files[frame->file_number - 1]);
    }
    return true;
}

bool find_scattered(struct loop *loop)
{
    if (!loop->unordered)
        return true; /* each household came after all before it, in order */
    loop->scattered = calloc(1, sizeof *loop->scattered);
    if (loop->scattered == NULL)
        return error_no_memory(&loop->error, NULL);
    return spool_each(loop->spool, count_place, loop, &loop->error);
}

/* ---- writing ------------------------------------------------------------------------------- */

struct releasing {
    struct loop *loop;
    long number;
    struct buffer out, values, account, messages;
    struct slot_value *slots;
};

static struct row begin_row(struct releasing *r, const struct frame *frame)
{
    const struct run *run = &r->loop->run;
    for (int i = 0; i < run->layout.slots; i++)
        r->slots[i] = (struct slot_value){0, 0};
    buffer_clear(&r->values);
    return (struct row){
        .run = run,
        .file = input_name(r->loop->run.files[frame->file_number - 1]),
        .values = &r->values,
        .slots = r->slots,
        .account = run->settings.explain && run_picks(run, frame->key) ? &r->account : NULL,
        .messages = &r->messages,
        .tally = r->loop->tally,
        .verdict = -1,
        .error = &r->loop->error,
    };
}

/* The line as it was, with what the row has in the places of its slots: of all of them, or of
 * those that it fills in. */
static void put_filled_in(struct releasing *r, const struct frame *frame, const struct row *row,
                          bool all)
{
    uint32_t at = 0;
    for (int i = 0; i < frame->slots; i++) {
        const struct frame_slot *slot = &frame->slot[i];
        buffer_append(&r->out, frame->row.p + at, slot->start - at);
        if (all || row->slots[slot->slot].size > 0) {
            layout_put_slot(&row->run->layout, row_slot(row, slot->slot), &r->out);
            at = slot->end;
        } else {
            at = slot->start;
        }
    }
    buffer_append(&r->out, frame->row.p + at, frame->row.n - at);
}

static bool flush(struct releasing *r)
{
    struct loop *loop = r->loop;
    bool ok =
        (!loop->table.open || output_write(&loop->table, buffer_view(&r->out), &loop->error)) &&
        (!loop->account.open ||
         output_write(&loop->account, buffer_view(&r->account), &loop->error));
    console_say(buffer_view(&r->messages));
    buffer_clear(&r->out);
    buffer_clear(&r->account);
    buffer_clear(&r->messages);
    return ok;
}

static void count(struct loop *loop, int verdict, bool flagged)
{
    loop->released++;
    loop->flagged += flagged;
    if (verdict >= 0)
        loop->tally[verdict]++;
}

static void put_as_it_was(struct releasing *r, const struct frame *frame)
{
    buffer_text(&r->out, frame->row);
    count(r->loop, frame->verdict, frame->flagged);
}

/* Only the last record of a household in several places is written, and it says so. */
static void put_folded(struct releasing *r, const struct frame *frame, const struct held *held)
{
    const struct scattered *s = r->loop->scattered;
    const uint32_t household =
        s == NULL || frame->key.n == 0 ? NAMES_NONE : names_find(&s->names, frame->key);
    if (household == NAMES_NONE || s->place[household].count == 1) {
        put_as_it_was(r, frame);
        return;
    }
    if (s->place[household].last != held->number)
        return;
    struct row row = begin_row(r, frame);
    const enum outcome outcome = row.run->filter->scattered(&row, held, s->place[household].count);
    put_filled_in(r, frame, &row, true);
    count(r->loop, row.verdict,
          (row.account != NULL || r->loop->table.open) && outcome == OUTCOME_FLAGGED);
}

static void put_released(struct releasing *r, const struct frame *frame, const struct held *held)
{
    struct row row = begin_row(r, frame);
    switch (row.run->filter->release(&row, held)) {
    case RELEASE_AS_IT_WAS:
        put_as_it_was(r, frame);
        break;
    case RELEASE_FILLED_IN:
        put_filled_in(r, frame, &row, false);
        count(r->loop, frame->verdict, frame->flagged);
        break;
    case RELEASE_FLAGGED:
        put_filled_in(r, frame, &row, false);
        count(r->loop, frame->verdict, true);
        break;
    case RELEASE_NOT:
        r->loop->flagged += frame->flagged;
        break;
    }
}

static bool put(void *data, const struct frame *frame, struct error *error)
{
    struct releasing *r = data;
    const struct held held = {.number = r->number++,
                              .key = frame->key,
                              .file = input_name(r->loop->run.files[frame->file_number - 1]),
                              .line = frame->line,
                              .verdict = frame->verdict};
    (r->loop->run.filter->folds ? put_folded : put_released)(r, frame, &held);
    if (r->out.failed || r->values.failed || r->account.failed || r->messages.failed)
        return error_no_memory(error, NULL);
    return r->out.n < PIECE || flush(r);
}

bool release_records(struct loop *loop)
{
    struct releasing r = {.loop = loop};
    r.slots = calloc((size_t)loop->run.layout.slots + 1, sizeof *r.slots);
    bool ok = r.slots != NULL || error_no_memory(&loop->error, NULL);
    ok = ok && write_header(loop) && spool_each(loop->spool, put, &r, &loop->error) && flush(&r);
    buffer_free(&r.out);
    buffer_free(&r.values);
    buffer_free(&r.account);
    buffer_free(&r.messages);
    free(r.slots);
    return ok;
}
