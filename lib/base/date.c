#include "base/date.h"

#include <time.h>

int date_days_in_month(int year, int month)
{
    static const signed char DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : DAYS[month - 1];
}

/* Days from 1970-01-01, counting years from March so that a leap day comes last. */
static int32_t days_of(struct civil c)
{
    int year = c.month <= 2 ? c.year - 1 : c.year;
    int era = year / 400, year_of_era = year - era * 400;
    int day_of_year = (153 * (c.month + (c.month > 2 ? -3 : 9)) + 2) / 5 + c.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

bool date_from_civil(struct civil c, struct date *out)
{
    if (c.year < 1 || c.year > 9999 || c.month < 1 || c.month > 12 || c.day < 1 ||
        c.day > date_days_in_month(c.year, c.month))
        return false;
    out->day = days_of(c);
    return true;
}

struct civil date_civil(struct date d)
{
    int z = d.day + 719468, era = z / 146097, day_of_era = z - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    return (struct civil){
        .year = year_of_era + era * 400 + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * month_from_march + 2) / 5 + 1,
    };
}

/* `n` digits as a number, or -1. */
static int digits(const char *p, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9')
            return -1;
        value = value * 10 + (p[i] - '0');
    }
    return value;
}

bool date_parse(struct text a, struct date *out)
{
    if (a.n != 10 || a.p[4] != '-' || a.p[7] != '-')
        return false;
    return date_from_civil((struct civil){digits(a.p, 4), digits(a.p + 5, 2), digits(a.p + 8, 2)},
                           out);
}

size_t date_format(struct date d, char out[DATE_TEXT_SIZE])
{
    struct civil c = date_civil(d);
    int parts[] = {c.year / 100, c.year % 100, c.month, c.day};
    char *p = out;
    for (int i = 0; i < 4; i++) {
        if (i >= 2)
            *p++ = '-';
        *p++ = (char)('0' + parts[i] / 10);
        *p++ = (char)('0' + parts[i] % 10);
    }
    *p = '\0';
    return (size_t)(p - out);
}

struct date date_today(void)
{
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    return (struct date){
        days_of((struct civil){local.tm_year + 1900, local.tm_mon + 1, local.tm_mday})};
}
