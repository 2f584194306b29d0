#include "rules/aid.h"

const char *const APPROVAL_NAMES[] = {"", "county", "province", "national"};

/* What every step of one household's award looks at. */
struct granting {
    const struct policy_set *policy;
    const struct aid_facts *facts;
    struct money paid; /* all aid of the year before */
};

/* What the cap on the year's total still leaves of `left`, after `spent`. */
static struct money within_total(const struct award *award, struct money spent, struct money left)
{
    if (!award->total_cap->set)
        return left;
    int64_t room = award->total_cap->money.fen - spent.fen;
    if (room < 0)
        room = 0;
    return room < left.fen ? (struct money){room} : left;
}

/*
 * P1 三(二)1 要将前一救助资金作为家庭收入进行建档核算,依然符合建档的给予救助: the category's
 * condition once more, with all aid of the year so far as income. Before any aid of the year
 * there is nothing to assess a second time. False on overflow.
 */
static bool assess(const struct granting *g, enum category c, struct aid_step *step)
{
    step->assessed = step->counted.fen > 0;
    step->finding.held = true;
    return !step->assessed ||
           dossier_category(c, g->policy, &g->facts->household, step->counted, &step->finding);
}

/*
 * Grants items in the order given, each with what is left of it. The first that the second
 * assessment, or the cap on the total, does not let through ends it. False on overflow.
 */
static bool grant_in_order(const struct granting *g, const enum item *order, int count,
                           struct award *a)
{
    a->stop = STOP_NOTHING_LEFT;
    for (int i = 0; i < count; i++) {
        struct aid_step *step = &a->step[a->steps];
        step->item = order[i];
        step->left = a->left[order[i]];
        if (step->left.fen == 0)
            continue;
        if (!money_add(g->paid, a->total, &step->counted) || !assess(g, a->category, step))
            return false;
        if (!step->finding.held) {
            a->failed = *step;
            a->stop = STOP_NO_LONGER;
            return true;
        }
        step->granted = within_total(a, step->counted, step->left);
        if (step->granted.fen == 0) {
            a->stop = STOP_TOTAL_CAP;
            return true;
        }
        if (!money_add(a->total, step->granted, &a->total))
            return false;
        a->granted[order[i]] = step->granted;
        a->steps++;
    }
    return true;
}

/* The search for the best order. Items granted are a set: a bit by enum item. */
struct search {
    const struct granting *granting;
    const struct award *award;
    enum { UNKNOWN, OPEN, CLOSED } may_follow[1u << ITEM_COUNT]; /* another item after these */
    enum item order[ITEM_COUNT], best[ITEM_COUNT];
    int best_count;
    struct money best_spent;
    bool overflow;
};

/* Whether one more item may be granted after those of `granted`, all aid of the year being
 * `spent` by then. */
static bool may_follow(struct search *s, unsigned granted, struct money spent)
{
    if (s->may_follow[granted] == UNKNOWN) {
        struct aid_step step = {.counted = spent};
        if (!assess(s->granting, s->award->category, &step)) {
            s->overflow = true;
            return false;
        }
        s->may_follow[granted] = step.finding.held ? OPEN : CLOSED;
    }
    return s->may_follow[granted] == OPEN;
}

/*
 * Tries every order of every subset of the items left, going through them in the order living,
 * medical, education, accident. Only a larger total, or the same with fewer items, takes the
 * place of what was found before: so a tie goes to fewer items, then to that order.
 */
static void search_from(struct search *s, unsigned granted, int count, struct money spent)
{
    if (spent.fen > s->best_spent.fen ||
        (spent.fen == s->best_spent.fen && count < s->best_count)) {
        s->best_spent = spent;
        s->best_count = count;
        for (int i = 0; i < count; i++)
            s->best[i] = s->order[i];
    }
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++) {
        const struct money left = s->award->left[i];
        struct money next;
        if (left.fen == 0 || granted >> i & 1u)
            continue;
        if (!may_follow(s, granted, spent))
            return;
        if (!money_add(spent, within_total(s->award, spent, left), &next)) {
            s->overflow = true;
            return;
        }
        if (next.fen == spent.fen)
            return; /* the cap on the total leaves nothing, whichever item is next */
        s->order[count] = i;
        search_from(s, granted | 1u << i, count + 1, next);
    }
}

/* 多重救助: the order with the largest total, then the items it leaves out. False on overflow. */
static bool best_order(const struct granting *g, const struct award *award,
                       enum item order[ITEM_COUNT])
{
    struct search s = {.granting = g, .award = award, .best_spent = g->paid};
    unsigned taken = 0;
    int count = 0;
    search_from(&s, 0, 0, g->paid);
    for (; count < s.best_count; count++) {
        order[count] = s.best[count];
        taken |= 1u << order[count];
    }
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++)
        if (!(taken >> i & 1u))
            order[count++] = i;
    return !s.overflow;
}

/* P1 三(二)1 年度内可以给予多重救助. False on overflow. */
static bool grant_several(const struct granting *g, struct award *a)
{
    enum item order[ITEM_COUNT];
    a->best = a->order->items == 0;
    if (!a->best)
        return grant_in_order(g, a->order->order, a->order->items, a);
    if (!best_order(g, a, order))
        return false;
    return grant_in_order(g, order, ITEM_COUNT, a);
}

/*
 * P1 三(二)2 只予单一项目救助,不予多重救助: the item with the largest amount; once one was paid
 * this year, only that one. Nothing is assessed again, since nothing is granted after another.
 */
static bool grant_single(const struct granting *g, struct award *a)
{
    const struct money *paid = g->facts->paid;
    enum item largest = ITEM_LIVING;
    int paid_items = 0;
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++)
        paid_items += paid[i].fen > 0;
    if (paid_items > 1) {
        a->stop = STOP_SEVERAL_PAID;
        return true;
    }
    bool other_left = false;
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++) {
        if (paid_items > 0 ? paid[i].fen > 0 : a->left[i].fen > a->left[largest].fen)
            largest = i;
    }
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++)
        other_left = other_left || (i != largest && a->left[i].fen > 0);
    a->stop = !other_left ? STOP_NOTHING_LEFT : paid_items > 0 ? STOP_OTHER_PAID : STOP_SINGLE;

    struct aid_step *step = &a->step[0];
    step->item = largest;
    step->left = a->left[largest];
    step->counted = g->paid;
    step->assessed = false;
    step->granted = within_total(a, g->paid, step->left);
    if (step->left.fen > 0 && step->granted.fen == 0)
        a->stop = STOP_TOTAL_CAP;
    if (step->granted.fen == 0)
        return true;
    a->granted[largest] = step->granted;
    a->total = step->granted;
    a->steps = 1;
    return true;
}

/* What category `c` would grant the household. */
static enum undecided award_decide(const struct granting *g, enum category c, struct award *a)
{
    const struct policy_set *policy = g->policy;
    a->category = c;
    a->items = policy_get(policy, parameter_of(PARAMETER_ITEMS, c));
    a->order = policy_get(policy, parameter_of(PARAMETER_ORDER, c));
    a->total_cap = policy_get(policy, parameter_of(PARAMETER_TOTAL_CAP, c));
    a->several = a->items->word == WORD_ALL;
    a->best = false;
    a->steps = 0;
    a->total = (struct money){0};
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++) {
        enum undecided undecided = entitlement_decide(policy, g->facts, c, i, &a->entitlement[i]);
        if (undecided != DECIDED)
            return undecided;
        int64_t left = a->entitlement[i].amount.fen - g->facts->paid[i].fen;
        a->left[i].fen = left > 0 ? left : 0;
        a->granted[i].fen = 0;
    }
    bool fits = a->several ? grant_several(g, a) : grant_single(g, a);
    return fits ? DECIDED : UNDECIDED_OVERFLOW;
}

/* P1 三(二)1 医疗救助…2万元以上报送省总工会审批,5万元以上报送全总审批 */
enum approval approval_needed(const struct policy_set *policy, struct money medical_of_year,
                              const struct policy_value **by)
{
    const struct policy_value *province = policy_get(policy, PARAMETER_APPROVAL_PROVINCE);
    const struct policy_value *national = policy_get(policy, PARAMETER_APPROVAL_NATIONAL);
    /* 以上: >= */
    if (national->set && medical_of_year.fen >= national->money.fen) {
        *by = national;
        return APPROVAL_NATIONAL;
    }
    if (province->set && medical_of_year.fen >= province->money.fen) {
        *by = province;
        return APPROVAL_PROVINCE;
    }
    *by = NULL;
    return APPROVAL_COUNTY;
}

static void approve(const struct policy_set *policy, const struct aid_facts *facts, struct aid *out)
{
    const struct award *award = &out->award[out->category];
    /* What is granted is at most what paid leaves of the entitlement: the sum fits. */
    out->medical_of_year.fen = facts->paid[ITEM_MEDICAL].fen + award->granted[ITEM_MEDICAL].fen;
    if (award->total.fen > 0)
        out->approval = approval_needed(policy, out->medical_of_year, &out->approval_by);
}

void aid_decide(const struct policy_set *policy, const struct aid_facts *facts, unsigned categories,
                struct aid *out)
{
    struct granting g = {.policy = policy, .facts = facts, .paid = {0}};
    out->undecided = DECIDED;
    out->gap = policy->gap[READ_BY_AID];
    out->categories = categories;
    out->category = CATEGORY_COUNT;
    out->choice = policy_get(policy, PARAMETER_CATEGORY_CHOICE);
    out->approval = APPROVAL_NONE;
    out->approval_by = NULL;
    if (categories == 0)
        return;
    if (out->gap != PARAMETER_COUNT) {
        out->undecided = UNDECIDED_GAP;
        return;
    }
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++) {
        if (!money_add(g.paid, facts->paid[i], &g.paid)) {
            out->undecided = UNDECIDED_OVERFLOW;
            return;
        }
    }
    out->paid = g.paid;
    /* 就高不就低: the category with the largest total; a tie goes to the earlier one */
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++) {
        if (!(categories >> c & 1u))
            continue;
        out->undecided = award_decide(&g, c, &out->award[c]);
        if (out->undecided != DECIDED)
            return;
        if (out->category == CATEGORY_COUNT ||
            (out->choice->word == WORD_HIGHEST &&
             out->award[c].total.fen > out->award[out->category].total.fen))
            out->category = c;
    }
    approve(policy, facts, out);
}
