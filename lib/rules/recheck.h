/*
 * Whether a decision on record is what the rules give: plan 1, part 三. The same facts are decided
 * again by what was in force, and all that differs is named. Before aid is paid (post-aid) and
 * years later (audit) it is one and the same look.
 */
#ifndef BANGFU_RULES_RECHECK_H
#define BANGFU_RULES_RECHECK_H

#include "rules/aid.h"
#include "rules/hardship.h"

/* What is on record of one household. */
struct recorded {
    bool invalid;           /* recorded as one that could not be decided: nothing else is read */
    enum category category; /* CATEGORY_COUNT: none */
    bool has_aid;           /* amounts are recorded; without them only the category is looked at */
    struct money aid[ITEM_COUNT];
    bool has_total;
    struct money total;
    bool has_approval; /* the table has the column */
    enum approval approval;
    bool has_approved; /* the table says whether the higher union has approved */
    bool approved;     /* by whom and on which day, which has come */
};

enum recheck_kind {
    RECHECK_UNDECIDABLE, /* recorded as decided, but the facts decide nothing */
    RECHECK_CATEGORY,    /* another category is recorded than the facts give */
    RECHECK_CONDITION,   /* the recorded category's own condition does not hold */
    RECHECK_OVER,        /* more of an item than is due */
    RECHECK_UNDER,       /* less of an item than is due */
    RECHECK_SEVERAL_ITEMS, /* several items where only one may be granted (只予单一项目救助) */
    RECHECK_TOTAL,         /* the total is not the sum of the items */
    RECHECK_APPROVAL_MISSING,  /* aid without a level of approval */
    RECHECK_APPROVAL_TOO_LOW,  /* a lower level than the year's medical aid needs */
    RECHECK_APPROVAL_TOO_HIGH, /* a higher one */
    RECHECK_NOT_APPROVED,      /* above the county's level, and no approval is recorded */
    RECHECK_KINDS
};

/* The most findings of one decision: each kind once, over or under for each item. */
#define RECHECK_MAX (RECHECK_KINDS + 2 * ITEM_COUNT)

/* What was found. The amounts are those of RECHECK_OVER, _UNDER and _TOTAL. */
struct recheck_finding {
    enum recheck_kind kind;
    enum item item;                    /* of RECHECK_OVER, RECHECK_UNDER */
    struct money recorded, recomputed; /* fen */
    const struct policy_value *by;     /* the value that sets the limit, or NULL */
};

/* Everything that was decided anew. `aid` means something where `hardship` is DECIDED and amounts
 * are recorded. */
struct recheck {
    struct hardship hardship;
    struct aid aid;
    enum approval needed; /* by what is recorded as granted; APPROVAL_NONE: that is nothing */
    int count;
    struct recheck_finding finding[RECHECK_MAX];
};

/*
 * Decides `facts` again and compares. `facts->paid` is aid of the year that was paid before the
 * recorded decision. The approval is compared where something is recorded as granted, by the level
 * that the year's medical aid *as recorded* needs (paid before and recorded, P1 三(二)1).
 */
void recheck_decide(const struct policy_set *policy, const struct aid_facts *facts,
                    const struct recorded *recorded, struct recheck *out);

#endif
