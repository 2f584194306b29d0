/* The loop that all filters share, as a program: options, help, beginning and end. */
#include "table/filter.h"

#include "base/language.h"
#include "table/loop.h"
#include "table/rejects.h"
#include "table/settings.h"

#include <stdlib.h>
#include <unistd.h>

/* More threads than these have little to do while one of them reads. */
#define JOBS_BY_DEFAULT_MAX 4

static bool take_option(void *data, int id, const char *value, struct error *error)
{
    struct loop *loop = data;
    const struct filter *filter = loop->run.filter;
    loop->help |= id == OPTION_HELP;
    loop->version |= id == OPTION_VERSION;
    if (id == OPTION_HELP || id == OPTION_VERSION)
        return true;
    for (const struct command_option *o = filter->options; o != NULL && o->name != NULL; o++)
        if (o->id == id)
            return filter->take(filter->state, id, value, error);
    return settings_take(&loop->run.settings, id, value, error);
}

/* `a, b, [c]`: columns in brackets may be missing. */
static void list_columns(const struct filter *filter, struct buffer *out)
{
    for (int i = 0; i < filter->read_count; i++)
        buffer_format(out, "%s%s%s%s",
                      i == 0       ? ""
                      : i % 5 == 0 ? ",\n  "
                                   : ", ",
                      filter->reads[i].required ? "" : "[", filter->reads[i].name,
                      filter->reads[i].required ? "" : "]");
    buffer_char(out, '\0');
}

/* The columns of the filter; what it adds with another scheme stands behind them. */
static void list_added(const struct filter *filter, struct buffer *out)
{
    const struct filter *other = filter->golden_autumn;
    for (int i = 0; i < filter->add_count; i++)
        buffer_format(out, "%s%s", i == 0 ? "" : i % 5 == 0 ? ",\n  " : ", ", filter->adds[i]);
    for (int i = filter->add_count; other != NULL && i < other->add_count; i++)
        buffer_format(out, ", %s", other->adds[i]);
    buffer_char(out, '\0');
}

static void put_help(const struct loop *loop, const struct command_option *options,
                     struct buffer *out)
{
    const struct filter *filter = loop->run.filter;
    struct buffer reads = {0}, reads_in_autumn = {0}, adds = {0};
    list_columns(filter, &reads);
    if (filter->golden_autumn != NULL)
        list_columns(filter->golden_autumn, &reads_in_autumn);
    list_added(filter, &adds);
    out->failed |= reads.failed || reads_in_autumn.failed || adds.failed;
    struct command_section sections[4] = {0};
    int count = 0;
    if (filter->read_count > 0)
        sections[count++] = (struct command_section){
            N_("Columns read (those in brackets may be missing):"), reads.p};
    if (filter->golden_autumn != NULL)
        sections[count++] = (struct command_section){
            N_("Columns read with --scheme golden-autumn:"), reads_in_autumn.p};
    if (filter->add_count > 0)
        sections[count] = (struct command_section){N_("Columns added:"), adds.p};
    if (!out->failed)
        command_help(&filter->command, options, sections, out);
    buffer_free(&reads);
    buffer_free(&reads_in_autumn);
    buffer_free(&adds);
}

static bool print(struct loop *loop, const struct command_option *options)
{
    struct buffer out = {0};
    if (loop->help)
        put_help(loop, options, &out);
    else
        command_version(&loop->run.filter->command, &out);
    struct output standard;
    bool ok = !out.failed || error_no_memory(&loop->error, NULL);
    ok = ok && output_open(&standard, NULL, &loop->error) &&
         output_write(&standard, buffer_view(&out), &loop->error) &&
         output_commit(&standard, &loop->error);
    buffer_free(&out);
    return ok;
}

static bool load_policy(struct loop *loop)
{
    struct run *run = &loop->run;
    const struct settings *s = &run->settings;
    if (!(run->filter->uses & USES_POLICY))
        return true;
    run->policy = policy_load(s->policies, s->policy_count, &loop->error);
    if (run->policy == NULL)
        return false;
    run->view = policy_view_new(run->policy, run->filter->scheme);
    return run->view != NULL || error_no_memory(&loop->error, NULL);
}

static bool load_calendar(struct loop *loop)
{
    struct run *run = &loop->run;
    const struct settings *s = &run->settings;
    if (run->filter->uses & USES_CALENDAR)
        run->calendar = calendar_load(s->calendars, s->calendar_count, &loop->error);
    return run->calendar != NULL || !(run->filter->uses & USES_CALENDAR);
}

/* Reading and deciding side by side, where there are the processors for it. */
static long default_jobs(void)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1 ? 1 : processors < JOBS_BY_DEFAULT_MAX ? processors : JOBS_BY_DEFAULT_MAX;
}

/* The one of the files read beside the table that would be written over, or NULL. */
static const char *written_over(const struct settings *s, const char *const *files, int count)
{
    for (int i = 0; i < count; i++)
        if ((s->rejects != NULL && output_same(s->rejects, files[i])) ||
            (s->output != NULL && output_same(s->output, files[i])))
            return files[i];
    return NULL;
}

/* What is written must not take the place of what is still to be read. A table written over its
 * own input takes it only when it is complete; but what is made of a whole table does not replace
 * it. */
static bool check_targets(const struct settings *s, bool whole, char **names, int count,
                          struct error *error)
{
    const char *clash = NULL;
    for (int i = 0; i < count && whole && s->output != NULL; i++)
        if (strcmp(names[i], "-") != 0 && output_same(s->output, names[i]))
            clash = names[i];
    for (int i = 0; i < count && s->rejects != NULL; i++)
        if (strcmp(names[i], "-") != 0 && output_same(s->rejects, names[i]))
            clash = names[i];
    if (clash == NULL)
        clash = written_over(s, s->policies, s->policy_count);
    if (clash == NULL)
        clash = written_over(s, s->calendars, s->calendar_count);
    return clash == NULL || error_set(error, clash, 0, NULL,
                                      _("it is read: --output or --rejects cannot be put there"));
}

static bool begin(struct loop *loop, char **names, int count)
{
    struct run *run = &loop->run;
    const struct settings *s = &run->settings;
    struct error *error = &loop->error;
    if (!settings_check(s, run->filter, error) || !load_policy(loop) || !load_calendar(loop))
        return false;
    if (run->filter->begin != NULL && !run->filter->begin(run, error))
        return false;
    const struct filter *filter = run->filter;
    const bool whole = filter->gathers || filter->folds || filter->lists || run->holds;
    if (!check_targets(s, whole, names, count, error))
        return false;
    if (s->only_count > 0) {
        run->only_found = calloc((size_t)s->only_count, sizeof *run->only_found);
        if (run->only_found == NULL)
            return error_no_memory(error, NULL);
    }
    loop->shows_progress = s->progress || (!s->no_progress && isatty(STDERR_FILENO) == 1);
    loop->pipeline = pipeline_new(run, s->jobs == 0 ? default_jobs() : s->jobs);
    if (loop->pipeline == NULL && s->jobs == 0)
        loop->pipeline = pipeline_new(run, 1); /* nobody asked for threads */
    if (loop->pipeline == NULL)
        return error_set(error, NULL, 0, NULL, _("out of memory or threads"));
    if ((run->filter->folds || run->holds) && (loop->spool = spool_open(error)) == NULL)
        return false;
    if ((!s->explain || s->output != NULL) && !output_open(&loop->table, s->output, error))
        return false;
    if (s->explain && !output_open(&loop->account, NULL, error))
        return false;
    return s->rejects == NULL || (output_open(&loop->rejects, s->rejects, error) &&
                                  output_write(&loop->rejects, text_of(REJECTS_HEADER), error));
}

/* Households asked for that were not met are findings. */
static void report_not_met(struct loop *loop)
{
    const struct settings *s = &loop->run.settings;
    for (int i = 0; i < s->only_count; i++) {
        if (atomic_load(&loop->run.only_found[i]))
            continue;
        char shown[96];
        error_set(&loop->error, NULL, 0, NULL, _("no record has the household_id '%s'"),
                  text_masked(text_of(s->only[i]), shown, sizeof shown));
        console_error(loop);
        loop->findings = true;
    }
}

static bool finish(struct loop *loop)
{
    struct run *run = &loop->run;
    struct buffer messages = {0};
    if (run->filter->finish == NULL)
        return true;
    run->rejected = loop->rejected;
    bool ok = run->filter->finish(run, &loop->table, &messages, &loop->error);
    console_say(buffer_view(&messages));
    buffer_free(&messages);
    return ok;
}

static bool commit(struct loop *loop)
{
    struct run *run = &loop->run;
    struct buffer messages = {0};
    if (run->filter->commit == NULL)
        return true;
    const bool ok = run->filter->commit(run, &messages, &loop->error);
    console_say(buffer_view(&messages));
    buffer_free(&messages);
    return ok;
}

static bool work(struct loop *loop, char **names, int count)
{
    static char *standard_input[] = {"-"};
    if (count == 0) {
        names = standard_input;
        count = 1;
    }
    loop->run.files = names;
    loop->run.file_count = count;
    if (!begin(loop, names, count))
        return false;
    if (!stream_files(loop, names, count))
        return false;
    console_clear(loop);
    if (!find_scattered(loop) || !finish(loop) || (loop->spool != NULL && !release_records(loop)))
        return false;
    /* All are finished before the first takes an old file's place, and the table comes last. */
    struct output *outputs[] = {&loop->account, &loop->rejects, &loop->table};
    for (int i = 0; i < 3; i++)
        if (!output_finish(outputs[i], &loop->error))
            return false;
    if (!commit(loop))
        return false;
    for (int i = 0; i < 3; i++)
        if (!output_publish(outputs[i], &loop->error))
            return false;
    return true;
}

static void end(struct loop *loop)
{
    struct run *run = &loop->run;
    pipeline_free(loop->pipeline);
    output_abandon(&loop->table);
    output_abandon(&loop->account);
    output_abandon(&loop->rejects);
    spool_free(loop->spool);
    scattered_free(loop->scattered);
    if (run->filter->end != NULL)
        run->filter->end(run);
    layout_free(&run->layout);
    policy_view_free(run->view);
    policy_free(run->policy);
    calendar_free(run->calendar);
    free(run->only_found);
    free(run->inputs);
    settings_free(&run->settings);
}

/* What the options ask for besides filtering a table; `*done` where they did. */
static bool aside(struct loop *loop, const char *operand, bool *done)
{
    struct buffer messages = {0};
    struct run *run = &loop->run;
    const struct filter *filter = run->filter;
    if (filter->instead != NULL && filter->instead(filter->state) != NULL)
        run->filter = filter->instead(filter->state);
    if (filter->aside == NULL)
        return true;
    const bool ok = filter->aside(run, operand, done, &messages, &loop->error);
    console_say(buffer_view(&messages));
    buffer_free(&messages);
    return ok;
}

int filter_main(const struct filter *filter, int argc, char **argv)
{
    struct loop loop = {.run = {.filter = filter, .state = filter->state, .key_column = -1}};
    struct command_option options[COMMAND_OPTIONS_MAX + 1];
    int status = 2;

    command_guard_descriptors();
    language_open();
    settings_options(filter, options);
    int first =
        command_parse(&filter->command, options, argc, argv, take_option, &loop, &loop.error);
    bool ok = first >= 0 && columns_open(&loop.error);
    if (loop.run.settings.scheme == SCHEME_GOLDEN_AUTUMN)
        loop.run.filter = filter->golden_autumn;
    loop.run.today = loop.run.settings.has_as_of ? loop.run.settings.as_of : date_today();
    bool done = false;
    if (ok && (loop.help || loop.version))
        ok = done = print(&loop, options);
    else if (ok)
        ok = aside(&loop, argv[first], &done);
    if (ok && done) {
        status = loop.run.findings ? 1 : 0;
    } else if (ok && (ok = work(&loop, argv + first, argc - first))) {
        report_not_met(&loop);
        if (loop.run.settings.summary)
            console_summary(&loop);
        status =
            loop.rejected > 0 || loop.flagged > 0 || loop.findings || loop.run.findings ? 1 : 0;
    }
    if (!ok) {
        console_clear(&loop);
        console_error(&loop);
    }
    end(&loop);
    return status;
}
