#include "bank/settle.h"

#include "bank/answer.h"
#include "bank/denial.h"
#include "bank/field.h"
#include "bank/judge.h"
#include "base/language.h"
#include "table/input.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

const char *const SETTLED_NAMES[SETTLED_COUNT] = {"unanswered", "paid", "failed", "unknown"};

/* So many payments that differ from what was sent are named, the others counted. */
#define NAMED_MOST 10

void settlement_free(struct settlement *s)
{
    free(s->of);
    free(s->by_card);
    sent_free(&s->sent);
    names_free(&s->messages);
    *s = (struct settlement){0};
}

static bool prepare(struct settlement *s)
{
    const struct payments *p = s->payments;
    s->of = calloc(p->count + 1, sizeof *s->of);
    s->by_card = calloc((size_t)p->cards.count + 1, sizeof *s->by_card);
    if (s->of == NULL || s->by_card == NULL)
        return false;
    for (size_t i = 0; i < p->count; i++)
        if (p->list[i].state == PAYMENT_LISTED)
            s->by_card[p->list[i].card] = i + 1;
    return true;
}

static void fault_list(struct settlement *s, const char *file, long line, const char *format,
                       va_list values)
{
    struct error error;
    char text[sizeof error.text], shown[ERROR_LINE_SIZE];
    (void)vsnprintf(text, sizeof text, format, values);
    error_set(&error, file, line, NULL, "%s", text);
    buffer_format(s->out, "%s: %s\n", s->program, error_line(&error, shown, sizeof shown));
    s->faults++;
}

/* Of the answer. */
__attribute__((format(printf, 3, 4))) static void fault(struct settlement *s, long line,
                                                        const char *format, ...)
{
    va_list values;
    va_start(values, format);
    fault_list(s, s->file, line, format, values);
    va_end(values);
}

/* ---- what was sent ------------------------------------------------------------------------- */

/* Of the list that was sent; those beyond the first are only counted. */
__attribute__((format(printf, 4, 5))) static void differs(struct settlement *s, long *count,
                                                          long line, const char *format, ...)
{
    va_list values;
    if ((*count)++ >= NAMED_MOST) {
        s->faults++;
        return;
    }
    va_start(values, format);
    fault_list(s, s->sent.file, line, format, values);
    va_end(values);
}

/* The number that it was sent by, or NAMES_NONE; that of the list is not looked at. */
static uint32_t sent_at(const struct settlement *s, const struct payment *payment)
{
    return names_find(&s->sent.cards, payments_text(&s->payments->cards, payment->card));
}

static bool was_sent_so(const struct settlement *s, const struct payment *payment)
{
    const uint32_t at = sent_at(s, payment);
    return at != NAMES_NONE && s->sent.amount[at].fen == payment->amount.fen;
}

/* The place of the payment to an account, and 1; 0: there is none. */
static size_t place_of(const struct settlement *s, struct text card)
{
    const uint32_t number = names_find(&s->payments->cards, card);
    return number == NAMES_NONE ? 0 : s->by_card[number];
}

/* The list and what was sent must be the same payments, in whatever order. */
static void compare_sent(struct settlement *s)
{
    long count = 0;
    char shown[96], there[MONEY_TEXT_SIZE], here[MONEY_TEXT_SIZE];
    for (size_t i = 0; i < s->payments->count; i++) {
        const struct payment *p = &s->payments->list[i];
        if (p->state != PAYMENT_LISTED || was_sent_so(s, p))
            continue;
        const uint32_t at = sent_at(s, p);
        text_masked(payments_text(&s->payments->households, p->household), shown, sizeof shown);
        if (at == NAMES_NONE) {
            differs(s, &count, 0, _("household %s of the list was not sent"), shown);
            continue;
        }
        money_format(s->sent.amount[at], there);
        money_format(p->amount, here);
        differs(s, &count, s->sent.before + (long)at + 1,
                _("household %s: %s yuan were sent, %s are in the list"), shown, there, here);
    }
    for (uint32_t i = 0; i < s->sent.cards.count; i++)
        if (place_of(s, names_text(&s->sent.cards, i)) == 0)
            differs(s, &count, s->sent.before + (long)i + 1,
                    _("the account '%s' is in no line of the list"),
                    text_masked(names_text(&s->sent.cards, i), shown, sizeof shown));
    if (count > NAMED_MOST)
        buffer_format(s->out, _("%s: %s: %ld more payments differ\n"), s->program, s->sent.file,
                      count - NAMED_MOST);
}

/* ---- which payment ------------------------------------------------------------------------- */

/* Digits only; -1 where it is no number. */
static long read_number(struct text a)
{
    long number = 0;
    if (a.n == 0 || a.n > 9)
        return -1;
    for (size_t i = 0; i < a.n; i++) {
        if (a.p[i] < '0' || a.p[i] > '9')
            return -1;
        number = number * 10 + (a.p[i] - '0');
    }
    return number;
}

/* An account as banks print it, perhaps behind the mark by which spreadsheets keep it a text. */
static size_t place_of_card(const struct settlement *s, struct text cell)
{
    char card[CARD_SIZE];
    if (text_starts(cell, "'"))
        cell = (struct text){cell.p + 1, cell.n - 1};
    return field_card(cell, card) == CARD_OK ? place_of(s, text_of(card)) : 0;
}

/* The place of the payment that is answered, and 1; 0, and said, where there is none. False where
 * that cannot be known. */
static bool find(struct settlement *s, const struct answer *answer, size_t *place,
                 struct error *error)
{
    char shown[96];
    const struct answer_cell *card = answer_next(answer, ANSWER_CARD, NULL);
    *place = 0;
    if (card != NULL) {
        *place = place_of_card(s, card->text);
    } else if (s->options->sent == NULL) {
        return error_set(error, s->file, answer->line, NULL,
                         _("it names the payment by its number only, and a list made anew may be "
                           "numbered otherwise: give the list that was sent with --sent FILE"));
    } else {
        card = answer_next(answer, ANSWER_NUMBER, NULL);
        const long number = read_number(card->text);
        const bool known = number >= 1 && number <= (long)s->sent.cards.count;
        if (!known)
            fault(s, answer->line, _("the list has no line '%s'"),
                  text_masked(card->text, shown, sizeof shown));
        const struct text sent =
            known ? names_text(&s->sent.cards, (uint32_t)(number - 1)) : (struct text){NULL, 0};
        *place = known ? place_of(s, sent) : 0;
        if (known && *place == 0)
            fault(s, answer->line, _("the account '%s' is in no line of the list"),
                  text_masked(sent, shown, sizeof shown));
        return true;
    }
    if (*place == 0)
        fault(s, answer->line, _("the account '%s' is in no line of the list"),
              text_masked(card->text, shown, sizeof shown));
    return true;
}

/* ---- what is said of it -------------------------------------------------------------------- */

/* What all columns say that tell what became of it. */
static enum settled read_states(struct settlement *s, const struct answer *answer)
{
    static const enum settled SETTLED[] = {[JUDGED_PAID] = SETTLED_PAID,
                                           [JUDGED_FAILED] = SETTLED_FAILED,
                                           [JUDGED_NEITHER] = SETTLED_UNKNOWN};
    const struct answer_cell *first = answer_next(answer, ANSWER_STATE, NULL);
    enum settled settled = SETTLED[judge_word(first->text, s->options)];
    char shown[96], other[96];
    for (const struct answer_cell *c = first; c != NULL; c = answer_next(answer, ANSWER_STATE, c)) {
        const enum settled said = SETTLED[judge_word(c->text, s->options)];
        text_masked(c->text, other, sizeof other);
        if (said == SETTLED_UNKNOWN) {
            fault(s, answer->line,
                  _("found '%s', which is known neither as paid nor as failed; --success WORD says "
                    "that it is paid"),
                  other);
            return SETTLED_UNKNOWN;
        }
        if (said == settled)
            continue;
        fault(s, answer->line, _("it says '%s' and '%s'"),
              text_masked(first->text, shown, sizeof shown), other);
        return SETTLED_UNKNOWN;
    }
    return settled;
}

/* Whether nothing in the line denies what its state says. */
static bool is_undenied(struct settlement *s, const struct answer *answer,
                        const struct payment *payment, enum settled settled)
{
    char heading[96], shown[96];
    bool ok = true;
    for (const struct answer_cell *c = answer->cells; c < answer->cells + answer->count; c++) {
        if (!denial_is(c, settled == SETTLED_PAID, s->payments, payment, s->options))
            continue;
        ok = false;
        text_masked(c->text, shown, sizeof shown);
        if (c->heading.n == 0)
            fault(s, answer->line, _("'%s' denies what it says became of the payment"), shown);
        else
            fault(s, answer->line,
                  _("'%s' in the column '%s' denies what it says became of the payment"), shown,
                  text_masked(c->heading, heading, sizeof heading));
    }
    return ok;
}

/* ---- whether it is about that payment ------------------------------------------------------ */

/* Every amount, but what was paid of a payment that failed: that is 0 beside another one. */
static bool amounts_agree(struct settlement *s, const struct answer *answer,
                          const struct payment *payment, enum settled settled)
{
    const struct answer_cell *first = answer_next(answer, ANSWER_AMOUNT, NULL), *wrong = NULL;
    bool equal = first == NULL;
    char shown[96], expected[MONEY_TEXT_SIZE];
    for (const struct answer_cell *c = first; c != NULL;
         c = answer_next(answer, ANSWER_AMOUNT, c)) {
        struct money found;
        const bool is_amount = judge_amount(c->text, &found);
        if (is_amount && found.fen == payment->amount.fen)
            equal = true;
        else if (c->text.n > 0 && !(settled == SETTLED_FAILED && is_amount && found.fen == 0))
            wrong = c;
    }
    if (wrong == NULL && equal)
        return true;
    money_format(payment->amount, expected);
    fault(s, answer->line, _("the amount is '%s', in the list %s"),
          text_masked(wrong == NULL ? first->text : wrong->text, shown, sizeof shown), expected);
    return false;
}

static bool numbers_agree(struct settlement *s, const struct answer *answer,
                          const struct payment *payment)
{
    const uint32_t at = sent_at(s, payment);
    const long number = at == NAMES_NONE ? payment->number : (long)at + 1;
    char shown[96];
    for (const struct answer_cell *c = answer_next(answer, ANSWER_NUMBER, NULL); c != NULL;
         c = answer_next(answer, ANSWER_NUMBER, c)) {
        if (read_number(c->text) == number)
            continue;
        fault(s, answer->line, _("the number is '%s', in the list %ld"),
              text_masked(c->text, shown, sizeof shown), number);
        return false;
    }
    return true;
}

static bool cards_agree(struct settlement *s, const struct answer *answer, size_t place)
{
    char shown[96];
    for (const struct answer_cell *c = answer_next(answer, ANSWER_CARD, NULL); c != NULL;
         c = answer_next(answer, ANSWER_CARD, c)) {
        if (place_of_card(s, c->text) == place)
            continue;
        fault(s, answer->line, _("two accounts, the other one is '%s'"),
              text_masked(c->text, shown, sizeof shown));
        return false;
    }
    return true;
}

static bool names_agree(struct settlement *s, const struct answer *answer,
                        const struct payment *payment)
{
    const struct text name = payments_text(&s->payments->texts, payment->name);
    for (const struct answer_cell *c = answer_next(answer, ANSWER_NAME, NULL); c != NULL;
         c = answer_next(answer, ANSWER_NAME, c)) {
        if (c->text.n == 0 || judge_name(c->text, name))
            continue;
        struct buffer masked = {0};
        field_masked_name(c->text, &masked);
        buffer_char(&masked, '\0');
        const size_t second = masked.n;
        field_masked_name(name, &masked);
        buffer_char(&masked, '\0');
        fault(s, answer->line, _("the name is another: %s, in the list %s"),
              masked.failed ? "" : masked.p, masked.failed ? "" : masked.p + second);
        buffer_free(&masked);
        return false;
    }
    return true;
}

/* ---- a line of the answer ------------------------------------------------------------------ */

/* What became of a payment by one line; unknown, and said, where anything in it does not agree. */
static enum settled settle(struct settlement *s, const struct answer *answer, size_t place)
{
    const struct payment *payment = &s->payments->list[place - 1];
    const enum settled settled = read_states(s, answer);
    bool ok = amounts_agree(s, answer, payment, settled);
    ok &= numbers_agree(s, answer, payment);
    ok &= cards_agree(s, answer, place);
    ok &= names_agree(s, answer, payment);
    if (settled != SETTLED_UNKNOWN)
        ok &= is_undenied(s, answer, payment, settled);
    if (s->options->sent != NULL)
        ok &= was_sent_so(s, payment); /* said when they were compared */
    return ok ? settled : SETTLED_UNKNOWN;
}

/* The first reason that is more than a dash, or a remark that is more than what was sent, or the
 * code in their place. */
static struct text message_of(const struct settlement *s, const struct answer *answer,
                              const struct payment *payment)
{
    static const enum answer_part PARTS[] = {ANSWER_MESSAGE, ANSWER_REMARK, ANSWER_CODE};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        for (const struct answer_cell *c = answer_next(answer, PARTS[i], NULL); c != NULL;
             c = answer_next(answer, PARTS[i], c))
            if (!judge_nothing(c->text) &&
                (PARTS[i] != ANSWER_REMARK ||
                 !denial_was_sent(c->text, s->payments, payment, s->options)) &&
                (PARTS[i] != ANSWER_CODE || !judge_code(c->text, s->options)))
                return c->text;
    return (struct text){NULL, 0};
}

static bool take(void *data, const struct answer *answer, struct error *error)
{
    struct settlement *s = data;
    size_t place;
    if (!find(s, answer, &place, error))
        return false;
    if (place == 0)
        return true;
    struct settlement_entry *entry = &s->of[place - 1];
    const enum settled settled = settle(s, answer, place);
    if (entry->line != 0) {
        fault(s, answer->line, _("the same payment is answered on line %ld"), entry->line);
        if (settled != entry->settled)
            entry->settled = SETTLED_UNKNOWN;
        return true;
    }
    entry->line = answer->line;
    entry->settled = settled;
    entry->message =
        names_number(&s->messages, message_of(s, answer, &s->payments->list[place - 1]));
    return entry->message != NAMES_NONE || error_no_memory(error, s->file);
}

static bool add_up(struct settlement *s)
{
    for (size_t i = 0; i < s->payments->count; i++) {
        if (s->payments->list[i].state != PAYMENT_LISTED)
            continue;
        const enum settled settled = s->of[i].settled;
        s->count[settled]++;
        if (!money_add(s->sum[settled], s->payments->list[i].amount, &s->sum[settled]))
            return false;
    }
    return true;
}

bool settlement_read(struct settlement *s, const struct payments *payments,
                     const struct bank_options *options, const char *program, struct buffer *out,
                     struct error *error)
{
    *s = (struct settlement){.payments = payments,
                             .options = options,
                             .program = program,
                             .file = input_name(options->result),
                             .out = out};
    if (!prepare(s))
        return error_no_memory(error, NULL);
    if (options->sent != NULL) {
        if (!sent_read(&s->sent, options->sent, options->format, error))
            return false;
        compare_sent(s);
    }
    return answer_read(options->result, options->format, take, s, error) &&
           (add_up(s) || error_set(error, NULL, 0, NULL, "%s", _("the sum is too large")));
}
