/* Inside lib/posting: what is looked up in the ledger before anything is posted. */
#ifndef BANGFU_POSTING_INSIDE_H
#define BANGFU_POSTING_INSIDE_H

#include "posting/posting.h"
#include "store/paid.h"

/* What the ledger holds of the batch already. Zeroed, nothing. */
struct posted_batch {
    struct names households;
    struct posted_household {
        struct posted_payment {
            bool there;
            bool reversed;
            bool met; /* in the list, too */
            struct money amount;
            enum category category;
            struct region region;
            struct date assessed_on;
            char person[DIGEST_TEXT_SIZE]; /* or empty */
        } payment[ITEM_COUNT];
    } * list; /* by the number of the household's name */
    size_t room;
    int64_t payments, reversed;
    struct money sum;
};

bool posted_batch_load(struct posted_batch *batch, struct ledger *ledger, struct text name,
                       struct error *error);
void posted_batch_free(struct posted_batch *batch);

/* The household in it, or NULL. */
struct posted_household *posted_batch_find(const struct posted_batch *batch, struct text household);

/*
 * Compares a household of the list with what was posted, and marks what it meets. False, with the
 * first difference in `error`.
 */
bool posted_batch_same(const struct posted_batch *batch, const struct posting *posting,
                       const struct candidate *candidate, struct error *error);

/* False, with the first payment in `error` that the list does not have. */
bool posted_batch_all_met(const struct posted_batch *batch, const struct posting *posting,
                          struct error *error);

/* What was paid to each person, by year. Zeroed, nothing. */
struct paid_persons {
    const char *fingerprint; /* of the key that persons are kept by; NULL: there is none */
    struct names keys;
    struct money *sum; /* by the number of the key */
    size_t room;
    struct buffer key;
};

/* False, with `error`, where persons were kept by a key so far, and this is another, or none. */
bool paid_persons_load(struct paid_persons *persons, struct ledger *ledger, const char *fingerprint,
                       struct error *error);
void paid_persons_free(struct paid_persons *persons);

/* Whether the person (a keyed hash, or empty) was paid in another household in the year of the
 * day. False without memory. */
bool paid_persons_elsewhere(struct paid_persons *persons, struct text person, struct date day,
                            struct text household, bool *elsewhere);

/* What the ledger holds, as far as it matters. Zeroed, nothing. */
struct holdings {
    struct posted_batch batch;
    struct paid *paid; /* but the batch's */
    struct paid_persons persons;
};

bool holdings_load(struct holdings *holdings, const struct posting *posting, struct error *error);
void holdings_free(struct holdings *holdings);

/*
 * Blocks every household that may not be paid, and counts them. False, with `error`, where the
 * batch was posted before with other content.
 */
bool posting_check(struct posting *posting, struct holdings *holdings, struct error *error);

/* Says how far the chain has come, for filing elsewhere. */
void posting_say_head(const struct ledger *ledger, const char *program, struct buffer *messages);

/* The time now in UTC, as the ledger writes it. */
#define POSTED_AT_SIZE 32
bool posting_now(char out[POSTED_AT_SIZE]);

#endif
