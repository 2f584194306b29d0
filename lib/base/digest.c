#include "base/digest.h"

void digest_begin(struct digest *digest)
{
    sha256_init(&digest->sha256);
}

void digest_add(struct digest *digest, struct text bytes)
{
    sha256_update(&digest->sha256, bytes.n, (const uint8_t *)bytes.p);
}

void digest_end(struct digest *digest, char out[DIGEST_TEXT_SIZE])
{
    static const char HEX[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_digest(&digest->sha256, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        out[2 * i] = HEX[bytes[i] >> 4];
        out[2 * i + 1] = HEX[bytes[i] & 0xF];
    }
    out[DIGEST_TEXT_SIZE - 1] = '\0';
}
