/*
 * The header of a spreadsheet: which of its names are ours, and in what unit their columns are.
 *
 * Names are compared without white space, line breaks, required marks (`*`, `＊`, `﹡`, `※`),
 * underscores and hyphens; in any case and any width; 帐 is 账; brackets of all shapes are one. A
 * unit in brackets at the end (`(万元)`, `[元/月]`, `【单位:元】`) is taken off, unless the name
 * with its brackets is one of ours.
 */
#ifndef BANGFU_INTAKE_HEADING_H
#define BANGFU_INTAKE_HEADING_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "intake/cell.h"
#include "table/columns.h"

#include <stdbool.h>
#include <stddef.h>

/* Room for the longest name as it is compared, and a final NUL. */
#define HEADING_KEY_SIZE 64

struct heading_name {
    char key[HEADING_KEY_SIZE];
    const struct column *column;
};

/* Every name of every column, sorted as they are compared. Owned; a zeroed one is empty. */
struct heading_names {
    struct heading_name *names;
    size_t count, room;
};

/*
 * Gathers the names; columns_open comes before. False where two columns have names that compare
 * equal, where a name is too long, or where memory runs out. To be freed in any case.
 */
bool heading_names_open(struct heading_names *names, struct error *error);
void heading_names_free(struct heading_names *names);

enum heading_match {
    HEADING_UNKNOWN,  /* none of ours: its column passes through */
    HEADING_KNOWN,    /* ours */
    HEADING_BAD_UNIT, /* ours, in a unit that the column cannot have: an error for the user */
};

struct heading_column {
    enum heading_match match;
    const struct column *column;    /* NULL for HEADING_UNKNOWN */
    bool unit_stated;               /* the name itself states the unit, be it 元 */
    struct cell_unit unit;          /* for cell_make_strict; {1, 1} unless the name states one */
    const struct column *resembles; /* an unknown name that would be ours without the words in
                                       its brackets (`家庭年收入(税前)`), worth a hint; else NULL */
};

/*
 * Looks up one cell of a header. With HEADING_BAD_UNIT `error` (may be NULL) names the header,
 * the unit, and the units that the column takes.
 *
 * Yearly columns (incomes and costs of a year) may be in 元/月: their months are 12. Columns
 * that are by the month already take 元/月 and refuse 元/年; other amounts the other way round.
 * `元/人·月` and the like are for amounts per head only.
 */
struct heading_column heading_match(const struct heading_names *names, struct text typed,
                                    struct error *error);

/*
 * True where a line, its cells matched, is the header: household_size and annual_income are
 * there, or any three known names. A name in a bad unit is known.
 */
bool heading_is_header(const struct heading_column *columns, size_t count);

enum heading_unit {
    HEADING_UNIT_NONE,    /* the words state no unit */
    HEADING_UNIT_FITS,    /* a unit that the column can have */
    HEADING_UNIT_MISFITS, /* a unit, known or not, that it cannot have: `美元`, `元/天`, `年` */
};

/*
 * Reads the words in a heading's brackets, compared as names are, as the unit of `column`. Sets
 * `*out`, to {1, 1} unless they fit.
 */
enum heading_unit heading_read_unit(const struct column *column, struct text words,
                                    struct cell_unit *out);

/* The units that a column takes, for a message. */
const char *heading_units(const struct column *column);

/* Appends the name of an unknown column: as typed, but for line breaks and outer white space. */
void heading_own_name(struct text typed, struct buffer *out);

#endif
