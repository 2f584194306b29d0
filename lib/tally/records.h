/*
 * Records as a tally holds them. What they are counted by is made once here, so that each way of
 * counting goes by the same.
 */
#ifndef BANGFU_TALLY_RECORDS_H
#define BANGFU_TALLY_RECORDS_H

#include "base/names.h"
#include "tally/tally.h"

/* The groups of categories: enum category, none, invalid. */
#define CATEGORY_INVALID (CATEGORY_COUNT + 1)
#define CATEGORY_GROUPS  (CATEGORY_COUNT + 2)

/* Stands for a sum that does not fit: nothing that was paid is negative. */
#define PAID_TOO_LARGE (-1)

/* The number of a month that no record has. */
#define NO_MONTH INT32_MIN

struct record {
    int64_t aid[ITEM_COUNT]; /* fen, not below 0 */
    int64_t paid_before;     /* fen of all items, or PAID_TOO_LARGE */
    /* Numbers of names, or NAMES_NONE; `cause` is that of the whole list. */
    uint32_t household, person, union_name, region, cause;
    int32_t month;    /* its number, or NO_MONTH */
    uint8_t category; /* of CATEGORY_GROUPS */
    uint8_t approval;
};

/* The causes of one list, in its order, in `tally->cause`. */
struct cause_list {
    size_t first, count;
};

struct tally {
    struct record *records; /* in the order they came */
    uint32_t count, room;
    int32_t latest; /* the latest month, or NO_MONTH */
    struct names households, persons, unions, regions, causes;
    struct names lists; /* lists of causes as they were written, each read once: */
    struct cause_list *list;
    uint32_t list_count, list_room;
    uint32_t *cause; /* numbers in `causes` */
    size_t cause_count, cause_room;
};

/* What a record grants. */
struct grants {
    int64_t aid[ITEM_COUNT];
    int64_t all;
    unsigned items; /* a bit each; and GRANTS_ANY where there is one */
    int count;
};

#define GRANTS_ANY (1u << ITEM_COUNT)

/* False where the sum does not fit. */
bool grants_of(const struct record *record, struct grants *out);

/* Adds a record's grants, and a household to each item of `fresh`; false where a sum does not fit.
 */
bool figures_add(struct figures *figures, const struct grants *grants, unsigned fresh);

/* For `return sum_too_large(error)`. */
bool sum_too_large(struct error *error);
bool no_memory(struct error *error);

/*
 * Groupings while they are counted: there is a group for every number that there may be. The
 * groups are the counted's, which counted_free frees.
 */
bool groups_open(const struct tally *tally, struct counted *out);

/* The number of the group of `by` that a record belongs to. */
size_t group_number(const struct tally *tally, enum by by, const struct record *record);

/* Leaves only the groups that have something in them, named and in their order. */
void groups_close(const struct tally *tally, struct counted *out);

#endif
