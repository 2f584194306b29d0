/*
 * When a period ends: 民法典 (Civil Code) art. 200 – 203, and 工作日 as administrative law counts
 * them.
 *
 * The first day does not count. A period of months ends on the same day number of its last month,
 * or on that month's last day where there is none; one of months or days that ends on a day off
 * ends on the next working day. A period of working days ends on the last of them.
 */
#ifndef BANGFU_RULES_DUE_H
#define BANGFU_RULES_DUE_H

#include "policy/calendar.h"

enum due {
    DUE_FOUND,
    DUE_UNKNOWN_YEAR, /* it runs past the years that the calendar knows, or begins before them */
    DUE_OUT_OF_RANGE, /* a number below 1 or beyond the calendar of any year */
};

enum due due_after_working_days(const struct calendar *calendar, struct date from, int64_t days,
                                struct date *out);
enum due due_after_months(const struct calendar *calendar, struct date from, int64_t months,
                          struct date *out);
enum due due_after_days(const struct calendar *calendar, struct date from, int64_t days,
                        struct date *out);

#endif
