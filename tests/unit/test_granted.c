/* What a record of calc-aid's table says was granted. */
#include "report/granted.h"
#include "tally_records.h"

static const struct column_need COLUMNS[] = {GRANTED_COLUMNS};
#define COLUMN_COUNT (sizeof COLUMNS / sizeof *COLUMNS)

static struct text cells[COLUMN_COUNT];
static struct granted_defaults defaults;
static struct granted granted;

static int start(void **state)
{
    (void)state;
    defaults = (struct granted_defaults){0};
    return 0;
}

static int finish(void **state)
{
    (void)state;
    buffer_free(&granted.texts);
    granted = (struct granted){0};
    return 0;
}

static struct text cell_of(void *data, int i)
{
    assert_in_range(i, 0, COLUMN_COUNT - 1);
    return ((struct text *)data)[i];
}

static void set(const char *column, const char *value)
{
    size_t i = 0;
    while (i < COLUMN_COUNT && strcmp(COLUMNS[i].name, column) != 0)
        i++;
    if (i == COLUMN_COUNT)
        fail_msg("no column %s", column);
    cells[i] = text_of(value);
}

/* Reads a record whose cells are `column=value`, joined by `|`. */
static enum granted_result read(const char *list)
{
    static char names[1024];
    memset(cells, 0, sizeof cells);
    assert_true(strlen(list) < sizeof names);
    strcpy(names, list);
    for (char *save = NULL, *p = strtok_r(names, "|", &save); p; p = strtok_r(NULL, "|", &save)) {
        char *value = strchr(p, '=');
        assert_non_null(value);
        *value = '\0';
        set(p, value + 1);
    }
    return granted_read(cell_of, cells, &defaults, &granted);
}

static void is_read(const char *list)
{
    const enum granted_result result = read(list);
    if (result != GRANTED_READ)
        fail_msg("'%s': %d: %s", list, (int)result, granted.why);
    assert_null(granted.column);
}

static void is_doubtful(const char *list, const char *column, const char *found)
{
    char quoted[64];
    if (read(list) != GRANTED_DOUBTFUL)
        fail_msg("'%s' is not in doubt", list);
    assert_string_equal(granted.column, column);
    (void)snprintf(quoted, sizeof quoted, "found '%s', expected ", found);
    if (strncmp(granted.why, quoted, strlen(quoted)) != 0)
        fail_msg("'%s'", granted.why);
}

static void is_broken(const char *list, const char *why)
{
    if (read(list) != GRANTED_BROKEN)
        fail_msg("'%s' is not broken", list);
    assert_string_equal(granted.column, "total_aid");
    if (strncmp(granted.why, why, strlen(why)) != 0)
        fail_msg("'%s'", granted.why);
}

static void text_is_cell(struct text found, const char *expected)
{
    if (!text_equal(found, text_of(expected)))
        fail_msg("'%.*s', not '%s'", (int)found.n, found.p, expected);
}

/* What is enough to be read. */
#define SOUND "month=2025-03|category=deep|"

/* --- what is in the cells ----------------------------------------------------------------------
 */

static void all_cells_are_values(void **state)
{
    (void)state;
    is_read("household_id=H1|id_number=34052419800101001X|month=2025-03|assessed_on=2025-02-17|"
            "category=relative|aid_category=deep|union=甲厂|region=341502|hardship_cause=疾病;上学|"
            "approval=province|living_aid=1.5|medical_aid=2|education_aid=0.04|accident_aid=8.00|"
            "total_aid=11.54|living_paid=10|medical_paid=20|education_paid=40|accident_paid=80|"
            "dibao=756");
    const struct tally_record *r = &granted.record;
    text_is_cell(r->household, "H1");
    text_is_cell(r->union_name, "甲厂");
    text_is_cell(r->causes, "疾病;上学");
    assert_true(r->has_month);
    assert_int_equal(r->month.number, month_named("2025-03").number);
    assert_false(r->invalid);
    assert_int_equal(r->category, CATEGORY_RELATIVE); /* as what they are in hardship */
    assert_true(r->has_region);
    assert_int_equal(r->region.code, 341502);
    assert_int_equal(r->approval, APPROVAL_PROVINCE);
    money_is(r->aid[ITEM_LIVING], "1.50");
    money_is(r->aid[ITEM_MEDICAL], "2.00");
    money_is(r->aid[ITEM_EDUCATION], "0.04");
    money_is(r->aid[ITEM_ACCIDENT], "8.00");
    money_is(r->paid_before[ITEM_LIVING], "10.00");
    money_is(r->paid_before[ITEM_MEDICAL], "20.00");
    money_is(r->paid_before[ITEM_EDUCATION], "40.00");
    money_is(r->paid_before[ITEM_ACCIDENT], "80.00");
    money_is(granted.dibao, "756.00");
    struct date day;
    assert_true(date_parse(text_of("2025-02-17"), &day));
    assert_true(granted.has_day);
    assert_int_equal(granted.day.day, day.day);
}

static void empty_cells_say_nothing(void **state)
{
    (void)state;
    is_read("category=none");
    const struct tally_record *r = &granted.record;
    assert_false(r->has_month);
    assert_false(granted.has_day);
    assert_false(r->has_region);
    assert_false(r->invalid);
    assert_int_equal(r->household.n, 0);
    assert_int_equal(r->union_name.n, 0);
    assert_int_equal(r->causes.n, 0);
    assert_int_equal(r->category, NONE);
    assert_int_equal(r->approval, APPROVAL_NONE);
    assert_int_equal(granted.dibao.fen, 0);
    for (int item = 0; item < ITEM_COUNT; item++) {
        assert_int_equal(r->aid[item].fen, 0);
        assert_int_equal(r->paid_before[item].fen, 0);
    }
}

static void nothing_is_left_of_the_record_before(void **state)
{
    (void)state;
    is_doubtful("household_id=H1|month=2025-03|category=deep|region=341502|union=甲|"
                "hardship_cause=乙|approval=national|living_aid=x|living_paid=3|dibao=5",
                "living_aid", "x");
    empty_cells_say_nothing(state);
}

static void texts_are_trimmed(void **state)
{
    (void)state;
    is_read(SOUND "household_id=  H1 |union=\t甲 厂\n|hardship_cause= 疾病;上学 ");
    text_is_cell(granted.record.household, "H1");
    text_is_cell(granted.record.union_name, "甲 厂");
    text_is_cell(granted.record.causes, "疾病;上学");
}

static void the_person_stands_for_a_household_without_number(void **state)
{
    (void)state;
    is_read(SOUND "household_id=|id_number= 34052419800101001X |union=甲");
    text_is_cell(granted.record.household, "34052419800101001X");
    text_is_cell(granted.record.union_name, "甲");
    text_is_cell(granted.record.person, "34052419800101001X");
    is_read(SOUND "household_id= \t|id_number=34052419800101001x");
    text_is_cell(granted.record.household, "34052419800101001X");
    is_read(SOUND "household_id=H|id_number=34052419800101001X");
    text_is_cell(granted.record.household, "H");
    text_is_cell(granted.record.person, "34052419800101001X");
}

/* Spoilt by a spreadsheet, with another check digit, and no number at all. */
static void an_unsound_number_is_nobody_s(void **state)
{
    (void)state;
    static const char *const NUMBERS[] = {"3.41502E+17", "340524198001010011", "A", ""};
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        char list[96];
        (void)snprintf(list, sizeof list, SOUND "household_id=|id_number=%s", NUMBERS[i]);
        is_read(list);
        text_is_cell(granted.record.household, "");
        text_is_cell(granted.record.person, "");
    }
}

/* --- the month ---------------------------------------------------------------------------------
 */

static void month_is(const char *list, const char *month, const char *day)
{
    char text[DATE_TEXT_SIZE];
    is_read(list);
    assert_true(granted.record.has_month);
    month_format(granted.record.month, text);
    assert_string_equal(text, month);
    assert_true(granted.has_day);
    date_format(granted.day, text);
    assert_string_equal(text, day);
}

static void the_month_is_the_cell_s_else_the_day_s_else_the_user_s(void **state)
{
    (void)state;
    month_is("category=deep|month=2025-03", "2025-03", "2025-03-01");
    month_is("category=deep|assessed_on=2025-02-28", "2025-02", "2025-02-28");
    month_is("category=deep|month=2025-03|assessed_on=2024-02-29", "2025-03", "2024-02-29");
    defaults.has_month = true;
    defaults.month = month_named("2024-12");
    month_is("category=deep", "2024-12", "2024-12-01");
    month_is("category=deep|month=2025-03", "2025-03", "2025-03-01");
    month_is("category=deep|assessed_on=2025-02-28", "2025-02", "2025-02-28");
}

static void a_month_that_cannot_be_read_is_none(void **state)
{
    (void)state;
    static const char *const BAD[] = {"2025-13", "2025-00",    "2025-3",  "202503",   "2025年3月",
                                      "03",      "2025-03-01", "2025/03", " 2025-03", "0000-01"};
    defaults.has_month = true;
    defaults.month = month_named("2024-12");
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        char list[64];
        (void)snprintf(list, sizeof list, "category=deep|month=%s", BAD[i]);
        is_doubtful(list, "month", BAD[i]);
        assert_false(granted.record.has_month); /* nor the user's: it says another */
    }
}

static void a_day_that_cannot_be_read_is_no_month(void **state)
{
    (void)state;
    defaults.has_month = true;
    defaults.month = month_named("2024-12");
    is_doubtful("category=deep|assessed_on=2025-02-29", "assessed_on", "2025-02-29");
    assert_false(granted.record.has_month);
    /* where the month itself is there, it stands */
    is_doubtful("category=deep|month=2025-03|assessed_on=3月", "assessed_on", "3月");
    assert_true(granted.record.has_month);
    assert_int_equal(granted.record.month.number, month_named("2025-03").number);
}

/* --- words -------------------------------------------------------------------------------------
 */

static void categories_are_words(void **state)
{
    (void)state;
    is_read("category=deep");
    assert_int_equal(granted.record.category, CATEGORY_DEEP);
    is_read("category=relative");
    assert_int_equal(granted.record.category, CATEGORY_RELATIVE);
    is_read("category=accidental");
    assert_int_equal(granted.record.category, CATEGORY_ACCIDENTAL);
    is_read("category=none");
    assert_int_equal(granted.record.category, NONE);
    assert_false(granted.record.invalid);
    is_read("category=invalid");
    assert_true(granted.record.invalid);
    is_doubtful(SOUND "category=", "category", "");
    assert_true(granted.record.invalid);
    is_doubtful(SOUND "category=Deep", "category", "Deep");
    assert_true(granted.record.invalid);
    is_doubtful(SOUND "category=深度困难", "category", "深度困难");
}

static void aid_that_could_not_be_decided_is_none(void **state)
{
    (void)state;
    is_read(SOUND "aid_category=invalid");
    assert_true(granted.record.invalid);
    is_read(SOUND "aid_category=none");
    assert_false(granted.record.invalid);
}

static void approvals_are_words(void **state)
{
    (void)state;
    is_read(SOUND "approval=county");
    assert_int_equal(granted.record.approval, APPROVAL_COUNTY);
    is_read(SOUND "approval=national");
    assert_int_equal(granted.record.approval, APPROVAL_NATIONAL);
    is_doubtful(SOUND "approval=省总工会", "approval", "省总工会");
    assert_true(granted.record.invalid);
}

static void regions_are_codes(void **state)
{
    (void)state;
    is_doubtful(SOUND "region=3415", "region", "3415");
    assert_true(granted.record.invalid);
    assert_false(granted.record.has_region);
    defaults.has_region = true;
    defaults.region = (struct region){340104};
    is_read(SOUND "region=");
    assert_true(granted.record.has_region);
    assert_int_equal(granted.record.region.code, 340104);
    is_read(SOUND "region=341502");
    assert_int_equal(granted.record.region.code, 341502);
    is_doubtful(SOUND "region=六安", "region", "六安"); /* it says another than the user's */
    assert_false(granted.record.has_region);
}

/* --- amounts -----------------------------------------------------------------------------------
 */

static void an_amount_that_cannot_be_read_makes_no_aid(void **state)
{
    (void)state;
    static const char *const COLUMNS_OF_MONEY[] = {
        "living_aid",  "medical_aid",  "education_aid",  "accident_aid",  "total_aid",
        "living_paid", "medical_paid", "education_paid", "accident_paid", "dibao"};
    static const char *const BAD[] = {"约3万", "-0.01", "1.005", "1,000", "5元",
                                      "１",    "1e3",   " 5",    "."};
    for (size_t i = 0; i < sizeof COLUMNS_OF_MONEY / sizeof *COLUMNS_OF_MONEY; i++)
        for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++) {
            char list[256];
            (void)snprintf(list, sizeof list, SOUND "living_aid=1|medical_aid=2|total_aid=3|%s=%s",
                           COLUMNS_OF_MONEY[i], BAD[k]);
            is_doubtful(list, COLUMNS_OF_MONEY[i], BAD[k]);
            assert_true(granted.record.invalid);
            assert_true(granted.record.has_month);
            for (int item = 0; item < ITEM_COUNT; item++)
                assert_int_equal(granted.record.aid[item].fen, 0);
        }
}

static void the_total_is_the_sum_of_the_items(void **state)
{
    (void)state;
    is_read(SOUND "living_aid=0.10|medical_aid=0.20|education_aid=0.30|accident_aid=0.40|"
                  "total_aid=1");
    is_broken(SOUND "living_aid=0.10|medical_aid=0.20|education_aid=0.30|accident_aid=0.40|"
                    "total_aid=1.01",
              "found 1.01, but the items add up to 1.00");
    is_broken(SOUND "living_aid=0.10|medical_aid=0.20|education_aid=0.30|accident_aid=0.40|"
                    "total_aid=0.99",
              "found 0.99, but the items add up to 1.00");
    is_broken(SOUND "living_aid=5|total_aid=", "found 0.00, but the items add up to 5.00");
    is_broken(SOUND "total_aid=0.01", "found 0.01, but the items add up to 0.00");
    /* what was paid before is no part of it */
    is_read(SOUND "living_aid=5|total_aid=5|living_paid=7");
}

static void the_largest_amounts_are_read(void **state)
{
    (void)state;
    is_read(SOUND "living_aid=" LARGEST "|total_aid=" LARGEST);
    money_is(granted.record.aid[ITEM_LIVING], LARGEST);
    is_read(SOUND "living_aid=92233720368547758.06|medical_aid=0.01|total_aid=" LARGEST);
    assert_int_equal(read(SOUND "living_aid=92233720368547758.08|total_aid=1"), GRANTED_DOUBTFUL);
    is_broken(SOUND "living_aid=" LARGEST "|medical_aid=0.01|total_aid=" LARGEST,
              "found " LARGEST ", but the items add up to more than can be worked with");
}

static void a_total_that_is_wrong_goes_before_cells_in_doubt(void **state)
{
    (void)state;
    is_broken("month=2025-03|category=深度|living_aid=5|total_aid=6",
              "found 6.00, but the items add up to 5.00");
    /* of items that cannot be read there is no sum */
    is_doubtful(SOUND "living_aid=x|total_aid=6", "living_aid", "x");
}

static void numbers_of_people_are_masked(void **state)
{
    (void)state;
    is_doubtful(SOUND "union=x|region=34052419800101001X", "region", "3405**********001X");
}

/* --- the header --------------------------------------------------------------------------------
 */

static bool check(const char *list)
{
    struct layout layout = {0};
    struct error error = {0};
    bool ok = layout_open(&layout, NULL, NULL, list, ',', "aid.csv", &error) &&
              layout_need(&layout, COLUMNS, COLUMN_COUNT, "aid.csv", &error);
    if (!ok)
        fail_msg("%s", error.text);
    ok = granted_check(&layout, &defaults, "aid.csv", &error);
    if (!ok) {
        assert_string_equal(error.file, "aid.csv");
        assert_non_null(strstr(error.text, "--month"));
    }
    layout_free(&layout);
    return ok;
}

#define NEEDED "category,living_aid,medical_aid,education_aid,accident_aid,total_aid"

static void a_table_needs_a_month_from_somewhere(void **state)
{
    (void)state;
    assert_false(check(NEEDED));
    assert_true(check(NEEDED ",month"));
    assert_true(check(NEEDED ",月份"));
    assert_true(check(NEEDED ",assessed_on"));
    defaults.has_month = true;
    assert_true(check(NEEDED));
}

static int open_columns(void **state)
{
    (void)state;
    return columns_open(NULL) ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_cells_are_values, start, finish),
        cmocka_unit_test_setup_teardown(empty_cells_say_nothing, start, finish),
        cmocka_unit_test_setup_teardown(nothing_is_left_of_the_record_before, start, finish),
        cmocka_unit_test_setup_teardown(texts_are_trimmed, start, finish),
        cmocka_unit_test_setup_teardown(the_person_stands_for_a_household_without_number, start,
                                        finish),
        cmocka_unit_test_setup_teardown(an_unsound_number_is_nobody_s, start, finish),
        cmocka_unit_test_setup_teardown(the_month_is_the_cell_s_else_the_day_s_else_the_user_s,
                                        start, finish),
        cmocka_unit_test_setup_teardown(a_month_that_cannot_be_read_is_none, start, finish),
        cmocka_unit_test_setup_teardown(a_day_that_cannot_be_read_is_no_month, start, finish),
        cmocka_unit_test_setup_teardown(categories_are_words, start, finish),
        cmocka_unit_test_setup_teardown(aid_that_could_not_be_decided_is_none, start, finish),
        cmocka_unit_test_setup_teardown(approvals_are_words, start, finish),
        cmocka_unit_test_setup_teardown(regions_are_codes, start, finish),
        cmocka_unit_test_setup_teardown(an_amount_that_cannot_be_read_makes_no_aid, start, finish),
        cmocka_unit_test_setup_teardown(the_total_is_the_sum_of_the_items, start, finish),
        cmocka_unit_test_setup_teardown(the_largest_amounts_are_read, start, finish),
        cmocka_unit_test_setup_teardown(a_total_that_is_wrong_goes_before_cells_in_doubt, start,
                                        finish),
        cmocka_unit_test_setup_teardown(numbers_of_people_are_masked, start, finish),
        cmocka_unit_test_setup_teardown(a_table_needs_a_month_from_somewhere, start, finish),
    };
    return cmocka_run_group_tests(tests, open_columns, NULL);
}
