#include "rules/golden_autumn.h"

#include "base/month.h"

const char *const GA_CAUSE_NAMES[GA_CAUSE_COUNT] = {
    [GA_CAUSE_ILLNESS] = "illness",
    [GA_CAUSE_SCHOOLING] = "schooling",
    [GA_CAUSE_DISABILITY] = "disability",
    [GA_CAUSE_SINGLE_PARENT] = "single_parent",
    [GA_CAUSE_SUDDEN_EVENT] = "sudden_event",
    [GA_CAUSE_INJURY] = "injury",
    [GA_CAUSE_MAJOR_ILLNESS] = "major_illness",
    [GA_CAUSE_OTHER] = "other",
};
const char *const GA_DOCUMENT_NAMES[GA_DOCUMENT_COUNT] = {
    "id_card",         "hukou",         "income_proof",    "school_proof",
    "disability_card", "marriage_cert", "medical_receipts"};
const char *const GA_CONDITION_NAMES[GA_CONDITION_COUNT] = {"ga.condition1", "ga.condition2"};
const char *const GA_RULE_NAMES[GA_RULES] = {
    [GA_TARGET] = "ga.target",
    [GA_CONDITION] = "ga.condition",
    [GA_EXCLUDE_HOUSES] = "ga.exclude.houses",
    [GA_EXCLUDE_BUSINESS] = "ga.exclude.business",
    [GA_EXCLUDE_SCHOOL] = "ga.exclude.school",
    [GA_EXCLUDE_VEHICLE] = "ga.exclude.vehicle",
    [GA_DEADLINE] = "ga.deadline",
    [GA_MIGRANT] = "ga.migrant",
    [GA_DOCUMENTS] = "ga.documents",
};

static enum ga_state held_if(bool held)
{
    return held ? GA_HELD : GA_FAILED;
}

/* One that fails counts whatever else is missing. */
static enum ga_state worse(enum ga_state a, enum ga_state b)
{
    return a > b ? a : b;
}

/* --- who it is for --------------------------------------------------------------------------- */

/*
 * P2 一
 * 柯城区所有已建工会组织的机关、事业和企业单位在职困难职工的在校子女(大学、中专、高中).
 */
static enum ga_state check_target(const struct ga_application *a)
{
    const bool student = a->students[STAGE_COLLEGE] > 0 || a->students[STAGE_HIGH_SCHOOL] > 0;
    return held_if(!a->not_unionised && !a->not_in_service && student);
}

/* --- the conditions -------------------------------------------------------------------------- */

/* What a household has, and what it is held against; of all heads for 12 months. */
struct means {
    struct money income;
    struct money net;
    struct money dibao;
    struct money net_max;
};

/* False on overflow. */
static bool find_means(const struct policy_set *policy, const struct household *h,
                       struct means *out)
{
    struct money costs;
    if (!household_costs(h, policy_get(policy, PARAMETER_GA_DEDUCTIONS)->costs, &costs))
        return false;
    out->income = h->income;
    /* Neither is negative: the difference fits. */
    out->net = (struct money){h->income.fen - costs.fen};
    return household_year(h, policy_get(policy, PARAMETER_DIBAO)->money, &out->dibao) &&
           household_year(h, policy_get(policy, PARAMETER_GA_NET_INCOME_MAX)->money, &out->net_max);
}

/* 家庭人均月收入在当地最低生活保障标准3倍(含)以内 or 以上: without a number there is neither. */
static void test_gross_income(const struct policy_set *policy, const struct means *means,
                              enum comparison comparison, struct finding *f)
{
    const struct policy_value *by = policy_get(policy, PARAMETER_GA_INCOME_MULTIPLE);
    finding_add(f, TEST_GROSS_INCOME, exact_of(means->income), comparison,
                exact_times_rate(means->dibao, by->rate), by);
}

/* 家庭总收入除去困难情形引发的必要自负费用支出后,家庭月人均收入996元以内: in both conditions. */
static void test_net_income(const struct policy_set *policy, const struct means *means,
                            struct finding *f)
{
    /* 以内: <= */
    struct test *test =
        finding_add(f, TEST_NET_INCOME, exact_of(means->net), COMPARE_AT_MOST,
                    exact_of(means->net_max), policy_get(policy, PARAMETER_GA_NET_INCOME_MAX));
    test->deducted = policy_get(policy, PARAMETER_GA_DEDUCTIONS);
}

static void test_incomes(const struct policy_set *policy, const struct means *means,
                         enum comparison comparison, struct finding *f)
{
    finding_begin(f, policy_get(policy, PARAMETER_GA_INCOME_MULTIPLE)->set &&
                         policy_get(policy, PARAMETER_GA_NET_INCOME_MAX)->set);
    if (!f->exists)
        return;
    test_gross_income(policy, means, comparison, f);
    test_net_income(policy, means, f);
}

/*
 * P2 二1 家庭人均月收入在当地最低生活保障标准3倍(含)以内,但由于患病、子女就学、残疾、单亲及其他
 * 特殊原因导致生活困难,…家庭月人均收入996元以内的职工家庭.
 */
static void find_condition_1(const struct policy_set *policy, const struct ga_application *a,
                             const struct means *means, struct golden_autumn *out)
{
    const unsigned causes = 1u << GA_CAUSE_ILLNESS | 1u << GA_CAUSE_SCHOOLING |
                            1u << GA_CAUSE_DISABILITY | 1u << GA_CAUSE_SINGLE_PARENT |
                            1u << GA_CAUSE_OTHER;
    /* 3倍(含)以内: <= */
    test_incomes(policy, means, COMPARE_AT_MOST, &out->condition[GA_CONDITION_1]);
    out->cause_fits[GA_CONDITION_1] = (a->causes & causes) != 0;
}

/*
 * P2 二2 家庭人均月收入在当地最低生活保障标准3倍(含)以上,但由遭受突发事件、意外伤害、重大疾病及
 * 其他特殊原因导致生活困难,…家庭月人均收入996元以内的职工家庭.
 */
static void find_condition_2(const struct policy_set *policy, const struct ga_application *a,
                             const struct means *means, struct golden_autumn *out)
{
    const unsigned causes = 1u << GA_CAUSE_SUDDEN_EVENT | 1u << GA_CAUSE_INJURY |
                            1u << GA_CAUSE_MAJOR_ILLNESS | 1u << GA_CAUSE_OTHER;
    /* 3倍(含)以上: >= */
    test_incomes(policy, means, COMPARE_AT_LEAST, &out->condition[GA_CONDITION_2]);
    out->cause_fits[GA_CONDITION_2] = (a->causes & causes) != 0;
}

/* P2 二: one of the two is enough. */
static enum ga_state check_condition(const struct golden_autumn *g)
{
    for (enum ga_condition c = GA_CONDITION_1; c < GA_CONDITION_COUNT; c++)
        if (g->condition[c].held && g->cause_fits[c])
            return GA_HELD;
    return GA_FAILED;
}

/* --- the exclusions -------------------------------------------------------------------------- */

/* What the plan excludes; where it is not stated, nothing is assumed. */
static enum ga_state exclude(enum stated stated)
{
    if (stated == STATED_NOT)
        return GA_MISSING;
    return held_if(stated == STATED_NO);
}

/* P2 三1 拥有2套(含)以上住宅的 */
static enum ga_state exclude_houses(const struct ga_application *a)
{
    if (!a->has_houses)
        return GA_MISSING;
    return a->houses > 1 ? GA_FAILED : GA_HELD; /* 2套(含)以上: more than one */
}

/* P2 三2 拥有商业店铺或雇佣他人从事经营活动的 */
static enum ga_state exclude_business(const struct ga_application *a)
{
    return worse(exclude(a->shop), exclude(a->hires));
}

/* P2 三3 子女进入高收费私立学校或自费出国留学的 */
static enum ga_state exclude_school(const struct ga_application *a)
{
    return worse(exclude(a->private_school), exclude(a->abroad));
}

/* P2 三4 非受雇佣经常使用机动车辆、船舶、工程机械以及大型农机具的 */
static enum ga_state exclude_vehicle(const struct ga_application *a)
{
    return exclude(a->vehicle);
}

/* --- the deadline ---------------------------------------------------------------------------- */

/* The day of the year in the year of `applied`; 29 February is the 28th in other years. */
static struct date find_deadline(const struct policy_value *last_day, struct date applied)
{
    const int year = date_civil(applied).year;
    const int month = last_day->month_day / MONTH_DAY_MONTH;
    const int day = last_day->month_day % MONTH_DAY_MONTH;
    const int last = date_days_in_month(year, month);
    struct date deadline = applied; /* there is such a day in each year */
    (void)date_from_civil((struct civil){year, month, day < last ? day : last}, &deadline);
    return deadline;
}

/* P2 引言 8月1日前,符合条件的职工子女均可至所属乡镇(街道)、管委会总工会申报 */
static enum ga_state check_deadline(const struct policy_set *policy, const struct ga_application *a,
                                    struct golden_autumn *out)
{
    const struct policy_value *last_day = policy_get(policy, PARAMETER_GA_DEADLINE);
    out->has_deadline = last_day->set;
    if (!out->has_deadline)
        return GA_NOT_ASKED;
    out->deadline = find_deadline(last_day, a->applied);
    /* the day itself still counts: <= */
    return held_if(a->applied.day <= out->deadline.day);
}

/* --- workers from elsewhere ------------------------------------------------------------------ */

/*
 * The last day from which `months` are full on `full`: they are so on the same day number of the
 * last month, or on its last day where it has none such. False where there is no day so early.
 */
static bool months_before(struct date full, int64_t months, struct date *out)
{
    const struct civil end = date_civil(full);
    const struct month ended = month_of(full);
    const int64_t number = ended.number - months;
    if (number < month_make(1, 1).number)
        return false;
    const struct month begun = {(int32_t)number};
    const struct date last = month_last_day(begun);
    const struct date same = {month_first_day(begun).day + end.day - 1};
    /* The last day of a month is enough for all the days that the month does not have. */
    *out = full.day == month_last_day(ended).day || same.day > last.day ? last : same;
    return true;
}

/* P2 四(2) 须在本单位工作满一年的证明: a length, which no day off makes longer. */
static enum ga_state check_tenure(const struct policy_set *policy, const struct ga_application *a,
                                  struct golden_autumn *out)
{
    const struct policy_value *tenure = policy_get(policy, PARAMETER_GA_TENURE_MONTHS);
    if (!tenure->set)
        return GA_NOT_ASKED;
    /* Part of a month asks for all of it. */
    const int64_t months = (tenure->rate.millionths + RATE_ONE - 1) / RATE_ONE;
    out->has_employed_by = months_before(a->applied, months, &out->employed_by);
    if (!a->has_employed)
        return GA_MISSING;
    /* 满: the day on which it is full counts: <= */
    return held_if(out->has_employed_by && a->employed.day <= out->employed_by.day);
}

/* P2 四(2) 与单位签订一年以上劳动合同 */
static enum ga_state check_contract(const struct policy_set *policy, const struct ga_application *a)
{
    const struct policy_value *least = policy_get(policy, PARAMETER_GA_CONTRACT_MONTHS);
    if (!least->set)
        return GA_NOT_ASKED;
    if (!a->has_contract)
        return GA_MISSING;
    /* 以上: >= */
    return held_if((wide_int)a->contract_months * RATE_ONE >= least->rate.millionths);
}

/* P2 四(2) 非柯城区户籍的外来务工人员须…: both. */
static enum ga_state check_migrant(const struct policy_set *policy, const struct ga_application *a,
                                   struct golden_autumn *out)
{
    if (!a->migrant)
        return GA_NOT_ASKED;
    return worse(check_tenure(policy, a, out), check_contract(policy, a));
}

/* --- the documents --------------------------------------------------------------------------- */

static unsigned bit(enum ga_document document, bool asked)
{
    return asked ? 1u << document : 0;
}

/*
 * P2 四(1) 困难职工本人身份证及家庭成员的户口簿复印件(受助职工配偶之间非同一户口本的,需提供结婚证
 * 复印件),有残疾证的残疾证复印件; (2) 收入证明; (3) 家庭患病人员的医药费用社保证明或购买药品正式
 * 发票; (4) 子女上学学费发票、准考证、录取通知书或…成绩单等. A cost that is to be taken off shows
 * that there is a card, or an illness.
 */
static unsigned documents_asked(const struct ga_application *a)
{
    const struct money *cost = a->household.cost;
    return bit(GA_DOCUMENT_ID_CARD, true) | bit(GA_DOCUMENT_HUKOU, true) |
           bit(GA_DOCUMENT_INCOME_PROOF, true) | bit(GA_DOCUMENT_SCHOOL_PROOF, true) |
           bit(GA_DOCUMENT_DISABILITY_CARD, cost[COST_DISABILITY].fen > 0) |
           bit(GA_DOCUMENT_MARRIAGE_CERT, a->separate_hukou) |
           bit(GA_DOCUMENT_MEDICAL_RECEIPTS, cost[COST_MEDICAL].fen > 0);
}

/* P2 四 并提供下列材料 */
static enum ga_state check_documents(const struct ga_application *a, struct golden_autumn *out)
{
    out->documents_asked = documents_asked(a);
    out->documents_missing = out->documents_asked & ~a->documents;
    return out->documents_missing == 0 ? GA_HELD : GA_MISSING;
}

/* --- the decision ---------------------------------------------------------------------------- */

static enum undecided find_obstacle(const struct policy_set *policy, enum parameter *gap)
{
    *gap = policy->gap[READ_BY_GOLDEN_AUTUMN];
    /* Of what hardship reads it is the first, and the only one that is read here. */
    if (policy->gap[READ_BY_HARDSHIP] == PARAMETER_DIBAO)
        *gap = PARAMETER_DIBAO;
    if (*gap != PARAMETER_COUNT)
        return UNDECIDED_GAP;
    return policy_get(policy, PARAMETER_DIBAO)->set ? DECIDED : UNDECIDED_NO_DIBAO;
}

/* Per head and month, rounded to the fen: for display, never compared. */
static void publish(const struct policy_set *policy, const struct household *h,
                    const struct means *means, struct golden_autumn *out)
{
    const int64_t head_months = h->size * MONTHS_OF_A_YEAR;
    out->dibao = policy_get(policy, PARAMETER_DIBAO)->money;
    out->income.fen = divide_round(means->income.fen, head_months);
    out->net.fen = divide_round(means->net.fen, head_months);
}

static void check_all(const struct policy_set *policy, const struct ga_application *a,
                      struct golden_autumn *out)
{
    out->state[GA_TARGET] = check_target(a);
    out->state[GA_CONDITION] = check_condition(out);
    out->state[GA_EXCLUDE_HOUSES] = exclude_houses(a);
    out->state[GA_EXCLUDE_BUSINESS] = exclude_business(a);
    out->state[GA_EXCLUDE_SCHOOL] = exclude_school(a);
    out->state[GA_EXCLUDE_VEHICLE] = exclude_vehicle(a);
    out->state[GA_DEADLINE] = check_deadline(policy, a, out);
    out->state[GA_MIGRANT] = check_migrant(policy, a, out);
    out->state[GA_DOCUMENTS] = check_documents(a, out);
}

static enum ga_category find_category(const struct golden_autumn *g)
{
    enum ga_state worst = GA_HELD;
    for (enum ga_rule rule = GA_TARGET; rule < GA_RULES; rule++)
        worst = worse(worst, g->state[rule]);
    if (worst == GA_FAILED)
        return GA_NONE;
    return worst == GA_MISSING ? GA_INCOMPLETE : GA_ELIGIBLE;
}

void golden_autumn_decide(const struct policy_set *policy, const struct ga_application *a,
                          struct golden_autumn *out)
{
    struct means means;
    *out = (struct golden_autumn){0};
    out->undecided = find_obstacle(policy, &out->gap);
    if (out->undecided != DECIDED)
        return;
    if (!find_means(policy, &a->household, &means)) {
        out->undecided = UNDECIDED_OVERFLOW;
        return;
    }
    publish(policy, &a->household, &means, out);
    find_condition_1(policy, a, &means, out);
    find_condition_2(policy, a, &means, out);
    check_all(policy, a, out);
    out->category = find_category(out);
}

/* --- the amount ------------------------------------------------------------------------------ */

/* P2 names none: the policy of a place does. */
bool golden_autumn_amount(const struct policy_set *policy, const int64_t students[STAGE_COUNT],
                          struct money *out, bool *overflow)
{
    struct money sum = {0}, each;
    *overflow = false;
    for (enum stage s = STAGE_COLLEGE; s <= STAGE_HIGH_SCHOOL; s++) {
        const struct policy_value *amount =
            policy_get(policy, (enum parameter)((int)PARAMETER_GA_AMOUNT + (int)s));
        if (students[s] == 0)
            continue;
        if (!amount->set)
            return false;
        *overflow = !money_times(amount->money, students[s], &each) || !money_add(sum, each, &sum);
        if (*overflow)
            return false;
    }
    *out = sum;
    return true;
}
