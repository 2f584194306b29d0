/* Tables read, decided and written. */
#include "table/loop.h"

#include "base/language.h"
#include "table/reader.h"
#include "table/rejects.h"

#include <stdlib.h>
#include <sys/stat.h>

/* One file being read. */
struct table_file {
    struct input input;
    struct reader reader;
    struct digest digest;
    long skip; /* records before the header */
};

/* ---- writing what was decided -------------------------------------------------------------- */

static bool write_job(struct loop *loop, struct job *job)
{
    struct error *error = &loop->error;
    if (job->failed && job->error.text[0] == '\0')
        return error_no_memory(error, NULL);
    if (job->failed) {
        *error = job->error;
        return false;
    }
    if (job->messages.n > 0) {
        console_clear(loop);
        console_say(buffer_view(&job->messages));
    }
    loop->unordered |= job->unordered;
    if ((loop->spool != NULL && !spool_add(loop->spool, buffer_view(&job->table), error)) ||
        (loop->spool == NULL && loop->table.open &&
         !output_write(&loop->table, buffer_view(&job->table), error)) ||
        (loop->account.open && !output_write(&loop->account, buffer_view(&job->account), error)) ||
        (loop->rejects.open && !output_write(&loop->rejects, buffer_view(&job->rejects), error)))
        return false;
    loop->records += job->records;
    loop->written += job->written;
    loop->rejected += job->rejected;
    loop->flagged += loop->spool == NULL ? job->flagged : 0; /* else when it is released */
    for (int i = 0; i < TALLIES_MAX; i++)
        if (__builtin_add_overflow(loop->tally[i], job->tally[i], &loop->tally[i]))
            loop->tally[i] = INT64_MAX;
    console_progress(loop);
    return true;
}

/* Writes the oldest job under way, when there is one. */
static bool write_oldest(struct loop *loop, bool *any)
{
    struct job *job = pipeline_take(loop->pipeline);
    *any = job != NULL;
    if (job == NULL)
        return true;
    bool ok = write_job(loop, job);
    pipeline_done(loop->pipeline);
    return ok;
}

static bool drain(struct loop *loop)
{
    for (bool any = true; any;)
        if (!write_oldest(loop, &any))
            return false;
    return true;
}

/* ---- headers ------------------------------------------------------------------------------- */

/* Resolves the header of the first file. */
static bool resolve_header(struct loop *loop, const struct batch *batch,
                           const struct record *record)
{
    struct run *run = &loop->run;
    const struct filter *filter = run->filter;
    struct layout *layout = &run->layout;
    struct error *error = &loop->error;

    if (!layout_open(layout, batch, record, record == NULL ? run->settings.columns : NULL,
                     run->delimiter, run->file, error) ||
        !layout_need(layout, filter->reads, filter->read_count, run->file, error))
        return false;
    for (int i = 0, slot; i < filter->add_count && !filter->lists; i++)
        if (!layout_add(layout, filter->adds[i], &slot))
            return error_no_memory(error, NULL);
    if (filter->header != NULL && !filter->header(run, layout, error))
        return false;
    run->key_column = layout_find(layout, "household_id");
    if (run->settings.only_count > 0 && run->key_column < 0)
        return error_set(error, run->file, 0, NULL,
                         _("--only needs a column 'household_id' (职工编号)"));
    return layout_finish(layout) || error_no_memory(error, NULL);
}

static void put_names(const struct filter *filter, struct buffer *out)
{
    for (int i = 0; i < filter->add_count; i++)
        buffer_format(out, "%s%s", i == 0 ? "" : ",", filter->adds[i]);
    buffer_char(out, '\n');
}

bool write_header(struct loop *loop)
{
    struct buffer out = {0};
    if (!loop->table.open || loop->run.settings.no_header || loop->run.filter->gathers)
        return true;
    if (loop->run.filter->lists)
        put_names(loop->run.filter, &out);
    else
        layout_put_header(&loop->run.layout, &out);
    bool ok = !out.failed ? output_write(&loop->table, buffer_view(&out), &loop->error)
                          : error_no_memory(&loop->error, NULL);
    buffer_free(&out);
    return ok;
}

static bool other_header(struct loop *loop, const char *file)
{
    return error_set(&loop->error, file, 0, NULL,
                     _("its header is not that of the first file; files read as one stream need "
                       "the same columns in the same order"));
}

/* ---- reading a file ------------------------------------------------------------------------ */

static void close_table(struct table_file *t)
{
    reader_close(&t->reader);
    input_close(&t->input);
}

static bool open_table(struct loop *loop, const char *name, struct table_file *t)
{
    struct run *run = &loop->run;
    const struct settings *settings = &run->settings;
    *t = (struct table_file){0};
    if (!input_open(&t->input, name, &loop->error))
        return false;
    if (run->filter->digests) {
        t->input.digest = &t->digest;
        digest_begin(&t->digest);
    }
    run->file = t->input.name;
    run->delimiter = settings->delimiter ? settings->delimiter : ',';
    bool ok, whole;
    if (run->filter->open_file != NULL) {
        ok = run->filter->open_file(run, &t->input, &run->delimiter, &t->skip, &loop->error);
    } else {
        struct text start = input_peek(&t->input, 3, &whole, &ok);
        if (!ok)
            loop->error = t->input.error;
        else if (text_starts(start, "\xEF\xBB\xBF"))
            input_skip(&t->input, 3);
    }
    if (ok && !reader_open(&t->reader, input_read, &t->input, run->delimiter, 0))
        ok = error_no_memory(&loop->error, name);
    if (t->input.decoder.feed == NULL) /* places in the stream are then places in the file */
        t->reader.offset = t->input.taken;
    if (!ok)
        close_table(t);
    return ok;
}

static bool fill(struct loop *loop, struct table_file *t, struct batch *batch)
{
    if (reader_fill(&t->reader, batch))
        return true;
    if (t->input.error.text[0] != '\0')
        loop->error = t->input.error;
    else
        error_no_memory(&loop->error, loop->run.file);
    return false;
}

/* Passes over what stands before the header. Returns the header, or NULL when it is not in this
 * batch. */
static const struct record *find_header(struct table_file *t, const struct batch *batch)
{
    if ((size_t)t->skip >= batch->record_count) {
        t->skip -= (long)batch->record_count;
        return NULL;
    }
    return &batch->records[t->skip];
}

static bool sound_header(struct loop *loop, const struct batch *batch, const struct record *header)
{
    struct buffer reason = {0};
    if (header->fault == FAULT_NONE)
        return true;
    reject_reason(batch, header, header->cells, &reason);
    buffer_char(&reason, '\0');
    error_set(&loop->error, loop->run.file, header->line, NULL, _("the header: %s"),
              reason.failed ? "" : reason.p);
    buffer_free(&reason);
    return false;
}

/* Takes the header out of the first batches of a file; `*found` when this one has it. */
static bool take_header(struct loop *loop, struct table_file *t, struct job *job, bool first_file,
                        bool *found)
{
    const struct record *header = find_header(t, &job->batch);
    *found = header != NULL;
    job->first =
        header == NULL ? job->batch.record_count : (size_t)(header - job->batch.records) + 1;
    if (header == NULL)
        return !t->reader.finished ||
               error_set(&loop->error, loop->run.file, 0, NULL, _("empty: expected a header line"));
    if (!sound_header(loop, &job->batch, header))
        return false;
    if (first_file)
        return resolve_header(loop, &job->batch, header) &&
               (loop->spool != NULL || write_header(loop));
    return layout_same_header(&loop->run.layout, &job->batch, header) ||
           other_header(loop, loop->run.file);
}

/* The header of a file, into `*batch`; NULL with an error where it has none. */
static const struct record *read_header(struct loop *loop, struct table_file *t,
                                        struct batch *batch)
{
    const struct record *header = NULL;
    while (header == NULL && !t->reader.finished) {
        if (!fill(loop, t, batch))
            return NULL;
        header = find_header(t, batch);
    }
    if (header == NULL)
        error_set(&loop->error, loop->run.file, 0, NULL, _("empty: expected a header line"));
    return header;
}

/* Compares the header of one file with `first`, or takes it as the first. */
static bool check_header(struct loop *loop, const char *name, struct layout *first)
{
    struct table_file t;
    struct batch batch = {0};
    if (!open_table(loop, name, &t))
        return false;
    const struct record *header = read_header(loop, &t, &batch);
    bool ok = header != NULL && sound_header(loop, &batch, header);
    if (ok && first->names == NULL)
        ok = layout_open(first, &batch, header, NULL, loop->run.delimiter, loop->run.file,
                         &loop->error);
    else if (ok && !layout_same_header(first, &batch, header))
        ok = other_header(loop, name);
    batch_free(&batch);
    close_table(&t);
    return ok;
}

/*
 * Before anything is read in earnest: a file among several that is not there or has another
 * header costs no output. What cannot be read twice is looked at when its turn comes.
 */
static bool check_headers(struct loop *loop, char **names, int count)
{
    struct layout first = {0};
    bool ok = true;
    for (int i = 0; ok && i < count; i++) {
        struct stat status;
        bool again =
            strcmp(names[i], "-") != 0 &&
            (stat(names[i], &status) != 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
        ok = !again || check_header(loop, names[i], &first);
    }
    layout_free(&first);
    return ok;
}

static bool read_records(struct loop *loop, struct table_file *t, bool first_file)
{
    bool has_header = loop->run.settings.no_header;
    if (has_header && first_file && !resolve_header(loop, NULL, NULL))
        return false;
    while (!t->reader.finished) {
        struct job *job;
        for (bool any; (job = pipeline_spare(loop->pipeline)) == NULL;)
            if (!write_oldest(loop, &any))
                return false;
        job->first = 0;
        job->ends = false;
        if (!fill(loop, t, &job->batch))
            return false;
        if (!has_header && !take_header(loop, t, job, first_file, &has_header))
            return false;
        if (job->first < job->batch.record_count)
            pipeline_submit(loop->pipeline);
    }
    return drain(loop);
}

static void close_file(struct loop *loop)
{
    struct run *run = &loop->run;
    struct buffer messages = {0};
    if (run->filter->close_file == NULL)
        return;
    loop->findings |= !run->filter->close_file(run, &messages);
    console_clear(loop);
    console_say(buffer_view(&messages));
    buffer_free(&messages);
}

/* Keeps what was read of a file that is at its end. */
static bool note_input(struct loop *loop, struct table_file *t, const char *name, long records)
{
    struct run *run = &loop->run;
    if (!run->filter->digests)
        return true;
    struct run_input *more = reallocarray(run->inputs, (size_t)run->input_count + 1, sizeof *more);
    if (more == NULL)
        return error_no_memory(&loop->error, NULL);
    run->inputs = more;
    struct run_input *input = &run->inputs[run->input_count++];
    *input = (struct run_input){.name = name, .records = records};
    digest_end(&t->digest, input->digest);
    return true;
}

static bool read_file(struct loop *loop, const char *name, int index)
{
    struct table_file t;
    const long before = loop->records;
    if (!open_table(loop, name, &t))
        return false;
    loop->run.file_number = index + 1;
    bool ok =
        read_records(loop, &t, index == 0) && note_input(loop, &t, name, loop->records - before);
    if (ok)
        close_file(loop);
    close_table(&t);
    return ok;
}

/* Has what was folded last written. All that was read is decided: every job is spare. */
static bool end_records(struct loop *loop)
{
    struct job *job = pipeline_spare(loop->pipeline);
    job->first = 0;
    job->batch.record_count = 0;
    job->ends = true;
    pipeline_submit(loop->pipeline);
    return drain(loop);
}

bool stream_files(struct loop *loop, char **names, int count)
{
    if (count > 1 && !loop->run.settings.no_header && !check_headers(loop, names, count))
        return false;
    for (int i = 0; i < count; i++)
        if (!read_file(loop, names[i], i))
            return false;
    return !loop->run.filter->folds || end_records(loop);
}
