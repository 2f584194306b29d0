/*
 * The visits of the county (走访核查) to a file of applications: how many of each year's new
 * dossiers were visited, and, where a draw is asked for, which are to be.
 */
#ifndef BANGFU_VISITS_VISITS_H
#define BANGFU_VISITS_VISITS_H

#include "rules/visit_draw.h"

struct visits;

/* NULL without memory. With `draws`, every application is kept; else only counts are. */
struct visits *visits_new(bool draws);
void visits_free(struct visits *visits);

/* An application as far as visits go. */
struct visit {
    bool counts; /* one of the year's new dossiers: not refused, not by the short way */
    int year;    /* 1 ... 9999 */
    bool visited, doubtful;
    struct text group;                /* its union */
    struct text key;                  /* its lot is drawn by this */
    const struct policy_value *least; /* the share that must be visited */
};

/* Takes the next application. False without memory. */
bool visits_add(struct visits *visits, const struct visit *visit, uint64_t seed);

/* The figures of one year's dossiers of which the same share must be visited. */
struct visits_of_year {
    int year;
    struct coverage coverage;
    const struct policy_value *least;
};

/* Hands on each year that has any, the earliest first, and of one year the smallest share first.
 * False without memory. */
bool visits_each_year(const struct visits *visits,
                      void (*each)(void *data, const struct visits_of_year *year), void *data);

/* Draws for each year and share by itself. False without memory. */
bool visits_draw(struct visits *visits);

/* How the application of that number (0 ..., in the order they were taken) was drawn. */
enum drawn visits_drawn(const struct visits *visits, long number);

/* How many were drawn so. */
long visits_count_drawn(const struct visits *visits, enum drawn drawn);

#endif
