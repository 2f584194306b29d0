/*
 * The calendar of working days (工作日): Monday to Friday, less the days off that the State Council
 * sets each year (节假日), and the weekend days that it makes working days for them (调休上班).
 *
 *     date,kind,source
 *
 * `kind` is `holiday` or `workday`. The notices of 2023 to 2026 are compiled in
 * (share/calendar/cn.csv). A year is known when its 1 January stands in the table: of any other
 * nothing is said, since the days off of a coming year are not known before its notice.
 */
#ifndef BANGFU_POLICY_CALENDAR_H
#define BANGFU_POLICY_CALENDAR_H

#include "base/date.h"
#include "base/error.h"

struct calendar;

/*
 * The built-in days and those of `count` files, of which a later one's replace an earlier one's of
 * the same date. NULL with `error` set, which names the file and line of what is no day of a
 * calendar. Free with calendar_free, which takes NULL.
 */
struct calendar *calendar_load(const char *const *files, int count, struct error *error);
void calendar_free(struct calendar *calendar);

/* True for days of a year that the calendar knows. */
bool calendar_knows(const struct calendar *calendar, struct date day);

/* Whether a day of a known year is a working day. */
bool calendar_works(const struct calendar *calendar, struct date day);

/* The last day of the last year in a row that is known from `day` on; false where not even its own
 * is. */
bool calendar_known_until(const struct calendar *calendar, struct date day, struct date *last);

#endif
