/* Small tables: each record with all its cells, or the line at which it is none. */
#include "base/buffer.h"
#include "base/small_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct buffer seen;

static bool take(void *data, long line, const struct text *cells)
{
    (void)data;
    buffer_format(&seen, "%ld:", line);
    for (int i = 0; i < 2; i++)
        buffer_format(&seen, "[%.*s]", (int)cells[i].n, cells[i].n > 0 ? cells[i].p : "");
    buffer_char(&seen, ' ');
    return !text_is(cells[0], "no");
}

static void check(const char *table, enum small_table result, long line, const char *records)
{
    long at;
    assert_int_equal(small_table_read(text_of(table), 2, take, NULL, &at), result);
    assert_int_equal(at, line);
    buffer_char(&seen, '\0');
    assert_string_equal(seen.p, records);
    buffer_clear(&seen);
}

static void records_come_with_all_their_cells(void **state)
{
    (void)state;
    check("a,b\n1,2\n,\n3,\"x,\"\"y\"\n", SMALL_TABLE_READ, 5, "2:[1][2] 3:[][] 4:[3][x,\"y] ");
    check("a,b\n1,2", SMALL_TABLE_READ, 3, "2:[1][2] ");
    check("a,b\n", SMALL_TABLE_READ, 2, "");
    check("", SMALL_TABLE_READ, 1, "");
}

static void lines_within_quotes_count(void **state)
{
    (void)state;
    check("a,b\n1,\"x\ny\"\n2,z\n", SMALL_TABLE_READ, 5, "2:[1][x\ny] 4:[2][z] ");
}

static void it_ends_at_what_is_no_record(void **state)
{
    (void)state;
    check("a,b\n1,2\n1\n3,4\n", SMALL_TABLE_BROKEN, 3, "2:[1][2] ");
    check("a,b\n1,2\n1,2,3\n", SMALL_TABLE_BROKEN, 3, "2:[1][2] ");
    check("a\n1,2\n", SMALL_TABLE_BROKEN, 1, "");
    check("a,b\n1,\"2\n", SMALL_TABLE_BROKEN, 2, "");
    check("a,b\n1,2\"\n", SMALL_TABLE_BROKEN, 2, "");
}

static void it_ends_where_a_record_is_refused(void **state)
{
    (void)state;
    check("a,b\n1,2\nno,x\n3,4\n", SMALL_TABLE_BROKEN, 3, "2:[1][2] 3:[no][x] ");
}

static int forget(void **state)
{
    (void)state;
    buffer_free(&seen);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_come_with_all_their_cells),
        cmocka_unit_test(lines_within_quotes_count),
        cmocka_unit_test(it_ends_at_what_is_no_record),
        cmocka_unit_test(it_ends_where_a_record_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, forget);
}
