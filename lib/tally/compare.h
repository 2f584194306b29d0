/*
 * The same households decided twice: what another policy, or another month, makes of them (变化).
 */
#ifndef BANGFU_TALLY_COMPARE_H
#define BANGFU_TALLY_COMPARE_H

#include "tally/tally.h"

/* What became of a household's aid. */
enum change {
    CHANGE_GAINED, /* none before, some now */
    CHANGE_LOST,
    CHANGE_MORE,
    CHANGE_LESS,
    CHANGE_OTHER_ITEMS, /* the same sum, of other items */
    CHANGE_NONE,
    CHANGES
};

/* Where a household stands: its category, none, invalid, or not in the table at all. */
enum standing { STANDING_NONE = CATEGORY_COUNT, STANDING_INVALID, STANDING_ABSENT, STANDINGS };

/* One household that is not the same on both sides: its aid or its standing differs. */
struct changed {
    struct text household; /* lives as long as both tallies */
    enum change change;
    enum standing before, now; /* by its latest record on each side */
    struct money aid_before, aid_now;
};

struct tally_comparison {
    bool of_year;                 /* the year to date is compared; false: one month with another */
    struct month month, compared; /* the return's and the baseline's (the same with `of_year`) */
    int64_t households[CHANGES];  /* of those that are in either */
    int64_t moved[STANDINGS][STANDINGS]; /* households by standing, [before][now] */
    /* Aid by the record's category (CATEGORY_COUNT: none) and item. */
    struct money before[CATEGORY_COUNT + 1][ITEM_COUNT], now[CATEGORY_COUNT + 1][ITEM_COUNT];
    struct money before_all, now_all;
    struct changed *changed; /* by the size of the difference, the largest first; then by name */
    int64_t changed_count;
    /* Records that name no household cannot be compared: they count in the amounts only. */
    int64_t anonymous;
};

/*
 * Compares `now` with `before`. Where `before` has records of `month`, the year to date is
 * compared, household by household; otherwise the month with the latest one of `before` (last
 * month's table). NULL with `error` set without memory, where a sum does not fit, or where `before`
 * has no record of any month. Free with comparison_free, which takes NULL.
 */
struct tally_comparison *tally_compare(const struct tally *now, const struct tally *before,
                                       struct month month, struct error *error);
void comparison_free(struct tally_comparison *comparison);

#endif
