#include "report/tables.h"

#include "base/language.h"
#include "intake/decoding.h"
#include "table/side.h"

#include <stdio.h>
#include <stdlib.h>

static bool out_of_memory(struct error *error)
{
    return error_no_memory(error, NULL);
}

static void note_file(struct report_file *noted, const struct side *side)
{
    noted->name = side->name;
    noted->records = side->records;
    memcpy(noted->digest, side->digest, sizeof noted->digest);
}

/* ---- the survey ---------------------------------------------------------------------------- */

struct survey_reading {
    struct decoding decoding;
    bool decoding_open;
    struct survey *survey;
    struct text *cells;   /* of a record, in `texts` */
    struct buffer *texts; /* for each column */
    int columns;
};

/* What stands more often in the first line, a tab or a comma. */
static char delimiter_of(struct text sample)
{
    size_t tabs = 0, commas = 0;
    for (size_t i = 0; i < sample.n && sample.p[i] != '\n'; i++) {
        tabs += sample.p[i] == '\t';
        commas += sample.p[i] == ',';
    }
    return tabs > commas ? '\t' : ',';
}

static bool open_survey(void *data, struct input *input, char *delimiter, struct error *error)
{
    struct survey_reading *r = data;
    struct buffer scratch = {0};
    struct text sample;
    r->decoding_open = true;
    bool ok = decoding_open(&r->decoding, NULL, input, &scratch, &sample, error);
    if (ok)
        *delimiter = delimiter_of(sample);
    buffer_free(&scratch);
    return ok;
}

static bool survey_header(void *data, const struct layout *layout, struct error *error)
{
    struct survey_reading *r = data;
    r->columns = layout->columns;
    r->survey = survey_new(layout->names, layout->columns);
    r->cells = calloc((size_t)layout->columns, sizeof *r->cells);
    r->texts = calloc((size_t)layout->columns, sizeof *r->texts);
    return (r->survey != NULL && r->cells != NULL && r->texts != NULL) || out_of_memory(error);
}

static bool survey_row(void *data, const struct side_row *row, struct error *error)
{
    struct survey_reading *r = data;
    bool answered = false;
    for (int i = 0; i < r->columns; i++) {
        /* Each in a buffer of its own: the next cell may use the one that this one lies in. */
        buffer_clear(&r->texts[i]);
        buffer_text(&r->texts[i], side_cell_at(row, i));
        if (r->texts[i].failed)
            return out_of_memory(error);
        r->cells[i] = buffer_view(&r->texts[i]);
        answered |= text_trim(r->cells[i]).n > 0;
    }
    return !answered || survey_add(r->survey, r->cells) || out_of_memory(error);
}

bool survey_read(const char *file, struct survey **out, struct report_file *noted,
                 struct error *error)
{
    struct survey_reading r = {0};
    struct side side = {
        .name = file, .data = &r, .open = open_survey, .header = survey_header, .row = survey_row};
    bool ok = side_read(&side, error) && survey_count(r.survey, error);
    if (ok && survey_question_count(r.survey) == 0)
        ok = error_set(error, file, 0, NULL,
                       _("no column is a question: expected answers such as 满意, 不满意, 知道"));
    note_file(noted, &side);
    *out = r.survey;
    for (int i = 0; r.texts != NULL && i < r.columns; i++)
        buffer_free(&r.texts[i]);
    free(r.texts);
    free(r.cells);
    if (r.decoding_open)
        decoding_close(&r.decoding);
    return ok;
}

/* ---- the baseline -------------------------------------------------------------------------- */

struct baseline_reading {
    const struct granted_defaults *defaults;
    struct granted granted;
    struct tally *tally;
};

static struct text cell_of(void *data, int i)
{
    return side_cell(data, i);
}

static bool baseline_row(void *data, const struct side_row *row, struct error *error)
{
    struct baseline_reading *r = data;
    struct granted *g = &r->granted;
    struct side_row cells = *row;
    switch (granted_read(cell_of, &cells, r->defaults, g)) {
    case GRANTED_READ:
        return tally_add(r->tally, &g->record) || out_of_memory(error);
    case GRANTED_NO_MEMORY:
        return out_of_memory(error);
    default:
        return error_set(error, row->file, row->record->line, g->column, "%s", g->why);
    }
}

static bool baseline_header(void *data, const struct layout *layout, struct error *error)
{
    const struct baseline_reading *r = data;
    return granted_check(layout, r->defaults, NULL, error);
}

bool baseline_read(const char *file, const struct granted_defaults *defaults, struct tally **out,
                   struct report_file *noted, struct error *error)
{
    static const struct column_need READS[] = {GRANTED_COLUMNS};
    struct baseline_reading r = {.defaults = defaults, .tally = tally_new()};
    struct side side = {.name = file,
                        .reads = READS,
                        .read_count = GRANTED_COLUMN_COUNT,
                        .data = &r,
                        .header = baseline_header,
                        .row = baseline_row};
    *out = r.tally;
    struct month latest;
    bool ok = r.tally != NULL ? side_read(&side, error) : out_of_memory(error);
    if (ok && !tally_latest_month(r.tally, &latest))
        ok = error_set(error, file, 0, NULL,
                       _("no record has a month: there is nothing to compare with"));
    if (!ok && error->file[0] == '\0')
        (void)snprintf(error->file, sizeof error->file, "%s", file);
    note_file(noted, &side);
    buffer_free(&r.granted.texts);
    return ok;
}
