/*
 * The digest of what is in force for a region on a day: two decisions with the same digest were
 * made by the same numbers, wherever the tables lay that named them.
 */
#ifndef BANGFU_POLICY_DIGEST_H
#define BANGFU_POLICY_DIGEST_H

#include "policy/policy.h"

/*
 * SHA-256 over `name=value` for each parameter in turn. The value is what was read of the row, not
 * how it was written: 756 and 756.00 are one, and so are a default and a row that says the same.
 * What is unset has an empty value.
 */
void policy_digest(const struct policy_set *set, char out[DIGEST_TEXT_SIZE]);

#endif
