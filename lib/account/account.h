/*
 * The account of a decision, for the caseworker who must answer "why": written from what the
 * rules returned, in the user's language. Nothing is decided here; sums of costs are made again
 * to be shown.
 */
#ifndef BANGFU_ACCOUNT_ACCOUNT_H
#define BANGFU_ACCOUNT_ACCOUNT_H

#include "base/buffer.h"
#include "rules/aid.h"
#include "rules/hardship.h"

/* A value of the policy and where it comes from, on a line of its own. */
void account_source(struct buffer *out, const char *indent, const struct policy_value *value);

/* A value of the policy in force on `date`, in lines of its own: what, since when, by whom. */
void account_policy_value(struct buffer *out, const struct policy_value *value, struct date date);

/* One category's condition: each test, what it saw, its limit and operator, the distance. */
void account_finding(struct buffer *out, const char *indent, const struct household *household,
                     const struct finding *finding);

/* The whole of hardship_decide. */
void account_hardship(struct buffer *out, const struct policy_set *policy,
                      const struct household *household, const struct hardship *decision);

/* The whole of aid_decide. */
void account_aid(struct buffer *out, const struct policy_set *policy, const struct aid_facts *facts,
                 const struct aid *decision);

/* 深度困难, 生活救助 … in the user's language. */
const char *account_category(enum category category);
const char *account_item(enum item item);

/* An amount as text, for the arguments of a format: `account_yuan(m).text`. */
struct amount_text {
    char text[MONEY_TEXT_SIZE];
};

struct amount_text account_yuan(struct money m);

/* The same of a day. */
struct day_text {
    char text[DATE_TEXT_SIZE];
};

struct day_text account_day(struct date d);

/* yes or no, in the user's language. */
const char *account_yes_or_no(bool yes);

#endif
