/*
 * A spreadsheet export being opened: its encoding, its delimiter and its header found or taken
 * from the user, and its bytes decoded as they are read.
 */
#ifndef BANGFU_INTAKE_EXPORT_H
#define BANGFU_INTAKE_EXPORT_H

#include "intake/decoding.h"
#include "intake/sheet.h"

/* Between export_open and export_close it must not move. */
struct export
{
    struct decoding decoding;
    bool delimiter_guessed;
    struct sheet_header header;
};

/*
 * Looks at the start of `input` and prepares it to be read as UTF-8. `encoding` is the user's
 * choice or NULL, `delimiter` the user's or 0. `columns` is the number of columns of a table
 * without header, or 0. False, with an error, where the encoding is not known, reading fails, or
 * there is no header.
 */
bool export_open(struct export *export, const struct heading_names *names, const char *encoding,
                 char delimiter, int columns, struct input *input, struct error *error);
void export_close(struct export *export);

/* `encoding GB18030 (guessed), delimiter comma (guessed), header on line 3 …`. */
void export_describe(const struct export *export, struct buffer *out);

#endif
