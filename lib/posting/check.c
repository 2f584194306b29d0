/* What is said against the households of the list, by each other and by what the ledger holds. */
#include "posting/inside.h"

#include "payments/prior.h"
#include "table/recorded_facts.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Less than is due may be paid now and the rest later; another level of approval than is needed,
 * if it is a higher one, does no harm. */
static bool blocks(enum recheck_kind kind)
{
    return kind != RECHECK_UNDER && kind != RECHECK_APPROVAL_TOO_HIGH;
}

/* Why the facts decide nothing: `no-policy:dibao`, `policy-gap:…`. */
static void put_undecided(const struct recheck *again, struct buffer *out)
{
    const struct hardship *hardship = &again->hardship;
    const struct reason reason = hardship->undecided != DECIDED
                                     ? reason_undecided(hardship->undecided, hardship->gap)
                                     : reason_undecided(again->aid.undecided, again->aid.gap);
    reason_put(&reason, out);
}

/*
 * Blocks the candidate where its aid is not what is due, counting as paid what the ledger holds
 * where that is more than the record says. False without memory.
 */
static bool recheck(struct posting *p, struct candidate *candidate, const struct paid *paid)
{
    struct aid_facts facts = candidate->facts;
    struct recorded recorded = candidate->recorded;
    struct recheck again;
    struct buffer code = {0};
    bool ok = true;
    recorded.has_approval = true; /* a table without these columns approves nothing */
    recorded.has_approved = true;
    if (!prior_count(paid, candidates_text(&p->candidates, candidate->household),
                     candidate->assessment.date, &facts))
        return false;
    recheck_decide(candidate->policy, &facts, &recorded, &again);
    for (int i = 0; i < again.count && ok; i++) {
        if (!blocks(again.finding[i].kind))
            continue;
        buffer_clear(&code);
        if (again.finding[i].kind == RECHECK_UNDECIDABLE)
            put_undecided(&again, &code);
        else
            recorded_put_code(&again.finding[i], &code);
        ok = !code.failed && candidates_block(&p->candidates, candidate, buffer_view(&code));
    }
    buffer_free(&code);
    return ok;
}

/* Nobody is paid in two households. False without memory. */
static bool check_person(struct posting *p, struct candidate *candidate,
                         struct paid_persons *persons)
{
    bool elsewhere;
    return paid_persons_elsewhere(persons, candidates_text(&p->candidates, candidate->person),
                                  candidate->assessment.date,
                                  candidates_text(&p->candidates, candidate->household),
                                  &elsewhere) &&
           (!elsewhere || candidates_block(&p->candidates, candidate, text_of("person-twice")));
}

/* Who stands twice in the list – `number` is what they are known by – is blocked both times. */
static bool block_repeated(struct posting *p, size_t number, const char *reason)
{
    const size_t count = p->candidates.count;
    struct candidate **first = calloc((size_t)p->candidates.texts.count + 1, sizeof(void *));
    bool ok = first != NULL;
    for (size_t i = 0; i < count && ok; i++) {
        struct candidate *c = &p->candidates.list[i];
        uint32_t key;
        memcpy(&key, (const char *)c + number, sizeof key);
        if (key == NAMES_NONE)
            continue;
        if (first[key] == NULL)
            first[key] = c;
        else
            ok = candidates_block(&p->candidates, c, text_of(reason)) &&
                 candidates_block(&p->candidates, first[key], text_of(reason));
    }
    free(first);
    return ok;
}

/* A total without items pays nothing that could be posted: it is looked at all the same. */
static bool states_aid(const struct candidate *c)
{
    bool any = c->recorded.total.fen > 0;
    for (int item = 0; item < ITEM_COUNT; item++)
        any |= c->recorded.aid[item].fen > 0;
    return any;
}

/* What was posted in this batch before is compared; what was not must have been blocked then as it
 * is now. */
static bool check(struct posting *p, struct candidate *c, struct holdings *holdings,
                  struct error *error)
{
    const struct text household = candidates_text(&p->candidates, c->household);
    const bool there = posted_batch_find(&holdings->batch, household) != NULL;
    if (c->blocked == NAMES_NONE && states_aid(c) && !there &&
        (!recheck(p, c, holdings->paid) || !check_person(p, c, &holdings->persons)))
        return error_no_memory(error, NULL);
    return holdings->batch.payments == 0 || c->blocked != NAMES_NONE ||
           posted_batch_same(&holdings->batch, p, c, error);
}

bool posting_check(struct posting *p, struct holdings *holdings, struct error *error)
{
    if (!block_repeated(p, offsetof(struct candidate, key), "household-twice") ||
        !block_repeated(p, offsetof(struct candidate, id), "person-twice"))
        return error_no_memory(error, NULL);
    for (size_t i = 0; i < p->candidates.count; i++) {
        struct candidate *c = &p->candidates.list[i];
        if (!check(p, c, holdings, error))
            return false;
        p->blocked += c->blocked != NAMES_NONE;
    }
    return holdings->batch.payments == 0 || posted_batch_all_met(&holdings->batch, p, error);
}

/* ---- what the ledger holds ------------------------------------------------------------------ */

bool holdings_load(struct holdings *h, const struct posting *p, struct error *error)
{
    const struct text batch = text_of(p->options.batch);
    h->paid = paid_load(p->ledger, batch, error);
    return h->paid != NULL && posted_batch_load(&h->batch, p->ledger, batch, error) &&
           paid_persons_load(&h->persons, p->ledger, p->has_key ? p->key.fingerprint : NULL, error);
}

void holdings_free(struct holdings *h)
{
    paid_free(h->paid);
    posted_batch_free(&h->batch);
    paid_persons_free(&h->persons);
}
