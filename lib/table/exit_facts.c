#include "table/exit_facts.h"

#include "base/language.h"

#include <stdio.h>

/* The places of EXIT_COLUMNS. */
enum {
    HOUSEHOLD_ID,
    MONTH,
    SIZE,
    INCOME,
    REGION,
    ASSESSED_ON,
    RELIEF,
    UNION_AID,
    CAUSE_REMOVED,
    VOLUNTARY,
    VISITORS,
    SIGNED,
    NOTIFIED_ON,
    REVIEW_APPLIED_ON,
    REVIEWED_ON,
    COLUMNS
};

static const struct column_need READS[] = {EXIT_COLUMNS};
_Static_assert(sizeof READS / sizeof *READS == COLUMNS && HOUSEHOLD_ID == (int)EXIT_HOUSEHOLD_ID &&
                   MONTH == (int)EXIT_MONTH && REGION == (int)EXIT_REGION,
               "the columns of a month and their places");

/* The dibao of a month is that in force on its first day. NULL without memory. */
static const struct dibao_of_month *find_dibao(struct row *row, struct dibao_memory *memory,
                                               struct region region, struct month month)
{
    const uint32_t hash = (uint32_t)region.code * 31 + (uint32_t)month.number;
    struct dibao_of_month *found = &memory->of[hash % DIBAO_MEMORY];
    if (found->by != NULL && found->region == region.code && found->month == month.number)
        return found;
    const struct date first = month_first_day(month);
    const struct policy_set *policy =
        policy_at_cached(row->policies, row->run->view, region, first);
    if (policy == NULL)
        return NULL;
    const struct policy_value *by = policy_get(policy, PARAMETER_DIBAO);
    *found = (struct dibao_of_month){.region = region.code,
                                     .month = month.number,
                                     .by = by,
                                     .in_force = by->set && first.day <= by->until.day};
    return found;
}

/* The facts of one month. False without a reason: no memory. */
static bool read_month(struct row *row, struct dibao_memory *memory, struct exit_month *out,
                       struct region *region, struct reason *reason)
{
    if (!fact_month(row, MONTH, &out->month, reason) || !fact_needed(row, SIZE, reason) ||
        !fact_needed(row, INCOME, reason) || !fact_count(row, SIZE, &out->size, reason) ||
        !fact_money(row, INCOME, &out->income, reason) || !fact_region(row, REGION, region, reason))
        return false;
    if (out->size == 0)
        return fact_wrong(row, SIZE, "out-of-range", reason);
    const struct dibao_of_month *dibao = find_dibao(row, memory, *region, out->month);
    if (dibao == NULL)
        return false;
    out->has_dibao = dibao->in_force;
    out->dibao = dibao->by->money;
    out->dibao_by = dibao->by;
    return true;
}

/* A fault may lie in a month that is not in the record written: it and its line are named. */
static void note_fault(struct row *row, struct exit_household *h)
{
    struct reason *reason = &h->reason;
    const char *name = reason->column != NULL ? reason->column : reason->detail;
    struct month month;
    int column = 0;
    char shown[96];
    while (strcmp(READS[column].name, name) != 0)
        column++;
    row_message(row, name, _("found '%s': %s"),
                text_masked(row_cell(row, column), shown, sizeof shown), reason_words(reason));
    if (reason->column == NULL || !month_parse(row_cell(row, MONTH), &month))
        return;
    (void)month_format(month, h->where);
    reason->detail = h->where;
}

/* White space is no household_id: such records are each by themselves. */
static bool has_key(struct row *row, struct reason *reason)
{
    return text_trim(row_cell(row, HOUSEHOLD_ID)).n > 0 || fact_missing(row, HOUSEHOLD_ID, reason);
}

bool exit_take_month(struct row *row, struct dibao_memory *memory, struct exit_household *h,
                     enum exit_order *order)
{
    struct exit_month month;
    *order = EXIT_IN_ORDER;
    if (h->reason.code != NULL) /* it is invalid already */
        return true;
    if (!has_key(row, &h->reason) || !read_month(row, memory, &month, &h->region, &h->reason)) {
        if (h->reason.code != NULL)
            note_fault(row, h);
        return h->reason.code != NULL;
    }
    *order = exit_order(&h->run, month.month);
    if (*order != EXIT_IN_ORDER) {
        (void)month_format(month.month, h->where);
        h->reason = (struct reason){"month", *order == EXIT_REPEATED ? "repeated" : "out-of-order",
                                    h->where};
    } else if (!exit_count(&h->run, &month)) {
        h->reason = (struct reason){"monthly_income", "overflow", NULL};
    }
    h->last = month;
    return true;
}

/* The current state: that of the last month. */
static bool read_cells(struct row *row, const struct exit_household *h, struct exit_state *out,
                       struct reason *reason)
{
    enum answer removed, voluntary, signed_;
    out->month = h->last;
    if (!fact_money(row, RELIEF, &out->relief, reason) ||
        !fact_money(row, UNION_AID, &out->union_aid, reason) ||
        !fact_answer(row, CAUSE_REMOVED, &removed, reason) ||
        !fact_answer(row, VOLUNTARY, &voluntary, reason) ||
        !fact_count(row, VISITORS, &out->visitors, reason) ||
        !fact_answer(row, SIGNED, &signed_, reason) ||
        !fact_date(row, NOTIFIED_ON, &out->has_notified, &out->notified, reason) ||
        !fact_date(row, REVIEW_APPLIED_ON, &out->has_applied, &out->applied, reason) ||
        !fact_date(row, REVIEWED_ON, &out->has_reviewed, &out->reviewed, reason))
        return false;
    out->cause_removed = removed == ANSWER_YES;
    out->voluntary = voluntary == ANSWER_YES;
    out->refused_to_sign = signed_ == ANSWER_NO;
    return true;
}

/* The day of the decision: of --date, else assessed_on, else the last day of the last month. */
static bool read_day(struct row *row, const struct exit_household *h, struct date *out,
                     struct reason *reason)
{
    bool given = true;
    *out = row->run->settings.date;
    if (!row->run->settings.has_date && !fact_date(row, ASSESSED_ON, &given, out, reason))
        return false;
    if (!given)
        *out = month_last_day(h->last.month);
    return true;
}

bool exit_read_state(struct row *row, struct exit_household *h, struct exit_state *out,
                     struct assessment *assessment, const struct policy_set **policy)
{
    assessment->region = h->region;
    if (h->reason.code != NULL || !read_cells(row, h, out, &h->reason) ||
        !read_day(row, h, &assessment->date, &h->reason))
        return false;
    *policy = policy_at_cached(row->policies, row->run->view, h->region, assessment->date);
    return *policy != NULL;
}

void exit_note_undecided(struct exit_household *h, const struct exit_decision *decision)
{
    char month[MONTH_TEXT_SIZE];
    switch (decision->undecided) {
    case EXIT_NO_DIBAO:
        (void)month_format(decision->month, month);
        (void)snprintf(h->where, sizeof h->where, "dibao:%s", month);
        h->reason = (struct reason){NULL, "no-policy", h->where};
        break;
    case EXIT_GAP:
        h->reason = (struct reason){NULL, "policy-gap", PARAMETER_INFO[decision->gap].name};
        break;
    default:
        h->reason = (struct reason){"monthly_income", "overflow", NULL};
    }
}
