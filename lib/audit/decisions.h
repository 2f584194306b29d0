/*
 * What is kept of each decision that is audited, so that they can be looked at together: the
 * same person in two households, the aid of a whole year, what the ledger holds of it.
 *
 * For each record 48 bytes, its amounts in 3 to about 30 with the household's number as it stands
 * there, and 4 for its household; for each household its number and about 28 bytes.
 */
#ifndef BANGFU_AUDIT_DECISIONS_H
#define BANGFU_AUDIT_DECISIONS_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/names.h"
#include "rules/aid.h"

#include <pthread.h>

/* No day could be read. */
#define DAY_NONE INT32_MIN

/* The end of a chain. */
#define DECISION_NONE UINT32_MAX

/* The amounts of a decision, and what limits them. */
struct decided {
    bool decided;           /* not recorded as invalid, and it can be read */
    bool known;             /* the limits are: the rules could decide */
    bool single;            /* the standard grants one item only (只予单一项目救助) */
    enum category category; /* whose standard that is; CATEGORY_COUNT: none */
    struct money granted[ITEM_COUNT], paid[ITEM_COUNT]; /* as recorded; before it, in its year */
    bool has_approval;                                  /* the table has the column */
    enum approval approval;                             /* as recorded */
    struct money limit[ITEM_COUNT];                     /* the year's entitlement */
    enum parameter by[ITEM_COUNT];                      /* what sets it, where it is not 0 */
};

struct decision {
    uint32_t household; /* its number among the keys, or NAMES_NONE */
    uint32_t file;      /* 1 … */
    uint32_t line;
    int32_t day; /* of the decision, or DAY_NONE */
    struct region region;
    uint32_t next;         /* of the same household, or DECISION_NONE */
    uint64_t person, card; /* 0: none */
    uint64_t amounts;      /* where they begin */
};

/* The years that decisions are of, those recorded as invalid included: a bit each. */
#define AUDIT_YEARS 10000

/* Zeroed, and with its lock made, it is empty. */
struct decisions {
    struct decision *list;
    size_t count, room;
    struct buffer amounts;
    struct names households; /* by household_key.h */
    uint32_t *last;          /* the decision of a household that came last */
    size_t last_room;
    unsigned char years[AUDIT_YEARS / 8];
    pthread_mutex_t lock;
};

bool decisions_open(struct decisions *d);
void decisions_free(struct decisions *d);

/* Adds one; any thread may. `key` is what its household is compared by, and `household_id` the
 * number as it stands in the record; both may be empty. False without memory. */
bool decisions_add(struct decisions *d, struct decision *decision, struct text key,
                   struct text household_id, const struct decided *decided);

/* The amounts of a decision. */
void decisions_amounts(const struct decisions *d, const struct decision *decision,
                       struct decided *out);

/* The household's number as it stands in the record, until another is added. */
struct text decisions_household(const struct decisions *d, const struct decision *decision);

/* The last decision of a household by its number, or DECISION_NONE. */
uint32_t decisions_of(const struct decisions *d, uint32_t household);

bool decisions_has_year(const struct decisions *d, int year);

/* The number of a person by ID number: the old kind is the same person as the new, and however it
 * was typed (with spaces, hyphens, full-width digits, an apostrophe) it is the same; one with a
 * fault is what its digits are. 0: no number. */
uint64_t decisions_person(struct text id_number);

/* The number of a card, by its digits, full-width ones too. 0: there are none. */
uint64_t decisions_card(struct text card);

/* The year of a day. */
int decisions_year(int32_t day);

#endif
