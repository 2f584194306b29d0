/*
 * Records of one size put in order, however many there are: what does not fit into a little memory
 * is sorted in runs in a temporary file, which are merged. Those that compare as equal come in any
 * order.
 */
#ifndef BANGFU_ROLLUP_SORTER_H
#define BANGFU_ROLLUP_SORTER_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct sorter;

/* As for qsort(3). */
typedef int sorter_compare(const void *a, const void *b);

/* `memory` is how many bytes it may hold, 0 for as many as suit it; a test may want few. NULL
 * without memory. */
struct sorter *sorter_new(size_t size, sorter_compare *compare, size_t memory);
void sorter_free(struct sorter *sorter);

/* Adds a copy of a record. */
bool sorter_add(struct sorter *sorter, const void *record, struct error *error);

/* Once all are added: puts them in order. */
bool sorter_sort(struct sorter *sorter, struct error *error);

/* After that: the next one, into `*out`; `*any` is false behind the last. */
bool sorter_next(struct sorter *sorter, void *out, bool *any, struct error *error);

#endif
