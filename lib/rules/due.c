#include "rules/due.h"

#include "base/month.h"

/* art. 203: an end on a day off moves to the first day after the days off. */
static enum due at_work(const struct calendar *calendar, struct date end, struct date *out)
{
    while (calendar_knows(calendar, end) && !calendar_works(calendar, end))
        end.day++;
    if (!calendar_knows(calendar, end))
        return DUE_UNKNOWN_YEAR;
    *out = end;
    return DUE_FOUND;
}

/* 工作日: art. 201, the first day does not count. */
enum due due_after_working_days(const struct calendar *calendar, struct date from, int64_t days,
                                struct date *out)
{
    struct date day = from;
    if (days < 1)
        return DUE_OUT_OF_RANGE;
    while (days > 0) {
        day.day++;
        if (!calendar_knows(calendar, day))
            return DUE_UNKNOWN_YEAR;
        days -= calendar_works(calendar, day);
    }
    *out = day;
    return DUE_FOUND;
}

/* art. 202: the same day number of the last month, or its last day where it has none such. */
enum due due_after_months(const struct calendar *calendar, struct date from, int64_t months,
                          struct date *out)
{
    const struct civil first = date_civil(from);
    const struct month begun = month_make(first.year, first.month);
    if (months < 1 || months > INT32_MAX - begun.number)
        return DUE_OUT_OF_RANGE;
    const struct month ended = {begun.number + (int32_t)months};
    const int last = date_days_in_month(month_year(ended), month_in_year(ended));
    const struct civil end = {month_year(ended), month_in_year(ended),
                              first.day < last ? first.day : last};
    struct date day;
    return date_from_civil(end, &day) ? at_work(calendar, day, out) : DUE_OUT_OF_RANGE;
}

/* art. 201: the first day does not count. */
enum due due_after_days(const struct calendar *calendar, struct date from, int64_t days,
                        struct date *out)
{
    if (days < 1 || days > INT32_MAX - from.day)
        return DUE_OUT_OF_RANGE;
    return at_work(calendar, (struct date){from.day + (int32_t)days}, out);
}
