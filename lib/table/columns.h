/*
 * The names of columns: `share/columns.csv`, compiled in. A column has one canonical English
 * name, a type, and the Chinese names (aliases) under which offices know it.
 */
#ifndef BANGFU_TABLE_COLUMNS_H
#define BANGFU_TABLE_COLUMNS_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum column_type {
    COLUMN_TEXT,
    COLUMN_NAME, /* a person's name */
    COLUMN_ID,   /* resident ID number */
    COLUMN_PHONE,
    COLUMN_CARD,   /* bank card or passbook account */
    COLUMN_REGION, /* GB/T 2260 code */
    COLUMN_COUNT,
    COLUMN_MONEY,
    COLUMN_MONTHS, /* a number of months, decimals allowed */
    COLUMN_YESNO,
    COLUMN_DATE,
    COLUMN_MONTH, /* YYYY-MM */
    COLUMN_LIST,
    COLUMN_WORD,
};

struct column {
    const char *name;  /* canonical */
    const char *label; /* its first Chinese name */
    enum column_type type;
    bool adds; /* a sum of its cells means something: amounts do, amounts per head do not */
};

/* Reads the table once; call before any other, from one thread. */
bool columns_open(struct error *error);

/* The column of a canonical name or an alias, compared byte for byte; NULL if unknown. */
const struct column *column_find(struct text name);

/* Calls `visit` for each column and each of its names, the canonical one first. */
void column_each_name(void (*visit)(void *data, const struct column *column, struct text name),
                      void *data);

#endif
