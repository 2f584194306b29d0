/* Numbers that identify people never appear whole in a message. */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/* In memory of exactly `size` bytes, so that a sanitizer sees one too many. */
static void shows_in(size_t size, const char *text, const char *expected)
{
    size_t n = strlen(text);
    char *in = malloc(n > 0 ? n : 1), *out = malloc(size);
    assert_non_null(in);
    assert_non_null(out);
    memcpy(in, text, n);
    assert_ptr_equal(text_masked((struct text){in, n}, out, size), out);
    assert_string_equal(out, expected);
    free(in);
    free(out);
}

static void shows(const char *text, const char *expected)
{
    shows_in(128, text, expected);
}

static void what_identifies_is_hidden(void **state)
{
    (void)state;
    shows("341502197804284452", "3415**********4452"); /* an ID: four, ten stars, four */
    shows("34150219780428445X", "3415**********445X"); /* its X included */
    shows("341502780428445", "3415*******8445");       /* an old ID */
    shows("13805641234", "138****1234");               /* a phone */
    shows("6217002668118897772", "6217***********7772");
}

static void eleven_digits_are_hidden_where_they_are_a_mobile_number(void **state)
{
    (void)state;
    shows("1234567890", "1234567890");
    shows("12345678901", "12345678901"); /* no mobile number begins with 12 */
    shows("12999999999", "12999999999");
    shows("13000000000", "130****0000");
    shows("19999999999", "199****9999");
    shows("23805641234", "23805641234");
    shows("012345678901", "0123****8901"); /* twelve are hidden, whatever they are */
    shows("1234567890X", "1234567890X");   /* an X belongs to 17 digits only */
    shows("3415021978042844X", "3415********2844X");
    shows("341502197804284451X", "3415**********4451X"); /* 18 digits, then a letter */
}

static void separators_and_wide_digits_hide_nothing(void **state)
{
    (void)state;
    shows("138 0564 1234", "138****1234");
    shows("138-0564-1234.", "138****1234.");
    shows("341502 19780428 445X", "3415**********445X");
    shows("6217 0026 6811 8897 772", "6217***********7772");
    shows("１３８０５６４１２３４", "138****1234");
    shows("138\t0564\xC2\xA0"
          "1234",
          "138****1234"); /* U+00A0 */
    shows("138\xE3\x80\x80"
          "05641234",
          "138****1234"); /* U+3000 */
    shows("34150219780428445x", "3415**********445X");
    shows("34150219780428445a", "3415*********8445a"); /* 17 digits, then a letter */
    shows("1-2-3-4-5-6-7-8-9-0-1-2", "1234****9012");
    shows("2025-03-01", "2025-03-01"); /* a date is no such number */
    shows("100.00, 200.00", "100.00, 200.00");
}

static void every_such_number_in_a_text_is(void **state)
{
    (void)state;
    shows("张三13805641234, 341502197804284452。", "张三138****1234, 3415**********4452。");
    shows("13805641234;13805641234", "138****1234;138****1234");
    shows("a123456789012b", "a1234****9012b");
    shows("no number", "no number");
    shows("", "");
}

static void line_breaks_become_spaces(void **state)
{
    (void)state;
    shows("a\nb\r\nc\td\x01", "a b  c d ");
}

static void a_long_text_is_cut_at_a_whole_character(void **state)
{
    (void)state;
    shows_in(9, "abcde", "abcde"); /* 8 bytes are room: 5 and the ellipsis of 3 */
    shows_in(9, "abcdef", "abcde…");
    shows_in(9, "困难", "困…"); /* 3 of the 5, and no half character */
    shows_in(10, "困难", "困难");
    shows_in(10, "困难职", "困难…");
    shows_in(4, "a", "…");
    shows_in(4, "", "");
}

static void a_number_is_not_cut_in_two(void **state)
{
    (void)state;
    shows_in(15, "13805641234", "138****1234"); /* 11 + 3 + NUL */
    shows_in(14, "13805641234", "…");           /* rather nothing of it than a part */
    shows_in(24, "phone 13805641234 x", "phone 138****1234 x");
    shows_in(20, "phone 13805641234 x", "phone …");
}

static void runs_without_end_are_hidden(void **state)
{
    (void)state;
    char digits[101], expected[101];
    memset(digits, '7', 100);
    digits[100] = '\0';
    memset(expected, '*', 100);
    memset(expected, '7', 4);
    memset(expected + 96, '7', 4);
    expected[100] = '\0';
    shows(digits, expected);
}

static void bytes_that_are_not_utf8_do_no_harm(void **state)
{
    (void)state;
    shows("a\xFFz", "a\xFFz");
    shows("13805641234\xE5\x9B", "138****1234\xE5\x9B");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_identifies_is_hidden),
        cmocka_unit_test(eleven_digits_are_hidden_where_they_are_a_mobile_number),
        cmocka_unit_test(separators_and_wide_digits_hide_nothing),
        cmocka_unit_test(every_such_number_in_a_text_is),
        cmocka_unit_test(line_breaks_become_spaces),
        cmocka_unit_test(a_long_text_is_cut_at_a_whole_character),
        cmocka_unit_test(a_number_is_not_cut_in_two),
        cmocka_unit_test(runs_without_end_are_hidden),
        cmocka_unit_test(bytes_that_are_not_utf8_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
