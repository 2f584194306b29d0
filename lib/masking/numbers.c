#include "masking/numbers.h"

/* So many code points that are no digits at the most between two digits of one number. */
#define BETWEEN_MAX 8

struct range {
    uint32_t first, last;
};

static bool is_in(uint32_t c, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}
#define IS_IN(c, ranges) is_in((c), (ranges), sizeof(ranges) / sizeof *(ranges))

/* Digits as a telephone number may be typed so that a filter misses it. */
static bool is_digit(uint32_t c)
{
    static const struct range DIGITS[] = {
        {0x0660, 0x0669}, {0x06F0, 0x06F9}, {0x2070, 0x2079},   {0x2080, 0x2089}, {0x2460, 0x2468},
        {0x3007, 0x3007}, {0xFF10, 0xFF19}, {0x1D7CE, 0x1D7FF}, {0x00B2, 0x00B3}, {0x00B9, 0x00B9},
    };
    static const uint32_t CHINESE[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
                                       0x4E03, 0x516B, 0x4E5D, 0x96F6}; /* 1 to 9, and zero */
    if (c < 0x80)
        return c >= '0' && c <= '9';
    for (size_t i = 0; i < sizeof CHINESE / sizeof *CHINESE; i++)
        if (c == CHINESE[i])
            return true;
    return IS_IN(c, DIGITS);
}

/* What may stand between the digits of one number: no letters and words but those of a date, and
 * no semicolon, which stands between one number and another. */
static bool is_between(uint32_t c)
{
    static const struct range MARKS[] = {
        {0x00A0, 0x00BF}, {0x0300, 0x036F}, {0x2000, 0x206F}, {0x2190, 0x22FF},
        {0x2500, 0x27BF}, {0x3000, 0x303F}, {0xFE00, 0xFE6F}, {0xFEFF, 0xFEFF},
        {0xFF01, 0xFF0F}, {0xFF1A, 0xFF1A}, {0xFF1C, 0xFF20}, {0xFF3B, 0xFF40},
        {0x5E74, 0x5E74}, {0x6708, 0x6708}, {0x65E5, 0x65E5}, {0x53F7, 0x53F7}, /* 年月日号 */
    };
    if (c < 0x80)
        return c != ';' && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    return IS_IN(c, MARKS);
}

/* The last place of an ID, or a letter typed for a digit. */
static bool is_letter_for_digit(uint32_t c)
{
    static const uint32_t LETTERS[] = {'O', 'o', 'I', 'l', 'x', 'X', 0xD7, 0xFF38, 0xFF58};
    for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS; i++)
        if (c == LETTERS[i])
            return true;
    return false;
}

struct number {
    size_t bytes, digits;
};

/* The number that `a` begins with. Letters count where six digits stand before them. */
static struct number read_number(struct text a)
{
    struct number number = {0};
    size_t k, between = 0;
    for (size_t i = 0; i < a.n; i += k) {
        const uint32_t c = text_decode((struct text){a.p + i, a.n - i}, &k);
        if (is_digit(c) || (number.digits >= MASKED_DIGITS_MIN - 1 && is_letter_for_digit(c))) {
            number.bytes = i + k;
            number.digits++;
            between = 0;
        } else if (number.digits == 0 || ++between > BETWEEN_MAX || !is_between(c)) {
            break;
        }
    }
    return number;
}

/* Nearly all cells have none: they are left alone. */
static bool has_enough_digits(struct text a)
{
    size_t k, digits = 0;
    for (size_t i = 0; i < a.n && digits < MASKED_DIGITS_MIN; i += k) {
        const uint32_t c = text_decode((struct text){a.p + i, a.n - i}, &k);
        digits += is_digit(c) || is_letter_for_digit(c);
    }
    return digits >= MASKED_DIGITS_MIN;
}

bool masking_put_text(struct buffer *out, struct text a)
{
    bool any = false;
    if (!has_enough_digits(a)) {
        buffer_text(out, a);
        return false;
    }
    while (a.n > 0) {
        struct number number = read_number(a);
        const bool hides = number.digits >= MASKED_DIGITS_MIN;
        if (number.digits == 0)
            (void)text_decode(a, &number.bytes);
        if (hides)
            buffer_string(out, MASKED);
        else
            buffer_append(out, a.p, number.bytes);
        any |= hides;
        a.p += number.bytes;
        a.n -= number.bytes;
    }
    return any;
}

size_t masking_longest(struct text a)
{
    size_t longest = 0;
    while (a.n > 0) {
        struct number number = read_number(a);
        if (number.digits == 0)
            (void)text_decode(a, &number.bytes);
        longest = number.digits > longest ? number.digits : longest;
        a.p += number.bytes;
        a.n -= number.bytes;
    }
    return longest;
}

/* One character of an ID as it is to be: a digit, X, or 0 for what only stands between them; -1
 * for what makes it none. */
static int id_character(uint32_t c)
{
    static const struct range BETWEEN[] = {
        {' ', ' '},       {'\t', '\r'},     {'-', '-'},       {'\'', '\''},     {0x00A0, 0x00A0},
        {0x00AD, 0x00AD}, {0x2000, 0x2015}, {0x2018, 0x2019}, {0x202F, 0x202F}, {0x2060, 0x2060},
        {0x2212, 0x2212}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}, {0xFF0D, 0xFF0D},
    };
    if (c >= '0' && c <= '9')
        return (int)c;
    if (c >= 0xFF10 && c <= 0xFF19)
        return (int)(c - 0xFF10) + '0';
    if (c == 'x' || c == 'X' || c == 0xFF38 || c == 0xFF58)
        return 'X';
    return IS_IN(c, BETWEEN) ? 0 : -1;
}

enum identity_error masking_read_id(struct text a, char out[IDENTITY_SIZE])
{
    char id[IDENTITY_SIZE];
    size_t n = 0, k;
    for (size_t i = 0; i < a.n; i += k) {
        const int c = id_character(text_decode((struct text){a.p + i, a.n - i}, &k));
        if (c < 0 || (c > 0 && n == sizeof id))
            return IDENTITY_NOT_AN_ID;
        if (c > 0)
            id[n++] = (char)c;
    }
    return identity_read((struct text){id, n}, out);
}
