/*
 * Text as it lies in a record: a pointer and a length, never NUL-terminated, borrowed
 * from whoever owns the bytes. Also the few UTF-8 tools that everything above shares.
 */
#ifndef BANGFU_BASE_TEXT_H
#define BANGFU_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Borrowed bytes; `p` may be NULL only when `n` is 0. */
struct text {
    const char *p;
    size_t n;
};

/* The text of a string literal or of a NUL-terminated string. */
static inline struct text text_of(const char *s)
{
    return (struct text){s, strlen(s)};
}

static inline bool text_equal(struct text a, struct text b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool text_is(struct text a, const char *s)
{
    return text_equal(a, text_of(s));
}

bool text_starts(struct text a, const char *prefix);
bool text_ends(struct text a, const char *suffix);

/* Takes off white space at both ends: ASCII, U+00A0, U+3000 and U+FEFF. Borrows from `a`. */
struct text text_trim(struct text a);

/*
 * Splits `*rest` at its next `separator`: returns the part before it and leaves the part
 * after it in `*rest`. The last part leaves `rest->p` NULL; loop `while (rest.p)`.
 */
struct text text_next(struct text *rest, char separator);

/*
 * Decodes the code point at the start of `a`, which must not be empty, and sets `*size` to
 * the bytes it takes. Returns UINT32_MAX, with `*size` 1, where the bytes are not UTF-8.
 */
uint32_t text_decode(struct text a, size_t *size);

/* Writes a code point as UTF-8 into `out` (room for 4) and returns the number of bytes. */
size_t text_encode(uint32_t code_point, char *out);

/*
 * The offset of the first byte that is not part of well-formed UTF-8 (RFC 3629: no
 * surrogates, no overlong forms, nothing above U+10FFFF), or `a.n` when all of it is.
 */
size_t text_valid_utf8(struct text a);

/*
 * Hides what identifies a person: every run of 12 or more digits (an ID with its final X, a card,
 * an account) keeps its first four and last four, a mobile number its first three and last four;
 * also where up to four spaces, marks or words of a date stand between two digits, where they are
 * full-width, and where a letter was typed for one of them.
 * Writes at most `size - 1` bytes and a NUL to `out`, cut at a whole character and marked
 * with an ellipsis where `a` is longer; line breaks become spaces. Returns `out`.
 */
const char *text_masked(struct text a, char *out, size_t size);

/* The entry of `names` nearest to `name` (edit distance at most a third of it), or NULL. */
const char *text_nearest(struct text name, const char *const *names, size_t count);

#endif
