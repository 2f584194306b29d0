#include "intake/sheet.h"

#include "table/reader.h"

#include <stdlib.h>

/* ---- the header ---------------------------------------------------------------------------- */

static long read_sample(void *data, char *out, size_t size)
{
    struct text *sample = data;
    size_t n = sample->n < size ? sample->n : size;
    if (n > 0)
        memcpy(out, sample->p, n);
    sample->p += n;
    sample->n -= n;
    return (long)n;
}

/* How many cells of a record are known names, and whether it is a header; -1 without memory. */
static int known_names(const struct heading_names *names, const struct batch *batch,
                       const struct record *record, bool *is_header)
{
    struct buffer scratch = {0};
    size_t n = (size_t)record->cells;
    struct heading_column *columns = calloc(n + 1, sizeof *columns);
    int known = columns == NULL ? -1 : 0;
    for (size_t i = 0; columns != NULL && i < n; i++) {
        struct text name = cell_content(batch, record_cell(batch, record, (int)i), &scratch);
        columns[i] = heading_match(names, name, NULL);
        known += columns[i].match != HEADING_UNKNOWN;
    }
    *is_header = columns != NULL && heading_is_header(columns, n);
    free(columns);
    buffer_free(&scratch);
    return known;
}

/* Looks for the header with one delimiter; `out->known` is 0 where there is none. */
static bool try_delimiter(const struct heading_names *names, struct text sample, char delimiter,
                          struct sheet_header *out)
{
    struct reader reader;
    struct batch batch = {0};
    bool ok = reader_open(&reader, read_sample, &sample, delimiter, 0), done = false;
    *out = (struct sheet_header){.delimiter = delimiter};
    while (ok && !done && !reader.finished) {
        ok = reader_fill(&reader, &batch);
        for (size_t i = 0; ok && i < batch.record_count && !done; i++) {
            const struct record *record = &batch.records[i];
            bool is_header = false;
            int known = 0;
            if (record->line > SHEET_HEADER_LINES) {
                done = true;
                break;
            }
            if (record->fault == FAULT_NONE)
                known = known_names(names, &batch, record, &is_header);
            ok = known >= 0;
            if (is_header) {
                out->known = known;
                out->line = record->line;
                done = true;
            } else {
                out->records_before++;
            }
        }
    }
    reader_close(&reader);
    batch_free(&batch);
    return ok;
}

static const char DELIMITERS[] = {',', '\t', ';'};

bool sheet_guess_delimiter(struct text sample, int columns, char *out)
{
    *out = DELIMITERS[0];
    for (size_t i = 0; i < sizeof DELIMITERS; i++) {
        struct reader reader;
        struct batch batch = {0};
        struct text rest = sample;
        bool ok = reader_open(&reader, read_sample, &rest, DELIMITERS[i], 0) &&
                  reader_fill(&reader, &batch);
        bool fits = ok && batch.record_count > 0 && batch.records[0].cells == columns;
        reader_close(&reader);
        batch_free(&batch);
        if (!ok)
            return false;
        if (fits) {
            *out = DELIMITERS[i];
            return true;
        }
    }
    return true;
}

bool sheet_find_header(const struct heading_names *names, struct text sample, char delimiter,
                       struct sheet_header *out, bool *no_memory)
{
    *out = (struct sheet_header){.delimiter = delimiter};
    if (delimiter != 0) {
        *no_memory = !try_delimiter(names, sample, delimiter, out);
        return !*no_memory && out->known > 0;
    }
    for (size_t i = 0; i < sizeof DELIMITERS; i++) {
        struct sheet_header found;
        *no_memory = !try_delimiter(names, sample, DELIMITERS[i], &found);
        if (*no_memory)
            return false;
        if (found.known > out->known)
            *out = found;
    }
    return out->known > 0;
}

/* ---- the lines below it -------------------------------------------------------------------- */

static bool starts_with_any(struct text a, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_starts(a, words[i]))
            return true;
    return false;
}

/* The start of a cell without white space and of ordinary width: enough of it for a word. */
static struct text squeezed(struct text cell, char *out, size_t size)
{
    size_t n = 0;
    while (cell.n > 0 && n + 4 <= size) {
        size_t space = cell_space(cell), k = space;
        if (space == 0)
            n += text_encode(cell_fold(text_decode(cell, &k)), out + n);
        cell.p += k;
        cell.n -= k;
    }
    return (struct text){out, n};
}

static bool is_header_again(const struct batch *batch, const struct record *record,
                            const struct text *header, int columns, struct buffer *scratch)
{
    bool same = record->cells == columns;
    for (int i = 0; same && i < columns; i++)
        same = text_equal(text_trim(cell_content(batch, record_cell(batch, record, i), scratch)),
                          text_trim(header[i]));
    return same;
}

enum sheet_line sheet_line_kind(const struct batch *batch, const struct record *record,
                                const struct text *header, int columns, int identity,
                                struct buffer *scratch)
{
    static const char *const TOTALS[] = {"合计", "总计", "共计", "累计"};
    static const char *const SUBTOTALS[] = {"小计", "本页合计", "本页小计"};
    static const char *const NOTES[] = {
        "填表",       "制表",   "填报", "审核",  "审批",  "经办", "负责人",
        "单位负责人", "联系人", "注:",  "备注:", "说明:", "(盖章"};
    char word[64];
    struct text first = {NULL, 0};
    int filled = 0;

    for (int i = 0; i < record->cells; i++) {
        struct text cell = cell_trim(cell_content(batch, record_cell(batch, record, i), scratch));
        if (cell.n == 0)
            continue;
        if (filled++ == 0)
            first = squeezed(cell, word, sizeof word);
        if (i == identity)
            return is_header_again(batch, record, header, columns, scratch) ? SHEET_HEADER
                                                                            : SHEET_RECORD;
    }
    if (filled == 0)
        return SHEET_BLANK;
    if (starts_with_any(first, SUBTOTALS, sizeof SUBTOTALS / sizeof *SUBTOTALS))
        return SHEET_SUBTOTAL;
    if (starts_with_any(first, TOTALS, sizeof TOTALS / sizeof *TOTALS))
        return SHEET_TOTAL;
    /* Notes say little: a record has more than half of its cells filled, or more than six. */
    if (2 * filled <= columns && filled <= 6 &&
        starts_with_any(first, NOTES, sizeof NOTES / sizeof *NOTES))
        return SHEET_NOTE;
    return is_header_again(batch, record, header, columns, scratch) ? SHEET_HEADER : SHEET_RECORD;
}

bool sheet_stated_households(struct text cell, long *out)
{
    static const char HOUSEHOLDS[] = "户";
    char word[64];
    struct text a = squeezed(cell, word, sizeof word);
    for (size_t i = 0; i < a.n; i++) {
        long n = 0;
        size_t k = i;
        for (; k < a.n && a.p[k] >= '0' && a.p[k] <= '9' && n < 100000000; k++)
            n = n * 10 + (a.p[k] - '0');
        if (k > i && text_starts((struct text){a.p + k, a.n - k}, HOUSEHOLDS)) {
            *out = n;
            return true;
        }
        if (k > i)
            i = k - 1;
    }
    return false;
}
