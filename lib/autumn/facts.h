/*
 * An application for student aid in autumn (金秋助学) out of a record.
 */
#ifndef BANGFU_AUTUMN_FACTS_H
#define BANGFU_AUTUMN_FACTS_H

#include "rules/golden_autumn.h"
#include "table/facts.h"

/* Its cells, first in `reads`. Those that may exclude must be there. */
#define AUTUMN_COLUMNS                                                                             \
    HOUSEHOLD_COLUMNS, {"household_id", false}, {"applied_on", true}, {"documents", true},         \
        {"houses", true}, {"has_shop", true}, {"hires_others", true}, {"private_school", true},    \
        {"self_funded_abroad", true}, {"uses_vehicle", true}, {"hardship_cause", false},           \
        {"students_college", false}, {"students_high_school", false}, {"students_special", false}, \
        {"unionised", false}, {"in_service", false}, {"local_hukou", false},                       \
        {"employed_since", false}, {"contract_months", false},                                     \
    {                                                                                              \
        "spouse_separate_hukou", false                                                             \
    }
#define AUTUMN_HOUSEHOLD_ID HOUSEHOLD_COLUMN_COUNT
#define AUTUMN_COLUMN_COUNT (HOUSEHOLD_COLUMN_COUNT + 19)

/* An application, and by what it is decided. */
struct autumn_facts {
    struct ga_application application;
    struct assessment assessment; /* of --date, else applied_on */
    const struct policy_set *policy;
    struct golden_autumn decision;
};

/*
 * Reads the application and decides it; words are read in English and in Chinese. False with
 * `reason` where a cell will not do or nothing can be decided; without one, no memory. `*readable`:
 * all cells could be read.
 */
bool autumn_decide(struct row *row, struct autumn_facts *out, bool *readable,
                   struct reason *reason);

/* Begins the account of a record, and ends it: the decision, or the reason why there is none. */
void autumn_account(struct row *row, const struct autumn_facts *facts, bool readable,
                    const struct reason *reason);

/* True when the category recorded in `column` is what the facts give. */
bool autumn_same_category(struct row *row, int column, const struct golden_autumn *decision,
                          struct reason *reason);

/* Adds to the account where the amount of an eligible application comes from. */
void autumn_account_amount(struct row *row, const struct autumn_facts *facts);

/* `golden-autumn`, `incomplete` or `none`, by category. */
extern const char *const AUTUMN_CATEGORY_NAMES[GA_CATEGORIES];

#endif
