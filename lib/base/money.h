/*
 * Money in whole fen, and the exact arithmetic of rates on it. No floating point.
 *
 * A rate, a multiple, a number of months: all are `struct rate`, a decimal with six places.
 * A product of money and rates is kept whole in `struct exact` until it is rounded, once.
 */
#ifndef BANGFU_BASE_MONEY_H
#define BANGFU_BASE_MONEY_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct money {
    int64_t fen;
};

#define FEN_PER_YUAN 100

/* A decimal number in millionths: 80 % is 800000, 9.5 months are 9500000. */
struct rate {
    int64_t millionths;
};

#define RATE_ONE 1000000

/* No rate is larger than a million. */
#define RATE_MAX ((struct rate){(int64_t)RATE_ONE * RATE_ONE})

/* An unrounded amount in millionths of a millionth of a fen: money times up to two rates. */
__extension__ typedef __int128 wide_int;
struct exact {
    wide_int value;
};

enum number_error {
    NUMBER_OK,
    NUMBER_NOT_A_NUMBER,      /* not a decimal number at all */
    NUMBER_TOO_MANY_DECIMALS, /* more places than the unit has */
    NUMBER_OVERFLOW,          /* does not fit */
};

/*
 * Reads `[-]digits[.digits]` in yuan with at most two decimals (`0`, `12.5`, `-0.01`): the
 * strict form of every table between the filters. `.5`, `5.`, `+5` and `1,000` are not numbers.
 */
enum number_error money_parse(struct text a, struct money *out);

/* Room for any amount, its sign, point and final NUL. */
#define MONEY_TEXT_SIZE 24

/* Writes yuan with exactly two decimals and a NUL; returns the length without the NUL. */
size_t money_format(struct money m, char out[MONEY_TEXT_SIZE]);

/* Reads a decimal number with at most six decimals, no sign, up to RATE_MAX. */
enum number_error rate_parse(struct text a, struct rate *out);

/* Reads `80%`, `33.3333%` as a rate; the sign is required, four decimals are the most. */
enum number_error rate_parse_percent(struct text a, struct rate *out);

#define RATE_TEXT_SIZE 24

/* Writes a rate with the decimals it needs and no more (`9.5`, `12`); returns the length. */
size_t rate_format(struct rate r, char out[RATE_TEXT_SIZE]);

/* Writes a rate as a percentage (`80%`, `12.5%`); returns the length. */
size_t rate_format_percent(struct rate r, char out[RATE_TEXT_SIZE]);

/* Checked sums: false when the result does not fit; `*out` is then unchanged. */
static inline bool money_add(struct money a, struct money b, struct money *out)
{
    int64_t fen;
    if (__builtin_add_overflow(a.fen, b.fen, &fen))
        return false;
    out->fen = fen;
    return true;
}

static inline bool money_subtract(struct money a, struct money b, struct money *out)
{
    int64_t fen;
    if (__builtin_sub_overflow(a.fen, b.fen, &fen))
        return false;
    out->fen = fen;
    return true;
}

/* `m × count`, checked. */
bool money_times(struct money m, int64_t count, struct money *out);

/* `m` as an exact amount; always fits. */
struct exact exact_of(struct money m);

/* `m × r`, always fits. */
struct exact exact_times_rate(struct money m, struct rate r);

/* `m × r × s`, checked. */
bool exact_times_rates(struct money m, struct rate r, struct rate s, struct exact *out);

bool exact_add(struct exact a, struct exact b, struct exact *out);

/*
 * Rounds to a whole multiple of `unit_fen` (1 fen, 100 for yuan), half away from zero.
 * False when the result does not fit in a `struct money`.
 */
bool exact_round(struct exact e, int64_t unit_fen, struct money *out);

/* The largest multiple of `unit_fen` that is not above `m`. */
struct money money_floor(struct money m, int64_t unit_fen);

/* `numerator / denominator` rounded to a whole number, half away from zero; denominator > 0. */
int64_t divide_round(int64_t numerator, int64_t denominator);

#endif
