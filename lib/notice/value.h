/*
 * A value of a letter: what a cell holds as it is shown. No number that identifies a person or an
 * account is ever shown whole, and nothing that is shown can be taken for markup.
 */
#ifndef BANGFU_NOTICE_VALUE_H
#define BANGFU_NOTICE_VALUE_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/money.h"
#include "notice/template.h"
#include "table/columns.h"

/*
 * Appends a cell with the numbers of people in it hidden, as mask hides them: dates, months,
 * amounts and counts stand in columns of their own types. A column of IDs, phones or cards shows
 * no number whole that is in it, however short; household_id stays as it is where it is no number
 * of a person, since the sender joins by it. `column` is NULL for one that nobody knows.
 */
void value_mask(struct buffer *out, const struct column *column, struct text cell);

/* Appends text as it is to be written: for HTML its signs are escaped. Characters that nobody sees
 * but that turn the text around them, and other controls, become U+FFFD. */
void value_escape(struct buffer *out, struct text text, bool html);

/*
 * Appends what a filter makes of a value; nothing of an empty one. `column` is the canonical name,
 * or NULL. False with `error` where the value is not what the filter is for.
 */
bool value_filter(struct buffer *out, enum notice_filter filter, const char *column,
                  struct text value, struct error *error);

/* Whether there is nothing to be said of a cell: it is empty, a no, or 0. */
bool value_is_nothing(struct text cell);

/* Whether a cell, or one of those in a list, is this code word or says it in Chinese; or, for a
 * word `*:not-met`, ends in what stands behind the star. */
bool value_has_word(const char *column, struct text cell, struct text word);

/* Whether a word is such an end; whether one of a list ends in it. */
bool value_is_end(struct text word);
bool value_ends(struct text one, struct text word);

/* Amounts that are added up and written in capitals are below this many fen: a number that is
 * longer is an ID, a card or a phone that has come into the wrong column. */
#define VALUE_FEN_LIMIT ((int64_t)1000000000000)

/* Reads such an amount; false with `error`. */
bool value_money(const char *column, struct text value, struct money *out, struct error *error);

#endif
