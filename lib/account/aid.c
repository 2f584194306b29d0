/* The account of aid (rules(7) section 2). */
#include "account/account.h"
#include "base/language.h"

/* `months x dibao`, `a rate of what was paid`, … : how an entitlement is made. */
static const char *basis_word(const struct entitlement *e, enum item item)
{
    switch (e->basis) {
    case BASIS_MONTHS:
        return item == ITEM_EDUCATION ? _("months of dibao for each student")
                                      : _("months of dibao");
    case BASIS_AMOUNT:
        return _("a fixed amount");
    case BASIS_STEP:
        return _("the highest step reached by what was paid out of pocket");
    default:
        return item == ITEM_MEDICAL ? _("a rate of what was paid out of pocket")
                                    : _("a rate of the loss");
    }
}

static void put_facts(struct buffer *out, const struct aid_facts *facts,
                      const struct policy_set *policy, const struct entitlement *e, enum item item)
{
    char months[RATE_TEXT_SIZE];
    switch (item) {
    case ITEM_LIVING:
        if (e->reviewers_months) {
            rate_format(facts->living_months, months);
            buffer_format(out, _("      the reviewer's own months: %s\n"), months);
        } else {
            buffer_string(out,
                          _("      the reviewer's own months: none, or not to be used here\n"));
        }
        break;
    case ITEM_MEDICAL:
        buffer_format(out, _("      paid out of pocket: %s\n"),
                      account_yuan(facts->medical_self_paid).text);
        break;
    case ITEM_EDUCATION:
        buffer_format(out, _("      students: college %lld, high school %lld, special %lld\n"),
                      (long long)facts->students[STAGE_COLLEGE],
                      (long long)facts->students[STAGE_HIGH_SCHOOL],
                      (long long)facts->students[STAGE_SPECIAL]);
        break;
    default:
        buffer_format(out, _("      loss that counts: %s\n"),
                      account_yuan(accident_loss(policy, &facts->household)).text);
    }
}

/* The range that the reviewer's own months lie in. */
static void put_range(struct buffer *out, const struct policy_set *policy, enum category standard)
{
    static const enum parameter RANGE[] = {PARAMETER_LIVING_MONTHS_MIN,
                                           PARAMETER_LIVING_MONTHS_MAX};
    for (size_t i = 0; i < sizeof RANGE / sizeof *RANGE; i++) {
        const struct policy_value *bound = policy_get(policy, parameter_of(RANGE[i], standard));
        if (bound->set)
            account_source(out, "      ", bound);
    }
}

/* Where an item's amount comes from. */
static void put_item_sources(struct buffer *out, const struct policy_set *policy,
                             const struct aid_facts *facts, const struct entitlement *e,
                             enum item item)
{
    if (item == ITEM_EDUCATION) {
        for (enum stage s = STAGE_COLLEGE; s < STAGE_COUNT; s++) {
            const struct policy_value *months =
                policy_get(policy, parameter_education_months(e->standard, s));
            if (months->set && facts->students[s] > 0)
                account_source(out, "      ", months);
        }
    } else if (e->reviewers_months) {
        put_range(out, policy, e->standard);
    } else {
        account_source(out, "      ", e->by);
    }
    if (e->scale != NULL)
        account_source(out, "      ", e->scale);
    if (e->cap != NULL)
        account_source(out, "      ", e->cap);
}

/* An item: what it is made of, what cuts it, what was paid, what is left. */
static void put_entitlement(struct buffer *out, const struct policy_set *policy,
                            const struct aid_facts *facts, const struct award *award,
                            enum item item)
{
    const struct entitlement *e = &award->entitlement[item];
    if (e->basis == BASIS_NONE) {
        buffer_format(out, _("    %s (%s): the category does not have it\n"), AID_RULES[item],
                      account_item(item));
        return;
    }
    buffer_format(out, _("    %s (%s): %s yuan, %s\n"), AID_RULES[item], account_item(item),
                  account_yuan(e->before_cap).text, basis_word(e, item));
    put_facts(out, facts, policy, e, item);
    put_item_sources(out, policy, facts, e, item);
    if (e->cut_to_self_paid)
        buffer_string(out, _("      cut to what was paid out of pocket\n"));
    if (e->cap != NULL)
        buffer_format(out, _("      cut to the cap: %s\n"), account_yuan(e->amount).text);
    if (facts->paid[item].fen > 0)
        buffer_format(out, _("      paid this year: %s; left: %s\n"),
                      account_yuan(facts->paid[item]).text, account_yuan(award->left[item]).text);
}

static void put_step(struct buffer *out, const struct aid_facts *facts, const struct award *award,
                     int number)
{
    const struct aid_step *step = &award->step[number];
    const char *item = account_item(step->item);
    const struct amount_text granted = account_yuan(step->granted);
    if (!award->several)
        buffer_format(out, _("    %d. %s %s: the largest single item\n"), number + 1, item,
                      granted.text);
    else if (!step->assessed)
        buffer_format(out,
                      _("    %d. %s %s: nothing was paid or granted before, no second "
                        "assessment\n"),
                      number + 1, item, granted.text);
    else
        buffer_format(out,
                      _("    %d. %s %s: assessed again, with %s of aid of the year as income\n"),
                      number + 1, item, granted.text, account_yuan(step->counted).text);
    if (step->granted.fen < step->left.fen)
        buffer_format(out, _("      of %s left: all that the cap on the year's total leaves\n"),
                      account_yuan(step->left).text);
    if (step->assessed)
        account_finding(out, "    ", &facts->household, &step->finding);
}

static void put_stop(struct buffer *out, const struct aid_facts *facts, const struct award *award)
{
    switch (award->stop) {
    case STOP_NOTHING_LEFT:
        buffer_string(out, _("    ends: no further item has anything left\n"));
        break;
    case STOP_SINGLE:
        buffer_string(out, _("    ends: only a single item may be granted\n"));
        account_source(out, "      ", award->items);
        break;
    case STOP_OTHER_PAID:
        buffer_string(out,
                      _("    ends: an item was paid this year, only that one may be topped up\n"));
        account_source(out, "      ", award->items);
        break;
    case STOP_SEVERAL_PAID:
        buffer_string(out, _("    nothing: several items were paid this year already, and only a "
                             "single one may be\n"));
        account_source(out, "      ", award->items);
        break;
    case STOP_TOTAL_CAP:
        buffer_string(out, _("    ends: the cap on the year's total is reached\n"));
        account_source(out, "      ", award->total_cap);
        break;
    case STOP_NO_LONGER:
        buffer_format(out,
                      _("    ends before %s: assessed again, with %s of aid of the year as income, "
                        "the condition no longer holds\n"),
                      account_item(award->failed.item), account_yuan(award->failed.counted).text);
        account_finding(out, "    ", &facts->household, &award->failed.finding);
        break;
    }
}

static void put_award(struct buffer *out, const struct policy_set *policy,
                      const struct aid_facts *facts, const struct award *award)
{
    buffer_format(out, _("  by the standard of %s:\n"), account_category(award->category));
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++)
        put_entitlement(out, policy, facts, award, item);
    if (award->several) {
        buffer_string(out, award->best
                               ? _("    several items, in the order with the largest total\n")
                               : _("    several items, in the order that is laid down\n"));
        account_source(out, "      ", award->order);
    }
    for (int i = 0; i < award->steps; i++)
        put_step(out, facts, award, i);
    put_stop(out, facts, award);
    buffer_format(out, _("    total: %s\n"), account_yuan(award->total).text);
}

static void put_approval(struct buffer *out, const struct aid *decision)
{
    static const char *const LEVELS[] = {
        [APPROVAL_COUNTY] = N_("the county federation"),
        [APPROVAL_PROVINCE] = N_("the provincial federation"),
        [APPROVAL_NATIONAL] = N_("the national federation"),
    };
    if (decision->approval == APPROVAL_NONE)
        return;
    buffer_format(out, _("  approval: %s; medical aid of the year: %s\n"),
                  _(LEVELS[decision->approval]), account_yuan(decision->medical_of_year).text);
    if (decision->approval_by != NULL)
        account_source(out, "    ", decision->approval_by);
}

void account_aid(struct buffer *out, const struct policy_set *policy, const struct aid_facts *facts,
                 const struct aid *decision)
{
    if (decision->category == CATEGORY_COUNT) {
        buffer_string(out, _("  in no category: no aid\n\n"));
        return;
    }
    account_source(out, "  ", policy_get(policy, PARAMETER_DIBAO));
    account_source(out, "  ", policy_get(policy, PARAMETER_ROUNDING));
    buffer_format(out, _("  aid of this year paid before: %s\n"),
                  account_yuan(decision->paid).text);
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++)
        if (decision->categories >> c & 1u)
            put_award(out, policy, facts, &decision->award[c]);
    buffer_format(out, _("  the standard taken: %s\n"), account_category(decision->category));
    account_source(out, "    ", decision->choice);
    put_approval(out, decision);
    buffer_char(out, '\n');
}
