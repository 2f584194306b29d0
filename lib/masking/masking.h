/*
 * A table that leaves the office: its columns decided by its header, its cells written by them.
 */
#ifndef BANGFU_MASKING_MASKING_H
#define BANGFU_MASKING_MASKING_H

#include "masking/cell.h"
#include "table/filter.h"

/* Zeroed it is empty; free with masking_free. */
struct masking {
    enum purpose purpose;
    bool id_part;
    const struct keyed_hash *hash; /* with PURPOSE_SHARE */
    struct masked_column {
        struct column_rule rule;
        int slot; /* -1: left out */
    } * columns;
    int count;
};

/*
 * Decides what becomes of each cell of the table: puts a slot in its place, or leaves it out.
 * `keeps` names columns that the caller fills in, and puts slots in the place of. False with an
 * error, too, where none of the table's columns is known: a record may stand where the header
 * should.
 */
bool masking_header(struct masking *masking, const struct run *run, struct layout *layout,
                    const char *const *keeps, int keep_count, struct error *error);
void masking_free(struct masking *masking);

/* Writes the record's cells into their slots; where it is explained, an account of each. Says what
 * cannot be read of it: then it is flagged. */
enum outcome masking_row(const struct masking *masking, struct row *row);

/* Names the columns that are left out, or hidden whole since nobody knows them: lines for standard
 * error. */
void masking_name_columns(const struct masking *masking, const struct run *run,
                          struct buffer *messages);

/* Appends a line to the summary: columns shown, hidden, left out. */
void masking_summarize(const struct masking *masking, struct buffer *out);

#endif
