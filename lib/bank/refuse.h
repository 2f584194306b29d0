/*
 * A record of the aid list made a payment, or refused: every fault of it is said on standard
 * error, by file, line and column, with names and numbers masked.
 */
#ifndef BANGFU_BANK_REFUSE_H
#define BANGFU_BANK_REFUSE_H

#include "bank/encode.h"
#include "bank/options.h"
#include "bank/payments.h"
#include "bank/posted.h"
#include "policy/parameter.h"

/* The cells of a payment, in the order of `enum payment_column`. */
#define PAYMENT_COLUMNS                                                                            \
    {"household_id", true}, {"name", true}, {"bank_card", true}, {"id_number", false},             \
        {"bank_name", false}, {"account_name", false}, {"phone", false}, {"region", false},        \
        {"category", false}, {"aid_category", false}, {"problems", false}, {"living_aid", false},  \
        {"medical_aid", false}, {"education_aid", false}, {"accident_aid", false},                 \
        {"total_aid", false},                                                                      \
    {                                                                                              \
        "bank_result", false                                                                       \
    }

enum payment_column {
    PAYMENT_HOUSEHOLD,
    PAYMENT_NAME,
    PAYMENT_CARD,
    PAYMENT_ID,
    PAYMENT_BANK,
    PAYMENT_ACCOUNT_NAME,
    PAYMENT_PHONE,
    PAYMENT_REGION,
    PAYMENT_CATEGORY,
    PAYMENT_AID_CATEGORY,
    PAYMENT_PROBLEMS,
    PAYMENT_FIRST_ITEM,
    PAYMENT_TOTAL = PAYMENT_FIRST_ITEM + ITEM_COUNT,
    PAYMENT_BANK_RESULT
};

/* All that is kept while an aid list is read. */
struct payment_reader {
    const struct bank_options *options;
    const struct posted *posted; /* who is paid; NULL: everybody who is granted something */
    struct encoder encoder;
    struct payments payments;
    struct buffer text; /* a field being made */
    bool failed;        /* out of memory */
};

bool payment_reader_open(struct payment_reader *reader, const struct bank_options *options,
                         const struct posted *posted, struct error *error);
void payment_reader_close(struct payment_reader *reader);

/* For `header`: an amount must be there. */
bool payment_check_header(const struct run *run, const struct layout *layout, struct error *error);

/* Takes a record in: flagged where it is refused, or nothing was decided. */
enum outcome payment_take(struct payment_reader *reader, struct row *row);

/* When all are taken in: refuses those that clash with one another, and numbers those that are
 * left. */
bool payment_reader_finish(struct payment_reader *reader, const struct run *run,
                           struct buffer *messages, struct error *error);

#endif
