/*
 * An event as plan-event makes it of its tables: options, what was read, what came of it.
 */
#ifndef BANGFU_EVENT_PLAN_H
#define BANGFU_EVENT_PLAN_H

#include "event/requests.h"
#include "event/schedule.h"
#include "event/tables.h"
#include "table/filter.h"

enum plan_table { PLAN_EVENT, PLAN_AGENDA, PLAN_TASKS, PLAN_ROSTER, PLAN_MINUTES, PLAN_TABLES };

struct plan {
    const char *file[PLAN_TABLES]; /* NULL: not given */
    bool run_sheet, checklist, explain;
    struct event event;
    struct agenda agenda;
    struct roster roster;
    struct repairs repairs;
    struct requests requests;
    struct schedule schedule;
};

/* The columns of an assignment. */
enum {
    PLAN_ASSIGNMENT,
    PLAN_VOLUNTEER,
    PLAN_VOLUNTEER_TEAM,
    PLAN_STATION,
    PLAN_PIECES_ASSIGNED,
    PLAN_START,
    PLAN_END,
    PLAN_TIME,
    PLAN_UNSERVED,
    PLAN_REASONS,
    PLAN_COLUMNS
};

#define PLAN_ADDS                                                                                  \
    [PLAN_ASSIGNMENT] = "assignment", [PLAN_VOLUNTEER] = "volunteer",                              \
    [PLAN_VOLUNTEER_TEAM] = "volunteer_team", [PLAN_STATION] = "station",                          \
    [PLAN_PIECES_ASSIGNED] = "pieces_assigned", [PLAN_START] = "start", [PLAN_END] = "end",        \
    [PLAN_TIME] = "minutes", [PLAN_UNSERVED] = "unserved", [PLAN_REASONS] = "assignment_reasons"

extern const struct command_option PLAN_OPTIONS[];
bool plan_take(void *data, int id, const char *value, struct error *error);

/* For `aside`: refuses what does not go together; writes the run sheet or the checklist. */
bool plan_aside(struct run *run, const char *operand, bool *done, struct buffer *messages,
                struct error *error);

/* Reads the tables of an assignment. */
bool plan_begin(struct run *run, struct error *error);

/* Makes the assignment of the requests, and writes it and its account. */
bool plan_finish(struct run *run, struct output *out, struct buffer *messages, struct error *error);
void plan_summarize(const struct run *run, const int64_t *tally, struct buffer *out);

void plan_free(struct plan *plan);

/* The volunteer's entry in the roster; station v + 1 is where he or she stands. */
static inline const struct person *plan_volunteer(const struct plan *plan, size_t v)
{
    return &plan->roster.people[plan->roster.volunteers[v]];
}

/* Appends `41:20`, minutes and seconds. */
void plan_put_time(struct buffer *out, int64_t seconds);

/* Appends the account of the assignment. */
void plan_account(const struct plan *plan, struct buffer *out);

/* Appends the run sheet as a table. */
void plan_put_sheet(const struct plan *plan, struct buffer *out);

/* Reads the tasks and appends them as a table with their state on the run's day. What cannot be
 * read of one is named among the messages. The run has findings where one is not done and its day
 * has come, or cannot come, or where there is none. `event` is NULL where it is not known. */
bool plan_put_checklist(struct run *run, const struct event *event, struct buffer *out,
                        struct buffer *messages, struct error *error);

#endif
