/* The digest of what is in force: the same numbers, the same digest, and no others. */
#include "policy/digest.h"
#include "policy_rows.h"

#include <stdio.h>

static void digest_of(const char *rows, char out[DIGEST_TEXT_SIZE])
{
    policy_digest(in_force(rows), out);
    assert_int_equal(strlen(out), DIGEST_TEXT_SIZE - 1);
}

static void same(const char *a, const char *b)
{
    char first[DIGEST_TEXT_SIZE], second[DIGEST_TEXT_SIZE];
    digest_of(a, first);
    digest_of(b, second);
    if (strcmp(first, second) != 0)
        fail_msg("'%s' and '%s' have different digests", a, b);
}

static void different(const char *a, const char *b)
{
    char first[DIGEST_TEXT_SIZE], second[DIGEST_TEXT_SIZE];
    digest_of(a, first);
    digest_of(b, second);
    if (strcmp(first, second) == 0)
        fail_msg("'%s' and '%s' have the same digest", a, b);
}

static void what_is_written_differently_is_the_same(void **state)
{
    (void)state;
    same("", "");
    same("dibao=756\n", "dibao=756.00\n");
    same("dibao=756\n", "dibao=0756.0\n");
    same("deep.living.months=9.5\n", "deep.living.months=9.500\n");
    same("relative.scale=80%\n", "relative.scale=80.00%\n");
    same("deep.medical.rate@0=80%\ndeep.medical.rate@20000=70%\n",
         "deep.medical.rate@0.00=80.0%\ndeep.medical.rate@20000.00=70%\n");
    same("deep.deductions=medical+education\n", "deep.deductions=education+medical\n");
    same("dibao=756\n", "dibao=756 until 2025-03-01\n"); /* in force to the end of that day */
    same("dibao=756\nrelative.scale=80%\n", "relative.scale=80%\ndibao=756\n");
}

/* A row that says what holds without it changes nothing. */
static void a_default_is_as_good_as_its_row(void **state)
{
    (void)state;
    same("", "rounding=fen\n");
    same("", "deep.order=best\n");
    same("", "match.house.max=1\n");
    same("", "deep.deductions=medical+disability+education+other\n");
}

static void other_numbers_are_another_digest(void **state)
{
    (void)state;
    different("dibao=756\n", "dibao=756.01\n");
    different("dibao=0\n", "");
    different("deep.living.cap=0\n", ""); /* nothing may be granted, and no limit */
    different("deep.living.cap=1000\n", "deep.medical.cap=1000\n");
    different("relative.scale=80%\n", "relative.scale=80.0001%\n");
    different("deep.medical.rate@0=80%\n", "deep.medical.rate@0=80%\ndeep.medical.rate@1=80%\n");
    different("deep.medical.rate@0=80%\ndeep.medical.rate@20000=70%\n",
              "deep.medical.rate@0=80%\ndeep.medical.rate@20000=71%\n");
    different("deep.medical.rate@0=80%\ndeep.medical.rate@20000=70%\n",
              "deep.medical.rate@0=80%\ndeep.medical.rate@20001=70%\n");
    different("deep.medical.step@0=1000\n", "deep.medical.step@0=1001\n");
    different("deep.order=living+medical\n", "deep.order=medical+living\n");
    different("deep.order=living\n", "deep.order=best\n");
    different("rounding=yuan\n", "rounding=fen\n");
    different("golden_autumn.deadline=09-30\n", "golden_autumn.deadline=10-09\n");
}

/* Any value of the parameter that is not its default. */
static const char *some_value(const struct parameter_info *info)
{
    if (info->shape & SHAPE_MONTH_DAY)
        return "=02-29";
    if (info->unit == UNIT_LIST)
        return info->shape & SHAPE_COSTS ? "=medical" : "=education";
    if (info->unit == UNIT_PERCENT)
        return info->shape & SHAPE_BRACKETS ? "@0=7%" : "=7%";
    if (info->unit != UNIT_WORD)
        return info->shape & SHAPE_BRACKETS ? "@0=7" : "=7";
    for (int word = WORD_NONE + 1; word < WORD_COUNT; word++)
        if (info->shape >> word & 1u && strcmp(WORD_NAMES[word], info->default_value) != 0)
            return WORD_NAMES[word];
    fail_msg("%s has no other word", info->name);
    return NULL;
}

static void every_parameter_counts(void **state)
{
    (void)state;
    static char seen[PARAMETER_COUNT + 1][DIGEST_TEXT_SIZE];
    digest_of("", seen[PARAMETER_COUNT]);
    for (int i = 0; i < PARAMETER_COUNT; i++) {
        char row[128];
        const char *value = some_value(&PARAMETER_INFO[i]);
        const bool word = value[0] != '=' && value[0] != '@';
        (void)snprintf(row, sizeof row, "%s%s%s\n", PARAMETER_INFO[i].name, word ? "=" : "", value);
        digest_of(row, seen[i]);
        if (strcmp(seen[i], seen[PARAMETER_COUNT]) == 0)
            fail_msg("%s does not count", row);
        for (int k = 0; k < i; k++)
            if (strcmp(seen[i], seen[k]) == 0)
                fail_msg("%s counts as another", row);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(what_is_written_differently_is_the_same, rows_free),
        cmocka_unit_test_teardown(a_default_is_as_good_as_its_row, rows_free),
        cmocka_unit_test_teardown(other_numbers_are_another_digest, rows_free),
        cmocka_unit_test_teardown(every_parameter_counts, rows_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
