/*
 * What the registers of other bodies say of a household (信息比对): plan 1, part 三(三)1(4), and
 * the limits of plan 2, part 三; rules(7).
 *
 * Every line of a register with the ID number of a member is a hit, the same line twice is two.
 * Where the name beside it is another, it is none, but doubt.
 */
#ifndef BANGFU_RULES_MATCHING_H
#define BANGFU_RULES_MATCHING_H

#include "policy/policy.h"
#include "rules/filing.h"

enum register_kind {
    REGISTER_HOUSE,    /* match.house.max */
    REGISTER_VEHICLE,  /* match.vehicle.max */
    REGISTER_BUSINESS, /* match.business.max */
    REGISTER_DECEASED, /* match.deceased.max */
    REGISTER_INCOME,   /* match.income_tolerance, of the amounts found */
    REGISTER_OTHER,    /* hits are counted, and fail nobody */
    REGISTER_KINDS
};

/* What was found in one register of a household. */
struct register_found {
    enum register_kind kind;
    int64_t hits;
    int64_t differs; /* lines with the ID number of a member and another name */
};

struct matching_facts {
    const struct register_found *found;
    int registers;
    int64_t unmatched; /* members that cannot be looked for: without a sound ID number */
    int64_t unread;    /* lines found whose amount cannot be read */
    bool has_income;   /* at least one amount was found */
    struct money income_found, income_stated; /* neither is negative */
};

/* With a `gap`, nothing could be decided. */
struct matching {
    enum parameter gap; /* PARAMETER_COUNT: none */
    enum verdict verdict;
};

/* The most hits of a register that a household may have, or NULL where nothing limits them. */
const struct policy_value *matching_limit(const struct policy_set *policy, enum register_kind kind);

/* Its hits are above the limit: the household fails. */
bool matching_exceeds(const struct policy_set *policy, const struct register_found *found);

/* The income found is above the stated one by more than the tolerance. */
bool matching_income_exceeds(const struct policy_set *policy, const struct matching_facts *facts);

void matching_decide(const struct policy_set *policy, const struct matching_facts *facts,
                     struct matching *out);

#endif
