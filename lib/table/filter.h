/*
 * A filter is a value: what it reads, what it adds, and what it does with one record. The loop
 * that all filters share does the rest: options, headers, cells that pass through, records that
 * are none, summaries, progress, threads, the exit status. A filter that gathers takes records in
 * and writes what comes of them all at the end.
 */
#ifndef BANGFU_TABLE_FILTER_H
#define BANGFU_TABLE_FILTER_H

#include "base/date.h"
#include "base/digest.h"
#include "base/money.h"
#include "policy/policy.h"
#include "table/command.h"
#include "table/input.h"
#include "table/layout.h"
#include "table/output.h"

#include <stdatomic.h>
#include <stdbool.h>

/* What became of a record. */
enum outcome {
    OUTCOME_DECIDED,
    OUTCOME_FLAGGED,      /* written, but something is wrong with it: exit status 1 */
    OUTCOME_NOT_A_RECORD, /* a line around the table: not counted, not written */
    OUTCOME_RAGGED,       /* the wrong number of cells after all: rejected */
    OUTCOME_FAILED,       /* `row->error` says why; where it says nothing: out of memory */
};

#define TALLIES_MAX 64

struct run;

/* One record being decided, with what its thread keeps between records. */
struct row {
    const struct run *run;
    const struct batch *batch;
    const struct record *record;
    long number; /* of the record in its file, rejects counted; with `in_order` only */
    struct policy_cache *policies; /* of filters that read the policy */
    struct buffer *scratch;        /* for cells with doubled quotes: read one at a time */
    struct buffer *values;         /* what the slots hold, as it is written */
    struct slot_value {
        size_t start, size;
    } * slots;
    struct buffer *account;  /* with --explain, for records that were picked; otherwise NULL */
    struct buffer *messages; /* lines for standard error */
    int64_t *tally;          /* TALLIES_MAX sums for the summary */
    struct error *error;     /* with OUTCOME_FAILED */
};

enum uses {
    USES_POLICY = 1,       /* -p, --region */
    USES_DATE = 2,         /* -d */
    USES_EXPLANATIONS = 4, /* -e, --only */
};

struct filter {
    struct command command;
    unsigned uses;
    enum scheme scheme; /* with USES_POLICY */

    const struct column_need *reads;
    int read_count;
    const char *const *adds; /* slot i is adds[i] */
    int add_count;

    const char *flagged_as;               /* what the summary calls flagged records */
    const struct command_option *options; /* its own, ending with a NULL name; may be NULL */
    command_take *take;                   /* with them; data is the state */
    void *state;                          /* its own, for all files */

    bool in_order;     /* records must be seen one after another: never by two threads at once */
    bool takes_ragged; /* `row` is also given records with a wrong number of cells */
    bool gathers;      /* records are taken in, not written: `finish` writes what comes of them */
    bool digests;      /* the run's inputs are to have their digests */
    bool picks;        /* --columns without --no-header is the filter's own to read */

    /*
     * Each of these may be NULL but `row`. Several threads call `row` at once, and `state` is one
     * for all: a filter whose rows change it must say `in_order`. The others are called while no
     * row is being decided. Tallies are kept for each job and added up.
     */
    bool (*begin)(struct run *run, struct error *error);
    /* Before a file is parsed: sets its decoder and delimiter, and the records before the header.
     */
    bool (*open_file)(struct run *run, struct input *input, char *delimiter, long *skip,
                      struct error *error);
    /* After the header is known: may put slots in the place of cells. */
    bool (*header)(struct run *run, struct layout *layout, struct error *error);
    enum outcome (*row)(struct row *row);
    /* Words for a byte that the input's decoder could not decode, by its place in the stream. */
    void (*undecoded)(const struct run *run, uint64_t offset, struct buffer *out);
    /* At the end of each file; may add messages. True: nothing found. */
    bool (*close_file)(struct run *run, struct buffer *messages);
    /* After the last record. A filter that gathers writes all that it writes to `out` here. */
    bool (*finish)(struct run *run, struct output *out, struct error *error);
    void (*summarize)(const struct run *run, const int64_t *tally, struct buffer *out);
    void (*end)(struct run *run);
};

/* Options, as parsed. */
struct settings {
    const char *output, *rejects, *columns;
    const char **policies;
    int policy_count;
    char delimiter; /* 0: not given */
    bool no_header, summary, progress, no_progress, explain;
    bool has_date, has_region;
    struct date date;
    struct region region;
    long jobs;
    const char **only;
    int only_count;
};

/* One input that was read to its end. */
struct run_input {
    const char *name;              /* as messages show it */
    char digest[DIGEST_TEXT_SIZE]; /* SHA-256 of its bytes */
    long records;                  /* rejects included */
};

/* One run of a filter. */
struct run {
    const struct filter *filter;
    void *state;
    struct settings settings;
    struct policy *policy;
    struct policy_view *view;
    struct date today;
    struct layout layout;
    int key_column;   /* the cell of household_id, or -1 */
    const char *file; /* the current one, as messages show it */
    int file_number;  /* 1 … */
    char delimiter;
    bool findings; /* `finish` found something that somebody must look at: exit status 1 */
    atomic_uchar *only_found; /* for each --only: it was met */
    struct run_input *inputs; /* with `digests`: one for each file read so far */
    int input_count;
};

/* Runs a filter as a program: `return filter_main(&filter, argc, argv);`. */
int filter_main(const struct filter *filter, int argc, char **argv);

/* ---- for `row` ----------------------------------------------------------------------------- */

/* The cell of the filter's column `i`, trimmed of nothing; empty where the table has none. */
struct text row_cell(struct row *row, int i);

/* True when the table has the column. */
bool row_has(const struct row *row, int i);

/* Fills in a slot: with any text, or with a word that needs no quotes. */
void row_put(struct row *row, int slot, struct text value);
void row_put_word(struct row *row, int slot, const char *word);
void row_put_money(struct row *row, int slot, struct money value);

/* Begins a slot's value that is appended to `row->values` as it is to be written (without commas,
 * quotes and line ends), and ends it. */
void row_slot_begin(struct row *row, int slot);
void row_slot_end(struct row *row, int slot);

/* Appends a word to a slot that is a list (`a;b`), between its beginning and its end. */
void row_add_word(struct row *row, int slot, const char *word);

/* Appends a line to the messages: `PROGRAM: FILE:LINE: COLUMN: …`; column may be NULL. */
void row_message(struct row *row, const char *column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds to a sum of the summary; stops at the largest number. */
static inline void row_tally(struct row *row, int which, int64_t more)
{
    if (__builtin_add_overflow(row->tally[which], more, &row->tally[which]))
        row->tally[which] = INT64_MAX;
}

#endif
