/*
 * UTF-8 into the bank's encoding. A character that it lacks is refused and named, never put down
 * as another one that looks like it: the bank compares names byte by byte.
 */
#ifndef BANGFU_BANK_ENCODE_H
#define BANGFU_BANK_ENCODE_H

#include "base/buffer.h"
#include "base/error.h"

#include <iconv.h>

/* Zeroed, it is closed. */
struct encoder {
    iconv_t converter;
    bool open;
};

/* `utf-8`, `gbk` and `gb18030`, or NULL where it is none of them. */
const char *encoding_find(const char *name);

bool encoder_open(struct encoder *encoder, const char *encoding, struct error *error);
void encoder_close(struct encoder *encoder);

enum encoded {
    ENCODED,
    ENCODED_LACKS, /* `*lacking` is the first code point that the encoding does not have */
    ENCODED_NO_MEMORY
};

/* Appends `a`, which is UTF-8, in the bank's encoding; `out` may be NULL. */
enum encoded encoder_put(struct encoder *encoder, struct text a, struct buffer *out,
                         uint32_t *lacking);

/* Appends the UTF-8 of bytes in GB18030, of which GBK is a part. False where they are not; `*at`
 * is then the first byte that is not. */
enum encoded decode_gb18030(struct text bytes, struct buffer *out, size_t *at, struct error *error);

#endif
