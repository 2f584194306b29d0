#include "base/money.h"

#include <string.h>

/* One `struct exact` unit is a millionth of a millionth of a fen. */
#define EXACT_PER_FEN ((wide_int)RATE_ONE * RATE_ONE)

/* So many digits and places never overflow an int64_t. */
#define SAFE_DIGITS 12

/*
 * Reads digits with up to `places` decimals (at most 6) as a whole number of the smallest place.
 */
static enum number_error parse_decimal(struct text a, int places, int64_t *out)
{
    const char *p = a.p, *const end = a.p + a.n;
    int64_t value = 0;
    int decimals = 0;
    bool overflow = false, precise = true;

    if (a.n == 0 || *p < '0' || *p > '9' || end[-1] == '.')
        return NUMBER_NOT_A_NUMBER;
    if (a.n <= SAFE_DIGITS)
        for (; p < end && *p >= '0' && *p <= '9'; p++)
            value = value * 10 + (*p - '0');
    for (; p < end && *p >= '0' && *p <= '9'; p++) {
        overflow |= __builtin_mul_overflow(value, 10, &value);
        overflow |= __builtin_add_overflow(value, *p - '0', &value);
    }
    if (p < end && *p++ != '.')
        return NUMBER_NOT_A_NUMBER;
    for (; p < end && *p >= '0' && *p <= '9'; p++) {
        if (decimals == places) {
            precise = false;
            continue;
        }
        decimals++;
        overflow |= __builtin_mul_overflow(value, 10, &value);
        overflow |= __builtin_add_overflow(value, *p - '0', &value);
    }
    if (p < end)
        return NUMBER_NOT_A_NUMBER;
    for (; decimals < places; decimals++)
        overflow |= __builtin_mul_overflow(value, 10, &value);
    if (!precise)
        return NUMBER_TOO_MANY_DECIMALS;
    if (overflow)
        return NUMBER_OVERFLOW;
    *out = value;
    return NUMBER_OK;
}

enum number_error money_parse(struct text a, struct money *out)
{
    bool negative = a.n > 0 && a.p[0] == '-';
    if (negative)
        a = (struct text){a.p + 1, a.n - 1};
    int64_t fen;
    enum number_error error = parse_decimal(a, 2, &fen);
    if (error == NUMBER_OK)
        out->fen = negative ? -fen : fen;
    return error;
}

/* The limit keeps every product of an amount and a rate within a wide_int. */
static enum number_error parse_rate(struct text a, int places, struct rate *out)
{
    int64_t millionths;
    enum number_error error = parse_decimal(a, places, &millionths);
    if (error == NUMBER_OK && millionths > RATE_MAX.millionths)
        return NUMBER_OVERFLOW;
    if (error == NUMBER_OK)
        out->millionths = millionths;
    return error;
}

enum number_error rate_parse(struct text a, struct rate *out)
{
    return parse_rate(a, 6, out);
}

enum number_error rate_parse_percent(struct text a, struct rate *out)
{
    if (a.n == 0 || a.p[a.n - 1] != '%')
        return NUMBER_NOT_A_NUMBER;
    return parse_rate((struct text){a.p, a.n - 1}, 4, out);
}

/* Writes the digits of `value`, at least `least` of them, ending before `end`; returns the first.
 */
static char *digits_before(char *end, uint64_t value, int least)
{
    while (value > 0 || least > 0) {
        *--end = (char)('0' + value % 10);
        value /= 10;
        least--;
    }
    return end;
}

/* The same for a number of 32 bits, which divides faster; at least one digit. */
static char *small_digits_before(char *end, uint32_t value)
{
    do {
        *--end = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    return end;
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

size_t money_format(struct money m, char out[MONEY_TEXT_SIZE])
{
    char text[MONEY_TEXT_SIZE], *end = text + sizeof text;
    const uint64_t fen = magnitude(m.fen), yuan = fen / FEN_PER_YUAN;
    const unsigned cents = (unsigned)(fen % FEN_PER_YUAN);
    char *p = end - 3;
    p[0] = '.';
    p[1] = (char)('0' + cents / 10);
    p[2] = (char)('0' + cents % 10);
    p = yuan <= UINT32_MAX ? small_digits_before(p, (uint32_t)yuan) : digits_before(p, yuan, 1);
    if (m.fen < 0)
        *--p = '-';
    size_t n = (size_t)(end - p);
    memcpy(out, p, n);
    out[n] = '\0';
    return n;
}

static size_t format_places(int64_t value, int places, const char *suffix, char *out)
{
    char text[RATE_TEXT_SIZE], *end = text + sizeof text;
    uint64_t one = 1;
    for (int i = 0; i < places; i++)
        one *= 10;
    char *p = digits_before(end, magnitude(value) % one, places);
    while (end > p && end[-1] == '0')
        end--;
    if (end > p)
        *--p = '.';
    p = digits_before(p, magnitude(value) / one, 1);
    if (value < 0)
        *--p = '-';
    size_t n = (size_t)(end - p), more = strlen(suffix);
    memcpy(out, p, n);
    memcpy(out + n, suffix, more + 1);
    return n + more;
}

size_t rate_format(struct rate r, char out[RATE_TEXT_SIZE])
{
    return format_places(r.millionths, 6, "", out);
}

size_t rate_format_percent(struct rate r, char out[RATE_TEXT_SIZE])
{
    return format_places(r.millionths, 4, "%", out);
}

bool money_times(struct money m, int64_t count, struct money *out)
{
    int64_t fen;
    if (__builtin_mul_overflow(m.fen, count, &fen))
        return false;
    out->fen = fen;
    return true;
}

struct exact exact_of(struct money m)
{
    return (struct exact){(wide_int)m.fen * EXACT_PER_FEN};
}

struct exact exact_times_rate(struct money m, struct rate r)
{
    return (struct exact){(wide_int)m.fen * r.millionths * RATE_ONE};
}

bool exact_times_rates(struct money m, struct rate r, struct rate s, struct exact *out)
{
    wide_int value;
    if (__builtin_mul_overflow((wide_int)m.fen * r.millionths, (wide_int)s.millionths, &value))
        return false;
    out->value = value;
    return true;
}

bool exact_add(struct exact a, struct exact b, struct exact *out)
{
    wide_int value;
    if (__builtin_add_overflow(a.value, b.value, &value))
        return false;
    out->value = value;
    return true;
}

bool exact_round(struct exact e, int64_t unit_fen, struct money *out)
{
    wide_int unit = EXACT_PER_FEN * unit_fen;
    wide_int whole = e.value / unit, rest = e.value % unit; /* towards zero, like its sign */
    if (rest * 2 >= unit)
        whole++;
    else if (rest * 2 <= -unit)
        whole--;
    int64_t fen;
    if (__builtin_mul_overflow(whole, (wide_int)unit_fen, &fen))
        return false;
    out->fen = fen;
    return true;
}

struct money money_floor(struct money m, int64_t unit_fen)
{
    int64_t rest = m.fen % unit_fen;
    if (rest < 0)
        rest += unit_fen;
    /* The floor of the most negative amounts may not fit: they stay what they are. */
    int64_t fen;
    return __builtin_sub_overflow(m.fen, rest, &fen) ? m : (struct money){fen};
}

int64_t divide_round(int64_t numerator, int64_t denominator)
{
    int64_t whole = numerator / denominator, rest = numerator % denominator;
    /* |rest| >= denominator / 2 without doubling, which could wrap */
    if (rest >= 0 ? rest >= denominator - rest : -rest >= denominator + rest)
        whole += rest >= 0 ? (rest > 0) : -1;
    return whole;
}
