#include "base/month.h"

bool month_parse(struct text a, struct month *out)
{
    int year = 0, month = 0;
    if (a.n != MONTH_TEXT_SIZE - 1 || a.p[4] != '-')
        return false;
    for (size_t i = 0; i < a.n; i++) {
        const int digit = a.p[i] - '0';
        if (i == 4)
            continue;
        if (digit < 0 || digit > 9)
            return false;
        if (i < 4)
            year = 10 * year + digit;
        else
            month = 10 * month + digit;
    }
    if (year < 1 || month < 1 || month > MONTHS_OF_A_YEAR)
        return false;
    *out = month_make(year, month);
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
