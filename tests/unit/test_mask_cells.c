/* What is written for a cell, by what becomes of its column; and which column may be seen. */
#include "masking/cell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static const char ID[] = "11010519491231002X";

static const struct column *column_of(const char *name)
{
    const struct column *column = column_find(text_of(name));
    if (column == NULL)
        fail_msg("no column %s", name);
    return column;
}

static void puts_as(enum treatment treatment, const char *column, const char *cell,
                    const char *expected, enum masked_as as)
{
    struct buffer out = {0};
    const enum masked_as found = masking_put_cell(
        &out, treatment, column == NULL ? NULL : column_of(column), text_of(cell), NULL);
    buffer_char(&out, '\0');
    assert_string_equal(out.p, expected);
    assert_int_equal(found, as);
    buffer_free(&out);
}

/* --- columns ---------------------------------------------------------------------------------- */

static void treats(enum purpose purpose, const char *column, enum treatment expected)
{
    const struct column_rule rule =
        masking_rule(purpose, column == NULL ? NULL : column_of(column), false);
    if (rule.treatment != expected)
        fail_msg("%s: %s", column == NULL ? "unknown" : column,
                 masking_treatment_words(rule.treatment));
    assert_non_null(rule.why);
}

/* P1 三(三)1(4), and what is not for the public. */
static void the_public_sees_what_it_may_object_to(void **state)
{
    (void)state;
    static const char *const INSIDE[] = {
        "household_id",     "id_number",        "phone",          "region",
        "household_size",   "annual_income",    "medical_cost",   "hardship_cause",
        "bank_name",        "bank_card",        "categories",     "reasons",
        "aid_reasons",      "health",           "relation",       "disability_cost",
        "disabled_members", "students_college", "single_parent",  "marital_status",
        "member_income",    "account_name",     "person",         "to_bring",
        "match_hits",       "publicity_from",   "education_cost", "private_school",
        "monthly_income",   "exit_reasons"};
    treats(PURPOSE_PUBLICITY, "name", TREATED_TEXT);
    treats(PURPOSE_PUBLICITY, "union", TREATED_TEXT);
    treats(PURPOSE_PUBLICITY, "category", TREATED_CATEGORY);
    treats(PURPOSE_PUBLICITY, "aid_category", TREATED_CATEGORY);
    treats(PURPOSE_PUBLICITY, "living_aid", TREATED_AMOUNT);
    treats(PURPOSE_PUBLICITY, "medical_aid", TREATED_AMOUNT);
    treats(PURPOSE_PUBLICITY, "education_aid", TREATED_AMOUNT);
    treats(PURPOSE_PUBLICITY, "accident_aid", TREATED_AMOUNT);
    treats(PURPOSE_PUBLICITY, "total_aid", TREATED_AMOUNT);
    treats(PURPOSE_PUBLICITY, NULL, TREATED_LEFT_OUT);
    for (size_t i = 0; i < sizeof INSIDE / sizeof *INSIDE; i++)
        treats(PURPOSE_PUBLICITY, INSIDE[i], TREATED_LEFT_OUT);
    assert_int_equal(masking_rule(PURPOSE_PUBLICITY, column_of("id_number"), true).treatment,
                     TREATED_ID_PART);
}

/* Whoever adds a column does not publish it: nine are known to be. */
static int published;
static void count_published(void *data, const struct column *column, struct text name)
{
    (void)data;
    if (text_is(name, column->name))
        published += masking_rule(PURPOSE_PUBLICITY, column, false).treatment != TREATED_LEFT_OUT;
}

static void no_other_column_is_published(void **state)
{
    (void)state;
    published = 0;
    column_each_name(count_published, NULL);
    assert_int_equal(published, 9);
}

static void numbers_of_people_are_in_no_log_and_hashed_to_be_shared(void **state)
{
    (void)state;
    treats(PURPOSE_LOG, "id_number", TREATED_HIDDEN);
    treats(PURPOSE_LOG, "phone", TREATED_HIDDEN);
    treats(PURPOSE_LOG, "bank_card", TREATED_HIDDEN);
    treats(PURPOSE_LOG, "name", TREATED_INITIAL);
    treats(PURPOSE_LOG, "account_name", TREATED_INITIAL);
    treats(PURPOSE_LOG, "household_id", TREATED_KEY);
    treats(PURPOSE_LOG, "union", TREATED_TEXT);
    treats(PURPOSE_LOG, "annual_income", TREATED_VALUE);
    treats(PURPOSE_LOG, NULL, TREATED_UNKNOWN);
    treats(PURPOSE_SHARE, "id_number", TREATED_ID_HASH);
    treats(PURPOSE_SHARE, "household_id", TREATED_KEY_HASH);
    treats(PURPOSE_SHARE, "name", TREATED_LEFT_OUT);
    treats(PURPOSE_SHARE, "account_name", TREATED_LEFT_OUT);
    treats(PURPOSE_SHARE, "phone", TREATED_LEFT_OUT);
    treats(PURPOSE_SHARE, "bank_card", TREATED_LEFT_OUT);
    treats(PURPOSE_SHARE, NULL, TREATED_LEFT_OUT);
    treats(PURPOSE_SHARE, "annual_income", TREATED_VALUE);
}

/* Names of people, how somebody's health is, and sentences in which people may be named. */
static void nobody_is_named_in_a_log_or_where_it_is_shared(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"name",    "account_name", "approved_by",
                                        "planner", "speaker",      "owner",
                                        "worker",  "volunteer",    "people"};
    static const char *const HIDDEN[] = {
        "health",       "hardship_cause", "to_bring", "reversal_reason",
        "bank_message", "agenda_item",    "task"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        treats(PURPOSE_LOG, NAMES[i], TREATED_INITIAL);
        treats(PURPOSE_SHARE, NAMES[i], TREATED_LEFT_OUT);
    }
    for (size_t i = 0; i < sizeof HIDDEN / sizeof *HIDDEN; i++) {
        treats(PURPOSE_LOG, HIDDEN[i], TREATED_HIDDEN);
        treats(PURPOSE_SHARE, HIDDEN[i], TREATED_LEFT_OUT);
    }
    treats(PURPOSE_LOG, "person", TREATED_VALUE);
    treats(PURPOSE_SHARE, "person", TREATED_LEFT_OUT);
}

/* Whoever adds a column to share/columns.csv says what becomes of it. */
static void require_rule(void *data, const struct column *column, struct text name)
{
    (void)data;
    if (text_is(name, column->name) && !masking_rules(column))
        fail_msg("%s: lib/masking/columns.c has no rule for it", column->name);
    const enum treatment log = masking_rule(PURPOSE_LOG, column, false).treatment;
    if (column->type == COLUMN_NAME && log != TREATED_INITIAL)
        fail_msg("%s: it names a person", column->name);
}

static void every_column_has_a_rule_of_its_own(void **state)
{
    (void)state;
    const struct column added = {"added", "added", COLUMN_TEXT, false};
    column_each_name(require_rule, NULL);
    assert_false(masking_rules(&added));
    assert_int_equal(masking_rule(PURPOSE_LOG, &added, false).treatment, TREATED_HIDDEN);
    assert_int_equal(masking_rule(PURPOSE_SHARE, &added, false).treatment, TREATED_LEFT_OUT);
}

/* --- cells ------------------------------------------------------------------------------------ */

static void an_empty_cell_stays_empty(void **state)
{
    (void)state;
    for (enum treatment treatment = TREATED_HIDDEN; treatment < TREATED_FILLED_IN; treatment++) {
        puts_as(treatment, "id_number", "", "", MASKED_SHOWN);
        puts_as(treatment, "id_number", "  ", "", MASKED_SHOWN);
    }
}

static void what_is_of_its_column_s_type_is_shown(void **state)
{
    (void)state;
    static const struct {
        const char *column, *cell;
    } SHOWN[] = {{"annual_income", "999999999.99"},
                 {"annual_income", "-0.01"},
                 {"household_size", "12"},
                 {"assessed_on", "2025-03-01"},
                 {"month", "2025-03"},
                 {"region", "341502"},
                 {"category", "deep"},
                 {"reasons", "rigid.net;missing:region"},
                 {"overdue", "file:2025-03-05"},
                 {"unionised", "yes"},
                 {"posted_at", "2025-03-05T08:15:00Z"},
                 {"recorded", "12345.00"},
                 {"union", "No. 3"},
                 {"person", "0123456789012345678901234567890123456789012345678901234567abcdef"}};
    for (size_t i = 0; i < sizeof SHOWN / sizeof *SHOWN; i++)
        puts_as(TREATED_VALUE, SHOWN[i].column, SHOWN[i].cell, SHOWN[i].cell, MASKED_SHOWN);
}

static void a_number_of_a_person_is_found_in_any_column(void **state)
{
    (void)state;
    static const char *const COLUMNS[] = {
        "annual_income", "household_size", "assessed_on", "month",     "region",   "category",
        "reasons",       "union",          "unionised",   "posted_at", "recorded", "person"};
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++) {
        puts_as(TREATED_VALUE, COLUMNS[i], ID, "***", MASKED_PARTLY);
        puts_as(TREATED_VALUE, COLUMNS[i], "13805641234", "***", MASKED_PARTLY);
        puts_as(TREATED_VALUE, COLUMNS[i], "0564-3331234", "***", MASKED_PARTLY);
    }
    puts_as(TREATED_VALUE, "reasons", "tel:3331234", "tel:***", MASKED_PARTLY);
}

static void an_unknown_column_shows_short_numbers(void **state)
{
    (void)state;
    puts_as(TREATED_UNKNOWN, NULL, "123456", "123456", MASKED_SHOWN);
    puts_as(TREATED_UNKNOWN, NULL, "1234.56", "1234.56", MASKED_SHOWN); /* six digits */
    puts_as(TREATED_UNKNOWN, NULL, "1234567", "***", MASKED_HIDDEN);
    puts_as(TREATED_UNKNOWN, NULL, "12345.67", "***", MASKED_HIDDEN);
    puts_as(TREATED_UNKNOWN, NULL, "12 34", "***", MASKED_HIDDEN);
    puts_as(TREATED_UNKNOWN, NULL, "a", "***", MASKED_HIDDEN);
    puts_as(TREATED_UNKNOWN, NULL, "***", "***", MASKED_HIDDEN);
}

static void of_a_name_the_first_character_is_shown(void **state)
{
    (void)state;
    puts_as(TREATED_INITIAL, "name", "张三", "张*", MASKED_PARTLY);
    puts_as(TREATED_INITIAL, "name", "张", "*", MASKED_HIDDEN); /* it would be all of it */
    puts_as(TREATED_INITIAL, "name", "张*", "张*", MASKED_PARTLY);
    puts_as(TREATED_INITIAL, "name", "Maria", "M*", MASKED_PARTLY);
    puts_as(TREATED_INITIAL, "name", ID, "*", MASKED_HIDDEN);
    puts_as(TREATED_INITIAL, "name",
            "\xEF\xBC\x91"
            "\xEF\xBC\x92"
            "\xEF\xBC\x93"
            "\xEF\xBC\x94"
            "",
            "*", MASKED_HIDDEN); /* full-width digits */
    /* Of each name of a list; U+3001, U+FF0C and U+FF1B part them, and blanks do not. */
    puts_as(TREATED_INITIAL, "people", "李大明\xE3\x80\x81赵小红", "李*\xE3\x80\x81赵*",
            MASKED_PARTLY);
    puts_as(TREATED_INITIAL, "people", "李*\xE3\x80\x81赵*", "李*\xE3\x80\x81赵*", MASKED_PARTLY);
    puts_as(TREATED_INITIAL, "people", "李大明\xEF\xBC\x8C 赵小红\xEF\xBC\x9BMaria",
            "李*\xEF\xBC\x8C赵*\xEF\xBC\x9BM*", MASKED_PARTLY);
    puts_as(TREATED_INITIAL, "people", "李大明,赵;王小明;", "李*,*;王*;", MASKED_PARTLY);
    puts_as(TREATED_INITIAL, "people", "13805641234/张三", "*/张*", MASKED_PARTLY);
    puts_as(TREATED_INITIAL, "people", "李大明 赵小红", "李*", MASKED_PARTLY);
    puts_as(TREATED_INITIAL, "people", "李;13805641234", "*;*", MASKED_HIDDEN);
    puts_as(TREATED_INITIAL, "people", ";", ";", MASKED_HIDDEN);
}

static void an_id_is_shown_in_part_or_not_at_all(void **state)
{
    (void)state;
    puts_as(TREATED_ID_PART, "id_number", ID, "110105**********2X", MASKED_PARTLY);
    puts_as(TREATED_ID_PART, "id_number", "110105491231002", "110105**********2X", MASKED_PARTLY);
    puts_as(TREATED_ID_PART, "id_number", "110105**********2X", "110105**********2X",
            MASKED_PARTLY);
    puts_as(TREATED_ID_PART, "id_number", "110105194912310021", "", MASKED_UNREADABLE_ID);
    puts_as(TREATED_ID_PART, "id_number", "110105*********12X", "", MASKED_UNREADABLE_ID);
    puts_as(TREATED_ID_PART, "id_number", "x", "", MASKED_UNREADABLE_ID);
}

static void the_public_sees_only_amounts_and_categories(void **state)
{
    (void)state;
    puts_as(TREATED_AMOUNT, "living_aid", "9072.00", "9072.00", MASKED_SHOWN);
    puts_as(TREATED_AMOUNT, "living_aid", "9072", "9072", MASKED_SHOWN);
    puts_as(TREATED_AMOUNT, "living_aid", "9072.001", "***", MASKED_UNREADABLE_CELL);
    puts_as(TREATED_AMOUNT, "living_aid", "1234567890", "***", MASKED_UNREADABLE_CELL);
    puts_as(TREATED_AMOUNT, "living_aid", "ill", "***", MASKED_UNREADABLE_CELL);
    puts_as(TREATED_CATEGORY, "category", "golden-autumn", "golden-autumn", MASKED_SHOWN);
    puts_as(TREATED_CATEGORY, "category", "深度困难职工", "deep", MASKED_SHOWN);
    puts_as(TREATED_CATEGORY, "aid_category", "none", "none", MASKED_SHOWN);
    puts_as(TREATED_CATEGORY, "aid_category", "ill", "***", MASKED_UNREADABLE_CELL);
    assert_null(masking_category(text_of("none")));
    assert_null(masking_category(text_of("invalid")));
    assert_null(masking_category(text_of("")));
}

static void a_household_keeps_its_key_unless_it_is_a_person_s(void **state)
{
    (void)state;
    puts_as(TREATED_KEY, "household_id", "LA-2025-0001", "LA-2025-0001", MASKED_SHOWN);
    puts_as(TREATED_KEY, "household_id", "34150220251", "34150220251", MASKED_SHOWN);
    puts_as(TREATED_KEY, "household_id", ID, "1101**********002X", MASKED_PARTLY);
    puts_as(TREATED_KEY, "household_id", "110105491231002", "1101**********002X", MASKED_PARTLY);
    puts_as(TREATED_KEY, "household_id", "13805641234", "138****1234", MASKED_PARTLY);
    puts_as(TREATED_KEY, "household_id", "0000012345", "0000012345", MASKED_SHOWN);
    puts_as(TREATED_KEY, "household_id", "0564-3331234", "***", MASKED_HIDDEN);
    puts_as(TREATED_KEY, "household_id", "056433312", "056433312", MASKED_SHOWN); /* too short */
    /* more than one number, of which a message would show the last */
    puts_as(TREATED_KEY, "household_id", "13805641234;05643331234", "***", MASKED_HIDDEN);
    /* six marks between its digits: no message would know it for an ID */
    puts_as(TREATED_KEY, "household_id", "110105------19491231------0021", "***", MASKED_HIDDEN);
}

/* --- hashes ----------------------------------------------------------------------------------- */

/* printf %s TEXT | openssl dgst -sha256 -hmac 0123456789abcdef */
#define HASH_OF_ID  "dd6a5ba2eed683e7925b20f655c01434a93591983089686662b75f63b85a9c1b"
#define HASH_OF_KEY "b03b322dbd6ec8f06272e67d862dbe635764c19f90aa4990f73bcb2d5ff59cd1"

static void hashes_join_whatever_the_form(void **state)
{
    (void)state;
    static const char *const FORMS[] = {"11010519491231002X", "11010519491231002x",
                                        "110105491231002", " 110105 19491231 002X",
                                        "110105-19491231-002x"};
    struct keyed_hash hash = {0};
    struct buffer out = {0};
    hmac_sha256_set_key(&hash.key, 16, (const uint8_t *)"0123456789abcdef");
    for (size_t i = 0; i < 2 * sizeof FORMS / sizeof *FORMS; i++) {
        buffer_clear(&out);
        assert_int_equal(masking_put_cell(&out, i % 2 == 0 ? TREATED_ID_HASH : TREATED_KEY_HASH,
                                          column_of("id_number"), text_of(FORMS[i / 2]), &hash),
                         MASKED_HASHED);
        assert_true(text_is(buffer_view(&out), HASH_OF_ID));
    }
    buffer_clear(&out);
    assert_int_equal(masking_put_cell(&out, TREATED_KEY_HASH, column_of("household_id"),
                                      text_of(" LA-1 "), &hash),
                     MASKED_HASHED);
    assert_true(text_is(buffer_view(&out), HASH_OF_KEY));
    buffer_clear(&out);
    assert_int_equal(masking_put_cell(&out, TREATED_ID_HASH, column_of("id_number"),
                                      text_of("110105194912310021"), &hash),
                     MASKED_UNREADABLE_ID);
    assert_true(text_is(buffer_view(&out), "invalid"));
    buffer_free(&out);
}

static int open_columns(void **state)
{
    (void)state;
    return columns_open(NULL) ? 0 : 1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_public_sees_what_it_may_object_to),
        cmocka_unit_test(no_other_column_is_published),
        cmocka_unit_test(numbers_of_people_are_in_no_log_and_hashed_to_be_shared),
        cmocka_unit_test(nobody_is_named_in_a_log_or_where_it_is_shared),
        cmocka_unit_test(every_column_has_a_rule_of_its_own),
        cmocka_unit_test(an_empty_cell_stays_empty),
        cmocka_unit_test(what_is_of_its_column_s_type_is_shown),
        cmocka_unit_test(a_number_of_a_person_is_found_in_any_column),
        cmocka_unit_test(an_unknown_column_shows_short_numbers),
        cmocka_unit_test(of_a_name_the_first_character_is_shown),
        cmocka_unit_test(an_id_is_shown_in_part_or_not_at_all),
        cmocka_unit_test(the_public_sees_only_amounts_and_categories),
        cmocka_unit_test(a_household_keeps_its_key_unless_it_is_a_person_s),
        cmocka_unit_test(hashes_join_whatever_the_form),
    };
    return cmocka_run_group_tests(tests, open_columns, NULL);
}
