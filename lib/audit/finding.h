/*
 * What an audit finds, as a record of its table and in the sums of its summary.
 */
#ifndef BANGFU_AUDIT_FINDING_H
#define BANGFU_AUDIT_FINDING_H

#include "base/buffer.h"
#include "base/money.h"
#include "rules/recheck.h"

/* Those that are about money come first. */
enum audit_code {
    AUDIT_OVER,                            /* by item */
    AUDIT_UNDER = AUDIT_OVER + ITEM_COUNT, /* by item */
    AUDIT_TOTAL = AUDIT_UNDER + ITEM_COUNT,
    AUDIT_DIBAO,
    AUDIT_YEAR_LIMIT,
    AUDIT_UNEXPLAINED_PAYMENT,
    AUDIT_NEVER_PAID,
    AUDIT_INVALID_WITH_AID,
    AUDIT_AMOUNTS,
    AUDIT_UNREADABLE = AUDIT_AMOUNTS,
    AUDIT_UNDECIDABLE,
    AUDIT_CATEGORY,
    AUDIT_CONDITION,
    AUDIT_SEVERAL_ITEMS,
    AUDIT_APPROVAL_MISSING,
    AUDIT_APPROVAL_TOO_LOW,
    AUDIT_APPROVAL_TOO_HIGH,
    AUDIT_NOT_APPROVED,
    AUDIT_AFTER_EXIT,
    AUDIT_PERSON_TWICE,
    AUDIT_CARD_TWICE,
    AUDIT_HOUSEHOLD_TWICE,
    AUDIT_POLICY,
    AUDIT_CODES
};

extern const char *const AUDIT_NAMES[AUDIT_CODES];

/* The code of what a decision was found to be. */
enum audit_code audit_code_of(const struct recheck_finding *finding);

/* The columns that it is written in. */
#define AUDIT_COLUMNS 7
extern const char *const AUDIT_ADDS[AUDIT_COLUMNS];

/* Texts are borrowed. */
struct audit_finding {
    enum audit_code code;
    struct text place;     /* `LINE`, of several files `FILE:LINE`; empty where there is none */
    struct text household; /* household_id */
    struct text recorded, recomputed; /* words; what is above AUDIT_AMOUNTS, or has no amount */
    struct money was, should_be;      /* amounts; what is below AUDIT_AMOUNTS */
    struct text source;
};

/* True where it is about money: of those that are, one may be of words all the same. */
static inline bool audit_has_amounts(const struct audit_finding *finding)
{
    return finding->code < AUDIT_AMOUNTS && finding->recorded.n == 0;
}

/* Appends the record; numbers of people in it are hidden. */
void audit_put(const struct audit_finding *finding, struct buffer *out);

/* Sums: how many, and for amounts what was too much and what was too little, in fen. */
enum {
    AUDIT_TALLY_OVER = AUDIT_CODES,
    AUDIT_TALLY_UNDER = AUDIT_TALLY_OVER + AUDIT_AMOUNTS,
    AUDIT_TALLIES = AUDIT_TALLY_UNDER + AUDIT_AMOUNTS
};

/* Adds it to the sums. */
void audit_count(const struct audit_finding *finding, int64_t tally[AUDIT_TALLIES]);

/* Where the text of a value's source stands, else its name; where `by` is NULL, `otherwise`. */
struct text audit_source(const struct policy_value *by, const char *otherwise);

#endif
