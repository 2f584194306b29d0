/*
 * The encoding of a file: guessed from its first bytes or named by the user, and a strict
 * decoder to UTF-8, built on iconv.
 */
#ifndef BANGFU_INTAKE_ENCODING_H
#define BANGFU_INTAKE_ENCODING_H

#include "base/buffer.h"
#include "base/error.h"

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum encoding_source {
    ENCODING_BY_BOM,      /* the file says so */
    ENCODING_BY_VALIDITY, /* the sample is UTF-8 throughout, which other text hardly ever is */
    ENCODING_BY_GUESS,    /* everything else */
    ENCODING_BY_USER,
};

#define ENCODING_ADVICE_SIZE 32

struct encoding {
    const char *name; /* as decoder_open takes it; static, or the user's own */
    size_t bom;       /* the bytes of the byte order mark at the start of the file */
    enum encoding_source source;
    /* What uchardet thinks of a guess that came out as GB18030; empty if nothing. Not followed,
       since it takes short Chinese text for almost anything, but worth naming to the user where
       it is not of the GB family. */
    char advice[ENCODING_ADVICE_SIZE];
};

/*
 * Guesses from the first `n` bytes of a file: UTF-8, GB18030, UTF-16LE or UTF-16BE. `whole`
 * says that there are no more, so that a character cut at the end counts against UTF-8; and
 * ASCII at the start of a longer file is but a guess at UTF-8.
 */
struct encoding encoding_guess(const char *sample, size_t n, bool whole);

/*
 * The encoding of the user's choice, the sample being the start of the file: UTF-8; GBK, GB2312
 * and GB18030 (all three read as the last, which contains the others); UTF-16 (by its BOM, else
 * little-endian unless its NUL bytes show otherwise), UTF-16LE, UTF-16BE; and whatever iconv
 * knows. `name` is borrowed by `*out`. False, with an error, for any other.
 */
bool encoding_named(const char *name, const char *sample, size_t n, struct encoding *out,
                    struct error *error);

/* Bytes that did not decode. In their place the output has a single byte 0xFF. */
struct decoder_fault {
    uint64_t out;       /* the offset of the 0xFF in all that was output */
    uint64_t in;        /* the offset of the byte in the file, BOM included */
    unsigned char byte; /* the first byte concerned */
};

#define DECODER_FAULTS 64

/* Owned by its user, between decoder_open and decoder_close. */
struct decoder {
    iconv_t converter;
    bool open;
    size_t unit;      /* bytes that are skipped together: 2 in UTF-16, so that it stays in step */
    size_t bom_left;  /* bytes of the BOM still to come */
    uint64_t in, out; /* bytes taken and given so far */
    char pending[16]; /* the start of a character whose rest is still to come */
    size_t pending_n;
    struct decoder_fault faults[DECODER_FAULTS];
    size_t faults_n;
    uint64_t faults_total;
};

/* Starts to decode a file, its BOM included. False, with an error, if iconv does not know it. */
bool decoder_open(struct decoder *d, const struct encoding *encoding, struct error *error);

/*
 * Decodes the next `n` bytes of the file, any number of them, and appends UTF-8 to `out`. A
 * byte that does not decode never becomes a replacement character: it becomes 0xFF, which is
 * in no UTF-8, so that a reader must refuse the record around it; decoding goes on behind it.
 * iconv's GB18030 maps codes that the standard leaves to users to U+E000 … U+F8FF; they stay.
 * False when memory runs out.
 */
bool decoder_feed(struct decoder *d, const char *p, size_t n, struct buffer *out);

/* Ends the file: a character that is not complete is a fault. */
bool decoder_finish(struct decoder *d, struct buffer *out);

/*
 * The first fault in `from` … `to` (exclusive) of the output, or NULL. Faults beyond
 * DECODER_FAULTS are counted in `faults_total` but not kept, until some are forgotten.
 */
const struct decoder_fault *decoder_fault_in(const struct decoder *d, uint64_t from, uint64_t to);

/* Forgets the faults before an offset of the output, to make room for later ones. */
void decoder_forget(struct decoder *d, uint64_t before);

/* Takes NULL and a zeroed decoder. */
void decoder_close(struct decoder *d);

#endif
