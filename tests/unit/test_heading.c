/* Headers of spreadsheets: names, marks, units. */
#include "intake/heading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "heading_names.h"

static struct heading_column match(const char *typed)
{
    return heading_match(&names, text_of(typed), NULL);
}

static void is_in(const char *typed, const char *column, int scale, int months)
{
    struct heading_column found = match(typed);
    if (found.match != HEADING_KNOWN || strcmp(found.column->name, column) != 0)
        fail_msg("'%s' is not %s", typed, column);
    assert_int_equal(found.unit.scale, scale);
    assert_int_equal(found.unit.months, months);
    assert_null(found.resembles);
}

static void is(const char *typed, const char *column)
{
    is_in(typed, column, 1, 1);
}

static void is_unknown(const char *typed, const char *resembles)
{
    struct heading_column found = match(typed);
    if (found.match != HEADING_UNKNOWN)
        fail_msg("'%s' is known", typed);
    assert_null(found.column);
    if (resembles == NULL)
        assert_null(found.resembles);
    else
        assert_string_equal(found.resembles->name, resembles);
}

static void has_bad_unit(const char *typed, const char *column, const char *unit)
{
    struct error error = {0};
    char quoted[64] = "'";
    struct heading_column found = heading_match(&names, text_of(typed), &error);
    if (found.match != HEADING_BAD_UNIT)
        fail_msg("the unit of '%s' passes", typed);
    assert_string_equal(found.column->name, column);
    assert_int_equal(found.unit.scale, 1);
    assert_int_equal(found.unit.months, 1);
    assert_string_equal(error.column, typed);
    strcat(strcat(quoted, unit), "'");
    assert_non_null(strstr(error.text, quoted));
    assert_non_null(strstr(error.text, column));
    assert_int_equal(match(typed).match, HEADING_BAD_UNIT); /* without an error to fill, too */
}

static void brackets_are_of_all_shapes(void **state)
{
    (void)state;
    is_in("医疗支出[万元]", "medical_cost", 10000, 1);
    is_in("医疗支出［万元］", "medical_cost", 10000, 1);
    is_in("医疗支出【元/月】", "medical_cost", 1, 12);
    is_in("医疗支出〔单位:千元〕", "medical_cost", 1000, 1);
    is("年度致困费用【损失】", "accident_loss");
    is_unknown("年收入[税前]", "annual_income");
    has_bad_unit("年收入【美元】", "annual_income", "美元");
}

static void it_is_known_whether_a_unit_is_stated(void **state)
{
    (void)state;
    assert_true(match("年收入(元)").unit_stated);
    assert_true(match("年收入[万元]").unit_stated);
    assert_false(match("年收入").unit_stated);
    assert_false(match("年度致困费用(损失)").unit_stated);
    assert_false(match("年收入(税前)").unit_stated);
}

static void every_name_finds_its_own_column(void *data, const struct column *column,
                                            struct text name)
{
    int *count = data;
    struct heading_column found = heading_match(&names, name, NULL);
    if (found.match != HEADING_KNOWN || found.column != column)
        fail_msg("'%.*s' does not find %s", (int)name.n, name.p, column->name);
    ++*count;
}

/* heading_names_open refuses names that compare equal, so opened names are all apart. */
static void no_two_columns_share_a_name(void **state)
{
    (void)state;
    int count = 0;
    column_each_name(every_name_finds_its_own_column, &count);
    assert_true(count > 100);
    for (size_t i = 1; i < names.count; i++)
        if (strcmp(names.names[i - 1].key, names.names[i].key) == 0)
            assert_ptr_equal(names.names[i - 1].column, names.names[i].column);
}

static void the_samples_header_is_known(void **state)
{
    (void)state;
    is("*职工编号", "household_id");
    is("*姓名 ", "name");
    is("*身份证号", "id_number");
    is("*手机号码", "phone");
    is("*户口所在地\n行政区划", "region");
    is("工作单位", "union");
    is("*家庭人口", "household_size");
    is("*家庭年度总收入(元)", "annual_income");
    is("因病支出(元)", "medical_cost");
    is("因残支出(元)", "disability_cost");
    is("子女就学支出(元)", "education_cost");
    is("其他刚性支出", "other_rigid_cost");
    is("必要就业成本", "employment_cost");
    is("年度致困费用(损失)", "accident_loss");
    is("赔偿补偿及救助", "accident_compensation");
    is("个人承担部分(医疗)", "medical_self_paid");
    is("高校就学子女数", "students_college");
    is("高中中职就学子女数", "students_high_school");
    is("﹡主要致困原因", "hardship_cause");
    is("开户银行", "bank_name");
    is("银行帐号", "bank_card");
    is("核定日期", "assessed_on");
    is_unknown("备注", NULL);
    is_unknown("", NULL);
}

static void marks_and_white_space_do_not_count(void **state)
{
    (void)state;
    is("姓 名﹡", "name");
    is("＊姓名", "name");
    is("※姓　名", "name");
    is(" 姓名\r\n", "name");
    is("姓\xC2\xA0名*", "name");
    is("银行\n账号", "bank_card");
    is("银行卡号", "bank_card");
    is_unknown("姓名1", NULL);
    is_unknown("姓", NULL);
    is_unknown("姓名称", NULL);
}

static void english_names_come_in_any_case(void **state)
{
    (void)state;
    is("household_size", "household_size");
    is("Household Size", "household_size");
    is("HOUSEHOLD-SIZE", "household_size");
    is("ｈｏｕｓｅｈｏｌｄ＿ｓｉｚｅ", "household_size");
    is_in("Annual Income (万元)", "annual_income", 10000, 1);
    is_unknown("household sizes", NULL);
}

static void brackets_are_of_either_width(void **state)
{
    (void)state;
    is("年度致困费用（损失）", "accident_loss");
    is("年度致困费用(损失）", "accident_loss");
    is("个人承担部分 （医疗）*", "medical_self_paid");
    is("家庭年度总收入（元）", "annual_income");
    is("家庭年度总收入 （ 元 ）", "annual_income");
}

static void an_alias_with_brackets_may_have_a_unit_as_well(void **state)
{
    (void)state;
    is_in("年度致困费用(损失)(万元)", "accident_loss", 10000, 1);
    is_in("个人承担部分（医疗）（元/月）", "medical_self_paid", 1, 12);
}

static void units_scale(void **state)
{
    (void)state;
    is_in("家庭年收入(元)", "annual_income", 1, 1);
    is_in("家庭年收入(千元)", "annual_income", 1000, 1);
    is_in("家庭年收入（万元）", "annual_income", 10000, 1);
    is_in("家庭年收入\n(单位：万元)", "annual_income", 10000, 1);
    is_in("家庭年收入(单位元)", "annual_income", 1, 1);
    is_in("家庭年收入(人民币元)", "annual_income", 1, 1);
    is("家庭人口(人)", "household_size");
    is("家庭人口（口）", "household_size");
    is("高校就学子女数(名)", "students_college");
    is("走访人数(个)", "visitors");
    is("走访人数(户)", "visitors");
    is("走访人数(人次)", "visitors");
    is("生活救助月数(个月)", "living_months");
    is("生活救助月数(月)", "living_months");
}

static void yearly_columns_take_amounts_a_month(void **state)
{
    (void)state;
    static const char *const YEARLY[] = {"annual_income",    "medical_cost",     "disability_cost",
                                         "education_cost",   "other_rigid_cost", "employment_cost",
                                         "medical_self_paid"};
    char typed[64];
    for (size_t i = 0; i < sizeof YEARLY / sizeof *YEARLY; i++) {
        is_in(strcat(strcpy(typed, YEARLY[i]), "(元/月)"), YEARLY[i], 1, 12);
        is_in(strcat(strcpy(typed, YEARLY[i]), "(元/年)"), YEARLY[i], 1, 1);
        is_in(strcat(strcpy(typed, YEARLY[i]), "(万元／月)"), YEARLY[i], 10000, 12);
        is_in(strcat(strcpy(typed, YEARLY[i]), "(元每月)"), YEARLY[i], 1, 12);
    }
}

static void monthly_columns_are_by_the_month_already(void **state)
{
    (void)state;
    static const char *const MONTHLY[] = {"per_capita_income", "per_capita_net",    "dibao",
                                          "monthly_income",    "government_relief", "union_aid"};
    char typed[64];
    for (size_t i = 0; i < sizeof MONTHLY / sizeof *MONTHLY; i++) {
        is_in(strcat(strcpy(typed, MONTHLY[i]), "(元)"), MONTHLY[i], 1, 1);
        is_in(strcat(strcpy(typed, MONTHLY[i]), "(元/月)"), MONTHLY[i], 1, 1);
        has_bad_unit(strcat(strcpy(typed, MONTHLY[i]), "(元/年)"), MONTHLY[i], "元/年");
    }
}

static void amounts_a_head_are_for_columns_by_the_head(void **state)
{
    (void)state;
    is("低保标准(元/人·月)", "dibao");
    is("低保标准(元/人/月)", "dibao");
    is("低保标准(元/月·人)", "dibao");
    is("家庭月人均收入(元/人)", "per_capita_income");
    has_bad_unit("家庭月收入(元/人·月)", "monthly_income", "元/人·月");
}

static void units_that_do_not_fit_are_errors(void **state)
{
    (void)state;
    has_bad_unit("年度致困费用(元/月)", "accident_loss", "元/月");
    has_bad_unit("已发生活救助（元/月）", "living_paid", "元/月");
    is_in("年度致困费用(元/年)", "accident_loss", 1, 1);
    is_in("已发生活救助(万元/年)", "living_paid", 10000, 1);
    has_bad_unit("家庭年度总收入(人)", "annual_income", "人");
    has_bad_unit("家庭年度总收入(个月)", "annual_income", "个月");
    has_bad_unit("家庭年度总收入(元/人)", "annual_income", "元/人");
    has_bad_unit("家庭年度总收入(元/天)", "annual_income", "元/天");
    has_bad_unit("家庭年度总收入(元/年/月)", "annual_income", "元/年/月");
    has_bad_unit("家庭年度总收入(美元)", "annual_income", "美元");
    has_bad_unit("家庭年度总收入(亿元)", "annual_income", "亿元");
    has_bad_unit("家庭年度总收入(年)", "annual_income", "年");
    has_bad_unit("家庭月人均收入(元/人·年)", "per_capita_income", "元/人·年");
    has_bad_unit("家庭人口(元)", "household_size", "元");
    has_bad_unit("家庭人口(个月)", "household_size", "个月");
    has_bad_unit("生活救助月数(人)", "living_months", "人");
    has_bad_unit("生活救助月数(元)", "living_months", "元");
    has_bad_unit("姓名(人)", "name", "人");
    has_bad_unit("核定日期(月)", "assessed_on", "月");
}

static void other_words_in_brackets_make_another_name(void **state)
{
    (void)state;
    is_unknown("家庭年度总收入(税前)", "annual_income");
    is_unknown("联系电话（本人）", "phone");
    is_unknown("姓名()", NULL);
    is_unknown("(元)", NULL);
    is_unknown("(元)家庭年收入", NULL);
    is_unknown("家庭年收入元)", NULL);
    is_unknown("备注(元)", NULL);
    is_unknown(")", NULL);
    is_unknown("(", NULL);
}

static void long_texts_are_not_names(void **state)
{
    (void)state;
    char text[4096];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    is_unknown(text, NULL);
    memset(text, ' ', sizeof text - 1);
    memcpy(text + 2000, "name", 4);
    is(text, "name");
    is_unknown("name\xFF", NULL);
}

static void a_header_has_size_and_income_or_three_known_names(void **state)
{
    (void)state;
    struct heading_column line[] = {match("家庭人口"), match("备注"), match("家庭年收入(万元)")};
    assert_true(heading_is_header(line, 3));
    assert_false(heading_is_header(line, 2));
    assert_false(heading_is_header(line, 0));
    struct heading_column two[] = {match("姓名"), match("家庭人口"), match("x")};
    assert_false(heading_is_header(two, 3));
    struct heading_column three[] = {match("姓名"), match("x"), match("电话"), match("单位")};
    assert_true(heading_is_header(three, 4));
    struct heading_column wrong[] = {match("家庭人口"), match("家庭年收入(美元)")};
    assert_true(heading_is_header(wrong, 2));
    struct heading_column title[] = {match("某县困难职工档案汇总表"), match(""), match("")};
    assert_false(heading_is_header(title, 3));
    struct heading_column below[] = {match("填报单位:县总工会"), match("单位:元")};
    assert_false(heading_is_header(below, 2));
}

static void own_name_is(const char *typed, const char *expected)
{
    struct buffer out = {0};
    heading_own_name(text_of(typed), &out);
    buffer_char(&out, '\0');
    assert_string_equal(out.p, expected);
    buffer_free(&out);
}

static void unknown_columns_keep_their_own_names(void **state)
{
    (void)state;
    own_name_is("备注", "备注");
    own_name_is(" 备注　\n", "备注");
    own_name_is("*出生\r\n日期(年 月)", "*出生日期(年 月)");
    own_name_is("", "");
    own_name_is(" \n", "");
}

static void freed_names_find_nothing(void **state)
{
    (void)state;
    struct heading_names none = {0};
    assert_int_equal(heading_match(&none, text_of("name"), NULL).match, HEADING_UNKNOWN);
    heading_names_free(&none);
    heading_names_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_columns_share_a_name),
        cmocka_unit_test(the_samples_header_is_known),
        cmocka_unit_test(marks_and_white_space_do_not_count),
        cmocka_unit_test(english_names_come_in_any_case),
        cmocka_unit_test(brackets_are_of_either_width),
        cmocka_unit_test(an_alias_with_brackets_may_have_a_unit_as_well),
        cmocka_unit_test(brackets_are_of_all_shapes),
        cmocka_unit_test(it_is_known_whether_a_unit_is_stated),
        cmocka_unit_test(units_scale),
        cmocka_unit_test(yearly_columns_take_amounts_a_month),
        cmocka_unit_test(monthly_columns_are_by_the_month_already),
        cmocka_unit_test(amounts_a_head_are_for_columns_by_the_head),
        cmocka_unit_test(units_that_do_not_fit_are_errors),
        cmocka_unit_test(other_words_in_brackets_make_another_name),
        cmocka_unit_test(long_texts_are_not_names),
        cmocka_unit_test(a_header_has_size_and_income_or_three_known_names),
        cmocka_unit_test(unknown_columns_keep_their_own_names),
        cmocka_unit_test(freed_names_find_nothing),
    };
    return cmocka_run_group_tests(tests, open_names, free_names);
}
