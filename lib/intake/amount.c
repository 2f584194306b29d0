/* Amounts of money as people type them. */
#include "intake/cell.h"

#include "base/money.h"

#define YEN                "¥"
#define MOST_WHOLE_DIGITS  18 /* more do not fit in 64 bits of fen */
#define MOST_DECIMALS      8  /* more never come out as whole fen, whatever the unit */
#define FIRST_GROUP_DIGITS 3

/* A decimal without its trailing zeros: digits / 10^decimals. */
struct decimal {
    wide_int digits;
    int whole, decimals; /* how many digits before the point, without leading zeros, and behind */
};

static size_t digits_at(struct text a)
{
    size_t n = 0;
    while (n < a.n && a.p[n] >= '0' && a.p[n] <= '9')
        n++;
    return n;
}

static void add_digit(struct decimal *d, char c)
{
    d->digits = d->digits * 10 + (c - '0');
}

static void add_whole_digits(struct decimal *d, struct text *a, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (d->whole == 0 && a->p[i] == '0')
            continue;
        if (d->whole++ < MOST_WHOLE_DIGITS)
            add_digit(d, a->p[i]);
    }
    *a = (struct text){a->p + n, a->n - n};
}

/* `10,700` and `10 700`: thousands apart, by the same mark throughout. */
static bool take_whole(struct text *a, struct decimal *d)
{
    size_t n = digits_at(*a);
    if (n == 0)
        return false;
    char first = a->p[0];
    add_whole_digits(d, a, n);
    if (a->n == 0 || (*a->p != ',' && *a->p != ' '))
        return true;
    if (n > FIRST_GROUP_DIGITS || first == '0')
        return false;
    for (char mark[] = {*a->p, '\0'}; cell_take(a, mark);) {
        if (digits_at(*a) != FIRST_GROUP_DIGITS)
            return false;
        add_whole_digits(d, a, FIRST_GROUP_DIGITS);
    }
    return true;
}

static bool take_decimals(struct text *a, struct decimal *d)
{
    if (!cell_take(a, "."))
        return true;
    size_t n = digits_at(*a), needed = n;
    while (needed > 0 && a->p[needed - 1] == '0')
        needed--;
    for (size_t i = 0; i < needed && d->decimals <= MOST_DECIMALS; i++) {
        if (d->decimals++ < MOST_DECIMALS)
            add_digit(d, a->p[i]);
    }
    *a = (struct text){a->p + n, a->n - n};
    return n > 0;
}

/* The unit behind a number: 万元, 千, 元, 圆, 块. Sets `*scale` if there is one. */
static void take_unit(struct text *a, int32_t *scale)
{
    int32_t stated = cell_take(a, "万") ? 10000 : cell_take(a, "千") ? 1000 : 0;
    if ((cell_take(a, "元") || cell_take(a, "圆") || cell_take(a, "块")) && stated == 0)
        stated = 1;
    if (stated != 0)
        *scale = stated;
}

static int32_t or_one(int32_t n)
{
    return n == 0 ? 1 : n;
}

/* 18 + 8 digits, a scale of 10^8, 12 months and 100 fen: below 10^38, which fits. */
static enum cell_problem to_fen(struct decimal d, int32_t scale, int32_t months, struct money *out)
{
    if (d.decimals > MOST_DECIMALS)
        return CELL_TOO_MANY_DECIMALS;
    if (d.whole > MOST_WHOLE_DIGITS)
        return CELL_OVERFLOW;
    wide_int fen = d.digits * scale * months * FEN_PER_YUAN;
    for (int i = 0; i < d.decimals; i++) {
        if (fen % 10 != 0)
            return CELL_TOO_MANY_DECIMALS;
        fen /= 10;
    }
    if (fen > INT64_MAX)
        return CELL_OVERFLOW;
    out->fen = (int64_t)fen;
    return CELL_OK;
}

static bool is_dash(struct text a)
{
    return text_is(a, "-") || text_is(a, "--") || text_is(a, "/");
}

/* Takes off what may stand around a number: `(…)`, `-`, `¥`. True where it is below zero. */
static bool take_sign(struct text *a)
{
    cell_take(a, YEN);
    bool negative = text_starts(*a, "(") && text_ends(*a, ")");
    if (negative)
        *a = (struct text){a->p + 1, a->n - 2};
    cell_take(a, YEN);
    negative |= cell_take(a, "-");
    cell_take(a, YEN);
    return negative;
}

enum cell_problem cell_amount(struct text a, struct cell_unit unit, unsigned rules,
                              struct buffer *out)
{
    bool negative = false;
    struct decimal number = {0};
    struct money money = {0};
    int32_t scale = or_one(unit.scale);

    if (cell_scientific(a))
        return CELL_DIGITS_LOST;
    struct text bare = a;
    cell_take(&bare, YEN);
    if (!is_dash(bare)) {
        negative = take_sign(&a);
        if (!take_whole(&a, &number) || !take_decimals(&a, &number))
            return CELL_NOT_A_NUMBER;
        take_unit(&a, &scale);
        if (a.n > 0)
            return CELL_NOT_A_NUMBER;
        if (negative && number.digits != 0 && !(rules & AMOUNT_MAY_BE_NEGATIVE))
            return CELL_NEGATIVE;
    } else if (!(rules & AMOUNT_DASH_IS_ZERO)) {
        return CELL_NOT_A_NUMBER;
    }

    enum cell_problem problem = to_fen(number, scale, or_one(unit.months), &money);
    if (problem != CELL_OK)
        return problem;
    if (negative)
        money.fen = -money.fen;
    char text[MONEY_TEXT_SIZE];
    buffer_append(out, text, money_format(money, text));
    return CELL_OK;
}
