/* What was changed behind the ledger's back is found and named. */
#include "ledger_files.h"

/* Whoever may write the file may drop what keeps it as it is, and put it back afterwards. */
struct kept {
    struct buffer drop, restore;
};

static int keep_one(void *kept, int n, char **values, char **names)
{
    struct kept *k = kept;
    (void)n;
    (void)names;
    buffer_format(&k->drop, "DROP TRIGGER %s;", values[0]);
    buffer_format(&k->restore, "%s;", values[1]);
    return 0;
}

static void run(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
}

/* Changes entries without leaving any trace but the change. */
static void forge(const char *file, const char *sql)
{
    struct kept kept = {0};
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
                                  keep_one, &kept, NULL),
                     SQLITE_OK);
    buffer_char(&kept.drop, '\0');
    buffer_char(&kept.restore, '\0');
    run(db, kept.drop.p);
    run(db, sql);
    run(db, kept.restore.p);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    buffer_free(&kept.drop);
    buffer_free(&kept.restore);
}

static void append_fault(void *out, const struct error *error)
{
    buffer_format(out, "%s\n", error->text);
}

/* All faults of the file, in order; the first is what refuses it. */
static void faults_are(const char *file, const char *expected)
{
    struct buffer found = {0};
    struct error error;
    const struct ledger_report report = {append_fault, &found};
    struct ledger *ledger = ledger_open_unverified(file, 10, &error);
    if (ledger == NULL)
        fail_msg("%s: %s", error.file, error.text);
    assert_true(ledger_verify(ledger, &report, &error));
    ledger_close(ledger);
    buffer_char(&found, '\0');
    assert_string_equal(found.p, expected);
    if (found.n > 1) {
        *strchr(found.p, '\n') = '\0';
        refused(file, LEDGER_READ, found.p);
        refused(file, LEDGER_WRITE, found.p);
    } else {
        ledger_close(opened(file, LEDGER_READ));
        ledger_close(opened(file, LEDGER_WRITE));
    }
    buffer_free(&found);
}

static void forged(const char *sql, const char *expected)
{
    static int n;
    char name[16];
    (void)snprintf(name, sizeof name, "%d.db", ++n);
    const char *file = path_of(name);
    ledger_of(file, 9);
    forge(file, sql);
    faults_are(file, expected);
}

#define CHANGED(n) "entry " n " is not as it was posted: it was changed since\n"
#define UNLINKED(n, before)                                                                        \
    "entry " n " does not follow entry " before                                                    \
    " as it is now: one of them was changed or put in since\n"

static void an_untouched_one_has_no_faults(void **state)
{
    (void)state;
    forged("SELECT 1", "");
    forged("VACUUM", "");
}

static void every_changed_column_is_named(void **state)
{
    (void)state;
    static const char *const CHANGES[] = {
        "amount_fen = amount_fen + 1",
        "batch = '2025-04'",
        "household_id = 'H999'",
        "person = '" HASH_B "'",
        "person = '', person_key = ''",
        "person_key = '0123456789abcdee'",
        "item = 'medical'",
        "category = 'relative'",
        "region = '341503'",
        "assessed_on = '2024-03-01'",
        "approval = 'province'",
        "approved_by = 'x'",
        "approved_on = '2025-03-01'",
        "policy_digest = '" HASH_B "'",
        "input_digest = '" HASH_A "'",
        "posted_at = '2025-03-02T08:00:01Z'",
        "version = '0.1.1'",
        "kind = 'reversal', amount_fen = -1, reverses = 4, reason = 'x'",
    };
    for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++) {
        char sql[256];
        (void)snprintf(sql, sizeof sql, "UPDATE entry SET %s WHERE number = 5", CHANGES[i]);
        forged(sql, CHANGED("5"));
    }
}

static void what_is_no_value_is_no_entry(void **state)
{
    (void)state;
    /* SQLite's own look over the structure names it, too. */
    forged("PRAGMA ignore_check_constraints = ON; UPDATE entry SET item = 'car' WHERE number = 5",
           "it is cut off or damaged: CHECK constraint failed in entry\n" CHANGED("5"));
}

static void a_missing_entry_is_named(void **state)
{
    (void)state;
    forged("DELETE FROM entry WHERE number = 5", "entry 5 is missing\n");
    forged("DELETE FROM entry WHERE number BETWEEN 5 AND 7", "entries 5 to 7 are missing\n");
    forged("DELETE FROM entry WHERE number IN (2, 6)", "entry 2 is missing\nentry 6 is missing\n");
    forged("DELETE FROM entry WHERE number = 1", "entry 1 is missing\n");
    forged("DELETE FROM entry WHERE number = 9", "entry 9 is missing\n");
    forged("DELETE FROM entry WHERE number > 3", "entries 4 to 9 are missing\n");
    forged("DELETE FROM entry", "entries 1 to 9 are missing\n");
}

static void the_counter_is_looked_at(void **state)
{
    (void)state;
    forged("UPDATE sqlite_sequence SET seq = 8",
           "its counter of entries says 8 where there are 9: it was changed\n");
    forged("DELETE FROM sqlite_sequence",
           "its counter of entries says 0 where there are 9: it was changed\n");
}

/* A removed entry whose gap was closed. */
static void renumbered_entries_are_found(void **state)
{
    (void)state;
    forged("DELETE FROM entry WHERE number = 8; UPDATE entry SET number = 8 WHERE number = 9;"
           "UPDATE sqlite_sequence SET seq = 8",
           UNLINKED("8", "7") CHANGED("8"));
    forged("DELETE FROM entry WHERE number = 1; UPDATE entry SET number = number - 1 WHERE number "
           "= 2; DELETE FROM entry WHERE number > 2; UPDATE sqlite_sequence SET seq = 1",
           "entry 1 does not begin the chain: what was before it is missing\n" CHANGED("1"));
}

static void exchanged_entries_are_found(void **state)
{
    (void)state;
    forged("UPDATE entry SET number = 99 WHERE number = 4; UPDATE entry SET number = 4 WHERE "
           "number = 5; UPDATE entry SET number = 5 WHERE number = 99",
           UNLINKED("4", "3") CHANGED("4") UNLINKED("5", "4") CHANGED("5") UNLINKED("6", "5"));
}

static void a_changed_link_is_found(void **state)
{
    (void)state;
    forged("UPDATE entry SET previous = '" HASH_A "' WHERE number = 5",
           UNLINKED("5", "4") CHANGED("5"));
    forged("UPDATE entry SET digest = '" HASH_A "' WHERE number = 5",
           CHANGED("5") UNLINKED("6", "5"));
    forged("UPDATE entry SET previous = '" HASH_A "' WHERE number = 1",
           "entry 1 does not begin the chain: what was before it is missing\n" CHANGED("1"));
}

static void an_added_entry_is_found(void **state)
{
    (void)state;
    /* Without any trigger dropped: it follows in number and in its link. */
    forged("INSERT INTO entry SELECT 10, kind, batch, 'H010', person, person_key, item, amount_fen,"
           "category, region, assessed_on, approval, approved_by, approved_on, policy_digest, "
           "input_digest, posted_at, version, reverses, reason, digest, '" HASH_A "' FROM entry "
           "WHERE number = 9",
           CHANGED("10"));
}

static void what_keeps_entries_as_they_are_is_missed(void **state)
{
    (void)state;
    static const char *const OBJECTS[] = {"TRIGGER entry_changed", "TRIGGER entry_removed",
                                          "TRIGGER entry_added", "INDEX entry_paid_once",
                                          "INDEX entry_reversed_once"};
    for (size_t i = 0; i < sizeof OBJECTS / sizeof *OBJECTS; i++) {
        char sql[64], expected[128];
        const char *file = path_of("kept.db");
        ledger_of(file, 2);
        (void)snprintf(sql, sizeof sql, "DROP %s", OBJECTS[i]);
        (void)snprintf(expected, sizeof expected,
                       "'%s', which keeps its entries as they are, is missing or was changed\n",
                       strchr(OBJECTS[i], ' ') + 1);
        assert_int_equal(tampered(file, sql), SQLITE_OK);
        faults_are(file, expected);
        assert_int_equal(remove(file), 0);
    }
}

static void what_keeps_them_no_longer_is_named(void **state)
{
    (void)state;
    static const char *const CHANGES[] = {
        "DROP TRIGGER entry_changed; CREATE TRIGGER entry_changed BEFORE UPDATE ON entry BEGIN "
        "SELECT 1; END",
        "DROP INDEX entry_paid_once; CREATE INDEX entry_paid_once ON entry (batch)",
        "DROP INDEX entry_paid_once; CREATE UNIQUE INDEX entry_paid_once ON entry (number)",
    };
    for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++) {
        const char *file = path_of("weak.db");
        ledger_of(file, 2);
        assert_int_equal(tampered(file, CHANGES[i]), SQLITE_OK);
        faults_are(file, i == 0 ? "'entry_changed', which keeps its entries as they are, is "
                                  "missing or was changed\n"
                                : "'entry_paid_once', which keeps its entries as they are, is "
                                  "missing or was changed\n");
        assert_int_equal(remove(file), 0);
    }
}

static void what_was_put_in_is_named(void **state)
{
    (void)state;
    forged("CREATE VIEW paid AS SELECT * FROM entry",
           "'paid' is in it, which no ledger has: its structure was changed\n");
    forged("CREATE TABLE \"341522198001011234\" (a)",
           "'3415**********1234' is in it, which no ledger has: its structure was changed\n");
    forged("CREATE TRIGGER more AFTER INSERT ON entry BEGIN SELECT 1; END",
           "'more' is in it, which no ledger has: its structure was changed\n");
    const char *file = path_of("noentry.db");
    struct error error;
    ledger_of(file, 2);
    assert_int_equal(tampered(file, "PRAGMA foreign_keys = OFF; ALTER TABLE entry RENAME TO e"),
                     SQLITE_OK);
    refused(file, LEDGER_WRITE, "'e' is in it, which no ledger has: its structure was changed");
    assert_null(ledger_open_unverified(file, 1, &error));
}

/* A digest that is right says only that whoever wrote it knew how. */
static int append_row(void *bytes, int n, char **values, char **names)
{
    for (int i = 0; i + 1 < n; i++) {
        const char *value = values[i] == NULL ? "" : values[i];
        buffer_format(bytes, "%s=%zu:%s\n", names[i], strlen(value), value);
    }
    return 0;
}

/* Puts the right digest into entry `number`, as chain.c says that it is taken. */
static void redigest(const char *file, int number)
{
    char sql[256], text[DIGEST_TEXT_SIZE];
    struct buffer bytes = {0};
    struct digest digest;
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    (void)snprintf(sql, sizeof sql, "SELECT * FROM entry WHERE number = %d", number);
    assert_int_equal(sqlite3_exec(db, sql, append_row, &bytes, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    digest_begin(&digest);
    digest_add(&digest, buffer_view(&bytes));
    digest_end(&digest, text);
    (void)snprintf(sql, sizeof sql, "UPDATE entry SET digest = '%s' WHERE number = %d", text,
                   number);
    forge(file, sql);
    buffer_free(&bytes);
}

static void a_rightly_digested_change_breaks_the_link(void **state)
{
    (void)state;
    const char *file = path_of("right.db");
    ledger_of(file, 9);
    forge(file, "UPDATE entry SET amount_fen = 1 WHERE number = 5");
    redigest(file, 5);
    faults_are(file, UNLINKED("6", "5"));
}

/* Tamper-evident, not tamper-proof: with a whole new chain only the head filed elsewhere tells. */
static void a_whole_new_chain_has_another_head(void **state)
{
    (void)state;
    const char *file = path_of("whole.db");
    char head[DIGEST_TEXT_SIZE];
    struct error error;
    int64_t number;
    bool has;
    ledger_of(file, 3);
    struct ledger *ledger = opened(file, LEDGER_READ);
    memcpy(head, ledger_head(ledger), sizeof head);
    ledger_close(ledger);
    forge(file, "UPDATE entry SET amount_fen = 1 WHERE number = 3");
    redigest(file, 3);
    faults_are(file, "");
    ledger = opened(file, LEDGER_READ);
    assert_true(ledger_has_digest(ledger, text_of(head), &number, &has, &error));
    assert_false(has);
    ledger_close(ledger);
}

static void rightly_digested_nonsense_is_found(void **state)
{
    (void)state;
    const char *file = path_of("nonsense.db");
    ledger_of(file, 2);
    forge(file, "UPDATE entry SET policy_digest = replace(policy_digest, 'a', 'z') WHERE number = "
                "2");
    redigest(file, 2);
    faults_are(file, "entry 2 was put in by another program: its 'policy_digest' is not valid\n");
    assert_int_equal(remove(file), 0);
    ledger_of(file, 2);
    forge(file, "UPDATE entry SET person_key = 'fedcba9876543210' WHERE number = 2");
    redigest(file, 2);
    faults_are(file, "the person of entry 2 was hashed with another key than those before it\n");
    assert_int_equal(remove(file), 0);
    ledger_of(file, 2);
    forge(file, "UPDATE entry SET kind = 'reversal', amount_fen = -1, reverses = 1, reason = 'x' "
                "WHERE number = 2");
    redigest(file, 2);
    faults_are(file, "entry 2 takes back what was not paid so\n");
}

/* The bytes that are digested, written out, so that another program can follow the chain. */
static void the_digest_is_that_of_these_bytes(void **state)
{
    (void)state;
    static const char BYTES[] = "number=1:1\nkind=7:payment\nbatch=7:2025-03\nhousehold_id=4:H001\n"
                                "person=64:" HASH_A "\nperson_key=16:0123456789abcdef\n"
                                "item=6:living\namount_fen=6:907200\ncategory=4:deep\n"
                                "region=6:341502\nassessed_on=10:2025-03-01\napproval=6:county\n"
                                "approved_by=0:\napproved_on=0:\npolicy_digest=64:" HASH_A "\n"
                                "input_digest=64:" HASH_B "\nposted_at=20:2025-03-02T08:00:00Z\n"
                                "version=5:0.1.0\nreverses=0:\nreason=0:\nprevious=64:" ZEROS "\n";
    struct digest digest;
    char text[DIGEST_TEXT_SIZE];
    struct error error;
    struct entry entry = payment("2025-03", "H001", ITEM_LIVING, 907200);
    struct ledger *ledger = opened(path_of("bytes.db"), LEDGER_WRITE);
    assert_true(ledger_post(ledger, &entry, &error));
    ledger_close(ledger);
    digest_begin(&digest);
    digest_add(&digest, text_of(BYTES));
    digest_end(&digest, text);
    assert_string_equal(entry.digest, text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_untouched_one_has_no_faults),
        cmocka_unit_test(every_changed_column_is_named),
        cmocka_unit_test(what_is_no_value_is_no_entry),
        cmocka_unit_test(a_missing_entry_is_named),
        cmocka_unit_test(the_counter_is_looked_at),
        cmocka_unit_test(renumbered_entries_are_found),
        cmocka_unit_test(exchanged_entries_are_found),
        cmocka_unit_test(a_changed_link_is_found),
        cmocka_unit_test(an_added_entry_is_found),
        cmocka_unit_test(what_keeps_entries_as_they_are_is_missed),
        cmocka_unit_test(what_keeps_them_no_longer_is_named),
        cmocka_unit_test(what_was_put_in_is_named),
        cmocka_unit_test(a_rightly_digested_change_breaks_the_link),
        cmocka_unit_test(a_whole_new_chain_has_another_head),
        cmocka_unit_test(rightly_digested_nonsense_is_found),
        cmocka_unit_test(the_digest_is_that_of_these_bytes),
    };
    return cmocka_run_group_tests(tests, files_make, files_remove);
}
