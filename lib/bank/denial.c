#include "bank/denial.h"

#include "bank/field.h"
#include "bank/judge.h"

static struct text optional(const char *text)
{
    return text == NULL ? (struct text){NULL, 0} : text_of(text);
}

/* White space apart. */
static bool is_same(struct text a, struct text b)
{
    struct buffer left = {0}, right = {0};
    field_name(a, &left);
    field_name(b, &right);
    const bool same = !left.failed && !right.failed && left.n > 0 &&
                      text_equal(buffer_view(&left), buffer_view(&right));
    buffer_free(&left);
    buffer_free(&right);
    return same;
}

bool denial_was_sent(struct text cell, const struct payments *payments,
                     const struct payment *payment, const struct bank_options *options)
{
    const struct text sent[] = {payments_text(&payments->texts, payment->name),
                                payments_text(&payments->texts, payment->bank),
                                payments_text(&payments->persons, payment->person),
                                optional(options->purpose),
                                optional(options->payer_bank),
                                optional(options->payer_name)};
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++)
        if (is_same(cell, sent[i]))
            return true;
    return false;
}

static bool denies_failure(const struct answer_cell *cell, const struct bank_options *options)
{
    switch (cell->part) {
    case ANSWER_MESSAGE:
    case ANSWER_REMARK:
        return judge_word(cell->text, options) == JUDGED_PAID;
    case ANSWER_CODE:
        return judge_code(cell->text, options);
    case ANSWER_ASSENT:
        return judge_yes(cell->text) || judge_word(cell->text, options) == JUDGED_PAID;
    default:
        return false;
    }
}

/* Whatever is not told to be harmless in a column that gives reasons, and in any other column what
 * banks say of a payment that was not made or was taken back. */
static bool denies_success(const struct answer_cell *cell, const struct bank_options *options)
{
    switch (cell->part) {
    case ANSWER_MESSAGE:
    case ANSWER_REMARK:
        return !judge_nothing(cell->text) && judge_word(cell->text, options) != JUDGED_PAID;
    case ANSWER_CODE:
        return !judge_nothing(cell->text) && !judge_code(cell->text, options);
    case ANSWER_CONTRARY:
        return !judge_denied(cell->text);
    case ANSWER_ASSENT:
        return judge_no(cell->text) || judge_failure(cell->text, options);
    case ANSWER_OTHER:
        return judge_failure(cell->text, options);
    default:
        return false;
    }
}

bool denial_is(const struct answer_cell *cell, bool paid, const struct payments *payments,
               const struct payment *payment, const struct bank_options *options)
{
    if (!paid)
        return denies_failure(cell, options);
    const bool may_echo = cell->part == ANSWER_REMARK || cell->part == ANSWER_OTHER;
    return denies_success(cell, options) &&
           !(may_echo && denial_was_sent(cell->text, payments, payment, options));
}
