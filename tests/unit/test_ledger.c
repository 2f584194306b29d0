/* The ledger: what is posted is there, once, and nothing else. */
#include "ledger_files.h"

struct listing {
    struct buffer text;
};

static bool list(void *data, const struct entry *entry, struct error *error)
{
    struct listing *listing = data;
    (void)error;
    buffer_format(&listing->text, "%lld %s %.*s %.*s %s %lld\n", (long long)entry->number,
                  ENTRY_KIND_NAMES[entry->kind], (int)entry->batch.n, entry->batch.p,
                  (int)entry->household.n, entry->household.p, ITEM_NAMES[entry->item],
                  (long long)entry->amount.fen);
    return true;
}

static void list_is(const char *file, const struct entry_pick *pick, const char *expected)
{
    struct listing listing = {0};
    struct error error;
    struct ledger *ledger = opened(file, LEDGER_READ);
    assert_true(ledger_each(ledger, pick, list, &listing, &error));
    buffer_char(&listing.text, '\0');
    assert_string_equal(listing.text.p, expected);
    buffer_free(&listing.text);
    ledger_close(ledger);
}

static void a_new_one_is_empty_and_its_owners(void **state)
{
    (void)state;
    const char *file = path_of("new.db");
    struct stat status;
    struct error error;
    assert_null(ledger_open(file, LEDGER_READ, 1, &error));
    assert_int_equal(access(file, F_OK), -1);
    committed(opened(file, LEDGER_WRITE));
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    assert_int_equal(status.st_nlink, 1);
    struct ledger *ledger = opened(file, LEDGER_READ);
    assert_int_equal(ledger_count(ledger), 0);
    assert_string_equal(ledger_head(ledger), ZEROS);
    assert_string_equal(ledger_file(ledger), file);
    ledger_close(ledger);
}

static void what_is_committed_is_there(void **state)
{
    (void)state;
    const char *file = path_of("there.db");
    struct ledger *ledger = opened(file, LEDGER_WRITE);
    struct entry first = payment("2025-03", "H001", ITEM_LIVING, 907200), second;
    struct error error;
    assert_true(ledger_post(ledger, &first, &error));
    assert_int_equal(first.number, 1);
    assert_string_equal(first.previous, ZEROS);
    second = payment("2025-03", "H001", ITEM_MEDICAL, INT64_MAX);
    assert_true(ledger_post(ledger, &second, &error));
    assert_int_equal(second.number, 2);
    assert_string_equal(second.previous, first.digest);
    committed(ledger);
    ledger = opened(file, LEDGER_READ);
    assert_int_equal(ledger_count(ledger), 2);
    assert_string_equal(ledger_head(ledger), second.digest);
    ledger_close(ledger);
    list_is(file, NULL,
            "1 payment 2025-03 H001 living 907200\n"
            "2 payment 2025-03 H001 medical 9223372036854775807\n");
}

static void what_is_not_committed_is_gone(void **state)
{
    (void)state;
    const char *file = path_of("gone.db");
    ledger_of(file, 2);
    struct ledger *ledger = opened(file, LEDGER_WRITE);
    posted(ledger, payment("2025-04", "H001", ITEM_LIVING, 5));
    assert_int_equal(ledger_count(ledger), 3);
    ledger_close(ledger);
    ledger = opened(file, LEDGER_READ);
    assert_int_equal(ledger_count(ledger), 2);
    ledger_close(ledger);
}

static void post_is_refused(struct ledger *ledger, struct entry entry, const char *expected)
{
    struct error error;
    const int64_t count = ledger_count(ledger);
    char head[DIGEST_TEXT_SIZE];
    memcpy(head, ledger_head(ledger), sizeof head);
    assert_false(ledger_post(ledger, &entry, &error));
    if (strncmp(error.text, expected, strlen(expected)) != 0)
        fail_msg("'%s' was expected, it is: %s", expected, error.text);
    assert_int_equal(ledger_count(ledger), count);
    assert_string_equal(ledger_head(ledger), head);
}

static void nothing_is_paid_twice(void **state)
{
    (void)state;
    const char *file = path_of("twice.db");
    ledger_of(file, 1);
    struct ledger *ledger = opened(file, LEDGER_WRITE);
    post_is_refused(ledger, payment("2025-03", "H001", ITEM_LIVING, 1),
                    "batch '2025-03' has paid living to household 'H001' already");
    /* Another item, another household, another batch: each is another payment. */
    posted(ledger, payment("2025-03", "H001", ITEM_MEDICAL, 1));
    posted(ledger, payment("2025-03", "H002", ITEM_LIVING, 1));
    posted(ledger, payment("2025-04", "H001", ITEM_LIVING, 1));
    committed(ledger);
}

static void a_reversal_takes_back_one_whole_payment_once(void **state)
{
    (void)state;
    const char *file = path_of("reversal.db"), *so = "entry 1 cannot be reversed so: ";
    struct entry paid = payment("2025-03", "H001", ITEM_LIVING, 100001), other;
    ledger_of(file, 2);
    struct ledger *ledger = opened(file, LEDGER_WRITE);
    other = reversal(paid, 1);
    other.amount.fen = -100000;
    post_is_refused(ledger, other, so);
    other.amount.fen = -100002;
    post_is_refused(ledger, other, so);
    other.amount.fen = 100001;
    post_is_refused(ledger, other, "an entry cannot be posted: its 'amount_fen' is not valid");
    other = reversal(paid, 1);
    other.batch = text_of("2025-04");
    post_is_refused(ledger, other, so);
    other = reversal(paid, 1);
    other.household = text_of("H002");
    post_is_refused(ledger, other, so);
    other = reversal(paid, 1);
    other.item = ITEM_MEDICAL;
    post_is_refused(ledger, other, so);
    other = reversal(paid, 1);
    other.assessed_on = day("2025-03-02");
    post_is_refused(ledger, other, so);
    other = reversal(paid, 1);
    other.reason = text_of("");
    post_is_refused(ledger, other, "an entry cannot be posted: its 'reason'");
    post_is_refused(ledger, reversal(paid, 9), "entry 9 cannot be reversed so: ");
    posted(ledger, reversal(paid, 1));
    post_is_refused(ledger, reversal(paid, 1), so);                  /* once is all of it */
    post_is_refused(ledger, reversal(paid, 3), "entry 3 cannot be"); /* itself a reversal */
    committed(ledger);
    list_is(file, NULL,
            "1 payment 2025-03 H001 living 100001\n"
            "2 payment 2025-03 H002 living 100002\n"
            "3 reversal 2025-03 H001 living -100001\n");
}

static void all_persons_have_the_same_key(void **state)
{
    (void)state;
    const char *file = path_of("key.db"), *another = "this is another key than that of the entries";
    struct entry entry = payment("a", "H001", ITEM_LIVING, 1);
    struct ledger *ledger = opened(file, LEDGER_WRITE);
    entry.person = entry.key = text_of(""); /* no key at all is none of another */
    posted(ledger, entry);
    posted(ledger, payment("b", "H001", ITEM_LIVING, 1));
    entry = payment("c", "H001", ITEM_LIVING, 1);
    entry.key = text_of("fedcba9876543210");
    post_is_refused(ledger, entry, another);
    committed(ledger);
    ledger = opened(file, LEDGER_WRITE);
    post_is_refused(ledger, entry, another);
    entry.key = text_of("");
    post_is_refused(ledger, entry, "an entry cannot be posted: its 'person_key' is not valid");
    posted(ledger, payment("d", "H001", ITEM_LIVING, 1));
    entry.person = text_of("");
    posted(ledger, entry);
    committed(ledger);
}

static void what_cannot_be_is_not_posted(void **state)
{
    (void)state;
    static char text[4098];
    const struct entry good = payment("a", "H001", ITEM_LIVING, 1);
    struct ledger *ledger = opened(path_of("good.db"), LEDGER_WRITE);
    struct entry e = good;
    e.amount.fen = 0;
    post_is_refused(ledger, e, "an entry cannot be posted: its 'amount_fen'");
    e = good;
    e.amount.fen = -1;
    post_is_refused(ledger, e, "an entry cannot be posted: its 'amount_fen'");
    e = good;
    e.batch = text_of("");
    post_is_refused(ledger, e, "an entry cannot be posted: its 'batch'");
    e = good;
    e.household = (struct text){"a\0b", 3};
    post_is_refused(ledger, e, "an entry cannot be posted: its 'household_id'");
    e.household = text_of("\xFF");
    post_is_refused(ledger, e, "an entry cannot be posted: its 'household_id'");
    e = good;
    e.person = text_of("341522198001011234");
    post_is_refused(ledger, e, "an entry cannot be posted: its 'person'");
    e = good;
    e.approval = text_of("village");
    post_is_refused(ledger, e, "an entry cannot be posted: its 'approval'");
    e = good;
    e.approved_on = text_of("2025-02-29");
    post_is_refused(ledger, e, "an entry cannot be posted: its 'approved_on'");
    e = good;
    e.posted_at = text_of("2025-03-02 08:00:00");
    post_is_refused(ledger, e, "an entry cannot be posted: its 'posted_at'");
    e.posted_at = text_of("2025-03-02T24:00:00Z");
    post_is_refused(ledger, e, "an entry cannot be posted: its 'posted_at'");
    e = good;
    e.policy = text_of("none");
    post_is_refused(ledger, e, "an entry cannot be posted: its 'policy_digest'");
    e = good;
    e.reverses = 1;
    post_is_refused(ledger, e, "an entry cannot be posted: its 'reverses'");
    memset(text, 'a', sizeof text);
    e = good;
    e.approved_by = (struct text){text, 4097};
    post_is_refused(ledger, e, "an entry cannot be posted: its 'approved_by' is longer");
    e.approved_by.n = 4096;
    posted(ledger, e);
    committed(ledger);
}

static void a_reader_posts_nothing(void **state)
{
    (void)state;
    const char *file = path_of("reader.db");
    struct error error;
    ledger_of(file, 1);
    struct ledger *ledger = opened(file, LEDGER_READ);
    post_is_refused(ledger, payment("b", "H001", ITEM_LIVING, 1), "it was not opened to be");
    assert_false(ledger_commit(ledger, &error));
    ledger_close(ledger);
}

static void a_reader_sees_what_was_there_when_it_came(void **state)
{
    (void)state;
    const char *file = path_of("snapshot.db");
    struct listing listing = {0};
    struct error error;
    ledger_of(file, 1);
    struct ledger *reader = opened(file, LEDGER_READ), *writer = opened(file, LEDGER_WRITE);
    posted(writer, payment("b", "H001", ITEM_LIVING, 1));
    committed(writer);
    assert_true(ledger_each(reader, NULL, list, &listing, &error));
    buffer_char(&listing.text, '\0');
    assert_string_equal(listing.text.p, "1 payment 2025-03 H001 living 100001\n");
    buffer_free(&listing.text);
    ledger_close(reader);
    reader = opened(file, LEDGER_READ);
    assert_int_equal(ledger_count(reader), 2);
    ledger_close(reader);
}

/* Through any program that opens the file: what a trigger forbids, SQLite refuses. */
static void no_other_program_changes_an_entry(void **state)
{
    (void)state;
    static const char *const STATEMENTS[] = {
        "UPDATE entry SET amount_fen = 1 WHERE number = 2",
        "UPDATE OR REPLACE entry SET number = 1 WHERE number = 2",
        "UPDATE entry SET reason = '' WHERE 1",
        "DELETE FROM entry WHERE number = 3",
        "DELETE FROM entry",
        "INSERT INTO entry SELECT 5, kind, batch, 'H009', person, person_key, item, amount_fen, "
        "category, region, assessed_on, approval, approved_by, approved_on, policy_digest, "
        "input_digest, posted_at, version, reverses, reason, (SELECT digest FROM entry WHERE "
        "number = 3), digest FROM entry WHERE number = 3",
        "INSERT OR REPLACE INTO entry SELECT 2, kind, batch, household_id, person, person_key, "
        "item, 1, category, region, assessed_on, approval, approved_by, approved_on, "
        "policy_digest, input_digest, posted_at, version, reverses, reason, previous, digest FROM "
        "entry WHERE number = 2",
        "REPLACE INTO entry SELECT 4, kind, batch, household_id, person, person_key, item, 1, "
        "category, region, assessed_on, approval, approved_by, approved_on, policy_digest, "
        "input_digest, posted_at, version, reverses, reason, (SELECT digest FROM entry WHERE "
        "number = 3), '" HASH_B "' FROM entry WHERE number = 2",
        "REPLACE INTO entry SELECT 4, kind, batch, 'H009', person, person_key, item, 1, category, "
        "region, assessed_on, approval, approved_by, approved_on, policy_digest, input_digest, "
        "posted_at, version, reverses, reason, previous, '" HASH_B "' FROM entry WHERE number = 2",
    };
    const char *file = path_of("sql.db");
    struct buffer before = {0}, after = {0};
    ledger_of(file, 3);
    bytes_read(file, &before);
    for (size_t i = 0; i < sizeof STATEMENTS / sizeof *STATEMENTS; i++) {
        if (tampered(file, STATEMENTS[i]) != SQLITE_CONSTRAINT)
            fail_msg("it is not refused: %s", STATEMENTS[i]);
        bytes_read(file, &after);
        assert_true(text_equal(buffer_view(&before), buffer_view(&after)));
    }
    buffer_free(&before);
    buffer_free(&after);
}

/* Replacing would remove the reversal that is there. */
static void no_other_program_replaces_a_reversal(void **state)
{
    (void)state;
    const char *file = path_of("replace.db");
    ledger_of(file, 1);
    struct ledger *ledger = opened(file, LEDGER_WRITE);
    posted(ledger, reversal(payment("2025-03", "H001", ITEM_LIVING, 100001), 1));
    committed(ledger);
    assert_int_equal(tampered(file, "REPLACE INTO entry SELECT 3, kind, batch, household_id, "
                                    "person, person_key, item, amount_fen, category, region, "
                                    "assessed_on, approval, approved_by, approved_on, "
                                    "policy_digest, input_digest, posted_at, version, reverses, "
                                    "reason, digest, digest FROM entry WHERE number = 2"),
                     SQLITE_CONSTRAINT);
    ledger = opened(file, LEDGER_READ);
    assert_int_equal(ledger_count(ledger), 2);
    ledger_close(ledger);
}

static void entries_are_picked(void **state)
{
    (void)state;
    const char *file = path_of("pick.db");
    struct ledger *ledger = opened(file, LEDGER_WRITE);
    struct entry e = payment("a", "H001", ITEM_LIVING, 1);
    posted(ledger, e);
    e = payment("a", "H002", ITEM_MEDICAL, 2);
    e.region.code = 341602;
    posted(ledger, e);
    e = payment("b", "H001", ITEM_LIVING, 3);
    e.assessed_on = day("2024-12-31");
    posted(ledger, e);
    posted(ledger, reversal(payment("a", "H001", ITEM_LIVING, 1), 1));
    committed(ledger);
#define ONE   "1 payment a H001 living 1\n"
#define TWO   "2 payment a H002 medical 2\n"
#define THREE "3 payment b H001 living 3\n"
#define FOUR  "4 reversal a H001 living -1\n"
    list_is(file, &(struct entry_pick){0}, ONE TWO THREE FOUR);
    list_is(file, &(struct entry_pick){.batch = text_of("a")}, ONE TWO FOUR);
    list_is(file, &(struct entry_pick){.household = text_of("H001")}, ONE THREE FOUR);
    list_is(file, &(struct entry_pick){.has_item = true, .item = ITEM_LIVING}, ONE THREE FOUR);
    list_is(file, &(struct entry_pick){.item = ITEM_MEDICAL}, ONE TWO THREE FOUR);
    list_is(file, &(struct entry_pick){.year = 2024}, THREE);
    list_is(file, &(struct entry_pick){.year = 2025}, ONE TWO FOUR);
    list_is(file, &(struct entry_pick){.region_from = 341600, .region_to = 341699}, TWO);
    list_is(file, &(struct entry_pick){.region_from = 341502, .region_to = 341502}, ONE THREE FOUR);
    list_is(file, &(struct entry_pick){.region_from = 110000, .region_to = 119999}, "");
    list_is(file, &(struct entry_pick){.batch = text_of("' OR 1 --")}, "");
}

static void a_digest_is_found_again(void **state)
{
    (void)state;
    const char *file = path_of("digest.db");
    int64_t number;
    bool has;
    struct error error;
    struct ledger *ledger = opened(file, LEDGER_WRITE);
    struct entry entry = payment("a", "H001", ITEM_LIVING, 1);
    assert_true(ledger_post(ledger, &entry, &error));
    posted(ledger, payment("a", "H002", ITEM_LIVING, 1));
    committed(ledger);
    ledger = opened(file, LEDGER_READ);
    assert_true(ledger_has_digest(ledger, text_of(entry.digest), &number, &has, &error));
    assert_true(has);
    assert_int_equal(number, 1);
    assert_true(ledger_has_digest(ledger, text_of(HASH_A), &number, &has, &error));
    assert_false(has);
    assert_true(ledger_has_digest(ledger, text_of("12"), &number, &has, &error));
    assert_false(has);
    assert_true(ledger_has_digest(ledger, text_of(ZEROS), &number, &has, &error));
    assert_true(has);
    assert_int_equal(number, 0);
    ledger_close(ledger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_one_is_empty_and_its_owners),
        cmocka_unit_test(what_is_committed_is_there),
        cmocka_unit_test(what_is_not_committed_is_gone),
        cmocka_unit_test(nothing_is_paid_twice),
        cmocka_unit_test(a_reversal_takes_back_one_whole_payment_once),
        cmocka_unit_test(all_persons_have_the_same_key),
        cmocka_unit_test(what_cannot_be_is_not_posted),
        cmocka_unit_test(a_reader_posts_nothing),
        cmocka_unit_test(a_reader_sees_what_was_there_when_it_came),
        cmocka_unit_test(no_other_program_changes_an_entry),
        cmocka_unit_test(no_other_program_replaces_a_reversal),
        cmocka_unit_test(entries_are_picked),
        cmocka_unit_test(a_digest_is_found_again),
    };
    return cmocka_run_group_tests(tests, files_make, files_remove);
}
