#include "intake/records.h"

#include "base/identity.h"
#include "base/language.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- the header ---------------------------------------------------------------------------- */

/* An unknown column keeps its own name; one without any is given its number. */
static bool name_unknown(struct records *records, struct layout *layout, int at,
                         const struct heading_column *heading)
{
    struct buffer name = {0};
    heading_own_name(layout->names[at], &name);
    if (name.n == 0)
        buffer_format(&name, "column_%d", at + 1);
    bool ok = !name.failed && layout_rename(layout, at, buffer_view(&name));
    if (heading->resembles != NULL)
        buffer_format(&records->hints,
                      _("intake: the column '%.*s' is not read as '%s' (%s): rename it if it is "
                        "that\n"),
                      (int)name.n, name.p, heading->resembles->name, heading->resembles->label);
    buffer_free(&name);
    return ok;
}

bool records_header(struct records *records, const struct heading_names *names,
                    const struct run *run, struct layout *layout, struct error *error)
{
    records->identity = -1;
    records->known = calloc((size_t)layout->columns, sizeof *records->known);
    bool ok = records->known != NULL && totals_open(&records->totals, layout->columns);
    for (int i = 0; ok && i < layout->columns; i++) {
        struct heading_column heading = heading_match(names, layout->names[i], error);
        if (heading.match == HEADING_BAD_UNIT) {
            (void)snprintf(error->file, sizeof error->file, "%s", run->file);
            return false;
        }
        layout->known[i] = heading.column;
        if (heading.match == HEADING_UNKNOWN) {
            /* `problems` of an earlier run is filled in anew, where it stands. */
            ok = layout->replaced_by[i] >= 0 || name_unknown(records, layout, i, &heading);
            continue;
        }
        struct known_cell *known = &records->known[records->known_count++];
        *known = (struct known_cell){.at = i, .heading = heading};
        known->slot = layout_slot(layout, i, text_of(heading.column->name));
        ok = known->slot >= 0;
        if (heading.column->type == COLUMN_ID)
            records->identity = i;
    }
    if (!ok)
        return error_set(error, NULL, 0, NULL, _("out of memory"));
    return layout_check_known(layout, run->file, error);
}

/* `id_number (身份证号)`: as the program and as the office call it. */
static const char *both_names(const struct column *column, char *out, size_t size)
{
    (void)snprintf(out, size, "%s (%s)", column->name, column->label);
    return out;
}

/* ---- lines that are no records ------------------------------------------------------------- */

static struct text cell_at(struct row *row, int at)
{
    if (at >= row->record->cells)
        return (struct text){NULL, 0};
    return cell_content(row->batch, record_cell(row->batch, row->record, at), row->scratch);
}

static void check_amount(struct row *row, struct records *records, const struct known_cell *known,
                         bool of_part)
{
    const struct column *column = known->heading.column;
    struct buffer strict = {0};
    struct money stated, sum;
    struct text typed = cell_at(row, known->at);
    char read[MONEY_TEXT_SIZE], names[128];
    if (cell_trim(typed).n > 0 &&
        cell_make_strict(column, typed, known->heading.unit, &strict) == CELL_OK &&
        money_parse(buffer_view(&strict), &stated) == NUMBER_OK &&
        totals_sum(&records->totals, known->at, of_part, &sum) && ++records->compared > 0 &&
        stated.fen != sum.fen) {
        money_format(sum, read);
        row_message(row, both_names(column, names, sizeof names),
                    _("the total line states %.*s, the records read add up to %s"), (int)strict.n,
                    strict.p, read);
        records->disagree = true;
    }
    buffer_free(&strict);
}

static void check_totals(struct row *row, struct records *records, bool of_part)
{
    const long before = row->number - 1; /* without this line */
    const long counted = before - (of_part ? records->totals.records_at_part : 0);
    long stated;
    for (int i = 0; i < row->record->cells; i++) {
        if (!sheet_stated_households(cell_at(row, i), &stated))
            continue;
        records->compared++;
        if (stated == counted)
            continue;
        row_message(row, NULL, _("the total line states %ld households, %ld were read"), stated,
                    counted);
        records->disagree = true;
    }
    for (int k = 0; k < records->known_count; k++)
        if (records->known[k].heading.column->type == COLUMN_MONEY)
            check_amount(row, records, &records->known[k], of_part);
    totals_next_part(&records->totals, before);
}

/* ---- records ------------------------------------------------------------------------------- */

static void say_problem(struct row *row, struct records *records, const struct column *column,
                        struct text typed, enum cell_problem problem)
{
    char shown[96], names[128];
    if (records->messages++ == RECORDS_MESSAGES_MAX)
        buffer_string(row->messages,
                      _("intake: there are more of these: see the column 'problems'\n"));
    if (records->messages > RECORDS_MESSAGES_MAX)
        return;
    row_message(row, both_names(column, names, sizeof names),
                problem == CELL_LUHN ? _("found '%s': warning: %s") : _("found '%s': %s"),
                text_masked(typed, shown, sizeof shown), _(cell_problem_message(problem)));
}

static void note_problem(struct records *records, struct known_cell *known,
                         enum cell_problem problem)
{
    if (records->list.n > 0)
        buffer_char(&records->list, ';');
    buffer_format(&records->list, "%s:%s", known->heading.column->name, cell_problem_name(problem));
    known->problems[problem]++;
}

/* Names a person who was met before; the message says where. False without memory. */
static bool look_for_duplicate(struct row *row, struct records *records, struct known_cell *known,
                               struct text id, bool *flagged)
{
    char names[128];
    bool failed = false;
    if (id.n != IDENTITY_SIZE)
        return true;
    const struct person *before = people_meet(&records->people, identity_key(id.p), row->run->file,
                                              row->record->line, &failed);
    if (before == NULL)
        return !failed;
    note_problem(records, known, CELL_DUPLICATE);
    *flagged = true;
    if (records->messages++ < RECORDS_MESSAGES_MAX)
        row_message(row, both_names(known->heading.column, names, sizeof names),
                    _("the same person as on line %ld of %s; expected each once"), before->line,
                    before->file);
    return true;
}

/* Makes one cell strict; false without memory. */
static bool take_cell(struct row *row, struct records *records, struct known_cell *known,
                      bool *flagged)
{
    const struct column *column = known->heading.column;
    struct text typed = cell_at(row, known->at);
    struct buffer strict = {0};
    enum cell_problem problem = cell_make_strict(column, typed, known->heading.unit, &strict);
    bool ok = !strict.failed, made = problem == CELL_OK || problem == CELL_LUHN;
    row_put(row, known->slot, made ? buffer_view(&strict) : typed);
    if (ok && problem != CELL_OK) {
        note_problem(records, known, problem);
        say_problem(row, records, column, typed, problem);
        *flagged |= !made;
    }
    if (ok && made && column->type == COLUMN_ID)
        ok = look_for_duplicate(row, records, known, buffer_view(&strict), flagged);
    if (ok && column->type == COLUMN_MONEY && (!made || strict.n > 0)) {
        struct money amount = {0};
        bool read = made && money_parse(buffer_view(&strict), &amount) == NUMBER_OK;
        totals_add(&records->totals, known->at, read, amount);
    }
    buffer_free(&strict);
    return ok;
}

/* More cells than the header has are no harm while they are empty. */
static bool fits_header(struct row *row)
{
    const int columns = row->run->layout.columns;
    if (row->record->cells < columns)
        return false;
    for (int i = columns; i < row->record->cells; i++)
        if (cell_trim(cell_at(row, i)).n > 0)
            return false;
    return true;
}

enum outcome records_take(struct records *records, struct row *row)
{
    const struct layout *layout = &row->run->layout;
    enum sheet_line kind = sheet_line_kind(row->batch, row->record, layout->names, layout->columns,
                                           records->identity, row->scratch);
    bool flagged = false;
    records->lines[kind]++;
    if (kind == SHEET_TOTAL || kind == SHEET_SUBTOTAL)
        check_totals(row, records, kind == SHEET_SUBTOTAL);
    if (kind != SHEET_RECORD)
        return OUTCOME_NOT_A_RECORD;
    if (!fits_header(row))
        return OUTCOME_RAGGED;
    buffer_clear(&records->list);
    for (int k = 0; k < records->known_count; k++)
        if (!take_cell(row, records, &records->known[k], &flagged))
            return OUTCOME_FAILED;
    if (records->list.failed)
        return OUTCOME_FAILED;
    row_put(row, records->problems_slot, buffer_view(&records->list));
    return flagged ? OUTCOME_FLAGGED : OUTCOME_DECIDED;
}

/* ---- the end ------------------------------------------------------------------------------- */

void records_restart(struct records *records)
{
    totals_restart(&records->totals);
    memset(records->lines, 0, sizeof records->lines);
    records->disagree = false;
    records->compared = 0;
}

void records_summarize(const struct records *records, struct buffer *out)
{
    for (int k = 0; k < records->known_count; k++)
        for (int p = 1; p <= CELL_DUPLICATE; p++)
            if (records->known[k].problems[p] > 0)
                buffer_format(out, _("  problem %s:%s in %ld records\n"),
                              records->known[k].heading.column->name,
                              cell_problem_name((enum cell_problem)p),
                              records->known[k].problems[p]);
}

void records_free(struct records *records)
{
    people_free(&records->people);
    totals_free(&records->totals);
    buffer_free(&records->list);
    buffer_free(&records->hints);
    free(records->known);
}
