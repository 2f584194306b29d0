/* Bytes that grow, and what is left when they cannot; one line for each error. */
#include "base/buffer.h"
#include "base/error.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void holds(const struct buffer *b, const char *expected)
{
    assert_int_equal(b->n, strlen(expected));
    assert_memory_equal(b->p, expected, b->n);
}

static void it_grows_as_it_must(void **state)
{
    (void)state;
    struct buffer b = {0};
    for (int i = 0; i < 1000; i++)
        buffer_format(&b, "%d,", i % 10);
    assert_int_equal(b.n, 2000);
    buffer_clear(&b);
    buffer_string(&b, "a");
    buffer_char(&b, 'b');
    buffer_append(&b, NULL, 0);
    buffer_text(&b, (struct text){"cd", 1});
    holds(&b, "abc");
    buffer_free(&b);
    assert_null(b.p);
    buffer_free(NULL);
}

static void what_has_no_room_is_remembered(void **state)
{
    (void)state;
    struct buffer b = {0};
    buffer_string(&b, "kept");
    assert_false(buffer_reserve(&b, SIZE_MAX)); /* more than a size can say */
    assert_true(b.failed);
    buffer_string(&b, "lost");
    buffer_char(&b, 'x');
    buffer_format(&b, "%s", "lost too");
    assert_false(buffer_reserve(&b, 1));
    holds(&b, "kept");
    buffer_clear(&b); /* used again, it must not look as if nothing had been lost */
    buffer_string(&b, "lost");
    assert_true(b.failed);
    holds(&b, "");
    buffer_free(&b);
    buffer_string(&b, "new");
    assert_false(b.failed);
    holds(&b, "new");
    assert_false(buffer_reserve(&b, SIZE_MAX / 2 + 2)); /* more than there is */
    buffer_free(&b);
}

static void a_format_that_cannot_be_is_a_failure(void **state)
{
    (void)state;
    struct buffer b = {0};
    const wchar_t none[] = {0x110000, 0}; /* no character of any encoding */
    buffer_format(&b, "%ls", none);
    assert_true(b.failed);
    buffer_free(&b);
}

static void line_is(const struct error *error, const char *expected)
{
    char line[512];
    assert_string_equal(error_line(error, line, sizeof line), expected);
}

static void an_error_says_as_much_as_there_is(void **state)
{
    (void)state;
    struct error e;
    assert_false(error_set(&e, "a.csv", 12, "name", "found '%s'", "x"));
    line_is(&e, "a.csv:12: name: found 'x'");
    assert_false(error_set(&e, "a.csv", 0, NULL, "empty"));
    line_is(&e, "a.csv: empty");
    assert_false(error_set(&e, NULL, 0, "name", "missing"));
    line_is(&e, "name: missing");
    assert_false(error_set(&e, "", 7, NULL, "no file"));
    line_is(&e, "no file");
    errno = ENOENT;
    assert_false(error_system(&e, "b.csv", "cannot %s", "open"));
    line_is(&e, "b.csv: cannot open: No such file or directory");
    assert_false(error_set(NULL, "a.csv", 1, NULL, "nobody asks"));
    assert_false(error_system(NULL, "a.csv", "nobody asks"));
}

static void an_error_is_one_line_without_anybodys_number(void **state)
{
    (void)state;
    struct error e;
    assert_false(error_set(&e, "a.csv", 1, "no\nte", "found '%s'\n", "341502199002089126"));
    line_is(&e, "a.csv:1: no te: found '3415**********9126' ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_grows_as_it_must),
        cmocka_unit_test(what_has_no_room_is_remembered),
        cmocka_unit_test(a_format_that_cannot_be_is_a_failure),
        cmocka_unit_test(an_error_says_as_much_as_there_is),
        cmocka_unit_test(an_error_is_one_line_without_anybodys_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
