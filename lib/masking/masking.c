#include "masking/masking.h"

#include "base/language.h"

#include <stdlib.h>

void masking_free(struct masking *m)
{
    free(m->columns);
    m->columns = NULL;
    m->count = 0;
}

/* ---- the header ------------------------------------------------------------------------------ */

static bool is_kept(const struct layout *layout, int i, const char *const *keeps, int count)
{
    for (int k = 0; k < count; k++)
        if (layout_find(layout, keeps[k]) == i)
            return true;
    return false;
}

/* In a log a column that nobody knows is called by its place: what stands over it may be a cell of
 * a record, or name people. */
static void put_place(int i, struct buffer *out)
{
    buffer_format(out, "column-%d", i + 1);
}

static int add_slot(struct layout *layout, int i)
{
    struct buffer name = {0};
    if (layout->known[i] != NULL)
        return layout_slot(layout, i, layout->names[i]);
    put_place(i, &name);
    const int slot = name.failed ? -1 : layout_slot(layout, i, buffer_view(&name));
    buffer_free(&name);
    return slot;
}

static bool check_known(const struct run *run, const struct layout *layout, struct error *error)
{
    for (int i = 0; i < layout->columns; i++)
        if (layout->known[i] != NULL)
            return true;
    return error_set(error, run->file, 0, NULL,
                     _("none of its columns is known: has it a header? (--no-header --columns LIST "
                       "names the columns of a table without one)"));
}

bool masking_header(struct masking *m, const struct run *run, struct layout *layout,
                    const char *const *keeps, int keep_count, struct error *error)
{
    if (!check_known(run, layout, error))
        return false;
    m->count = layout->columns;
    m->columns = calloc((size_t)m->count, sizeof *m->columns);
    if (m->columns == NULL)
        return error_no_memory(error, run->file);
    for (int i = 0; i < m->count; i++) {
        struct masked_column *column = &m->columns[i];
        column->rule = masking_rule(m->purpose, layout->known[i], m->id_part);
        column->slot = -1;
        if (is_kept(layout, i, keeps, keep_count)) {
            column->rule = (struct column_rule){TREATED_FILLED_IN, N_("asked for by --from")};
        } else if (column->rule.treatment == TREATED_LEFT_OUT) {
            layout_drop(layout, i);
        } else {
            column->slot = add_slot(layout, i);
            if (column->slot < 0)
                return error_no_memory(error, run->file);
        }
    }
    return true;
}

/* ---- a record -------------------------------------------------------------------------------- */

/* A column's name for people, as it is written; of one that is left out its own, with the number of
 * a person that stands where a name should hidden. */
static void put_name(const struct masking *m, const struct layout *layout, int i,
                     struct buffer *out)
{
    struct buffer name = {0};
    if (m->columns[i].rule.treatment == TREATED_UNKNOWN) {
        put_place(i, out);
        return;
    }
    (void)masking_put_text(&name, text_trim(layout->names[i]));
    out->failed |= name.failed;
    buffer_masked(out, buffer_view(&name)); /* on one line */
    buffer_free(&name);
}

static void explain(const struct masking *m, struct row *row, int i, enum masked_as as)
{
    static const char *const RESULTS[] = {
        [MASKED_SHOWN] = NULL,
        [MASKED_PARTLY] = N_("here something is hidden"),
        [MASKED_HIDDEN] = N_("here it is hidden"),
        [MASKED_HASHED] = NULL,
        [MASKED_UNREADABLE_ID] = N_("here it is no ID number that can be read"),
        [MASKED_UNREADABLE_CELL] = N_("here it is not what its column holds: hidden")};
    const struct column_rule *rule = &m->columns[i].rule;
    buffer_string(row->account, "  ");
    put_name(m, &row->run->layout, i, row->account);
    buffer_format(row->account, _(": %s (%s)"), masking_treatment_words(rule->treatment),
                  _(rule->why));
    const bool said = rule->treatment == TREATED_HIDDEN || rule->treatment == TREATED_INITIAL ||
                      (rule->treatment == TREATED_ID_PART && as == MASKED_PARTLY);
    if (RESULTS[as] != NULL && !said)
        buffer_format(row->account, _("; %s"), _(RESULTS[as]));
    buffer_char(row->account, '\n');
}

static bool say(const struct masking *m, struct row *row, int i, enum masked_as as)
{
    const struct column *column = row->run->layout.known[i];
    if (as == MASKED_UNREADABLE_ID)
        row_message(row, column->name,
                    m->purpose == PURPOSE_SHARE
                        ? _("no ID number that can be read: 'invalid' stands for it")
                        : _("no ID number that can be read: nothing of it is shown"));
    else if (as == MASKED_UNREADABLE_CELL)
        row_message(row, column->name,
                    column->type == COLUMN_MONEY ? _("no amount: it is hidden")
                                                 : _("no category that is known: it is hidden"));
    else
        return false;
    return true;
}

enum outcome masking_row(const struct masking *m, struct row *row)
{
    struct buffer value = {0};
    enum outcome outcome = OUTCOME_DECIDED;
    for (int i = 0; i < m->count; i++) {
        const struct masked_column *column = &m->columns[i];
        enum masked_as as = MASKED_SHOWN;
        if (column->slot >= 0) {
            const struct text cell =
                cell_content(row->batch, record_cell(row->batch, row->record, i), row->scratch);
            buffer_clear(&value);
            as = masking_put_cell(&value, column->rule.treatment, row->run->layout.known[i], cell,
                                  m->hash);
            row_put(row, column->slot, buffer_view(&value));
            if (say(m, row, i, as))
                outcome = OUTCOME_FLAGGED;
        }
        if (row->account != NULL)
            explain(m, row, i, as);
    }
    row->values->failed |= value.failed;
    buffer_free(&value);
    return outcome;
}

/* ---- the table as a whole -------------------------------------------------------------------- */

static void name_those(const struct masking *m, const struct run *run, enum treatment treatment,
                       bool known, const char *words, struct buffer *out)
{
    int found = 0;
    for (int i = 0; i < m->count; i++) {
        if (m->columns[i].rule.treatment != treatment || (run->layout.known[i] != NULL) != known)
            continue;
        if (found++ == 0)
            buffer_format(out, "%s: %s", command_name(&run->filter->command), words);
        buffer_string(out, found == 1 ? " " : ", ");
        put_name(m, &run->layout, i, out);
    }
    if (found > 0)
        buffer_char(out, '\n');
}

void masking_name_columns(const struct masking *m, const struct run *run, struct buffer *messages)
{
    name_those(m, run, TREATED_LEFT_OUT, true, _("left out:"), messages);
    name_those(m, run, TREATED_LEFT_OUT, false, _("left out, since nobody knows what is in them:"),
               messages);
    name_those(m, run, TREATED_UNKNOWN, false,
               _("hidden, and called by their places, since nobody knows what is in them:"),
               messages);
}

void masking_summarize(const struct masking *m, struct buffer *out)
{
    int shown = 0, hidden = 0, hashed = 0, left_out = 0;
    for (int i = 0; i < m->count; i++) {
        const enum treatment treatment = m->columns[i].rule.treatment;
        if (treatment == TREATED_LEFT_OUT)
            left_out++;
        else if (treatment == TREATED_ID_HASH || treatment == TREATED_KEY_HASH)
            hashed++;
        else if (treatment == TREATED_HIDDEN || treatment == TREATED_UNKNOWN ||
                 treatment == TREATED_INITIAL || treatment == TREATED_ID_PART)
            hidden++;
        else
            shown++;
    }
    buffer_format(out,
                  _("  columns: %d shown, %d hidden or shown in part, %d hashed, %d left out\n"),
                  shown, hidden, hashed, left_out);
}
