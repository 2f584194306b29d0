#include "intake/decoding.h"

#include "base/language.h"

/* ---- decoding as the file is read ---------------------------------------------------------- */

static bool feed(void *state, struct text bytes, bool last, struct buffer *out)
{
    struct decoding *d = state;
    pthread_mutex_lock(&d->lock);
    bool ok = decoder_feed(&d->decoder, bytes.p, bytes.n, out) &&
              (!last || decoder_finish(&d->decoder, out));
    pthread_mutex_unlock(&d->lock);
    return ok;
}

void decoding_fault(struct decoding *d, uint64_t offset, struct buffer *out)
{
    struct decoder_fault fault = {0};
    pthread_mutex_lock(&d->lock);
    const struct decoder_fault *found = decoder_fault_in(&d->decoder, offset, offset + 1);
    bool known = found != NULL;
    if (known)
        fault = *found;
    decoder_forget(&d->decoder, offset);
    pthread_mutex_unlock(&d->lock);
    if (known)
        buffer_format(out, _("byte 0x%02X (byte %llu of the file) does not decode as %s"),
                      fault.byte, (unsigned long long)fault.in + 1, d->encoding.name);
    else
        buffer_format(out, _("a byte does not decode as %s"), d->encoding.name);
}

/* ---- opening ------------------------------------------------------------------------------- */

/* The sample as UTF-8, in `scratch` or as it is. */
static bool decode_sample(const struct decoding *d, struct text raw, struct buffer *scratch,
                          struct text *out, struct error *error)
{
    struct decoder decoder;
    *out = (struct text){raw.p + d->encoding.bom, raw.n - d->encoding.bom};
    if (!d->decodes)
        return true;
    if (!decoder_open(&decoder, &d->encoding, error))
        return false;
    bool ok = decoder_feed(&decoder, raw.p, raw.n, scratch) && !scratch->failed;
    decoder_close(&decoder);
    *out = buffer_view(scratch);
    return ok || error_no_memory(error, NULL);
}

/* The binary files of spreadsheet programs, by their first bytes. */
static bool is_workbook(struct text sample)
{
    return text_starts(sample, "PK\x03\x04") || text_starts(sample, "\xD0\xCF\x11\xE0");
}

bool decoding_open(struct decoding *d, const char *encoding, struct input *input,
                   struct buffer *scratch, struct text *sample, struct error *error)
{
    bool whole, ok;
    struct text raw = input_peek(input, DECODING_SAMPLE, &whole, &ok);
    *d = (struct decoding){0};
    pthread_mutex_init(&d->lock, NULL);
    if (!ok) {
        *error = input->error;
        return false;
    }
    if (is_workbook(raw))
        return error_set(error, input->name, 0, NULL,
                         _("a workbook (.xlsx or .xls), not text: save it as CSV first"));
    if (encoding == NULL)
        d->encoding = encoding_guess(raw.p, raw.n, whole);
    else if (!encoding_named(encoding, raw.p, raw.n, &d->encoding, error))
        return false;
    d->decodes = strcmp(d->encoding.name, "UTF-8") != 0;
    if (!decode_sample(d, raw, scratch, sample, error))
        return false;
    if (!d->decodes) {
        input_skip(input, d->encoding.bom);
        return true;
    }
    if (!decoder_open(&d->decoder, &d->encoding, error))
        return false;
    input->decoder = (struct input_decoder){d, feed};
    return true;
}

void decoding_close(struct decoding *d)
{
    decoder_close(&d->decoder);
    pthread_mutex_destroy(&d->lock);
    *d = (struct decoding){0};
}
