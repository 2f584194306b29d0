/* Texts numbered in the order they came, and arrays beside them. */
#include "base/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void each_text_has_one_number(void **state)
{
    (void)state;
    struct names names = {0};
    assert_int_equal(names_number(&names, text_of("a")), 0);
    assert_int_equal(names_number(&names, text_of("b")), 1);
    assert_int_equal(names_number(&names, text_of("a")), 0);
    assert_int_equal(names_find(&names, text_of("b")), 1);
    assert_int_equal(names_find(&names, text_of("c")), NAMES_NONE);
    assert_true(text_is(names_text(&names, 1), "b"));
    names_free(&names);
}

static void an_array_beside_them_grows_and_keeps_what_it_has(void **state)
{
    (void)state;
    struct names names = {0};
    int *list = NULL;
    size_t room = 0;
    for (int i = 0; i < 5000; i++) {
        char text[16];
        (void)snprintf(text, sizeof text, "H%d", i);
        const uint32_t number = names_number(&names, text_of(text));
        int *more = names_beside(list, &room, number, sizeof *list);
        assert_non_null(more);
        list = more;
        assert_int_equal(list[number], 0);
        list[number] = i + 1;
    }
    for (uint32_t i = 0; i < names.count; i++)
        assert_int_equal(list[i], (int)i + 1);
    free(list);
    names_free(&names);
}

static void a_number_far_beyond_has_its_place(void **state)
{
    (void)state;
    size_t room = 0;
    int *list = names_beside(NULL, &room, 100000, sizeof *list);
    assert_non_null(list);
    assert_true(room > 100000);
    assert_int_equal(list[100000], 0);
    free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_text_has_one_number),
        cmocka_unit_test(an_array_beside_them_grows_and_keeps_what_it_has),
        cmocka_unit_test(a_number_far_beyond_has_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
