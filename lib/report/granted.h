/*
 * What a record of calc-aid's table says was granted: its strict cells as values.
 */
#ifndef BANGFU_REPORT_GRANTED_H
#define BANGFU_REPORT_GRANTED_H

#include "base/buffer.h"
#include "table/layout.h"
#include "tally/tally.h"

/* The columns that are read, in their order. */
#define GRANTED_COLUMNS                                                                            \
    {"household_id", false}, {"id_number", false}, {"month", false}, {"assessed_on", false},       \
        {"category", true}, {"aid_category", false}, {"union", false}, {"region", false},          \
        {"hardship_cause", false}, {"approval", false}, {"living_aid", true},                      \
        {"medical_aid", true}, {"education_aid", true}, {"accident_aid", true},                    \
        {"total_aid", true}, {"living_paid", false}, {"medical_paid", false},                      \
        {"education_paid", false}, {"accident_paid", false},                                       \
    {                                                                                              \
        "dibao", false                                                                             \
    }
#define GRANTED_COLUMN_COUNT 20

/* Gives the record's cell of one of these columns; empty where the table has none. */
typedef struct text granted_cell(void *data, int i);

/* What stands for cells that say nothing. */
struct granted_defaults {
    bool has_month, has_region;
    struct month month;
    struct region region;
};

struct granted {
    struct tally_record record; /* its texts are in `texts` */
    bool has_day;
    struct date day;     /* that it was decided by: its assessed_on, or its month's first */
    struct money dibao;  /* that it was decided by; 0: the table does not say */
    struct buffer texts; /* the caller frees it */
    /* The first cell that could not be read: its column, what was found and what was expected. The
     * record is then one that could not be decided; where it was the month, one without a month,
     * and where it was the day beside a sound month, no worse for it. */
    const char *column;
    char why[192];
};

enum granted_result {
    GRANTED_READ,
    GRANTED_DOUBTFUL, /* a cell could not be read */
    GRANTED_BROKEN,   /* the total is not the sum of the items: nothing may be made of this table */
    GRANTED_NO_MEMORY
};

/* False where no record of the table can have a month: it has no column of one, and the user names
 * none. */
bool granted_check(const struct layout *layout, const struct granted_defaults *defaults,
                   const char *file, struct error *error);

/* Reads a record into `*out`, of which `texts` is used again. */
enum granted_result granted_read(granted_cell *cell, void *data,
                                 const struct granted_defaults *defaults, struct granted *out);

#endif
