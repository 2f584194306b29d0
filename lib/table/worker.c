/* Deciding the records of a batch. */
#include "table/job.h"

#include "table/rejects.h"
#include "table/spool.h"

#include <stdlib.h>

void worker_free(struct worker *w)
{
    buffer_free(&w->scratch);
    buffer_free(&w->key);
    buffer_free(&w->values);
    buffer_free(&w->reason);
    buffer_free(&w->line);
    free(w->slots);
    free(w->frame_slots);
    group_free(&w->group);
}

void job_free(struct job *job)
{
    batch_free(&job->batch);
    buffer_free(&job->table);
    buffer_free(&job->account);
    buffer_free(&job->messages);
    buffer_free(&job->rejects);
}

bool run_picks(const struct run *run, struct text key)
{
    const struct settings *settings = &run->settings;
    bool found = settings->only_count == 0;
    for (int i = 0; i < settings->only_count; i++) {
        if (!text_is(key, settings->only[i]))
            continue;
        atomic_store(&run->only_found[i], 1);
        found = true;
    }
    return found;
}

static void reject(struct worker *w, struct job *job, const struct record *record)
{
    const struct run *run = w->run;
    const struct filter *filter = run->filter;
    buffer_clear(&w->reason);
    if (record->fault == FAULT_NOT_UTF8 && filter->undecoded != NULL)
        filter->undecoded(run, job->batch.offset + record->fault_at, &w->reason);
    else
        reject_reason(&job->batch, record, run->layout.columns, &w->reason);
    if (run->settings.rejects != NULL) {
        reject_put(run->file, &job->batch, record, buffer_view(&w->reason), &job->rejects);
    } else {
        buffer_format(&job->messages, "%s: %s:%ld: ", command_name(&filter->command), run->file,
                      record->line);
        buffer_text(&job->messages, buffer_view(&w->reason));
        buffer_char(&job->messages, '\n');
    }
    job->rejected++;
}

static struct text key_of(struct worker *w, const struct batch *batch, const struct record *record)
{
    const int key = w->run->key_column;
    if (key < 0 || key >= record->cells)
        return (struct text){NULL, 0};
    return text_trim(cell_content(batch, record_cell(batch, record, key), &w->key));
}

static void put_cells(struct worker *w, const struct batch *batch, const struct record *record,
                      const struct piece *piece, struct buffer *out)
{
    const struct cell *first = record_cell(batch, record, piece->first);
    const struct cell *last = record_cell(batch, record, piece->last);
    if (w->run->delimiter == ',') { /* byte for byte, delimiters between them included */
        const char *p = cell_raw(batch, first).p;
        struct text end = cell_raw(batch, last);
        buffer_append(out, p, (size_t)(end.p + end.n - p));
        return;
    }
    for (const struct cell *cell = first; cell <= last; cell++) {
        if (cell > first)
            buffer_char(out, ',');
        csv_put_raw(out, batch, cell, w->run->delimiter);
    }
}

/* Appends the record as it is written; `places`, unless NULL, says where its slots are. */
static int put_record(struct worker *w, const struct row *row, struct buffer *out,
                      struct frame_slot *places)
{
    const struct layout *layout = &w->run->layout;
    const size_t start = out->n;
    int count = 0;
    for (int i = 0; i < layout->piece_count; i++) {
        const struct piece *piece = &layout->pieces[i];
        if (i > 0)
            buffer_char(out, ',');
        if (piece->slot < 0) {
            put_cells(w, row->batch, row->record, piece, out);
            continue;
        }
        const size_t before = out->n;
        layout_put_slot(layout, row_slot(row, piece->slot), out);
        if (places != NULL)
            places[count++] = (struct frame_slot){(uint32_t)(before - start),
                                                  (uint32_t)(out->n - start), piece->slot};
    }
    buffer_char(out, '\n');
    return count;
}

/* Holds the record back: what is written of it stands in a frame. */
static void hold(struct worker *w, struct job *job, const struct row *row, bool flagged)
{
    const bool folds = w->run->filter->folds;
    buffer_clear(&w->line);
    const int slots = put_record(w, row, &w->line, w->frame_slots);
    const struct frame frame = {.key = folds ? buffer_view(&w->group.key)
                                             : key_of(w, row->batch, row->record),
                                .row = buffer_view(&w->line),
                                .slots = slots,
                                .slot = w->frame_slots,
                                .file_number = folds ? w->group.file_number : w->run->file_number,
                                .verdict = row->verdict,
                                .flagged = flagged,
                                .line = folds ? w->group.line : row->record->line};
    frame_put(&frame, &job->table);
}

/* A row to be decided, its slots empty. */
static struct row begin_row(struct worker *w, struct job *job, const struct batch *batch,
                            const struct record *record, const char *file, bool explained)
{
    for (int i = 0; i < w->run->layout.slots; i++)
        w->slots[i] = (struct slot_value){0, 0};
    buffer_clear(&w->values);
    return (struct row){
        .run = w->run,
        .batch = batch,
        .record = record,
        .file = file,
        .number = w->records,
        .policies = &w->policies,
        .scratch = &w->scratch,
        .values = &w->values,
        .slots = w->slots,
        .account = explained ? &job->account : NULL,
        .messages = &job->messages,
        .lines = &job->table,
        .tally = job->tally,
        .verdict = -1,
        .error = &job->error,
    };
}

/* What was decided is written, or held back. */
static void write_row(struct worker *w, struct job *job, const struct row *row,
                      enum outcome outcome)
{
    const struct run *run = w->run;
    const bool table = !run->settings.explain || run->settings.output != NULL;
    /* Without a table only what is explained is asked for. */
    const bool flagged = (row->account != NULL || table) && outcome == OUTCOME_FLAGGED;
    if (run->filter->folds || run->holds)
        hold(w, job, row, flagged);
    else if (!run->filter->gathers && !run->filter->lists && table)
        (void)put_record(w, row, &job->table, NULL);
    job->flagged += flagged;
}

/* ---- records that are folded --------------------------------------------------------------- */

/* Writes the record that the group's have become. */
static void end_group(struct worker *w, struct job *job)
{
    struct group *group = &w->group;
    if (!group->open)
        return;
    struct row row =
        begin_row(w, job, group->batch, group->record, group->file,
                  w->run->settings.explain && run_picks(w->run, buffer_view(&group->key)));
    row.torn = group->torn;
    const enum outcome outcome = w->run->filter->fold(&row);
    group->open = false;
    if (outcome == OUTCOME_FAILED)
        job->failed = true;
    else
        write_row(w, job, &row, outcome);
}

/* Whose record is lost, where that can be told: cells of a broken one may be anything. */
static struct text lost_key(struct worker *w, const struct job *job, const struct record *record)
{
    return record->fault == FAULT_NONE ? key_of(w, &job->batch, record) : (struct text){NULL, 0};
}

/* Adds the record to the group, which it may begin. */
static void add_to_group(struct worker *w, struct job *job, const struct record *record)
{
    struct group *group = &w->group;
    const struct text key = key_of(w, &job->batch, record);
    if (!group_has(group, key)) {
        bool ascending;
        group->torn |= key.n == 0;
        end_group(w, job);
        /* The cell is read again: the buffer it may stand in has been used. */
        if (!group_begin(group, key_of(w, &job->batch, record), &ascending)) {
            job->failed = true;
            return;
        }
        job->unordered |= !ascending;
        group->line = record->line;
        group->file_number = w->run->file_number;
    }
    group->batch = &job->batch;
    group->record = record;
    group->file = w->run->file;
}

/* ---- records ------------------------------------------------------------------------------- */

static void decide(struct worker *w, struct job *job, const struct record *record)
{
    const struct filter *filter = w->run->filter;
    w->records++;
    bool ragged = record->cells != w->run->layout.columns;
    if (record->fault != FAULT_NONE || (ragged && !filter->takes_ragged)) {
        reject(w, job, record);
        if (filter->folds && !group_lose(&w->group, lost_key(w, job, record)))
            job->failed = true;
        return;
    }
    if (filter->folds)
        add_to_group(w, job, record);
    struct row row = begin_row(w, job, &job->batch, record, w->run->file,
                               !filter->folds && w->run->settings.explain &&
                                   run_picks(w->run, key_of(w, &job->batch, record)));
    enum outcome outcome = filter->row(&row);
    switch (outcome) {
    case OUTCOME_NOT_A_RECORD:
        job->records--;
        w->records--;
        return;
    case OUTCOME_RAGGED:
        reject(w, job, record);
        return;
    case OUTCOME_FAILED:
        job->failed = true;
        return;
    default:
        if (!filter->folds)
            write_row(w, job, &row, outcome);
        job->written++;
    }
}

static bool make_slots(struct worker *w, int slots)
{
    if (slots <= w->slot_room)
        return true;
    struct slot_value *more = reallocarray(w->slots, (size_t)slots, sizeof *more);
    if (more == NULL)
        return false;
    w->slots = more;
    struct frame_slot *places = reallocarray(w->frame_slots, (size_t)slots, sizeof *places);
    if (places == NULL)
        return false;
    w->frame_slots = places;
    w->slot_room = slots;
    return true;
}

void worker_decide(struct worker *w, struct job *job)
{
    if (w->file_number != w->run->file_number) {
        w->file_number = w->run->file_number;
        w->records = 0;
    }
    job->table.n = job->account.n = job->messages.n = job->rejects.n = 0;
    job->written = job->rejected = job->flagged = 0;
    memset(job->tally, 0, sizeof job->tally);
    job->records = (long)(job->batch.record_count - job->first);
    job->unordered = false;
    job->failed = job->failed || w->failed || !make_slots(w, w->run->layout.slots);
    for (size_t i = job->first; i < job->batch.record_count && !job->failed; i++)
        decide(w, job, &job->batch.records[i]);
    if (w->run->filter->folds && !job->failed) {
        if (job->ends)
            end_group(w, job);
        job->failed = job->failed || !group_keep(&w->group);
    }
    job->failed = job->failed || job->table.failed || job->account.failed || job->messages.failed ||
                  job->rejects.failed || w->values.failed || w->scratch.failed || w->key.failed ||
                  w->reason.failed || w->line.failed;
    w->failed = job->failed;
}
