#include "notice/binding.h"

#include "base/language.h"
#include "notice/kinds.h"
#include "notice/value.h"

#include <stdlib.h>

static const struct {
    const char *name;
    enum source source;
} OWN[] = {{"number", SOURCE_NUMBER},
           {"count", SOURCE_COUNT},
           {"today", SOURCE_TODAY},
           {"style", SOURCE_STYLE}};
#define OWN_COUNT (sizeof OWN / sizeof *OWN)

#define SUM "sum:"
#define IS  "is:"

struct binder {
    struct binding *binding;
    const struct template *template;
    const struct layout *layout;
    const struct given *given;
    int given_count;
    bool *is_shown; /* for each of what is given */
    struct error *error;
};

/* ---- columns ------------------------------------------------------------------------------- */

/* The cell of a column by any of its names, or of one that nobody knows by what its header says. */
static int find_cell(const struct layout *layout, struct text name)
{
    const struct column *column = column_find(name);
    if (column != NULL)
        return layout_find(layout, column->name);
    for (int i = 0; i < layout->columns; i++)
        if (text_equal(text_trim(layout->names[i]), name))
            return i;
    return -1;
}

/* The use of a cell, which is added where it is new; -2 without memory. */
static int use_cell(struct binding *b, const struct layout *layout, int at)
{
    for (int i = 0; i < b->use_count; i++)
        if (b->uses[i].at == at)
            return i;
    struct use *more = reallocarray(b->uses, (size_t)b->use_count + 1, sizeof *more);
    if (more == NULL)
        return -2;
    b->uses = more;
    const struct column *column = layout->known[at];
    const struct text name = layout->names[at];
    struct use *use = &b->uses[b->use_count];
    *use = (struct use){.at = at,
                        .column = column,
                        .name = column != NULL ? strdup(column->name) : strndup(name.p, name.n)};
    return use->name != NULL ? b->use_count++ : -2;
}

int binding_use(struct binding *b, const struct layout *layout, const char *name)
{
    const int at = layout_find(layout, name);
    return at < 0 ? -1 : use_cell(b, layout, at);
}

/* ---- names --------------------------------------------------------------------------------- */

struct names_known {
    const char **p;
    size_t n, room;
};

static void add_name(struct names_known *names, const char *name)
{
    if (names->n < names->room)
        names->p[names->n++] = name;
}

static void add_column(void *data, const struct column *column, struct text name)
{
    if (name.p == column->name)
        add_name(data, column->name);
}

/* More than there can be columns. */
#define NAMES_MAX 512

/* Two letters that stand next to each other, typed the other way round: `nmae`. */
static bool is_swapped(struct text a, struct text b)
{
    size_t i = 0;
    while (i < a.n && a.n == b.n && a.p[i] == b.p[i])
        i++;
    return a.n == b.n && i + 1 < a.n && a.p[i] == b.p[i + 1] && a.p[i + 1] == b.p[i] &&
           memcmp(a.p + i + 2, b.p + i + 2, a.n - i - 2) == 0;
}

static const char *find_nearest(struct text name, const struct names_known *names)
{
    for (size_t i = 0; i < names->n; i++)
        if (is_swapped(name, text_of(names->p[i])))
            return names->p[i];
    return text_nearest(name, names->p, names->n);
}

static bool unknown(struct binder *binder, const struct node *node, struct text name)
{
    char shown[96];
    struct names_known names = {calloc(NAMES_MAX, sizeof *names.p), 0, NAMES_MAX};
    if (names.p == NULL)
        return error_no_memory(binder->error, binder->template->file);
    for (size_t i = 0; i < OWN_COUNT; i++)
        add_name(&names, OWN[i].name);
    for (int i = 0; i < binder->given_count; i++)
        add_name(&names, binder->given[i].name.p); /* the words of an option, ended by a NUL */
    column_each_name(add_column, &names);
    const char *nearest = find_nearest(name, &names);
    free(names.p);
    const struct column *column = column_find(name);
    text_masked(name, shown, sizeof shown);
    const char *file = binder->template->file;
    if (column != NULL)
        return error_set(binder->error, file, node->line, NULL,
                         _("the table has no column '%s' (%s), and no --set gives it"),
                         column->name, column->label);
    if (nearest != NULL)
        return error_set(binder->error, file, node->line, NULL,
                         _("nothing is known as '%s'; is '%s' meant?"), shown, nearest);
    return error_set(binder->error, file, node->line, NULL,
                     _("nothing is known as '%s': no column of the table, and no --set gives it"),
                     shown);
}

static bool no_memory(struct binder *binder)
{
    return error_no_memory(binder->error, binder->template->file);
}

/* A column that is added up. */
static bool bind_sum(struct binder *binder, const struct node *node, struct text name,
                     struct bound *bound)
{
    const int at = find_cell(binder->layout, name);
    if (at < 0)
        return node->optional || unknown(binder, node, name);
    const int use = use_cell(binder->binding, binder->layout, at);
    if (use < 0)
        return no_memory(binder);
    binder->binding->uses[use].summed = true;
    *bound = (struct bound){SOURCE_SUM, use};
    return true;
}

static bool bind_kind(struct binder *binder, const struct node *node, struct text name,
                      struct bound *bound)
{
    char shown[96];
    *bound = (struct bound){SOURCE_KIND, 0};
    return kind_find(name) != NULL ||
           error_set(binder->error, binder->template->file, node->line, NULL,
                     _("'%s' is no kind of letter"), text_masked(name, shown, sizeof shown));
}

static bool is_block(const struct node *node)
{
    return node->kind == NODE_SECTION || node->kind == NODE_UNLESS;
}

static struct text behind(struct text name, const char *prefix)
{
    const size_t n = strlen(prefix);
    return (struct text){name.p + n, name.n - n};
}

/* The office's own value is the same in every letter: what its filter makes nothing of is found
 * before the first. */
static bool try_given(struct binder *binder, const struct given *given, enum notice_filter filter)
{
    struct buffer text = {0};
    struct error error = {0};
    const bool ok = value_filter(&text, filter, NULL, given->value, &error);
    buffer_free(&text);
    return ok || error_set(binder->error, NULL, 0, NULL, "--set %.*s: %s", (int)given->name.n,
                           given->name.p, error.text);
}

/* A value that would be shown nowhere was given by mistake. */
static bool check_given(struct binder *binder)
{
    for (int i = 0; i < binder->given_count; i++) {
        const struct text name = binder->given[i].name;
        if (find_cell(binder->layout, name) >= 0)
            return error_set(binder->error, NULL, 0, NULL,
                             _("--set %.*s: the table has a column of that name, which is shown "
                               "instead"),
                             (int)name.n, name.p);
        if (!binder->is_shown[i])
            return error_set(binder->error, NULL, 0, NULL,
                             _("--set %.*s: the template %s does not show it"), (int)name.n, name.p,
                             binder->template->file);
    }
    return true;
}

static bool bind(struct binder *binder, const struct node *node, bool shared, struct bound *bound)
{
    const struct text name = node->text;
    const int at = find_cell(binder->layout, name);
    if (at >= 0) {
        const int use = use_cell(binder->binding, binder->layout, at);
        if (use < 0)
            return no_memory(binder);
        binder->binding->uses[use].shared |= shared;
        *bound = (struct bound){SOURCE_CELL, use};
        return true;
    }
    for (int i = 0; i < binder->given_count; i++)
        if (text_equal(binder->given[i].name, name)) {
            *bound = (struct bound){SOURCE_GIVEN, i};
            binder->is_shown[i] = true;
            return node->kind != NODE_VALUE || try_given(binder, &binder->given[i], node->filter);
        }
    for (size_t i = 0; i < OWN_COUNT; i++)
        if (text_is(name, OWN[i].name)) {
            *bound = (struct bound){OWN[i].source, 0};
            return true;
        }
    if (text_starts(name, SUM))
        return bind_sum(binder, node, behind(name, SUM), bound);
    if (is_block(node) && text_starts(name, IS))
        return bind_kind(binder, node, behind(name, IS), bound);
    return node->optional || unknown(binder, node, name);
}

static bool bind_nodes(struct binder *binder, bool shares)
{
    const struct template *template = binder->template;
    const int records = template->records;
    for (int i = 0; i < template->count; i++) {
        const struct node *node = &template->nodes[i];
        const bool outside = records >= 0 && (i < records || i >= template->nodes[records].end);
        if ((node->kind == NODE_VALUE || is_block(node)) &&
            !bind(binder, node, outside && shares, &binder->binding->nodes[i]))
            return false;
    }
    return true;
}

bool binding_open(struct binding *b, const struct template *template, const struct layout *layout,
                  const struct given *given, int given_count, bool shares, struct error *error)
{
    struct binder binder = {.binding = b,
                            .template = template,
                            .layout = layout,
                            .given = given,
                            .given_count = given_count,
                            .is_shown = calloc((size_t)given_count + 1, sizeof(bool)),
                            .error = error};
    *b = (struct binding){.nodes = calloc((size_t) template->count + 1, sizeof *b->nodes)};
    const bool ok = b->nodes == NULL || binder.is_shown == NULL
                        ? no_memory(&binder)
                        : bind_nodes(&binder, shares) && check_given(&binder);
    free(binder.is_shown);
    return ok;
}

void binding_free(struct binding *b)
{
    for (int i = 0; i < b->use_count; i++)
        free(b->uses[i].name);
    free(b->uses);
    free(b->nodes);
    *b = (struct binding){0};
}
