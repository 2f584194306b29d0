/* What looking a policy table over finds, and what it leaves alone. */
#include "policy_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void note(void *data, const struct error *error)
{
    buffer_format(data, "%ld %s: %s\n", error->line, error->column, error->text);
}

/* The findings in a file of these rows (the first is line 2) are these, one per line. */
static void finds(const char *rows, const char *expected)
{
    struct buffer found = {0};
    const struct policy_report report = {note, &found};
    struct error error;
    char name[] = "/tmp/policy-XXXXXX";
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    assert_int_equal(dprintf(fd, "%s%s", POLICY_HEADER, rows),
                     strlen(POLICY_HEADER) + strlen(rows));
    close(fd);
    assert_true(policy_check_file(name, &report, &error));
    unlink(name);
    buffer_char(&found, '\0');
    assert_string_equal(found.p, expected);
    buffer_free(&found);
}

#define DIBAO(region)               "," region ",dibao,2024-01-01,,,700,yuan/month,s\n"
#define ON(region, name, day, rest) "dossier," region "," name "," day ",," rest ",s\n"

static void the_country_is_looked_at(void **state)
{
    (void)state;
    finds(ON("000000", "deep.living.months", "2024-01-01", ",7,month")
              ON("000000", "deep.living.months_min", "2024-01-01", ",8,month"),
          "2 deep.living.months: 7 months are fewer than deep.living.months_min "
          "(region 000000 on 2024-01-01)\n");
    /* but nobody expects a dibao there */
    finds(ON("000000", "deep.income_multiple", "2024-01-01", ",1,count"), "");
    finds(ON("110000", "deep.income_multiple", "2024-01-01", ",1,count"),
          "2 deep.income_multiple: no dibao is set here: every record is invalid until another "
          "table adds it (region 110000 on 2024-01-01)\n");
}

static void a_region_is_looked_at_when_one_above_it_changes(void **state)
{
    (void)state;
    /* Right by itself, and wrong from the day on which the province changes its own. */
    finds(ON("341502", "deep.living.months", "2024-01-01", ",7,month")
              ON("340000", "deep.living.months_min", "2025-01-01", ",8,month"),
          "2 deep.living.months: 7 months are fewer than deep.living.months_min "
          "(region 341502 on 2025-01-01)\n");
    finds(ON("341502", "deep.living.months", "2024-01-01", ",13,month")
              ON("000000", "deep.living.months_max", "2025-01-01", ",12,month"),
          "2 deep.living.months: 13 months are more than deep.living.months_max "
          "(region 341502 on 2025-01-01)\n");
    /* The region's own range stands before that of the province. */
    finds(ON("341502", "deep.living.months", "2024-01-01", ",7,month")
              ON("341502", "deep.living.months_min", "2024-01-01", ",6,month")
                  ON("340000", "deep.living.months_min", "2025-01-01", ",8,month"),
          "");
}

static void a_scale_is_at_most_the_whole(void **state)
{
    (void)state;
    finds(ON("341500", "relative.scale", "2024-01-01", ",100%,percent")
              ON("341500", "accidental.scale", "2024-01-01", ",100%,percent"),
          "");
    finds(ON("341500", "relative.scale", "2024-01-01", ",100.01%,percent")
              ON("341500", "accidental.scale", "2024-01-01", ",800%,percent"),
          "2 relative.scale: more than 100 %: more aid than for deep hardship "
          "(region 341500 on 2024-01-01)\n"
          "3 accidental.scale: more than 100 %: more aid than for deep hardship "
          "(region 341500 on 2024-01-01)\n");
}

static void a_share_is_at_most_the_whole(void **state)
{
    (void)state;
    finds(ON("341500", "deep.medical.rate", "2024-01-01", "0,100%,percent")
              ON("341500", "deep.accident.rate", "2024-01-01", ",100%,percent"),
          "");
    finds(ON("341500", "deep.medical.rate", "2024-01-01", "0,90%,percent")
              ON("341500", "deep.medical.rate", "2024-01-01", "500,101%,percent")
                  ON("341500", "deep.accident.rate", "2024-01-01", ",101%,percent"),
          "2 deep.medical.rate: more than 100 %: more aid than cost "
          "(region 341500 on 2024-01-01)\n"
          "4 deep.accident.rate: more than 100 %: more aid than cost "
          "(region 341500 on 2024-01-01)\n");
}

static void a_dibao_is_not_nothing(void **state)
{
    (void)state;
#define ZERO "a dibao of 0: no income is below it, and no months of it are aid "
    finds(",341500,dibao,2024-01-01,,,0.01,yuan/month,s\n", "");
    finds(",341500,dibao,2024-01-01,,,0,yuan/month,s\n"
          "golden-autumn,341502,dibao,2024-02-01,,,0.00,yuan/month,s\n",
          "2 dibao: " ZERO "(region 341500 on 2024-01-01)\n"
          "3 dibao: " ZERO "(region 341502 on 2024-02-01)\n");
    finds(",341500,dibao,2024-01-01,,,,yuan/month,s\n", ""); /* unset is another thing */
}

static void steps_do_not_fall(void **state)
{
    (void)state;
#define STEP(from, amount) ON("341500", "deep.medical.step", "2024-01-01", from "," amount ",yuan")
    finds(STEP("10000", "5000") STEP("30000", "5000") STEP("60000", "15000"), "");
    finds(STEP("60000", "9999.99") STEP("10000", "5000") STEP("30000", "10000"),
          "3 deep.medical.step: the amount falls to 9999.99 where costs reach 60000.00 "
          "(region 341500 on 2024-01-01)\n");
}

static void of_two_ways_one_is_not_used(void **state)
{
    (void)state;
#define RATE(region, day)   ON(region, "deep.medical.rate", day, "0,90%,percent")
#define STEPS(region, day)  ON(region, "deep.medical.step", day, "0,500,yuan")
#define MONTHS(region, day) ON(region, "deep.living.months", day, ",12,month")
#define AMOUNT(region, day) ON(region, "deep.living.amount", day, ",5000,yuan")
    finds(RATE("341500", "2024-01-01") STEPS("341500", "2024-01-01"),
          "2 deep.medical.rate: not used: deep.medical.step stands before it "
          "(region 341500 on 2024-01-01)\n");
    finds(AMOUNT("341500", "2024-01-01") MONTHS("341500", "2025-01-01"),
          "3 deep.living.months: not used: deep.living.amount stands before it "
          "(region 341500 on 2025-01-01)\n");
    /* The county has set months of its own, and the amount of its prefecture is what is paid. */
    finds(AMOUNT("341500", "2024-01-01") MONTHS("341502", "2023-01-01"),
          "3 deep.living.months: not used: deep.living.amount stands before it "
          "(region 341502 on 2024-01-01)\n");
    /* A county in its own way, a rule that was changed, two categories. */
    finds(AMOUNT("341502", "2024-01-01") MONTHS("341500", "2024-01-01"), "");
    finds(STEPS("341502", "2024-01-01") RATE("341500", "2024-01-01"), "");
    finds(AMOUNT("341500", "2025-01-01") MONTHS("341500", "2024-12-31"), "");
    finds(DIBAO("341500") ON("341500", "relative.income_multiple", "2024-01-01", ",2,count")
              ON("341500", "relative.living.amount", "2024-01-01", ",5000,yuan")
                  MONTHS("341500", "2024-01-01"),
          "");
    /* Unset in time. */
    finds(AMOUNT("341500", "2024-01-01") ON("341500", "deep.living.amount", "2025-01-01", ",,yuan")
              MONTHS("341500", "2025-01-01"),
          "");
}

static void a_row_of_both_behind_one_of_the_scheme_is_hidden(void **state)
{
    (void)state;
#define BOTH(day)        ",341500,dibao," day ",,,700,yuan/month,s\n"
#define OWN(scheme, day) scheme ",341500,dibao," day ",,,600,yuan/month,s\n"
#define HIDDEN(scheme, line)                                                                       \
    "never used for " scheme ": that scheme's own row, line " line ", stands before it "
    finds(BOTH("2025-01-02") OWN("dossier", "2025-01-01"),
          "2 dibao: " HIDDEN("dossier", "3") "(region 341500 on 2025-01-02)\n");
    finds(OWN("golden-autumn", "2024-01-01") BOTH("2023-01-01") BOTH("2025-01-01"),
          "4 dibao: " HIDDEN("golden-autumn", "2") "(region 341500 on 2025-01-01)\n");
    finds(BOTH("2025-01-01") OWN("dossier", "2025-01-01"), "");
    finds(BOTH("2025-01-01") OWN("dossier", "2025-01-02"), "");
    finds(BOTH("2025-01-01") "dossier,341502,dibao,2024-01-01,,,600,yuan/month,s\n", "");
    /* An own row that unsets hides as well. */
    finds(",341500,rounding,2025-01-01,,,yuan,word,s\n"
          "dossier,341500,rounding,2024-01-01,,,,word,s\n",
          "2 rounding: " HIDDEN("dossier", "3") "(region 341500 on 2025-01-01)\n");
}

static void the_table_compiled_in_has_no_findings(void **state)
{
    (void)state;
    struct buffer found = {0};
    const struct policy_report report = {note, &found};
    struct error error;
    assert_true(policy_check_file("share/policy/default.csv", &report, &error));
    assert_int_equal(found.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_country_is_looked_at),
        cmocka_unit_test(a_region_is_looked_at_when_one_above_it_changes),
        cmocka_unit_test(a_scale_is_at_most_the_whole),
        cmocka_unit_test(a_share_is_at_most_the_whole),
        cmocka_unit_test(a_dibao_is_not_nothing),
        cmocka_unit_test(steps_do_not_fall),
        cmocka_unit_test(of_two_ways_one_is_not_used),
        cmocka_unit_test(a_row_of_both_behind_one_of_the_scheme_is_hidden),
        cmocka_unit_test(the_table_compiled_in_has_no_findings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
