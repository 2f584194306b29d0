#include "bank/posted.h"

#include "base/language.h"
#include "store/ledger.h"

#include <stdlib.h>

/* A ledger that is being written to may be waited for so many seconds. */
#define WAIT_SECONDS 60

/* So many differences are named, the others counted. */
#define NAMED_MOST 10

void posted_free(struct posted *p)
{
    names_free(&p->households);
    free(p->sum);
    *p = (struct posted){0};
}

static bool make_room(struct posted *p, uint32_t number)
{
    struct posted_sums *sum = names_beside(p->sum, &p->room, number, sizeof *p->sum);
    if (sum != NULL)
        p->sum = sum;
    return sum != NULL;
}

static bool take_entry(void *data, const struct entry *entry, struct error *error)
{
    struct posted *p = data;
    const uint32_t number = names_number(&p->households, entry->household);
    if (number == NAMES_NONE || !make_room(p, number))
        return error_no_memory(error, p->ledger);
    p->entries++;
    if (entry->kind == ENTRY_PAYMENT && entry->input.n < sizeof p->input) {
        memcpy(p->input, entry->input.p, entry->input.n); /* the same in all of a batch */
        p->input[entry->input.n] = '\0';
    }
    struct posted_sums *sum = &p->sum[number];
    struct money *item = &sum->item[entry->item];
    return (money_add(sum->all, entry->amount, &sum->all) &&
            money_add(*item, entry->amount, item) &&
            money_add(p->total, entry->amount, &p->total)) ||
           error_set(error, p->ledger, 0, NULL, "%s", _("the sum is too large"));
}

bool posted_load(struct posted *p, const char *ledger, const char *batch, struct error *error)
{
    const struct entry_pick pick = {.batch = text_of(batch)};
    *p = (struct posted){.ledger = ledger, .batch = batch};
    struct ledger *opened = ledger_open(ledger, LEDGER_READ, WAIT_SECONDS, error);
    if (opened == NULL)
        return false;
    const bool ok = ledger_each(opened, &pick, take_entry, p, error);
    ledger_close(opened);
    for (uint32_t i = 0; ok && i < p->households.count; i++)
        p->count += p->sum[i].all.fen != 0;
    return ok && (p->entries > 0 ||
                  error_set(error, ledger, 0, NULL, _("there is no batch '%s' in it"), batch));
}

bool posted_has(const struct posted *p, struct text household)
{
    const uint32_t number = household.n == 0 ? NAMES_NONE : names_find(&p->households, household);
    return number != NAMES_NONE && p->sum[number].all.fen != 0;
}

/* ---- beside the list ----------------------------------------------------------------------- */

struct comparison {
    const struct posted *posted;
    const struct payments *payments;
    const char *program;
    struct buffer *messages;
    long differences;
    long left_out; /* households that were refused, and what was posted for them */
    struct money left_sum;
};

static void say(struct comparison *c, struct text household, const char *column,
                struct money posted, struct money listed)
{
    char in_ledger[MONEY_TEXT_SIZE], in_list[MONEY_TEXT_SIZE], shown[96];
    money_format(posted, in_ledger);
    money_format(listed, in_list);
    text_masked(household, shown, sizeof shown);
    if (column == NULL)
        buffer_format(c->messages,
                      _("%s: %s: household %s: %s yuan in the ledger, %s in the list\n"),
                      c->program, c->posted->ledger, shown, in_ledger, in_list);
    else
        buffer_format(c->messages,
                      _("%s: %s: household %s: %s: %s yuan in the ledger, %s in the list\n"),
                      c->program, c->posted->ledger, shown, column, in_ledger, in_list);
}

/* `listed` is NULL where the list has nothing for the household. */
static void compare(struct comparison *c, struct text household, const struct posted_sums *posted,
                    const struct payment *listed)
{
    static const char *const COLUMNS[ITEM_COUNT] = {"living_aid", "medical_aid", "education_aid",
                                                    "accident_aid"};
    const struct money amount = listed == NULL ? (struct money){0} : listed->amount;
    bool differs[ITEM_COUNT] = {0}, any = false;
    for (int i = 0; listed != NULL && i < ITEM_COUNT; i++) {
        differs[i] = listed->has_item[i] && listed->item[i].fen != posted->item[i].fen;
        any |= differs[i];
    }
    const bool other_sum = posted->all.fen != amount.fen;
    if ((!any && !other_sum) || c->differences++ >= NAMED_MOST)
        return;
    if (other_sum)
        say(c, household, NULL, posted->all, amount);
    for (int i = 0; i < ITEM_COUNT && !other_sum; i++)
        if (differs[i])
            say(c, household, COLUMNS[i], posted->item[i], listed->item[i]);
}

/* For each household of the table, its payment; of one that stands there twice all are refused. */
static const struct payment **by_household(const struct payments *payments)
{
    const struct payment **of = calloc((size_t)payments->households.count + 1, sizeof *of);
    for (size_t i = 0; of != NULL && i < payments->count; i++) {
        const struct payment *payment = &payments->list[i];
        if (payment->household != NAMES_NONE &&
            (payment->state == PAYMENT_LISTED || payment->state == PAYMENT_REFUSED))
            of[payment->household] = payment;
    }
    return of;
}

static const struct posted_sums NOTHING;

/* A household of the table. */
static bool compare_listed(struct comparison *c, struct text household,
                           const struct payment *payment)
{
    const uint32_t there = names_find(&c->posted->households, household);
    const struct posted_sums *posted = there == NAMES_NONE ? &NOTHING : &c->posted->sum[there];
    if (payment == NULL || payment->state == PAYMENT_LISTED) {
        compare(c, household, posted, payment);
        return true;
    }
    c->left_out += posted->all.fen != 0;
    return money_add(c->left_sum, posted->all, &c->left_sum);
}

static void say_totals(struct comparison *c)
{
    const struct posted *p = c->posted;
    char posted[MONEY_TEXT_SIZE], listed[MONEY_TEXT_SIZE], left[MONEY_TEXT_SIZE];
    struct money sum;
    money_format(p->total, posted);
    money_format(c->payments->sum, listed);
    money_format(c->left_sum, left);
    /* True of itself where nothing differs; said only after it was looked at. */
    const bool equal = c->differences == 0 && p->count == c->payments->listed + c->left_out &&
                       money_add(c->payments->sum, c->left_sum, &sum) && sum.fen == p->total.fen;
    c->differences += c->differences == 0 && !equal;
    if (equal && c->left_out > 0)
        buffer_format(c->messages,
                      _("%s: %s: %ld payments, %s yuan posted = %ld, %s in the list + %ld, %s left "
                        "out\n"),
                      c->program, p->ledger, p->count, posted, c->payments->listed, listed,
                      c->left_out, left);
    else
        buffer_format(c->messages, _("%s: %s: %ld payments, %s yuan posted: %s\n"), c->program,
                      p->ledger, p->count, posted,
                      equal ? _("as in the list") : _("NOT as in the list"));
}

bool posted_compare(const struct posted *p, const struct payments *payments, const char *program,
                    struct buffer *messages, long *differences)
{
    struct comparison c = {
        .posted = p, .payments = payments, .program = program, .messages = messages};
    const struct payment **of = by_household(payments);
    bool ok = of != NULL;
    for (uint32_t i = 0; ok && i < payments->households.count; i++)
        ok = compare_listed(&c, names_text(&payments->households, i), of[i]);
    for (uint32_t i = 0; ok && i < p->households.count; i++) {
        const struct text household = names_text(&p->households, i);
        if (names_find(&payments->households, household) == NAMES_NONE)
            compare(&c, household, &p->sum[i], NULL);
    }
    free(of);
    if (!ok)
        return false;
    if (c.differences > NAMED_MOST)
        buffer_format(messages, _("%s: %s: %ld more households differ\n"), program, p->ledger,
                      c.differences - NAMED_MOST);
    say_totals(&c);
    *differences = c.differences;
    return true;
}
