#include "event/clock.h"

#define HOURS 24

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool clock_parse(struct text a, int *minutes)
{
    int hour = 0;
    const size_t digits = a.n == 4 || a.n == 5 ? a.n - 3 : 0; /* of the hour */
    if (digits == 0 || a.p[digits] != ':' || !is_digit(a.p[digits + 1]) ||
        !is_digit(a.p[digits + 2]))
        return false;
    for (size_t i = 0; i < digits; i++) {
        if (!is_digit(a.p[i]))
            return false;
        hour = 10 * hour + (a.p[i] - '0');
    }
    const int minute = 10 * (a.p[digits + 1] - '0') + (a.p[digits + 2] - '0');
    if (hour >= HOURS || minute >= CLOCK_MINUTE)
        return false;
    *minutes = CLOCK_MINUTE * hour + minute;
    return true;
}

void clock_put(struct buffer *out, int minutes)
{
    buffer_format(out, "%02d:%02d", minutes / CLOCK_MINUTE, minutes % CLOCK_MINUTE);
}

int clock_minutes_down(int64_t seconds)
{
    return (int)(seconds / CLOCK_MINUTE);
}

int clock_minutes_up(int64_t seconds)
{
    return (int)((seconds + CLOCK_MINUTE - 1) / CLOCK_MINUTE);
}
