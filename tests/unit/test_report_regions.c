/* Regions one within the other: provinces, prefectures, counties. */
#include "report/report.h"
#include "tally_records.h"

#define GROUPS_MAX 64

static struct group groups[GROUPS_MAX];
static int group_count;
static struct report_region *rows;
static int row_count;

static int finish(void **state)
{
    (void)state;
    free(rows);
    rows = NULL;
    group_count = 0;
    return 0;
}

static void fill(struct figures *f, int64_t n)
{
    for (int item = 0; item < ITEM_COUNT; item++)
        f->item[item] = (struct measure){n + item, 2 * n + item, {3 * n + item}};
    f->all = (struct measure){4 * n, 5 * n, {6 * n}};
}

/* A group whose figures are made of `n`; a code below 0 is the one without a region. */
static void group(int32_t code, int64_t n)
{
    struct group *g = &groups[group_count++];
    *g = (struct group){.region = {code < 0 ? 0 : code}, .unnamed = code < 0, .on_file = 7 * n};
    fill(&g->year, n);
    fill(&g->month, 100 * n);
}

static void nest(void)
{
    const struct grouping grouping = {groups, group_count};
    free(rows);
    assert_true(report_regions(&grouping, &rows, &row_count));
}

/* All rows: a `>` for each depth, the code, `+` where it holds others, `=` its own, and the n. */
static void rows_are(const char *expected)
{
    struct buffer out = {0};
    nest();
    for (int i = 0; i < row_count; i++) {
        const struct report_region *r = &rows[i];
        for (int k = 0; k < r->depth; k++)
            buffer_char(&out, '>');
        if (r->unnamed)
            buffer_string(&out, "unnamed");
        else
            buffer_format(&out, "%06d", r->region.code);
        buffer_format(&out, "%s%s %ld\n", r->holds ? "+" : "", r->own ? "=" : "",
                      (long)r->on_file / 7);
    }
    buffer_char(&out, '\0');
    assert_string_equal(out.p, expected);
    buffer_free(&out);
}

static void counties_lie_in_prefectures_and_provinces(void **state)
{
    (void)state;
    group(340104, 1);
    group(341502, 2);
    group(341522, 4);
    group(420102, 8);
    rows_are("340000+ 7\n"
             ">340100+ 1\n"
             ">>340104 1\n"
             ">341500+ 6\n"
             ">>341502 2\n"
             ">>341522 4\n"
             "420000+ 8\n"
             ">420100+ 8\n"
             ">>420102 8\n");
}

static void a_prefecture_has_records_of_its_own(void **state)
{
    (void)state;
    group(341500, 1);
    group(341502, 2);
    rows_are("340000+ 3\n"
             ">341500+ 3\n"
             ">>341500= 1\n"
             ">>341502 2\n");
}

static void so_has_a_province_and_the_country(void **state)
{
    (void)state;
    group(0, 1);
    group(340000, 2);
    group(341502, 4);
    rows_are("000000+ 1\n"
             ">000000= 1\n"
             "340000+ 6\n"
             ">340000= 2\n"
             ">341500+ 4\n"
             ">>341502 4\n");
}

static void a_county_without_prefecture_lies_in_its_heading(void **state)
{
    (void)state;
    group(420102, 1);
    group(429004, 2);
    rows_are("420000+ 3\n"
             ">420100+ 1\n"
             ">>420102 1\n"
             ">429000+ 2\n"
             ">>429004 2\n");
}

static void those_without_a_region_stand_by_themselves(void **state)
{
    (void)state;
    group(341502, 1);
    group(-1, 2);
    rows_are("340000+ 1\n"
             ">341500+ 1\n"
             ">>341502 1\n"
             "unnamed 2\n");
    group_count = 0;
    group(-1, 3);
    rows_are("unnamed 3\n");
}

static void nothing_is_nothing(void **state)
{
    (void)state;
    nest();
    assert_int_equal(row_count, 0);
}

static void a_sum_has_all_figures(void **state)
{
    (void)state;
    struct figures month, year;
    group(341502, 3);
    group(341522, 4);
    nest();
    /* 3 + 4, but every item of `fill` has its number added twice */
    fill(&year, 7);
    fill(&month, 700);
    for (int i = 0; i < ITEM_COUNT; i++) {
        year.item[i].households += i, year.item[i].grants += i, year.item[i].amount.fen += i;
        month.item[i].households += i, month.item[i].grants += i, month.item[i].amount.fen += i;
    }
    for (int i = 0; i < 2; i++) { /* the province, the prefecture */
        assert_true(rows[i].holds);
        assert_int_equal(rows[i].on_file, 49);
        assert_memory_equal(&rows[i].year, &year, sizeof year);
        assert_memory_equal(&rows[i].month, &month, sizeof month);
    }
}

/* Whatever the codes: every group is there once, and every sum is that of the rows within it. */
static void no_group_is_left_out(void **state)
{
    (void)state;
    static const int32_t CODES[] = {0,      1,      200,    201,    340000, 340001, 340099,
                                    340100, 340104, 341500, 341502, 341503, 420000, 420100,
                                    429000, 429004, 429005, 990000, 999900, 999999};
    unsigned short random[3] = {1, 2, 3};
    for (int round = 0; round < 2000; round++) {
        group_count = 0;
        int64_t expected[4] = {0}, sums[4] = {0};
        for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
            if (nrand48(random) % 3 == 0)
                group(CODES[i], (int64_t)(nrand48(random) % 1000));
        if (nrand48(random) % 3 == 0)
            group(-1, 5);
        for (int i = 0; i < group_count; i++)
            expected[0] += groups[i].on_file;
        nest();
        int leaves = 0;
        for (int i = 0; i < row_count; i++) {
            if (rows[i].depth == 0)
                sums[0] += rows[i].on_file;
            if (rows[i].holds) {
                int64_t within = 0;
                for (int k = i + 1; k < row_count && rows[k].depth > rows[i].depth; k++)
                    if (rows[k].depth == rows[i].depth + 1)
                        within += rows[k].on_file;
                assert_int_equal(within, rows[i].on_file);
            } else {
                leaves++;
            }
        }
        assert_int_equal(leaves, group_count);
        assert_int_equal(sums[0], expected[0]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(counties_lie_in_prefectures_and_provinces, finish),
        cmocka_unit_test_teardown(a_prefecture_has_records_of_its_own, finish),
        cmocka_unit_test_teardown(so_has_a_province_and_the_country, finish),
        cmocka_unit_test_teardown(a_county_without_prefecture_lies_in_its_heading, finish),
        cmocka_unit_test_teardown(those_without_a_region_stand_by_themselves, finish),
        cmocka_unit_test_teardown(nothing_is_nothing, finish),
        cmocka_unit_test_teardown(a_sum_has_all_figures, finish),
        cmocka_unit_test_teardown(no_group_is_left_out, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
