/* The account of student aid in autumn (金秋助学; rules(7) section 5), as account/account.h. */
#ifndef BANGFU_ACCOUNT_GOLDEN_AUTUMN_H
#define BANGFU_ACCOUNT_GOLDEN_AUTUMN_H

#include "account/account.h"
#include "rules/golden_autumn.h"

/*
 * The whole of a decision that was made (DECIDED): each rule with what was stated, what is required
 * and whose limit that is, and the category. `policy` is the one the decision was made by.
 */
void account_golden_autumn(struct buffer *out, const struct policy_set *policy,
                           const struct ga_application *application,
                           const struct golden_autumn *decision);

/* 身份证, 户口簿 … in the user's language. */
const char *account_ga_document(enum ga_document document);

#endif
