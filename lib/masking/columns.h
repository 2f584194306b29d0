/*
 * What becomes of each column of a table that leaves the office: by what it is for. The columns
 * that may be made public, with the reason for each, are one table here, and what is shown in a log
 * or shared another; of what is in neither nothing is shown.
 */
#ifndef BANGFU_MASKING_COLUMNS_H
#define BANGFU_MASKING_COLUMNS_H

#include "table/columns.h"

enum purpose {
    PURPOSE_NONE,
    PURPOSE_PUBLICITY, /* 公示: P1 三(三)1(4) */
    PURPOSE_LOG,       /* a record that people may look at who need not know who it is */
    PURPOSE_SHARE,     /* with another office, which is to join it with tables of its own */
};

enum treatment {
    TREATED_LEFT_OUT,
    TREATED_HIDDEN,   /* whole */
    TREATED_UNKNOWN,  /* the same, but for numbers too short to be of a person */
    TREATED_INITIAL,  /* a name, or names: the first character of each */
    TREATED_TEXT,     /* shown, numbers of people hidden */
    TREATED_VALUE,    /* shown where it is what its column holds, else like a text */
    TREATED_AMOUNT,   /* shown where it is an amount, else hidden */
    TREATED_CATEGORY, /* a code word of 困难类别, else hidden */
    TREATED_ID_PART,  /* its first six and last two digits */
    TREATED_ID_HASH,
    TREATED_KEY,       /* of a household: shown, unless it is a number of a person */
    TREATED_KEY_HASH,  /* that of its ID where it is one */
    TREATED_FILLED_IN, /* anew */
};

struct column_rule {
    enum treatment treatment;
    const char *why; /* a message; never NULL */
};

/* What becomes of a column; `column` is NULL where nobody knows it. `id_part`: ID numbers are
 * published in part. */
struct column_rule masking_rule(enum purpose purpose, const struct column *column, bool id_part);

/* Whether there is a rule for a known column in a log and where it is shared: of one without,
 * nothing is shown. */
bool masking_rules(const struct column *column);

/* What a treatment does, as a message. */
const char *masking_treatment_words(enum treatment treatment);

#endif
