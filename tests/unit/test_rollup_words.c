/* What clerks write of members and receipts, in the forms that the sheets have. */
#include "rollup/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_status_is_known_in_each_of_its_forms(void **state)
{
    static const struct {
        const char *word;
        int kind;
    } WORDS[] = {
        {"", MEMBER_UNSTATED},
        {"研究生", MEMBER_STUDENT + STAGE_COLLEGE},
        {"高 中", MEMBER_STUDENT + STAGE_HIGH_SCHOOL},
        {"特殊教育", MEMBER_STUDENT + STAGE_SPECIAL},
        {"下(待)岗", MEMBER_IDLE},
        {"失\uFF08无\uFF09业", MEMBER_IDLE},
        {"初中", MEMBER_PUPIL},
        {"农民工", MEMBER_EARNS},
        {"其他", MEMBER_OTHER},
        {"大学生家长", MEMBER_UNKNOWN},
        {"college", MEMBER_STUDENT + STAGE_COLLEGE},
        {"0123456789012345678901234567890123456789012345678901234567890123456789", MEMBER_UNKNOWN},
    };
    (void)state;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        assert_int_equal(words_member_kind(text_of(WORDS[i].word)), WORDS[i].kind);
}

static void a_disability_stands_with_its_kind_and_degree(void **state)
{
    (void)state;
    assert_int_equal(words_health(text_of("残疾")), HEALTH_DISABLED);
    assert_int_equal(words_health(text_of("肢体残疾二级")), HEALTH_DISABLED);
    assert_int_equal(words_health(text_of("残疾(听力)")), HEALTH_DISABLED);
    assert_int_equal(words_health(text_of("无残疾")), HEALTH_GOOD);
    assert_int_equal(words_health(text_of("身体无残疾")), HEALTH_OTHER);
    assert_int_equal(words_health(text_of("良好")), HEALTH_GOOD);
    assert_int_equal(words_health(text_of("高血压病")), HEALTH_OTHER);
    assert_int_equal(words_health(text_of("")), HEALTH_UNSTATED);
}

static void relations_marriages_and_kinds_of_receipts_are_words(void **state)
{
    (void)state;
    assert_int_equal(words_relation(text_of("户主")), RELATION_APPLICANT);
    assert_int_equal(words_relation(text_of("次女")), RELATION_CHILD);
    assert_int_equal(words_relation(text_of("母亲")), RELATION_OTHER);
    assert_int_equal(words_relation(text_of("")), RELATION_UNSTATED);
    assert_int_equal(words_marriage(text_of("丧偶")), MARRIAGE_ALONE);
    assert_int_equal(words_marriage(text_of("已婚")), MARRIAGE_MARRIED);
    assert_int_equal(words_marriage(text_of("分居")), MARRIAGE_UNKNOWN);
    assert_int_equal(words_marriage(text_of("")), MARRIAGE_UNSTATED);
    assert_int_equal(words_receipt_kind(text_of("医药费")), RECEIPT_MEDICAL);
    assert_int_equal(words_receipt_kind(text_of("康复")), RECEIPT_DISABILITY);
    assert_int_equal(words_receipt_kind(text_of("学费")), RECEIPT_EDUCATION);
    assert_int_equal(words_receipt_kind(text_of("交通费")), RECEIPT_KINDS);
    assert_int_equal(words_receipt_kind(text_of("")), RECEIPT_KINDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_status_is_known_in_each_of_its_forms),
        cmocka_unit_test(a_disability_stands_with_its_kind_and_degree),
        cmocka_unit_test(relations_marriages_and_kinds_of_receipts_are_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
