/* The bank's answer as a table: its header found, its columns known by the names banks use. */
#include "bank/answer.h"

#include "bank/heading.h"
#include "base/language.h"
#include "base/names.h"
#include "table/reader.h"
#include "table/rejects.h"

#include <stdlib.h>

#define HEADER_LINES 30

/* A column; its heading as a number in `headings`. */
struct column {
    enum answer_part part;
    int place;
    uint32_t heading;
};

/* What is kept while the table is read. */
struct table {
    const char *file;
    struct text rest;
    struct reader reader;
    struct batch batch;
    struct buffer scratch, text; /* one cell; the cells of a record one after another */
    struct names headings;
    struct column *columns;
    struct answer_cell *filled; /* as many */
    int count;
    int cells; /* of the header; 0: not found yet */
    bool failed;
};

static long read_bytes(void *data, char *out, size_t size)
{
    struct text *rest = data;
    const size_t n = rest->n < size ? rest->n : size;
    if (n > 0)
        memcpy(out, rest->p, n);
    *rest = (struct text){rest->p + n, rest->n - n};
    return (long)n;
}

/* ---- the header ---------------------------------------------------------------------------- */

struct found {
    struct column column;
    int rank;
};

/* By part, rank and place. */
static int order(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    if (a->column.part != b->column.part)
        return a->column.part < b->column.part ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->column.place < b->column.place ? -1 : a->column.place > b->column.place;
}

/* Accounts of a lesser name are others', such as the payer's beside the receiver's. */
static void pass_over_lesser_cards(struct found *found, int count)
{
    int best = HEADING_RANK_LAST;
    for (int i = 0; i < count; i++)
        if (found[i].column.part == ANSWER_CARD && found[i].rank < best)
            best = found[i].rank;
    for (int i = 0; i < count; i++)
        if (found[i].column.part == ANSWER_CARD && found[i].rank > best) {
            found[i].column.part = ANSWER_OTHER;
            found[i].rank = HEADING_RANK_LAST;
        }
}

/* The columns found, in order; false without memory. */
static bool keep_columns(struct table *t, struct found *found, int count)
{
    pass_over_lesser_cards(found, count);
    qsort(found, (size_t)count, sizeof *found, order);
    free(t->columns);
    free(t->filled);
    t->columns = calloc((size_t)count + 1, sizeof *t->columns);
    t->filled = calloc((size_t)count + 1, sizeof *t->filled);
    t->count = 0;
    if (t->columns == NULL || t->filled == NULL)
        return false;
    while (t->count < count) {
        t->columns[t->count] = found[t->count].column;
        t->count++;
    }
    return true;
}

static bool has(const struct table *t, enum answer_part part)
{
    for (int i = 0; i < t->count; i++)
        if (t->columns[i].part == part)
            return true;
    return false;
}

/* Whether a record is the header: it says what became of a payment, and of which. A state that is
 * known by its last characters only may be that of something else: it can deny, not say. */
static bool take_header(struct table *t, const struct record *record)
{
    struct found *found = calloc((size_t)record->cells + 1, sizeof *found);
    bool ok = found != NULL, has_state = false;
    for (int i = 0; ok && i < record->cells; i++) {
        struct column *c = &found[i].column;
        const struct text cell =
            cell_content(&t->batch, record_cell(&t->batch, record, i), &t->scratch);
        ok = heading_part(cell, &t->text, &c->part, &found[i].rank);
        c->place = i;
        c->heading = names_number(&t->headings, text_trim(cell));
        ok = ok && c->heading != NAMES_NONE;
        has_state |= c->part == ANSWER_STATE && found[i].rank < HEADING_RANK_LAST;
    }
    ok = ok && keep_columns(t, found, record->cells);
    free(found);
    t->failed |= !ok;
    const bool is_header =
        ok && has_state && (has(t, ANSWER_CARD) ? has(t, ANSWER_AMOUNT) : has(t, ANSWER_NUMBER));
    if (is_header)
        t->cells = record->cells;
    return is_header;
}

/* ---- records ------------------------------------------------------------------------------- */

static bool broken(struct table *t, const struct record *record, struct error *error)
{
    struct buffer reason = {0};
    reject_reason(&t->batch, record, t->cells == 0 ? record->cells : t->cells, &reason);
    buffer_char(&reason, '\0');
    error_set(error, t->file, record->line, NULL, "%s", reason.failed ? "" : reason.p);
    buffer_free(&reason);
    return false;
}

/* Fills in the cells of a record. Where they lie is known when all are there. */
static void fill(struct table *t, const struct record *record)
{
    size_t at = 0;
    buffer_clear(&t->text);
    for (int i = 0; i < t->count; i++) {
        const struct cell *cell = record_cell(&t->batch, record, t->columns[i].place);
        const struct text text = text_trim(cell_content(&t->batch, cell, &t->scratch));
        buffer_text(&t->text, text);
        t->filled[i] = (struct answer_cell){t->columns[i].part,
                                            names_text(&t->headings, t->columns[i].heading), text};
    }
    t->failed |= t->text.failed || t->scratch.failed;
    for (int i = 0; i < t->count && !t->failed; i++) {
        t->filled[i].text.p = t->text.p + at;
        at += t->filled[i].text.n;
    }
}

static bool is_blank(struct table *t, const struct record *record)
{
    for (int i = 0; i < record->cells; i++)
        if (text_trim(cell_raw(&t->batch, record_cell(&t->batch, record, i))).n > 0)
            return false;
    return true;
}

static bool take_record(struct table *t, const struct record *record, answer_take *take, void *data,
                        struct error *error)
{
    if (record->fault != FAULT_NONE)
        return broken(t, record, error);
    if (is_blank(t, record))
        return true;
    if (record->cells != t->cells)
        return broken(t, record, error);
    fill(t, record);
    const struct answer answer = {record->line, t->filled, t->count};
    return !t->failed && take(data, &answer, error);
}

/* Reads with one delimiter; `t->cells` stays 0 where there is no header by it. */
static bool read_by(struct table *t, answer_take *take, void *data, struct error *error)
{
    bool ok = true;
    long lines = 0;
    while (ok && !t->reader.finished) {
        if (!reader_fill(&t->reader, &t->batch))
            return error_no_memory(error, t->file);
        for (size_t i = 0; ok && i < t->batch.record_count; i++) {
            const struct record *record = &t->batch.records[i];
            if (t->cells > 0)
                ok = take_record(t, record, take, data, error);
            else if (++lines > HEADER_LINES)
                return true;
            else if (record->fault == FAULT_NONE)
                (void)take_header(t, record);
            if (t->failed || t->text.failed || t->scratch.failed)
                return error_no_memory(error, t->file);
        }
    }
    return ok;
}

bool answer_read_table(const char *file, struct text bytes, answer_take *take, void *data,
                       struct error *error)
{
    static const char DELIMITERS[] = {',', '\t', ';', '|'};
    struct table t = {.file = file};
    bool ok = true;
    for (size_t i = 0; ok && t.cells == 0 && i < sizeof DELIMITERS; i++) {
        t.rest = bytes;
        ok = reader_open(&t.reader, read_bytes, &t.rest, DELIMITERS[i], 0) ||
             error_no_memory(error, file);
        ok = ok && read_by(&t, take, data, error);
        reader_close(&t.reader);
    }
    if (ok && t.cells == 0)
        ok = error_set(error, file, 0, NULL,
                       _("no header in the first %d lines: expected columns such as 账号, 金额 and "
                         "处理结果"),
                       HEADER_LINES);
    batch_free(&t.batch);
    buffer_free(&t.scratch);
    buffer_free(&t.text);
    names_free(&t.headings);
    free(t.columns);
    free(t.filled);
    return ok;
}
