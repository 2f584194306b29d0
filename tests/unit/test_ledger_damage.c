/* A ledger that was cut off or in which a byte was changed: refused, or as it was posted. */
#include "ledger_files.h"

#define ENTRIES 40

static bool append_entry(void *out, const struct entry *e, struct error *error)
{
    (void)error;
    buffer_format(out, "%lld %d %.*s %.*s %.*s %d %lld %d %d %d %.*s %s %s\n", (long long)e->number,
                  (int)e->kind, (int)e->batch.n, e->batch.p, (int)e->household.n, e->household.p,
                  (int)e->person.n, e->person.p, (int)e->item, (long long)e->amount.fen,
                  (int)e->category, (int)e->region.code, (int)e->assessed_on.day,
                  (int)e->posted_at.n, e->posted_at.p, e->previous, e->digest);
    return true;
}

/* All that is in a ledger, as text; false where it is refused, which it says why. */
static bool contents(const char *file, struct buffer *out)
{
    struct error error = {0};
    buffer_clear(out);
    struct ledger *ledger = ledger_open(file, LEDGER_READ, 1, &error);
    if (ledger == NULL) {
        assert_string_equal(error.file, file);
        assert_true(error.text[0] != '\0');
        assert_null(strstr(error.text, "out of memory"));
        return false;
    }
    if (!ledger_each(ledger, NULL, append_entry, out, &error))
        fail_msg("%s", error.text); /* it was looked over, and yet */
    ledger_close(ledger);
    return true;
}

static void no_fault(void *data, const struct error *error)
{
    (void)data;
    assert_true(error->text[0] != '\0');
}

/* Looking it over ends, whatever is in it. */
static void looked_over(const char *file)
{
    const struct ledger_report report = {no_fault, NULL};
    struct error error;
    struct ledger *ledger = ledger_open_unverified(file, 1, &error);
    if (ledger != NULL)
        (void)ledger_verify(ledger, &report, &error);
    ledger_close(ledger);
}

struct original {
    struct buffer bytes, entries;
};

static void take_original(struct original *o)
{
    const char *file = path_of("original.db");
    if (access(file, F_OK) != 0)
        ledger_of(file, ENTRIES);
    bytes_read(file, &o->bytes);
    assert_true(contents(file, &o->entries));
}

static void free_original(struct original *o)
{
    buffer_free(&o->bytes);
    buffer_free(&o->entries);
}

static void a_shorter_one_is_refused(void **state)
{
    (void)state;
    const char *file = path_of("short.db");
    struct original o = {0};
    struct buffer found = {0};
    take_original(&o);
    for (int i = 0; i < 200; i++) {
        const size_t n = o.bytes.n * (size_t)i / 200;
        bytes_write(file, (struct text){o.bytes.p, n});
        if (contents(file, &found))
            fail_msg("of %zu bytes the first %zu are opened", o.bytes.n, n);
        refused(file, LEDGER_WRITE, "it is ");
        looked_over(file);
    }
    for (size_t n = o.bytes.n - 20; n < o.bytes.n; n++) {
        bytes_write(file, (struct text){o.bytes.p, n});
        if (contents(file, &found))
            fail_msg("of %zu bytes the first %zu are opened", o.bytes.n, n);
    }
    buffer_free(&found);
    free_original(&o);
}

static void changed_at(struct original *o, size_t at, unsigned char by, struct buffer *found)
{
    const char *file = path_of("changed.db");
    o->bytes.p[at] = (char)((unsigned char)o->bytes.p[at] ^ by);
    bytes_write(file, buffer_view(&o->bytes));
    if (contents(file, found) && !text_equal(buffer_view(found), buffer_view(&o->entries)))
        fail_msg("with byte %zu changed by %u other entries are read", at, by);
    looked_over(file);
    o->bytes.p[at] = (char)((unsigned char)o->bytes.p[at] ^ by);
}

static void a_changed_byte_is_refused_or_does_nothing(void **state)
{
    (void)state;
    struct original o = {0};
    struct buffer found = {0};
    take_original(&o);
    for (size_t at = 0; at < 110; at++) /* the file's header and the first page's */
        changed_at(&o, at, 0x01, &found);
    for (size_t i = 0; i < 400; i++)
        changed_at(&o, o.bytes.n * i / 400, (unsigned char)(1u << i % 8), &found);
    buffer_free(&found);
    free_original(&o);
}

/* Within an entry every bit matters. */
static void a_changed_entry_is_refused(void **state)
{
    (void)state;
    const char *file = path_of("entry.db");
    struct original o = {0};
    struct buffer found = {0};
    take_original(&o);
    const char *entry = memmem(o.bytes.p, o.bytes.n, "payment2025-03H020", 18);
    assert_non_null(entry);
    for (size_t i = 0; i < 300; i++) {
        char *p = o.bytes.p + (entry - o.bytes.p) + i;
        *p = (char)(*p ^ 1);
        bytes_write(file, buffer_view(&o.bytes));
        assert_false(contents(file, &found));
        *p = (char)(*p ^ 1);
    }
    buffer_free(&found);
    free_original(&o);
}

static void what_follows_its_end_changes_nothing(void **state)
{
    (void)state;
    const char *file = path_of("long.db");
    struct original o = {0};
    struct buffer found = {0};
    take_original(&o);
    buffer_append(&o.bytes, HASH_A, 64);
    bytes_write(file, buffer_view(&o.bytes));
    if (contents(file, &found))
        assert_true(text_equal(buffer_view(&found), buffer_view(&o.entries)));
    buffer_free(&found);
    free_original(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shorter_one_is_refused),
        cmocka_unit_test(a_changed_byte_is_refused_or_does_nothing),
        cmocka_unit_test(a_changed_entry_is_refused),
        cmocka_unit_test(what_follows_its_end_changes_nothing),
    };
    return cmocka_run_group_tests(tests, files_make, files_remove);
}
