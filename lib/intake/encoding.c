#include "intake/encoding.h"

#include "base/language.h"
#include "base/text.h"

#include <stdlib.h>
#include <strings.h>
#include <uchardet/uchardet.h>

static const char UTF8[] = "UTF-8", GB18030[] = "GB18030";
static const char UTF16LE[] = "UTF-16LE", UTF16BE[] = "UTF-16BE";

/* Damaged UTF-8 has this many good sequences for each bad byte; other encodings have not. */
#define GOOD_FOR_A_BAD 10

/* The encoding whose BOM the sample begins with, and the BOM's length; NULL if none. */
static const char *bom_of(struct text sample, size_t *length)
{
    static const struct {
        const char *name, *bytes;
    } BOMS[] = {
        {UTF8, "\xEF\xBB\xBF"},
        {UTF16LE, "\xFF\xFE"},
        {UTF16BE, "\xFE\xFF"},
        {GB18030, "\x84\x31\x95\x33"},
    };
    for (size_t i = 0; i < sizeof BOMS / sizeof *BOMS; i++)
        if (text_starts(sample, BOMS[i].bytes)) {
            *length = strlen(BOMS[i].bytes);
            return BOMS[i].name;
        }
    *length = 0;
    return NULL;
}

/*
 * Digits, commas and line ends of UTF-16 have a NUL each, all on the same side. Other characters
 * have few (U+4E00 is one), so one side must have four times the other's.
 */
static const char *utf16_by_nul(struct text sample)
{
    size_t nul[2] = {0, 0};
    for (size_t i = 0; i < sample.n; i++)
        nul[i % 2] += sample.p[i] == '\0';
    size_t pairs = sample.n / 2;
    if (nul[1] > 0 && nul[1] >= pairs / 16 && nul[1] >= nul[0] * 4)
        return UTF16LE;
    if (nul[0] > 0 && nul[0] >= pairs / 16 && nul[0] >= nul[1] * 4)
        return UTF16BE;
    return NULL;
}

/* True where a text can be continued to one character: with either end of what may follow. */
static bool is_cut_character(struct text a)
{
    for (int k = 0; k < 2 && a.n > 0 && a.n < 4; k++) {
        char whole[4];
        size_t size;
        memset(whole, k == 0 ? 0x80 : 0xBF, sizeof whole);
        memcpy(whole, a.p, a.n);
        if (text_decode((struct text){whole, sizeof whole}, &size) != UINT32_MAX && size > a.n)
            return true;
    }
    return false;
}

struct utf8_count {
    size_t good, bad; /* sequences of more than one byte; bytes that belong to none */
};

static struct utf8_count count_utf8(struct text sample, bool whole)
{
    struct utf8_count count = {0, 0};
    for (size_t i = 0, size; i < sample.n; i += size) {
        struct text rest = {sample.p + i, sample.n - i};
        bool known = text_decode(rest, &size) != UINT32_MAX;
        if (!known && !whole && is_cut_character(rest))
            break;
        count.bad += !known;
        count.good += known && size > 1;
    }
    return count;
}

static void ask_adviser(struct text sample, char advice[ENCODING_ADVICE_SIZE])
{
    uchardet_t adviser = uchardet_new();
    if (adviser == NULL)
        return;
    if (uchardet_handle_data(adviser, sample.p, sample.n) == 0) {
        uchardet_data_end(adviser);
        const char *name = uchardet_get_charset(adviser);
        if (strlen(name) < ENCODING_ADVICE_SIZE)
            memcpy(advice, name, strlen(name) + 1);
    }
    uchardet_delete(adviser);
}

struct encoding encoding_guess(const char *sample, size_t n, bool whole)
{
    struct text a = {sample, n};
    struct encoding guess = {.source = ENCODING_BY_BOM};
    guess.name = bom_of(a, &guess.bom);
    if (guess.name != NULL)
        return guess;

    guess.source = ENCODING_BY_GUESS;
    guess.name = utf16_by_nul(a);
    if (guess.name != NULL)
        return guess;

    struct utf8_count count = count_utf8(a, whole);
    if (count.bad == 0) {
        guess.name = UTF8;
        if (whole || count.good > 0)
            guess.source = ENCODING_BY_VALIDITY;
    } else if (count.good / GOOD_FOR_A_BAD >= count.bad) {
        guess.name = UTF8;
    } else {
        guess.name = GB18030;
        ask_adviser(a, guess.advice);
    }
    return guess;
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcasecmp(name, *names) == 0)
            return true;
    return false;
}

/*
 * Slashes would switch off strictness (`GBK//IGNORE`), an empty name mean the locale's: nothing
 * but a plain name is passed on.
 */
static bool iconv_knows(const char *name)
{
    static const char ALLOWED[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789-_.:+()";
    if (*name == '\0' || name[strspn(name, ALLOWED)] != '\0')
        return false;
    iconv_t converter = iconv_open(UTF8, name);
    if (converter == (iconv_t)-1)
        return false;
    (void)iconv_close(converter);
    return true;
}

static const char *canonical_name(const char *name, struct text sample)
{
    static const char *const UTF8_NAMES[] = {"UTF-8", "UTF8", NULL};
    static const char *const GB_NAMES[] = {"GBK", "GB2312", "GB18030", NULL};
    static const char *const UTF16_NAMES[] = {"UTF-16", "UTF16", NULL};
    if (is_one_of(name, UTF8_NAMES))
        return UTF8;
    if (is_one_of(name, GB_NAMES))
        return GB18030;
    if (strcasecmp(name, UTF16LE) == 0)
        return UTF16LE;
    if (strcasecmp(name, UTF16BE) == 0)
        return UTF16BE;
    if (is_one_of(name, UTF16_NAMES)) {
        size_t bom;
        const char *found = bom_of(sample, &bom);
        if (found != UTF16LE && found != UTF16BE)
            found = utf16_by_nul(sample);
        return found == NULL ? UTF16LE : found; /* what spreadsheets write */
    }
    return iconv_knows(name) ? name : NULL;
}

bool encoding_named(const char *name, const char *sample, size_t n, struct encoding *out,
                    struct error *error)
{
    struct text a = {sample, n};
    *out = (struct encoding){.name = canonical_name(name, a), .source = ENCODING_BY_USER};
    if (out->name == NULL)
        return error_set(error, NULL, 0, NULL,
                         _("unknown encoding '%s'; known are UTF-8, GB18030, GBK, UTF-16 and those "
                           "that 'iconv -l' lists"),
                         name);
    size_t bom;
    if (bom_of(a, &bom) == out->name)
        out->bom = bom;
    return true;
}
