/* The account of leaving the programme: what stands in it, and that it is what was decided. */
#include "account/exit.h"
#include "exit_cases.h"

static struct calendar *calendar;

static int start(void **state)
{
    (void)state;
    struct error error;
    calendar = calendar_load(NULL, 0, &error);
    return calendar == NULL;
}

static int finish(void **state)
{
    calendar_free(calendar);
    return rows_free(state);
}

/* Whether the latest month of the next account says what sets its dibao. */
static bool cites;

/* The account of the household whose months were counted, NUL behind it; free it. */
static struct buffer account(const char *lines, const struct exit_state *of)
{
    const struct policy_set *policy = in_force(lines);
    struct exit_state with = *of;
    const struct exit_state *s = &with;
    with.month.dibao_by = cites ? policy_get(policy, PARAMETER_DIBAO) : NULL;
    cites = false; /* for this one account */
    struct buffer out = {0};
    struct exit_decision decision;
    struct exit_deadlines deadlines;
    exit_decide(policy, &run, s, &decision);
    assert_int_equal(decision.undecided, EXIT_DECIDED);
    exit_deadlines(policy, calendar, s, &deadlines);
    account_exit(&out, policy, &run, s, &decision, &deadlines,
                 exit_next_step(&decision, s, &deadlines, NULL));
    buffer_char(&out, '\0');
    assert_false(out.failed);
    return out;
}

static void reads(const char *lines, const struct exit_state *s, const char *expected)
{
    struct buffer out = account(lines, s);
    assert_string_equal(out.p, expected);
    buffer_free(&out);
}

static void says(const char *lines, const struct exit_state *s, const char *expected)
{
    struct buffer out = account(lines, s);
    if (strstr(out.p, expected) == NULL)
        fail_msg("'%s' is not in:\n%s", expected, out.p);
    buffer_free(&out);
}

static void is_silent_of(const char *lines, const struct exit_state *s, const char *unexpected)
{
    struct buffer out = account(lines, s);
    if (strstr(out.p, unexpected) != NULL)
        fail_msg("'%s' is in:\n%s", unexpected, out.p);
    buffer_free(&out);
}

static void out_of_hardship_reads_from_months_to_deadlines(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-01", 1, "700");
    count("2025-02", 6, "700.01");
    s = latest("1400.03");
    s.union_aid = yuan("50");
    s.has_notified = true;
    s.notified = day("2025-09-03");
    cites = true;
    reads(
        "dibao=700\n" PLAN_1, &s,
        "  months observed: 7, the latest 2025-07\n"
        "  months in a row above dibao, up to the latest: 6, from 2025-02; the month before it is "
        "not above dibao\n"
        "    exit.months = 6: P1 (region 341500, from 2024-01-01; rows.csv:3)\n"
        "  2025-07, a household of 2; limits are of the whole household\n"
        "    income, 700.02 per head: 1400.03 > 700.00 x 2 = 1400.00: yes; 0.03 yuan above the "
        "limit, 0.02 per head\n"
        "    with government relief 0.00 and union aid 50.00, 725.02 per head: 1450.03 >= 700.00 "
        "x 2 = 1400.00: yes; 50.03 yuan above the limit, 25.02 per head\n"
        "    dibao = 700: P1 (region 341500, from 2024-01-01; rows.csv:2)\n"
        "  exit.voluntary (leaves by their own wish): does not hold\n"
        "      applied to leave: no\n"
        "  exit.out (out of hardship): holds\n"
        "      the cause of hardship is removed: yes\n"
        "      enough months in a row above dibao: yes\n"
        "  union staff who visited: 2; enough: yes\n"
        "    filing.visitors_min = 2: P1 (region 341500, from 2024-01-01; rows.csv:4)\n"
        "  the worker was told on 2025-09-03; an objection: until 2025-10-09, that day included "
        "(P1 三(四)2; Civil Code art. 201-203)\n"
        "    exit.objection_months = 1: P1 (region 341500, from 2024-01-01; rows.csv:5)\n"
        "  status: out of hardship\n"
        "  next: wait until the time for an objection is over\n\n");
}

static void all_rules_that_do_not_hold_are_named(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-03", 1, "449.99");
    s = latest("899.98");
    s.cause_removed = false;
    s.relief = yuan("500");
    reads("exit.months=6\n", &s,
          "  months observed: 1, the latest 2025-03\n"
          "  months in a row above dibao, up to the latest: 0\n"
          "    exit.months = 6: P1 (region 341500, from 2024-01-01; rows.csv:2)\n"
          "  2025-03, a household of 2; limits are of the whole household\n"
          "    income, 449.99 per head: 899.98 > 700.00 x 2 = 1400.00: no; 500.02 yuan below the "
          "limit, 250.01 per head\n"
          "    with government relief 500.00 and union aid 0.00, 699.99 per head: 1399.98 >= "
          "700.00 x 2 = 1400.00: no; 0.02 yuan below the limit, 0.01 per head\n"
          "  exit.voluntary (leaves by their own wish): does not hold\n"
          "      applied to leave: no\n"
          "  exit.out (out of hardship): does not hold\n"
          "      the cause of hardship is removed: no\n"
          "      enough months in a row above dibao: no\n"
          "  exit.relieved (relieved): does not hold\n"
          "      had relief or union aid in the latest month: yes\n"
          "      with it at least at dibao: no\n"
          "  exit.stay (stays on file): holds\n"
          "      whoever none of the others holds for\n"
          "  status: stays on file\n"
          "  next: nothing; the household stays on file\n\n");
    s.relief = yuan("500.02");
    says(MONTHS, &s, "1400.00 >= 700.00 x 2 = 1400.00: yes; exactly at the limit\n");
    says(MONTHS, &s,
         "  exit.relieved (relieved): holds\n"
         "      had relief or union aid in the latest month: yes\n"
         "      with it at least at dibao: yes\n"
         "  status: relieved\n"
         "  next: list the household as relieved\n");
}

static void their_own_wish_needs_no_dibao(void **state)
{
    (void)state;
    struct exit_state s;
    count_without_dibao("2023-12");
    s = latest("1600");
    s.voluntary = true;
    s.month.has_dibao = false;
    reads("dibao=700\n", &s,
          "  months observed: 1, the latest 2023-12\n"
          "  months in a row above dibao, up to the latest: 0\n"
          "  2023-12, a household of 2; limits are of the whole household\n"
          "    income, 800.00 per head: 1600.00\n"
          "    with government relief 0.00 and union aid 0.00, 800.00 per head: 1600.00\n"
          "    the policy sets no dibao for that month\n"
          "  exit.voluntary (leaves by their own wish): holds\n"
          "      applied to leave: yes\n"
          "  status: leaves by their own wish\n"
          "  next: close the file\n\n");
}

/* The policy is that of the decision; its dibao need not be the one of the latest month. */
static void the_dibao_of_the_month_is_cited(void **state)
{
    (void)state;
    static const char CITED[] = "    dibao = 700:";
    struct exit_state s;
    count("2024-01", 1, "800");
    s = latest("1600");
    is_silent_of("dibao=700\n", &s, CITED); /* what is in force on the day may be another one */
    cites = true;
    says("dibao=700\n", &s, CITED);
}

static void the_run_says_why_it_begins_where_it_does(void **state)
{
    (void)state;
    struct exit_state s;
    count("2025-01", 2, "800");
    s = latest("1600");
    says(MONTHS, &s, "latest: 2, from 2025-01; no month before it was observed\n");
    count("2025-04", 1, "800");
    s = latest("1600");
    says(MONTHS, &s, "latest: 1, from 2025-04; the month before it is missing\n");
    count_without_dibao("2025-05");
    count("2025-06", 1, "800");
    s = latest("1600");
    says(MONTHS, &s,
         "latest: 1, from 2025-06; before it stands 2025-05, for which the policy sets no "
         "dibao\n");
}

/* --- what is done about somebody who is out --------------------------------------------------- */

static struct exit_state out(void)
{
    count("2025-01", 6, "800");
    return latest("1600");
}

static void what_comes_next_is_said_in_words(void **state)
{
    (void)state;
    struct exit_state s = out();
    says(PLAN_1, &s, "  next: tell the worker, and have the form signed\n");
    s.refused_to_sign = true;
    says(PLAN_1, &s, "  the worker did not sign\n");
    says(PLAN_1, &s, "  next: the investigators note why it is not signed, and sign\n");
    s.visitors = 1;
    says(PLAN_1, &s, "  union staff who visited: 1; enough: no\n");
    says(PLAN_1, &s, "  next: have enough of the union's staff visit the household\n");
    is_silent_of(MONTHS, &s, "filing.visitors_min");
    says(MONTHS, &s, "  union staff who visited: 1; enough: yes\n");
}

static void told_and_applied(struct exit_state *s, const char *notified, const char *applied)
{
    s->has_notified = s->has_applied = true;
    s->notified = day(notified);
    s->applied = day(applied);
}

static void a_review_is_in_time_or_late(void **state)
{
    (void)state;
    struct exit_state s = out();
    told_and_applied(&s, "2026-02-02", "2026-02-09");
    says(PLAN_1, &s,
         "  a review was applied for on 2026-02-09: in time, as far as is known\n"
         "  the review is to be completed: until 2026-03-06, that day included (P1 三(四)2; "
         "Civil Code art. 201-203)\n"
         "    exit.review_working_days = 15: P1 (region 341500, from 2024-01-01; rows.csv:5)\n"
         "  the review is not completed\n"
         "  status: out of hardship\n"
         "  next: complete the review, and tell the worker what it found\n");
    s.has_reviewed = true;
    s.reviewed = day("2026-03-06");
    says(PLAN_1, &s,
         "  the review was completed on 2026-03-06: in time, as far as is known\n"
         "  status: out of hardship\n"
         "  next: close the file\n");
    is_silent_of(PLAN_1, &s, "not completed");
    s.reviewed = day("2026-03-07");
    says(PLAN_1, &s, "  the review was completed on 2026-03-07: LATE\n");
    told_and_applied(&s, "2025-09-03", "2025-10-10");
    says(PLAN_1, &s,
         "  a review was applied for on 2025-10-10: LATE, the time for an objection was over\n");
}

static void a_day_that_cannot_be_told_says_why(void **state)
{
    (void)state;
    struct exit_state s = out();
    told_and_applied(&s, "2026-12-10", "2026-12-20");
    says(PLAN_1, &s,
         "an objection: the last day is in a year whose days off the calendar does not know: "
         "--calendar adds them\n"
         "    exit.objection_months = 1: P1");
    says(MONTHS "exit.review_working_days=1.5\n", &s,
         "an objection: no time set; the policy in force has no exit.objection_months\n");
    says(MONTHS "exit.review_working_days=1.5\n", &s,
         "to be completed: the last day cannot be told; expected a whole number, 1 or more\n"
         "    exit.review_working_days = 1.5: P1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(out_of_hardship_reads_from_months_to_deadlines, none),
        cmocka_unit_test_setup(all_rules_that_do_not_hold_are_named, none),
        cmocka_unit_test_setup(their_own_wish_needs_no_dibao, none),
        cmocka_unit_test_setup(the_dibao_of_the_month_is_cited, none),
        cmocka_unit_test_setup(the_run_says_why_it_begins_where_it_does, none),
        cmocka_unit_test_setup(what_comes_next_is_said_in_words, none),
        cmocka_unit_test_setup(a_review_is_in_time_or_late, none),
        cmocka_unit_test_setup(a_day_that_cannot_be_told_says_why, none),
    };
    return cmocka_run_group_tests(tests, start, finish);
}
