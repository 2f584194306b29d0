#include "sheet/xml.h"

#include <ctype.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* `_x005F_` is an underline. */
#define ESCAPED_UNDERLINE "_x005F_"

static bool hexadecimal(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* `_xHHHH_` */
static bool looks_escaped(struct text a)
{
    if (a.n < 7 || a.p[0] != '_' || a.p[1] != 'x' || a.p[6] != '_')
        return false;
    for (size_t i = 2; i < 6; i++)
        if (!hexadecimal(a.p[i]))
            return false;
    return true;
}

/* Most text is fit as it is, and short. */
static bool is_plain(struct text a, size_t most)
{
    if (a.n > most)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if ((a.p[i] == '_' && looks_escaped((struct text){a.p + i, a.n - i})) ||
            (a.p[i] == '\xEF' && i + 1 < a.n && a.p[i + 1] == '\xBF'))
            return false;
    return text_valid_utf8(a) == a.n;
}

/* `escapes`: text is read back by the rule of `_xHHHH_`. */
static bool put(struct buffer *out, struct text text, size_t most, bool escapes)
{
    size_t characters = 0;
    for (size_t i = 0, size; i < text.n; i += size) {
        const struct text rest = {text.p + i, text.n - i};
        const uint32_t c = text_decode(rest, &size);
        const bool escaped = escapes && looks_escaped(rest);
        characters += escaped ? sizeof ESCAPED_UNDERLINE - 1 : 1;
        if (characters > most)
            return false;
        if (escaped)
            buffer_string(out, ESCAPED_UNDERLINE);
        else if (c == UINT32_MAX || c == 0xFFFE || c == 0xFFFF)
            buffer_string(out, REPLACEMENT);
        else
            buffer_append(out, rest.p, size);
    }
    return true;
}

bool xml_cell_text(struct buffer *out, struct text text, size_t most)
{
    if (!is_plain(text, most))
        return put(out, text, most, true);
    buffer_text(out, text);
    return true;
}

void xml_property_text(struct buffer *out, struct text text, size_t most)
{
    const size_t start = out->n;
    (void)put(out, text, most, false);
    for (size_t i = start; i < out->n; i++)
        if (iscntrl((unsigned char)out->p[i]) && out->p[i] != '\n' && out->p[i] != '\t')
            out->p[i] = ' ';
}
