/* What the loop says on standard error. */
#include "table/loop.h"

#include "base/language.h"

#include <stdarg.h>
#include <unistd.h>

void console_say(struct text bytes)
{
    /* There is nowhere to report that standard error cannot be written to; the exit status
     * still tells that there was something to say. */
    struct output err = {.fd = STDERR_FILENO, .open = true};
    (void)output_write(&err, bytes, NULL);
}

/* What does not fit into memory is not said, like what cannot be written. */
__attribute__((format(printf, 1, 2))) static void say_format(const char *format, ...)
{
    struct buffer out = {0};
    va_list values;
    va_start(values, format);
    buffer_format_list(&out, format, values);
    va_end(values);
    console_say(buffer_view(&out));
    buffer_free(&out);
}

void console_error(const struct loop *loop)
{
    char line[ERROR_LINE_SIZE];
    say_format("%s: %s\n", command_name(&loop->run.filter->command),
               error_line(&loop->error, line, sizeof line));
}

void console_clear(struct loop *loop)
{
    if (loop->shows_progress && loop->shown.tv_sec > 0)
        console_say(text_of("\r\033[K"));
}

void console_progress(struct loop *loop)
{
    struct timespec now;
    if (!loop->shows_progress || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return;
    long tenths =
        (now.tv_sec - loop->shown.tv_sec) * 10 + (now.tv_nsec - loop->shown.tv_nsec) / 100000000;
    if (loop->shown.tv_sec > 0 && tenths < 5)
        return;
    say_format("\r%s: %ld %s", command_name(&loop->run.filter->command), loop->records,
               _("records"));
    loop->shown = now;
}

void console_summary(const struct loop *loop)
{
    const struct filter *filter = loop->run.filter;
    struct buffer out = {0};
    if (filter->lists)
        buffer_format(&out, _("%s: %ld read = %ld looked at + %ld rejected; %ld %s\n"),
                      command_name(&filter->command), loop->records, loop->written, loop->rejected,
                      loop->flagged, _(filter->flagged_as));
    else if (loop->spool == NULL)
        buffer_format(&out, _("%s: %ld read = %ld written + %ld rejected; %ld %s\n"),
                      command_name(&filter->command), loop->records, loop->written, loop->rejected,
                      loop->flagged, _(filter->flagged_as));
    else
        buffer_format(&out, _("%s: %ld read = %ld taken in + %ld rejected; %ld written, %ld %s\n"),
                      command_name(&filter->command), loop->records, loop->written, loop->rejected,
                      loop->released, loop->flagged, _(filter->flagged_as));
    if (filter->summarize != NULL)
        filter->summarize(&loop->run, loop->tally, &out);
    console_say(buffer_view(&out));
    buffer_free(&out);
}
