/*
 * Student aid in autumn (金秋助学): plan 2; rules(7).
 *
 * Pure functions: the facts of an application and the policy in force on the day it was made in,
 * every condition with what it was made of out. Amounts are in fen and of a year.
 *
 * What the policy does not set is not asked, but for the two limits of income: without either of
 * `golden_autumn.income_multiple` and `golden_autumn.net_income_max` neither condition of 二
 * exists, and nobody fulfils one.
 */
#ifndef BANGFU_RULES_GOLDEN_AUTUMN_H
#define BANGFU_RULES_GOLDEN_AUTUMN_H

#include "rules/hardship.h"

/* A fact that may speak against the household: nothing is assumed where it is not stated. */
enum stated { STATED_NOT, STATED_NO, STATED_YES };

/* 致困原因, as bits. A household may have several, or none, which fits neither condition. */
enum ga_cause {
    GA_CAUSE_ILLNESS,       /* 患病 */
    GA_CAUSE_SCHOOLING,     /* 子女就学 */
    GA_CAUSE_DISABILITY,    /* 残疾 */
    GA_CAUSE_SINGLE_PARENT, /* 单亲 */
    GA_CAUSE_SUDDEN_EVENT,  /* 突发事件 */
    GA_CAUSE_INJURY,        /* 意外伤害 */
    GA_CAUSE_MAJOR_ILLNESS, /* 重大疾病 */
    GA_CAUSE_OTHER,         /* 其他特殊原因 */
    GA_CAUSE_COUNT
};
extern const char *const GA_CAUSE_NAMES[GA_CAUSE_COUNT]; /* `illness` … */

/* 申报材料, as bits. */
enum ga_document {
    GA_DOCUMENT_ID_CARD,
    GA_DOCUMENT_HUKOU,
    GA_DOCUMENT_INCOME_PROOF,
    GA_DOCUMENT_SCHOOL_PROOF,
    GA_DOCUMENT_DISABILITY_CARD,  /* with a disability cost */
    GA_DOCUMENT_MARRIAGE_CERT,    /* spouses in separate household registers */
    GA_DOCUMENT_MEDICAL_RECEIPTS, /* with a medical cost */
    GA_DOCUMENT_COUNT
};
extern const char *const GA_DOCUMENT_NAMES[GA_DOCUMENT_COUNT]; /* `id_card` … */

struct ga_application {
    struct household household;
    unsigned causes;               /* by enum ga_cause */
    int64_t students[STAGE_COUNT]; /* 中专 count as high school; special schools are not read */
    bool not_unionised, not_in_service; /* stated to be so */
    bool has_houses;                    /* whether their number is stated */
    int64_t houses;                     /* 住宅, 套 */
    enum stated shop, hires;            /* 商业店铺; 雇佣他人从事经营活动 */
    enum stated private_school, abroad; /* 高收费私立学校; 自费出国留学 */
    enum stated vehicle; /* 非受雇佣经常使用机动车辆、船舶、工程机械… */
    struct date applied;
    bool migrant; /* 非本地户籍 is stated */
    bool has_employed, has_contract;
    struct date employed;    /* 在本单位工作自 … 起 */
    int64_t contract_months; /* 劳动合同; part of a month does not count */
    bool separate_hukou;     /* 配偶之间非同一户口本 */
    unsigned documents;      /* by enum ga_document */
};

/* 申报条件: one of them is enough. */
enum ga_condition {
    GA_CONDITION_1, /* 二1, 3倍(含)以内 */
    GA_CONDITION_2, /* 二2, 3倍(含)以上 */
    GA_CONDITION_COUNT
};
extern const char *const GA_CONDITION_NAMES[GA_CONDITION_COUNT]; /* `ga.condition1` … */

/* The rules, in the order in which they are told. */
enum ga_rule {
    GA_TARGET,
    GA_CONDITION, /* 二1 or 二2 */
    GA_EXCLUDE_HOUSES,
    GA_EXCLUDE_BUSINESS,
    GA_EXCLUDE_SCHOOL,
    GA_EXCLUDE_VEHICLE,
    GA_DEADLINE,
    GA_MIGRANT, /* only of who is one */
    GA_DOCUMENTS,
    GA_RULES
};
extern const char *const GA_RULE_NAMES[GA_RULES]; /* `ga.target` … */

/* From good to bad: of several, the last one counts. */
enum ga_state {
    GA_NOT_ASKED, /* of this application, or not by this policy */
    GA_HELD,      /* fulfilled; of an exclusion: it does not apply */
    GA_MISSING,   /* a fact or a document that could exclude is not there */
    GA_FAILED,    /* whatever else is missing */
    GA_STATES
};

enum ga_category {
    GA_ELIGIBLE,
    GA_INCOMPLETE, /* no rule fails, and something is missing */
    GA_NONE,       /* a rule fails */
    GA_CATEGORIES
};

/* Unless it is DECIDED, the members after `gap` mean nothing. */
struct golden_autumn {
    enum undecided undecided;
    enum parameter gap;
    enum ga_state state[GA_RULES];
    enum ga_category category;
    /* Income against a multiple of dibao, net income against its limit; and whether the household
     * has a cause that the condition names: it holds when both do. */
    struct finding condition[GA_CONDITION_COUNT];
    bool cause_fits[GA_CONDITION_COUNT];
    unsigned documents_asked, documents_missing; /* by enum ga_document */
    /* The last day, of the year of the application; one on 29 February is the 28th in other years.
     * False: the policy sets none. */
    bool has_deadline;
    struct date deadline;
    /* By this day a migrant must have begun to work there. False: the policy does not ask, or for
     * longer than there are years; or it is no migrant. */
    bool has_employed_by;
    struct date employed_by;
    struct money dibao, income, net; /* per head and month, for display */
};

/*
 * Decides by all rules, whether or not one fails. `policy` is that of the day of the application.
 * Undecided without dibao, with a gap in it or in what is read of golden_autumn, or on overflow.
 */
void golden_autumn_decide(const struct policy_set *policy, const struct ga_application *application,
                          struct golden_autumn *out);

/*
 * The amount for the students at university and high school, nothing without any. False where the
 * policy sets none for a stage that one of them is at, or on overflow (`*overflow`).
 */
bool golden_autumn_amount(const struct policy_set *policy, const int64_t students[STAGE_COUNT],
                          struct money *out, bool *overflow);

#endif
