/*
 * The records that letters are made of, kept in a file without a name until all are known: only
 * then are their number and sums. Nothing in memory grows with them.
 */
#ifndef BANGFU_NOTICE_LETTERS_H
#define BANGFU_NOTICE_LETTERS_H

#include "base/buffer.h"
#include "base/money.h"
#include "notice/binding.h"
#include "notice/kinds.h"

#include <stdio.h>

/* One record: its cells by the uses of a binding, as they came. */
struct letter {
    const char *file; /* it is of; lives as long as the run */
    long line;
    const struct kind *kind; /* that it is of, or NULL */
    long number;             /* 1 ... among those kept */
    struct text *cells;      /* borrowed */
};

/* Owned by its user; zeroed it is empty. */
struct letters {
    const struct binding *binding;
    FILE *file;
    long count;
    struct money *sums;  /* for each use; of those that are summed */
    struct text *shared; /* for each use what all have in it; owned; p is NULL before the first */
    struct buffer bytes; /* of the one that was read last */
    struct text *cells;  /* of that one */
    const char *first_file;
    long first_line;
};

bool letters_open(struct letters *letters, const struct binding *binding, struct error *error);

/* Whether a letter's amounts can be added to the sums; false with `error`, which names the column.
 */
bool letters_can_add(const struct letters *letters, const struct letter *letter,
                     struct error *error);

/* Keeps a letter; false with `error` where it cannot be written, or where it differs from the
 * others in what stands outside of the records. */
bool letters_add(struct letters *letters, const struct letter *letter, struct error *error);

/* Goes to the first; then reads one after the other, until `*end`. Its cells are valid until the
 * next is read. */
bool letters_rewind(struct letters *letters, struct error *error);
bool letters_next(struct letters *letters, struct letter *letter, bool *end, struct error *error);

void letters_close(struct letters *letters);

#endif
