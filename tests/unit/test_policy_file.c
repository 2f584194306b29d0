/* What a policy file may hold, and where the first fault of one that may not is found. */
#include "policy_rows.h"

static struct error error;

static bool reads_bytes(const char *bytes, size_t n)
{
    struct policy *policy = policy_new();
    memset(&error, 0, sizeof error);
    bool ok = policy_add(policy, "rows.csv", (struct text){bytes, n}, &error);
    policy_free(policy);
    return ok;
}

/* Refused at this line and column (`""`: the line as a whole), with these words in the message. */
static void refused_bytes(const char *bytes, size_t n, long line, const char *column,
                          const char *words)
{
    assert_false(reads_bytes(bytes, n));
    assert_string_equal(error.file, "rows.csv");
    assert_int_equal(error.line, line);
    assert_string_equal(error.column, column);
    if (strstr(error.text, words) == NULL)
        fail_msg("'%s' does not say '%s'", error.text, words);
}

/* The rows come after the header and a good row, so the first of them is line 3. */
#define GOOD ",341500,dibao,2024-01-01,,,700,yuan/month,s\n"

static void refused(const char *rows, long line, const char *column, const char *words)
{
    struct buffer b = {0};
    buffer_string(&b, POLICY_HEADER GOOD);
    buffer_string(&b, rows);
    refused_bytes(b.p, b.n, line, column, words);
    buffer_free(&b);
}

static void accepted(const char *bytes)
{
    if (!reads_bytes(bytes, strlen(bytes)))
        fail_msg("%ld %s: %s", error.line, error.column, error.text);
}

/* --- names ----------------------------------------------------------------------------------- */

static void an_unknown_parameter_is_refused_with_a_suggestion(void **state)
{
    (void)state;
    refused("dossier,341500,deep.livng.months,2024-01-01,,,12,month,s\n", 3, "parameter",
            "deep.livng.months");
    assert_non_null(strstr(error.text, "deep.living.months?"));
    refused("dossier,341500,Dibao,2024-01-01,,,700,yuan/month,s\n", 3, "parameter", "dibao?");
    refused("dossier,341500,deep.scale,2024-01-01,,,80%,percent,s\n", 3, "parameter", "deep.scale");
    refused("dossier,341500,the weather,2024-01-01,,,1,count,s\n", 3, "parameter", "the weather");
    assert_null(strstr(error.text, "?"));
    refused("dossier,341500,,2024-01-01,,,1,count,s\n", 3, "parameter", "''");
}

static void an_unknown_scheme_is_refused(void **state)
{
    (void)state;
    refused("dosier,341500,dibao,2025-01-01,,,700,yuan/month,s\n", 3, "scheme", "dosier");
    refused("both,341500,dibao,2025-01-01,,,700,yuan/month,s\n", 3, "scheme", "both");
}

static void a_region_is_a_code(void **state)
{
    (void)state;
    static const char *const WRONG[] = {"",      "3415",   "34150x", "3415000",
                                        "Lu'an", "000100", "001500"};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        struct buffer b = {0};
        buffer_format(&b, ",%s,dibao,2025-01-01,,,700,yuan/month,s\n%c", WRONG[i], '\0');
        refused(b.p, 3, "region", WRONG[i]);
        buffer_free(&b);
    }
}

/* --- dates ----------------------------------------------------------------------------------- */

static void a_date_is_a_day_that_exists(void **state)
{
    (void)state;
    static const char *const WRONG[] = {"2025-02-29", "2025-13-01", "2025-1-1",    "20250101",
                                        "2025/01/01", "2025-00-10", "2025-01-01T", "0000-01-01"};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        struct buffer from = {0}, until = {0};
        buffer_format(&from, ",341500,dibao,%s,,,700,yuan/month,s\n%c", WRONG[i], '\0');
        refused(from.p, 3, "effective_from", WRONG[i]);
        buffer_format(&until, ",341500,dibao,2025-01-01,%s,,700,yuan/month,s\n%c", WRONG[i], '\0');
        refused(until.p, 3, "effective_until", WRONG[i]);
        buffer_free(&from);
        buffer_free(&until);
    }
    refused(",341500,dibao,,,,700,yuan/month,s\n", 3, "effective_from", "''");
}

static void the_last_day_is_not_before_the_first(void **state)
{
    (void)state;
    refused(",341500,dibao,2025-01-02,2025-01-01,,700,yuan/month,s\n", 3, "effective_until",
            "2025-01-01");
    accepted(POLICY_HEADER ",341500,dibao,2025-01-02,2025-01-02,,700,yuan/month,s\n");
}

/* --- units and values ------------------------------------------------------------------------ */

static void a_unit_is_the_parameters_own(void **state)
{
    (void)state;
    refused(",341500,dibao,2025-01-01,,,700,yuan,s\n", 3, "unit", "yuan/month");
    refused("dossier,341500,deep.living.amount,2025-01-01,,,700,yuan/month,s\n", 3, "unit", "yuan");
    refused("dossier,341500,relative.scale,2025-01-01,,,80%,count,s\n", 3, "unit", "percent");
    refused("dossier,341500,deep.living.months,2025-01-01,,,8,day,s\n", 3, "unit", "month");
    refused("dossier,341500,deep.income_multiple,2025-01-01,,,1,,s\n", 3, "unit", "count");
    refused("dossier,341500,deep.deductions,2025-01-01,,,medical,word,s\n", 3, "unit", "list");
    refused("dossier,341500,rounding,2025-01-01,,,fen,list,s\n", 3, "unit", "word");
    refused("dossier,341500,filing.publicity_working_days,2025-01-01,,,5,count,s\n", 3, "unit",
            "day");
    refused("dossier,341500,relative.scale,2025-01-01,,,,yuan,s\n", 3, "unit", "percent");
}

/* A row that sets `parameter` in `unit` to each of `values`, ended by NULL. */
static void values(bool good, const char *parameter, const char *unit, const char *const *list)
{
    for (; *list != NULL; list++) {
        struct buffer b = {0};
        buffer_format(&b, "%sdossier,341500,%s,2025-01-01,,,%s,%s,s\n", POLICY_HEADER, parameter,
                      *list, unit);
        if (reads_bytes(b.p, b.n) != good)
            fail_msg("%s = '%s' is %s", parameter, *list, good ? error.text : "accepted");
        if (!good) {
            assert_int_equal(error.line, 2);
            assert_string_equal(error.column, "value");
            assert_non_null(strstr(error.text, *list));
        }
        buffer_free(&b);
    }
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static void values_are_of_their_unit(void **state)
{
    (void)state;
    const char *const *amounts = LIST("0", "700", "720.5", "720.50", LARGEST, " 7 ");
    const char *const *no_amounts =
        LIST("-1", "1.005", "1e3", "7 00", "+7", "700元", ".5", "5.", "92233720368547758.08", "x");
    values(true, "dibao", "yuan/month", amounts);
    values(false, "dibao", "yuan/month", no_amounts);
    values(true, "accidental.loss_min", "yuan", amounts);
    values(false, "accidental.loss_min", "yuan", no_amounts);
    values(true, "relative.scale", "percent", LIST("0%", "80%", "12.5%", "33.3333%", "100000000%"));
    values(false, "relative.scale", "percent",
           LIST("80", "0.8", "%", "-1%", "33.33333%", "80 %", "80%%", "100000000.0001%"));
    const char *const *numbers = LIST("0", "2", "1.5", "0.000001", "1000000");
    const char *const *no_numbers = LIST("-2", "1.0000001", "two", "1000000.000001", "1/2");
    values(true, "deep.income_multiple", "count", numbers);
    values(false, "deep.income_multiple", "count", no_numbers);
    values(true, "deep.living.months", "month", numbers);
    values(false, "deep.living.months", "month", no_numbers);
    values(true, "filing.publicity_working_days", "day", LIST("5"));
    values(false, "filing.publicity_working_days", "day", LIST("-5", "five"));
}

static void words_are_of_their_parameter(void **state)
{
    (void)state;
    values(true, "rounding", "word", LIST("fen", "yuan"));
    values(false, "rounding", "word", LIST("Fen", "jiao", "below"));
    values(true, "deep.income_comparison", "word", LIST("below", "at_most"));
    values(false, "relative.income_comparison", "word", LIST("<", "fen"));
    values(true, "accidental.loss_basis", "word", LIST("net", "gross"));
    values(false, "accidental.loss_basis", "word", LIST("all"));
    values(true, "aid.category_choice", "word", LIST("highest", "first"));
    values(false, "aid.category_choice", "word", LIST("lowest"));
    values(true, "relative.items", "word", LIST("all", "one"));
    values(false, "deep.items", "word", LIST("best"));
    values(true, "deep.order", "list", LIST("best", "living", "accident+education+medical+living"));
    values(true, "deep.order", "word", LIST("best"));
    values(false, "deep.order", "list",
           LIST("living+living", "living+", "+living", "best+living", "living;medical", "aid"));
    values(true, "deep.deductions", "list",
           LIST("medical", "accident+employment+other+education+disability+medical"));
    values(false, "relative.deductions", "list",
           LIST("medical+medical", "medical+", "rent", "all"));
    values(true, "golden_autumn.deadline", "word", LIST("08-01", "02-29", "12-31"));
    values(false, "golden_autumn.deadline", "word",
           LIST("8-1", "02-30", "13-01", "00-10", "08-00", "08/01", "2025-08-01", "fen", "0a-01"));
}

static void only_a_bracketed_parameter_has_brackets(void **state)
{
    (void)state;
    refused("dossier,341500,relative.scale,2025-01-01,,0,80%,percent,s\n", 3, "bracket_from",
            "relative.scale");
    refused(",341500,dibao,2025-01-01,,100,700,yuan/month,s\n", 3, "bracket_from", "100");
    refused("dossier,341500,deep.medical.rate,2025-01-01,,-1,80%,percent,s\n", 3, "bracket_from",
            "-1");
    refused("dossier,341500,deep.medical.step,2025-01-01,,1万,80,yuan,s\n", 3, "bracket_from",
            "1万");
    accepted(POLICY_HEADER "dossier,341500,deep.medical.rate,2025-01-01,,,80%,percent,s\n"
                           "dossier,341500,deep.medical.step,2025-01-01,,0.01,80,yuan,s\n");
}

static void a_source_is_required(void **state)
{
    (void)state;
    refused(",341500,dibao,2025-01-01,,,700,yuan/month,\n", 3, "source", "source");
    refused(",341500,dibao,2025-01-01,,,700,yuan/month, \n", 3, "source", "source");
    refused(",341500,dibao,2025-01-01,,,,yuan/month,\n", 3, "source", "source");
}

/* --- rows against each other ----------------------------------------------------------------- */

static void the_same_key_twice_is_refused(void **state)
{
    (void)state;
    refused(",341500,dibao,2025-01-01,,,700,yuan/month,s\n" GOOD, 4, "", "line 2");
    refused("dossier,341500,deep.medical.rate,2025-01-01,,0,80%,percent,s\n"
            "dossier,341500,deep.medical.rate,2025-01-01,,,90%,percent,s\n",
            4, "", "line 3"); /* no bracket is bracket 0 */
    refused("dossier,341500,deep.medical.rate,2025-01-01,,10,80%,percent,s\n"
            "dossier,341500,deep.medical.rate,2025-01-01,,10.00,90%,percent,s\n",
            4, "", "line 3");
    accepted(POLICY_HEADER GOOD "dossier,341500,dibao,2024-01-01,,,1,yuan/month,s\n"
                                ",341501,dibao,2024-01-01,,,1,yuan/month,s\n"
                                ",341500,dibao,2024-01-02,,,1,yuan/month,s\n"
                                "golden-autumn,341500,dibao,2024-01-01,,,1,yuan/month,s\n");
}

static void validity_must_not_overlap(void **state)
{
    (void)state;
    refused(",341502,dibao,2024-01-01,2024-12-31,,1,yuan/month,s\n"
            ",341502,dibao,2024-12-31,,,2,yuan/month,s\n",
            4, "effective_from", "line 3");
    refused(",341502,dibao,2024-12-31,,,2,yuan/month,s\n" /* the other way round in the file */
            ",341502,dibao,2024-01-01,2024-12-31,,1,yuan/month,s\n",
            4, "effective_from", "line 3");
    accepted(POLICY_HEADER ",341502,dibao,2024-01-01,2024-12-30,,1,yuan/month,s\n"
                           ",341502,dibao,2024-12-31,,,2,yuan/month,s\n"
                           "dossier,341502,dibao,2024-12-01,,,2,yuan/month,s\n");
    refused("dossier,341500,deep.medical.rate,2024-01-01,2024-12-31,0,9%,percent,s\n"
            "dossier,341500,deep.medical.rate,2024-01-01,2024-12-31,10,8%,percent,s\n"
            "dossier,341500,deep.medical.rate,2024-06-01,,0,8%,percent,s\n",
            5, "effective_from", "line 4");
}

static void brackets_of_a_day_belong_together(void **state)
{
    (void)state;
    refused("dossier,341500,deep.medical.rate,2024-01-01,2024-12-31,0,9%,percent,s\n"
            "dossier,341500,deep.medical.rate,2024-01-01,,10,8%,percent,s\n",
            4, "effective_until", "line 3");
    refused("dossier,341500,deep.medical.rate,2024-01-01,,0,9%,percent,s\n"
            "dossier,341500,deep.medical.rate,2024-01-01,,10,,percent,s\n",
            4, "value", "line 3");
    refused("dossier,341500,deep.medical.rate,2024-01-01,,,,percent,s\n"
            "dossier,341500,deep.medical.rate,2024-01-01,,10,5%,percent,s\n",
            4, "value", "line 3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unknown_parameter_is_refused_with_a_suggestion),
        cmocka_unit_test(an_unknown_scheme_is_refused),
        cmocka_unit_test(a_region_is_a_code),
        cmocka_unit_test(a_date_is_a_day_that_exists),
        cmocka_unit_test(the_last_day_is_not_before_the_first),
        cmocka_unit_test(a_unit_is_the_parameters_own),
        cmocka_unit_test(values_are_of_their_unit),
        cmocka_unit_test(words_are_of_their_parameter),
        cmocka_unit_test(only_a_bracketed_parameter_has_brackets),
        cmocka_unit_test(a_source_is_required),
        cmocka_unit_test(the_same_key_twice_is_refused),
        cmocka_unit_test(validity_must_not_overlap),
        cmocka_unit_test(brackets_of_a_day_belong_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
