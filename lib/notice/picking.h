/*
 * Which records letters are made of: the kinds' rules looked up in a table's header, and asked of
 * its records.
 */
#ifndef BANGFU_NOTICE_PICKING_H
#define BANGFU_NOTICE_PICKING_H

#include "notice/kinds.h"
#include "table/filter.h"

#define PICKING_RULES_MAX 16

struct picking {
    struct picking_rule {
        const struct kind *kind;
        const struct kind_rule *rule;
        int at; /* its cell */
    } rules[PICKING_RULES_MAX], never[PICKING_RULES_MAX];
    int count, never_count;
};

/* False with `error` where no column tells; not so with `all`. */
bool picking_open(struct picking *picking, const struct kind *kind, bool all,
                  const struct layout *layout, const char *file, struct error *error);

/* The first kind that the record is of, or NULL. */
const struct kind *picking_ask(const struct picking *picking, const struct row *row);

#endif
