/* Cells as people type them, and what they are made into. */
#include "intake/cell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct cell_unit YUAN = {1, 1}, TEN_THOUSANDS = {10000, 1}, A_MONTH = {1, 12};

/* The cell of a column in a unit gives this problem and, behind what is there, this text. */
static void gives(const char *column, struct cell_unit unit, const char *typed,
                  enum cell_problem problem, const char *strict)
{
    const struct column *found = column_find(text_of(column));
    assert_non_null(found);
    struct buffer out = {0};
    buffer_string(&out, "before,");
    enum cell_problem actual = cell_make_strict(found, text_of(typed), unit, &out);
    buffer_char(&out, '\0');
    assert_false(out.failed);
    if (actual != problem || strcmp(out.p + strlen("before,"), strict) != 0)
        fail_msg("%s '%s': %s '%s' instead of %s '%s'", column, typed, cell_problem_name(actual),
                 out.p + strlen("before,"), cell_problem_name(problem), strict);
    buffer_free(&out);
}

/* Besides: a strict form is its own strict form, so that a second run changes nothing. */
static void makes(const char *column, const char *typed, const char *strict)
{
    gives(column, YUAN, typed, CELL_OK, strict);
    gives(column, YUAN, strict, CELL_OK, strict);
}

static void refuses(const char *column, const char *typed, enum cell_problem problem)
{
    gives(column, YUAN, typed, problem, "");
}

/* --- problems ------------------------------------------------------------------------------- */

static void each_problem_has_a_name_and_a_message(void **state)
{
    (void)state;
    for (enum cell_problem p = CELL_OK + 1; p <= CELL_DUPLICATE; p++) {
        assert_true(strlen(cell_problem_name(p)) > 0);
        assert_true(strlen(cell_problem_message(p)) > 0);
    }
    assert_string_equal(cell_problem_name(CELL_OK), "");
    assert_string_equal(cell_problem_message(CELL_OK), "");
    assert_string_equal(cell_problem_name(CELL_NOT_A_NUMBER), "not-a-number");
    assert_string_equal(cell_problem_name(CELL_DIGITS_LOST), "digits-lost");
    assert_string_equal(cell_problem_name(CELL_DUPLICATE), "duplicate");
}

static void an_empty_cell_is_empty_whatever_stands_around_it(void **state)
{
    (void)state;
    static const char *const COLUMNS[] = {
        "household_id", "name",          "id_number",   "phone", "bank_card",     "region",
        "visitors",     "annual_income", "living_paid", "month", "living_months", "signed",
        "assessed_on",  "category",      "categories",  "union", "household_size"};
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++) {
        makes(COLUMNS[i], "", "");
        makes(COLUMNS[i], " \t\r\n", "");
        makes(COLUMNS[i], "'", "");
        makes(COLUMNS[i], " ' ", "");
        makes(COLUMNS[i], "　\xC2\xA0\xEF\xBB\xBF", "");
    }
}

static void white_space_and_apostrophes_around_a_cell_are_off(void **state)
{
    (void)state;
    makes("annual_income", " 5000 ", "5000.00");
    makes("annual_income", "　5000\xC2\xA0", "5000.00");
    makes("annual_income", "\r\n5000\n", "5000.00");
    makes("annual_income",
          "\xE2\x80\x8B"
          "5000\xE2\x80\x8E",
          "5000.00"); /* invisible marks */
    makes("annual_income", "'5000", "5000.00");
    makes("annual_income", "‘5000", "5000.00");
    makes("annual_income", "’5000", "5000.00");
    makes("annual_income", "＇5000", "5000.00");
    makes("annual_income", "''5000", "5000.00");
    makes("annual_income", "\t'\t5000", "5000.00");
    makes("union", " '三中\t工会\n", "三中工会");
}

/* --- money ---------------------------------------------------------------------------------- */

static void amounts_get_two_decimals(void **state)
{
    (void)state;
    makes("annual_income", "0", "0.00");
    makes("annual_income", "10700", "10700.00");
    makes("annual_income", "10700.5", "10700.50");
    makes("annual_income", "0.01", "0.01");
    makes("annual_income", "000123.40", "123.40");
    makes("annual_income", "10.5000", "10.50");
    makes("annual_income", "-0.00", "0.00");
    refuses("annual_income", "10.505", CELL_TOO_MANY_DECIMALS);
    refuses("annual_income", "0.001", CELL_TOO_MANY_DECIMALS);
    refuses("annual_income", "0.000000000000000000000000000001", CELL_TOO_MANY_DECIMALS);
}

static void thousands_are_apart_by_threes(void **state)
{
    (void)state;
    makes("annual_income", "10,700.00", "10700.00");
    makes("annual_income", "1,234,567.89", "1234567.89");
    makes("annual_income", "１０，７００．００", "10700.00");
    makes("annual_income", "10 700", "10700.00");
    makes("annual_income",
          "10\xC2\xA0"
          "700.5",
          "10700.50");
    refuses("annual_income", "1,07,00", CELL_NOT_A_NUMBER);
    refuses("annual_income", "1070,0", CELL_NOT_A_NUMBER);
    refuses("annual_income", "1070,000", CELL_NOT_A_NUMBER);
    refuses("annual_income", "10,7000", CELL_NOT_A_NUMBER);
    refuses("annual_income", "10,700,", CELL_NOT_A_NUMBER);
    refuses("annual_income", ",700", CELL_NOT_A_NUMBER);
    refuses("annual_income", "0,700", CELL_NOT_A_NUMBER);
    refuses("annual_income", "1,234 567", CELL_NOT_A_NUMBER);
    refuses("annual_income", "1.234,567", CELL_NOT_A_NUMBER);
}

static void two_amounts_in_a_cell_never_become_one(void **state)
{
    (void)state;
    refuses("annual_income", "2000 3000", CELL_NOT_A_NUMBER);
    refuses("annual_income", "300\n500", CELL_NOT_A_NUMBER);
    refuses("annual_income", "3000元 500元", CELL_NOT_A_NUMBER);
    refuses("annual_income", "3000+500", CELL_NOT_A_NUMBER);
    refuses("household_size", "3 4", CELL_NOT_A_NUMBER);
    refuses("household_size", "3\n4", CELL_NOT_A_NUMBER);
}

static void currency_words_and_signs_are_off(void **state)
{
    (void)state;
    makes("annual_income", "42900元", "42900.00");
    makes("annual_income", "42900 元", "42900.00");
    makes("annual_income", "42900圆", "42900.00");
    makes("annual_income", "300块", "300.00");
    makes("annual_income", "¥42,900.00", "42900.00");
    makes("annual_income", "￥ 42900", "42900.00");
    makes("annual_income", "¥0.36万元", "3600.00");
    refuses("annual_income", "元", CELL_NOT_A_NUMBER);
    refuses("annual_income", "¥", CELL_NOT_A_NUMBER);
    refuses("annual_income", "42900元元", CELL_NOT_A_NUMBER);
    refuses("annual_income", "42900美元", CELL_NOT_A_NUMBER);
    refuses("annual_income", "3000元/月", CELL_NOT_A_NUMBER);
}

static void full_width_digits_count(void **state)
{
    (void)state;
    makes("annual_income", "３８１００", "38100.00");
    makes("annual_income", "３８１００．５元", "38100.50");
}

static void units_in_the_cell_scale_exactly(void **state)
{
    (void)state;
    makes("annual_income", "0.36万", "3600.00");
    makes("annual_income", "0.36万元", "3600.00");
    makes("annual_income", "1.2万", "12000.00");
    makes("annual_income", "1.2千", "1200.00");
    makes("annual_income", "1.2千元", "1200.00");
    makes("annual_income", "0.000001万", "0.01");
    makes("annual_income", "1.234567万", "12345.67");
    makes("annual_income", "3 万", "30000.00");
    refuses("annual_income", "0.0000001万", CELL_TOO_MANY_DECIMALS);
    refuses("annual_income", "1.2345678万", CELL_TOO_MANY_DECIMALS);
    refuses("annual_income", "万", CELL_NOT_A_NUMBER);
    refuses("annual_income", "3万5千", CELL_NOT_A_NUMBER);
    refuses("annual_income", "三万", CELL_NOT_A_NUMBER);
}

static void the_headings_unit_scales_what_states_none(void **state)
{
    (void)state;
    struct cell_unit thousands = {1000, 1}, both = {10000, 12}, none = {0, 0};
    gives("annual_income", TEN_THOUSANDS, "3.6", CELL_OK, "36000.00");
    gives("annual_income", TEN_THOUSANDS, "¥3.6", CELL_OK, "36000.00");
    gives("annual_income", TEN_THOUSANDS, "3.600001", CELL_OK, "36000.01");
    gives("annual_income", TEN_THOUSANDS, "3.6000001", CELL_TOO_MANY_DECIMALS, "");
    gives("annual_income", thousands, "3.6", CELL_OK, "3600.00");
    gives("annual_income", A_MONTH, "3000", CELL_OK, "36000.00");
    gives("annual_income", A_MONTH, "0.0025", CELL_OK, "0.03"); /* 0.03 a year, exactly */
    gives("annual_income", A_MONTH, "0.001", CELL_TOO_MANY_DECIMALS, "");
    gives("annual_income", both, "0.3", CELL_OK, "36000.00");
    gives("annual_income", both, "0.00000025", CELL_OK, "0.03");
    gives("annual_income", none, "36", CELL_OK, "36.00");
}

static void a_unit_in_the_cell_replaces_the_scale_but_not_the_months(void **state)
{
    (void)state;
    struct cell_unit both = {10000, 12};
    gives("annual_income", TEN_THOUSANDS, "3.6万", CELL_OK, "36000.00");
    gives("annual_income", TEN_THOUSANDS, "36000元", CELL_OK, "36000.00");
    gives("annual_income", TEN_THOUSANDS, "36千", CELL_OK, "36000.00");
    gives("annual_income", A_MONTH, "0.3万", CELL_OK, "36000.00");
    gives("annual_income", both, "0.3万元", CELL_OK, "36000.00");
    gives("annual_income", both, "3000元", CELL_OK, "36000.00");
}

static void amounts_below_zero_are_refused(void **state)
{
    (void)state;
    refuses("annual_income", "-5000", CELL_NEGATIVE);
    refuses("annual_income", "−5000", CELL_NEGATIVE); /* U+2212 */
    refuses("annual_income", "－５０００", CELL_NEGATIVE);
    refuses("annual_income", "(5,000)", CELL_NEGATIVE);
    refuses("annual_income", "（5000）", CELL_NEGATIVE);
    refuses("annual_income", "-¥5000", CELL_NEGATIVE);
    refuses("annual_income", "¥-5000元", CELL_NEGATIVE);
    refuses("annual_income", "-0.01", CELL_NEGATIVE);
    refuses("annual_income", "- 5000", CELL_NEGATIVE);
    refuses("annual_income", "--5000", CELL_NOT_A_NUMBER);
    refuses("annual_income", "()", CELL_NOT_A_NUMBER);
    refuses("annual_income", "(5000", CELL_NOT_A_NUMBER);
}

static void numbers_that_a_spreadsheet_rounded_are_refused(void **state)
{
    (void)state;
    refuses("annual_income", "1.2E+05", CELL_DIGITS_LOST);
    refuses("annual_income", "1.2e5", CELL_DIGITS_LOST);
    refuses("annual_income", "1E-05", CELL_DIGITS_LOST);
    refuses("annual_income", "１．２Ｅ＋０５", CELL_DIGITS_LOST);
    refuses("annual_income", "1.2E", CELL_NOT_A_NUMBER);
    refuses("annual_income", "E+05", CELL_NOT_A_NUMBER);
}

static void the_zero_of_accounting_formats_is_zero_where_that_harms_nobody(void **state)
{
    (void)state;
    makes("medical_cost", "-", "0.00");
    makes("medical_cost", "—", "0.00");
    makes("medical_cost", "——", "0.00");
    makes("medical_cost", "–", "0.00");
    makes("medical_cost", "－", "0.00");
    makes("medical_cost", "/", "0.00");
    makes("medical_cost", "／", "0.00");
    makes("medical_cost", " ¥ -   ", "0.00");
    gives("medical_cost", TEN_THOUSANDS, "-", CELL_OK, "0.00");
    makes("students_college", "-", "0");
    makes("students_college", "/", "0");
    refuses("annual_income", "-", CELL_NOT_A_NUMBER);
    refuses("annual_income", "—", CELL_NOT_A_NUMBER);
    refuses("annual_income", "/", CELL_NOT_A_NUMBER);
    refuses("annual_income", "¥-", CELL_NOT_A_NUMBER);
    refuses("household_size", "-", CELL_NOT_A_NUMBER);
    refuses("household_size", "—", CELL_NOT_A_NUMBER);
    refuses("monthly_income", "-", CELL_NOT_A_NUMBER);
    refuses("dibao", "-", CELL_NOT_A_NUMBER);
    refuses("living_months", "-", CELL_NOT_A_NUMBER); /* empty is the policy's figure, not 0 */
}

static void words_are_no_amounts(void **state)
{
    (void)state;
    refuses("annual_income", "约3万", CELL_NOT_A_NUMBER);
    refuses("annual_income", "3-4万", CELL_NOT_A_NUMBER);
    refuses("annual_income", "3万左右", CELL_NOT_A_NUMBER);
    refuses("annual_income", "无", CELL_NOT_A_NUMBER);
    refuses("annual_income", "#REF!", CELL_NOT_A_NUMBER);
    refuses("annual_income", "+5000", CELL_NOT_A_NUMBER);
    refuses("annual_income", ".5", CELL_NOT_A_NUMBER);
    refuses("annual_income", "5.", CELL_NOT_A_NUMBER);
    refuses("annual_income", "1.2.3", CELL_NOT_A_NUMBER);
    refuses("annual_income", "\xFF", CELL_NOT_A_NUMBER);
}

static void amounts_end_where_their_fen_end(void **state)
{
    (void)state;
    makes("annual_income", "92233720368547758.07", "92233720368547758.07");
    makes("annual_income", "9223372036854.775807万", "92233720368547758.07");
    refuses("annual_income", "92233720368547758.08", CELL_OVERFLOW);
    refuses("annual_income", "9223372036854.775808万", CELL_OVERFLOW);
    refuses("annual_income", "999999999999999999", CELL_OVERFLOW);
    refuses("annual_income", "1000000000000000000", CELL_OVERFLOW);
    refuses("annual_income", "99999999999999999999999999999999999999999999999", CELL_OVERFLOW);
    gives("annual_income", A_MONTH, "7686143364045646.51", CELL_OVERFLOW, "");
    gives("annual_income", A_MONTH, "7686143364045646.5", CELL_OK, "92233720368547758.00");
}

/* --- counts and months ---------------------------------------------------------------------- */

static void counts_are_whole_numbers_up_to_99(void **state)
{
    (void)state;
    makes("household_size", "1", "1");
    makes("household_size", "99", "99");
    makes("household_size", "03", "3");
    makes("household_size", "3.0", "3");
    makes("household_size", "3.00", "3");
    makes("household_size", "４", "4");
    makes("students_college", "0", "0");
    makes("students_college", "-0", "0");
    refuses("household_size", "0", CELL_OUT_OF_RANGE);
    refuses("household_size", "100", CELL_OUT_OF_RANGE);
    refuses("household_size", "99999999999999999999", CELL_OUT_OF_RANGE);
    refuses("students_college", "100", CELL_OUT_OF_RANGE);
    refuses("household_size", "3.5", CELL_TOO_MANY_DECIMALS);
    refuses("household_size", "-3", CELL_NEGATIVE);
    refuses("household_size", "－三人", CELL_NEGATIVE);
    refuses("household_size", "1E+05", CELL_DIGITS_LOST);
    refuses("household_size", "3.", CELL_NOT_A_NUMBER);
    refuses("household_size", "3、4", CELL_NOT_A_NUMBER);
    refuses("household_size", "3-4", CELL_NOT_A_NUMBER);
    refuses("household_size", "多", CELL_NOT_A_NUMBER);
    refuses("household_size", "人", CELL_NOT_A_NUMBER);
}

static void counts_come_in_chinese_numerals(void **state)
{
    (void)state;
    makes("household_size", "四", "4");
    makes("household_size", "两", "2");
    makes("household_size", "十", "10");
    makes("household_size", "十二", "12");
    makes("household_size", "一十二", "12");
    makes("household_size", "二十", "20");
    makes("household_size", "二十三", "23");
    makes("household_size", "廿", "20");
    makes("household_size", "廿三", "23");
    makes("household_size", "九十九", "99");
    makes("household_size", "叁", "3");
    makes("household_size", "壹拾贰", "12");
    makes("household_size", "陆", "6");
    makes("students_college", "零", "0");
    makes("students_college", "〇", "0");
    refuses("household_size", "零", CELL_OUT_OF_RANGE);
    refuses("household_size", "四五", CELL_NOT_A_NUMBER);
    refuses("household_size", "四五人", CELL_NOT_A_NUMBER);
    refuses("household_size", "十十", CELL_NOT_A_NUMBER);
    refuses("household_size", "零十", CELL_NOT_A_NUMBER);
    refuses("household_size", "二十零", CELL_NOT_A_NUMBER);
    refuses("household_size", "一百", CELL_NOT_A_NUMBER);
    refuses("household_size", "2十", CELL_NOT_A_NUMBER);
}

static void counters_behind_a_count_are_off(void **state)
{
    (void)state;
    makes("household_size", "3人", "3");
    makes("household_size", "3 人", "3");
    makes("household_size", "3口", "3");
    makes("household_size", "三口人", "3");
    makes("household_size", "3人户", "3");
    makes("household_size", "3名", "3");
    makes("household_size", "3个", "3");
    makes("household_size", "3户", "3");
    makes("household_size", "3.0人", "3");
    refuses("household_size", "3岁", CELL_NOT_A_NUMBER);
}

static void months_keep_the_decimals_they_need(void **state)
{
    (void)state;
    makes("living_months", "8", "8");
    makes("living_months", "9.5", "9.5");
    makes("living_months", "9.50", "9.5");
    makes("living_months", "10", "10");
    makes("living_months", "12.0", "12");
    makes("living_months", "9.5000000000", "9.5");
    makes("living_months", "９.５个月", "9.5");
    makes("living_months", "12个月", "12");
    makes("living_months", "12月", "12");
    makes("living_months", "十二个月", "12");
    makes("living_months", "0.000001", "0.000001");
    refuses("living_months", "0.0000001", CELL_TOO_MANY_DECIMALS);
    refuses("living_months", "-1", CELL_NEGATIVE);
    refuses("living_months", "99999999999999999999", CELL_OVERFLOW);
    refuses("living_months", "1E+01", CELL_DIGITS_LOST);
    refuses("living_months", "半年", CELL_NOT_A_NUMBER);
    refuses("living_months", "月", CELL_NOT_A_NUMBER);
    refuses("living_months", "1 2", CELL_NOT_A_NUMBER);
    refuses("living_months", "9.", CELL_NOT_A_NUMBER);
}

/* --- words ---------------------------------------------------------------------------------- */

static void yes_and_no_have_many_names(void **state)
{
    (void)state;
    static const char *const YES[] = {"是", "有", "yes",  "Yes",  "YES", "y",    "Y",
                                      "1",  "１", "true", "TRUE", "√",   " 是 ", "ｙｅｓ"};
    static const char *const NO[] = {"否", "无", "no", "No", "n", "0", "false", "False", "×"};
    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++)
        makes("living_difficulty", YES[i], "yes");
    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        makes("living_difficulty", NO[i], "no");
    static const char *const NEITHER[] = {"2", "-", "/", "不详", "是否", "ye", "x", "不是", "10"};
    for (size_t i = 0; i < sizeof NEITHER / sizeof *NEITHER; i++)
        refuses("living_difficulty", NEITHER[i], CELL_NOT_YES_OR_NO);
}

static void regions_are_six_digits(void **state)
{
    (void)state;
    makes("region", "341502", "341502");
    makes("region", "３４１５０２", "341502");
    makes("region", "341502.0", "341502");
    makes("region", "341502000000", "341502");
    makes("region", "'341502", "341502");
    makes("region", "110000", "110000");
    makes("region", "820000", "820000");
    refuses("region", "100000", CELL_NOT_A_CODE);
    refuses("region", "830000", CELL_NOT_A_CODE);
    refuses("region", "34150", CELL_NOT_A_CODE);
    refuses("region", "3415020", CELL_NOT_A_CODE);
    refuses("region", "341502001000", CELL_NOT_A_CODE);
    refuses("region", "341502001001", CELL_NOT_A_CODE);
    refuses("region", "341502000", CELL_NOT_A_CODE);
    refuses("region", "341502.5", CELL_NOT_A_CODE);
    refuses("region", "3.41502E+11", CELL_NOT_A_CODE);
    refuses("region", "金安区", CELL_NOT_A_CODE);
}

static void lists_are_joined_by_semicolons(void **state)
{
    (void)state;
    makes("hardship_cause", "子女上学", "子女上学");
    makes("hardship_cause", "子女上学;患病", "子女上学;患病");
    makes("hardship_cause", "子女上学；患病、下岗，失业,意外\n灾害\r\n其他",
          "子女上学;患病;下岗;失业;意外;灾害;其他");
    makes("hardship_cause", " 子女上学 ； 患病 ", "子女上学;患病");
    makes("hardship_cause", "、子女上学、、患病；", "子女上学;患病");
    makes("hardship_cause", "；、", "");
    makes("hardship_cause", "无 劳动能力（Ａ）", "无 劳动能力（Ａ）");
}

static void text_stays_as_typed_within(void **state)
{
    (void)state;
    makes("union", " Ａ厂  工会，二部\n东区 ", "Ａ厂  工会，二部\n东区");
    makes("household_id", "'0015", "0015");
    makes("household_id", "LA2025\t0015", "LA20250015");
    makes("bank_name", "'中国农业银行", "中国农业银行");
    makes("category", "　Deep ", "Deep");
}

/* --- days ----------------------------------------------------------------------------------- */

static void dates_come_in_many_forms(void **state)
{
    (void)state;
    static const char *const SAME[] = {"2025-04-02",
                                       "2025-4-2",
                                       "2025/4/2",
                                       "2025/04/02",
                                       "2025.4.2",
                                       "2025年4月2日",
                                       "2025年04月02号",
                                       "20250402",
                                       "２０２５／４／２",
                                       "2025 年 4 月 2 日",
                                       "2025—4—2",
                                       "45749",
                                       "45749.0",
                                       "2025/4/2 0:00",
                                       "2025/4/2 0:00:00",
                                       "2025-04-02T00:00:00",
                                       "2025-04-02 13:45:59.123",
                                       "2025年4月2日 9:30",
                                       "2025年4月2日9:30",
                                       "20250402 09:30",
                                       "20250402T09:30"};
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
        makes("assessed_on", SAME[i], "2025-04-02");
    makes("assessed_on", "2025/4/22", "2025-04-22");
    makes("assessed_on", "2025年3月19日", "2025-03-19");
    makes("assessed_on", "2025.8.4", "2025-08-04");
    makes("assessed_on", "2024-2-29", "2024-02-29");
}

static void days_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    static const char *const NONE[] = {"2025-02-29",
                                       "2025-13-01",
                                       "2025-00-10",
                                       "2025-4-31",
                                       "2025-4-0",
                                       "0000-01-01",
                                       "20250229",
                                       "25-4-2",
                                       "2025-4",
                                       "2025",
                                       "202504",
                                       "2025年4月",
                                       "2025年4月2",
                                       "2025-4/2",
                                       "2025/4.2",
                                       "2025-4-2-",
                                       "2025-004-02",
                                       "2025-4-002",
                                       "4/2/2025",
                                       "2025-4-2 25:00",
                                       "2025-4-2 0:60",
                                       "2025-4-2 0:0",
                                       "2025-4-2 0",
                                       "2025-4-2T00:00:00Z",
                                       "2025-4-2T00:00:00+08:00",
                                       "2025-4-20:00",
                                       "2025-4-2 0:00:60",
                                       "2025-4-2 AM",
                                       "去年",
                                       "-",
                                       "2025-4-2日",
                                       "20250402T093000",
                                       "3.41502E+17",
                                       "2025.8"};
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        refuses("assessed_on", NONE[i], CELL_NOT_A_DATE);
}

static void spreadsheets_number_their_days(void **state)
{
    (void)state;
    makes("assessed_on", "45717", "2025-03-01");
    makes("assessed_on", "45717.0", "2025-03-01");
    makes("assessed_on", "４５７１７", "2025-03-01");
    makes("assessed_on", "20000", "1954-10-03");
    makes("assessed_on", "80000", "2119-01-11");
    refuses("assessed_on", "19999", CELL_NOT_A_DATE);
    refuses("assessed_on", "80001", CELL_NOT_A_DATE);
    refuses("assessed_on", "45717.5", CELL_NOT_A_DATE);
    refuses("assessed_on", "045717", CELL_NOT_A_DATE);
}

static void months_come_in_many_forms(void **state)
{
    (void)state;
    static const char *const SAME[] = {
        "2025-03",    "2025-3",        "2025/3",      "2025/03", "2025.3",          "2025.03",
        "2025年3月",  "2025年03月",    "2025年3月份", "202503",  "202503.0",        "２０２５－３",
        "2025-03-19", "2025年3月19日", "20250319",    "45735",   "2025/3/1 0:00:00"};
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
        makes("month", SAME[i], "2025-03");
    makes("month", "2025.10", "2025-10");
    makes("month", "2025.01", "2025-01");
    makes("month", "2025-1", "2025-01");
    makes("month", "2025.12", "2025-12");
    static const char *const NONE[] = {"2025-13",    "2025-0",  "2025",    "202513",
                                       "2025-02-30", "25-3",    "2025年3", "3月",
                                       "-",          "2025-3-", "2025.0",  "Mar-25"};
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        refuses("month", NONE[i], CELL_NOT_A_MONTH);
}

static void january_with_a_point_may_be_an_october_that_lost_its_zero(void **state)
{
    (void)state;
    refuses("month", "2025.1", CELL_DIGITS_LOST);
    refuses("month", "２０２５．１", CELL_DIGITS_LOST);
}

/* --- what belongs to a person --------------------------------------------------------------- */

static void ids_are_checked_and_never_repaired(void **state)
{
    (void)state;
    makes("id_number", "11010519491231002x", "11010519491231002X");
    makes("id_number", "'34150219920208897X", "34150219920208897X");
    makes("id_number", "\t34152219630624369X", "34152219630624369X");
    makes("id_number", "341502 19920208 897X", "34150219920208897X");
    makes("id_number", "３４１５０２１９９２０２０８８９７Ｘ", "34150219920208897X");
    makes("id_number", "341523780428445", "341523197804284452");
    refuses("id_number", "3.41502E+17", CELL_DIGITS_LOST);
    refuses("id_number", "3.41502e17", CELL_DIGITS_LOST);
    refuses("id_number", "341503199807051000", CELL_CHECKSUM);
    refuses("id_number", "341523196201074231", CELL_CHECKSUM);
    refuses("id_number", "341502199802310019", CELL_BIRTH_DATE);
    refuses("id_number", "34150219920208897", CELL_NOT_AN_ID);
    refuses("id_number", "无", CELL_NOT_AN_ID);
    refuses("id_number", "34150219920208897×", CELL_NOT_AN_ID);
}

static void cards_are_digits_and_luhn_only_warns(void **state)
{
    (void)state;
    makes("bank_card", "6217002668118897772", "6217002668118897772");
    makes("bank_card", "6217 0026 6811 8897 772", "6217002668118897772");
    makes("bank_card", "6217-0026-6811-8897-772", "6217002668118897772");
    makes("bank_card", "'６２１７００２６６８１１８８９７７７２", "6217002668118897772");
    gives("bank_card", YUAN, "6217000782578028050", CELL_LUHN, "6217000782578028050");
    gives("bank_card", YUAN, "6217 0007 8257 8028 050", CELL_LUHN, "6217000782578028050");
    refuses("bank_card", "6.217E+18", CELL_DIGITS_LOST);
    refuses("bank_card", "6217O02668118897772", CELL_NOT_A_NUMBER);
    refuses("bank_card", "-", CELL_NOT_A_NUMBER);
    refuses("bank_card", "农行6217002668118897772", CELL_NOT_A_NUMBER);
    refuses("bank_card", "12345678901", CELL_LENGTH);
    gives("bank_card", YUAN, "000000000000", CELL_OK, "000000000000");
    gives("bank_card", YUAN, "000000000000000000000000000018", CELL_OK,
          "000000000000000000000000000018");
    refuses("bank_card", "0000000000000000000000000000000", CELL_LENGTH);
}

/* A spreadsheet keeps 15 digits; with 16 or 17 a zero may be the card's own. */
static void cards_with_zeros_behind_the_fifteenth_digit_have_lost_theirs(void **state)
{
    (void)state;
    refuses("bank_card", "6217002668110030000", CELL_DIGITS_LOST);
    refuses("bank_card", "6217 0026 6811 0030 000", CELL_DIGITS_LOST);
    refuses("bank_card", "621700266811003000", CELL_DIGITS_LOST);
    refuses("bank_card", "000000000000000000000000000000", CELL_DIGITS_LOST);
    refuses("bank_card", "6217002668110030", CELL_DIGITS_LOST);
    refuses("bank_card", "62170026681100700", CELL_DIGITS_LOST);
    makes("bank_card", "6217002668110010", "6217002668110010");
    makes("bank_card", "62170026681100300", "62170026681100300");
    gives("bank_card", YUAN, "6217002668110030010", CELL_LUHN, "6217002668110030010");
    makes("bank_card", "000000000000000", "000000000000000");
}

static void only_what_is_left_of_an_income_may_be_negative(void **state)
{
    (void)state;
    makes("per_capita_net", "-120.5", "-120.50");
    makes("per_capita_net", "(1,200)", "-1200.00");
    makes("per_capita_net", "-0", "0.00");
    refuses("per_capita_net", "-", CELL_NOT_A_NUMBER);
    gives("per_capita_net", TEN_THOUSANDS, "－0.01", CELL_OK, "-100.00");
    refuses("per_capita_income", "-1", CELL_NEGATIVE);
    refuses("dibao", "-1", CELL_NEGATIVE);
}

static void hides(const char *typed, const char *shown)
{
    char out[CELL_HIDDEN_SIZE];
    assert_string_equal(cell_hidden(text_of(typed), out), shown);
}

static void numbers_of_people_are_hidden_whatever_is_typed(void **state)
{
    (void)state;
    hides("", "");
    hides("12345678", "12345678");
    hides("三四一五０二１９", "三四一五０二１９");
    hides("123456789", "1234*6789");
    hides("\t341502199810030958 ", "3415**********0958");
    hides("341502/19900101/1234", "3415************1234");
    hides("3415021990O1011234", "3415**********1234");
    hides("341502\n19900101\n1234", "3415************1234");
    hides("三四一五零二一九九零零一零一一二三四", "三四一五**********一二三四");
    hides("3.41502E+17", "3.41502E+17");
    hides("0123456789012345678901234567890123456789012345678901234567890123456789",
          "0123****************************************6789");
    hides("𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷", "𠮷𠮷𠮷𠮷*𠮷𠮷𠮷𠮷");
}

static void mobile_numbers_are_eleven_digits(void **state)
{
    (void)state;
    makes("phone", "13968666340", "13968666340");
    makes("phone", "139 6866 6340", "13968666340");
    makes("phone", "139-6866-6340", "13968666340");
    makes("phone", "１３９６８６６６３４０", "13968666340");
    makes("phone", "+8613968666340", "13968666340");
    makes("phone", "+86 139-6866-6340", "13968666340");
    makes("phone", "8613968666340", "13968666340");
    makes("phone", "13968666340.0", "13968666340");
    makes("phone", "'13968666340", "13968666340");
    refuses("phone", "1.39687E+10", CELL_DIGITS_LOST);
}

static void other_telephone_numbers_stay(void **state)
{
    (void)state;
    makes("phone", "0564-3211234", "0564-3211234");
    makes("phone", " 0564－3211234 ", "0564-3211234");
    makes("phone", "0564 3211234", "0564 3211234");
    makes("phone", "8612345", "8612345");
    makes("phone", "13968666340/13968666341", "13968666340/13968666341");
    makes("phone", "1396866634", "1396866634");
    makes("phone", "12345678901", "12345678901");
    makes("phone", "无", "无");
}

static void chinese_names_have_no_spaces_and_others_keep_theirs(void **state)
{
    (void)state;
    makes("name", "欧阳 建国", "欧阳建国");
    makes("name", " 张　三 ", "张三");
    makes("name", "张\n三", "张三");
    makes("name", "张\t三", "张三");
    makes("name", "㛃𠮷", "㛃𠮷");
    makes("name", "㛃 𠮷", "㛃𠮷");
    makes("name", "𠮷 𠮷", "𠮷𠮷");
    makes("name", "阿卜杜拉·买买提", "阿卜杜拉·买买提");
    makes("name", "阿卜杜拉 · 买买提", "阿卜杜拉·买买提");
    makes("name", " John \n Smith　Jr ", "John Smith Jr");
    makes("name", "Ａnna", "Ａnna");
    makes("name", "'李四", "李四");
}

static int open_columns(void **state)
{
    (void)state;
    return columns_open(NULL) ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_problem_has_a_name_and_a_message),
        cmocka_unit_test(an_empty_cell_is_empty_whatever_stands_around_it),
        cmocka_unit_test(white_space_and_apostrophes_around_a_cell_are_off),
        cmocka_unit_test(amounts_get_two_decimals),
        cmocka_unit_test(thousands_are_apart_by_threes),
        cmocka_unit_test(two_amounts_in_a_cell_never_become_one),
        cmocka_unit_test(currency_words_and_signs_are_off),
        cmocka_unit_test(full_width_digits_count),
        cmocka_unit_test(units_in_the_cell_scale_exactly),
        cmocka_unit_test(the_headings_unit_scales_what_states_none),
        cmocka_unit_test(a_unit_in_the_cell_replaces_the_scale_but_not_the_months),
        cmocka_unit_test(amounts_below_zero_are_refused),
        cmocka_unit_test(numbers_that_a_spreadsheet_rounded_are_refused),
        cmocka_unit_test(the_zero_of_accounting_formats_is_zero_where_that_harms_nobody),
        cmocka_unit_test(words_are_no_amounts),
        cmocka_unit_test(amounts_end_where_their_fen_end),
        cmocka_unit_test(counts_are_whole_numbers_up_to_99),
        cmocka_unit_test(counts_come_in_chinese_numerals),
        cmocka_unit_test(counters_behind_a_count_are_off),
        cmocka_unit_test(months_keep_the_decimals_they_need),
        cmocka_unit_test(yes_and_no_have_many_names),
        cmocka_unit_test(regions_are_six_digits),
        cmocka_unit_test(lists_are_joined_by_semicolons),
        cmocka_unit_test(text_stays_as_typed_within),
        cmocka_unit_test(dates_come_in_many_forms),
        cmocka_unit_test(days_that_do_not_exist_are_refused),
        cmocka_unit_test(spreadsheets_number_their_days),
        cmocka_unit_test(months_come_in_many_forms),
        cmocka_unit_test(january_with_a_point_may_be_an_october_that_lost_its_zero),
        cmocka_unit_test(ids_are_checked_and_never_repaired),
        cmocka_unit_test(cards_are_digits_and_luhn_only_warns),
        cmocka_unit_test(cards_with_zeros_behind_the_fifteenth_digit_have_lost_theirs),
        cmocka_unit_test(only_what_is_left_of_an_income_may_be_negative),
        cmocka_unit_test(numbers_of_people_are_hidden_whatever_is_typed),
        cmocka_unit_test(mobile_numbers_are_eleven_digits),
        cmocka_unit_test(other_telephone_numbers_stay),
        cmocka_unit_test(chinese_names_have_no_spaces_and_others_keep_theirs),
    };
    return cmocka_run_group_tests(tests, open_columns, NULL);
}
