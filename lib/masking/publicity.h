/*
 * 公示, P1 三(三)1(4): who stands on the list that is hung out, and until when it hangs there.
 */
#ifndef BANGFU_MASKING_PUBLICITY_H
#define BANGFU_MASKING_PUBLICITY_H

#include "table/filter.h"

/* The cells that say who stands on it, first in `reads`. */
#define PUBLICITY_COLUMNS                                                                          \
    {"category", true}, {"stage", false}, {"first_review", false}, {"county_review", false},       \
        {"match_result", false}, {"name", true}, {"exit_status", false},                           \
    {                                                                                              \
        "exited_on", false                                                                         \
    }
#define PUBLICITY_COLUMN_COUNT 8

enum listed {
    LISTED,
    LISTED_NOT_UNDECIDED, /* in no category, or none that is known */
    LISTED_NOT_REFUSED,   /* a review or the matching said no */
    LISTED_NOT_LEFT,      /* the household has left the programme */
    LISTED_NOT_NAMELESS,  /* nobody could object to whom nobody can name */
    LISTED_NOT_DATED,     /* when it left cannot be read */
    LISTED_COUNT
};

/* Whether a record stands on the list of a day. */
enum listed publicity_listed(struct row *row, struct date day);

/* Why not, as a message; and the column that somebody must look at, since by it a record does not
 * stand on the list which might: NULL where nobody need. */
const char *publicity_why_not(enum listed listed);
const char *publicity_looked_at(enum listed listed);

/* How many of the records, counted by enum listed, are not on it; appends why, as a line. */
long publicity_left_out(const long count[LISTED_COUNT]);
void publicity_put_left_out(const long count[LISTED_COUNT], struct buffer *out);

/*
 * A period of working days after the day on which the list is hung out, which does not count. The
 * list hangs as long as that of its records asks for whose region asks for the longest.
 */
struct publicity {
    struct date from, to;
    int64_t days;                  /* 0: not found yet */
    const struct policy_set *last; /* that was looked at */
};

/* Has the period last as long as a region's policy asks (filing.publicity_working_days), counted
 * as that of an application is. False, with an error, where the policy or the calendar does not
 * say. `policy` NULL: out of memory. */
bool publicity_extend(struct publicity *publicity, const struct run *run,
                      const struct policy_set *policy, struct region region, struct error *error);

/* Appends what stands under the list: from when until when, and how to object. `contact` may be
 * NULL; it is the office's own, in which nothing is hidden. */
void publicity_put_sentence(const struct publicity *publicity, const char *program,
                            const char *contact, struct buffer *out);

#endif
