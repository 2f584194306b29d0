/*
 * The Chinese of the code words that programs write into cells (`deep`, `missing:region`), for
 * lists that people open: `share/words.csv`, compiled in.
 */
#ifndef BANGFU_TABLE_WORDS_H
#define BANGFU_TABLE_WORDS_H

#include "base/buffer.h"
#include "base/error.h"

/* Reads the table once; call before any other, from one thread, after columns_open. */
bool words_open(struct error *error);

/*
 * Appends what a cell of `column` (a canonical name; `parameter`, `unit` or `value` of a policy
 * table; or NULL) says, in Chinese. A list is split
 * at `;` and joined by the ideographic comma (U+3001). What it lists is looked up whole, else in
 * its parts between colons, which are joined by the full-width colon (U+FF1A): as a word of the
 * column, a word of any column, or a column's name, for which its Chinese one stands. What is not
 * known, a policy parameter's name for one, stays as it is.
 *
 * Returns false when nothing was changed: the text as it was is appended then. A list that
 * people wrote is changed when it is joined anew.
 */
bool words_put(struct buffer *out, const char *column, struct text cell);

#endif
