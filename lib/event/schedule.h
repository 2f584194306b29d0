/*
 * Who mends what: requests and volunteers in, shares out. Nothing of it depends on anything but
 * these and their order.
 *
 * Where all does not fit into the time, the table's order says who goes first:
 *  1. as many requests from the top as can be packed into the time together;
 *  2. of those after them, in order, each that still fits as a whole;
 *  3. of the rest, in order, as many single pieces as still fit.
 * A piece that takes even the fastest longer than the whole time is left out before that.
 */
#ifndef BANGFU_EVENT_SCHEDULE_H
#define BANGFU_EVENT_SCHEDULE_H

#include "base/money.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most that it works with, so that no sum of seconds overflows. */
#define SCHEDULE_REQUESTS_MAX 100000000
#define SCHEDULE_PIECES_MAX   9999
#define SCHEDULE_MINUTES_MAX  1440
#define SCHEDULE_SPEED_MIN    (RATE_ONE / 10)
#define SCHEDULE_SPEED_MAX    (RATE_ONE * 10)

/* What one worker brings, to be mended in one way. */
struct schedule_request {
    int64_t work;   /* of one piece at speed 1, in millionths of a minute; above 0 */
    int64_t pieces; /* 0: nothing is asked for */
};

/* Pieces of one request that one volunteer has, one after another; seconds from the beginning. */
struct schedule_share {
    uint32_t request, volunteer;
    int64_t pieces, start, end;
};

/* Zeroed, it is empty. */
struct schedule {
    struct schedule_share *shares; /* by request, and in each by volunteer */
    size_t share_count;
    int64_t *served;   /* for each request, how many pieces of it */
    int64_t *finishes; /* for each volunteer, when the last piece ends; 0: has nothing */
    int64_t limit;     /* the time there is */
    int64_t makespan;  /* when the last one is done */
    int64_t bound;     /* nobody could have packed what is served to end before this */
    int64_t fastest;   /* the volunteers' highest speed, in millionths */
    int64_t pieces, served_pieces;
    int64_t too_long;           /* pieces that take longer than the whole time */
    int64_t lacking_work;       /* of the other unserved ones, in millionths of a minute */
    int64_t lacking_volunteers; /* of speed 1, who could do these pieces in the time, … */
    int64_t too_long_for_one;   /* … but for those too long for speed 1 */
};

/* True where a piece takes longer than the whole time, whoever does it. */
bool schedule_too_long(const struct schedule *schedule, const struct schedule_request *request);

/* Makes it for `volunteers` of these speeds, at least one, within `limit` seconds. False without
 * memory. */
bool schedule_make(const struct schedule_request *requests, size_t count, const struct rate *speeds,
                   size_t volunteers, int64_t limit, struct schedule *out);
void schedule_free(struct schedule *schedule);

#endif
