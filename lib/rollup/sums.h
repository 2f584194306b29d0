/*
 * What the members and receipts of a household add up to. Values in, values out.
 */
#ifndef BANGFU_ROLLUP_SUMS_H
#define BANGFU_ROLLUP_SUMS_H

#include "rollup/family.h"

/* 法定劳动年龄, in years completed: used only where a policy sets a wage that is imputed. */
#define WORKING_AGE_FIRST 16
#define WORKING_AGE_LAST  59
#define OF_AGE            18

/* A span of days, both included. */
struct window {
    struct date from, until;
};

/* P2 四(3): 1 July of the year before that of `day`, to 30 June of its year. */
struct window window_of(struct date day);

/* Reads `2024-07-01:2025-06-30`. */
bool window_parse(struct text a, struct window *out);

/* Years completed on a day; negative before the birth. */
int age_on(struct date birth, struct date day);

/* Whether a member is counted at the minimum wage (最低工资标准): of working age, able to work and
 * without work or income. What is not stated is not guessed. */
enum imputation { IMPUTE_NOT, IMPUTE_WAGE, IMPUTE_AGE_UNKNOWN, IMPUTE_HEALTH_UNKNOWN };
enum imputation member_imputation(const struct member *member, struct date day);

/* The minimum wage, a month, where there is one; what it takes to ask for it. */
struct imputed_wage {
    bool set;
    struct money wage;
    struct date day;
};

/* A year's income of one member, with the wage where it is imputed. False on overflow. */
bool member_year(const struct member *member, const struct imputed_wage *wage, struct money *out);

struct member_sums {
    int64_t members; /* persons, each once */
    int64_t students[STAGE_COUNT], disabled;
    bool income_wrong, overflow;
    struct money income; /* of the year, without the household's other income */
    int64_t imputed, age_unknown, health_unknown;
};

void sum_members(const struct family *family, const struct imputed_wage *wage,
                 struct member_sums *out);

/* 单亲, where it is stated: by the applicant's marriage and the household's children. */
enum parenthood { PARENT_NOT_SAID, PARENT_NOT_SINGLE, PARENT_SINGLE };
enum parenthood single_parent(const struct family *family, struct date day);

/* True where it is known that the applicant is not among the members. `key` is that of the
 * household's own ID number, or 0. */
bool lacks_applicant(const struct family *family, uint64_t key);

enum receipt_place { RECEIPT_BEFORE, RECEIPT_WITHIN, RECEIPT_AFTER };
enum receipt_place receipt_place(const struct receipt *receipt, const struct window *window);

struct receipt_sums {
    struct money cost[RECEIPT_KINDS]; /* total less reimbursed */
    bool wrong[RECEIPT_KINDS], overflow;
    int64_t outside; /* left out by the window */
};

void sum_receipts(const struct family *family, const struct window *window,
                  struct receipt_sums *out);

#endif
