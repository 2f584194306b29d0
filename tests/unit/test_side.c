/* A table beside the one that is filtered. */
#include "table/side.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const struct column_need READS[] = {
    {"household_id", true}, {"living_aid", false}, {"union", false}};
enum { ID, LIVING, UNION, READ_COUNT };

static char path[] = "/tmp/test_side.XXXXXX";
static struct buffer seen;
static struct side side;
static struct error error;
static long stop_at; /* the row that is refused, by its line; 0: none */

static void file_is(const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static bool see_header(void *data, const struct layout *layout, struct error *e)
{
    (void)e;
    buffer_format(data, "%d columns\n", layout->columns);
    return true;
}

/* Each cell that is read, then all as they stand. */
static bool see_row(void *data, const struct side_row *row, struct error *e)
{
    assert_string_equal(row->file, path);
    if (row->record->line == stop_at)
        return error_set(e, row->file, row->record->line, NULL, "enough");
    buffer_format(data, "%ld", row->record->line);
    for (int i = 0; i < READ_COUNT; i++) {
        buffer_char(data, i == 0 ? ' ' : '|');
        buffer_text(data, side_cell(row, i));
    }
    buffer_char(data, ' ');
    for (int i = 0; i < row->layout->columns; i++) {
        buffer_char(data, '[');
        buffer_text(data, side_cell_at(row, i));
        buffer_char(data, ']');
    }
    buffer_char(data, '\n');
    return true;
}

static int start(void **state)
{
    (void)state;
    strcpy(path + sizeof path - 7, "XXXXXX");
    const int fd = mkstemp(path);
    if (fd < 0 || close(fd) != 0 || !columns_open(NULL))
        return -1;
    error = (struct error){0};
    stop_at = 0;
    side = (struct side){.name = path,
                         .reads = READS,
                         .read_count = READ_COUNT,
                         .data = &seen,
                         .header = see_header,
                         .row = see_row};
    return 0;
}

static int finish(void **state)
{
    (void)state;
    buffer_free(&seen);
    seen = (struct buffer){0};
    return unlink(path);
}

static void is_read(const char *expected)
{
    if (!side_read(&side, &error))
        fail_msg("%ld %s: %s", error.line, error.column, error.text);
    buffer_char(&seen, '\0');
    assert_string_equal(seen.p, expected);
    seen.n = 0;
}

static void is_refused(long line, const char *part)
{
    error = (struct error){0};
    if (side_read(&side, &error))
        fail_msg("it was read");
    assert_string_equal(error.file, side.name);
    assert_int_equal(error.line, line);
    if (strstr(error.text, part) == NULL)
        fail_msg("'%s' does not say '%s'", error.text, part);
    seen.n = 0;
}

#define FILE_IS(text) file_is(text, sizeof(text) - 1)

static void cells_are_found_by_name(void **state)
{
    (void)state;
    FILE_IS("name,生活救助,household_id\n甲,5.00,H1\n\"乙, \"\"二\"\"\",,H2\r\n\n丙,\"1\n2\",H3");
    is_read("3 columns\n"
            "2 H1|5.00| [甲][5.00][H1]\n"
            "3 H2|| [乙, \"二\"][][H2]\n"
            "5 H3|1\n2| [丙][1\n2][H3]\n");
    assert_int_equal(side.records, 3);
}

static void a_byte_order_mark_is_no_part_of_a_name(void **state)
{
    (void)state;
    FILE_IS("\xEF\xBB\xBFhousehold_id,living_aid\nH1,5\n");
    is_read("2 columns\n2 H1|5| [H1][5]\n");
}

/* Those of the file as it is: with the mark, and with what follows it. */
static void the_digest_is_of_all_bytes(void **state)
{
    (void)state;
    struct digest digest;
    char expected[DIGEST_TEXT_SIZE];
    struct buffer bytes = {0};
    buffer_string(&bytes, "\xEF\xBB\xBFhousehold_id,living_aid\n");
    for (int i = 0; i < 50000; i++)
        buffer_format(&bytes, "H%06d,%d.00\n", i, i);
    file_is(bytes.p, bytes.n);
    digest_begin(&digest);
    digest_add(&digest, buffer_view(&bytes));
    digest_end(&digest, expected);
    buffer_free(&bytes);
    assert_true(side_read(&side, &error));
    assert_string_equal(side.digest, expected);
    assert_int_equal(side.records, 50000);
    seen.n = 0;
    /* again: counted anew */
    assert_true(side_read(&side, &error));
    assert_int_equal(side.records, 50000);
}

static void a_header_alone_is_a_table(void **state)
{
    (void)state;
    FILE_IS("household_id");
    is_read("1 columns\n");
    assert_int_equal(side.records, 0);
}

static void what_is_no_table_is_refused(void **state)
{
    (void)state;
    FILE_IS("");
    is_refused(0, "empty");
    FILE_IS("\n\n");
    is_refused(0, "empty");
    FILE_IS("\xEF\xBB\xBF");
    is_refused(0, "empty");
    FILE_IS("living_aid\n5\n");
    is_refused(0, "household_id");
    FILE_IS("household_id,职工编号\nH1,H1\n");
    is_refused(0, "household_id");
    side.name = "/nowhere/at/all.csv";
    is_refused(0, "No such file");
}

/* Unlike a filter's own table: nothing may be passed over. */
static void what_is_no_record_is_refused(void **state)
{
    (void)state;
    FILE_IS("household_id,living_aid\nH1,5\nH2\nH3,5\n");
    is_refused(3, "1");
    assert_int_equal(side.records, 1);
    FILE_IS("household_id,living_aid\nH1,5,6\n");
    is_refused(2, "3");
    FILE_IS("household_id,living_aid\nH1,\xC0\xB0\n");
    is_refused(2, "UTF-8");
    FILE_IS("household_id,living_aid\n\"H1,5\n");
    is_refused(2, "quote");
    FILE_IS("household_id,living_aid\nH1,5\"6\n");
    is_refused(2, "quote");
    FILE_IS("household_id,\xC0\xB0\nH1,5\n");
    is_refused(1, "UTF-8");
}

static void a_row_may_be_refused(void **state)
{
    (void)state;
    stop_at = 3;
    FILE_IS("household_id\nH1\nH2\nH3\n");
    is_refused(3, "enough");
    assert_int_equal(side.records, 2);
}

static bool refuse_header(void *data, const struct layout *layout, struct error *e)
{
    (void)data;
    return error_set(e, side.name, 0, NULL, "not these %d", layout->columns);
}

static void a_header_may_be_refused(void **state)
{
    (void)state;
    side.header = refuse_header;
    FILE_IS("household_id,x\nH1,1\n");
    is_refused(0, "not these 2");
    assert_int_equal(side.records, 0);
}

static bool by_tab(void *data, struct input *input, char *delimiter, struct error *e)
{
    (void)data;
    (void)input;
    (void)e;
    *delimiter = '\t';
    return true;
}

static bool refuse_file(void *data, struct input *input, char *delimiter, struct error *e)
{
    (void)data;
    (void)delimiter;
    return error_set(e, input->name, 0, NULL, "not this file");
}

static void before_it_is_parsed_it_may_be_looked_at(void **state)
{
    (void)state;
    FILE_IS("household_id\tname\nH1\t甲,乙\n");
    side.open = by_tab;
    is_read("2 columns\n2 H1|| [H1][甲,乙]\n");
    side.open = refuse_file;
    is_refused(0, "not this file");
}

static bool see_places(void *data, const struct side_row *row, struct error *e)
{
    (void)e;
    for (int i = 0; i < row->layout->columns; i++)
        buffer_text(data, side_cell_at(row, i));
    return true;
}

static void nothing_need_be_asked_for(void **state)
{
    (void)state;
    FILE_IS("a,b\n1,2\n3,4\n");
    side.reads = NULL;
    side.read_count = 0;
    side.header = NULL;
    side.row = see_places;
    is_read("1234");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cells_are_found_by_name, start, finish),
        cmocka_unit_test_setup_teardown(a_byte_order_mark_is_no_part_of_a_name, start, finish),
        cmocka_unit_test_setup_teardown(the_digest_is_of_all_bytes, start, finish),
        cmocka_unit_test_setup_teardown(a_header_alone_is_a_table, start, finish),
        cmocka_unit_test_setup_teardown(what_is_no_table_is_refused, start, finish),
        cmocka_unit_test_setup_teardown(what_is_no_record_is_refused, start, finish),
        cmocka_unit_test_setup_teardown(a_row_may_be_refused, start, finish),
        cmocka_unit_test_setup_teardown(a_header_may_be_refused, start, finish),
        cmocka_unit_test_setup_teardown(before_it_is_parsed_it_may_be_looked_at, start, finish),
        cmocka_unit_test_setup_teardown(nothing_need_be_asked_for, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
