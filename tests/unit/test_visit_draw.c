/* County visits: how many are needed, and which are drawn. P1 三(三)1(3) */
#include "policy_rows.h"
#include "rules/visit_draw.h"

#include <stdio.h>

/* What a sanitizer has to be told before a test may ask for more memory than there is. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

/* NULL: none is set. */
static const struct policy_value *share(const char *percent)
{
    char line[64] = "";
    if (percent != NULL)
        (void)snprintf(line, sizeof line, "filing.visit_coverage_min=%s\n", percent);
    return policy_get(in_force(line), PARAMETER_FILING_VISIT_COVERAGE_MIN);
}

/* --- coverage --------------------------------------------------------------------------------- */

static void needs(const char *percent, int64_t visited, int64_t dossiers, int64_t more)
{
    const struct coverage c = {.dossiers = dossiers, .visited = visited};
    assert_int_equal(coverage_needed(share(percent), &c), more);
}

static void covers(const char *percent, int64_t visited, int64_t dossiers, bool expected)
{
    const struct coverage c = {.dossiers = dossiers, .visited = visited};
    assert_int_equal(filing_coverage(share(percent), &c), expected);
    if (expected)
        needs(percent, visited, dossiers, 0);
}

static void half_of_them_is_enough(void **state)
{
    (void)state;
    covers("50%", 49, 100, false);
    covers("50%", 50, 100, true);
    covers("50%", 51, 100, true);
    needs("50%", 49, 100, 1);
    needs("50%", 0, 100, 50);
}

static void half_of_an_odd_number_is_not_rounded(void **state)
{
    (void)state;
    covers("50%", 1, 3, false); /* 1.5 are asked: 2 */
    needs("50%", 1, 3, 1);
    covers("50%", 2, 3, true);
    needs("50%", 0, 1, 1);
    covers("50%", 50, 101, false); /* 50.5 */
    covers("50%", 51, 101, true);
    needs("50%", 10, 101, 41);
    covers("50%", 2, 4, true);
}

static void of_none_none_is_enough(void **state)
{
    (void)state;
    covers("50%", 0, 0, true);
    covers("100%", 0, 0, true);
}

static void every_millionth_counts(void **state)
{
    (void)state;
    covers("33.3333%", 1, 3, true);  /* 0.999999 are asked */
    covers("33.3334%", 1, 3, false); /* 1.000002: 2 */
    needs("33.3334%", 1, 3, 1);
    covers("0.0001%", 0, 1, false);
    needs("0.0001%", 0, 1000000, 1);
    needs("0.0001%", 0, 1000001, 2);
}

static void large_numbers_do_not_overflow(void **state)
{
    (void)state;
    needs("50%", 0, INT64_MAX, INT64_MAX / 2 + 1); /* half of an odd number */
    needs("100%", 0, INT64_MAX, INT64_MAX);
    needs("100%", INT64_MAX - 1, INT64_MAX, 1);
}

static void a_share_above_one_asks_for_all(void **state)
{
    (void)state;
    needs("120%", 4, 10, 6);
    covers("120%", 10, 10, false);
    needs("120%", 10, 10, 0);
}

static void without_a_share_nothing_is_asked(void **state)
{
    (void)state;
    covers(NULL, 0, 100, true);
}

/* --- lots ------------------------------------------------------------------------------------- */

/* As `printf 1:A | sha256sum` says. */
static void a_lot_is_the_digest_of_seed_and_key(void **state)
{
    (void)state;
    char lot[DIGEST_TEXT_SIZE];
    visit_lot(1, text_of("A"), lot);
    assert_string_equal(lot, "3addd7d5a0987fa76ecfdf280e2e9f69460c03de3be8802e3ee0fdc6b6e88471");
    visit_lot(0, text_of("家庭-1"), lot);
    assert_string_equal(lot, "d394e71d300643ee728ae61459bb05a034813ff528935c90ccb85e757ac12d44");
    visit_lot(UINT64_MAX, text_of(""), lot);
    assert_string_equal(lot, "4ca0c8e4c7bf56254a83454fda885a656ae5066fbf180905b95ad77d1847d619");
}

/* --- draws ------------------------------------------------------------------------------------ */

/*
 * Households a … f. Their lots by seed 1 begin with 41 6f b8 24 69 61: d a f e b c is their order;
 * by seed 2 with f2 fa 19 6a 43 8a: c e d f a b.
 */
#define HOUSEHOLDS 6

/* `unions` is a digit for each household. */
static void six(struct candidate *c, uint64_t seed, const char *unions)
{
    for (size_t i = 0; i < HOUSEHOLDS; i++) {
        c[i] = (struct candidate){.group = (size_t)(unions[i] - '0'), .drawn = DRAWN_BY_LOT};
        visit_lot(seed, (struct text){"abcdef" + i, 1}, c[i].lot);
    }
}

/* A letter for each household: `.` not drawn, `D` doubtful, `L` by lot. */
static void draws(const char *percent, struct candidate *c, const char *expected)
{
    char found[HOUSEHOLDS + 1] = {0};
    assert_true(visit_draw(share(percent), c, HOUSEHOLDS, HOUSEHOLDS));
    for (int i = 0; i < HOUSEHOLDS; i++)
        found[i] = ".DL"[c[i].drawn];
    assert_string_equal(found, expected);
}

static void the_smallest_lots_are_drawn(void **state)
{
    (void)state;
    struct candidate c[HOUSEHOLDS];
    six(c, 1, "000000");
    draws("50%", c, "L..L.L"); /* d, a, f */
    draws("1%", c, "...L..");
    draws("0%", c, "......");
    draws(NULL, c, "......");
    draws("100%", c, "LLLLLL");
    draws("120%", c, "LLLLLL");
    six(c, 2, "000000");
    draws("50%", c, "..LLL."); /* c, e, d */
}

static void visited_and_doubtful_ones_count(void **state)
{
    (void)state;
    struct candidate c[HOUSEHOLDS];
    six(c, 1, "000000");
    c[3].visited = true; /* d: a and f are left to make three */
    draws("50%", c, "L....L");
    c[2].doubtful = true; /* c, whose lot is the last */
    draws("50%", c, "L.D...");
    c[2].visited = true; /* and no more to be drawn */
    draws("50%", c, "L.....");
    draws(NULL, c, "......");
    c[1].doubtful = c[4].doubtful = true; /* more than the share asks for */
    draws("50%", c, ".D..D.");
    draws(NULL, c, ".D..D.");
}

static void unions_take_turns(void **state)
{
    (void)state;
    struct candidate c[HOUSEHOLDS];
    six(c, 1, "000111");
    draws("50%", c, "L..L.L"); /* d of 1; a of 0; of equal shares f before b */
    draws("60%", c, "LL.L.L"); /* then 0 again: b */
    six(c, 1, "011111");
    draws("50%", c, "L..L.L"); /* d; a, the whole of union 0; then f */
    six(c, 1, "500000");
    draws("30%", c, "L..L.."); /* the number of a union says nothing */
    /* 0 has a, b: half of it is visited; 1 has c … f: d, f, then 2 of 4 are as much as 1 of 2, and
     * e comes before b */
    six(c, 1, "001111");
    c[0].visited = true;
    draws("50%", c, "...L.L");
    draws("60%", c, "...LLL");
    draws("80%", c, ".L.LLL");
}

static void a_doubtful_one_counts_for_its_union(void **state)
{
    (void)state;
    struct candidate c[HOUSEHOLDS];
    six(c, 1, "000111");
    c[1].doubtful = true;      /* b: a third of union 0 */
    draws("50%", c, "LD.L.."); /* then d of 1; of equal shares a before f */
}

/* Ten applications by one household: those given first. */
static void of_equal_lots_the_first_are_drawn(void **state)
{
    (void)state;
    struct candidate c[10] = {0};
    for (int i = 0; i < 10; i++)
        visit_lot(0, text_of("H1"), c[i].lot);
    assert_true(visit_draw(share("30%"), c, 10, 1));
    for (int i = 0; i < 10; i++)
        assert_int_equal(c[i].drawn, i < 3 ? DRAWN_BY_LOT : DRAWN_NOT);
}

static void of_none_none_is_drawn(void **state)
{
    (void)state;
    struct candidate none;
    assert_true(visit_draw(share("50%"), &none, 0, 0));
}

static void without_memory_nothing_is_drawn(void **state)
{
    (void)state;
    struct candidate c[HOUSEHOLDS];
    six(c, 1, "000000");
    assert_false(visit_draw(share("50%"), c, SIZE_MAX / 2, 1));
    assert_false(visit_draw(share("50%"), c, HOUSEHOLDS, SIZE_MAX / 2));
}

/* --- at random -------------------------------------------------------------------------------- */

#define MOST   40
#define UNIONS 7

static uint32_t random_state;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 16) % limit;
}

static size_t some_households(struct candidate *c, uint32_t round)
{
    const size_t count = 1 + random_below(MOST);
    const uint32_t few = 1 + random_below(UNIONS), odds = 2 + random_below(8);
    for (size_t i = 0; i < count; i++) {
        char key[24];
        (void)snprintf(key, sizeof key, "H%zu", i);
        c[i] = (struct candidate){.group = random_below(few),
                                  .visited = random_below(odds) == 0,
                                  .doubtful = random_below(odds) == 0};
        visit_lot(round, text_of(key), c[i].lot);
    }
    return count;
}

static bool is_covered(const struct candidate *c)
{
    return c->visited || c->drawn != DRAWN_NOT;
}

/* What a union has of visits, and how many households. */
static void count_union(const struct candidate *c, size_t count, size_t number, int *covered,
                        int *size)
{
    *covered = *size = 0;
    for (size_t i = 0; i < count; i++) {
        *size += c[i].group == number;
        *covered += c[i].group == number && is_covered(&c[i]);
    }
}

/* Whether `a` is to be drawn before `b`: its union's share is smaller, or its lot. */
static bool comes_before(const struct candidate *all, size_t count, const struct candidate *a,
                         const struct candidate *b)
{
    int covered_a, size_a, covered_b, size_b;
    count_union(all, count, a->group, &covered_a, &size_a);
    count_union(all, count, b->group, &covered_b, &size_b);
    if (covered_a * size_b != covered_b * size_a)
        return covered_a * size_b < covered_b * size_a;
    return strcmp(a->lot, b->lot) < 0;
}

/* The draw as its rule says it, one household after another, each found among all. */
static void draw_slowly(struct candidate *c, size_t count, uint32_t percent)
{
    size_t covered = 0;
    for (size_t i = 0; i < count; i++) {
        c[i].drawn = c[i].doubtful && !c[i].visited ? DRAWN_DOUBTFUL : DRAWN_NOT;
        covered += is_covered(&c[i]);
    }
    for (; covered * 100 < count * percent; covered++) {
        struct candidate *next = NULL;
        for (size_t i = 0; i < count; i++)
            if (!is_covered(&c[i]) && (next == NULL || comes_before(c, count, &c[i], next)))
                next = &c[i];
        assert_non_null(next);
        next->drawn = DRAWN_BY_LOT;
    }
}

static void draws_are_those_of_the_rule(void **state)
{
    (void)state;
    random_state = 1;
    for (uint32_t round = 0; round < 3000; round++) {
        struct candidate c[MOST], slow[MOST];
        char percent[8];
        const size_t count = some_households(c, round);
        const uint32_t least = random_below(101);
        memcpy(slow, c, sizeof slow);
        draw_slowly(slow, count, least);
        (void)snprintf(percent, sizeof percent, "%u%%", least);
        assert_true(visit_draw(share(percent), c, count, UNIONS));
        for (size_t i = 0; i < count; i++)
            assert_int_equal(c[i].drawn, slow[i].drawn);
    }
}

static void any_order_of_households_draws_the_same(void **state)
{
    (void)state;
    random_state = 2;
    for (uint32_t round = 0; round < 1000; round++) {
        struct candidate c[MOST], mixed[MOST];
        size_t from[MOST];
        const size_t count = some_households(c, round);
        for (size_t i = 0; i < count; i++) {
            const size_t other = random_below((uint32_t)i + 1);
            from[i] = from[other];
            from[other] = i;
        }
        for (size_t i = 0; i < count; i++) {
            mixed[i] = c[from[i]];
            mixed[i].group = UNIONS - 1 - mixed[i].group; /* unions are met in another order */
        }
        assert_true(visit_draw(share("50%"), c, count, UNIONS));
        assert_true(visit_draw(share("50%"), mixed, count, UNIONS));
        for (size_t i = 0; i < count; i++)
            assert_int_equal(mixed[i].drawn, c[from[i]].drawn);
    }
}

/* Without its last visit no union has more than another that has households left. */
static void shares_of_unions_are_within_one_visit(void **state)
{
    (void)state;
    random_state = 3;
    for (uint32_t round = 0; round < 1000; round++) {
        struct candidate c[MOST];
        int covered[UNIONS], size[UNIONS];
        const size_t count = some_households(c, round);
        for (size_t i = 0; i < count; i++)
            c[i].visited = c[i].doubtful = false;
        assert_true(visit_draw(share("50%"), c, count, UNIONS));
        for (size_t u = 0; u < UNIONS; u++)
            count_union(c, count, u, &covered[u], &size[u]);
        for (int a = 0; a < UNIONS; a++)
            for (int b = 0; b < UNIONS; b++)
                if (covered[a] > 0 && covered[b] < size[b])
                    assert_true((covered[a] - 1) * size[b] <= covered[b] * size[a]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_of_them_is_enough),
        cmocka_unit_test(half_of_an_odd_number_is_not_rounded),
        cmocka_unit_test(of_none_none_is_enough),
        cmocka_unit_test(every_millionth_counts),
        cmocka_unit_test(large_numbers_do_not_overflow),
        cmocka_unit_test(a_share_above_one_asks_for_all),
        cmocka_unit_test(without_a_share_nothing_is_asked),
        cmocka_unit_test(a_lot_is_the_digest_of_seed_and_key),
        cmocka_unit_test(the_smallest_lots_are_drawn),
        cmocka_unit_test(visited_and_doubtful_ones_count),
        cmocka_unit_test(unions_take_turns),
        cmocka_unit_test(a_doubtful_one_counts_for_its_union),
        cmocka_unit_test(of_equal_lots_the_first_are_drawn),
        cmocka_unit_test(of_none_none_is_drawn),
        cmocka_unit_test(without_memory_nothing_is_drawn),
        cmocka_unit_test(draws_are_those_of_the_rule),
        cmocka_unit_test(any_order_of_households_draws_the_same),
        cmocka_unit_test(shares_of_unions_are_within_one_visit),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
