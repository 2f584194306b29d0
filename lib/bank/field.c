#include "bank/field.h"

#include "base/language.h"

bool field_is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0x0B || c == 0x0C || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200D) || c == 0x202F || c == 0x205F || c == 0x2060 ||
           c == 0x3000 || c == 0xFEFF;
}

/* Of one character, which `*rest` begins with and is taken off. */
static uint32_t next(struct text *rest, struct text *character)
{
    size_t size;
    const uint32_t c = text_decode(*rest, &size);
    *character = (struct text){rest->p, size};
    *rest = (struct text){rest->p + size, rest->n - size};
    return c;
}

void field_name(struct text cell, struct buffer *out)
{
    struct text character;
    while (cell.n > 0)
        if (!field_is_space(next(&cell, &character)))
            buffer_text(out, character);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* `6.22848E+18`: nothing but what such a number is made of, and its letter. */
static bool scientific(struct text a)
{
    bool letter = false;
    for (size_t i = 0; i < a.n; i++) {
        if (!is_digit(a.p[i]) && memchr("Ee.+", a.p[i], 4) == NULL)
            return false;
        letter |= i > 0 && (a.p[i] == 'E' || a.p[i] == 'e');
    }
    return letter;
}

enum card_fault field_card(struct text cell, char out[CARD_SIZE])
{
    size_t n = 0;
    struct text character, rest = cell = text_trim(cell);
    out[0] = '\0';
    if (cell.n == 0)
        return CARD_MISSING;
    if (scientific(cell))
        return CARD_SCIENTIFIC;
    while (rest.n > 0) {
        const uint32_t c = next(&rest, &character);
        if (c == '-' || field_is_space(c))
            continue;
        if (c < '0' || c > '9')
            return CARD_NOT_DIGITS;
        if (n == CARD_DIGITS_MOST)
            return CARD_LENGTH;
        out[n++] = (char)c;
    }
    out[n] = '\0';
    return n < CARD_DIGITS_LEAST ? CARD_LENGTH : CARD_OK;
}

enum field_fault field_check(struct text field, const struct bank_format *format)
{
    struct text rest = field, character;
    if (format->table && field.n > 0 && memchr("=+-@", field.p[0], 4) != NULL)
        return FIELD_FORMULA;
    while (rest.n > 0) {
        const uint32_t c = next(&rest, &character);
        if (c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)
            return FIELD_BREAKS;
        if (c == (unsigned char)format->separator || (format->table && c == '"'))
            return FIELD_SEPARATES;
    }
    return FIELD_OK;
}

void field_describe(enum field_fault fault, const struct bank_format *format, struct buffer *out)
{
    switch (fault) {
    case FIELD_OK:
        break;
    case FIELD_BREAKS:
        buffer_string(out, _("a line end, or another character that cannot be seen"));
        break;
    case FIELD_SEPARATES:
        buffer_format(out,
                      format->table ? _("'%c' or a quote, which would end the field")
                                    : _("'%c', which would end the field"),
                      format->separator);
        break;
    case FIELD_FORMULA:
        buffer_string(out, _("= + - or @ at the beginning, which a spreadsheet would compute"));
        break;
    }
}

void field_masked_name(struct text name, struct buffer *out)
{
    struct text character;
    for (bool first = true; name.n > 0; first = false) {
        (void)next(&name, &character);
        if (first && name.n > 0)
            buffer_text(out, character);
        else
            buffer_char(out, '*');
    }
}
