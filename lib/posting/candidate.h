/*
 * The households of a list that is to be posted, kept until all are known: about 400 bytes each
 * and their texts once.
 */
#ifndef BANGFU_POSTING_CANDIDATE_H
#define BANGFU_POSTING_CANDIDATE_H

#include "base/names.h"
#include "rules/recheck.h"
#include "table/facts.h"

/* A household as its row was read. Texts are numbers in `candidates.texts`. */
struct candidate {
    uint32_t household, approved_by, approved_on;
    uint32_t key;     /* of the household (base/household_key.h), or NAMES_NONE */
    uint32_t id;      /* the ID number, in memory only, or NAMES_NONE */
    uint32_t person;  /* keyed hash of it, or NAMES_NONE */
    uint32_t blocked; /* why it may not be paid, as it is written; NAMES_NONE: it may */
    const char *file;
    long line;
    const struct policy_set *policy;
    struct assessment assessment;
    struct aid_facts facts;
    struct recorded recorded;
};

/* Zeroed, there are none. */
struct candidates {
    struct candidate *list;
    size_t count, room;
    struct names texts;
};

/* False without memory. */
bool candidates_add(struct candidates *candidates, const struct candidate *candidate);
void candidates_free(struct candidates *candidates);

/* The text of a number; empty for NAMES_NONE. */
struct text candidates_text(const struct candidates *candidates, uint32_t number);

/* The number of a text, NAMES_NONE for an empty one. False without memory. */
bool candidates_keep(struct candidates *candidates, struct text text, uint32_t *number);

/* Adds a reason why the candidate may not be paid. False without memory. */
bool candidates_block(struct candidates *candidates, struct candidate *candidate,
                      struct text reason);

#endif
