/* due-date: when a period of working days, months or days ends, Civil Code art. 200 to 203. */
#include "account/due.h"
#include "base/language.h"
#include "table/facts.h"
#include "table/period_facts.h"
#include "table/settings.h"

#include <getopt.h>
#include <stdio.h>

enum { HOUSEHOLD_ID = PERIOD_COLUMN_COUNT };
enum { DUE, ADDED };

static const struct column_need READS[] = {PERIOD_COLUMNS, {"household_id", false}};
static const char *const ADDS[ADDED] = {[DUE] = "due"};

enum { OPTION_FROM = OPTION_OWN, OPTION_NUMBER /* one for each unit */ };

static const struct command_option OPTIONS[] = {
    {OPTION_FROM, "from", N_("DATE"),
     N_("print when the one period after DATE (YYYY-MM-DD) ends, and read no table")},
    {OPTION_NUMBER + PERIOD_WORKING_DAYS, "working-days", N_("N"),
     N_("the period is N working days (工作日), where a record has no number of its own")},
    {OPTION_NUMBER + PERIOD_MONTHS, "months", N_("N"), N_("the same in months")},
    {OPTION_NUMBER + PERIOD_DAYS, "days", N_("N"), N_("the same in days")},
    {0}};

struct due_date {
    bool has_from;
    struct period period; /* of the command line; the number 0 without any */
};

static struct due_date state;

/* ---- options ------------------------------------------------------------------------------- */

static bool take_number(struct due_date *d, enum period_unit unit, const char *value,
                        struct error *error)
{
    static const char *const NAMES[] = {"--working-days", "--months", "--days"};
    if (d->period.number > 0 && d->period.unit != unit)
        return error_set(error, NULL, 0, NULL, _("%s does not go together with %s"), NAMES[unit],
                         NAMES[d->period.unit]);
    d->period.unit = unit;
    return period_read_number(text_of(value), &d->period.number) ||
           command_bad_value(error, NAMES[unit], value, _("a whole number from 1 to 99999"));
}

static bool take(void *data, int id, const char *value, struct error *error)
{
    struct due_date *d = data;
    if (id != OPTION_FROM)
        return take_number(d, (enum period_unit)(id - OPTION_NUMBER), value, error);
    d->has_from = date_parse(text_of(value), &d->period.from);
    return d->has_from || command_bad_value(error, "--from", value, _("a date YYYY-MM-DD"));
}

static bool find_end(const struct calendar *calendar, const struct period *period,
                     const char *column, struct date *due, struct error *error)
{
    return period_end(calendar, period, due) == DUE_FOUND ||
           account_unknown_year(calendar, period, column, error);
}

/* ---- a table ------------------------------------------------------------------------------- */

static bool header(struct run *run, struct layout *layout, struct error *error)
{
    const struct due_date *d = run->state;
    return period_check(run, layout, &d->period, error);
}

static void explain(struct row *row, const struct period *period, struct date due,
                    const struct error *fault)
{
    char line[ERROR_LINE_SIZE];
    if (row_cell(row, HOUSEHOLD_ID).n > 0)
        facts_account_heading(row, HOUSEHOLD_ID, NULL, false);
    else
        buffer_format(row->account, _("Record (%s, line %ld)\n"), row->file, row->record->line);
    if (fault == NULL)
        account_due(row->account, row->run->calendar, period, due);
    else
        buffer_format(row->account, "%s%s\n", _("  not decided: "),
                      error_line(fault, line, sizeof line));
    buffer_char(row->account, '\n');
}

static enum outcome due_date(struct row *row)
{
    const struct due_date *d = row->run->state;
    struct period period;
    struct date due = {0};
    struct error fault;
    const bool ok = period_read(row, &d->period, &period, &fault) &&
                    find_end(row->run->calendar, &period, READS[0].name, &due, &fault);
    if (row->account != NULL)
        explain(row, &period, due, ok ? NULL : &fault);
    if (ok) {
        row_put_date(row, DUE, due);
        return OUTCOME_DECIDED;
    }
    row_message(row, fault.column[0] == '\0' ? NULL : fault.column, "%s", fault.text);
    row_put_word(row, DUE, "invalid");
    return OUTCOME_FLAGGED;
}

static const struct filter FILTER = {
    .command = {.name = "due-date",
                .operands = "[FILE]...",
                .summary =
                    N_("Says when a period of working days, months or days ends (到期日期)."),
                .example = "due-date --from 2025-09-28 --working-days 5"},
    .uses = USES_EXPLANATIONS | USES_CALENDAR,
    .reads = READS,
    .read_count = sizeof READS / sizeof *READS,
    .adds = ADDS,
    .add_count = ADDED,
    .flagged_as = N_("invalid"),
    .options = OPTIONS,
    .take = take,
    .state = &state,
    .header = header,
    .row = due_date,
};

/* ---- one period, no table ------------------------------------------------------------------ */

struct lookup {
    struct command_option options[COMMAND_OPTIONS_MAX + 1];
    struct settings settings;
    bool stops;        /* at help or the version */
    const char *other; /* an option that is for tables; NULL without any */
    struct buffer account, day;
    struct error error;
};

static bool take_lookup(void *data, int id, const char *value, struct error *error)
{
    struct lookup *l = data;
    const struct command_option *option = l->options;
    if (id >= OPTION_OWN)
        return take(&state, id, value, error);
    l->stops |= id == OPTION_HELP || id == OPTION_VERSION;
    if (l->stops)
        return true;
    while (option->id != id)
        option++;
    if (id != 'o' && id != 'e' && strcmp(option->name, "calendar") != 0)
        l->other = option->name;
    return settings_take(&l->settings, id, value, error);
}

/* What is for tables is refused: it would be passed over in silence. */
static bool agrees(struct lookup *l, const char *operand)
{
    const struct settings *s = &l->settings;
    if (operand != NULL)
        return error_set(&l->error, NULL, 0, NULL, _("unexpected operand '%s'; see '%s --help'"),
                         operand, command_name(&FILTER.command));
    if (l->other != NULL)
        return error_set(&l->error, NULL, 0, NULL, _("--from does not go together with --%s"),
                         l->other);
    if (state.period.number == 0)
        return error_set(&l->error, NULL, 0, NULL,
                         _("how long? one of --working-days N, --months N and --days N"));
    for (int i = 0; i < s->calendar_count; i++)
        if (!output_spares(s->output, s->rejects, s->calendars[i], &l->error))
            return false;
    return settings_check(s, &FILTER, &l->error);
}

static bool decide(struct lookup *l)
{
    const struct settings *s = &l->settings;
    struct calendar *calendar = calendar_load(s->calendars, s->calendar_count, &l->error);
    struct date due;
    char text[DATE_TEXT_SIZE];
    bool ok = calendar != NULL && find_end(calendar, &state.period, "--from", &due, &l->error);
    if (ok) {
        (void)date_format(due, text);
        buffer_format(&l->day, "%s\n", text);
        account_due(&l->account, calendar, &state.period, due);
    }
    calendar_free(calendar);
    return ok && ((!l->day.failed && !l->account.failed) || error_no_memory(&l->error, NULL));
}

static bool write_whole(const char *target, const struct buffer *bytes, struct error *error)
{
    struct output output = {0};
    bool ok = output_open(&output, target, error) &&
              output_write(&output, buffer_view(bytes), error) && output_commit(&output, error);
    output_abandon(&output);
    return ok;
}

static bool look_up(struct lookup *l, const char *operand)
{
    const struct settings *s = &l->settings;
    if (!agrees(l, operand) || !decide(l))
        return false;
    if (s->explain && !write_whole(NULL, &l->account, &l->error))
        return false;
    return (s->explain && s->output == NULL) || write_whole(s->output, &l->day, &l->error);
}

int main(int argc, char **argv)
{
    static struct lookup l;
    char line[ERROR_LINE_SIZE];
    command_guard_descriptors();
    language_open();
    settings_options(&FILTER, l.options);
    const int first =
        command_parse(&FILTER.command, l.options, argc, argv, take_lookup, &l, &l.error);
    const bool reads_table = first < 0 || l.stops || !state.has_from;
    bool ok = !reads_table && look_up(&l, argv[first]);
    if (!ok && !reads_table)
        (void)fprintf(stderr, "%s: %s\n", command_name(&FILTER.command),
                      error_line(&l.error, line, sizeof line));
    settings_free(&l.settings);
    buffer_free(&l.day);
    buffer_free(&l.account);
    if (!reads_table)
        return ok ? 0 : 2;
    /* The command line was only looked at so far; what is wrong with it is found again. */
    state = (struct due_date){0};
    optind = 0;
    return filter_main(&FILTER, argc, argv);
}
