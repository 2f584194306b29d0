#include "rules/recheck.h"

/* One decision being looked at. */
struct look {
    const struct policy_set *policy;
    const struct aid_facts *facts;
    const struct recorded *recorded;
    struct recheck *out;
};

static struct recheck_finding *add(struct recheck *out, enum recheck_kind kind,
                                   const struct policy_value *by)
{
    struct recheck_finding *f = &out->finding[out->count++];
    *f = (struct recheck_finding){.kind = kind, .by = by};
    return f;
}

/* A sum that does not fit is larger than any limit. */
static struct money sum_of(struct money a, struct money b)
{
    struct money sum = {INT64_MAX};
    (void)money_add(a, b, &sum);
    return sum;
}

/* What decides a condition: the first test that does not hold, else the first. */
static const struct policy_value *decisive(const struct finding *finding)
{
    for (int i = 0; i < finding->tests; i++)
        if (!finding->test[i].held)
            return finding->test[i].by;
    return finding->tests > 0 ? finding->test[0].by : NULL;
}

/* What sets the category that the facts give, or keeps the recorded one from being it. */
static const struct policy_value *sets_category(const struct look *l)
{
    const struct hardship *h = &l->out->hardship;
    const enum category of = h->category < CATEGORY_COUNT ? h->category : l->recorded->category;
    return of < CATEGORY_COUNT ? decisive(&h->finding[of]) : NULL;
}

static void check_category(const struct look *l)
{
    const struct hardship *h = &l->out->hardship;
    const enum category recorded = l->recorded->category;
    if (recorded != h->category)
        add(l->out, RECHECK_CATEGORY, sets_category(l));
    if (recorded < CATEGORY_COUNT && !(h->categories >> recorded & 1u))
        add(l->out, RECHECK_CONDITION, decisive(&h->finding[recorded]));
}

/* ---- amounts ------------------------------------------------------------------------------- */

/* The months of the first stage that there are students of. */
static const struct policy_value *education_by(const struct look *l, enum category standard)
{
    enum stage stage = STAGE_COLLEGE;
    while (stage < STAGE_SPECIAL && l->facts->students[stage] == 0)
        stage++;
    return policy_get(l->policy, parameter_education_months(standard, stage));
}

static const struct policy_value *entitlement_by(const struct look *l, enum item item,
                                                 const struct entitlement *e)
{
    if (e->cap != NULL)
        return e->cap;
    return e->by != NULL || item != ITEM_EDUCATION ? e->by : education_by(l, e->standard);
}

/* What sets how much of an item is due. */
static const struct policy_value *sets_amount(const struct look *l, enum item item)
{
    const struct aid *aid = &l->out->aid;
    if (aid->category == CATEGORY_COUNT)
        return sets_category(l);
    const struct award *award = &aid->award[aid->category];
    const bool cut = award->granted[item].fen < award->left[item].fen;
    if (!cut)
        return entitlement_by(l, item, &award->entitlement[item]);
    if (award->granted[item].fen > 0 || award->stop == STOP_TOTAL_CAP)
        return award->total_cap;
    return award->stop == STOP_NO_LONGER ? decisive(&award->failed.finding) : award->items;
}

static struct money due(const struct aid *aid, enum item item)
{
    return aid->category == CATEGORY_COUNT ? (struct money){0}
                                           : aid->award[aid->category].granted[item];
}

static void check_amounts(const struct look *l)
{
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++) {
        const struct money recorded = l->recorded->aid[i], recomputed = due(&l->out->aid, i);
        if (recorded.fen == recomputed.fen)
            continue;
        struct recheck_finding *f =
            add(l->out, recorded.fen > recomputed.fen ? RECHECK_OVER : RECHECK_UNDER,
                sets_amount(l, i));
        f->item = i;
        f->recorded = recorded;
        f->recomputed = recomputed;
    }
}

/*
 * P1 三(二)2 只予单一项目救助: of the whole year, so an item that was paid before counts. The
 * standard is that of the category that the facts give; where they give none, of the recorded one.
 */
static void check_several_items(const struct look *l)
{
    const enum category given = l->out->aid.category;
    const enum category standard = given < CATEGORY_COUNT ? given : l->recorded->category;
    int items = 0;
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++)
        items += l->recorded->aid[i].fen > 0 || l->facts->paid[i].fen > 0;
    if (standard == CATEGORY_COUNT || items <= 1)
        return;
    const struct policy_value *by = policy_get(l->policy, parameter_of(PARAMETER_ITEMS, standard));
    if (by->word != WORD_ALL)
        add(l->out, RECHECK_SEVERAL_ITEMS, by);
}

static void check_total(const struct look *l, struct money sum)
{
    if (!l->recorded->has_total || l->recorded->total.fen == sum.fen)
        return;
    struct recheck_finding *f = add(l->out, RECHECK_TOTAL, NULL);
    f->recorded = l->recorded->total;
    f->recomputed = sum;
}

/* ---- approval ------------------------------------------------------------------------------ */

/* P1 三(二)1 医疗救助…2万元以上报送省总工会审批,5万元以上报送全总审批 */
static void check_approval(const struct look *l)
{
    const struct recorded *r = l->recorded;
    const struct policy_value *by;
    const enum approval needed =
        approval_needed(l->policy, sum_of(l->facts->paid[ITEM_MEDICAL], r->aid[ITEM_MEDICAL]), &by);
    l->out->needed = needed;
    if (r->has_approval && r->approval != needed)
        add(l->out,
            r->approval == APPROVAL_NONE ? RECHECK_APPROVAL_MISSING
            : r->approval < needed       ? RECHECK_APPROVAL_TOO_LOW
                                         : RECHECK_APPROVAL_TOO_HIGH,
            by);
    if (r->has_approved && !r->approved && needed > APPROVAL_COUNTY)
        add(l->out, RECHECK_NOT_APPROVED, by);
}

static void check_aid(const struct look *l)
{
    const struct recorded *r = l->recorded;
    struct money sum = {0};
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++)
        sum = sum_of(sum, r->aid[i]);
    aid_decide(l->policy, l->facts, l->out->hardship.categories, &l->out->aid);
    if (l->out->aid.undecided != DECIDED) {
        add(l->out, RECHECK_UNDECIDABLE, NULL);
        return;
    }
    check_amounts(l);
    if (sum.fen > 0)
        check_several_items(l);
    check_total(l, sum);
    if (sum.fen > 0)
        check_approval(l);
}

void recheck_decide(const struct policy_set *policy, const struct aid_facts *facts,
                    const struct recorded *recorded, struct recheck *out)
{
    const struct look look = {policy, facts, recorded, out};
    out->count = 0;
    out->needed = APPROVAL_NONE;
    out->aid.undecided = DECIDED;
    out->aid.category = CATEGORY_COUNT;
    hardship_decide(policy, &facts->household, &out->hardship);
    if (recorded->invalid)
        return;
    if (out->hardship.undecided != DECIDED) {
        add(out, RECHECK_UNDECIDABLE, NULL);
        return;
    }
    check_category(&look);
    if (recorded->has_aid)
        check_aid(&look);
    else
        check_total(&look, (struct money){0});
}
