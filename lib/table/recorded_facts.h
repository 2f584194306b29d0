/*
 * The decision that is on record in a row: what classify, calc-aid and the office have written.
 */
#ifndef BANGFU_TABLE_RECORDED_FACTS_H
#define BANGFU_TABLE_RECORDED_FACTS_H

#include "rules/recheck.h"
#include "table/fact.h"

/* The cells of `struct recorded`. */
#define RECORDED_COLUMNS                                                                           \
    {"category", true}, {"living_aid", false}, {"medical_aid", false}, {"education_aid", false},   \
        {"accident_aid", false}, {"total_aid", false}, {"approval", false},                        \
        {"approved_by", false}, {"approved_on", false},                                            \
    {                                                                                              \
        "aid_category", false                                                                      \
    }
#define RECORDED_COLUMN_COUNT 10

/* Their places behind the first. */
enum {
    RECORDED_CATEGORY,
    RECORDED_FIRST_ITEM,
    RECORDED_TOTAL = RECORDED_FIRST_ITEM + ITEM_COUNT,
    RECORDED_APPROVAL,
    RECORDED_APPROVED_BY,
    RECORDED_APPROVED_ON,
    RECORDED_AID_CATEGORY
};

/*
 * Reads what is on record from the cells that begin at `column`. Approved is what names a
 * union of the recorded level and has a day that is not after `today`. A row has aid where the
 * table has the column of an item; an empty cell is nothing granted. Invalid is what classify or
 * calc-aid could not decide. False with `reason` where a cell cannot be read.
 */
bool facts_recorded(struct row *row, int column, struct date today, struct recorded *out,
                    struct reason *reason);

/* Appends what a finding is called: `category`, `living-over`, `approval-too-low` … */
void recorded_put_code(const struct recheck_finding *finding, struct buffer *out);

#endif
