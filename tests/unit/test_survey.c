/* Answers of a survey, counted. */
#include "base/money.h"
#include "tally/answers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define COLUMNS_MAX 8

static struct survey *survey;
static int columns;

static int close_survey(void **state)
{
    (void)state;
    survey_free(survey);
    survey = NULL;
    return 0;
}

/* Opens a survey of columns whose names are joined by `|`. */
static void ask(const char *names)
{
    struct text name[COLUMNS_MAX];
    columns = 0;
    for (struct text rest = text_of(names); rest.p != NULL;)
        name[columns++] = text_next(&rest, '|');
    survey_free(survey);
    survey = survey_new(name, columns);
    assert_non_null(survey);
}

/* One respondent, whose cells are joined by `|`; so many times. */
static void answer_times(int times, const char *answers)
{
    struct text cell[COLUMNS_MAX], rest = text_of(answers);
    for (int i = 0; i < columns; i++)
        cell[i] = text_next(&rest, '|');
    assert_null(rest.p);
    for (int i = 0; i < times; i++)
        assert_true(survey_add(survey, cell));
}

static void answer(const char *answers)
{
    answer_times(1, answers);
}

static void count(void)
{
    struct error error;
    if (!survey_count(survey, &error))
        fail_msg("%s", error.text);
    for (int i = 0; i < survey_question_count(survey); i++) {
        const struct question *q = survey_question(survey, i);
        int64_t shares = 0, answers = 0;
        for (int k = 0; k < q->answer_count; k++) {
            shares += q->answers[k].permille;
            answers += q->answers[k].count;
        }
        assert_int_equal(shares, PERMILLE);
        assert_int_equal(answers, q->answered);
        assert_int_equal(q->answered + q->empty, survey_respondents(survey));
    }
}

/* A question is `name: answer count permille+; …`, the sign being + for, - against, 0 neither, ?.
 */
static void question_is(int i, const char *expected)
{
    struct buffer shown = {0};
    assert_in_range(i, 0, survey_question_count(survey) - 1);
    const struct question *q = survey_question(survey, i);
    buffer_text(&shown, q->name);
    buffer_char(&shown, ':');
    for (int k = 0; k < q->answer_count; k++) {
        const struct answer *a = &q->answers[k];
        buffer_format(&shown, "%s %.*s %ld %ld%c", k > 0 ? ";" : "", (int)a->text.n, a->text.p,
                      (long)a->count, (long)a->permille, "+-0?"[a->counts]);
    }
    buffer_char(&shown, '\0');
    assert_string_equal(shown.p, expected);
    buffer_free(&shown);
}

static void rate_is(int i, int64_t in_favour, int64_t opinions, int64_t rate)
{
    const struct question *q = survey_question(survey, i);
    assert_int_equal(q->in_favour, in_favour);
    assert_int_equal(q->opinions, opinions);
    assert_int_equal(q->rate, rate);
}

static void no_question(const char *answers)
{
    ask("满意度");
    for (struct text rest = text_of(answers); rest.p != NULL;) {
        struct text cell = text_next(&rest, '|');
        assert_true(survey_add(survey, &cell));
    }
    count();
    assert_int_equal(survey_question_count(survey), 0);
}

/* --- scales ---------------------------------------------------------------------------------- */

static void three_points(void **state)
{
    (void)state;
    ask("服务态度");
    answer("不满意");
    answer("满意");
    answer("基本满意");
    count();
    /* a third each: 333.3, and the one left to the first */
    question_is(0, "服务态度: 满意 1 334+; 基本满意 1 333+; 不满意 1 333-");
    rate_is(0, 2, 3, 667); /* 2/3 = 666.67 */
    assert_int_equal(survey_question(survey, 0)->scale, SCALE_SATISFACTION);
    assert_int_equal(survey_question(survey, 0)->column, 0);
}

static void four_points_and_no_opinion(void **state)
{
    (void)state;
    ask("总体印象");
    answer_times(5, "满意");
    answer_times(2, "比较满意");
    answer_times(1, "不太满意");
    answer_times(1, "不清楚");
    answer_times(2, "");
    answer_times(1, "不满意");
    count();
    question_is(0, "总体印象: 满意 5 500+; 比较满意 2 200+; 不太满意 1 100-; 不满意 1 100-; "
                   "不清楚 1 1000");
    rate_is(0, 7, 9, 778); /* 7/9 = 777.8; who does not know has no opinion */
    assert_int_equal(survey_question(survey, 0)->answered, 10);
    assert_int_equal(survey_question(survey, 0)->empty, 2);
    assert_int_equal(survey_respondents(survey), 12);
}

static void five_points(void **state)
{
    (void)state;
    ask("满意度");
    answer_times(35, "满意");
    answer_times(24, "比较满意");
    answer_times(11, "一般满意");
    answer_times(4, "不太满意");
    answer_times(1, "不满意");
    count();
    /* of 75: 466.67, 320, 146.67, 53.33, 13.33; 998 go whole, two are left for the 0.67s */
    question_is(0, "满意度: 满意 35 467+; 比较满意 24 320+; 一般满意 11 147-; 不太满意 4 53-; "
                   "不满意 1 13-");
    rate_is(0, 59, 75, 787); /* 59/75 = 786.67 */
}

static void all_satisfied_is_one_thousand(void **state)
{
    (void)state;
    ask("q|p");
    answer("满意|不满意");
    answer("非常满意|很不满意");
    count();
    question_is(0, "q: 非常满意 1 500+; 满意 1 500+");
    rate_is(0, 2, 2, 1000);
    rate_is(1, 0, 2, 0);
}

static void half_a_permille_is_rounded_up(void **state)
{
    (void)state;
    ask("q");
    answer_times(1, "满意");
    answer_times(1999, "不满意");
    count();
    rate_is(0, 1, 2000, 1); /* 0.5 */
    answer_times(1, "不满意");
    count();                /* counted anew with what came since */
    rate_is(0, 1, 2001, 0); /* 0.4998 */
}

static void no_opinion_at_all_has_no_rate(void **state)
{
    (void)state;
    ask("q");
    answer_times(3, "不清楚");
    count();
    question_is(0, "q: 不清楚 3 10000");
    rate_is(0, 0, 0, 0);
}

static void awareness(void **state)
{
    (void)state;
    ask("知晓情况|政策");
    answer("知道|知晓");
    answer("听说过|不知晓");
    answer("不知道|知晓");
    count();
    question_is(0, "知晓情况: 知道 1 334+; 听说过 1 333+; 不知道 1 333-");
    question_is(1, "政策: 知晓 2 667+; 不知晓 1 333-");
    rate_is(0, 2, 3, 667);
    assert_int_equal(survey_question(survey, 0)->scale, SCALE_AWARENESS);
    assert_int_equal(survey_question(survey, 1)->scale, SCALE_AWARENESS);
}

static void a_word_of_two_scales_goes_by_the_other_answers(void **state)
{
    (void)state;
    ask("a|b|c");
    answer("不了解|不了解|不了解");
    answer("不了解|不了解|不了解");
    answer("满意|基本了解|不了解");
    count();
    question_is(0, "a: 满意 1 333+; 不了解 2 6670");
    question_is(1, "b: 基本了解 1 333+; 不了解 2 667-");
    question_is(2, "c: 不了解 3 10000"); /* nothing says which: no opinion */
    rate_is(0, 1, 1, 1000);
    rate_is(1, 1, 3, 333);
}

static void english(void **state)
{
    (void)state;
    ask("service|aid");
    answer("Very Satisfied|aware");
    answer("mostly satisfied|Heard of it");
    answer("NEUTRAL|not aware");
    answer("Don’t know|Don't  know");
    count();
    question_is(0, "service: Very Satisfied 1 250+; mostly satisfied 1 250+; NEUTRAL 1 250-; "
                   "Don’t know 1 2500");
    question_is(1, "aid: aware 1 250+; Heard of it 1 250+; not aware 1 250-; Don't  know 1 250-");
}

static void good_and_bad(void **state)
{
    (void)state;
    ask("q");
    answer("差");
    answer("较差");
    answer("一般");
    answer("较好");
    answer("好");
    count();
    question_is(0, "q: 好 1 200+; 较好 1 200+; 一般 1 200-; 较差 1 200-; 差 1 200-");
    rate_is(0, 2, 5, 400);
}

static void numbers(void **state)
{
    (void)state;
    ask("评分");
    answer("5");
    answer("10分");
    answer("５分");
    answer("0");
    answer("5 分");
    count();
    question_is(0, "评分: 0 1 2000; 5 3 6000; 10分 1 2000");
    rate_is(0, 0, 0, 0);
    assert_int_equal(survey_question(survey, 0)->scale, SCALE_NUMBERS);
}

/* --- spelling -------------------------------------------------------------------------------- */

static void spellings_of_one_answer_are_one(void **state)
{
    (void)state;
    ask("q");
    static const char *const SPELLINGS[] = {
        "A.满意",   "满意",   "A、满意", "a) 满意", "（A）满意", "(1)满意",  "1.满意",
        "1、满意",  "①满意",  "⑴ 满意",  "A满意",   "Ａ．满意",  "Ａ：满意", "满 意",
        " 满　意 ", "满意。", "满意．",  "满意！",  "12.满意。", "1-满意",   "\xEF\xBB\xBF满意"};
    enum { COUNT = sizeof SPELLINGS / sizeof *SPELLINGS };
    for (int i = 0; i < COUNT; i++)
        answer(SPELLINGS[i]);
    count();
    char expected[64];
    (void)snprintf(expected, sizeof expected, "q: A.满意 %d 1000+", COUNT);
    question_is(0, expected); /* as it was first met */
}

static void key_is(const char *cell, const char *expected)
{
    struct buffer key = {0};
    answer_key(text_of(cell), &key);
    if (!text_is(buffer_view(&key), expected))
        fail_msg("'%s' is compared as '%.*s', not '%s'", cell, (int)key.n, key.p, expected);
    buffer_free(&key);
}

static void what_is_no_option_stays(void **state)
{
    (void)state;
    key_is("", "");
    key_is(" 　 ", "");
    key_is("。", "。");
    key_is("A", "a");
    key_is("A.", "a");
    key_is("1", "1");
    key_is("①", "①");
    key_is("1.5", "1.5");
    key_is("5分", "5分");
    key_is("2025、满意", "2025、满意");
    key_is("very satisfied", "verysatisfied");
    key_is("Ａｗａｒｅ", "aware");
    key_is("(满意)", "(满意)");
    key_is("()", "()");
    key_is("\xFF满意", "\xFF满意");
}

static void only_zero_to_ten_are_numbers(void **state)
{
    (void)state;
    static const char *const OTHERS[] = {"", "分", "11", "-1", "1.5", "100", "5分钟", "a", "5x"};
    int number = 77;
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        assert_false(answer_number(text_of(OTHERS[i]), &(int){0}));
    assert_true(answer_number(text_of("0"), &number));
    assert_int_equal(number, 0);
    assert_true(answer_number(text_of("10"), &number));
    assert_int_equal(number, 10);
    assert_true(answer_number(text_of("09分"), &number));
    assert_int_equal(number, 9);
}

/* --- what is no question --------------------------------------------------------------------- */

static void names_and_remarks_are_left_out(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"张三", "李四", "王五", "赵六",
                                        "钱七", "孙八", "周九", "吴十"};
    ask("序号|姓名|满意度|建议");
    for (int i = 0; i < 8; i++) {
        char line[128];
        (void)snprintf(line, sizeof line, "%d|%s|%s|%s", i + 1, NAMES[i],
                       i == 0 ? "不满意" : "满意", i % 4 == 1 ? "多走访" : "");
        answer(line);
    }
    count();
    assert_int_equal(survey_question_count(survey), 1);
    question_is(0, "满意度: 满意 7 875+; 不满意 1 125-");
    assert_int_equal(survey_question(survey, 0)->column, 2);
}

static void more_than_half_of_the_answers_make_a_question(void **state)
{
    (void)state;
    no_question("满意|没意见|不满意|再说");
    no_question("");
    no_question("||");
    no_question("没意见");
    ask("q");
    answer("满意");
    answer("再说");
    answer("");
    answer("不满意");
    count();
    question_is(0, "q: 满意 1 334+; 不满意 1 333-;  1 333?");
    rate_is(0, 1, 2, 500);
}

/* 2, 1 and 2 of 5: nobody's own words are kept. */
static void what_is_no_word_of_the_scale_goes_together(void **state)
{
    (void)state;
    ask("q");
    answer("再说");
    answer("满意");
    answer("张三来过我家");
    answer("不满意");
    answer("满意");
    count();
    question_is(0, "q: 满意 2 400+; 不满意 1 200-;  2 400?");
    rate_is(0, 2, 3, 667);
}

static void words_of_both_scales_are_not_added_up(void **state)
{
    (void)state;
    no_question("满意|知道|满意|听说过"); /* half of one scale, half of the other */
}

static void running_numbers_are_no_question(void **state)
{
    (void)state;
    no_question("1|2|3|4|5|6|7|8");
    no_question("0|1|2");
    no_question("1|||2");
    no_question("1");
    no_question("1|2|3|4|5|6|7|8|9|10|11|12");
    ask("评分");
    answer("3"); /* not from 0 or 1 on */
    answer("4");
    count();
    assert_int_equal(survey_question_count(survey), 1);
    ask("评分");
    answer("1");
    answer("2");
    answer("2");
    count();
    assert_int_equal(survey_question_count(survey), 1);
}

static void other_numbers_are_no_question(void **state)
{
    (void)state;
    no_question("5|11|5");
    no_question("5|5.5");
    no_question("5|-1");
    no_question("5|满意");
    no_question("13900001111|13900002222");
}

static void many_kinds_of_answers_are_no_question(void **state)
{
    (void)state;
    for (int kinds = 64; kinds <= 65; kinds++) {
        ask("q");
        answer_times(1000, "满意");
        for (int i = 1; i < kinds; i++) {
            char other[16];
            (void)snprintf(other, sizeof other, "x%dx", i);
            answer(other);
        }
        answer_times(10, "满意");
        count();
        assert_int_equal(survey_question_count(survey), kinds == 64);
    }
    assert_int_equal(survey_respondents(survey), 1074);
}

static void names_of_columns_are_copied(void **state)
{
    (void)state;
    char name[] = "q";
    const struct text column = {name, 1}, cell = text_of("满意");
    survey = survey_new(&column, 1);
    assert_non_null(survey);
    name[0] = 'x';
    assert_true(survey_add(survey, &cell));
    count();
    question_is(0, "q: 满意 1 1000+");
}

static void a_survey_may_be_empty(void **state)
{
    (void)state;
    survey_free(NULL);
    survey = survey_new(NULL, 0);
    assert_non_null(survey);
    assert_true(survey_add(survey, NULL));
    count();
    assert_int_equal(survey_question_count(survey), 0);
    assert_int_equal(survey_respondents(survey), 1);
    ask("q");
    count();
    assert_int_equal(survey_question_count(survey), 0);
}

/* --- the table of words ---------------------------------------------------------------------- */

/* How a word counts: + - 0, or ? where it is no word of the scale. */
static char sign_of(const struct answer_words *words, enum scale scale, const char *answer_text)
{
    struct buffer key = {0};
    answer_key(text_of(answer_text), &key);
    const struct answer_word *word = answers_find(words, scale, buffer_view(&key));
    buffer_free(&key);
    return "+-0?"[word == NULL ? ANSWER_UNKNOWN : word->counts];
}

static void words_count_as_they_are_meant(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        char satisfaction, awareness;
    } WORDS[] = {
        {"非常满意", '+', '?'},
        {"很满意", '+', '?'},
        {"满意", '+', '?'},
        {"比较满意", '+', '?'},
        {"基本满意", '+', '?'},
        {"一般", '-', '?'},
        {"一般满意", '-', '?'},
        {"不太满意", '-', '?'},
        {"不满意", '-', '?'},
        {"很不满意", '-', '?'},
        {"非常不满意", '-', '?'},
        {"好", '+', '?'},
        {"较好", '+', '?'},
        {"较差", '-', '?'},
        {"差", '-', '?'},
        {"不清楚", '0', '-'},
        {"说不清", '0', '?'},
        {"不了解情况", '0', '?'},
        {"不了解", '0', '-'},
        {"不知道", '0', '-'},
        {"知道", '?', '+'},
        {"听说过", '?', '+'},
        {"非常了解", '?', '+'},
        {"比较了解", '?', '+'},
        {"了解", '?', '+'},
        {"基本了解", '?', '+'},
        {"了解一点", '?', '+'},
        {"知晓", '?', '+'},
        {"不知晓", '?', '-'},
        {"very satisfied", '+', '?'},
        {"satisfied", '+', '?'},
        {"mostly satisfied", '+', '?'},
        {"neutral", '-', '?'},
        {"dissatisfied", '-', '?'},
        {"very dissatisfied", '-', '?'},
        {"don't know", '0', '-'},
        {"aware", '?', '+'},
        {"heard of it", '?', '+'},
        {"not aware", '?', '-'},
    };
    struct answer_words words = {0};
    struct error error;
    if (!answers_load(&words, &error))
        fail_msg("%s", error.text);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        char signs[] = {sign_of(&words, SCALE_SATISFACTION, WORDS[i].text),
                        sign_of(&words, SCALE_AWARENESS, WORDS[i].text), '\0'};
        if (signs[0] != WORDS[i].satisfaction || signs[1] != WORDS[i].awareness)
            fail_msg("%s counts %s", WORDS[i].text, signs);
    }
    answers_free(&words);
}

static void better_words_rank_before_worse(void **state)
{
    (void)state;
    struct answer_words words = {0};
    assert_true(answers_load(&words, NULL));
    for (int i = 0; i < words.count; i++)
        for (int k = 0; k < words.count; k++)
            if (words.word[i].scale == words.word[k].scale &&
                words.word[i].counts < words.word[k].counts)
                assert_true(words.word[i].rank < words.word[k].rank);
    answers_free(&words);
}

#define test(f) cmocka_unit_test_teardown(f, close_survey)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(three_points),
        test(four_points_and_no_opinion),
        test(five_points),
        test(all_satisfied_is_one_thousand),
        test(half_a_permille_is_rounded_up),
        test(no_opinion_at_all_has_no_rate),
        test(awareness),
        test(a_word_of_two_scales_goes_by_the_other_answers),
        test(english),
        test(good_and_bad),
        test(numbers),
        test(spellings_of_one_answer_are_one),
        test(what_is_no_option_stays),
        test(only_zero_to_ten_are_numbers),
        test(names_and_remarks_are_left_out),
        test(more_than_half_of_the_answers_make_a_question),
        test(what_is_no_word_of_the_scale_goes_together),
        test(words_of_both_scales_are_not_added_up),
        test(running_numbers_are_no_question),
        test(other_numbers_are_no_question),
        test(many_kinds_of_answers_are_no_question),
        test(names_of_columns_are_copied),
        test(a_survey_may_be_empty),
        test(words_count_as_they_are_meant),
        test(better_words_rank_before_worse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
