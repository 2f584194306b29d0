/*
 * The texts of a batch file: what a cell of the aid list becomes in it, and what may not stand in
 * it. Nothing is ever quoted: what would need quotes is refused, since banks' programs differ in
 * what they make of them.
 */
#ifndef BANGFU_BANK_FIELD_H
#define BANGFU_BANK_FIELD_H

#include "bank/format.h"
#include "base/buffer.h"

/* White space of any kind, zero-width included; line ends are none. */
bool field_is_space(uint32_t character);

/* Appends a name without white space of any kind, zero-width ones included (张 三 → 张三). Line
 * ends stay, to be refused. */
void field_name(struct text cell, struct buffer *out);

#define CARD_DIGITS_LEAST 12
#define CARD_DIGITS_MOST  30
#define CARD_SIZE         (CARD_DIGITS_MOST + 1)

enum card_fault {
    CARD_OK,
    CARD_MISSING,
    CARD_SCIENTIFIC, /* 6.22E+18: a spreadsheet has lost its last digits */
    CARD_NOT_DIGITS,
    CARD_LENGTH
};

/* Reads a card or passbook account, its spaces and hyphens taken off. */
enum card_fault field_card(struct text cell, char out[CARD_SIZE]);

enum field_fault {
    FIELD_OK,
    FIELD_BREAKS,    /* a line end, or another character that cannot be seen */
    FIELD_SEPARATES, /* the format's separator, or a quote in a table */
    FIELD_FORMULA    /* = + - @ at its beginning: a spreadsheet would compute it */
};

enum field_fault field_check(struct text field, const struct bank_format *format);

/* Appends words for a fault. */
void field_describe(enum field_fault fault, const struct bank_format *format, struct buffer *out);

/* Appends a name with all but its first character hidden (张*). */
void field_masked_name(struct text name, struct buffer *out);

#endif
