#include "base/text.h"

#include <endian.h>

bool text_starts(struct text a, const char *prefix)
{
    size_t n = strlen(prefix);
    return a.n >= n && memcmp(a.p, prefix, n) == 0;
}

bool text_ends(struct text a, const char *suffix)
{
    size_t n = strlen(suffix);
    return a.n >= n && memcmp(a.p + a.n - n, suffix, n) == 0;
}

/* The white space of spreadsheets, beyond ASCII: no-break, ideographic, zero-width no-break. */
static const char *const WIDE_SPACES[] = {"\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"};

static size_t space_at_start(struct text a)
{
    if (a.n > 0 && (a.p[0] == ' ' || (a.p[0] >= '\t' && a.p[0] <= '\r')))
        return 1;
    for (size_t i = 0; i < sizeof WIDE_SPACES / sizeof *WIDE_SPACES; i++)
        if (text_starts(a, WIDE_SPACES[i]))
            return strlen(WIDE_SPACES[i]);
    return 0;
}

static size_t space_at_end(struct text a)
{
    if (a.n > 0 && (a.p[a.n - 1] == ' ' || (a.p[a.n - 1] >= '\t' && a.p[a.n - 1] <= '\r')))
        return 1;
    for (size_t i = 0; i < sizeof WIDE_SPACES / sizeof *WIDE_SPACES; i++)
        if (text_ends(a, WIDE_SPACES[i]))
            return strlen(WIDE_SPACES[i]);
    return 0;
}

/* No white space begins or ends so; nearly all cells are of ASCII that can be seen. */
static bool is_visible(char c)
{
    return c > ' ' && c < 0x7F;
}

struct text text_trim(struct text a)
{
    if (a.n > 0 && is_visible(a.p[0]) && is_visible(a.p[a.n - 1]))
        return a;
    for (size_t k; (k = space_at_start(a)) > 0;) {
        a.p += k;
        a.n -= k;
    }
    for (size_t k; (k = space_at_end(a)) > 0;)
        a.n -= k;
    return a;
}

struct text text_next(struct text *rest, char separator)
{
    const char *at = rest->n ? memchr(rest->p, separator, rest->n) : NULL;
    struct text part = *rest;
    if (at == NULL) {
        *rest = (struct text){NULL, 0};
        return part;
    }
    part.n = (size_t)(at - rest->p);
    rest->p = at + 1;
    rest->n -= part.n + 1;
    return part;
}

/* The length of the well-formed sequence at `p`, 0 where there is none. */
static inline size_t sequence_length(const unsigned char *p, size_t n)
{
    unsigned char a = p[0];
    if (a < 0x80)
        return 1;
    if (a < 0xC2 || a > 0xF4)
        return 0;
    if (a < 0xE0)
        return n >= 2 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
    /* The second byte of some leads is narrower: overlong forms, surrogates, above U+10FFFF. */
    unsigned char low = a == 0xE0 ? 0xA0 : a == 0xF0 ? 0x90 : 0x80;
    unsigned char high = a == 0xED ? 0x9F : a == 0xF4 ? 0x8F : 0xBF;
    if (n < 3 || p[1] < low || p[1] > high || (p[2] & 0xC0) != 0x80)
        return 0;
    if (a < 0xF0)
        return 3;
    return n >= 4 && (p[3] & 0xC0) == 0x80 ? 4 : 0;
}

uint32_t text_decode(struct text a, size_t *size)
{
    const unsigned char *p = (const unsigned char *)a.p;
    *size = sequence_length(p, a.n);
    switch (*size) {
    case 1:
        return p[0];
    case 2:
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    case 3:
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    case 4:
        return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
               (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
    default:
        *size = 1;
        return UINT32_MAX;
    }
}

size_t text_encode(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/*
 * The bytes of Chinese characters at `p`: three each, with a lead whose second byte may be any
 * continuation (not 0xE0 or 0xED). All else is left to sequence_length.
 */
static inline size_t chinese_run(const unsigned char *p, size_t n)
{
    size_t i = 0;
    for (; n - i >= 4; i += 3) {
        uint32_t four;
        memcpy(&four, p + i, sizeof four);
        if ((le32toh(four) & 0x00C0C0F0u) != 0x008080E0u || p[i] == 0xE0 || p[i] == 0xED)
            break;
    }
    return i;
}

size_t text_valid_utf8(struct text a)
{
    const unsigned char *p = (const unsigned char *)a.p;
    const uint64_t HIGH_BITS = 0x8080808080808080U;
    size_t i = 0;
    for (;;) {
        uint64_t eight;
        while (a.n - i >= sizeof eight) {
            memcpy(&eight, p + i, sizeof eight);
            eight &= HIGH_BITS;
            if (eight != 0) {
                i += (size_t)__builtin_ctzll(le64toh(eight)) / 8;
                break;
            }
            i += sizeof eight;
        }
        while (i < a.n && p[i] < 0x80)
            i++;
        if (i == a.n)
            return i;
        size_t k = chinese_run(p + i, a.n - i);
        if (k == 0)
            k = sequence_length(p + i, a.n - i);
        if (k == 0)
            return i;
        i += k;
    }
}

/* A number as people write it: with spaces and hyphens, or in full-width digits. */
struct run {
    size_t bytes; /* from its first digit to behind its last one */
    size_t count; /* of digits */
    char first[4], last[4];
};

/* The digit at the start of `a`, ASCII or full-width, or -1; `*size` as text_decode sets it. */
static int digit_at(struct text a, size_t *size)
{
    uint32_t c = text_decode(a, size);
    if (c >= '0' && c <= '9')
        return (int)c - '0';
    return c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;
}

/* What may stand between the digits of one number: anything but letters and words. */
static bool is_separator(struct text a, size_t *size)
{
    static const char *const DATE_WORDS[] = {"年", "月", "日", "号"};
    uint32_t c = text_decode(a, size);
    for (size_t i = 0; i < sizeof DATE_WORDS / sizeof *DATE_WORDS; i++)
        if (text_starts(a, DATE_WORDS[i]))
            return true;
    if (c == ',' || c == ';') /* groups of thousands, but not one number after another */
        return c == ',' && a.n > 1 && a.p[1] >= '0' && a.p[1] <= '9';
    if (c < 0x80)
        return !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    return c == 0xA0 || c == 0xB7 || (c >= 0x2000 && c <= 0x206F) || c == 0x2212 || c == 0xFEFF ||
           (c >= 0x3000 && c <= 0x3003) || (c >= 0xFF01 && c <= 0xFF0F) || c == 0xFF3F;
}

/* Letters typed for digits, with a digit behind them. */
static bool is_mistyped(struct text a)
{
    static const char LETTERS[] = {'O', 'o', 'I', 'l', 'x', 'X'};
    size_t n = 0, size;
    while (n < a.n && n < 4 && memchr(LETTERS, a.p[n], sizeof LETTERS) != NULL)
        n++;
    return n > 0 && n < a.n && digit_at((struct text){a.p + n, a.n - n}, &size) >= 0;
}

/* So many separators at the most between two digits of a number. */
#define SEPARATORS_MAX 4

static void add_digit(struct run *run, char digit, size_t end)
{
    if (run->count < sizeof run->first)
        run->first[run->count] = digit;
    memmove(run->last, run->last + 1, sizeof run->last - 1);
    run->last[sizeof run->last - 1] = digit;
    run->count++;
    run->bytes = end;
}

/* The run of digits that `a` begins with; `count` 0 where there is none. */
static struct run read_run(struct text a)
{
    struct run run = {0};
    size_t k, separators = 0;
    for (size_t i = 0; i < a.n; i += k) {
        struct text rest = {a.p + i, a.n - i};
        int digit = digit_at(rest, &k);
        if (digit >= 0) {
            add_digit(&run, (char)('0' + digit), i + k);
            separators = 0;
        } else if (run.count == 17 && (rest.p[0] == 'X' || rest.p[0] == 'x')) {
            add_digit(&run, 'X', i + k);
            break;
        } else if (run.count >= 4 && is_mistyped(rest)) {
            add_digit(&run, rest.p[0], i + k);
            separators = 0;
        } else if (run.count == 0 || ++separators > SEPARATORS_MAX || !is_separator(rest, &k)) {
            break;
        }
    }
    return run;
}

/* True for what may be an ID, a card, an account or a mobile number. */
static bool identifies(const struct run *run)
{
    return run->count > 11 || (run->count == 11 && run->first[0] == '1' && run->first[1] >= '3');
}

/* What is written for a piece of text: as it is, or its beginning and end with asterisks. */
struct shown {
    char *p;
    size_t n, room;
};

static bool show(struct shown *out, const char *p, size_t n)
{
    if (out->n + n > out->room)
        return false;
    memcpy(out->p + out->n, p, n);
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)out->p[out->n + i] < ' ')
            out->p[out->n + i] = ' ';
    out->n += n;
    return true;
}

static bool show_hidden(struct shown *out, const struct run *run)
{
    const size_t before = run->count == 11 ? 3 : 4, hidden = run->count - before - 4;
    if (out->n + run->count > out->room)
        return false;
    (void)show(out, run->first, before);
    memset(out->p + out->n, '*', hidden);
    out->n += hidden;
    return show(out, run->last, sizeof run->last);
}

const char *text_masked(struct text a, char *out, size_t size)
{
    static const char ELLIPSIS[] = "\xE2\x80\xA6";
    struct shown shown = {out, 0, size - sizeof ELLIPSIS};
    bool fits = true;
    while (a.n > 0 && fits) {
        struct run run = read_run(a);
        size_t k = run.bytes;
        if (identifies(&run)) {
            fits = show_hidden(&shown, &run);
        } else {
            if (run.count == 0)
                (void)text_decode(a, &k);
            fits = show(&shown, a.p, k);
        }
        a.p += k;
        a.n -= k;
    }
    if (!fits) {
        memcpy(out + shown.n, ELLIPSIS, sizeof ELLIPSIS - 1);
        shown.n += sizeof ELLIPSIS - 1;
    }
    out[shown.n] = '\0';
    return out;
}

#define NEAREST_MAX 64

/* Levenshtein distance of two short names. */
static size_t edit_distance(struct text a, struct text b)
{
    size_t row[NEAREST_MAX + 1];
    for (size_t j = 0; j <= b.n; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            size_t best = diagonal + (a.p[i - 1] != b.p[j - 1]);
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[b.n];
}

const char *text_nearest(struct text name, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    size_t least = name.n / 3 + 1;
    for (size_t i = 0; i < count && name.n <= NEAREST_MAX; i++) {
        struct text other = text_of(names[i]);
        if (other.n > NEAREST_MAX)
            continue;
        size_t distance = edit_distance(name, other);
        if (distance < least) {
            least = distance;
            nearest = names[i];
        }
    }
    return nearest;
}
