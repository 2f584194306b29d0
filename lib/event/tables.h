/*
 * The tables of an event: the event itself, its agenda, who takes part, and how long repairs take.
 * Each must be sound: what cannot be read is an error that says where. What they hold is owned by
 * them; zeroed they are empty, and freed they are so again.
 */
#ifndef BANGFU_EVENT_TABLES_H
#define BANGFU_EVENT_TABLES_H

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "base/names.h"

#include <stdbool.h>
#include <stddef.h>

/* The one record of its table. */
struct event {
    char *title, *host, *co_hosts, *planner, *venue;
    struct date date;
    int start;    /* minutes from midnight */
    int duration; /* minutes */
};

struct agenda_item {
    char *item, *speaker;
    int start, minutes; /* minutes from midnight, and how many */
};

/* The items one after another; the mending has what the others leave of the event's time. */
struct agenda {
    struct agenda_item *items;
    size_t count, mending;
};

enum role { ROLE_LEADER, ROLE_GUEST, ROLE_VOLUNTEER, ROLE_ATTENDEE, ROLES };

struct person {
    char *name, *team;
    enum role role;
    struct rate speed; /* of a volunteer */
};

struct roster {
    struct person *people;
    size_t count;
    size_t *volunteers; /* their places among the people: who stands at station 1, 2 ... */
    size_t volunteer_count;
};

/* The minutes that one piece takes a volunteer of speed 1. */
struct repairs {
    struct names names;
    int64_t *work; /* by the name's number, in millionths of a minute */
    size_t room;
};

bool event_read(struct event *event, const char *file, struct error *error);
void event_free(struct event *event);

/* The event says when the agenda begins and must be done. */
bool agenda_read(struct agenda *agenda, const struct event *event, const char *file,
                 struct error *error);
void agenda_free(struct agenda *agenda);

/* There may be no volunteers among them. */
bool roster_read(struct roster *roster, const char *file, struct error *error);
void roster_free(struct roster *roster);

bool repairs_read(struct repairs *repairs, const char *file, struct error *error);
void repairs_free(struct repairs *repairs);

/* 0 where the repair is not in the table. */
int64_t repairs_work(const struct repairs *repairs, struct text repair);

/* A whole number without sign, of `least` to `most`. */
bool event_number(struct text cell, long least, long most, long *out);

#endif
