/*
 * A filter is a value: what it reads, what it adds, and what it does with one record. The loop
 * that all filters share does the rest: options, headers, cells that pass through, records that
 * are none, summaries, progress, threads, the exit status.
 *
 * Most write a record for each that they read, at once. One that gathers takes records in and
 * writes what comes of them all at the end. One that folds makes one record of those of a
 * household, which stand next to each other. One that holds back decides at the end which of its
 * records are written.
 */
#ifndef BANGFU_TABLE_FILTER_H
#define BANGFU_TABLE_FILTER_H

#include "base/date.h"
#include "base/digest.h"
#include "base/money.h"
#include "base/month.h"
#include "policy/calendar.h"
#include "policy/policy.h"
#include "table/command.h"
#include "table/input.h"
#include "table/layout.h"
#include "table/output.h"

#include <stdatomic.h>
#include <stdbool.h>

/* What became of a record. */
enum outcome {
    OUTCOME_DECIDED,      /* a filter that folds: taken in */
    OUTCOME_FLAGGED,      /* written, but something is wrong with it: exit status 1 */
    OUTCOME_NOT_A_RECORD, /* a line around the table: not counted, not written */
    OUTCOME_RAGGED,       /* the wrong number of cells after all: rejected */
    OUTCOME_FAILED,       /* `row->error` says why; where it says nothing: out of memory */
};

#define TALLIES_MAX 64

/* What becomes of a record that was held back. */
enum release {
    RELEASE_AS_IT_WAS,
    RELEASE_FILLED_IN, /* with those slots anew that were filled in */
    RELEASE_FLAGGED,   /* the same, and something is wrong with it */
    RELEASE_NOT,
};

/* A record that was held back. */
struct held {
    long number;     /* 0 ... in the order of all that were */
    struct text key; /* its household_id */
    const char *file;
    long line;   /* of the first record that was folded into it, or its own */
    int verdict; /* as its row said */
};

struct run;

/* One record being decided, with what its thread keeps between records. */
struct row {
    const struct run *run;
    const struct batch *batch;
    const struct record *record;
    const char *file; /* it is of, as messages show it */
    long number;      /* of the record in its file, rejects counted; with `in_order` only */
    struct policy_cache *policies; /* of filters that read the policy */
    struct buffer *scratch;        /* for cells with doubled quotes: read one at a time */
    struct buffer *values;         /* what the slots hold, as it is written */
    struct slot_value {
        size_t start, size;
    } * slots;
    struct buffer *account;  /* with --explain, for records that were picked; otherwise NULL */
    struct buffer *messages; /* lines for standard error */
    int64_t *tally;          /* TALLIES_MAX sums for the summary */
    struct buffer *lines;    /* with `lists` */
    bool torn;               /* with `fold`: a record that may be of the household was lost */
    int verdict;             /* of a record held back: the sum that counts it when it is written */
    struct error *error;     /* with OUTCOME_FAILED */
};

enum uses {
    USES_POLICY = 1,       /* -p, --region */
    USES_DATE = 2,         /* -d */
    USES_EXPLANATIONS = 4, /* -e, --only */
    USES_CALENDAR = 8,     /* --calendar */
    USES_AS_OF = 16,       /* --as-of */
};

struct filter {
    struct command command;
    unsigned uses;
    enum scheme scheme; /* with USES_POLICY */
    /* What the program is with --scheme golden-autumn, by the same options; NULL: it has no other
     * scheme. */
    const struct filter *golden_autumn;
    /* Another filter in its place, by the options that `state` has taken; NULL: none. */
    const struct filter *(*instead)(const void *state);
    /* Does what the options ask for that reads no table, and sets `*done`: then nothing is read.
     * With `run->findings` the exit status is 1.
     * `operand` is the first, or NULL; messages may be added. */
    bool (*aside)(struct run *run, const char *operand, bool *done, struct buffer *messages,
                  struct error *error);

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
    bool folds;        /* `row` takes records in, `fold` makes the household's; needs `in_order` */
    bool lists;        /* `row` writes records of its own to `row->lines`, of the columns `adds` */
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
    /* With `folds`: the last record of a household, to be written, after `row` has had all. */
    enum outcome (*fold)(struct row *row);
    /* With `folds`: a household whose records stand in several places. Fills in the slots of the
     * one record that is written for it; there are no cells, and what `fold` made of each place
     * does not count. */
    enum outcome (*scattered)(struct row *row, const struct held *last, long places);
    /* With `run->holds`: what becomes of a record. It may fill in slots; there are no cells. */
    enum release (*release)(struct row *row, const struct held *held);
    /* Words for a byte that the input's decoder could not decode, by its place in the stream. */
    void (*undecoded)(const struct run *run, uint64_t offset, struct buffer *out);
    /* At the end of each file; may add messages. True: nothing found. */
    bool (*close_file)(struct run *run, struct buffer *messages);
    /* After the last record; may add messages. A filter that gathers writes all that it writes to
     * `out` here; one that holds back decides here, before its records are released. */
    bool (*finish)(struct run *run, struct output *out, struct buffer *messages,
                   struct error *error);
    /* When all that is written has reached the disk, before it takes its name; may add messages. */
    bool (*commit)(struct run *run, struct buffer *messages, struct error *error);
    void (*summarize)(const struct run *run, const int64_t *tally, struct buffer *out);
    void (*end)(struct run *run);
};

/* Options, as parsed. */
struct settings {
    const char *output, *rejects, *columns;
    const char **policies, **calendars;
    int policy_count, calendar_count;
    char delimiter; /* 0: not given */
    bool no_header, summary, progress, no_progress, explain;
    bool has_date, has_region, has_as_of;
    enum scheme scheme; /* SCHEME_BOTH: not given */
    struct date date, as_of;
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
    struct calendar *calendar; /* with USES_CALENDAR */
    struct date today;         /* the day of --as-of, where it is given */
    struct layout layout;
    int key_column;   /* the cell of household_id, or -1 */
    const char *file; /* the current one, as messages show it */
    int file_number;  /* 1 … */
    char **files;     /* all of them, as operands: `-` is standard input */
    int file_count;
    bool holds; /* `begin` has decided that records are held back until `release` */
    char delimiter;
    long rejected; /* in `finish`: the records that were rejected */
    bool findings; /* `finish` found something that somebody must look at: exit status 1 */
    /* With `folds`, in `finish`: how many households stand in several places, and where one does:
     * where the first to come again does so. */
    long scattered, scattered_line;
    const char *scattered_file;
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

/* True when there is something in the cell. */
static inline bool row_filled(const struct row *row, int i)
{
    const int at = row->run->layout.read_at[i];
    return at >= 0 && record_cell(row->batch, row->record, at)->size > 0;
}

/* Fills in a slot: with any text, or with a word that needs no quotes. */
void row_put(struct row *row, int slot, struct text value);
void row_put_word(struct row *row, int slot, const char *word);
void row_put_money(struct row *row, int slot, struct money value);
void row_put_count(struct row *row, int slot, int64_t value);
void row_put_date(struct row *row, int slot, struct date value);
void row_put_month(struct row *row, int slot, struct month value);

/* Begins a slot's value that is appended to `row->values` as it is to be written (without commas,
 * quotes and line ends), and ends it. */
void row_slot_begin(struct row *row, int slot);
void row_slot_end(struct row *row, int slot);

/* Appends a word to a slot that is a list (`a;b`), between its beginning and its end. */
void row_add_word(struct row *row, int slot, const char *word);

/* What a slot holds, as it is to be written. */
static inline struct text row_slot(const struct row *row, int slot)
{
    return (struct text){row->values->p + row->slots[slot].start, row->slots[slot].size};
}

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
