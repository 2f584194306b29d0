/*
 * The parameters a policy may set: one list makes their numbers, names, units and defaults.
 *
 * A parameter that exists once per category, item or stage is a run of numbers: add the
 * category, item or stage to the first of the run (`parameter_of`). Those of deep and relative
 * only are two in that order; PER_LESSER has none for deep.
 */
#ifndef BANGFU_POLICY_PARAMETER_H
#define BANGFU_POLICY_PARAMETER_H

#include "base/text.h"

/* 困难类别, in the order of the graded dossier (梯度档案): P1 三(一). */
enum category { CATEGORY_DEEP, CATEGORY_RELATIVE, CATEGORY_ACCIDENTAL, CATEGORY_COUNT };

/* 救助项目, in the order of P1 三(二). */
enum item { ITEM_LIVING, ITEM_MEDICAL, ITEM_EDUCATION, ITEM_ACCIDENT, ITEM_COUNT };

/* 就学阶段. */
enum stage { STAGE_COLLEGE, STAGE_HIGH_SCHOOL, STAGE_SPECIAL, STAGE_COUNT };

/* 刚性支出 and the like: what may be deducted from income. */
enum cost {
    COST_MEDICAL,
    COST_DISABILITY,
    COST_EDUCATION,
    COST_OTHER,
    COST_EMPLOYMENT,
    COST_ACCIDENT,
    COST_COUNT
};

extern const char *const CATEGORY_NAMES[CATEGORY_COUNT];
extern const char *const ITEM_NAMES[ITEM_COUNT];
extern const char *const COST_NAMES[COST_COUNT];

/* How a value is written, and where it lands in `struct policy_value`. */
enum unit {
    UNIT_YUAN,
    UNIT_YUAN_MONTH,
    UNIT_MONTH,
    UNIT_PERCENT,
    UNIT_DAY,
    UNIT_NUMBER, /* a number, decimals allowed */
    UNIT_WORD,
    UNIT_LIST,
    UNITS
};

extern const char *const UNIT_NAMES[UNITS];

/* Which decisions read a parameter: a gap in it makes these, and only these, impossible. */
enum read_by {
    READ_BY_HARDSHIP, /* classify */
    READ_BY_AID,      /* calc-aid, besides all that classify reads */
    READ_BY_FILING,
    READ_BY_EXIT,
    READ_BY_REPORT,
    READ_BY_GOLDEN_AUTUMN,
    READ_BY_ROLL_UP,
    READ_BY_MATCH, /* cross-check */
    READ_BY_COUNT
};

enum word {
    WORD_NONE,
    WORD_FEN,
    WORD_YUAN,
    WORD_BELOW,
    WORD_AT_MOST,
    WORD_NET,
    WORD_GROSS,
    WORD_HIGHEST,
    WORD_FIRST,
    WORD_ALL,
    WORD_ONE,
    WORD_BEST,
    WORD_COUNT
};

extern const char *const WORD_NAMES[WORD_COUNT];

#define WORDS2(a, b) (1u << WORD_##a | 1u << WORD_##b)

/*
 *   ONE(NUMBER, name, unit, reader, shape, default)
 *   PER_CATEGORY, PER_CATEGORY_ITEM, PER_CATEGORY_STAGE, PER_STAGE: the same, as a run.
 * shape: what a value may be besides its unit – words for a WORD, COSTS or ITEMS for a LIST,
 * RATES or STEPS for a value that may have brackets, MONTH_DAY for a day of the year, 0 none.
 */
#define SHAPE_COSTS     (1u << 20)
#define SHAPE_ITEMS     (1u << 21)
#define SHAPE_BRACKETS  (1u << 22)
#define SHAPE_MONTH_DAY (1u << 23)

/* clang-format off */
#define PARAMETERS(ONE, PER_CATEGORY, PER_LESSER, PER_CATEGORY_ITEM, PER_CATEGORY_STAGE, PER_STAGE) \
    ONE(DIBAO, "dibao", YUAN_MONTH, HARDSHIP, 0, NULL) \
    ONE(ROUNDING, "rounding", WORD, AID, WORDS2(FEN, YUAN), "fen") \
    PER_CATEGORY(INCOME_MULTIPLE, "income_multiple", NUMBER, HARDSHIP, 0, NULL) \
    ONE(INCOME_COMPARISON, "deep.income_comparison", WORD, HARDSHIP, WORDS2(BELOW, AT_MOST), "below") \
    ONE(INCOME_COMPARISON_RELATIVE, "relative.income_comparison", WORD, HARDSHIP, WORDS2(BELOW, AT_MOST), "below") \
    ONE(DEDUCTIONS, "deep.deductions", LIST, HARDSHIP, SHAPE_COSTS, "medical+disability+education+other") \
    ONE(DEDUCTIONS_RELATIVE, "relative.deductions", LIST, HARDSHIP, SHAPE_COSTS, "medical+disability+education+other+employment") \
    PER_CATEGORY(INCOME_CEILING, "income_ceiling", YUAN, HARDSHIP, 0, NULL) \
    PER_CATEGORY(GROSS_MULTIPLE, "gross_multiple", NUMBER, HARDSHIP, 0, NULL) \
    ONE(LOSS_INCOME_RATIO, "accidental.loss_income_ratio", PERCENT, HARDSHIP, 0, NULL) \
    ONE(LOSS_MIN, "accidental.loss_min", YUAN, HARDSHIP, 0, NULL) \
    ONE(LOSS_BASIS, "accidental.loss_basis", WORD, HARDSHIP, WORDS2(NET, GROSS), "net") \
    ONE(CATEGORY_CHOICE, "aid.category_choice", WORD, AID, WORDS2(HIGHEST, FIRST), "highest") \
    PER_CATEGORY(ITEMS, "items", WORD, AID, WORDS2(ALL, ONE), "one") \
    PER_LESSER(SCALE, "scale", PERCENT, AID, 0, NULL) \
    PER_CATEGORY(ORDER, "order", LIST, AID, SHAPE_ITEMS, "best") \
    PER_CATEGORY(LIVING_MONTHS, "living.months", MONTH, AID, 0, NULL) \
    PER_CATEGORY(LIVING_MONTHS_MIN, "living.months_min", MONTH, AID, 0, NULL) \
    PER_CATEGORY(LIVING_MONTHS_MAX, "living.months_max", MONTH, AID, 0, NULL) \
    PER_CATEGORY(LIVING_AMOUNT, "living.amount", YUAN, AID, 0, NULL) \
    PER_CATEGORY(MEDICAL_RATE, "medical.rate", PERCENT, AID, SHAPE_BRACKETS, NULL) \
    PER_CATEGORY(MEDICAL_STEP, "medical.step", YUAN, AID, SHAPE_BRACKETS, NULL) \
    PER_CATEGORY_STAGE(EDUCATION_MONTHS, "education.months", MONTH, AID, 0, NULL) \
    PER_CATEGORY(ACCIDENT_RATE, "accident.rate", PERCENT, AID, 0, NULL) \
    PER_CATEGORY_ITEM(CAP, "cap", YUAN, AID, 0, NULL) \
    PER_CATEGORY(TOTAL_CAP, "total.cap", YUAN, AID, 0, NULL) \
    ONE(APPROVAL_PROVINCE, "approval.medical.province", YUAN, AID, 0, NULL) \
    ONE(APPROVAL_NATIONAL, "approval.medical.national", YUAN, AID, 0, NULL) \
    ONE(FILING_VISITORS_MIN, "filing.visitors_min", NUMBER, FILING, 0, NULL) \
    ONE(FILING_PUBLICITY_WORKING_DAYS, "filing.publicity_working_days", DAY, FILING, 0, NULL) \
    ONE(FILING_VISIT_COVERAGE_MIN, "filing.visit_coverage_min", PERCENT, FILING, 0, NULL) \
    ONE(EXIT_MONTHS, "exit.months", MONTH, EXIT, 0, NULL) \
    ONE(EXIT_OBJECTION_MONTHS, "exit.objection_months", MONTH, EXIT, 0, NULL) \
    ONE(EXIT_REVIEW_WORKING_DAYS, "exit.review_working_days", DAY, EXIT, 0, NULL) \
    ONE(TARGET_LIVING, "target.living", NUMBER, REPORT, 0, NULL) \
    ONE(TARGET_MEDICAL, "target.medical", NUMBER, REPORT, 0, NULL) \
    ONE(TARGET_EDUCATION, "target.education", NUMBER, REPORT, 0, NULL) \
    ONE(GA_INCOME_MULTIPLE, "golden_autumn.income_multiple", NUMBER, GOLDEN_AUTUMN, 0, NULL) \
    ONE(GA_NET_INCOME_MAX, "golden_autumn.net_income_max", YUAN_MONTH, GOLDEN_AUTUMN, 0, NULL) \
    ONE(GA_DEDUCTIONS, "golden_autumn.deductions", LIST, GOLDEN_AUTUMN, SHAPE_COSTS, "medical+disability+education+other+accident") \
    ONE(GA_DEADLINE, "golden_autumn.deadline", WORD, GOLDEN_AUTUMN, SHAPE_MONTH_DAY, NULL) \
    ONE(GA_TENURE_MONTHS, "golden_autumn.tenure_months", MONTH, GOLDEN_AUTUMN, 0, NULL) \
    ONE(GA_CONTRACT_MONTHS, "golden_autumn.contract_months", MONTH, GOLDEN_AUTUMN, 0, NULL) \
    PER_STAGE(GA_AMOUNT, "golden_autumn.amount", YUAN, GOLDEN_AUTUMN, 0, NULL) \
    ONE(INCOME_IMPUTED_WAGE, "income.imputed_wage", YUAN_MONTH, ROLL_UP, 0, NULL) \
    ONE(MATCH_HOUSE_MAX, "match.house.max", NUMBER, MATCH, 0, "1") \
    ONE(MATCH_VEHICLE_MAX, "match.vehicle.max", NUMBER, MATCH, 0, "0") \
    ONE(MATCH_BUSINESS_MAX, "match.business.max", NUMBER, MATCH, 0, "0") \
    ONE(MATCH_DECEASED_MAX, "match.deceased.max", NUMBER, MATCH, 0, "0") \
    ONE(MATCH_INCOME_TOLERANCE, "match.income_tolerance", YUAN, MATCH, 0, "0")

enum parameter {
#define ONE(id, ...) PARAMETER_##id,
#define RUN3(id, ...) PARAMETER_##id, PARAMETER_##id##_2_, PARAMETER_##id##_3_,
#define RUN2(id, ...) PARAMETER_##id##_2_, PARAMETER_##id##_3_, PARAMETER_##id = PARAMETER_##id##_2_ - 1, PARAMETER_##id##_END_ = PARAMETER_##id##_3_,
#define RUN9(id, ...) PARAMETER_##id, PARAMETER_##id##_END_ = PARAMETER_##id + CATEGORY_COUNT * STAGE_COUNT - 1,
#define RUN12(id, ...) PARAMETER_##id, PARAMETER_##id##_END_ = PARAMETER_##id + CATEGORY_COUNT * ITEM_COUNT - 1,
    PARAMETERS(ONE, RUN3, RUN2, RUN12, RUN9, RUN3)
#undef ONE
#undef RUN3
#undef RUN2
#undef RUN9
#undef RUN12
    PARAMETER_COUNT
};
/* clang-format on */

/* `<category>.<item>.cap` and `<category>.education.months.<stage>` in their runs. */
static inline enum parameter parameter_cap(enum category c, enum item i)
{
    return (enum parameter)(PARAMETER_CAP + (int)c * ITEM_COUNT + (int)i);
}

static inline enum parameter parameter_education_months(enum category c, enum stage s)
{
    return (enum parameter)(PARAMETER_EDUCATION_MONTHS + (int)c * STAGE_COUNT + (int)s);
}

/* One of a run of parameters, one per category. */
static inline enum parameter parameter_of(enum parameter first, enum category c)
{
    return (enum parameter)((int)first + (int)c);
}

struct parameter_info {
    const char *name;
    enum unit unit;
    enum read_by reader;
    unsigned shape;
    const char *default_value; /* as it would stand in a table; NULL: unset without a row */
};

extern const struct parameter_info PARAMETER_INFO[PARAMETER_COUNT];

/* The number of a parameter's name, or PARAMETER_COUNT where there is none. */
enum parameter parameter_find(struct text name);

/* The known name nearest to a wrong one, or NULL. */
const char *parameter_nearest(struct text name);

#endif
