#include "notice/interruption.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define PATH_SIZE 4096

static const int SIGNALS[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
#define SIGNAL_COUNT (sizeof SIGNALS / sizeof *SIGNALS)

/* A signal handler may only look at what never moves. */
static char inner[PATH_SIZE], outer[PATH_SIZE];
static const volatile long *volatile letters;
static volatile sig_atomic_t watched, waits, came;

void letter_name(long number, char out[LETTER_NAME_SIZE])
{
    char digits[LETTER_NAME_SIZE - sizeof ".html"];
    size_t n = 0, at = 0;
    for (; (number > 0 || n < 4) && n < sizeof digits; number /= 10)
        digits[n++] = (char)('0' + number % 10);
    while (n > 0)
        out[at++] = digits[--n];
    memcpy(out + at, ".html", sizeof ".html");
}

/* There is room behind the folder's path for any name. */
static void unlink_inner(const char *name)
{
    char path[PATH_SIZE + LETTER_NAME_SIZE + 1];
    const size_t n = strlen(inner);
    memcpy(path, inner, n);
    path[n] = '/';
    memcpy(path + n + 1, name, strlen(name) + 1);
    (void)unlink(path);
}

/* One more than are counted: it may be being written. */
static void clear(void)
{
    char name[LETTER_NAME_SIZE];
    for (long i = 1; i <= *letters + 1; i++) {
        letter_name(i, name);
        unlink_inner(name);
    }
    unlink_inner(LETTER_INDEX);
    (void)rmdir(inner);
    if (*outer != '\0')
        (void)rmdir(outer);
}

static void end_by(int number)
{
    (void)signal(number, SIG_DFL);
    (void)raise(number);
}

static void on_interruption(int number)
{
    if (waits) {
        came = number;
        return;
    }
    if (watched)
        clear();
    end_by(number);
}

/* A path that is too long is left alone: its folder stays. */
void interruption_clears(const char *inner_path, const char *outer_path, const volatile long *count)
{
    struct sigaction action = {.sa_handler = on_interruption, .sa_flags = SA_RESTART};
    if (strlen(inner_path) >= sizeof inner ||
        (outer_path != NULL && strlen(outer_path) >= sizeof outer))
        return;
    (void)sigemptyset(&action.sa_mask); /* cannot fail, nor can those below */
    for (size_t i = 0; i < SIGNAL_COUNT; i++)
        (void)sigaddset(&action.sa_mask, SIGNALS[i]);
    strcpy(inner, inner_path);
    strcpy(outer, outer_path == NULL ? "" : outer_path);
    letters = count;
    watched = 1;
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        struct sigaction old;
        (void)sigaction(SIGNALS[i], NULL, &old);
        if (old.sa_handler != SIG_IGN) /* nohup stays what it is */
            (void)sigaction(SIGNALS[i], &action, NULL);
    }
}

void interruption_waits(void)
{
    waits = 1;
}

void interruption_ends(void)
{
    watched = 0;
    waits = 0;
    if (came != 0)
        end_by(came);
}
