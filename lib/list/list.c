#include "list/list.h"

#include "list/inside.h"

#include <stdio.h>
#include <stdlib.h>

/* A page's last rows are for the totals, of the page and of all pages. */
#define TOTAL_ROWS 2

struct list *list_open(struct book *book, const struct list_options *options)
{
    struct list *list = calloc(1, sizeof *list);
    if (list == NULL)
        return NULL;
    list->book = book;
    list->options = *options;
    return list;
}

void list_free(struct list *list)
{
    if (list == NULL)
        return;
    for (int i = 0; i < list->column_count; i++)
        free(list->columns[i].heading);
    free(list->columns);
    free(list->names);
    buffer_free(&list->scratch);
    buffer_free(&list->masked);
    free(list);
}

/* What the heading of a column says: its Chinese name, where it is a known one. */
static struct text label(const struct list *list, struct text heading, const struct column *known)
{
    return known == NULL           ? text_trim(heading)
           : list->options.english ? text_of(known->name)
                                   : text_of(known->label);
}

/* Whether anything that stands in a column is to be looked at. */
static bool names_problems(const char *name)
{
    static const char *const COLUMNS[] = {"problems", "violations", "overdue"};
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++)
        if (strcmp(name, COLUMNS[i]) == 0)
            return true;
    return false;
}

bool list_column(struct list *list, struct text heading, const struct column *known)
{
    if (list->options.masks && known == NULL) {
        buffer_clear(&list->masked);
        buffer_masked(&list->masked, heading);
        heading = buffer_view(&list->masked);
    }
    struct list_column *more =
        reallocarray(list->columns, (size_t)list->column_count + 1, sizeof *more);
    if (more == NULL)
        return false;
    list->columns = more;
    struct text shown = label(list, heading, known);
    struct list_column *column = &more[list->column_count];
    *column = (struct list_column){.heading = strndup(shown.n == 0 ? "" : shown.p, shown.n),
                                   .known = known,
                                   .verdict = known != NULL && known->type == COLUMN_WORD,
                                   .problems = known != NULL && names_problems(known->name)};
    if (column->heading == NULL || list->masked.failed)
        return false;
    list->column_count++;
    return true;
}

/* ---- pages --------------------------------------------------------------------------------- */

/* `名单`, `名单 2` …; false without memory. */
static bool begin_page(struct list *list)
{
    char(*more)[32] = reallocarray(list->names, (size_t)list->pages + 1, sizeof *more);
    if (more == NULL)
        return book_no_memory(list->book);
    list->names = more;
    char *name = more[list->pages++];
    (void)snprintf(name, sizeof *more, "%s", list->options.name);
    if (list->pages > 1)
        (void)snprintf(name, sizeof *more, "%.20s %d", list->options.name, list->pages);
    list->page = book_page(list->book, name);
    list->row = 0;
    if (list->options.title != NULL)
        page_string(list->page, list->row++, 0, list->options.title, LOOK_TITLE, TONE_PLAIN);
    list->head = list->row++;
    for (int i = 0; i < list->column_count; i++) {
        list->columns[i].page = (struct list_sum){0};
        page_string(list->page, list->head, (uint16_t)i, list->columns[i].heading, LOOK_HEAD,
                    TONE_PLAIN);
    }
    return true;
}

static bool is_full(const struct list *list)
{
    const long records = (long)list->row - (long)list->head - 1;
    return list->row + TOTAL_ROWS >= PAGE_ROWS_MAX ||
           (list->options.rows_max > 0 && records >= list->options.rows_max);
}

/* ---- totals -------------------------------------------------------------------------------- */

/* `C`, `AB`: the letters of a column. */
static const char *letters(int column, char out[8])
{
    char *p = out + 7;
    *p = '\0';
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        *--p = (char)('A' + (rest - 1) % 26);
    return p;
}

/* A sum that no number of a sheet holds stands there as text, or as an ellipsis. One that leaves
 * cells out, because they are no numbers, says so by its colour. */
static void put_sum(struct list *list, int i, const char *formula, const struct list_sum *sum)
{
    const bool money = list_type(&list->columns[i]) == COLUMN_MONEY;
    const enum tone tone = sum->partial ? TONE_DOUBT : TONE_TOTAL;
    const uint16_t column = (uint16_t)i;
    char amount[MONEY_TEXT_SIZE];
    if (!sum->too_large && page_holds_count(sum->value)) {
        page_formula(list->page, list->row, column, formula, sum->value,
                     money ? LOOK_MONEY : LOOK_COUNT, tone);
        return;
    }
    (void)money_format((struct money){sum->value}, amount);
    page_string(list->page, list->row, column, money && !sum->too_large ? amount : "…", LOOK_TEXT,
                tone);
}

/* The first column has the word, unless it has a sum itself. */
static void put_total_label(struct list *list, const char *label)
{
    for (int i = 0; i < list->column_count; i++) {
        if (list_adds(&list->columns[i]))
            continue;
        if (i == 0)
            page_string(list->page, list->row, (uint16_t)i, label, LOOK_TEXT, TONE_TOTAL);
        else
            page_blank(list->page, list->row, (uint16_t)i, LOOK_TEXT, TONE_TOTAL);
    }
}

static const char *word(const struct list *list, const char *chinese, const char *english)
{
    return list->options.english ? english : chinese;
}

/* The sums of the page's rows; on a further page also those of all pages up to it (累计). */
static void end_page(struct list *list, bool last)
{
    char column[8], formula[96];
    const bool only = last && list->pages == 1;
    put_total_label(list, only ? word(list, "合计", "total") : word(list, "本页合计", "this page"));
    for (int i = 0; i < list->column_count; i++) {
        const char *c = letters(i, column);
        (void)snprintf(formula, sizeof formula, "=SUBTOTAL(109,%s%u:%s%u)", c, list->head + 2, c,
                       list->row);
        if (list_adds(&list->columns[i]))
            put_sum(list, i, formula, &list->columns[i].page);
    }
    const uint32_t page_total = list->row + 1, total_before = list->total;
    list->total = page_total;
    if (list->pages > 1) {
        list->row++;
        list->total++;
        put_total_label(list, last ? word(list, "合计", "total") : word(list, "累计", "so far"));
        for (int i = 0; i < list->column_count; i++) {
            const char *c = letters(i, column);
            (void)snprintf(formula, sizeof formula, "=%s%u+'%s'!%s%u", c, page_total,
                           list->names[list->pages - 2], c, total_before);
            if (list_adds(&list->columns[i]))
                put_sum(list, i, formula, &list->columns[i].all);
        }
    }
    list->row++;
}

/* What holds for the whole page is said when its last row is known. */
static void set_up_page(struct list *list, uint32_t last_row)
{
    const uint16_t last_column = (uint16_t)(list->column_count - 1);
    const struct page_print print = {
        .landscape = true,
        .repeats = true,
        .first_repeated = list->head,
        .last_repeated = list->head,
        .footer = list->options.english ? "&C&P / &N" : "&C第 &P 页 共 &N 页",
    };
    page_freeze(list->page, list->head + 1);
    page_filter(list->page, list->head, last_row, last_column);
    page_trust_text(list->page, list->head, last_row, last_column);
    page_print(list->page, &print);
}

static void finish_page(struct list *list, bool last)
{
    const bool empty = list->row == list->head + 1;
    set_up_page(list, list->row - 1);
    if (!empty)
        end_page(list, last);
}

void list_end(struct list *list)
{
    if (list->pages == 0 && !begin_page(list))
        return;
    finish_page(list, true);
}

/* ---- records ------------------------------------------------------------------------------- */

/* What the record says of itself: columns of verdicts say `invalid`, those of problems anything. */
static enum tone tone_of(const struct list *list, list_cell *cell, void *data)
{
    enum tone tone = TONE_PLAIN;
    for (int i = 0; i < list->column_count; i++) {
        const struct list_column *column = &list->columns[i];
        if (!column->verdict && !column->problems)
            continue;
        struct text text = cell(data, i);
        if (column->verdict && text_is(text, "invalid"))
            return TONE_WRONG;
        if (column->problems ? text.n > 0 : text_is(text, "incomplete"))
            tone = TONE_DOUBT;
    }
    return tone;
}

bool list_record(struct list *list, list_cell *cell, void *data)
{
    bool whole = true;
    if (list->pages > 0 && is_full(list))
        finish_page(list, false);
    if ((list->pages == 0 || is_full(list)) && !begin_page(list))
        return true;
    const enum tone tone = tone_of(list, cell, data);
    for (int i = 0; i < list->column_count; i++)
        whole = list_put_cell(list, i, cell(data, i), tone) && whole;
    list->row++;
    return whole;
}
