/* Looking a policy up: which row answers for a region on a day. */
#include "policy_rows.h"

static struct error error;

/* The rows of a file without its header. A second call adds a second file. */
static void file(const char *rows)
{
    struct buffer bytes = {0};
    buffer_string(&bytes, POLICY_HEADER);
    buffer_string(&bytes, rows);
    if (rows_policy == NULL)
        rows_policy = policy_new();
    if (!policy_add(rows_policy, "rows.csv", buffer_view(&bytes), &error))
        fail_msg("%ld %s: %s", error.line, error.column, error.text);
    buffer_free(&bytes);
}

static const struct policy_set *at(int32_t region, const char *day)
{
    struct date d;
    assert_true(date_parse(text_of(day), &d));
    return policy_at(rows_view, (struct region){region}, d);
}

/* What is in force of a parameter, as written; "gap" where it has run out, "" where unset. */
static const char *found(const struct policy_set *set, enum parameter parameter)
{
    if (set->gap[PARAMETER_INFO[parameter].reader] == parameter)
        return "gap";
    return policy_get(set, parameter)->set ? policy_get(set, parameter)->text : "";
}

static void dibao(int32_t region, const char *day, const char *expected)
{
    assert_string_equal(found(at(region, day), PARAMETER_DIBAO), expected);
}

static void view(enum scheme scheme)
{
    policy_view_free(rows_view);
    rows_view = policy_view_new(rows_policy, scheme);
    assert_non_null(rows_view);
}

static void the_nearest_level_answers(void **state)
{
    (void)state;
    file(",000000,dibao,2024-01-01,,,100,yuan/month,s\n"
         ",340000,dibao,2024-01-01,,,200,yuan/month,s\n"
         ",341500,dibao,2024-01-01,,,300,yuan/month,s\n"
         ",341502,dibao,2024-01-01,,,400,yuan/month,s\n");
    view(SCHEME_DOSSIER);
    dibao(341502, "2024-01-01", "400"); /* county */
    dibao(341500, "2024-01-01", "300"); /* prefecture */
    dibao(341525, "2024-01-01", "300"); /* a county without its own */
    dibao(340000, "2024-01-01", "200"); /* province */
    dibao(340100, "2024-01-01", "200"); /* another prefecture of it */
    dibao(340102, "2024-01-01", "200");
    dibao(0, "2024-01-01", "100"); /* the country */
    dibao(110101, "2024-01-01", "100");
    dibao(999999, "2024-01-01", "100");
}

static void a_nearer_level_answers_whatever_is_newer_above(void **state)
{
    (void)state;
    file(",340000,dibao,2025-01-01,,,200,yuan/month,s\n"
         ",341500,dibao,2024-01-01,,,300,yuan/month,s\n");
    view(SCHEME_DOSSIER);
    dibao(341500, "2025-06-01", "300");
    dibao(341500, "2023-12-31", ""); /* neither holds yet */
    dibao(340100, "2024-12-31", "");
}

static void before_a_nearer_level_begins_the_wider_one_answers(void **state)
{
    (void)state;
    file(",341500,dibao,2024-01-01,,,300,yuan/month,s\n"
         ",341502,dibao,2025-01-01,,,400,yuan/month,s\n");
    view(SCHEME_DOSSIER);
    dibao(341502, "2023-12-31", "");
    dibao(341502, "2024-01-01", "300");
    dibao(341502, "2024-12-31", "300");
    dibao(341502, "2025-01-01", "400");
}

static void the_scheme_goes_before_both(void **state)
{
    (void)state;
    file(",341500,dibao,2025-01-01,,,300,yuan/month,s\n"
         "dossier,341500,dibao,2024-01-01,,,350,yuan/month,s\n"
         ",341502,dibao,2024-01-01,,,400,yuan/month,s\n"
         "golden-autumn,341500,dibao,2024-06-01,,,370,yuan/month,s\n");
    view(SCHEME_DOSSIER);
    dibao(341500, "2025-01-01", "350"); /* although the other is newer */
    dibao(341502, "2025-01-01", "400"); /* a nearer level goes before the scheme */
    view(SCHEME_GOLDEN_AUTUMN);
    dibao(341500, "2024-05-31", ""); /* the other scheme's row is not there at all */
    dibao(341500, "2024-06-01", "370");
    dibao(341500, "2025-01-01", "370");
    dibao(341502, "2025-01-01", "400");
    view(SCHEME_BOTH);
    dibao(341500, "2024-12-31", "");
    dibao(341500, "2025-01-01", "300");
}

static void the_latest_that_has_begun_answers(void **state)
{
    (void)state;
    file(",341500,dibao,2024-07-01,,,320,yuan/month,s\n"
         ",341500,dibao,2023-07-01,,,310,yuan/month,s\n"
         ",341500,dibao,2025-07-01,,,330,yuan/month,s\n");
    view(SCHEME_DOSSIER);
    dibao(341500, "2023-06-30", "");
    dibao(341500, "2023-07-01", "310");
    dibao(341500, "2024-06-30", "310");
    dibao(341500, "2024-07-01", "320");
    dibao(341500, "2025-06-30", "320");
    dibao(341500, "2025-07-01", "330");
    dibao(341500, "9999-12-31", "330");
    dibao(341500, "0001-01-01", "");
}

static void after_the_last_day_there_is_a_gap(void **state)
{
    (void)state;
    file(",340000,dibao,2023-01-01,,,200,yuan/month,s\n"
         ",341500,dibao,2024-01-01,2024-12-31,,300,yuan/month,s\n"
         ",341500,dibao,2025-07-01,,,330,yuan/month,s\n");
    view(SCHEME_DOSSIER);
    dibao(341500, "2023-12-31", "200"); /* the day before the first: the wider region's */
    dibao(341500, "2024-01-01", "300");
    dibao(341500, "2024-12-31", "300");
    dibao(341500, "2025-01-01", "gap"); /* not the wider region's, not last year's */
    dibao(341525, "2025-01-01", "gap");
    dibao(341500, "2025-06-30", "gap");
    dibao(341500, "2025-07-01", "330");
    dibao(340100, "2025-01-01", "200");
}

static void a_schemes_row_that_has_run_out_is_a_gap(void **state)
{
    (void)state;
    file(",341500,dibao,2023-01-01,,,200,yuan/month,s\n"
         "dossier,341500,dibao,2024-01-01,2024-12-31,,300,yuan/month,s\n");
    view(SCHEME_DOSSIER);
    dibao(341500, "2023-12-31", "200");
    dibao(341500, "2024-12-31", "300");
    dibao(341500, "2025-01-01", "gap");
    view(SCHEME_GOLDEN_AUTUMN);
    dibao(341500, "2025-01-01", "200");
}

static void one_day_is_enough(void **state)
{
    (void)state;
    file(",341500,dibao,2024-02-29,2024-02-29,,300,yuan/month,s\n");
    view(SCHEME_DOSSIER);
    dibao(341500, "2024-02-28", "");
    dibao(341500, "2024-02-29", "300");
    dibao(341500, "2024-03-01", "gap");
}

static void gaps_are_told_by_who_reads_them(void **state)
{
    (void)state;
    file("dossier,341500,exit.months,2024-01-01,2024-12-31,,6,month,s\n"
         "dossier,341500,deep.items,2024-01-01,2024-12-31,,all,word,s\n"
         "dossier,341500,rounding,2024-01-01,2024-12-31,,fen,word,s\n");
    view(SCHEME_DOSSIER);
    const struct policy_set *set = at(341500, "2025-01-01");
    assert_int_equal(set->gap[READ_BY_EXIT], PARAMETER_EXIT_MONTHS);
    assert_int_equal(set->gap[READ_BY_AID], PARAMETER_ROUNDING); /* the first of them */
    assert_int_equal(set->gap[READ_BY_HARDSHIP], PARAMETER_COUNT);
    assert_int_equal(set->gap[READ_BY_REPORT], PARAMETER_COUNT);
    set = at(341500, "2024-12-31");
    for (int reader = 0; reader < READ_BY_COUNT; reader++)
        assert_int_equal(set->gap[reader], PARAMETER_COUNT);
}

static void an_empty_value_ends_a_cap(void **state)
{
    (void)state;
    file("dossier,341500,relative.medical.cap,2024-01-01,,,16000,yuan,s\n"
         "dossier,341500,relative.medical.cap,2025-01-01,,,,yuan,s\n"
         "dossier,341502,relative.medical.cap,2024-06-01,,,,yuan,s\n");
    view(SCHEME_DOSSIER);
    enum parameter cap = parameter_cap(CATEGORY_RELATIVE, ITEM_MEDICAL);
    assert_string_equal(found(at(341500, "2024-12-31"), cap), "16000");
    assert_string_equal(found(at(341500, "2025-01-01"), cap), "");
    assert_string_equal(found(at(341502, "2024-05-31"), cap), "16000");
    assert_string_equal(found(at(341502, "2024-06-01"), cap), ""); /* the inherited one */
}

static void an_empty_value_brings_the_default_back(void **state)
{
    (void)state;
    file("dossier,341500,deep.income_comparison,2024-01-01,,,at_most,word,s\n"
         "dossier,341500,deep.income_comparison,2025-01-01,,,,word,s\n"
         "dossier,341500,deep.order,2024-01-01,,,medical+living,list,s\n"
         "dossier,341500,deep.order,2025-01-01,,,best,list,s\n");
    view(SCHEME_DOSSIER);
    const struct policy_set *set = at(341500, "2024-12-31");
    assert_int_equal(policy_get(set, PARAMETER_INCOME_COMPARISON)->word, WORD_AT_MOST);
    assert_false(policy_get(set, PARAMETER_INCOME_COMPARISON)->is_default);
    assert_int_equal(policy_get(set, PARAMETER_ORDER)->items, 2);
    assert_int_equal(policy_get(set, PARAMETER_ORDER)->order[0], ITEM_MEDICAL);
    assert_int_equal(policy_get(set, PARAMETER_ORDER)->order[1], ITEM_LIVING);
    set = at(341500, "2025-01-01");
    assert_int_equal(policy_get(set, PARAMETER_INCOME_COMPARISON)->word, WORD_BELOW);
    assert_true(policy_get(set, PARAMETER_INCOME_COMPARISON)->is_default);
    assert_int_equal(policy_get(set, PARAMETER_ORDER)->items, 0);
    assert_false(policy_get(set, PARAMETER_ORDER)->is_default);
}

static void without_rows_the_defaults_hold(void **state)
{
    (void)state;
    file("");
    view(SCHEME_DOSSIER);
    const struct policy_set *set = at(341500, "2025-01-01");
    int defaults = 0;
    for (int i = 0; i < PARAMETER_COUNT; i++) {
        const struct policy_value *v = policy_get(set, (enum parameter)i);
        assert_int_equal(v->parameter, i);
        assert_int_equal(v->set, PARAMETER_INFO[i].default_value != NULL);
        assert_int_equal(v->is_default, v->set);
        defaults += v->set;
    }
    assert_int_equal(policy_get(set, PARAMETER_ROUNDING)->word, WORD_FEN);
    assert_int_equal(policy_get(set, PARAMETER_INCOME_COMPARISON)->word, WORD_BELOW);
    assert_int_equal(policy_get(set, PARAMETER_INCOME_COMPARISON_RELATIVE)->word, WORD_BELOW);
    assert_int_equal(policy_get(set, PARAMETER_DEDUCTIONS)->costs, 0x0F);
    assert_int_equal(policy_get(set, PARAMETER_DEDUCTIONS_RELATIVE)->costs, 0x1F);
    assert_int_equal(policy_get(set, PARAMETER_LOSS_BASIS)->word, WORD_NET);
    assert_int_equal(policy_get(set, PARAMETER_CATEGORY_CHOICE)->word, WORD_HIGHEST);
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++) {
        assert_int_equal(policy_get(set, parameter_of(PARAMETER_ITEMS, c))->word, WORD_ONE);
        assert_int_equal(policy_get(set, parameter_of(PARAMETER_ORDER, c))->items, 0);
    }
    assert_int_equal(policy_get(set, PARAMETER_GA_DEDUCTIONS)->costs, 0x2F); /* no employment */
    assert_int_equal(policy_get(set, PARAMETER_MATCH_HOUSE_MAX)->rate.millionths, RATE_ONE);
    for (int i = PARAMETER_MATCH_VEHICLE_MAX; i <= PARAMETER_MATCH_DECEASED_MAX; i++)
        assert_int_equal(policy_get(set, (enum parameter)i)->rate.millionths, 0);
    assert_int_equal(policy_get(set, PARAMETER_MATCH_INCOME_TOLERANCE)->money.fen, 0);
    assert_int_equal(defaults, 19); /* these, and no others */
}

#define RATE(from, bracket, value)                                                                 \
    "dossier,341500,deep.medical.rate," from ",," bracket "," value ",percent,s\n"

static const struct policy_value *rate_at(const char *day)
{
    return policy_get(at(341500, day), PARAMETER_MEDICAL_RATE);
}

static void brackets_are_replaced_as_a_whole(void **state)
{
    (void)state;
    file(RATE("2024-01-01", "10000", "70%") RATE("2024-01-01", "0", "90%")
             RATE("2025-01-01", "5000", "50%") RATE("2026-01-01", "", ""));
    view(SCHEME_DOSSIER);
    const struct policy_value *v = rate_at("2024-12-31");
    assert_int_equal(v->bracket_count, 2);
    assert_true(v->brackets[0].from.fen == 0 && v->brackets[0].rate.millionths == 900000);
    assert_true(v->brackets[1].from.fen == 1000000 && v->brackets[1].rate.millionths == 700000);
    assert_string_equal(v->text, "90%: >= 0.00; 70%: >= 10000.00");
    v = rate_at("2025-01-01"); /* nothing of the older two */
    assert_int_equal(v->bracket_count, 1);
    assert_true(v->brackets[0].from.fen == 500000 && v->brackets[0].rate.millionths == 500000);
    assert_false(rate_at("2026-01-01")->set);
}

static void a_later_file_replaces_and_adds(void **state)
{
    (void)state;
    file(",341500,dibao,2024-01-01,,,300,yuan/month,first\n"
         ",341500,dibao,2025-01-01,,,310,yuan/month,first\n"
         ",341502,dibao,2024-01-01,,,400,yuan/month,first\n");
    file(",341500,dibao,2025-01-01,2025-12-31,,320,yuan/month,second\n" /* the same key */
         "dossier,341502,dibao,2024-01-01,,,500,yuan/month,second\n"    /* another scheme */
         ",340000,dibao,2024-01-01,,,200,yuan/month,second\n");
    view(SCHEME_DOSSIER);
    dibao(341500, "2024-12-31", "300");
    dibao(341500, "2025-01-01", "320");
    dibao(341500, "2026-01-01", "gap"); /* all of the row is the later file's */
    assert_string_equal(policy_get(at(341500, "2025-01-01"), PARAMETER_DIBAO)->source, "second");
    dibao(341502, "2024-01-01", "500");
    dibao(340100, "2024-01-01", "200");
    view(SCHEME_GOLDEN_AUTUMN);
    dibao(341502, "2024-01-01", "400");
}

static void a_later_file_may_unset(void **state)
{
    (void)state;
    file(",341500,dibao,2024-01-01,,,300,yuan/month,first\n");
    file(",341500,dibao,2024-01-01,,,,yuan/month,second\n");
    view(SCHEME_DOSSIER);
    dibao(341500, "2024-01-01", "");
}

static void a_value_cites_where_it_stands(void **state)
{
    (void)state;
    file("\"dossier\",341500,dibao,2024-01-01,2024-12-31,,756.50,yuan/month,\"notice,\n\"\"no. "
         "3\"\"\"\n"
         ",341500,rounding,2024-01-01,,,yuan,word,s\n");
    view(SCHEME_DOSSIER);
    const struct policy_value *v = policy_get(at(341525, "2024-05-05"), PARAMETER_DIBAO);
    char from[DATE_TEXT_SIZE], until[DATE_TEXT_SIZE];
    date_format(v->from, from);
    date_format(v->until, until);
    assert_int_equal(v->scheme, SCHEME_DOSSIER);
    assert_int_equal(v->region.code, 341500);
    assert_string_equal(from, "2024-01-01");
    assert_string_equal(until, "2024-12-31");
    assert_string_equal(v->text, "756.50");
    assert_string_equal(v->source, "notice,\n\"no. 3\"");
    assert_string_equal(v->file, "rows.csv");
    assert_int_equal(v->line, 2);
    assert_true(v->money.fen == 75650);
    v = policy_get(at(341525, "2024-05-05"), PARAMETER_ROUNDING);
    assert_int_equal(v->line, 4); /* the record before it takes two lines */
    assert_int_equal(v->until.day, DATE_OPEN.day);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_teardown(f, rows_free)
    const struct CMUnitTest tests[] = {
        TEST(the_nearest_level_answers),
        TEST(a_nearer_level_answers_whatever_is_newer_above),
        TEST(before_a_nearer_level_begins_the_wider_one_answers),
        TEST(the_scheme_goes_before_both),
        TEST(the_latest_that_has_begun_answers),
        TEST(after_the_last_day_there_is_a_gap),
        TEST(a_schemes_row_that_has_run_out_is_a_gap),
        TEST(one_day_is_enough),
        TEST(gaps_are_told_by_who_reads_them),
        TEST(an_empty_value_ends_a_cap),
        TEST(an_empty_value_brings_the_default_back),
        TEST(without_rows_the_defaults_hold),
        TEST(brackets_are_replaced_as_a_whole),
        TEST(a_later_file_replaces_and_adds),
        TEST(a_later_file_may_unset),
        TEST(a_value_cites_where_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
