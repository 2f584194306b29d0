/*
 * The tables of members and receipts, read along with that of the households: each household is
 * asked for in turn, and what is of it is taken in. What is of no household is named.
 */
#ifndef BANGFU_ROLLUP_TABLES_H
#define BANGFU_ROLLUP_TABLES_H

#include "rollup/notes.h"
#include "rollup/persons.h"
#include "rollup/read.h"

/* Zeroed, they are closed. */
struct tables {
    const char *members, *receipts; /* operands; receipts may be NULL */
    int copy;                       /* of members that can be read only once; with `copied` */
    bool copied;
    struct stream member, receipt;
    struct persons *persons;
    bool any; /* a household was asked for: its members and receipts are `family` */
    struct buffer key;
    struct family family;
    struct notes notes;                 /* what is wrong with them */
    long members_alone, receipts_alone; /* records of no household */
};

/*
 * Opens them. That of members is read twice, at first to its end, for whoever is a member of two
 * households; what can be read only once, such as a pipe, is copied into a temporary file.
 */
bool tables_open(struct tables *tables, struct error *error);
void tables_close(struct tables *tables);

/*
 * Goes to a household, which is the one before or a later one by its bytes: takes its members and
 * receipts in. Messages are appended to `messages`.
 */
bool tables_go_to(struct tables *tables, struct text household, struct buffer *messages,
                  struct error *error);

/* Behind the last household: names what is left. */
bool tables_end(struct tables *tables, struct buffer *messages, struct error *error);

/* True where the table of members, or of receipts, has a column; by its place. */
bool tables_have_member_column(const struct tables *tables, int column);

#endif
