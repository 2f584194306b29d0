#include "audit/ledger_sums.h"

#include "base/household_key.h"
#include "policy/digest.h"

#include <stdlib.h>

/* What was in force, and its digest: few are asked for, again and again. */
#define DIGESTS 64

struct reading {
    struct ledger_sums *payments;
    struct late *late;
    bool later; /* this time those of other years that were posted in an audited one */
    bool any;   /* there are such */
    struct known_digest {
        const struct policy_set *set;
        char text[DIGEST_TEXT_SIZE];
    } digest[DIGESTS];
};

void ledger_sums_free(struct ledger_sums *payments)
{
    free(payments->list);
    free(payments->last);
    names_free(&payments->shown);
    *payments = (struct ledger_sums){0};
}

bool audited_year(const struct audit *audit, int year)
{
    return audit->year != 0 ? year == audit->year : decisions_has_year(&audit->decisions, year);
}

uint32_t ledger_sums_of(const struct ledger_sums *payments, uint32_t household)
{
    return household < payments->last_room ? payments->last[household] : DECISION_NONE;
}

void ledger_sums_year(const struct ledger_sums *p, uint32_t household, int year,
                      struct money net[ITEM_COUNT])
{
    memset(net, 0, ITEM_COUNT * sizeof *net);
    for (uint32_t i = ledger_sums_of(p, household); i != DECISION_NONE; i = p->list[i].next) {
        if (decisions_year(p->list[i].day) != year)
            continue;
        for (int k = 0; k < ITEM_COUNT; k++)
            if (!money_add(net[k], p->list[i].net[k], &net[k]))
                net[k].fen = INT64_MAX;
    }
}

static bool grow_last(struct ledger_sums *p, uint32_t household)
{
    if (household < p->last_room)
        return true;
    const size_t room = household < 1024 ? 2048 : 2 * (size_t)household;
    uint32_t *more = reallocarray(p->last, room, sizeof *more);
    if (more == NULL)
        return false;
    p->last = more;
    for (; p->last_room < room; p->last_room++)
        p->last[p->last_room] = DECISION_NONE;
    return true;
}

struct ledger_sum *ledger_sums_find(const struct ledger_sums *p, uint32_t household, int32_t day)
{
    uint32_t i = ledger_sums_of(p, household);
    while (i != DECISION_NONE && p->list[i].day != day)
        i = p->list[i].next;
    return i == DECISION_NONE ? NULL : &p->list[i];
}

/* The sums of an entry's household and day, which may be new; NULL without memory. */
static struct ledger_sum *sums_of(struct ledger_sums *p, uint32_t household,
                                  const struct entry *entry)
{
    struct ledger_sum *of = ledger_sums_find(p, household, entry->assessed_on.day);
    if (of != NULL)
        return of;
    const uint32_t shown = names_number(&p->shown, entry->household);
    if (shown == NAMES_NONE || !grow_last(p, household) || p->count >= DECISION_NONE / 2)
        return NULL;
    if (p->count == p->room) {
        const size_t room = p->room == 0 ? 256 : p->room + p->room / 2;
        struct ledger_sum *more = reallocarray(p->list, room, sizeof *more);
        if (more == NULL)
            return NULL;
        p->list = more;
        p->room = room;
    }
    of = &p->list[p->count];
    *of = (struct ledger_sum){.household = household,
                              .day = entry->assessed_on.day,
                              .next = p->last[household],
                              .shown = shown};
    p->last[household] = (uint32_t)p->count++;
    return of;
}

/* ---- the policy ----------------------------------------------------------------------------- */

static const char *digest_at(struct reading *r, const struct entry *entry)
{
    const struct policy_set *set = policy_at(r->late->run->view, entry->region, entry->assessed_on);
    if (set == NULL)
        return NULL;
    struct known_digest *known = &r->digest[(uintptr_t)set / sizeof *set % DIGESTS];
    if (known->set != set)
        policy_digest(set, known->text);
    known->set = set;
    return known->text;
}

/* The decision that a payment follows: of its household and day, the first in the files. */
static const struct decision *decision_of(const struct decisions *d, uint32_t household,
                                          int32_t day)
{
    const struct decision *first = NULL;
    for (uint32_t i = decisions_of(d, household); i != DECISION_NONE; i = d->list[i].next) {
        const struct decision *of = &d->list[i];
        if (of->day == day && (first == NULL || of->file < first->file ||
                               (of->file == first->file && of->line < first->line)))
            first = of;
    }
    return first;
}

static bool check_policy(struct reading *r, const struct entry *entry, uint32_t household)
{
    struct late *late = r->late;
    const char *digest = digest_at(r, entry);
    struct buffer source = {0};
    if (digest == NULL)
        return false;
    if (text_is(entry->policy, digest))
        return true;
    buffer_format(&source, "%s entry %lld", r->payments->file, (long long)entry->number);
    late_add(late, decision_of(&late->audit->decisions, household, entry->assessed_on.day),
             (struct audit_finding){.code = AUDIT_POLICY,
                                    .household = entry->household,
                                    .recorded = entry->policy,
                                    .recomputed = text_of(digest),
                                    .source = buffer_view(&source)});
    const bool ok = !source.failed;
    buffer_free(&source);
    return ok;
}

/* ---- entries -------------------------------------------------------------------------------- */

/* The day with which a time begins. */
#define DAY_SIZE 10

/* A payment for another year than those that were decided in, made in one of them: whoever dates a
 * decision back, or ahead, gets the limits of another year. */
static bool posted_in_audited_year(const struct audit *audit, const struct entry *entry)
{
    struct date day;
    return audit->year == 0 && entry->posted_at.n >= DAY_SIZE &&
           date_parse((struct text){entry->posted_at.p, DAY_SIZE}, &day) &&
           audited_year(audit, decisions_year(day.day));
}

/* What was decided late in one year may well be paid in the next. That somebody gets the limits of
 * two years is a question only where there is something of an audited year, too. */
static bool has_audited(const struct reading *r, uint32_t household)
{
    const struct decisions *d = &r->late->audit->decisions;
    for (uint32_t i = decisions_of(d, household); i != DECISION_NONE; i = d->list[i].next)
        if (d->list[i].day != DAY_NONE)
            return true;
    for (uint32_t i = ledger_sums_of(r->payments, household); i != DECISION_NONE;
         i = r->payments->list[i].next)
        if (audited_year(r->late->audit, decisions_year(r->payments->list[i].day)))
            return true;
    return false;
}

/* The household of an entry as the decisions number it, which may be new; NAMES_NONE without
 * memory. */
static uint32_t household_of(struct reading *r, const struct entry *entry)
{
    struct household_key key;
    if (!household_key_make(&key, entry->household))
        return NAMES_NONE;
    const uint32_t household = names_number(&r->late->audit->decisions.households, key.text);
    household_key_free(&key);
    return household;
}

static bool take_entry(void *data, const struct entry *entry, struct error *error)
{
    struct reading *r = data;
    const bool audited = audited_year(r->late->audit, decisions_year(entry->assessed_on.day));
    if (!r->later && !audited)
        r->any |= posted_in_audited_year(r->late->audit, entry);
    if (r->later == audited || (r->later && !posted_in_audited_year(r->late->audit, entry)))
        return true;
    const uint32_t household = household_of(r, entry);
    if (household == NAMES_NONE)
        return error_no_memory(error, r->payments->file);
    if (r->later && !has_audited(r, household))
        return true;
    struct ledger_sum *of = sums_of(r->payments, household, entry);
    if (of == NULL)
        return error_no_memory(error, r->payments->file);
    if (!money_add(of->net[entry->item], entry->amount, &of->net[entry->item]))
        of->net[entry->item].fen = INT64_MAX;
    if (entry->kind != ENTRY_PAYMENT)
        return true;
    of->entry[entry->item] = entry->number;
    return check_policy(r, entry, household) || error_no_memory(error, r->payments->file);
}

bool ledger_sums_load(struct ledger_sums *payments, struct late *late, struct error *error)
{
    struct reading r = {.payments = payments, .late = late};
    const struct entry_pick pick = {.year = late->audit->year};
    struct ledger *ledger = late->audit->ledger;
    payments->file = ledger_file(ledger);
    if (!ledger_each(ledger, &pick, take_entry, &r, error))
        return false;
    r.later = true;
    return !r.any || ledger_each(ledger, &pick, take_entry, &r, error);
}
