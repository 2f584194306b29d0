/*
 * Who is a member of two households: found before the households are read, so that each of them can
 * say so. Of each person with an ID number 24 bytes are sorted in a temporary file; memory does not
 * grow with them.
 */
#ifndef BANGFU_ROLLUP_PERSONS_H
#define BANGFU_ROLLUP_PERSONS_H

#include "rollup/stream.h"

struct persons;

/*
 * Reads the table of members to its end – its order and soundness are looked at on the way – and
 * finds them. `id` is the place of id_number among `reads`. NULL with `error` set.
 */
struct persons *persons_find(const struct cursor_source *source, const struct column_need *reads,
                             int count, int id, struct error *error);
void persons_free(struct persons *persons);

/*
 * Whether the member on a line is in another household, too: `*other` is then the line that says
 * so, otherwise 0. Lines are asked for in their order.
 */
bool persons_other_line(struct persons *persons, long line, long *other, struct error *error);

#endif
