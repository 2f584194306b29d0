/* Who is looked for in registers: people by ID number, names that are one, registers by name. */
#include "base/identity.h"
#include "registers/handover.h"
#include "registers/households.h"
#include "registers/name_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

/* --- people ----------------------------------------------------------------------------------- */

static void nobody_is_in_an_empty_table(void **state)
{
    (void)state;
    struct members members = {0};
    assert_null(members_find(&members, 34150219800101001));
    members_free(&members);
    members_free(NULL);
}

/* More people than places at first; keys that lie close together, as those of a county do. */
static void everybody_is_found_and_nobody_else(void **state)
{
    (void)state;
    enum { PEOPLE = 20000 };
    const uint64_t first = 34150219800101001;
    struct members members = {0};
    for (uint32_t i = 0; i < PEOPLE; i++)
        assert_true(members_add(&members, first + 2 * i, i, i + 1));
    for (uint32_t i = 0; i < PEOPLE; i++) {
        const struct member *member = members_find(&members, first + 2 * i);
        assert_non_null(member);
        assert_int_equal(member->household, i);
        assert_int_equal(member->name, i + 1);
        assert_null(members_next(&members, member));
        assert_null(members_find(&members, first + 2 * i + 1));
    }
    assert_int_equal(members.people, PEOPLE);
    assert_true(members.room >= 2 * members.people && members.room <= 4 * members.people);
    members_free(&members);
}

static void a_person_may_be_of_several_households(void **state)
{
    (void)state;
    struct members members = {0};
    for (uint32_t household = 0; household < 3; household++)
        assert_true(members_add(&members, 34150219800101001, household, 7 + household));
    assert_true(members_add(&members, 34150219800101001, 1, 99)); /* one already */
    const struct member *member = members_find(&members, 34150219800101001);
    uint64_t names = 0;
    int count = 0;
    for (; member != NULL; member = members_next(&members, member), count++)
        names += member->name;
    assert_int_equal(count, 3);
    assert_int_equal(names, 7 + 8 + 9);
    assert_int_equal(members.people, 1);
    members_free(&members);
}

static uint64_t key_of(const char *number)
{
    char id[IDENTITY_SIZE];
    assert_int_equal(identity_read(text_of(number), id), IDENTITY_OK);
    return identity_key(id);
}

/* The examples of GB 11643-1999, the second one as it was before. */
static void the_old_number_of_a_person_is_the_same(void **state)
{
    (void)state;
    assert_int_equal(key_of("11010519491231002X"), 11010519491231002);
    assert_int_equal(key_of("110105491231002"), key_of("11010519491231002X"));
    assert_int_equal(key_of("11010519491231002x"), key_of("11010519491231002X"));
    assert_int_not_equal(key_of("440524188001010014"), key_of("440524800101001"));
}

/* --- names ------------------------------------------------------------------------------------ */

static void is_same(const char *a, const char *b, bool expected)
{
    assert_int_equal(name_key(text_of(a)) == name_key(text_of(b)), expected);
}

static void a_name_is_the_same_however_it_is_spaced(void **state)
{
    (void)state;
    is_same("张三", "张 三", true);
    is_same("张三", "\u3000张\u3000三\t", true);
    is_same("张三", "\uFEFF张三\u00A0", true);
    is_same("买买提\u00B7艾力", "买买提艾力", true);
    is_same("买买提\u00B7艾力", "买买提\u2022艾力", true);
    is_same("买买提\u30FB艾力", "买买提.艾力", true);
    is_same("Li Lei", "LILEI", true);
    is_same("Li Lei", "\uFF2C\uFF49\u3000\uFF2C\uFF45\uFF49", true);
}

static void another_name_is_another(void **state)
{
    (void)state;
    is_same("张三", "张叁", false);
    is_same("张三", "三张", false);
    is_same("张三", "张三丰", false);
    is_same("张三", "张*", false);
    assert_int_equal(name_key(text_of("")), 0);
    assert_int_equal(name_key(text_of(" \u3000\u00B7.")), 0);
    assert_int_not_equal(name_key(text_of("张")), 0);
}

/* --- registers -------------------------------------------------------------------------------- */

static void are_taken(struct registers *registers, const char *value)
{
    struct error error = {0};
    if (!registers_take(registers, value, &error))
        fail_msg("%s", error.text);
}

static void is_refused(struct registers *registers, const char *value, const char *says)
{
    struct error error = {0};
    assert_false(registers_take(registers, value, &error));
    if (strstr(error.text, says) == NULL)
        fail_msg("found: %s", error.text);
}

static void registers_have_names_and_files(void **state)
{
    (void)state;
    struct registers r = {0};
    are_taken(&r, "vehicle=a.csv");
    are_taken(&r, "house=b=c.csv");
    are_taken(&r, "vehicle=-");
    are_taken(&r, "pension_2=d.csv");
    assert_int_equal(r.count, 3);
    assert_int_equal(r.file_count, 4);
    assert_string_equal(r.list[1].name, "house");
    assert_string_equal(r.files[1].file, "b=c.csv");
    assert_int_equal(r.files[2].of, 0);
    assert_int_equal(r.list[0].kind, REGISTER_VEHICLE);
    assert_int_equal(r.list[2].kind, REGISTER_OTHER);
    assert_true(registers_have(&r, REGISTER_HOUSE));
    assert_false(registers_have(&r, REGISTER_INCOME));
}

static void what_looks_mistyped_is_refused(void **state)
{
    (void)state;
    static const char *const NONE[] = {
        "house", "=a.csv",     "house=", "House=a.csv", "2=a.csv",
        "a b=c", "房产=a.csv", "a;b=c",  "a:b=c",       "a23456789012345678901234567890123=a.csv"};
    struct registers r = {0};
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        is_refused(&r, NONE[i], "NAME=FILE");
    is_refused(&r, "houses=a.csv", "did you mean 'house'");
    is_refused(&r, "vehicel=a.csv", "did you mean 'vehicle'");
    assert_int_equal(r.count, 0);
    are_taken(&r, "a2345678901234567890123456789012=a.csv");
}

static void there_is_room_for_so_many(void **state)
{
    (void)state;
    struct registers r = {0};
    char value[32];
    for (int i = 0; i < REGISTERS_MAX; i++) {
        (void)snprintf(value, sizeof value, "x%d=a.csv", i);
        are_taken(&r, value);
    }
    is_refused(&r, "another=a.csv", "more than 32 registers");
    while (r.file_count < REGISTER_FILES_MAX)
        are_taken(&r, "x1=a.csv");
    is_refused(&r, "x1=a.csv", "more than 128 files");
}

/* --- households ------------------------------------------------------------------------------- */

static void counts_are_of_each_household_in_each_register(void **state)
{
    (void)state;
    struct households h = {0};
    struct registers registers = {0};
    struct register_found found[REGISTERS_MAX];
    const struct household_entry entry = {.decided = true, .unmatched = 4, .unread = 5};
    are_taken(&registers, "house=a.csv");
    are_taken(&registers, "pension=b.csv");
    for (int i = 0; i < 3000; i++)
        assert_true(households_add(&h, &entry));
    assert_true(households_begin_search(&h, registers.count));
    h.found[2999 * 2 + 1] = (struct found_count){2, 3};
    struct matching_facts facts = households_facts(&h, &registers, 2999, found);
    assert_int_equal(facts.registers, 2);
    assert_int_equal(found[0].kind, REGISTER_HOUSE);
    assert_int_equal(found[0].hits + found[0].differs, 0);
    assert_int_equal(found[1].kind, REGISTER_OTHER);
    assert_int_equal(found[1].hits, 2);
    assert_int_equal(found[1].differs, 3);
    assert_int_equal(facts.unmatched, 4);
    assert_int_equal(facts.unread, 5);
    households_free(&h);
}

static void counts_stop_at_the_largest(void **state)
{
    (void)state;
    uint32_t count = UINT32_MAX - 1;
    count_one(&count);
    count_one(&count);
    assert_int_equal(count, UINT32_MAX);
}

/* --- batches ---------------------------------------------------------------------------------- */

struct looked {
    long batches, sum;
};

static void look(void *data, struct batch *batch)
{
    struct looked *looked = data;
    assert_int_equal(batch->offset, looked->batches); /* in their order */
    looked->batches++;
    looked->sum += (long)batch->record_count;
}

static void every_batch_is_looked_at_in_order(void **state)
{
    (void)state;
    enum { BATCHES = 5000 };
    for (int threaded = 0; threaded < 2; threaded++) {
        struct looked looked = {0};
        struct handover *handover = handover_new(look, &looked, threaded == 1);
        assert_non_null(handover);
        for (size_t i = 0; i < BATCHES; i++) {
            struct batch *batch = handover_spare(handover);
            batch->offset = i;
            batch->record_count = i % 7;
            handover_submit(handover);
        }
        handover_end(handover);
        assert_int_equal(looked.batches, BATCHES);
        assert_int_equal(looked.sum, (BATCHES / 7) * 21 + 1);
    }
    handover_end(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_in_an_empty_table),
        cmocka_unit_test(everybody_is_found_and_nobody_else),
        cmocka_unit_test(a_person_may_be_of_several_households),
        cmocka_unit_test(the_old_number_of_a_person_is_the_same),
        cmocka_unit_test(a_name_is_the_same_however_it_is_spaced),
        cmocka_unit_test(another_name_is_another),
        cmocka_unit_test(registers_have_names_and_files),
        cmocka_unit_test(what_looks_mistyped_is_refused),
        cmocka_unit_test(there_is_room_for_so_many),
        cmocka_unit_test(counts_are_of_each_household_in_each_register),
        cmocka_unit_test(counts_stop_at_the_largest),
        cmocka_unit_test(every_batch_is_looked_at_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
