#include "bank/payments.h"

#include <stdlib.h>

/* The first two payments with the same number in one of the lists; 0 where there is none, else
 * the payment's place and 1. */
struct pair {
    size_t first, second;
};

bool payments_add(struct payments *p, const struct payment *payment)
{
    if (p->count == p->room) {
        const size_t room = p->room == 0 ? 256 : 2 * p->room;
        struct payment *more = reallocarray(p->list, room, sizeof *more);
        if (more == NULL)
            return false;
        p->list = more;
        p->room = room;
    }
    p->list[p->count++] = *payment;
    return true;
}

void payments_free(struct payments *p)
{
    free(p->list);
    names_free(&p->households);
    names_free(&p->cards);
    names_free(&p->persons);
    names_free(&p->texts);
    *p = (struct payments){0};
}

struct text payments_text(const struct names *list, uint32_t number)
{
    return number == NAMES_NONE ? (struct text){NULL, 0} : names_text(list, number);
}

/* Where nothing is paid, neither a card nor a person is paid twice. */
static bool is_paid(const struct payment *payment)
{
    return payment->state == PAYMENT_LISTED || payment->state == PAYMENT_REFUSED;
}

static void note(struct pair *pairs, uint32_t number, size_t place)
{
    if (number == NAMES_NONE)
        return;
    if (pairs[number].first == 0)
        pairs[number].first = place + 1;
    else if (pairs[number].second == 0)
        pairs[number].second = place + 1;
}

/* Another payment with the same number, or NULL. */
static const struct payment *other(const struct payments *p, const struct pair *pairs,
                                   uint32_t number, size_t place)
{
    if (number == NAMES_NONE || pairs[number].second == 0)
        return NULL;
    const struct pair pair = pairs[number];
    return &p->list[(pair.first == place + 1 ? pair.second : pair.first) - 1];
}

struct pairs {
    struct pair *household, *card, *person;
};

static bool pairs_open(struct pairs *pairs, const struct payments *p)
{
    pairs->household = calloc((size_t)p->households.count + 1, sizeof *pairs->household);
    pairs->card = calloc((size_t)p->cards.count + 1, sizeof *pairs->card);
    pairs->person = calloc((size_t)p->persons.count + 1, sizeof *pairs->person);
    return pairs->household != NULL && pairs->card != NULL && pairs->person != NULL;
}

static void pairs_free(struct pairs *pairs)
{
    free(pairs->household);
    free(pairs->card);
    free(pairs->person);
}

bool payments_find_clashes(struct payments *p, payments_say *say, void *data)
{
    struct pairs pairs;
    const bool ok = pairs_open(&pairs, p);
    for (size_t i = 0; ok && i < p->count; i++) {
        if (p->list[i].state != PAYMENT_NOT_POSTED)
            note(pairs.household, p->list[i].household, i);
        if (!is_paid(&p->list[i]))
            continue;
        note(pairs.card, p->list[i].card, i);
        note(pairs.person, p->list[i].person, i);
    }
    for (size_t i = 0; ok && i < p->count; i++) {
        struct payment *payment = &p->list[i];
        const bool paid = is_paid(payment);
        if (payment->state == PAYMENT_NOT_POSTED)
            continue;
        const struct payment *household = other(p, pairs.household, payment->household, i);
        const struct payment *card = paid ? other(p, pairs.card, payment->card, i) : NULL;
        const struct payment *person = paid ? other(p, pairs.person, payment->person, i) : NULL;
        if (household != NULL)
            say(data, payment, CLASH_HOUSEHOLD, household);
        if (card != NULL)
            say(data, payment, card->name == payment->name ? CLASH_CARD : CLASH_OWNER, card);
        if (person != NULL)
            say(data, payment, CLASH_PERSON, person);
        if (household != NULL || card != NULL || person != NULL)
            payment->state = PAYMENT_REFUSED;
    }
    pairs_free(&pairs);
    return ok;
}

bool payments_close(struct payments *p)
{
    for (size_t i = 0; i < p->count; i++) {
        struct payment *payment = &p->list[i];
        p->nothing += payment->state == PAYMENT_NOTHING;
        p->not_payable += payment->state == PAYMENT_NOT_PAYABLE;
        p->not_posted += payment->state == PAYMENT_NOT_POSTED;
        p->refused += payment->state == PAYMENT_REFUSED;
        if (payment->state != PAYMENT_LISTED)
            continue;
        payment->number = ++p->listed;
        if (!money_add(p->sum, payment->amount, &p->sum))
            return false;
    }
    return true;
}
