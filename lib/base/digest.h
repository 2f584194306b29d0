/*
 * The digest (SHA-256) of bytes as they come, by which a file is known again.
 */
#ifndef BANGFU_BASE_DIGEST_H
#define BANGFU_BASE_DIGEST_H

#include "base/text.h"

#include <nettle/sha2.h>

struct digest {
    struct sha256_ctx sha256;
};

/* 64 hexadecimal digits and a NUL. */
#define DIGEST_TEXT_SIZE (2 * SHA256_DIGEST_SIZE + 1)

void digest_begin(struct digest *digest);
void digest_add(struct digest *digest, struct text bytes);

/* Writes the digest of all bytes added in lower case, and begins anew. */
void digest_end(struct digest *digest, char out[DIGEST_TEXT_SIZE]);

#endif
