/*
 * A short file read as a whole.
 */
#ifndef BANGFU_BASE_WHOLE_FILE_H
#define BANGFU_BASE_WHOLE_FILE_H

#include "base/buffer.h"
#include "base/error.h"

/* Appends the bytes of a file; false with `error` set, which names it. */
bool whole_file_read(const char *file, struct buffer *out, struct error *error);

#endif
