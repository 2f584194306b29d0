/*
 * The bank's answer beside the payments of the list that it answers: which were paid, which were
 * not, and what does not agree.
 */
#ifndef BANGFU_BANK_SETTLE_H
#define BANGFU_BANK_SETTLE_H

#include "bank/options.h"
#include "bank/payments.h"
#include "bank/sent.h"

enum settled { SETTLED_UNANSWERED, SETTLED_PAID, SETTLED_FAILED, SETTLED_UNKNOWN };
#define SETTLED_COUNT (SETTLED_UNKNOWN + 1)

/* `unanswered` and so on. */
extern const char *const SETTLED_NAMES[SETTLED_COUNT];

struct settlement_entry {
    enum settled settled;
    uint32_t message; /* the bank's, in `messages` */
    long line;        /* of the answer; 0: none yet */
};

/* Owned by its user; a zeroed one is empty. */
struct settlement {
    const struct payments *payments;
    const struct bank_options *options;
    const char *program, *file;
    struct settlement_entry *of; /* of each payment, by its place in the list */
    size_t *by_card;             /* a payment's place and 1 */
    struct sent sent;            /* the list as it was sent, where it was given */
    struct names messages;
    struct buffer *out; /* lines for standard error */
    long faults;        /* answers that do not agree with the list */
    long count[SETTLED_COUNT];
    struct money sum[SETTLED_COUNT];
};

/* Reads the answer of `options->result`, and `options->sent`; what is wrong with lines of it is
 * appended to `out`, `program` at the beginning of each. */
bool settlement_read(struct settlement *settlement, const struct payments *payments,
                     const struct bank_options *options, const char *program, struct buffer *out,
                     struct error *error);
void settlement_free(struct settlement *settlement);

#endif
