#include "autumn/filing.h"

#include "autumn/bring.h"

/* Papers by their tokens, facts that could exclude by the names of their columns. */
static void put_missing(struct row *row, int slot, const struct autumn_facts *facts)
{
    const struct ga_application *a = &facts->application;
    const enum ga_state *state = facts->decision.state;
    const struct {
        enum ga_rule rule;
        bool lacks;
        const char *column;
    } FACTS[] = {
        {GA_EXCLUDE_HOUSES, !a->has_houses, "houses"},
        {GA_EXCLUDE_BUSINESS, a->shop == STATED_NOT, "has_shop"},
        {GA_EXCLUDE_BUSINESS, a->hires == STATED_NOT, "hires_others"},
        {GA_EXCLUDE_SCHOOL, a->private_school == STATED_NOT, "private_school"},
        {GA_EXCLUDE_SCHOOL, a->abroad == STATED_NOT, "self_funded_abroad"},
        {GA_EXCLUDE_VEHICLE, a->vehicle == STATED_NOT, "uses_vehicle"},
        /* Of a migrant, what the policy asks for. */
        {GA_MIGRANT, !a->has_employed && facts->decision.has_employed_by, "employed_since"},
        {GA_MIGRANT,
         !a->has_contract && policy_get(facts->policy, PARAMETER_GA_CONTRACT_MONTHS)->set,
         "contract_months"},
    };
    row_slot_begin(row, slot);
    for (int i = 0; i < GA_DOCUMENT_COUNT; i++)
        if (facts->decision.documents_missing >> i & 1u)
            row_add_word(row, slot, GA_DOCUMENT_NAMES[i]);
    for (size_t i = 0; i < sizeof FACTS / sizeof *FACTS; i++)
        if (FACTS[i].lacks && state[FACTS[i].rule] == GA_MISSING)
            row_add_word(row, slot, FACTS[i].column);
    row_slot_end(row, slot);
}

/* What was to be brought by the deadline, and is not there on the day of --as-of. */
static bool put_overdue(struct row *row, int slot, const struct golden_autumn *decision)
{
    const struct settings *settings = &row->run->settings;
    char day[DATE_TEXT_SIZE];
    if (!settings->has_as_of || !decision->has_deadline ||
        settings->as_of.day <= decision->deadline.day)
        return false;
    (void)date_format(decision->deadline, day);
    row_slot_begin(row, slot);
    buffer_format(row->values, "%s:%s", decision->documents_missing != 0 ? "documents" : "form",
                  day);
    row_slot_end(row, slot);
    return true;
}

static bool put_lacking(struct row *row, const struct autumn_slots *slots,
                        const struct autumn_facts *facts)
{
    struct buffer words = {0};
    row_put_word(row, slots->stage, "application");
    row_put_word(row, slots->next_step,
                 facts->decision.documents_missing != 0 ? "collect-documents" : "complete-form");
    put_missing(row, slots->missing, facts);
    autumn_bring(&facts->decision, row->run->today, &words);
    row_put(row, slots->to_bring, buffer_view(&words));
    row->values->failed |= words.failed;
    buffer_free(&words);
    return put_overdue(row, slots->overdue, &facts->decision);
}

static bool put_state(struct row *row, const struct autumn_slots *slots,
                      const struct autumn_facts *facts)
{
    switch (facts->decision.category) {
    case GA_ELIGIBLE:
        row_put_word(row, slots->stage, "ready");
        row_put_word(row, slots->next_step, "grant");
        return false;
    case GA_NONE:
        row_put_word(row, slots->stage, "refused");
        row_put_word(row, slots->next_step, "explain-refusal");
        return false;
    default:
        return put_lacking(row, slots, facts);
    }
}

bool autumn_filing_header(struct run *run, struct layout *layout, int *overdue, struct error *error)
{
    return facts_check(run, layout, error) &&
           (!run->settings.has_as_of || layout_add(layout, "overdue", overdue) ||
            error_no_memory(error, NULL));
}

enum outcome autumn_filing(struct row *row, const struct autumn_slots *slots)
{
    struct autumn_facts facts;
    struct reason reason = {0};
    enum outcome outcome = OUTCOME_DECIDED;
    bool readable;
    if (autumn_decide(row, &facts, &readable, &reason))
        outcome = put_state(row, slots, &facts) ? OUTCOME_FLAGGED : OUTCOME_DECIDED;
    else if (reason.code == NULL)
        return OUTCOME_FAILED;
    else
        outcome = fact_invalid(row, slots->stage, slots->reasons, &reason);
    if (row->account != NULL)
        autumn_account(row, &facts, readable, &reason);
    return outcome;
}
