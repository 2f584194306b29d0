/* Regions: six digits, and which lies in which. */
#include "policy/region.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>

#define SIZE(array) (sizeof(array) / sizeof *(array))

/* Codes of every kind, the odd ones among them: counties without a prefecture, and numbers that
 * no place has. */
static const int32_t CODES[] = {0,      1,      99,     100,    9900,   10000,  10001,
                                10100,  110000, 110101, 340000, 340001, 340100, 340104,
                                341500, 341502, 341503, 341522, 341600, 341602, 420000,
                                420100, 420102, 429000, 429004, 990000, 999900, 999999};

static void reads(const char *text, int32_t code)
{
    struct region r = {-1};
    char back[REGION_TEXT_SIZE];
    assert_true(region_parse(text_of(text), &r));
    assert_int_equal(r.code, code);
    assert_int_equal(region_format(r, back), 6);
    assert_string_equal(back, text);
}

static void six_digits_are_a_region(void **state)
{
    (void)state;
    reads("000000", 0);
    reads("000001", 1);
    reads("010000", 10000);
    reads("341502", 341502);
    reads("999999", 999999);
}

static void nothing_else_is(void **state)
{
    (void)state;
    static const char *const OTHERS[] = {"",       "34150",  "3415021", "34150x", " 34150",
                                         "+34150", "-34150", "34 150",  "3415.2", "34150/",
                                         "34150:", "六安",   "0x1234",  "341502 "};
    struct region r;
    for (size_t i = 0; i < SIZE(OTHERS); i++)
        if (region_parse(text_of(OTHERS[i]), &r))
            fail_msg("'%s' is read", OTHERS[i]);
    assert_false(region_parse((struct text){"34150\0", 6}, &r));
}

static void parent_is(int32_t code, int32_t expected)
{
    assert_int_equal(region_parent((struct region){code}).code, expected);
}

static void each_level_has_the_next(void **state)
{
    (void)state;
    parent_is(341502, 341500);
    parent_is(341500, 340000);
    parent_is(340000, 0);
    parent_is(0, 0);
    parent_is(429004, 429000);
    parent_is(429000, 420000);
    parent_is(1, 0);
    parent_is(100, 0);
    parent_is(999999, 999900);
}

static bool lies_in(int32_t code, int32_t other)
{
    struct region r = {code};
    for (int levels = 0; levels < 4; levels++, r = region_parent(r))
        if (r.code == other)
            return true;
    return false;
}

static void common_is(int32_t a, int32_t b, int32_t expected)
{
    assert_int_equal(region_common((struct region){a}, (struct region){b}).code, expected);
    assert_int_equal(region_common((struct region){b}, (struct region){a}).code, expected);
}

static void the_same_region_is_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < SIZE(CODES); i++)
        common_is(CODES[i], CODES[i], CODES[i]);
}

static void one_lies_in_the_other(void **state)
{
    (void)state;
    common_is(341502, 341500, 341500);
    common_is(341502, 340000, 340000);
    common_is(341502, 0, 0);
    common_is(341500, 340000, 340000);
    common_is(341500, 0, 0);
    common_is(340000, 0, 0);
}

static void both_lie_in_a_third(void **state)
{
    (void)state;
    common_is(341502, 341503, 341500);
    common_is(341502, 341602, 340000);
    common_is(341502, 341600, 340000);
    common_is(341500, 341600, 340000);
    common_is(429004, 420102, 420000);
}

static void two_provinces_lie_in_the_country(void **state)
{
    (void)state;
    common_is(340000, 420000, 0);
    common_is(341500, 420000, 0);
    common_is(341502, 420000, 0);
    common_is(341500, 420100, 0);
    common_is(341502, 420100, 0);
    common_is(341502, 420102, 0);
}

static void whatever_the_codes_it_is_the_smallest(void **state)
{
    (void)state;
    for (size_t i = 0; i < SIZE(CODES); i++)
        for (size_t k = 0; k < SIZE(CODES); k++) {
            const int32_t a = CODES[i], b = CODES[k];
            const int32_t found = region_common((struct region){a}, (struct region){b}).code;
            if (!lies_in(a, found) || !lies_in(b, found))
                fail_msg("%d and %d do not both lie in %d", a, b, found);
            for (size_t m = 0; m < SIZE(CODES); m++)
                if (lies_in(a, CODES[m]) && lies_in(b, CODES[m]) && !lies_in(found, CODES[m]))
                    fail_msg("%d and %d lie in %d, which is smaller than %d", a, b, CODES[m],
                             found);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(six_digits_are_a_region),
        cmocka_unit_test(nothing_else_is),
        cmocka_unit_test(each_level_has_the_next),
        cmocka_unit_test(the_same_region_is_its_own),
        cmocka_unit_test(one_lies_in_the_other),
        cmocka_unit_test(both_lie_in_a_third),
        cmocka_unit_test(two_provinces_lie_in_the_country),
        cmocka_unit_test(whatever_the_codes_it_is_the_smallest),
    };
    alarm(20); /* a search that never ends ends here */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
