/*
 * Why a record cannot be decided, as it stands in its reasons column: `missing:annual_income`,
 * `household_size:out-of-range`, `no-policy:dibao`.
 */
#ifndef BANGFU_TABLE_REASON_H
#define BANGFU_TABLE_REASON_H

#include "base/buffer.h"

/* Zeroed, there is none. */
struct reason {
    const char *column; /* NULL: `code` says it all */
    const char *code;   /* NULL: there is none */
    const char *detail; /* behind `code` and a colon, or NULL */
};

/* Appends a reason as it is written. */
void reason_put(const struct reason *reason, struct buffer *out);

/* What its code says, in words. */
const char *reason_words(const struct reason *reason);

/* Appends a line of an account: the reason as it stands in the table, and in words. */
void reason_account(const struct reason *reason, struct buffer *out);

#endif
