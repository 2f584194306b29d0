/*
 * What the visits of the county (走访核查) are to a filter of applications: its options, what it
 * takes of each application, what it says at the end, and which applications a draw leaves.
 */
#ifndef BANGFU_VISITS_PART_H
#define BANGFU_VISITS_PART_H

#include "table/filing_facts.h"
#include "visits/visits.h"

/* Zeroed, nothing is drawn. */
struct visits_part {
    bool draws, has_seed;
    uint64_t seed;
    int slot;       /* visit_draw */
    long undecided; /* applications that could not be: they are not drawn */
    struct visits *visits;
};

/* --draw-visits and --seed. */
extern const struct command_option VISITS_OPTIONS[];
bool visits_take(struct visits_part *part, int id, const char *value, struct error *error);

/* For `begin`: a draw has the records held back. For `header`: it adds a column. */
bool visits_begin(struct visits_part *part, struct run *run, struct error *error);
bool visits_header(struct visits_part *part, struct layout *layout);

/* Takes an application; `filing` is NULL where it could not be decided. False without memory. */
bool visits_row(struct visits_part *part, struct row *row, const struct application *application,
                const struct filing *filing, const struct policy_set *policy);

/* filing.coverage: says where it is not reached, which is a finding, and with --summary always;
 * then draws. False without memory. */
bool visits_finish(struct visits_part *part, struct run *run, struct buffer *messages);

/* For `release`: only what was drawn. */
enum release visits_release(const struct visits_part *part, struct row *row,
                            const struct held *held);

#endif
