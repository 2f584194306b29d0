/*
 * Inside lib/event: a schedule being made.
 */
#ifndef BANGFU_EVENT_INSIDE_H
#define BANGFU_EVENT_INSIDE_H

#include "event/packing.h"
#include "event/schedule.h"

struct making {
    const struct schedule_request *requests;
    size_t count;
    int64_t limit;
    struct shop shop;
    int64_t *work;        /* of the classes */
    uint32_t *class;      /* of each request */
    uint32_t *slow_first; /* the volunteers */
    int64_t *counts;      /* pieces of each class, for whoever is packing */
    wide_int total_speed;
    struct packing best, trial;
    struct schedule *out;
};

/* Chooses what is served and packs it into `best`. False without memory. */
bool schedule_choose(struct making *m);

/* Counts what those who are not served would need. False without memory. */
bool schedule_lacking(struct making *m);

#endif
