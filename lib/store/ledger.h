/*
 * The ledger (台账) of aid paid: one SQLite file to which entries are added and in which nothing is
 * ever changed. An entry is a payment of one item to one household, or the reversal of one.
 *
 * Each entry carries the SHA-256 of the entry before it, so that a changed, missing or added one
 * is found. That makes tampering evident to those who have kept the chain's head elsewhere, not
 * impossible: who may write the file may also write a new chain.
 */
#ifndef BANGFU_STORE_LEDGER_H
#define BANGFU_STORE_LEDGER_H

#include "base/date.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/money.h"
#include "base/text.h"
#include "policy/parameter.h"
#include "policy/region.h"

#include <stdbool.h>
#include <stdint.h>

enum entry_kind { ENTRY_PAYMENT, ENTRY_REVERSAL };

/* `payment`, `reversal`. */
extern const char *const ENTRY_KIND_NAMES[];

/* Texts are borrowed: from who posts it, or from the ledger until the next entry is asked for. */
struct entry {
    int64_t number; /* 1 …, in the order of posting */
    enum entry_kind kind;
    struct text batch;      /* 批次 */
    struct text household;  /* household_id */
    struct text person;     /* keyed hash of the ID number; empty where there was no key */
    struct text key;        /* fingerprint of that key; empty where `person` is */
    enum item item;         /* 救助项目 */
    struct money amount;    /* above 0 for a payment, below 0 for a reversal */
    enum category category; /* 困难类别 */
    struct region region;
    struct date assessed_on;         /* the day of the decision: its year is the aid's */
    struct text approval;            /* 审批层级: county, province or national; or empty */
    struct text approved_by;         /* or empty */
    struct text approved_on;         /* YYYY-MM-DD, or empty */
    struct text policy;              /* digest of what was in force (policy_digest) */
    struct text input;               /* digest of the list that was posted */
    struct text posted_at;           /* UTC, YYYY-MM-DDTHH:MM:SSZ */
    struct text version;             /* of the program that posted it */
    int64_t reverses;                /* the number of the payment reversed, or 0 */
    struct text reason;              /* of a reversal, or empty */
    char previous[DIGEST_TEXT_SIZE]; /* the digest of the entry before it; of the first: 64 zeros */
    char digest[DIGEST_TEXT_SIZE];   /* its own, `previous` included */
};

/* Belongs to one thread at a time. While it is open the program must not open and close the same
 * file by itself (to take its digest, say): that would give up the locks on it. */
struct ledger;

enum ledger_access {
    LEDGER_READ,  /* there must be one */
    LEDGER_WRITE, /* where there is none, an empty one is made, only its owner's to read (0600) */
};

/*
 * Opens a ledger and looks it over whole: its structure and its chain. One that is no ledger, is
 * of another version of the schema, is cut off or was changed is refused. To write, it takes the
 * ledger for itself (one writer at a time), waiting up to `wait` seconds for others; to read, it
 * sees what had been posted when it was opened, whatever is posted meanwhile.
 * NULL with `error` set, which names the file.
 */
struct ledger *ledger_open(const char *file, enum ledger_access access, long wait,
                           struct error *error);

/* Without looking it over (for ledger_verify); to read. */
struct ledger *ledger_open_unverified(const char *file, long wait, struct error *error);

/* Closes it; what was posted and not committed is gone. NULL is allowed. The last that closes it
 * removes what SQLite keeps beside it (-wal, -shm). */
void ledger_close(struct ledger *ledger);

/* Brings all that was posted to disk, or none of it. False: none of it was, unless `error` says
 * that it cannot be known. */
bool ledger_commit(struct ledger *ledger, struct error *error);

/* How many entries there are, and the digest of the last (64 zeros where there is none). */
int64_t ledger_count(const struct ledger *ledger);
const char *ledger_head(const struct ledger *ledger);

/* The file, as messages show it. */
const char *ledger_file(const struct ledger *ledger);

/*
 * Adds an entry: number, previous and digest are the ledger's to fill in and are set in `entry`.
 * A reversal takes back the whole of one payment: its batch, household, item and assessed_on are
 * the payment's, its amount is less than 0 by as much, and it has a reason.
 * False with `error`: a payment of that batch, household and item is there already, a payment is
 * reversed twice or not so, a value cannot be, the key is another than that of the entries so far,
 * the disk is full. Nothing is to be posted or committed after that.
 */
bool ledger_post(struct ledger *ledger, struct entry *entry, struct error *error);

/* Which entries; zeroed: all. */
struct entry_pick {
    struct text batch, household; /* empty: any */
    bool has_item;
    enum item item;
    int year;                       /* of assessed_on; 0: any */
    int32_t region_from, region_to; /* codes, both included; 0 and 0: any */
};

typedef bool ledger_take(void *data, const struct entry *entry, struct error *error);

/* Hands each entry picked to `take`, in the order of posting, until that returns false (with
 * `error` set). False with `error` set. `take` may not post. */
bool ledger_each(struct ledger *ledger, const struct entry_pick *pick, ledger_take *take,
                 void *data, struct error *error);

/* Takes each fault that is found, in order. */
struct ledger_report {
    void (*fault)(void *data, const struct error *error);
    void *data;
};

/*
 * Looks everything over: what keeps entries as they are, SQLite's own structure, then each entry's
 * digest and its link to the one before, numbers left out, entries cut off at the end where that
 * can be known, reversals of what was never paid. False where it could not be read to its end
 * (`error`); with faults it is true.
 */
bool ledger_verify(struct ledger *ledger, const struct ledger_report *report, struct error *error);

/* Whether an entry has that digest; `*number` is then its. The head filed earlier must be one. 64
 * zeros, the head of an empty ledger, are before the first entry: number 0. */
bool ledger_has_digest(struct ledger *ledger, struct text digest, int64_t *number, bool *has,
                       struct error *error);

#endif
