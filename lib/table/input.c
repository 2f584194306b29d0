#include "table/input.h"

#include "base/language.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define PIECE (64u << 10)

const char *input_name(const char *operand)
{
    return strcmp(operand, "-") == 0 ? _("standard input") : operand;
}

bool input_open(struct input *in, const char *name, struct error *error)
{
    *in = (struct input){.name = input_name(name), .fd = STDIN_FILENO, .open = true};
    if (strcmp(name, "-") == 0)
        return true;
    in->fd = open(name, O_RDONLY | O_CLOEXEC);
    in->open = in->fd >= 0;
    if (!in->open)
        return error_system(error, name, _("cannot open"));
    (void)posix_fadvise(in->fd, 0, 0, POSIX_FADV_SEQUENTIAL); /* only a hint */
    return true;
}

void input_close(struct input *in)
{
    if (in->open && in->fd != STDIN_FILENO)
        (void)close(in->fd); /* only read from */
    buffer_free(&in->ahead);
    buffer_free(&in->decoded);
    *in = (struct input){0};
}

static long read_some(struct input *in, char *out, size_t size)
{
    for (;;) {
        ssize_t n = read(in->fd, out, size);
        if (n > 0 && in->digest != NULL)
            digest_add(in->digest, (struct text){out, (size_t)n});
        if (n >= 0)
            return n;
        if (errno != EINTR) {
            error_system(&in->error, in->name, _("cannot read"));
            return -1;
        }
    }
}

struct text input_peek(struct input *in, size_t size, bool *whole, bool *ok)
{
    *ok = true;
    while (!in->ended && in->ahead.n - in->taken < size) {
        long n = -1;
        if (buffer_reserve(&in->ahead, PIECE))
            n = read_some(in, in->ahead.p + in->ahead.n, PIECE);
        else
            error_no_memory(&in->error, in->name);
        if (n < 0) {
            *ok = false;
            break;
        }
        in->ahead.n += (size_t)n;
        in->ended = n == 0;
    }
    *whole = in->ended;
    return (struct text){in->ahead.p + in->taken, in->ahead.n - in->taken};
}

void input_skip(struct input *in, size_t n)
{
    in->taken += n;
}

/* Undecoded bytes: what was read ahead first. */
static long read_bytes(struct input *in, char *out, size_t size)
{
    size_t ahead = in->ahead.n - in->taken;
    if (ahead == 0)
        return in->ended ? 0 : read_some(in, out, size);
    if (ahead > size)
        ahead = size;
    memcpy(out, in->ahead.p + in->taken, ahead);
    in->taken += ahead;
    if (in->taken == in->ahead.n) {
        buffer_free(&in->ahead); /* it may have been large, and is not needed again */
        in->taken = 0;
    }
    return (long)ahead;
}

/* Fills `decoded` with at least one byte, unless the input ends. */
static bool decode_more(struct input *in)
{
    char bytes[PIECE];
    buffer_clear(&in->decoded);
    in->decoded_taken = 0;
    while (in->decoded.n == 0) {
        long n = read_bytes(in, bytes, sizeof bytes);
        if (n < 0)
            return false;
        if (!in->decoder.feed(in->decoder.state, (struct text){bytes, (size_t)n}, n == 0,
                              &in->decoded) ||
            in->decoded.failed)
            return error_no_memory(&in->error, in->name);
        if (n == 0) {
            in->ended = true;
            in->decoder.feed = NULL;
            break;
        }
    }
    return true;
}

long input_read(void *data, char *out, size_t size)
{
    struct input *in = data;
    size_t left = in->decoded.n - in->decoded_taken;
    if (left == 0 && in->decoder.feed != NULL) {
        if (!decode_more(in))
            return -1;
        left = in->decoded.n;
    }
    if (left == 0)
        return read_bytes(in, out, size);
    if (left > size)
        left = size;
    memcpy(out, in->decoded.p + in->decoded_taken, left);
    in->decoded_taken += left;
    return (long)left;
}
