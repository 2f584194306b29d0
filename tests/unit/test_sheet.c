/* The lines of an export: titles, the header, and what stands below it. */
#include "intake/sheet.h"

#include "table/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "heading_names.h"

static long read_text(void *data, char *out, size_t size)
{
    struct text *rest = data;
    size_t n = rest->n < size ? rest->n : size;
    memcpy(out, rest->p, n);
    *rest = (struct text){rest->p + n, rest->n - n};
    return (long)n;
}

#define COLUMNS 7

/* What a line is below the header 序号,职工姓名,身份证号,工会,家庭人口,年收入,备注. */
static enum sheet_line kind_of(const char *typed)
{
    static const char *const NAMES[COLUMNS] = {"序号",     "职工姓名", "身份证号", "工会",
                                               "家庭人口", "年收入",   "备注"};
    struct text header[COLUMNS], rest = text_of(typed);
    for (int i = 0; i < COLUMNS; i++)
        header[i] = text_of(NAMES[i]);
    const struct sheet_table table = {.names = &names,
                                      .header = header,
                                      .columns = COLUMNS,
                                      .identity = 2,
                                      .size = 4,
                                      .income = 5,
                                      .name = 1,
                                      .key = -1,
                                      .phone = -1};
    struct reader reader;
    struct batch batch = {0};
    struct buffer scratch = {0};
    assert_true(reader_open(&reader, read_text, &rest, ',', 0));
    assert_true(reader_fill(&reader, &batch));
    assert_int_equal(batch.record_count, 1);
    enum sheet_line kind = sheet_line_kind(&table, &batch, &batch.records[0], &scratch);
    reader_close(&reader);
    batch_free(&batch);
    buffer_free(&scratch);
    return kind;
}

static void are(enum sheet_line kind, const char *const *lines)
{
    for (; *lines != NULL; lines++)
        if (kind_of(*lines) != kind)
            fail_msg("'%s' is of kind %d, not %d", *lines, (int)kind_of(*lines), (int)kind);
}

static void totals_need_not_begin_their_line(void **state)
{
    (void)state;
    static const char *const TOTALS[] = {"合计,2户,,,7,30000,0\n",
                                         "3,合 计,,,7,12000,0\n",
                                         "3.,总　计,,,7,12000,0\n",
                                         "全县合计,2户,,,,,\n",
                                         "总人数,7,,,,,\n",
                                         ",,合计,,7,30000,0\n",
                                         "合计,2户,/,,7,30000,\n",
                                         "合计:,,,,7,1,\n",
                                         "合计（元）,,,,7,1,\n",
                                         "合计2户,,,,7,1,\n",
                                         "合计人数,,,,7,1,\n",
                                         "人数合计,,,,7,1,\n",
                                         "城关镇总计,,,,7,1,\n",
                                         "总户数:2户,,,,,,\n",
                                         "累计,,,,,,\n",
                                         "全县合计:2户7人,,,,7,1,\n",
                                         "合计 共120户,,,,3,20000,\n",
                                         "合计数,,,,7,1,\n",
                                         "合计。,,,,7,1,\n",
                                         "共3户,,,,7,1,\n",
                                         "本页共 3 户,,,,7,1,\n",
                                         "以上共计3户,,,,7,1,\n",
                                         "*合计,,,,7,1,\n",
                                         "【合计】,,,,7,1,\n",
                                         "合計,,,,7,1,\n",
                                         "總計,,,,7,1,\n",
                                         "全县共计,,,,7,1,\n",
                                         "安徽省六安市金安区合计,,,,7,1,\n",
                                         "合计人民币,,,,7,1,\n",
                                         "Total,,,,7,1,\n",
                                         "汇总,,,,7,1,\n",
                                         NULL};
    static const char *const SUBTOTALS[] = {
        "小计,1户,,,3,1,\n",  "2,小 计,,,3,1,\n",    "本页合计,,,,3,1,\n", "本页小计,,,,3,1,\n",
        "本乡小计,,,,3,1,\n", "第1页合计,,,,3,1,\n", ",,小计(户),,3,1,\n", NULL};
    are(SHEET_TOTAL, TOTALS);
    are(SHEET_SUBTOTAL, SUBTOTALS);
}

static void households_with_such_names_are_records(void **state)
{
    (void)state;
    static const char *const RECORDS[] = {"1,总计量检测所,,李四,2,1000,\n",
                                          "总计量检测所工会,李四,,,2,1000,\n",
                                          "1,王小计,,工会,2,1000,\n",
                                          "1,欧阳合计,,工会,2,1000,\n",
                                          "合计人才公司工会,李四,,,2,1000,\n",
                                          "合计,李四,341502199810030958,工会,2,1000,\n",
                                          "1,合计,'34150219981003095x,工会,2,1000,\n",
                                          "1,李四,,工会,2,1000,合计\n",
                                          "审批服务局工会,李四,,,2,1000,\n",
                                          "审批服务局工会,李四,,,,,\n",
                                          "负责人才中心工会,李四,,,,1000,\n",
                                          "经办中心工会,李四,,,,,\n",
                                          "经办人才市场,李四,,,,,\n",
                                          "备注:低保,李四,,,2,1000,\n",
                                          "第1页,李四,,,2,1000,\n",
                                          "第一机床厂工会,李四,,,,,\n",
                                          "1,李四,,累计2次住院,3,0,\n",
                                          "1,李四,,小计,3,0,\n",
                                          "累计2次住院,李四,,,3,,\n",
                                          "合计3人患病,李四,,,3,1,\n",
                                          "负责人,张三,,,3,,\n",
                                          "说明：新增户,李四,,,3,,\n",
                                          "因病支出,张三,,因残支出,,,\n",
                                          NULL};
    are(SHEET_RECORD, RECORDS);
}

static void notes_have_a_word_and_a_mark(void **state)
{
    (void)state;
    static const char *const NOTES[] = {"填表人:张三,,审核人:李四,,,,\n",
                                        "填表人张三,,,,,,\n",
                                        "审核：,,,,,,\n",
                                        "审核,,,,,,\n",
                                        "填报单位(盖章),,,,,,\n",
                                        "填报单位：某局,,,,,,\n",
                                        "填表日期2025年3月,,,,,,\n",
                                        "单位负责人(签字),,,,,,\n",
                                        ",,负责人：,王五,,,\n",
                                        "备注:以上属实,,,,,,\n",
                                        "注：,,,,,,\n",
                                        "（盖章）,,,,,,\n",
                                        "经办人,张三,,,,,\n",
                                        "第1页 共2页,,,,,,\n",
                                        "第 1 页,,,,,,\n",
                                        "第一页/共２页,,,,,,\n",
                                        NULL};
    are(SHEET_NOTE, NOTES);
}

static void headers_come_again_and_in_two_lines(void **state)
{
    (void)state;
    static const char *const AGAIN[] = {"序号,职工姓名 ,身份证号,工会,家庭人口,年收入,备注\n",
                                        NULL};
    static const char *const SECOND[] = {",,,,医疗支出,就学支出,\n", ",,,小计,医疗支出,就学支出\n",
                                         ",姓名,,,家庭人口(人),年收入(万元),\n", NULL};
    static const char *const RECORDS[] = {"1,李四,,医疗支出,2,1000,就学支出\n",
                                          "1,李四,,医疗支出,四,三万,\n", NULL};
    static const char *const BLANK[] = {",,,,,,\n", " ,　,,,,,\n", NULL};
    are(SHEET_HEADER, AGAIN);
    are(SHEET_SECOND_HEADER, SECOND);
    are(SHEET_RECORD, RECORDS);
    are(SHEET_BLANK, BLANK);
}

static void states(const char *cell, long counted, bool any, bool agrees, long first)
{
    struct sheet_stated stated = {0};
    sheet_read_stated(text_of(cell), counted, &stated);
    assert_int_equal(stated.any, any);
    assert_int_equal(stated.agrees, agrees);
    assert_int_equal(stated.first, first);
}

static void a_number_of_households_among_several_will_do(void **state)
{
    (void)state;
    states("120户", 120, true, true, 120);
    states("共 １２０ 户", 120, true, true, 120);
    states("1,200户", 1200, true, true, 1200);
    states("1户3人，深度0户、相对1户", 1, true, true, 1);
    states("深度0户、相对1户", 1, true, true, 0);
    states("深度0户、相对1户", 2, true, false, 0);
    states("一百户", 100, false, false, 0);
    states("3人", 3, false, false, 0);
    states("户", 0, false, false, 0);
}

static void title_says(const char *title, int scale, long line)
{
    struct buffer sample = {0};
    struct sheet_header header;
    bool no_memory;
    buffer_format(&sample, "%s\n家庭人口,年收入\n", title);
    assert_true(sheet_find_header(&names, buffer_view(&sample), 0, &header, &no_memory));
    if (header.money_scale != scale)
        fail_msg("'%s' scales by %d, not %d", title, header.money_scale, scale);
    assert_int_equal(header.money_line, line);
    buffer_free(&sample);
}

/* A unit that may change every amount is not passed over in silence. */
static void is_unclear(const char *title)
{
    struct buffer sample = {0};
    struct sheet_header header;
    bool no_memory;
    buffer_format(&sample, "%s\n家庭人口,年收入\n", title);
    assert_true(sheet_find_header(&names, buffer_view(&sample), 0, &header, &no_memory));
    if (header.unclear_line != 1)
        fail_msg("'%s' is taken as clear", title);
    buffer_free(&sample);
}

static void a_title_states_the_unit_of_amounts(void **state)
{
    (void)state;
    title_says("单位:万元", 10000, 1);
    title_says("某县汇总表\n,金额单位：千元", 1000, 2);
    title_says("单位:元,", 1, 1);
    title_says("(单位 : 人民币 万 元)", 10000, 1);
    title_says("填报单位:某局 单位：万元 2025年", 10000, 1);
    title_says("单位:户、人、万元", 10000, 1);
    title_says("填报单位:元坝区总工会", 0, 0);
    title_says("单位:万元纸业公司", 0, 0);
    title_says("单位:户、人", 0, 0);
    title_says("单位:美元", 0, 0);
    title_says("主办单位元旦", 0, 0);
    title_says("单位万元", 10000, 1);
    title_says("单位（万元）", 10000, 1);
    title_says("单位：万元/年", 10000, 1);
    title_says("单位∶万元", 10000, 1);
    title_says("单位：“萬元”", 10000, 1);
    title_says("单位：【千元】制表人：张三", 1000, 1);
    title_says("(万元)", 10000, 1);
    title_says("金额：万元", 10000, 1);
    is_unclear("单位:元/月");
    is_unclear("单位：万元/月");
    is_unclear("单位：元、万元");
    is_unclear("单位：亿元");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_need_not_begin_their_line),
        cmocka_unit_test(households_with_such_names_are_records),
        cmocka_unit_test(notes_have_a_word_and_a_mark),
        cmocka_unit_test(headers_come_again_and_in_two_lines),
        cmocka_unit_test(a_number_of_households_among_several_will_do),
        cmocka_unit_test(a_title_states_the_unit_of_amounts),
    };
    return cmocka_run_group_tests(tests, open_names, free_names);
}
