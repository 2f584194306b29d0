/* Records that stand next to each other, as a household. */
#include "table/group.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/* Whether each of the keys, in this order, is told to be new by the order alone. */
static void begins(struct group *group, const char *key, bool expected)
{
    bool ascending = !expected;
    assert_true(group_begin(group, text_of(key), &ascending));
    assert_int_equal(ascending, expected);
}

static void keys_that_ascend_by_their_bytes_are_new(void **state)
{
    (void)state;
    struct group group = {0};
    begins(&group, "E01", true);
    begins(&group, "E02", true);
    begins(&group, "E02-b", true); /* longer */
    begins(&group, "E10", true);
    begins(&group, "E05", false); /* E05 may stand before E10 */
    begins(&group, "E10", false); /* it does come again */
    begins(&group, "E11", true);
    group_free(&group);
}

static void keys_that_ascend_by_their_length_are_new(void **state)
{
    (void)state;
    struct group group = {0};
    begins(&group, "H9", true);
    begins(&group, "H10", true); /* below H9 by its bytes, longer than all before */
    begins(&group, "H11", true);
    begins(&group, "H100", true);
    begins(&group, "H99", true); /* shorter than H100, but above all by its bytes */
    begins(&group, "H98", false);
    group_free(&group);
}

static void an_empty_key_is_a_group_of_its_own(void **state)
{
    (void)state;
    struct group group = {0};
    begins(&group, "E2", true);
    begins(&group, "", true);
    assert_false(group_has(&group, text_of("")));
    begins(&group, "", true);
    begins(&group, "E3", true);
    assert_true(group_has(&group, text_of("E3")));
    assert_false(group_has(&group, text_of("E30")));
    group_free(&group);
}

static void the_last_record_is_kept_with_its_cells(void **state)
{
    (void)state;
    char bytes[] = "x,y\nA1,\"say \"\"so\"\"\",3\n";
    struct cell cells[] = {{.start = 0, .size = 1},
                           {.start = 2, .size = 1},
                           {.start = 4, .size = 2},
                           {.start = 8, .size = 10, .quoted = true, .doubled = true},
                           {.start = 20, .size = 1}};
    struct record records[] = {{.end = 3, .cells = 2, .line = 1},
                               {.start = 4, .end = 21, .first_cell = 2, .cells = 3, .line = 2}};
    struct batch batch = {.bytes = {.p = bytes, .n = sizeof bytes - 1},
                          .cells = cells,
                          .cell_count = 5,
                          .records = records,
                          .record_count = 2};
    struct group group = {0};
    struct buffer scratch = {0};
    begins(&group, "A1", true);
    group.batch = &batch;
    group.record = &records[1];
    assert_true(group_keep(&group));
    memset(bytes, '?', sizeof bytes - 1); /* others are read into it */
    assert_ptr_not_equal(group.batch, &batch);
    assert_int_equal(group.record->line, 2);
    assert_int_equal(group.record->cells, 3);
    assert_true(text_is(record_bytes(group.batch, group.record), "A1,\"say \"\"so\"\"\",3"));
    assert_true(
        text_is(cell_content(group.batch, record_cell(group.batch, group.record, 1), &scratch),
                "say \"so\""));
    assert_true(text_is(
        cell_content(group.batch, record_cell(group.batch, group.record, 2), &scratch), "3"));
    assert_true(group_keep(&group)); /* it is kept already */
    buffer_free(&scratch);
    group_free(&group);
}

static void begins_torn(struct group *group, const char *key, bool expected)
{
    bool ascending;
    assert_true(group_begin(group, text_of(key), &ascending));
    assert_int_equal(group->torn, expected);
}

static void a_record_that_is_lost_is_of_those_beside_it(void **state)
{
    (void)state;
    struct group group = {0};
    begins_torn(&group, "E1", false);
    assert_true(group_lose(&group, text_of("E1"))); /* its own */
    assert_true(group.torn);
    begins_torn(&group, "E2", false);
    assert_true(group_lose(&group, text_of("E3"))); /* the next one's */
    assert_false(group.torn);
    begins_torn(&group, "E3", true);
    assert_true(group_lose(&group, text_of(""))); /* of either */
    assert_true(group.torn);
    begins_torn(&group, "E4", true);
    begins_torn(&group, "E5", false); /* it was no more than one */
    assert_true(group_lose(&group, text_of("E7")));
    begins_torn(&group, "E6", false);
    begins_torn(&group, "E7", false); /* E6 stood between */
    group_free(&group);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_that_ascend_by_their_bytes_are_new),
        cmocka_unit_test(keys_that_ascend_by_their_length_are_new),
        cmocka_unit_test(an_empty_key_is_a_group_of_its_own),
        cmocka_unit_test(the_last_record_is_kept_with_its_cells),
        cmocka_unit_test(a_record_that_is_lost_is_of_those_beside_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
