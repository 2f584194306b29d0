#include "base/language.h"

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the environment asks for, whether the machine has generated that locale or not. */
static const char *wanted_locale(void)
{
    static const char *const NAMES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        const char *value = getenv(NAMES[i]);
        if (value != NULL && value[0] != '\0')
            return value;
    }
    return "";
}

/* `<folder of the program>/../share/locale` into `out`; false where that cannot be told. */
static bool catalogue_folder(char *out, size_t size)
{
    char program[4096];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    if (n <= 0)
        return false;
    program[n] = '\0';
    char *slash = strrchr(program, '/');
    if (slash == NULL)
        return false;
    *slash = '\0';
    int length = snprintf(out, size, "%s/../share/locale", program);
    return length > 0 && (size_t)length < size;
}

void language_open(void)
{
    static char folder[4200];
    if (setlocale(LC_ALL, "") == NULL && strncmp(wanted_locale(), "zh", 2) == 0) {
        /* The locale is not on this machine. Messages need only its name, and C.UTF-8 is
         * always there. */
        if (setlocale(LC_ALL, "C.UTF-8") != NULL)
            (void)setenv("LANGUAGE", "zh_CN", 0);
    }
    /* Numbers are read and written by our own code; nothing else may change with a locale. */
    (void)setlocale(LC_NUMERIC, "C");
    if (catalogue_folder(folder, sizeof folder))
        (void)bindtextdomain("bangfu", folder);
    (void)bind_textdomain_codeset("bangfu", "UTF-8");
    (void)textdomain("bangfu");
}
