/*
 * The kinds of letters: which records each is for, and its built-in template. All that is
 * particular to a kind is here and in its template.
 */
#ifndef BANGFU_NOTICE_KINDS_H
#define BANGFU_NOTICE_KINDS_H

#include "base/text.h"

#include <stdbool.h>

/* A record is of a kind where one of its cells has one of these words. */
struct kind_rule {
    const char *column;
    const char *words; /* joined by `|`; NULL: anything */
};

#define KIND_RULES_MAX 6

struct kind {
    const char *name;
    struct kind_rule rules[KIND_RULES_MAX]; /* ending with a NULL column */
    struct kind_rule never[KIND_RULES_MAX]; /* a record of one of these is none, whatever it has */
    const char *file;                       /* the built-in template, as messages show it */
    const char *source;                     /* its bytes */
    const size_t *size;
    bool is_list; /* one document of all its records */
    bool is_text; /* not HTML: a table with a short text for each record */
};

/* An office's own template, for all records. */
extern const struct kind KIND_OWN;

/* NULL where there is no kind of that name. */
const struct kind *kind_find(struct text name);

/* The kinds that one record is tried for in this order, ending with NULL: of text messages, which
 * are of what there is to say. Leaving comes before all else. */
extern const struct kind *const KIND_SITUATIONS[];

/* The style sheet of the built-in templates, as an element. */
struct text kind_style(void);

#endif
