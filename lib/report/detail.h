/*
 * The records behind a return, kept in a temporary file until it is known which of them it counts.
 */
#ifndef BANGFU_REPORT_DETAIL_H
#define BANGFU_REPORT_DETAIL_H

#include "base/error.h"
#include "base/month.h"
#include "list/list.h"
#include "table/layout.h"

struct detail;

/* NULL with `error` set. Free with detail_free, which takes NULL. */
struct detail *detail_open(struct error *error);
void detail_free(struct detail *detail);

/* Takes the columns to show from a header: those that say who was granted what, and why. */
void detail_header(struct detail *detail, const struct layout *layout);

/* Keeps a record of a month. */
bool detail_add(struct detail *detail, struct month month, const struct batch *batch,
                const struct record *record, struct error *error);

/* Puts the records of the months `first` … `last` into a list, in the order they came. */
bool detail_list(struct detail *detail, struct month first, struct month last, struct list *list,
                 struct error *error);

#endif
