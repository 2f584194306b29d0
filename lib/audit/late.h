/*
 * What is found of the decisions as a whole: gathered in any order, written by file and line.
 */
#ifndef BANGFU_AUDIT_LATE_H
#define BANGFU_AUDIT_LATE_H

#include "audit/audit.h"

struct late_finding {
    uint32_t file, line; /* the largest numbers where it has no place */
    enum audit_code code;
    size_t start, size;
};

/* Zeroed but for its first two members, it is empty. */
struct late {
    const struct run *run;
    struct audit *audit;
    struct late_finding *list;
    size_t count, room;
    struct buffer text, place;
    bool failed; /* out of memory */
};

void late_free(struct late *late);

/* Adds a finding of a decision, or of a household that no decision names. Its place and household
 * are filled in. */
void late_add(struct late *late, const struct decision *of, struct audit_finding finding);

/* Sorts them, and appends them as they are written. False without memory. */
bool late_write(struct late *late, struct buffer *out);

/* How a household is named: by its id, or where it has none by the place of its decision, which
 * is written to `place`. */
struct text late_name(const struct late *late, const struct decision *of, struct buffer *place);

/* The same person or the same card in two households, and a person twice on one day. */
void late_repeats(struct late *late);

struct ledger_sums;

/* Households decided twice on one day, and their years: `payments` may be NULL. */
void late_years(struct late *late, struct ledger_sums *payments);

/* True where both were decided on one day, and neither counts the aid of the other as paid: a
 * decision that does tops the other up. */
bool late_conflict(const struct decisions *d, const struct decision *one,
                   const struct decision *other);

/* The day by whose policy it is decided: that of --date, else its own. */
struct date late_policy_day(const struct late *late, const struct decision *of);

#endif
