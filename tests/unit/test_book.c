/* Workbooks: what goes wrong is kept, and no write is in vain unnoticed. */
#include "sheet/book.h"
#include "sheet/inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>

static const struct book_options OPTIONS = {.title = "a", .program = "test"};

static struct book *open_book(void)
{
    struct error error = {0};
    struct book *book = book_open(&OPTIONS, &error);
    if (book == NULL)
        fail_msg("%s: %s", error.file, error.text);
    return book;
}

static bool keep(void *data, struct text bytes, struct error *error)
{
    (void)error;
    buffer_text(data, bytes);
    return true;
}

static bool refuse(void *data, struct text bytes, struct error *error)
{
    (void)data;
    (void)bytes;
    return error_set(error, "out", 0, NULL, "not wanted");
}

/* The bytes are a package, from its first file to its end. */
static void assert_whole(struct book *book)
{
    struct error error = {0};
    struct buffer out = {0};
    if (!book_finish(book, keep, &out, &error))
        fail_msg("%s: %s", error.file, error.text);
    assert_true(out.n > 1000);
    assert_memory_equal(out.p, "PK\3\4", 4);
    assert_memory_equal(out.p + out.n - 22, "PK\5\6", 4);
    buffer_free(&out);
}

static void assert_fails(struct book *book, const char *words)
{
    struct error error = {0};
    struct buffer out = {0};
    assert_true(book_failed(book));
    assert_false(book_finish(book, keep, &out, &error));
    if (strstr(error.text, words) == NULL && strstr(error.file, words) == NULL)
        fail_msg("no '%s' in '%s: %s'", words, error.file, error.text);
    assert_int_equal(out.n, 0);
    buffer_free(&out);
}

/* Writes a cell of each kind at a row. */
static void put_all(struct page *page, uint32_t row)
{
    const struct date day = {20000};
    page_string(page, row, 0, "text", LOOK_TEXT, TONE_PLAIN);
    page_blank(page, row, 1, LOOK_TEXT, TONE_DOUBT);
    page_count(page, row, 2, 12, TONE_PLAIN);
    page_money(page, row, 3, (struct money){1234}, TONE_WRONG);
    page_rate(page, row, 4, (struct rate){RATE_ONE / 2}, TONE_PLAIN);
    page_permille(page, row, 5, 725, TONE_PLAIN);
    page_date(page, row, 6, day, TONE_PLAIN);
    page_month(page, row, 7, month_of(day), TONE_PLAIN);
    page_formula(page, row, 8, "=1+1", 200, LOOK_MONEY, TONE_TOTAL);
    page_span(page, row, 9, 11, "wide", LOOK_HEAD, TONE_PLAIN);
}

/* Says what holds for a page whose last row is the one written to. */
static void set_up(struct page *page)
{
    const struct page_print print = {.landscape = true, .repeats = true, .footer = "&P"};
    page_freeze(page, 1);
    page_filter(page, 0, page->row, 3);
    page_trust_text(page, 0, page->row, 3);
    page_print(page, &print);
}

/* --- what is written ------------------------------------------------------------------------ */

static void a_book_of_all_kinds_of_cells_is_whole(void **state)
{
    (void)state;
    struct book *book = open_book();
    struct page *page = book_page(book, "名单"), *other = book_page(book, "other");
    put_all(page, 0);
    put_all(page, 7);
    set_up(page);
    put_all(other, 0);
    assert_whole(book);
    book_free(book);
}

static void a_book_that_is_not_finished_is_let_go(void **state)
{
    (void)state;
    struct book *book = open_book();
    put_all(book_page(book, "a"), 0);
    book_free(book);
    book_free(NULL);
    book = open_book(); /* and there may be another one */
    (void)book_page(book, "a");
    assert_whole(book);
    book_free(book);
}

static void text_is_cut_by_characters(void **state)
{
    static const struct {
        const char *character;
        int count;
        bool whole;
    } CASES[] = {{"x", CELL_TEXT_MAX, true},           {"x", CELL_TEXT_MAX + 1, false},
                 {"\u5BB6", CELL_TEXT_MAX, true},      {"\u5BB6", CELL_TEXT_MAX + 1, false},
                 {"\u5BB6", 2 * CELL_TEXT_MAX, false}, {"\u00E9", CELL_TEXT_MAX, true}};
    (void)state;
    struct book *book = open_book();
    struct page *page = book_page(book, "a");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct buffer text = {0};
        for (int k = 0; k < CASES[i].count; k++)
            buffer_string(&text, CASES[i].character);
        assert_int_equal(page_text(page, (uint32_t)i, 0, buffer_view(&text), LOOK_TEXT, TONE_PLAIN),
                         CASES[i].whole);
        assert_false(book_failed(book));
        buffer_free(&text);
    }
    assert_whole(book);
    book_free(book);
}

/* What the library counts is what a cell may hold: no text in it makes a book fail. */
static void text_that_needs_more_room_in_the_file_is_no_longer_for_that(void **state)
{
    static const char *const PIECES[] = {"_x0041_", "<&>\"", "\x01", "\xEF\xBF\xBE", "\n"};
    (void)state;
    struct book *book = open_book();
    struct page *page = book_page(book, "a");
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
        struct buffer text = {0};
        while (text.n < CELL_TEXT_MAX)
            buffer_string(&text, PIECES[i]);
        (void)page_text(page, (uint32_t)i, 0, buffer_view(&text), LOOK_TEXT, TONE_PLAIN);
        buffer_free(&text);
        if (book_failed(book))
            fail_msg("'%s': %s", PIECES[i], book->error.text);
    }
    assert_whole(book);
    book_free(book);
}

static void numbers_are_held_as_long_as_they_are_sure(void **state)
{
    (void)state;
    const int64_t most = 999999999999999;
    assert_true(page_holds_money((struct money){most}));
    assert_true(page_holds_money((struct money){-most}));
    assert_false(page_holds_money((struct money){most + 1}));
    assert_false(page_holds_money((struct money){-most - 1}));
    assert_false(page_holds_money((struct money){INT64_MIN}));
    assert_true(page_holds_count(most));
    assert_false(page_holds_count(INT64_MAX));
}

static void dates_are_held_from_march_1900_on(void **state)
{
    (void)state;
    struct date day, first;
    assert_true(date_parse(text_of("1900-03-01"), &first));
    assert_true(page_holds_date(first));
    assert_true(date_parse(text_of("1900-02-28"), &day));
    assert_false(page_holds_date(day));
    assert_true(date_parse(text_of("9999-12-31"), &day));
    assert_true(page_holds_date(day));
}

/* --- widths --------------------------------------------------------------------------------- */

static void columns_are_as_wide_as_what_is_in_them(void **state)
{
    (void)state;
    struct book *book = open_book();
    struct page *page = book_page(book, "a");
    page_string(page, 0, 0, "a very long title that is no part of a table", LOOK_TITLE, TONE_PLAIN);
    page_string(page, 1, 0, "note", LOOK_NOTE, TONE_PLAIN);
    page_string(page, 2, 0, "\u59D3\u540D", LOOK_TEXT, TONE_PLAIN); /* two wide characters */
    page_string(page, 3, 1, "0123456789", LOOK_TEXT, TONE_PLAIN);
    page_string(page, 4, 1, "01234\n012", LOOK_TEXT, TONE_PLAIN);   /* the widest line counts */
    page_money(page, 5, 2, (struct money){-123456789}, TONE_PLAIN); /* -1,234,567.89 */
    assert_false(book_failed(book));
    assert_int_equal(page->width_count, 3);
    assert_int_equal(page->widths[0], 4);
    assert_int_equal(page->widths[1], 10);
    assert_int_equal(page->widths[2], 13);
    book_free(book);
}

static void wide_text_goes_over_several_lines(void **state)
{
    (void)state;
    struct book *book = open_book();
    struct page *page = book_page(book, "a");
    char text[201];
    memset(text, 'x', 200);
    text[200] = '\0';
    page_string(page, 0, 0, text, LOOK_TEXT, TONE_PLAIN);
    assert_true(page->widths[0] == 40);
    assert_true(page->row_lines >= 200 / page->widths[0]);
    page_string(page, 0, 1, "a\nb", LOOK_TEXT, TONE_PLAIN); /* the highest cell makes the row */
    assert_true(page->row_lines >= 200 / page->widths[0]);
    page_string(page, 1, 0, "a\nb\nc", LOOK_TEXT, TONE_PLAIN);
    assert_int_equal(page->row_lines, 3);
    assert_whole(book);
    book_free(book);
}

/* --- what goes wrong ------------------------------------------------------------------------ */

static void rows_are_not_gone_back_to(void **state)
{
    (void)state;
    struct book *book = open_book();
    struct page *page = book_page(book, "a");
    page_count(page, 5, 0, 1, TONE_PLAIN);
    page_count(page, 5, 1, 1, TONE_PLAIN); /* the same row is no step back */
    assert_false(book_failed(book));
    page_count(page, 4, 0, 1, TONE_PLAIN);
    assert_fails(book, "too late");
    book_free(book);
}

static void the_first_fault_is_kept(void **state)
{
    (void)state;
    struct book *book = open_book();
    struct error first = {0}, second = {0};
    error_set(&first, NULL, 0, NULL, "the first");
    error_set(&second, NULL, 0, NULL, "the second");
    struct page *page = book_page(book, "a");
    assert_false(book_fail(book, &first));
    assert_false(book_fail(book, &second));
    put_all(page, 0);
    put_all(book_page(book, "b"), 0); /* never NULL, and nothing happens */
    set_up(page);
    assert_fails(book, "the first");
    book_free(book);
}

static void a_name_that_will_not_do_is_a_fault(void **state)
{
    static const char *const NAMES[] = {"a/b", "[a]", "'a", "a",
                                        "a name of more than thirty-one characters"};
    (void)state;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        struct book *book = open_book();
        (void)book_page(book, "a");
        assert_false(book_failed(book));
        put_all(book_page(book, NAMES[i]), 0);
        if (!book_failed(book))
            fail_msg("'%s' was taken for a name", NAMES[i]);
        book_free(book);
    }
}

static void who_takes_the_bytes_may_refuse_them(void **state)
{
    (void)state;
    struct book *book = open_book();
    struct error error = {0};
    put_all(book_page(book, "a"), 0);
    assert_false(book_finish(book, refuse, NULL, &error));
    assert_string_equal(error.text, "not wanted");
    book_free(book);
}

/* --- temporary files ------------------------------------------------------------------------ */

static int forget_folder(void **state)
{
    (void)state;
    return unsetenv("TMPDIR");
}

static void a_book_needs_a_folder_for_temporary_files(void **state)
{
    (void)state;
    struct error error = {0};
    assert_int_equal(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
    assert_null(book_open(&OPTIONS, &error));
    assert_string_equal(error.file, "/nowhere/at/all");
}

/* The library asks for its files here, not in a place of its own. */
static void pages_need_it_too(void **state)
{
    (void)state;
    struct book *book = open_book();
    assert_int_equal(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
    put_all(book_page(book, "a"), 0);
    assert_fails(book, "/nowhere/at/all");
    book_free(book);
}

static void so_does_the_end(void **state)
{
    (void)state;
    struct book *book = open_book();
    struct error error = {0};
    put_all(book_page(book, "a"), 0);
    assert_false(book_failed(book));
    assert_int_equal(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
    assert_false(book_finish(book, keep, NULL, &error));
    assert_string_equal(error.file, "/nowhere/at/all");
    book_free(book);
}

static void limit_files(rlim_t most)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = most;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* A write that fails in the middle of a page, which the library does not look at. */
static void a_write_that_fails_is_noticed(void **state)
{
    (void)state;
    struct error error = {0};
    struct buffer out = {0};
    (void)signal(SIGXFSZ, SIG_IGN);
    for (rlim_t most = 0; most < 64 << 10; most += most < 4096 ? 512 : 8192) {
        struct book *book = open_book();
        limit_files(most);
        struct page *page = book_page(book, "a");
        for (uint32_t row = 0; row < 1000; row++)
            put_all(page, row);
        const bool ok = book_finish(book, keep, &out, &error);
        limit_files(RLIM_INFINITY);
        book_free(book);
        assert_false(ok);
        assert_int_equal(out.n, 0);
        if (strstr(error.text, "File too large") == NULL)
            fail_msg("%s", error.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_book_of_all_kinds_of_cells_is_whole),
        cmocka_unit_test(a_book_that_is_not_finished_is_let_go),
        cmocka_unit_test(text_is_cut_by_characters),
        cmocka_unit_test(text_that_needs_more_room_in_the_file_is_no_longer_for_that),
        cmocka_unit_test(numbers_are_held_as_long_as_they_are_sure),
        cmocka_unit_test(dates_are_held_from_march_1900_on),
        cmocka_unit_test(columns_are_as_wide_as_what_is_in_them),
        cmocka_unit_test(wide_text_goes_over_several_lines),
        cmocka_unit_test(rows_are_not_gone_back_to),
        cmocka_unit_test(the_first_fault_is_kept),
        cmocka_unit_test(a_name_that_will_not_do_is_a_fault),
        cmocka_unit_test(who_takes_the_bytes_may_refuse_them),
        cmocka_unit_test_teardown(a_book_needs_a_folder_for_temporary_files, forget_folder),
        cmocka_unit_test_teardown(pages_need_it_too, forget_folder),
        cmocka_unit_test_teardown(so_does_the_end, forget_folder),
        cmocka_unit_test(a_write_that_fails_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
