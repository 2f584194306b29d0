/* What belongs to one person: the name, the ID number, the account, the telephone. */
#include "intake/cell.h"

#include "base/identity.h"

enum cell_problem cell_id(struct text squeezed, struct buffer *out)
{
    char id[IDENTITY_SIZE];
    if (cell_scientific(squeezed))
        return CELL_DIGITS_LOST;
    switch (identity_read(squeezed, id)) {
    case IDENTITY_NOT_AN_ID:
        return CELL_NOT_AN_ID;
    case IDENTITY_BIRTH_DATE:
        return CELL_BIRTH_DATE;
    case IDENTITY_CHECKSUM:
        return CELL_CHECKSUM;
    case IDENTITY_OK:
        break;
    }
    buffer_append(out, id, IDENTITY_SIZE);
    return CELL_OK;
}

#define LEAST_CARD_DIGITS 12
#define MOST_CARD_DIGITS  30
#define KEPT_DIGITS       15 /* a spreadsheet's number has no more: zeros follow */
#define SURELY_LOST       18 /* so long, and three zeros: hardly a card's own */

/* True where a spreadsheet seems to have put zeros in the place of the last digits. */
static bool card_lost_digits(struct text digits)
{
    if (digits.n <= KEPT_DIGITS)
        return false;
    for (size_t i = KEPT_DIGITS; i < digits.n; i++)
        if (digits.p[i] != '0')
            return false;
    return digits.n >= SURELY_LOST || !luhn_valid(digits);
}

/* Appends `a` without hyphens and white space. Returns what was appended, lying in `out`. */
static struct text append_compact(struct text a, struct buffer *out)
{
    size_t before = out->n;
    if (!buffer_reserve(out, a.n))
        return a;
    for (size_t i = 0; i < a.n; i++)
        if (a.p[i] != '-' && a.p[i] != ' ' && a.p[i] != '\n')
            buffer_char(out, a.p[i]);
    return (struct text){out->p + before, out->n - before};
}

enum cell_problem cell_card(struct text squeezed, struct buffer *out)
{
    if (cell_scientific(squeezed))
        return CELL_DIGITS_LOST;
    size_t before = out->n;
    struct text digits = append_compact(squeezed, out);
    enum cell_problem problem = CELL_OK;
    if (!cell_digits(digits))
        problem = CELL_NOT_A_NUMBER;
    else if (digits.n < LEAST_CARD_DIGITS || digits.n > MOST_CARD_DIGITS)
        problem = CELL_LENGTH;
    else if (card_lost_digits(digits))
        problem = CELL_DIGITS_LOST;
    else if (!luhn_valid(digits)) /* passbooks have no such digit: a warning */
        return CELL_LUHN;
    if (problem != CELL_OK)
        out->n = before;
    return problem;
}

#define MOBILE_SIZE 11

static bool is_mobile(struct text a)
{
    return a.n == MOBILE_SIZE && cell_digits(a) && a.p[0] == '1' && a.p[1] >= '3';
}

enum cell_problem cell_phone(struct text a, struct buffer *out)
{
    if (cell_scientific(a))
        return CELL_DIGITS_LOST;
    size_t before = out->n;
    struct text mobile = append_compact(a, out);
    if (!cell_take(&mobile, "+86"))
        cell_take(&mobile, "86");
    mobile = cell_whole(mobile);
    if (is_mobile(mobile)) {
        char digits[MOBILE_SIZE];
        memcpy(digits, mobile.p, MOBILE_SIZE);
        out->n = before;
        buffer_append(out, digits, MOBILE_SIZE);
    } else {
        out->n = before;
        buffer_text(out, a);
    }
    return CELL_OK;
}

static bool is_chinese(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static bool has_chinese(struct text a)
{
    for (size_t i = 0, size; i < a.n; i += size)
        if (is_chinese(text_decode((struct text){a.p + i, a.n - i}, &size)))
            return true;
    return false;
}

/* Banks refuse a space in a Chinese name; other names need theirs. */
void cell_name(struct text a, struct buffer *out)
{
    const char *between = has_chinese(a) ? "" : " ";
    bool spaced = false;
    for (size_t i = 0, size; i < a.n; i += size) {
        struct text rest = {a.p + i, a.n - i};
        size = cell_space(rest);
        if (size > 0) {
            spaced = true;
            continue;
        }
        if (spaced)
            buffer_string(out, between);
        spaced = false;
        (void)text_decode(rest, &size);
        buffer_append(out, rest.p, size);
    }
}

#define SHOWN_AT_EACH_END 4
#define MOST_ASTERISKS    40

static size_t characters(struct text a)
{
    size_t n = 0;
    for (size_t i = 0, size; i < a.n; i += size, n++)
        (void)text_decode((struct text){a.p + i, a.n - i}, &size);
    return n;
}

const char *cell_hidden(struct text typed, char out[CELL_HIDDEN_SIZE])
{
    struct text a = cell_trim(typed);
    const size_t count = characters(a);
    size_t n = 0, at = 0;
    if (cell_scientific(a))
        return text_masked(a, out, CELL_HIDDEN_SIZE);
    for (size_t i = 0, size; i < a.n; i += size, at++) {
        (void)text_decode((struct text){a.p + i, a.n - i}, &size);
        if (at < SHOWN_AT_EACH_END || at + SHOWN_AT_EACH_END >= count ||
            count <= (size_t)2 * SHOWN_AT_EACH_END) {
            memcpy(out + n, a.p + i, size);
            n += size;
        } else if (at < SHOWN_AT_EACH_END + MOST_ASTERISKS) {
            out[n++] = '*';
        }
    }
    out[n] = '\0';
    return out;
}
