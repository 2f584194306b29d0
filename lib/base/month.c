#include "base/month.h"

bool month_parse(struct text a, struct month *out)
{
    struct date first;
    char day[] = "YYYY-MM-01";
    if (a.n != MONTH_TEXT_SIZE - 1)
        return false;
    memcpy(day, a.p, a.n);
    if (!date_parse(text_of(day), &first))
        return false;
    *out = month_of(first);
    return true;
}

size_t month_format(struct month m, char out[MONTH_TEXT_SIZE])
{
    char day[DATE_TEXT_SIZE];
    (void)date_format(month_first_day(m), day);
    memcpy(out, day, MONTH_TEXT_SIZE - 1);
    out[MONTH_TEXT_SIZE - 1] = '\0';
    return MONTH_TEXT_SIZE - 1;
}

struct month month_make(int year, int month)
{
    return (struct month){year * MONTHS_OF_A_YEAR + month - 1};
}

struct month month_of(struct date d)
{
    struct civil c = date_civil(d);
    return month_make(c.year, c.month);
}

static struct date day_of_month(struct month m, int day)
{
    struct date d = {0};
    (void)date_from_civil((struct civil){month_year(m), month_in_year(m), day}, &d);
    return d;
}

struct date month_first_day(struct month m)
{
    return day_of_month(m, 1);
}

struct date month_last_day(struct month m)
{
    return day_of_month(m, date_days_in_month(month_year(m), month_in_year(m)));
}
