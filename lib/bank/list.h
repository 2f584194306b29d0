/*
 * The bank's batch file, put together.
 */
#ifndef BANGFU_BANK_LIST_H
#define BANGFU_BANK_LIST_H

#include "bank/encode.h"
#include "bank/options.h"
#include "bank/payments.h"

/* For each column of the format, how many lines have nothing in it. */
struct list_empties {
    long of[FIELD_COUNT];
};

/* Appends the whole file, in the bank's encoding. */
bool list_put(const struct payments *payments, const struct bank_options *options,
              struct encoder *encoder, struct buffer *out, struct list_empties *empties,
              struct error *error);

#endif
