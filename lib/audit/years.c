/* The decisions of a household: twice on one day, and what they come to in a year. */
#include "audit/ledger_sums.h"

#include <stdlib.h>

/* The decisions of one household, by day and place. */
struct household_look {
    struct late *late;
    struct ledger_sums *payments; /* NULL: no ledger */
    uint32_t household;
    uint32_t *list; /* numbers of decisions */
    size_t count, room;
};

/* What the decisions of a year come to. */
struct year_sums {
    const struct decision *last;      /* the last that was decided, or NULL */
    bool known;                       /* the limits of one of them are */
    bool unknown;                     /* those of another are not */
    bool standard;                    /* one of them has a category's standard */
    bool single;                      /* one item only may be granted, by all of their standards */
    bool shown;                       /* that several are has been found of one decision alone */
    bool capped;                      /* so is the total, by all of them */
    struct money before[ITEM_COUNT];  /* paid before the first of them, by what one of them says */
    struct money granted[ITEM_COUNT]; /* by all of them */
    struct money alone[ITEM_COUNT];   /* the most that one of them has paid before and grants */
    struct money alone_total;
    struct money limit[ITEM_COUNT]; /* the largest of them */
    struct money cap;
    const struct policy_value *by[ITEM_COUNT], *capped_by, *single_by;
};

static struct money plus(struct money a, struct money b)
{
    struct money sum = {INT64_MAX};
    (void)money_add(a, b, &sum);
    return sum;
}

/* ---- adding up ------------------------------------------------------------------------------ */

static struct money total_of(const struct money *amount)
{
    struct money sum = {0};
    for (int i = 0; i < ITEM_COUNT; i++)
        sum = plus(sum, amount[i]);
    return sum;
}

/* True where a decision grants something, and with it several items of the year. */
static bool has_several(const struct decided *d)
{
    int items = 0;
    for (int i = 0; i < ITEM_COUNT; i++)
        items += d->granted[i].fen > 0 || d->paid[i].fen > 0;
    return total_of(d->granted).fen > 0 && items > 1;
}

/* What the category's standard says of the year's total, and of how many items. */
static bool add_standard(const struct household_look *l, const struct decision *decision,
                         const struct decided *d, struct year_sums *y)
{
    const bool first = !y->standard;
    const struct policy_set *set =
        policy_at(l->late->run->view, decision->region, late_policy_day(l->late, decision));
    if (set == NULL)
        return false;
    y->standard = true;
    const struct policy_value *cap =
        policy_get(set, parameter_of(PARAMETER_TOTAL_CAP, d->category));
    y->single = (first || y->single) && d->single;
    y->single_by = policy_get(set, parameter_of(PARAMETER_ITEMS, d->category));
    y->capped = (first || y->capped) && cap->set;
    if (y->capped && (first || cap->money.fen > y->cap.fen)) {
        y->cap = cap->money;
        y->capped_by = cap;
    }
    y->shown |= d->single && has_several(d);
    for (int i = 0; i < ITEM_COUNT; i++) {
        if (d->limit[i].fen <= y->limit[i].fen)
            continue;
        y->limit[i] = d->limit[i];
        y->by[i] = policy_get(set, d->by[i]);
    }
    return true;
}

/* What one decision says of the year: what was paid before it, less what the earlier ones have
 * granted, was paid before all of them. */
static void add_amounts(const struct decided *d, struct year_sums *y)
{
    struct money sum[ITEM_COUNT];
    for (int i = 0; i < ITEM_COUNT; i++) {
        const int64_t before = d->paid[i].fen - y->granted[i].fen;
        if (before > y->before[i].fen)
            y->before[i].fen = before;
        sum[i] = plus(d->paid[i], d->granted[i]);
        if (d->known && d->granted[i].fen > 0 && sum[i].fen > y->alone[i].fen)
            y->alone[i] = sum[i];
        y->granted[i] = plus(y->granted[i], d->granted[i]);
    }
    const struct money total = total_of(sum);
    if (d->known && total_of(d->granted).fen > 0 && total.fen > y->alone_total.fen)
        y->alone_total = total;
}

/*
 * P1 三(二)1: the level of approval goes by the year's medical aid. What was granted by earlier
 * decisions may not stand in the record; what the record itself needs has been looked at already.
 */
static bool check_approval(const struct household_look *l, const struct decision *decision,
                           const struct decided *d, const struct year_sums *y)
{
    const struct policy_value *by;
    const struct money alone = plus(d->paid[ITEM_MEDICAL], d->granted[ITEM_MEDICAL]);
    const struct money all = plus(y->before[ITEM_MEDICAL], y->granted[ITEM_MEDICAL]);
    if (!d->known || !d->has_approval || d->approval == APPROVAL_NONE || all.fen <= alone.fen ||
        total_of(d->granted).fen == 0)
        return true;
    const struct policy_set *set =
        policy_at(l->late->run->view, decision->region, late_policy_day(l->late, decision));
    if (set == NULL)
        return false;
    const enum approval own = approval_needed(set, alone, &by);
    const enum approval needed = approval_needed(set, all, &by);
    if (d->approval >= own && d->approval < needed)
        late_add(l->late, decision,
                 (struct audit_finding){.code = AUDIT_APPROVAL_TOO_LOW,
                                        .recorded = text_of(APPROVAL_NAMES[d->approval]),
                                        .recomputed = text_of(APPROVAL_NAMES[needed]),
                                        .source = audit_source(by, "aid.approval")});
    return true;
}

/* Adds the decisions up that stand from `from` to `end`. False without memory. */
static bool add_up(const struct household_look *l, size_t from, size_t end, struct year_sums *y)
{
    const struct decisions *d = &l->late->audit->decisions;
    *y = (struct year_sums){0};
    for (size_t i = from; i < end; i++) {
        const struct decision *decision = &d->list[l->list[i]];
        struct decided decided;
        decisions_amounts(d, decision, &decided);
        if (!decided.decided)
            continue;
        y->last = decision;
        y->known |= decided.known;
        y->unknown |= !decided.known;
        add_amounts(&decided, y);
        if (!check_approval(l, decision, &decided, y))
            return false;
        if (decided.category != CATEGORY_COUNT && !add_standard(l, decision, &decided, y))
            return false;
    }
    return true;
}

/* ---- limits of the year ---------------------------------------------------------------------- */

static void year_limit(const struct household_look *l, const struct decision *of, struct money sum,
                       struct money limit, const struct policy_value *by, const char *otherwise)
{
    if (sum.fen > limit.fen)
        late_add(l->late, of,
                 (struct audit_finding){.code = AUDIT_YEAR_LIMIT,
                                        .was = sum,
                                        .should_be = limit,
                                        .source = audit_source(by, otherwise)});
}

static void several_items(const struct household_look *l, const struct year_sums *y,
                          const struct money *sum)
{
    struct buffer items = {0};
    int count = 0;
    for (int i = 0; i < ITEM_COUNT; i++)
        if (sum[i].fen > 0)
            buffer_format(&items, "%s%s", count++ > 0 ? ";" : "", ITEM_NAMES[i]);
    if (count > 1)
        late_add(l->late, y->last,
                 (struct audit_finding){.code = AUDIT_SEVERAL_ITEMS,
                                        .recorded = buffer_view(&items),
                                        .recomputed = text_of("one"),
                                        .source = audit_source(y->single_by, "")});
    l->late->failed |= items.failed;
    buffer_free(&items);
}

/* The larger of what was decided with what was paid before, and what the ledger holds. */
static struct money larger(struct money decided, struct money net)
{
    return net.fen > decided.fen ? net : decided;
}

/*
 * What one decision alone comes to has been looked at; what nothing was granted of in the year may
 * have been paid by the standard of a decision that is not there. Where a decision cannot be
 * decided again, the limits are those of the others.
 */
static void check_limits(const struct household_look *l, const struct year_sums *y,
                         const struct money *net)
{
    struct money sum[ITEM_COUNT], decided[ITEM_COUNT];
    const bool grants = total_of(y->granted).fen > 0;
    if (!y->known || (y->unknown && !y->standard))
        return;
    for (int i = 0; i < ITEM_COUNT; i++) {
        decided[i] = grants ? plus(y->before[i], y->granted[i]) : (struct money){0};
        sum[i] = larger(decided[i], net[i]);
        const bool own = y->granted[i].fen > 0 && decided[i].fen > y->limit[i].fen &&
                         decided[i].fen > y->alone[i].fen;
        if (own || net[i].fen > y->limit[i].fen)
            year_limit(l, y->last, sum[i], y->limit[i], y->by[i], AID_RULES[i]);
    }
    const struct money total = total_of(decided), paid = total_of(net);
    if (y->capped && (paid.fen > y->cap.fen || total.fen > y->alone_total.fen))
        year_limit(l, y->last, larger(total, paid), y->cap, y->capped_by, "");
    if (y->single && !y->shown)
        several_items(l, y, sum);
}

/* ---- households ------------------------------------------------------------------------------ */

static void say_twice(const struct household_look *l, const struct decision *here,
                      const struct decision *before)
{
    struct buffer places[2] = {{0}};
    audit_put_place(l->late->run, here->file, here->line, &places[0]);
    audit_put_place(l->late->run, before->file, before->line, &places[1]);
    late_add(l->late, here,
             (struct audit_finding){.code = AUDIT_HOUSEHOLD_TWICE,
                                    .recorded = buffer_view(&places[0]),
                                    .recomputed = buffer_view(&places[1]),
                                    .source = text_of("household_id")});
    l->late->failed |= places[0].failed || places[1].failed;
    buffer_free(&places[0]);
    buffer_free(&places[1]);
}

/* Each is held against the nearest before it on its day that it does not go with. */
static void check_days(const struct household_look *l)
{
    const struct decisions *d = &l->late->audit->decisions;
    for (size_t i = 1; i < l->count; i++) {
        const struct decision *here = &d->list[l->list[i]];
        for (size_t k = i; k-- > 0 && d->list[l->list[k]].day == here->day;)
            if (late_conflict(d, here, &d->list[l->list[k]])) {
                say_twice(l, here, &d->list[l->list[k]]);
                break;
            }
    }
}

static bool check_years(const struct household_look *l)
{
    const struct decisions *d = &l->late->audit->decisions;
    for (size_t i = 0, end; i < l->count; i = end) {
        const int32_t day = d->list[l->list[i]].day;
        struct year_sums y;
        end = i + 1;
        if (day == DAY_NONE)
            continue;
        const int year = decisions_year(day);
        while (end < l->count && decisions_year(d->list[l->list[end]].day) == year)
            end++;
        if (!audited_year(l->late->audit, year))
            continue;
        if (!add_up(l, i, end, &y))
            return false;
        if (y.last == NULL)
            continue;
        struct money net[ITEM_COUNT] = {{0}};
        if (l->payments != NULL) {
            ledger_sums_year(l->payments, l->household, year, net);
            late_payments(l->late, l->payments, l->household, l->list + i, end - i);
        }
        check_limits(l, &y, net);
    }
    return true;
}

static int order(const void *a, const void *b, void *data)
{
    const struct decision *list = data;
    const struct decision *x = &list[*(const uint32_t *)a], *y = &list[*(const uint32_t *)b];
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static bool gather(struct household_look *l)
{
    const struct decisions *d = &l->late->audit->decisions;
    l->count = 0;
    for (uint32_t i = decisions_of(d, l->household); i != DECISION_NONE; i = d->list[i].next) {
        if (l->count == l->room) {
            const size_t room = l->room == 0 ? 16 : 2 * l->room;
            uint32_t *more = reallocarray(l->list, room, sizeof *more);
            if (more == NULL)
                return false;
            l->list = more;
            l->room = room;
        }
        l->list[l->count++] = i;
    }
    if (l->count > 1)
        qsort_r(l->list, l->count, sizeof *l->list, order, d->list);
    return true;
}

void late_years(struct late *late, struct ledger_sums *payments)
{
    struct household_look l = {.late = late, .payments = payments};
    const struct decisions *d = &late->audit->decisions;
    for (; l.household < d->households.count && !late->failed; l.household++) {
        const uint32_t last = decisions_of(d, l.household);
        /* one decision alone has been looked at, but for what was paid of it */
        if (last == DECISION_NONE || (payments == NULL && d->list[last].next == DECISION_NONE))
            continue;
        if (!gather(&l)) {
            late->failed = true;
            break;
        }
        check_days(&l);
        late->failed |= !check_years(&l);
    }
    if (payments != NULL && !late->failed)
        late_unnamed(late, payments);
    free(l.list);
}
