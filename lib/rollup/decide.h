/*
 * What becomes of one household's record: its members and receipts added up on its day, by the
 * policy of its region.
 */
#ifndef BANGFU_ROLLUP_DECIDE_H
#define BANGFU_ROLLUP_DECIDE_H

#include "rollup/options.h"
#include "rollup/tables.h"
#include "table/facts.h"

/* The columns of a household that are read, and those whose values are computed, in the order of
 * enum rolled. */
#define ROLLUP_COLUMNS                                                                             \
    {"household_id", true}, {"id_number", false}, {"region", false}, {"assessed_on", false},       \
        {"applied_on", false}, {"other_income", false}, {"problems", false},                       \
        {"household_size", false}, {"annual_income", false}, {"students_college", false},          \
        {"students_high_school", false}, {"students_special", false}, {"disabled_members", false}, \
        {"single_parent", false}, {"medical_cost", false}, {"disability_cost", false},             \
        {"education_cost", false},                                                                 \
    {                                                                                              \
        "medical_self_paid", false                                                                 \
    }

enum {
    ROLLUP_HOUSEHOLD_ID,
    ROLLUP_ID_NUMBER,
    ROLLUP_REGION,
    ROLLUP_ASSESSED_ON,
    ROLLUP_APPLIED_ON,
    ROLLUP_OTHER_INCOME,
    ROLLUP_PROBLEMS,
    ROLLUP_STATED, /* the first of the values */
};

enum rolled {
    ROLLED_SIZE,
    ROLLED_INCOME,
    ROLLED_STUDENTS,
    ROLLED_DISABLED = ROLLED_STUDENTS + STAGE_COUNT,
    ROLLED_SINGLE_PARENT,
    ROLLED_OF_MEMBERS, /* those behind are of receipts */
    ROLLED_COST = ROLLED_OF_MEMBERS,
    ROLLED_SELF_PAID = ROLLED_COST + RECEIPT_KINDS,
    ROLLED_COUNT
};

/* All that is found for one record. */
struct rollup {
    struct assessment assessment;
    bool has_day, has_region;
    const struct policy_value *wage_by; /* NULL: no policy was asked */
    bool wage_gap;
    struct imputed_wage wage;
    struct money other_income;
    bool other_wrong;
    struct member_sums members;
    struct money income;
    bool has_window;
    struct window window;
    struct receipt_sums receipts;
    struct computed value[ROLLED_COUNT];
};

/* Adds up; what is wrong with the record is noted. False without memory. */
bool rollup_decide(struct row *row, const struct rollup_options *options,
                   const struct tables *tables, struct notes *notes, struct rollup *out);

#endif
