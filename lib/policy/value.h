/*
 * One value of the policy table, read from its text by the unit of its parameter.
 */
#ifndef BANGFU_POLICY_VALUE_H
#define BANGFU_POLICY_VALUE_H

#include "base/date.h"
#include "base/money.h"
#include "policy/parameter.h"
#include "policy/region.h"

#include <stdbool.h>

/* Which texts a row belongs to; a row of a scheme goes before a row of both. */
enum scheme { SCHEME_BOTH, SCHEME_DOSSIER, SCHEME_GOLDEN_AUTUMN, SCHEMES };

extern const char *const SCHEME_NAMES[SCHEMES];

/* One step of a bracketed rate (in `rate`) or of stepped amounts (in `money`). */
struct bracket {
    struct money from;
    struct rate rate;
    struct money money;
};

/* A day of the year is its month times this, and its day of the month. */
#define MONTH_DAY_MONTH 100

/*
 * A value in force, with all that is needed to cite it. `set` is false where the parameter is
 * unset: what depends on it does not exist there. Otherwise the member of its unit holds it:
 *   yuan, yuan/month               money
 *   month, percent, day, count     rate
 *   word                           word, or month_day for a day of the year (MONTH_DAY_MONTH)
 *   list                           costs (a bit per enum cost), or order[0 … items - 1];
 *                                  `best` is order with no items
 *   bracketed                      brackets[0 … bracket_count - 1], from low to high
 */
struct policy_value {
    enum parameter parameter;
    bool set;
    bool is_default; /* no row says it: the reading that rules and documents give */
    struct money money;
    struct rate rate;
    enum word word;
    int month_day;
    unsigned costs;
    enum item order[ITEM_COUNT];
    int items;
    const struct bracket *brackets;
    int bracket_count;

    /* Where it stands; empty for a default. */
    enum scheme scheme;
    struct region region;
    struct date from, until; /* until the largest date where it is open */
    const char *text;        /* as written; brackets joined by `; ` */
    const char *source;
    const char *file;
    long line;
};

#define DATE_OPEN ((struct date){INT32_MAX})

/*
 * Reads `text` as a value of `parameter` into the member of its unit. Returns NULL, or what is
 * expected instead (a phrase in the user's language).
 */
const char *policy_value_read(struct policy_value *value, enum parameter parameter,
                              struct text text);

#endif
