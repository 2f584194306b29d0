#include "table/columns.h"

#include "base/embedded.h"
#include "base/language.h"

#include <csv.h>
#include <stdlib.h>

static const char *const TYPE_NAMES[] = {"text",   "name",  "id",    "phone",  "card",
                                         "region", "count", "money", "months", "yesno",
                                         "date",   "month", "list",  "word"};

#define COLUMNS_MAX 128
#define ALIASES_MAX 16

/* Filled in once, before any thread starts, and only read after that. */
static struct known_column {
    struct column column;
    struct text names[1 + ALIASES_MAX]; /* the canonical one first */
    int name_count;
} known[COLUMNS_MAX];
static int known_count;

struct loading {
    int field;
    bool header_passed, failed;
};

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

/* column,type,aliases_zh,meaning,total */
static bool load_cell(struct known_column *k, int field, struct text text)
{
    switch (field) {
    case 0:
        if (!add_name(k, text))
            return false;
        k->column.name = k->column.label = k->names[0].p;
        return true;
    case 1:
        for (int i = 0; i < (int)(sizeof TYPE_NAMES / sizeof *TYPE_NAMES); i++) {
            if (text_is(text, TYPE_NAMES[i])) {
                k->column.type = (enum column_type)i;
                return true;
            }
        }
        return false;
    case 2:
        while (text.p != NULL && text.n > 0)
            if (!add_name(k, text_next(&text, '|')))
                return false;
        if (k->name_count > 1)
            k->column.label = k->names[1].p;
        return true;
    case 4:
        k->column.adds = text_is(text, "sum");
        return k->column.adds || text.n == 0;
    default:
        return true;
    }
}

static void on_cell(void *bytes, size_t n, void *data)
{
    struct loading *l = data;
    if (l->header_passed && known_count < COLUMNS_MAX)
        l->failed |= !load_cell(&known[known_count], l->field, (struct text){bytes, n});
    l->field++;
}

static void on_row(int terminator, void *data)
{
    struct loading *l = data;
    (void)terminator;
    if (l->header_passed && known_count < COLUMNS_MAX)
        known_count++;
    else if (l->header_passed)
        l->failed = true;
    l->header_passed = true;
    l->field = 0;
}

bool columns_open(struct error *error)
{
    struct csv_parser parser;
    struct loading l = {0};
    if (known_count > 0)
        return true;
    bool ok = csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) == 0;
    ok = ok && csv_parse(&parser, embedded_columns, embedded_columns_size, on_cell, on_row, &l) ==
                   embedded_columns_size;
    ok = ok && csv_fini(&parser, on_cell, on_row, &l) == 0 && !l.failed;
    csv_free(&parser);
    return ok ||
           error_set(error, "share/columns.csv", 0, NULL, _("the table of columns is broken"));
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
