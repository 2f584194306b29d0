/*
 * The names of a template looked up once a table's header is known: columns, by their canonical
 * name or a Chinese one; else values that the office gives (--set); else what is counted.
 */
#ifndef BANGFU_NOTICE_BINDING_H
#define BANGFU_NOTICE_BINDING_H

#include "base/money.h"
#include "notice/template.h"
#include "table/layout.h"

/* A value of the office's own. */
struct given {
    struct text name, value;
};

enum source {
    SOURCE_NOTHING, /* {{name?}} that is not there */
    SOURCE_CELL,
    SOURCE_GIVEN,
    SOURCE_NUMBER,
    SOURCE_COUNT,
    SOURCE_TODAY,
    SOURCE_STYLE,
    SOURCE_SUM,  /* {{sum:column}} */
    SOURCE_KIND, /* {{#is:refusal}} */
};

struct bound {
    enum source source;
    int index; /* of the use or of what is given */
};

/* A column that letters show. */
struct use {
    int at;                      /* its cell */
    const struct column *column; /* NULL: not one that is known */
    char *name;                  /* as messages and words know it; owned */
    bool shared;                 /* shown outside of {{#records}}: all records must agree */
    bool summed;
};

/* Owned by its user; zeroed it is empty. */
struct binding {
    struct bound *nodes; /* for each node of the template */
    struct use *uses;
    int use_count;
};

/*
 * Looks up all names of the template; one that is unknown is an error that names it, its line and
 * the nearest one. So is a given value that would be shown nowhere, or that its filter makes
 * nothing of. `shares`: columns outside of {{#records}} are those of all records.
 */
bool binding_open(struct binding *binding, const struct template *template,
                  const struct layout *layout, const struct given *given, int given_count,
                  bool shares, struct error *error);

/* The number of the use of a column of that canonical name, -1 where the table has none, -2
 * without memory. */
int binding_use(struct binding *binding, const struct layout *layout, const char *name);

void binding_free(struct binding *binding);

#endif
