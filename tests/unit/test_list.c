/* Lists: what becomes of a record's cells, sums, pages. */
#include "list/inside.h"
#include "sheet/inside.h"
#include "table/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct book *book;

static int open_all(void **state)
{
    (void)state;
    struct error error = {0};
    const struct book_options options = {.program = "test"};
    if (!columns_open(&error) || !words_open(&error) ||
        (book = book_open(&options, &error)) == NULL)
        fail_msg("%s: %s", error.file, error.text);
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    book_free(book);
    book = NULL;
    return 0;
}

static struct list *list_of(const struct list_options *options, const char *names)
{
    struct list *list = list_open(book, options);
    assert_non_null(list);
    for (struct text rest = text_of(names); rest.p != NULL;) {
        struct text name = text_next(&rest, ',');
        assert_true(list_column(list, name, column_find(name)));
    }
    return list;
}

static const struct list_options PLAIN = {.name = "list"};

/* Cells joined by bars. */
static struct text cell_of(void *data, int i)
{
    struct text rest = text_of(data), cell = {NULL, 0};
    for (; i >= 0; i--)
        cell = text_next(&rest, '|');
    return cell;
}

static bool add(struct list *list, const char *cells)
{
    char copy[256];
    (void)snprintf(copy, sizeof copy, "%s", cells);
    return list_record(list, cell_of, copy);
}

static bool nothing(void *data, struct text bytes, struct error *error)
{
    (void)bytes;
    (void)error;
    ++*(int *)data;
    return true;
}

static void assert_whole(void)
{
    struct error error = {0};
    int pieces = 0;
    if (!book_finish(book, nothing, &pieces, &error))
        fail_msg("%s: %s", error.file, error.text);
    assert_true(pieces > 0);
}

/* --- columns -------------------------------------------------------------------------------- */

static void headings_are_the_names_people_know(void **state)
{
    (void)state;
    const struct list_options english = {.name = "list", .english = true};
    struct list *list = list_of(&PLAIN, "annual_income,\u5E74\u6536\u5165,  other ,,household_id");
    assert_string_equal(list->columns[0].heading, "\u5BB6\u5EAD\u5E74\u5EA6\u603B\u6536\u5165");
    assert_string_equal(list->columns[1].heading, list->columns[0].heading);
    assert_string_equal(list->columns[2].heading, "other");
    assert_string_equal(list->columns[3].heading, "");
    assert_string_equal(list->columns[4].heading, "\u804C\u5DE5\u7F16\u53F7");
    list_free(list);
    list = list_of(&english, "annual_income,\u5E74\u6536\u5165,other");
    assert_string_equal(list->columns[0].heading, "annual_income");
    assert_string_equal(list->columns[1].heading, "annual_income");
    assert_string_equal(list->columns[2].heading, "other");
    list_free(list);
    list_free(NULL);
}

/* --- sums ----------------------------------------------------------------------------------- */

static void sums_are_of_the_cells_that_are_numbers(void **state)
{
    (void)state;
    struct list *list = list_of(&PLAIN, "note,annual_income,household_size,per_capita_income");
    static const char *const RECORDS[] = {"a|0.10|4|1.00",  "b|0.20|x|1.00",
                                          "c||2|1.00",      "d|1e3|1.5|1.00",
                                          "e|-0.31|1|1.00", "f|10000000000000.00|1|1.00"};
    for (size_t i = 0; i < sizeof RECORDS / sizeof *RECORDS; i++)
        assert_true(add(list, RECORDS[i]));
    assert_int_equal(list->columns[0].all.value, 0);
    assert_int_equal(list->columns[1].all.value, -1); /* fen; the last is no sure number: text */
    assert_int_equal(list->columns[2].all.value, 8);
    assert_int_equal(list->columns[3].all.value, 0); /* what each has does not add up */
    assert_false(list->columns[1].all.too_large);
    list_end(list);
    assert_whole();
    list_free(list);
}

static void sums_that_cannot_be_held_are_known(void **state)
{
    (void)state;
    struct list *list = list_of(&PLAIN, "annual_income");
    list->columns[0].all.value = INT64_MAX - 99;
    assert_true(add(list, "0.99"));
    assert_false(list->columns[0].all.too_large);
    assert_true(add(list, "0.01"));
    assert_true(list->columns[0].all.too_large);
    assert_int_equal(list->columns[0].page.value, 100);
    list_end(list);
    assert_whole();
    list_free(list);
}

/* --- pages ---------------------------------------------------------------------------------- */

static void a_list_without_records_has_a_page(void **state)
{
    (void)state;
    struct list *list = list_of(&PLAIN, "note,annual_income");
    assert_int_equal(list->pages, 0);
    list_end(list);
    assert_int_equal(list->pages, 1);
    assert_whole();
    list_free(list);
}

static void pages_begin_where_one_is_full(void **state)
{
    (void)state;
    const struct list_options options = {.name = "list", .title = "title", .rows_max = 3};
    static const int PAGES[] = {1, 1, 1, 2, 2, 2, 3};
    struct list *list = list_of(&options, "note,annual_income");
    for (int i = 0; i < 7; i++) {
        assert_true(add(list, "a|1.00"));
        assert_int_equal(list->pages, PAGES[i]);
        assert_int_equal(list->columns[1].page.value, 100 * (i % 3 + 1));
        assert_int_equal(list->columns[1].all.value, 100 * (i + 1));
    }
    list_end(list);
    assert_int_equal(list->pages, 3);
    assert_whole();
    list_free(list);
}

/* A sheet has so many rows; two of them are for sums. */
static void a_page_is_full_before_the_sheet_is(void **state)
{
    (void)state;
    struct list *list = list_of(&PLAIN, "note");
    assert_true(add(list, "a"));
    list->row = PAGE_ROWS_MAX - 3;
    assert_true(add(list, "b"));
    assert_int_equal(list->pages, 1);
    assert_true(add(list, "c"));
    assert_int_equal(list->pages, 2);
    list_end(list);
    assert_whole();
    list_free(list);
}

/* --- records -------------------------------------------------------------------------------- */

static void a_text_that_is_cut_is_said(void **state)
{
    (void)state;
    struct list *list = list_of(&PLAIN, "note,other");
    char *cells = malloc(CELL_TEXT_MAX + 16);
    assert_non_null(cells);
    memset(cells, 'x', CELL_TEXT_MAX);
    memcpy(cells + CELL_TEXT_MAX, "|y", 3);
    assert_true(list_record(list, cell_of, cells));
    memcpy(cells + CELL_TEXT_MAX, "x|y", 4);
    assert_false(list_record(list, cell_of, cells));
    assert_true(add(list, "a|b"));
    assert_false(book_failed(book));
    free(cells);
    list_end(list);
    assert_whole();
    list_free(list);
}

static void after_a_fault_records_are_in_vain(void **state)
{
    (void)state;
    struct error error = {0};
    struct list *list = list_of(&PLAIN, "note,annual_income,region,reasons,id_number");
    assert_true(add(list, "a|1.00|341502|dossier.deep|x"));
    error_set(&error, NULL, 0, NULL, "a fault");
    (void)book_fail(book, &error);
    for (int i = 0; i < 10; i++)
        (void)add(list, "a|1.00|341502|dossier.deep|x");
    list_end(list);
    int pieces = 0;
    error = (struct error){0};
    assert_false(book_finish(book, nothing, &pieces, &error));
    assert_string_equal(error.text, "a fault");
    assert_int_equal(pieces, 0);
    list_free(list);
}

static void a_fault_before_the_first_page_is_one_too(void **state)
{
    (void)state;
    struct error error = {0};
    struct list *list = list_of(&PLAIN, "note,annual_income");
    error_set(&error, NULL, 0, NULL, "a fault");
    (void)book_fail(book, &error);
    (void)add(list, "a|1.00");
    list_end(list);
    assert_true(book_failed(book));
    list_free(list);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_all, close_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(headings_are_the_names_people_know),
        TEST(sums_are_of_the_cells_that_are_numbers),
        TEST(sums_that_cannot_be_held_are_known),
        TEST(a_list_without_records_has_a_page),
        TEST(pages_begin_where_one_is_full),
        TEST(a_page_is_full_before_the_sheet_is),
        TEST(a_text_that_is_cut_is_said),
        TEST(after_a_fault_records_are_in_vain),
        TEST(a_fault_before_the_first_page_is_one_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
