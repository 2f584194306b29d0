/*
 * The facts of a household out of a record.
 */
#ifndef BANGFU_TABLE_FACTS_H
#define BANGFU_TABLE_FACTS_H

#include "rules/entitlement.h"
#include "table/fact.h"

/* The reason why a rule could decide nothing. */
struct reason reason_undecided(enum undecided undecided, enum parameter gap);

/* The cells that make up `struct household` and its place in the policy, first in `reads`. */
#define HOUSEHOLD_COLUMNS                                                                          \
    {"household_size", true}, {"annual_income", true}, {"region", false}, {"assessed_on", false},  \
        {"medical_cost", false}, {"disability_cost", false}, {"education_cost", false},            \
        {"other_rigid_cost", false}, {"employment_cost", false}, {"accident_loss", false},         \
        {"accident_compensation", false},                                                          \
    {                                                                                              \
        "living_difficulty", false                                                                 \
    }
#define HOUSEHOLD_COLUMN_COUNT 12

/* The place of the day in it. */
#define HOUSEHOLD_ASSESSED_ON 3

/* The further cells of `struct aid_facts`. */
#define AID_COLUMNS                                                                                \
    {"medical_self_paid", false}, {"students_college", false}, {"students_high_school", false},    \
        {"students_special", false}, {"living_months", false}, {"living_paid", false},             \
        {"medical_paid", false}, {"education_paid", false},                                        \
    {                                                                                              \
        "accident_paid", false                                                                     \
    }
#define AID_COLUMN_COUNT 9

/* The first of what was paid, behind the first of AID_COLUMNS. */
#define AID_FIRST_PAID (AID_COLUMN_COUNT - ITEM_COUNT)

/* `header` of a filter of HOUSEHOLD_COLUMNS: it needs a region from each record or --region. */
bool facts_check(struct run *run, struct layout *layout, struct error *error);

/* Where and when a household is judged. */
struct assessment {
    struct region region;
    struct date date;
};

/* Reads the household, and the policy in force for its region and day. */
bool facts_household(struct row *row, struct household *out, struct assessment *assessment,
                     const struct policy_set **policy, struct reason *reason);

/* Reads the rest of `struct aid_facts`, whose cells begin at `column`. */
bool facts_aid(struct row *row, int column, struct aid_facts *out, struct reason *reason);

/* The cells in which classify says what it decided. */
#define DECIDED_COLUMNS                                                                            \
    {"category", true}, {"categories", false},                                                     \
    {                                                                                              \
        "dibao", false                                                                             \
    }

/*
 * True when a record's category, categories and dibao, which begin at `column`, are what its facts
 * give: aid by a category that was changed by hand, or decided by another standard, would not
 * stand up to a check.
 */
bool facts_same_category(struct row *row, int column, const struct hardship *hardship,
                         struct reason *reason);

/*
 * Begins the account of a record: whose it is (`column` is that of household_id), where it
 * stands, and by which region and day it was judged, where those could be read.
 */
void facts_account_heading(struct row *row, int column, const struct assessment *assessment,
                           bool readable);

#endif
