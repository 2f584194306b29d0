#include "table/output.h"

#include "base/language.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * Temporary files that an interruption would leave behind. A signal handler may only look at
 * what is set up before it; two are the most that a program writes (output and rejects).
 */
#define TEMPORARIES_MAX 4
static char *volatile temporaries[TEMPORARIES_MAX];

static void on_interruption(int number)
{
    for (int i = 0; i < TEMPORARIES_MAX; i++)
        if (temporaries[i] != NULL)
            (void)unlink(temporaries[i]);
    /* The handler was reset when it was entered: now the signal ends the program. */
    (void)raise(number);
}

static void watch_interruptions(void)
{
    static const int SIGNALS[] = {SIGINT,  SIGTERM, SIGHUP,  SIGPIPE, SIGABRT, SIGQUIT, SIGXCPU,
                                  SIGALRM, SIGUSR1, SIGUSR2, SIGSEGV, SIGBUS,  SIGFPE};
    struct sigaction action = {.sa_handler = on_interruption, .sa_flags = (int)SA_RESETHAND};
    for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++) {
        struct sigaction now;
        if (sigaction(SIGNALS[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
            (void)sigaction(SIGNALS[i], &action, NULL);
    }
}

static void remember_temporary(char *name)
{
    int i = 0;
    while (i < TEMPORARIES_MAX - 1 && temporaries[i] != NULL)
        i++;
    temporaries[i] = name;
    watch_interruptions();
}

static void forget_temporary(const char *name)
{
    for (int i = 0; i < TEMPORARIES_MAX; i++)
        if (temporaries[i] == name)
            temporaries[i] = NULL;
}

static bool is_special(const char *target)
{
    struct stat status;
    return stat(target, &status) == 0 && !S_ISREG(status.st_mode);
}

static bool is_standard_output(const char *target)
{
    return target == NULL || strcmp(target, "-") == 0;
}

/*
 * The file's path without links, where its folder exists; owned by the caller. NULL with errno
 * for a link that leads nowhere: what it would lead to is not ours to guess.
 */
static char *real_name(const char *target)
{
    struct stat status;
    char *whole = realpath(target, NULL);
    if (whole != NULL || (lstat(target, &status) == 0 && S_ISLNK(status.st_mode)))
        return whole;
    const char *slash = strrchr(target, '/');
    char *folder = slash == NULL ? strdup(".") : strndup(target, (size_t)(slash - target) + 1);
    char *real = folder == NULL ? NULL : realpath(folder, NULL), *name = NULL;
    if (real != NULL && asprintf(&name, "%s/%s", real, slash == NULL ? target : slash + 1) < 0)
        name = NULL;
    free(folder);
    free(real);
    return name;
}

bool output_same(const char *a, const char *b)
{
    if (is_standard_output(a) || is_standard_output(b))
        return is_standard_output(a) && is_standard_output(b);
    char *real_a = real_name(a), *real_b = real_name(b);
    bool same = real_a != NULL && real_b != NULL ? strcmp(real_a, real_b) == 0 : strcmp(a, b) == 0;
    free(real_a);
    free(real_b);
    return same && !is_special(a); /* two may write to one device */
}

bool output_spares(const char *output, const char *rejects, const char *file, struct error *error)
{
    return is_standard_output(file) ||
           ((output == NULL || !output_same(output, file)) &&
            (rejects == NULL || !output_same(rejects, file))) ||
           error_set(error, file, 0, NULL,
                     _("it is read: --output or --rejects cannot be put there"));
}

bool output_spares_ledger(const char *output, const char *rejects, const char *ledger,
                          struct error *error)
{
    static const char *const ENDS[] = {"", "-wal", "-shm", "-journal"};
    bool ok = true;
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS && ledger != NULL && ok; i++) {
        char *file = NULL;
        if (asprintf(&file, "%s%s", ledger, ENDS[i]) < 0)
            return error_no_memory(error, ledger);
        ok = output_spares(output, rejects, file, error);
        free(file);
    }
    return ok;
}

bool output_open(struct output *o, const char *target, struct error *error)
{
    *o = (struct output){.fd = STDOUT_FILENO, .open = true};
    if (is_standard_output(target))
        return true;
    o->target = target;
    if (*target == '\0') {
        *o = (struct output){0};
        errno = ENOENT;
        return error_system(error, "", _("cannot open for writing"));
    }
    if (is_special(target)) {
        o->fd = open(target, O_WRONLY | O_CLOEXEC);
        o->open = o->fd >= 0;
        return o->open || error_system(error, target, _("cannot open for writing"));
    }
    o->real = real_name(target);
    if (o->real == NULL) {
        error_system(error, target, _("cannot open for writing"));
    } else if (asprintf(&o->temporary, "%s.XXXXXX", o->real) < 0) {
        o->temporary = NULL; /* it says nothing of it then */
        error_no_memory(error, target);
    }
    if (o->real == NULL || o->temporary == NULL) {
        free(o->real);
        *o = (struct output){0};
        return false;
    }
    remember_temporary(o->temporary); /* before it is there: an interruption comes at any time */
    o->fd = mkostemp(o->temporary, O_CLOEXEC); /* mode 0600 */
    o->open = o->fd >= 0;
    if (!o->open) {
        error_system(error, target, _("cannot create a file beside it"));
        forget_temporary(o->temporary);
        free(o->temporary);
        free(o->real);
        *o = (struct output){0};
        return false;
    }
    return true;
}

static const char *shown_name(const struct output *o)
{
    return o->target == NULL ? _("standard output") : o->target;
}

bool output_write(struct output *o, struct text bytes, struct error *error)
{
    while (bytes.n > 0) {
        ssize_t n = write(o->fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_system(error, shown_name(o), _("cannot write"));
        bytes.p += n;
        bytes.n -= (size_t)n;
    }
    return true;
}

bool output_sink(void *output, struct text bytes, struct error *error)
{
    return output_write(output, bytes, error);
}

bool output_suits_workbook(const char *target, struct error *error)
{
    return !is_standard_output(target) || isatty(STDOUT_FILENO) != 1 ||
           error_set(error, NULL, 0, NULL,
                     _("a workbook is not for a terminal: give it a file with -o FILE"));
}

bool output_finish(struct output *o, struct error *error)
{
    bool ok = true;
    if (!o->open)
        return true;
    if (o->temporary != NULL && fsync(o->fd) != 0)
        ok = error_system(error, shown_name(o), _("cannot bring it to disk"));
    if (close(o->fd) != 0 && ok)
        ok = error_system(error, shown_name(o), _("cannot finish writing"));
    o->open = false;
    return ok;
}

static void forget(struct output *o)
{
    forget_temporary(o->temporary);
    free(o->temporary);
    free(o->real);
    o->temporary = o->real = NULL;
}

bool output_publish(struct output *o, struct error *error)
{
    bool ok = true;
    if (o->temporary == NULL)
        return true;
    if (rename(o->temporary, o->real) != 0) {
        ok = error_system(error, shown_name(o), _("cannot put the finished file in its place"));
        (void)unlink(o->temporary);
    }
    forget(o);
    return ok;
}

bool output_commit(struct output *o, struct error *error)
{
    return output_finish(o, error) && output_publish(o, error);
}

void output_abandon(struct output *o)
{
    if (o->open && o->target != NULL)
        (void)close(o->fd); /* what it holds is not wanted */
    if (o->temporary != NULL) {
        (void)unlink(o->temporary);
        forget(o);
    }
    *o = (struct output){0};
}
