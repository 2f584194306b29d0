/* The form in which answers are compared. */
#include "tally/answers.h"

/* A character as it is compared; 0 for white space, which is left out. */
static uint32_t fold(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) /* full-width ASCII */
        c -= 0xFF01 - '!';
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 'a';
    if (c <= ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200D) || c == 0x3000 || c == 0xFEFF)
        return 0;
    return c == 0x2019 ? '\'' : c; /* don’t */
}

static void fold_all(struct text a, struct buffer *out)
{
    size_t size;
    for (size_t i = 0; i < a.n; i += size) {
        char bytes[4];
        uint32_t c = text_decode((struct text){a.p + i, a.n - i}, &size);
        if (c == UINT32_MAX)
            buffer_append(out, a.p + i, 1);
        else if ((c = fold(c)) != 0)
            buffer_append(out, bytes, text_encode(c, bytes));
    }
}

static bool is_digit(struct text a, size_t i)
{
    return i < a.n && a.p[i] >= '0' && a.p[i] <= '9';
}

static bool is_letter(struct text a, size_t i)
{
    return i < a.n && a.p[i] >= 'a' && a.p[i] <= 'z';
}

/* The bytes of a mark that may stand behind an option's letter or number at `i`, or 0. */
static size_t option_mark(struct text a, size_t i)
{
    static const char *const MARKS[] = {".", ":", ")", "-", "_", ",", "、", "。"};
    for (int m = 0; i < a.n && m < (int)(sizeof MARKS / sizeof *MARKS); m++)
        if (text_starts((struct text){a.p + i, a.n - i}, MARKS[m]))
            return strlen(MARKS[m]);
    return 0;
}

/* The bytes of the option's letter or number that `a` begins with, and its mark; 0 for none. */
static size_t option_size(struct text a)
{
    size_t size = 0;
    const uint32_t first = a.n > 0 ? text_decode(a, &size) : 0;
    if (first >= 0x2460 && first <= 0x24FF) /* ① ⑴ ⒈ Ⓐ */
        return size;
    size_t i = first == '(';
    const size_t start = i;
    if (is_letter(a, i))
        i++;
    else
        while (i - start < 2 && is_digit(a, i))
            i++;
    if (i == start)
        return 0;
    const size_t mark = option_mark(a, i);
    /* `1.5` is a number, and `B满意` an option although it has no mark. */
    if (mark > 0)
        return is_digit(a, start) && is_digit(a, i + mark) ? 0 : i + mark;
    return is_letter(a, start) && i < a.n && (unsigned char)a.p[i] >= 0x80 ? i : 0;
}

static size_t end_mark(struct text a)
{
    static const char *const MARKS[] = {"。", ".", "!", ";", ",", "、"};
    for (int m = 0; m < (int)(sizeof MARKS / sizeof *MARKS); m++)
        if (text_ends(a, MARKS[m]))
            return strlen(MARKS[m]);
    return 0;
}

void answer_key(struct text cell, struct buffer *out)
{
    buffer_clear(out);
    fold_all(cell, out);
    struct text key = buffer_view(out);
    for (size_t k; (k = end_mark(key)) > 0 && k < key.n;)
        key.n -= k;
    const size_t option = option_size(key);
    if (option > 0 && option < key.n) {
        memmove(out->p, out->p + option, key.n - option);
        key.n -= option;
    }
    out->n = key.n;
}

bool answer_number(struct text key, int *out)
{
    if (text_ends(key, "分"))
        key.n -= strlen("分");
    if (key.n == 0 || key.n > 2)
        return false;
    int number = 0;
    for (size_t i = 0; i < key.n; i++) {
        if (!is_digit(key, i))
            return false;
        number = number * 10 + (key.p[i] - '0');
    }
    *out = number;
    return number <= 10;
}
