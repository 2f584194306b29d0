/* The number of a household as it is compared. */
#include "base/household_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void same(const char *a, const char *b)
{
    struct household_key x, y;
    assert_true(household_key_make(&x, text_of(a)));
    assert_true(household_key_make(&y, text_of(b)));
    if (!text_equal(x.text, y.text))
        fail_msg("'%s' and '%s' are two", a, b);
    household_key_free(&x);
    household_key_free(&y);
}

static void other(const char *a, const char *b)
{
    struct household_key x, y;
    assert_true(household_key_make(&x, text_of(a)));
    assert_true(household_key_make(&y, text_of(b)));
    if (text_equal(x.text, y.text))
        fail_msg("'%s' and '%s' are one", a, b);
    household_key_free(&x);
    household_key_free(&y);
}

static void spellings_of_one_number_are_one(void **state)
{
    (void)state;
    same("LA20250001", "la20250001");
    same("LA20250001", "'LA20250001");
    same("LA20250001", "\u2019LA20250001");
    same("LA20250001", "`LA20250001");
    same("LA20250001", "\uff07LA20250001");
    same("LA20250001", "LA2025 0001");
    same("LA20250001", "LA2025\u200b0001");
    same("LA20250001", "\uff2c\uff2120250001");           /* full-width letters */
    same("LA20250001", "LA\uff12\uff10\uff12\uff150001"); /* full-width digits */
    same("LA20250001", "\ufeffLA20250001\u3000");
    same("\u4e01-01", "\u4e01-0\u20601");
}

static void other_numbers_are_others(void **state)
{
    (void)state;
    other("LA20250001", "LA20250010");
    other("LA20250001", "LA2025-0001"); /* 1-12 is not 11-2 */
    other("1-12", "11-2");
    other("0001", "1");
    other("", "0");
    other("H'1", "H1"); /* an apostrophe within is one */
}

static void long_numbers_are_whole(void **state)
{
    (void)state;
    char a[201], b[201];
    memset(a, 'A', 200);
    memset(b, 'a', 200);
    a[200] = b[200] = '\0';
    same(a, b);
    b[199] = 'b';
    other(a, b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_one_number_are_one),
        cmocka_unit_test(other_numbers_are_others),
        cmocka_unit_test(long_numbers_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
