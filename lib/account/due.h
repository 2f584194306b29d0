/*
 * The account of when a period ends: what was counted, what was passed over, and by which
 * document. Nothing is decided here: the ends are those of the rules, the days the calendar's.
 */
#ifndef BANGFU_ACCOUNT_DUE_H
#define BANGFU_ACCOUNT_DUE_H

#include "base/buffer.h"
#include "base/error.h"
#include "rules/period.h"

/* The account of a period that ends on `due`, in lines of its own. */
void account_due(struct buffer *out, const struct calendar *calendar, const struct period *period,
                 struct date due);

/* Says why the calendar does not have the end of a period: the year that it would need, the years
 * that there are, and how to add more. `column` is where the first day was found. Returns false. */
bool account_unknown_year(const struct calendar *calendar, const struct period *period,
                          const char *column, struct error *error);

#endif
