#include "table/columns.h"

#include "base/embedded.h"
#include "base/language.h"
#include "base/small_table.h"

#include <stdlib.h>

static const char *const TYPE_NAMES[] = {"text",   "name",  "id",    "phone",  "card",
                                         "region", "count", "money", "months", "yesno",
                                         "date",   "month", "list",  "word"};

#define COLUMNS_MAX 256
#define ALIASES_MAX 16

/* Filled in once, before any thread starts, and only read after that. */
static struct known_column {
    struct column column;
    struct text names[1 + ALIASES_MAX]; /* the canonical one first */
    int name_count;
} known[COLUMNS_MAX];
static int known_count;

static char *copy(struct text a)
{
    char *p = malloc(a.n + 1);
    if (p == NULL)
        return NULL;
    memcpy(p, a.p, a.n);
    p[a.n] = '\0';
    return p;
}

static bool add_name(struct known_column *k, struct text name)
{
    char *p = k->name_count <= ALIASES_MAX ? copy(name) : NULL;
    if (p == NULL)
        return false;
    k->names[k->name_count++] = (struct text){p, name.n};
    return true;
}

enum { NAME, TYPE, ALIASES, MEANING, TOTAL, FIELDS };

static bool read_type(struct text text, enum column_type *out)
{
    for (int i = 0; i < (int)(sizeof TYPE_NAMES / sizeof *TYPE_NAMES); i++) {
        if (!text_is(text, TYPE_NAMES[i]))
            continue;
        *out = (enum column_type)i;
        return true;
    }
    return false;
}

/* The canonical name, then those joined by `|`. */
static bool add_names(struct known_column *k, struct text name, struct text aliases)
{
    bool ok = add_name(k, name);
    while (ok && aliases.p != NULL && aliases.n > 0)
        ok = add_name(k, text_next(&aliases, '|'));
    if (ok)
        k->column.name = k->names[0].p;
    if (ok)
        k->column.label = k->names[k->name_count > 1].p;
    return ok;
}

static bool load(void *data, long line, const struct text *cells)
{
    struct known_column *k = &known[known_count];
    (void)data;
    (void)line;
    if (known_count == COLUMNS_MAX || !read_type(cells[TYPE], &k->column.type) ||
        !add_names(k, cells[NAME], cells[ALIASES]))
        return false;
    known_count++;
    k->column.adds = text_is(cells[TOTAL], "sum");
    return k->column.adds || cells[TOTAL].n == 0;
}

bool columns_open(struct error *error)
{
    const struct text table = {embedded_columns, embedded_columns_size};
    long line;
    return known_count > 0 ||
           small_table_read(table, FIELDS, load, NULL, &line) == SMALL_TABLE_READ ||
           error_set(error, "share/columns.csv", line, NULL, _("the table of columns is broken"));
}

const struct column *column_find(struct text name)
{
    for (int i = 0; i < known_count; i++)
        for (int k = 0; k < known[i].name_count; k++)
            if (text_equal(name, known[i].names[k]))
                return &known[i].column;
    return NULL;
}

void column_each_name(void (*visit)(void *data, const struct column *column, struct text name),
                      void *data)
{
    for (int i = 0; i < known_count; i++)
        for (int k = 0; k < known[i].name_count; k++)
            visit(data, &known[i].column, known[i].names[k]);
}
