#include "rollup/tables.h"

#include "base/language.h"
#include "base/names.h"
#include "base/temporary.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- opening -------------------------------------------------------------------------------- */

static bool write_all(int fd, const char *p, size_t n, struct error *error)
{
    while (n > 0) {
        const ssize_t done = write(fd, p, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return error_system(error, temporary_folder(), "%s",
                                _("cannot write a temporary file"));
        p += done;
        n -= (size_t)done;
    }
    return true;
}

static bool copy_bytes(struct input *input, int fd, struct error *error)
{
    static char block[1 << 16];
    for (long n; (n = input_read(input, block, sizeof block)) != 0;) {
        if (n < 0) {
            *error = input->error;
            return false;
        }
        if (!write_all(fd, block, (size_t)n, error))
            return false;
    }
    return true;
}

/* A table that is no regular file can be read only once. */
static bool copy_members(struct tables *t, struct error *error)
{
    struct stat status;
    struct input input = {0};
    if (strcmp(t->members, "-") != 0 &&
        (stat(t->members, &status) != 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode)))
        return true;
    t->copy = temporary_open();
    t->copied = t->copy >= 0;
    if (!t->copied)
        return error_system(error, temporary_folder(), "%s", _("cannot create a temporary file"));
    const bool ok = input_open(&input, t->members, error) && copy_bytes(&input, t->copy, error);
    input_close(&input);
    return ok;
}

bool tables_open(struct tables *t, struct error *error)
{
    if (!copy_members(t, error))
        return false;
    const struct cursor_source members = {t->members, t->copied ? t->copy : -1};
    const struct cursor_source receipts = {t->receipts, -1};
    t->persons = persons_find(&members, MEMBER_COLUMNS, MEMBER_COLUMN_COUNT, MEMBER_ID, error);
    return t->persons != NULL &&
           stream_open(&t->member, &members, MEMBER_COLUMNS, MEMBER_COLUMN_COUNT, error) &&
           (t->receipts == NULL ||
            stream_open(&t->receipt, &receipts, RECEIPT_COLUMNS, RECEIPT_COLUMN_COUNT, error));
}

void tables_close(struct tables *t)
{
    stream_close(&t->member);
    stream_close(&t->receipt);
    persons_free(t->persons);
    family_free(&t->family);
    buffer_free(&t->key);
    buffer_free(&t->notes.words);
    if (t->copied)
        (void)close(t->copy); /* only read from by now */
    t->copied = false;
    t->persons = NULL;
}

bool tables_have_member_column(const struct tables *t, int column)
{
    return t->member.cursor.layout.read_at[column] >= 0;
}

/* ---- reading along -------------------------------------------------------------------------- */

/* Names the member where another household has the same person. */
static bool check_households(struct tables *t, struct error *error)
{
    const struct stream *s = &t->member;
    char shown[48];
    long other;
    if (!persons_other_line(t->persons, s->line, &other, error))
        return false;
    if (other == 0)
        return true;
    notes_word(&t->notes, "id_number:in-two-households");
    notes_say(&t->notes, s->cursor.row.file, s->line, "id_number",
              _("found %s, who is a member of another household on line %ld: expected each person "
                "in one"),
              text_masked(text_trim(side_cell(&s->cursor.row, MEMBER_ID)), shown, sizeof shown),
              other);
    return true;
}

/* Names a record of no household: of those of one household_id the first. */
static void name_alone(const struct tables *t, const struct stream *s)
{
    char shown[96];
    if (!s->begins)
        return;
    notes_say(&t->notes, s->cursor.row.file, s->line, "household_id",
              _("found '%s', expected one of the table of households"),
              text_masked(stream_key(s), shown, sizeof shown));
}

/* Passes over the records of households before `key`, or over all that are left. */
static bool pass(struct tables *t, struct stream *s, const struct text *key, long *alone,
                 struct error *error)
{
    while (s->has && (key == NULL || names_order(stream_key(s), *key) < 0)) {
        name_alone(t, s);
        ++*alone;
        if ((s == &t->member && !check_households(t, error)) || !stream_next(s, error))
            return false;
    }
    return true;
}

static bool take_members(struct tables *t, struct text key, struct error *error)
{
    struct stream *s = &t->member;
    while (s->has && text_equal(stream_key(s), key)) {
        if (!read_member(&s->cursor.row, &t->family, &t->notes))
            return error_no_memory(error, t->members);
        if (!check_households(t, error) || !stream_next(s, error))
            return false;
    }
    return true;
}

static bool take_receipts(struct tables *t, struct text key, struct error *error)
{
    struct stream *s = &t->receipt;
    while (s->has && text_equal(stream_key(s), key)) {
        if (!read_receipt(&s->cursor.row, &t->family, &t->notes))
            return error_no_memory(error, t->receipts);
        if (!stream_next(s, error))
            return false;
    }
    return true;
}

bool tables_go_to(struct tables *t, struct text key, struct buffer *messages, struct error *error)
{
    t->notes.messages = messages;
    if (t->any && text_equal(buffer_view(&t->key), key))
        return true; /* another record of the household */
    family_clear(&t->family);
    buffer_clear(&t->notes.words);
    buffer_clear(&t->key);
    buffer_text(&t->key, key);
    t->any = true;
    const struct text kept = buffer_view(&t->key); /* `key` may lie where cells are read */
    if (t->key.failed)
        return error_no_memory(error, NULL);
    if (!pass(t, &t->member, &kept, &t->members_alone, error))
        return false;
    buffer_clear(&t->notes.words); /* those of members passed over */
    return take_members(t, kept, error) && pass(t, &t->receipt, &kept, &t->receipts_alone, error) &&
           take_receipts(t, kept, error);
}

bool tables_end(struct tables *t, struct buffer *messages, struct error *error)
{
    t->notes.messages = messages;
    const bool ok = pass(t, &t->member, NULL, &t->members_alone, error) &&
                    pass(t, &t->receipt, NULL, &t->receipts_alone, error);
    buffer_clear(&t->notes.words);
    return ok;
}
