/* What became of each household: both sides summed by household, then laid beside each other. */
#include "tally/compare.h"
#include "base/language.h"
#include "tally/records.h"

#include <stdlib.h>

/* A household on one side. */
struct stand {
    int64_t aid[ITEM_COUNT];
    int64_t all;
    uint32_t latest; /* the number of its latest record and 1; 0: it has none */
};

struct side {
    const struct tally *tally;
    int32_t first, last;  /* the months compared */
    struct stand *stands; /* by the household's number */
    struct money (*amounts)[ITEM_COUNT];
    struct money *all;
};

static bool add_household(struct stand *stand, const struct grants *grants)
{
    for (int i = 0; i < ITEM_COUNT; i++)
        if (__builtin_add_overflow(stand->aid[i], grants->aid[i], &stand->aid[i]))
            return false;
    return !__builtin_add_overflow(stand->all, grants->all, &stand->all);
}

/* Records that could not be decided have no aid, whatever line they would be in. */
static bool add_amounts(struct side *side, const struct record *r, const struct grants *grants)
{
    struct money *line = side->amounts[r->category < CATEGORY_COUNT ? r->category : CATEGORY_COUNT];
    for (int i = 0; i < ITEM_COUNT; i++)
        if (!money_add(line[i], (struct money){grants->aid[i]}, &line[i]))
            return false;
    return money_add(*side->all, (struct money){grants->all}, side->all);
}

static bool sum_up(struct side *side, int64_t *anonymous, struct error *error)
{
    const struct tally *tally = side->tally;
    side->stands = calloc((size_t)tally->households.count + 1, sizeof *side->stands);
    if (side->stands == NULL)
        return no_memory(error);
    for (uint32_t i = 0; i < tally->count; i++) {
        const struct record *r = &tally->records[i];
        struct grants grants;
        if (r->month == NO_MONTH || r->month < side->first || r->month > side->last)
            continue;
        if (!grants_of(r, &grants) || !add_amounts(side, r, &grants))
            return sum_too_large(error);
        if (r->household == NAMES_NONE) {
            ++*anonymous;
            continue;
        }
        struct stand *stand = &side->stands[r->household];
        if (!add_household(stand, &grants))
            return sum_too_large(error);
        if (stand->latest == 0 || r->month >= tally->records[stand->latest - 1].month)
            stand->latest = i + 1;
    }
    return true;
}

static enum standing standing_of(const struct side *side, const struct stand *stand)
{
    if (stand->latest == 0)
        return STANDING_ABSENT;
    const struct record *r = &side->tally->records[stand->latest - 1];
    return r->category == CATEGORY_INVALID ? STANDING_INVALID : (enum standing)r->category;
}

static enum change change_of(const struct stand *before, const struct stand *now)
{
    if (before->all != now->all) {
        if (before->all == 0)
            return CHANGE_GAINED;
        if (now->all == 0)
            return CHANGE_LOST;
        return now->all > before->all ? CHANGE_MORE : CHANGE_LESS;
    }
    for (int i = 0; i < ITEM_COUNT; i++)
        if (before->aid[i] != now->aid[i])
            return CHANGE_OTHER_ITEMS;
    return CHANGE_NONE;
}

static bool add_changed(struct tally_comparison *out, size_t *room, const struct changed *changed)
{
    if ((size_t)out->changed_count == *room) {
        const size_t more = *room == 0 ? 64 : *room * 2;
        struct changed *p = reallocarray(out->changed, more, sizeof *p);
        if (p == NULL)
            return false;
        out->changed = p;
        *room = more;
    }
    out->changed[out->changed_count++] = *changed;
    return true;
}

struct sides {
    struct side before, now;
    size_t room; /* of `changed` */
};

/* False without memory. A household that neither side has in its months is passed over. */
static bool lay_beside(struct tally_comparison *out, struct sides *sides, struct text household,
                       const struct stand *before, const struct stand *now)
{
    const struct changed c = {
        .household = household,
        .change = change_of(before, now),
        .before = standing_of(&sides->before, before),
        .now = standing_of(&sides->now, now),
        .aid_before = {before->all},
        .aid_now = {now->all},
    };
    if (c.before == STANDING_ABSENT && c.now == STANDING_ABSENT)
        return true;
    out->households[c.change]++;
    out->moved[c.before][c.now]++;
    if (c.change == CHANGE_NONE && c.before == c.now)
        return true;
    return add_changed(out, &sides->room, &c);
}

static bool lay_all_beside(struct tally_comparison *out, struct sides *sides)
{
    static const struct stand ABSENT;
    const struct names *before = &sides->before.tally->households;
    const struct names *now = &sides->now.tally->households;
    for (uint32_t n = 0; n < now->count; n++) {
        const struct text household = names_text(now, n);
        const uint32_t other = names_find(before, household);
        if (!lay_beside(out, sides, household,
                        other == NAMES_NONE ? &ABSENT : &sides->before.stands[other],
                        &sides->now.stands[n]))
            return false;
    }
    for (uint32_t n = 0; n < before->count; n++) {
        const struct text household = names_text(before, n);
        if (names_find(now, household) == NAMES_NONE &&
            !lay_beside(out, sides, household, &sides->before.stands[n], &ABSENT))
            return false;
    }
    return true;
}

static int64_t difference(const struct changed *c)
{
    const int64_t more = c->aid_now.fen - c->aid_before.fen;
    return more < 0 ? -more : more;
}

static int compare_changed(const void *p, const void *q)
{
    const struct changed *a = p, *b = q;
    const int64_t of_a = difference(a), of_b = difference(b);
    if (of_a != of_b)
        return of_a < of_b ? 1 : -1;
    return names_order(a->household, b->household);
}

static bool has_month(const struct tally *tally, struct month month)
{
    for (uint32_t i = 0; i < tally->count; i++)
        if (tally->records[i].month == month.number)
            return true;
    return false;
}

/* What is compared with what; false where there is nothing to compare with. */
static bool choose_months(struct tally_comparison *out, struct sides *sides, struct error *error)
{
    out->of_year = has_month(sides->before.tally, out->month);
    out->compared = out->month;
    if (!out->of_year && !tally_latest_month(sides->before.tally, &out->compared))
        return error_set(error, NULL, 0, NULL,
                         _("no record to compare with has a month: nothing can be compared"));
    sides->now.last = out->month.number;
    sides->before.last = out->compared.number;
    sides->now.first = sides->now.last;
    sides->before.first = sides->before.last;
    if (out->of_year)
        sides->now.first = sides->before.first = month_make(month_year(out->month), 1).number;
    return true;
}

static bool compare(struct tally_comparison *out, struct sides *sides, struct error *error)
{
    if (!choose_months(out, sides, error) || !sum_up(&sides->before, &out->anonymous, error) ||
        !sum_up(&sides->now, &out->anonymous, error))
        return false;
    if (!lay_all_beside(out, sides))
        return no_memory(error);
    if (out->changed_count > 1)
        qsort(out->changed, (size_t)out->changed_count, sizeof *out->changed, compare_changed);
    return true;
}

struct tally_comparison *tally_compare(const struct tally *now, const struct tally *before,
                                       struct month month, struct error *error)
{
    struct tally_comparison *out = calloc(1, sizeof *out);
    if (out == NULL) {
        no_memory(error);
        return NULL;
    }
    out->month = month;
    struct sides sides = {
        .before = {.tally = before, .amounts = out->before, .all = &out->before_all},
        .now = {.tally = now, .amounts = out->now, .all = &out->now_all},
    };
    const bool ok = compare(out, &sides, error);
    free(sides.before.stands);
    free(sides.now.stands);
    if (ok)
        return out;
    comparison_free(out);
    return NULL;
}

void comparison_free(struct tally_comparison *comparison)
{
    if (comparison == NULL)
        return;
    free(comparison->changed);
    free(comparison);
}
