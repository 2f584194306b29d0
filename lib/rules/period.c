#include "rules/period.h"

enum due period_end(const struct calendar *calendar, const struct period *period, struct date *out)
{
    switch (period->unit) {
    case PERIOD_MONTHS:
        return due_after_months(calendar, period->from, period->number, out);
    case PERIOD_DAYS:
        return due_after_days(calendar, period->from, period->number, out);
    default:
        return due_after_working_days(calendar, period->from, period->number, out);
    }
}

static struct date after_days(const struct period *period)
{
    return (struct date){period->from.day + (int32_t)period->number};
}

struct month period_last_month(const struct period *period)
{
    if (period->unit == PERIOD_DAYS)
        return month_of(after_days(period));
    return (struct month){month_of(period->from).number + (int32_t)period->number};
}

bool period_nominal_end(const struct period *period, struct date *out)
{
    const struct month ended = period_last_month(period);
    const int year = month_year(ended), month = month_in_year(ended);
    const int day = date_civil(period->from).day, last = date_days_in_month(year, month);
    if (period->unit == PERIOD_MONTHS)
        return date_from_civil((struct civil){year, month, day < last ? day : last}, out);
    *out = after_days(period);
    return true;
}
