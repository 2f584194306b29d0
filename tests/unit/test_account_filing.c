/* The account of filing: written from decisions, here compared as a reader sees it. */
#include "account/filing.h"
#include "filing_cases.h"

static void account_is(const char *lines, const struct application *a, const char *expected)
{
    struct buffer out = {0};
    const struct filing f = decide(lines, a);
    account_filing(&out, in_force(lines), a, &f);
    buffer_char(&out, '\0');
    assert_string_equal(out.p, expected);
    buffer_free(&out);
}

/* The account has `part` in it. */
static void account_says(const char *lines, const struct application *a, const char *part)
{
    struct buffer out = {0};
    const struct filing f = decide(lines, a);
    account_filing(&out, in_force(lines), a, &f);
    buffer_char(&out, '\0');
    if (strstr(out.p, part) == NULL)
        fail_msg("no '%s' in:\n%s", part, out.p);
    buffer_free(&out);
}

static void what_is_under_way_is_told_step_by_step(void **state)
{
    (void)state;
    struct application a = visited();
    a.documents &= ~(1u << DOCUMENT_HUKOU | 1u << DOCUMENT_INCOME_PROOF);
    a.visitors = 1;
    a.first_review = VERDICT_PASS;
    account_is(
        PLAN_1, &a,
        "  application, first review, county review, matching of data, publicity\n"
        "  filing.category (the household is in a category of the dossier; P1 三(一)): holds\n"
        "  filing.documents (all documents are there; P1 三(三)1(1)): VIOLATED\n"
        "      there: signed authorization to check the household's means, identity card, "
        "proof of hardship\n"
        "  filing.visitors (the household was visited; P1 三(三)1(2)): VIOLATED\n"
        "      visitors: 1; required: 2 or more\n"
        "      form of the visit: yes\n"
        "      filing.visitors_min = 2: P1 (region 341500, from 2024-01-01; rows.csv:2)\n"
        "  filing.first_review (the first review says yes, under seal; P1 三(三)1(2)): "
        "not yet\n"
        "      opinion: pass; sealed: no\n"
        "  filing.match (the matching of data says yes; P1 三(三)1(4)): not yet\n"
        "      result: none\n"
        "  filing.publicity (the publicity was long enough and without objection; "
        "P1 三(三)1(4)): not yet\n"
        "      from: none\n"
        "      to: none\n"
        "      an objection stands: no\n"
        "      filing.publicity_working_days = 5: P1 (region 341500, from 2024-01-01; "
        "rows.csv:3)\n"
        "  earliest filing: 2025-10-22, if it is published on the day of this account\n"
        "  stage: first review\n"
        "  missing: household register, proof of property and income, enough visitors, its "
        "seal\n"
        "  next: have the applicant bring the documents that are missing\n\n");
}

static void what_was_filed_too_early_is_told(void **state)
{
    (void)state;
    struct application a = published();
    a.accidental = true;
    publish(&a, "2025-09-28", "2025-10-10");
    file(&a, "2025-10-11");
    account_is(
        PLAN_1, &a,
        "  hardship by accident: application, visit, publicity\n"
        "  filing.category (the household is in a category of the dossier; P1 三(一)): holds\n"
        "  filing.documents (all documents are there; P1 三(三)2): holds\n"
        "      there: signed authorization to check the household's means, identity card, "
        "household register, proof of property and income, proof of hardship\n"
        "  filing.visitors (the household was visited; P1 三(三)2): holds\n"
        "      visitors: 2; required: 2 or more\n"
        "      form of the visit: yes\n"
        "      filing.visitors_min = 2: P1 (region 341500, from 2024-01-01; rows.csv:2)\n"
        "  filing.publicity (the publicity was long enough and without objection; "
        "P1 三(三)2): VIOLATED\n"
        "      from: 2025-09-28\n"
        "      to: 2025-10-10\n"
        "      required: to 2025-10-11 or later; the first day does not count\n"
        "      an objection stands: no\n"
        "      filed on 2025-10-11, but the publicity runs until 2025-10-11, that day "
        "included\n"
        "      filing.publicity_working_days = 5: P1 (region 341500, from 2024-01-01; "
        "rows.csv:3)\n"
        "  filed on 2025-10-11\n"
        "  earliest filing: 2025-10-13, the first working day after the publicity, whose "
        "last day is 2025-10-11\n"
        "  stage: filed\n"
        "  missing: nothing\n"
        "  next: nothing\n\n");
}

static void doubt_is_told_with_its_reason(void **state)
{
    (void)state;
    struct application a = matched();
    a.asks_county_review = true;
    a.county_review = VERDICT_PASS;
    a.doubtful = true;
    a.match = VERDICT_DOUBTFUL;
    account_says(PLAN_1, &a,
                 "  filing.county_visit (the county visited what is doubtful; P1 三(三)1(3)): "
                 "VIOLATED\n"
                 "      the application is doubtful\n"
                 "      the matching is doubtful\n"
                 "      visited by the county: no\n"
                 "  filing.county_review (the county says yes; P1 三(三)1(3)): holds\n"
                 "      opinion: pass\n"
                 "  filing.match (the matching of data says yes; P1 三(三)1(4)): not yet\n"
                 "      result: doubtful\n");
    account_says(PLAN_1, &a, "  missing: the county's visit, a result of the matching\n");
}

static void what_a_policy_does_not_set_is_said(void **state)
{
    (void)state;
    struct application a = visited();
    a.documents = 0;
    account_says("", &a, "      there: nothing\n");
    account_says("", &a,
                 "      visitors: 2\n      form of the visit: yes\n"
                 "      the policy in force has no filing.visitors_min\n");
    account_says("", &a, "      the policy in force has no filing.publicity_working_days\n");
}

static void why_there_is_no_day_of_filing_is_said(void **state)
{
    (void)state;
    struct application a = published();
    a.objection = true;
    account_says(PLAN_1, &a, "  earliest filing: none while the objection stands\n");
    a = matched();
    a.match = VERDICT_FAIL;
    a.has_notified = true;
    a.notified = day("2025-09-30");
    account_says(PLAN_1, &a,
                 "      result: fail\n  filing.publicity (the publicity was long enough and "
                 "without objection; P1 三(三)1(4)): not yet\n");
    account_says(PLAN_1, &a, "(the matching of data says yes; P1 三(三)1(4)): NO, it is refused\n");
    account_says(PLAN_1, &a,
                 "  notice of refusal handed out on 2025-09-30\n"
                 "  earliest filing: none, it is refused\n  stage: refused\n  missing: nothing\n"
                 "  next: nothing\n");
    a = published();
    publish(&a, "2026-12-24", "2026-12-31");
    account_says(PLAN_1, &a,
                 "  earliest filing: in a year whose days off the calendar does not know; "
                 "--calendar adds them\n");
    a = matched();
    file(&a, "2025-10-13"); /* there is nothing to tell it by */
    account_says(PLAN_1, &a, "  filed on 2025-10-13\n  stage: filed\n");
}

static void every_word_is_said_once(void **state)
{
    (void)state;
    for (enum filing_step i = FILING_STEP_NONE; i < FILING_STEPS; i++)
        for (enum filing_step j = FILING_STEP_NONE; j < i; j++)
            assert_string_not_equal(account_filing_step(i), account_filing_step(j));
    for (enum filing_stage i = STAGE_APPLICATION; i < FILING_STAGES; i++)
        for (enum filing_stage j = STAGE_APPLICATION; j < i; j++)
            assert_string_not_equal(account_filing_stage(i, false), account_filing_stage(j, true));
    assert_string_equal(account_filing_stage(STAGE_FIRST_REVIEW, true), "visit by the union");
    for (enum filing_document i = DOCUMENT_AUTHORIZATION; i < DOCUMENT_COUNT; i++)
        for (enum filing_document j = DOCUMENT_AUTHORIZATION; j < i; j++)
            assert_string_not_equal(account_filing_document(i), account_filing_document(j));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_under_way_is_told_step_by_step),
        cmocka_unit_test(what_was_filed_too_early_is_told),
        cmocka_unit_test(doubt_is_told_with_its_reason),
        cmocka_unit_test(what_a_policy_does_not_set_is_said),
        cmocka_unit_test(why_there_is_no_day_of_filing_is_said),
        cmocka_unit_test(every_word_is_said_once),
    };
    return cmocka_run_group_tests(tests, cases_start, cases_finish);
}
