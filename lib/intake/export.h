/*
 * A spreadsheet export being opened: its encoding, its delimiter and its header found or taken
 * from the user, and its bytes decoded as they are read.
 */
#ifndef BANGFU_INTAKE_EXPORT_H
#define BANGFU_INTAKE_EXPORT_H

#include "intake/encoding.h"
#include "intake/sheet.h"
#include "table/input.h"

#include <pthread.h>

/* So much of a file is looked at before it is read. */
#define EXPORT_SAMPLE (1u << 20)

/* Between export_open and export_close it must not move. */
struct export
{
    struct encoding encoding;
    struct decoder decoder;
    bool decoding;
    bool delimiter_guessed;
    struct sheet_header header;
    pthread_mutex_t lock; /* of the decoder: one thread decodes, another asks for its faults */
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

/* Words for a byte that did not decode, by its offset in the decoded stream. */
void export_undecoded(struct export *export, uint64_t offset, struct buffer *out);

/* `encoding GB18030 (guessed), delimiter comma (guessed), header on line 3 …`. */
void export_describe(const struct export *export, struct buffer *out);

#endif
