/* The account of leaving the programme (rules(7) section 3), as account/account.h. */
#ifndef BANGFU_ACCOUNT_EXIT_H
#define BANGFU_ACCOUNT_EXIT_H

#include "account/account.h"
#include "rules/exit.h"

/*
 * The whole of a decision that was made (EXIT_DECIDED): the months, the run, the latest month's
 * amounts, each rule in its order, the deadlines of objection and review, and `step`, which
 * exit_next_step gave. `policy` is the one in force on the day of the decision.
 */
void account_exit(struct buffer *out, const struct policy_set *policy, const struct exit_run *run,
                  const struct exit_state *state, const struct exit_decision *decision,
                  const struct exit_deadlines *deadlines, enum exit_step step);

/* 自愿退档, 告知本人 … in the user's language. */
const char *account_exit_status(enum exit_status status);
const char *account_exit_step(enum exit_step step);

#endif
