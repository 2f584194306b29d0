/* Amounts in Chinese capitals: the examples of the rules on filling in bills and vouchers, and
 * what lies between them. */
#include "base/capital.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void is(int64_t fen, const char *expected)
{
    struct buffer out = {0};
    capital_put(&out, (struct money){fen});
    buffer_char(&out, '\0');
    assert_false(out.failed);
    assert_string_equal(out.p, expected);
    buffer_free(&out);
}

/* 支付结算办法, 附件一, 四: each of its examples, in the shorter of two forms where it has two. */
static void examples_of_the_rules(void **state)
{
    (void)state;
    is(140950, "壹仟肆佰零玖元伍角");
    is(600714, "陆仟零柒元壹角肆分");
    is(168032, "壹仟陆佰捌拾元叁角贰分");
    is(10700053, "壹拾万柒仟元伍角叁分");
    is(1640902, "壹万陆仟肆佰零玖元零贰分");
    is(32504, "叁佰贰拾伍元零肆分");
}

static void each_digit_and_unit(void **state)
{
    (void)state;
    is(1234567890, "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角");
    is(1200000, "壹万贰仟元整");
    is(100, "壹元整");
    is(1000, "壹拾元整"); /* 壹 stands before 拾 as well */
    is(1100, "壹拾壹元整");
    is(9999999999, "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分");
}

static void below_one_yuan(void **state)
{
    (void)state;
    is(0, "零元整");
    is(1, "壹分");
    is(10, "壹角");
    is(50, "伍角");
    is(53, "伍角叁分");
    is(99, "玖角玖分");
}

static void zeros_in_the_middle_are_one(void **state)
{
    (void)state;
    is(100100, "壹仟零壹元整");
    is(101000, "壹仟零壹拾元整");
    is(1000100, "壹万零壹元整");
    is(1001000, "壹万零壹拾元整");
    is(1010000, "壹万零壹佰元整");
    is(10010000, "壹拾万零壹佰元整");
    is(100000100, "壹佰万零壹元整");
    is(1001000000, "壹仟零壹万元整");
    is(1001010100, "壹仟零壹万零壹佰零壹元整");
}

static void zero_before_fen_only(void **state)
{
    (void)state;
    is(101, "壹元零壹分");
    is(1001, "壹拾元零壹分");
    is(110, "壹元壹角");
    is(1010, "壹拾元壹角"); /* the digit of 元 is 0: none is needed */
    is(10000010, "壹拾万元壹角");
}

static void above_a_hundred_million(void **state)
{
    (void)state;
    is(10000000000, "壹亿元整");
    is(100000000000, "壹拾亿元整");
    is(10000000100, "壹亿零壹元整");
    is(10000700000, "壹亿零柒仟元整"); /* a whole group of zeros is read */
    is(15000000000, "壹亿伍仟万元整");
    is(10500000000, "壹亿零伍佰万元整");
    is(1000000000000000000, "壹亿亿元整");
    is(INT64_MAX, "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分");
}

static void below_zero(void **state)
{
    (void)state;
    is(-1, "负壹分");
    is(-123400, "负壹仟贰佰叁拾肆元整");
    is(INT64_MIN, "负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_of_the_rules),
        cmocka_unit_test(each_digit_and_unit),
        cmocka_unit_test(below_one_yuan),
        cmocka_unit_test(zeros_in_the_middle_are_one),
        cmocka_unit_test(zero_before_fen_only),
        cmocka_unit_test(above_a_hundred_million),
        cmocka_unit_test(below_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
