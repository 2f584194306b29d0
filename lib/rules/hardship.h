/*
 * Who is in hardship: the dossier categories (建档标准) of plan 1, part 三, section (一).
 *
 * Pure functions: a household and the policy in force in, a decision with all that it was made
 * of out. Amounts are in fen; incomes, costs and losses are per year.
 */
#ifndef BANGFU_RULES_HARDSHIP_H
#define BANGFU_RULES_HARDSHIP_H

#include "base/money.h"
#include "policy/policy.h"

#include <stdbool.h>

/* The facts of a household that its category depends on. No amount is negative. */
struct household {
    struct money income;           /* I 家庭年度总收入 */
    int64_t size;                  /* n 家庭人口, 1 – 99 */
    struct money cost[COST_COUNT]; /* 刚性支出; COST_ACCIDENT is not read, L and C say it */
    struct money loss;             /* L 年度内致困费用(损失) */
    struct money compensation; /* C 各类赔偿补偿、保险支付、社会救助和社会帮扶 */
    bool recovered;            /* 生活困难 is stated to be over */
};

enum comparison {
    COMPARE_BELOW,    /* 低于: < */
    COMPARE_AT_MOST,  /* 不超过, 以内: <= */
    COMPARE_AT_LEAST, /* 以上: >= */
    COMPARE_ABOVE,    /* 超过: > */
};

enum test_kind {
    TEST_NET_INCOME,      /* income less deductions, against a multiple of dibao */
    TEST_INCOME_CEILING,  /* income against a ceiling per person */
    TEST_GROSS_INCOME,    /* income against a multiple of dibao */
    TEST_LOSS,            /* the loss against a sum */
    TEST_LOSS_RATIO,      /* the loss against a share of income */
    TEST_LIVING_DIFFICULT /* life is still difficult; no amounts */
};

/* One comparison as it was made. Amounts are of the whole household and the whole year. */
struct test {
    enum test_kind kind;
    enum comparison comparison;
    bool held;
    struct exact seen, limit;
    const struct policy_value *by;       /* the parameter that sets the limit; NULL for none */
    const struct policy_value *compared; /* the parameter that sets the comparison, or NULL */
    const struct policy_value *deducted; /* TEST_NET_INCOME: the list of costs taken off */
};

/* The most tests that a category has. */
#define TESTS_MAX 6

/* Whether a category's condition holds, and the tests that say so, in the clause's order. */
struct finding {
    bool exists; /* false: the policy in force has no such category */
    bool held;
    int tests;
    struct test test[TESTS_MAX];
};

/* A finding without tests, which holds where it exists. */
void finding_begin(struct finding *finding, bool exists);

/* Compares, and adds the test: a finding holds while all of its tests do. */
struct test *finding_add(struct finding *finding, enum test_kind kind, struct exact seen,
                         enum comparison comparison, struct exact limit,
                         const struct policy_value *by);

/* Why nothing could be decided. */
enum undecided {
    DECIDED,
    UNDECIDED_NO_DIBAO,      /* no dibao for the region and day: `no-policy:dibao` */
    UNDECIDED_GAP,           /* a parameter has run out: `policy-gap:…` */
    UNDECIDED_OVERFLOW,      /* an amount does not fit: `overflow` */
    UNDECIDED_LIVING_MONTHS, /* the reviewer's months are out of range: `living-months` */
};

/* Unless it is DECIDED, the members after `gap` mean nothing. */
struct hardship {
    enum undecided undecided;
    enum parameter gap; /* with UNDECIDED_GAP: which parameter */
    struct finding finding[CATEGORY_COUNT];
    enum category category; /* the first that holds; CATEGORY_COUNT: none */
    unsigned categories;    /* all that hold, a bit each */
    struct money dibao;     /* D, yuan a month and head */
    struct money income;    /* per head and month, for display */
    struct money net;       /* deep-style net per head and month, for display */
};

/*
 * dossier.deep, P1 三(一)1 深度困难职工家庭. `aid` is aid of this year, counted as income when
 * the household is assessed again (P1 三(二)1); otherwise 0. False on overflow.
 */
bool dossier_deep(const struct policy_set *policy, const struct household *household,
                  struct money aid, struct finding *out);

/* dossier.relative, P1 三(一)2 相对困难职工. */
bool dossier_relative(const struct policy_set *policy, const struct household *household,
                      struct money aid, struct finding *out);

/* dossier.accidental, P1 三(一)3 意外致困职工家庭. */
bool dossier_accidental(const struct policy_set *policy, const struct household *household,
                        struct money aid, struct finding *out);

/* The condition of one category, by its number. */
bool dossier_category(enum category category, const struct policy_set *policy,
                      const struct household *household, struct money aid, struct finding *out);

/* The loss that counts: L − C, or L where `accidental.loss_basis` is gross; never below 0. */
struct money accident_loss(const struct policy_set *policy, const struct household *household);

/* The costs of a list (bits by enum cost) added up, accident as L − C; false on overflow. */
bool household_costs(const struct household *household, unsigned costs, struct money *out);

/* An amount per head and month, of all heads for 12 months: 人均 amounts are compared undivided.
 * False on overflow. */
bool household_year(const struct household *household, struct money per_head, struct money *out);

/*
 * Decides the dossier category: all three conditions, the first that holds in the order deep,
 * relative, accidental (梯度档案), and the published per-capita amounts.
 */
void hardship_decide(const struct policy_set *policy, const struct household *household,
                     struct hardship *out);

/* `dossier.deep` …: the ids of the rules, by category. */
extern const char *const DOSSIER_RULES[CATEGORY_COUNT];

#endif
