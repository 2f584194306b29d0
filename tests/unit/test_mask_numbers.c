/* Numbers of people in what anybody may have typed: none of a number is shown. */
#include "masking/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/* In memory of exactly its size, so that a sanitizer sees one too many. */
static void masks(const char *text, const char *expected)
{
    const size_t n = strlen(text);
    char *in = malloc(n > 0 ? n : 1);
    struct buffer out = {0};
    assert_non_null(in);
    memcpy(in, text, n);
    const bool any = masking_put_text(&out, (struct text){in, n});
    buffer_char(&out, '\0');
    assert_false(out.failed);
    assert_string_equal(out.p, expected);
    assert_int_equal(any, strcmp(text, expected) != 0);
    buffer_free(&out);
    free(in);
}

static void long_numbers_are_hidden_whole(void **state)
{
    (void)state;
    masks("110105194912310021", "***");
    masks("11010519491231002X", "***");
    masks("110105491231002", "***");
    masks("13805641234", "***");
    masks("6217002668118897772", "***");
    masks("0564-3331234", "***");
    masks("3331234", "***"); /* seven digits may be a telephone; six are none */
    masks("333123", "333123");
    masks("tel 3331234, room 5", "tel ***, room 5");
    masks("", "");
    masks("abc", "abc");
}

static void numbers_are_found_however_they_are_typed(void **state)
{
    (void)state;
    masks("110105 19491231 0021", "***");
    masks("110105-1949-1231-002X", "***");
    masks("110105--------1949", "***");                      /* eight marks between two digits */
    masks("110105---------194912", "110105---------194912"); /* nine: two numbers of six */
    masks("1101051949l231002x", "***");                      /* a letter typed for a digit */
    masks("138\n0564\t1234", "***");
    masks("'110105194912310021", "'***");
    masks("\xEF\xBC\x91"
          "\xEF\xBC\x91"
          "\xEF\xBC\x90"
          "\xEF\xBC\x91"
          "\xEF\xBC\x90"
          "\xEF\xBC\x95"
          "\xEF\xBC\x91"
          "\xEF\xBC\x99"
          "\xEF\xBC\x94"
          "\xEF\xBC\x99"
          "\xEF\xBC\x91"
          "\xEF\xBC\x92"
          "\xEF\xBC\x93"
          "\xEF\xBC\x91"
          "\xEF\xBC\x90"
          "\xEF\xBC\x90"
          "\xEF\xBC\x92"
          "\xEF\xBC\x91"
          "",
          "***");
    masks("\xE4\xB8\x80"
          "\xE4\xB8\x89"
          "\xE5\x85\xAB"
          "\xE3\x80\x87"
          "\xE4\xBA\x94"
          "\xE5\x85\xAD"
          "\xE5\x9B\x9B"
          "\xE4\xB8\x80"
          "\xE4\xBA\x8C"
          "\xE4\xB8\x89"
          "\xE5\x9B\x9B"
          "",
          "***");
    masks("\xE2\x91\xA0"
          "\xE2\x91\xA1"
          "\xE2\x91\xA2"
          "\xE2\x91\xA3"
          "\xE2\x91\xA4"
          "\xE2\x91\xA5"
          "\xE2\x91\xA6"
          "",
          "***");
    masks("1949\xE5\xB9\xB4"
          "12\xE6\x9C\x88"
          "31\xE6\x97\xA5"
          "",
          "***\xE6\x97\xA5"); /* the words of a date */
}

static void what_is_no_number_of_a_person_stays(void **state)
{
    (void)state;
    masks("\xE7\x9A\x96"
          "\xE8\xA5\xBF"
          "\xE8\xB7\xAF"
          "12\xE5\x8F\xB7"
          "3\xE6\xA0\x8B"
          "",
          "\xE7\x9A\x96"
          "\xE8\xA5\xBF"
          "\xE8\xB7\xAF"
          "12\xE5\x8F\xB7"
          "3\xE6\xA0\x8B"
          "");
    masks("123;456;789", "123;456;789"); /* a semicolon is between numbers */
    masks("12a34b56c78", "12a34b56c78");
    masks("Unit 12 of 2025", "Unit 12 of 2025");
    masks("***", "***");
}

static void a_second_look_finds_nothing(void **state)
{
    (void)state;
    masks("x *** y 123456", "x *** y 123456");
    masks("123456 *** 1", "***"); /* marks: what stands around them is one number */
}

static void reads(const char *text, const char *expected)
{
    char id[IDENTITY_SIZE + 1] = "";
    assert_int_equal(masking_read_id(text_of(text), id),
                     expected == NULL ? IDENTITY_NOT_AN_ID : IDENTITY_OK);
    assert_string_equal(id, expected == NULL ? "" : expected);
}

/* 11010519491231002X is the example of GB 11643. */
static void an_id_is_read_in_all_its_forms(void **state)
{
    (void)state;
    static const char ID[] = "11010519491231002X";
    reads("11010519491231002X", ID);
    reads("11010519491231002x", ID);
    reads("110105491231002", ID); /* its form of 15 digits */
    reads(" 110105 19491231 002X ", ID);
    reads("110105-1949-1231-002x", ID);
    reads("'110105491231002", ID); /* as spreadsheets mark a text */
    reads("\xEF\xBC\x91"
          "\xEF\xBC\x91"
          "\xEF\xBC\x90"
          "\xEF\xBC\x91"
          "\xEF\xBC\x90"
          "\xEF\xBC\x95"
          "\xEF\xBC\x91"
          "\xEF\xBC\x99"
          "\xEF\xBC\x94"
          "\xEF\xBC\x99"
          "\xEF\xBC\x91"
          "\xEF\xBC\x92"
          "\xEF\xBC\x93"
          "\xEF\xBC\x91"
          "\xEF\xBC\x90"
          "\xEF\xBC\x90"
          "\xEF\xBC\x92"
          "\xEF\xBC\xB8"
          "",
          ID);
    reads("", NULL);
    reads("11010519491231002XX", NULL);
    reads("110105194912310021234", NULL);
    reads("1101051949123100A", NULL);
    reads("11010519491231002X;", NULL);
    char id[IDENTITY_SIZE];
    assert_int_equal(masking_read_id(text_of("110105194912310021"), id), IDENTITY_CHECKSUM);
    assert_int_equal(masking_read_id(text_of("110105194913310020"), id), IDENTITY_BIRTH_DATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_numbers_are_hidden_whole),
        cmocka_unit_test(numbers_are_found_however_they_are_typed),
        cmocka_unit_test(what_is_no_number_of_a_person_stays),
        cmocka_unit_test(a_second_look_finds_nothing),
        cmocka_unit_test(an_id_is_read_in_all_its_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
