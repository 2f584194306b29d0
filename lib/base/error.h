/*
 * Errors are values: the library fills one in and returns false; only programs print.
 */
#ifndef BANGFU_BASE_ERROR_H
#define BANGFU_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

/* Where it happened and what was wrong. What is too long is cut, at a character. */
struct error {
    char file[256];   /* the file it happened in, at least its end; empty where it has none */
    long line;        /* 1 …; 0 where it has none */
    char column[128]; /* the column concerned; empty where it has none */
    char text[512];   /* what was found and what was expected, in the user's language */
};

/* Fills in `error` (NULL is allowed) like printf and returns false, for `return error_set(…)`. */
bool error_set(struct error *error, const char *file, long line, const char *column,
               const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The same for a failed system call: the text is followed by `: ` and what errno says. */
bool error_system(struct error *error, const char *file, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same where memory ran out; `file` may be NULL. */
bool error_no_memory(struct error *error, const char *file);

/* Room for the longest line. */
#define ERROR_LINE_SIZE 1024

/*
 * `file:line: column: text`, as much of it as there is, on one line. The numbers of people in the
 * column and text are hidden (text_masked); a file's name is the user's own. Returns `out`.
 */
const char *error_line(const struct error *error, char *out, size_t size);

#endif
