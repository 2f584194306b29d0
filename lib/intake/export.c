#include "intake/export.h"

#include "base/language.h"

/* ---- decoding as the file is read ---------------------------------------------------------- */

static bool feed(void *state, struct text bytes, bool last, struct buffer *out)
{
    struct export *e = state;
    pthread_mutex_lock(&e->lock);
    bool ok = decoder_feed(&e->decoder, bytes.p, bytes.n, out) &&
              (!last || decoder_finish(&e->decoder, out));
    pthread_mutex_unlock(&e->lock);
    return ok;
}

void export_undecoded(struct export *e, uint64_t offset, struct buffer *out)
{
    struct decoder_fault fault = {0};
    pthread_mutex_lock(&e->lock);
    const struct decoder_fault *found = decoder_fault_in(&e->decoder, offset, offset + 1);
    bool known = found != NULL;
    if (known)
        fault = *found;
    decoder_forget(&e->decoder, offset);
    pthread_mutex_unlock(&e->lock);
    if (known)
        buffer_format(out, _("byte 0x%02X (byte %llu of the file) does not decode as %s"),
                      fault.byte, (unsigned long long)fault.in + 1, e->encoding.name);
    else
        buffer_format(out, _("a byte does not decode as %s"), e->encoding.name);
}

/* ---- opening ------------------------------------------------------------------------------- */

/* The sample as UTF-8, in `*utf8` or as it is. */
static bool decode_sample(struct export *e, struct text sample, struct buffer *utf8,
                          struct text *out, struct error *error)
{
    struct decoder decoder;
    *out = (struct text){sample.p + e->encoding.bom, sample.n - e->encoding.bom};
    if (!e->decoding)
        return true;
    if (!decoder_open(&decoder, &e->encoding, error))
        return false;
    bool ok = decoder_feed(&decoder, sample.p, sample.n, utf8) && !utf8->failed;
    decoder_close(&decoder);
    *out = buffer_view(utf8);
    return ok || error_set(error, NULL, 0, NULL, _("out of memory"));
}

/* The binary files of spreadsheet programs, by their first bytes. */
static bool is_workbook(struct text sample)
{
    return text_starts(sample, "PK\x03\x04") || text_starts(sample, "\xD0\xCF\x11\xE0");
}

static bool no_header(const struct export *e, const struct input *input, struct text sample,
                      struct error *error)
{
    if (sample.n == 0)
        return error_set(error, input->name, 0, NULL, _("empty: expected a header line"));
    return error_set(error, input->name, 0, NULL,
                     _("no header in the first %d lines, read as %s: expected household_size "
                       "(家庭人口) and annual_income (家庭年度总收入), or any three known names; "
                       "see --encoding and --delimiter"),
                     SHEET_HEADER_LINES, e->encoding.name);
}

static bool find_header(struct export *e, const struct heading_names *names, char delimiter,
                        int columns, const struct input *input, struct text sample,
                        struct error *error)
{
    struct buffer utf8 = {0};
    struct text text;
    bool no_memory = false;
    bool ok = decode_sample(e, sample, &utf8, &text, error);
    if (ok && columns > 0) {
        e->header = (struct sheet_header){.delimiter = delimiter};
        if (delimiter == 0 && !sheet_guess_delimiter(text, columns, &e->header.delimiter))
            ok = error_set(error, NULL, 0, NULL, _("out of memory"));
    } else if (ok && !sheet_find_header(names, text, delimiter, &e->header, &no_memory))
        ok = no_memory ? error_set(error, NULL, 0, NULL, _("out of memory"))
                       : no_header(e, input, sample, error);
    if (ok && e->header.unclear_line > 0)
        ok = error_set(error, input->name, e->header.unclear_line, NULL,
                       _("the title states a unit of money that cannot be read for certain; put it "
                         "into the headings (万元, 元/月 …) and take it off here"));
    buffer_free(&utf8);
    return ok;
}

bool export_open(struct export *e, const struct heading_names *names, const char *encoding,
                 char delimiter, int columns, struct input *input, struct error *error)
{
    bool whole, ok;
    struct text sample = input_peek(input, EXPORT_SAMPLE, &whole, &ok);
    *e = (struct export){.delimiter_guessed = delimiter == 0};
    pthread_mutex_init(&e->lock, NULL);
    if (!ok) {
        *error = input->error;
        return false;
    }
    if (is_workbook(sample))
        return error_set(error, input->name, 0, NULL,
                         _("a workbook (.xlsx or .xls), not text: save it as CSV first"));
    if (encoding == NULL)
        e->encoding = encoding_guess(sample.p, sample.n, whole);
    else if (!encoding_named(encoding, sample.p, sample.n, &e->encoding, error))
        return false;
    e->decoding = strcmp(e->encoding.name, "UTF-8") != 0;
    if (!find_header(e, names, delimiter, columns, input, sample, error))
        return false;
    if (!e->decoding) {
        input_skip(input, e->encoding.bom);
        return true;
    }
    if (!decoder_open(&e->decoder, &e->encoding, error))
        return false;
    input->decoder = (struct input_decoder){e, feed};
    return true;
}

void export_close(struct export *e)
{
    decoder_close(&e->decoder);
    pthread_mutex_destroy(&e->lock);
    *e = (struct export){0};
}

/* ---- saying what was found ----------------------------------------------------------------- */

static const char *delimiter_word(char delimiter, char out[4])
{
    switch (delimiter) {
    case ',':
        return _("comma");
    case '\t':
        return _("tab");
    case ';':
        return _("semicolon");
    default:
        out[0] = delimiter;
        out[1] = '\0';
        return out;
    }
}

static bool of_gb_family(const char *name)
{
    return strncmp(name, "GB", 2) == 0 || strcmp(name, "HZ-GB-2312") == 0;
}

void export_describe(const struct export *e, struct buffer *out)
{
    static const char *const SOURCES[] = {
        [ENCODING_BY_BOM] = N_("by its byte order mark"),
        [ENCODING_BY_VALIDITY] = N_("valid throughout"),
        [ENCODING_BY_GUESS] = N_("guessed"),
        [ENCODING_BY_USER] = N_("as told"),
    };
    char other[4];
    buffer_format(out, _("encoding %s (%s), "), e->encoding.name, _(SOURCES[e->encoding.source]));
    if (e->encoding.advice[0] != '\0' && !of_gb_family(e->encoding.advice))
        buffer_format(out, _("though it looks like %s to uchardet, "), e->encoding.advice);
    buffer_format(out, _("delimiter %s (%s), "), delimiter_word(e->header.delimiter, other),
                  e->delimiter_guessed ? _("guessed") : _("as told"));
    if (e->header.line > 0)
        buffer_format(out, _("header on line %ld"), e->header.line);
    else
        buffer_string(out, _("no header"));
    const int32_t scale = e->header.money_scale;
    if (scale > 0)
        buffer_format(out, _(", amounts in %s as line %ld says"),
                      scale == 1      ? "元"
                      : scale == 1000 ? "千元"
                                      : "万元",
                      e->header.money_line);
}
