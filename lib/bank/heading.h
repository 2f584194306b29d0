/*
 * What the columns of a bank's answer are about, by their headings.
 */
#ifndef BANGFU_BANK_HEADING_H
#define BANGFU_BANK_HEADING_H

#include "bank/answer.h"

/* The rank of a heading that is known by a part of it only: behind those known as a whole. */
#define HEADING_RANK_LAST 15

/* What the column of a heading is about, and the heading's rank among those of its part: what
 * says most is 0. `scratch` is used; false: no memory. */
bool heading_part(struct text cell, struct buffer *scratch, enum answer_part *part, int *rank);

#endif
