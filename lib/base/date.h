/*
 * Calendar days and months of the proleptic Gregorian calendar, 0001-01-01 … 9999-12-31.
 */
#ifndef BANGFU_BASE_DATE_H
#define BANGFU_BASE_DATE_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* A day, counted from 1970-01-01. */
struct date {
    int32_t day;
};

struct civil {
    int year, month, day;
};

/* False when there is no such day. */
bool date_from_civil(struct civil c, struct date *out);
struct civil date_civil(struct date d);

/* Reads `YYYY-MM-DD`, exactly; false for anything else and for days that do not exist. */
bool date_parse(struct text a, struct date *out);

#define DATE_TEXT_SIZE 12
/* Writes `YYYY-MM-DD` and a NUL; returns 10. */
size_t date_format(struct date d, char out[DATE_TEXT_SIZE]);

/* Days in a month of a year, 28 … 31; month is 1 … 12. */
int date_days_in_month(int year, int month);

/* The day of the local clock. Only programs ask; a rule is given its day. */
struct date date_today(void);

#endif
