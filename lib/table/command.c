#include "table/command.h"

#include "base/language.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <unistd.h>

const char *command_name(const struct command *command)
{
    const size_t n = strlen(program_invocation_short_name);
    return text_ends((struct text){program_invocation_short_name, n}, command->name)
               ? program_invocation_short_name
               : command->name;
}

/*
 * getopt_long has just refused an option: says which, in the user's language. Where it names one
 * that there is (`optopt`), it was a long one given a value that it does not take.
 */
static void refuse_option(const struct command *command, const struct command_option *options,
                          char **argv, struct error *error)
{
    const char *last = argv[optind - 1];
    const char letter[] = {'-', (char)optopt, '\0'};
    const char *shown = last;
    bool known = false;
    for (; options->name != NULL; options++)
        known |= optopt != 0 && options->id == optopt;
    if (known) {
        error_set(error, NULL, 0, NULL, _("option '%s' takes no value; see '%s --help'"), last,
                  command_name(command));
        return;
    }
    if (optopt > ' ' && optopt < 0x7F)
        shown = letter;
    else if (optopt != 0 && argv[optind] != NULL && strchr(argv[optind], (char)optopt) != NULL)
        shown = argv[optind]; /* a letter that is not ASCII, within a word still being read */
    error_set(error, NULL, 0, NULL, _("unknown option '%s'; see '%s --help'"), shown,
              command_name(command));
}

int command_parse(const struct command *command, const struct command_option *options, int argc,
                  char **argv, command_take *take, void *data, struct error *error)
{
    struct option longs[COMMAND_OPTIONS_MAX + 1] = {{0}};
    char shorts[2 * COMMAND_OPTIONS_MAX + 2] = ":", *s = shorts + 1;
    for (int i = 0; options[i].name != NULL && i < COMMAND_OPTIONS_MAX; i++) {
        longs[i].name = options[i].name;
        longs[i].has_arg = options[i].argument == NULL ? no_argument : required_argument;
        longs[i].val = options[i].id;
        if (options[i].id <= 255) {
            *s++ = (char)options[i].id;
            if (options[i].argument != NULL)
                *s++ = ':';
        }
    }
    opterr = 0; /* our own words, in the user's language */
    for (int id; (id = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (id == '?') {
            refuse_option(command, options, argv, error);
            return -1;
        }
        if (id == ':') {
            error_set(error, NULL, 0, NULL, _("option '%s' needs a value; see '%s --help'"),
                      argv[optind - 1], command_name(command));
            return -1;
        }
        if (!take(data, id, optarg, error))
            return -1;
    }
    if (command->operands == NULL && optind < argc) {
        error_set(error, NULL, 0, NULL, _("unexpected operand '%s'; see '%s --help'"), argv[optind],
                  command_name(command));
        return -1;
    }
    return optind;
}

/* Appends `text` indented, after a column that is already `used` wide of `width`. */
static void put_wrapped(struct buffer *out, const char *text, size_t used, size_t width)
{
    if (used + 2 > width) {
        buffer_char(out, '\n');
        used = 0;
    }
    buffer_format(out, "%*s%s\n", (int)(width - used), "", text);
}

bool command_bad_value(struct error *error, const char *option, const char *found,
                       const char *expected)
{
    return error_set(error, NULL, 0, NULL, _("option '%s': found '%s', expected %s"), option, found,
                     expected);
}

void command_help(const struct command *command, const struct command_option *options,
                  const struct command_section *sections, struct buffer *out)
{
    buffer_format(out, _("Usage: %s [OPTION]..."), command_name(command));
    if (command->operands != NULL)
        buffer_format(out, " %s", command->operands);
    buffer_format(out, "\n%s\n", _(command->summary));
    for (; sections->heading != NULL; sections++)
        buffer_format(out, "\n%s\n  %s\n", _(sections->heading), sections->text);
    buffer_format(out, "\n%s\n", _("Options:"));
    for (; options->name != NULL; options++) {
        size_t start = out->n;
        if (options->id <= 255)
            buffer_format(out, "  -%c, --%s", options->id, options->name);
        else
            buffer_format(out, "      --%s", options->name);
        if (options->argument != NULL)
            buffer_format(out, " %s", options->argument);
        put_wrapped(out, _(options->help), out->n - start, 26);
    }
    buffer_format(out, "\n%s\n  %s\n  %s\n  %s\n", _("Exit status:"), _("0  all was decided"),
                  _("1  some records are invalid or were rejected, or there are findings"),
                  _("2  could not run: usage, policy, input or output"));
    buffer_format(out, "\n%s\n  %s\n", _("Example:"), command->example);
}

void command_version(const struct command *command, struct buffer *out)
{
    buffer_format(out, "%s (bangfu) %s\n", command_name(command), BANGFU_VERSION);
}

void command_guard_descriptors(void)
{
    (void)signal(SIGXFSZ, SIG_IGN); /* a file at its limit is a write that fails, and says so */
    for (int fd = 0; fd <= STDERR_FILENO; fd++) {
        /* Opened for the wrong direction on purpose: its use is still an error. */
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}
