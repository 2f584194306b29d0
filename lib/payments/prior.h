/*
 * Aid of the year that was paid before (已发救助), as a rule is to count it: what the record says,
 * or what the ledger holds where that is more. A ledger may have been begun in the middle of a
 * year, and an export may not know yet what was paid: neither may have anybody paid twice.
 */
#ifndef BANGFU_PAYMENTS_PRIOR_H
#define BANGFU_PAYMENTS_PRIOR_H

#include "rules/entitlement.h"
#include "store/paid.h"
#include "table/facts.h"

/* Raises `facts->paid` to what the ledger holds for the household in the year of the day. False
 * without memory. */
bool prior_count(const struct paid *paid, struct text household, struct date day,
                 struct aid_facts *facts);

/* ---- for a filter with --ledger ------------------------------------------------------------- */

/* Zeroed: no ledger. */
struct prior {
    const char *ledger; /* the file of --ledger, or NULL */
    struct paid *paid;
    int slot[ITEM_COUNT]; /* in which what was counted is written */
};

/* For `begin`: adds the ledger up. */
bool prior_begin(struct prior *prior, const struct run *run, struct error *error);

/* For `header`: the columns living_paid … are written anew, where they stand or on the right. The
 * table must say which household each record is: `column` is that of household_id. */
bool prior_header(struct prior *prior, const struct run *run, struct layout *layout, int column,
                  struct error *error);

/* For `row`, first: what the record says stays there where nothing can be decided. `paid` is the
 * column of living_paid, the others follow. Does nothing without a ledger. */
void prior_keep(const struct prior *prior, struct row *row, int paid);

/* For `row`: counts what was paid, and writes it. Does nothing without a ledger. False with the
 * reason, or without memory with none. */
bool prior_apply(const struct prior *prior, struct row *row, int column,
                 const struct assessment *assessment, struct aid_facts *facts,
                 struct reason *reason);

void prior_free(struct prior *prior);

#endif
