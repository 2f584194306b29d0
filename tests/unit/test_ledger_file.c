/* The ledger as a file: what is none, where it may lie, and who waits for whom. */
#include "ledger_files.h"

#include <errno.h>
#include <sys/wait.h>

static void what_is_no_ledger_is_refused(void **state)
{
    (void)state;
    const char *file = path_of("other");
    static const char TEXT[] = "household_id,amount\nH001,100.00\n";
    struct buffer after = {0};
    for (int access = LEDGER_READ; access <= LEDGER_WRITE; access++) {
        bytes_write(file, (struct text){"", 0});
        refused(file, (enum ledger_access)access, "it is empty: no ledger, or cut off");
        bytes_write(file, text_of(TEXT));
        refused(file, (enum ledger_access)access, "it is no ledger, or its beginning is damaged");
        bytes_read(file, &after);
        assert_true(text_is(buffer_view(&after), TEXT)); /* and it is left as it is */
        refused(files_folder, (enum ledger_access)access, "it is not a file");
    }
    buffer_free(&after);
    assert_int_equal(remove(file), 0);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (a)", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    refused(file, LEDGER_READ, "it is an SQLite database, but no ledger of bangfu");
    refused(file, LEDGER_WRITE, "it is an SQLite database, but no ledger of bangfu");
}

static void a_later_version_is_refused(void **state)
{
    (void)state;
    const char *file = path_of("later.db"), *later = "it is a ledger of version 2, ";
    ledger_of(file, 1);
    assert_int_equal(tampered(file, "PRAGMA user_version = 2"), SQLITE_OK);
    refused(file, LEDGER_READ, later);
    refused(file, LEDGER_WRITE, later);
}

static void its_name_is_only_a_name(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"file:a.db?mode=memory", ":memory:", "50%20of#it.db",
                                        "\xE5\x8F\xB0 \xE8\xB4\xA6.db"};
    char here[4096];
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(files_folder), 0);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        ledger_of(NAMES[i], 1);
        assert_int_equal(access(NAMES[i], R_OK), 0);
        struct ledger *ledger = opened(NAMES[i], LEDGER_READ);
        assert_int_equal(ledger_count(ledger), 1);
        ledger_close(ledger);
    }
    refused("", LEDGER_WRITE, "a ledger needs the name of a file");
    assert_int_equal(chdir(here), 0);
    struct error error;
    assert_null(ledger_open(path_of("none/a.db"), LEDGER_WRITE, 1, &error));
}

static void a_link_is_followed(void **state)
{
    (void)state;
    const char *link = path_of("link.db"), *file = path_of("linked.db");
    assert_int_equal(symlink("linked.db", link), 0);
    refused(link, LEDGER_WRITE, "it is a link that leads nowhere");
    ledger_of(file, 2);
    struct ledger *ledger = opened(link, LEDGER_WRITE);
    posted(ledger, payment("b", "H001", ITEM_LIVING, 1));
    committed(ledger);
    ledger = opened(file, LEDGER_READ);
    assert_int_equal(ledger_count(ledger), 3);
    ledger_close(ledger);
}

static void a_copy_in_another_journal_mode_is_as_good(void **state)
{
    (void)state;
    const char *file = path_of("mode.db");
    ledger_of(file, 2);
    assert_int_equal(tampered(file, "PRAGMA journal_mode = DELETE"), SQLITE_OK);
    struct ledger *ledger = opened(file, LEDGER_READ);
    assert_int_equal(ledger_count(ledger), 2);
    ledger_close(ledger);
    ledger = opened(file, LEDGER_WRITE);
    posted(ledger, payment("b", "H001", ITEM_LIVING, 1));
    committed(ledger);
    assert_int_equal(tampered(file, "VACUUM"), SQLITE_OK);
    ledger = opened(file, LEDGER_READ);
    assert_int_equal(ledger_count(ledger), 3);
    ledger_close(ledger);
}

/* A child that has given up being root, where it was, and opens what is in the folder. */
static void as_nobody(void (*look)(void))
{
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && (setegid(65534) != 0 || seteuid(65534) != 0))
            _exit(2);
        look();
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static const char *locked_file;

static void look_without_writing(void)
{
    struct error error;
    struct ledger *ledger = ledger_open(locked_file, LEDGER_READ, 1, &error);
    if (ledger == NULL || ledger_count(ledger) != 2)
        _exit(1);
    ledger_close(ledger);
    if (ledger_open(locked_file, LEDGER_WRITE, 1, &error) != NULL)
        _exit(1);
}

static void look_with_entries_beside(void)
{
    struct error error;
    if (ledger_open(locked_file, LEDGER_READ, 1, &error) != NULL)
        _exit(1);
}

static void it_is_read_where_nothing_may_be_written(void **state)
{
    (void)state;
    char file[160], beside[200];
    (void)snprintf(file, sizeof file, "%s", path_of("read only/#1.db"));
    (void)snprintf(beside, sizeof beside, "%s-wal", file);
    assert_int_equal(mkdir(path_of("read only"), 0700), 0);
    ledger_of(file, 2);
    assert_int_equal(access(beside, F_OK), -1);
    assert_int_equal(chmod(file, 0444), 0);
    assert_int_equal(chmod(files_folder, 0755), 0);
    assert_int_equal(chmod(path_of("read only"), 0555), 0);
    locked_file = file;
    as_nobody(look_without_writing);
    const char *link = path_of("to read only.db");
    assert_int_equal(symlink("read only/#1.db", link), 0);
    locked_file = link;
    as_nobody(look_without_writing);
    /* What a killed one left beside it is not passed over. */
    assert_int_equal(chmod(path_of("read only"), 0755), 0);
    bytes_write(beside, text_of("entries"));
    assert_int_equal(chmod(beside, 0), 0);
    assert_int_equal(chmod(path_of("read only"), 0555), 0);
    as_nobody(look_with_entries_beside);
    locked_file = file;
    as_nobody(look_with_entries_beside);
    assert_int_equal(chmod(path_of("read only"), 0755), 0);
}

/* A child that has the ledger for itself, says so, keeps it for some time, and posts. */
static pid_t another_writer(const char *file, int milliseconds)
{
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct error error;
        struct entry entry = payment("other", "H001", ITEM_LIVING, 7);
        struct ledger *ledger = ledger_open(file, LEDGER_WRITE, 10, &error);
        bool ok = ledger != NULL && ledger_post(ledger, &entry, &error) &&
                  write(ready[1], "", 1) == 1 && usleep((unsigned)milliseconds * 1000) == 0 &&
                  ledger_commit(ledger, &error);
        ledger_close(ledger);
        _exit(ok ? 0 : 1);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(close(ready[0]), 0);
    assert_int_equal(close(ready[1]), 0);
    return child;
}

static void well_ended(pid_t child)
{
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void a_writer_waits_for_another(void **state)
{
    (void)state;
    const char *file = path_of("wait.db");
    ledger_of(file, 1);
    const pid_t child = another_writer(file, 300);
    struct ledger *ledger = opened(file, LEDGER_WRITE);
    assert_int_equal(ledger_count(ledger), 2); /* and sees what that one has posted */
    posted(ledger, payment("mine", "H001", ITEM_LIVING, 1));
    committed(ledger);
    well_ended(child);
    ledger = opened(file, LEDGER_READ);
    assert_int_equal(ledger_count(ledger), 3);
    ledger_close(ledger);
}

static void who_waits_in_vain_is_told(void **state)
{
    (void)state;
    const char *file = path_of("vain.db");
    struct error error;
    ledger_of(file, 1);
    const pid_t child = another_writer(file, 1500);
    assert_null(ledger_open(file, LEDGER_WRITE, 0, &error));
    assert_non_null(strstr(error.text, "another program has been writing to it for 0 s:"));
    assert_null(ledger_open(file, LEDGER_WRITE, 1, &error));
    assert_non_null(strstr(error.text, "another program has been writing to it for 1 s:"));
    assert_null(strstr(error.text, "locked"));
    struct ledger *reader = opened(file, LEDGER_READ); /* who reads need not wait */
    assert_int_equal(ledger_count(reader), 1);
    ledger_close(reader);
    well_ended(child);
}

/* All of them find nothing there and make it; one payment each, and nothing is lost. */
#define WRITERS 8
static void many_begin_the_same_one(void **state)
{
    (void)state;
    const char *file = path_of("many.db");
    pid_t child[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        child[i] = fork();
        assert_true(child[i] >= 0);
        if (child[i] > 0)
            continue;
        const char batch[] = {(char)('a' + i), '\0'};
        struct entry entry = payment(batch, "H001", ITEM_LIVING, i + 1);
        struct error error;
        struct ledger *ledger = ledger_open(file, LEDGER_WRITE, 60, &error);
        const bool ok =
            ledger != NULL && ledger_post(ledger, &entry, &error) && ledger_commit(ledger, &error);
        if (!ok)
            (void)fprintf(stderr, "%s\n", error.text);
        ledger_close(ledger);
        _exit(ok ? 0 : 1);
    }
    for (int i = 0; i < WRITERS; i++)
        well_ended(child[i]);
    struct ledger *ledger = opened(file, LEDGER_READ);
    assert_int_equal(ledger_count(ledger), WRITERS);
    ledger_close(ledger);
}

/* Killed after the last entry is on the disk, before it is closed: it is there. */
static void what_a_killed_one_has_committed_is_there(void **state)
{
    (void)state;
    const char *file = path_of("killed.db");
    ledger_of(file, 1);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct error error;
        struct entry entry = payment("killed", "H001", ITEM_LIVING, 1);
        struct ledger *ledger = ledger_open(file, LEDGER_WRITE, 10, &error);
        if (ledger != NULL && ledger_post(ledger, &entry, &error) && ledger_commit(ledger, &error))
            (void)raise(SIGKILL);
        _exit(1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    struct ledger *ledger = opened(file, LEDGER_READ);
    assert_int_equal(ledger_count(ledger), 2);
    ledger_close(ledger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_ledger_is_refused),
        cmocka_unit_test(a_later_version_is_refused),
        cmocka_unit_test(its_name_is_only_a_name),
        cmocka_unit_test(a_link_is_followed),
        cmocka_unit_test(a_copy_in_another_journal_mode_is_as_good),
        cmocka_unit_test(it_is_read_where_nothing_may_be_written),
        cmocka_unit_test(a_writer_waits_for_another),
        cmocka_unit_test(who_waits_in_vain_is_told),
        cmocka_unit_test(many_begin_the_same_one),
        cmocka_unit_test(what_a_killed_one_has_committed_is_there),
    };
    return cmocka_run_group_tests(tests, files_make, files_remove);
}
