/* Deciding the records of a batch. */
#include "table/job.h"

#include "table/rejects.h"

#include <stdlib.h>

void worker_free(struct worker *w)
{
    buffer_free(&w->scratch);
    buffer_free(&w->key);
    buffer_free(&w->values);
    buffer_free(&w->reason);
    free(w->slots);
}

void job_free(struct job *job)
{
    batch_free(&job->batch);
    buffer_free(&job->table);
    buffer_free(&job->account);
    buffer_free(&job->messages);
    buffer_free(&job->rejects);
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

/* True when --only picks the record, or there is no --only. */
static bool picked(struct worker *w, const struct job *job, const struct record *record)
{
    const struct run *run = w->run;
    const struct settings *settings = &run->settings;
    if (settings->only_count == 0)
        return true;
    if (run->key_column >= record->cells)
        return false;
    struct text key = text_trim(
        cell_content(&job->batch, record_cell(&job->batch, record, run->key_column), &w->key));
    bool found = false;
    for (int i = 0; i < settings->only_count; i++) {
        if (!text_is(key, settings->only[i]))
            continue;
        atomic_store(&run->only_found[i], 1);
        found = true;
    }
    return found;
}

static void put_cells(struct worker *w, struct job *job, const struct record *record,
                      const struct piece *piece)
{
    const struct batch *batch = &job->batch;
    const struct cell *first = record_cell(batch, record, piece->first);
    const struct cell *last = record_cell(batch, record, piece->last);
    if (w->run->delimiter == ',') { /* byte for byte, delimiters between them included */
        const char *p = cell_raw(batch, first).p;
        struct text end = cell_raw(batch, last);
        buffer_append(&job->table, p, (size_t)(end.p + end.n - p));
        return;
    }
    for (const struct cell *cell = first; cell <= last; cell++) {
        if (cell > first)
            buffer_char(&job->table, ',');
        csv_put_raw(&job->table, batch, cell, w->run->delimiter);
    }
}

static void put_record(struct worker *w, struct job *job, const struct record *record)
{
    const struct layout *layout = &w->run->layout;
    for (int i = 0; i < layout->piece_count; i++) {
        const struct piece *piece = &layout->pieces[i];
        if (i > 0)
            buffer_char(&job->table, ',');
        if (piece->slot < 0) {
            put_cells(w, job, record, piece);
            continue;
        }
        struct text value = {w->values.p + w->slots[piece->slot].start, w->slots[piece->slot].size};
        if (layout->outputs == 1 && text_trim(value).n == 0)
            csv_put(&job->table, value, true);
        else
            buffer_text(&job->table, value);
    }
    buffer_char(&job->table, '\n');
}

static void decide(struct worker *w, struct job *job, const struct record *record)
{
    const struct run *run = w->run;
    const struct filter *filter = run->filter;
    w->records++;
    bool ragged = record->cells != run->layout.columns;
    if (record->fault != FAULT_NONE || (ragged && !filter->takes_ragged)) {
        reject(w, job, record);
        return;
    }
    for (int i = 0; i < run->layout.slots; i++)
        w->slots[i] = (struct slot_value){0, 0};
    buffer_clear(&w->values);
    struct row row = {
        .run = run,
        .batch = &job->batch,
        .record = record,
        .number = w->records,
        .policies = &w->policies,
        .scratch = &w->scratch,
        .values = &w->values,
        .slots = w->slots,
        .account = run->settings.explain && picked(w, job, record) ? &job->account : NULL,
        .messages = &job->messages,
        .tally = job->tally,
        .error = &job->error,
    };
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
        if (!filter->gathers && (!run->settings.explain || run->settings.output != NULL))
            put_record(w, job, record);
        /* Without a table only what is explained is asked for. */
        if (row.account != NULL || !run->settings.explain || run->settings.output != NULL)
            job->flagged += outcome == OUTCOME_FLAGGED;
        job->written++;
    }
}

void worker_decide(struct worker *w, struct job *job)
{
    const int slots = w->run->layout.slots;
    if (w->file_number != w->run->file_number) {
        w->file_number = w->run->file_number;
        w->records = 0;
    }
    job->table.n = job->account.n = job->messages.n = job->rejects.n = 0;
    job->written = job->rejected = job->flagged = 0;
    memset(job->tally, 0, sizeof job->tally);
    job->records = (long)(job->batch.record_count - job->first);
    if (slots > w->slot_room) {
        struct slot_value *more = reallocarray(w->slots, (size_t)slots, sizeof *more);
        if (more == NULL) {
            job->failed = true;
            return;
        }
        w->slots = more;
        w->slot_room = slots;
    }
    for (size_t i = job->first; i < job->batch.record_count && !job->failed; i++)
        decide(w, job, &job->batch.records[i]);
    job->failed = job->failed || job->table.failed || job->account.failed || job->messages.failed ||
                  job->rejects.failed || w->values.failed || w->scratch.failed || w->key.failed ||
                  w->reason.failed;
}
