/* A policy file as bytes: its header, its lines, its quotes and its encoding. */
#include "policy/table.h"
#include "policy_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define GOOD ",341500,dibao,2024-01-01,,,700,yuan/month,s\n"

static struct error error;

/* The line on which the row of dibao for 341500 is found, 0 where the file is refused. */
static long line_of_dibao(const char *bytes, size_t n)
{
    long line = 0;
    rows_free(NULL);
    rows_policy = policy_new();
    memset(&error, 0, sizeof error);
    if (policy_add(rows_policy, "rows.csv", (struct text){bytes, n}, &error)) {
        rows_view = policy_view_new(rows_policy, SCHEME_DOSSIER);
        struct date day;
        assert_true(date_parse(text_of("2025-03-01"), &day));
        const struct policy_value *v =
            policy_get(policy_at(rows_view, (struct region){341500}, day), PARAMETER_DIBAO);
        assert_true(v->set);
        amount_is(v->money, "700.00");
        line = v->line;
    }
    return line;
}

static void accepted(const char *bytes, long line)
{
    if (line_of_dibao(bytes, strlen(bytes)) != line)
        fail_msg("%ld %s: %s", error.line, error.column, error.text);
}

static void refused_bytes(const char *bytes, size_t n, long line, const char *column,
                          const char *words)
{
    assert_int_equal(line_of_dibao(bytes, n), 0);
    assert_string_equal(error.file, "rows.csv");
    assert_int_equal(error.line, line);
    assert_string_equal(error.column, column);
    if (strstr(error.text, words) == NULL)
        fail_msg("'%s' does not say '%s'", error.text, words);
}

static void refused(const char *bytes, long line, const char *column, const char *words)
{
    refused_bytes(bytes, strlen(bytes), line, column, words);
}

/* --- header ---------------------------------------------------------------------------------- */

static void columns_are_found_by_name(void **state)
{
    (void)state;
    accepted("source,unit,value,bracket_from,effective_until,effective_from,parameter,region,"
             "scheme\ns,yuan/month,700,,,2024-01-01,dibao,341500,\n",
             2);
    accepted(" scheme ,region\t,parameter,effective_from,effective_until,bracket_from,value,unit,"
             "\"source\"\n" GOOD,
             2);
}

static void every_column_is_needed_once(void **state)
{
    (void)state;
    refused("scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit\n", 1,
            "", "'source'");
    refused("region,parameter,effective_from,effective_until,bracket_from,value,unit,source\n", 1,
            "", "'scheme'");
    refused("scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit,"
            "source,remark\n",
            1, "", "'remark'");
    refused("scheme,region,parameter,effective_from,effective_until,bracket_from,values,unit,"
            "source\n",
            1, "", "'values'");
    refused("scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit,"
            "source,region\n",
            1, "region", "twice");
    refused(",341500,dibao,2024-01-01,,,700,yuan/month,s\n", 1, "", "''"); /* no header at all */
}

static void a_header_of_very_many_columns_is_refused(void **state)
{
    (void)state;
    struct buffer b = {0};
    buffer_string(&b, "scheme,region,parameter,effective_from,effective_until,bracket_from,value,"
                      "unit,source");
    for (int i = 0; i < 1000; i++)
        buffer_string(&b, ",region");
    refused_bytes(b.p, b.n, 1, "region", "twice");
    buffer_free(&b);
}

static void an_empty_file_is_refused(void **state)
{
    (void)state;
    refused("", 0, "", "empty");
    refused("\n\r\n\n", 0, "", "empty");
}

static void a_file_of_a_header_alone_says_nothing(void **state)
{
    (void)state;
    rows_policy = policy_new();
    assert_true(policy_add(rows_policy, "rows.csv", text_of(POLICY_HEADER), &error));
}

/* --- lines ----------------------------------------------------------------------------------- */

static void line_ends_and_a_mark_at_the_start_are_no_matter(void **state)
{
    (void)state;
    accepted("\xEF\xBB\xBF" POLICY_HEADER GOOD, 2);
    accepted("scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit,"
             "source\r\n,341500,dibao,2024-01-01,,,700,yuan/month,s\r\n",
             2);
    accepted(POLICY_HEADER ",341500,dibao,2024-01-01,,,700,yuan/month,s", 2); /* no last end */
    accepted("\n\n" POLICY_HEADER "\n" GOOD "\n", 5);
}

static void a_ragged_row_is_refused(void **state)
{
    (void)state;
    refused(POLICY_HEADER GOOD ",341500,dibao,2025-01-01,,,700,yuan/month\n", 3, "", "8");
    refused(POLICY_HEADER ",341500,dibao,2025-01-01,,,700,yuan/month,s,\n" GOOD, 2, "", "10");
    refused(POLICY_HEADER "\n\n" GOOD "341500\n", 5, "", "1");
    refused(POLICY_HEADER GOOD ",341500,dibao,2025-01-01", 3, "", "4"); /* cut off */
}

static void a_quote_that_stays_open_is_refused_where_it_opened(void **state)
{
    (void)state;
    refused(POLICY_HEADER GOOD "\n,341502,dibao,2024-01-01,,,700,yuan/month,\"s\n" GOOD GOOD, 4, "",
            "closed");
    refused(POLICY_HEADER "\",341502,dibao,2024-01-01,,,700,yuan/month,s\n" GOOD, 2, "", "closed");
    refused("\"scheme,region", 1, "", "closed");
}

static void a_quote_in_a_cell_is_refused(void **state)
{
    (void)state;
    refused(POLICY_HEADER GOOD ",341502,dibao,2024-01-01,,,700,yuan/month,a \"b\" c\n", 3, "",
            "quote");
    refused(POLICY_HEADER GOOD ",341502,dibao,2024-01-01,,,700,yuan/month,\"b\" c\n", 3, "",
            "quote");
}

static void lines_are_counted_through_quoted_breaks(void **state)
{
    (void)state;
    accepted(POLICY_HEADER ",341502,dibao,2024-01-01,,,1,yuan/month,\"a\nb\r\nc\"\n" GOOD, 5);
    refused(POLICY_HEADER ",341502,dibao,2024-01-01,,,1,yuan/month,\"a\n\nb\"\n"
                          ",34150,dibao,2024-01-01,,,1,yuan/month,s\n",
            5, "region", "34150");
    refused(POLICY_HEADER GOOD "\"\",\"341502\",dibao,2024-01-01,,,\"\n7x\n\",yuan/month,s\n", 3,
            "value", "7x"); /* the line on which the record begins */
}

/* --- bytes ----------------------------------------------------------------------------------- */

static void bytes_that_are_no_text_are_refused(void **state)
{
    (void)state;
    static const char NUL[] = POLICY_HEADER GOOD ",341502,dibao,2024-01-01,,,7\0,yuan/month,s\n";
    static const char QUOTED[] =
        POLICY_HEADER GOOD ",341502,dibao,2024-01-01,,,7,yuan/month,\"s\0\"\n";
    refused_bytes(NUL, sizeof NUL - 1, 3, "", "UTF-8");
    refused_bytes(QUOTED, sizeof QUOTED - 1, 3, "", "UTF-8");
    refused(POLICY_HEADER GOOD ",341502,dibao,2024-01-01,,,7,yuan/month,\xC1\xF9\xB0\xB2\n", 3, "",
            "UTF-8"); /* GB 18030 */
    refused("scheme\xFF,region\n", 1, "", "UTF-8");
    refused(POLICY_HEADER ",341502,dibao,2024-01-01,,,7,yuan/month,\xE5\x85\n", 2, "", "UTF-8");
    static const char UTF16[] = "s\0c\0h\0e\0m\0e\0,\0r\0e\0g\0i\0o\0n\0\n\0";
    refused_bytes(UTF16, sizeof UTF16 - 1, 1, "", "UTF-8");
}

static void white_space_around_cells_is_off(void **state)
{
    (void)state;
    accepted(POLICY_HEADER " , 341500\t,\xE3\x80\x80"
                           "dibao,2024-01-01 ,,, 700\xC2\xA0,yuan/month,\" s \"\n",
             2);
}

/* --- files ----------------------------------------------------------------------------------- */

static void files_are_read_from_disk(void **state)
{
    (void)state;
    char name[] = "/tmp/policy-XXXXXX";
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, POLICY_HEADER GOOD, strlen(POLICY_HEADER GOOD)),
                     strlen(POLICY_HEADER GOOD));
    close(fd);
    const char *const file = name, *const folder = "/tmp";
    rows_policy = policy_load(&file, 1, &error);
    assert_non_null(rows_policy);
    unlink(name);
    assert_null(policy_load(&file, 1, &error));
    assert_string_equal(error.file, name);
    assert_int_equal(error.line, 0);
    assert_null(policy_load(&folder, 1, &error));
    assert_string_equal(error.file, "/tmp");
}

/* The amount of dibao in 341500 that these files set together, in yuan. */
static void dibao_of(const char *const *files, int count, const char *amount)
{
    struct date day;
    rows_free(NULL);
    rows_policy = policy_load(files, count, &error);
    assert_non_null(rows_policy);
    rows_view = policy_view_new(rows_policy, SCHEME_DOSSIER);
    assert_true(date_parse(text_of("2024-07-01"), &day));
    const struct policy_value *v =
        policy_get(policy_at(rows_view, (struct region){341500}, day), PARAMETER_DIBAO);
    amount_is(v->money, amount);
}

static void files_are_loaded_in_their_order(void **state)
{
    (void)state;
    char names[2][20] = {"/tmp/policy-XXXXXX", "/tmp/policy-XXXXXX"};
    const char *const rows[] = {GOOD, ",341500,dibao,2024-01-01,,,701,yuan/month,s\n"};
    for (int i = 0; i < 2; i++) {
        int fd = mkstemp(names[i]);
        assert_true(fd >= 0);
        assert_int_equal(dprintf(fd, "%s%s", POLICY_HEADER, rows[i]),
                         strlen(POLICY_HEADER) + strlen(rows[i]));
        close(fd);
    }
    dibao_of((const char *const[]){names[0]}, 1, "700.00");
    dibao_of((const char *const[]){names[0], names[1]}, 2, "701.00");
    dibao_of((const char *const[]){names[1], names[0]}, 2, "700.00");
    dibao_of(NULL, 0, "756.00"); /* the table that is compiled in: Lu'an from 2024-07-01 */
    unlink(names[1]);
    assert_null(policy_load((const char *const[]){names[0], names[1]}, 2, &error));
    assert_string_equal(error.file, names[1]);
    unlink(names[0]);
}

static void the_table_compiled_in_is_a_good_one(void **state)
{
    (void)state;
    rows_policy = policy_load(NULL, 0, &error);
    assert_non_null(rows_policy);
    assert_in_range(rows_policy->value_count, 30, 1000);
    for (size_t i = 0; i < rows_policy->value_count; i++)
        assert_true(rows_policy->values[i].source[0] != '\0');
}

/* One line per value. */
static void note(struct buffer *out, const struct policy_value *value)
{
    char region[REGION_TEXT_SIZE], from[DATE_TEXT_SIZE];
    region_format(value->region, region);
    date_format(value->from, from);
    buffer_format(out, "%s %s %s %s %s\n", region, PARAMETER_INFO[value->parameter].name,
                  SCHEME_NAMES[value->scheme], from, value->text);
}

static void values_are_held_in_order(void **state)
{
    (void)state;
    struct buffer seen = {0};
    rows_policy = policy_new();
    assert_true(policy_add(rows_policy, "rows.csv",
                           text_of(POLICY_HEADER
                                   "dossier,341502,dibao,2024-01-01,,,1,yuan/month,s\n"
                                   ",341500,rounding,2024-01-01,,,yuan,word,s\n"
                                   "dossier,341500,dibao,2024-01-01,,,2,yuan/month,s\n"
                                   ",341500,dibao,2025-01-01,,,3,yuan/month,s\n"
                                   "dossier,000000,deep.medical.rate,2024-01-01,,5,4%,percent,s\n"
                                   "dossier,000000,deep.medical.rate,2024-01-01,,,5%,percent,s\n"
                                   ",341500,dibao,2024-01-01,,,,yuan/month,s\n"),
                           &error));
    for (size_t i = 0; i < rows_policy->value_count; i++)
        note(&seen, &rows_policy->values[i]);
    buffer_char(&seen, '\0');
    assert_string_equal(seen.p, "000000 deep.medical.rate dossier 2024-01-01 "
                                "5%: >= 0.00; 4%: >= 5.00\n"
                                "341500 dibao  2024-01-01 \n"
                                "341500 dibao  2025-01-01 3\n"
                                "341500 dibao dossier 2024-01-01 2\n"
                                "341500 rounding  2024-01-01 yuan\n"
                                "341502 dibao dossier 2024-01-01 1\n");
    buffer_free(&seen);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_teardown(f, rows_free)
    const struct CMUnitTest tests[] = {
        TEST(columns_are_found_by_name),
        TEST(every_column_is_needed_once),
        TEST(a_header_of_very_many_columns_is_refused),
        TEST(an_empty_file_is_refused),
        TEST(a_file_of_a_header_alone_says_nothing),
        TEST(line_ends_and_a_mark_at_the_start_are_no_matter),
        TEST(a_ragged_row_is_refused),
        TEST(a_quote_that_stays_open_is_refused_where_it_opened),
        TEST(a_quote_in_a_cell_is_refused),
        TEST(lines_are_counted_through_quoted_breaks),
        TEST(bytes_that_are_no_text_are_refused),
        TEST(white_space_around_cells_is_off),
        TEST(files_are_read_from_disk),
        TEST(files_are_loaded_in_their_order),
        TEST(the_table_compiled_in_is_a_good_one),
        TEST(values_are_held_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
