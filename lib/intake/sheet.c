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

#define TITLE_SIZE 256 /* enough of a cell to tell what it states */

/* A cell of a title without white space, brackets and quotes, of ordinary width and signs. */
static struct text plain_title(struct text cell, char out[TITLE_SIZE])
{
    static const uint32_t LEFT_OUT[] = {'(',    ')',    '[',    ']',    '"',    '\'',   0x201C,
                                        0x201D, 0x2018, 0x2019, 0x3010, 0x3011, 0x300A, 0x300B};
    size_t n = 0;
    while (cell.n > 0 && n + 4 <= TITLE_SIZE) {
        size_t size = cell_space(cell);
        if (size == 0) {
            uint32_t c = cell_fold(text_decode(cell, &size));
            c = c == 0x2236 || c == 0xFE30 || c == 0xFE55 ? ':' : c == 0x842C ? 0x4E07 : c; /* 萬 */
            bool left_out = false;
            for (size_t i = 0; i < sizeof LEFT_OUT / sizeof *LEFT_OUT; i++)
                left_out |= c == LEFT_OUT[i];
            if (!left_out)
                n += text_encode(c, out + n);
        }
        cell = (struct text){cell.p + size, cell.n - size};
    }
    return (struct text){out, n};
}

/* 元 is the whole of the unit: not the beginning of a name (填报单位:元坝区). */
static bool unit_ends(struct text a)
{
    static const char *const TAILS[] = {"/年", "每年", "人民币", "制表", "填表", "填报", NULL};
    size_t size;
    if (cell_take_any(&a, TAILS) || a.n == 0)
        return true;
    uint32_t c = text_decode(a, &size);
    return c != '/' && c != 0xB7 && !(c >= 0x3400 && c <= 0x9FFF);
}

/* An amount of money is stated in 万元, 千元, 亿元 … somewhere in `a`. */
static bool speaks_of_units(struct text a)
{
    static const char *const UNITS[] = {"万元", "千元", "百元", "亿元", NULL};
    for (const char *const *unit = UNITS; *unit != NULL; unit++) {
        const char *found = memmem(a.p, a.n, *unit, strlen(*unit));
        if (found == NULL)
            continue;
        const char *behind = found + strlen(*unit);
        struct text rest = {behind, a.n - (size_t)(behind - a.p)};
        if (unit_ends(rest) || text_starts(rest, "/"))
            return true;
    }
    return false;
}

/*
 * The scale of what stands behind `单位:`, such as 万元 or 户、人、万元; 0 for none of money, -1
 * for one that is not clear: 元/月, 亿元, 元、万元.
 */
static int32_t read_scale(struct text a)
{
    static const char *const COUNTED[] = {"户", "人", "口", "名", "个", NULL};
    static const char *const BETWEEN[] = {"、", ",", "/", ";", "和", NULL};
    const struct text whole = a;
    do {
        cell_take(&a, "人民币");
        int32_t scale = cell_take(&a, "万") ? 10000 : cell_take(&a, "千") ? 1000 : 1;
        if (cell_take(&a, "元")) {
            if (text_starts(a, "/月") || (unit_ends(a) && speaks_of_units(a)))
                return -1;
            return unit_ends(a) ? scale : 0;
        }
        if (scale != 1)
            return 0;
        cell_take_any(&a, COUNTED);
    } while (cell_take_any(&a, BETWEEN));
    return speaks_of_units(whole) ? -1 : 0;
}

/* What a cell above the header states for the whole table (`单位:万元`), as read_scale does. */
static int32_t title_scale(struct text cell)
{
    static const char *const WORDS[] = {"单位", "金额", NULL};
    static const char *const ALONE[] = {"万元", "千元", "元", NULL};
    static const int32_t SCALES[] = {10000, 1000, 1};
    char room[TITLE_SIZE];
    const struct text title = plain_title(cell, room);
    for (int i = 0; ALONE[i] != NULL; i++)
        if (text_is(title, ALONE[i]))
            return SCALES[i];
    int32_t scale = 0;
    for (const char *const *word = WORDS; *word != NULL && scale == 0; word++) {
        struct text rest = title;
        for (const char *found;
             scale == 0 && rest.n > 0 && (found = memmem(rest.p, rest.n, *word, 6)) != NULL;) {
            rest.n -= (size_t)(found - rest.p) + 6;
            rest.p = found + 6;
            struct text stated = rest; /* up to where another is stated */
            const char *next = memmem(rest.p, rest.n, *word, 6);
            if (next != NULL)
                stated.n = (size_t)(next - rest.p);
            bool colon = cell_take(&stated, ":");
            scale = read_scale(stated);
            if (scale == 1 && !colon)
                scale = 0; /* 元 alone behind 单位 may begin anything */
        }
    }
    return scale;
}

static void read_title(const struct batch *batch, const struct record *record,
                       struct sheet_header *out)
{
    struct buffer scratch = {0};
    for (int i = 0; i < record->cells && record->fault == FAULT_NONE; i++) {
        int32_t scale = title_scale(cell_content(batch, record_cell(batch, record, i), &scratch));
        if (scale < 0)
            out->unclear_line = record->line;
        if (scale <= 0)
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
