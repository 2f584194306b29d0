/*
 * A job: a batch of records and all that comes of deciding them, kept together so that what is
 * written comes in the order of the input however many threads decide.
 */
#ifndef BANGFU_TABLE_JOB_H
#define BANGFU_TABLE_JOB_H

#include "table/filter.h"
#include "table/group.h"

struct job {
    struct batch batch;
    size_t first; /* the first record to decide: those before are the header and what precedes it */
    struct buffer table, account, messages, rejects;
    bool ends;      /* nothing comes after it: what was folded is to be written */
    bool unordered; /* a household may have come before */
    long records, written, rejected, flagged;
    int64_t tally[TALLIES_MAX];
    bool failed; /* out of memory, where `error` says nothing */
    struct error error;
};

/* What a deciding thread keeps between jobs. Zeroed, it is empty. */
struct worker {
    struct run *run;
    struct policy_cache policies;
    struct buffer scratch, key, values, reason, line;
    struct slot_value *slots;
    struct frame_slot *frame_slots;
    int slot_room;
    struct group group; /* with `folds` */
    bool failed;        /* nothing more is decided: what it keeps may be half of something */
    int file_number;    /* that `records` counts in */
    long records;
};

/* True when --only picks a household, or there is no --only. */
bool run_picks(const struct run *run, struct text key);

void worker_free(struct worker *worker);

/* Decides every record of the job. */
void worker_decide(struct worker *worker, struct job *job);

void job_free(struct job *job);

/*
 * Threads that decide. With one thread all is done in the caller's; with more, the caller reads
 * and writes and the others decide (one of them only, where the filter wants its records in
 * order).
 */
struct pipeline;

/* NULL without memory or threads. `threads` is the number asked for with --jobs. */
struct pipeline *pipeline_new(struct run *run, long threads);
void pipeline_free(struct pipeline *pipeline);

/* A job to fill and hand in next, or NULL while all are under way: take one first. */
struct job *pipeline_spare(struct pipeline *pipeline);

/* Hands in the job that pipeline_spare gave. */
void pipeline_submit(struct pipeline *pipeline);

/* Waits for the oldest job under way; NULL when there is none. It is spare again after
 * pipeline_done. */
struct job *pipeline_take(struct pipeline *pipeline);
void pipeline_done(struct pipeline *pipeline);

#endif
