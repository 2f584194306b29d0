/* What members and receipts add up to: ages, the window, amounts that do not fit. */
#include "rollup/sums.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct date day(const char *text)
{
    struct date d = {0};
    assert_true(date_parse(text_of(text), &d));
    return d;
}

static void an_age_is_of_years_completed(void **state)
{
    (void)state;
    assert_int_equal(age_on(day("2009-07-01"), day("2025-06-30")), 15);
    assert_int_equal(age_on(day("2009-07-01"), day("2025-07-01")), 16);
    assert_int_equal(age_on(day("2008-02-29"), day("2025-02-28")), 16);
    assert_int_equal(age_on(day("2008-02-29"), day("2025-03-01")), 17);
    assert_int_equal(age_on(day("2025-07-01"), day("2025-06-30")), -1);
}

static void the_window_is_the_year_to_june(void **state)
{
    (void)state;
    static const char *const DAYS[] = {"2025-01-01", "2025-06-30", "2025-07-01", "2025-12-31"};
    for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++) {
        const struct window window = window_of(day(DAYS[i]));
        assert_int_equal(window.from.day, day("2024-07-01").day);
        assert_int_equal(window.until.day, day("2025-06-30").day);
    }
    assert_int_equal(window_of(day("9999-05-05")).until.day, day("9999-06-30").day);
    assert_int_equal(window_of(day("0001-05-05")).until.day, day("0001-06-30").day);
}

static void a_window_is_read_strictly(void **state)
{
    struct window window;
    (void)state;
    assert_true(window_parse(text_of("2024-07-01:2024-07-01"), &window));
    assert_int_equal(window.from.day, window.until.day);
    static const char *const WRONG[] = {"",
                                        ":",
                                        "2024-07-01",
                                        "2024-07-01:",
                                        ":2024-07-01",
                                        "2024-07-02:2024-07-01",
                                        "2024-07-01:2025-02-29",
                                        "2024-07-01:2025-06-30:",
                                        " 2024-07-01:2025-06-30"};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
        assert_false(window_parse(text_of(WRONG[i]), &window));
}

static void the_minimum_wage_is_for_whom_it_is_stated(void **state)
{
    (void)state;
    const struct member able = {
        .has_id = true, .birth = day("1990-01-01"), .kind = MEMBER_IDLE, .health = HEALTH_GOOD};
    const struct date on = day("2025-07-01");
    struct member m = able;
    assert_int_equal(member_imputation(&m, on), IMPUTE_WAGE);
    m.kind = MEMBER_UNSTATED;
    assert_int_equal(member_imputation(&m, on), IMPUTE_WAGE);
    static const int OTHERS[] = {MEMBER_EARNS, MEMBER_PUPIL, MEMBER_OTHER, MEMBER_UNKNOWN,
                                 MEMBER_STUDENT + STAGE_SPECIAL};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        m.kind = OTHERS[i];
        assert_int_equal(member_imputation(&m, on), IMPUTE_NOT);
    }
    m = able;
    m.income.fen = 1;
    assert_int_equal(member_imputation(&m, on), IMPUTE_NOT);
    m = able;
    m.income_wrong = true;
    assert_int_equal(member_imputation(&m, on), IMPUTE_NOT);
    m = able;
    m.health = HEALTH_OTHER;
    assert_int_equal(member_imputation(&m, on), IMPUTE_NOT);
    m.health = HEALTH_UNSTATED;
    assert_int_equal(member_imputation(&m, on), IMPUTE_HEALTH_UNKNOWN);
    m.has_id = false;
    assert_int_equal(member_imputation(&m, on), IMPUTE_AGE_UNKNOWN);
}

static void amounts_that_do_not_fit_are_noticed(void **state)
{
    (void)state;
    struct member members[2] = {{.income = {INT64_MAX / 12}}, {.income = {1}}};
    struct family family = {.member = members, .members = 1};
    const struct imputed_wage none = {.day = day("2025-07-01")};
    struct member_sums sums;
    sum_members(&family, &none, &sums);
    assert_false(sums.overflow);
    assert_int_equal(sums.income.fen, INT64_MAX / 12 * 12);
    family.members = 2; /* 7 fen are left */
    sum_members(&family, &none, &sums);
    assert_true(sums.overflow);
    members[0].income.fen = INT64_MAX / 12 + 1;
    family.members = 1;
    sum_members(&family, &none, &sums);
    assert_true(sums.overflow);
}

static void single_parents_are_stated_not_guessed(void **state)
{
    (void)state;
    struct member members[] = {{.relation = RELATION_APPLICANT, .marriage = MARRIAGE_ALONE},
                               {.relation = RELATION_CHILD, .has_id = true}};
    const struct family family = {.member = members, .members = 2};
    const struct date on = day("2025-07-01");
    members[1].birth = day("2007-07-02");
    assert_int_equal(single_parent(&family, on), PARENT_SINGLE);
    members[1].birth = day("2007-07-01"); /* 18 on the day */
    assert_int_equal(single_parent(&family, on), PARENT_NOT_SINGLE);
    members[1].kind = MEMBER_STUDENT + STAGE_COLLEGE;
    assert_int_equal(single_parent(&family, on), PARENT_SINGLE);
    members[1].kind = MEMBER_UNSTATED;
    members[1].has_id = false;
    assert_int_equal(single_parent(&family, on), PARENT_NOT_SAID);
    members[0].marriage = MARRIAGE_MARRIED;
    assert_int_equal(single_parent(&family, on), PARENT_NOT_SINGLE);
    members[0].marriage = MARRIAGE_UNSTATED;
    members[1].kind = MEMBER_PUPIL;
    assert_int_equal(single_parent(&family, on), PARENT_NOT_SAID);
}

static void an_applicant_is_missed_only_where_that_is_known(void **state)
{
    (void)state;
    struct member members[] = {{.relation = RELATION_OTHER, .has_id = true, .key = 5},
                               {.relation = RELATION_CHILD, .has_id = true, .key = 6}};
    const struct family family = {.member = members, .members = 2};
    assert_true(lacks_applicant(&family, 0));
    assert_true(lacks_applicant(&family, 7));
    assert_false(lacks_applicant(&family, 6));
    members[0].relation = RELATION_UNSTATED;
    assert_false(lacks_applicant(&family, 0));
    assert_true(lacks_applicant(&family, 7)); /* all have numbers, and none is the applicant's */
    members[1].has_id = false;
    assert_false(lacks_applicant(&family, 7));
    members[0].relation = RELATION_APPLICANT;
    assert_false(lacks_applicant(&family, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_age_is_of_years_completed),
        cmocka_unit_test(the_window_is_the_year_to_june),
        cmocka_unit_test(a_window_is_read_strictly),
        cmocka_unit_test(the_minimum_wage_is_for_whom_it_is_stated),
        cmocka_unit_test(amounts_that_do_not_fit_are_noticed),
        cmocka_unit_test(single_parents_are_stated_not_guessed),
        cmocka_unit_test(an_applicant_is_missed_only_where_that_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
