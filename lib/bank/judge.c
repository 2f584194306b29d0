#include "bank/judge.h"

#include "bank/field.h"

#include <strings.h>

/* What banks say. Codes differ from bank to bank: only those of nothing but zeros, and the letter
 * S, are taken as known; what is in neither list is neither. */
static const char *const PAID_WORDS[] = {"成功",     "交易成功", "处理成功", "入账成功", "代发成功",
                                         "发放成功", "付款成功", "已入账",   "00",       "0000",
                                         "S",        "success",  "succeeded"};
static const char *const FAILED_WORDS[] = {
    "失败",   "交易失败", "处理失败", "入账失败", "代发失败", "发放失败", "付款失败",
    "未入账", "退票",     "F",        "fail",     "failed",   "failure"};
static const char *const NOTHING_WORDS[] = {"-", "--", "—", "——", "－", "/", "无"};
static const char *const NO_WORDS[] = {"否", "N", "no", "false", "0"};
static const char *const YES_WORDS[] = {"是", "Y", "yes", "true", "1"};
static const char *const DENIED_WORDS[] = {"正常",   "未退",   "未退票", "未退汇",
                                           "未退回", "未冲正", "未撤销"};
/* In whatever stands around them. */
static const char *const FAILURES[] = {
    "失败",   "退汇",   "退回",   "退票", "退款", "冲正", "撤销",   "销户",     "不符",
    "不存在", "冻结",   "拒绝",   "驳回", "止付", "挂失", "不一致", "余额不足", "不成功",
    "未成功", "未入账", "未到账", "错误", "有误", "无效", "异常",   "作废"};
static const char *const FAILURES_IN_LETTERS[] = {"fail", "reject"};

static bool is_one_of(struct text word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (word.n == strlen(words[i]) && strncasecmp(word.p, words[i], word.n) == 0)
            return true;
    return false;
}

#define IS_ONE_OF(word, words) is_one_of(word, words, sizeof(words) / sizeof *(words))

enum judged judge_word(struct text word, const struct bank_options *options)
{
    if (IS_ONE_OF(word, PAID_WORDS) ||
        is_one_of(word, options->success, (size_t)options->success_count))
        return JUDGED_PAID;
    return IS_ONE_OF(word, FAILED_WORDS) ? JUDGED_FAILED : JUDGED_NEITHER;
}

bool judge_nothing(struct text cell)
{
    return cell.n == 0 || IS_ONE_OF(cell, NOTHING_WORDS);
}

bool judge_denied(struct text cell)
{
    struct money amount;
    return judge_nothing(cell) || judge_no(cell) || IS_ONE_OF(cell, DENIED_WORDS) ||
           (judge_amount(cell, &amount) && amount.fen == 0);
}

bool judge_no(struct text cell)
{
    return IS_ONE_OF(cell, NO_WORDS);
}

bool judge_yes(struct text cell)
{
    return IS_ONE_OF(cell, YES_WORDS);
}

bool judge_code(struct text code, const struct bank_options *options)
{
    size_t zeros = 0;
    while (zeros < code.n && code.p[zeros] == '0')
        zeros++;
    return (code.n > 0 && zeros == code.n) || judge_word(code, options) == JUDGED_PAID;
}

static bool has_letters(struct text a, const char *letters)
{
    const size_t n = strlen(letters);
    for (size_t i = 0; i + n <= a.n; i++)
        if (strncasecmp(a.p + i, letters, n) == 0)
            return true;
    return false;
}

static bool speaks_of_failure(struct text a)
{
    for (size_t i = 0; i < sizeof FAILURES / sizeof *FAILURES; i++)
        if (a.n > 0 && memmem(a.p, a.n, FAILURES[i], strlen(FAILURES[i])) != NULL)
            return true;
    for (size_t i = 0; i < sizeof FAILURES_IN_LETTERS / sizeof *FAILURES_IN_LETTERS; i++)
        if (has_letters(a, FAILURES_IN_LETTERS[i]))
            return true;
    return IS_ONE_OF(a, FAILED_WORDS);
}

/* Line ends are taken out as well. Without memory everything is a failure: none may be missed. */
bool judge_failure(struct text cell, const struct bank_options *options)
{
    struct buffer plain = {0};
    if (judge_word(cell, options) == JUDGED_PAID)
        return false;
    for (struct text rest = cell; rest.n > 0;) {
        size_t line = 0;
        while (line < rest.n && rest.p[line] != '\n' && rest.p[line] != '\r')
            line++;
        field_name((struct text){rest.p, line}, &plain);
        line += line < rest.n;
        rest = (struct text){rest.p + line, rest.n - line};
    }
    const bool failure = plain.failed || speaks_of_failure(buffer_view(&plain));
    buffer_free(&plain);
    return failure;
}

bool judge_amount(struct text cell, struct money *out)
{
    char digits[MONEY_TEXT_SIZE];
    size_t n = 0;
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] == ',')
            continue;
        if (n == sizeof digits)
            return false;
        digits[n++] = cell.p[i];
    }
    return money_parse((struct text){digits, n}, out) == NUMBER_OK;
}

/* ---- names --------------------------------------------------------------------------------- */

/* The next character that is no white space, taken off `*rest`; 0 at its end. */
static uint32_t next(struct text *rest)
{
    size_t size;
    while (rest->n > 0) {
        const uint32_t c = text_decode(*rest, &size);
        *rest = (struct text){rest->p + size, rest->n - size};
        if (!field_is_space(c))
            return c == 0xFF0A ? '*' : c; /* in its two widths */
    }
    return 0;
}

/* Where they part, the last row of stars takes one character more: none before it can do better. */
bool judge_name(struct text printed, struct text name)
{
    struct text after_star = {NULL, 0}, from = name;
    bool star = false;
    while (true) {
        struct text ahead = printed;
        const uint32_t wanted = next(&ahead);
        if (wanted == '*') {
            do
                printed = ahead;
            while (next(&ahead) == '*');
            if (next(&name) == 0)
                return false;
            star = true;
            after_star = printed;
            from = name;
            continue;
        }
        const uint32_t found = next(&name);
        if (wanted == found && wanted == 0)
            return true;
        if (wanted == found) {
            printed = ahead;
            continue;
        }
        if (!star || next(&from) == 0)
            return false;
        printed = after_star;
        name = from;
    }
}
