/* What fails and what is in doubt by the registers of other bodies, and its account. P2 三 */
#include "account/matching.h"
#include "policy_rows.h"

static enum verdict decide(const char *rows, const struct matching_facts *facts)
{
    struct matching matching;
    matching_decide(in_force(rows), facts, &matching);
    assert_int_equal(matching.gap, PARAMETER_COUNT);
    return matching.verdict;
}

static void hits_are(const char *rows, enum register_kind kind, int64_t hits, enum verdict expected)
{
    const struct register_found found = {kind, hits, 0};
    const struct matching_facts facts = {.found = &found, .registers = 1};
    assert_int_equal(decide(rows, &facts), expected);
    assert_int_equal(matching_exceeds(in_force(rows), &found), expected == VERDICT_FAIL);
}

static void so_many_are_allowed_and_no_more(void **state)
{
    (void)state;
    hits_are("", REGISTER_HOUSE, 0, VERDICT_PASS);
    hits_are("", REGISTER_HOUSE, 1, VERDICT_PASS); /* 拥有2套(含)以上住宅的, 不能申报 */
    hits_are("", REGISTER_HOUSE, 2, VERDICT_FAIL);
    hits_are("match.house.max=2\n", REGISTER_HOUSE, 2, VERDICT_PASS);
    hits_are("match.house.max=2\n", REGISTER_HOUSE, 3, VERDICT_FAIL);
    hits_are("match.house.max=1.5\n", REGISTER_HOUSE, 1, VERDICT_PASS);
    hits_are("match.house.max=1.5\n", REGISTER_HOUSE, 2, VERDICT_FAIL);
}

static void of_all_else_none_is_allowed(void **state)
{
    (void)state;
    for (enum register_kind kind = REGISTER_VEHICLE; kind <= REGISTER_DECEASED; kind++) {
        hits_are("", kind, 0, VERDICT_PASS);
        hits_are("", kind, 1, VERDICT_FAIL);
    }
    hits_are("match.vehicle.max=1\n", REGISTER_VEHICLE, 1, VERDICT_PASS);
    hits_are("match.vehicle.max=1\n", REGISTER_VEHICLE, 2, VERDICT_FAIL);
    hits_are("match.vehicle.max=1\n", REGISTER_BUSINESS, 1, VERDICT_FAIL);
    hits_are("match.business.max=1\n", REGISTER_BUSINESS, 1, VERDICT_PASS);
    hits_are("match.deceased.max=1\n", REGISTER_DECEASED, 1, VERDICT_PASS);
}

static void what_no_rule_limits_fails_nobody(void **state)
{
    (void)state;
    hits_are("", REGISTER_OTHER, INT64_MAX, VERDICT_PASS);
    hits_are("", REGISTER_INCOME, INT64_MAX, VERDICT_PASS);
    assert_null(matching_limit(in_force(""), REGISTER_OTHER));
}

static void large_numbers_do_not_overflow(void **state)
{
    (void)state;
    hits_are("match.house.max=1000000\n", REGISTER_HOUSE, INT64_MAX, VERDICT_FAIL);
    hits_are("match.house.max=1000000\n", REGISTER_HOUSE, 1000000, VERDICT_PASS);
}

static void another_name_is_doubt_and_no_hit(void **state)
{
    (void)state;
    const struct register_found found[] = {{REGISTER_HOUSE, 1, 0}, {REGISTER_VEHICLE, 0, 5}};
    const struct matching_facts facts = {.found = found, .registers = 2};
    assert_int_equal(decide("", &facts), VERDICT_DOUBTFUL);
}

static void who_cannot_be_looked_for_is_doubt(void **state)
{
    (void)state;
    const struct matching_facts member = {.unmatched = 1}, amount = {.unread = 1}, none = {0};
    assert_int_equal(decide("", &member), VERDICT_DOUBTFUL);
    assert_int_equal(decide("", &amount), VERDICT_DOUBTFUL);
    assert_int_equal(decide("", &none), VERDICT_PASS);
}

static void incomes_are(const char *rows, int64_t found, int64_t stated, enum verdict expected)
{
    const struct matching_facts facts = {
        .has_income = true, .income_found = {found}, .income_stated = {stated}};
    assert_int_equal(decide(rows, &facts), expected);
}

static void more_income_than_stated_is_doubt(void **state)
{
    (void)state;
    incomes_are("", 4800000, 4800000, VERDICT_PASS);
    incomes_are("", 4800001, 4800000, VERDICT_DOUBTFUL);
    incomes_are("", 4799999, 4800000, VERDICT_PASS);
    incomes_are("match.income_tolerance=500\n", 4850000, 4800000, VERDICT_PASS);
    incomes_are("match.income_tolerance=500\n", 4850001, 4800000, VERDICT_DOUBTFUL);
    incomes_are("", INT64_MAX, 0, VERDICT_DOUBTFUL);
    incomes_are("", 0, INT64_MAX, VERDICT_PASS);
}

static void no_income_found_says_nothing(void **state)
{
    (void)state;
    const struct matching_facts facts = {.income_found = {1}, .income_stated = {0}};
    assert_int_equal(decide("", &facts), VERDICT_PASS);
}

static void what_fails_fails_whatever_is_in_doubt(void **state)
{
    (void)state;
    const struct register_found found[] = {{REGISTER_HOUSE, 2, 0}, {REGISTER_VEHICLE, 0, 1}};
    const struct matching_facts facts = {.found = found,
                                         .registers = 2,
                                         .unmatched = 1,
                                         .unread = 1,
                                         .has_income = true,
                                         .income_found = {1}};
    assert_int_equal(decide("", &facts), VERDICT_FAIL);
}

static void a_limit_that_has_run_out_decides_nothing(void **state)
{
    (void)state;
    const struct matching_facts facts = {0};
    struct matching matching;
    matching_decide(in_force("match.vehicle.max=0 until 2024-12-31\n"), &facts, &matching);
    assert_int_equal(matching.gap, PARAMETER_MATCH_VEHICLE_MAX);
    assert_int_equal(matching.verdict, VERDICT_NONE);
}

static void an_account_says_it_all(void **state)
{
    (void)state;
    const struct register_found found[] = {
        {REGISTER_HOUSE, 2, 0}, {REGISTER_VEHICLE, 0, 1}, {REGISTER_INCOME, 3, 0}};
    static const char *const NAMES[] = {"house", "vehicle", "income"};
    const struct matching_facts facts = {.found = found,
                                         .registers = 3,
                                         .unmatched = 1,
                                         .unread = 1,
                                         .has_income = true,
                                         .income_found = {5200000},
                                         .income_stated = {4800000}};
    const struct policy_set *policy = in_force("");
    struct matching matching;
    struct buffer out = {0};
    matching_decide(policy, &facts, &matching);
    account_matching(&out, policy, &facts, NAMES, &matching);
    buffer_char(&out, '\0');
    assert_string_equal(
        out.p,
        "  house: hits 2, at most 1 allowed: TOO MANY\n"
        "      match.house.max = 1: no row sets it, this is the reading by default\n"
        "  vehicle: hits 0, at most 0 allowed: holds\n"
        "      lines with the ID number of a member and another name: 1, TO BE LOOKED AT\n"
        "      match.vehicle.max = 0: no row sets it, this is the reading by default\n"
        "  income: hits 3, no limit\n"
        "  income found 52000.00, stated 48000.00, 0.00 more tolerated: MORE THAN THAT, TO BE "
        "LOOKED AT\n"
        "      match.income_tolerance = 0: no row sets it, this is the reading by default\n"
        "  lines found whose amount cannot be read: 1, TO BE LOOKED AT\n"
        "  members without a sound ID number, who cannot be looked up: 1, TO BE LOOKED AT\n"
        "  result: fail\n\n");
    buffer_free(&out);
}

#define TEST(name) cmocka_unit_test_teardown(name, rows_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(so_many_are_allowed_and_no_more),
        TEST(of_all_else_none_is_allowed),
        TEST(what_no_rule_limits_fails_nobody),
        TEST(large_numbers_do_not_overflow),
        TEST(another_name_is_doubt_and_no_hit),
        TEST(who_cannot_be_looked_for_is_doubt),
        TEST(more_income_than_stated_is_doubt),
        TEST(no_income_found_says_nothing),
        TEST(what_fails_fails_whatever_is_in_doubt),
        TEST(a_limit_that_has_run_out_decides_nothing),
        TEST(an_account_says_it_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
