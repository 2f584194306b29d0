/*
 * What must agree within a record before anything is printed of it: a total with its items, and
 * the last day of a period with its first.
 */
#ifndef BANGFU_NOTICE_CHECKS_H
#define BANGFU_NOTICE_CHECKS_H

#include "notice/binding.h"
#include "notice/letters.h"

#define CHECKED_ITEMS_MAX 4

/* Uses of a binding; -1: there is none. */
struct checks {
    int items[CHECKED_ITEMS_MAX], total, from, to;
    struct text given_from, given_to; /* by --set; p is NULL where they are not */
};

/* Looks up what the letters show of these; more uses are added to the binding. */
bool checks_open(struct checks *checks, struct binding *binding, const struct layout *layout,
                 const struct given *given, int given_count, struct error *error);

/* False with `error`, which names the column, where a total is not the sum of its items. One
 * without any item may be of anything. */
bool checks_sum(const struct checks *checks, const struct letter *letter, struct error *error);

/* False with `error` where a period ends before it begins. */
bool checks_period(const struct checks *checks, const struct letter *letter, struct error *error);

#endif
