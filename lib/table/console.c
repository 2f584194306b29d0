/* What the loop says on standard error. */
#include "table/loop.h"

#include "base/language.h"

#include <stdio.h>
#include <unistd.h>

void console_say(struct text bytes)
{
    /* There is nowhere to report that standard error cannot be written to; the exit status
     * still tells that there was something to say. */
    struct output err = {.fd = STDERR_FILENO, .open = true};
    (void)output_write(&err, bytes, NULL);
}

void console_error(const struct loop *loop)
{
    char line[1024], message[1152];
    int n = snprintf(message, sizeof message, "%s: %s\n", command_name(&loop->run.filter->command),
                     error_line(&loop->error, line, sizeof line));
    console_say((struct text){message, (size_t)n});
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
    char line[128];
    int n = snprintf(line, sizeof line, "\r%s: %ld %s", command_name(&loop->run.filter->command),
                     loop->records, _("records"));
    console_say((struct text){line, (size_t)n});
    loop->shown = now;
}

void console_summary(const struct loop *loop)
{
    const struct filter *filter = loop->run.filter;
    struct buffer out = {0};
    buffer_format(&out, _("%s: %ld read = %ld written + %ld rejected; %ld %s\n"),
                  command_name(&filter->command), loop->records, loop->written, loop->rejected,
                  loop->flagged, _(filter->flagged_as));
    if (filter->summarize != NULL)
        filter->summarize(&loop->run, loop->tally, &out);
    console_say(buffer_view(&out));
    buffer_free(&out);
}
