/*
 * An application out of a record: how far it has come on the way to being filed.
 */
#ifndef BANGFU_TABLE_FILING_FACTS_H
#define BANGFU_TABLE_FILING_FACTS_H

#include "rules/filing.h"
#include "table/facts.h"

/* The cells of an application, first in `reads`. */
#define FILING_COLUMNS                                                                             \
    {"household_id", false}, {"region", false}, {"category", false}, {"applied_on", false},        \
        {"documents", true}, {"visitors", false}, {"visit_form", false}, {"first_review", false},  \
        {"sealed", false}, {"doubtful", false}, {"county_visited", false},                         \
        {"county_review", false}, {"match_result", false}, {"publicity_from", false},              \
        {"publicity_to", false}, {"objection", false}, {"refusal_notified_on", false},             \
        {"filed_on", false}, {"union", false},                                                     \
    {                                                                                              \
        "id_number", false                                                                         \
    }

/* The places of some of them. */
enum { FILING_HOUSEHOLD_ID = 0, FILING_APPLIED_ON = 3, FILING_UNION = 18, FILING_ID_NUMBER = 19 };

/*
 * Reads the application, where and on what day it is judged – that of --date, else applied_on, else
 * today – and the policy in force then; NULL without memory. Without a region it is the country's,
 * where that has all that filing goes by. Words are read in English and in Chinese. False with
 * `reason` where a cell will not do.
 */
bool facts_application(struct row *row, struct application *out, struct assessment *assessment,
                       const struct policy_set **policy, struct reason *reason);

/* Why nothing could be decided of it. */
struct reason reason_filing_undecided(const struct filing *filing);

/* The day of the application where the table has it. */
bool facts_applied_on(struct row *row, bool *given, struct date *out, struct reason *reason);

#endif
