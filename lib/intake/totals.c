#include "intake/totals.h"

#include <stdlib.h>
#include <string.h>

bool totals_open(struct totals *t, int columns)
{
    *t = (struct totals){.column_count = columns};
    t->columns = calloc((size_t)columns, sizeof *t->columns);
    return t->columns != NULL;
}

void totals_free(struct totals *t)
{
    free(t->columns);
    *t = (struct totals){0};
}

void totals_restart(struct totals *t)
{
    t->records_at_part = 0;
    if (t->columns != NULL)
        memset(t->columns, 0, (size_t)t->column_count * sizeof *t->columns);
}

void totals_next_part(struct totals *t, long records)
{
    t->records_at_part = records;
    for (int i = 0; i < t->column_count; i++) {
        t->columns[i].part = (struct money){0};
        t->columns[i].part_unsure = false;
    }
}

void totals_add(struct totals *t, int column, bool known, struct money amount)
{
    struct column_total *c = &t->columns[column];
    if (!known || !money_add(c->all, amount, &c->all))
        c->all_unsure = true;
    if (!known || !money_add(c->part, amount, &c->part))
        c->part_unsure = true;
}

bool totals_sum(const struct totals *t, int column, bool of_part, struct money *out)
{
    const struct column_total *c = &t->columns[column];
    *out = of_part ? c->part : c->all;
    return of_part ? !c->part_unsure : !c->all_unsure;
}
