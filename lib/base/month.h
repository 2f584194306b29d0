/*
 * Calendar months, as `YYYY-MM`.
 */
#ifndef BANGFU_BASE_MONTH_H
#define BANGFU_BASE_MONTH_H

#include "base/date.h"

#define MONTHS_OF_A_YEAR 12

/* A month, counted from January of the year 0: months that follow each other differ by 1. */
struct month {
    int32_t number;
};

/* Reads `YYYY-MM`, exactly, of the years 0001 … 9999; false for anything else. */
bool month_parse(struct text a, struct month *out);

#define MONTH_TEXT_SIZE 8
/* Writes `YYYY-MM` and a NUL; returns 7. */
size_t month_format(struct month m, char out[MONTH_TEXT_SIZE]);

/* The month of a day, and of a year's 1 … 12. */
struct month month_of(struct date d);
struct month month_make(int year, int month);

static inline int month_year(struct month m)
{
    return m.number / MONTHS_OF_A_YEAR;
}

/* 1 … 12. */
static inline int month_in_year(struct month m)
{
    return m.number % MONTHS_OF_A_YEAR + 1;
}

struct date month_first_day(struct month m);
struct date month_last_day(struct month m);

#endif
