/* to-sheet: a table as a workbook that people open (花名册). */
#include "base/language.h"
#include "list/list.h"
#include "table/filter.h"
#include "table/words.h"

#include <stdlib.h>

enum { OPTION_TITLE = OPTION_OWN, OPTION_MASK, OPTION_LANG, OPTION_SHEET_ROWS };

static const struct command_option OPTIONS[] = {
    {OPTION_TITLE, "title", N_("TEXT"), N_("a title above the table")},
    {OPTION_MASK, "mask", NULL, N_("show only the ends of ID, card and phone numbers")},
    {OPTION_LANG, "lang", N_("LANG"),
     N_("zh (default): Chinese headings and words; en: as they are in the table")},
    {OPTION_SHEET_ROWS, "sheet-rows", N_("N"),
     N_("begin a new sheet after N records (default: when a sheet is full)")},
    {0}};

#define TITLE_MAX 1000

struct to_sheet {
    struct list_options options;
    struct book *book;
    struct list *list;
    int *cells; /* for each column of the list its cell in the table */
    int cell_count;
};

static struct to_sheet state;

static bool take(void *data, int id, const char *value, struct error *error)
{
    struct list_options *options = &((struct to_sheet *)data)->options;
    char *end;
    switch (id) {
    case OPTION_TITLE:
        options->title = value;
        return strlen(value) <= TITLE_MAX ||
               error_set(error, NULL, 0, NULL, _("--title: more than %d bytes"), TITLE_MAX);
    case OPTION_MASK:
        options->masks = true;
        return true;
    case OPTION_LANG:
        options->english = strcmp(value, "en") == 0;
        return options->english || strcmp(value, "zh") == 0 ||
               command_bad_value(error, "--lang", value, _("zh or en"));
    default: /* OPTION_SHEET_ROWS */
        options->rows_max = strtol(value, &end, 10);
        return (*value >= '1' && *value <= '9' && *end == '\0' &&
                options->rows_max <= PAGE_ROWS_MAX) ||
               command_bad_value(error, "--sheet-rows", value, _("a number from 1 to 1048576"));
    }
}

static bool begin(struct run *run, struct error *error)
{
    struct to_sheet *s = run->state;
    const struct book_options book = {.title = s->options.title,
                                      .program = "bangfu " BANGFU_VERSION,
                                      .english = s->options.english};
    if (!words_open(error))
        return false;
    if (!output_suits_workbook(run->settings.output, error))
        return false;
    s->book = book_open(&book, error);
    if (s->book == NULL)
        return false;
    s->options.name = s->options.english ? "list" : "名单";
    s->list = list_open(s->book, &s->options);
    return s->list != NULL || error_no_memory(error, NULL);
}

/* ---- columns ------------------------------------------------------------------------------- */

static bool add_column(struct to_sheet *s, const struct layout *layout, int at, struct error *error)
{
    int *more = reallocarray(s->cells, (size_t)s->cell_count + 1, sizeof *more);
    if (more == NULL)
        return error_no_memory(error, NULL);
    s->cells = more;
    more[s->cell_count++] = at;
    return list_column(s->list, layout->names[at], layout->known[at]) ||
           error_no_memory(error, NULL);
}

/* The cell of the column that goes by a name: any that is known for it, or the table's own. */
static int find_column(const struct layout *layout, struct text name)
{
    const struct column *known = column_find(name);
    for (int i = 0; i < layout->columns; i++)
        if (text_equal(text_trim(layout->names[i]), name) ||
            (known != NULL && layout->known[i] == known))
            return i;
    return -1;
}

static bool choose_columns(struct run *run, const struct layout *layout, struct error *error)
{
    struct text rest = text_of(run->settings.columns);
    while (rest.p != NULL) {
        struct text name = text_trim(text_next(&rest, ','));
        int at = find_column(layout, name);
        if (at < 0)
            return error_set(error, run->file, 0, NULL, _("--columns: no column '%.*s'"),
                             (int)name.n, name.p);
        if (!add_column(run->state, layout, at, error))
            return false;
    }
    return true;
}

static bool header(struct run *run, struct layout *layout, struct error *error)
{
    if (layout->columns > PAGE_COLUMNS_MAX)
        return error_set(error, run->file, 0, NULL, _("%d columns; a sheet has %d at most"),
                         layout->columns, PAGE_COLUMNS_MAX);
    if (run->settings.columns != NULL && !run->settings.no_header)
        return choose_columns(run, layout, error);
    for (int i = 0; i < layout->columns; i++)
        if (!add_column(run->state, layout, i, error))
            return false;
    return true;
}

/* ---- records ------------------------------------------------------------------------------- */

static struct text cell_of(void *data, int i)
{
    struct row *row = data;
    const struct to_sheet *s = row->run->state;
    return cell_content(row->batch, record_cell(row->batch, row->record, s->cells[i]),
                        row->scratch);
}

static enum outcome put_record(struct row *row)
{
    struct to_sheet *s = row->run->state;
    const bool whole = list_record(s->list, cell_of, row);
    if (book_failed(s->book)) {
        *row->error = *book_error(s->book);
        return OUTCOME_FAILED;
    }
    if (!whole)
        row_message(row, NULL, _("a text longer than the %d characters of a cell was cut"),
                    CELL_TEXT_MAX);
    return whole ? OUTCOME_DECIDED : OUTCOME_FLAGGED;
}

static bool finish(struct run *run, struct output *out, struct buffer *messages,
                   struct error *error)
{
    (void)messages;
    struct to_sheet *s = run->state;
    list_end(s->list);
    return book_finish(s->book, output_sink, out, error);
}

static void end(struct run *run)
{
    struct to_sheet *s = run->state;
    list_free(s->list);
    book_free(s->book);
    free(s->cells);
}

static const struct filter FILTER = {
    .command = {.name = "to-sheet",
                .operands = "[FILE]...",
                .summary = N_("Makes a list that people open (花名册) of any table: a workbook."),
                .example = "to-sheet --mask --title 困难职工名单 aid.csv -o list.xlsx"},
    .flagged_as = N_("cut"),
    .options = OPTIONS,
    .take = take,
    .state = &state,
    .in_order = true,
    .gathers = true,
    .picks = true,
    .begin = begin,
    .header = header,
    .row = put_record,
    .finish = finish,
    .end = end,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
