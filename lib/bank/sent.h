/*
 * The list as it was sent to the bank. Numbers in an answer are those of that file: a list made
 * anew may be numbered otherwise, since the table was sorted or the ledger has a reversal more.
 */
#ifndef BANGFU_BANK_SENT_H
#define BANGFU_BANK_SENT_H

#include "bank/format.h"
#include "base/error.h"
#include "base/money.h"
#include "base/names.h"

/* Owned by its user; a zeroed one is empty. Payments are known by their place: 0 … */
struct sent {
    const char *file; /* as messages show it */
    struct names cards;
    struct money *amount;
    size_t room;
    long before; /* lines before the first payment */
};

/* Reads a file that pay-list made in that format, `-` being standard input. */
bool sent_read(struct sent *sent, const char *file, const struct bank_format *format,
               struct error *error);
void sent_free(struct sent *sent);

#endif
