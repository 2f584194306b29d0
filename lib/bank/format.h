/*
 * What a bank wants its batch file (银行代发文件) to look like, as data: a bank that wants another
 * one is another entry.
 */
#ifndef BANGFU_BANK_FORMAT_H
#define BANGFU_BANK_FORMAT_H

#include "base/text.h"

#include <stdbool.h>

/* What a column of the file holds. */
enum bank_field {
    FIELD_NUMBER, /* 1 … in the order of the file */
    FIELD_NAME,
    FIELD_CARD,
    FIELD_BANK, /* the worker's, as the dossier has it */
    FIELD_AMOUNT,
    FIELD_PURPOSE,
    FIELD_ID,
    FIELD_PAYER_BANK,
    FIELD_PAYER_ACCOUNT,
    FIELD_PAYER_NAME,
    FIELD_PROVINCE,
    FIELD_CITY,
    FIELD_NOTE, /* always empty: the bank's form has the column */
    FIELD_PHONE,
    FIELD_COUNT
};

struct bank_column {
    const char *heading; /* as the bank's form has it */
    enum bank_field field;
    bool filled; /* expected to be: lines where it is empty are counted and told */
};

struct bank_format {
    const char *name;     /* of --format */
    const char *encoding; /* the bank's own, as --encoding has it */
    char separator;
    bool table;       /* CSV: with a header line, and opened by spreadsheet programs */
    bool closes;      /* a separator stands behind the last field, too */
    long least, most; /* lines that the bank takes; 0: not known */
    const struct bank_column *columns;
    int count;
};

/* Every line ends with CR LF: the forms are those of Windows programs, and RFC 4180's. */
#define BANK_LINE_END "\r\n"

/* The format of that name, or NULL. */
const struct bank_format *bank_format_find(const char *name);

bool bank_format_has(const struct bank_format *format, enum bank_field field);

#endif
