#include "intake/records.h"

#include "base/identity.h"
#include "base/language.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- the header ---------------------------------------------------------------------------- */

/* An unknown column keeps its own name; one without any is given its number. */
static bool name_unknown(struct records *records, const struct run *run, struct layout *layout,
                         int at, const struct heading_column *heading)
{
    struct buffer name = {0};
    char shown[128];
    heading_own_name(layout->names[at], &name);
    if (name.n == 0)
        buffer_format(&name, "column_%d", at + 1);
    bool ok = !name.failed && layout_rename(layout, at, buffer_view(&name));
    if (ok)
        (void)text_masked(buffer_view(&name), shown, sizeof shown);
    if (ok)
        buffer_format(&records->unknown, "%s%s", records->unknown.n > 0 ? ", " : "", shown);
    if (ok && heading->resembles != NULL)
        buffer_format(&records->hints,
                      _("%s: the column '%s' is not read as '%s' (%s): rename it if it is that\n"),
                      command_name(&run->filter->command), shown, heading->resembles->name,
                      heading->resembles->label);
    buffer_free(&name);
    return ok;
}

/* Keeps where the cells are that tell what a line is. */
static void note_place(struct records *records, const struct column *column, int at)
{
    struct sheet_table *sheet = &records->sheet;
    const struct {
        const char *name;
        int *place;
    } PLACES[] = {
        {"id_number", &sheet->identity},   {"household_size", &sheet->size},
        {"annual_income", &sheet->income}, {"name", &sheet->name},
        {"household_id", &sheet->key},     {"phone", &sheet->phone},
        {"month", &records->month_at},     {"assessed_on", &records->decided_at},
    };
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
        if (strcmp(column->name, PLACES[i].name) == 0)
            *PLACES[i].place = at;
}

/* `problems` of an earlier run is filled in anew, where it stands; false without memory. */
static bool take_problems(struct layout *layout, int slot, int at)
{
    char *name = strdup("problems");
    if (name == NULL)
        return false;
    free((char *)layout->slot_names[slot].p);
    layout->slot_names[slot] = text_of(name);
    layout->appended[slot] = false;
    layout->replaced_by[at] = slot;
    return true;
}

bool records_header(struct records *records, const struct heading_names *names,
                    const struct run *run, struct layout *layout, struct error *error)
{
    records->sheet = (struct sheet_table){.names = names,
                                          .header = layout->names,
                                          .columns = layout->columns,
                                          .known = (const struct column *const *)layout->known,
                                          .identity = -1,
                                          .size = -1,
                                          .income = -1,
                                          .name = -1,
                                          .key = -1,
                                          .phone = -1};
    records->month_at = records->decided_at = -1;
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
            ok = name_unknown(records, run, layout, i, &heading);
            continue;
        }
        if (strcmp(heading.column->name, "problems") == 0) {
            ok = take_problems(layout, records->problems_slot, i);
            continue;
        }
        struct known_cell *known = &records->known[records->known_count++];
        *known = (struct known_cell){.at = i, .heading = heading};
        known->slot = layout_slot(layout, i, text_of(heading.column->name));
        ok = known->slot >= 0;
        note_place(records, heading.column, i);
    }
    if (!ok)
        return error_no_memory(error, NULL);
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

/* The unit of a column's cells: its heading's, else that of the file's title. */
static struct cell_unit unit_of(const struct records *records, const struct known_cell *known)
{
    struct cell_unit unit = known->heading.unit;
    if (!known->heading.unit_stated && records->money_scale > 0)
        unit.scale = records->money_scale;
    return unit;
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
        cell_make_strict(column, typed, unit_of(records, known), &strict) == CELL_OK &&
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
    struct sheet_stated stated = {0};
    for (int i = 0; i < row->record->cells; i++)
        sheet_read_stated(cell_at(row, i), counted, &stated);
    records->compared += stated.any;
    if (stated.any && !stated.agrees) {
        row_message(row, NULL, _("the total line states %ld households, %ld were read"),
                    stated.first, counted);
        records->disagree = true;
    }
    for (int k = 0; k < records->known_count; k++)
        if (records->known[k].heading.column->type == COLUMN_MONEY)
            check_amount(row, records, &records->known[k], of_part);
    totals_next_part(&records->totals, before);
}

/* Says which lines were passed over that might have been meant as something else. */
static void say_passed_over(struct row *row, enum sheet_line kind)
{
    char shown[128];
    if (kind == SHEET_SECOND_HEADER)
        row_message(row, NULL,
                    _("a second line of headers: its names are not read; put each name on the "
                      "header's own line"));
    if (kind == SHEET_NOTE)
        row_message(row, NULL, _("passed over, not a record: '%s'"),
                    text_masked(record_bytes(row->batch, row->record), shown, sizeof shown));
}

/* ---- records ------------------------------------------------------------------------------- */

/* Counts a message about a cell; false where there were enough, the first time with a notice. */
static bool may_say(struct row *row, struct records *records)
{
    if (records->messages++ == RECORDS_MESSAGES_MAX)
        buffer_format(row->messages, _("%s: there are more of these: see the column 'problems'\n"),
                      command_name(&row->run->filter->command));
    return records->messages <= RECORDS_MESSAGES_MAX;
}

static void say_problem(struct row *row, struct records *records, const struct column *column,
                        struct text typed, enum cell_problem problem)
{
    char shown[CELL_HIDDEN_SIZE], names[128];
    const bool of_a_person =
        column->type == COLUMN_ID || column->type == COLUMN_CARD || column->type == COLUMN_PHONE;
    if (!may_say(row, records))
        return;
    row_message(row, both_names(column, names, sizeof names),
                problem == CELL_LUHN ? _("found '%s': warning: %s") : _("found '%s': %s"),
                of_a_person ? cell_hidden(typed, shown) : text_masked(typed, shown, sizeof shown),
                _(cell_problem_message(problem)));
}

static void note_problem(struct records *records, struct known_cell *known,
                         enum cell_problem problem)
{
    if (records->list.n > 0)
        buffer_char(&records->list, ';');
    buffer_format(&records->list, "%s:%s", known->heading.column->name, cell_problem_name(problem));
    known->problems[problem]++;
}

/* The month that a record is of, or that it was decided in; 0 where it says neither. */
static struct month month_of_record(struct row *row, struct records *records)
{
    struct month month = {0};
    struct date day;
    buffer_clear(&records->strict);
    if (records->month_at >= 0) {
        if (cell_month(cell_at(row, records->month_at), &records->strict) == CELL_OK)
            (void)month_parse(buffer_view(&records->strict), &month);
    } else if (records->decided_at >= 0 &&
               cell_date(cell_at(row, records->decided_at), &records->strict) == CELL_OK &&
               date_parse(buffer_view(&records->strict), &day)) {
        month = month_of(day);
    }
    return month;
}

/* Names a person who was met before (people_meet); the message says
 * where. False without memory. */
static bool look_for_duplicate(struct row *row, struct records *records, struct known_cell *known,
                               uint64_t key, bool *flagged)
{
    char names[128];
    bool failed = false;
    const struct person who = {key, month_of_record(row, records), row->file, row->record->line};
    const struct person *before =
        people_meet(&records->people, &who, records->month_at >= 0, &failed);
    if (before == NULL)
        return !failed;
    note_problem(records, known, CELL_DUPLICATE);
    *flagged = true;
    if (may_say(row, records))
        row_message(row, both_names(known->heading.column, names, sizeof names),
                    _("the same person as on line %ld of %s; expected each once"), before->line,
                    before->file);
    return true;
}

#define KEYS          100000000000000000u /* of numbers that pass: the first 17 digits */
#define CHECK_DIGIT_X 10u

/*
 * The key of a mistyped number of 18 characters, apart from those that pass; 0 where it is not of
 * 18, or ends in 000 as all numbers do that a spreadsheet has rounded.
 */
static uint64_t mistyped_key(struct text typed)
{
    char id[IDENTITY_SIZE];
    size_t n = 0;
    for (size_t size; typed.n > 0; typed = (struct text){typed.p + size, typed.n - size}) {
        uint32_t c = cell_fold(text_decode(typed, &size));
        if (!(c >= '0' && c <= '9') && c != 'X' && c != 'x')
            continue;
        if (n == IDENTITY_SIZE)
            return 0;
        id[n++] = (char)c;
    }
    if (n != IDENTITY_SIZE || memcmp(id + IDENTITY_SIZE - 3, "000", 3) == 0)
        return 0;
    const char check = id[IDENTITY_SIZE - 1];
    const uint64_t last = check == 'X' || check == 'x' ? CHECK_DIGIT_X : (uint64_t)(check - '0');
    return identity_key(id) + KEYS * (last + 1);
}

/* The key of an ID number that was read, or of a mistyped one; 0 for what is none. */
static uint64_t key_of(enum cell_problem problem, struct text typed, struct text strict)
{
    if (problem == CELL_CHECKSUM || problem == CELL_BIRTH_DATE)
        return mistyped_key(typed);
    return problem == CELL_OK && strict.n == IDENTITY_SIZE ? identity_key(strict.p) : 0;
}

/* Makes one cell strict; false without memory. */
static bool take_cell(struct row *row, struct records *records, struct known_cell *known,
                      bool *flagged)
{
    const struct column *column = known->heading.column;
    struct text typed = cell_at(row, known->at);
    struct buffer *strict = &records->strict;
    buffer_clear(strict);
    enum cell_problem problem = cell_make_strict(column, typed, unit_of(records, known), strict);
    bool ok = !strict->failed, made = problem == CELL_OK || problem == CELL_LUHN;
    row_put(row, known->slot, made ? buffer_view(strict) : typed);
    if (ok && problem != CELL_OK) {
        note_problem(records, known, problem);
        say_problem(row, records, column, typed, problem);
        *flagged |= !made;
    }
    if (ok && column->type == COLUMN_ID) {
        uint64_t key = key_of(problem, typed, buffer_view(strict));
        ok = key == 0 || look_for_duplicate(row, records, known, key, flagged);
    }
    if (ok && column->type == COLUMN_MONEY && (!made || strict->n > 0)) {
        struct money amount = {0};
        bool read = made && money_parse(buffer_view(strict), &amount) == NUMBER_OK;
        totals_add(&records->totals, known->at, read, amount);
    }
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
    enum sheet_line kind = sheet_line_kind(&records->sheet, row->batch, row->record, row->scratch);
    bool flagged = false;
    records->lines[kind]++;
    if (kind == SHEET_TOTAL || kind == SHEET_SUBTOTAL)
        check_totals(row, records, kind == SHEET_SUBTOTAL);
    say_passed_over(row, kind);
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

void records_restart(struct records *records, int32_t money_scale)
{
    records->money_scale = money_scale;
    totals_restart(&records->totals);
    memset(records->lines, 0, sizeof records->lines);
    records->disagree = false;
    records->compared = 0;
}

void records_summarize(const struct records *records, struct buffer *out)
{
    if (records->unknown.n > 0)
        buffer_format(out, _("  columns not known, kept as they are: %.*s\n"),
                      (int)records->unknown.n, records->unknown.p);
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
    buffer_free(&records->strict);
    buffer_free(&records->unknown);
    buffer_free(&records->hints);
    free(records->known);
}
