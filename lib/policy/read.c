/* Reading the rows of one policy file: the format of policy(5). */
#include "base/language.h"
#include "policy/table.h"

#include <csv.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum column {
    SCHEME,
    REGION,
    PARAMETER,
    EFFECTIVE_FROM,
    EFFECTIVE_UNTIL,
    BRACKET_FROM,
    VALUE,
    UNIT,
    SOURCE,
    COLUMNS
};

static const char *const COLUMN_NAMES[COLUMNS] = {
    "scheme",       "region", "parameter", "effective_from", "effective_until",
    "bracket_from", "value",  "unit",      "source"};

/* No header has more columns. */
#define FIELDS_MAX 64

struct reading {
    struct policy *policy;
    const char *file;
    struct error *error;                /* the first fault */
    const struct policy_report *report; /* NULL: stop at the first */
    bool failed, record_failed, no_memory;
    bool lost;        /* nothing behind the fault can be read with sense */
    long line;        /* being parsed */
    long record_line; /* on which the record began; 0 between records */
    int field;
    int place[FIELDS_MAX]; /* the column each field belongs to, from the header */
    int fields;            /* of the header; 0 before it */
    struct text cell[COLUMNS];
    struct policy_row *rows;
    size_t count, room;
};

/* One fault for each record; `column` is COLUMNS where it is not one column's. */
__attribute__((format(printf, 3, 4))) static void fail(struct reading *r, enum column column,
                                                       const char *format, ...)
{
    struct error error;
    char text[sizeof error.text];
    va_list values;
    if (r->record_failed)
        return;
    va_start(values, format);
    (void)vsnprintf(text, sizeof text, format, values);
    va_end(values);
    error_set(&error, r->file, r->record_line, column == COLUMNS ? NULL : COLUMN_NAMES[column],
              "%s", text);
    if (!r->failed)
        *r->error = error;
    if (r->report != NULL)
        r->report->fault(r->report->data, &error);
    r->failed = r->record_failed = true;
}

static void no_memory(struct reading *r)
{
    r->no_memory = r->lost = r->failed = true;
}

/* True when no more is to be read. */
static bool stopped(const struct reading *r)
{
    return r->lost || (r->failed && r->report == NULL);
}

static const char *cell_string(struct reading *r, enum column c)
{
    return r->cell[c].p; /* NUL-terminated by policy_keep */
}

static void read_header_cell(struct reading *r, struct text name)
{
    if (r->field >= (int)(sizeof r->place / sizeof *r->place)) {
        fail(r, COLUMNS, _("more than 64 columns"));
        return;
    }
    int c = 0;
    while (c < COLUMNS && !text_is(text_trim(name), COLUMN_NAMES[c]))
        c++;
    const char *shown = policy_keep(r->policy, name);
    if (shown == NULL)
        no_memory(r);
    else if (c == COLUMNS)
        fail(r, COLUMNS, _("unknown column '%s'; a policy table has the columns %s"), shown,
             "scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit,"
             "source");
    for (int i = 0; i < r->field; i++)
        if (c < COLUMNS && r->place[i] == c)
            fail(r, c, _("the column stands twice"));
    r->place[r->field] = c;
}

static void on_field(void *bytes, size_t n, void *data)
{
    struct reading *r = data;
    struct text text = {bytes, n};
    if (stopped(r))
        return;
    if (text_valid_utf8(text) < n || memchr(text.p, '\0', n) != NULL)
        fail(r, COLUMNS, _("the line holds bytes that are not UTF-8 text"));
    else if (r->fields == 0)
        read_header_cell(r, text);
    else if (r->field < r->fields) {
        const char *kept = policy_keep(r->policy, text_trim(text));
        if (kept == NULL)
            no_memory(r);
        else
            r->cell[r->place[r->field]] = text_of(kept);
    }
    r->field++;
}

static void read_region(struct reading *r, struct policy_value *v)
{
    if (!region_parse(r->cell[REGION], &v->region))
        fail(r, REGION, _("found '%s', expected a code of six digits such as %s"),
             cell_string(r, REGION), "341502");
    else if (v->region.code / 10000 == 0 && v->region.code != 0)
        fail(r, REGION, _("found '%s': no province has the code 00; the country is %s"),
             cell_string(r, REGION), "000000");
}

static void read_scheme(struct reading *r, struct policy_value *v)
{
    int s = 0;
    while (s < SCHEMES && !text_is(r->cell[SCHEME], SCHEME_NAMES[s]))
        s++;
    if (s == SCHEMES)
        fail(r, SCHEME, _("found '%s', expected %s or nothing (both)"), cell_string(r, SCHEME),
             "dossier, golden-autumn");
    v->scheme = (enum scheme)s;
}

static void read_dates(struct reading *r, struct policy_value *v)
{
    if (!date_parse(r->cell[EFFECTIVE_FROM], &v->from))
        fail(r, EFFECTIVE_FROM, _("found '%s', expected a date YYYY-MM-DD"),
             cell_string(r, EFFECTIVE_FROM));
    v->until = DATE_OPEN;
    if (r->cell[EFFECTIVE_UNTIL].n == 0)
        return;
    if (!date_parse(r->cell[EFFECTIVE_UNTIL], &v->until))
        fail(r, EFFECTIVE_UNTIL, _("found '%s', expected a date YYYY-MM-DD"),
             cell_string(r, EFFECTIVE_UNTIL));
    else if (v->until.day < v->from.day)
        fail(r, EFFECTIVE_UNTIL, _("found '%s', which is before effective_from %s"),
             cell_string(r, EFFECTIVE_UNTIL), cell_string(r, EFFECTIVE_FROM));
}

static void read_bracket(struct reading *r, struct policy_row *row, bool bracketed)
{
    struct text text = r->cell[BRACKET_FROM];
    row->bracket.from = (struct money){0};
    if (text.n == 0)
        return;
    if (!bracketed)
        fail(r, BRACKET_FROM, _("found '%s', but %s has no brackets"), cell_string(r, BRACKET_FROM),
             cell_string(r, PARAMETER));
    else if (money_parse(text, &row->bracket.from) != NUMBER_OK || row->bracket.from.fen < 0)
        fail(r, BRACKET_FROM, _("found '%s', expected an amount in yuan"),
             cell_string(r, BRACKET_FROM));
}

/* The value itself, once its parameter is known. */
static void read_value(struct reading *r, struct policy_row *row)
{
    struct policy_value *v = &row->value;
    const struct parameter_info *info = &PARAMETER_INFO[v->parameter];
    read_bracket(r, row, info->shape & SHAPE_BRACKETS);
    /* `best` is a word where a list of items could stand. */
    bool best = info->shape & SHAPE_ITEMS && text_is(r->cell[VALUE], WORD_NAMES[WORD_BEST]);
    const char *unit = UNIT_NAMES[best ? UNIT_WORD : info->unit];
    if (!text_is(r->cell[UNIT], unit) && !(best && text_is(r->cell[UNIT], UNIT_NAMES[UNIT_LIST])))
        fail(r, UNIT, _("found '%s', expected %s"), cell_string(r, UNIT), unit);
    v->set = r->cell[VALUE].n > 0;
    if (!v->set)
        return;
    const char *expected = policy_value_read(v, v->parameter, r->cell[VALUE]);
    if (expected != NULL)
        fail(r, VALUE, _("found '%s', expected %s"), cell_string(r, VALUE), expected);
    row->bracket.rate = v->rate;
    row->bracket.money = v->money;
}

static void read_row(struct reading *r, struct policy_row *row)
{
    struct policy_value *v = &row->value;
    *row = (struct policy_row){.value = {.file = r->file, .line = r->record_line}};
    v->text = cell_string(r, VALUE);
    v->source = cell_string(r, SOURCE);
    v->parameter = parameter_find(r->cell[PARAMETER]);
    read_scheme(r, v);
    read_region(r, v);
    read_dates(r, v);
    if (v->parameter == PARAMETER_COUNT) {
        const char *near = parameter_nearest(r->cell[PARAMETER]);
        if (near != NULL)
            fail(r, PARAMETER, _("no parameter is called '%s'; did you mean %s?"),
                 cell_string(r, PARAMETER), near);
        else
            fail(r, PARAMETER, _("no parameter is called '%s'"), cell_string(r, PARAMETER));
        return;
    }
    read_value(r, row);
    if (r->cell[SOURCE].n == 0)
        fail(r, SOURCE, _("every value needs its source: the document and clause"));
}

static void on_row(int terminator, void *data)
{
    struct reading *r = data;
    (void)terminator;
    if (stopped(r))
        return;
    if (r->fields == 0) {
        r->fields = r->field; /* of which those beyond FIELDS_MAX were refused */
        const int placed = r->fields < FIELDS_MAX ? r->fields : FIELDS_MAX;
        for (int c = 0; c < COLUMNS; c++) {
            int i = 0;
            while (i < placed && r->place[i] != c)
                i++;
            if (i == placed)
                fail(r, COLUMNS, _("no column '%s'"), COLUMN_NAMES[c]);
        }
        r->lost = r->lost || r->failed;
    } else if (r->field != r->fields) {
        fail(r, COLUMNS, _("the line has %d cells, the header %d"), r->field, r->fields);
    } else {
        if (r->count == r->room) {
            size_t room = r->room ? r->room * 2 : 64;
            struct policy_row *rows = reallocarray(r->rows, room, sizeof *rows);
            if (rows == NULL) {
                no_memory(r);
                return;
            }
            r->rows = rows;
            r->room = room;
        }
        read_row(r, &r->rows[r->count]);
        r->count += !r->record_failed;
    }
    r->field = 0;
    r->record_line = 0;
    r->record_failed = false;
}

/* Feeds line by line, so that the line a record begins on is known. */
static void parse(struct reading *r, struct text bytes)
{
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        no_memory(r);
        return;
    }
    for (size_t at = text_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0; at < bytes.n && !stopped(r);) {
        const char *newline = memchr(bytes.p + at, '\n', bytes.n - at);
        size_t n = newline ? (size_t)(newline - bytes.p) - at + 1 : bytes.n - at;
        r->line++;
        if (r->record_line == 0)
            r->record_line = r->line;
        if (csv_parse(&parser, bytes.p + at, n, on_field, on_row, r) != n) {
            if (csv_error(&parser) != CSV_EPARSE) {
                no_memory(r);
                break;
            }
            r->lost = true;
            fail(r, COLUMNS,
                 _("a quote in the middle of a cell: quote the whole cell and write it twice"));
        }
        at += n;
        if (r->field == 0 && parser.pstate == 0)
            r->record_line = 0; /* a blank line */
    }
    if (!stopped(r) && csv_fini(&parser, on_field, on_row, r) != 0)
        fail(r, COLUMNS, _("a quote that opens in this record is never closed"));
    csv_free(&parser);
    if (!stopped(r) && r->fields == 0) {
        r->record_line = 0;
        fail(r, COLUMNS, _("the file is empty: a policy table begins with a header line"));
    }
}

static bool same_subject(const struct policy_value *a, const struct policy_value *b)
{
    return a->region.code == b->region.code && a->parameter == b->parameter &&
           a->scheme == b->scheme;
}

/* Faults that only show between neighbours of the sorted rows. */
static void check_neighbours(struct reading *r)
{
    for (size_t i = 1; i < r->count && !stopped(r); i++) {
        const struct policy_value *a = &r->rows[i - 1].value, *b = &r->rows[i].value;
        if (!same_subject(a, b))
            continue;
        const struct policy_value *later = a->line > b->line ? a : b;
        const struct policy_value *earlier = later == a ? b : a;
        long line = earlier->line;
        r->record_line = later->line;
        r->record_failed = false;
        if (policy_row_compare(&r->rows[i - 1], &r->rows[i]) == 0)
            fail(r, COLUMNS, _("the same parameter, region and day as line %ld"), line);
        else if (a->from.day == b->from.day && a->until.day != b->until.day)
            fail(r, EFFECTIVE_UNTIL, _("another last day than the bracket of line %ld"), line);
        else if (a->from.day == b->from.day && !(a->set && b->set))
            fail(r, VALUE, _("an empty value unsets all brackets and stands alone, see line %ld"),
                 line);
        else if (a->from.day != b->from.day && a->until.day != DATE_OPEN.day &&
                 a->until.day >= b->from.day)
            fail(r, EFFECTIVE_FROM, _("the validity overlaps that of line %ld"), line);
    }
}

enum policy_reading policy_read_rows(struct policy *policy, const char *file, struct text bytes,
                                     const struct policy_report *report, struct policy_row **out,
                                     size_t *count, struct error *error)
{
    struct error first;
    struct reading r = {
        .policy = policy, .file = file, .error = error == NULL ? &first : error, .report = report};
    parse(&r, bytes);
    if (!stopped(&r) && r.count > 0)
        qsort(r.rows, r.count, sizeof *r.rows, policy_row_compare);
    check_neighbours(&r);
    if (r.failed) {
        free(r.rows);
        return r.no_memory ? POLICY_NO_MEMORY : POLICY_FAULTY;
    }
    *out = r.rows;
    *count = r.count;
    return POLICY_READ;
}
