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
static const char *const DENIED_WORDS[] = {"否", "N", "no"};

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
    return judge_nothing(cell) || IS_ONE_OF(cell, DENIED_WORDS) ||
           (judge_amount(cell, &amount) && amount.fen == 0);
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
