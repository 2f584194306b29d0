/* Whether a decision on record is what the rules give: P1 三(一), 三(二). */
#include "policy_rows.h"
#include "rules/recheck.h"

/*
 * D is 1000 and the household one person: deep below 12 000 a year, relative below 24 000. Deep is
 * granted 5000 for living, what was paid for medicine, a month of dibao for each at college;
 * relative 80 % of it, one item only.
 */
#define RULES                                                                                      \
    "dibao=1000\ndeep.income_multiple=1\nrelative.income_multiple=2\naccidental.loss_min=25000\n"  \
    "deep.items=all\ndeep.living.amount=5000\ndeep.medical.rate=100%\n"                            \
    "deep.education.months.college=1\ndeep.education.months.special=3\nrelative.items=one\n"       \
    "relative.scale=80%\nrelative.medical.cap=16000\naccidental.items=one\n"                       \
    "accidental.accident.rate=15%\naccidental.accident.cap=10000\n"                                \
    "approval.medical.province=20000\napproval.medical.national=50000\n"

static const char *const KINDS[RECHECK_KINDS] = {
    [RECHECK_UNDECIDABLE] = "undecidable",
    [RECHECK_CATEGORY] = "category",
    [RECHECK_CONDITION] = "condition",
    [RECHECK_OVER] = "over",
    [RECHECK_UNDER] = "under",
    [RECHECK_SEVERAL_ITEMS] = "several-items",
    [RECHECK_TOTAL] = "total",
    [RECHECK_APPROVAL_MISSING] = "approval-missing",
    [RECHECK_APPROVAL_TOO_LOW] = "approval-too-low",
    [RECHECK_APPROVAL_TOO_HIGH] = "approval-too-high",
    [RECHECK_NOT_APPROVED] = "not-approved",
};

static struct recheck found;

static struct aid_facts facts(const char *income, const char *medical)
{
    return (struct aid_facts){.household = {.income = yuan(income), .size = 1},
                              .medical_self_paid = yuan(medical)};
}

/* On record: a category, and living, medical, education and accident aid. */
static struct recorded on_record(enum category category, const char *living, const char *medical,
                                 const char *education, const char *accident)
{
    return (struct recorded){.category = category,
                             .has_aid = true,
                             .aid = {yuan(living), yuan(medical), yuan(education), yuan(accident)}};
}

static void show(const struct recheck_finding *f, struct buffer *out)
{
    char recorded[MONEY_TEXT_SIZE], recomputed[MONEY_TEXT_SIZE];
    if (out->n > 0)
        buffer_char(out, '\n');
    if (f->kind == RECHECK_OVER || f->kind == RECHECK_UNDER)
        buffer_format(out, "%s ", ITEM_NAMES[f->item]);
    buffer_string(out, KINDS[f->kind]);
    if (f->kind == RECHECK_OVER || f->kind == RECHECK_UNDER || f->kind == RECHECK_TOTAL) {
        money_format(f->recorded, recorded);
        money_format(f->recomputed, recomputed);
        buffer_format(out, " %s/%s", recorded, recomputed);
    }
    if (f->by != NULL)
        buffer_format(out, " by %s", PARAMETER_INFO[f->by->parameter].name);
}

/* `expected`: a finding a line, with what is recorded/recomputed and the value that limits it. */
static void finds(const char *lines, const struct aid_facts *f, const struct recorded *r,
                  const char *expected)
{
    struct buffer shown = {0};
    memset(&found, 0x55, sizeof found);
    recheck_decide(in_force(lines), f, r, &found);
    assert_in_range(found.count, 0, RECHECK_MAX);
    for (int i = 0; i < found.count; i++)
        show(&found.finding[i], &shown);
    buffer_char(&shown, '\0');
    assert_string_equal(shown.p, expected);
    buffer_free(&shown);
}

static void what_the_rules_give_is_right(void **state)
{
    (void)state;
    const struct aid_facts deep = facts("0", "300.50"), rich = facts("24000", "0");
    struct recorded r = on_record(CATEGORY_DEEP, "5000", "300.50", "0", "0");
    r.has_total = r.has_approval = r.has_approved = true;
    r.total = yuan("5300.50");
    r.approval = APPROVAL_COUNTY; /* the county's own needs nobody's approval above it */
    finds(RULES, &deep, &r, "");
    assert_int_equal(found.needed, APPROVAL_COUNTY);
    r = on_record(CATEGORY_COUNT, "0", "0", "0", "0");
    r.has_total = r.has_approval = r.has_approved = true;
    finds(RULES, &rich, &r, "");
    assert_int_equal(found.needed, APPROVAL_NONE);
}

static void what_was_not_decided_is_not_looked_at(void **state)
{
    (void)state;
    const struct aid_facts deep = facts("0", "0");
    const struct recorded r = {.invalid = true, .category = CATEGORY_COUNT, .has_aid = true};
    finds(RULES, &deep, &r, "");
    assert_int_equal(found.hardship.category, CATEGORY_DEEP);
}

static void facts_that_decide_nothing(void **state)
{
    (void)state;
    struct aid_facts deep = facts("0", "0");
    const struct recorded r = on_record(CATEGORY_DEEP, "5000", "0", "0", "0");
    finds("deep.income_multiple=1\n", &deep, &r, "undecidable");
    assert_int_equal(found.hardship.undecided, UNDECIDED_NO_DIBAO);
    finds(RULES "deep.medical.cap=1 until 2024-12-31\n", &deep, &r, "undecidable");
    assert_int_equal(found.aid.undecided, UNDECIDED_GAP);
    assert_int_equal(found.hardship.undecided, DECIDED);
    /* without amounts on record the gap of an amount is nobody's concern */
    const struct recorded category = {.category = CATEGORY_DEEP};
    finds(RULES "deep.medical.cap=1 until 2024-12-31\n", &deep, &category, "");
}

/* 低于: 11 999.99 is below 12 000, 12 000 is not; and so for relative at 24 000. */
static void a_category_on_the_fen(void **state)
{
    (void)state;
    const struct recorded deep = {.category = CATEGORY_DEEP};
    const struct recorded relative = {.category = CATEGORY_RELATIVE};
    const struct recorded none = {.category = CATEGORY_COUNT};
    struct aid_facts f = facts("11999.99", "0");
    finds(RULES, &f, &deep, "");
    /* its own condition holds, but deep comes first (梯度档案) */
    finds(RULES, &f, &relative, "category by deep.income_multiple");
    finds(RULES, &f, &none, "category by deep.income_multiple");
    f = facts("12000", "0");
    finds(RULES, &f, &deep,
          "category by relative.income_multiple\ncondition by deep.income_multiple");
    finds(RULES, &f, &relative, "");
    f = facts("12000.01", "0");
    finds(RULES, &f, &relative, "");
    f = facts("23999.99", "0");
    finds(RULES, &f, &relative, "");
    f = facts("24000", "0");
    finds(RULES, &f, &relative,
          "category by relative.income_multiple\ncondition by relative.income_multiple");
    finds(RULES, &f, &none, "");
    f = facts("24000.01", "0");
    finds(RULES, &f, &relative,
          "category by relative.income_multiple\ncondition by relative.income_multiple");
}

/* 2.5万元以上: 25 000 itself is; that life is difficult still is stated, no value sets it. */
static void an_accident_on_the_fen(void **state)
{
    (void)state;
    const struct recorded r = {.category = CATEGORY_ACCIDENTAL};
    struct aid_facts f = facts("24000", "0");
    f.household.loss = yuan("24999.99");
    finds(RULES, &f, &r, "category by accidental.loss_min\ncondition by accidental.loss_min");
    f.household.loss = yuan("25000");
    finds(RULES, &f, &r, "");
    f.household.loss = yuan("25000.01");
    finds(RULES, &f, &r, "");
    f.household.recovered = true;
    finds(RULES, &f, &r, "category\ncondition");
}

static void a_category_that_the_policy_does_not_have(void **state)
{
    (void)state;
    const struct aid_facts f = facts("0", "0");
    const struct recorded r = {.category = CATEGORY_ACCIDENTAL};
    finds("dibao=1000\n", &f, &r, "category\ncondition");
}

static void a_fen_over_and_a_fen_under(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "300");
    f.students[STAGE_COLLEGE] = 2; /* 2 × 1 × 1000 */
    struct recorded r = on_record(CATEGORY_DEEP, "5000", "300", "2000", "0");
    finds(RULES, &f, &r, "");
    r = on_record(CATEGORY_DEEP, "5000.01", "300.01", "2000.01", "0.01");
    finds(RULES, &f, &r,
          "living over 5000.01/5000.00 by deep.living.amount\n"
          "medical over 300.01/300.00 by deep.medical.rate\n"
          "education over 2000.01/2000.00 by deep.education.months.college\n"
          "accident over 0.01/0.00");
    r = on_record(CATEGORY_DEEP, "4999.99", "299.99", "1999.99", "0");
    finds(RULES, &f, &r,
          "living under 4999.99/5000.00 by deep.living.amount\n"
          "medical under 299.99/300.00 by deep.medical.rate\n"
          "education under 1999.99/2000.00 by deep.education.months.college");
    f.students[STAGE_COLLEGE] = 0;
    f.students[STAGE_SPECIAL] = 1; /* 3 × 1000 */
    r = on_record(CATEGORY_DEEP, "5000", "300", "3000.01", "0");
    finds(RULES, &f, &r, "education over 3000.01/3000.00 by deep.education.months.special");
}

static void an_accident_s_aid_on_the_fen(void **state)
{
    (void)state;
    struct aid_facts f = facts("24000", "0");
    f.household.loss = yuan("66666.73"); /* 15 %: 10000.0095, so 10000.01, cut to 10000 */
    struct recorded r = on_record(CATEGORY_ACCIDENTAL, "0", "0", "0", "10000");
    finds(RULES, &f, &r, "");
    r.aid[ITEM_ACCIDENT] = yuan("10000.01");
    finds(RULES, &f, &r, "accident over 10000.01/10000.00 by accidental.accident.cap");
    r.aid[ITEM_ACCIDENT] = yuan("9999.99");
    finds(RULES, &f, &r, "accident under 9999.99/10000.00 by accidental.accident.cap");
}

/* 低于…2倍, 80 %, 最高不超过1.6万元: of 30 000 paid for medicine 24 000, cut to 16 000. */
static void what_is_over_a_cap_names_it(void **state)
{
    (void)state;
    const struct aid_facts f = facts("12000", "30000");
    struct recorded r = on_record(CATEGORY_RELATIVE, "0", "16000.01", "0", "0");
    finds(RULES, &f, &r, "medical over 16000.01/16000.00 by relative.medical.cap");
    r.aid[ITEM_MEDICAL] = yuan("15999.99");
    finds(RULES, &f, &r, "medical under 15999.99/16000.00 by relative.medical.cap");
    r.aid[ITEM_MEDICAL] = yuan("16000");
    finds(RULES, &f, &r, "");
}

/* 只予单一项目救助: 80 % of 5000 for living, or of 300 for medicine. */
static void relative_with_two_items(void **state)
{
    (void)state;
    struct aid_facts f = facts("12000", "300");
    struct recorded r = on_record(CATEGORY_RELATIVE, "4000", "0", "0", "0");
    finds(RULES, &f, &r, "");
    r.aid[ITEM_MEDICAL] = yuan("240");
    finds(RULES, &f, &r,
          "medical over 240.00/0.00 by relative.items\nseveral-items by relative.items");
    /* the smaller of the two in place of the larger */
    r.aid[ITEM_LIVING] = yuan("0");
    finds(RULES, &f, &r,
          "living under 0.00/4000.00 by deep.living.amount\nmedical over 240.00/0.00 by "
          "relative.items");
    /* the other was paid before in this year */
    f.paid[ITEM_LIVING] = yuan("4000");
    finds(RULES, &f, &r,
          "medical over 240.00/0.00 by relative.items\nseveral-items by relative.items");
    f.paid[ITEM_MEDICAL] = yuan("0.01");
    finds(RULES, &f, &r,
          "medical over 240.00/0.00 by relative.items\nseveral-items by relative.items");
    /* two were paid before, but nothing is recorded as granted now */
    r.aid[ITEM_MEDICAL] = yuan("0");
    finds(RULES, &f, &r, "");
}

/* Where the facts give no category, the recorded one's own standard says how many. */
static void several_items_by_a_category_that_is_none(void **state)
{
    (void)state;
    const struct aid_facts f = facts("24000", "300");
    const struct recorded relative = on_record(CATEGORY_RELATIVE, "4000", "240", "0", "0");
    finds(RULES, &f, &relative,
          "category by relative.income_multiple\ncondition by relative.income_multiple\n"
          "living over 4000.00/0.00 by relative.income_multiple\n"
          "medical over 240.00/0.00 by relative.income_multiple\nseveral-items by relative.items");
    const struct recorded none = on_record(CATEGORY_COUNT, "4000", "240", "0", "0");
    finds(RULES, &f, &none, "living over 4000.00/0.00\nmedical over 240.00/0.00");
    const struct recorded deep = on_record(CATEGORY_DEEP, "4000", "240", "0", "0");
    finds(RULES, &f, &deep,
          "category by deep.income_multiple\ncondition by deep.income_multiple\n"
          "living over 4000.00/0.00 by deep.income_multiple\n"
          "medical over 240.00/0.00 by deep.income_multiple");
}

/* 前一救助资金作为家庭收入进行建档核算: 5000 and 11 000 are 16 000, no longer below 12 000. */
static void what_a_second_assessment_does_not_let_through(void **state)
{
    (void)state;
    const struct aid_facts f = facts("11000", "300");
    struct recorded r = on_record(CATEGORY_DEEP, "5000", "300", "0", "0");
    /* medicine first leaves room for living: 11 300 is still below */
    finds(RULES, &f, &r, "");
    finds(RULES "deep.order=living+medical\n", &f, &r,
          "medical over 300.00/0.00 by deep.income_multiple");
    r.aid[ITEM_MEDICAL] = yuan("0");
    finds(RULES "deep.order=living+medical\n", &f, &r, "");
}

static void what_the_cap_of_the_total_cuts(void **state)
{
    (void)state;
    const struct aid_facts f = facts("0", "300");
    struct recorded r = on_record(CATEGORY_DEEP, "5000", "300", "0", "0");
    finds(RULES "deep.order=living+medical\ndeep.total.cap=5100\n", &f, &r,
          "medical over 300.00/100.00 by deep.total.cap");
    finds(RULES "deep.order=living+medical\ndeep.total.cap=5000\n", &f, &r,
          "medical over 300.00/0.00 by deep.total.cap");
}

static void a_total_on_the_fen(void **state)
{
    (void)state;
    const struct aid_facts f = facts("0", "300");
    struct recorded r = on_record(CATEGORY_DEEP, "5000", "300", "0", "0");
    r.total = yuan("5300.01");
    finds(RULES, &f, &r, ""); /* the table has no total */
    r.has_total = true;
    finds(RULES, &f, &r, "total 5300.01/5300.00");
    r.total = yuan("5299.99");
    finds(RULES, &f, &r, "total 5299.99/5300.00");
    r.total = yuan("5300");
    finds(RULES, &f, &r, "");
}

static void amounts_that_add_up_to_more_than_fits(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "0");
    struct recorded r = on_record(CATEGORY_DEEP, "5000", LARGEST, "0", "0");
    r.has_total = r.has_approval = true;
    r.total = yuan("5000");
    r.approval = APPROVAL_COUNTY;
    f.paid[ITEM_MEDICAL] = yuan("1");
    finds(RULES, &f, &r,
          "medical over " LARGEST "/0.00 by deep.medical.rate\ntotal 5000.00/" LARGEST
          "\napproval-too-low by approval.medical.national");
}

static void aid_needs_a_level_of_approval(void **state)
{
    (void)state;
    struct aid_facts f = facts("0", "0");
    struct recorded r = on_record(CATEGORY_DEEP, "5000", "0", "0", "0");
    r.has_approval = true;
    finds(RULES, &f, &r, "approval-missing");
    r.approval = APPROVAL_NATIONAL;
    finds(RULES, &f, &r, "approval-too-high");
    r.approval = APPROVAL_COUNTY;
    finds(RULES, &f, &r, "");
    r.approval = APPROVAL_NONE;
    r.has_approval = false;
    finds(RULES, &f, &r, "");
}

/* 2万元以上, 5万元以上: the sum itself is; of the year, so what was paid before counts. */
static void approval_on_the_fen(void **state)
{
    static const struct {
        const char *paid, *medical;
        enum approval needed;
        const char *by;
    } CASES[] = {
        {"0", "19999.99", APPROVAL_COUNTY, NULL},
        {"0", "20000", APPROVAL_PROVINCE, " by approval.medical.province"},
        {"0", "20000.01", APPROVAL_PROVINCE, " by approval.medical.province"},
        {"0", "49999.99", APPROVAL_PROVINCE, " by approval.medical.province"},
        {"0", "50000", APPROVAL_NATIONAL, " by approval.medical.national"},
        {"0", "50000.01", APPROVAL_NATIONAL, " by approval.medical.national"},
        {"9000", "10999.99", APPROVAL_COUNTY, NULL},
        {"9000", "11000", APPROVAL_PROVINCE, " by approval.medical.province"},
        {"9000", "40999.99", APPROVAL_PROVINCE, " by approval.medical.province"},
        {"9000", "41000", APPROVAL_NATIONAL, " by approval.medical.national"},
    };
    static const char *const WORDS[] = {"approval-missing", "approval-too-low",
                                        "approval-too-high"};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct aid_facts f = facts("0", CASES[i].medical);
        struct recorded r = on_record(CATEGORY_DEEP, "0", CASES[i].medical, "0", "0");
        f.paid[ITEM_MEDICAL] = yuan(CASES[i].paid);
        assert_true(money_add(f.medical_self_paid, f.paid[ITEM_MEDICAL], &f.medical_self_paid));
        r.has_approval = r.has_approved = true;
        for (enum approval a = APPROVAL_NONE; a <= APPROVAL_NATIONAL; a++) {
            struct buffer expected = {0};
            const char *by = CASES[i].by == NULL ? "" : CASES[i].by;
            if (a != CASES[i].needed)
                buffer_format(&expected, "%s%s",
                              WORDS[a == APPROVAL_NONE    ? 0
                                    : a < CASES[i].needed ? 1
                                                          : 2],
                              by);
            if (CASES[i].needed > APPROVAL_COUNTY)
                buffer_format(&expected, "%snot-approved%s", expected.n > 0 ? "\n" : "", by);
            buffer_char(&expected, '\0');
            r.approval = a;
            /* medicine only: nothing for living, and what was paid is let through once more */
            finds("dibao=1000\ndeep.income_multiple=1\ndeep.items=one\ndeep.medical.rate=100%\n"
                  "approval.medical.province=20000\napproval.medical.national=50000\n",
                  &f, &r, expected.p);
            assert_int_equal(found.needed, CASES[i].needed);
            buffer_free(&expected);
        }
        r.approval = CASES[i].needed;
        r.approved = true;
        finds("dibao=1000\ndeep.income_multiple=1\ndeep.items=one\ndeep.medical.rate=100%\n"
              "approval.medical.province=20000\napproval.medical.national=50000\n",
              &f, &r, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_rules_give_is_right),
        cmocka_unit_test(what_was_not_decided_is_not_looked_at),
        cmocka_unit_test(facts_that_decide_nothing),
        cmocka_unit_test(a_category_on_the_fen),
        cmocka_unit_test(an_accident_on_the_fen),
        cmocka_unit_test(a_category_that_the_policy_does_not_have),
        cmocka_unit_test(a_fen_over_and_a_fen_under),
        cmocka_unit_test(an_accident_s_aid_on_the_fen),
        cmocka_unit_test(what_is_over_a_cap_names_it),
        cmocka_unit_test(relative_with_two_items),
        cmocka_unit_test(several_items_by_a_category_that_is_none),
        cmocka_unit_test(what_a_second_assessment_does_not_let_through),
        cmocka_unit_test(what_the_cap_of_the_total_cuts),
        cmocka_unit_test(a_total_on_the_fen),
        cmocka_unit_test(amounts_that_add_up_to_more_than_fits),
        cmocka_unit_test(aid_needs_a_level_of_approval),
        cmocka_unit_test(approval_on_the_fen),
    };
    return cmocka_run_group_tests(tests, NULL, rows_free);
}
