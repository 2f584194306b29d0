#include "registers/search.h"

#include "base/identity.h"
#include "base/language.h"
#include "registers/handover.h"
#include "registers/name_key.h"
#include "table/input.h"
#include "table/layout.h"
#include "table/reader.h"
#include "table/rejects.h"

#include <stdlib.h>

/* So much is read at a time once all files are open: handing it over then costs nothing. */
#define CHUNK (512u << 10)

enum { ID_NUMBER, NAME, ANNUAL_INCOME };

static const struct column_need PEOPLE[] = {{"id_number", true}, {"name", false}};
static const struct column_need INCOMES[] = {
    {"id_number", true}, {"name", false}, {"annual_income", true}};

/* What is kept while a file is searched. */
struct search {
    struct households *households;
    const struct named_register *what;
    struct register_file *file;
    const char *program, *shown; /* the program and the file, as messages show them */
    struct input input;
    struct reader reader;
    struct layout layout;
    struct batch first; /* the records that came with the header */
    struct buffer scratch, reason, *messages;
    long named;         /* lines named so far */
    long first_unsound; /* the line of the first without a sound ID number */
    bool findings;
};

/* ---- what is said of lines ------------------------------------------------------------------ */

static void say_line(struct search *s, long line, const char *column, struct text text)
{
    s->findings = true;
    if (s->named++ >= SEARCH_NAMED_MAX)
        return;
    buffer_format(s->messages, "%s: %s:%ld: ", s->program, s->shown, line);
    if (column != NULL)
        buffer_format(s->messages, "%s: ", column);
    buffer_text(s->messages, text);
    buffer_char(s->messages, '\n');
}

static void reject(struct search *s, const struct batch *batch, const struct record *record)
{
    buffer_clear(&s->reason);
    reject_reason(batch, record, s->layout.columns, &s->reason);
    s->file->rejected++;
    say_line(s, record->line, NULL, buffer_view(&s->reason));
}

static void say_what_was_passed_over(struct search *s)
{
    if (s->named > SEARCH_NAMED_MAX)
        buffer_format(s->messages, _("%s: %s: and %ld more lines like these\n"), s->program,
                      s->shown, s->named - SEARCH_NAMED_MAX);
    if (s->file->unsound == 0)
        return;
    s->findings = true;
    buffer_format(s->messages,
                  _("%s: %s: lines without a sound ID number, by which nobody can be found: %ld, "
                    "the first of them line %ld\n"),
                  s->program, s->shown, s->file->unsound, s->first_unsound);
}

/* ---- one line ------------------------------------------------------------------------------- */

/* The cell of a column that the register may have. */
static struct text cell_of(struct search *s, const struct batch *batch, const struct record *record,
                           int column)
{
    const int place = s->layout.read_at[column];
    if (place < 0)
        return (struct text){NULL, 0};
    return text_trim(cell_content(batch, record_cell(batch, record, place), &s->scratch));
}

/* Adds what a line says of a member's income; false where there is no amount in it. */
static bool add_income(struct household_entry *household, struct text cell)
{
    struct money amount;
    const bool ok = money_parse(cell, &amount) == NUMBER_OK && amount.fen >= 0 &&
                    money_add(household->income_found, amount, &household->income_found);
    household->has_income |= ok;
    return ok;
}

/* A line of the person that one member is, or another person is by the same number. */
static void count_line(struct search *s, const struct batch *batch, const struct record *record,
                       const struct member *member, uint64_t name)
{
    struct households *h = s->households;
    struct household_entry *household = &h->list[member->household];
    struct found_count *found =
        &h->found[(size_t)member->household * (size_t)h->registers + (size_t)s->file->of];
    if (name != 0 && member->name != 0 && name != member->name) {
        count_one(&found->differs);
        s->file->differs++;
        return;
    }
    count_one(&found->hits);
    s->file->hits++;
    if (s->what->kind == REGISTER_INCOME &&
        !add_income(household, cell_of(s, batch, record, ANNUAL_INCOME))) {
        count_one(&household->unread);
        say_line(s, record->line, INCOMES[ANNUAL_INCOME].name,
                 text_of(_("expected an amount such as 52000.00: the line counts, its amount "
                           "does not")));
    }
}

static void look_at_record(struct search *s, const struct batch *batch, const struct record *record)
{
    char id[IDENTITY_SIZE];
    if (record->fault != FAULT_NONE || record->cells != s->layout.columns) {
        reject(s, batch, record);
        return;
    }
    s->file->lines++;
    if (identity_read(cell_of(s, batch, record, ID_NUMBER), id) != IDENTITY_OK) {
        if (s->file->unsound++ == 0)
            s->first_unsound = record->line;
        return;
    }
    const struct member *member = members_find(&s->households->members, identity_key(id));
    if (member == NULL)
        return;
    const uint64_t name = name_key(cell_of(s, batch, record, NAME));
    for (; member != NULL; member = members_next(&s->households->members, member))
        count_line(s, batch, record, member, name);
}

static void look_from(struct search *s, const struct batch *batch, size_t first)
{
    for (size_t i = first; i < batch->record_count; i++)
        look_at_record(s, batch, &batch->records[i]);
}

static void look(void *data, struct batch *batch)
{
    reader_check_text(batch);
    look_from(data, batch, 0);
}

/* ---- the file ------------------------------------------------------------------------------- */

static bool open_file(struct search *s, struct error *error)
{
    bool whole, ok;
    if (!input_open(&s->input, s->file->file, error))
        return false;
    const struct text start = input_peek(&s->input, 3, &whole, &ok);
    if (!ok) {
        *error = s->input.error;
        return false;
    }
    if (text_starts(start, "\xEF\xBB\xBF"))
        input_skip(&s->input, 3);
    if (!reader_open(&s->reader, input_read, &s->input, ',', 0))
        return error_no_memory(error, s->shown);
    s->reader.offset = s->input.taken;
    s->reader.leaves_text = true; /* the one that looks at the records has more time */
    return true;
}

static bool take_header(struct search *s, struct error *error)
{
    struct batch *batch = &s->first;
    const bool incomes = s->what->kind == REGISTER_INCOME;
    reader_check_text(batch);
    if (batch->record_count == 0)
        return error_set(error, s->shown, 0, NULL, _("empty: expected a header line"));
    if (batch->records[0].fault != FAULT_NONE) {
        reject_reason(batch, &batch->records[0], batch->records[0].cells, &s->reason);
        return error_set(error, s->shown, batch->records[0].line, NULL, "%.*s", (int)s->reason.n,
                         s->reason.p);
    }
    return layout_open(&s->layout, batch, &batch->records[0], NULL, ',', s->shown, error) &&
           layout_need(
               &s->layout, incomes ? INCOMES : PEOPLE,
               (int)(incomes ? sizeof INCOMES / sizeof *INCOMES : sizeof PEOPLE / sizeof *PEOPLE),
               s->shown, error);
}

static bool read_failed(const struct search *s, struct error *error)
{
    if (s->input.error.text[0] == '\0')
        return error_no_memory(error, s->shown);
    *error = s->input.error;
    return false;
}

struct search *search_open(const struct registers *registers, struct register_file *file,
                           const char *program, struct error *error)
{
    struct search *s = calloc(1, sizeof *s);
    if (s == NULL) {
        error_no_memory(error, NULL);
        return NULL;
    }
    *s = (struct search){.what = &registers->list[file->of],
                         .file = file,
                         .program = program,
                         .shown = input_name(file->file)};
    if (open_file(s, error) && (reader_fill(&s->reader, &s->first) || read_failed(s, error)) &&
        take_header(s, error))
        return s;
    search_free(s);
    return NULL;
}

void search_free(struct search *s)
{
    if (s == NULL)
        return;
    reader_close(&s->reader);
    input_close(&s->input);
    layout_free(&s->layout);
    batch_free(&s->first);
    buffer_free(&s->scratch);
    buffer_free(&s->reason);
    free(s);
}

static bool read_rest(struct search *s, struct handover *handover, struct error *error)
{
    while (!s->reader.finished) {
        struct batch *batch = handover_spare(handover);
        if (!reader_fill(&s->reader, batch))
            return read_failed(s, error);
        handover_submit(handover);
    }
    return true;
}

/* Of a register without a single ID number that can be read nobody may be told to have passed. */
static bool was_readable(const struct search *s, struct error *error)
{
    const struct register_file *file = s->file;
    return file->lines > file->unsound || file->lines + file->rejected == 0 ||
           error_set(error, s->shown, 0, NULL,
                     _("no line of it has an ID number that can be read: nobody can be looked up; "
                       "expected UTF-8 and ID numbers with all their digits"));
}

bool search_for(struct search *s, struct households *households, bool threaded,
                struct buffer *messages, bool *findings, struct error *error)
{
    s->households = households;
    s->messages = messages;
    s->reader.chunk = CHUNK;
    look_from(s, &s->first, 1);
    struct handover *handover = handover_new(look, s, threaded);
    const bool ok =
        handover == NULL ? error_no_memory(error, s->shown) : read_rest(s, handover, error);
    handover_end(handover);
    if (ok)
        say_what_was_passed_over(s);
    *findings |= s->findings;
    return ok && was_readable(s, error) &&
           ((!s->scratch.failed && !s->reason.failed) || error_no_memory(error, s->shown));
}
