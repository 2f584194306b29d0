#include "intake/heading.h"

#include "base/language.h"

#include <stdlib.h>

static bool is_mark(uint32_t c)
{
    return c == '*' || c == 0xFE61 || c == 0x203B; /* ＊ is folded before */
}

static uint32_t compared(uint32_t c)
{
    c = cell_fold(c);
    if (c == '[' || c == 0x3010 || c == 0x3014 || c == 0x3016) /* 【 〔 〖 */
        return '(';
    if (c == ']' || c == 0x3011 || c == 0x3015 || c == 0x3017)
        return ')';
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 'a';
    return c == 0x5E10 ? 0x8D26 : c; /* 帐 is 账 */
}

/* Writes the key of a name and a NUL; false where there is no room, so that none of ours fits. */
static bool make_key(struct text name, char key[HEADING_KEY_SIZE])
{
    size_t n = 0;
    for (size_t i = 0, size; i < name.n; i += size) {
        struct text rest = {name.p + i, name.n - i};
        size = cell_space(rest);
        if (size > 0)
            continue;
        uint32_t c = compared(text_decode(rest, &size));
        if (c == UINT32_MAX)
            return false;
        if (is_mark(c) || c == '_' || c == '-')
            continue;
        if (n + 4 >= HEADING_KEY_SIZE)
            return false;
        n += text_encode(c, key + n);
    }
    key[n] = '\0';
    return true;
}

static int compare_names(const void *a, const void *b)
{
    const struct heading_name *left = a, *right = b;
    return strcmp(left->key, right->key);
}

struct gathering {
    struct heading_names *names;
    struct error *error;
    bool ok;
};

static void gather(void *data, const struct column *column, struct text name)
{
    struct gathering *g = data;
    struct heading_names *names = g->names;
    if (g->ok && names->count == names->room) {
        size_t room = names->room == 0 ? 128 : names->room * 2;
        struct heading_name *more = reallocarray(names->names, room, sizeof *more);
        if (more == NULL) {
            g->ok = error_system(g->error, NULL, _("cannot gather the names of columns"));
            return;
        }
        names->names = more;
        names->room = room;
    }
    if (!g->ok)
        return;
    struct heading_name *entry = &names->names[names->count];
    entry->column = column;
    if (make_key(name, entry->key))
        names->count++;
    else
        g->ok = error_set(g->error, NULL, 0, column->name, _("the name '%.*s' is too long"),
                          (int)name.n, name.p);
}

bool heading_names_open(struct heading_names *names, struct error *error)
{
    *names = (struct heading_names){0};
    struct gathering g = {names, error, true};
    column_each_name(gather, &g);
    if (!g.ok || names->count == 0)
        return g.ok;
    qsort(names->names, names->count, sizeof *names->names, compare_names);
    for (size_t i = 1; i < names->count; i++) {
        const struct heading_name *a = &names->names[i - 1], *b = a + 1;
        if (strcmp(a->key, b->key) == 0 && a->column != b->column)
            return error_set(error, NULL, 0, a->column->name,
                             _("the name '%s' is also one of column '%s'"), a->key,
                             b->column->name);
    }
    return true;
}

void heading_names_free(struct heading_names *names)
{
    if (names == NULL)
        return;
    free(names->names);
    *names = (struct heading_names){0};
}

static const struct column *find(const struct heading_names *names, const char *key)
{
    struct heading_name wanted = {.column = NULL};
    if (names->count == 0)
        return NULL;
    memcpy(wanted.key, key, strlen(key) + 1);
    const struct heading_name *found =
        bsearch(&wanted, names->names, names->count, sizeof wanted, compare_names);
    return found == NULL ? NULL : found->column;
}

/* Cuts the brackets at the end off `key`, which it changes, and returns what is in them. */
static struct text cut_brackets(char *key)
{
    char *open = strrchr(key, '(');
    size_t n = strlen(key);
    if (open == NULL || key[n - 1] != ')')
        return (struct text){NULL, 0};
    struct text inner = {open + 1, (size_t)(key + n - 1 - (open + 1))};
    *open = '\0';
    if (cell_take(&inner, "单位"))
        cell_take(&inner, ":");
    return inner;
}

struct heading_column heading_match(const struct heading_names *names, struct text typed,
                                    struct error *error)
{
    struct heading_column heading = {.match = HEADING_UNKNOWN, .unit = {1, 1}};
    char key[HEADING_KEY_SIZE], shown[128];
    if (!make_key(typed, key))
        return heading;
    heading.column = find(names, key);
    if (heading.column != NULL) {
        heading.match = HEADING_KNOWN;
        return heading;
    }
    struct text inner = cut_brackets(key);
    const struct column *column = inner.n == 0 ? NULL : find(names, key);
    if (column == NULL)
        return heading;
    switch (heading_read_unit(column, inner, &heading.unit)) {
    case HEADING_UNIT_NONE:
        heading.resembles = column;
        break;
    case HEADING_UNIT_FITS:
        heading.unit_stated = true;
        heading.match = HEADING_KNOWN;
        heading.column = column;
        break;
    case HEADING_UNIT_MISFITS:
        heading.match = HEADING_BAD_UNIT;
        heading.column = column;
        error_set(error, NULL, 0, text_masked(cell_trim(typed), shown, sizeof shown),
                  _("the unit '%.*s' does not fit column '%s', which takes: %s"), (int)inner.n,
                  inner.p, column->name, heading_units(column));
        break;
    }
    return heading;
}

bool heading_is_header(const struct heading_column *columns, size_t count)
{
    size_t known = 0;
    bool size = false, income = false;
    for (size_t i = 0; i < count; i++) {
        if (columns[i].match == HEADING_UNKNOWN)
            continue;
        known++;
        size |= strcmp(columns[i].column->name, "household_size") == 0;
        income |= strcmp(columns[i].column->name, "annual_income") == 0;
    }
    return (size && income) || known >= 3;
}

void heading_own_name(struct text typed, struct buffer *out)
{
    struct text name = cell_trim(typed);
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] != '\n' && name.p[i] != '\r')
            buffer_char(out, name.p[i]);
}
