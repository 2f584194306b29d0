/*
 * How much aid a household is granted: plan 1, part 三, section (二) (帮扶标准). By category the
 * items and their order, aid already paid, the category that is taken, the approval level.
 */
#ifndef BANGFU_RULES_AID_H
#define BANGFU_RULES_AID_H

#include "rules/entitlement.h"

/* Why granting came to its end. */
enum stop {
    STOP_NOTHING_LEFT, /* no item with something left that was not granted */
    STOP_NO_LONGER,    /* with aid as income the category's condition no longer holds */
    STOP_TOTAL_CAP,    /* the year's total is reached */
    STOP_SINGLE,       /* only one item may be granted */
    STOP_OTHER_PAID,   /* another item was paid this year, and only one may be */
    STOP_SEVERAL_PAID, /* two or more items were paid this year, and only one may be */
};

/* One item granted, and the second assessment made before it. */
struct aid_step {
    enum item item;
    bool assessed;          /* false: nothing was paid or granted before, none is needed */
    struct money counted;   /* aid counted as income in it */
    struct finding finding; /* the category's condition then; with `assessed` */
    struct money left;      /* of the item's entitlement */
    struct money granted;   /* less than `left` where the total's cap cuts it */
};

/* What one category would grant. */
struct award {
    enum category category;
    bool several; /* items = all; false: one */
    bool best;    /* the order was searched for, not given */
    const struct policy_value *items, *order, *total_cap;
    struct entitlement entitlement[ITEM_COUNT];
    struct money left[ITEM_COUNT]; /* entitlement less what was paid, not below 0 */
    struct aid_step step[ITEM_COUNT];
    int steps;
    struct money granted[ITEM_COUNT];
    struct money total;
    enum stop stop;
    struct aid_step failed; /* with STOP_NO_LONGER: the assessment that did not hold */
};

enum approval { APPROVAL_NONE, APPROVAL_COUNTY, APPROVAL_PROVINCE, APPROVAL_NATIONAL };

struct aid {
    enum undecided undecided;
    enum parameter gap;                /* with UNDECIDED_GAP */
    unsigned categories;               /* considered: a bit each; only their awards are filled in */
    enum category category;            /* the one whose standard is taken; CATEGORY_COUNT: none */
    const struct policy_value *choice; /* `aid.category_choice` */
    struct money paid;                 /* all aid of this year that was paid before */
    struct award award[CATEGORY_COUNT];
    enum approval approval;
    struct money medical_of_year;           /* what the approval level goes by */
    const struct policy_value *approval_by; /* the limit reached, or NULL */
};

/*
 * Decides the aid of a household that belongs to `categories` (bits by enum category, from
 * hardship_decide). With no category nothing is granted.
 */
void aid_decide(const struct policy_set *policy, const struct aid_facts *facts, unsigned categories,
                struct aid *out);

/*
 * The level of approval that medical aid of the year needs, P1 三(二)1, where there is any aid;
 * `*by` is the limit that it reaches, or NULL.
 */
enum approval approval_needed(const struct policy_set *policy, struct money medical_of_year,
                              const struct policy_value **by);

extern const char *const APPROVAL_NAMES[];

#endif
