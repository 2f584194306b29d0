/*
 * What calc-aid writes of the aid of a household: its columns, and the sums of its summary.
 */
#ifndef BANGFU_PAYMENTS_AID_COLUMNS_H
#define BANGFU_PAYMENTS_AID_COLUMNS_H

#include "rules/aid.h"
#include "table/filter.h"

/* The slots, and the columns that they are. */
enum {
    AID_CATEGORY,
    FIRST_ITEM,
    TOTAL_AID = FIRST_ITEM + ITEM_COUNT,
    AID_ORDER,
    APPROVAL,
    AID_REASONS,
    AID_ADDED
};

extern const char *const AID_ADDS[AID_ADDED];

/* The summary's sums: per item the records and the fen, per approval level the records. */
enum {
    TALLY_RECORDS,
    TALLY_FEN = TALLY_RECORDS + ITEM_COUNT,
    TALLY_APPROVAL = TALLY_FEN + ITEM_COUNT,
    TALLY_AIDED = TALLY_APPROVAL + APPROVAL_NATIONAL + 1,
    TALLY_TOTAL,
};

/* Fills the slots in, and counts. */
void aid_columns_put(struct row *row, const struct aid *aid);

void aid_columns_summarize(const struct run *run, const int64_t *tally, struct buffer *out);

#endif
