/*
 * Posting a list of aid to the ledger as one batch: all of it or nothing, and never twice. Plan 1,
 * part 三(三)3: aid is paid by bank card to the filed worker, in full and on time.
 */
#ifndef BANGFU_POSTING_POSTING_H
#define BANGFU_POSTING_POSTING_H

#include "base/keyed_hash.h"
#include "posting/candidate.h"
#include "store/ledger.h"
#include "table/filter.h"

/* The cells that are read besides those of the decision. */
#define POSTING_COLUMNS                                                                            \
    {"household_id", true}, {"id_number", false}, {"bank_card", false},                            \
    {                                                                                              \
        "problems", false                                                                          \
    }

/* What the command line asks for. */
struct posting_options {
    const char *ledger, *batch, *key_file, *reverse, *reason;
    bool begin, skip_blocked, has_count, has_sum, has_wait;
    int64_t count;
    struct money sum;
    long wait; /* seconds for other writers */
};

struct posting {
    struct posting_options options;
    bool has_key;
    struct keyed_hash key;
    struct candidates candidates;
    struct ledger *ledger;
    bool begun;         /* there was no ledger */
    bool refused;       /* some may not be paid, so none is */
    bool posted_before; /* the batch is in the ledger, with the same content */
    int64_t reversed_before;
    int64_t payments, households; /* of the batch: an item each; who gets them */
    struct money sum;
    int64_t blocked; /* households */
};

/* Waits for other writers as long as this, unless --wait says otherwise. */
#define POSTING_WAIT_SECONDS 60

/* How long to wait: what --wait says, or as it is by default. */
long posting_wait(const struct posting_options *options);

extern const struct command_option POSTING_OPTIONS[];
bool posting_take(void *posting, int id, const char *value, struct error *error);

/* For `aside`: --reverse books the reversal of one payment, --begin makes an empty ledger. */
bool posting_aside(struct run *run, const char *operand, bool *done, struct buffer *messages,
                   struct error *error);

/* For `begin`: has the records held back, reads the key. */
bool posting_begin(struct run *run, struct error *error);

/* For `header`: what is granted must be there, item by item: a column that is missing may have had
 * somebody's aid in it. */
bool posting_header(struct run *run, struct layout *layout, struct error *error);

/*
 * For `row`: takes the record in. Its cells in `reads`: HOUSEHOLD_COLUMNS, AID_COLUMNS,
 * RECORDED_COLUMNS, POSTING_COLUMNS.
 */
enum outcome posting_row(struct row *row);

/* For `finish`: looks at all of them by what the ledger holds, and posts them. False: nothing is
 * posted. */
bool posting_finish(struct run *run, struct buffer *messages, struct error *error);

/* For `commit`: brings what was posted to disk, and says so. */
bool posting_commit(struct run *run, struct buffer *messages, struct error *error);

void posting_end(struct posting *posting);

#endif
