/* The preparation (前期准备): tasks as they came, and what state they are in. */
#include "event/plan.h"

#include "base/language.h"
#include "table/side.h"

enum { TASK, OWNER, DUE, STATUS, QUANTITY, TASK_COLUMNS };

static const struct column_need READS[TASK_COLUMNS] = {[TASK] = {"task", true},
                                                       [OWNER] = {"owner", true},
                                                       [DUE] = {"due", true},
                                                       [STATUS] = {"status", false},
                                                       [QUANTITY] = {"quantity", false}};

#define STATE "state"

/* What is still to be settled, in any cell. */
#define UNDECIDED_ZH "待定"
#define UNDECIDED    "undecided"

struct checklist {
    const char *program;
    struct date as_of;
    const struct event *event; /* may be NULL */
    bool not_ready;
    int state_at; /* the cell that the state takes the place of, or -1 */
    struct buffer *out, *messages;
};

/* ---- the state of a task -------------------------------------------------------------------- */

enum status { STATUS_OPEN, STATUS_DONE, STATUS_UNDECIDED };

static bool read_status(struct text cell, enum status *out)
{
    static const struct {
        const char *word;
        enum status status;
    } WORDS[] = {
        {"", STATUS_OPEN},       {"open", STATUS_OPEN},         {"未完成", STATUS_OPEN},
        {"进行中", STATUS_OPEN}, {"done", STATUS_DONE},         {"完成", STATUS_DONE},
        {"已完成", STATUS_DONE}, {UNDECIDED, STATUS_UNDECIDED}, {UNDECIDED_ZH, STATUS_UNDECIDED}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (!text_is(cell, WORDS[i].word))
            continue;
        *out = WORDS[i].status;
        return true;
    }
    return false;
}

static struct text cell_of(const struct side_row *row, int i)
{
    return text_trim(side_cell(row, i));
}

static bool is_undecided(const struct side_row *row, int i)
{
    return text_is(cell_of(row, i), UNDECIDED_ZH) || text_is(cell_of(row, i), UNDECIDED);
}

/* Names a cell that cannot be read; returns the state of its task. */
static const char *bad_cell(const struct checklist *c, const struct side_row *row, int i,
                            const char *expected)
{
    char shown[96], line[ERROR_LINE_SIZE];
    struct error error;
    (void)error_set(&error, row->file, row->record->line, READS[i].name,
                    _("found '%s', expected %s"), text_masked(cell_of(row, i), shown, sizeof shown),
                    expected);
    buffer_format(c->messages, "%s: %s\n", c->program, error_line(&error, line, sizeof line));
    return "invalid";
}

/* What is done needs nothing more, but that somebody has done it. Before the day of another task is
 * looked at, it must be settled what is to be done, by whom, until when. */
static const char *find_state(const struct checklist *c, const struct side_row *row)
{
    enum status status;
    struct date due = {0};
    const bool has_due = cell_of(row, DUE).n > 0 && !is_undecided(row, DUE);
    if (cell_of(row, TASK).n == 0)
        return bad_cell(c, row, TASK, _("what is to be done"));
    if (!read_status(cell_of(row, STATUS), &status))
        return bad_cell(c, row, STATUS, _("done, open or undecided (已完成, 未完成, 待定)"));
    if (has_due && !date_parse(cell_of(row, DUE), &due))
        return bad_cell(c, row, DUE, _("a date YYYY-MM-DD"));
    if (is_undecided(row, OWNER) || status == STATUS_UNDECIDED ||
        (status == STATUS_OPEN &&
         (is_undecided(row, TASK) || is_undecided(row, DUE) || is_undecided(row, QUANTITY))))
        return UNDECIDED;
    if (cell_of(row, OWNER).n == 0)
        return "no-owner";
    if (status == STATUS_DONE)
        return "done";
    if (!has_due)
        return "no-due";
    if (due.day < c->as_of.day)
        return "overdue";
    if (due.day == c->as_of.day)
        return "due-today";
    return c->event != NULL && due.day > c->event->date.day ? "after-event" : "open";
}

/* ---- the table ------------------------------------------------------------------------------ */

static bool take_header(void *data, const struct layout *layout, struct error *error)
{
    struct checklist *c = data;
    (void)error;
    c->state_at = layout_find(layout, STATE);
    for (int i = 0; i < layout->columns; i++) {
        if (i > 0)
            buffer_char(c->out, ',');
        buffer_text(c->out, layout->typed[i]);
    }
    buffer_string(c->out, c->state_at < 0 ? "," STATE "\n" : "\n");
    return true;
}

static bool take_task(void *data, const struct side_row *row, struct error *error)
{
    struct checklist *c = data;
    const char *state = find_state(c, row);
    (void)error;
    c->not_ready |= strcmp(state, "done") != 0 && strcmp(state, "open") != 0;
    for (int i = 0; i < row->layout->columns; i++) {
        if (i > 0)
            buffer_char(c->out, ',');
        if (i == c->state_at)
            buffer_string(c->out, state);
        else
            csv_put_raw(c->out, row->batch, record_cell(row->batch, row->record, i), ',');
    }
    if (c->state_at < 0)
        buffer_format(c->out, ",%s", state);
    buffer_char(c->out, '\n');
    return true;
}

bool plan_put_checklist(struct run *run, const struct event *event, struct buffer *out,
                        struct buffer *messages, struct error *error)
{
    const char *file = ((const struct plan *)run->state)->file[PLAN_TASKS];
    struct checklist c = {.program = command_name(&run->filter->command),
                          .as_of = run->today,
                          .event = event,
                          .out = out,
                          .messages = messages};
    struct side side = {.name = file,
                        .reads = READS,
                        .read_count = TASK_COLUMNS,
                        .data = &c,
                        .header = take_header,
                        .row = take_task};
    if (!side_read(&side, error))
        return false;
    if (side.records == 0)
        buffer_format(messages,
                      _("%s: no task: an event for which nothing is prepared is not ready\n"),
                      c.program);
    run->findings = c.not_ready || side.records == 0;
    return !messages->failed || error_no_memory(error, NULL);
}
