/*
 * Records counted for a month. They are gone through in the order of their months, and within one
 * as they came, so that what is met first is first in time, whatever order the tables had.
 */
#include "tally/records.h"

#include <stdlib.h>

/* The months that a return looks at: the year before, and the year to date. */
#define WINDOW (MONTHS_OF_A_YEAR + MONTHS_OF_A_YEAR)

/* A household while records are gone through. */
struct seen {
    uint8_t met;         /* the month of its latest record, 1 … of the window; 0: none */
    uint8_t month_items; /* granted in that month: bits as in struct grants */
    uint8_t year_items;  /* and in its year */
    bool decided;        /* it has a record in the year to date that was decided */
    bool again;          /* it was counted among those of attention->again */
    int64_t granted;     /* fen, in the year to date */
    uint32_t latest;     /* its latest record */
};

struct counting {
    const struct tally *tally;
    struct counted *out;
    int32_t first;               /* January of the year before */
    int last;                    /* the return's month in the window */
    uint32_t starts[WINDOW + 1]; /* where each month's records start in `order` */
    uint32_t *order;
    struct seen *households;
    uint32_t *earlier; /* by record: the one before it of its household in the year, or NO_RECORD */
    uint32_t *named_by; /* by cause: the last household, numbered anew, found to name it */
    uint32_t named_last;
};

#define NO_RECORD UINT32_MAX

static bool is_this_year(int month)
{
    return month >= MONTHS_OF_A_YEAR;
}

/* The month of a record in the window, or -1. */
static int window_month(const struct counting *c, const struct record *r)
{
    if (r->month == NO_MONTH || r->month < c->first || r->month > c->out->month.number)
        return -1;
    return r->month - c->first;
}

static bool sort_records(struct counting *c)
{
    const struct tally *tally = c->tally;
    struct attention *attention = &c->out->attention;
    uint32_t next[WINDOW] = {0};
    for (uint32_t i = 0; i < tally->count; i++) {
        const struct record *r = &tally->records[i];
        const int month = window_month(c, r);
        attention->without_month += r->month == NO_MONTH;
        attention->later += r->month > c->out->month.number;
        if (month >= 0)
            next[month]++;
    }
    for (int m = 0; m < WINDOW; m++) {
        c->starts[m + 1] = c->starts[m] + next[m];
        next[m] = c->starts[m];
    }
    c->order = calloc((size_t)c->starts[WINDOW] + 1, sizeof *c->order);
    if (c->order == NULL)
        return false;
    for (uint32_t i = 0; i < tally->count; i++) {
        const int month = window_month(c, &tally->records[i]);
        if (month >= 0)
            c->order[next[month]++] = i;
    }
    return true;
}

/* The items that the household gets for the first time in the span whose grants are `*had`. */
static unsigned first_in(uint8_t *had, unsigned items)
{
    const unsigned fresh = items & ~(unsigned)*had;
    *had = (uint8_t)(*had | items);
    return fresh;
}

/* A record as it is met, with what it grants. */
struct meeting {
    const struct record *record;
    int month; /* of the window */
    struct seen *household;
    struct grants grants;
    unsigned fresh_in_month; /* items that its household gets for the first time in the month */
};

static bool count_attention(struct attention *attention, const struct meeting *m)
{
    const struct record *r = m->record;
    attention->anonymous += r->household == NAMES_NONE;
    attention->invalid += r->category == CATEGORY_INVALID;
    if (m->grants.items != 0) {
        attention->pending_province += r->approval == APPROVAL_PROVINCE;
        attention->pending_national += r->approval == APPROVAL_NATIONAL;
    }
    if (m->household->decided || r->category == CATEGORY_INVALID)
        return true;
    m->household->decided = true;
    attention->paid_before_households += r->paid_before != 0;
    return r->paid_before != PAID_TOO_LARGE &&
           money_add(attention->paid_before, (struct money){r->paid_before},
                     &attention->paid_before);
}

/*
 * An item that the household was granted before in the year, by a record that does not take what it
 * was granted for paid: the year's entitlement may stand in both.
 */
static void look_for_aid_given_again(struct attention *attention, const struct meeting *m)
{
    struct seen *h = m->household;
    const unsigned items = m->grants.items & ~GRANTS_ANY;
    if ((h->year_items & items) != 0 && m->record->paid_before < h->granted && !h->again) {
        h->again = true;
        attention->again++;
    }
    if (__builtin_add_overflow(h->granted, m->grants.all, &h->granted))
        h->granted = INT64_MAX;
}

static bool count_this_year(struct counting *c, const struct meeting *m)
{
    struct counted *out = c->out;
    const bool alone = m->record->household == NAMES_NONE, now = m->month == c->last;
    look_for_aid_given_again(&out->attention, m);
    const unsigned fresh = first_in(&m->household->year_items, m->grants.items);
    if (!count_attention(&out->attention, m))
        return false;
    out->records++;
    out->month_records += now;
    out->on_file += alone;
    for (enum by by = BY_CATEGORY; by < BYS; by++) {
        struct group *g = &out->by[by].groups[group_number(c->tally, by, m->record)];
        g->records++;
        g->on_file += alone;
        if (!figures_add(&g->year, &m->grants, fresh) ||
            (now && !figures_add(&g->month, &m->grants, m->fresh_in_month)))
            return false;
    }
    return figures_add(&out->months[m->month - MONTHS_OF_A_YEAR], &m->grants, m->fresh_in_month) &&
           figures_add(&out->year, &m->grants, fresh);
}

static bool count_last_year(struct counting *c, const struct meeting *m)
{
    struct counted *out = c->out;
    const int same = c->last - MONTHS_OF_A_YEAR;
    out->has_last |= m->month == same;
    out->has_last_year |= m->month <= same;
    if (!figures_add(&out->last_months[m->month], &m->grants, m->fresh_in_month))
        return false;
    return m->month > same || figures_add(&out->last_year, &m->grants,
                                          first_in(&m->household->year_items, m->grants.items));
}

static bool count_record(struct counting *c, uint32_t i, int month)
{
    struct seen alone = {0};
    struct meeting m = {.record = &c->tally->records[i], .month = month, .household = &alone};
    if (m.record->household != NAMES_NONE)
        m.household = &c->households[m.record->household];
    struct seen *h = m.household;
    const bool again_in_month = h->met == month + 1;
    const bool again_in_year = h->met > 0 && is_this_year(h->met - 1) == is_this_year(month);
    if (!again_in_month)
        h->month_items = 0;
    if (!again_in_year)
        h->year_items = 0;
    if (is_this_year(month)) {
        c->out->attention.repeated += again_in_month;
        c->earlier[i] = again_in_year ? h->latest : NO_RECORD;
    }
    h->met = (uint8_t)(month + 1);
    h->latest = i;
    if (!grants_of(m.record, &m.grants))
        return false;
    m.fresh_in_month = first_in(&h->month_items, m.grants.items);
    return is_this_year(month) ? count_this_year(c, &m) : count_last_year(c, &m);
}

static bool count_records(struct counting *c)
{
    for (int month = 0; month <= c->last; month++)
        for (uint32_t at = c->starts[month]; at < c->starts[month + 1]; at++)
            if (!count_record(c, c->order[at], month))
                return false;
    c->out->now = c->out->months[c->last - MONTHS_OF_A_YEAR];
    c->out->last = c->out->last_months[c->last - MONTHS_OF_A_YEAR];
    return true;
}

/* Notes the causes of a record, each once for the household that was numbered last. */
static void note_causes(struct counting *c, const struct record *r)
{
    if (r->cause == NAMES_NONE)
        return;
    const struct cause_list *list = &c->tally->list[r->cause];
    for (size_t i = 0; i < list->count; i++) {
        const uint32_t cause = c->tally->cause[list->first + i];
        if (c->named_by[cause] != c->named_last)
            c->out->by[BY_CAUSE].groups[cause].mentioned++;
        c->named_by[cause] = c->named_last;
    }
}

static void count_household(struct counting *c, const struct seen *h)
{
    const struct tally *tally = c->tally;
    if (h->met == 0 || !is_this_year(h->met - 1))
        return;
    c->out->on_file++;
    for (enum by by = BY_CATEGORY; by < BYS; by++)
        c->out->by[by].groups[group_number(tally, by, &tally->records[h->latest])].on_file++;
    if (h->year_items == 0)
        return;
    c->named_last++;
    for (uint32_t i = h->latest; i != NO_RECORD; i = c->earlier[i])
        note_causes(c, &tally->records[i]);
}

static void count_households(struct counting *c)
{
    const struct tally *tally = c->tally;
    for (uint32_t n = 0; n < tally->households.count; n++)
        count_household(c, &c->households[n]);
    for (uint32_t at = c->starts[MONTHS_OF_A_YEAR]; at < c->starts[c->last + 1]; at++) {
        const struct record *r = &tally->records[c->order[at]];
        struct grants grants;
        if (r->household == NAMES_NONE && grants_of(r, &grants) && grants.items != 0) {
            c->named_last++;
            note_causes(c, r);
        }
    }
}

/* People who stand in the year to date under more than one household. False without memory. */
static bool count_persons(struct counting *c)
{
    const struct tally *tally = c->tally;
    /* By person: the household met first and 1; 0 for none, UINT32_MAX for one counted already. */
    uint32_t *first = calloc((size_t)tally->persons.count + 1, sizeof *first);
    if (first == NULL)
        return false;
    for (uint32_t at = c->starts[MONTHS_OF_A_YEAR]; at < c->starts[c->last + 1]; at++) {
        const struct record *r = &tally->records[c->order[at]];
        if (r->person == NAMES_NONE || r->household == NAMES_NONE || first[r->person] == UINT32_MAX)
            continue;
        if (first[r->person] == 0)
            first[r->person] = r->household + 1;
        if (first[r->person] == r->household + 1)
            continue;
        first[r->person] = UINT32_MAX;
        c->out->attention.persons++;
    }
    free(first);
    return true;
}

static bool count(struct counting *c, struct error *error)
{
    const struct tally *tally = c->tally;
    c->households = calloc((size_t)tally->households.count + 1, sizeof *c->households);
    c->earlier = calloc((size_t)tally->count + 1, sizeof *c->earlier);
    c->named_by = calloc((size_t)tally->causes.count + 1, sizeof *c->named_by);
    if (c->households == NULL || c->earlier == NULL || c->named_by == NULL ||
        !groups_open(tally, c->out) || !sort_records(c))
        return no_memory(error);
    if (!count_records(c))
        return sum_too_large(error);
    count_households(c);
    if (!count_persons(c))
        return no_memory(error);
    groups_close(tally, c->out);
    return true;
}

struct counted *tally_count(const struct tally *tally, struct month month, struct error *error)
{
    struct counted *out = calloc(1, sizeof *out);
    if (out == NULL) {
        no_memory(error);
        return NULL;
    }
    out->month = month;
    struct counting c = {.tally = tally, .out = out};
    c.first = month.number - month.number % MONTHS_OF_A_YEAR - MONTHS_OF_A_YEAR;
    c.last = month.number - c.first;
    const bool ok = count(&c, error);
    free(c.order);
    free(c.households);
    free(c.earlier);
    free(c.named_by);
    if (ok)
        return out;
    counted_free(out);
    return NULL;
}

void counted_free(struct counted *counted)
{
    if (counted == NULL)
        return;
    for (enum by by = BY_CATEGORY; by < BYS; by++)
        free(counted->by[by].groups);
    free(counted);
}
