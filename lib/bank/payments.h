/*
 * The payments of an aid list, in memory as a whole: one for each of its records, also for those
 * that are not paid, since they say who stands in it twice. About 300 bytes each.
 */
#ifndef BANGFU_BANK_PAYMENTS_H
#define BANGFU_BANK_PAYMENTS_H

#include "base/money.h"
#include "base/names.h"
#include "policy/parameter.h"
#include "policy/region.h"

#include <stdbool.h>

enum payment_state {
    PAYMENT_LISTED,
    PAYMENT_NOTHING,     /* nothing is granted */
    PAYMENT_NOT_PAYABLE, /* nothing was decided */
    PAYMENT_NOT_POSTED,  /* the ledger's batch does not have the household */
    PAYMENT_REFUSED      /* said on standard error why */
};

/* Texts are numbers in the lists of `struct payments`; NAMES_NONE where there is none. */
struct payment {
    uint32_t household, card, person; /* in lists of their own: the same number, the same one */
    uint32_t name, bank, phone;       /* in `texts` */
    struct money amount;
    struct money item[ITEM_COUNT]; /* of those that the record says */
    bool has_item[ITEM_COUNT];
    struct region region;
    bool has_region;
    enum payment_state state;
    const char *file; /* as messages show it */
    long line;
    long number; /* of those listed: 1 … */
};

/* Owned by its user; a zeroed one is empty. */
struct payments {
    struct payment *list;
    size_t count, room;
    struct names households, cards, persons, texts;
    long listed, refused, nothing, not_payable, not_posted; /* set by payments_close */
    struct money sum;                                       /* of those listed */
};

/* Adds one; false without memory. */
bool payments_add(struct payments *payments, const struct payment *payment);
void payments_free(struct payments *payments);

enum clash {
    CLASH_HOUSEHOLD, /* the same household_id twice */
    CLASH_CARD,      /* the same card twice */
    CLASH_OWNER,     /* the same card for two names */
    CLASH_PERSON     /* the same ID number twice */
};

typedef void payments_say(void *data, const struct payment *payment, enum clash clash,
                          const struct payment *other);

/* Refuses all that clash with one another, and says so of each; false without memory. */
bool payments_find_clashes(struct payments *payments, payments_say *say, void *data);

/* When all states are known: numbers the payments that are listed and adds them up. False where
 * the sum does not fit. */
bool payments_close(struct payments *payments);

/* A text of a payment: of `texts` or another list; empty where there is none. */
struct text payments_text(const struct names *list, uint32_t number);

#endif
