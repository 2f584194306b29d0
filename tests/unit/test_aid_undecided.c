/* Aid that cannot be decided: what has run out, months out of range, amounts that do not fit. */
#include "policy_rows.h"

#define DIBAO "dibao=1000\n"

/* With these a household of any income is deep, so that only aid can be too much. */
#define RICH "dibao=1000000\ndeep.income_multiple=1000000\ndeep.items=all\ndeep.medical.rate=100%\n"
#define HALF "60000000000000000" /* two of them do not fit: the largest amount is 9.2 × 10^16 */

static struct aid aid;

static struct aid_facts facts(const char *income, const char *medical)
{
    return (struct aid_facts){.household = {.income = yuan(income), .size = 1},
                              .medical_self_paid = yuan(medical)};
}

static void undecided(const char *lines, const struct aid_facts *f, unsigned categories,
                      enum undecided why, enum parameter gap)
{
    aid_decide(in_force(lines), f, categories, &aid);
    assert_int_equal(aid.undecided, why);
    assert_int_equal(aid.gap, gap);
}

static void deep(const char *lines, const struct aid_facts *f, enum undecided why)
{
    undecided(lines, f, 1u << CATEGORY_DEEP, why, PARAMETER_COUNT);
}

static void what_has_run_out_leaves_a_gap(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "0");
    unsigned deep_only = 1u << CATEGORY_DEEP;
    undecided(DIBAO "deep.living.months=12 until 2025-02-28\n", &f, deep_only, UNDECIDED_GAP,
              PARAMETER_LIVING_MONTHS);
    undecided(DIBAO "deep.living.months=12 until 2025-03-01\n", &f, deep_only, DECIDED,
              PARAMETER_COUNT);
    undecided(DIBAO "rounding=yuan until 2024-12-31\n", &f, deep_only, UNDECIDED_GAP,
              PARAMETER_ROUNDING);
    undecided(DIBAO "approval.medical.national=1 until 2024-12-31\n", &f, deep_only, UNDECIDED_GAP,
              PARAMETER_APPROVAL_NATIONAL);
    undecided(DIBAO "exit.months=6 until 2024-12-31\n", &f, deep_only, DECIDED, PARAMETER_COUNT);
}

static void the_reviewers_months_out_of_range_make_it_undecided(void **state)
{
    (void)state;
    static const char LINES[] = DIBAO "deep.living.months=12\ndeep.living.months_min=8\n"
                                      "deep.living.months_max=12\nrelative.scale=80%\n";
    struct aid_facts f = facts("0", "0");
    f.has_living_months = true;
    f.living_months = (struct rate){8 * RATE_ONE - 1};
    deep(LINES, &f, UNDECIDED_LIVING_MONTHS);
    undecided(LINES, &f, 1u << CATEGORY_RELATIVE, UNDECIDED_LIVING_MONTHS, PARAMETER_COUNT);
    f.living_months = (struct rate){8 * RATE_ONE};
    deep(LINES, &f, DECIDED);
    f.living_months = (struct rate){12 * RATE_ONE};
    deep(LINES, &f, DECIDED);
    f.living_months = (struct rate){12 * RATE_ONE + 1};
    deep(LINES, &f, UNDECIDED_LIVING_MONTHS);
}

static void an_entitlement_that_does_not_fit(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", LARGEST);
    deep(DIBAO "deep.medical.rate=100%\n", &f, DECIDED);
    deep(DIBAO "deep.medical.rate=101%\n", &f, DECIDED); /* cut to what was paid, which fits */
    deep("dibao=" LARGEST "\ndeep.living.months=1\n", &f, DECIDED);
    deep("dibao=" LARGEST "\ndeep.living.months=1.01\n", &f, UNDECIDED_OVERFLOW);
}

static void aid_paid_that_does_not_add_up(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "0");
    f.paid[ITEM_LIVING] = yuan(LARGEST);
    deep(DIBAO, &f, DECIDED);
    f.paid[ITEM_ACCIDENT] = yuan("0.01");
    deep(DIBAO, &f, UNDECIDED_OVERFLOW);
    undecided(DIBAO, &f, 0, DECIDED, PARAMETER_COUNT); /* in no category: nothing is reckoned */
}

static void income_with_aid_that_does_not_fit(void **state)
{
    (void)state;
    struct aid_facts f = facts(HALF, "1");
    f.household.cost[COST_OTHER] = yuan(HALF);
    f.paid[ITEM_LIVING] = yuan("1");
    deep(RICH, &f, DECIDED);
    f.paid[ITEM_LIVING] = yuan(HALF); /* 6 + 6 > 9.2 */
    deep(RICH, &f, UNDECIDED_OVERFLOW);
    deep(RICH "deep.order=medical\n", &f, UNDECIDED_OVERFLOW);
}

static void a_total_that_does_not_fit(void **state)
{
    (void)state;
    static const char LIVING[] = RICH "deep.living.amount=" HALF "\n";
    static const char ORDERED[] = RICH "deep.living.amount=" HALF "\ndeep.order=living+medical\n";
    struct aid_facts f = facts("0", HALF);
    f.household.cost[COST_OTHER] = yuan(HALF);
    deep(LIVING, &f, UNDECIDED_OVERFLOW);
    deep(ORDERED, &f, UNDECIDED_OVERFLOW);
    f.medical_self_paid = yuan("1");
    deep(LIVING, &f, DECIDED);
    deep(ORDERED, &f, DECIDED);
}

#define ACCIDENT RICH "deep.accident.rate=100%\n"

static void aid_paid_and_granted_that_do_not_fit(void **state)
{
    (void)state;
    /* living, paid in full, then medical, then a third item before which 6 + 6 is reckoned */
    struct aid_facts f = facts("0", HALF);
    f.household.loss = yuan("1");
    f.household.cost[COST_OTHER] = yuan(HALF);
    f.paid[ITEM_LIVING] = yuan(HALF);
    deep(ACCIDENT, &f, UNDECIDED_OVERFLOW);
    deep(ACCIDENT "deep.order=medical+accident\n", &f, UNDECIDED_OVERFLOW);
    f.household.loss = yuan("0"); /* no third item: nothing to reckon */
    deep(ACCIDENT "deep.order=medical+accident\n", &f, DECIDED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_has_run_out_leaves_a_gap),
        cmocka_unit_test(the_reviewers_months_out_of_range_make_it_undecided),
        cmocka_unit_test(an_entitlement_that_does_not_fit),
        cmocka_unit_test(aid_paid_that_does_not_add_up),
        cmocka_unit_test(income_with_aid_that_does_not_fit),
        cmocka_unit_test(a_total_that_does_not_fit),
        cmocka_unit_test(aid_paid_and_granted_that_do_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
