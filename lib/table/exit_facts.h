/*
 * The months of a household out of its records, one by one, and its current state out of the last.
 */
#ifndef BANGFU_TABLE_EXIT_FACTS_H
#define BANGFU_TABLE_EXIT_FACTS_H

#include "rules/exit.h"
#include "table/facts.h"

/* The cells of a month and of a household's state, first in `reads`. */
#define EXIT_COLUMNS                                                                               \
    {"household_id", true}, {"month", true}, {"household_size", true}, {"monthly_income", true},   \
        {"region", false}, {"assessed_on", false}, {"government_relief", false},                   \
        {"union_aid", false}, {"cause_removed", false}, {"voluntary_exit", false},                 \
        {"visitors", false}, {"signed", false}, {"notified_on", false},                            \
        {"review_applied_on", false},                                                              \
    {                                                                                              \
        "reviewed_on", false                                                                       \
    }

/* The places of some of them. */
enum { EXIT_HOUSEHOLD_ID, EXIT_MONTH, EXIT_REGION = 4 };

/* The dibao of regions and months, of those that were asked for last. Zeroed, of none. */
#define DIBAO_MEMORY 256
struct dibao_memory {
    struct dibao_of_month {
        int32_t region, month;
        const struct policy_value *by; /* NULL: nothing was asked for yet */
        bool in_force;
    } of[DIBAO_MEMORY];
};

/* The household whose months are being read. Zeroed, none was. */
struct exit_household {
    struct exit_run run;
    struct exit_month last;
    struct region region; /* of the last month */
    struct reason reason; /* its first fault: nothing more is read then … */
    char where[24];       /* … and the month that it is in: `2025-03`, `dibao:2025-03` */
};

/*
 * Takes the month of a record in. What will not do is the household's reason, and is said on
 * standard error: the record may not be the one that is written. A month out of order is noted in
 * `*order`, and left to the caller to say. False without memory.
 */
bool exit_take_month(struct row *row, struct dibao_memory *memory, struct exit_household *household,
                     enum exit_order *order);

/*
 * Reads the state from the last record, the day of the decision – of --date, else assessed_on, else
 * the last of the month – and the policy in force on it. False where the household has a reason, or
 * without memory.
 */
bool exit_read_state(struct row *row, struct exit_household *household, struct exit_state *out,
                     struct assessment *assessment, const struct policy_set **policy);

/* Makes of a decision that could not be made the household's reason. */
void exit_note_undecided(struct exit_household *household, const struct exit_decision *decision);

#endif
