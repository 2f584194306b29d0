#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>

void buffer_free(struct buffer *b)
{
    if (b == NULL)
        return;
    free(b->p);
    *b = (struct buffer){0};
}

void buffer_clear(struct buffer *b)
{
    b->n = 0;
}

bool buffer_grow(struct buffer *b, size_t more)
{
    if (b->failed)
        return false;
    size_t need;
    if (__builtin_add_overflow(b->n, more, &need)) {
        b->failed = true;
        return false;
    }
    size_t room = b->room < 256 ? 256 : b->room;
    while (room < need && room <= SIZE_MAX / 2)
        room *= 2;
    char *p = room < need ? NULL : realloc(b->p, room);
    if (p == NULL) {
        b->failed = true;
        return false;
    }
    b->p = p;
    b->room = room;
    return true;
}

void buffer_format_list(struct buffer *b, const char *format, va_list values)
{
    va_list again;
    va_copy(again, values);
    int n = vsnprintf(NULL, 0, format, values);
    if (n < 0)
        b->failed = true;
    else if (buffer_reserve(b, (size_t)n + 1)) {
        (void)vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void buffer_format(struct buffer *b, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    buffer_format_list(b, format, values);
    va_end(values);
}

void buffer_masked(struct buffer *b, struct text a)
{
    /* What is hidden takes no more than the characters it stands for, and a cut is marked. */
    const size_t room = 4 * a.n + 8;
    if (buffer_reserve(b, room))
        b->n += strlen(text_masked(a, b->p + b->n, room));
}
