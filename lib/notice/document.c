#include "notice/document.h"

#include "base/language.h"
#include "notice/value.h"
#include "table/layout.h"

#define PIECE (1 << 16)

/* Written in pieces: a document may be long. */
static bool flush(struct buffer *out, size_t least, struct output *to, struct error *error)
{
    if (out->failed)
        return error_no_memory(error, NULL);
    if (out->n < least)
        return true;
    const bool ok = output_write(to, buffer_view(out), error);
    buffer_clear(out);
    return ok;
}

bool document_write(const struct rendering *r, struct letters *letters, struct output *to,
                    struct error *error)
{
    struct buffer out = {0};
    struct letter letter;
    bool end = false;
    bool ok = letters_rewind(letters, error) && render_before(r, NULL, &out, error);
    while (ok && (ok = letters_next(letters, &letter, &end, error)) && !end)
        ok = render_record(r, &letter, &out, error) && flush(&out, PIECE, to, error);
    ok = ok && render_behind(r, NULL, &out, error) && flush(&out, 0, to, error);
    buffer_free(&out);
    return ok;
}

/* ---- a file for each ------------------------------------------------------------------------ */

static void put_masked(const struct letters *letters, const struct letter *letter, int use,
                       struct buffer *out)
{
    buffer_clear(out);
    if (use >= 0)
        value_mask(out, letters->binding->uses[use].column, letter->cells[use]);
}

bool document_write_folder(const struct rendering *r, struct letters *letters,
                           const struct document_columns *columns, bool several,
                           struct folder *folder, struct error *error)
{
    struct buffer out = {0}, key = {0}, line = {0};
    struct letter letter;
    bool end = false, ok = letters_rewind(letters, error);
    while (ok && (ok = letters_next(letters, &letter, &end, error)) && !end) {
        buffer_clear(&out);
        buffer_clear(&line);
        put_masked(letters, &letter, columns->household_id, &key);
        if (several)
            buffer_format(&line, "%s:", letter.file);
        buffer_format(&line, "%ld", letter.line);
        ok = render_before(r, &letter, &out, error) && render_record(r, &letter, &out, error) &&
             render_behind(r, &letter, &out, error);
        if (ok && (key.failed || line.failed))
            ok = error_no_memory(error, NULL);
        ok = ok &&
             folder_add(folder, buffer_view(&key), buffer_view(&line), buffer_view(&out), error);
    }
    buffer_free(&out);
    buffer_free(&key);
    buffer_free(&line);
    return ok;
}

/* ---- text messages -------------------------------------------------------------------------- */

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* A space stands between words; between Chinese characters, where a template's line ended, none. */
static void put_on_one_line(struct buffer *out, struct text text)
{
    const size_t start = out->n;
    bool space = false;
    for (size_t i = 0; i < text.n; i++) {
        const char c = text.p[i];
        if (is_space(c)) {
            space = true;
            continue;
        }
        if (space && out->n > start && (c & 0x80) == 0 && (out->p[out->n - 1] & 0x80) == 0)
            buffer_char(out, ' ');
        space = false;
        buffer_char(out, c);
    }
}

bool document_is_formula(struct text text)
{
    text = text_trim(text);
    return text.n > 0 && memchr("=+-@", text.p[0], 4) != NULL;
}

static size_t characters(struct text a)
{
    size_t n = 0;
    for (size_t i = 0; i < a.n; i++)
        n += ((unsigned char)a.p[i] & 0xC0) != 0x80;
    return n;
}

bool document_message(const struct rendering *r, const struct letter *letter, struct buffer *out,
                      struct error *error)
{
    struct buffer text = {0};
    const size_t start = out->n;
    bool ok = render_before(r, letter, &text, error) && render_record(r, letter, &text, error) &&
              render_behind(r, letter, &text, error);
    if (ok) {
        put_on_one_line(out, buffer_view(&text));
        const struct text whole = {out->p + start, out->n - start};
        if (out->failed)
            ok = error_no_memory(error, NULL);
        else if (characters(whole) > MESSAGE_MAX)
            ok = error_set(error, NULL, 0, NULL,
                           _("its text message would have %zu characters, %d are the most"),
                           characters(whole), MESSAGE_MAX);
        else if (document_is_formula(whole))
            ok = error_set(error, NULL, 0, NULL,
                           _("its text message begins as a formula of a spreadsheet does"));
    }
    out->failed |= text.failed;
    buffer_free(&text);
    return ok;
}

bool document_write_messages(const struct rendering *r, struct letters *letters,
                             const struct document_columns *columns, bool header, struct output *to,
                             struct error *error)
{
    struct buffer out = {0}, cell = {0};
    struct letter letter;
    bool end = false, ok = letters_rewind(letters, error);
    if (header)
        buffer_string(&out, "household_id,phone,text\n");
    while (ok && (ok = letters_next(letters, &letter, &end, error)) && !end) {
        put_masked(letters, &letter, columns->household_id, &cell);
        csv_put(&out, buffer_view(&cell), false);
        buffer_char(&out, ',');
        put_masked(letters, &letter, columns->phone, &cell);
        csv_put(&out, buffer_view(&cell), false);
        buffer_char(&out, ',');
        buffer_clear(&cell);
        ok = document_message(r, &letter, &cell, error);
        csv_put(&out, buffer_view(&cell), false);
        buffer_char(&out, '\n');
        out.failed |= cell.failed;
        ok = ok && flush(&out, PIECE, to, error);
    }
    ok = ok && flush(&out, 0, to, error);
    buffer_free(&out);
    buffer_free(&cell);
    return ok;
}
