/*
 * Where an application for student aid in autumn stands: what it lacks, and what comes next.
 */
#ifndef BANGFU_AUTUMN_FILING_H
#define BANGFU_AUTUMN_FILING_H

#include "autumn/facts.h"

/* The slots that are filled in. */
struct autumn_slots {
    int stage, missing, next_step, reasons, to_bring;
    int overdue; /* with --as-of */
};

/* For `header`: a region is needed; with --as-of there is a column `overdue`. */
bool autumn_filing_header(struct run *run, struct layout *layout, int *overdue,
                          struct error *error);

/* A row of a filter of AUTUMN_COLUMNS: an application that is eligible is `ready`, one that lacks
 * something is at `application`, one that a rule excludes is `refused`. */
enum outcome autumn_filing(struct row *row, const struct autumn_slots *slots);

#endif
