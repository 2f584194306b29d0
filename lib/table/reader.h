/*
 * Records out of a stream of bytes: CSV by libcsv in its strict mode, with what libcsv does not
 * keep – where each cell lies in the bytes, as typed – and with a way to go on after a fault.
 *
 * Decided on purpose:
 *  - LF, CR LF and CR end a record; a line with nothing, or only white space, is no record.
 *  - White space around a cell belongs to it; before an opening quote or after a closing one it
 *    is a fault, like any other text there.
 *  - A record may have READER_LINES_MAX line ends within its quotes and READER_BYTES_MAX bytes.
 *  - After a fault reading goes on at the line after the one in which the faulty cell begins:
 *    a quote that is never closed costs its own line, not the rest of the file.
 */
#ifndef BANGFU_TABLE_READER_H
#define BANGFU_TABLE_READER_H

#include "table/batch.h"

#include <csv.h>

#define READER_LINES_MAX 1000
#define READER_BYTES_MAX (64u << 20)
#define READER_CHUNK     (32u << 10)

/*
 * Where bytes come from: writes up to `size` bytes to `out` and returns their number, 0 at the
 * end, -1 on an error (which it keeps for its owner).
 */
typedef long reader_source(void *data, char *out, size_t size);

/* One table being read. The members are the reader's own. */
struct reader {
    reader_source *source;
    void *data;
    char delimiter;
    size_t chunk;
    size_t bytes_max; /* READER_BYTES_MAX; a test may set less after reader_open */
    bool leaves_text; /* to be set after reader_open: reader_check_text is the caller's to call */
    struct csv_parser parser;
    struct batch *batch; /* being filled */
    struct batch carry;  /* the beginning of a record that the last batch could not complete */
    bool between;        /* no byte of the next record has been seen */
    bool after_cr;       /* the last line end was a CR: an LF belongs to it */
    bool at_end;         /* the source has ended */
    bool finished;
    bool broken;  /* a fault in the record being parsed: `fault`, `at` */
    bool seeking; /* for the end of the line the fault is on */
    bool failed;  /* out of memory */
    enum fault fault;
    size_t fed; /* bytes of the batch that libcsv has seen */
    size_t at;  /* where the next cell begins */
    size_t record_start;
    size_t plain_end; /* a cell that ends before it can be taken without a further look */
    size_t counted;   /* bytes of the open cell whose line ends are in `open_lines` */
    long open_lines;
    uint32_t record_cell;
    long line; /* the line of `at` */
    long record_line;
    uint64_t offset; /* of the batch's first byte in the stream */
};

/* False without memory. `chunk` is how much to read at a time; 0 for READER_CHUNK. */
bool reader_open(struct reader *reader, reader_source *source, void *data, char delimiter,
                 size_t chunk);
void reader_close(struct reader *reader);

/*
 * Fills `batch` (what it held is gone) with at least one record, faulty ones included, unless the
 * source has ended: then it may be empty and `reader->finished` is true. False when the source
 * failed or memory ran out (`reader->failed`).
 */
bool reader_fill(struct reader *reader, struct batch *batch);

/* Makes those records of a filled batch faulty that are no text: UTF-8 without NUL. It needs
 * nothing but the batch, so another thread than that of the reader may do it. */
void reader_check_text(struct batch *batch);

#endif
