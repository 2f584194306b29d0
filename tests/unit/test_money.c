/* Amounts and rates: reading, writing, reckoning. */
#include "base/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void money(const char *text, int64_t fen)
{
    struct money m = {-77};
    if (money_parse(text_of(text), &m) != NUMBER_OK || m.fen != fen)
        fail_msg("'%s' is %lld fen", text, (long long)m.fen);
}

static void no_money(const char *text, enum number_error expected)
{
    struct money m = {-77};
    enum number_error found = money_parse(text_of(text), &m);
    if (found != expected || m.fen != -77)
        fail_msg("'%s': %d, %lld fen", text, found, (long long)m.fen);
}

static void amounts_are_read_strictly(void **state)
{
    (void)state;
    money("0", 0);
    money("12.5", 1250);
    money("12.50", 1250);
    money("-0.01", -1);
    money("-0", 0);
    money("007", 700);
    money("92233720368547758.07", INT64_MAX);
    money("-92233720368547758.07", -INT64_MAX);
    static const char *const NO[] = {"",      "-",   ".",   ".5",  "5.",  "-.5", "+5",    "--5",
                                     "1,000", "1 0", " 1",  "1 ",  "1e3", "0x1", "1.2.3", "1..2",
                                     "abc",   "１",  "1元", "NaN", "1-",  "-5.", "1.-2"};
    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        no_money(NO[i], NUMBER_NOT_A_NUMBER);
    struct money m;
    assert_int_equal(money_parse((struct text){NULL, 0}, &m), NUMBER_NOT_A_NUMBER);
    assert_int_equal(money_parse((struct text){"12.345", 5}, &m), NUMBER_OK);
    assert_true(m.fen == 1234); /* as long as it says */
}

static void more_than_two_decimals_are_too_many(void **state)
{
    (void)state;
    no_money("1.005", NUMBER_TOO_MANY_DECIMALS);
    no_money("1.000", NUMBER_TOO_MANY_DECIMALS);
    no_money("-1.005", NUMBER_TOO_MANY_DECIMALS);
    no_money("1.00x", NUMBER_NOT_A_NUMBER);
    no_money("1.005.", NUMBER_NOT_A_NUMBER);
}

static void amounts_that_do_not_fit_are_overflow(void **state)
{
    (void)state;
    no_money("92233720368547758.08", NUMBER_OVERFLOW);
    no_money("-92233720368547758.09", NUMBER_OVERFLOW);
    no_money("92233720368547759", NUMBER_OVERFLOW);
    no_money("922337203685477580", NUMBER_OVERFLOW);
    no_money("99999999999999999999999999999999", NUMBER_OVERFLOW);
    no_money("99999999999999999999999999999999x", NUMBER_NOT_A_NUMBER);
    money("00000000000000000000000000000001", 100);
}

static void amount(int64_t fen, const char *expected)
{
    char out[MONEY_TEXT_SIZE];
    size_t n = money_format((struct money){fen}, out);
    assert_string_equal(out, expected);
    assert_int_equal(n, strlen(expected));
    if (fen != INT64_MIN)
        money(expected, fen);
}

static void amounts_are_written_with_two_decimals(void **state)
{
    (void)state;
    amount(0, "0.00");
    amount(1, "0.01");
    amount(-1, "-0.01");
    amount(10, "0.10");
    amount(99, "0.99");
    amount(100, "1.00");
    amount(-100, "-1.00");
    amount(123456, "1234.56");
    amount(INT64_MAX, "92233720368547758.07");
    amount(-INT64_MAX, "-92233720368547758.07");
    amount(INT64_MIN, "-92233720368547758.08");
}

static void rate(const char *text, int64_t millionths, const char *written)
{
    struct rate r;
    char out[RATE_TEXT_SIZE];
    assert_int_equal(rate_parse(text_of(text), &r), NUMBER_OK);
    assert_true(r.millionths == millionths);
    assert_int_equal(rate_format(r, out), strlen(written));
    assert_string_equal(out, written);
}

static void percent(const char *text, int64_t millionths, const char *written)
{
    struct rate r;
    char out[RATE_TEXT_SIZE];
    assert_int_equal(rate_parse_percent(text_of(text), &r), NUMBER_OK);
    assert_true(r.millionths == millionths);
    assert_int_equal(rate_format_percent(r, out), strlen(written));
    assert_string_equal(out, written);
}

static void rates_are_read_and_written(void **state)
{
    (void)state;
    rate("0", 0, "0");
    rate("9.5", 9500000, "9.5");
    rate("12", 12000000, "12");
    rate("12.000000", 12000000, "12");
    rate("0.000001", 1, "0.000001");
    rate("1000000", INT64_C(1000000000000), "1000000");
    percent("80%", 800000, "80%");
    percent("12.5%", 125000, "12.5%");
    percent("33.3333%", 333333, "33.3333%");
    percent("0.0001%", 1, "0.0001%");
    percent("0%", 0, "0%");
    percent("100000000%", INT64_C(1000000000000), "100000000%");
    char out[RATE_TEXT_SIZE];
    rate_format((struct rate){-1500000}, out);
    assert_string_equal(out, "-1.5");
    rate_format_percent((struct rate){INT64_MIN}, out); /* sign, 19 digits, point and % fit */
    assert_string_equal(out, "-922337203685477.5808%");
}

static void no_rate(const char *text, enum number_error plain, enum number_error of_percent)
{
    struct rate r = {-77};
    assert_int_equal(rate_parse(text_of(text), &r), plain);
    assert_int_equal(rate_parse_percent(text_of(text), &r), of_percent);
    assert_true(r.millionths == -77);
}

static void rates_that_are_none(void **state)
{
    (void)state;
    const enum number_error NOT = NUMBER_NOT_A_NUMBER;
    no_rate("", NOT, NOT);
    no_rate("%", NOT, NOT);
    no_rate("-1", NOT, NOT);
    no_rate("-1%", NOT, NOT);
    no_rate(".5", NOT, NOT);
    no_rate("5.%", NOT, NOT);
    no_rate("80 %", NOT, NOT);
    no_rate("80%%", NOT, NOT);
    no_rate("1.0000001", NUMBER_TOO_MANY_DECIMALS, NOT);
    no_rate("33.33333%", NOT, NUMBER_TOO_MANY_DECIMALS);
    no_rate("1000000.000001", NUMBER_OVERFLOW, NOT);
    no_rate("99999999999999999999", NUMBER_OVERFLOW, NOT);
    no_rate("100000000.0001%", NOT, NUMBER_OVERFLOW);
}

static void sums_are_checked(void **state)
{
    (void)state;
    struct money m = {5}, largest = {INT64_MAX}, least = {INT64_MIN}, one = {1}, minus = {-1};
    assert_true(money_add((struct money){INT64_MAX - 1}, one, &m) && m.fen == INT64_MAX);
    m.fen = 5;
    assert_false(money_add(largest, one, &m));
    assert_false(money_add(least, minus, &m));
    assert_false(money_subtract(least, one, &m));
    assert_false(money_subtract((struct money){0}, least, &m));
    assert_false(money_times(largest, 2, &m));
    assert_false(money_times(least, -1, &m));
    assert_int_equal(m.fen, 5); /* unchanged */
    assert_true(money_subtract(largest, largest, &m) && m.fen == 0);
    assert_true(money_times((struct money){-250}, 4, &m) && m.fen == -1000);
    assert_true(money_times(largest, 0, &m) && m.fen == 0);
}

static void rounds(int64_t fen, int64_t millionths, int64_t unit, int64_t expected)
{
    struct money m = {-77};
    struct exact e = exact_times_rate((struct money){fen}, (struct rate){millionths});
    assert_true(exact_round(e, unit, &m));
    assert_true(m.fen == expected);
}

static void a_half_is_rounded_away_from_zero(void **state)
{
    (void)state;
    rounds(1, 499999, 1, 0);
    rounds(1, 500000, 1, 1);
    rounds(1, 500001, 1, 1);
    rounds(-1, 499999, 1, 0);
    rounds(-1, 500000, 1, -1);
    rounds(3, 500000, 1, 2);
    rounds(149, RATE_ONE, 100, 100);
    rounds(150, RATE_ONE, 100, 200);
    rounds(-150, RATE_ONE, 100, -200);
    rounds(-149, RATE_ONE, 100, -100);
    rounds(INT64_MAX, RATE_ONE, 1, INT64_MAX);
    rounds(INT64_MIN, RATE_ONE, 1, INT64_MIN);
    rounds(INT64_MAX, 0, 100, 0);
    struct money m;
    struct exact e;
    /* …75807 goes down to whole yuan, and up to ten thousands of fen, which do not fit */
    assert_true(exact_round(exact_of((struct money){INT64_MAX}), 100, &m));
    assert_true(m.fen == INT64_MAX - 7);
    assert_false(exact_round(exact_of((struct money){INT64_MAX}), 10000, &m));
    assert_false(exact_round(exact_times_rate((struct money){INT64_MAX}, RATE_MAX), 1, &m));
    /* 1 fen × 0.7 × 0.7 = 0.49, not 0.7 rounded twice */
    assert_true(
        exact_times_rates((struct money){1}, (struct rate){700000}, (struct rate){700000}, &e));
    assert_true(exact_round(e, 1, &m) && m.fen == 0);
    assert_true(exact_add(e, e, &e) && exact_round(e, 1, &m) && m.fen == 1); /* 0.98 */
    assert_false(exact_times_rates((struct money){INT64_MAX}, RATE_MAX, RATE_MAX, &e));
    assert_true(exact_times_rates((struct money){INT64_C(90000000000000)}, RATE_MAX, RATE_MAX, &e));
    assert_false(exact_add(e, e, &e)); /* 9 × 10^37 twice */
}

static void floors(int64_t fen, int64_t expected)
{
    assert_true(money_floor((struct money){fen}, 100).fen == expected);
    assert_true(money_floor((struct money){fen}, 1).fen == fen);
}

static void a_floor_is_not_above(void **state)
{
    (void)state;
    floors(0, 0);
    floors(99, 0);
    floors(100, 100);
    floors(199, 100);
    floors(-1, -100);
    floors(-100, -100);
    floors(-101, -200);
    floors(INT64_MAX, INT64_MAX - 7);
    floors(INT64_MIN, INT64_MIN); /* there is none below */
}

static void whole_numbers_are_divided_the_same_way(void **state)
{
    (void)state;
    assert_int_equal(divide_round(0, 12), 0);
    assert_int_equal(divide_round(5, 12), 0);
    assert_int_equal(divide_round(6, 12), 1);
    assert_int_equal(divide_round(-5, 12), 0);
    assert_int_equal(divide_round(-6, 12), -1);
    assert_int_equal(divide_round(7, 3), 2);
    assert_int_equal(divide_round(8, 3), 3);
    assert_int_equal(divide_round(-8, 3), -3);
    assert_int_equal(divide_round(9, 3), 3);
    assert_int_equal(divide_round(-9, 3), -3);
    assert_true(divide_round(INT64_MAX, 1) == INT64_MAX);
    assert_true(divide_round(INT64_MIN, 1) == INT64_MIN);
    assert_int_equal(divide_round(INT64_MAX, INT64_MAX), 1);
    assert_int_equal(divide_round(INT64_MAX / 2, INT64_MAX), 0);
    assert_int_equal(divide_round(INT64_MAX / 2 + 1, INT64_MAX), 1);
    assert_int_equal(divide_round(-(INT64_MAX / 2) - 1, INT64_MAX), -1);
    assert_int_equal(divide_round(INT64_MIN, INT64_MAX), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_are_read_strictly),
        cmocka_unit_test(more_than_two_decimals_are_too_many),
        cmocka_unit_test(amounts_that_do_not_fit_are_overflow),
        cmocka_unit_test(amounts_are_written_with_two_decimals),
        cmocka_unit_test(rates_are_read_and_written),
        cmocka_unit_test(rates_that_are_none),
        cmocka_unit_test(sums_are_checked),
        cmocka_unit_test(a_half_is_rounded_away_from_zero),
        cmocka_unit_test(a_floor_is_not_above),
        cmocka_unit_test(whole_numbers_are_divided_the_same_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
