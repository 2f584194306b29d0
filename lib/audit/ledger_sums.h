/*
 * What the ledger holds of the years that are audited, by household and day of the decision.
 */
#ifndef BANGFU_AUDIT_LEDGER_SUMS_H
#define BANGFU_AUDIT_LEDGER_SUMS_H

#include "audit/late.h"
#include "store/ledger.h"

struct ledger_sum {
    uint32_t household; /* as the decisions number it */
    int32_t day;        /* of the decision that it was paid for */
    uint32_t next;      /* of the same household, or DECISION_NONE */
    uint32_t shown;     /* the household's number as it was posted */
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
    struct names shown;
};

/*
 * Reads the ledger, and adds to `late` each payment that was decided by a policy other than that
 * which is in force for its region and day. Households that no decision names get numbers. False
 * with `error` set.
 */
bool ledger_sums_load(struct ledger_sums *payments, struct late *late, struct error *error);
void ledger_sums_free(struct ledger_sums *payments);

/* The sums of a household begin here, and go on with `next`. */
uint32_t ledger_sums_of(const struct ledger_sums *payments, uint32_t household);

/* What it was paid for a day, or NULL. */
struct ledger_sum *ledger_sums_find(const struct ledger_sums *payments, uint32_t household,
                                    int32_t day);

/* Adds up what it was paid for a year. */
void ledger_sums_year(const struct ledger_sums *payments, uint32_t household, int year,
                      struct money net[ITEM_COUNT]);

/* Payments of a year that its decisions, which stand in `list` by day and place, do not explain,
 * and what they grant that was not paid. */
void late_payments(struct late *late, struct ledger_sums *payments, uint32_t household,
                   const uint32_t *list, size_t count);

/* After that, payments of years of which no decision of the household is there. */
void late_unnamed(struct late *late, struct ledger_sums *payments);

/* True for the years that are looked at. */
bool audited_year(const struct audit *audit, int year);

#endif
