/* The account of filing (rules(7) section 4), as account/account.h. */
#ifndef BANGFU_ACCOUNT_FILING_H
#define BANGFU_ACCOUNT_FILING_H

#include "account/account.h"
#include "rules/filing.h"

/*
 * The whole of a decision that was made (FILING_DECIDED): each check that is asked with what was
 * seen, what is required and whose limit that is, the publicity's days, the earliest day of
 * filing, what is missing, and what comes next. `policy` is the one the decision was made by.
 */
void account_filing(struct buffer *out, const struct policy_set *policy,
                    const struct application *application, const struct filing *decision);

/* 初审, 公示 … in the user's language; of the short way the first review is the visit. */
const char *account_filing_stage(enum filing_stage stage, bool accidental);
const char *account_filing_step(enum filing_step step);
const char *account_filing_document(enum filing_document document);

/* Appends a line for standard error: the calendar ends before the earliest day of filing of so many
 * applications, which is said and not guessed. */
void account_filing_unknown_years(struct buffer *out, const char *program,
                                  const struct calendar *calendar, struct date today, long count);

#endif
