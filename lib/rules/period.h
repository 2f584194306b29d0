/*
 * A period as it is given: a number of working days, months or days after a day that does not
 * count (Civil Code art. 201).
 */
#ifndef BANGFU_RULES_PERIOD_H
#define BANGFU_RULES_PERIOD_H

#include "base/month.h"
#include "rules/due.h"

enum period_unit { PERIOD_WORKING_DAYS, PERIOD_MONTHS, PERIOD_DAYS, PERIOD_UNITS };

struct period {
    struct date from;
    enum period_unit unit;
    int64_t number; /* 1 … 99999 */
};

#define PERIOD_NUMBER_MAX 99999

/* The day on which it ends, by the rule of its unit (rules/due). */
enum due period_end(const struct calendar *calendar, const struct period *period, struct date *out);

/* The month in which months end, and the month of the day on which days do. */
struct month period_last_month(const struct period *period);

/* The end of months or days before a day off moves it (art. 201, 202); false where it has no date,
 * beyond the last year that there is. */
bool period_nominal_end(const struct period *period, struct date *out);

#endif
