/*
 * One cell as people type it, made strict: the form that every table between the filters has.
 * What cannot be read with certainty is a problem with a name, never a guess.
 *
 * Taken off around every cell: white space of all kinds (line breaks, no-break and ideographic
 * spaces, invisible marks) and the apostrophes that protect text in spreadsheets. Tabs go
 * wherever they are. Full-width letters, digits and punctuation count as their ASCII forms,
 * and dashes of all lengths as `-`, except in text, names and lists, which stay as typed.
 */
#ifndef BANGFU_INTAKE_CELL_H
#define BANGFU_INTAKE_CELL_H

#include "base/buffer.h"
#include "base/language.h"
#include "base/text.h"
#include "table/columns.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What can be wrong with a cell: its code, the name in tables, the message. */
#define CELL_PROBLEMS(X)                                                                           \
    X(NOT_A_NUMBER, "not-a-number",                                                                \
      N_("not a number: expected digits, such as 12000, 1,234.50 or 1.2万"))                       \
    X(NEGATIVE, "negative", N_("a negative number: expected zero or more"))                        \
    X(OUT_OF_RANGE, "out-of-range",                                                                \
      N_("out of range: expected a whole number up to 99, and 1 or more for a household's size"))  \
    X(TOO_MANY_DECIMALS, "too-many-decimals",                                                      \
      N_("too many decimals: expected whole fen in an amount, a whole number in a count"))         \
    X(OVERFLOW, "overflow", N_("too large: expected an amount below 92 quadrillion yuan"))         \
    X(DIGITS_LOST, "digits-lost",                                                                  \
      N_("a spreadsheet has lost digits: expected all of them, from a column formatted as text"))  \
    X(CHECKSUM, "checksum",                                                                        \
      N_("the check digit is wrong: expected the number as it is on the ID card"))                 \
    X(BIRTH_DATE, "birth-date",                                                                    \
      N_("the birth date in the ID number does not exist: expected the number as on the card"))    \
    X(NOT_AN_ID, "not-an-id",                                                                      \
      N_("not a resident ID number: expected 18 characters, or the 15 digits of the old kind"))    \
    X(NOT_A_DATE, "not-a-date", N_("not a date: expected a day that exists, such as 2025-03-19"))  \
    X(NOT_A_MONTH, "not-a-month", N_("not a month: expected a form such as 2025-03"))              \
    X(NOT_YES_OR_NO, "not-yes-or-no", N_("neither yes nor no: expected yes, no, 是 or 否"))        \
    X(NOT_A_CODE, "not-a-code",                                                                    \
      N_("not a region code: expected the six digits of GB/T 2260, such as 341502"))               \
    X(LENGTH, "length", N_("the wrong number of digits: expected 12 to 30 in an account number"))  \
    X(LUHN, "luhn",                                                                                \
      N_("the card's check digit is wrong: expected the number on the card (a passbook's "         \
         "passes)"))                                                                               \
    X(DUPLICATE, "duplicate", N_("the same number as in an earlier record: expected another"))

enum cell_problem {
    CELL_OK,
#define CELL_CODE(code, name, message) CELL_##code,
    CELL_PROBLEMS(CELL_CODE)
#undef CELL_CODE
};

/* The name in tables (`not-a-number`); empty for CELL_OK. */
const char *cell_problem_name(enum cell_problem problem);

/* What was found and expected, in English, to be translated by `_()`; empty for CELL_OK. */
const char *cell_problem_message(enum cell_problem problem);

/* The unit that a column's heading states. A zero counts as a one, so a zeroed unit is yuan. */
struct cell_unit {
    int32_t scale;  /* yuan in one of the column: 1, 1000 (千元), 10000 (万元); at most 10^8 */
    int32_t months; /* 12 where a yearly column is filled in by the month (元/月), else 1 */
};

/*
 * Appends the strict form of `typed` to `out` and returns CELL_OK, or CELL_LUHN, a warning.
 * With any other problem nothing is appended: the cell stays as it was typed. An empty cell
 * is empty and CELL_OK. `unit` counts in columns of money only.
 * When memory runs out `out->failed` is set, and what is returned means nothing.
 *
 *   money   yuan with two decimals, exact after scaling: a unit in the cell itself (`0.36万`,
 *           `42900元`) stands in for the heading's scale, not for its months. A lone dash or
 *           slash, the zero of accounting formats, is 0.00 – but not in the columns that a
 *           decision cannot do without (annual_income and its like), where it says "not known".
 *           Never negative but in per_capita_net: costs may be above the income
 *   count   0 – 99 (household_size 1 – 99)
 *   months  a decimal with the digits it needs
 *   date    YYYY-MM-DD; any time of day behind it is dropped, a time zone is refused, since
 *           the day is another one elsewhere
 *   month   YYYY-MM; `2025.1` is digits-lost: a spreadsheet shows 2025.10, October, so
 *   id      18 characters; the old 15 digits are made 18
 *   card    12 – 30 digits; where all behind the 15th are zero, as a spreadsheet leaves them, it
 *           is digits-lost, unless it is of 16 or 17 and its check digit is right
 *   phone   a mobile number as 11 digits, any other as typed
 *   name    without white space if it is Chinese, else with single spaces
 *   list    items joined by `;`
 */
enum cell_problem cell_make_strict(const struct column *column, struct text typed,
                                   struct cell_unit unit, struct buffer *out);

/*
 * The rules of the kinds, each in a file of its own: amount.c, count.c, day.c, word.c, person.c.
 * They are given a cell that is not empty, cleaned as said above; numbers (amount, count,
 * months) keep inner white space only between two digits, and the others that are said to be
 * squeezed none. They append to `out` as cell_make_strict does.
 */
enum amount_rule {
    AMOUNT_DASH_IS_ZERO = 1,
    AMOUNT_MAY_BE_NEGATIVE = 2,
};
enum cell_problem cell_amount(struct text a, struct cell_unit unit, unsigned rules,
                              struct buffer *out);
enum cell_problem cell_count(struct text a, int least, bool dash_is_zero, struct buffer *out);
enum cell_problem cell_months(struct text a, struct buffer *out);
enum cell_problem cell_date(struct text a, struct buffer *out);
enum cell_problem cell_month(struct text a, struct buffer *out);
enum cell_problem cell_yes_or_no(struct text squeezed, struct buffer *out);
enum cell_problem cell_region(struct text squeezed, struct buffer *out);
enum cell_problem cell_id(struct text squeezed, struct buffer *out);
enum cell_problem cell_card(struct text squeezed, struct buffer *out);
enum cell_problem cell_phone(struct text a, struct buffer *out);
void cell_name(struct text a, struct buffer *out);
void cell_list(struct text a, struct buffer *out);
void cell_text(struct text a, struct buffer *out);

/* The tools they share. */

/* The bytes of the white space or invisible mark at the start of `a`; 0 if there is none. */
size_t cell_space(struct text a);

/* `a` without white space at both ends, of all the kinds that cell_space knows. */
struct text cell_trim(struct text a);

/* The ASCII character of a full-width form; any other code point as it is. */
uint32_t cell_fold(uint32_t code_point);

/* Takes `prefix` (or `suffix`) off `*a`; false where it is not there. */
static inline bool cell_take(struct text *a, const char *prefix)
{
    const size_t n = strlen(prefix);
    if (a->n < n || memcmp(a->p, prefix, n) != 0)
        return false;
    *a = (struct text){a->p + n, a->n - n};
    return true;
}

static inline bool cell_take_end(struct text *a, const char *suffix)
{
    const size_t n = strlen(suffix);
    if (a->n < n || memcmp(a->p + (a->n - n), suffix, n) != 0)
        return false;
    a->n -= n;
    return true;
}

/* Takes the first of `words` (ending with a NULL) that `*a` begins with off it. */
static inline bool cell_take_any(struct text *a, const char *const *words)
{
    for (; *words != NULL; words++)
        if (cell_take(a, *words))
            return true;
    return false;
}

/* True for one ASCII digit or more and nothing else. */
bool cell_digits(struct text a);

/*
 * Hides what a cell of the numbers of people (ID, card, phone) says, whatever was typed into it:
 * four characters at each end stay. Up to eight, and `3.41502E+17`, are shown as they are. Writes
 * to `out`, of CELL_HIDDEN_SIZE, and returns it.
 */
#define CELL_HIDDEN_SIZE 96
const char *cell_hidden(struct text typed, char out[CELL_HIDDEN_SIZE]);

/* True for `3.41502E+17` and the like: a spreadsheet's view of a number it has rounded. */
bool cell_scientific(struct text a);

/* `a` without the `.0` that spreadsheet programs add to whole numbers. */
struct text cell_whole(struct text a);

#endif
