/*
 * Makes the n-th call of a function fail: loaded with LD_PRELOAD, told by FAIL_CALL (its name, or
 * several with commas between, counted together) and FAIL_AT (n, from 1). With FAIL_AT 0 it counts
 * the calls and writes their number to the file FAIL_COUNT at the end. Only calls of the program
 * itself and its libraries that go through the dynamic linker are seen.
 *
 * FAIL_BY says how it fails: `once` or not given, that call only; `on`, that one and all later
 * ones, as on a disk that stays full; `kill`, the process is killed in its place; `torn`, it is
 * killed when half of what it writes is written.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long calls;
static const char *call_names;
static long fail_at = -1;
static enum { ONCE, FROM_THEN_ON, KILLED, TORN } fail_by;

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("FAIL_AT"), *by = getenv("FAIL_BY");
    call_names = getenv("FAIL_CALL");
    if (by != NULL && strcmp(by, "on") == 0)
        fail_by = FROM_THEN_ON;
    else if (by != NULL && strcmp(by, "kill") == 0)
        fail_by = KILLED;
    else if (by != NULL && strcmp(by, "torn") == 0)
        fail_by = TORN;
    fail_at = at == NULL || call_names == NULL ? -1 : atol(at);
}

__attribute__((destructor)) static void end(void)
{
    const char *file = getenv("FAIL_COUNT");
    const long counted = atomic_load(&calls);
    if (fail_at != 0 || file == NULL)
        return;
    fail_at = -1;
    FILE *out = fopen(file, "w");
    if (out != NULL) {
        (void)fprintf(out, "%ld\n", counted);
        (void)fclose(out);
    }
}

static int is_meant(const char *name)
{
    const size_t size = strlen(name);
    const char *next = call_names;
    while (next != NULL && (strncmp(next, name, size) != 0 || strchr(",", next[size]) == NULL)) {
        next = strchr(next, ',');
        next += next != NULL;
    }
    return next != NULL;
}

static int fails(const char *name)
{
    if (fail_at < 0 || !is_meant(name))
        return 0;
    const long call = atomic_fetch_add(&calls, 1) + 1;
    if (call == fail_at && fail_by == KILLED)
        (void)raise(SIGKILL);
    return fail_by == FROM_THEN_ON ? fail_at > 0 && call >= fail_at : call == fail_at;
}

/* Looks the real function up once; dlsym itself may allocate, which is before `begin`. */
#define REAL(type, name, parameters)                                                               \
    static type(*real) parameters;                                                                 \
    if (real == NULL)                                                                              \
    *(void **)&real = dlsym(RTLD_NEXT, #name)

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *p, size_t size);

static void *no_memory(void)
{
    errno = ENOMEM;
    return NULL;
}

void *malloc(size_t size)
{
    return fails("malloc") ? no_memory() : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails("calloc") ? no_memory() : __libc_calloc(count, size);
}

void *realloc(void *p, size_t size)
{
    return fails("realloc") ? no_memory() : __libc_realloc(p, size);
}

void *reallocarray(void *p, size_t count, size_t size)
{
    size_t bytes;
    if (fails("realloc") || __builtin_mul_overflow(count, size, &bytes))
        return no_memory();
    return __libc_realloc(p, bytes);
}

ssize_t write(int fd, const void *p, size_t n)
{
    REAL(ssize_t, write, (int, const void *, size_t));
    if (fd != STDERR_FILENO && fails("write")) {
        if (fail_by == TORN)
            (void)(real(fd, p, n / 2) + raise(SIGKILL));
        errno = ENOSPC;
        return -1;
    }
    return real(fd, p, n);
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at)
{
    REAL(ssize_t, pwrite64, (int, const void *, size_t, off64_t));
    if (fails("pwrite")) {
        if (fail_by == TORN)
            (void)(real(fd, p, n / 2, at) + raise(SIGKILL));
        errno = ENOSPC;
        return -1;
    }
    return real(fd, p, n, at);
}

int ftruncate64(int fd, off64_t size)
{
    REAL(int, ftruncate64, (int, off64_t));
    if (fails("ftruncate")) {
        errno = ENOSPC;
        return -1;
    }
    return real(fd, size);
}

/* SQLite's, of the index of its log; the allocator's own calls do not come here. */
void *mmap64(void *p, size_t n, int protection, int flags, int fd, off64_t at)
{
    REAL(void *, mmap64, (void *, size_t, int, int, int, off64_t));
    if (fd >= 0 && fails("mmap")) {
        errno = ENOMEM;
        return MAP_FAILED;
    }
    return real(p, n, protection, flags, fd, at);
}

ssize_t read(int fd, void *p, size_t n)
{
    REAL(ssize_t, read, (int, void *, size_t));
    if (fails("read")) {
        errno = EIO;
        return -1;
    }
    return real(fd, p, n);
}

ssize_t pread64(int fd, void *p, size_t n, off64_t at)
{
    REAL(ssize_t, pread64, (int, void *, size_t, off64_t));
    if (fails("pread")) {
        errno = EIO;
        return -1;
    }
    return real(fd, p, n, at);
}

int fsync(int fd)
{
    REAL(int, fsync, (int));
    if (fails("fsync")) {
        errno = EIO;
        return -1;
    }
    return real(fd);
}

int fdatasync(int fd)
{
    REAL(int, fdatasync, (int));
    if (fails("fdatasync")) {
        errno = EIO;
        return -1;
    }
    return real(fd);
}

int close(int fd)
{
    REAL(int, close, (int));
    if (fails("close")) {
        (void)real(fd);
        errno = EIO;
        return -1;
    }
    return real(fd);
}

int rename(const char *from, const char *to)
{
    REAL(int, rename, (const char *, const char *));
    if (fails("rename")) {
        errno = EXDEV;
        return -1;
    }
    return real(from, to);
}

int link(const char *from, const char *to)
{
    REAL(int, link, (const char *, const char *));
    if (fails("link")) {
        errno = EMLINK;
        return -1;
    }
    return real(from, to);
}

int mkdir(const char *file, mode_t mode)
{
    REAL(int, mkdir, (const char *, mode_t));
    if (fails("mkdir")) {
        errno = ENOSPC;
        return -1;
    }
    return real(file, mode);
}

/* It makes its folder by a call of its own, not by mkdir. */
char *mkdtemp(char *template)
{
    REAL(char *, mkdtemp, (char *));
    if (fails("mkdir")) {
        errno = ENOSPC;
        return NULL;
    }
    return real(template);
}

int rmdir(const char *file)
{
    REAL(int, rmdir, (const char *));
    if (fails("rmdir")) {
        errno = EIO;
        return -1;
    }
    return real(file);
}

int syncfs(int fd)
{
    REAL(int, syncfs, (int));
    if (fails("syncfs")) {
        errno = EIO;
        return -1;
    }
    return real(fd);
}

int unlink(const char *file)
{
    REAL(int, unlink, (const char *));
    if (fails("unlink")) {
        errno = EIO;
        return -1;
    }
    return real(file);
}
