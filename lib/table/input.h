/*
 * One input file as a stream of UTF-8 bytes: opened, its byte order mark taken off, decoded
 * where a program asks for that.
 */
#ifndef BANGFU_TABLE_INPUT_H
#define BANGFU_TABLE_INPUT_H

#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"

#include <stdbool.h>

/*
 * What turns bytes into UTF-8 as they are read. `feed` appends to `out`; `last` is true once, at
 * the end. NULL: the bytes are UTF-8 as they are.
 */
struct input_decoder {
    void *state;
    bool (*feed)(void *state, struct text bytes, bool last, struct buffer *out);
};

/* Zeroed, it is closed. */
struct input {
    const char *name; /* as messages show it */
    int fd;
    bool open, ended;
    struct buffer ahead; /* read, not yet handed on */
    size_t taken;        /* of `ahead` */
    struct input_decoder decoder;
    struct buffer decoded;
    size_t decoded_taken;
    struct digest *digest; /* of the bytes as they are in the file; NULL: not asked for */
    struct error error;    /* what went wrong in reading */
};

/* An operand as messages show it. */
const char *input_name(const char *operand);

/* Opens a file, or standard input for `-`. */
bool input_open(struct input *input, const char *name, struct error *error);
void input_close(struct input *input);

/*
 * Reads up to `size` bytes ahead, without taking them, and returns all that is ahead (less at
 * the end of the file: then `*whole` is true). False in `*ok` when reading failed.
 */
struct text input_peek(struct input *input, size_t size, bool *whole, bool *ok);

/* Takes off `n` bytes that were peeked at, such as a byte order mark. */
void input_skip(struct input *input, size_t n);

/* The next bytes, decoded; a `reader_source`. After -1 `input->error` says why. */
long input_read(void *input, char *out, size_t size);

#endif
