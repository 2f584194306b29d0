/*
 * A program's command line: options and help from one table, so that they cannot drift apart.
 */
#ifndef BANGFU_TABLE_COMMAND_H
#define BANGFU_TABLE_COMMAND_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>

struct command_option {
    int id; /* the letter of a short form, or any number above 255 */
    const char *name;
    const char *argument; /* how help shows it; NULL: takes none */
    const char *help;     /* one sentence */
};

/* A heading of the help with its text, such as what columns are read. */
struct command_section {
    const char *heading, *text;
};

struct command {
    const char *name;
    const char *operands; /* as help shows them: `[FILE]...`; NULL: takes none */
    const char *summary;  /* one sentence */
    const char *example;  /* one line that runs */
};

/* The most options that a program has, and the first number for options of its own without a
 * letter: those common to filters are below it. */
#define COMMAND_OPTIONS_MAX 48
#define OPTION_OWN          1000

#define OPTION_HELP    'h'
#define OPTION_VERSION 'V'

/* Takes one option as it comes; false with `error` where its value will not do. */
typedef bool command_take(void *data, int id, const char *value, struct error *error);

/*
 * Parses the command line by the options of `options` (an array ending with a NULL name).
 * Returns the index of the first operand, or -1 with `error` set.
 */
int command_parse(const struct command *command, const struct command_option *options, int argc,
                  char **argv, command_take *take, void *data, struct error *error);

/* `option '--month': found 'x', expected …`; returns false. */
bool command_bad_value(struct error *error, const char *option, const char *found,
                       const char *expected);

/* Writes the help: the sentence, the sections (ending with a NULL heading), options, exit
 * status, example. */
void command_help(const struct command *command, const struct command_option *options,
                  const struct command_section *sections, struct buffer *out);

/* The program's name as messages show it: as it was installed, perhaps with a prefix. */
const char *command_name(const struct command *command);

/* Writes `NAME (bangfu) VERSION`. */
void command_version(const struct command *command, struct buffer *out);

/*
 * Makes sure that descriptors 0, 1 and 2 are open, so that a file opened later cannot take the
 * place of a closed one: reading or writing what the caller closed then fails. Also makes a write
 * beyond the limit on file sizes fail rather than end the program.
 */
void command_guard_descriptors(void);

#endif
