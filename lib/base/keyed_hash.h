/*
 * A text by which a person is found again without being named: HMAC-SHA-256 (RFC 2104) of the ID
 * number, with a key that stays in the office. Without the key nobody can try all ID numbers.
 */
#ifndef BANGFU_BASE_KEYED_HASH_H
#define BANGFU_BASE_KEYED_HASH_H

#include "base/digest.h"
#include "base/error.h"
#include "base/text.h"

#include <nettle/hmac.h>
#include <stdbool.h>

/* The shortest key, in bytes. */
#define KEYED_HASH_KEY_MIN 16

/* A fingerprint of the key: by it another key is told apart. 16 hexadecimal digits and a NUL. */
#define KEYED_HASH_FINGERPRINT_SIZE 17

struct keyed_hash {
    struct hmac_sha256_ctx key;
    char fingerprint[KEYED_HASH_FINGERPRINT_SIZE];
};

/*
 * Takes the key from a file: all of its bytes but line ends at the end. False, with `error` set,
 * where it cannot be read, is shorter than KEYED_HASH_KEY_MIN bytes or longer than 4096, or
 * others than its owner may read it.
 */
bool keyed_hash_open(struct keyed_hash *hash, const char *file, struct error *error);

/* Writes the hash of `a` as 64 hexadecimal digits in lower case. Threads may share `hash`. */
void keyed_hash_text(const struct keyed_hash *hash, struct text a, char out[DIGEST_TEXT_SIZE]);

/* Overwrites the key. */
void keyed_hash_close(struct keyed_hash *hash);

#endif
