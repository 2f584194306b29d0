/* What list-aid is asked for. */
#ifndef BANGFU_PAYMENTS_LIST_OPTIONS_H
#define BANGFU_PAYMENTS_LIST_OPTIONS_H

#include "store/ledger.h"
#include "table/command.h"

/* Zeroed but for `wait`, nothing was asked for yet. */
struct list_options {
    bool help, version, totals, verify;
    const char *ledger, *head, *output;
    struct entry_pick pick;
    bool picks; /* an option that picks was given */
    long wait;  /* seconds */
};

extern const struct command_option LIST_OPTIONS[];
bool list_options_take(void *options, int id, const char *value, struct error *error);

/* The ledger may be the first operand. False where the options do not go together. */
bool list_options_agree(struct list_options *options, const struct command *command,
                        const char *operand, const char *more, struct error *error);

#endif
