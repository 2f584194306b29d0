/* What a bank's file may hold, and what a bank's answer is read as. */
#include "bank/answer.h"
#include "bank/denial.h"
#include "bank/encode.h"
#include "bank/field.h"
#include "bank/heading.h"
#include "bank/judge.h"
#include "bank/payments.h"
#include "bank/sent.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void name_is(const char *cell, const char *expected)
{
    struct buffer out = {0};
    field_name(text_of(cell), &out);
    assert_true(text_is(buffer_view(&out), expected));
    buffer_free(&out);
}

static void names_have_no_white_space(void **state)
{
    (void)state;
    name_is("张 三", "张三");
    name_is(" \t张\xC2\xA0三\xE3\x80\x80\xEF\xBB\xBF", "张三"); /* U+00A0, U+3000, U+FEFF */
    name_is("张\xE2\x80\x8B三", "张三");                        /* U+200B, which nobody sees */
    name_is("张\n三", "张\n三"); /* a line end is no space: it is refused */
    name_is("买买提\xC2\xB7艾力", "买买提\xC2\xB7艾力");
    name_is("", "");
}

static void card_is(const char *cell, enum card_fault fault, const char *expected)
{
    char card[CARD_SIZE];
    assert_int_equal(field_card(text_of(cell), card), fault);
    if (fault == CARD_OK)
        assert_string_equal(card, expected);
}

static void cards_have_12_to_30_digits(void **state)
{
    (void)state;
    card_is("12345678901", CARD_LENGTH, NULL);
    card_is("123456789012", CARD_OK, "123456789012");
    card_is("123456789012345678901234567890", CARD_OK, "123456789012345678901234567890");
    card_is("1234567890123456789012345678901", CARD_LENGTH, NULL);
    card_is(" 6228 4800-0000 0000018 ", CARD_OK, "6228480000000000018");
    card_is("6228\xE3\x80\x80"
            "480000000000018",
            CARD_OK, "6228480000000000018");
    card_is("", CARD_MISSING, NULL);
    card_is(" \xE3\x80\x80", CARD_MISSING, NULL);
    card_is("6.22848E+18", CARD_SCIENTIFIC, NULL);
    card_is("6E18", CARD_SCIENTIFIC, NULL);
    card_is("6.2e18", CARD_SCIENTIFIC, NULL);
    card_is("6228480000000000018.0", CARD_NOT_DIGITS, NULL);
    card_is("622848000000000001X", CARD_NOT_DIGITS, NULL);
    card_is("E", CARD_NOT_DIGITS, NULL);
}

static void check_is(const char *format, const char *field, enum field_fault expected)
{
    assert_int_equal(field_check(text_of(field), bank_format_find(format)), expected);
}

static void what_would_need_quotes_is_refused(void **state)
{
    (void)state;
    check_is("generic", "张三", FIELD_OK);
    check_is("generic", "a,b", FIELD_SEPARATES);
    check_is("generic", "a\"b", FIELD_SEPARATES);
    check_is("generic", "a|b", FIELD_OK);
    check_is("pipe", "a|b", FIELD_SEPARATES);
    check_is("pipe", "a,\"b", FIELD_OK);
    check_is("generic", "a\nb", FIELD_BREAKS);
    check_is("pipe", "a\rb", FIELD_BREAKS);
    check_is("pipe",
             "a\xC2\x85"
             "b",
             FIELD_BREAKS); /* U+0085, a line end */
    check_is("pipe",
             "a\xE2\x80\xA8"
             "b",
             FIELD_BREAKS); /* U+2028, another */
    check_is("generic", "=1", FIELD_FORMULA);
    check_is("generic", "+1", FIELD_FORMULA);
    check_is("generic", "-1", FIELD_FORMULA);
    check_is("icbc-csv", "@a", FIELD_FORMULA);
    check_is("generic", "a=1", FIELD_OK);
    check_is("pipe", "=1", FIELD_OK); /* no spreadsheet opens it */
    assert_null(bank_format_find("xls"));
}

static void names_are_masked_but_for_the_first_character(void **state)
{
    static const char *const EXPECTED[][2] = {
        {"张三", "张*"}, {"张三丰", "张**"}, {"张", "*"}, {"", ""}};
    (void)state;
    for (size_t i = 0; i < sizeof EXPECTED / sizeof *EXPECTED; i++) {
        struct buffer out = {0};
        field_masked_name(text_of(EXPECTED[i][0]), &out);
        assert_true(text_is(buffer_view(&out), EXPECTED[i][1]));
        buffer_free(&out);
    }
}

/* 张 is D5 C5 in GBK; U+4DA9 is not in GBK, in GB18030 it is. */
static void what_an_encoding_lacks_is_named(void **state)
{
    struct encoder encoder = {0};
    struct buffer out = {0};
    uint32_t lacking = 0;
    (void)state;
    assert_true(encoder_open(&encoder, "gbk", NULL));
    assert_int_equal(encoder_put(&encoder, text_of("张"), &out, &lacking), ENCODED);
    assert_true(text_is(buffer_view(&out), "\xD5\xC5"));
    assert_int_equal(encoder_put(&encoder, text_of("张\xE4\xB6\xA9三"), NULL, &lacking),
                     ENCODED_LACKS);
    assert_int_equal(lacking, 0x4DA9);
    encoder_close(&encoder);
    encoder_close(&encoder);
    assert_true(encoder_open(&encoder, "gb18030", NULL));
    assert_int_equal(encoder_put(&encoder, text_of("\xE4\xB6\xA9"), &out, &lacking), ENCODED);
    encoder_close(&encoder);
    assert_ptr_equal(encoding_find("GBK"), encoding_find("gbk"));
    assert_null(encoding_find("latin1"));
    buffer_free(&out);
}

/* Longer than what is converted at a time. */
static void long_texts_are_converted_whole(void **state)
{
    struct encoder encoder = {0};
    struct buffer in = {0}, gbk = {0}, back = {0};
    uint32_t lacking = 0;
    size_t at = 0;
    (void)state;
    for (int i = 0; i < 10000; i++)
        buffer_string(&in, i % 7 == 0 ? "a" : "张");
    assert_true(encoder_open(&encoder, "gbk", NULL));
    assert_int_equal(encoder_put(&encoder, buffer_view(&in), &gbk, &lacking), ENCODED);
    assert_int_equal(decode_gb18030(buffer_view(&gbk), &back, &at, NULL), ENCODED);
    assert_true(text_equal(buffer_view(&in), buffer_view(&back)));
    buffer_char(&gbk, '\xFF');
    assert_int_equal(decode_gb18030(buffer_view(&gbk), &back, &at, NULL), ENCODED_LACKS);
    assert_int_equal(at, gbk.n - 1);
    encoder_close(&encoder);
    buffer_free(&in);
    buffer_free(&gbk);
    buffer_free(&back);
}

/* ---- clashes -------------------------------------------------------------------------------- */

static void count_clash(void *data, const struct payment *payment, enum clash clash,
                        const struct payment *other)
{
    (void)payment;
    (void)other;
    ((int *)data)[clash]++;
}

static void add(struct payments *p, const char *household, const char *card, const char *name,
                const char *person, enum payment_state state)
{
    const struct payment payment = {
        .household = names_number(&p->households, text_of(household)),
        .card = names_number(&p->cards, text_of(card)),
        .person = person == NULL ? NAMES_NONE : names_number(&p->persons, text_of(person)),
        .name = names_number(&p->texts, text_of(name)),
        .bank = NAMES_NONE,
        .phone = NAMES_NONE,
        .amount = {100},
        .state = state};
    assert_true(payments_add(p, &payment));
}

static void all_that_clash_are_refused(void **state)
{
    struct payments p = {0};
    int found[CLASH_PERSON + 1] = {0};
    (void)state;
    add(&p, "H1", "1", "张三", "A", PAYMENT_LISTED);
    add(&p, "H2", "1", "张三", NULL, PAYMENT_LISTED); /* the card of H1 */
    add(&p, "H3", "2", "李四", "A", PAYMENT_LISTED);  /* the person of H1 */
    add(&p, "H4", "3", "王五", NULL, PAYMENT_LISTED);
    add(&p, "H5", "3", "赵六", NULL, PAYMENT_REFUSED); /* clashes all the same */
    add(&p, "H6", "4", "孙七", NULL, PAYMENT_LISTED);
    add(&p, "H7", "4", "周八", NULL, PAYMENT_NOTHING); /* is paid nothing: no clash of cards */
    add(&p, "H8", "5", "吴九", NULL, PAYMENT_LISTED);
    add(&p, "H8", "6", "郑十", NULL, PAYMENT_NOTHING); /* but one household twice is one too many */
    assert_true(payments_find_clashes(&p, count_clash, found));
    assert_true(payments_close(&p));
    assert_int_equal(found[CLASH_CARD], 2);
    assert_int_equal(found[CLASH_PERSON], 2);
    assert_int_equal(found[CLASH_OWNER], 2);
    assert_int_equal(found[CLASH_HOUSEHOLD], 2);
    assert_int_equal(p.listed, 1);
    assert_int_equal(p.list[5].number, 1);
    assert_int_equal(p.sum.fen, 100);
    assert_int_equal(p.refused, 7);
    assert_int_equal(p.nothing, 1);
    payments_free(&p);
}

/* ---- answers -------------------------------------------------------------------------------- */

struct read {
    int count;
    char last[256];
};

/* number/card/amount/state/message; cells of one part with + between them, then what else there
 * is: name, remark, code, columns that speak of failure or ask for success, and others. */
static bool take(void *data, const struct answer *a, struct error *error)
{
    static const enum answer_part ORDER[] = {
        ANSWER_NUMBER, ANSWER_CARD, ANSWER_AMOUNT,   ANSWER_STATE,  ANSWER_MESSAGE, ANSWER_NAME,
        ANSWER_REMARK, ANSWER_CODE, ANSWER_CONTRARY, ANSWER_ASSENT, ANSWER_OTHER};
    struct read *r = data;
    struct buffer out = {0};
    (void)error;
    r->count++;
    buffer_format(&out, "%ld:", a->line);
    for (size_t i = 0; i < sizeof ORDER / sizeof *ORDER; i++) {
        const struct answer_cell *first = answer_next(a, ORDER[i], NULL);
        if (i > 0 && (i < 5 || first != NULL))
            buffer_char(&out, '/');
        for (const struct answer_cell *c = first; c != NULL; c = answer_next(a, ORDER[i], c)) {
            buffer_string(&out, c == first ? "" : "+");
            buffer_text(&out, c->text);
        }
    }
    (void)snprintf(r->last, sizeof r->last, "%.*s", (int)out.n, out.p);
    buffer_free(&out);
    return true;
}

static void lines_give(const char *bytes, const char *last)
{
    struct read r = {0};
    struct error error;
    assert_int_equal(answer_read_lines("f", text_of(bytes), take, &r, &error), last != NULL);
    if (last != NULL)
        assert_string_equal(r.last, last);
}

static void a_line_is_known_by_its_fields(void **state)
{
    (void)state;
    lines_give("1|S", "1:1///S/");
    lines_give("1|S|", "1:1///S/");
    lines_give("1|S||\r\n", "1:1///S/");
    lines_give("1|S|x", "1:1///S/x");
    lines_give("\n\n1| S |x|\n\n", "3:1///S/x");
    lines_give("1|n|c|a|i|S", "1:1/c/a/S//n/i");
    lines_give("1|n|c|a||S|", "1:1/c/a/S//n/");
    lines_give("1|n|c|a|i|S||", "1:1/c/a/S//n/i");
    lines_give("1|n|c|a|i|S|x|", "1:1/c/a/S/x/n/i");
    lines_give("1", NULL);
    lines_give("1|", NULL);
    lines_give("1|2|3|4", NULL);
    lines_give("1|2|3|4|5|", NULL);
    lines_give("1|2|3|4|5|6|7|8", NULL);
    lines_give("\n", NULL);
    lines_give("", NULL);
}

static void table_gives(const char *bytes, int count, const char *last)
{
    struct read r = {0};
    struct error error = {0};
    assert_int_equal(answer_read_table("f", text_of(bytes), take, &r, &error), last != NULL);
    assert_int_equal(r.count, count);
    if (last != NULL)
        assert_string_equal(r.last, last);
}

static void a_table_is_known_by_its_header(void **state)
{
    (void)state;
    table_gives("账号,金额,状态\n1,2,S\n", 1, "2:/1/2/S/");
    table_gives("*帐 号;\"金额\n(元)\";状态\n1;2;S\n", 1, "3:/1/2/S/");
    table_gives("x|y\n序号|账号|金额|结果|备注\n9|1|2|S|m\n", 1, "3:9/1/2/S//m");
    /* The receiver's account, not the payer's nor any; those are as other columns. */
    table_gives("付款账号,收款账号,账号,金额,结果,备注,失败原因\n7,1,8,2,F,m,r\n", 1,
                "2:/1/2/F/r/m/7+8");
    /* Two of a kind are both handed on, also where they have one name. */
    table_gives("账号,账号,实发金额,金额(元),状态,处理结果,状态\n1,3,4,2,S,F,X\n", 1,
                "2:/1+3/2+4/F+S+X/");
    table_gives(
        "账号,\"户 名\",金额,结果,退票标志,是否 失败,金额(退回),复核\n1,\"a\"\"b\",2,S,x,y,z,q\n",
        1, "2:/1/2/S//a\"b/x+y+z/q");
    /* By number only; an account without an amount is too little, with a number or without. */
    table_gives("序号,结果\n1,S\n", 1, "2:1///S/");
    table_gives("序号,账号,结果\n1,1,S\n", 0, NULL);
    /* A state that is known by its last characters denies, but tells of no payment by itself. */
    table_gives("账号,金额,提交状态,状态\n1,2,F,S\n", 1, "2:/1/2/S+F/");
    table_gives("账号,金额,提交状态\n1,2,S\n", 0, NULL);
    table_gives("账号,金额,状态\n,,\n1,2,S\n,\n", 1, "3:/1/2/S/");
    table_gives("账号,金额,状态\n1,2,S\n1,2\n", 1, NULL);
    table_gives("账号,金额\n1,2\n", 0, NULL);
    table_gives("", 0, NULL);
}

static void headings_are_known_by_their_words(void **state)
{
    static const struct {
        const char *heading;
        enum answer_part part;
    } KNOWN[] = {{"账号", ANSWER_CARD},
                 {"实 际 状态", ANSWER_STATE},
                 {"审核结果:", ANSWER_STATE},
                 {"状态2", ANSWER_STATE},
                 {"退汇状态", ANSWER_CONTRARY},
                 {"拒绝原因", ANSWER_MESSAGE},
                 {"结果描述", ANSWER_MESSAGE},
                 {"银行反馈", ANSWER_MESSAGE},
                 {"错误信息", ANSWER_MESSAGE},
                 {"退回说明", ANSWER_MESSAGE},
                 {"附加信息", ANSWER_REMARK},
                 {"说明", ANSWER_REMARK},
                 {"备注", ANSWER_REMARK},
                 {"返回码", ANSWER_CODE},
                 {"失败代码", ANSWER_CODE},
                 {"返回(代码)", ANSWER_CODE},
                 {"身份证号码", ANSWER_OTHER},
                 {"邮政编码", ANSWER_OTHER},
                 {"是否撤销", ANSWER_CONTRARY},
                 {"金额(退回)", ANSWER_CONTRARY},
                 {"错误笔数", ANSWER_CONTRARY},
                 {"是否成功", ANSWER_ASSENT},
                 {"入账标志", ANSWER_ASSENT},
                 {"入账时间", ANSWER_OTHER},
                 {"收款账号", ANSWER_CARD},
                 {"成功金额", ANSWER_AMOUNT},
                 {"用途", ANSWER_OTHER},
                 {"", ANSWER_OTHER},
                 {"(", ANSWER_OTHER}};
    struct buffer scratch = {0};
    (void)state;
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
        enum answer_part part;
        int rank;
        assert_true(heading_part(text_of(KNOWN[i].heading), &scratch, &part, &rank));
        assert_int_equal(part, KNOWN[i].part);
    }
    buffer_free(&scratch);
}

static void the_header_is_in_the_first_30_lines(void **state)
{
    struct buffer text = {0};
    (void)state;
    for (int i = 0; i < 29; i++)
        buffer_string(&text, "x,y\n");
    const size_t at = text.n;
    buffer_string(&text, "账号,金额,状态\n1,2,S\n");
    buffer_char(&text, '\0');
    table_gives(text.p, 1, "31:/1/2/S/");
    text.n = at;
    buffer_string(&text, "x,y\n账号,金额,状态\n1,2,S\n");
    buffer_char(&text, '\0');
    table_gives(text.p, 0, NULL);
    buffer_free(&text);
}

/* ---- what it comes to ----------------------------------------------------------------------- */

static void names_are_compared_where_they_are_shown(void **state)
{
    (void)state;
    assert_true(judge_name(text_of("张三"), text_of("张三")));
    assert_true(judge_name(text_of(" 张\xE3\x80\x80三 "), text_of("张三"))); /* U+3000 */
    assert_false(judge_name(text_of("张三"), text_of("张三丰")));
    assert_false(judge_name(text_of("张三丰"), text_of("张三")));
    assert_false(judge_name(text_of("李三"), text_of("张三")));
    assert_true(judge_name(text_of("张*"), text_of("张三")));
    assert_true(judge_name(text_of("张*"), text_of("张三丰")));
    assert_true(judge_name(text_of("*三"), text_of("张三")));
    assert_true(judge_name(text_of("张*丰"), text_of("张三丰")));
    assert_true(judge_name(text_of("*丰*山"), text_of("张丰丰山")));
    assert_true(judge_name(text_of("张\xEF\xBC\x8A"), text_of("张三"))); /* U+FF0A */
    assert_false(judge_name(text_of("李*"), text_of("张三")));
    assert_false(judge_name(text_of("张*"), text_of("张"))); /* a star hides somebody */
    assert_false(judge_name(text_of("张三*"), text_of("张三")));
    assert_false(judge_name(text_of("*四"), text_of("张三")));
    assert_false(judge_name(text_of(""), text_of("张三")));
}

static void words_and_amounts_are_judged(void **state)
{
    static const char *const NONE[] = {"", "-", "无", "\xE2\x80\x94"}; /* U+2014 */
    static const char *const NO[] = {"否", "n", "NO", "0", "0.00"};
    struct bank_options options = {.success = {"OK"}, .success_count = 1};
    struct money amount;
    (void)state;
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
        assert_true(judge_nothing(text_of(NONE[i])));
        assert_true(judge_denied(text_of(NONE[i])));
    }
    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++) {
        assert_false(judge_nothing(text_of(NO[i])));
        assert_true(judge_denied(text_of(NO[i])));
    }
    assert_false(judge_denied(text_of("是")));
    assert_false(judge_denied(text_of("0.01")));
    assert_int_equal(judge_word(text_of("ok"), &options), JUDGED_PAID);
    assert_int_equal(judge_word(text_of("Failed"), &options), JUDGED_FAILED);
    assert_int_equal(judge_word(text_of(""), &options), JUDGED_NEITHER);
    assert_true(judge_amount(text_of("1,234.5"), &amount));
    assert_int_equal(amount.fen, 123450);
    assert_false(judge_amount(text_of(""), &amount));
    assert_false(judge_amount(text_of("1,234,567,890,123,456,789,012.00"), &amount));
}

static void failures_are_found_in_other_words(void **state)
{
    static const char *const FAILURES[] = {"F",        "未入账",       "账户已销户",
                                           "余额不足", "客户信息不符", "退\xE3\x80\x80汇",
                                           "失\n败",   "Rejected"};
    static const char *const OTHERS[] = {"", "代发", "成功", "退休", "Fa", "无错误", "2025-03-01"};
    const struct bank_options options = {.success = {"无错误"}, .success_count = 1};
    (void)state;
    for (size_t i = 0; i < sizeof FAILURES / sizeof *FAILURES; i++)
        assert_true(judge_failure(text_of(FAILURES[i]), &options));
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        assert_false(judge_failure(text_of(OTHERS[i]), &options));
    assert_true(judge_code(text_of("0"), &options));
    assert_true(judge_code(text_of("000000"), &options));
    assert_true(judge_code(text_of("s"), &options));
    assert_false(judge_code(text_of(""), &options));
    assert_false(judge_code(text_of("0001"), &options));
}

/* What was sent is no denial where it may come back, and is one in a reason. */
static void what_was_sent_denies_nothing(void **state)
{
    const struct bank_options options = {.purpose = "退汇补发"};
    struct payments p = {0};
    struct answer_cell cell = {ANSWER_OTHER, {NULL, 0}, text_of("退汇 补发")};
    (void)state;
    add(&p, "H1", "1", "张三", NULL, PAYMENT_LISTED);
    assert_false(denial_is(&cell, true, &p, p.list, &options));
    cell.part = ANSWER_REMARK;
    assert_false(denial_is(&cell, true, &p, p.list, &options));
    cell.part = ANSWER_MESSAGE;
    assert_true(denial_is(&cell, true, &p, p.list, &options));
    cell = (struct answer_cell){ANSWER_OTHER, {NULL, 0}, text_of("退汇补发失败")};
    assert_true(denial_is(&cell, true, &p, p.list, &options));
    assert_false(denial_is(&cell, false, &p, p.list, &options));
    payments_free(&p);
}

/* ---- what was sent --------------------------------------------------------------------------- */

/* The number of payments in it, or -1 where it is refused. */
static int sent_has(const char *format, const char *bytes)
{
    char name[] = "/tmp/bangfu-sent-XXXXXX";
    const int fd = mkstemp(name);
    struct sent sent = {0};
    struct error error = {0};
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
    assert_int_equal(close(fd), 0);
    const bool ok = sent_read(&sent, name, bank_format_find(format), &error);
    const int count = ok ? (int)sent.cards.count : -1;
    if (ok)
        assert_int_equal(sent.amount[0].fen, 10000);
    sent_free(&sent);
    sent_free(&sent);
    assert_int_equal(unlink(name), 0);
    return count;
}

static void what_was_sent_is_read_as_it_was_made(void **state)
{
    (void)state;
    assert_int_equal(sent_has("pipe", "1|n|622848000001|100.00|i|\r\n"
                                      "2|n|622848000002|1.00|i|\r\n"),
                     2);
    assert_int_equal(sent_has("generic", "序号,姓名,账号,开户行,金额,用途\r\n"
                                         "1,n,622848000001,b,100.00,u\r\n"),
                     1);
    assert_int_equal(sent_has("generic", "1,n,622848000001,b,100.00,u\r\n"), -1);
    assert_int_equal(sent_has("pipe", ""), -1);
    assert_int_equal(sent_has("pipe", "1|n|622848000001|100.00|\r\n"), -1);
    assert_int_equal(sent_has("pipe", "2|n|622848000001|100.00|i|\r\n"), -1);
    assert_int_equal(sent_has("pipe", "1|n|62284800000|100.00|i|\r\n"), -1);
    assert_int_equal(sent_has("pipe", "1|n|622848000001|0.00|i|\r\n"), -1);
    /* One account twice was never sent. */
    assert_int_equal(sent_has("pipe", "1|n|622848000001|100.00|i|\r\n"
                                      "2|n|622848000001|100.00|i|\r\n"),
                     -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_have_no_white_space),
        cmocka_unit_test(cards_have_12_to_30_digits),
        cmocka_unit_test(what_would_need_quotes_is_refused),
        cmocka_unit_test(names_are_masked_but_for_the_first_character),
        cmocka_unit_test(what_an_encoding_lacks_is_named),
        cmocka_unit_test(long_texts_are_converted_whole),
        cmocka_unit_test(all_that_clash_are_refused),
        cmocka_unit_test(a_line_is_known_by_its_fields),
        cmocka_unit_test(a_table_is_known_by_its_header),
        cmocka_unit_test(headings_are_known_by_their_words),
        cmocka_unit_test(the_header_is_in_the_first_30_lines),
        cmocka_unit_test(names_are_compared_where_they_are_shown),
        cmocka_unit_test(words_and_amounts_are_judged),
        cmocka_unit_test(failures_are_found_in_other_words),
        cmocka_unit_test(what_was_sent_denies_nothing),
        cmocka_unit_test(what_was_sent_is_read_as_it_was_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
