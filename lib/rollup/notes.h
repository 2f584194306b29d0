/*
 * What is wrong with the tables of a household: as words for its column `problems`, each once, and
 * as lines on standard error that name the file and the line.
 */
#ifndef BANGFU_ROLLUP_NOTES_H
#define BANGFU_ROLLUP_NOTES_H

#include "table/reason.h"

struct notes {
    struct buffer words;     /* joined by semicolons */
    struct buffer *messages; /* borrowed, anew for each record */
    const char *program;     /* as messages show it */
};

/* Adds a word, like printf, where it is not there already. Returns false, for `return`. */
bool notes_word(struct notes *notes, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* True where a list `a;b` has the word. */
bool notes_has(struct text list, struct text word);

/* A line for standard error; `column` may be NULL. */
void notes_say(const struct notes *notes, const char *file, long line, const char *column,
               const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Both for a cell that will not do. Returns false, for `return`. */
bool notes_cell(struct notes *notes, const char *file, long line, struct text cell,
                const struct reason *reason);

#endif
