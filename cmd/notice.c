/* notice: letters, lists to be published and text messages from the rows of a table (告知书,
 * 登记表, 公示). */
#include "base/language.h"
#include "base/whole_file.h"
#include "notice/checks.h"
#include "notice/document.h"
#include "notice/options.h"
#include "notice/picking.h"
#include "table/filter.h"
#include "table/words.h"

#include <stdlib.h>

struct notice {
    struct notice_options options;
    struct buffer source; /* the office's own template */
    struct template template;
    struct binding binding;
    struct rendering rendering;
    struct picking picking;
    struct document_columns columns;
    struct checks checks;
    struct letters letters;
    struct folder folder;
    struct text *cells; /* of one record, by uses */
    size_t *sizes;
    struct buffer bytes, scratch;
    long others, unreadable;
};

static struct notice state;

/* ---- before the first record ---------------------------------------------------------------- */

static bool begin(struct run *run, struct error *error)
{
    struct notice *s = run->state;
    if (!notice_agree(&s->options, &run->settings, error) || !words_open(error))
        return false;
    const struct kind *kind = s->options.kind;
    const char *file = s->options.template;
    if (file != NULL && !whole_file_read(file, &s->source, error))
        return false;
    const struct text source =
        file != NULL ? buffer_view(&s->source) : (struct text){kind->source, *kind->size};
    if (!template_parse(&s->template, file != NULL ? file : kind->file, source, !kind->is_text,
                        error))
        return false;
    const char *folder = s->options.folder;
    for (int i = 0; folder != NULL && i < run->file_count; i++)
        if (!folder_spares(folder, run->files[i], error))
            return false;
    return folder == NULL || ((file == NULL || folder_spares(folder, file, error)) &&
                              folder_open(&s->folder, folder, s->options.overwrite, error));
}

/* Finds a column that a table beside the letters shows. */
static bool find_column(struct notice *s, const struct layout *layout, const char *name, int *use,
                        struct error *error)
{
    *use = binding_use(&s->binding, layout, name);
    return *use >= -1 || error_no_memory(error, NULL);
}

static bool header(struct run *run, struct layout *layout, struct error *error)
{
    struct notice *s = run->state;
    const struct notice_options *o = &s->options;
    if (!picking_open(&s->picking, o->kind, o->all, layout, run->file, error) ||
        !binding_open(&s->binding, &s->template, layout, o->given, o->given_count,
                      o->folder == NULL && !o->kind->is_text, error) ||
        !checks_open(&s->checks, &s->binding, layout, o->given, o->given_count, error) ||
        !find_column(s, layout, "household_id", &s->columns.household_id, error) ||
        !find_column(s, layout, "phone", &s->columns.phone, error))
        return false;
    if (o->kind->is_text && s->columns.household_id < 0)
        return error_set(
            error, run->file, 0, NULL,
            _("no column 'household_id' (职工编号): by it the sender finds the number"));
    const size_t uses = (size_t)s->binding.use_count + 1;
    s->cells = calloc(uses, sizeof *s->cells);
    s->sizes = calloc(uses, sizeof *s->sizes);
    if (s->cells == NULL || s->sizes == NULL)
        return error_no_memory(error, NULL);
    s->rendering = (struct rendering){.template = &s->template,
                                      .binding = &s->binding,
                                      .letters = &s->letters,
                                      .given = o->given,
                                      .today = run->today,
                                      .html = !o->kind->is_text};
    return letters_open(&s->letters, &s->binding, error);
}

/* ---- one record ----------------------------------------------------------------------------- */

/* Copies the cells that letters show. */
static bool take_cells(struct notice *s, const struct row *row)
{
    buffer_clear(&s->bytes);
    for (int i = 0; i < s->binding.use_count; i++) {
        const struct cell *cell = record_cell(row->batch, row->record, s->binding.uses[i].at);
        const struct text content = cell_content(row->batch, cell, row->scratch);
        s->sizes[i] = content.n;
        buffer_text(&s->bytes, content);
    }
    size_t start = 0;
    for (int i = 0; i < s->binding.use_count; i++) {
        s->cells[i] = (struct text){s->bytes.p + start, s->sizes[i]};
        start += s->sizes[i];
    }
    return !s->bytes.failed;
}

/* Fills the letter in once: what cannot be read is found before anything is written. */
static bool try_letter(struct notice *s, const struct letter *letter, struct error *error)
{
    const int key = s->columns.household_id;
    buffer_clear(&s->scratch);
    if (!letters_can_add(&s->letters, letter, error) || !checks_sum(&s->checks, letter, error))
        return false;
    if (key >= 0 && (s->options.kind->is_text || s->options.folder != NULL) &&
        document_is_formula(letter->cells[key]))
        return error_set(error, NULL, 0, "household_id",
                         _("it begins as a formula of a spreadsheet does"));
    if (s->options.kind->is_text)
        return document_message(&s->rendering, letter, &s->scratch, error);
    return render_before(&s->rendering, letter, &s->scratch, error) &&
           render_record(&s->rendering, letter, &s->scratch, error) &&
           render_behind(&s->rendering, letter, &s->scratch, error);
}

static enum outcome take_record(struct row *row)
{
    struct notice *s = row->run->state;
    struct error error = {0};
    const struct kind *kind = picking_ask(&s->picking, row);
    if (kind == NULL && !s->options.all) {
        s->others++;
        return OUTCOME_DECIDED;
    }
    if (!take_cells(s, row))
        return OUTCOME_FAILED;
    const struct letter letter = {row->file, row->record->line, kind, s->letters.count + 1,
                                  s->cells};
    if (!checks_period(&s->checks, &letter, row->error))
        return OUTCOME_FAILED;
    if (!try_letter(s, &letter, &error)) {
        if (s->scratch.failed)
            return OUTCOME_FAILED;
        row_message(row, error.column[0] != '\0' ? error.column : NULL, "%s", error.text);
        s->unreadable++;
        return OUTCOME_FLAGGED;
    }
    /* Templates of text messages may have nothing to say of a record. */
    if (s->options.kind->is_text && s->scratch.n == 0) {
        s->others++;
        return OUTCOME_DECIDED;
    }
    return letters_add(&s->letters, &letter, row->error) ? OUTCOME_DECIDED : OUTCOME_FAILED;
}

/* ---- after the last ------------------------------------------------------------------------- */

static void say(const struct run *run, struct buffer *messages)
{
    const struct notice *s = run->state;
    const char *program = command_name(&run->filter->command);
    buffer_format(messages, _("%s: %s: %ld records, %ld others left out\n"), program,
                  s->options.kind->name, s->letters.count, s->others);
    if (s->unreadable > 0)
        buffer_format(messages, _("%s: %ld records are left out because of what is in them\n"),
                      program, s->unreadable);
}

static bool finish(struct run *run, struct output *out, struct buffer *messages,
                   struct error *error)
{
    struct notice *s = run->state;
    const struct rendering *r = &s->rendering;
    bool ok;
    if (s->letters.file == NULL)
        return error_set(error, NULL, 0, NULL, _("the table has no header"));
    if (s->options.folder != NULL)
        ok = document_write_folder(r, &s->letters, &s->columns, run->file_count > 1, &s->folder,
                                   error) &&
             folder_finish(&s->folder, error);
    else if (s->options.kind->is_text)
        ok = document_write_messages(r, &s->letters, &s->columns, !run->settings.no_header, out,
                                     error);
    else
        ok = document_write(r, &s->letters, out, error);
    if (ok)
        say(run, messages);
    return ok;
}

static bool commit(struct run *run, struct buffer *messages, struct error *error)
{
    (void)messages;
    return folder_publish(&((struct notice *)run->state)->folder, error);
}

static void end(struct run *run)
{
    struct notice *s = run->state;
    folder_abandon(&s->folder);
    letters_close(&s->letters);
    binding_free(&s->binding);
    template_free(&s->template);
    notice_options_free(&s->options);
    free(s->cells);
    free(s->sizes);
    buffer_free(&s->source);
    buffer_free(&s->bytes);
    buffer_free(&s->scratch);
}

static bool take(void *data, int id, const char *value, struct error *error)
{
    return notice_take(&((struct notice *)data)->options, id, value, error);
}

static const struct filter FILTER = {
    .command = {.name = "notice",
                .operands = "[FILE]...",
                .summary = N_("Writes letters, lists to be published and text messages from the "
                              "rows of a table (告知书、登记表、公示)."),
                .example = "notice --kind refusal --set office=... aid.csv -o refusals.html"},
    .uses = USES_AS_OF,
    .flagged_as = N_("left out"),
    .options = NOTICE_OPTIONS,
    .take = take,
    .state = &state,
    .in_order = true,
    .gathers = true,
    .begin = begin,
    .header = header,
    .row = take_record,
    .finish = finish,
    .commit = commit,
    .end = end,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
