/* Text, lists, and cells of which only a few words are allowed. */
#include "intake/cell.h"

#include <strings.h>

static bool invisible(uint32_t c)
{
    return c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202F) || c == 0x205F || c == 0x2060 ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x3000 || c == 0xFEFF;
}

size_t cell_space(struct text a)
{
    if (a.n == 0)
        return 0;
    unsigned char c = (unsigned char)a.p[0];
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    size_t size;
    return invisible(text_decode(a, &size)) ? size : 0;
}

struct text cell_trim(struct text a)
{
    for (size_t k; (k = cell_space(a)) > 0;) {
        a.p += k;
        a.n -= k;
    }
    for (size_t k = 1; k <= 3 && k <= a.n; k++)
        if (cell_space((struct text){a.p + a.n - k, k}) == k) {
            a.n -= k;
            k = 0;
        }
    return a;
}

void cell_text(struct text a, struct buffer *out)
{
    for (struct text rest = a; rest.p != NULL;)
        buffer_text(out, text_next(&rest, '\t'));
}

static const char *const SEPARATORS[] = {";", "；", "、", "，", ",", "\n", "\r"};

static size_t separator_at(struct text a)
{
    for (size_t i = 0; i < sizeof SEPARATORS / sizeof *SEPARATORS; i++)
        if (text_starts(a, SEPARATORS[i]))
            return strlen(SEPARATORS[i]);
    return 0;
}

void cell_list(struct text a, struct buffer *out)
{
    size_t before = out->n;
    while (a.n > 0) {
        size_t n = 0;
        while (n < a.n && separator_at((struct text){a.p + n, a.n - n}) == 0)
            n++;
        struct text item = cell_trim((struct text){a.p, n});
        if (item.n > 0 && out->n > before)
            buffer_char(out, ';');
        if (item.n > 0)
            cell_text(item, out);
        a = (struct text){a.p + n, a.n - n};
        size_t separator = separator_at(a);
        a = (struct text){a.p + separator, a.n - separator};
    }
}

static bool is_one_of(struct text a, const char *const *words)
{
    for (; *words != NULL; words++)
        if (a.n == strlen(*words) && strncasecmp(a.p, *words, a.n) == 0)
            return true;
    return false;
}

enum cell_problem cell_yes_or_no(struct text squeezed, struct buffer *out)
{
    static const char *const YES[] = {"是", "有", "yes", "y", "1", "true", "√", NULL};
    static const char *const NO[] = {"否", "无", "no", "n", "0", "false", "×", NULL};
    if (is_one_of(squeezed, YES))
        buffer_string(out, "yes");
    else if (is_one_of(squeezed, NO))
        buffer_string(out, "no");
    else
        return CELL_NOT_YES_OR_NO;
    return CELL_OK;
}

#define REGION_SIZE      6
#define STATISTICAL_SIZE 12

enum cell_problem cell_region(struct text squeezed, struct buffer *out)
{
    struct text code = cell_whole(squeezed);
    if (!cell_digits(code))
        return CELL_NOT_A_CODE;
    /* Statistics add three digits each for a township and a village: none, for a county. */
    if (code.n == STATISTICAL_SIZE)
        cell_take_end(&code, "000000");
    if (code.n != REGION_SIZE)
        return CELL_NOT_A_CODE;
    int province = (code.p[0] - '0') * 10 + (code.p[1] - '0');
    if (province < 11 || province > 82)
        return CELL_NOT_A_CODE;
    buffer_text(out, code);
    return CELL_OK;
}
