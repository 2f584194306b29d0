/* The streaming decoder of encoding.h. */
#include "intake/encoding.h"

#include "base/language.h"

#include <errno.h>
#include <string.h>

#define AT_A_TIME 4096 /* bytes of output asked for */

/* The bytes of the smallest unit of an encoding: what its second `A` takes (a BOM comes first). */
static size_t unit_of(const char *name)
{
    char letters[] = "AA", *from = letters, bytes[32], *to = bytes;
    size_t from_n = 1, to_n = sizeof bytes;
    iconv_t back = iconv_open(name, "UTF-8");
    if (back == (iconv_t)-1)
        return 1;
    size_t result = iconv(back, &from, &from_n, &to, &to_n), first = to_n;
    from_n = 1;
    if (result != (size_t)-1)
        result = iconv(back, &from, &from_n, &to, &to_n);
    (void)iconv_close(back);
    return result == (size_t)-1 || to_n == first ? 1 : first - to_n;
}

bool decoder_open(struct decoder *d, const struct encoding *encoding, struct error *error)
{
    *d = (struct decoder){.unit = unit_of(encoding->name), .bom_left = encoding->bom};
    d->converter = iconv_open("UTF-8", encoding->name);
    d->open = d->converter != (iconv_t)-1;
    if (!d->open)
        return error_system(error, NULL, _("cannot decode '%s'"), encoding->name);
    return true;
}

void decoder_close(struct decoder *d)
{
    if (d == NULL)
        return;
    if (d->open)
        (void)iconv_close(d->converter);
    *d = (struct decoder){0};
}

static size_t at_most(size_t n, size_t limit)
{
    return n < limit ? n : limit;
}

static void record_fault(struct decoder *d, unsigned char byte)
{
    if (d->faults_n < DECODER_FAULTS)
        d->faults[d->faults_n++] = (struct decoder_fault){d->out, d->in, byte};
    d->faults_total++;
}

static void take(struct decoder *d, struct text *a, size_t n)
{
    *a = (struct text){a->p + n, a->n - n};
    d->in += n;
}

/* Puts 0xFF in the place of what stands at the start of `*a`. */
static void skip_fault(struct decoder *d, struct text *a, struct buffer *out)
{
    record_fault(d, (unsigned char)a->p[0]);
    buffer_char(out, '\xFF');
    d->out++;
    take(d, a, at_most(d->unit, a->n));
}

/*
 * Decodes as much of `*a` as is whole characters, and takes it off; what is left is the start
 * of one. False when memory runs out.
 */
static bool decode(struct decoder *d, struct text *a, struct buffer *out)
{
    while (a->n > 0) {
        if (!buffer_reserve(out, AT_A_TIME))
            return false;
        char *from = (char *)a->p, *to = out->p + out->n;
        size_t from_n = a->n, to_n = AT_A_TIME;
        size_t result = iconv(d->converter, &from, &from_n, &to, &to_n);
        int reason = result == (size_t)-1 ? errno : 0;
        out->n += AT_A_TIME - to_n;
        d->out += AT_A_TIME - to_n;
        take(d, a, a->n - from_n);
        if (reason == EINVAL)
            return true;
        if (reason == EILSEQ)
            skip_fault(d, a, out);
    }
    return !out->failed;
}

static void keep(struct decoder *d, struct text rest)
{
    memmove(d->pending, rest.p, rest.n);
    d->pending_n = rest.n;
}

/* Decodes what is pending as far as it is complete. */
static bool decode_pending(struct decoder *d, struct buffer *out)
{
    struct text pending = {d->pending, d->pending_n};
    bool ok = decode(d, &pending, out);
    if (pending.n == sizeof d->pending) /* no character is as long */
        skip_fault(d, &pending, out);
    keep(d, pending);
    return ok && !out->failed;
}

bool decoder_feed(struct decoder *d, const char *p, size_t n, struct buffer *out)
{
    if (n == 0)
        return !out->failed;
    struct text a = {p, n};
    size_t bom = at_most(d->bom_left, n);
    d->bom_left -= bom;
    take(d, &a, bom);

    while (d->pending_n > 0 && a.n > 0) {
        d->pending[d->pending_n++] = *a.p;
        a = (struct text){a.p + 1, a.n - 1};
        if (!decode_pending(d, out))
            return false;
    }
    if (d->pending_n > 0) /* the input ended first */
        return !out->failed;
    if (!decode(d, &a, out))
        return false;
    while (a.n > sizeof d->pending - 1)
        skip_fault(d, &a, out);
    keep(d, a);
    return !out->failed;
}

bool decoder_finish(struct decoder *d, struct buffer *out)
{
    while (d->pending_n > 0) {
        struct text pending = {d->pending, d->pending_n};
        skip_fault(d, &pending, out);
        keep(d, pending);
        if (!decode_pending(d, out))
            return false;
    }
    /* Some encodings hold a character back, for a mark that may follow it. */
    if (!buffer_reserve(out, AT_A_TIME))
        return false;
    char *to = out->p + out->n;
    size_t to_n = AT_A_TIME;
    (void)iconv(d->converter, NULL, NULL, &to, &to_n);
    out->n += AT_A_TIME - to_n;
    d->out += AT_A_TIME - to_n;
    return true;
}

const struct decoder_fault *decoder_fault_in(const struct decoder *d, uint64_t from, uint64_t to)
{
    for (size_t i = 0; i < d->faults_n; i++)
        if (d->faults[i].out >= from && d->faults[i].out < to)
            return &d->faults[i];
    return NULL;
}

void decoder_forget(struct decoder *d, uint64_t before)
{
    size_t n = 0;
    while (n < d->faults_n && d->faults[n].out < before)
        n++;
    d->faults_n -= n;
    memmove(d->faults, d->faults + n, d->faults_n * sizeof *d->faults);
}
