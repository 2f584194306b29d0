/* What an audit keeps of decisions, and how it writes what it finds. */
#include "audit/decisions.h"
#include "audit/finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static void money_is(struct money m, int64_t fen)
{
    assert_true(m.fen == fen);
}

/* Amounts that need one byte, two, and all that there are come back as they were. */
static void amounts_come_back(void **state)
{
    struct decisions d;
    struct decided out;
    struct decision at = {.file = 1, .line = 2, .day = 0};
    (void)state;
    assert_true(decisions_open(&d));
    const struct decided none = {.category = CATEGORY_COUNT};
    const struct decided all = {.decided = true,
                                .known = true,
                                .single = true,
                                .category = CATEGORY_ACCIDENTAL,
                                .has_approval = true,
                                .approval = APPROVAL_NATIONAL,
                                .granted = {{1}, {127}, {128}, {INT64_MAX}},
                                .paid = {{0}, {16383}, {16384}, {907200}},
                                .limit = {{INT64_MAX}, {0}, {1}, {5}},
                                .by = {PARAMETER_DIBAO, PARAMETER_DIBAO, PARAMETER_ITEMS,
                                       (enum parameter)(PARAMETER_COUNT - 1)}};
    assert_true(decisions_add(&d, &at, text_of("h1"), text_of("H1"), &none));
    assert_true(decisions_add(&d, &at, text_of("h1"), text_of("H1"), &all));
    decisions_amounts(&d, &d.list[0], &out);
    assert_false(out.decided || out.known || out.single);
    assert_int_equal(out.category, CATEGORY_COUNT);
    for (int i = 0; i < ITEM_COUNT; i++) {
        money_is(out.granted[i], 0);
        money_is(out.limit[i], 0);
    }
    decisions_amounts(&d, &d.list[1], &out);
    assert_true(out.decided && out.known && out.single);
    assert_true(out.has_approval && out.approval == APPROVAL_NATIONAL);
    assert_true(text_is(decisions_household(&d, &d.list[1]), "H1"));
    assert_true(d.list[0].household == d.list[1].household);
    assert_int_equal(out.category, CATEGORY_ACCIDENTAL);
    for (int i = 0; i < ITEM_COUNT; i++) {
        money_is(out.granted[i], all.granted[i].fen);
        money_is(out.paid[i], all.paid[i].fen);
        money_is(out.limit[i], all.limit[i].fen);
        if (all.limit[i].fen > 0)
            assert_int_equal(out.by[i], all.by[i]);
    }
    decisions_free(&d);
}

static void decisions_of_a_household_are_a_chain(void **state)
{
    struct decisions d;
    const struct decided decided = {.decided = true, .category = CATEGORY_COUNT};
    (void)state;
    assert_true(decisions_open(&d));
    for (uint32_t i = 0; i < 5000; i++) {
        char id[16];
        struct decision at = {.line = i, .day = i == 7 ? DAY_NONE : 20000};
        snprintf(id, sizeof id, "H%u", i / 2);
        assert_true(decisions_add(&d, &at, text_of(i < 4998 ? id : ""), text_of(id), &decided));
    }
    assert_int_equal(d.count, 5000);
    for (uint32_t h = 0; h < 2499; h++) {
        const uint32_t last = decisions_of(&d, h);
        assert_int_equal(d.list[last].line, 2 * h + 1);
        assert_int_equal(d.list[last].next, 2 * h);
        assert_int_equal(d.list[2 * h].next, DECISION_NONE);
    }
    assert_int_equal(decisions_of(&d, 2499), DECISION_NONE);
    assert_int_equal(decisions_of(&d, NAMES_NONE), DECISION_NONE);
    assert_int_equal(d.list[4999].household, NAMES_NONE);
    /* 20 000 days after 1970-01-01 is 2024-10-04 */
    assert_true(decisions_has_year(&d, 2024));
    assert_false(decisions_has_year(&d, 2023) || decisions_has_year(&d, 0) ||
                 decisions_has_year(&d, AUDIT_YEARS) || decisions_has_year(&d, -1));
    decisions_free(&d);
}

static void a_person_is_one_by_either_number(void **state)
{
    (void)state;
    /* 34150219700101001: 3×7 + 4×9 + 1×10 + 5×5 + 0 + 2×4 + 1×2 + 9×1 + 7×6 + 0 + 0 + 1×9 + 0 + 1×5
     * + 0 + 0 + 1×2 = 169, 169 mod 11 = 4, whose check digit is 8 */
    const uint64_t person = decisions_person(text_of("341502197001010018"));
    assert_true(person == UINT64_C(34150219700101001));
    assert_true(decisions_person(text_of("341502700101001")) == person);
    assert_true(decisions_person(text_of(" 341502197001010018\xE3\x80\x80")) == person);
    assert_true(decisions_person(text_of("341502197001010019")) != person);
    assert_true(decisions_person(text_of("passport A1")) ==
                decisions_person(text_of(" passport A1")));
    assert_true(decisions_person(text_of("passport A1")) !=
                decisions_person(text_of("passport A2")));
    assert_true(decisions_person(text_of("")) == 0 && decisions_person(text_of("  ")) == 0);
    assert_true(decisions_person(text_of("none")) == 0);
}

static void a_person_is_one_however_it_is_typed(void **state)
{
    (void)state;
    const uint64_t person = decisions_person(text_of("341502197001010018"));
    assert_true(decisions_person(text_of("'341502 19700101-0018")) == person);
    /* full-width digits, U+FF13 U+FF14 ..., behind a left quote, U+2018 */
    assert_true(decisions_person(text_of("\u2018\uff13\uff14\uff11\uff15\uff10\uff12\uff11\uff19"
                                         "\uff17\uff10\uff10\uff11\uff10\uff11\uff10\uff10"
                                         "\uff11\uff18")) == person);
    /* 34150219700101000: 2 less than above, 167 = 15×11 + 2, whose check digit is X */
    const uint64_t with_x = decisions_person(text_of("34150219700101000X"));
    assert_true(with_x == UINT64_C(34150219700101000));
    assert_true(decisions_person(text_of("34150219700101000x")) == with_x);
    assert_true(decisions_person(text_of("341502 19700101 000\uff58")) == with_x);
    /* a wrong check digit: by its digits, and not the person that was meant */
    const uint64_t wrong = decisions_person(text_of("341502197001010019"));
    assert_true(wrong != person && wrong != 0);
    assert_true(decisions_person(text_of(" '34150219700101001\uff19")) == wrong);
    assert_true(decisions_person(text_of("34150219700101001y")) ==
                decisions_person(text_of("3415 02197001 01001Y")));
}

static void a_card_is_its_digits(void **state)
{
    (void)state;
    const uint64_t card = decisions_card(text_of("6222020000111122223"));
    assert_true(card != 0);
    assert_true(decisions_card(text_of(" 6222 0200-0011\t1122 223")) == card);
    assert_true(decisions_card(text_of("6222020000111122224")) != card);
    assert_true(decisions_card(text_of("06222020000111122223")) != card);
    assert_true(decisions_card(text_of("622202\uff10\uff100011112222\uff13")) == card);
    assert_true(decisions_card(text_of("")) == 0 && decisions_card(text_of("none")) == 0);
}

static void written(const struct audit_finding *finding, const char *expected)
{
    struct buffer out = {0};
    audit_put(finding, &out);
    buffer_char(&out, '\0');
    assert_string_equal(out.p, expected);
    buffer_free(&out);
}

static void a_finding_is_a_record(void **state)
{
    (void)state;
    written(&(struct audit_finding){.code = AUDIT_OVER + ITEM_MEDICAL,
                                    .place = text_of("2"),
                                    .household = text_of("H1"),
                                    .was = {30001},
                                    .should_be = {30000},
                                    .source = text_of("clause, \"one\"")},
            "2,H1,medical-over,300.01,300.00,0.01,\"clause, \"\"one\"\"\"\n");
    written(&(struct audit_finding){.code = AUDIT_CATEGORY,
                                    .place = text_of("a,b.csv:3"),
                                    .household = text_of("341502197001010018"),
                                    .recorded = text_of("deep"),
                                    .recomputed = text_of("none"),
                                    .source = text_of("")},
            "\"a,b.csv:3\",3415**********0018,category,deep,none,,\n");
    written(&(struct audit_finding){.code = AUDIT_NEVER_PAID, .was = {0}, .should_be = {INT64_MAX}},
            ",,never-paid,0.00,92233720368547758.07,-92233720368547758.07,\n");
}

static void sums_keep_over_and_under_apart(void **state)
{
    int64_t tally[AUDIT_TALLIES] = {0};
    (void)state;
    audit_count(&(struct audit_finding){.code = AUDIT_TOTAL, .was = {5}, .should_be = {2}}, tally);
    audit_count(&(struct audit_finding){.code = AUDIT_TOTAL, .was = {2}, .should_be = {9}}, tally);
    audit_count(&(struct audit_finding){.code = AUDIT_POLICY}, tally);
    assert_int_equal(tally[AUDIT_TOTAL], 2);
    assert_int_equal(tally[AUDIT_TALLY_OVER + AUDIT_TOTAL], 3);
    assert_int_equal(tally[AUDIT_TALLY_UNDER + AUDIT_TOTAL], 7);
    assert_int_equal(tally[AUDIT_POLICY], 1);
    for (int i = 0; i < 2; i++)
        audit_count(&(struct audit_finding){.code = AUDIT_DIBAO,
                                            .was = {INT64_MAX},
                                            .should_be = {i == 0 ? -1 : 0}},
                    tally);
    assert_true(tally[AUDIT_TALLY_OVER + AUDIT_DIBAO] == INT64_MAX);
}

static void every_code_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < AUDIT_CODES; i++) {
        assert_non_null(AUDIT_NAMES[i]);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(AUDIT_NAMES[i], AUDIT_NAMES[k]);
    }
    const struct recheck_finding under = {.kind = RECHECK_UNDER, .item = ITEM_ACCIDENT};
    assert_string_equal(AUDIT_NAMES[audit_code_of(&under)], "accident-under");
    const struct recheck_finding low = {.kind = RECHECK_APPROVAL_TOO_LOW};
    assert_string_equal(AUDIT_NAMES[audit_code_of(&low)], "approval-too-low");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_come_back),
        cmocka_unit_test(decisions_of_a_household_are_a_chain),
        cmocka_unit_test(a_person_is_one_by_either_number),
        cmocka_unit_test(a_person_is_one_however_it_is_typed),
        cmocka_unit_test(a_card_is_its_digits),
        cmocka_unit_test(a_finding_is_a_record),
        cmocka_unit_test(sums_keep_over_and_under_apart),
        cmocka_unit_test(every_code_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
