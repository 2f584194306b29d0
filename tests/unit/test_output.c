/* Files that are written whole or not at all. */
#include "table/output.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each test works in a folder of its own, which is the current one. */
static char folder[] = "/tmp/bangfu-output-XXXXXX";

static int enter_folder(void **state)
{
    (void)state;
    memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
    return mkdtemp(folder) != NULL && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
    (void)state;
    DIR *all = opendir(".");
    for (const struct dirent *entry; all != NULL && (entry = readdir(all)) != NULL;)
        (void)remove(entry->d_name); /* not `.` and `..`, which are not empty */
    closedir(all);
    return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static int files_here(void)
{
    int n = 0;
    DIR *all = opendir(".");
    assert_non_null(all);
    for (const struct dirent *entry; (entry = readdir(all)) != NULL;)
        n += entry->d_name[0] != '.';
    closedir(all);
    return n;
}

static void put_file(const char *name, const char *content)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    assert_int_equal(fputs(content, file) < 0, 0);
    assert_int_equal(fclose(file), 0);
}

static void assert_content(const char *name, const char *expected)
{
    char found[64] = "";
    FILE *file = fopen(name, "r");
    assert_non_null(file);
    found[fread(found, 1, sizeof found - 1, file)] = '\0';
    (void)fclose(file);
    assert_string_equal(found, expected);
}

static mode_t mode_of(const char *name)
{
    struct stat status;
    assert_int_equal(stat(name, &status), 0);
    return status.st_mode & 07777;
}

static void open_and_write(struct output *output, const char *target, const char *content)
{
    struct error error = {0};
    if (!output_open(output, target, &error) || !output_write(output, text_of(content), &error))
        fail_msg("%s: %s", error.file, error.text);
}

/* --- files ---------------------------------------------------------------------------------- */

static void a_file_has_its_name_only_when_complete(void **state)
{
    (void)state;
    struct output output;
    open_and_write(&output, "new.csv", "a,b\n");
    assert_int_not_equal(access("new.csv", F_OK), 0);
    assert_true(output_write(&output, text_of("1,2\n"), NULL));
    assert_true(output_commit(&output, NULL));
    assert_content("new.csv", "a,b\n1,2\n");
    assert_int_equal(mode_of("new.csv"), 0600);
    assert_int_equal(files_here(), 1);
    output_abandon(&output);
    assert_content("new.csv", "a,b\n1,2\n");
}

static void an_old_file_stands_until_then(void **state)
{
    (void)state;
    struct output output;
    put_file("old.csv", "old\n");
    assert_int_equal(chmod("old.csv", 0644), 0);
    open_and_write(&output, "old.csv", "new\n");
    assert_content("old.csv", "old\n");
    assert_true(output_commit(&output, NULL));
    assert_content("old.csv", "new\n");
    assert_int_equal(mode_of("old.csv"), 0600);
    assert_int_equal(files_here(), 1);
}

static void what_is_abandoned_leaves_nothing(void **state)
{
    (void)state;
    struct output output;
    put_file("old.csv", "old\n");
    open_and_write(&output, "old.csv", "new\n");
    output_abandon(&output);
    assert_content("old.csv", "old\n");
    open_and_write(&output, "new.csv", "new\n");
    output_abandon(&output);
    output_abandon(&output);
    assert_int_equal(files_here(), 1);
    assert_true(output_commit(&output, NULL)); /* closed: nothing to do */
    assert_int_equal(files_here(), 1);
}

static void the_file_is_its_owners_while_it_is_written(void **state)
{
    (void)state;
    struct output output;
    mode_t before = umask(0);
    open_and_write(&output, "new.csv", "a\n");
    assert_int_equal(mode_of(output.temporary), 0600);
    assert_true(output_commit(&output, NULL));
    umask(before);
    assert_int_equal(mode_of("new.csv"), 0600);
}

static void two_may_write_at_once(void **state)
{
    (void)state;
    struct output first, second;
    open_and_write(&first, "table.csv", "table\n");
    open_and_write(&second, "rejects.csv", "rejects\n");
    assert_true(output_commit(&second, NULL));
    assert_true(output_commit(&first, NULL));
    assert_content("table.csv", "table\n");
    assert_content("rejects.csv", "rejects\n");
    assert_int_equal(files_here(), 2);
}

static void a_file_that_cannot_be_made_is_named(void **state)
{
    (void)state;
    struct output output;
    struct error error = {0};
    assert_false(output_open(&output, "no/such/folder.csv", &error));
    assert_string_equal(error.file, "no/such/folder.csv");
    assert_non_null(strstr(error.text, "No such file or directory"));
    output_abandon(&output);
}

static void a_name_that_cannot_be_taken_leaves_nothing(void **state)
{
    (void)state;
    struct output output;
    struct error error = {0};
    open_and_write(&output, "new.csv", "a\n");
    assert_int_equal(mkdir("new.csv", 0700), 0); /* it comes in between */
    assert_false(output_commit(&output, &error));
    assert_string_equal(error.file, "new.csv");
    output_abandon(&output);
    assert_int_equal(files_here(), 1);
}

static void a_folder_is_no_file(void **state)
{
    (void)state;
    struct output output;
    struct error error = {0};
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_false(output_open(&output, "folder", &error));
    assert_string_equal(error.file, "folder");
    output_abandon(&output);
    assert_int_equal(files_here(), 1);
}

/* --- special files -------------------------------------------------------------------------- */

static void a_device_is_written_to_as_it_is(void **state)
{
    (void)state;
    struct output output;
    struct stat status;
    open_and_write(&output, "/dev/null", "a\n");
    assert_true(output_commit(&output, NULL));
    assert_int_equal(stat("/dev/null", &status), 0);
    assert_true(S_ISCHR(status.st_mode));
}

static void a_full_device_is_an_error(void **state)
{
    (void)state;
    struct output output;
    struct error error = {0};
    assert_int_equal(symlink("/dev/full", "link.csv"), 0);
    assert_true(output_open(&output, "link.csv", NULL));
    assert_false(output_write(&output, text_of("a\n"), &error));
    assert_string_equal(error.file, "link.csv");
    assert_non_null(strstr(error.text, "No space left on device"));
    output_abandon(&output);
    assert_int_equal(files_here(), 1);
}

static void a_pipe_stays_a_pipe(void **state)
{
    (void)state;
    struct output output;
    struct stat status;
    char found[8] = "";
    assert_int_equal(mkfifo("pipe", 0600), 0);
    int reader = open("pipe", O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    open_and_write(&output, "pipe", "a\n");
    assert_true(output_commit(&output, NULL));
    assert_int_equal(read(reader, found, sizeof found - 1), 2);
    assert_string_equal(found, "a\n");
    close(reader);
    assert_int_equal(stat("pipe", &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
}

/* --- standard output, in a process of its own ----------------------------------------------- */

enum { WRITTEN = 20, NOT_WRITTEN, NOT_COMMITTED };

static void write_standard_output(int to, const char *target)
{
    struct output output;
    bool ok = to >= 0 ? dup2(to, STDOUT_FILENO) >= 0 : close(STDOUT_FILENO) == 0;
    (void)signal(SIGPIPE, SIG_IGN);
    if (!ok || !output_open(&output, target, NULL) ||
        !output_write(&output, text_of("a,b\n"), NULL))
        _exit(NOT_WRITTEN);
    _exit(output_commit(&output, NULL) ? WRITTEN : NOT_COMMITTED);
}

/* How a process ends whose standard output is `to` (-1: closed). */
static int end_of_writing(int to, const char *target)
{
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        write_standard_output(to, target);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void standard_output_is_looked_at_too(void **state)
{
    (void)state;
    int file = open("out", O_RDWR | O_CREAT, 0600), full = open("/dev/full", O_WRONLY), ends[2];
    assert_true(file >= 0 && full >= 0);
    assert_int_equal(end_of_writing(file, NULL), WRITTEN);
    assert_int_equal(end_of_writing(file, "-"), WRITTEN);
    assert_content("out", "a,b\na,b\n");
    assert_int_equal(end_of_writing(full, NULL), NOT_WRITTEN);
    assert_int_equal(end_of_writing(-1, NULL), NOT_WRITTEN);
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    assert_int_equal(end_of_writing(ends[1], NULL), NOT_WRITTEN); /* nobody reads it */
    close(ends[1]);
    close(full);
    close(file);
    assert_int_equal(files_here(), 1);
}

/* --- interruptions -------------------------------------------------------------------------- */

static void interruptions_leave_nothing(void **state)
{
    (void)state;
    static const int SIGNALS[] = {SIGINT, SIGTERM, SIGHUP};
    put_file("table.csv", "old\n");
    for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++) {
        int status;
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct output table, rejects;
            (void)signal(SIGNALS[i], SIG_DFL);
            if (output_open(&table, "table.csv", NULL) && output_open(&rejects, "rejects", NULL))
                (void)raise(SIGNALS[i]);
            _exit(0);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), SIGNALS[i]);
        assert_int_equal(files_here(), 1);
        assert_content("table.csv", "old\n");
    }
}

static void an_ignored_signal_stays_ignored(void **state)
{
    (void)state;
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct output output;
        (void)signal(SIGHUP, SIG_IGN); /* as nohup does */
        bool ok = output_open(&output, "table.csv", NULL) && raise(SIGHUP) == 0 &&
                  output_write(&output, text_of("a\n"), NULL) && output_commit(&output, NULL);
        _exit(ok ? WRITTEN : NOT_WRITTEN);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), WRITTEN);
    assert_content("table.csv", "a\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_has_its_name_only_when_complete),
        TEST(an_old_file_stands_until_then),
        TEST(what_is_abandoned_leaves_nothing),
        TEST(the_file_is_its_owners_while_it_is_written),
        TEST(two_may_write_at_once),
        TEST(a_file_that_cannot_be_made_is_named),
        TEST(a_name_that_cannot_be_taken_leaves_nothing),
        TEST(a_folder_is_no_file),
        TEST(a_device_is_written_to_as_it_is),
        TEST(a_full_device_is_an_error),
        TEST(a_pipe_stays_a_pipe),
        TEST(standard_output_is_looked_at_too),
        TEST(interruptions_leave_nothing),
        TEST(an_ignored_signal_stays_ignored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
