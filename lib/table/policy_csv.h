/*
 * Values of the policy as rows of a policy table: the format of policy(5), written.
 */
#ifndef BANGFU_TABLE_POLICY_CSV_H
#define BANGFU_TABLE_POLICY_CSV_H

#include "base/buffer.h"
#include "policy/policy.h"

#define POLICY_CSV_HEADER                                                                          \
    "scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit,source\n"

/* Appends the rows of a value that a row sets, one for each bracket. */
void policy_csv_put(struct buffer *out, const struct policy_value *value);

#endif
