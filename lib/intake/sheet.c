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

/* ---- the unit above it ---------------------------------------------------------------------- */

static struct text spaces_off(struct text a)
{
    for (size_t k; (k = cell_space(a)) > 0;)
        a = (struct text){a.p + k, a.n - k};
    return a;
}

static bool take_any(struct text *a, const char *const *words)
{
    *a = spaces_off(*a);
    for (; *words != NULL; words++)
        if (cell_take(a, *words))
            return true;
    return false;
}

/* 元 is the whole of the unit: neither 元/月 nor the beginning of a name (填报单位:元坝区). */
static bool unit_ends(struct text a)
{
    size_t size;
    uint32_t c = a.n == 0 ? ' ' : cell_fold(text_decode(a, &size));
    return c != '/' && c != 0xB7 && !(c >= 0x3400 && c <= 0x9FFF);
}

/* The scale of what stands behind `单位:`, such as 万元 or 户、人、万元; 0 for none of money. */
static int32_t read_scale(struct text a)
{
    static const char *const COUNTED[] = {"户", "人", "口", "名", "个", NULL};
    static const char *const BETWEEN[] = {"、", ",", "，", "/", "／", NULL};
    do {
        a = spaces_off(a);
        if (cell_take(&a, "人民币"))
            a = spaces_off(a);
        int32_t scale = cell_take(&a, "万") ? 10000 : cell_take(&a, "千") ? 1000 : 1;
        a = spaces_off(a);
        if (cell_take(&a, "元"))
            return unit_ends(a) ? scale : 0;
        if (scale != 1)
            return 0;
    } while (take_any(&a, COUNTED) && take_any(&a, BETWEEN));
    return 0;
}

/* The unit of money that a title states for the whole table: `单位:万元`; 0 where it states none.
 */
static int32_t title_scale(struct text cell)
{
    static const char UNIT[] = "单位";
    static const char *const COLONS[] = {":", "：", "﹕", NULL};
    for (int32_t scale; cell.n > 0;) {
        const char *found = memmem(cell.p, cell.n, UNIT, sizeof UNIT - 1);
        if (found == NULL)
            break;
        cell.n -= (size_t)(found - cell.p) + sizeof UNIT - 1;
        cell.p = found + sizeof UNIT - 1;
        struct text rest = cell;
        if (take_any(&rest, COLONS) && (scale = read_scale(rest)) > 0)
            return scale;
    }
    return 0;
}

static void read_title(const struct batch *batch, const struct record *record,
                       struct sheet_header *out)
{
    struct buffer scratch = {0};
    for (int i = 0; i < record->cells && record->fault == FAULT_NONE; i++) {
        int32_t scale = title_scale(cell_content(batch, record_cell(batch, record, i), &scratch));
        if (scale == 0)
            continue;
        out->money_scale = scale;
        out->money_line = record->line;
    }
    buffer_free(&scratch);
}

/* ---- looking for it ------------------------------------------------------------------------- */

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
                read_title(&batch, record, out);
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
