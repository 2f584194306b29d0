#include "base/household_key.h"

#include <errno.h>
#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

static bool is_plain(struct text a)
{
    for (size_t i = 0; i < a.n; i++)
        if ((unsigned char)a.p[i] >= 0x80)
            return false;
    return a.n <= HOUSEHOLD_KEY_SMALL;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* White space, and what shows nothing. */
static bool says_nothing(uint32_t c)
{
    return c <= ' ' || c == 0x7F || uc_is_property_white_space(c) ||
           uc_is_property_default_ignorable_code_point(c);
}

/* An apostrophe, as a keyboard or a spreadsheet types it. */
static bool is_quote(uint32_t c)
{
    return c == '\'' || c == '`' || c == '"' || c == 0xB4 || (c >= 0x2018 && c <= 0x201F) ||
           c == 0xFF07 || c == 0xFF02;
}

/* Takes out what says nothing, and the apostrophe at the beginning, in place. */
static size_t squeeze(char *p, size_t n)
{
    size_t kept = 0, size;
    for (size_t i = 0; i < n; i += size) {
        const uint32_t c = text_decode((struct text){p + i, n - i}, &size);
        if (says_nothing(c) || (kept == 0 && is_quote(c)))
            continue;
        memmove(p + kept, p + i, size);
        kept += size;
    }
    return kept;
}

bool household_key_make(struct household_key *key, struct text id)
{
    *key = (struct household_key){0};
    if (id.n == 0)
        return true;
    if (is_plain(id)) {
        for (size_t i = 0; i < id.n; i++)
            key->small[i] = lower(id.p[i]);
        key->text = (struct text){key->small, squeeze(key->small, id.n)};
        return true;
    }
    /* What says nothing goes first: it would keep letters apart that are made one. */
    char *copy = malloc(id.n);
    if (copy == NULL)
        return false;
    memcpy(copy, id.p, id.n);
    const size_t kept = squeeze(copy, id.n);
    size_t n = 0;
    key->large = (char *)u8_casefold((const uint8_t *)copy, kept, NULL, UNINORM_NFKC, NULL, &n);
    free(copy);
    if (key->large == NULL)
        return false;
    key->text = (struct text){key->large, squeeze(key->large, n)};
    return true;
}

void household_key_free(struct household_key *key)
{
    free(key->large);
    key->large = NULL;
}
