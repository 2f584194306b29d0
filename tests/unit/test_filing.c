/* Where an application stands: each step of the procedure, P1 三(三)1 and 2, one after another. */
#include "filing_cases.h"

static const char ALL_MISSING[] = "authorization;id_card;hukou;income_proof;hardship_proof";

/* --- the long way, step by step --------------------------------------------------------------- */

static void every_document_is_asked_for(void **state)
{
    (void)state;
    struct application a = {0};
    stands(&a, "+...--..", "application", "collect-documents", ALL_MISSING);
    for (int d = 0; d < DOCUMENT_COUNT; d++) {
        a = visited();
        a.documents &= ~(1u << d);
        stands(&a, "+.+.--..", "application", "collect-documents", DOCUMENT_NAMES[d]);
    }
    a = visited();
    stands(&a, "+++.--..", "first-review", "first-review", "first_review;sealed");
}

/* 两名以上工作人员: 2 is enough. */
static void two_visitors_are_enough(void **state)
{
    (void)state;
    struct application a = visited();
    a.visitors = 1;
    stands(&a, "++..--..", "first-review", "visit", "visitors;first_review;sealed");
    a.visitors = 2;
    stands(&a, "+++.--..", "first-review", "first-review", "first_review;sealed");
    a.visitors = 3;
    stands(&a, "+++.--..", "first-review", "first-review", "first_review;sealed");
    a.visitors = INT64_MAX;
    stands(&a, "+++.--..", "first-review", "first-review", "first_review;sealed");
}

static void the_visit_has_a_form(void **state)
{
    (void)state;
    struct application a = visited();
    a.visit_form = false;
    stands(&a, "++..--..", "first-review", "visit", "visit_form;first_review;sealed");
    a.visitors = 0;
    stands(&a, "++..--..", "first-review", "visit", "visitors;visit_form;first_review;sealed");
}

static void without_a_number_the_form_is_enough(void **state)
{
    (void)state;
    struct application a = visited();
    a.visitors = 0;
    struct filing f = decide("filing.publicity_working_days=5\n", &a);
    checks_are(&f, "+++.--..");
    a.visit_form = false;
    f = decide("filing.publicity_working_days=5\n", &a);
    checks_are(&f, "++..--..");
    missing_is(&f, "visit_form;first_review;sealed");
}

static void the_number_of_visitors_is_the_policys(void **state)
{
    (void)state;
    struct application a = visited();
    a.visitors = 3;
    struct filing f = decide("filing.visitors_min=4\n", &a);
    checks_are(&f, "++..--..");
    a.visitors = 4;
    f = decide("filing.visitors_min=4\n", &a);
    checks_are(&f, "+++.--..");
    f = decide("filing.visitors_min=4.5\n", &a); /* 4 is below it */
    checks_are(&f, "++..--..");
}

/* 签具初审意见盖章: the opinion and its seal. */
static void the_first_review_is_sealed(void **state)
{
    (void)state;
    struct application a = visited();
    a.sealed = true; /* a seal alone is no opinion */
    stands(&a, "+++.--..", "first-review", "first-review", "first_review");
    a.sealed = false;
    a.first_review = VERDICT_PASS;
    stands(&a, "+++.--..", "first-review", "seal", "sealed");
    a.sealed = true;
    stands(&a, "++++--..", "matching", "match", "match_result");
}

/* 对建档存疑的要做到走访核查全覆盖 */
static void what_is_doubtful_is_visited_by_the_county(void **state)
{
    (void)state;
    struct application a = reviewed();
    a.doubtful = true;
    stands(&a, "++++.-..", "county-review", "county-visit", "county_visited");
    a.county_visited = true;
    stands(&a, "+++++-..", "matching", "match", "match_result");
    a.doubtful = false; /* a visit that was not needed */
    stands(&a, "++++--..", "matching", "match", "match_result");
}

static void the_county_gives_its_opinion_where_it_records_one(void **state)
{
    (void)state;
    struct application a = reviewed();
    a.asks_county_review = true;
    stands(&a, "++++-...", "county-review", "county-review", "county_review");
    a.doubtful = true;
    stands(&a, "++++....", "county-review", "county-visit", "county_visited;county_review");
    a.county_visited = true;
    stands(&a, "+++++...", "county-review", "county-review", "county_review");
    a.county_review = VERDICT_PASS;
    stands(&a, "++++++..", "matching", "match", "match_result");
    a.asks_county_review = false; /* an opinion that was not asked for */
    stands(&a, "+++++-..", "matching", "match", "match_result");
}

static void a_doubtful_matching_is_resolved_by_a_visit(void **state)
{
    (void)state;
    struct application a = matched();
    a.match = VERDICT_DOUBTFUL;
    stands(&a, "++++.-..", "matching", "county-visit", "county_visited;match_result");
    a.county_visited = true;
    stands(&a, "+++++-..", "matching", "resolve-match", "match_result");
    a.match = VERDICT_PASS;
    stands(&a, "++++--+.", "publicity", "publish", "publicity_from;publicity_to");
}

static void the_publicity_has_its_days_and_no_objection(void **state)
{
    (void)state;
    struct application a = matched();
    publish(&a, "2025-09-28", NULL);
    stands(&a, "++++--+.", "publicity", "await-publicity", "publicity_to");
    publish(&a, NULL, "2025-10-11");
    stands(&a, "++++--+.", "publicity", "publish", "publicity_from");
    a = published();
    stands(&a, "++++--++", "ready", "file", "");
    a.objection = true;
    stands(&a, "++++--+.", "publicity", "resolve-objection", "");
}

static void what_is_filed_is_done(void **state)
{
    (void)state;
    struct application a = published();
    file(&a, "2025-10-13");
    stands(&a, "++++--++", "filed", "", "");
}

/* --- the short way ---------------------------------------------------------------------------- */

/* P1 三(三)2 按照困难职工个人申请、工会走访调查、审核公示进行 */
static void hardship_by_accident_goes_a_short_way(void **state)
{
    (void)state;
    struct application a = {.accidental = true};
    stands(&a, "+..----.", "application", "collect-documents", ALL_MISSING);
    a.documents = ALL_DOCUMENTS;
    stands(&a, "++.----.", "visit", "visit", "visitors;visit_form");
    a.visitors = 1;
    a.visit_form = true;
    stands(&a, "++.----.", "visit", "visit", "visitors");
    a.visitors = 2;
    stands(&a, "+++----.", "publicity", "publish", "publicity_from;publicity_to");
    publish(&a, "2025-09-28", "2025-10-11");
    stands(&a, "+++----+", "ready", "file", "");
    file(&a, "2025-10-13");
    stands(&a, "+++----+", "filed", "", "");
}

static void the_short_way_asks_for_no_opinions(void **state)
{
    (void)state;
    struct application a = visited();
    a.accidental = true;
    a.doubtful = true;
    a.asks_county_review = true;
    a.match = VERDICT_DOUBTFUL;
    publish(&a, "2025-09-28", "2025-10-11");
    stands(&a, "+++----+", "ready", "file", "");
}

/* Opinions that are recorded all the same neither hurry the papers nor lead to another stage. */
static void the_short_way_asks_when_it_is_published(void **state)
{
    (void)state;
    struct application a = visited();
    a.accidental = true;
    a.documents = ALL_DOCUMENTS & ~(1u << DOCUMENT_HUKOU);
    a.visitors = 1;
    a.first_review = VERDICT_PASS;
    stands(&a, "+..----.", "visit", "collect-documents", "hukou;visitors");
    a.county_review = VERDICT_PASS;
    stands(&a, "+..----.", "visit", "collect-documents", "hukou;visitors");
    a.match = VERDICT_PASS;
    stands(&a, "+..----.", "visit", "collect-documents", "hukou;visitors");
    publish(&a, "2025-09-28", "2025-10-11");
    stands(&a, "+VV----+", "publicity", "collect-documents", "hukou;visitors");
}

static void a_no_counts_on_the_short_way_too(void **state)
{
    (void)state;
    struct application a = visited();
    a.accidental = true;
    a.first_review = VERDICT_FAIL;
    stands(&a, "+++n---.", "refused", "explain-refusal", "");
    a.first_review = VERDICT_NONE;
    a.county_review = VERDICT_FAIL;
    stands(&a, "+++--n-.", "refused", "explain-refusal", "");
    a.county_review = VERDICT_NONE;
    a.match = VERDICT_FAIL;
    stands(&a, "+++---n.", "refused", "notify-refusal", "");
    publish(&a, "2025-09-28", "2025-10-11");
    stands(&a, "+++---V+", "refused", "notify-refusal", "");
}

/* --- nothing decided -------------------------------------------------------------------------- */

static void a_gap_in_a_parameter_decides_nothing(void **state)
{
    (void)state;
    const struct application a = published();
    struct filing f;
    filing_decide(in_force("filing.visitors_min=2 until 2025-02-28\n"), calendar, &a,
                  day("2025-09-28"), &f);
    assert_int_equal(f.undecided, FILING_GAP);
    assert_int_equal(f.gap, PARAMETER_FILING_VISITORS_MIN);
    filing_decide(in_force("filing.visitors_min=2 until 2025-03-01\n"), calendar, &a,
                  day("2025-09-28"), &f);
    assert_int_equal(f.undecided, FILING_DECIDED); /* 1 March is its last day */
}

static void every_word_is_there_once(void **state)
{
    (void)state;
    for (int i = 0; i < FILING_STEPS; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(FILING_STEP_NAMES[i], FILING_STEP_NAMES[j]);
    for (int i = 0; i < FILING_CHECKS; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(FILING_RULES[i], FILING_RULES[j]);
    assert_string_equal(filing_stage_name(STAGE_FIRST_REVIEW, false), "first-review");
    assert_string_equal(filing_stage_name(STAGE_FIRST_REVIEW, true), "visit");
    assert_string_equal(filing_stage_name(STAGE_APPLICATION, true), "application");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_document_is_asked_for),
        cmocka_unit_test(two_visitors_are_enough),
        cmocka_unit_test(the_visit_has_a_form),
        cmocka_unit_test(without_a_number_the_form_is_enough),
        cmocka_unit_test(the_number_of_visitors_is_the_policys),
        cmocka_unit_test(the_first_review_is_sealed),
        cmocka_unit_test(what_is_doubtful_is_visited_by_the_county),
        cmocka_unit_test(the_county_gives_its_opinion_where_it_records_one),
        cmocka_unit_test(a_doubtful_matching_is_resolved_by_a_visit),
        cmocka_unit_test(the_publicity_has_its_days_and_no_objection),
        cmocka_unit_test(what_is_filed_is_done),
        cmocka_unit_test(hardship_by_accident_goes_a_short_way),
        cmocka_unit_test(the_short_way_asks_for_no_opinions),
        cmocka_unit_test(the_short_way_asks_when_it_is_published),
        cmocka_unit_test(a_no_counts_on_the_short_way_too),
        cmocka_unit_test(a_gap_in_a_parameter_decides_nothing),
        cmocka_unit_test(every_word_is_there_once),
    };
    return cmocka_run_group_tests(tests, cases_start, cases_finish);
}
