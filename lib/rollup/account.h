/*
 * How the values of a household came about, for --explain.
 */
#ifndef BANGFU_ROLLUP_ACCOUNT_H
#define BANGFU_ROLLUP_ACCOUNT_H

#include "policy/policy.h"
#include "rollup/sums.h"

/* `by` is the policy's value of the wage, or NULL; the sum is of the year, or NULL where it cannot
 * be told. */
void account_members(struct buffer *out, const char *file, const struct family *family,
                     const struct imputed_wage *wage, const struct policy_value *by,
                     struct money other, const struct money *sum);

void account_receipts(struct buffer *out, const char *file, const struct family *family,
                      const struct window *window, const struct receipt_sums *sums);

#endif
