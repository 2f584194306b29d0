/*
 * The households that have left the programme (已脱困, 自愿退档), and on which day: what check-exit
 * wrote.
 */
#ifndef BANGFU_AUDIT_EXITS_H
#define BANGFU_AUDIT_EXITS_H

#include "base/date.h"
#include "base/error.h"
#include "base/names.h"

/* When a household left, and where that stands. */
struct exit_entry {
    int32_t day; /* INT32_MAX: it is listed, but has not left */
    long line;
};

/* Zeroed it is empty. */
struct exits {
    const char *name; /* of the file, as messages show it */
    struct names households;
    struct exit_entry *list; /* by the household's number */
    size_t room;
};

/*
 * Reads the table: who is `out` or `voluntary` left on the day of `exited_on`, else that of
 * `notified_on`, else on the last day of `latest_month`; the earliest day counts. Who is listed
 * later as one who is there (`stay`, `relieved`) was filed again, unless that is of a day before
 * they left. The words may be Chinese. False with `error` set where it cannot be read, has another
 * word, or says of somebody who left no day.
 */
bool exits_read(struct exits *exits, const char *file, struct error *error);
void exits_free(struct exits *exits);

/* By the household's key (household_key.h); NULL where it has not left. */
const struct exit_entry *exits_of(const struct exits *exits, struct text key);

#endif
