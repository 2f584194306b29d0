/* Records out of bytes: the same ones however the bytes arrive. */
#include "table/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define SIZE(array)    (sizeof(array) / sizeof *(array))
#define BYTES(literal) literal, sizeof(literal) - 1

static const char *const FAULTS[] = {
    [FAULT_NONE] = "none",         [FAULT_QUOTE_INSIDE] = "quote-inside",
    [FAULT_AFTER_QUOTE] = "after", [FAULT_QUOTE_OPEN] = "open",
    [FAULT_TOO_LONG] = "too-long", [FAULT_NOT_UTF8] = "not-utf8",
    [FAULT_NUL] = "nul",
};

/* --- a source of bytes ---------------------------------------------------------------------- */

struct bytes {
    const char *p;
    size_t n, given;
    unsigned short *random; /* not NULL: gives less than is asked for, at times */
    size_t fail_at;         /* 0: never */
};

static long give(void *data, char *out, size_t size)
{
    struct bytes *b = data;
    size_t n = b->n - b->given < size ? b->n - b->given : size;
    if (b->fail_at > 0 && b->given >= b->fail_at)
        return -1;
    if (b->random != NULL && n > 1)
        n = 1 + (size_t)nrand48(b->random) % n;
    memcpy(out, b->p + b->given, n);
    b->given += n;
    return (long)n;
}

/* --- what was read, as text that can be written by hand ------------------------------------- */

/* `[content]` of a cell without quotes, `<content>` of one in quotes, `!fault …` of a record that
 * is none, with the fault's cell and line and the record's bytes. */

static void put_visible(struct buffer *out, struct text bytes)
{
    for (size_t i = 0; i < bytes.n; i++) {
        const char *escape = bytes.p[i] == '\n'   ? "\\n"
                             : bytes.p[i] == '\r' ? "\\r"
                             : bytes.p[i] == '\t' ? "\\t"
                             : bytes.p[i] == '\0' ? "\\0"
                                                  : NULL;
        if (escape != NULL)
            buffer_string(out, escape);
        else
            buffer_char(out, bytes.p[i]);
    }
}

static void put_record(struct buffer *out, const struct batch *batch, const struct record *record)
{
    struct buffer scratch = {0};
    buffer_format(out, "%ld ", record->line);
    if (record->fault != FAULT_NONE) {
        buffer_format(out, "!%s cell %d line %ld: ", FAULTS[record->fault], (int)record->fault_cell,
                      record->fault_line);
        put_visible(out, record_bytes(batch, record));
    }
    for (int i = 0; record->fault == FAULT_NONE && i < record->cells; i++) {
        const struct cell *cell = record_cell(batch, record, i);
        buffer_char(out, cell->quoted ? '<' : '[');
        put_visible(out, cell_content(batch, cell, &scratch));
        buffer_char(out, cell->quoted ? '>' : ']');
    }
    buffer_char(out, '\n');
    buffer_free(&scratch);
}

/* --- what holds for every record ------------------------------------------------------------ */

/* A cell as it would be typed: its content is put in quotes again where it was in quotes. */
static void put_typed(struct buffer *out, const struct batch *batch, const struct cell *cell)
{
    struct buffer scratch = {0};
    struct text content = cell_content(batch, cell, &scratch);
    bool has_quote = false;
    if (cell->quoted)
        buffer_char(out, '"');
    for (size_t i = 0; i < content.n; i++) {
        has_quote = has_quote || content.p[i] == '"';
        if (content.p[i] == '"')
            buffer_char(out, '"');
        buffer_char(out, content.p[i]);
    }
    if (cell->quoted)
        buffer_char(out, '"');
    assert_int_equal(cell->doubled, has_quote);
    buffer_free(&scratch);
}

static void check_cells_make_the_record(const struct batch *batch, const struct record *record,
                                        char delimiter)
{
    struct buffer typed = {0};
    for (int i = 0; i < record->cells; i++) {
        const size_t before = typed.n + (i > 0);
        const struct cell *cell = record_cell(batch, record, i);
        if (i > 0)
            buffer_char(&typed, delimiter);
        put_typed(&typed, batch, cell);
        struct text raw = cell_raw(batch, cell);
        assert_true(text_equal(raw, (struct text){typed.p + before, typed.n - before}));
    }
    assert_true(text_equal(buffer_view(&typed), record_bytes(batch, record)));
    buffer_free(&typed);
}

/* Between the records lie line ends and blanks, and nothing else. */
static size_t check_gap(const struct bytes *input, size_t from, size_t to, char delimiter)
{
    assert_true(from <= to && to <= input->n);
    for (size_t i = from; i < to; i++)
        assert_true(input->p[i] != delimiter && strchr("\r\n \t", input->p[i]) != NULL &&
                    input->p[i] != '\0');
    return to;
}

static size_t check_record(const struct bytes *input, const struct batch *batch,
                           const struct record *record, size_t done, char delimiter)
{
    size_t start = (size_t)batch->offset + record->start, end = (size_t)batch->offset + record->end;
    done = check_gap(input, done, start, delimiter);
    assert_true(end <= input->n && done <= end);
    assert_memory_equal(record_bytes(batch, record).p, input->p + start, end - start);
    if (record->fault == FAULT_NONE)
        check_cells_make_the_record(batch, record, delimiter);
    return end;
}

/* Reads it all in chunks of a size; what was read goes to `out`. */
static void read_all(struct bytes input, char delimiter, size_t chunk, struct buffer *out)
{
    struct reader reader;
    struct batch batch = {0};
    size_t done = 0;
    assert_true(reader_open(&reader, give, &input, delimiter, chunk));
    while (!reader.finished) {
        assert_true(reader_fill(&reader, &batch));
        assert_true(batch.record_count > 0 || reader.finished);
        for (size_t i = 0; i < batch.record_count; i++) {
            done = check_record(&input, &batch, &batch.records[i], done, delimiter);
            put_record(out, &batch, &batch.records[i]);
        }
    }
    check_gap(&input, done, input.n, delimiter);
    batch_free(&batch);
    reader_close(&reader);
}

/* The first line in which two accounts differ. */
static struct text first_difference(struct text a, struct text b)
{
    struct text line = {NULL, 0};
    while (a.p != NULL) {
        line = text_next(&a, '\n');
        if (b.p == NULL || !text_equal(line, text_next(&b, '\n')))
            break;
    }
    return (struct text){line.p, line.n < 300 ? line.n : 300};
}

/* Says what is wrong and goes on, so that one fault does not hide the next. */
static bool reads(struct bytes input, char delimiter, size_t chunk, struct text expected)
{
    struct buffer found = {0}, shown = {0};
    read_all(input, delimiter, chunk, &found);
    bool same = text_equal(buffer_view(&found), expected);
    if (!same) {
        put_visible(&shown, (struct text){input.p, input.n < 200 ? input.n : 200});
        struct text line = first_difference(buffer_view(&found), expected);
        struct text other = first_difference(expected, buffer_view(&found));
        print_error("%.*s\nin chunks of %zu: %.*s\ninstead of: %.*s\n", (int)shown.n, shown.p,
                    chunk, (int)line.n, line.p, (int)other.n, other.p);
    }
    buffer_free(&found);
    buffer_free(&shown);
    return same;
}

/* --- what people and programs write --------------------------------------------------------- */

static const struct {
    const char *bytes;
    size_t size;
    char delimiter;
    const char *records;
} CASES[] = {
    /* line ends */
    {BYTES(""), ',', ""},
    {BYTES("a"), ',', "1 [a]\n"},
    {BYTES("a\n"), ',', "1 [a]\n"},
    {BYTES("a,b\nc,d\n"), ',', "1 [a][b]\n2 [c][d]\n"},
    {BYTES("a,b\r\nc,d\r\n"), ',', "1 [a][b]\n2 [c][d]\n"},
    {BYTES("a,b\rc,d\r"), ',', "1 [a][b]\n2 [c][d]\n"},
    {BYTES("a,b\r\nc,d"), ',', "1 [a][b]\n2 [c][d]\n"},
    {BYTES("a\n\rb\n"), ',', "1 [a]\n3 [b]\n"}, /* LF, then CR: a line between */
    {BYTES("a\r\rb\r\n\nc"), ',', "1 [a]\n3 [b]\n5 [c]\n"},
    {BYTES("a\r\n\r\nb"), ',', "1 [a]\n3 [b]\n"},
    /* lines with nothing on them */
    {BYTES("\n\n\n"), ',', ""},
    {BYTES("\r\r\n\n\r"), ',', ""},
    {BYTES(" \t \n  "), ',', ""},
    {BYTES("\n \na\n\t\nb\n\n"), ',', "3 [a]\n5 [b]\n"},
    {BYTES(" \r \na"), ',', "3 [a]\n"}, /* the LF does not follow the CR: a line of its own */
    {BYTES("\t\t\na\t\t\n"), '\t', "1 [][][]\n2 [a][][]\n"},
    {BYTES(" \n \t \n"), '\t', "2 [ ][ ]\n"},
    /* empty cells, and white space in and around others */
    {BYTES(","), ',', "1 [][]\n"},
    {BYTES("a,,\n,,\n,,a"), ',', "1 [a][][]\n2 [][][]\n3 [][][a]\n"},
    {BYTES(" a , b c ,\td\t\n"), ',', "1 [ a ][ b c ][\\td\\t]\n"},
    {BYTES("  ,  \n ,"), ',', "1 [  ][  ]\n2 [ ][]\n"},
    {BYTES("a, "), ',', "1 [a][ ]\n"},
    {BYTES("a \r\n"), ',', "1 [a ]\n"},
    /* quotes */
    {BYTES("\"\"\n"), ',', "1 <>\n"},
    {BYTES("\"\""), ',', "1 <>\n"},
    {BYTES("\"\",\"\"\r\n"), ',', "1 <><>\n"},
    {BYTES("\"a\",b,\"c\"\n"), ',', "1 <a>[b]<c>\n"},
    {BYTES("\"a,b\",\" c \"\n"), ',', "1 <a,b>< c >\n"},
    {BYTES("\"\"\"\"\n"), ',', "1 <\">\n"},
    {BYTES("\"a\"\"b\",\"\"\"\",\"\"\"c\"\"\""), ',', "1 <a\"b><\"><\"c\">\n"},
    {BYTES("\"a\nb\",c\nd,e\n"), ',', "1 <a\\nb>[c]\n3 [d][e]\n"},
    {BYTES("\"a\r\nb\r\n\",c\r\nd,e\r\n"), ',', "1 <a\\r\\nb\\r\\n>[c]\n4 [d][e]\n"},
    {BYTES("\"a\rb\",c\rd,e\r"), ',', "1 <a\\rb>[c]\n3 [d][e]\n"},
    {BYTES("a,\"\n\n\",\"\n\"\nb"), ',', "1 [a]<\\n\\n><\\n>\n5 [b]\n"},
    /* other delimiters */
    {BYTES("a;b,c;\"d;e\"\n"), ';', "1 [a][b,c]<d;e>\n"},
    {BYTES("a\tb c\t\"d\te\"\r\n"), '\t', "1 [a][b c]<d\\te>\n"},
    {BYTES("\ta\t\n"), '\t', "1 [][a][]\n"},
    {BYTES("a,\tb;\n"), ';', "1 [a,\\tb][]\n"},
    /* characters of more than one byte */
    {BYTES("é,家庭人口,𠮷\n\"欧阳\",é"), ',', "1 [é][家庭人口][𠮷]\n2 <欧阳>[é]\n"},
    {BYTES("\xC2\xA0,\xE3\x80\x80\n"), ',', "1 [\xC2\xA0][\xE3\x80\x80]\n"},
    /* a quote in a cell that does not begin with one */
    {BYTES("a\"b\nc\n"), ',', "1 !quote-inside cell 1 line 1: a\"b\n2 [c]\n"},
    {BYTES("x,a\"\nc\n"), ',', "1 !quote-inside cell 2 line 1: x,a\"\n2 [c]\n"},
    {BYTES("x, \"a\",y\nc\n"), ',', "1 !quote-inside cell 2 line 1: x, \"a\",y\n2 [c]\n"},
    {BYTES(" \"a\"\nc\n"), ',', "1 !quote-inside cell 1 line 1:  \"a\"\n2 [c]\n"},
    {BYTES(" \""), ',', "1 !quote-inside cell 1 line 1:  \"\n"},
    {BYTES("x, \"a\nb\n"), ',', "1 !quote-inside cell 2 line 1: x, \"a\n2 [b]\n"},
    /* text behind a closing quote */
    {BYTES("\"a\"b,c\nd\n"), ',', "1 !after cell 1 line 1: \"a\"b,c\n2 [d]\n"},
    {BYTES("x,\"a\" ,c\r\nd\r\n"), ',', "1 !after cell 2 line 1: x,\"a\" ,c\n2 [d]\n"},
    {BYTES("\"a\" \nd\n"), ',', "1 !after cell 1 line 1: \"a\" \n2 [d]\n"},
    {BYTES("\"a\" "), ',', "1 !after cell 1 line 1: \"a\" \n"},
    {BYTES("\"a\" \"b\"\rd"), ',', "1 !after cell 1 line 1: \"a\" \"b\"\n2 [d]\n"},
    {BYTES("\"a\"\tb\nc\n"), ',', "1 !after cell 1 line 1: \"a\"\\tb\n2 [c]\n"},
    /* The second quote closes the first: what is on the next line is looked at by itself. */
    {BYTES("x\ny,\"a\nb,\"c\nd\n"), ',',
     "1 [x]\n2 !after cell 2 line 2: y,\"a\n3 !open cell 2 line 3: b,\"c\n4 [d]\n"},
    /* a quote never closed */
    {BYTES("\""), ',', "1 !open cell 1 line 1: \"\n"},
    {BYTES("a,\"b\nc,d\ne,f\n"), ',', "1 !open cell 2 line 1: a,\"b\n2 [c][d]\n3 [e][f]\n"},
    {BYTES("a\r\n\"b\r\nc\r\n\r\nd"), ',', "1 [a]\n2 !open cell 1 line 2: \"b\n3 [c]\n5 [d]\n"},
    {BYTES("\"\"\""), ',', "1 !open cell 1 line 1: \"\"\"\n"},
    {BYTES("\"x\ny\",\"b\nc\n"), ',', "1 !open cell 2 line 2: \"x\\ny\",\"b\n3 [c]\n"},
    /* bytes that are no text */
    {BYTES("a,b\0c\nd\n"), ',', "1 !nul cell 2 line 1: a,b\\0c\n2 [d]\n"},
    {BYTES("\0\na\n"), ',', "1 !nul cell 1 line 1: \\0\n2 [a]\n"},
    {BYTES("a,\"b\n\0\"\nd\n"), ',', "1 !nul cell 2 line 2: a,\"b\\n\\0\"\n3 [d]\n"},
    {BYTES("a,\xFF\nd\n"), ',', "1 !not-utf8 cell 2 line 1: a,\xFF\n2 [d]\n"},
    {BYTES("\xE5\xAE,b\nd\xC3"), ',',
     "1 !not-utf8 cell 1 line 1: \xE5\xAE,b\n"
     "2 !not-utf8 cell 1 line 2: d\xC3\n"},
    {BYTES("a\xED\xA0\x80\n\xF4\x90\x80\x80\n\xC0\xAF\nb"), ',',
     "1 !not-utf8 cell 1 line 1: a\xED\xA0\x80\n2 !not-utf8 cell 1 line 2: \xF4\x90\x80\x80\n"
     "3 !not-utf8 cell 1 line 3: \xC0\xAF\n4 [b]\n"},
    {BYTES("é\n\xA9\né\n"), ',', "1 [é]\n2 !not-utf8 cell 1 line 2: \xA9\n3 [é]\n"},
};

/* All sizes from that of one byte to that of the whole, and the reader's own. */
static bool reads_in_all_chunks(struct bytes input, char delimiter, struct text expected)
{
    bool same = reads(input, delimiter, 0, expected);
    for (size_t chunk = input.n + 1; same && chunk > 0; chunk--)
        same = reads(input, delimiter, chunk, expected);
    return same;
}

static void the_same_records_for_every_size_of_chunk(void **state)
{
    (void)state;
    bool same = true;
    for (size_t i = 0; i < SIZE(CASES); i++)
        same &= reads_in_all_chunks((struct bytes){.p = CASES[i].bytes, .n = CASES[i].size},
                                    CASES[i].delimiter, text_of(CASES[i].records));
    assert_true(same);
}

/* --- many lines within quotes --------------------------------------------------------------- */

static void put_times(struct buffer *out, const char *what, long times)
{
    while (times-- > 0)
        buffer_string(out, what);
}

/* The records do not depend on the size of the chunks, few of which are tried: they are long. */
static void expect_long(struct buffer *input, struct buffer *expected)
{
    const size_t chunks[] = {1, 7, 1000, 4096, 0, input->n + 1};
    struct bytes bytes = {.p = input->p, .n = input->n};
    for (size_t i = 0; i < SIZE(chunks); i++)
        assert_true(reads(bytes, ',', chunks[i], buffer_view(expected)));
    buffer_free(input);
    buffer_free(expected);
}

/* What follows the line with the fault, as records of one cell `x` each. */
static void put_lines(struct buffer *expected, long first, long last)
{
    for (; first <= last; first++)
        buffer_format(expected, "%ld [x]\n", first);
}

static void a_record_may_have_so_many_line_ends(void **state)
{
    (void)state;
    struct buffer input = {0}, expected = {0};
    buffer_string(&input, "\"");
    put_times(&input, "x\n", READER_LINES_MAX - 1);
    buffer_string(&input, "\",\"\n\",c\nd\n"); /* the last one is in another cell */
    buffer_string(&expected, "1 <");
    put_times(&expected, "x\\n", READER_LINES_MAX - 1);
    buffer_format(&expected, "><\\n>[c]\n%d [d]\n", READER_LINES_MAX + 2);
    expect_long(&input, &expected);
}

static void one_more_line_and_the_quote_counts_as_open(void **state)
{
    (void)state;
    struct buffer input = {0}, expected = {0};
    buffer_string(&input, "a,\"x\n");
    put_times(&input, "x\n", READER_LINES_MAX);
    buffer_string(&input, "\"\nd\n");
    buffer_string(&expected, "1 !open cell 2 line 1: a,\"x\n");
    put_lines(&expected, 2, READER_LINES_MAX + 1);
    buffer_format(&expected, "%d !open cell 1 line %d: \"\n%d [d]\n", READER_LINES_MAX + 2,
                  READER_LINES_MAX + 2, READER_LINES_MAX + 3);
    expect_long(&input, &expected);
}

static void line_ends_of_all_cells_count_together(void **state)
{
    (void)state;
    struct buffer input = {0}, expected = {0};
    buffer_string(&input, "\"");
    put_times(&input, "x\n", READER_LINES_MAX);
    buffer_string(&input, "\",\"\nx\",c\nd\n");
    buffer_string(&expected, "1 !open cell 2 line ");
    buffer_format(&expected, "%d: \"", READER_LINES_MAX + 1);
    put_times(&expected, "x\\n", READER_LINES_MAX);
    buffer_format(&expected, "\",\"\n%d !quote-inside cell 1 line %d: x\",c\n%d [d]\n",
                  READER_LINES_MAX + 2, READER_LINES_MAX + 2, READER_LINES_MAX + 3);
    expect_long(&input, &expected);
}

/* A quote behind white space opens no cell: it is a fault by itself, at once. */
static void a_quote_behind_a_blank_does_not_take_the_lines_behind_it(void **state)
{
    (void)state;
    struct buffer input = {0}, expected = {0};
    buffer_string(&input, "a, \"x\n");
    put_times(&input, "x\n", 3 * READER_LINES_MAX);
    buffer_string(&expected, "1 !quote-inside cell 2 line 1: a, \"x\n");
    put_lines(&expected, 2, 3 * READER_LINES_MAX + 1);
    expect_long(&input, &expected);
}

/* Far from where it opens, a quote is met that would close it wrongly: the quote was lost, and
 * that is said whether the other one has been read yet or not. */
static void a_lost_quote_is_open_whatever_quote_comes_later(void **state)
{
    (void)state;
    static const char *const LATER[] = {"\"y\n", "\" ,y\n"};
    for (size_t i = 0; i < SIZE(LATER); i++) {
        struct buffer input = {0}, expected = {0};
        buffer_string(&input, "a,\"x\n");
        put_times(&input, "x\n", READER_LINES_MAX + 100);
        buffer_string(&input, LATER[i]);
        buffer_string(&expected, "1 !open cell 2 line 1: a,\"x\n");
        put_lines(&expected, 2, READER_LINES_MAX + 101);
        buffer_format(&expected, "%d !open cell 1 line %d: %s", READER_LINES_MAX + 102,
                      READER_LINES_MAX + 102, LATER[i]);
        expect_long(&input, &expected);
    }
}

static void a_faulty_record_may_be_long(void **state)
{
    (void)state;
    struct buffer input = {0}, expected = {0};
    buffer_string(&input, "a\nb,c\"");
    put_times(&input, "0123456789", 20000);
    buffer_string(&expected, "1 [a]\n2 !quote-inside cell 2 line 2: ");
    put_visible(&expected, (struct text){input.p + 2, input.n - 2});
    buffer_string(&input, "\r\nd\r\n");
    buffer_string(&expected, "\n3 [d]\n");
    const size_t chunks[] = {61, 4096, 0, input.n + 1};
    for (size_t i = 0; i < SIZE(chunks); i++)
        assert_true(reads((struct bytes){.p = input.p, .n = input.n}, ',', chunks[i],
                          buffer_view(&expected)));
    buffer_free(&input);
    buffer_free(&expected);
}

/* --- records without end -------------------------------------------------------------------- */

/* Cells of a few thousand bytes, and then the end of the line. */
struct endless {
    size_t left;
    const char *then;
};

static long give_endlessly(void *data, char *out, size_t size)
{
    struct endless *e = data;
    size_t n = e->left < size ? e->left : size;
    memset(out, 'x', n);
    for (size_t i = 0; i < n; i += 4096)
        out[i] = ',';
    e->left -= n;
    if (n == 0) {
        n = strlen(e->then) < size ? strlen(e->then) : size;
        memcpy(out, e->then, n);
        e->then += n;
    }
    return (long)n;
}

static void a_record_has_an_end_to_its_bytes(void **state)
{
    (void)state;
    struct endless endless = {READER_BYTES_MAX + (READER_BYTES_MAX >> 2), ",c\nd,e\n"};
    struct reader reader;
    struct batch batch = {0};
    assert_true(reader_open(&reader, give_endlessly, &endless, ',', 1 << 20));
    assert_true(reader_fill(&reader, &batch));
    assert_int_equal(batch.records[0].fault, FAULT_TOO_LONG);
    assert_int_equal(batch.records[0].line, 1);
    assert_true(batch.bytes.n <= READER_BYTES_MAX + (2 << 20));
    if (batch.record_count == 1)
        assert_true(reader_fill(&reader, &batch));
    const struct record *last = &batch.records[batch.record_count - 1];
    assert_int_equal(last->fault, FAULT_NONE);
    assert_int_equal(last->line, 2);
    assert_true(text_is(record_bytes(&batch, last), "d,e"));
    batch_free(&batch);
    reader_close(&reader);
}

/* --- sources -------------------------------------------------------------------------------- */

static void a_source_that_fails_is_no_end(void **state)
{
    (void)state;
    static const char TABLE[] = "a,b\nc,d\n\"e\nf";
    for (size_t at = 1; at < sizeof TABLE; at++) {
        struct bytes input = {.p = TABLE, .n = sizeof TABLE - 1, .fail_at = at};
        struct reader reader;
        struct batch batch = {0};
        bool ok = true;
        assert_true(reader_open(&reader, give, &input, ',', 1));
        for (int fills = 0; ok && fills < 20; fills++) {
            assert_false(reader.finished);
            ok = reader_fill(&reader, &batch);
            for (size_t i = 0; ok && i < batch.record_count; i++)
                assert_int_equal(batch.records[i].fault, FAULT_NONE);
        }
        assert_false(ok);
        batch_free(&batch);
        reader_close(&reader);
    }
}

static void closing_takes_null_and_what_was_not_read(void **state)
{
    (void)state;
    struct reader reader;
    struct bytes input = {BYTES("a,\"b"), 0, NULL, 0};
    reader_close(NULL);
    assert_true(reader_open(&reader, give, &input, ',', 0));
    reader_close(&reader);
}

/* --- any bytes at all: a second account of the same form ------------------------------------ */

/* What is being looked at, by a reader that has all of it and may go back. */
struct model {
    const char *p;
    size_t n, at;
    long line;
    struct buffer *out;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool at_line_end(const struct model *m)
{
    return m->at == m->n || m->p[m->at] == '\n' || m->p[m->at] == '\r';
}

/* Steps over one line end, of two bytes perhaps. */
static void model_end_line(struct model *m)
{
    bool two = m->at + 1 < m->n && m->p[m->at] == '\r' && m->p[m->at + 1] == '\n';
    m->at += two ? 2 : m->at < m->n;
    m->line++;
}

/* Steps over a line with nothing on it, if that is what comes. */
static bool model_blank_line(struct model *m)
{
    size_t start = m->at;
    while (m->at < m->n && is_blank(m->p[m->at]))
        m->at++;
    if (at_line_end(m) && start < m->n) {
        model_end_line(m);
        return true;
    }
    m->at = start;
    return false;
}

static enum fault model_plain_cell(struct model *m)
{
    size_t start = m->at;
    enum fault fault = FAULT_NONE;
    for (; !at_line_end(m) && m->p[m->at] != ','; m->at++)
        if (m->p[m->at] == '"')
            fault = FAULT_QUOTE_INSIDE;
    buffer_char(m->out, '[');
    put_visible(m->out, (struct text){m->p + start, m->at - start});
    buffer_char(m->out, ']');
    return fault;
}

static enum fault model_quoted_cell(struct model *m)
{
    buffer_char(m->out, '<');
    for (m->at++; m->at < m->n; m->at++) {
        if (m->p[m->at] == '"' && (m->at + 1 == m->n || m->p[m->at + 1] != '"'))
            break;
        m->at += m->p[m->at] == '"'; /* the first of two */
        bool ends_line = m->p[m->at] == '\n' ||
                         (m->p[m->at] == '\r' && (m->at + 1 == m->n || m->p[m->at + 1] != '\n'));
        m->line += ends_line;
        put_visible(m->out, (struct text){m->p + m->at, 1});
    }
    if (m->at == m->n)
        return FAULT_QUOTE_OPEN;
    buffer_char(m->out, '>');
    m->at++;
    return at_line_end(m) || m->p[m->at] == ',' ? FAULT_NONE : FAULT_AFTER_QUOTE;
}

/* Goes back to the line in which the faulty cell begins: up to its end it is no record. */
static void model_fault(struct model *m, size_t start, struct model cell, enum fault fault, int n,
                        size_t out, long line)
{
    m->at = cell.at;
    m->line = cell.line;
    while (!at_line_end(m))
        m->at++;
    m->out->n = out;
    buffer_format(m->out, "%ld !%s cell %d line %ld: ", line, FAULTS[fault], n, cell.line);
    put_visible(m->out, (struct text){m->p + start, m->at - start});
}

static void model_record(struct model *m)
{
    const size_t start = m->at, out = m->out->n;
    const long line = m->line;
    enum fault fault = FAULT_NONE;
    buffer_format(m->out, "%ld ", line);
    for (int n = 1;; n++, m->at++) {
        struct model cell = *m;
        fault = m->at < m->n && m->p[m->at] == '"' ? model_quoted_cell(m) : model_plain_cell(m);
        if (fault != FAULT_NONE)
            model_fault(m, start, cell, fault, n, out, line);
        if (fault != FAULT_NONE || at_line_end(m))
            break;
    }
    buffer_char(m->out, '\n');
    model_end_line(m);
}

static void model_read(struct bytes input, struct buffer *out)
{
    struct model m = {input.p, input.n, 0, 1, out};
    while (m.at < m.n)
        if (!model_blank_line(&m))
            model_record(&m);
}

static size_t random_table(unsigned short random[3], char *out, size_t most)
{
    static const char *const LETTERS[] = {"a", "\"", "\"", ",", "\n", "\r", " ", "\t", "é"};
    size_t n = 0;
    for (size_t letters = (size_t)nrand48(random) % most; letters > 0; letters--) {
        const char *letter = LETTERS[(size_t)nrand48(random) % SIZE(LETTERS)];
        memcpy(out + n, letter, strlen(letter));
        n += strlen(letter);
    }
    return n;
}

#define RANDOM_TABLES  24000
#define RANDOM_LETTERS 24

static void any_bytes_give_the_records_of_the_second_account(void **state)
{
    (void)state;
    unsigned short random[3] = {20250301 & 0xFFFF, 341, 502};
    char bytes[2 * RANDOM_LETTERS];
    struct buffer expected = {0};
    for (int i = 0; i < RANDOM_TABLES; i++) {
        struct bytes input = {.p = bytes, .n = random_table(random, bytes, RANDOM_LETTERS)};
        buffer_clear(&expected);
        model_read(input, &expected);
        bool same = reads(input, ',', 1, buffer_view(&expected)) &&
                    (i % 16 != 0 || reads_in_all_chunks(input, ',', buffer_view(&expected)));
        input.random = random; /* pieces of any size, as a pipe gives them */
        assert_true(same && reads(input, ',', 8, buffer_view(&expected)));
    }
    buffer_free(&expected);
}

/* Reads all of `bytes` with a small limit; the faults and lines of the records, for comparison. */
static void read_limited(struct text bytes, size_t chunk, size_t limit, struct buffer *out)
{
    struct bytes source = {.p = bytes.p, .n = bytes.n};
    struct reader reader;
    struct batch batch = {0};
    assert_true(reader_open(&reader, give, &source, ',', chunk));
    reader.bytes_max = limit;
    while (!reader.finished) {
        assert_true(reader_fill(&reader, &batch));
        for (size_t i = 0; i < batch.record_count; i++) {
            const struct record *r = &batch.records[i];
            assert_true(r->end <= batch.bytes.n && r->start <= r->end);
            buffer_format(out, "%ld:%s:%d ", r->line, FAULTS[r->fault], r->cells);
        }
    }
    reader_close(&reader);
    batch_free(&batch);
}

static void behind_an_endless_line_nothing_is_lost(void **state)
{
    (void)state;
    enum { LIMIT = 24 };
    for (int cells = 1; cells < 12; cells++)
        for (int tail = 0; tail < 40; tail++) {
            struct buffer input = {0}, whole = {0};
            for (int i = 0; i < cells; i++)
                buffer_string(&input, "abcd,");
            put_times(&input, "x", (size_t)tail);
            buffer_string(&input, "\na,b\nc,d\ne,f\n");
            read_limited(buffer_view(&input), input.n, LIMIT, &whole);
            buffer_char(&whole, '\0');
            const bool over = 5 * cells + tail > LIMIT;
            if (over) {
                assert_memory_equal(whole.p, "1:too-long:", 11);
                assert_non_null(strstr(whole.p, " 2:none:2 3:none:2 4:none:2 "));
            } else {
                assert_memory_equal(whole.p, "1:none:", 7);
            }
            for (size_t chunk = 1; chunk < input.n; chunk++) {
                struct buffer piece = {0};
                read_limited(buffer_view(&input), chunk, LIMIT, &piece);
                buffer_char(&piece, '\0');
                assert_string_equal(piece.p, whole.p);
                buffer_free(&piece);
            }
            buffer_free(&input);
            buffer_free(&whole);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_records_for_every_size_of_chunk),
        cmocka_unit_test(a_record_may_have_so_many_line_ends),
        cmocka_unit_test(one_more_line_and_the_quote_counts_as_open),
        cmocka_unit_test(line_ends_of_all_cells_count_together),
        cmocka_unit_test(a_quote_behind_a_blank_does_not_take_the_lines_behind_it),
        cmocka_unit_test(a_lost_quote_is_open_whatever_quote_comes_later),
        cmocka_unit_test(a_faulty_record_may_be_long),
        cmocka_unit_test(a_record_has_an_end_to_its_bytes),
        cmocka_unit_test(behind_an_endless_line_nothing_is_lost),
        cmocka_unit_test(a_source_that_fails_is_no_end),
        cmocka_unit_test(closing_takes_null_and_what_was_not_read),
        cmocka_unit_test(any_bytes_give_the_records_of_the_second_account),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
