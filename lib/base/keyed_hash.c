#include "base/keyed_hash.h"

#include "base/language.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_MAX    4096
#define LINE_ENDS  64 /* at the end of the file, at the most */
#define OTHERS_MAY (S_IRWXG | S_IRWXO)

/* What no ID number is. */
static const char FINGERPRINT_OF[] = "bangfu: the key's fingerprint";

static void hexadecimal(const uint8_t *bytes, size_t n, char *out)
{
    static const char HEX[] = "0123456789abcdef";
    for (size_t i = 0; i < n; i++) {
        out[2 * i] = HEX[bytes[i] >> 4];
        out[2 * i + 1] = HEX[bytes[i] & 0xF];
    }
    out[2 * n] = '\0';
}

static void digest_of(const struct keyed_hash *hash, struct text a, uint8_t out[SHA256_DIGEST_SIZE])
{
    struct hmac_sha256_ctx copy = hash->key; /* each thread has its own */
    hmac_sha256_update(&copy, a.n, (const uint8_t *)a.p);
    hmac_sha256_digest(&copy, SHA256_DIGEST_SIZE, out);
    explicit_bzero(&copy, sizeof copy);
}

void keyed_hash_text(const struct keyed_hash *hash, struct text a, char out[DIGEST_TEXT_SIZE])
{
    uint8_t bytes[SHA256_DIGEST_SIZE];
    digest_of(hash, a, bytes);
    hexadecimal(bytes, sizeof bytes, out);
}

/* Reads until the end or until `room` is full; -1 with errno. */
static ssize_t read_whole(int fd, char *out, size_t room)
{
    size_t have = 0;
    while (have < room) {
        const ssize_t n = read(fd, out + have, room - have);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        have += (size_t)n;
    }
    return (ssize_t)have;
}

static bool is_secret(int fd, const char *file, struct error *error)
{
    struct stat status;
    if (fstat(fd, &status) != 0)
        return error_system(error, file, _("cannot read"));
    return (status.st_mode & OTHERS_MAY) == 0 ||
           error_set(error, file, 0, NULL,
                     _("others than its owner may use this key: take that from them (chmod 600)"));
}

static bool take_key(struct keyed_hash *hash, struct text key, const char *file,
                     struct error *error)
{
    uint8_t bytes[SHA256_DIGEST_SIZE];
    while (key.n > 0 && (key.p[key.n - 1] == '\n' || key.p[key.n - 1] == '\r'))
        key.n--;
    if (key.n < KEYED_HASH_KEY_MIN || key.n > KEY_MAX)
        return error_set(error, file, 0, NULL, _("a key has %d to %d bytes; this one has %zu"),
                         KEYED_HASH_KEY_MIN, KEY_MAX, key.n);
    hmac_sha256_set_key(&hash->key, key.n, (const uint8_t *)key.p);
    digest_of(hash, text_of(FINGERPRINT_OF), bytes);
    hexadecimal(bytes, (KEYED_HASH_FINGERPRINT_SIZE - 1) / 2, hash->fingerprint);
    return true;
}

bool keyed_hash_open(struct keyed_hash *hash, const char *file, struct error *error)
{
    char bytes[KEY_MAX + LINE_ENDS];
    const int fd = open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_system(error, file, _("cannot open"));
    bool ok = is_secret(fd, file, error);
    const ssize_t n = ok ? read_whole(fd, bytes, sizeof bytes) : 0;
    if (ok && n < 0)
        ok = error_system(error, file, _("cannot read"));
    ok = ok && take_key(hash, (struct text){bytes, (size_t)n}, file, error);
    explicit_bzero(bytes, sizeof bytes);
    (void)close(fd); /* only read from: nothing can be lost here */
    return ok;
}

void keyed_hash_close(struct keyed_hash *hash)
{
    explicit_bzero(hash, sizeof *hash);
}
