/*
 * What the ledger holds of the years that are audited, by household and year.
 */
#ifndef BANGFU_AUDIT_LEDGER_SUMS_H
#define BANGFU_AUDIT_LEDGER_SUMS_H

#include "audit/late.h"
#include "store/ledger.h"

struct ledger_sum {
    uint32_t household; /* as the decisions number it */
    int year;
    uint32_t next; /* of the same household, or DECISION_NONE */
    bool looked_at;
    struct money net[ITEM_COUNT]; /* paid, less what was reversed */
    int64_t entry[ITEM_COUNT];    /* the last payment's number, or 0 */
};

/* Zeroed it is empty. */
struct ledger_sums {
    const char *file;
    struct ledger_sum *list;
    size_t count, room;
    uint32_t *last; /* by household */
    size_t last_room;
};

/*
 * Reads the ledger, and adds to `late` each payment that was decided by a policy other than that
 * which is in force for its region and day. Households that no decision names get numbers. False
 * with `error` set.
 */
bool ledger_sums_load(struct ledger_sums *payments, struct late *late, struct error *error);
void ledger_sums_free(struct ledger_sums *payments);

/* What a household was paid in a year, or NULL. */
struct ledger_sum *ledger_sums_of(const struct ledger_sums *payments, uint32_t household, int year);

/* True for the years that are looked at. */
bool audited_year(const struct audit *audit, int year);

#endif
