#include "intake/export.h"

#include "base/language.h"

/* ---- opening ------------------------------------------------------------------------------- */

static bool no_header(const struct export *e, const struct input *input, struct text sample,
                      struct error *error)
{
    if (sample.n == 0)
        return error_set(error, input->name, 0, NULL, _("empty: expected a header line"));
    return error_set(error, input->name, 0, NULL,
                     _("no header in the first %d lines, read as %s: expected household_size "
                       "(家庭人口) and annual_income (家庭年度总收入), or any three known names; "
                       "see --encoding and --delimiter"),
                     SHEET_HEADER_LINES, e->decoding.encoding.name);
}

static bool find_header(struct export *e, const struct heading_names *names, char delimiter,
                        int columns, const struct input *input, struct text sample,
                        struct error *error)
{
    bool no_memory = false;
    bool ok = true;
    if (columns > 0) {
        e->header = (struct sheet_header){.delimiter = delimiter};
        if (delimiter == 0 && !sheet_guess_delimiter(sample, columns, &e->header.delimiter))
            ok = error_no_memory(error, NULL);
    } else if (!sheet_find_header(names, sample, delimiter, &e->header, &no_memory))
        ok = no_memory ? error_no_memory(error, NULL) : no_header(e, input, sample, error);
    if (ok && e->header.unclear_line > 0)
        ok = error_set(error, input->name, e->header.unclear_line, NULL,
                       _("the title states a unit of money that cannot be read for certain; put it "
                         "into the headings (万元, 元/月 …) and take it off here"));
    return ok;
}

bool export_open(struct export *e, const struct heading_names *names, const char *encoding,
                 char delimiter, int columns, struct input *input, struct error *error)
{
    struct buffer scratch = {0};
    struct text sample;
    *e = (struct export){.delimiter_guessed = delimiter == 0};
    bool ok = decoding_open(&e->decoding, encoding, input, &scratch, &sample, error) &&
              find_header(e, names, delimiter, columns, input, sample, error);
    buffer_free(&scratch);
    return ok;
}

void export_close(struct export *e)
{
    decoding_close(&e->decoding);
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
    buffer_format(out, _("encoding %s (%s), "), e->decoding.encoding.name,
                  _(SOURCES[e->decoding.encoding.source]));
    if (e->decoding.encoding.advice[0] != '\0' && !of_gb_family(e->decoding.encoding.advice))
        buffer_format(out, _("though it looks like %s to uchardet, "), e->decoding.encoding.advice);
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
