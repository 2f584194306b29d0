/*
 * Times of a day in minutes from midnight, as HH:MM.
 */
#ifndef BANGFU_EVENT_CLOCK_H
#define BANGFU_EVENT_CLOCK_H

#include "base/buffer.h"

#define CLOCK_DAY    1440
#define CLOCK_MINUTE 60 /* seconds */

/* Reads `15:00` or `9:30`; false for anything else. */
bool clock_parse(struct text a, int *minutes);

/* Appends `15:00`; the end of the day is `24:00`. */
void clock_put(struct buffer *out, int minutes);

/* Seconds as minutes: those that are over, and those that are not. */
int clock_minutes_down(int64_t seconds);
int clock_minutes_up(int64_t seconds);

#endif
