/*
 * The options of pay-list, and what they say of the file that is made or of its answer.
 */
#ifndef BANGFU_BANK_OPTIONS_H
#define BANGFU_BANK_OPTIONS_H

#include "bank/format.h"
#include "base/error.h"
#include "table/filter.h"

#define SUCCESS_WORDS_MAX 32

/* Zeroed: none was given. */
struct bank_options {
    const struct bank_format *format; /* never NULL after bank_options_check */
    const char *encoding;
    const char *purpose;
    const char *payer_bank, *payer_account, *payer_name;
    const char *ledger, *batch;
    const char *result; /* the bank's answer, or NULL: the list is made */
    const char *sent;   /* the list that it answers, as it was sent; or NULL */
    const char *success[SUCCESS_WORDS_MAX];
    int success_count;
    bool notify, skip_blocked;
};

extern const struct command_option BANK_OPTIONS[];
bool bank_options_take(struct bank_options *options, int id, const char *value,
                       struct error *error);

/* For `begin`: fills in what was not said, and refuses what does not go together or cannot stand
 * in the file, and outputs in the place of what is read. */
bool bank_options_check(struct bank_options *options, const struct run *run, struct error *error);

#endif
