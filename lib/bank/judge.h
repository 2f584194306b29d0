/*
 * What the words, amounts and names of a bank's answer come to, each by itself.
 */
#ifndef BANGFU_BANK_JUDGE_H
#define BANGFU_BANK_JUDGE_H

#include "bank/options.h"
#include "base/money.h"

enum judged { JUDGED_PAID, JUDGED_FAILED, JUDGED_NEITHER };

/* A word for what became of a payment, also one of `--success`. */
enum judged judge_word(struct text word, const struct bank_options *options);

/* Nothing, or a word for nothing: a dash, or 无. */
bool judge_nothing(struct text cell);

/* The same of a column that speaks of failure: a no, 正常, 未退 and the like, and an amount of 0,
 * too. */
bool judge_denied(struct text cell);

/* A plain no or yes. */
bool judge_no(struct text cell);
bool judge_yes(struct text cell);

/* A code for paid: such a word, or nothing but zeros. */
bool judge_code(struct text code, const struct bank_options *options);

/* What speaks of a payment that was not made, or was taken back: a word for failed, or one in it,
 * unless all of it is a word for paid. White space within it hides nothing. */
bool judge_failure(struct text cell, const struct bank_options *options);

/* An amount as banks print it, with groups of thousands; false where it is none. */
bool judge_amount(struct text cell, struct money *out);

/* Whether a name as the bank prints it is that one, which has no white space. Each row of `*`
 * stands for one or more characters. */
bool judge_name(struct text printed, struct text name);

#endif
