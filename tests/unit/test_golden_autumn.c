/* Who can apply for student aid in autumn, who is excluded, and what is to be brought: plan 2. */
#include "golden_autumn_cases.h"

/* --- 一: who it is for ------------------------------------------------------------------------ */

static void who_fulfils_all_of_it_is_eligible(void **state)
{
    (void)state;
    const struct ga_application a = eligible();
    stands(&a, "+++++++-+");
}

static void the_worker_is_in_service_with_a_union(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.not_unionised = true;
    stands(&a, "n++++++-+");
    a.not_in_service = true;
    stands(&a, "n++++++-+");
    a.not_unionised = false;
    stands(&a, "n++++++-+");
}

static void a_child_studies(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.students[STAGE_COLLEGE] = 0;
    stands(&a, "n++++++-+");
    a.students[STAGE_SPECIAL] = 1; /* the plan does not name it */
    stands(&a, "n++++++-+");
    a.students[STAGE_HIGH_SCHOOL] = 1;
    stands(&a, "+++++++-+");
    a.students[STAGE_COLLEGE] = 2;
    stands(&a, "+++++++-+");
}

/* --- 三: who is excluded ---------------------------------------------------------------------- */

/* 2套(含)以上 */
static void two_homes_exclude(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.houses = 0;
    stands(&a, "+++++++-+");
    a.houses = 1;
    stands(&a, "+++++++-+");
    a.houses = 2;
    stands(&a, "++n++++-+");
    a.houses = INT64_MAX;
    stands(&a, "++n++++-+");
    a.has_houses = false; /* then the number is none */
    stands(&a, "++?++++-+");
}

static void a_business_excludes(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.shop = STATED_YES;
    stands(&a, "+++n+++-+");
    a.hires = STATED_YES;
    stands(&a, "+++n+++-+");
    a.shop = STATED_NO;
    stands(&a, "+++n+++-+");
}

static void a_school_of_the_rich_excludes(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.private_school = STATED_YES;
    stands(&a, "++++n++-+");
    a.abroad = STATED_YES;
    stands(&a, "++++n++-+");
    a.private_school = STATED_NO;
    stands(&a, "++++n++-+");
}

static void a_vehicle_excludes(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.vehicle = STATED_YES;
    stands(&a, "+++++n+-+");
}

static void all_exclusions_are_named_at_once(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.houses = 2;
    a.shop = a.hires = a.private_school = a.abroad = a.vehicle = STATED_YES;
    stands(&a, "++nnnn+-+");
    a.has_houses = false;
    a.shop = a.hires = a.private_school = a.abroad = a.vehicle = STATED_NOT;
    stands(&a, "++????+-+");
}

static void what_is_not_stated_is_not_a_no(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.shop = STATED_NOT;
    stands(&a, "+++?+++-+");
    a.hires = STATED_YES; /* one that excludes is enough */
    stands(&a, "+++n+++-+");
    a = eligible();
    a.abroad = STATED_NOT;
    stands(&a, "++++?++-+");
    a.private_school = STATED_YES;
    stands(&a, "++++n++-+");
    a = eligible();
    a.vehicle = STATED_NOT;
    stands(&a, "+++++?+-+");
}

/* What the plan says of one or two facts, told apart from how the rules tell it. */
static char expected_of(int facts, const enum stated *fact)
{
    bool any_yes = false, any_not = false;
    for (int i = 0; i < facts; i++) {
        any_yes |= fact[i] == STATED_YES;
        any_not |= fact[i] == STATED_NOT;
    }
    return any_yes ? 'n' : any_not ? '?' : '+';
}

/* Every way in which the facts can be stated: 5 facts of 3 states, and 0 to 3 homes or none. */
static void every_mixture_of_exclusions_is_told_apart(void **state)
{
    (void)state;
    const struct policy_set *policy = in_force(PLAN_2);
    int tried = 0;
    for (int mixture = 0; mixture < 3 * 3 * 3 * 3 * 3 * 5; mixture++) {
        enum stated fact[5];
        int rest = mixture;
        for (int i = 0; i < 5; i++, rest /= 3)
            fact[i] = (enum stated)(rest % 3);
        struct ga_application a = eligible();
        a.shop = fact[0];
        a.hires = fact[1];
        a.private_school = fact[2];
        a.abroad = fact[3];
        a.vehicle = fact[4];
        a.has_houses = rest < 4;
        a.houses = rest;
        struct golden_autumn g;
        golden_autumn_decide(policy, &a, &g);
        char expected[] = "++____+-+";
        expected[GA_EXCLUDE_HOUSES] = "++nn?"[rest];
        expected[GA_EXCLUDE_BUSINESS] = expected_of(2, fact);
        expected[GA_EXCLUDE_SCHOOL] = expected_of(2, fact + 2);
        expected[GA_EXCLUDE_VEHICLE] = expected_of(1, fact + 4);
        states_are(&g, expected);
        tried++;
    }
    assert_int_equal(tried, 1215);
}

/* --- 四: what is to be brought ---------------------------------------------------------------- */

static void documents_are(const struct ga_application *a, unsigned asked, unsigned missing)
{
    const struct golden_autumn g = decide(PLAN_2, a);
    assert_int_equal(g.documents_asked, asked);
    assert_int_equal(g.documents_missing, missing);
    states_are(&g, missing == 0 ? "+++++++-+" : "+++++++-?");
}

static void four_documents_are_always_asked_for(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    documents_are(&a, ALWAYS_ASKED, 0);
    for (enum ga_document d = GA_DOCUMENT_ID_CARD; d <= GA_DOCUMENT_SCHOOL_PROOF; d++) {
        a.documents = ALWAYS_ASKED & ~(1u << d);
        documents_are(&a, ALWAYS_ASKED, 1u << d);
    }
    a.documents = 0;
    documents_are(&a, ALWAYS_ASKED, ALWAYS_ASKED);
    a.documents = (1u << GA_DOCUMENT_COUNT) - 1; /* more than is asked for */
    documents_are(&a, ALWAYS_ASKED, 0);
}

/* `a` is one that is asked for `document`, too. */
static void asks_for(struct ga_application a, enum ga_document document)
{
    const unsigned asked = ALWAYS_ASKED | 1u << document;
    documents_are(&a, asked, 1u << document);
    a.documents = asked;
    documents_are(&a, asked, 0);
}

static void three_are_asked_for_with_a_reason(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.household.cost[COST_DISABILITY] = yuan("0.01");
    asks_for(a, GA_DOCUMENT_DISABILITY_CARD);
    a = eligible();
    a.household.cost[COST_MEDICAL] = yuan("0.01");
    asks_for(a, GA_DOCUMENT_MEDICAL_RECEIPTS);
    a = eligible();
    a.separate_hukou = true;
    asks_for(a, GA_DOCUMENT_MARRIAGE_CERT);
}

/* --- together --------------------------------------------------------------------------------- */

static void what_fails_counts_before_what_is_missing(void **state)
{
    (void)state;
    struct ga_application a = eligible();
    a.houses = 3;
    a.documents = 1u << GA_DOCUMENT_ID_CARD;
    stands(&a, "++n++++-?");
    a = eligible();
    a.vehicle = STATED_NOT;
    a.documents = 0;
    stands(&a, "+++++?+-?");
    a.not_unionised = true;
    a.causes = 0;
    a.applied = day("2025-08-02");
    a.migrant = true;
    stands(&a, "nn+++?n??");
}

static void a_gap_decides_nothing(void **state)
{
    (void)state;
    const struct ga_application a = eligible();
    struct golden_autumn g;
    golden_autumn_decide(in_force("dibao=664 until 2025-02-28\n"), &a, &g);
    assert_int_equal(g.undecided, UNDECIDED_GAP);
    assert_int_equal(g.gap, PARAMETER_DIBAO);
    golden_autumn_decide(in_force("dibao=664\ngolden_autumn.deadline=08-01 until 2025-02-28\n"), &a,
                         &g);
    assert_int_equal(g.undecided, UNDECIDED_GAP);
    assert_int_equal(g.gap, PARAMETER_GA_DEADLINE);
    /* 1 March is its last day. */
    golden_autumn_decide(in_force("dibao=664\ngolden_autumn.deadline=08-01 until 2025-03-01\n"), &a,
                         &g);
    assert_int_equal(g.undecided, DECIDED);
    /* A gap in what others read is none here. */
    golden_autumn_decide(in_force(PLAN_2 "deep.income_multiple=1 until 2025-02-28\n"), &a, &g);
    assert_int_equal(g.undecided, DECIDED);
    states_are(&g, "+++++++-+");
}

static void without_dibao_nothing_is_decided(void **state)
{
    (void)state;
    const struct ga_application a = eligible();
    struct golden_autumn g;
    golden_autumn_decide(in_force("golden_autumn.income_multiple=3\n"), &a, &g);
    assert_int_equal(g.undecided, UNDECIDED_NO_DIBAO);
    assert_int_equal(g.gap, PARAMETER_COUNT);
}

static void every_name_is_there_once(void **state)
{
    (void)state;
    for (int i = 0; i < GA_RULES; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(GA_RULE_NAMES[i], GA_RULE_NAMES[j]);
    for (int i = 0; i < GA_CAUSE_COUNT; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(GA_CAUSE_NAMES[i], GA_CAUSE_NAMES[j]);
    for (int i = 0; i < GA_DOCUMENT_COUNT; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(GA_DOCUMENT_NAMES[i], GA_DOCUMENT_NAMES[j]);
    assert_string_equal(GA_RULE_NAMES[GA_EXCLUDE_VEHICLE], "ga.exclude.vehicle");
    assert_string_equal(GA_CAUSE_NAMES[GA_CAUSE_INJURY], "injury");
    assert_string_equal(GA_DOCUMENT_NAMES[GA_DOCUMENT_SCHOOL_PROOF], "school_proof");
    assert_string_equal(GA_DOCUMENT_NAMES[GA_DOCUMENT_MEDICAL_RECEIPTS], "medical_receipts");
    assert_string_equal(GA_CONDITION_NAMES[GA_CONDITION_2], "ga.condition2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_fulfils_all_of_it_is_eligible),
        cmocka_unit_test(the_worker_is_in_service_with_a_union),
        cmocka_unit_test(a_child_studies),
        cmocka_unit_test(two_homes_exclude),
        cmocka_unit_test(a_business_excludes),
        cmocka_unit_test(a_school_of_the_rich_excludes),
        cmocka_unit_test(a_vehicle_excludes),
        cmocka_unit_test(all_exclusions_are_named_at_once),
        cmocka_unit_test(what_is_not_stated_is_not_a_no),
        cmocka_unit_test(every_mixture_of_exclusions_is_told_apart),
        cmocka_unit_test(four_documents_are_always_asked_for),
        cmocka_unit_test(three_are_asked_for_with_a_reason),
        cmocka_unit_test(what_fails_counts_before_what_is_missing),
        cmocka_unit_test(a_gap_decides_nothing),
        cmocka_unit_test(without_dibao_nothing_is_decided),
        cmocka_unit_test(every_name_is_there_once),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
