/* A batch that is in the ledger already, compared with the list that is to be posted again. */
#include "posting/inside.h"

#include "base/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what the ledger holds ------------------------------------------------------------------ */

static struct posted_household *household_of(struct posted_batch *batch, struct text household)
{
    const uint32_t number = names_number(&batch->households, household);
    if (number == NAMES_NONE)
        return NULL;
    struct posted_household *list =
        names_beside(batch->list, &batch->room, number, sizeof *batch->list);
    if (list == NULL)
        return NULL;
    batch->list = list;
    return &list[number];
}

static bool take(void *data, const struct entry *entry, struct error *error)
{
    struct posted_batch *batch = data;
    struct posted_household *household = household_of(batch, entry->household);
    if (household == NULL)
        return error_no_memory(error, NULL);
    struct posted_payment *payment = &household->payment[entry->item];
    if (entry->kind == ENTRY_REVERSAL) {
        payment->reversed = true;
        batch->reversed++;
        return true;
    }
    *payment = (struct posted_payment){.there = true,
                                       .amount = entry->amount,
                                       .category = entry->category,
                                       .region = entry->region,
                                       .assessed_on = entry->assessed_on};
    if (entry->person.n == DIGEST_TEXT_SIZE - 1)
        memcpy(payment->person, entry->person.p, entry->person.n);
    batch->payments++;
    return money_add(batch->sum, entry->amount, &batch->sum) ||
           error_set(error, NULL, 0, NULL, _("the sum does not fit"));
}

bool posted_batch_load(struct posted_batch *batch, struct ledger *ledger, struct text name,
                       struct error *error)
{
    const struct entry_pick pick = {.batch = name};
    return ledger_each(ledger, &pick, take, batch, error);
}

void posted_batch_free(struct posted_batch *batch)
{
    names_free(&batch->households);
    free(batch->list);
    *batch = (struct posted_batch){0};
}

struct posted_household *posted_batch_find(const struct posted_batch *batch, struct text household)
{
    const uint32_t number =
        household.n == 0 ? NAMES_NONE : names_find(&batch->households, household);
    return number == NAMES_NONE ? NULL : &batch->list[number];
}

/* ---- what the list has ---------------------------------------------------------------------- */

/* `batch '2025-03' is in the ledger with other content: household X, living: …`; false. */
static bool other(const struct posting *p, struct text household, enum item item,
                  const struct candidate *candidate, const char *what, struct error *error)
{
    char shown[96];
    return error_set(error, candidate != NULL ? candidate->file : p->options.ledger,
                     candidate != NULL ? candidate->line : 0, NULL,
                     _("batch '%s' was posted with other content: household %s, %s: %s"),
                     p->options.batch, text_masked(household, shown, sizeof shown),
                     ITEM_NAMES[item], what);
}

static bool same_amount(const struct posting *p, const struct candidate *c, enum item item,
                        struct text household, struct money posted, struct error *error)
{
    char what[160], in_ledger[MONEY_TEXT_SIZE], in_list[MONEY_TEXT_SIZE];
    const struct money listed = c->recorded.aid[item];
    if (posted.fen == listed.fen)
        return true;
    money_format(posted, in_ledger);
    money_format(listed, in_list);
    (void)snprintf(what, sizeof what, _("%s yuan in the ledger, %s in the list"), in_ledger,
                   in_list);
    return other(p, household, item, c, what, error);
}

static bool same_person(const struct posting *p, const struct candidate *c,
                        const struct posted_payment *payment)
{
    const struct text person = candidates_text(&p->candidates, c->person);
    return person.n == 0 || payment->person[0] == '\0' || text_is(person, payment->person);
}

static bool same_payment(const struct posting *p, const struct candidate *c, enum item item,
                         struct text household, const struct posted_payment *payment,
                         struct error *error)
{
    const struct money posted = payment->there ? payment->amount : (struct money){0};
    if (!same_amount(p, c, item, household, posted, error))
        return false;
    if (!payment->there)
        return true;
    if (payment->category != c->recorded.category)
        return other(p, household, item, c, _("another category"), error);
    if (payment->region.code != c->assessment.region.code)
        return other(p, household, item, c, _("another region"), error);
    if (payment->assessed_on.day != c->assessment.date.day)
        return other(p, household, item, c, _("another day of the decision"), error);
    return same_person(p, c, payment) ||
           other(p, household, item, c, _("another person, by the ID number"), error);
}

bool posted_batch_same(const struct posted_batch *batch, const struct posting *p,
                       const struct candidate *c, struct error *error)
{
    static const struct posted_household NOTHING;
    const struct text household = candidates_text(&p->candidates, c->household);
    struct posted_household *posted = posted_batch_find(batch, household);
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++) {
        if (!same_payment(p, c, item, household,
                          posted != NULL ? &posted->payment[item] : &NOTHING.payment[item], error))
            return false;
        if (posted != NULL)
            posted->payment[item].met = true;
    }
    return true;
}

bool posted_batch_all_met(const struct posted_batch *batch, const struct posting *p,
                          struct error *error)
{
    for (uint32_t i = 0; i < batch->households.count; i++) {
        for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++) {
            const struct posted_payment *payment = &batch->list[i].payment[item];
            if (payment->there && !payment->met)
                return other(p, names_text(&batch->households, i), item, NULL,
                             _("in the ledger, not in the list"), error);
        }
    }
    return true;
}
