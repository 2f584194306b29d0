#include "table/sorting.h"

#include "base/language.h"

#include <stdio.h>

/* One word for the shell, whatever is in it. */
static void put_word(struct buffer *out, const char *word)
{
    static const char PLAIN[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./,";
    if (word[0] != '\0' && word[strspn(word, PLAIN)] == '\0') {
        buffer_string(out, word);
        return;
    }
    buffer_char(out, '\'');
    for (; *word != '\0'; word++)
        if (*word == '\'')
            buffer_string(out, "'\\''");
        else
            buffer_char(out, *word);
    buffer_char(out, '\'');
}

/* The name of a file as an operand; standard input has none. */
static void put_file(const char *name, struct buffer *out)
{
    buffer_char(out, ' ');
    if (strcmp(name, "-") == 0) {
        buffer_string(out, _("FILE"));
        return;
    }
    if (name[0] == '-')
        buffer_string(out, "./");
    put_word(out, name);
}

static void put_sort(const struct run *run, const int *by, int count, struct buffer *out)
{
    const char delimiter[] = {run->delimiter, '\0'};
    buffer_string(out, "LC_ALL=C sort -s -t");
    if (run->delimiter == '\t')
        buffer_string(out, "\"$(printf '\\t')\"");
    else
        put_word(out, delimiter);
    for (int i = 0; i < count; i++) {
        const int field = run->layout.read_at[by[i]] + 1;
        buffer_format(out, " -k%d,%d", field, field);
    }
}

/* A file that is none of those that are read. */
static void put_target(const struct run *run, struct buffer *out)
{
    char name[40] = "sorted.csv";
    for (int i = 0, number = 2; i < run->file_count; i++) {
        if (!output_same(name, run->files[i]))
            continue;
        (void)snprintf(name, sizeof name, "sorted-%d.csv", number++);
        i = -1; /* against all of them again */
    }
    buffer_string(out, name);
}

void sorting_command(const struct run *run, const int *by, int count, bool merges,
                     struct buffer *out)
{
    const bool header = !run->settings.no_header;
    if (header) {
        buffer_string(out, "{ head -n 1");
        put_file(run->files[0], out);
        buffer_string(out, run->file_count > 1 ? "; sed -s 1d" : "; sed 1d");
    } else {
        buffer_string(out, "sed -n p"); /* a last line without an end gets one */
    }
    for (int i = 0; i < run->file_count; i++)
        put_file(run->files[i], out);
    buffer_string(out, merges ? " | LC_ALL=C sort -u | " : " | ");
    put_sort(run, by, count, out);
    buffer_string(out, header ? "; } >" : " >");
    put_target(run, out);
}

void sorting_file_command(const char *file, int field, struct buffer *out)
{
    buffer_string(out, "{ head -n 1");
    put_file(file, out);
    buffer_string(out, "; sed 1d");
    put_file(file, out);
    buffer_format(out, " | LC_ALL=C sort -s -t, -k%d,%d; } >%s", field + 1, field + 1,
                  output_same("sorted.csv", file) ? "sorted-2.csv" : "sorted.csv");
}

static void keep(struct text a, char *out, size_t size)
{
    const size_t n = a.n < size ? a.n : size - 1;
    if (n > 0)
        memcpy(out, a.p, n);
    out[n] = '\0';
}

void disorder_note(struct disorder *d, const struct row *row, bool repeats, struct text found,
                   struct text after)
{
    d->repeats |= repeats;
    if (d->any)
        return;
    d->any = true;
    d->file = row->file;
    d->line = row->record->line;
    keep(found, d->found, sizeof d->found);
    keep(after, d->after, sizeof d->after);
}

void disorder_say(const struct disorder *d, const struct run *run, const char *column,
                  const int *by, int count, struct buffer *messages)
{
    const char *name = command_name(&run->filter->command);
    if (d->any)
        buffer_format(messages,
                      _("%s: %s:%ld: %s: found %s after %s, expected each household's records in "
                        "order, each once; to mend it: "),
                      name, d->file, d->line, column, d->found, d->after);
    else if (run->scattered > 0)
        buffer_format(messages,
                      _("%s: %s:%ld: household_id: found a household that came before, expected "
                        "its records next to each other; to mend it: "),
                      name, run->scattered_file, run->scattered_line);
    else
        return;
    sorting_command(run, by, count, d->repeats, messages);
    buffer_char(messages, '\n');
}
