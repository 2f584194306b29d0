#include "table/reader.h"

#include <stdlib.h>

/* ---- what libcsv reports ------------------------------------------------------------------- */

static bool grow(void **array, size_t *room, size_t size)
{
    size_t more = *room ? *room * 2 : 1024;
    void *p = reallocarray(*array, more, size);
    if (p == NULL)
        return false;
    *array = p;
    *room = more;
    return true;
}

static inline bool is_blank(const struct reader *r, char c)
{
    return (c == ' ' || c == '\t') && c != r->delimiter;
}

/* Sets how far plain cells may go: to the end of what was read, and of the longest record. */
static void allow_plain(struct reader *r)
{
    const size_t longest = r->record_start + r->bytes_max + 1;
    r->plain_end = r->batch->bytes.n < longest ? r->batch->bytes.n : longest;
    if (r->between || r->broken)
        r->plain_end = 0;
}

/*
 * Steps over line ends and blank lines to where the next record begins: `at` is then its first
 * byte, white space included. libcsv passes over the same bytes. False while none has begun.
 */
static bool begin_record(struct reader *r)
{
    const char *p = r->batch->bytes.p;
    const size_t n = r->batch->bytes.n;
    for (;;) {
        size_t end = r->at;
        while (end < n && is_blank(r, p[end]))
            end++;
        if (end == n)
            return false;
        if (p[end] != '\n' && p[end] != '\r')
            break;
        if (!(p[end] == '\n' && end == r->at && r->after_cr))
            r->line++;
        r->after_cr = p[end] == '\r';
        r->at = end + 1;
    }
    r->record_start = r->at;
    r->record_line = r->line;
    r->record_cell = (uint32_t)r->batch->cell_count;
    r->between = false;
    r->after_cr = false;
    allow_plain(r);
    return true;
}

static void break_record(struct reader *r, enum fault fault)
{
    r->broken = true;
    r->fault = fault;
    r->plain_end = 0;
}

/* The line ends in some bytes: LF, CR LF and CR, the last one whatever follows it. */
static long count_lines(const char *p, size_t n)
{
    long lines = 0;
    const char *const end = p + n;
    for (const char *q = p; n > 0 && (q = memchr(q, '\n', (size_t)(end - q))) != NULL; q++)
        lines++;
    for (const char *q = p; n > 0 && (q = memchr(q, '\r', (size_t)(end - q))) != NULL; q++)
        lines += q + 1 == end || q[1] != '\n';
    return lines;
}

/* How the cell that begins at `at` begins. */
enum opening { OPENS_PLAIN, OPENS_QUOTED, OPENS_BLANK_QUOTE };

static enum opening opening(const struct reader *r)
{
    const char *p = r->batch->bytes.p;
    const size_t n = r->batch->bytes.n;
    size_t at = r->at;
    while (at < n && is_blank(r, p[at]))
        at++;
    if (at >= n || p[at] != '"')
        return OPENS_PLAIN;
    return at == r->at ? OPENS_QUOTED : OPENS_BLANK_QUOTE;
}

/* Finds the cell in the bytes from its content; false where white space leads to a quote. */
static bool locate_cell(struct reader *r, const char *content, size_t size, struct cell *cell,
                        size_t *end)
{
    const char *p = r->batch->bytes.p;
    const size_t n = r->batch->bytes.n;
    size_t at = r->at;
    *cell = (struct cell){.start = (uint32_t)at};
    switch (opening(r)) {
    case OPENS_QUOTED: {
        size_t quotes = 0;
        for (const char *q = content, *last = content + size;
             size > 0 && (q = memchr(q, '"', (size_t)(last - q))) != NULL; q++)
            quotes++;
        cell->quoted = true;
        cell->doubled = quotes > 0;
        cell->start = (uint32_t)at + 1;
        cell->size = (uint32_t)(size + quotes) & CELL_SIZE_MAX;
        *end = at + cell->size + 2;
        return true;
    }
    case OPENS_BLANK_QUOTE:
        break_record(r, FAULT_QUOTE_INSIDE);
        return false;
    default: /* white space around the content belongs to the cell */
        while (at < n && is_blank(r, p[at]))
            at++;
        at += size;
        while (at < n && is_blank(r, p[at]))
            at++;
        cell->size = (uint32_t)(at - cell->start) & CELL_SIZE_MAX;
        *end = at;
        return true;
    }
}

/* Adds a cell whose bytes end before `end`. */
static void add_cell(struct reader *r, struct cell cell, size_t end)
{
    struct batch *b = r->batch;
    if (b->cell_count == b->cell_room &&
        !grow((void **)&b->cells, &b->cell_room, sizeof *b->cells)) {
        r->failed = true;
        return;
    }
    b->cells[b->cell_count++] = cell;
    r->at = end + 1;
    r->counted = 0;
    r->open_lines = 0;
}

/* A cell that is more than its content, or the first of a record. */
static __attribute__((noinline)) void on_odd_cell(struct reader *r, const char *content,
                                                  size_t size)
{
    struct cell cell;
    size_t end;
    if (r->broken)
        return;
    if (r->between)
        (void)begin_record(r); /* libcsv says that one has begun */
    if (!locate_cell(r, content, size, &cell, &end))
        return;
    const struct buffer *bytes = &r->batch->bytes;
    long lines = cell.quoted ? count_lines(bytes->p + cell.start, cell.size) : 0;
    if (r->line + lines - r->record_line > READER_LINES_MAX) {
        break_record(r, FAULT_QUOTE_OPEN);
        return;
    }
    if (end - r->record_start > r->bytes_max) {
        break_record(r, FAULT_TOO_LONG);
        return;
    }
    if (cell.quoted && end < bytes->n && is_blank(r, bytes->p[end])) {
        break_record(r, FAULT_AFTER_QUOTE);
        return;
    }
    r->line += lines;
    add_cell(r, cell, end);
}

/* White space or a quote at the edge of a cell makes it more than its content. */
static const bool EDGES[256] = {[' '] = true, ['\t'] = true, ['"'] = true};

/* Called for every cell there is: what nearly all of them need comes first and alone. */
static void on_cell(void *content, size_t size, void *data)
{
    struct reader *r = data;
    struct batch *b = r->batch;
    const unsigned char *p = (const unsigned char *)b->bytes.p;
    const size_t at = r->at, end = at + size;
    if (end >= r->plain_end || EDGES[p[at]] || EDGES[p[end]] || b->cell_count == b->cell_room) {
        on_odd_cell(r, content, size);
        return;
    }
    /* Its bytes are its content, with the delimiter or the line end behind. */
    b->cells[b->cell_count++] =
        (struct cell){.start = (uint32_t)at, .size = (uint32_t)size & CELL_SIZE_MAX};
    r->at = end + 1;
}

static void add_record(struct reader *r, struct record record)
{
    struct batch *b = r->batch;
    if (b->record_count == b->record_room &&
        !grow((void **)&b->records, &b->record_room, sizeof *b->records)) {
        r->failed = true;
        return;
    }
    record.first_cell = r->record_cell;
    record.cells = (int32_t)(b->cell_count - r->record_cell);
    record.line = r->record_line;
    b->records[b->record_count++] = record;
    r->between = true;
    r->plain_end = 0;
}

static void on_record(int terminator, void *data)
{
    struct reader *r = data;
    if (r->broken || r->failed)
        return;
    add_record(r, (struct record){.start = (uint32_t)r->record_start, .end = (uint32_t)r->at - 1});
    r->line++;
    r->after_cr = terminator == '\r';
}

/* ---- going on after a fault ---------------------------------------------------------------- */

static bool reset_parser(struct reader *r)
{
    csv_free(&r->parser);
    if (csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return false;
    csv_set_delim(&r->parser, (unsigned char)r->delimiter);
    csv_set_blk_size(&r->parser, READER_CHUNK); /* its own steps are of 128 bytes */
    return true;
}

/* The first CR or LF at or after `from`, or the number of bytes. */
static size_t line_end(const struct buffer *bytes, size_t from)
{
    while (from < bytes->n && bytes->p[from] != '\n' && bytes->p[from] != '\r')
        from++;
    return from;
}

/*
 * Makes a faulty record of what lies before the end of the line in which the faulty cell begins,
 * and goes on behind it. False when that line end has not been read yet.
 */
static bool pass_fault(struct reader *r)
{
    struct buffer *bytes = &r->batch->bytes;
    size_t end = line_end(bytes, r->at + r->counted);
    if (end == bytes->n && !r->at_end) {
        r->counted = end - r->at;
        if (bytes->n - r->record_start > r->bytes_max) {
            /* The rest of an endless line: counted, not kept. The cell that is passed over may
             * begin just behind the limit. */
            size_t kept = r->record_start + r->bytes_max;
            if (kept < r->at)
                kept = r->at;
            r->offset += bytes->n - kept;
            r->batch->offset += bytes->n - kept; /* of what follows in this batch, too */
            bytes->n = kept;
        }
        if (r->counted > bytes->n - r->at)
            r->counted = bytes->n - r->at;
        r->fed = bytes->n;
        return false;
    }
    struct record record = {
        .start = (uint32_t)r->record_start,
        .end = (uint32_t)end,
        .fault = r->fault,
        .fault_cell = (int32_t)(r->batch->cell_count - r->record_cell) + 1,
        .fault_line = r->line,
    };
    add_record(r, record);
    r->fed = r->at = end; /* the line end is passed over like one before any record */
    r->counted = 0;
    r->open_lines = 0;
    r->broken = r->seeking = false;
    return true;
}

static void seek_line_end(struct reader *r)
{
    if (r->between)
        (void)begin_record(r);
    r->seeking = true;
    r->counted = 0;
    if (!reset_parser(r))
        r->failed = true;
}

/*
 * libcsv stopped at a quote, at `stop`: in a cell that begins with one it closed too early. Had
 * the bytes come in smaller pieces, too many lines would have been noticed before that.
 */
static void on_strict_error(struct reader *r, size_t stop)
{
    const struct buffer *bytes = &r->batch->bytes;
    if (csv_error(&r->parser) != CSV_EPARSE) {
        r->failed = true;
        return;
    }
    if (r->between)
        (void)begin_record(r);
    const enum opening opens = opening(r);
    long lines = opens == OPENS_QUOTED ? count_lines(bytes->p + r->at, stop - r->at) : 0;
    if (opens == OPENS_QUOTED && r->line + lines - r->record_line > READER_LINES_MAX)
        break_record(r, FAULT_QUOTE_OPEN);
    else if (opens != OPENS_BLANK_QUOTE && stop - r->record_start > r->bytes_max)
        break_record(r, FAULT_TOO_LONG);
    else
        break_record(r, opens == OPENS_QUOTED ? FAULT_AFTER_QUOTE : FAULT_QUOTE_INSIDE);
}

/* A record that has begun but not ended must stay within its bounds, too. */
static void check_open_record(struct reader *r)
{
    const struct buffer *bytes = &r->batch->bytes;
    if (r->between && !begin_record(r))
        return;
    if (r->at >= bytes->n)
        return;
    const enum opening opens = opening(r);
    if (opens == OPENS_BLANK_QUOTE) {
        break_record(r, FAULT_QUOTE_INSIDE);
    } else if (opens == OPENS_QUOTED) {
        size_t end = bytes->n - r->at;
        end -= bytes->p[bytes->n - 1] == '\r'; /* an LF may follow it */
        if (end > r->counted) {
            r->open_lines += count_lines(bytes->p + r->at + r->counted, end - r->counted);
            r->counted = end;
        }
        if (r->line + r->open_lines - r->record_line > READER_LINES_MAX)
            break_record(r, FAULT_QUOTE_OPEN);
    }
    if (!r->broken && bytes->n - r->record_start > r->bytes_max)
        break_record(r, FAULT_TOO_LONG);
}

/* ---- filling a batch ----------------------------------------------------------------------- */

bool reader_open(struct reader *r, reader_source *source, void *data, char delimiter, size_t chunk)
{
    *r = (struct reader){.source = source,
                         .data = data,
                         .delimiter = delimiter,
                         .chunk = chunk ? chunk : READER_CHUNK,
                         .bytes_max = READER_BYTES_MAX,
                         .between = true,
                         .line = 1};
    return reset_parser(r);
}

void reader_close(struct reader *r)
{
    if (r == NULL)
        return;
    csv_free(&r->parser);
    batch_free(&r->carry);
}

/* Keeps the beginning of an open record for the next batch. */
static bool save_open_record(struct reader *r)
{
    struct batch *from = r->batch, *to = &r->carry;
    size_t base = r->between ? r->at : r->record_start;
    size_t cells = r->between ? 0 : from->cell_count - r->record_cell;
    /* The line end of the last record is still to be passed over when only that is left. */
    if (base > from->bytes.n)
        base = from->bytes.n;
    to->bytes.n = to->cell_count = 0;
    buffer_append(&to->bytes, from->bytes.p + base, from->bytes.n - base);
    for (size_t i = 0; i < cells; i++) {
        if (i == to->cell_room && !grow((void **)&to->cells, &to->cell_room, sizeof *to->cells))
            return false;
        to->cells[i] = from->cells[from->cell_count - cells + i];
        to->cells[i].start -= (uint32_t)base;
    }
    to->cell_count = cells;
    from->cell_count -= cells;
    r->at -= base;
    r->fed -= base;
    r->record_start = 0;
    r->record_cell = 0;
    r->offset += base;
    return !to->bytes.failed;
}

static bool restore_open_record(struct reader *r, struct batch *batch)
{
    batch->record_count = batch->cell_count = 0;
    buffer_clear(&batch->bytes);
    buffer_text(&batch->bytes, buffer_view(&r->carry.bytes));
    for (size_t i = 0; i < r->carry.cell_count; i++) {
        if (i == batch->cell_room &&
            !grow((void **)&batch->cells, &batch->cell_room, sizeof *batch->cells))
            return false;
        batch->cells[batch->cell_count++] = r->carry.cells[i];
    }
    batch->offset = r->offset;
    r->batch = batch;
    return !batch->bytes.failed;
}

/* Gives libcsv what it has not seen, or takes the next step out of a fault. */
static void parse(struct reader *r)
{
    const struct buffer *bytes = &r->batch->bytes;
    const size_t size = bytes->n - r->fed;
    if (r->seeking) {
        (void)pass_fault(r);
        return;
    }
    /* libcsv's cell grows by steps of one size: a step as large as the cell keeps them few. */
    if (csv_get_buffer_size(&r->parser) > READER_CHUNK)
        csv_set_blk_size(&r->parser, csv_get_buffer_size(&r->parser));
    allow_plain(r);
    size_t seen = csv_parse(&r->parser, bytes->p + r->fed, size, on_cell, on_record, r);
    if (!r->broken && seen < size)
        on_strict_error(r, r->fed + seen);
    r->fed = bytes->n;
    if (!r->broken)
        check_open_record(r);
    if (r->broken)
        seek_line_end(r);
}

/* The source has ended: so does the last record. */
static void finish(struct reader *r)
{
    allow_plain(r);
    if (csv_fini(&r->parser, on_cell, on_record, r) != 0)
        break_record(r, opening(r) == OPENS_BLANK_QUOTE ? FAULT_QUOTE_INSIDE : FAULT_QUOTE_OPEN);
    if (r->broken)
        seek_line_end(r);
    else
        r->finished = true;
}

static bool read_more(struct reader *r)
{
    struct buffer *bytes = &r->batch->bytes;
    if (!buffer_reserve(bytes, r->chunk))
        return false;
    long n = r->source(r->data, bytes->p + bytes->n, r->chunk);
    if (n < 0)
        return false;
    bytes->n += (size_t)n;
    r->at_end = n == 0;
    return true;
}

/* Names the first byte of each record that is no text; the whole batch is looked at, at once. */
void reader_check_text(struct batch *batch)
{
    struct text all = buffer_view(&batch->bytes);
    size_t next = 0;
    for (size_t from = 0; from < all.n;) {
        struct text rest = {all.p + from, all.n - from};
        const char *nul = memchr(rest.p, '\0', rest.n);
        size_t bad = text_valid_utf8(rest);
        bool is_nul = nul != NULL && (size_t)(nul - rest.p) < bad;
        if (is_nul)
            bad = (size_t)(nul - rest.p);
        else if (bad == rest.n)
            return;
        bad += from;
        while (next < batch->record_count && batch->records[next].end <= bad)
            next++;
        if (next == batch->record_count)
            return; /* in what is carried over to the next batch */
        struct record *record = &batch->records[next];
        from = record->end;
        if (bad < record->start) {
            from = bad + 1;
            continue;
        }
        record->fault = is_nul ? FAULT_NUL : FAULT_NOT_UTF8;
        record->fault_at = (uint32_t)bad;
        record->fault_line = record->line + count_lines(all.p + record->start, bad - record->start);
        record->fault_cell = 0;
        for (int32_t i = 0; i < record->cells; i++)
            if (record_cell(batch, record, i)->start <= bad)
                record->fault_cell = i + 1;
    }
}

bool reader_fill(struct reader *r, struct batch *batch)
{
    if (!restore_open_record(r, batch))
        r->failed = true;
    while (!r->failed) {
        bool waiting = r->seeking && r->fed == batch->bytes.n && !r->at_end;
        if ((r->fed < batch->bytes.n || r->seeking) && !waiting)
            parse(r);
        else if (batch->record_count > 0 || r->finished)
            break;
        else if (r->at_end)
            finish(r);
        else if (!read_more(r))
            r->failed = true;
    }
    if (r->failed || !save_open_record(r)) {
        r->failed = true;
        return false;
    }
    if (!r->leaves_text)
        reader_check_text(batch);
    return true;
}
