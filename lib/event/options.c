/* What plan-event is asked for, and what does not go together. */
#include "event/plan.h"

#include "base/language.h"

enum {
    OPTION_EVENT = OPTION_OWN, /* the tables in the order of `plan_table` */
    OPTION_RUN_SHEET = OPTION_EVENT + PLAN_TABLES,
    OPTION_CHECKLIST,
    OPTION_EXPLAIN = 'e'
};

const struct command_option PLAN_OPTIONS[] = {
    {OPTION_EVENT + PLAN_EVENT, "event", N_("FILE"),
     N_("the event: title, host, date, start, duration in minutes, venue")},
    {OPTION_EVENT + PLAN_AGENDA, "agenda", N_("FILE"),
     N_("its agenda: items, speakers, minutes; the item without minutes is the mending")},
    {OPTION_EVENT + PLAN_TASKS, "tasks", N_("FILE"),
     N_("with --checklist, the preparation: task, owner, due, status, quantity")},
    {OPTION_EVENT + PLAN_ROSTER, "roster", N_("FILE"),
     N_("who takes part: name, team, role, and the speed of volunteers")},
    {OPTION_EVENT + PLAN_MINUTES, "minutes", N_("FILE"),
     N_("the minutes that one piece of each repair takes")},
    {OPTION_RUN_SHEET, "run-sheet", NULL,
     N_("instead of an assignment, write the clock times of the agenda and who stands where")},
    {OPTION_CHECKLIST, "checklist", NULL,
     N_("instead of an assignment, write the tasks and their state; exit status 1 where the event "
        "is not ready")},
    {OPTION_EXPLAIN, "explain", NULL,
     N_("write an account of the assignment instead of the table (which goes to -o FILE)")},
    {0}};

static const char *const TABLE_OPTIONS[PLAN_TABLES] = {"--event", "--agenda", "--tasks", "--roster",
                                                       "--minutes"};

bool plan_take(void *data, int id, const char *value, struct error *error)
{
    struct plan *plan = data;
    (void)error;
    if (id == OPTION_RUN_SHEET)
        plan->run_sheet = true;
    else if (id == OPTION_CHECKLIST)
        plan->checklist = true;
    else if (id == OPTION_EXPLAIN)
        plan->explain = true;
    else
        plan->file[id - OPTION_EVENT] = value;
    return true;
}

/* ---- the tables of each mode ---------------------------------------------------------------- */

enum need { IGNORED, OPTIONAL, NEEDED };

/* `mode` is the option that asks for it, or NULL for an assignment. */
static bool check_tables(const struct run *run, const char *mode,
                         const enum need needs[PLAN_TABLES], struct error *error)
{
    const struct plan *plan = run->state;
    for (int i = 0; i < PLAN_TABLES; i++) {
        if (plan->file[i] == NULL && needs[i] == NEEDED)
            return error_set(error, NULL, 0, NULL, _("%s FILE is needed; see '%s --help'"),
                             TABLE_OPTIONS[i], command_name(&run->filter->command));
        if (plan->file[i] == NULL || needs[i] != IGNORED)
            continue;
        if (mode == NULL)
            return error_set(error, NULL, 0, NULL, _("%s is for %s"), TABLE_OPTIONS[i],
                             "--checklist");
        return error_set(error, NULL, 0, NULL, _("%s does not go together with %s"),
                         TABLE_OPTIONS[i], mode);
    }
    return true;
}

/* What is for the table of requests would be passed over in silence. */
static bool check_settings(const struct run *run, const char *mode, struct error *error)
{
    const struct settings *s = &run->settings;
    const struct plan *plan = run->state;
    const struct {
        bool given;
        const char *name;
    } others[] = {{plan->explain, "--explain"},
                  {s->jobs != 0, "--jobs"},
                  {s->delimiter != '\0', "--delimiter"},
                  {s->rejects != NULL, "--rejects"},
                  {s->no_header, "--no-header"},
                  {s->columns != NULL, "--columns"},
                  {s->summary, "--summary"},
                  {s->progress, "--progress"},
                  {s->no_progress, "--no-progress"},
                  {s->has_as_of && plan->run_sheet, "--as-of"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].given)
            return error_set(error, NULL, 0, NULL, _("%s does not go together with %s"),
                             others[i].name, mode);
    return true;
}

/* What is written must not take the place of what is read. */
static bool check_files(const struct run *run, bool reads_requests, struct error *error)
{
    const struct plan *plan = run->state;
    const struct settings *s = &run->settings;
    int streams = 0;
    for (int i = 0; i < PLAN_TABLES; i++) {
        const char *file = plan->file[i];
        if (file == NULL)
            continue;
        if (strcmp(file, "-") == 0)
            streams++;
        else if ((s->output != NULL && output_same(s->output, file)) ||
                 (s->rejects != NULL && output_same(s->rejects, file)))
            return error_set(error, file, 0, NULL,
                             _("it is read: --output or --rejects cannot be put there"));
    }
    for (int i = 0; i < run->file_count && reads_requests; i++)
        streams += strcmp(run->files[i], "-") == 0;
    return streams <= 1 ||
           error_set(error, NULL, 0, NULL, _("standard input is one table only, found it %d times"),
                     streams);
}

static bool write_whole(const struct run *run, const struct buffer *bytes, struct error *error)
{
    struct output output = {0};
    if (bytes->failed)
        return error_no_memory(error, NULL);
    const bool ok = output_open(&output, run->settings.output, error) &&
                    output_write(&output, buffer_view(bytes), error) &&
                    output_commit(&output, error);
    output_abandon(&output);
    return ok;
}

static bool write_sheet(struct plan *plan, struct buffer *out, struct error *error)
{
    if (!event_read(&plan->event, plan->file[PLAN_EVENT], error) ||
        !agenda_read(&plan->agenda, &plan->event, plan->file[PLAN_AGENDA], error) ||
        !roster_read(&plan->roster, plan->file[PLAN_ROSTER], error))
        return false;
    plan_put_sheet(plan, out);
    return true;
}

static bool write_checklist(struct run *run, struct plan *plan, struct buffer *out,
                            struct buffer *messages, struct error *error)
{
    const bool known = plan->file[PLAN_EVENT] != NULL;
    return (!known || event_read(&plan->event, plan->file[PLAN_EVENT], error)) &&
           plan_put_checklist(run, known ? &plan->event : NULL, out, messages, error);
}

bool plan_aside(struct run *run, const char *operand, bool *done, struct buffer *messages,
                struct error *error)
{
    static const enum need NEEDS[][PLAN_TABLES] = {
        {NEEDED, NEEDED, IGNORED, NEEDED, NEEDED},     /* an assignment */
        {NEEDED, NEEDED, IGNORED, NEEDED, IGNORED},    /* --run-sheet */
        {OPTIONAL, IGNORED, NEEDED, IGNORED, IGNORED}, /* --checklist */
    };
    struct plan *plan = run->state;
    struct buffer out = {0};
    if (plan->run_sheet && plan->checklist)
        return error_set(error, NULL, 0, NULL, _("%s does not go together with %s"), "--run-sheet",
                         "--checklist");
    *done = plan->run_sheet || plan->checklist;
    const char *mode = plan->run_sheet ? "--run-sheet" : plan->checklist ? "--checklist" : NULL;
    if (!check_tables(run, mode, NEEDS[plan->checklist ? 2 : plan->run_sheet], error))
        return false;
    if (!*done)
        return !run->settings.has_as_of ||
               error_set(error, NULL, 0, NULL, _("%s is for %s"), "--as-of", "--checklist");
    if (operand != NULL)
        return error_set(error, NULL, 0, NULL, _("unexpected operand '%s'; see '%s --help'"),
                         operand, command_name(&run->filter->command));
    bool ok = check_settings(run, mode, error) && check_files(run, false, error) &&
              (plan->run_sheet ? write_sheet(plan, &out, error)
                               : write_checklist(run, plan, &out, messages, error)) &&
              write_whole(run, &out, error);
    buffer_free(&out);
    return ok;
}

/* ---- an assignment -------------------------------------------------------------------------- */

static bool check_account(const struct plan *plan, const struct settings *s, struct error *error)
{
    if (plan->explain && s->output != NULL && output_same(s->output, NULL))
        return error_set(error, NULL, 0, NULL,
                         _("with --explain the table cannot go to standard output"));
    return !plan->explain || s->rejects == NULL || !output_same(s->rejects, NULL) ||
           error_set(error, NULL, 0, NULL, _("--rejects needs a file of its own, found '%s'"),
                     s->rejects);
}

static bool check_volunteers(const struct plan *plan, struct error *error)
{
    return plan->roster.volunteer_count > 0 || error_set(error, plan->file[PLAN_ROSTER], 0, "role",
                                                         _("no one is a volunteer (志愿者)"));
}

bool plan_begin(struct run *run, struct error *error)
{
    struct plan *plan = run->state;
    return check_account(plan, &run->settings, error) && check_files(run, true, error) &&
           event_read(&plan->event, plan->file[PLAN_EVENT], error) &&
           agenda_read(&plan->agenda, &plan->event, plan->file[PLAN_AGENDA], error) &&
           roster_read(&plan->roster, plan->file[PLAN_ROSTER], error) &&
           check_volunteers(plan, error) &&
           repairs_read(&plan->repairs, plan->file[PLAN_MINUTES], error);
}

void plan_free(struct plan *plan)
{
    event_free(&plan->event);
    agenda_free(&plan->agenda);
    roster_free(&plan->roster);
    repairs_free(&plan->repairs);
    requests_free(&plan->requests);
    schedule_free(&plan->schedule);
}
