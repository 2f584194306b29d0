/*
 * The command that puts a table in the order that a program needs, for those who gave it another.
 */
#ifndef BANGFU_TABLE_SORTING_H
#define BANGFU_TABLE_SORTING_H

#include "table/filter.h"

/* The first record that is not in the order it must have. Zeroed, there is none. */
struct disorder {
    bool any;
    bool repeats; /* what should be there once comes twice somewhere */
    const char *file;
    long line;
    char found[24], after[24];
};

/* Notes a record, with what it has in the column of the order and what the one before it had. */
void disorder_note(struct disorder *disorder, const struct row *row, bool repeats,
                   struct text found, struct text after);

/*
 * Says on one line where the order is broken first, and the command that mends it; also for
 * households that stand in several places (`run->scattered`). Nothing where all was in order.
 */
void disorder_say(const struct disorder *disorder, const struct run *run, const char *column,
                  const int *by, int count, struct buffer *messages);

/*
 * Appends a line for the shell that sorts the run's tables by the columns `reads[by[0]]` … into
 * sorted.csv, or a name like it where that is one of them: sed(1) and sort(1), so cells before
 * those columns must not have a delimiter or a line break in them. `merges`: lines that are the
 * same become one.
 */
void sorting_command(const struct run *run, const int *by, int count, bool merges,
                     struct buffer *out);

/* The same for one table beside the run's, with a header and commas; `field` is the column's cell,
 * from 0. */
void sorting_file_command(const char *file, int field, struct buffer *out);

#endif
