#include "bank/answer.h"

#include "bank/encode.h"
#include "base/language.h"
#include "table/input.h"

#include <stdlib.h>

/* A bank takes lists of thousands, not of millions. */
#define BYTES_MOST (64u << 20)
#define LINE_MOST  4096

/* `1|00||` and `1|张三|6222…|3780.00|3415…|00||`, as many fields without their last separator;
 * the reason may be left out. */
#define SHORT_FIELDS 3
#define LONG_FIELDS  7

bool answer_read(const char *file, const struct bank_format *format, answer_take *take, void *data,
                 struct error *error)
{
    struct buffer bytes = {0};
    const char *name = input_name(file);
    const bool ok = answer_bytes(file, &bytes, error) &&
                    (format->table ? answer_read_table : answer_read_lines)(
                        name, buffer_view(&bytes), take, data, error);
    buffer_free(&bytes);
    return ok;
}

const struct answer_cell *answer_next(const struct answer *answer, enum answer_part part,
                                      const struct answer_cell *cell)
{
    const struct answer_cell *end = answer->cells + answer->count;
    for (cell = cell == NULL ? answer->cells : cell + 1; cell < end; cell++)
        if (cell->part == part)
            return cell;
    return NULL;
}

/* ---- bytes --------------------------------------------------------------------------------- */

static long line_of(struct text bytes, size_t at)
{
    long line = 1;
    for (size_t i = 0; i < at; i++)
        line += bytes.p[i] == '\n';
    return line;
}

static bool decode(const char *file, struct text bytes, struct buffer *out, struct error *error)
{
    size_t at = 0;
    const char *name = input_name(file);
    if (text_starts(bytes, "PK\x03\x04") || text_starts(bytes, "\xD0\xCF\x11\xE0"))
        return error_set(error, name, 0, NULL, _("a workbook: save it as CSV"));
    if (text_starts(bytes, "\xEF\xBB\xBF"))
        bytes = (struct text){bytes.p + 3, bytes.n - 3};
    if (text_valid_utf8(bytes) == bytes.n) {
        buffer_text(out, bytes);
        return !out->failed || error_no_memory(error, name);
    }
    switch (decode_gb18030(bytes, out, &at, error)) {
    case ENCODED:
        return true;
    case ENCODED_LACKS:
        return error_set(error, name, line_of(bytes, at), NULL,
                         _("neither UTF-8 nor GB18030: byte 0x%02X"), (unsigned char)bytes.p[at]);
    default:
        return false;
    }
}

bool answer_bytes(const char *file, struct buffer *out, struct error *error)
{
    struct input input = {0};
    bool whole, ok;
    if (!input_open(&input, file, error))
        return false;
    const struct text bytes = input_peek(&input, BYTES_MOST + 1, &whole, &ok);
    if (!ok)
        *error = input.error;
    else if (bytes.n > BYTES_MOST)
        ok = error_set(error, input_name(file), 0, NULL, _("longer than %u MiB"), BYTES_MOST >> 20);
    else
        ok = decode(file, bytes, out, error);
    input_close(&input);
    return ok;
}

/* ---- lines --------------------------------------------------------------------------------- */

static int split(struct text line, struct text fields[LONG_FIELDS])
{
    int count = 0;
    if (text_ends(line, "|"))
        line.n--;
    for (; line.p != NULL; count++) {
        const struct text field = text_next(&line, '|');
        if (count < LONG_FIELDS)
            fields[count] = text_trim(field);
    }
    return count;
}

/* The parts of a line, the fields that hold them, and which of the two kinds has them. */
static const struct {
    enum answer_part part;
    int in_short, in_long;
} PLACES[] = {{ANSWER_CARD, -1, 2},  {ANSWER_AMOUNT, -1, 3}, {ANSWER_STATE, 1, 5},
              {ANSWER_NUMBER, 0, 0}, {ANSWER_MESSAGE, 2, 6}, {ANSWER_NAME, -1, 1},
              {ANSWER_OTHER, -1, 4}};

static bool take_line(const char *file, long number, struct text line, answer_take *take,
                      void *data, struct error *error)
{
    struct text fields[LONG_FIELDS] = {0};
    struct answer_cell cells[sizeof PLACES / sizeof *PLACES];
    struct answer answer = {.line = number, .cells = cells};
    const int count = split(line, fields);
    const bool is_long = count == LONG_FIELDS || count == LONG_FIELDS - 1;
    if (!is_long && count != SHORT_FIELDS && count != SHORT_FIELDS - 1)
        return error_set(error, file, number, NULL,
                         _("%d fields, expected number|state|reason| or the line that was sent "
                           "with state and reason behind it"),
                         count);
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
        const int at = is_long ? PLACES[i].in_long : PLACES[i].in_short;
        if (at >= 0)
            cells[answer.count++] = (struct answer_cell){PLACES[i].part, {NULL, 0}, fields[at]};
    }
    return take(data, &answer, error);
}

bool answer_read_lines(const char *file, struct text bytes, answer_take *take, void *data,
                       struct error *error)
{
    bool any = false;
    if (bytes.n > 0 && memchr(bytes.p, '\0', bytes.n) != NULL)
        return error_set(error, file, line_of(bytes, strnlen(bytes.p, bytes.n)), NULL,
                         _("a NUL byte"));
    for (long number = 1; bytes.p != NULL; number++) {
        struct text line = text_next(&bytes, '\n');
        if (text_ends(line, "\r"))
            line.n--;
        if (line.n > LINE_MOST)
            return error_set(error, file, number, NULL, _("longer than %d bytes"), LINE_MOST);
        if (text_trim(line).n == 0)
            continue;
        any = true;
        if (!take_line(file, number, line, take, data, error))
            return false;
    }
    return any || error_set(error, file, 0, NULL, _("empty: expected the bank's answer"));
}
