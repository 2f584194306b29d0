/*
 * One cell as it leaves the office.
 */
#ifndef BANGFU_MASKING_CELL_H
#define BANGFU_MASKING_CELL_H

#include "base/keyed_hash.h"
#include "masking/columns.h"
#include "masking/numbers.h"

/* In the place of an ID number that cannot be read: the hash of a mistyped one would join it with
 * nobody, or two of them with each other. */
#define MASKED_INVALID "invalid"

enum masked_as {
    MASKED_SHOWN,  /* all of it, or it is empty */
    MASKED_PARTLY, /* some of it */
    MASKED_HIDDEN, /* nothing of it */
    MASKED_HASHED,
    MASKED_UNREADABLE_ID,   /* nothing is shown, and somebody must look at it */
    MASKED_UNREADABLE_CELL, /* the same: it is not what its column holds */
};

/* Appends what is written for a cell of `column` (NULL: unknown). `hash` is read only for the
 * treatments that hash, and may be NULL otherwise. */
enum masked_as masking_put_cell(struct buffer *out, enum treatment treatment,
                                const struct column *column, struct text cell,
                                const struct keyed_hash *hash);

/* The code word of a category in which a worker is helped, in whichever language it stands in the
 * cell; NULL for any other. */
const char *masking_category(struct text cell);

#endif
