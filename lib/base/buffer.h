/*
 * Bytes that grow. A failed allocation is remembered (`failed`) and every later append does
 * nothing, so that a writer may append freely and look once, before it uses the bytes.
 */
#ifndef BANGFU_BASE_BUFFER_H
#define BANGFU_BASE_BUFFER_H

#include "base/text.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Owned by its user; a zeroed one is empty and valid. */
struct buffer {
    char *p;
    size_t n, room;
    bool failed;
};

void buffer_free(struct buffer *b);

/*
 * Empties it; the memory is kept, and so is a failure: a buffer that is used again and again is
 * looked at once, at the end. Only buffer_free forgets it.
 */
void buffer_clear(struct buffer *b);

/* buffer_reserve where there is not enough room yet. */
bool buffer_grow(struct buffer *b, size_t more);

/* Makes room for `more` bytes at `b->p + b->n`; false when there is no memory. */
static inline bool buffer_reserve(struct buffer *b, size_t more)
{
    return (b->room - b->n >= more && !b->failed) || buffer_grow(b, more);
}

/* Appends `n` bytes from anywhere but the buffer itself. */
static inline void buffer_append(struct buffer *b, const char *p, size_t n)
{
    if (n == 0 || !buffer_reserve(b, n))
        return;
    memcpy(b->p + b->n, p, n);
    b->n += n;
}

static inline void buffer_text(struct buffer *b, struct text a)
{
    buffer_append(b, a.p, a.n);
}

static inline void buffer_string(struct buffer *b, const char *s)
{
    buffer_append(b, s, strlen(s));
}

static inline void buffer_char(struct buffer *b, char c)
{
    if (buffer_reserve(b, 1))
        b->p[b->n++] = c;
}

/* Appends a text with the numbers of people in it hidden (text_masked), none of it cut. */
void buffer_masked(struct buffer *b, struct text a);

/* Appends like printf. */
void buffer_format(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_format_list(struct buffer *b, const char *format, va_list values)
    __attribute__((format(printf, 2, 0)));

static inline struct text buffer_view(const struct buffer *b)
{
    return (struct text){b->p, b->n};
}

#endif
