/*
 * The requests of workers (送补), kept with all their cells until all are read.
 */
#ifndef BANGFU_EVENT_REQUESTS_H
#define BANGFU_EVENT_REQUESTS_H

#include "event/schedule.h"
#include "event/tables.h"
#include "table/filter.h"
#include "table/reason.h"

/* What is read of a request. Workers and garments pass through. */
enum {
    REQUEST_WORKER,
    REQUEST_TEAM,
    REQUEST_GARMENT,
    REQUEST_REPAIR,
    REQUEST_PIECES,
    REQUEST_COLUMNS
};

#define REQUEST_READS                                                                              \
    [REQUEST_WORKER] = {"worker", true}, [REQUEST_TEAM] = {"team", false},                         \
    [REQUEST_GARMENT] = {"garment", false}, [REQUEST_REPAIR] = {"repair", true},                   \
    [REQUEST_PIECES] = {"pieces", true}

/* Zeroed, there are none. */
struct requests {
    struct schedule_request *list; /* one that is invalid asks for nothing */
    struct reason *invalid;        /* for each, why; its code is NULL where it is sound */
    size_t *cells_at;              /* for each, where in `cells` its own begin */
    size_t count, room, invalid_count;
    struct buffer
        cells; /* those that are copied: for each piece of the layout its size and bytes */
};

/* Takes in a record: OUTCOME_FLAGGED where it is invalid. */
enum outcome requests_take(struct requests *requests, const struct repairs *repairs,
                           struct row *row);

/* Reads the next piece of cells, and moves on behind it. */
struct text requests_next(const struct requests *requests, size_t *at);

void requests_free(struct requests *requests);

#endif
