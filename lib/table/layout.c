#include "table/layout.h"

#include "base/language.h"

#include <csv.h>
#include <stdlib.h>

static bool keep(struct text *out, struct text a)
{
    char *p = malloc(a.n + 1);
    if (p == NULL)
        return false;
    if (a.n > 0)
        memcpy(p, a.p, a.n);
    p[a.n] = '\0';
    *out = (struct text){p, a.n};
    return true;
}

void layout_free(struct layout *l)
{
    if (l == NULL)
        return;
    for (int i = 0; l->names != NULL && i < l->columns; i++)
        free((char *)l->names[i].p);
    for (int i = 0; l->slot_names != NULL && i < l->slots; i++)
        free((char *)l->slot_names[i].p);
    for (int i = 0; l->typed != NULL && i < l->columns; i++)
        free((char *)l->typed[i].p);
    free(l->names);
    free(l->typed);
    free(l->known);
    free(l->read_at);
    free(l->replaced_by);
    free(l->slot_names);
    free(l->appended);
    free(l->pieces);
    *l = (struct layout){0};
}

bool layout_check_known(const struct layout *l, const char *file, struct error *error)
{
    for (int i = 0; i < l->columns; i++)
        for (int k = 0; k < i && l->known[i] != NULL; k++)
            if (l->known[k] == l->known[i])
                return error_set(error, file, 0, NULL,
                                 _("two columns are '%s' (%s): '%s' and '%s'"), l->known[i]->name,
                                 l->known[i]->label, l->names[k].p, l->names[i].p);
    return true;
}

int layout_count_names(const char *list)
{
    int n = 1;
    for (; *list != '\0'; list++)
        n += *list == ',';
    return n;
}

bool layout_open(struct layout *l, const struct batch *batch, const struct record *record,
                 const char *list, char delimiter, const char *file, struct error *error)
{
    struct buffer scratch = {0}, typed = {0};
    struct text rest = text_of(list == NULL ? "" : list);
    *l = (struct layout){.columns = record != NULL ? record->cells : layout_count_names(list)};
    const size_t n = (size_t)l->columns;
    l->names = calloc(n, sizeof *l->names);
    l->typed = calloc(n, sizeof *l->typed);
    l->known = calloc(n, sizeof *l->known);
    l->replaced_by = malloc(n * sizeof *l->replaced_by);
    bool ok = l->names != NULL && l->typed != NULL && l->known != NULL && l->replaced_by != NULL;
    for (int i = 0; ok && i < l->columns; i++) {
        struct text name = record == NULL
                               ? text_next(&rest, ',')
                               : cell_content(batch, record_cell(batch, record, i), &scratch);
        buffer_clear(&typed);
        if (record == NULL)
            csv_put(&typed, name, false);
        else
            csv_put_raw(&typed, batch, record_cell(batch, record, i), delimiter);
        ok = keep(&l->names[i], name) && !typed.failed && keep(&l->typed[i], buffer_view(&typed));
        l->known[i] = column_find(text_trim(name));
        l->replaced_by[i] = -1;
    }
    ok = ok && !scratch.failed;
    buffer_free(&scratch);
    buffer_free(&typed);
    if (!ok)
        return error_no_memory(error, file);
    return layout_check_known(l, file, error);
}

int layout_find(const struct layout *l, const char *name)
{
    for (int i = 0; i < l->columns; i++) {
        /* Some columns have no aliases and are not in the table of columns. */
        if (l->known[i] != NULL ? strcmp(l->known[i]->name, name) == 0
                                : text_is(text_trim(l->names[i]), name))
            return i;
    }
    return -1;
}

bool layout_need(struct layout *l, const struct column_need *needs, int count, const char *file,
                 struct error *error)
{
    l->read_at = malloc(((size_t)count + 1) * sizeof *l->read_at);
    if (l->read_at == NULL)
        return error_no_memory(error, file);
    for (int i = 0; i < count; i++) {
        l->read_at[i] = layout_find(l, needs[i].name);
        if (l->read_at[i] >= 0 || !needs[i].required)
            continue;
        const struct column *column = column_find(text_of(needs[i].name));
        if (column != NULL && column->label != column->name)
            return error_set(error, file, 0, NULL, _("no column '%s' (%s)"), needs[i].name,
                             column->label);
        return error_set(error, file, 0, NULL, _("no column '%s'"), needs[i].name);
    }
    return true;
}

int layout_slot(struct layout *l, int at, struct text name)
{
    size_t n = (size_t)l->slots;
    struct text *names = reallocarray(l->slot_names, n + 1, sizeof *names);
    if (names == NULL)
        return -1;
    l->slot_names = names;
    bool *appended = reallocarray(l->appended, n + 1, sizeof *appended);
    if (appended == NULL)
        return -1;
    l->appended = appended;
    if (!keep(&names[n], name))
        return -1;
    appended[n] = at < 0;
    if (at >= 0)
        l->replaced_by[at] = l->slots;
    return l->slots++;
}

bool layout_add(struct layout *l, const char *name, int *slot)
{
    const int at = layout_find(l, name);
    *slot = layout_slot(l, at, at < 0 ? text_of(name) : l->names[at]);
    return *slot >= 0;
}

bool layout_rename(struct layout *l, int at, struct text name)
{
    struct buffer typed = {0};
    struct text renamed;
    csv_put(&typed, name, l->columns == 1);
    bool ok = !typed.failed && keep(&renamed, buffer_view(&typed));
    buffer_free(&typed);
    if (!ok)
        return false;
    free((char *)l->typed[at].p);
    l->typed[at] = renamed;
    return true;
}

void layout_drop(struct layout *l, int at)
{
    l->replaced_by[at] = LAYOUT_DROPPED;
}

bool layout_finish(struct layout *l)
{
    l->pieces = calloc((size_t)(l->columns + l->slots), sizeof *l->pieces);
    if (l->pieces == NULL)
        return false;
    l->piece_count = 0;
    l->outputs = l->columns;
    for (int i = 0; i < l->columns; i++) {
        struct piece *last = l->piece_count > 0 ? &l->pieces[l->piece_count - 1] : NULL;
        if (l->replaced_by[i] == LAYOUT_DROPPED)
            l->outputs--;
        else if (l->replaced_by[i] >= 0)
            l->pieces[l->piece_count++] = (struct piece){.slot = l->replaced_by[i]};
        else if (last != NULL && last->slot < 0 && last->last == i - 1)
            last->last = i;
        else
            l->pieces[l->piece_count++] = (struct piece){.slot = -1, .first = i, .last = i};
    }
    for (int slot = 0; slot < l->slots; slot++) {
        if (!l->appended[slot])
            continue;
        l->pieces[l->piece_count++] = (struct piece){.slot = slot};
        l->outputs++;
    }
    return true;
}

bool layout_same_header(const struct layout *l, const struct batch *batch,
                        const struct record *record)
{
    struct buffer scratch = {0};
    bool same = record->cells == l->columns;
    for (int i = 0; same && i < l->columns; i++)
        same =
            text_equal(cell_content(batch, record_cell(batch, record, i), &scratch), l->names[i]);
    buffer_free(&scratch);
    return same;
}

void csv_put(struct buffer *out, struct text cell, bool alone)
{
    /* A record of nothing, or of white space, would be a blank line. */
    bool quote = alone && text_trim(cell).n == 0;
    for (size_t i = 0; i < cell.n && !quote; i++)
        quote = cell.p[i] == ',' || cell.p[i] == '"' || cell.p[i] == '\n' || cell.p[i] == '\r';
    if (!quote) {
        buffer_text(out, cell);
        return;
    }
    /* Each quote doubled, and one at either end. */
    const size_t most = 2 * cell.n + 2;
    if (buffer_reserve(out, most))
        out->n += csv_write(out->p + out->n, most, cell.p, cell.n);
}

void csv_put_raw(struct buffer *out, const struct batch *batch, const struct cell *cell,
                 char delimiter)
{
    if (cell->quoted || delimiter == ',')
        buffer_text(out, cell_raw(batch, cell));
    else
        csv_put(out, cell_raw(batch, cell), false);
}

void layout_put_slot(const struct layout *l, struct text value, struct buffer *out)
{
    if (l->outputs == 1 && text_trim(value).n == 0)
        csv_put(out, value, true);
    else
        buffer_text(out, value);
}

void layout_put_header(const struct layout *l, struct buffer *out)
{
    for (int i = 0; i < l->piece_count; i++) {
        const struct piece *piece = &l->pieces[i];
        if (i > 0)
            buffer_char(out, ',');
        if (piece->slot >= 0) {
            csv_put(out, l->slot_names[piece->slot], l->outputs == 1);
            continue;
        }
        for (int k = piece->first; k <= piece->last; k++) {
            if (k > piece->first)
                buffer_char(out, ',');
            buffer_text(out, l->typed[k]);
        }
    }
    buffer_char(out, '\n');
}
