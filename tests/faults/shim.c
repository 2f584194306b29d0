/*
 * Makes the n-th call of one function fail: loaded with LD_PRELOAD, told by FAIL_CALL (its name)
 * and FAIL_AT (n, from 1). With FAIL_AT 0 it counts the calls and writes their number to the file
 * FAIL_COUNT at the end. Only calls of the program itself and its libraries that go through the
 * dynamic linker are seen.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_long calls;
static const char *call_name;
static long fail_at = -1;

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("FAIL_AT");
    call_name = getenv("FAIL_CALL");
    fail_at = at == NULL || call_name == NULL ? -1 : atol(at);
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

static int fails(const char *name)
{
    if (fail_at < 0 || strcmp(name, call_name) != 0)
        return 0;
    return atomic_fetch_add(&calls, 1) + 1 == fail_at;
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
        errno = ENOSPC;
        return -1;
    }
    return real(fd, p, n);
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

int fsync(int fd)
{
    REAL(int, fsync, (int));
    if (fails("fsync")) {
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
