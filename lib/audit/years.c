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
    const struct decision *last;                 /* the last that was decided, or NULL */
    const struct decision *granting[ITEM_COUNT]; /* the last that grants the item, or NULL */
    int grants;                                  /* decisions that grant anything */
    bool known;                                  /* all limits are */
    bool single;                      /* one item only may be granted, by all of their standards */
    bool shown;                       /* that several are has been found of one decision alone */
    bool capped;                      /* so is the total, by all of them */
    struct money before[ITEM_COUNT];  /* paid before the first of them */
    struct money granted[ITEM_COUNT]; /* by all of them */
    struct money limit[ITEM_COUNT];   /* the largest of them */
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

/* True where a decision grants something, and with it several items of the year. */
static bool has_several(const struct decided *d)
{
    int items = 0;
    bool grants = false;
    for (int i = 0; i < ITEM_COUNT; i++) {
        items += d->granted[i].fen > 0 || d->paid[i].fen > 0;
        grants |= d->granted[i].fen > 0;
    }
    return grants && items > 1;
}

/* What the category's standard says of the year's total, and of how many items. */
static bool add_standard(const struct household_look *l, const struct decision *decision,
                         const struct decided *d, bool first, struct year_sums *y)
{
    const struct policy_set *set =
        policy_at(l->late->run->view, decision->region, (struct date){decision->day});
    if (set == NULL)
        return false;
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

/* Adds the decisions up that stand from `from` to `end`. False without memory. */
static bool add_up(const struct household_look *l, size_t from, size_t end, struct year_sums *y)
{
    const struct decisions *d = &l->late->audit->decisions;
    bool standard = false;
    *y = (struct year_sums){.known = true};
    for (size_t i = from; i < end; i++) {
        const struct decision *decision = &d->list[l->list[i]];
        struct decided decided;
        bool grants = false;
        decisions_amounts(d, decision, &decided);
        if (!decided.decided)
            continue;
        if (y->last == NULL)
            memcpy(y->before, decided.paid, sizeof y->before);
        y->last = decision;
        y->known &= decided.known;
        for (int k = 0; k < ITEM_COUNT; k++) {
            y->granted[k] = plus(y->granted[k], decided.granted[k]);
            if (decided.granted[k].fen > 0)
                y->granting[k] = decision;
            grants |= decided.granted[k].fen > 0;
        }
        y->grants += grants;
        if (decided.category == CATEGORY_COUNT)
            continue;
        if (!add_standard(l, decision, &decided, !standard, y))
            return false;
        standard = true;
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

/* Where there is a ledger, what it holds; else what was paid before and has been decided, which
 * for one decision alone has been looked at already. */
static void check_limits(const struct household_look *l, const struct year_sums *y,
                         const struct ledger_sum *paid)
{
    struct money sum[ITEM_COUNT], total = {0};
    if (!y->known || (l->payments == NULL ? y->grants <= 1 : paid == NULL))
        return;
    for (int i = 0; i < ITEM_COUNT; i++) {
        sum[i] = paid != NULL ? paid->net[i] : plus(y->before[i], y->granted[i]);
        total = plus(total, sum[i]);
        year_limit(l, y->last, sum[i], y->limit[i], y->by[i], AID_RULES[i]);
    }
    if (y->capped)
        year_limit(l, y->last, total, y->cap, y->capped_by, "");
    if (y->single && !y->shown)
        several_items(l, y, sum);
}

/* ---- the ledger ------------------------------------------------------------------------------ */

static void say_payment(const struct household_look *l, enum audit_code code,
                        const struct decision *of, int item, const struct ledger_sum *paid,
                        struct money was, struct money should_be)
{
    struct buffer source = {0};
    buffer_string(&source, l->payments->file);
    if (paid != NULL && paid->entry[item] > 0)
        buffer_format(&source, " entry %lld", (long long)paid->entry[item]);
    buffer_format(&source, " (%s)", ITEM_NAMES[item]);
    late_add(l->late, of,
             (struct audit_finding){
                 .code = code,
                 .household = names_text(&l->late->audit->decisions.households, l->household),
                 .was = was,
                 .should_be = should_be,
                 .source = buffer_view(&source)});
    l->late->failed |= source.failed;
    buffer_free(&source);
}

/* Aid that was paid before the first decision may have been paid by the ledger or otherwise: it
 * explains a payment, and need not be there. */
static void check_payments(const struct household_look *l, const struct year_sums *y,
                           const struct ledger_sum *paid)
{
    for (int i = 0; i < ITEM_COUNT; i++) {
        const struct money net = paid == NULL ? (struct money){0} : paid->net[i];
        const struct money explained = plus(y->before[i], y->granted[i]);
        const struct decision *of = y->granting[i] != NULL ? y->granting[i] : y->last;
        if (net.fen > explained.fen)
            say_payment(l, AUDIT_UNEXPLAINED_PAYMENT, of, i, paid, net, explained);
        else if (net.fen < y->granted[i].fen)
            say_payment(l, AUDIT_NEVER_PAID, of, i, paid, net, y->granted[i]);
    }
}

/* ---- households ------------------------------------------------------------------------------ */

static void check_days(const struct household_look *l)
{
    const struct decisions *d = &l->late->audit->decisions;
    for (size_t i = 1; i < l->count; i++) {
        const struct decision *here = &d->list[l->list[i]], *before = &d->list[l->list[i - 1]];
        struct decided of_here, of_before;
        if (here->day == DAY_NONE || here->day != before->day)
            continue;
        decisions_amounts(d, here, &of_here);
        decisions_amounts(d, before, &of_before);
        if (!of_here.decided || !of_before.decided || late_tops_up(&of_here, &of_before) ||
            late_tops_up(&of_before, &of_here))
            continue;
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
        struct ledger_sum *paid =
            l->payments == NULL ? NULL : ledger_sums_of(l->payments, l->household, year);
        if (!add_up(l, i, end, &y))
            return false;
        if (y.last == NULL)
            continue;
        if (paid != NULL)
            paid->looked_at = true;
        check_limits(l, &y, paid);
        if (l->payments != NULL)
            check_payments(l, &y, paid);
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

/* Payments to households that no decision of their year names. */
static void check_unnamed(struct household_look *l)
{
    for (size_t k = 0; k < l->payments->count; k++) {
        const struct ledger_sum *paid = &l->payments->list[k];
        l->household = paid->household;
        for (int i = 0; i < ITEM_COUNT && !paid->looked_at; i++)
            if (paid->net[i].fen > 0)
                say_payment(l, AUDIT_UNEXPLAINED_PAYMENT, NULL, i, paid, paid->net[i],
                            (struct money){0});
    }
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
        check_unnamed(&l);
    free(l.list);
}
