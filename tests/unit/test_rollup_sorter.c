/* Records sorted in a little memory: none, a few, and many more runs than are merged at a time. */
#include "rollup/sorter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct entry {
    uint64_t key, number;
};

static int compare(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;
    return (left->key > right->key) - (left->key < right->key);
}

static uint64_t chance(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Each comes out once, in order, with what belongs to it. */
static void check(size_t count, size_t memory, uint64_t keys)
{
    struct error error;
    uint64_t seed = 88172645463325252u, before = 0;
    uint64_t *key = calloc(count + 1, sizeof *key);
    unsigned char *met = calloc(count + 1, 1);
    assert_non_null(key);
    assert_non_null(met);
    struct sorter *sorter = sorter_new(sizeof(struct entry), compare, memory);
    assert_non_null(sorter);
    for (size_t i = 0; i < count; i++) {
        const struct entry entry = {key[i] = chance(&seed) % keys, i};
        assert_true(sorter_add(sorter, &entry, &error));
    }
    assert_true(sorter_sort(sorter, &error));
    bool any;
    struct entry entry;
    for (size_t i = 0; i < count; i++) {
        assert_true(sorter_next(sorter, &entry, &any, &error));
        assert_true(any);
        assert_true(entry.number < count && !met[entry.number]);
        met[entry.number] = 1;
        assert_int_equal(entry.key, key[entry.number]);
        assert_true(entry.key >= before);
        before = entry.key;
    }
    for (int again = 0; again < 2; again++) {
        assert_true(sorter_next(sorter, &entry, &any, &error));
        assert_false(any);
    }
    sorter_free(sorter);
    free(key);
    free(met);
}

static void few_are_sorted_in_memory(void **state)
{
    (void)state;
    check(0, 0, 1);
    check(1, 0, 1);
    check(1000, 0, 1000000);
    check(1000, 0, 3);
}

/* The least memory is 64 records: 64 runs of them are merged at a time. */
static void many_are_sorted_in_runs(void **state)
{
    (void)state;
    static const size_t COUNTS[] = {64, 65, 128, 4095, 4096, 4097, 4160, 300000};
    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
        check(COUNTS[i], 1, UINT64_MAX);
        check(COUNTS[i], 1, 5);
    }
}

static void a_folder_that_is_not_there_is_an_error(void **state)
{
    struct error error = {0};
    const struct entry entry = {0};
    bool ok = true;
    (void)state;
    assert_int_equal(setenv("TMPDIR", "/nonexistent/folder", 1), 0);
    struct sorter *sorter = sorter_new(sizeof entry, compare, 1);
    assert_non_null(sorter);
    for (int i = 0; i < 100 && ok; i++)
        ok = sorter_add(sorter, &entry, &error);
    assert_false(ok);
    assert_non_null(strstr(error.text, "cannot create a temporary file"));
    sorter_free(sorter);
    assert_int_equal(unsetenv("TMPDIR"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_are_sorted_in_memory),
        cmocka_unit_test(many_are_sorted_in_runs),
        cmocka_unit_test(a_folder_that_is_not_there_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
