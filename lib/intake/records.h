/*
 * The records of an export, made strict one after another: its known columns, what is wrong with
 * each cell, who comes twice, and what the lines say that are no records.
 */
#ifndef BANGFU_INTAKE_RECORDS_H
#define BANGFU_INTAKE_RECORDS_H

#include "intake/heading.h"
#include "intake/people.h"
#include "intake/sheet.h"
#include "intake/totals.h"
#include "table/filter.h"

/* So many lines about single cells are written; the column `problems` has them all. */
#define RECORDS_MESSAGES_MAX 200

/* A column of the table that is known. */
struct known_cell {
    int at, slot;
    struct heading_column heading;
    long problems[CELL_DUPLICATE + 1]; /* how many of each kind */
};

/* Owned by its user; a zeroed one is empty. */
struct records {
    struct known_cell *known;
    int known_count;
    struct sheet_table sheet;
    int month_at;        /* the cell of `month`, or -1 */
    int decided_at;      /* the cell of `assessed_on`, or -1 */
    int problems_slot;   /* of the column `problems` */
    int32_t money_scale; /* of amounts whose heading states no unit, by the file's title; or 0 */
    struct people people;
    struct totals totals;
    struct buffer list;                  /* the problems of the record being made */
    struct buffer strict;                /* the cell being made */
    struct buffer hints;                 /* about the header, for standard error */
    struct buffer unknown;               /* the names that are not known, for the summary */
    long lines[SHEET_SECOND_HEADER + 1]; /* how many of each kind, in the file being read */
    long messages;
    long compared; /* stated totals that could be, in the file being read */
    bool disagree; /* a total of the file being read is not that of its records */
};

/*
 * Takes the header: each known column becomes a slot with its canonical name, the others keep
 * their own. False, with an error, for a unit that a column cannot have or two columns of the
 * same meaning.
 */
bool records_header(struct records *records, const struct heading_names *names,
                    const struct run *run, struct layout *layout, struct error *error);

/* Begins a file: totals and lines are counted from nothing. `money_scale` is what its title
 * states for all amounts (sheet_header). */
void records_restart(struct records *records, int32_t money_scale);

/* Makes one record strict, or recognises the line as none. */
enum outcome records_take(struct records *records, struct row *row);

/* The columns that are not known; `problem id_number:checksum in 2 records`, a line each. */
void records_summarize(const struct records *records, struct buffer *out);

void records_free(struct records *records);

#endif
