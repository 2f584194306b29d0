/*
 * libxlsxwriter puts the parts of a workbook together in temporary files and does not look at
 * whether what it writes to them arrives: on a full disk it would make a workbook with holes. It
 * asks for these files through lxw_tmpfile(), a function of its interface; the one here comes first
 * when the program is bound, and its files remember the first write that failed. They have no
 * names, so nobody else can open them and none is left behind.
 */
#include "sheet/inside.h"

#include "base/temporary.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

struct library_file {
    int fd;
    FILE *stream;
    struct library_file *next;
};

/* One workbook is written at a time. */
static int first_failure; /* an errno */
static int64_t largest;
static struct library_file *files; /* that are open */
static FILE *standard_error;

/* The library keeps a file open for each page until the end. */
static void allow_files(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit); /* where it may not, fewer pages will have to do */
}

void library_begin(void)
{
    first_failure = 0;
    largest = 0;
    allow_files();
    standard_error = stderr;
    FILE *nowhere = fopen("/dev/null", "we");
    if (nowhere != NULL)
        stderr = nowhere;
}

/* Of a workbook that was not finished the library leaves files open. */
void library_end(void)
{
    while (files != NULL)
        (void)fclose(files->stream); /* takes itself off the list; nobody wants what it holds */
    if (standard_error != NULL && stderr != standard_error) {
        (void)fclose(stderr); /* nothing */
        stderr = standard_error;
    }
    standard_error = NULL;
}

int64_t library_files_largest(void)
{
    return largest;
}

bool library_files_whole(int *why)
{
    *why = first_failure;
    return first_failure == 0;
}

static ssize_t fail(ssize_t n)
{
    if (n < 0 && first_failure == 0)
        first_failure = errno;
    return n;
}

static ssize_t read_file(void *file, char *out, size_t size)
{
    return fail(read(((struct library_file *)file)->fd, out, size));
}

/* A stream's write function says 0, not less, where it fails. */
static ssize_t write_file(void *file, const char *bytes, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t n = write(((struct library_file *)file)->fd, bytes + done, size - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (fail(n) < 0)
            return 0;
        done += (size_t)n;
    }
    const off64_t end = lseek64(((struct library_file *)file)->fd, 0, SEEK_CUR);
    largest = end > largest ? end : largest;
    return (ssize_t)done;
}

static int seek_file(void *file, off64_t *offset, int whence)
{
    *offset = lseek64(((struct library_file *)file)->fd, *offset, whence);
    return fail((ssize_t)*offset) < 0 ? -1 : 0;
}

static int close_file(void *data)
{
    struct library_file *file = data, **place = &files;
    while (*place != NULL && *place != file)
        place = &(*place)->next;
    if (*place != NULL)
        *place = file->next;
    (void)close(file->fd); /* it is gone with that */
    free(file);
    return 0;
}

/* What libxlsxwriter's utility.h declares. */
FILE *lxw_tmpfile(char *folder)
{
    static const cookie_io_functions_t FUNCTIONS = {read_file, write_file, seek_file, close_file};
    (void)folder; /* temporary_open goes by TMPDIR */
    struct library_file *file = calloc(1, sizeof *file);
    if (file == NULL) {
        (void)fail(-1);
        return NULL;
    }
    file->fd = temporary_open();
    file->stream = fail(file->fd) < 0 ? NULL : fopencookie(file, "w+", FUNCTIONS);
    if (file->stream == NULL) {
        (void)fail(-1);
        if (file->fd >= 0)
            (void)close(file->fd);
        free(file);
        return NULL;
    }
    file->next = files;
    files = file;
    return file->stream;
}
