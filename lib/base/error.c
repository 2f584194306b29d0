#include "base/error.h"

#include "base/language.h"
#include "base/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"

static void copy(char *out, size_t size, const char *from)
{
    (void)snprintf(out, size, "%s", from == NULL ? "" : from);
}

/* The end of a long name says more than its beginning. */
static void copy_file(char *out, size_t size, const char *file)
{
    size_t n = file == NULL ? 0 : strlen(file);
    if (n < size) {
        copy(out, size, file);
        return;
    }
    file += n - (size - sizeof ELLIPSIS);
    while (((unsigned char)*file & 0xC0) == 0x80)
        file++;
    (void)snprintf(out, size, ELLIPSIS "%s", file);
}

/* What vsnprintf cut may end within a character. */
static void mend_end(char *text, size_t size)
{
    size_t n = strlen(text);
    if (n + 1 < size)
        return;
    n -= sizeof ELLIPSIS - 1;
    while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
        n--;
    memcpy(text + n, ELLIPSIS, sizeof ELLIPSIS);
}

bool error_set(struct error *error, const char *file, long line, const char *column,
               const char *format, ...)
{
    if (error == NULL)
        return false;
    copy_file(error->file, sizeof error->file, file);
    copy(error->column, sizeof error->column, column);
    error->line = line;
    va_list values;
    va_start(values, format);
    (void)vsnprintf(error->text, sizeof error->text, format, values);
    va_end(values);
    mend_end(error->text, sizeof error->text);
    return false;
}

bool error_no_memory(struct error *error, const char *file)
{
    return error_set(error, file, 0, NULL, _("out of memory"));
}

bool error_system(struct error *error, const char *file, const char *format, ...)
{
    int number = errno; /* before anything below can change it */
    if (error == NULL)
        return false;
    copy_file(error->file, sizeof error->file, file);
    copy(error->column, sizeof error->column, NULL);
    error->line = 0;
    va_list values;
    va_start(values, format);
    (void)vsnprintf(error->text, sizeof error->text, format, values);
    va_end(values);
    size_t n = strlen(error->text);
    char reason[128];
    copy(error->text + n, sizeof error->text - n, ": ");
    n = strlen(error->text);
    copy(error->text + n, sizeof error->text - n, strerror_r(number, reason, sizeof reason));
    return false;
}

/* What is no character, or would move a terminal's cursor, is shown as a question mark. */
static void make_printable(char *line)
{
    size_t size;
    for (char *p = line; *p != '\0'; p += size) {
        const uint32_t c = text_decode(text_of(p), &size);
        if (c == UINT32_MAX || c < ' ' || (c >= 0x7F && c < 0xA0))
            memset(p, '?', size);
    }
}

const char *error_line(const struct error *error, char *out, size_t size)
{
    char place[sizeof error->file + 32] = "", column[sizeof error->column + 8];
    char text[sizeof error->text + 8];
    if (error->file[0] != '\0' && error->line > 0)
        (void)snprintf(place, sizeof place, "%s:%ld: ", error->file, error->line);
    else if (error->file[0] != '\0')
        (void)snprintf(place, sizeof place, "%s: ", error->file);
    /* Whatever was quoted in them, a line names no person and stays one line. */
    (void)text_masked(text_of(error->column), column, sizeof column);
    (void)text_masked(text_of(error->text), text, sizeof text);
    (void)snprintf(out, size, "%s%s%s%s", place, column, column[0] != '\0' ? ": " : "", text);
    make_printable(out);
    return out;
}
