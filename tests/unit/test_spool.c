/* Records held back in a temporary file. */
#include "table/spool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* What the frame of a number is: its size and slots depend on it. */
struct sample {
    char key[24], row[4000];
    struct frame_slot slots[3];
    struct frame frame;
};

static void make(struct sample *s, int number)
{
    const size_t size = (size_t)(number * 37 % 3999) + 1;
    const int key = number % 5 == 0 ? 0 : snprintf(s->key, sizeof s->key, "H%d", number);
    memset(s->row, 'a' + number % 26, size);
    for (int i = 0; i < 3; i++)
        s->slots[i] = (struct frame_slot){(uint32_t)(number + i), (uint32_t)(number + 2 * i), i};
    s->frame = (struct frame){.key = {s->key, (size_t)key},
                              .row = {s->row, size},
                              .slots = number % 4,
                              .slot = s->slots,
                              .file_number = number % 7,
                              .verdict = number % 3 - 1,
                              .flagged = number % 2,
                              .line = (int64_t)number << 32};
}

static bool compare(void *data, const struct frame *found, struct error *error)
{
    struct sample s;
    int *number = data;
    (void)error;
    make(&s, (*number)++);
    assert_true(text_equal(found->key, s.frame.key));
    assert_true(text_equal(found->row, s.frame.row));
    assert_int_equal(found->slots, s.frame.slots);
    for (int i = 0; i < found->slots; i++)
        assert_memory_equal(&found->slot[i], &s.slots[i], sizeof s.slots[i]);
    assert_int_equal(found->file_number, s.frame.file_number);
    assert_int_equal(found->verdict, s.frame.verdict);
    assert_int_equal(found->flagged, s.frame.flagged);
    assert_int_equal(found->line, s.frame.line);
    return true;
}

static struct spool *fill(int count)
{
    struct error error;
    struct buffer frames = {0};
    struct spool *spool = spool_open(&error);
    assert_non_null(spool);
    for (int i = 0; i < count; i++) {
        struct sample s;
        make(&s, i);
        frame_put(&s.frame, &frames);
        if (i % 10 == 9) { /* several at a time, as they come */
            assert_true(spool_add(spool, buffer_view(&frames), &error));
            buffer_clear(&frames);
        }
    }
    assert_true(spool_add(spool, buffer_view(&frames), &error));
    assert_false(frames.failed);
    buffer_free(&frames);
    return spool;
}

static void frames_come_back_as_they_were_however_often(void **state)
{
    (void)state;
    struct error error;
    struct spool *spool = fill(2003); /* some 4 MB: many pieces */
    for (int time = 0; time < 3; time++) {
        int number = 0;
        assert_true(spool_each(spool, compare, &number, &error));
        assert_int_equal(number, 2003);
    }
    spool_free(spool);
}

static void an_empty_one_has_none(void **state)
{
    (void)state;
    struct error error;
    int number = 0;
    struct spool *spool = fill(0);
    assert_true(spool_each(spool, compare, &number, &error));
    assert_int_equal(number, 0);
    spool_free(spool);
    spool_free(NULL);
}

static bool refuse(void *data, const struct frame *frame, struct error *error)
{
    (void)frame;
    return ++*(int *)data < 3 || error_set(error, NULL, 0, NULL, "enough");
}

static void whoever_takes_them_may_end_it(void **state)
{
    (void)state;
    struct error error;
    int count = 0;
    struct spool *spool = fill(10);
    assert_false(spool_each(spool, refuse, &count, &error));
    assert_int_equal(count, 3);
    assert_string_equal(error.text, "enough");
    spool_free(spool);
}

static void one_that_was_cut_short_is_an_error(void **state)
{
    (void)state;
    struct error error;
    int count = 0;
    struct spool *spool = fill(1);
    assert_true(spool_add(spool, text_of("half a frame"), &error));
    assert_false(spool_each(spool, compare, &count, &error));
    assert_int_equal(count, 1);
    spool_free(spool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_come_back_as_they_were_however_often),
        cmocka_unit_test(an_empty_one_has_none),
        cmocka_unit_test(whoever_takes_them_may_end_it),
        cmocka_unit_test(one_that_was_cut_short_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
