#include "notice/picking.h"

#include "base/language.h"
#include "notice/value.h"

/* Those of a kind's rules whose column the table has. */
static void add(const struct kind *kind, const struct kind_rule *rules, const struct layout *layout,
                struct picking_rule *list, int *count)
{
    for (int i = 0; i < KIND_RULES_MAX && rules[i].column != NULL; i++) {
        const int at = layout_find(layout, rules[i].column);
        if (at >= 0 && *count < PICKING_RULES_MAX)
            list[(*count)++] = (struct picking_rule){kind, &rules[i], at};
    }
}

static void add_rules(struct picking *p, const struct kind *kind, const struct layout *layout)
{
    add(kind, kind->rules, layout, p->rules, &p->count);
    add(kind, kind->never, layout, p->never, &p->never_count);
}

/* `category, stage, next_step`, each once. */
static void list_columns(const struct kind *const *kinds, struct buffer *out)
{
    for (int k = 0; kinds[k] != NULL; k++)
        for (int i = 0; i < KIND_RULES_MAX && kinds[k]->rules[i].column != NULL; i++) {
            const char *column = kinds[k]->rules[i].column;
            const struct text so_far = buffer_view(out);
            if (so_far.n > 0 && memmem(so_far.p, so_far.n, column, strlen(column)) != NULL)
                continue;
            buffer_format(out, "%s%s", so_far.n > 0 ? ", " : "", column);
        }
    buffer_char(out, '\0');
}

bool picking_open(struct picking *p, const struct kind *kind, bool all, const struct layout *layout,
                  const char *file, struct error *error)
{
    const struct kind *const one[] = {kind, NULL};
    const struct kind *const *kinds = kind->is_text ? KIND_SITUATIONS : one;
    struct buffer columns = {0};
    *p = (struct picking){0};
    for (int i = 0; kinds[i] != NULL; i++)
        add_rules(p, kinds[i], layout);
    if (p->count > 0 || all)
        return true;
    list_columns(kinds, &columns);
    const bool found =
        columns.failed
            ? error_no_memory(error, file)
            : error_set(error, file, 0, NULL,
                        _("no column tells which records '%s' is for (%s); --all takes them all"),
                        kind->name, columns.p);
    buffer_free(&columns);
    return found;
}

static bool holds(const struct kind_rule *rule, struct text cell)
{
    cell = text_trim(cell);
    if (cell.n == 0 || rule->words == NULL)
        return cell.n > 0;
    for (struct text rest = text_of(rule->words); rest.p != NULL;)
        if (value_has_word(rule->column, cell, text_next(&rest, '|')))
            return true;
    return false;
}

static bool met(const struct picking_rule *rule, const struct row *row)
{
    const struct cell *cell = record_cell(row->batch, row->record, rule->at);
    return holds(rule->rule, cell_content(row->batch, cell, row->scratch));
}

static bool is_never(const struct picking *p, const struct kind *kind, const struct row *row)
{
    for (int i = 0; i < p->never_count; i++)
        if (p->never[i].kind == kind && met(&p->never[i], row))
            return true;
    return false;
}

const struct kind *picking_ask(const struct picking *p, const struct row *row)
{
    for (int i = 0; i < p->count; i++)
        if (met(&p->rules[i], row) && !is_never(p, p->rules[i].kind, row))
            return p->rules[i].kind;
    return NULL;
}
