#include "payments/prior.h"

#include "base/language.h"

/* Readers wait for nobody who posts, but for one who repairs after a crash. */
#define WAIT_SECONDS 60

bool prior_count(const struct paid *paid, struct text household, struct date day,
                 struct aid_facts *facts)
{
    struct money held[ITEM_COUNT];
    if (!paid_of(paid, household, date_civil(day).year, held))
        return false;
    for (int item = 0; item < ITEM_COUNT; item++)
        if (held[item].fen > facts->paid[item].fen)
            facts->paid[item] = held[item];
    return true;
}

bool prior_begin(struct prior *prior, const struct run *run, struct error *error)
{
    const struct settings *s = &run->settings;
    if (prior->ledger == NULL)
        return true;
    if (!output_spares_ledger(s->output, s->rejects, prior->ledger, error))
        return false;
    struct ledger *ledger = ledger_open(prior->ledger, LEDGER_READ, WAIT_SECONDS, error);
    if (ledger != NULL)
        prior->paid = paid_load(ledger, (struct text){NULL, 0}, error);
    ledger_close(ledger);
    return prior->paid != NULL;
}

bool prior_header(struct prior *prior, const struct run *run, struct layout *layout, int column,
                  struct error *error)
{
    static const char *const COLUMNS[ITEM_COUNT] = {[ITEM_LIVING] = "living_paid",
                                                    [ITEM_MEDICAL] = "medical_paid",
                                                    [ITEM_EDUCATION] = "education_paid",
                                                    [ITEM_ACCIDENT] = "accident_paid"};
    if (prior->ledger == NULL)
        return true;
    if (layout->read_at[column] < 0)
        return error_set(error, run->file, 0, NULL,
                         _("--ledger needs a column 'household_id' (职工编号)"));
    for (int item = 0; item < ITEM_COUNT; item++)
        if (!layout_add(layout, COLUMNS[item], &prior->slot[item]))
            return error_no_memory(error, NULL);
    return true;
}

void prior_keep(const struct prior *prior, struct row *row, int paid)
{
    for (int item = 0; item < ITEM_COUNT && prior->ledger != NULL; item++)
        row_put(row, prior->slot[item], row_cell(row, paid + item));
}

bool prior_apply(const struct prior *prior, struct row *row, int column,
                 const struct assessment *assessment, struct aid_facts *facts,
                 struct reason *reason)
{
    if (prior->ledger == NULL)
        return true;
    const struct text household = text_trim(row_cell(row, column));
    if (household.n == 0)
        return fact_missing(row, column, reason);
    if (!prior_count(prior->paid, household, assessment->date, facts))
        return false;
    for (int item = 0; item < ITEM_COUNT; item++)
        row_put_money(row, prior->slot[item], facts->paid[item]);
    return true;
}

void prior_free(struct prior *prior)
{
    paid_free(prior->paid);
}
