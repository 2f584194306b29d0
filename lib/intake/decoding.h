/*
 * A file in whatever encoding a spreadsheet program saved it, read as UTF-8.
 */
#ifndef BANGFU_INTAKE_DECODING_H
#define BANGFU_INTAKE_DECODING_H

#include "intake/encoding.h"
#include "table/input.h"

#include <pthread.h>

/* So much of a file is looked at before it is read. */
#define DECODING_SAMPLE (1u << 20)

/* Between decoding_open and decoding_close it must not move. */
struct decoding {
    struct encoding encoding;
    struct decoder decoder;
    bool decodes;         /* false: the bytes are UTF-8 as they are */
    pthread_mutex_t lock; /* of the decoder: one thread decodes, another asks for its faults */
};

/*
 * Looks at the start of `input` and prepares it to be read as UTF-8, its byte order mark taken
 * off. `encoding` is the user's choice or NULL. The start of the text is in `*sample`, which
 * borrows from the input or from `scratch` and is valid until the input is read. False, with an
 * error, where the encoding is not known, for a workbook, or where reading fails. Close it in any
 * case.
 */
bool decoding_open(struct decoding *decoding, const char *encoding, struct input *input,
                   struct buffer *scratch, struct text *sample, struct error *error);
void decoding_close(struct decoding *decoding);

/* Words for a byte that did not decode, by its offset in the decoded stream. */
void decoding_fault(struct decoding *decoding, uint64_t offset, struct buffer *out);

#endif
