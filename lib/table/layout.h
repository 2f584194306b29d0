/*
 * The header of a table resolved once: where the columns lie that a filter reads, and what each
 * cell of its output is – a cell as it came, or one that the filter fills in (a slot).
 */
#ifndef BANGFU_TABLE_LAYOUT_H
#define BANGFU_TABLE_LAYOUT_H

#include "base/error.h"
#include "table/batch.h"
#include "table/columns.h"

#include <stdbool.h>

/* In the place of an input cell that is not written. */
#define LAYOUT_DROPPED (-2)

struct column_need {
    const char *name; /* canonical */
    bool required;
};

/* A run of cells that are copied as they came, or one slot. */
struct piece {
    int slot;        /* -1: copied */
    int first, last; /* the cells copied */
};

/* Owned by its user; zeroed it is empty. */
struct layout {
    int columns;        /* cells of an input record */
    struct text *names; /* the header's names, unquoted; owned */
    struct text *typed; /* the same as they are written: as typed, quotes included; owned */
    const struct column **known; /* the column of each name, or NULL */
    int *read_at;                /* for each column needed its cell, or -1 */
    int slots;
    int *replaced_by;        /* for each input cell the slot in its place, -1, or LAYOUT_DROPPED */
    struct text *slot_names; /* owned */
    bool *appended;          /* for each slot: it stands on the right */
    struct piece *pieces;
    int piece_count;
    int outputs; /* cells of an output record */
};

/*
 * Takes the names of the header: of `record`, or of the comma-separated `list` where there is
 * none (--columns). Two names of one column are an error that names both. `delimiter` is that of
 * the input.
 */
bool layout_open(struct layout *layout, const struct batch *batch, const struct record *record,
                 const char *list, char delimiter, const char *file, struct error *error);
/* The number of names in a comma-separated list. */
int layout_count_names(const char *list);

void layout_free(struct layout *layout);

/* Finds the columns that a filter needs; a missing required one is an error. */
bool layout_need(struct layout *layout, const struct column_need *needs, int count,
                 const char *file, struct error *error);

/* The cell of a column of that canonical name, or -1. */
int layout_find(const struct layout *layout, const char *name);

/*
 * Adds a slot: in the place of cell `at`, or on the right where `at` is -1. Returns its number,
 * -1 without memory. The slot's name stands in the header written.
 */
int layout_slot(struct layout *layout, int at, struct text name);

/* Adds a slot for a column of the filter: where the table has it, else on the right. False without
 * memory. */
bool layout_add(struct layout *layout, const char *name, int *slot);

/* Gives cell `at` another name in the header that is written. */
bool layout_rename(struct layout *layout, int at, struct text name);

/* Leaves cell `at` out of what is written: its name and what is in it. One of a record's cells must
 * stay, or a slot be added. */
void layout_drop(struct layout *layout, int at);

/* False, with an error that names both, where two cells are of the same known column. */
bool layout_check_known(const struct layout *layout, const char *file, struct error *error);

/* Once all slots are there: puts the pieces of an output record together. */
bool layout_finish(struct layout *layout);

/* True when the header in `record` is the same as this one's. */
bool layout_same_header(const struct layout *layout, const struct batch *batch,
                        const struct record *record);

/* Appends one cell as CSV: quoted where it must be. `alone`: it is the only one of its record. */
void csv_put(struct buffer *out, struct text cell, bool alone);

/* Appends a cell of the input as it came; re-quoted where its table had another delimiter. */
void csv_put_raw(struct buffer *out, const struct batch *batch, const struct cell *cell,
                 char delimiter);

/* Appends what a slot holds. A record of nothing, or of white space, would be a blank line. */
void layout_put_slot(const struct layout *layout, struct text value, struct buffer *out);

/* Appends the header line of the output: names as they came, then those of the slots. */
void layout_put_header(const struct layout *layout, struct buffer *out);

#endif
