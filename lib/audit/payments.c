/* What the ledger holds of a household's year, against what was decided: day by day. */
#include "audit/ledger_sums.h"

/* What was decided of a household on one day, and paid for that day. */
struct day_look {
    const struct decision *last;                 /* or NULL: nothing was decided */
    const struct decision *granting[ITEM_COUNT]; /* the last that grants the item, or NULL */
    struct money granted[ITEM_COUNT];
    struct money before[ITEM_COUNT]; /* paid before its first decision, as recorded */
    struct ledger_sum *paid;         /* NULL: the ledger has no entry of that day */
};

/* The payments of a year for other days than those: for decisions that are not there. */
struct stray {
    struct money net[ITEM_COUNT];
    int64_t entry[ITEM_COUNT];
    struct money explained[ITEM_COUNT]; /* as paid before the first decision, or for one whose day
                                           has no entry */
};

struct payments_look {
    struct late *late;
    struct ledger_sums *payments;
    uint32_t household;
    const uint32_t *list; /* the decisions of the year, by day and place */
    size_t count;
};

/* The household is its decision's. */
#define NOBODY ((struct text){NULL, 0})

static struct money plus(struct money a, struct money b)
{
    struct money sum = {INT64_MAX};
    (void)money_add(a, b, &sum);
    return sum;
}

static void say(const struct payments_look *l, enum audit_code code, const struct decision *of,
                struct text household, int item, int64_t entry, struct money was,
                struct money should_be)
{
    struct buffer source = {0};
    buffer_string(&source, l->payments->file);
    if (entry > 0)
        buffer_format(&source, " entry %lld", (long long)entry);
    buffer_format(&source, " (%s)", ITEM_NAMES[item]);
    late_add(l->late, of,
             (struct audit_finding){.code = code,
                                    .household = household,
                                    .was = was,
                                    .should_be = should_be,
                                    .source = buffer_view(&source)});
    l->late->failed |= source.failed;
    buffer_free(&source);
}

/* Adds up the day that begins at `from`; returns where the next begins. */
static size_t add_day(const struct payments_look *l, size_t from, struct day_look *day)
{
    const struct decisions *d = &l->late->audit->decisions;
    size_t i = from;
    *day = (struct day_look){0};
    for (; i < l->count && d->list[l->list[i]].day == d->list[l->list[from]].day; i++) {
        const struct decision *decision = &d->list[l->list[i]];
        struct decided decided;
        decisions_amounts(d, decision, &decided);
        if (!decided.decided)
            continue;
        if (day->last == NULL)
            memcpy(day->before, decided.paid, sizeof day->before);
        day->last = decision;
        for (int k = 0; k < ITEM_COUNT; k++) {
            day->granted[k] = plus(day->granted[k], decided.granted[k]);
            if (decided.granted[k].fen > 0)
                day->granting[k] = decision;
        }
    }
    if (day->last != NULL)
        day->paid = ledger_sums_find(l->payments, l->household, day->last->day);
    return i;
}

/* Gathers what was paid for other days. */
static void add_stray(const struct payments_look *l, int year, struct stray *stray)
{
    struct ledger_sum *list = l->payments->list;
    for (uint32_t i = ledger_sums_of(l->payments, l->household); i != DECISION_NONE;
         i = list[i].next) {
        if (list[i].looked_at || decisions_year(list[i].day) != year)
            continue;
        list[i].looked_at = true;
        for (int k = 0; k < ITEM_COUNT; k++) {
            stray->net[k] = plus(stray->net[k], list[i].net[k]);
            if (list[i].entry[k] > stray->entry[k])
                stray->entry[k] = list[i].entry[k];
        }
    }
}

/* Entries of the day are for its decisions; where it has none, what was paid for a day without a
 * decision may be. */
static void check_day(const struct payments_look *l, const struct day_look *day,
                      struct stray *stray)
{
    for (int i = 0; i < ITEM_COUNT; i++) {
        const struct decision *of = day->granting[i] != NULL ? day->granting[i] : day->last;
        const struct money granted = day->granted[i];
        struct money net = {0};
        if (day->paid != NULL) {
            net = day->paid->net[i];
        } else if (stray->net[i].fen > stray->explained[i].fen) {
            net.fen = stray->net[i].fen - stray->explained[i].fen;
            if (net.fen > granted.fen)
                net = granted;
            stray->explained[i].fen += net.fen;
        }
        if (net.fen != granted.fen)
            say(l, net.fen > granted.fen ? AUDIT_UNEXPLAINED_PAYMENT : AUDIT_NEVER_PAID, of, NOBODY,
                i, day->paid != NULL ? day->paid->entry[i] : 0, net, granted);
    }
}

void late_payments(struct late *late, struct ledger_sums *payments, uint32_t household,
                   const uint32_t *list, size_t count)
{
    const struct payments_look l = {late, payments, household, list, count};
    struct day_look day, whole = {0};
    struct stray stray = {0};
    for (size_t i = 0; i < count;) {
        i = add_day(&l, i, &day);
        if (day.last == NULL)
            continue;
        if (day.paid != NULL)
            day.paid->looked_at = true;
        if (whole.last == NULL)
            memcpy(stray.explained, day.before, sizeof stray.explained);
        whole.last = day.last;
        for (int k = 0; k < ITEM_COUNT; k++)
            whole.granting[k] = day.granting[k] != NULL ? day.granting[k] : whole.granting[k];
    }
    if (whole.last == NULL)
        return;
    add_stray(&l, decisions_year(whole.last->day), &stray);
    for (size_t i = 0; i < count;) {
        i = add_day(&l, i, &day);
        if (day.last != NULL)
            check_day(&l, &day, &stray);
    }
    for (int i = 0; i < ITEM_COUNT; i++)
        if (stray.net[i].fen > stray.explained[i].fen)
            say(&l, AUDIT_UNEXPLAINED_PAYMENT,
                whole.granting[i] != NULL ? whole.granting[i] : whole.last, NOBODY, i,
                stray.entry[i], stray.net[i], stray.explained[i]);
}

void late_unnamed(struct late *late, struct ledger_sums *payments)
{
    const struct payments_look l = {.late = late, .payments = payments};
    for (size_t k = 0; k < payments->count; k++) {
        const struct ledger_sum *paid = &payments->list[k];
        for (int i = 0; i < ITEM_COUNT && !paid->looked_at; i++)
            if (paid->net[i].fen > 0)
                say(&l, AUDIT_UNEXPLAINED_PAYMENT, NULL, names_text(&payments->shown, paid->shown),
                    i, paid->entry[i], paid->net[i], (struct money){0});
    }
}
