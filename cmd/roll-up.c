/* roll-up: the sheets of members and receipts made part of the table of households. */
#include "base/language.h"
#include "base/names.h"
#include "rollup/write.h"
#include "table/sorting.h"

static const struct column_need READS[] = {ROLLUP_COLUMNS};

enum { PROBLEMS = ROLLED_OF_MEMBERS, REASONS, ADDED };

/* Those of members stand where enum rolled has them; those of receipts come with --receipts. */
static const char *const ADDS[ADDED] = {
    [ROLLED_SIZE] = "household_size",
    [ROLLED_INCOME] = "annual_income",
    [ROLLED_STUDENTS + STAGE_COLLEGE] = "students_college",
    [ROLLED_STUDENTS + STAGE_HIGH_SCHOOL] = "students_high_school",
    [ROLLED_STUDENTS + STAGE_SPECIAL] = "students_special",
    [ROLLED_DISABLED] = "disabled_members",
    [ROLLED_SINGLE_PARENT] = "single_parent",
    [PROBLEMS] = "problems",
    [REASONS] = "roll_up_reasons",
};

/* The summary's sums. */
enum { TALLY_IMPUTED, TALLY_OUTSIDE };

struct roll_up {
    struct rollup_options options;
    struct tables tables;
    struct rollup_slots slots;
    struct notes notes; /* of the record being decided */
    struct buffer problems;
};

static struct roll_up state;

static bool take(void *data, int id, const char *value, struct error *error)
{
    return rollup_take(&((struct roll_up *)data)->options, id, value, error);
}

static bool begin(struct run *run, struct error *error)
{
    struct roll_up *s = run->state;
    if (!rollup_check(&s->options, run, error))
        return false;
    s->notes.program = s->tables.notes.program = command_name(&run->filter->command);
    s->tables.members = s->options.members;
    s->tables.receipts = s->options.receipts;
    return tables_open(&s->tables, error);
}

static bool header(struct run *run, struct layout *layout, struct error *error)
{
    struct roll_up *s = run->state;
    bool ok = true;
    s->slots.problems = PROBLEMS;
    s->slots.reasons = REASONS;
    for (int i = 0; i < ROLLED_COUNT; i++)
        if (i < ROLLED_OF_MEMBERS)
            s->slots.value[i] = i;
        else if (s->options.receipts != NULL)
            ok = ok && layout_add(layout, READS[ROLLUP_STATED + i].name, &s->slots.value[i]);
    return ok || error_no_memory(error, NULL);
}

/* ---- one household -------------------------------------------------------------------------- */

/* One that comes before the one before it. */
static bool unsorted(struct row *row, struct text found)
{
    static const int ORDER[] = {ROLLUP_HOUSEHOLD_ID};
    const struct roll_up *s = row->run->state;
    struct buffer command = {0};
    char shown[48], after[48];
    sorting_command(row->run, ORDER, 1, false, &command);
    buffer_char(&command, '\0');
    error_set(row->error, row->file, row->record->line, "household_id",
              _("found %s after %s, expected the table sorted by it; to mend it: %s"),
              text_masked(found, shown, sizeof shown),
              text_masked(buffer_view(&s->tables.key), after, sizeof after),
              command.failed ? "" : command.p);
    buffer_free(&command);
    return false;
}

/* Goes to the household of the record. */
static bool go_to(struct row *row, struct text household)
{
    struct tables *tables = &((struct roll_up *)row->run->state)->tables;
    if (tables->any && names_order(household, buffer_view(&tables->key)) < 0)
        return unsorted(row, household);
    return tables_go_to(tables, household, row->messages, row->error);
}

static enum outcome roll_up(struct row *row)
{
    struct roll_up *s = row->run->state;
    struct tables *t = &s->tables;
    struct rollup r = {0};
    struct reason reason;
    const struct text household = text_trim(row_cell(row, ROLLUP_HOUSEHOLD_ID));
    s->notes.messages = row->messages;
    buffer_clear(&s->notes.words);
    if (household.n == 0) {
        (void)fact_missing(row, ROLLUP_HOUSEHOLD_ID, &reason);
        (void)notes_cell(&s->notes, row->file, row->record->line, household, &reason);
    } else {
        if (!go_to(row, household))
            return OUTCOME_FAILED;
        buffer_text(&s->notes.words, buffer_view(&t->notes.words));
        if (!rollup_decide(row, &s->options, t, &s->notes, &r))
            return OUTCOME_FAILED;
    }
    rollup_put(row, &s->slots, &s->options, &r, &s->notes, &s->problems);
    row_tally(row, TALLY_IMPUTED, r.wage.set ? r.members.imputed : 0);
    row_tally(row, TALLY_OUTSIDE, r.receipts.outside);
    if (row->account != NULL)
        rollup_explain(row, household.n > 0 ? t : NULL, &r, &s->notes);
    if (s->notes.words.failed || s->problems.failed)
        return OUTCOME_FAILED;
    return s->notes.words.n > 0 ? OUTCOME_FLAGGED : OUTCOME_DECIDED;
}

/* ---- the tables as a whole ------------------------------------------------------------------ */

static bool finish(struct run *run, struct output *out, struct buffer *messages,
                   struct error *error)
{
    struct tables *t = &((struct roll_up *)run->state)->tables;
    (void)out;
    if (!tables_end(t, messages, error))
        return false;
    run->findings |= t->members_alone + t->receipts_alone > 0;
    return true;
}

static void summarize(const struct run *run, const int64_t *tally, struct buffer *out)
{
    const struct tables *t = &((const struct roll_up *)run->state)->tables;
    buffer_format(out,
                  _("  of no household: members %ld, receipts %ld; at the minimum wage: members "
                    "%lld; left out by the window: receipts %lld\n"),
                  t->members_alone, t->receipts_alone, (long long)tally[TALLY_IMPUTED],
                  (long long)tally[TALLY_OUTSIDE]);
}

static void end(struct run *run)
{
    struct roll_up *s = run->state;
    tables_close(&s->tables);
    buffer_free(&s->notes.words);
    buffer_free(&s->problems);
}

static const struct filter FILTER = {
    .command = {.name = "roll-up",
                .operands = "[FILE]...",
                .summary = N_("Adds up the members and receipts of each household (汇总成户)."),
                .example =
                    "roll-up --members members.csv --receipts receipts.csv households.csv -o "
                    "table.csv"},
    .uses = USES_POLICY | USES_DATE | USES_EXPLANATIONS,
    .scheme = SCHEME_DOSSIER,
    .reads = READS,
    .read_count = sizeof READS / sizeof *READS,
    .adds = ADDS,
    .add_count = ADDED,
    .flagged_as = N_("with problems"),
    .options = ROLLUP_OPTIONS,
    .take = take,
    .state = &state,
    .in_order = true,
    .begin = begin,
    .header = header,
    .row = roll_up,
    .finish = finish,
    .summarize = summarize,
    .end = end,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
