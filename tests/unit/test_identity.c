/* Resident ID numbers and card check digits. */
#include "base/identity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void reads(const char *typed, const char *expected)
{
    char id[IDENTITY_SIZE];
    assert_int_equal(identity_read(text_of(typed), id), IDENTITY_OK);
    assert_memory_equal(id, expected, IDENTITY_SIZE);
}

static void refuses(const char *typed, enum identity_error expected)
{
    char id[IDENTITY_SIZE] = "untouched.........", before[IDENTITY_SIZE];
    memcpy(before, id, IDENTITY_SIZE);
    assert_int_equal(identity_read(text_of(typed), id), expected);
    assert_memory_equal(id, before, IDENTITY_SIZE);
}

static void the_standards_own_examples_are_valid(void **state)
{
    (void)state;
    reads("11010519491231002X", "11010519491231002X");
    reads("440524188001010014", "440524188001010014");
}

static void a_small_x_counts_as_a_large_one(void **state)
{
    (void)state;
    reads("11010519491231002x", "11010519491231002X");
}

static void every_other_check_digit_is_wrong(void **state)
{
    (void)state;
    for (const char *digit = "0123456789"; *digit != '\0'; digit++) {
        char id[] = "110105194912310020";
        id[17] = *digit;
        refuses(id, IDENTITY_CHECKSUM);
    }
    refuses("44052418800101001X", IDENTITY_CHECKSUM);
}

static void the_check_digit_is_worked_out(void **state)
{
    (void)state;
    /* 34052419800101001: the weighted sum is 189, 2 modulo 11, so X. */
    assert_int_equal(identity_check_digit("34052419800101001"), 'X');
    assert_int_equal(identity_check_digit("44052418800101001"), '4');
}

static void fifteen_digits_get_a_century_and_a_check_digit(void **state)
{
    (void)state;
    reads("341523780428445", "341523197804284452");
    refuses("341523780431445", IDENTITY_BIRTH_DATE); /* 31 April */
    refuses("34152378042844X", IDENTITY_NOT_AN_ID);
}

static void a_birth_date_must_exist(void **state)
{
    (void)state;
    reads("34150220000229001X", "34150220000229001X");
    refuses("341502190002290013", IDENTITY_BIRTH_DATE); /* 1900 was no leap year */
    refuses("341502200102290017", IDENTITY_BIRTH_DATE);
    refuses("341502200113010017", IDENTITY_BIRTH_DATE);
    refuses("341502200100010017", IDENTITY_BIRTH_DATE);
    refuses("341502200101000017", IDENTITY_BIRTH_DATE);
    refuses("341502000001010017", IDENTITY_BIRTH_DATE);
}

static void other_lengths_and_letters_are_no_id(void **state)
{
    (void)state;
    refuses("", IDENTITY_NOT_AN_ID);
    refuses("44052418800101", IDENTITY_NOT_AN_ID);
    refuses("4405241880010100", IDENTITY_NOT_AN_ID);
    refuses("44052418800101001", IDENTITY_NOT_AN_ID);
    refuses("4405241880010100140", IDENTITY_NOT_AN_ID);
    refuses("44052418800101001Y", IDENTITY_NOT_AN_ID);
    refuses("4405241880010100X4", IDENTITY_NOT_AN_ID);
    refuses("X40524188001010014", IDENTITY_NOT_AN_ID);
    refuses("3.41502E+17", IDENTITY_NOT_AN_ID);
}

static void a_key_is_the_first_seventeen_digits(void **state)
{
    (void)state;
    assert_true(identity_key("11010519491231002X") == UINT64_C(11010519491231002));
    assert_true(identity_key("999999999999999999") == UINT64_C(99999999999999999));
}

static void luhn_finds_one_wrong_digit(void **state)
{
    (void)state;
    assert_true(luhn_valid(text_of("79927398713"))); /* the example of ISO/IEC 7812 */
    for (const char *digit = "012456789"; *digit != '\0'; digit++) {
        char card[] = "79927398713";
        card[10] = *digit;
        assert_false(luhn_valid(text_of(card)));
    }
    assert_true(luhn_valid(text_of("6217002668118897772")));
    assert_true(luhn_valid(text_of("18"))); /* 1 doubled is 2, and 8 */
}

static void luhn_wants_digits(void **state)
{
    (void)state;
    assert_false(luhn_valid(text_of("")));
    assert_false(luhn_valid(text_of("0")));
    assert_false(luhn_valid(text_of("7992739871 3")));
    assert_false(luhn_valid(text_of("7992739871-")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standards_own_examples_are_valid),
        cmocka_unit_test(a_small_x_counts_as_a_large_one),
        cmocka_unit_test(every_other_check_digit_is_wrong),
        cmocka_unit_test(the_check_digit_is_worked_out),
        cmocka_unit_test(fifteen_digits_get_a_century_and_a_check_digit),
        cmocka_unit_test(a_birth_date_must_exist),
        cmocka_unit_test(other_lengths_and_letters_are_no_id),
        cmocka_unit_test(a_key_is_the_first_seventeen_digits),
        cmocka_unit_test(luhn_finds_one_wrong_digit),
        cmocka_unit_test(luhn_wants_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
