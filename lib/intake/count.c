/* Small whole numbers, in digits or Chinese numerals, and numbers of months. */
#include "intake/cell.h"

#include "base/money.h"

#define MOST 99

/* The value of the numeral at the start of `*a`, which it takes off; -1 if there is none. */
static int take_numeral(struct text *a)
{
    static const struct {
        const char *numeral;
        int value;
    } NUMERALS[] = {
        {"零", 0}, {"〇", 0}, {"一", 1}, {"二", 2}, {"三", 3}, {"四", 4}, {"五", 5},
        {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}, {"两", 2}, {"壹", 1}, {"贰", 2},
        {"叁", 3}, {"肆", 4}, {"伍", 5}, {"陆", 6}, {"柒", 7}, {"捌", 8}, {"玖", 9},
    };
    for (size_t i = 0; i < sizeof NUMERALS / sizeof *NUMERALS; i++)
        if (cell_take(a, NUMERALS[i].numeral))
            return NUMERALS[i].value;
    return -1;
}

/* 四, 十, 十二, 二十, 二十三, 廿三; -1 for anything else, 四五 (four or five) included. */
static int chinese_number(struct text a)
{
    int tens = cell_take(&a, "廿") ? 2 : cell_take(&a, "卅") ? 3 : -1;
    if (tens < 0) {
        int first = take_numeral(&a);
        if (!cell_take(&a, "十") && !cell_take(&a, "拾"))
            return a.n == 0 ? first : -1;
        if (first == 0)
            return -1;
        tens = first < 0 ? 1 : first;
    }
    if (a.n == 0)
        return tens * 10;
    int last = take_numeral(&a);
    return last > 0 && a.n == 0 ? tens * 10 + last : -1;
}

/* The value of digits, MOST + 1 for anything above MOST. */
static int digits_value(struct text a)
{
    int value = 0;
    for (size_t i = 0; i < a.n && value <= MOST; i++)
        value = value * 10 + (a.p[i] - '0');
    return value <= MOST ? value : MOST + 1;
}

/* `3.5` and the like: a number, but not a whole one. */
static bool has_decimals(struct text a)
{
    struct text whole = text_next(&a, '.');
    return cell_digits(whole) && cell_digits(a);
}

static enum cell_problem read_count(struct text a, bool dash_is_zero, int *value)
{
    if (text_is(a, "-") || text_is(a, "--") || text_is(a, "/"))
        return dash_is_zero ? CELL_OK : CELL_NOT_A_NUMBER;
    if (cell_scientific(a))
        return CELL_DIGITS_LOST;
    bool negative = cell_take(&a, "-");
    /* More than one can follow: 三口人, 3人户. */
    while (cell_take_end(&a, "人") || cell_take_end(&a, "口") || cell_take_end(&a, "名") ||
           cell_take_end(&a, "套") || cell_take_end(&a, "个") || cell_take_end(&a, "户"))
        ;
    struct text whole = cell_whole(a);
    *value = cell_digits(whole) ? digits_value(whole) : chinese_number(a);
    if (*value < 0)
        return has_decimals(a) ? CELL_TOO_MANY_DECIMALS : CELL_NOT_A_NUMBER;
    return negative && *value > 0 ? CELL_NEGATIVE : CELL_OK;
}

enum cell_problem cell_count(struct text a, int least, bool dash_is_zero, struct buffer *out)
{
    int value = 0;
    enum cell_problem problem = read_count(a, dash_is_zero, &value);
    if (problem != CELL_OK)
        return problem;
    if (value < least || value > MOST)
        return CELL_OUT_OF_RANGE;
    buffer_format(out, "%d", value);
    return CELL_OK;
}

static struct text without_trailing_zeros(struct text a)
{
    if (memchr(a.p, '.', a.n) == NULL || text_ends(a, "."))
        return a;
    while (cell_take_end(&a, "0"))
        ;
    cell_take_end(&a, ".");
    return a;
}

enum cell_problem cell_months(struct text a, struct buffer *out)
{
    struct rate months;
    if (cell_scientific(a))
        return CELL_DIGITS_LOST;
    bool negative = cell_take(&a, "-");
    if (!cell_take_end(&a, "个月"))
        cell_take_end(&a, "月");
    int numeral = chinese_number(a);
    if (numeral >= 0) {
        months.millionths = (int64_t)numeral * RATE_ONE;
    } else {
        switch (rate_parse(a.n > 0 ? without_trailing_zeros(a) : a, &months)) {
        case NUMBER_OK:
            break;
        case NUMBER_NOT_A_NUMBER:
            return CELL_NOT_A_NUMBER;
        case NUMBER_TOO_MANY_DECIMALS:
            return CELL_TOO_MANY_DECIMALS;
        case NUMBER_OVERFLOW:
            return CELL_OVERFLOW;
        }
    }
    if (negative && months.millionths > 0)
        return CELL_NEGATIVE;
    char text[RATE_TEXT_SIZE];
    buffer_append(out, text, rate_format(months, text));
    return CELL_OK;
}
