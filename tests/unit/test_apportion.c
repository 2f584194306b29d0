/* Percentages that add up to one hundred. */
#include "tally/apportion.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#define PARTS_MAX 12

static void shares_are(const int64_t *parts, int count, int64_t whole, const int64_t *expected)
{
    int64_t shares[PARTS_MAX];
    for (int i = 0; i < PARTS_MAX; i++)
        shares[i] = -1;
    assert_true(apportion(parts, count, whole, shares));
    for (int i = 0; i < count; i++)
        assert_int_equal(shares[i], expected[i]);
    for (int i = count; i < PARTS_MAX; i++)
        assert_int_equal(shares[i], -1);
}

#define PARTS(...)    ((const int64_t[]){__VA_ARGS__})
#define EXPECTED(...) ((const int64_t[]){__VA_ARGS__})

static void whole_quotients_are_the_shares(void **state)
{
    (void)state;
    shares_are(PARTS(1), 1, 1000, EXPECTED(1000));
    shares_are(PARTS(1, 3), 2, 1000, EXPECTED(250, 750));
    shares_are(PARTS(0, 7, 0), 3, 1000, EXPECTED(0, 1000, 0));
}

static void what_is_left_goes_to_the_largest_remainders(void **state)
{
    (void)state;
    /* 3/7, 2/7, 2/7 of 1000: 428 4/7, 285 5/7, 285 5/7; two are left, for the latter two */
    shares_are(PARTS(3, 2, 2), 3, 1000, EXPECTED(428, 286, 286));
    /* 47, 16, 16, 12, 6, 3 per cent of 10 seats: 4.7 1.6 1.6 1.2 0.6 0.3; 7 go whole, and the
     * three left to 0.7, 0.6 and the second 0.6, which come before the third 0.6 */
    shares_are(PARTS(47, 16, 16, 12, 6, 3), 6, 10, EXPECTED(5, 2, 2, 1, 0, 0));
}

static void of_equal_remainders_the_earlier_wins(void **state)
{
    (void)state;
    shares_are(PARTS(1, 1, 1), 3, 1000, EXPECTED(334, 333, 333));
    shares_are(PARTS(1, 1, 1, 1, 1, 1), 6, 1000, EXPECTED(167, 167, 167, 167, 166, 166));
    shares_are(PARTS(0, 1, 1, 1), 4, 100, EXPECTED(0, 34, 33, 33));
}

static void nothing_is_shared_out_over_nothing(void **state)
{
    (void)state;
    shares_are(PARTS(0, 0), 2, 1000, EXPECTED(0, 0));
    shares_are(PARTS(1, 2), 2, 0, EXPECTED(0, 0));
    shares_are(PARTS(1), 0, 1000, EXPECTED(1));
}

static void large_parts_do_not_overflow(void **state)
{
    (void)state;
    shares_are(PARTS(INT64_MAX), 1, INT64_MAX, EXPECTED(INT64_MAX));
    /* halves of 2^63 - 1: one just below 500, one just above; the one left goes to the 0.99… */
    shares_are(PARTS(INT64_MAX / 2, INT64_MAX / 2 + 1), 2, 1000, EXPECTED(500, 500));
}

static void what_cannot_be_shared_out_is_refused(void **state)
{
    (void)state;
    int64_t shares[2] = {-7, -7};
    assert_false(apportion(PARTS(INT64_MAX, 1), 2, 1000, shares));
    assert_false(apportion(PARTS(2, -1), 2, 1000, shares));
    assert_false(apportion(PARTS(1, 1), 2, -1, shares));
    assert_int_equal(shares[0], -7);
    assert_int_equal(shares[1], -7);
}

static void shares_are_whole_and_near_their_quotients(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        int64_t parts[PARTS_MAX], shares[PARTS_MAX], all = 0, sum = 0;
        int count = 1 + round % PARTS_MAX;
        const int64_t whole = round % 3 == 0 ? 100 : round % 3 == 1 ? 1000 : round % 17;
        for (int i = 0; i < count; i++) {
            seed = seed * 1664525u + 1013904223u;
            parts[i] = (seed >> 16) % (round % 2 == 0 ? 5 : 5000);
            all += parts[i];
        }
        assert_true(apportion(parts, count, whole, shares));
        for (int i = 0; i < count; i++) {
            sum += shares[i];
            /* floor and ceiling of parts × whole / all, without a remainder lost */
            const int64_t low = all == 0 ? 0 : parts[i] * whole / all;
            const int64_t high = all == 0 ? 0 : (parts[i] * whole + all - 1) / all;
            assert_in_range(shares[i], low, high);
        }
        assert_int_equal(sum, all == 0 ? 0 : whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_quotients_are_the_shares),
        cmocka_unit_test(what_is_left_goes_to_the_largest_remainders),
        cmocka_unit_test(of_equal_remainders_the_earlier_wins),
        cmocka_unit_test(nothing_is_shared_out_over_nothing),
        cmocka_unit_test(large_parts_do_not_overflow),
        cmocka_unit_test(what_cannot_be_shared_out_is_refused),
        cmocka_unit_test(shares_are_whole_and_near_their_quotients),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
