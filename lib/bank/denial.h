/*
 * Whether a cell of a bank's answer denies what its states say became of the payment.
 */
#ifndef BANGFU_BANK_DENIAL_H
#define BANGFU_BANK_DENIAL_H

#include "bank/answer.h"
#include "bank/options.h"
#include "bank/payments.h"

/* `paid`: the states say so; else they say that it has failed. Accounts, amounts, numbers, names
 * and states are compared elsewhere, and deny nothing here. */
bool denial_is(const struct answer_cell *cell, bool paid, const struct payments *payments,
               const struct payment *payment, const struct bank_options *options);

/* Whether a cell is what the bank was sent: a name, bank, ID number or purpose. */
bool denial_was_sent(struct text cell, const struct payments *payments,
                     const struct payment *payment, const struct bank_options *options);

#endif
