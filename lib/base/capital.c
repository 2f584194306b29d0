#include "base/capital.h"

static const char *const DIGITS[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};

#define GROUP 10000 /* digits are read in fours: 仟佰拾 and a unit */

/* A group of four digits, not 0. `inside`: something stands before it. */
static void put_group(struct buffer *out, unsigned group, bool inside)
{
    static const char *const UNITS[] = {"仟", "佰", "拾", ""};
    static const unsigned WEIGHTS[] = {1000, 100, 10, 1};
    bool zero = false;
    for (int i = 0; i < 4; i++) {
        const unsigned digit = group / WEIGHTS[i] % 10;
        if (digit == 0) {
            zero = true;
            continue;
        }
        if (zero && inside)
            buffer_string(out, DIGITS[0]);
        buffer_string(out, DIGITS[digit]);
        buffer_string(out, UNITS[i]);
        zero = false;
        inside = true;
    }
}

/* Below 亿: up to two groups. */
static void put_pair(struct buffer *out, unsigned pair, bool inside)
{
    if (pair / GROUP > 0) {
        put_group(out, pair / GROUP, inside);
        buffer_string(out, "万");
    }
    if (pair % GROUP == 0)
        return;
    /* A whole group of zeros between others is read; the end of one before 仟 is not. */
    if (pair / GROUP == 0 && inside && pair >= GROUP / 10)
        buffer_string(out, DIGITS[0]);
    put_group(out, pair % GROUP, inside || pair / GROUP > 0);
}

/* Whole yuan, not 0: what is above 亿 is read in the same way before it. */
static void put_yuan(struct buffer *out, uint64_t yuan)
{
    const uint64_t hundred_million = (uint64_t)GROUP * GROUP;
    const bool above = yuan >= hundred_million;
    if (above) {
        put_yuan(out, yuan / hundred_million);
        buffer_string(out, "亿");
    }
    put_pair(out, (unsigned)(yuan % hundred_million), above);
}

void capital_put(struct buffer *out, struct money amount)
{
    const uint64_t fen = amount.fen < 0 ? -(uint64_t)amount.fen : (uint64_t)amount.fen;
    const uint64_t yuan = fen / FEN_PER_YUAN;
    const unsigned jiao = (unsigned)(fen % FEN_PER_YUAN / 10), last = (unsigned)(fen % 10);
    if (amount.fen < 0)
        buffer_string(out, "负");
    if (yuan > 0)
        put_yuan(out, yuan);
    else if (fen == 0)
        buffer_string(out, DIGITS[0]);
    if (yuan > 0 || fen == 0)
        buffer_string(out, "元");
    if (jiao > 0) {
        buffer_string(out, DIGITS[jiao]);
        buffer_string(out, "角");
    } else if (last > 0 && yuan > 0) {
        buffer_string(out, DIGITS[0]);
    }
    if (last > 0) {
        buffer_string(out, DIGITS[last]);
        buffer_string(out, "分");
    }
    if (jiao == 0 && last == 0)
        buffer_string(out, "整");
}
