/*
 * What clerks write into the tables of members and receipts, as far as something depends on it.
 * Words are those of the published instructions (填表说明) and of the systems that offices use.
 * White space and brackets in them do not count: 失(无)业 is 失无业.
 */
#ifndef BANGFU_ROLLUP_WORDS_H
#define BANGFU_ROLLUP_WORDS_H

#include "base/text.h"
#include "policy/parameter.h"

/* 人员身份. */
enum member_kind {
    MEMBER_UNSTATED,
    MEMBER_EARNS,   /* at work, or with a pension: has an income */
    MEMBER_IDLE,    /* without work */
    MEMBER_PUPIL,   /* at a school of which no aid depends */
    MEMBER_OTHER,   /* neither, for a reason of its own */
    MEMBER_UNKNOWN, /* something else */
    MEMBER_STUDENT, /* and enum stage: MEMBER_STUDENT + STAGE_COLLEGE … */
};

/* 健康状况. */
enum health { HEALTH_UNSTATED, HEALTH_GOOD, HEALTH_DISABLED, HEALTH_OTHER };

/* 关系, to the applicant. */
enum relation { RELATION_UNSTATED, RELATION_APPLICANT, RELATION_CHILD, RELATION_OTHER };

/* 婚姻状况. */
enum marriage { MARRIAGE_UNSTATED, MARRIAGE_MARRIED, MARRIAGE_ALONE, MARRIAGE_UNKNOWN };

/* 费用类别. */
enum receipt_kind { RECEIPT_MEDICAL, RECEIPT_DISABILITY, RECEIPT_EDUCATION, RECEIPT_KINDS };

/* The kind of a member as a number: for a student the stage is added to MEMBER_STUDENT. */
int words_member_kind(struct text a);
enum health words_health(struct text a);
enum relation words_relation(struct text a);
enum marriage words_marriage(struct text a);

/* RECEIPT_KINDS where it is none of them. */
enum receipt_kind words_receipt_kind(struct text a);

static inline bool member_is_student(int kind)
{
    return kind >= MEMBER_STUDENT;
}

#endif
