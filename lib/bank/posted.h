/*
 * What the ledger holds of a batch, reversals taken off, beside the payments of a list.
 */
#ifndef BANGFU_BANK_POSTED_H
#define BANGFU_BANK_POSTED_H

#include "bank/payments.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"

/* Sums of a household. */
struct posted_sums {
    struct money all, item[ITEM_COUNT];
};

/* Owned by its user; a zeroed one is empty. */
struct posted {
    const char *ledger, *batch;
    struct names households;
    struct posted_sums *sum; /* by the household's number */
    size_t room;
    long entries, count; /* of the batch; households with more than nothing */
    struct money total;
    char input[DIGEST_TEXT_SIZE]; /* of the table that was posted */
};

/* Reads the batch, which must be there. */
bool posted_load(struct posted *posted, const char *ledger, const char *batch, struct error *error);
void posted_free(struct posted *posted);

/* Whether it has anything for a household. */
bool posted_has(const struct posted *posted, struct text household);

/*
 * Compares each household's sum with that of the list, and each item that the table has. Those
 * that were refused, and named, are left out of it and counted. Appends a line for each of the
 * first that differ, one for how many more do, and the totals; `program` begins each line. False
 * without memory.
 */
bool posted_compare(const struct posted *posted, const struct payments *payments,
                    const char *program, struct buffer *messages, long *differences);

#endif
