/* What a decision on the category was made of, and why one could not be made. */
#include "policy_rows.h"

#define DIBAO "dibao=1000\n"
#define PLAN_1                                                                                     \
    DIBAO "deep.income_multiple=1\nrelative.income_multiple=2\naccidental.loss_min=25000\n"

static const struct policy_set *policy;
static struct finding finding;

static void find(enum category c, const char *lines, const struct household *h, const char *aid)
{
    policy = in_force(lines);
    memset(&finding, 0x55, sizeof finding);
    assert_true(dossier_category(c, policy, h, yuan(aid), &finding));
    assert_true(finding.exists);
}

/* One test of the finding: what was seen, how it was compared, with what. */
static void saw(int i, enum test_kind kind, const char *seen, enum comparison comparison,
                const char *limit, bool held, enum parameter by)
{
    assert_in_range(i, 0, finding.tests - 1);
    const struct test *t = &finding.test[i];
    assert_int_equal(t->kind, kind);
    assert_true(t->seen.value == exact_of(yuan(seen)).value);
    assert_int_equal(t->comparison, comparison);
    assert_true(t->limit.value == exact_of(yuan(limit)).value);
    assert_int_equal(t->held, held);
    assert_ptr_equal(t->by, policy_get(policy, by));
}

static void names_list(int i, enum parameter comparison, enum parameter deductions)
{
    assert_ptr_equal(finding.test[i].compared, policy_get(policy, comparison));
    assert_ptr_equal(finding.test[i].deducted, policy_get(policy, deductions));
}

static void names_no_list(int i)
{
    assert_null(finding.test[i].compared);
    assert_null(finding.test[i].deducted);
}

/* --- what is recorded ------------------------------------------------------------------------ */

static void deep_records_its_tests_in_order(void **state)
{
    (void)state;
    struct household h = {.income = yuan("50000"), .size = 2};
    h.cost[COST_MEDICAL] = yuan("20000");
    h.cost[COST_EDUCATION] = yuan("5000.50");
    h.cost[COST_EMPLOYMENT] = yuan("900"); /* not deep's to deduct */
    /* 50 000 − 20 000 − 5000.50 = 24 999.50; 1 × 1000 × 12 × 2 = 24 000;
     * 30 000 × 2 = 60 000; 3 × 24 000 = 72 000 */
    find(CATEGORY_DEEP,
         PLAN_1 "deep.income_ceiling=30000\ndeep.gross_multiple=3\n"
                "deep.income_comparison=at_most\n",
         &h, "0");
    assert_int_equal(finding.tests, 3);
    saw(0, TEST_NET_INCOME, "24999.50", COMPARE_AT_MOST, "24000", false, PARAMETER_INCOME_MULTIPLE);
    names_list(0, PARAMETER_INCOME_COMPARISON, PARAMETER_DEDUCTIONS);
    saw(1, TEST_INCOME_CEILING, "50000", COMPARE_BELOW, "60000", true, PARAMETER_INCOME_CEILING);
    names_no_list(1);
    saw(2, TEST_GROSS_INCOME, "50000", COMPARE_AT_MOST, "72000", true, PARAMETER_GROSS_MULTIPLE);
    names_no_list(2);
    assert_false(finding.held);
}

static void relative_records_its_own_parameters(void **state)
{
    (void)state;
    struct household h = {.income = yuan("50000"), .size = 2};
    h.cost[COST_EMPLOYMENT] = yuan("2000.01");
    /* 50 000 − 2000.01 = 47 999.99; 2 × 24 000 = 48 000; 20 000 × 2 = 40 000 */
    find(CATEGORY_RELATIVE, PLAN_1 "relative.income_ceiling=20000\nrelative.gross_multiple=2\n", &h,
         "0");
    assert_int_equal(finding.tests, 3);
    saw(0, TEST_NET_INCOME, "47999.99", COMPARE_BELOW, "48000", true,
        parameter_of(PARAMETER_INCOME_MULTIPLE, CATEGORY_RELATIVE));
    names_list(0, PARAMETER_INCOME_COMPARISON_RELATIVE, PARAMETER_DEDUCTIONS_RELATIVE);
    saw(1, TEST_INCOME_CEILING, "50000", COMPARE_BELOW, "40000", false,
        parameter_of(PARAMETER_INCOME_CEILING, CATEGORY_RELATIVE));
    saw(2, TEST_GROSS_INCOME, "50000", COMPARE_AT_MOST, "48000", false,
        parameter_of(PARAMETER_GROSS_MULTIPLE, CATEGORY_RELATIVE));
    assert_false(finding.held);
}

static void accidental_records_all_six(void **state)
{
    (void)state;
    struct household h = {.income = yuan("30000"), .size = 1};
    h.loss = yuan("60000");
    h.compensation = yuan("34999.99");
    /* 60 000 − 34 999.99 = 25 000.01; 80 % of 30 000 = 24 000; 3 × 12 000 = 36 000 */
    find(CATEGORY_ACCIDENTAL,
         PLAN_1 "accidental.loss_income_ratio=80%\naccidental.income_multiple=3\n"
                "accidental.income_ceiling=30000.01\naccidental.gross_multiple=2.5\n",
         &h, "0");
    assert_int_equal(finding.tests, TESTS_MAX);
    saw(0, TEST_LOSS, "25000.01", COMPARE_AT_LEAST, "25000", true, PARAMETER_LOSS_MIN);
    saw(1, TEST_LOSS_RATIO, "25000.01", COMPARE_ABOVE, "24000", true, PARAMETER_LOSS_INCOME_RATIO);
    assert_int_equal(finding.test[2].kind, TEST_LIVING_DIFFICULT);
    assert_true(finding.test[2].held);
    assert_null(finding.test[2].by);
    saw(3, TEST_NET_INCOME, "30000", COMPARE_BELOW, "36000", true,
        parameter_of(PARAMETER_INCOME_MULTIPLE, CATEGORY_ACCIDENTAL));
    names_list(3, PARAMETER_INCOME_COMPARISON_RELATIVE, PARAMETER_DEDUCTIONS_RELATIVE);
    saw(4, TEST_INCOME_CEILING, "30000", COMPARE_BELOW, "30000.01", true,
        parameter_of(PARAMETER_INCOME_CEILING, CATEGORY_ACCIDENTAL));
    saw(5, TEST_GROSS_INCOME, "30000", COMPARE_AT_MOST, "30000", true,
        parameter_of(PARAMETER_GROSS_MULTIPLE, CATEGORY_ACCIDENTAL));
    for (int i = 0; i < 6; i++)
        if (i != 3)
            names_no_list(i);
    assert_true(finding.held);
}

static void tests_after_one_that_fails_are_recorded_too(void **state)
{
    (void)state;
    struct household h = {.income = yuan("0"), .size = 1, .loss = yuan("1"), .recovered = true};
    find(CATEGORY_ACCIDENTAL, PLAN_1 "accidental.gross_multiple=1\n", &h, "0");
    assert_int_equal(finding.tests, 3);
    saw(0, TEST_LOSS, "1", COMPARE_AT_LEAST, "25000", false, PARAMETER_LOSS_MIN);
    assert_int_equal(finding.test[1].kind, TEST_LIVING_DIFFICULT);
    assert_false(finding.test[1].held);
    saw(2, TEST_GROSS_INCOME, "0", COMPARE_AT_MOST, "12000", true,
        parameter_of(PARAMETER_GROSS_MULTIPLE, CATEGORY_ACCIDENTAL));
    assert_false(finding.held);
}

static void a_default_is_recorded_as_a_default(void **state)
{
    (void)state;
    struct household h = {.income = yuan("0"), .size = 1};
    find(CATEGORY_DEEP, PLAN_1, &h, "0");
    const struct test *t = &finding.test[0];
    assert_false(t->by->is_default);
    assert_string_equal(t->by->source, "P1");
    assert_string_equal(t->by->file, "rows.csv");
    assert_int_equal(t->by->line, 3); /* the header, dibao, then it */
    assert_true(t->compared->is_default);
    assert_string_equal(t->compared->text, "below");
    assert_true(t->deducted->is_default);
    assert_string_equal(t->deducted->text, "medical+disability+education+other");
}

static void aid_counts_as_income(void **state)
{
    (void)state;
    struct household h = {.income = yuan("10000"), .size = 1, .loss = yuan("100000")};
    find(CATEGORY_DEEP, PLAN_1 "deep.gross_multiple=2\ndeep.income_ceiling=20000\n", &h, "1999.99");
    saw(0, TEST_NET_INCOME, "11999.99", COMPARE_BELOW, "12000", true, PARAMETER_INCOME_MULTIPLE);
    saw(1, TEST_INCOME_CEILING, "11999.99", COMPARE_BELOW, "20000", true, PARAMETER_INCOME_CEILING);
    saw(2, TEST_GROSS_INCOME, "11999.99", COMPARE_AT_MOST, "24000", true, PARAMETER_GROSS_MULTIPLE);
    find(CATEGORY_DEEP, PLAN_1, &h, "2000"); /* 10 000 + 2000 < 12 000 is false */
    assert_false(finding.held);
    find(CATEGORY_RELATIVE, PLAN_1, &h, "13999.99");
    assert_true(finding.held);
    find(CATEGORY_RELATIVE, PLAN_1, &h, "14000");
    assert_false(finding.held);
    find(CATEGORY_ACCIDENTAL, DIBAO "accidental.loss_income_ratio=80%\n", &h, "2500");
    saw(0, TEST_LOSS_RATIO, "100000", COMPARE_ABOVE, "10000", true, PARAMETER_LOSS_INCOME_RATIO);
    find(CATEGORY_ACCIDENTAL, PLAN_1, &h, "900000"); /* plan 1 looks at the loss only */
    assert_true(finding.held);
}

static void the_rules_have_ids(void **state)
{
    (void)state;
    assert_string_equal(DOSSIER_RULES[CATEGORY_DEEP], "dossier.deep");
    assert_string_equal(DOSSIER_RULES[CATEGORY_RELATIVE], "dossier.relative");
    assert_string_equal(DOSSIER_RULES[CATEGORY_ACCIDENTAL], "dossier.accidental");
}

/* --- amounts for display --------------------------------------------------------------------- */

static void per_head(const char *income, const char *costs, int64_t size, const char *shown,
                     const char *shown_net)
{
    struct household h = {.income = yuan(income), .size = size};
    struct hardship d;
    h.cost[COST_OTHER] = yuan(costs);
    h.cost[COST_EMPLOYMENT] = yuan("77"); /* not in deep's net */
    hardship_decide(in_force(PLAN_1), &h, &d);
    assert_int_equal(d.undecided, DECIDED);
    amount_is(d.dibao, "1000.00");
    amount_is(d.income, shown);
    amount_is(d.net, shown_net);
}

static void per_capita_amounts_are_rounded_half_away_from_zero(void **state)
{
    (void)state;
    per_head("0", "0", 1, "0.00", "0.00");
    per_head("0.05", "0", 1, "0.00", "0.00");           /* 5 fen / 12 */
    per_head("0.06", "0", 1, "0.01", "0.01");           /* 6 fen / 12 = 0.5 */
    per_head("0", "0.05", 1, "0.00", "0.00");           /* −5 fen / 12 */
    per_head("0", "0.06", 1, "0.00", "-0.01");          /* −0.5 */
    per_head("60000", "35000", 3, "1666.67", "694.44"); /* 60000 / 36; 25000 / 36 = 694.44… */
    per_head("10000", "45000", 2, "416.67", "-1458.33");
    per_head("1200", "1200", 99, "1.01", "0.00"); /* 1200 / 1188 = 1.0101… */
}

/* --- why nothing is decided ------------------------------------------------------------------ */

static void undecided(const char *lines, const struct household *h, enum undecided why,
                      enum parameter gap)
{
    struct hardship d;
    hardship_decide(in_force(lines), h, &d);
    assert_int_equal(d.undecided, why);
    assert_int_equal(d.gap, gap);
    if (why == DECIDED)
        assert_int_equal(d.category, CATEGORY_COUNT);
}

static void without_dibao_nothing_is_decided(void **state)
{
    (void)state;
    struct household h = {.income = yuan("0"), .size = 1};
    undecided("deep.income_multiple=1\n", &h, UNDECIDED_NO_DIBAO, PARAMETER_COUNT);
    undecided("dibao=\ndeep.income_multiple=1\n", &h, UNDECIDED_NO_DIBAO, PARAMETER_COUNT);
}

static void what_has_run_out_leaves_a_gap(void **state)
{
    (void)state;
    struct household h = {.income = yuan("0"), .size = 1};
    undecided("dibao=1000 until 2025-02-28\n", &h, UNDECIDED_GAP, PARAMETER_DIBAO);
    undecided(DIBAO "accidental.loss_min=25000 until 2025-02-28\n", &h, UNDECIDED_GAP,
              PARAMETER_LOSS_MIN);
    undecided(DIBAO "deep.income_comparison=at_most until 2024-12-31\n", &h, UNDECIDED_GAP,
              PARAMETER_INCOME_COMPARISON);
    /* the first of several, in the order of the parameters */
    undecided("accidental.loss_min=1 until 2025-02-28\ndibao=1000 until 2025-02-28\n", &h,
              UNDECIDED_GAP, PARAMETER_DIBAO);
    struct hardship d; /* its last day still holds */
    hardship_decide(in_force("dibao=1000 until 2025-03-01\ndeep.income_multiple=1\n"), &h, &d);
    assert_int_equal(d.undecided, DECIDED);
    assert_int_equal(d.category, CATEGORY_DEEP);
}

static void a_gap_in_what_only_aid_reads_does_not_matter(void **state)
{
    (void)state;
    struct household h = {.income = yuan("0"), .size = 1};
    struct hardship d;
    hardship_decide(in_force(PLAN_1 "deep.living.months=12 until 2025-02-28\n"
                                    "filing.visitors_min=2 until 2025-02-28\n"),
                    &h, &d);
    assert_int_equal(d.undecided, DECIDED);
    assert_int_equal(d.category, CATEGORY_DEEP);
}

static void amounts_that_do_not_fit_are_overflow(void **state)
{
    (void)state;
    struct household h = {.income = yuan(LARGEST), .size = 1}, costs = h, heads = h;
    undecided(PLAN_1, &h, DECIDED, PARAMETER_COUNT); /* by itself it fits: no category */
    costs.cost[COST_MEDICAL] = yuan(LARGEST);
    undecided(DIBAO, &costs, DECIDED, PARAMETER_COUNT);
    costs.cost[COST_OTHER] = yuan("0.01");
    undecided(DIBAO, &costs, UNDECIDED_OVERFLOW, PARAMETER_COUNT);
    costs.cost[COST_OTHER] = yuan("0");
    costs.cost[COST_EMPLOYMENT] = yuan("0.01"); /* only relative deducts it */
    undecided(PLAN_1, &costs, UNDECIDED_OVERFLOW, PARAMETER_COUNT);
    /* 7686143364045646.50 × 12 = 92233720368547758.00 fits, a fen more does not */
    undecided("dibao=7686143364045646.50\ndeep.income_multiple=1\n", &h, DECIDED, PARAMETER_COUNT);
    undecided("dibao=7686143364045646.51\ndeep.income_multiple=1\n", &h, UNDECIDED_OVERFLOW,
              PARAMETER_COUNT);
    heads.size = 2;
    undecided("dibao=7686143364045646.50\ndeep.income_multiple=1\n", &heads, UNDECIDED_OVERFLOW,
              PARAMETER_COUNT);
}

/* By each category alone, each step of the reckoning. */
static void each_category_notices_overflow(void **state)
{
    (void)state;
    static const char *const HAS[] = {DIBAO "deep.income_multiple=1\n",
                                      DIBAO "relative.income_multiple=1\n",
                                      DIBAO "accidental.loss_min=1\n"};
    static const char *const ALSO[][3] = {
        {"dibao=" LARGEST "\ndeep.income_multiple=1\n",
         DIBAO "deep.income_multiple=1\ndeep.income_ceiling=" LARGEST "\n", NULL},
        {"dibao=" LARGEST "\nrelative.income_multiple=1\n",
         DIBAO "relative.income_multiple=1\nrelative.income_ceiling=" LARGEST "\n", NULL},
        {"dibao=" LARGEST "\naccidental.loss_min=1\naccidental.gross_multiple=1\n",
         DIBAO "accidental.loss_min=1\naccidental.income_ceiling=" LARGEST "\n",
         "dibao=" LARGEST "\naccidental.loss_min=1\naccidental.income_multiple=1\n"},
    };
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++) {
        struct household h = {.income = yuan(LARGEST), .size = 2};
        struct finding f;
        assert_true(dossier_category(c, in_force(HAS[c]), &h, yuan("0"), &f));
        assert_false(dossier_category(c, in_force(HAS[c]), &h, yuan("0.01"), &f));
        h.income = yuan("0");
        for (int i = 0; i < 3 && ALSO[c][i] != NULL; i++)
            assert_false(dossier_category(c, in_force(ALSO[c][i]), &h, yuan("0"), &f));
        h.cost[COST_MEDICAL] = h.cost[COST_OTHER] = yuan(LARGEST);
        assert_int_equal(dossier_category(c, in_force(HAS[c]), &h, yuan("0"), &f),
                         c == CATEGORY_ACCIDENTAL);
        /* Accidental adds costs up only where it asks for a low income, too. */
        static const char *const POOR =
            DIBAO "accidental.loss_min=1\naccidental.income_multiple=1\n";
        assert_false(c == CATEGORY_ACCIDENTAL &&
                     dossier_category(c, in_force(POOR), &h, yuan("0"), &f));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deep_records_its_tests_in_order),
        cmocka_unit_test(relative_records_its_own_parameters),
        cmocka_unit_test(accidental_records_all_six),
        cmocka_unit_test(tests_after_one_that_fails_are_recorded_too),
        cmocka_unit_test(a_default_is_recorded_as_a_default),
        cmocka_unit_test(aid_counts_as_income),
        cmocka_unit_test(the_rules_have_ids),
        cmocka_unit_test(per_capita_amounts_are_rounded_half_away_from_zero),
        cmocka_unit_test(without_dibao_nothing_is_decided),
        cmocka_unit_test(what_has_run_out_leaves_a_gap),
        cmocka_unit_test(a_gap_in_what_only_aid_reads_does_not_matter),
        cmocka_unit_test(amounts_that_do_not_fit_are_overflow),
        cmocka_unit_test(each_category_notices_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
