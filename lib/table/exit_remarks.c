#include "table/exit_remarks.h"

void exit_put_what_lacks(struct row *row, int slot, const struct exit_run *run,
                         const struct exit_state *state, const struct exit_decision *decision)
{
    if (!state->cause_removed)
        row_add_word(row, slot, "exit.out:cause-remains");
    if (decision->enough_months)
        return;
    row_add_word(row, slot,
                 run->months > 0 && run->broken_by_gap ? "exit.out:month-missing"
                                                       : "exit.out:too-few-months");
}

/* A last day that cannot be told: `objection_until:unknown-year`. */
static bool put_untold(struct row *row, int slot, const char *column,
                       const struct exit_deadline *deadline)
{
    if (!deadline->set || deadline->found == DUE_FOUND)
        return false;
    row_add_word(row, slot, column);
    buffer_string(row->values,
                  deadline->found == DUE_UNKNOWN_YEAR ? ":unknown-year" : ":out-of-range");
    return true;
}

bool exit_put_findings(struct row *row, int slot, const struct exit_deadlines *deadlines,
                       bool overdue)
{
    const struct {
        bool found;
        const char *word;
    } FINDINGS[] = {
        {deadlines->applied_late, "exit.review:late"},
        {deadlines->reviewed_late, "exit.review:completed-late"},
        {deadlines->dates_wrong, "exit.review:dates"},
        {overdue, "exit.review:overdue"},
        {deadlines->review_open && !deadlines->applied_late && !overdue, "exit.review:open"},
    };
    bool any = put_untold(row, slot, "objection_until", &deadlines->objection);
    any |= put_untold(row, slot, "review_until", &deadlines->review);
    for (size_t i = 0; i < sizeof FINDINGS / sizeof *FINDINGS; i++) {
        if (FINDINGS[i].found)
            row_add_word(row, slot, FINDINGS[i].word);
        any |= FINDINGS[i].found;
    }
    return any;
}
