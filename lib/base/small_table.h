/*
 * A small table that is in memory as a whole: one that is compiled in, or a short file. CSV by
 * libcsv, strictly; each record is handed on with all its cells.
 */
#ifndef BANGFU_BASE_SMALL_TABLE_H
#define BANGFU_BASE_SMALL_TABLE_H

#include "base/text.h"

#define SMALL_TABLE_FIELDS_MAX 16

enum small_table {
    SMALL_TABLE_READ,
    SMALL_TABLE_BROKEN, /* no CSV, another number of cells than the header, or refused */
    SMALL_TABLE_NO_MEMORY
};

/* Takes a record; its cells are valid until it returns. False refuses it and ends the reading. */
typedef bool small_table_record(void *data, long line, const struct text *cells);

/*
 * Reads a table of `fields` columns, its header left out. `*line` is that of the record it ended
 * at, from 1. The lines within quoted cells count.
 */
enum small_table small_table_read(struct text bytes, int fields, small_table_record *record,
                                  void *data, long *line);

#endif
