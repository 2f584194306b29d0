/* The account of the matching of data (信息比对), as account/account.h. */
#ifndef BANGFU_ACCOUNT_MATCHING_H
#define BANGFU_ACCOUNT_MATCHING_H

#include "account/account.h"
#include "rules/matching.h"

/*
 * The whole of a decision that was made: what was found in each register, by `names`, its limit
 * and whose limit that is, the incomes, and the verdict. `policy` is the one it was made by.
 */
void account_matching(struct buffer *out, const struct policy_set *policy,
                      const struct matching_facts *facts, const char *const *names,
                      const struct matching *decision);

#endif
