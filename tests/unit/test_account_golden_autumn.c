/* The account of student aid in autumn: written from decisions, here compared as a reader sees
 * it. */
#include "account/golden_autumn.h"
#include "golden_autumn_cases.h"

static void put(struct buffer *out, const char *lines, const struct ga_application *a)
{
    const struct policy_set *policy = in_force(lines);
    struct golden_autumn g;
    golden_autumn_decide(policy, a, &g);
    assert_int_equal(g.undecided, DECIDED);
    account_golden_autumn(out, policy, a, &g);
    buffer_char(out, '\0');
}

static void account_is(const char *lines, const struct ga_application *a, const char *expected)
{
    struct buffer out = {0};
    put(&out, lines, a);
    assert_string_equal(out.p, expected);
    buffer_free(&out);
}

/* The account has `part` in it. */
static void account_says(const char *lines, const struct ga_application *a, const char *part)
{
    struct buffer out = {0};
    put(&out, lines, a);
    if (strstr(out.p, part) == NULL)
        fail_msg("no '%s' in:\n%s", part, out.p);
    buffer_free(&out);
}

static void account_is_silent(const char *lines, const struct ga_application *a, const char *part)
{
    struct buffer out = {0};
    put(&out, lines, a);
    assert_null(strstr(out.p, part));
    buffer_free(&out);
}

/* 50000 less 16000 is 34000; 71712 less 50000 is 21712, a 36th of it 603.11; 35856 less 34000 is
 * 1856, a 36th of it 51.56. */
static void every_rule_is_told_with_its_numbers(void **state)
{
    (void)state;
    struct ga_application a = migrant("2016-07-21", "2017-07-20");
    a.household.cost[COST_MEDICAL] = yuan("1000");
    account_is(
        PLAN_2, &a,
        "  household of 3; limits are of the whole household and year\n"
        "  ga.target (a worker in service, with a union, and children who study; P2 一): holds\n"
        "      the employer has a union: yes; in service: yes\n"
        "      children at university: 1; at high school or secondary vocational school: 0\n"
        "  ga.condition (one of the two conditions holds; P2 二): holds\n"
        "      causes: children at school\n"
        "      ga.condition1 (P2 二1): holds\n"
        "        has a cause that it names: yes\n"
        "        income of the year, nothing deducted: 50000.00 <= 71712.00: yes; 21712.00 yuan "
        "a year below the limit, 603.11 per head and month\n"
        "        net income of the year: 50000.00 - medical 1000.00 - disability 0.00 - "
        "education 15000.00 - other rigid costs 0.00 - accident 0.00 = 34000.00 <= 35856.00: yes; "
        "1856.00 yuan a year below the limit, 51.56 per head and month\n"
        "      ga.condition2 (P2 二2): does not hold\n"
        "        has a cause that it names: no\n"
        "        income of the year, nothing deducted: 50000.00 >= 71712.00: no; 21712.00 yuan "
        "a year below the limit, 603.11 per head and month\n"
        "        net income of the year: 50000.00 - medical 1000.00 - disability 0.00 - "
        "education 15000.00 - other rigid costs 0.00 - accident 0.00 = 34000.00 <= 35856.00: yes; "
        "1856.00 yuan a year below the limit, 51.56 per head and month\n"
        "      dibao = 664: P1 (region 341500, from 2024-01-01; rows.csv:2)\n"
        "      golden_autumn.income_multiple = 3: P1 (region 341500, from 2024-01-01; "
        "rows.csv:3)\n"
        "      golden_autumn.net_income_max = 996: P1 (region 341500, from 2024-01-01; "
        "rows.csv:4)\n"
        "      golden_autumn.deductions = medical+disability+education+other+accident: no row "
        "sets it, this is the reading by default\n"
        "  ga.exclude.houses (two homes or more; P2 三1): does not apply\n"
        "      homes: 1\n"
        "  ga.exclude.business (a shop, or hires others to do business; P2 三2): does not "
        "apply\n"
        "      a shop: no; hires others: no\n"
        "  ga.exclude.school (a child at a private school with high fees, or abroad at their own "
        "cost; P2 三3): does not apply\n"
        "      private school: no; abroad: no\n"
        "  ga.exclude.vehicle (often uses a vehicle, ship or large machine, not as an employee; "
        "P2 三4): does not apply\n"
        "      uses one: no\n"
        "  ga.deadline (applied in time; P2 引言): holds\n"
        "      applied on 2017-07-20; until 2017-08-01, that day included\n"
        "      golden_autumn.deadline = 08-01: P1 (region 341500, from 2024-01-01; rows.csv:5)\n"
        "  ga.migrant (a worker from elsewhere has worked there for long enough; P2 四(2)): "
        "does NOT hold\n"
        "      employed since: 2016-07-21; required: 2016-07-20 or earlier\n"
        "      golden_autumn.tenure_months = 12: P1 (region 341500, from 2024-01-01; "
        "rows.csv:6)\n"
        "      contract, in months: 12; required: 12 or more\n"
        "      golden_autumn.contract_months = 12: P1 (region 341500, from 2024-01-01; "
        "rows.csv:7)\n"
        "  ga.documents (all documents are there; P2 四(1)-(4)): MISSING\n"
        "      asked for: identity card, household register, proof of income, proof of school, "
        "medical receipts\n"
        "      missing: medical receipts\n"
        "  decision: not eligible\n\n");
}

static void causes_and_conditions_are_told(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.causes = 1u << GA_CAUSE_ILLNESS | 1u << GA_CAUSE_INJURY;
    a.household.income = yuan("71712");
    a.household.cost[COST_EDUCATION] = yuan("36000");
    account_says(PLAN_2, &a,
                 "  ga.condition (one of the two conditions holds; P2 二): holds\n"
                 "      causes: illness, an injury by accident\n");
    account_says(PLAN_2, &a,
                 "      ga.condition2 (P2 二2): holds\n"
                 "        has a cause that it names: yes\n"
                 "        income of the year, nothing deducted: 71712.00 >= 71712.00: yes; exactly "
                 "at the limit\n");
    a.causes = 0;
    account_says(PLAN_2, &a,
                 "  ga.condition (one of the two conditions holds; P2 二): does NOT hold\n"
                 "      causes: none\n"
                 "      ga.condition1 (P2 二1): does not hold\n"
                 "        has a cause that it names: no\n");
    account_says(PLAN_2, &a, "  decision: not eligible\n\n");
}

static void what_excludes_is_told(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.houses = 2;
    a.shop = STATED_NOT;
    a.hires = STATED_YES;
    a.abroad = STATED_NOT;
    a.vehicle = STATED_YES;
    account_says(PLAN_2, &a,
                 "  ga.exclude.houses (two homes or more; P2 三1): EXCLUDES\n"
                 "      homes: 2\n"
                 "  ga.exclude.business (a shop, or hires others to do business; P2 三2): "
                 "EXCLUDES\n"
                 "      a shop: not stated; hires others: yes\n"
                 "  ga.exclude.school (a child at a private school with high fees, or abroad at "
                 "their own cost; P2 三3): NOT STATED\n"
                 "      private school: no; abroad: not stated\n"
                 "  ga.exclude.vehicle (often uses a vehicle, ship or large machine, not as an "
                 "employee; P2 三4): EXCLUDES\n"
                 "      uses one: yes\n");
    a = eligible();
    a.has_houses = false;
    account_says(PLAN_2, &a, "P2 三1): NOT STATED\n      homes: not stated\n");
    account_says(PLAN_2, &a,
                 "  decision: incomplete; to be decided when what is missing is there\n\n");
}

static void who_it_is_not_for_is_told(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.not_unionised = true;
    a.students[STAGE_HIGH_SCHOOL] = 2;
    account_says(PLAN_2, &a,
                 "P2 一): does NOT hold\n"
                 "      the employer has a union: no; in service: yes\n"
                 "      children at university: 1; at high school or secondary vocational school: "
                 "2\n");
    a.not_in_service = true;
    account_says(PLAN_2, &a, "      the employer has a union: no; in service: no\n");
}

static void what_a_migrant_did_not_state_is_told(void **state)
{
    (void)state;
    struct ga_application a = migrant("2016-07-20", "2017-07-20");
    a.has_employed = a.has_contract = false;
    account_says(PLAN_2, &a,
                 "P2 四(2)): MISSING\n"
                 "      employed since: not stated; required: 2016-07-20 or earlier\n");
    account_says(PLAN_2, &a, "      contract, in months: not stated; required: 12 or more\n");
    a = eligible();
    account_is_silent(PLAN_2, &a, "ga.migrant");
    account_says(PLAN_2, &a, "      missing: none\n  decision: golden autumn, eligible\n\n");
}

static void what_a_policy_does_not_set_is_said(void **state)
{
    (void)state;
    const struct ga_application a = migrant("2016-07-20", "2017-12-31");
    const char *lines = "dibao=664\n";
    account_says(lines, &a,
                 "      ga.condition1 (P2 二1): the policy in force has no such condition\n"
                 "      ga.condition2 (P2 二2): the policy in force has no such condition\n"
                 "      dibao = 664: P1 (region 341500, from 2024-01-01; rows.csv:2)\n"
                 "      the policy in force has no golden_autumn.income_multiple\n"
                 "      the policy in force has no golden_autumn.net_income_max\n");
    account_says(lines, &a,
                 "  ga.deadline (applied in time; P2 引言): not asked\n"
                 "      applied on 2017-12-31\n"
                 "      the policy in force has no golden_autumn.deadline\n"
                 "  ga.migrant (a worker from elsewhere has worked there for long enough; "
                 "P2 四(2)): not asked\n"
                 "      employed since: 2016-07-20\n"
                 "      the policy in force has no golden_autumn.tenure_months\n"
                 "      contract, in months: 12\n"
                 "      the policy in force has no golden_autumn.contract_months\n");
}

static void documents_are_told_in_words(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.household.cost[COST_DISABILITY] = yuan("1");
    a.separate_hukou = true;
    a.documents = 1u << GA_DOCUMENT_HUKOU;
    account_says(PLAN_2, &a,
                 "      asked for: identity card, household register, proof of income, proof of "
                 "school, disability card, marriage certificate\n"
                 "      missing: identity card, proof of income, proof of school, disability card, "
                 "marriage certificate\n");
    for (enum ga_document i = GA_DOCUMENT_ID_CARD; i < GA_DOCUMENT_COUNT; i++)
        for (enum ga_document j = GA_DOCUMENT_ID_CARD; j < i; j++)
            assert_string_not_equal(account_ga_document(i), account_ga_document(j));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_is_told_with_its_numbers),
        cmocka_unit_test(causes_and_conditions_are_told),
        cmocka_unit_test(what_excludes_is_told),
        cmocka_unit_test(who_it_is_not_for_is_told),
        cmocka_unit_test(what_a_migrant_did_not_state_is_told),
        cmocka_unit_test(what_a_policy_does_not_set_is_said),
        cmocka_unit_test(documents_are_told_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
