#include "bank/heading.h"

#include "bank/field.h"

/* As plain() gives them, what says most first. */
static const char *const NAMES[ANSWER_PARTS][HEADING_RANK_LAST + 1] = {
    [ANSWER_CARD] = {"收款账号", "收款人账号", "收款方账号", "账号", "银行账号", "银行卡号",
                     "卡号"},
    [ANSWER_AMOUNT] = {"金额", "交易金额", "实发金额", "代发金额", "付款金额", "成功金额",
                       "实付金额", "入账金额", "发放金额"},
    [ANSWER_STATE] = {"处理结果", "结果", "交易状态", "状态", "处理状态", "交易结果", "付款状态",
                      "付款结果", "代发状态", "代发结果", "入账状态", "入账结果", "发放状态",
                      "发放结果"},
    [ANSWER_NUMBER] = {"序号"},
    [ANSWER_MESSAGE] = {"失败原因", "原因", "退票原因", "退回原因", "处理信息", "返回信息"},
    [ANSWER_REMARK] = {"备注"},
    [ANSWER_NAME] = {"姓名", "户名", "收款账号名称", "收款人", "收款人姓名", "收款人名称",
                     "收款户名", "收款人户名", "收款方户名", "收款方名称", "账户名称", "账户名",
                     "账号名称"}};

/* Where a column is not known as a whole. Each list ends with NULL. */
static const char *const CONTRARY[] = {"冲正", "撤销", "退",   "拒绝", "失败",
                                       "错误", "异常", "驳回", NULL};
static const char *const OUTCOME[] = {"返回", "响应", "应答", "状态", "结果", "原因", "处理", NULL};
static const char *const SUCCESS[] = {"成功", "到账", "入账", NULL};
static const char *const FLAG[] = {"是否", "标志", "标识", "标记", NULL};
static const char *const CODE_ENDS[] = {"码", NULL};
static const char *const REASON_ENDS[] = {"原因", "描述", "反馈", NULL};
static const char *const REMARK_ENDS[] = {"信息", "说明", NULL};
static const char *const STATE_ENDS[] = {"状态", "结果", NULL};

static bool has_one(struct text a, const char *const *words)
{
    for (; a.n > 0 && *words != NULL; words++)
        if (memmem(a.p, a.n, *words, strlen(*words)) != NULL)
            return true;
    return false;
}

static bool ends_with_one(struct text a, const char *const *words)
{
    for (; *words != NULL; words++)
        if (text_ends(a, *words))
            return true;
    return false;
}

static bool is_mark(uint32_t c)
{
    return c == '*' || c == 0xFF0A || c == 0xFE61 || c == '\n' || c == '\r';
}

static bool is_bracket(uint32_t c)
{
    return c == '(' || c == 0xFF08;
}

/* A heading as it is compared: without white space and marks; 帐 is 账. Returns what stands before
 * the first bracket; all of it is `out`. */
static struct text plain(struct text cell, struct buffer *out)
{
    size_t to = 0, name = SIZE_MAX, size;
    buffer_clear(out);
    field_name(cell, out);
    for (struct text rest = buffer_view(out); rest.n > 0;) {
        const uint32_t c = text_decode(rest, &size);
        if (is_bracket(c) && name == SIZE_MAX)
            name = to;
        if (!is_mark(c)) {
            memmove(out->p + to, c == 0x5E10 ? "\xE8\xB4\xA6" : rest.p, size);
            to += size;
        }
        rest = (struct text){rest.p + size, rest.n - size};
    }
    out->n = to;
    return (struct text){out->p, name < to ? name : to};
}

/* Without a bracket, a colon and numbers at its end (处理状态2, 返回(代码)). */
static struct text without_tail(struct text a)
{
    static const char *const TAILS[] = {")", "\xEF\xBC\x89", ":", "\xEF\xBC\x9A", "_", "-", "."};
    bool found = true;
    while (found && a.n > 0) {
        found = a.p[a.n - 1] >= '0' && a.p[a.n - 1] <= '9';
        a.n -= found;
        for (size_t i = 0; i < sizeof TAILS / sizeof *TAILS; i++)
            if (text_ends(a, TAILS[i])) {
                a.n -= strlen(TAILS[i]);
                found = true;
            }
    }
    return a;
}

/* A remark may be one that was sent, unless it is about what went wrong. */
static enum answer_part part_of(struct text name, struct text whole)
{
    const bool contrary = has_one(whole, CONTRARY);
    const struct text ends[] = {without_tail(name), without_tail(whole)};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (ends_with_one(ends[i], CODE_ENDS) && (contrary || has_one(whole, OUTCOME)))
            return ANSWER_CODE;
        if (ends_with_one(ends[i], REASON_ENDS))
            return ANSWER_MESSAGE;
        if (ends_with_one(ends[i], REMARK_ENDS))
            return contrary ? ANSWER_MESSAGE : ANSWER_REMARK;
        if (!contrary && ends_with_one(ends[i], STATE_ENDS))
            return ANSWER_STATE;
    }
    if (contrary)
        return ANSWER_CONTRARY;
    return has_one(whole, SUCCESS) && has_one(whole, FLAG) ? ANSWER_ASSENT : ANSWER_OTHER;
}

bool heading_part(struct text cell, struct buffer *scratch, enum answer_part *part, int *rank)
{
    const struct text name = plain(cell, scratch);
    const struct text whole = buffer_view(scratch);
    for (*part = ANSWER_CARD; *part < ANSWER_PARTS; (*part)++)
        for (*rank = 0; NAMES[*part][*rank] != NULL; (*rank)++)
            if (text_is(name, NAMES[*part][*rank])) {
                if (*part == ANSWER_AMOUNT && has_one(whole, CONTRARY)) { /* 金额(退回) */
                    *part = ANSWER_CONTRARY;
                    *rank = HEADING_RANK_LAST;
                }
                return !scratch->failed;
            }
    *part = part_of(name, whole);
    *rank = HEADING_RANK_LAST;
    return !scratch->failed;
}
