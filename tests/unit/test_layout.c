/* Headers resolved: which cell is which column, and what an output record is made of. */
#include "table/layout.h"
#include "table/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/* --- a table in memory ---------------------------------------------------------------------- */

struct table {
    const char *rest;
    struct reader reader;
    struct batch batch;
};

static long give(void *data, char *out, size_t size)
{
    struct table *t = data;
    size_t n = strlen(t->rest) < size ? strlen(t->rest) : size;
    memcpy(out, t->rest, n);
    t->rest += n;
    return (long)n;
}

/* All of `bytes` as one batch, whose first record is the header. */
static void open_table(struct table *t, const char *bytes, char delimiter)
{
    *t = (struct table){.rest = bytes};
    assert_true(reader_open(&t->reader, give, t, delimiter, 0));
    assert_true(reader_fill(&t->reader, &t->batch));
}

static void close_table(struct table *t)
{
    reader_close(&t->reader);
    batch_free(&t->batch);
}

/* The layout of a header line. */
static bool open_delimited(struct layout *layout, const char *header, char delimiter,
                           struct error *error)
{
    struct table t;
    open_table(&t, header, delimiter);
    assert_int_equal(t.batch.record_count, 1);
    bool ok = layout_open(layout, &t.batch, t.batch.records, NULL, delimiter, "table.csv", error);
    close_table(&t);
    return ok;
}

static bool open_header(struct layout *layout, const char *header, struct error *error)
{
    return open_delimited(layout, header, ',', error);
}

static void open_good_header(struct layout *layout, const char *header)
{
    struct error error = {0};
    if (!open_header(layout, header, &error))
        fail_msg("%s: %s", header, error.text);
}

/* The pieces as text: `0-2` for cells that are copied, `+1` for a slot. */
static void assert_pieces(struct layout *layout, const char *expected)
{
    struct buffer found = {0};
    assert_true(layout_finish(layout));
    for (int i = 0; i < layout->piece_count; i++) {
        const struct piece *piece = &layout->pieces[i];
        if (i > 0)
            buffer_char(&found, ' ');
        if (piece->slot >= 0)
            buffer_format(&found, "+%d", piece->slot);
        else
            buffer_format(&found, "%d-%d", piece->first, piece->last);
    }
    buffer_char(&found, '\0');
    assert_string_equal(found.p, expected);
    buffer_free(&found);
}

static void assert_header(const struct layout *layout, const char *expected)
{
    struct buffer found = {0};
    layout_put_header(layout, &found);
    buffer_char(&found, '\0');
    assert_string_equal(found.p, expected);
    buffer_free(&found);
}

/* --- names ---------------------------------------------------------------------------------- */

static void a_column_has_many_names(void **state)
{
    (void)state;
    struct layout layout;
    open_good_header(&layout,
                     "备注,户口所在地行政区划,\" household_size \n\",年收入,remark,exit-note");
    assert_int_equal(layout.columns, 6);
    assert_int_equal(layout_find(&layout, "region"), 1);
    assert_int_equal(layout_find(&layout, "household_size"), 2);
    assert_int_equal(layout_find(&layout, "annual_income"), 3);
    assert_int_equal(layout_find(&layout, "exit-note"), 5); /* no column that is known */
    assert_int_equal(layout_find(&layout, "年收入"), -1);
    assert_int_equal(layout_find(&layout, "medical_cost"), -1);
    assert_null(layout.known[0]);
    assert_string_equal(layout.known[3]->name, "annual_income");
    layout_free(&layout);
}

static void names_are_compared_byte_for_byte(void **state)
{
    (void)state;
    struct layout layout;
    open_good_header(&layout, "Region,household size,annual_income(元),家庭人口数量");
    assert_int_equal(layout_find(&layout, "region"), -1);
    assert_int_equal(layout_find(&layout, "household_size"), -1);
    assert_int_equal(layout_find(&layout, "annual_income"), -1);
    layout_free(&layout);
}

static void two_names_of_one_column_are_refused_and_both_named(void **state)
{
    (void)state;
    struct layout layout;
    struct error error = {0};
    assert_false(open_header(&layout, "家庭人口,region,household_size", &error));
    assert_string_equal(error.file, "table.csv");
    assert_non_null(strstr(error.text, "'household_size' (家庭人口)"));
    assert_non_null(strstr(error.text, "'家庭人口' and 'household_size'"));
    layout_free(&layout);
    /* Columns that nobody knows may have any names. */
    open_good_header(&layout, "remark,remark,,");
    layout_free(&layout);
}

static void a_message_is_one_line_whatever_the_header(void **state)
{
    (void)state;
    struct layout layout;
    struct error error = {0};
    char line[1024];
    assert_false(open_header(&layout, "家庭人口,\"household_size\n\"", &error));
    assert_null(strchr(error_line(&error, line, sizeof line), '\n'));
    layout_free(&layout);
}

static void a_list_of_names_stands_for_a_header(void **state)
{
    (void)state;
    struct layout layout;
    assert_true(layout_open(&layout, NULL, NULL, "region,家庭人口,,x", ',', "table.csv", NULL));
    assert_int_equal(layout.columns, 4);
    assert_int_equal(layout_find(&layout, "household_size"), 1);
    assert_int_equal(layout_find(&layout, "x"), 3);
    layout_free(&layout);
}

/* --- columns that are needed ---------------------------------------------------------------- */

static void needed_columns_are_found_or_named(void **state)
{
    (void)state;
    static const struct column_need NEEDS[] = {
        {"annual_income", true}, {"dibao", false}, {"household_size", true}, {"own_column", true}};
    struct layout layout;
    struct error error = {0};
    open_good_header(&layout, "own_column,家庭人口数,x,家庭年收入");
    assert_true(layout_need(&layout, NEEDS, 4, "table.csv", NULL));
    assert_int_equal(layout.read_at[0], 3);
    assert_int_equal(layout.read_at[1], -1);
    assert_int_equal(layout.read_at[2], 1);
    assert_int_equal(layout.read_at[3], 0);
    layout_free(&layout);

    open_good_header(&layout, "annual_income,own_column");
    assert_false(layout_need(&layout, NEEDS, 4, "table.csv", &error));
    assert_string_equal(error.file, "table.csv");
    assert_string_equal(error.text, "no column 'household_size' (家庭人口)");
    layout_free(&layout);

    open_good_header(&layout, "annual_income,household_size");
    assert_false(layout_need(&layout, NEEDS, 4, "table.csv", &error));
    assert_string_equal(error.text, "no column 'own_column'");
    layout_free(&layout);
}

/* --- slots ---------------------------------------------------------------------------------- */

static void new_columns_stand_on_the_right(void **state)
{
    (void)state;
    struct layout layout;
    open_good_header(&layout, "a,b,c");
    assert_int_equal(layout_slot(&layout, -1, text_of("x")), 0);
    assert_int_equal(layout_slot(&layout, -1, text_of("y")), 1);
    assert_pieces(&layout, "0-2 +0 +1");
    assert_int_equal(layout.outputs, 5);
    assert_header(&layout, "a,b,c,x,y\n");
    layout_free(&layout);
}

static void columns_that_are_there_are_replaced_where_they_stand(void **state)
{
    (void)state;
    struct layout layout;
    open_good_header(&layout, "a,b,c,d,e");
    assert_int_equal(layout_slot(&layout, 3, text_of("x")), 0);
    assert_int_equal(layout_slot(&layout, -1, text_of("y")), 1);
    assert_int_equal(layout_slot(&layout, 0, text_of("z")), 2);
    assert_pieces(&layout, "+2 1-2 +0 4-4 +1");
    assert_int_equal(layout.outputs, 6);
    assert_header(&layout, "z,b,c,x,e,y\n");
    layout_free(&layout);
}

static void the_last_cells_and_all_cells_may_be_replaced(void **state)
{
    (void)state;
    struct layout layout;
    open_good_header(&layout, "a,b,c");
    layout_slot(&layout, 1, text_of("b"));
    layout_slot(&layout, 2, text_of("c"));
    assert_pieces(&layout, "0-0 +0 +1");
    layout_free(&layout);

    open_good_header(&layout, "a,b");
    layout_slot(&layout, 1, text_of("b"));
    layout_slot(&layout, 0, text_of("a"));
    assert_pieces(&layout, "+1 +0");
    assert_int_equal(layout.outputs, 2);
    layout_free(&layout);
}

static void a_table_without_slots_is_copied(void **state)
{
    (void)state;
    struct layout layout;
    open_good_header(&layout, "a");
    assert_pieces(&layout, "0-0");
    assert_int_equal(layout.outputs, 1);
    assert_header(&layout, "a\n");
    layout_free(&layout);
    layout_free(NULL);
}

static void cells_may_be_left_out(void **state)
{
    (void)state;
    struct layout layout;
    open_good_header(&layout, "a,b,c,d,e");
    layout_drop(&layout, 1);
    assert_pieces(&layout, "0-0 2-4"); /* a run ends at what is left out */
    assert_int_equal(layout.outputs, 4);
    assert_header(&layout, "a,c,d,e\n");
    layout_free(&layout);

    open_good_header(&layout, "a,b,c,d,e");
    layout_drop(&layout, 0);
    layout_slot(&layout, 2, text_of("x"));
    layout_drop(&layout, 3);
    layout_drop(&layout, 4);
    layout_slot(&layout, -1, text_of("y"));
    assert_pieces(&layout, "1-1 +0 +1");
    assert_int_equal(layout.outputs, 3);
    assert_header(&layout, "b,x,y\n");
    layout_free(&layout);

    /* What is left of a record may be one cell, which is quoted where it is nothing. */
    struct buffer out = {0};
    open_good_header(&layout, "a,b");
    layout_drop(&layout, 0);
    layout_slot(&layout, 1, text_of("b"));
    assert_pieces(&layout, "+0");
    assert_int_equal(layout.outputs, 1);
    layout_put_slot(&layout, text_of(""), &out);
    assert_true(text_is(buffer_view(&out), "\"\""));
    buffer_free(&out);
    layout_free(&layout);

    /* A slot takes the place of what was left out before. */
    open_good_header(&layout, "a,b");
    layout_drop(&layout, 0);
    layout_slot(&layout, 0, text_of("z"));
    assert_pieces(&layout, "+0 1-1");
    layout_free(&layout);
}

/* --- the header written --------------------------------------------------------------------- */

static void the_header_is_written_as_it_was_typed(void **state)
{
    (void)state;
    struct layout layout;
    open_good_header(&layout,
                     "\"*户口所在地\n行政区划\",\"plain\", b ,\"say \"\"so\"\"\",\"\",\"a,b\",");
    layout_slot(&layout, -1, text_of("x"));
    assert_true(layout_finish(&layout));
    assert_header(&layout,
                  "\"*户口所在地\n行政区划\",\"plain\", b ,\"say \"\"so\"\"\",\"\",\"a,b\",,x\n");
    layout_free(&layout);
}

static void a_header_with_another_delimiter_is_written_with_commas(void **state)
{
    (void)state;
    struct layout layout;
    assert_true(open_delimited(&layout, "a,b;\"c;d\";\"e\"; f ;", ';', NULL));
    assert_int_equal(layout.columns, 5);
    assert_true(layout_finish(&layout));
    assert_header(&layout, "\"a,b\",\"c;d\",\"e\", f ,\n");
    layout_free(&layout);
}

static void names_of_slots_are_quoted_where_they_must_be(void **state)
{
    (void)state;
    struct layout layout;
    open_good_header(&layout, "a,\"困难\n类别\"");
    layout_slot(&layout, 1, layout.names[1]);
    layout_slot(&layout, -1, text_of("a,b"));
    layout_slot(&layout, -1, text_of("say \"so\""));
    assert_true(layout_finish(&layout));
    assert_header(&layout, "a,\"困难\n类别\",\"a,b\",\"say \"\"so\"\"\"\n");
    layout_free(&layout);
}

static void headers_are_the_same_by_their_names(void **state)
{
    (void)state;
    static const struct {
        const char *header;
        bool same;
    } OTHERS[] = {
        {"a,\"b \"\"c\"\"\",d", true}, {"\"a\",\"b \"\"c\"\"\",\"d\"", true}, {"a,b,d", false},
        {"a,\"b \"\"c\"\"\"", false},  {"a,\"b \"\"c\"\"\",d,e", false},      {"a,d,b", false},
        {"a,\"b \"\"c\"\"\",", false},
    };
    struct layout layout;
    open_good_header(&layout, "a,\"b \"\"c\"\"\",d");
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        struct table t;
        open_table(&t, OTHERS[i].header, ',');
        assert_int_equal(layout_same_header(&layout, &t.batch, t.batch.records), OTHERS[i].same);
        close_table(&t);
    }
    layout_free(&layout);
}

/* --- cells written -------------------------------------------------------------------------- */

static void assert_put(const char *cell, bool alone, const char *expected)
{
    struct buffer found = {0};
    csv_put(&found, text_of(cell), alone);
    buffer_char(&found, '\0');
    assert_string_equal(found.p, expected);
    buffer_free(&found);
}

static void cells_are_quoted_where_they_must_be(void **state)
{
    (void)state;
    assert_put("", false, "");
    assert_put("", true, "\"\""); /* alone, it would be a blank line */
    assert_put("a b", true, "a b");
    assert_put("a;b\tc", false, "a;b\tc");
    assert_put("a,b", false, "\"a,b\"");
    assert_put("a\nb", false, "\"a\nb\"");
    assert_put("a\rb", false, "\"a\rb\"");
    assert_put("\"", false, "\"\"\"\"");
    assert_put("a\"\"b", false, "\"a\"\"\"\"b\"");
    assert_put(" a ", false, " a ");
    assert_put("欧阳", false, "欧阳");
}

/* A single cell of white space, unquoted, would be read as a blank line: no record. */
static void white_space_alone_is_quoted(void **state)
{
    (void)state;
    assert_put(" ", true, "\" \"");
    assert_put(" \t", true, "\" \t\"");
    assert_put(" ", false, " ");
}

/* A record of a table with another delimiter, with commas. */
static void assert_with_commas(const char *record, char delimiter, const char *expected)
{
    struct table t;
    struct buffer found = {0};
    open_table(&t, record, delimiter);
    const struct record *first = t.batch.records;
    for (int i = 0; i < first->cells; i++) {
        if (i > 0)
            buffer_char(&found, ',');
        csv_put_raw(&found, &t.batch, record_cell(&t.batch, first, i), delimiter);
    }
    buffer_char(&found, '\0');
    assert_string_equal(found.p, expected);
    buffer_free(&found);
    close_table(&t);
}

static void cells_of_other_tables_get_the_quotes_they_need(void **state)
{
    (void)state;
    assert_with_commas("a;b,c;\"d;e\";\"f\";;\"\"", ';', "a,\"b,c\",\"d;e\",\"f\",,\"\"");
    assert_with_commas("a b\t1,5\t\"x\"\"y\"\t", '\t', "a b,\"1,5\",\"x\"\"y\",");
    assert_with_commas("a, b ,\"c,d\"", ',', "a, b ,\"c,d\"");
}

static int open_columns(void **state)
{
    (void)state;
    return columns_open(NULL) ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_has_many_names),
        cmocka_unit_test(names_are_compared_byte_for_byte),
        cmocka_unit_test(two_names_of_one_column_are_refused_and_both_named),
        cmocka_unit_test(a_message_is_one_line_whatever_the_header),
        cmocka_unit_test(a_list_of_names_stands_for_a_header),
        cmocka_unit_test(needed_columns_are_found_or_named),
        cmocka_unit_test(new_columns_stand_on_the_right),
        cmocka_unit_test(columns_that_are_there_are_replaced_where_they_stand),
        cmocka_unit_test(the_last_cells_and_all_cells_may_be_replaced),
        cmocka_unit_test(cells_may_be_left_out),
        cmocka_unit_test(a_table_without_slots_is_copied),
        cmocka_unit_test(the_header_is_written_as_it_was_typed),
        cmocka_unit_test(a_header_with_another_delimiter_is_written_with_commas),
        cmocka_unit_test(names_of_slots_are_quoted_where_they_must_be),
        cmocka_unit_test(headers_are_the_same_by_their_names),
        cmocka_unit_test(cells_are_quoted_where_they_must_be),
        cmocka_unit_test(white_space_alone_is_quoted),
        cmocka_unit_test(cells_of_other_tables_get_the_quotes_they_need),
    };
    return cmocka_run_group_tests(tests, open_columns, NULL);
}
