/*
 * The options of roll-up itself.
 */
#ifndef BANGFU_ROLLUP_OPTIONS_H
#define BANGFU_ROLLUP_OPTIONS_H

#include "rollup/cells.h"
#include "rollup/sums.h"

struct rollup_options {
    const char *members, *receipts; /* operands; NULL: not given */
    bool has_window;
    struct window window;
    enum trust trust;
};

extern const struct command_option ROLLUP_OPTIONS[];

bool rollup_take(struct rollup_options *options, int id, const char *value, struct error *error);

/* Before anything is read: there are members, nothing is written over what is read, and standard
 * input is one table only. */
bool rollup_check(const struct rollup_options *options, const struct run *run, struct error *error);

#endif
