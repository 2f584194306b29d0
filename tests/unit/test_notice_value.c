/* What cells become in letters: hidden, escaped, filtered. */
#include "notice/value.h"
#include "table/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct buffer out;

static const char *shown(void)
{
    buffer_char(&out, '\0');
    assert_false(out.failed);
    return out.p;
}

static const char *masked(const char *column, const char *cell)
{
    buffer_clear(&out);
    value_mask(&out, column == NULL ? NULL : column_find(text_of(column)), text_of(cell));
    return shown();
}

static const char *escaped(const char *text, bool html)
{
    buffer_clear(&out);
    value_escape(&out, text_of(text), html);
    return shown();
}

/* 4 and 4 of an ID, 3 and 4 of a mobile number; of a number of another length the last two. */
static void numbers_of_people_are_hidden(void **state)
{
    (void)state;
    assert_string_equal(masked("id_number", "11010519491231002X"), "1101**********002X");
    assert_string_equal(masked("phone", "13800138000"), "138****8000");
    assert_string_equal(masked("phone", "13800138000 0564-3331234"), "**********************34");
    assert_string_equal(masked("name", "王芳 13800138000"), "王芳 ***");
    assert_string_equal(masked("union", "0564 3331234"), "***");
    assert_string_equal(masked("union", "生于1975-03-05"), "生于***");
    assert_string_equal(masked("name", "张三一三八〇〇一三八〇〇〇"), "张***");
    assert_string_equal(masked(NULL, "11010519491231002X"), "***");
    assert_string_equal(masked("household_id", "11010519491231002X"), "1101**********002X");
    assert_string_equal(masked("household_id", "LA20250001"), "LA20250001");
    assert_string_equal(masked("household_id", "0564-3331234"), "***");
    assert_string_equal(masked("household_id", "一三八零零一三八零零零"), "***");
    assert_string_equal(masked("household_id", "六安20250001"), "六安20250001");
    assert_string_equal(masked("phone", "3300012"), "*****12");
    assert_string_equal(masked("id_number", "1101051"), "*****51");
    assert_string_equal(masked("bank_card", "123"), "***");
    assert_string_equal(masked("id_number", "军官证字第1号"), "*****1号");
    assert_string_equal(masked("phone", ""), "");
    assert_string_equal(masked("union", "0564-1"), "0564-1");
}

/* What cannot be a number of a person by the type of its column; an amount of ten thousand million
 * yuan is none. */
static void days_and_amounts_are_shown(void **state)
{
    (void)state;
    assert_string_equal(masked("applied_on", "2025-03-05"), "2025-03-05");
    assert_string_equal(masked("applied_on", "13800138000"), "***");
    assert_string_equal(masked("run_from", "2025-03"), "2025-03");
    assert_string_equal(masked("run_months", "12"), "12");
    assert_string_equal(masked("total_aid", "1000000000.00"), "1000000000.00");
    assert_string_equal(masked("total_aid", "-9999999999.99"), "-9999999999.99");
    assert_string_equal(masked("total_aid", "10000000000.00"), "***");
    assert_string_equal(masked("total_aid", "13800138000"), "***");
    /* what is to be brought begins with a day of the office's, and only there */
    assert_string_equal(masked("to_bring", "请于2025年7月31日（含）前补交：0564-3331234"),
                        "请于2025年7月31日（含）前补交：***");
    assert_string_equal(masked("to_bring", "生于1975年12月31日（含）"), "生于***日（含）");
}

static void nothing_is_taken_for_markup(void **state)
{
    (void)state;
    assert_string_equal(escaped("<b>&\"'", true), "&lt;b&gt;&amp;&quot;&#39;");
    assert_string_equal(escaped("<b>&\"'", false), "<b>&\"'");
    assert_string_equal(escaped("a\r\nb\tc", true), "a  b c");
    assert_string_equal(escaped("a\x01\x7F", true), "a\uFFFD\uFFFD");
    assert_string_equal(escaped("a\u202Eb\u200Bc\u2066\uFEFF", false),
                        "a\uFFFDb\uFFFDc\uFFFD\uFFFD");
    assert_string_equal(escaped("㛃𠮷、\uFF08\uFF09", true), "㛃𠮷、\uFF08\uFF09");
}

static const char *filtered(enum notice_filter filter, const char *column, const char *value)
{
    struct error error;
    buffer_clear(&out);
    return value_filter(&out, filter, column, text_of(value), &error) ? shown() : NULL;
}

static void filters(void **state)
{
    (void)state;
    assert_string_equal(filtered(FILTER_CAPITAL, "total_aid", "12000.00"), "壹万贰仟元整");
    assert_string_equal(filtered(FILTER_CAPITAL, "total_aid", " "), "");
    assert_null(filtered(FILTER_CAPITAL, "total_aid", "1,200"));
    assert_string_equal(filtered(FILTER_CAPITAL, NULL, "9999999999.99"),
                        "玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分");
    assert_null(filtered(FILTER_CAPITAL, NULL, "10000000000"));
    assert_null(filtered(FILTER_CAPITAL, NULL, "13800138000")); /* a phone */
    assert_string_equal(filtered(FILTER_DATE, NULL, "2025-03-05"), "2025年3月5日");
    assert_null(filtered(FILTER_DATE, NULL, "2025-02-29"));
    assert_null(filtered(FILTER_DATE, NULL, "2025年3月5日"));
    assert_string_equal(filtered(FILTER_MONTH, NULL, "2025-12"), "2025年12月");
    assert_string_equal(filtered(FILTER_MONTH, NULL, "2025-12-31"), "2025年12月");
    assert_null(filtered(FILTER_MONTH, NULL, "12"));
    assert_string_equal(filtered(FILTER_WORDS, "category", "deep"), "深度困难");
    assert_string_equal(filtered(FILTER_WORDS, NULL, "某"), "某");
}

static void nothing_to_say(void **state)
{
    (void)state;
    static const char *const NOTHING[] = {"", " ", "no", "否", "无", "false", "0", "0.00"};
    for (size_t i = 0; i < sizeof NOTHING / sizeof *NOTHING; i++)
        assert_true(value_is_nothing(text_of(NOTHING[i])));
    assert_false(value_is_nothing(text_of("0.01")));
    assert_false(value_is_nothing(text_of("yes")));
    assert_false(value_is_nothing(text_of("none")));
}

static void words_in_cells(void **state)
{
    (void)state;
    const struct text out_word = text_of("out");
    assert_true(value_has_word("exit_status", text_of("out"), out_word));
    assert_true(value_has_word("exit_status", text_of("已脱困"), out_word));
    assert_false(value_has_word("exit_status", text_of("without"), out_word));
    assert_true(value_has_word("categories", text_of("deep; relative"), text_of("relative")));
    assert_false(value_has_word("exit_status", text_of(""), out_word));
    const struct text end = text_of("*:not-met");
    assert_true(value_has_word("reasons", text_of("a;b:not-met ;c"), end));
    assert_false(value_has_word("reasons", text_of("a:not-met-yet;not-met"), end));
    assert_true(value_ends(text_of(":not-met"), end));
    assert_false(value_ends(text_of(""), end));
}

static int open_words(void **state)
{
    (void)state;
    struct error error;
    return columns_open(&error) && words_open(&error) ? 0 : -1;
}

static int free_out(void **state)
{
    (void)state;
    buffer_free(&out);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_people_are_hidden),
        cmocka_unit_test(days_and_amounts_are_shown),
        cmocka_unit_test(nothing_is_taken_for_markup),
        cmocka_unit_test(filters),
        cmocka_unit_test(nothing_to_say),
        cmocka_unit_test(words_in_cells),
    };
    return cmocka_run_group_tests(tests, open_words, free_out);
}
