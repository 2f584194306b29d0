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

/* A day that is not like others of its weekday. Its texts live as long as the calendar; `file` is
 * the caller's, as it was given. */
struct calendar_day {
    struct date date;
    bool works;
    const char *source; /* the document that says so, in its words */
    const char *file;   /* the table that has it */
};

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

/* What a document says of a day; NULL where none does, so that its weekday decides. */
const struct calendar_day *calendar_special(const struct calendar *calendar, struct date day);

/* 0 Monday … 6 Sunday. */
int calendar_weekday(struct date day);

/* The last day of the last year in a row that is known from `day` on; false where not even its own
 * is. */
bool calendar_known_until(const struct calendar *calendar, struct date day, struct date *last);

/* The first day of the first year that is known and the last day of the last one, for messages: a
 * year between them may be missing. The built-in ones are always there. */
void calendar_span(const struct calendar *calendar, struct date *first, struct date *last);

#endif
