#include "base/error.h"

#include "base/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void copy(char *out, size_t size, const char *from)
{
    (void)snprintf(out, size, "%s", from == NULL ? "" : from);
}

bool error_set(struct error *error, const char *file, long line, const char *column,
               const char *format, ...)
{
    if (error == NULL)
        return false;
    copy(error->file, sizeof error->file, file);
    copy(error->column, sizeof error->column, column);
    error->line = line;
    va_list values;
    va_start(values, format);
    (void)vsnprintf(error->text, sizeof error->text, format, values);
    va_end(values);
    return false;
}

bool error_system(struct error *error, const char *file, const char *format, ...)
{
    int number = errno; /* before anything below can change it */
    if (error == NULL)
        return false;
    copy(error->file, sizeof error->file, file);
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
    return out;
}
