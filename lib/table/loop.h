/*
 * Inside lib/table: the loop that all filters share, in its parts – the program (filter.c), the
 * reading and writing of tables (stream.c), what is said on standard error (console.c).
 */
#ifndef BANGFU_TABLE_LOOP_H
#define BANGFU_TABLE_LOOP_H

#include "table/filter.h"
#include "table/job.h"
#include "table/spool.h"

#include <time.h>

/* All that one run of the loop owns. */
struct loop {
    struct run run;
    struct pipeline *pipeline;
    struct output table, account, rejects;
    struct spool *spool; /* what is held back */
    bool unordered;      /* of what was folded: a household may stand in several places */
    struct scattered *scattered;
    long released; /* records of those held back that were written */
    struct error error;
    long records, written, rejected, flagged;
    int64_t tally[TALLIES_MAX];
    bool findings; /* besides flagged and rejected records */
    bool help, version;
    bool shows_progress;
    struct timespec shown;
};

/* Writes to standard error. */
void console_say(struct text bytes);

/* One line: the program and the loop's error. */
void console_error(const struct loop *loop);

/* Shows how far it is, every half second, on a line of its own; and takes that line away. */
void console_progress(struct loop *loop);
void console_clear(struct loop *loop);

/* What was read, written, rejected and flagged, and what the filter has to add. */
void console_summary(const struct loop *loop);

/* Finds the households that stand in several places of what was folded. */
bool find_scattered(struct loop *loop);
void scattered_free(struct scattered *scattered);

/* Writes the header of the table that is written, where it has one. */
bool write_header(struct loop *loop);

/* Writes the records that were held back, their header before them. */
bool release_records(struct loop *loop);

/* Reads the files, `-` being standard input, and writes what comes of them. */
bool stream_files(struct loop *loop, char **names, int count);

#endif
