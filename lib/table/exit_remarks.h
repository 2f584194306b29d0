/*
 * What stands in a household's `exit_reasons` besides the rule that decided: why one who stays is
 * not out of hardship, and what somebody must look at.
 */
#ifndef BANGFU_TABLE_EXIT_REMARKS_H
#define BANGFU_TABLE_EXIT_REMARKS_H

#include "rules/exit.h"
#include "table/filter.h"

/* Of exit.stay: what exit.out lacks. Each is added to a slot that has been begun. */
void exit_put_what_lacks(struct row *row, int slot, const struct exit_run *run,
                         const struct exit_state *state, const struct exit_decision *decision);

/* Reviews that are open, late or impossible, and last days that cannot be told. `overdue`: the
 * review is, on the day of --as-of. True where there is anything. */
bool exit_put_findings(struct row *row, int slot, const struct exit_deadlines *deadlines,
                       bool overdue);

#endif
