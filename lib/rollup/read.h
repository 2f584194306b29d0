/*
 * Members and receipts out of the records of their tables. What will not do is noted.
 */
#ifndef BANGFU_ROLLUP_READ_H
#define BANGFU_ROLLUP_READ_H

#include "rollup/family.h"
#include "rollup/notes.h"
#include "table/side.h"

/* The columns of the table of members; the places of some of them. */
extern const struct column_need MEMBER_COLUMNS[];
enum {
    MEMBER_HOUSEHOLD,
    MEMBER_NAME,
    MEMBER_ID,
    MEMBER_RELATION,
    MEMBER_INCOME,
    MEMBER_HEALTH,
    MEMBER_STATUS,
    MEMBER_MARRIAGE,
    MEMBER_COLUMN_COUNT
};

/* The columns of the table of receipts. */
extern const struct column_need RECEIPT_COLUMNS[];
enum {
    RECEIPT_HOUSEHOLD,
    RECEIPT_NAME,
    RECEIPT_DATE,
    RECEIPT_KIND,
    RECEIPT_TOTAL,
    RECEIPT_REIMBURSED,
    RECEIPT_COLUMN_COUNT
};

/* Adds the member or receipt of a record to the family. False without memory. */
bool read_member(const struct side_row *row, struct family *family, struct notes *notes);
bool read_receipt(const struct side_row *row, struct family *family, struct notes *notes);

#endif
