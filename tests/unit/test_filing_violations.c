/* Applications that are refused, and those that have gone on without what was asked of them. */
#include "filing_cases.h"

/* --- refused ---------------------------------------------------------------------------------- */

/* 对不符合条件的做好解释说明工作 */
static void a_first_review_that_says_no_is_explained(void **state)
{
    (void)state;
    struct application a = visited();
    a.first_review = VERDICT_FAIL;
    stands(&a, "+++n--..", "refused", "explain-refusal", "");
    a.has_notified = true;
    a.notified = day("2025-09-30");
    stands(&a, "+++n--..", "refused", "", "");
}

static void a_county_that_says_no_refuses(void **state)
{
    (void)state;
    struct application a = reviewed();
    a.asks_county_review = true;
    a.county_review = VERDICT_FAIL;
    stands(&a, "++++-n..", "refused", "explain-refusal", "");
    a.asks_county_review = false; /* nobody asked, but it was said */
    stands(&a, "++++-n..", "refused", "explain-refusal", "");
}

/* 比对结果显示不符合建档条件的,出具《不予困难帮扶告知书》 */
static void a_matching_that_says_no_gives_a_notice(void **state)
{
    (void)state;
    struct application a = matched();
    a.match = VERDICT_FAIL;
    stands(&a, "++++--n.", "refused", "notify-refusal", "");
    a.has_notified = true;
    a.notified = day("2025-09-30");
    stands(&a, "++++--n.", "refused", "", "");
}

static void what_is_in_no_category_is_refused(void **state)
{
    (void)state;
    struct application a = {.no_category = true};
    stands(&a, "n...--..", "refused", "explain-refusal", "");
    a = matched();
    a.no_category = true;
    stands(&a, "n+++--+.", "refused", "explain-refusal", "");
    publish(&a, "2025-09-28", "2025-10-11");
    stands(&a, "V+++--++", "refused", "explain-refusal", "");
    file(&a, "2025-10-13");
    stands(&a, "V+++--++", "filed", "", "");
}

/* --- gone on with something missing ----------------------------------------------------------- */

static void documents_are_there_before_the_first_review_passes(void **state)
{
    (void)state;
    struct application a = reviewed();
    a.documents &= ~(1u << DOCUMENT_HUKOU);
    /* what the matching would ask for is of a later stage */
    stands(&a, "+V++--..", "first-review", "collect-documents", "hukou");
    a.first_review = VERDICT_FAIL; /* refused for want of it: no violation */
    stands(&a, "+.+n--..", "refused", "explain-refusal", "");
    a.county_review = VERDICT_FAIL; /* but it went on to the county without it, and refused */
    stands(&a, "+V+V-n..", "refused", "explain-refusal", "hukou");
}

static void no_verdict_without_a_visit(void **state)
{
    (void)state;
    struct application a = reviewed();
    a.visitors = 1;
    stands(&a, "++V+--..", "first-review", "visit", "visitors");
    a.first_review = VERDICT_FAIL;
    a.visit_form = false;
    stands(&a, "++Vn--..", "refused", "explain-refusal", "visitors;visit_form");
}

static void the_seal_is_there_before_the_county_decides(void **state)
{
    (void)state;
    struct application a = reviewed();
    a.sealed = false;
    stands(&a, "+++.--..", "first-review", "seal", "sealed");
    a.asks_county_review = true;
    a.county_review = VERDICT_PASS;
    stands(&a, "+++V-+..", "county-review", "seal", "sealed");
    a.first_review = VERDICT_NONE;
    stands(&a, "+++V-+..", "county-review", "first-review", "first_review;sealed");
    a.asks_county_review = false;
    a.county_review = VERDICT_NONE;
    a.match = VERDICT_PASS;
    stands(&a, "+++V--+.", "matching", "first-review", "first_review;sealed");
}

static void a_no_is_not_passed_over(void **state)
{
    (void)state;
    struct application a = matched();
    a.first_review = VERDICT_FAIL;
    stands(&a, "+++V--+.", "refused", "explain-refusal", "");
    a.first_review = VERDICT_PASS;
    a.county_review = VERDICT_FAIL;
    stands(&a, "++++-V+.", "refused", "explain-refusal", "");
    a = published();
    a.match = VERDICT_FAIL;
    stands(&a, "++++--V+", "refused", "notify-refusal", "");
    file(&a, "2025-10-13");
    stands(&a, "++++--V+", "filed", "", "");
}

static void doubt_is_cleared_before_the_county_decides(void **state)
{
    (void)state;
    struct application a = reviewed();
    a.doubtful = true;
    a.county_review = VERDICT_PASS;
    a.asks_county_review = true;
    stands(&a, "++++V+..", "county-review", "county-visit", "county_visited");
    a.county_review = VERDICT_NONE;
    a.asks_county_review = false;
    a.match = VERDICT_PASS;
    stands(&a, "++++V-+.", "matching", "county-visit", "county_visited");
    a.match = VERDICT_DOUBTFUL; /* there was doubt before it, too */
    stands(&a, "++++V-..", "matching", "county-visit", "county_visited;match_result");
}

static void doubt_of_the_matching_is_cleared_before_the_publicity(void **state)
{
    (void)state;
    struct application a = matched();
    a.match = VERDICT_DOUBTFUL;
    stands(&a, "++++.-..", "matching", "county-visit", "county_visited;match_result");
    publish(&a, "2025-09-28", NULL);
    stands(&a, "++++V-V.", "publicity", "county-visit", "county_visited;match_result;publicity_to");
    a.county_visited = true;
    stands(&a, "+++++-V.", "publicity", "resolve-match", "match_result;publicity_to");
}

static void the_county_decides_before_the_matching(void **state)
{
    (void)state;
    struct application a = matched();
    a.asks_county_review = true;
    stands(&a, "++++-V+.", "matching", "county-review", "county_review");
}

static void nothing_is_published_unmatched(void **state)
{
    (void)state;
    struct application a = published();
    a.match = VERDICT_NONE;
    stands(&a, "++++--V+", "publicity", "match", "match_result");
    publish(&a, NULL, "2025-10-11"); /* a last day alone says that it was published, too */
    stands(&a, "++++--V.", "publicity", "match", "match_result;publicity_from");
}

/* --- filed all the same ----------------------------------------------------------------------- */

static void nothing_is_filed_unpublished(void **state)
{
    (void)state;
    struct application a = matched();
    file(&a, "2025-10-13");
    stands(&a, "++++--+V", "filed", "", "publicity_from;publicity_to");
    publish(&a, "2025-09-28", NULL);
    stands(&a, "++++--+V", "filed", "", "publicity_to");
    publish(&a, NULL, "2025-10-11");
    stands(&a, "++++--+V", "filed", "", "publicity_from");
}

/* 公示无异议,予以建档 */
static void nothing_is_filed_while_an_objection_stands(void **state)
{
    (void)state;
    struct application a = published();
    a.objection = true;
    file(&a, "2025-10-13");
    stands(&a, "++++--+V", "filed", "resolve-objection", "");
}

/* A paper can still be brought, and a visit made: in the order of the procedure. */
static void what_was_left_out_is_made_up_for(void **state)
{
    (void)state;
    struct application a = {.doubtful = true, .objection = true};
    file(&a, "2025-10-13");
    stands(&a, "+VVVV-VV", "filed", "collect-documents",
           "authorization;id_card;hukou;income_proof;hardship_proof;visitors;visit_form;"
           "first_review;sealed;county_visited;match_result;publicity_from;publicity_to");
    a.documents = ALL_DOCUMENTS;
    stands(&a, "++VVV-VV", "filed", "visit",
           "visitors;visit_form;first_review;sealed;county_visited;match_result;"
           "publicity_from;publicity_to");
    a.visitors = 2;
    a.visit_form = true;
    stands(&a, "+++VV-VV", "filed", "county-visit",
           "first_review;sealed;county_visited;match_result;publicity_from;publicity_to");
    a.county_visited = true;
    stands(&a, "+++V+-VV", "filed", "resolve-objection",
           "first_review;sealed;match_result;publicity_from;publicity_to");
    a.objection = false;
    stands(&a, "+++V+-VV", "filed", "",
           "first_review;sealed;match_result;publicity_from;publicity_to");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_first_review_that_says_no_is_explained),
        cmocka_unit_test(a_county_that_says_no_refuses),
        cmocka_unit_test(a_matching_that_says_no_gives_a_notice),
        cmocka_unit_test(what_is_in_no_category_is_refused),
        cmocka_unit_test(documents_are_there_before_the_first_review_passes),
        cmocka_unit_test(no_verdict_without_a_visit),
        cmocka_unit_test(the_seal_is_there_before_the_county_decides),
        cmocka_unit_test(a_no_is_not_passed_over),
        cmocka_unit_test(doubt_is_cleared_before_the_county_decides),
        cmocka_unit_test(doubt_of_the_matching_is_cleared_before_the_publicity),
        cmocka_unit_test(the_county_decides_before_the_matching),
        cmocka_unit_test(nothing_is_published_unmatched),
        cmocka_unit_test(nothing_is_filed_unpublished),
        cmocka_unit_test(nothing_is_filed_while_an_objection_stands),
        cmocka_unit_test(what_was_left_out_is_made_up_for),
    };
    return cmocka_run_group_tests(tests, cases_start, cases_finish);
}
