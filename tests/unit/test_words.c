/* The Chinese of the code words in cells. */
#include "base/embedded.h"
#include "intake/cell.h"
#include "rules/aid.h"
#include "table/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#define COMMA "\u3001" /* ideographic */
#define COLON "\uFF1A" /* full-width */

static int open_words(void **state)
{
    (void)state;
    return columns_open(NULL) && words_open(NULL) && words_open(NULL) ? 0 : -1;
}

/* Behind what the buffer has already. */
static bool put(const char *column, const char *cell, const char *chinese)
{
    struct buffer out = {0};
    buffer_string(&out, "<");
    bool changed = words_put(&out, column, text_of(cell));
    assert_false(out.failed);
    assert_int_equal(out.p[0], '<');
    struct text said = {out.p + 1, out.n - 1};
    if (!text_is(said, chinese))
        fail_msg("%s '%s' says '%.*s'", column, cell, (int)said.n, said.p);
    buffer_free(&out);
    return changed;
}

static void says(const char *column, const char *cell, const char *chinese)
{
    assert_true(put(column, cell, chinese));
}

static void stays(const char *column, const char *cell)
{
    assert_false(put(column, cell, cell));
}

static void words_are_said_in_chinese(void **state)
{
    (void)state;
    says("category", "deep", "深度困难");
    says("category", "none", "不符合");
    says("category", "invalid", "无法认定");
    says("voluntary_exit", "yes", "是");
    says(NULL, "no", "否");
    says("approval", "province", "省总工会");
    says("exit_status", "stay", "在档");
    says("next_step", "visit", "入户走访");
}

static void lists_are_joined_by_the_ideographic_comma(void **state)
{
    (void)state;
    says("categories", "deep;accidental", "深度困难" COMMA "意外致困");
    says("aid_order", "living;education;medical", "生活救助" COMMA "助学救助" COMMA "医疗救助");
    says("reasons", "dossier.deep;dossier.relative", "深度困难建档标准" COMMA "相对困难建档标准");
}

static void parts_are_joined_by_the_full_width_colon(void **state)
{
    (void)state;
    says("reasons", "missing:annual_income", "缺少" COLON "家庭年度总收入");
    says("reasons", "household_size:out-of-range", "家庭人口" COLON "超出范围");
    says("reasons", "dossier.deep:not-met;dossier.relative:not-met",
         "深度困难建档标准" COLON "不符合" COMMA "相对困难建档标准" COLON "不符合");
    says("aid_reasons", "category:not-what-the-facts-give:relative",
         "困难类别" COLON "与所填事实不符" COLON "相对困难");
    says("problems", "id_number:checksum;bank_card:luhn",
         "身份证号" COLON "校验码不对" COMMA "银行卡号" COLON "卡号校验位不对");
}

static void a_parameter_keeps_its_name(void **state)
{
    (void)state;
    says("reasons", "policy-gap:deep.scale", "政策表此项标准已到期" COLON "deep.scale");
    /* dibao is a column as well. */
    says("reasons", "no-policy:dibao", "政策表没有此项标准" COLON "低保标准");
}

static void a_word_of_a_column_is_one_there_only(void **state)
{
    (void)state;
    says("aid_order", "medical", "医疗救助");
    stays("reasons", "medical");
    stays("exit_status", "county");
    stays(NULL, "stay");
    stays("no such column", "stay");
    says("no such column", "deep", "深度困难");
}

static void what_is_not_known_stays(void **state)
{
    (void)state;
    stays("category", "");
    stays("category", "Deep");
    stays("category", "deep ");
    stays("category", "deeper");
    stays("union", "金安区总工会");
    stays("union", "a:b;c:d");
    stays(NULL, "2025-03-01 12:30;");
    stays("reasons", ":");
    assert_false(words_put(&(struct buffer){0}, NULL, (struct text){NULL, 0}));
    says("reasons", "deep;sudden:rain", "深度困难" COMMA "sudden:rain");
    says("reasons", "missing:moon", "缺少" COLON "moon");
    says("reasons", "deep;", "深度困难" COMMA);
}

static void a_list_that_people_wrote_is_joined_anew(void **state)
{
    (void)state;
    says("hardship_cause", "患重特大疾病;子女上学", "患重特大疾病" COMMA "子女上学");
    stays("hardship_cause", "子女上学");
    stays("union", "一工会;二工会");
}

/* ---- the table ----------------------------------------------------------------------------- */

static void is_said(const char *column, const char *word)
{
    struct buffer out = {0};
    if (!words_put(&out, column, text_of(word)))
        fail_msg("'%s' of %s is not in share/words.csv", word, column);
    for (size_t i = 0; i < out.n; i++)
        if (out.p[i] > ' ' && out.p[i] <= '~' && out.p[i] != '/')
            fail_msg("'%s' of %s says '%.*s'", word, column, (int)out.n, out.p);
    buffer_free(&out);
}

static void every_word_of_the_rules_is_there(void **state)
{
    (void)state;
    static const char *const CATEGORIES[] = {"category", "categories", "aid_category",
                                             "aid_reasons"};
    for (int c = 0; c < CATEGORY_COUNT; c++) {
        for (int i = 0; i < 4; i++)
            is_said(CATEGORIES[i], CATEGORY_NAMES[c]);
        is_said("reasons", DOSSIER_RULES[c]);
    }
    for (int item = 0; item < ITEM_COUNT; item++) {
        is_said("aid_order", ITEM_NAMES[item]);
        is_said("aid_reasons", AID_RULES[item]);
    }
    for (int i = APPROVAL_COUNTY; i <= APPROVAL_NATIONAL; i++)
        is_said("approval", APPROVAL_NAMES[i]);
}

static void every_problem_of_a_cell_is_there(void **state)
{
    (void)state;
    for (int p = CELL_OK + 1; p <= CELL_DUPLICATE; p++)
        is_said("problems", cell_problem_name((enum cell_problem)p));
}

/* By which categories, aid and the targets of the return are decided. */
static bool is_reported(enum read_by reader)
{
    return reader == READ_BY_HARDSHIP || reader == READ_BY_AID || reader == READ_BY_REPORT;
}

static void every_word_of_a_policy_is_there(void **state)
{
    (void)state;
    for (int i = 0; i < PARAMETER_COUNT; i++)
        if (is_reported(PARAMETER_INFO[i].reader))
            is_said("parameter", PARAMETER_INFO[i].name);
    for (int word = WORD_NONE + 1; word < WORD_COUNT; word++)
        is_said("value", WORD_NAMES[word]);
    for (int cost = 0; cost < COST_COUNT; cost++)
        is_said("value", COST_NAMES[cost]);
    for (int unit = 0; unit < UNITS; unit++)
        is_said("unit", UNIT_NAMES[unit]);
    for (int item = 0; item < ITEM_COUNT; item++) {
        char name[32];
        snprintf(name, sizeof name, "target.%s", ITEM_NAMES[item]);
        is_said("parameter", name);
        is_said("unit", name);
    }
    /* Columns are named like these, or words of another kind. */
    says("parameter", "dibao", "城市低保标准");
    says("unit", "month", "个月");
    says("unit", "yuan/month", "元/月");
    says("value", "medical", "医疗支出");
}

static void a_column_is_named(void *data, const struct column *column, struct text name)
{
    struct buffer out = {0};
    char cell[128];
    /* What is missing is written into a column of that name, which is never missing itself. */
    if (name.p != column->name || text_is(name, "missing"))
        return;
    *(int *)data += 1;
    buffer_format(&out, "%s" COLON "%s", "缺少", column->label);
    buffer_char(&out, '\0');
    snprintf(cell, sizeof cell, "missing:%s", column->name);
    says("reasons", cell, out.p);
    /* No word hides a column. */
    if (put(NULL, column->name, column->label) == false)
        assert_string_equal(column->name, column->label);
    buffer_free(&out);
}

static void every_column_has_its_name(void **state)
{
    (void)state;
    int count = 0;
    column_each_name(a_column_is_named, &count);
    assert_true(count > 50);
}

/* What has words of its own in a policy table. */
static bool of_a_policy(struct text column)
{
    return text_is(column, "parameter") || text_is(column, "unit") || text_is(column, "value");
}

static void every_row_is_found(void **state)
{
    (void)state;
    struct text rest = {embedded_words, embedded_words_size};
    int rows = 0;
    assert_true(text_is(text_next(&rest, '\n'), "column,word,zh"));
    for (; rest.n > 0; rows++) {
        struct text chinese = text_next(&rest, '\n');
        struct text column = text_next(&chinese, ','), word = text_next(&chinese, ',');
        char name[64], cell[64], expected[128];
        snprintf(name, sizeof name, "%.*s", (int)column.n, column.p);
        snprintf(cell, sizeof cell, "%.*s", (int)word.n, word.p);
        snprintf(expected, sizeof expected, "%.*s", (int)chinese.n, chinese.p);
        if (column.n > 0 && !of_a_policy(column) &&
            (column_find(column) == NULL || strcmp(column_find(column)->name, name) != 0))
            fail_msg("'%s' is neither a canonical column nor a policy table's", name);
        says(column.n > 0 ? name : NULL, cell, expected);
    }
    assert_true(rows > 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_said_in_chinese),
        cmocka_unit_test(lists_are_joined_by_the_ideographic_comma),
        cmocka_unit_test(parts_are_joined_by_the_full_width_colon),
        cmocka_unit_test(a_parameter_keeps_its_name),
        cmocka_unit_test(a_word_of_a_column_is_one_there_only),
        cmocka_unit_test(what_is_not_known_stays),
        cmocka_unit_test(a_list_that_people_wrote_is_joined_anew),
        cmocka_unit_test(every_word_of_the_rules_is_there),
        cmocka_unit_test(every_problem_of_a_cell_is_there),
        cmocka_unit_test(every_word_of_a_policy_is_there),
        cmocka_unit_test(every_column_has_its_name),
        cmocka_unit_test(every_row_is_found),
    };
    return cmocka_run_group_tests(tests, open_words, NULL);
}
