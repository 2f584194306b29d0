#include "rules/hardship.h"

const char *const DOSSIER_RULES[CATEGORY_COUNT] = {"dossier.deep", "dossier.relative",
                                                   "dossier.accidental"};

#define MONTHS_OF_A_YEAR 12

static struct money net_loss(const struct household *h)
{
    /* No amount is negative, so the difference cannot overflow. */
    int64_t fen = h->loss.fen - h->compensation.fen;
    return (struct money){fen > 0 ? fen : 0};
}

struct money accident_loss(const struct policy_set *policy, const struct household *h)
{
    return policy_get(policy, PARAMETER_LOSS_BASIS)->word == WORD_GROSS ? h->loss : net_loss(h);
}

bool household_costs(const struct household *h, unsigned costs, struct money *out)
{
    struct money sum = {0};
    for (; costs != 0; costs &= costs - 1) { /* from the lowest bit to the highest */
        const int cost = __builtin_ctz(costs);
        struct money each = cost == COST_ACCIDENT ? net_loss(h) : h->cost[cost];
        if (!money_add(sum, each, &sum))
            return false;
    }
    *out = sum;
    return true;
}

bool household_year(const struct household *h, struct money per_head, struct money *out)
{
    return money_times(per_head, MONTHS_OF_A_YEAR, out) && money_times(*out, h->size, out);
}

static bool compare(struct exact seen, enum comparison comparison, struct exact limit)
{
    switch (comparison) {
    case COMPARE_BELOW:
        return seen.value < limit.value;
    case COMPARE_AT_MOST:
        return seen.value <= limit.value;
    case COMPARE_AT_LEAST:
        return seen.value >= limit.value;
    default:
        return seen.value > limit.value;
    }
}

void finding_begin(struct finding *f, bool exists)
{
    f->exists = exists;
    f->held = exists;
    f->tests = 0;
}

struct test *finding_add(struct finding *f, enum test_kind kind, struct exact seen,
                         enum comparison comparison, struct exact limit,
                         const struct policy_value *by)
{
    struct test *test = &f->test[f->tests++];
    *test = (struct test){.kind = kind,
                          .comparison = comparison,
                          .held = compare(seen, comparison, limit),
                          .seen = seen,
                          .limit = limit,
                          .by = by};
    f->held = f->held && test->held;
    return test;
}

/* What a household's income is held against, the aid of the year counted in. */
struct means {
    struct money income;
    struct money dibao; /* of all heads for 12 months */
};

static bool find_means(const struct policy_set *policy, const struct household *h, struct money aid,
                       struct means *out)
{
    return household_year(h, policy_get(policy, PARAMETER_DIBAO)->money, &out->dibao) &&
           money_add(h->income, aid, &out->income);
}

/*
 * 扣减…家庭刚性支出必要费用后,家庭人均纯收入低于当地最低生活保障标准[N倍]: the multiple of
 * category `c`, with the comparison and the deductions of `like`. False on overflow.
 */
static bool test_net_income(const struct policy_set *policy, const struct household *h,
                            const struct means *means, enum category c, enum category like,
                            struct finding *f)
{
    const struct policy_value *by = policy_get(policy, parameter_of(PARAMETER_INCOME_MULTIPLE, c));
    const struct policy_value *compared =
        policy_get(policy, parameter_of(PARAMETER_INCOME_COMPARISON, like));
    const struct policy_value *deducted =
        policy_get(policy, parameter_of(PARAMETER_DEDUCTIONS, like));
    struct money costs;
    if (!household_costs(h, deducted->costs, &costs))
        return false;
    /* Neither is negative: the difference fits. */
    const struct money net = {means->income.fen - costs.fen};
    /* 低于: <; where a place publishes 不高于: <= */
    struct test *test =
        finding_add(f, TEST_NET_INCOME, exact_of(net),
                    compared->word == WORD_AT_MOST ? COMPARE_AT_MOST : COMPARE_BELOW,
                    exact_times_rate(means->dibao, by->rate), by);
    test->compared = compared;
    test->deducted = deducted;
    return true;
}

/* 家庭人均可支配收入低于上年度全省居民人均可支配收入, where a place requires it too. False on
 * overflow. */
static bool test_income_ceiling(const struct policy_set *policy, const struct household *h,
                                const struct means *means, enum category c, struct finding *f)
{
    const struct policy_value *by = policy_get(policy, parameter_of(PARAMETER_INCOME_CEILING, c));
    struct money limit;
    if (!by->set)
        return true;
    if (!money_times(by->money, h->size, &limit))
        return false;
    finding_add(f, TEST_INCOME_CEILING, exact_of(means->income), COMPARE_BELOW, exact_of(limit),
                by);
    return true;
}

/* 家庭人均收入不超过当地最低生活保障标准N倍, where a place requires it too. */
static void test_gross_income(const struct policy_set *policy, const struct means *means,
                              enum category c, struct finding *f)
{
    const struct policy_value *by = policy_get(policy, parameter_of(PARAMETER_GROSS_MULTIPLE, c));
    if (by->set)
        finding_add(f, TEST_GROSS_INCOME, exact_of(means->income), COMPARE_AT_MOST,
                    exact_times_rate(means->dibao, by->rate), by);
}

/* The condition of a category that goes by income: its net income, then what a place adds. */
static bool income_category(const struct policy_set *policy, const struct household *h,
                            struct money aid, enum category c, struct finding *f)
{
    struct means means;
    finding_begin(f, policy_get(policy, parameter_of(PARAMETER_INCOME_MULTIPLE, c))->set);
    if (!f->exists)
        return true;
    if (!find_means(policy, h, aid, &means) || !test_net_income(policy, h, &means, c, c, f) ||
        !test_income_ceiling(policy, h, &means, c, f))
        return false;
    test_gross_income(policy, &means, c, f);
    return true;
}

/*
 * P1 三(一)1 深度困难职工家庭: 指家庭收入扣减因病、因残、因子女上学等家庭刚性支出必要费用后,
 * 家庭人均纯收入低于当地最低生活保障标准的职工家庭。
 */
bool dossier_deep(const struct policy_set *policy, const struct household *h, struct money aid,
                  struct finding *f)
{
    return income_category(policy, h, aid, CATEGORY_DEEP, f);
}

/*
 * P1 三(一)2 相对困难职工: 指家庭收入扣减因病、因残、因子女上学等家庭刚性支出和必要就业成本后,
 * 家庭人均纯收入低于当地最低生活保障标准2倍的职工家庭。
 */
bool dossier_relative(const struct policy_set *policy, const struct household *h, struct money aid,
                      struct finding *f)
{
    return income_category(policy, h, aid, CATEGORY_RELATIVE, f);
}

/*
 * P1 三(一)3 意外致困职工家庭: 在获得各类赔偿补偿、保险支付、社会救助和社会帮扶后,生活仍暂时有
 * 困难的职工家庭。认定标准为年度内致困费用(损失)在2.5万元以上造成家庭生活困难。
 */
bool dossier_accidental(const struct policy_set *policy, const struct household *h,
                        struct money aid, struct finding *f)
{
    const struct policy_value *least = policy_get(policy, PARAMETER_LOSS_MIN);
    const struct policy_value *ratio = policy_get(policy, PARAMETER_LOSS_INCOME_RATIO);
    const enum parameter multiple = parameter_of(PARAMETER_INCOME_MULTIPLE, CATEGORY_ACCIDENTAL);
    const struct money loss = accident_loss(policy, h);
    struct means means;

    finding_begin(f, least->set || ratio->set);
    if (!f->exists)
        return true;
    if (!find_means(policy, h, aid, &means))
        return false;
    if (least->set) /* 以上: >= */
        finding_add(f, TEST_LOSS, exact_of(loss), COMPARE_AT_LEAST, exact_of(least->money), least);
    if (ratio->set) /* 超过: > */
        finding_add(f, TEST_LOSS_RATIO, exact_of(loss), COMPARE_ABOVE,
                    exact_times_rate(means.income, ratio->rate), ratio);
    struct test *difficult = finding_add(f, TEST_LIVING_DIFFICULT, (struct exact){0},
                                         COMPARE_AT_LEAST, (struct exact){0}, NULL);
    difficult->held = !h->recovered;
    f->held = f->held && difficult->held;
    /* Where a place also asks for a low income: relative's deductions and comparison. */
    if (policy_get(policy, multiple)->set &&
        !test_net_income(policy, h, &means, CATEGORY_ACCIDENTAL, CATEGORY_RELATIVE, f))
        return false;
    if (!test_income_ceiling(policy, h, &means, CATEGORY_ACCIDENTAL, f))
        return false;
    test_gross_income(policy, &means, CATEGORY_ACCIDENTAL, f);
    return true;
}

bool dossier_category(enum category category, const struct policy_set *policy,
                      const struct household *h, struct money aid, struct finding *out)
{
    switch (category) {
    case CATEGORY_DEEP:
        return dossier_deep(policy, h, aid, out);
    case CATEGORY_RELATIVE:
        return dossier_relative(policy, h, aid, out);
    default:
        return dossier_accidental(policy, h, aid, out);
    }
}

/* Per head and month, rounded to the fen: for display, never compared. */
static bool publish(const struct policy_set *policy, const struct household *h,
                    struct hardship *out)
{
    const int64_t head_months = h->size * MONTHS_OF_A_YEAR;
    struct money costs;
    if (!household_costs(h, policy_get(policy, PARAMETER_DEDUCTIONS)->costs, &costs))
        return false;
    out->dibao = policy_get(policy, PARAMETER_DIBAO)->money;
    out->income.fen = divide_round(h->income.fen, head_months);
    out->net.fen = divide_round(h->income.fen - costs.fen, head_months);
    return true;
}

void hardship_decide(const struct policy_set *policy, const struct household *h,
                     struct hardship *out)
{
    out->category = CATEGORY_COUNT;
    out->categories = 0;
    out->undecided = DECIDED;
    out->gap = policy->gap[READ_BY_HARDSHIP];
    if (out->gap != PARAMETER_COUNT) {
        out->undecided = UNDECIDED_GAP;
        return;
    }
    if (!policy_get(policy, PARAMETER_DIBAO)->set) {
        out->undecided = UNDECIDED_NO_DIBAO;
        return;
    }
    if (!publish(policy, h, out)) {
        out->undecided = UNDECIDED_OVERFLOW;
        return;
    }
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++) {
        if (!dossier_category(c, policy, h, (struct money){0}, &out->finding[c])) {
            out->undecided = UNDECIDED_OVERFLOW;
            return;
        }
        if (!out->finding[c].held)
            continue;
        out->categories |= 1u << c;
        if (out->category == CATEGORY_COUNT)
            out->category = c;
    }
}
