#include "rules/entitlement.h"

const char *const AID_RULES[ITEM_COUNT] = {"aid.living", "aid.medical", "aid.education",
                                           "aid.accident"};

int64_t rounding_unit(const struct policy_set *policy)
{
    return policy_get(policy, PARAMETER_ROUNDING)->word == WORD_YUAN ? FEN_PER_YUAN : 1;
}

static const struct policy_value *value_of(const struct policy_set *policy, enum parameter first,
                                           enum category c)
{
    return policy_get(policy, parameter_of(first, c));
}

/* An amount on its way: not rounded, `scale` already in it. */
struct amount {
    struct exact exact;
    enum basis basis;
    const struct policy_value *by;
    bool reviewers_months, cut_to_self_paid;
};

/*
 * P1 三(二)1 年度内生活救助标准不低于8个月我县城市低保标准,不超过12个月我县城市低保标准.
 * The reviewer's own months stand for deep's; for another category only where it has a range of
 * its own, since a fixed number of months is not the reviewer's to change.
 */
static enum undecided aid_living(const struct policy_set *policy, const struct aid_facts *facts,
                                 enum category c, struct rate scale, struct amount *out)
{
    const struct policy_value *amount = value_of(policy, PARAMETER_LIVING_AMOUNT, c);
    const struct policy_value *months = value_of(policy, PARAMETER_LIVING_MONTHS, c);
    const struct policy_value *least = value_of(policy, PARAMETER_LIVING_MONTHS_MIN, c);
    const struct policy_value *most = value_of(policy, PARAMETER_LIVING_MONTHS_MAX, c);
    struct rate number = months->rate;

    if (amount->set) {
        out->exact = exact_times_rate(amount->money, scale);
        out->basis = BASIS_AMOUNT;
        out->by = amount;
        return DECIDED;
    }
    if (!months->set)
        return DECIDED;
    if (facts->has_living_months && (c == CATEGORY_DEEP || least->set || most->set)) {
        number = facts->living_months;
        out->reviewers_months = true;
        /* 不低于: >=, 不超过: <= */
        if ((least->set && number.millionths < least->rate.millionths) ||
            (most->set && number.millionths > most->rate.millionths))
            return UNDECIDED_LIVING_MONTHS;
    }
    out->basis = BASIS_MONTHS;
    out->by = months;
    return exact_times_rates(policy_get(policy, PARAMETER_DIBAO)->money, number, scale, &out->exact)
               ? DECIDED
               : UNDECIDED_OVERFLOW;
}

/* The rate of each bracket on the part of the amount that lies in it. */
static bool marginal(const struct policy_value *brackets, struct money amount, struct rate scale,
                     struct exact *out)
{
    *out = (struct exact){0};
    for (int i = 0; i < brackets->bracket_count; i++) {
        const struct bracket *b = &brackets->brackets[i];
        struct money part = {amount.fen - b->from.fen};
        struct exact share;
        if (part.fen <= 0)
            break;
        if (i + 1 < brackets->bracket_count && b[1].from.fen < amount.fen)
            part.fen = b[1].from.fen - b->from.fen;
        if (!exact_times_rates(part, b->rate, scale, &share) || !exact_add(*out, share, out))
            return false;
    }
    return true;
}

/* The amount of the highest step at or below `amount`; nothing below the first. */
static struct money step_reached(const struct policy_value *steps, struct money amount)
{
    struct money reached = {0};
    for (int i = 0; i < steps->bracket_count && steps->brackets[i].from.fen <= amount.fen; i++)
        reached = steps->brackets[i].money;
    return reached;
}

/* P1 三(二)1 医疗救助标准不超过个人承担部分: never above it, before a scale and after it */
static enum undecided aid_medical(const struct policy_set *policy, const struct aid_facts *facts,
                                  enum category c, struct rate scale, struct amount *out)
{
    const struct policy_value *rate = value_of(policy, PARAMETER_MEDICAL_RATE, c);
    const struct policy_value *step = value_of(policy, PARAMETER_MEDICAL_STEP, c);
    struct money self_paid = facts->medical_self_paid;

    if (step->set) {
        struct money reached = step_reached(step, self_paid);
        out->cut_to_self_paid = reached.fen > self_paid.fen;
        if (out->cut_to_self_paid)
            reached = self_paid;
        out->exact = exact_times_rate(reached, scale);
        out->basis = BASIS_STEP;
        out->by = step;
        return DECIDED;
    }
    if (!rate->set)
        return DECIDED;
    out->basis = BASIS_RATE;
    out->by = rate;
    if (!marginal(rate, self_paid, scale, &out->exact))
        return UNDECIDED_OVERFLOW;
    const struct exact most = exact_times_rate(self_paid, scale);
    out->cut_to_self_paid = out->exact.value > most.value;
    if (out->cut_to_self_paid)
        out->exact = most;
    return DECIDED;
}

/*
 * P1 三(二)1 高校(含职业学院)就学的子女助学救助标准为10个月我县城市低保标准,高中(含中等职业
 * 教育)就学的子女助学救助标准为5个月我县城市低保标准
 */
static enum undecided aid_education(const struct policy_set *policy, const struct aid_facts *facts,
                                    enum category c, struct rate scale, struct amount *out)
{
    struct money dibao = policy_get(policy, PARAMETER_DIBAO)->money;
    for (enum stage s = STAGE_COLLEGE; s < STAGE_COUNT; s++) {
        const struct policy_value *months = policy_get(policy, parameter_education_months(c, s));
        struct money each;
        struct exact share;
        if (!months->set)
            continue;
        if (!money_times(dibao, facts->students[s], &each) ||
            !exact_times_rates(each, months->rate, scale, &share) ||
            !exact_add(out->exact, share, &out->exact))
            return UNDECIDED_OVERFLOW;
        out->basis = BASIS_MONTHS;
    }
    return DECIDED;
}

/* P1 三(二)3 根据职工突发事件、重大疾病等因困支出总额的15%确定帮扶标准 */
static enum undecided aid_accident(const struct policy_set *policy, const struct aid_facts *facts,
                                   enum category c, struct rate scale, struct amount *out)
{
    const struct policy_value *rate = value_of(policy, PARAMETER_ACCIDENT_RATE, c);
    if (!rate->set)
        return DECIDED;
    out->basis = BASIS_RATE;
    out->by = rate;
    return exact_times_rates(accident_loss(policy, &facts->household), rate->rate, scale,
                             &out->exact)
               ? DECIDED
               : UNDECIDED_OVERFLOW;
}

static enum undecided amount_of(const struct policy_set *policy, const struct aid_facts *facts,
                                enum category c, enum item item, struct rate scale,
                                struct amount *out)
{
    *out = (struct amount){.basis = BASIS_NONE};
    switch (item) {
    case ITEM_LIVING:
        return aid_living(policy, facts, c, scale, out);
    case ITEM_MEDICAL:
        return aid_medical(policy, facts, c, scale, out);
    case ITEM_EDUCATION:
        return aid_education(policy, facts, c, scale, out);
    default:
        return aid_accident(policy, facts, c, scale, out);
    }
}

/* Cuts to a limit. Rounding never lifts an amount above it: there it goes down instead. */
static bool cut(struct money limit, int64_t unit, struct money *amount)
{
    if (amount->fen <= limit.fen)
        return false;
    *amount = money_floor(limit, unit);
    return true;
}

enum undecided entitlement_decide(const struct policy_set *policy, const struct aid_facts *facts,
                                  enum category c, enum item item, struct entitlement *out)
{
    const struct policy_value *scale =
        c == CATEGORY_DEEP ? NULL : value_of(policy, PARAMETER_SCALE, c);
    const int64_t unit = rounding_unit(policy);
    struct amount amount;

    *out = (struct entitlement){.standard = c};
    enum undecided undecided = amount_of(policy, facts, c, item, (struct rate){RATE_ONE}, &amount);
    /* P1 三(二)2 具体帮扶标准参照深度困难职工帮扶标准的80%, where it says nothing of its own */
    if (undecided == DECIDED && amount.basis == BASIS_NONE && scale != NULL && scale->set) {
        undecided = amount_of(policy, facts, CATEGORY_DEEP, item, scale->rate, &amount);
        out->standard = CATEGORY_DEEP;
        out->scale = scale;
    }
    out->basis = amount.basis;
    out->by = amount.by;
    out->reviewers_months = amount.reviewers_months;
    out->cut_to_self_paid = amount.cut_to_self_paid;
    if (undecided != DECIDED || amount.basis == BASIS_NONE)
        return undecided;
    if (!exact_round(amount.exact, unit, &out->before_cap))
        return UNDECIDED_OVERFLOW;
    out->amount = out->before_cap;
    const struct policy_value *cap = policy_get(policy, parameter_cap(c, item));
    if (cap->set && cut(cap->money, unit, &out->amount))
        out->cap = cap;
    if (item == ITEM_MEDICAL && cut(facts->medical_self_paid, unit, &out->amount))
        out->cut_to_self_paid = true;
    return DECIDED;
}
