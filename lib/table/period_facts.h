/*
 * The facts of a period out of a record: its first day, and one number in the column of its unit.
 */
#ifndef BANGFU_TABLE_PERIOD_FACTS_H
#define BANGFU_TABLE_PERIOD_FACTS_H

#include "rules/period.h"
#include "table/filter.h"

/* The columns of a period, first in `reads`: the units in the order of enum period_unit. */
#define PERIOD_COLUMNS                                                                             \
    {"from", true}, {"working_days", false}, {"months", false},                                    \
    {                                                                                              \
        "days", false                                                                              \
    }
#define PERIOD_COLUMN_COUNT 4

/* Reads a whole number, 1 to PERIOD_NUMBER_MAX. */
bool period_read_number(struct text a, int64_t *out);

/* For `header`: false, with an error, where there is no column for the number and `given`, the
 * period of the command line, has none (0) for all records. */
bool period_check(const struct run *run, const struct layout *layout, const struct period *given,
                  struct error *error);

/* Reads a record's period; where it has no number, it is that of `given`. False with `fault`, which
 * names the column, what was found and what was expected. */
bool period_read(struct row *row, const struct period *given, struct period *out,
                 struct error *fault);

#endif
