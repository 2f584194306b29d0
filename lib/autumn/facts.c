#include "autumn/facts.h"

#include "account/golden_autumn.h"
#include "base/language.h"

const char *const AUTUMN_CATEGORY_NAMES[GA_CATEGORIES] = {
    [GA_ELIGIBLE] = "golden-autumn", [GA_INCOMPLETE] = "incomplete", [GA_NONE] = "none"};

/* The places of AUTUMN_COLUMNS behind those of a household. */
enum {
    APPLIED_ON = AUTUMN_HOUSEHOLD_ID + 1,
    DOCUMENTS,
    HOUSES,
    HAS_SHOP,
    HIRES_OTHERS,
    PRIVATE_SCHOOL,
    SELF_FUNDED_ABROAD,
    USES_VEHICLE,
    HARDSHIP_CAUSE,
    FIRST_STUDENTS,
    UNIONISED = FIRST_STUDENTS + STAGE_COUNT,
    IN_SERVICE,
    LOCAL_HUKOU,
    EMPLOYED_SINCE,
    CONTRACT_MONTHS,
    SPOUSE_SEPARATE_HUKOU,
    COLUMNS
};

/* Longer than any contract; one without an end has more. */
#define CONTRACT_MONTHS_MAX 9999

static const struct column_need COLUMNS_READ[] = {AUTUMN_COLUMNS};
_Static_assert(sizeof COLUMNS_READ / sizeof *COLUMNS_READ == AUTUMN_COLUMN_COUNT &&
                   AUTUMN_COLUMN_COUNT == COLUMNS,
               "the columns of an application and their places");

/* What says that there is no cause. */
#define NO_CAUSE GA_CAUSE_COUNT

/* 致困原因 as people and the dossier form write them. A word that is none of them could turn a
 * refusal into a grant, as 其他特殊原因: it must be mended. */
static bool read_causes(struct row *row, unsigned *causes, struct reason *reason)
{
    static const struct meaning CAUSES[] = {{"患病", GA_CAUSE_ILLNESS},
                                            {"疾病", GA_CAUSE_ILLNESS},
                                            {"子女上学", GA_CAUSE_SCHOOLING},
                                            {"子女就学", GA_CAUSE_SCHOOLING},
                                            {"残疾", GA_CAUSE_DISABILITY},
                                            {"单亲", GA_CAUSE_SINGLE_PARENT},
                                            {"突发事件", GA_CAUSE_SUDDEN_EVENT},
                                            {"意外灾害", GA_CAUSE_SUDDEN_EVENT},
                                            {"遭受自然灾害", GA_CAUSE_SUDDEN_EVENT},
                                            {"意外伤害", GA_CAUSE_INJURY},
                                            {"遭受意外事故", GA_CAUSE_INJURY},
                                            {"重大疾病", GA_CAUSE_MAJOR_ILLNESS},
                                            {"大病", GA_CAUSE_MAJOR_ILLNESS},
                                            {"患重特大疾病", GA_CAUSE_MAJOR_ILLNESS},
                                            {"其他", GA_CAUSE_OTHER},
                                            {"其它", GA_CAUSE_OTHER},
                                            {"其他原因", GA_CAUSE_OTHER},
                                            {"其他特殊原因", GA_CAUSE_OTHER},
                                            {"下岗", GA_CAUSE_OTHER},
                                            {"失业", GA_CAUSE_OTHER},
                                            {"下岗失业", GA_CAUSE_OTHER},
                                            {"无劳动能力", GA_CAUSE_OTHER},
                                            {"有劳动能力而未就业", GA_CAUSE_OTHER},
                                            {"未参加社会保险", GA_CAUSE_OTHER},
                                            {"社会保险待遇落实不到位", GA_CAUSE_OTHER},
                                            {"收入低无法维持基本生活", GA_CAUSE_OTHER},
                                            {"无", NO_CAUSE},
                                            {"没有", NO_CAUSE},
                                            {NULL, 0}};
    struct text rest = row_cell(row, HARDSHIP_CAUSE), word;
    *causes = 0;
    while (fact_next_word(&rest, &word)) {
        const int cause = meaning_of(word, CAUSES, GA_CAUSE_NAMES, GA_CAUSE_COUNT);
        if (cause < 0)
            return fact_wrong(row, HARDSHIP_CAUSE, "unknown", reason);
        *causes |= cause == NO_CAUSE ? 0 : 1u << cause;
    }
    return true;
}

/* 申报材料. What is in it besides those that are asked for is no fault. */
static unsigned read_documents(struct row *row)
{
    static const struct meaning PAPERS[] = {
        {"身份证", GA_DOCUMENT_ID_CARD},
        {"本人身份证", GA_DOCUMENT_ID_CARD},
        {"职工本人身份证", GA_DOCUMENT_ID_CARD},
        {"家庭成员户口簿", GA_DOCUMENT_HUKOU},
        {"家庭户口簿", GA_DOCUMENT_HUKOU},
        {"家庭成员收入证明", GA_DOCUMENT_INCOME_PROOF},
        {"本人及家庭成员收入证明", GA_DOCUMENT_INCOME_PROOF},
        {"子女学费发票", GA_DOCUMENT_SCHOOL_PROOF},
        {"上学学费发票", GA_DOCUMENT_SCHOOL_PROOF},
        {"学生成绩单", GA_DOCUMENT_SCHOOL_PROOF},
        {"录取通知书或成绩单等就学证明", GA_DOCUMENT_SCHOOL_PROOF},
        {"医药费社保证明", GA_DOCUMENT_MEDICAL_RECEIPTS},
        {"医药费社保证明或发票", GA_DOCUMENT_MEDICAL_RECEIPTS},
        {"购买药品正式发票", GA_DOCUMENT_MEDICAL_RECEIPTS},
        {"户口簿", GA_DOCUMENT_HUKOU},
        {"户口本", GA_DOCUMENT_HUKOU},
        {"收入证明", GA_DOCUMENT_INCOME_PROOF},
        {"低保证", GA_DOCUMENT_INCOME_PROOF},
        {"工资清单", GA_DOCUMENT_INCOME_PROOF},
        {"工资条", GA_DOCUMENT_INCOME_PROOF},
        {"工资单", GA_DOCUMENT_INCOME_PROOF},
        {"工资发放清单", GA_DOCUMENT_INCOME_PROOF},
        {"职工工资发放清单", GA_DOCUMENT_INCOME_PROOF},
        {"单位出具的职工工资发放清单", GA_DOCUMENT_INCOME_PROOF},
        {"学籍证明", GA_DOCUMENT_SCHOOL_PROOF},
        {"学费发票", GA_DOCUMENT_SCHOOL_PROOF},
        {"录取通知书", GA_DOCUMENT_SCHOOL_PROOF},
        {"准考证", GA_DOCUMENT_SCHOOL_PROOF},
        {"成绩单", GA_DOCUMENT_SCHOOL_PROOF},
        {"残疾证", GA_DOCUMENT_DISABILITY_CARD},
        {"结婚证", GA_DOCUMENT_MARRIAGE_CERT},
        {"医药费发票", GA_DOCUMENT_MEDICAL_RECEIPTS},
        {"医疗费发票", GA_DOCUMENT_MEDICAL_RECEIPTS},
        {"医药费用社保证明", GA_DOCUMENT_MEDICAL_RECEIPTS},
        {NULL, 0}};
    struct text rest = row_cell(row, DOCUMENTS), word;
    unsigned documents = 0;
    while (fact_next_word(&rest, &word)) {
        const int document =
            meaning_of(fact_original(word), PAPERS, GA_DOCUMENT_NAMES, GA_DOCUMENT_COUNT);
        documents |= document < 0 ? 0 : 1u << document;
    }
    return documents;
}

static bool read_stated(struct row *row, int column, enum stated *out, struct reason *reason)
{
    static const enum stated STATED[] = {
        [ANSWER_NONE] = STATED_NOT, [ANSWER_NO] = STATED_NO, [ANSWER_YES] = STATED_YES};
    enum answer answer;
    const bool ok = fact_answer(row, column, &answer, reason);
    *out = STATED[answer];
    return ok;
}

/* A fact that is assumed to be the other way where it is not stated. */
static bool read_answer(struct row *row, int column, enum answer looked_for, bool *out,
                        struct reason *reason)
{
    enum answer answer;
    const bool ok = fact_answer(row, column, &answer, reason);
    *out = answer == looked_for;
    return ok;
}

static bool read_exclusions(struct row *row, struct ga_application *a, struct reason *reason)
{
    a->has_houses = row_filled(row, HOUSES);
    return fact_count(row, HOUSES, &a->houses, reason) &&
           read_stated(row, HAS_SHOP, &a->shop, reason) &&
           read_stated(row, HIRES_OTHERS, &a->hires, reason) &&
           read_stated(row, PRIVATE_SCHOOL, &a->private_school, reason) &&
           read_stated(row, SELF_FUNDED_ABROAD, &a->abroad, reason) &&
           read_stated(row, USES_VEHICLE, &a->vehicle, reason);
}

static bool read_circumstances(struct row *row, struct ga_application *a, struct reason *reason)
{
    a->has_contract = row_filled(row, CONTRACT_MONTHS);
    for (int stage = 0; stage < STAGE_COUNT; stage++)
        if (!fact_count(row, FIRST_STUDENTS + stage, &a->students[stage], reason))
            return false;
    return read_answer(row, UNIONISED, ANSWER_NO, &a->not_unionised, reason) &&
           read_answer(row, IN_SERVICE, ANSWER_NO, &a->not_in_service, reason) &&
           read_answer(row, LOCAL_HUKOU, ANSWER_NO, &a->migrant, reason) &&
           fact_date(row, EMPLOYED_SINCE, &a->has_employed, &a->employed, reason) &&
           fact_number(row, CONTRACT_MONTHS, CONTRACT_MONTHS_MAX, &a->contract_months, reason) &&
           read_answer(row, SPOUSE_SEPARATE_HUKOU, ANSWER_YES, &a->separate_hukou, reason);
}

/* The day of the application is needed: its deadline and its policy go by it. */
static bool read_application(struct row *row, struct autumn_facts *out, struct reason *reason)
{
    struct ga_application *a = &out->application;
    bool given;
    *a = (struct ga_application){0};
    if (!facts_household(row, &a->household, &out->assessment, &out->policy, reason) ||
        !fact_needed(row, APPLIED_ON, reason) ||
        !fact_date(row, APPLIED_ON, &given, &a->applied, reason) ||
        !read_exclusions(row, a, reason) || !read_circumstances(row, a, reason) ||
        !read_causes(row, &a->causes, reason))
        return false;
    a->documents = read_documents(row);
    if (!row->run->settings.has_date)
        out->assessment.date = a->applied;
    out->policy = policy_at_cached(row->policies, row->run->view, out->assessment.region,
                                   out->assessment.date);
    return true;
}

bool autumn_decide(struct row *row, struct autumn_facts *out, bool *readable, struct reason *reason)
{
    /* Without these nobody could be eligible: there is no such aid there. */
    static const enum parameter NEEDED[] = {PARAMETER_DIBAO, PARAMETER_GA_INCOME_MULTIPLE,
                                            PARAMETER_GA_NET_INCOME_MAX};
    *readable = read_application(row, out, reason);
    if (!*readable || out->policy == NULL)
        return false;
    for (size_t i = 0; i < sizeof NEEDED / sizeof *NEEDED; i++)
        if (!policy_get(out->policy, NEEDED[i])->set) {
            *reason = (struct reason){NULL, "no-policy", PARAMETER_INFO[NEEDED[i]].name};
            return false;
        }
    golden_autumn_decide(out->policy, &out->application, &out->decision);
    if (out->decision.undecided != DECIDED)
        *reason = reason_undecided(out->decision.undecided, out->decision.gap);
    return out->decision.undecided == DECIDED;
}

void autumn_account(struct row *row, const struct autumn_facts *facts, bool readable,
                    const struct reason *reason)
{
    facts_account_heading(row, AUTUMN_HOUSEHOLD_ID, &facts->assessment, readable);
    if (reason->code != NULL)
        reason_account(reason, row->account);
    else
        account_golden_autumn(row->account, facts->policy, &facts->application, &facts->decision);
}

bool autumn_same_category(struct row *row, int column, const struct golden_autumn *decision,
                          struct reason *reason)
{
    const char *category = AUTUMN_CATEGORY_NAMES[decision->category];
    const struct text recorded = row_cell(row, column);
    if (recorded.n == 0)
        return fact_missing(row, column, reason);
    if (text_is(recorded, category))
        return true;
    *reason = text_is(recorded, "invalid")
                  ? (struct reason){"category", "invalid", NULL}
                  : (struct reason){"category", "not-what-the-facts-give", category};
    return false;
}

void autumn_account_amount(struct row *row, const struct autumn_facts *facts)
{
    const struct ga_application *a = &facts->application;
    for (enum stage stage = STAGE_COLLEGE; stage <= STAGE_HIGH_SCHOOL; stage++) {
        const struct policy_value *amount =
            policy_get(facts->policy, (enum parameter)(PARAMETER_GA_AMOUNT + (int)stage));
        if (a->students[stage] == 0)
            continue;
        buffer_format(row->account, _("  students: %lld\n"), (long long)a->students[stage]);
        if (amount->set)
            account_source(row->account, "    ", amount);
        else
            buffer_format(row->account, _("    the policy in force sets no %s: no amount\n"),
                          PARAMETER_INFO[amount->parameter].name);
    }
    buffer_char(row->account, '\n');
}
