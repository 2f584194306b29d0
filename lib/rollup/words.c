#include "rollup/words.h"

#define WORD_SIZE 64 /* no word below is as long */

/* A word and what it means. */
struct meaning {
    int value;
    const char *word;
    size_t size;
};

#define WORD(value, word)                                                                          \
    {                                                                                              \
        value, word, sizeof(word) - 1                                                              \
    }

static bool counts(uint32_t c)
{
    return c != '(' && c != ')' && c != 0xFF08 && c != 0xFF09 && c != ' ' && c != 0x3000 &&
           c != 0xA0;
}

/* Copies the characters that count; what is too long is none of the words. */
static struct text plain(struct text a, char out[WORD_SIZE])
{
    size_t n = 0;
    for (size_t i = 0, size; i < a.n; i += size) {
        const uint32_t c = text_decode((struct text){a.p + i, a.n - i}, &size);
        if (!counts(c))
            continue;
        if (n + size > WORD_SIZE)
            return a;
        memcpy(out + n, a.p + i, size);
        n += size;
    }
    return (struct text){out, n};
}

/* What the word means, `empty` for nothing, `other` for anything else. */
static int find(struct text a, const struct meaning *meanings, size_t count, int empty, int other)
{
    char room[WORD_SIZE];
    const struct text word = plain(a, room);
    if (word.n == 0)
        return empty;
    for (size_t i = 0; i < count; i++)
        if (meanings[i].size == word.n && meanings[i].word[word.n - 1] == word.p[word.n - 1] &&
            memcmp(meanings[i].word, word.p, word.n) == 0)
            return meanings[i].value;
    return other;
}

#define FIND(a, meanings, empty, other)                                                            \
    find(a, meanings, sizeof(meanings) / sizeof *(meanings), empty, other)

int words_member_kind(struct text a)
{
    static const struct meaning MEANINGS[] = {
        WORD(MEMBER_EARNS, "在岗"),
        WORD(MEMBER_EARNS, "在职"),
        WORD(MEMBER_EARNS, "职工"),
        WORD(MEMBER_EARNS, "农民工"),
        WORD(MEMBER_EARNS, "务工"),
        WORD(MEMBER_EARNS, "务农"),
        WORD(MEMBER_EARNS, "个体"),
        WORD(MEMBER_EARNS, "灵活就业"),
        WORD(MEMBER_EARNS, "就业"),
        WORD(MEMBER_EARNS, "已就业"),
        WORD(MEMBER_EARNS, "退休"),
        WORD(MEMBER_EARNS, "离休"),
        WORD(MEMBER_EARNS, "离退休"),
        WORD(MEMBER_EARNS, "内退"),
        WORD(MEMBER_EARNS, "病休"),
        WORD(MEMBER_EARNS, "employed"),
        WORD(MEMBER_EARNS, "retired"),
        WORD(MEMBER_IDLE, "下待岗"),
        WORD(MEMBER_IDLE, "下岗"),
        WORD(MEMBER_IDLE, "待岗"),
        WORD(MEMBER_IDLE, "失无业"),
        WORD(MEMBER_IDLE, "失业"),
        WORD(MEMBER_IDLE, "无业"),
        WORD(MEMBER_IDLE, "待业"),
        WORD(MEMBER_IDLE, "未就业"),
        WORD(MEMBER_IDLE, "unemployed"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "研究生"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "硕士"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "硕士生"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "博士"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "博士生"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "大学生"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "大学"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "本科"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "本科生"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "大专"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "大专生"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "专科"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "专科生"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "高职"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "高职生"),
        WORD(MEMBER_STUDENT + STAGE_COLLEGE, "college"),
        WORD(MEMBER_STUDENT + STAGE_HIGH_SCHOOL, "高中"),
        WORD(MEMBER_STUDENT + STAGE_HIGH_SCHOOL, "高中生"),
        WORD(MEMBER_STUDENT + STAGE_HIGH_SCHOOL, "中职中技"),
        WORD(MEMBER_STUDENT + STAGE_HIGH_SCHOOL, "中职"),
        WORD(MEMBER_STUDENT + STAGE_HIGH_SCHOOL, "中职生"),
        WORD(MEMBER_STUDENT + STAGE_HIGH_SCHOOL, "中技"),
        WORD(MEMBER_STUDENT + STAGE_HIGH_SCHOOL, "中技生"),
        WORD(MEMBER_STUDENT + STAGE_HIGH_SCHOOL, "中专"),
        WORD(MEMBER_STUDENT + STAGE_HIGH_SCHOOL, "中专生"),
        WORD(MEMBER_STUDENT + STAGE_HIGH_SCHOOL, "职高"),
        WORD(MEMBER_STUDENT + STAGE_HIGH_SCHOOL, "技校"),
        WORD(MEMBER_STUDENT + STAGE_HIGH_SCHOOL, "技校生"),
        WORD(MEMBER_STUDENT + STAGE_HIGH_SCHOOL, "high_school"),
        WORD(MEMBER_STUDENT + STAGE_SPECIAL, "特殊教育"),
        WORD(MEMBER_STUDENT + STAGE_SPECIAL, "特殊教育学生"),
        WORD(MEMBER_STUDENT + STAGE_SPECIAL, "特教"),
        WORD(MEMBER_STUDENT + STAGE_SPECIAL, "special"),
        WORD(MEMBER_PUPIL, "初中"),
        WORD(MEMBER_PUPIL, "初中生"),
        WORD(MEMBER_PUPIL, "小学"),
        WORD(MEMBER_PUPIL, "小学生"),
        WORD(MEMBER_PUPIL, "幼儿园"),
        WORD(MEMBER_PUPIL, "幼儿"),
        WORD(MEMBER_PUPIL, "学龄前"),
        WORD(MEMBER_PUPIL, "学龄前儿童"),
        WORD(MEMBER_PUPIL, "pupil"),
        WORD(MEMBER_OTHER, "其他"),
        WORD(MEMBER_OTHER, "其它"),
        WORD(MEMBER_OTHER, "现役"),
        WORD(MEMBER_OTHER, "服役"),
        WORD(MEMBER_OTHER, "军人"),
        WORD(MEMBER_OTHER, "other"),
    };
    return FIND(a, MEANINGS, MEMBER_UNSTATED, MEMBER_UNKNOWN);
}

static bool has(struct text a, const char *word)
{
    return a.n > 0 && memmem(a.p, a.n, word, strlen(word)) != NULL;
}

enum health words_health(struct text a)
{
    static const struct meaning MEANINGS[] = {
        WORD(HEALTH_GOOD, "良好"),         WORD(HEALTH_GOOD, "健康"),   WORD(HEALTH_GOOD, "正常"),
        WORD(HEALTH_GOOD, "无残疾"),       WORD(HEALTH_GOOD, "非残疾"), WORD(HEALTH_GOOD, "good"),
        WORD(HEALTH_DISABLED, "disabled"),
    };
    const int found = FIND(a, MEANINGS, HEALTH_UNSTATED, HEALTH_OTHER);
    /* 残疾 stands with a kind and a degree: 肢体残疾二级. */
    if (found == HEALTH_OTHER && has(a, "残疾") && !has(a, "无残疾") && !has(a, "非残疾"))
        return HEALTH_DISABLED;
    return (enum health)found;
}

enum relation words_relation(struct text a)
{
    static const struct meaning MEANINGS[] = {
        WORD(RELATION_APPLICANT, "本人"),     WORD(RELATION_APPLICANT, "户主"),
        WORD(RELATION_APPLICANT, "职工本人"), WORD(RELATION_APPLICANT, "申请人"),
        WORD(RELATION_APPLICANT, "职工"),     WORD(RELATION_APPLICANT, "self"),
        WORD(RELATION_CHILD, "儿子"),         WORD(RELATION_CHILD, "女儿"),
        WORD(RELATION_CHILD, "子"),           WORD(RELATION_CHILD, "女"),
        WORD(RELATION_CHILD, "长子"),         WORD(RELATION_CHILD, "次子"),
        WORD(RELATION_CHILD, "三子"),         WORD(RELATION_CHILD, "长女"),
        WORD(RELATION_CHILD, "次女"),         WORD(RELATION_CHILD, "三女"),
        WORD(RELATION_CHILD, "独生子"),       WORD(RELATION_CHILD, "独生女"),
        WORD(RELATION_CHILD, "子女"),         WORD(RELATION_CHILD, "继子"),
        WORD(RELATION_CHILD, "继女"),         WORD(RELATION_CHILD, "养子"),
        WORD(RELATION_CHILD, "养女"),         WORD(RELATION_CHILD, "son"),
        WORD(RELATION_CHILD, "daughter"),
    };
    return (enum relation)FIND(a, MEANINGS, RELATION_UNSTATED, RELATION_OTHER);
}

enum marriage words_marriage(struct text a)
{
    static const struct meaning MEANINGS[] = {
        WORD(MARRIAGE_MARRIED, "已婚"),    WORD(MARRIAGE_MARRIED, "初婚"),
        WORD(MARRIAGE_MARRIED, "再婚"),    WORD(MARRIAGE_MARRIED, "复婚"),
        WORD(MARRIAGE_MARRIED, "married"), WORD(MARRIAGE_ALONE, "未婚"),
        WORD(MARRIAGE_ALONE, "离异"),      WORD(MARRIAGE_ALONE, "离婚"),
        WORD(MARRIAGE_ALONE, "丧偶"),      WORD(MARRIAGE_ALONE, "single"),
        WORD(MARRIAGE_ALONE, "divorced"),  WORD(MARRIAGE_ALONE, "widowed"),
    };
    return (enum marriage)FIND(a, MEANINGS, MARRIAGE_UNSTATED, MARRIAGE_UNKNOWN);
}

enum receipt_kind words_receipt_kind(struct text a)
{
    static const struct meaning MEANINGS[] = {
        WORD(RECEIPT_MEDICAL, "medical"),     WORD(RECEIPT_MEDICAL, "医疗"),
        WORD(RECEIPT_MEDICAL, "医疗费"),      WORD(RECEIPT_MEDICAL, "医疗费用"),
        WORD(RECEIPT_MEDICAL, "医疗支出"),    WORD(RECEIPT_MEDICAL, "医药"),
        WORD(RECEIPT_MEDICAL, "医药费"),      WORD(RECEIPT_MEDICAL, "医药费用"),
        WORD(RECEIPT_MEDICAL, "因病"),        WORD(RECEIPT_MEDICAL, "门诊"),
        WORD(RECEIPT_MEDICAL, "门诊费"),      WORD(RECEIPT_MEDICAL, "住院"),
        WORD(RECEIPT_MEDICAL, "住院费"),      WORD(RECEIPT_MEDICAL, "药品"),
        WORD(RECEIPT_MEDICAL, "药品费"),      WORD(RECEIPT_MEDICAL, "购药"),
        WORD(RECEIPT_MEDICAL, "药费"),        WORD(RECEIPT_DISABILITY, "disability"),
        WORD(RECEIPT_DISABILITY, "残疾"),     WORD(RECEIPT_DISABILITY, "因残"),
        WORD(RECEIPT_DISABILITY, "残疾支出"), WORD(RECEIPT_DISABILITY, "康复"),
        WORD(RECEIPT_DISABILITY, "康复费"),   WORD(RECEIPT_DISABILITY, "辅助器具"),
        WORD(RECEIPT_DISABILITY, "辅具"),     WORD(RECEIPT_EDUCATION, "education"),
        WORD(RECEIPT_EDUCATION, "教育"),      WORD(RECEIPT_EDUCATION, "教育费"),
        WORD(RECEIPT_EDUCATION, "教育支出"),  WORD(RECEIPT_EDUCATION, "就学"),
        WORD(RECEIPT_EDUCATION, "助学"),      WORD(RECEIPT_EDUCATION, "学费"),
        WORD(RECEIPT_EDUCATION, "学杂费"),    WORD(RECEIPT_EDUCATION, "因学"),
        WORD(RECEIPT_EDUCATION, "子女上学"),  WORD(RECEIPT_EDUCATION, "子女就学"),
    };
    return (enum receipt_kind)FIND(a, MEANINGS, RECEIPT_KINDS, RECEIPT_KINDS);
}
