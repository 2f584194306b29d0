/*
 * What a household may be granted for one item in a year, by the standard of one category:
 * the amounts of plan 1, part 三, section (二) (帮扶标准), before aid already paid is taken off.
 */
#ifndef BANGFU_RULES_ENTITLEMENT_H
#define BANGFU_RULES_ENTITLEMENT_H

#include "rules/hardship.h"

/* The facts that aid depends on, besides those of the category. No amount is negative. */
struct aid_facts {
    struct household household;
    struct money medical_self_paid; /* 个人承担部分, of the year */
    int64_t students[STAGE_COUNT];  /* 就学子女 by stage */
    bool has_living_months;
    struct rate living_months;     /* the reviewer's own number of months */
    struct money paid[ITEM_COUNT]; /* aid of this year that was paid before */
};

enum basis {
    BASIS_NONE,   /* the category does not have this item */
    BASIS_MONTHS, /* months × dibao (× students) */
    BASIS_AMOUNT, /* a fixed amount */
    BASIS_RATE,   /* a rate, perhaps by marginal brackets */
    BASIS_STEP,   /* the amount of the highest step reached */
};

struct entitlement {
    enum basis basis;
    enum category standard;        /* whose parameters: its own category, or deep when scaled */
    const struct policy_value *by; /* the parameter of the amount; NULL for education: by stage */
    const struct policy_value *scale; /* the scale applied to deep's amount, or NULL */
    const struct policy_value *cap;   /* the cap that cut the amount, or NULL */
    bool reviewers_months;            /* living: the reviewer's own number stood for the policy's */
    bool cut_to_self_paid;            /* medical: cut to what was paid out of pocket */
    struct money before_cap;          /* rounded, not yet cut to the cap */
    struct money amount;              /* the year's entitlement */
};

/*
 * aid.living, aid.medical, aid.education, aid.accident: the year's entitlement to `item` by the
 * standard of category `c`. DECIDED, UNDECIDED_OVERFLOW or UNDECIDED_LIVING_MONTHS.
 */
enum undecided entitlement_decide(const struct policy_set *policy, const struct aid_facts *facts,
                                  enum category c, enum item item, struct entitlement *out);

/* The whole amounts of the policy's rounding: 1 fen, or 100 for yuan. */
int64_t rounding_unit(const struct policy_set *policy);

/* `aid.living` …: the ids of the rules, by item. */
extern const char *const AID_RULES[ITEM_COUNT];

#endif
