#include "bank/refuse.h"

#include "bank/field.h"
#include "base/identity.h"
#include "base/language.h"

#include <strings.h>

bool payment_reader_open(struct payment_reader *r, const struct bank_options *options,
                         const struct posted *posted, struct error *error)
{
    r->options = options;
    r->posted = posted;
    return encoder_open(&r->encoder, options->encoding, error);
}

void payment_reader_close(struct payment_reader *r)
{
    encoder_close(&r->encoder);
    payments_free(&r->payments);
    buffer_free(&r->text);
}

bool payment_check_header(const struct run *run, const struct layout *layout, struct error *error)
{
    for (int i = PAYMENT_FIRST_ITEM; i <= PAYMENT_TOTAL; i++)
        if (layout->read_at[i] >= 0)
            return true;
    return error_set(error, run->file, 0, NULL,
                     _("no amounts: expected 'total_aid' (救助合计) or the column of an item, such "
                       "as 'living_aid' (生活救助)"));
}

static const char *column_name(const struct row *row, int column)
{
    return row->run->filter->reads[column].name;
}

/* A text kept; false without memory, which is remembered. */
static bool keep(struct payment_reader *r, struct names *names, struct text text, uint32_t *number)
{
    *number = names_number(names, text);
    r->failed |= *number == NAMES_NONE;
    return *number != NAMES_NONE;
}

/* ---- amounts ------------------------------------------------------------------------------- */

static bool read_money(struct row *row, int column, bool *filled, struct money *out)
{
    char shown[96];
    const struct text cell = row_cell(row, column);
    *out = (struct money){0};
    if (cell.n == 0)
        return true;
    *filled = true;
    if (money_parse(cell, out) == NUMBER_OK && out->fen >= 0)
        return true;
    row_message(row, column_name(row, column),
                _("found '%s', expected an amount in yuan, not below 0, with at most two decimals"),
                text_masked(cell, shown, sizeof shown));
    return false;
}

/* The amount granted, and that of each item; false, and said, where they cannot be known. Nothing
 * `filled`: nothing was decided. */
static bool read_amount(struct row *row, bool *filled, struct payment *payment)
{
    struct money sum = {0}, total;
    bool has_items = false, has_total = false, ok = true;
    for (int i = 0; i < ITEM_COUNT; i++) {
        const int column = PAYMENT_FIRST_ITEM + i;
        ok &= read_money(row, column, &has_items, &payment->item[i]);
        if (ok && !money_add(sum, payment->item[i], &sum)) {
            row_message(row, column_name(row, column), "%s", _("the sum is too large"));
            ok = false;
        }
    }
    /* Where there are amounts of items, an empty one is 0. */
    for (int i = 0; i < ITEM_COUNT; i++)
        payment->has_item[i] = has_items && row_has(row, PAYMENT_FIRST_ITEM + i);
    ok &= read_money(row, PAYMENT_TOTAL, &has_total, &total);
    *filled = has_items || has_total;
    if (ok && has_items && has_total && total.fen != sum.fen) {
        char found[MONEY_TEXT_SIZE], expected[MONEY_TEXT_SIZE];
        money_format(total, found);
        money_format(sum, expected);
        row_message(row, column_name(row, PAYMENT_TOTAL),
                    _("found %s, but the items are %s together"), found, expected);
        ok = false;
    }
    payment->amount = has_items ? sum : total;
    return ok;
}

/* What is to be done with the record, by what was decided; refused where that cannot be known. */
static enum payment_state read_decision(struct row *row, struct payment *payment)
{
    static const int CATEGORIES[] = {PAYMENT_CATEGORY, PAYMENT_AID_CATEGORY};
    bool filled = false;
    for (int i = 0; i < 2; i++) {
        if (!text_is(row_cell(row, CATEGORIES[i]), "invalid"))
            continue;
        row_message(row, column_name(row, CATEGORIES[i]), "%s",
                    _("invalid: nothing was decided, nothing is paid"));
        return PAYMENT_NOT_PAYABLE;
    }
    if (!read_amount(row, &filled, payment))
        return PAYMENT_REFUSED;
    if (!filled) {
        row_message(row, NULL, "%s", _("no amount: nothing was decided, nothing is paid"));
        return PAYMENT_NOT_PAYABLE;
    }
    return payment->amount.fen > 0 ? PAYMENT_LISTED : PAYMENT_NOTHING;
}

/* ---- whom ---------------------------------------------------------------------------------- */

static bool missing(struct row *row, int column)
{
    row_message(row, column_name(row, column), "%s", _("empty: expected something here"));
    return false;
}

/* A text that may stand in the file. */
static bool check_text(struct payment_reader *r, struct row *row, int column, struct text text)
{
    uint32_t lacking = 0;
    const struct bank_format *format = r->options->format;
    const enum field_fault fault = field_check(text, format);
    if (fault != FIELD_OK) {
        struct buffer words = {0};
        field_describe(fault, format, &words);
        buffer_char(&words, '\0');
        row_message(row, column_name(row, column), _("there is %s"), words.failed ? "?" : words.p);
        buffer_free(&words);
        return false;
    }
    if (encoder_put(&r->encoder, text, NULL, &lacking) == ENCODED_LACKS) {
        row_message(row, column_name(row, column), _("%s has no character U+%04X"),
                    r->options->encoding, (unsigned)lacking);
        return false;
    }
    return true;
}

/* The worker's name, and whether the account is in the same. */
static bool read_name(struct payment_reader *r, struct row *row, struct payment *payment)
{
    buffer_clear(&r->text);
    field_name(row_cell(row, PAYMENT_NAME), &r->text);
    if (r->text.n == 0)
        return missing(row, PAYMENT_NAME);
    bool ok = check_text(r, row, PAYMENT_NAME, buffer_view(&r->text));
    if (!keep(r, &r->payments.texts, buffer_view(&r->text), &payment->name))
        return false;
    buffer_clear(&r->text);
    field_name(row_cell(row, PAYMENT_ACCOUNT_NAME), &r->text);
    const struct text name = names_text(&r->payments.texts, payment->name);
    if (r->text.n == 0 || text_equal(buffer_view(&r->text), name))
        return ok;
    struct buffer masked = {0};
    field_masked_name(buffer_view(&r->text), &masked);
    buffer_char(&masked, '\0');
    const size_t second = masked.n;
    field_masked_name(name, &masked);
    buffer_char(&masked, '\0');
    if (!masked.failed)
        row_message(row, column_name(row, PAYMENT_ACCOUNT_NAME),
                    _("the account is that of %s, not of the worker, %s"), masked.p,
                    masked.p + second);
    else
        row->messages->failed = true;
    buffer_free(&masked);
    return false;
}

static bool read_card(struct payment_reader *r, struct row *row, struct payment *payment)
{
    static const char *const FAULTS[] = {
        [CARD_MISSING] = N_("empty: expected something here"),
        [CARD_SCIENTIFIC] =
            N_("a number in scientific notation: its last digits are lost, type it again"),
        [CARD_NOT_DIGITS] = N_("not all of it is digits"),
        [CARD_LENGTH] = N_("expected 12 to 30 digits")};
    char card[CARD_SIZE];
    const enum card_fault fault = field_card(row_cell(row, PAYMENT_CARD), card);
    if (fault != CARD_OK) {
        row_message(row, column_name(row, PAYMENT_CARD), "%s", _(FAULTS[fault]));
        return false;
    }
    /* Said once, when the list is made. */
    if (!luhn_valid(text_of(card)) && r->options->result == NULL)
        row_message(row, column_name(row, PAYMENT_CARD), "%s",
                    _("warning: its check digit is another (passbooks have none); it is paid"));
    return keep(r, &r->payments.cards, text_of(card), &payment->card);
}

static bool read_person(struct payment_reader *r, struct row *row, struct payment *payment)
{
    char id[IDENTITY_SIZE];
    const struct text cell = text_trim(row_cell(row, PAYMENT_ID));
    if (cell.n == 0)
        return !bank_format_has(r->options->format, FIELD_ID) || missing(row, PAYMENT_ID);
    if (identity_read(cell, id) == IDENTITY_OK)
        return keep(r, &r->payments.persons, (struct text){id, sizeof id}, &payment->person);
    row_message(row, column_name(row, PAYMENT_ID), "%s", _("not a sound ID number"));
    return false;
}

static bool about(struct text problem, const char *column)
{
    const size_t n = strlen(column);
    return text_starts(problem, column) && (problem.n == n || problem.p[n] == ':');
}

/* What `intake` and `roll-up` have found; of a card's check digit read_card warns itself. */
static bool check_problems(struct row *row)
{
    bool ok = true;
    struct text rest = row_cell(row, PAYMENT_PROBLEMS);
    while (rest.p != NULL) {
        char shown[96];
        const struct text problem = text_trim(text_next(&rest, ';'));
        if (text_is(problem, "bank_card:luhn") ||
            (!about(problem, "bank_card") && !about(problem, "id_number")))
            continue;
        row_message(row, column_name(row, PAYMENT_PROBLEMS), "%s",
                    text_masked(problem, shown, sizeof shown));
        ok = false;
    }
    return ok;
}

/* What the bank did not answer, or not in words that are known, it may have paid: it is not paid
 * again before somebody has asked. */
static bool check_bank_result(struct row *row)
{
    const struct text result = text_trim(row_cell(row, PAYMENT_BANK_RESULT));
    const bool failed =
        result.n == strlen("failed") && strncasecmp(result.p, "failed", result.n) == 0;
    if (result.n == 0 || failed || text_is(result, "失败"))
        return true;
    row_message(row, column_name(row, PAYMENT_BANK_RESULT), "%s",
                _("it may have been paid: ask the bank, and write 'failed' here if it was not"));
    return false;
}

/* ---- what else stands in the file ---------------------------------------------------------- */

static bool is_mobile(struct text a)
{
    bool ok = a.n == 11 && a.p[0] == '1';
    for (size_t i = 0; ok && i < a.n; i++)
        ok = a.p[i] >= '0' && a.p[i] <= '9';
    return ok;
}

/* Only a message depends on it: nobody goes without aid for a number. */
static bool read_phone(struct payment_reader *r, struct row *row, struct payment *payment)
{
    const struct text cell = text_trim(row_cell(row, PAYMENT_PHONE));
    if (!r->options->notify || cell.n == 0)
        return true;
    if (is_mobile(cell))
        return keep(r, &r->payments.texts, cell, &payment->phone);
    if (r->options->result == NULL)
        row_message(row, column_name(row, PAYMENT_PHONE), "%s",
                    _("warning: not a mobile number; it is left out"));
    return true;
}

static bool read_bank(struct payment_reader *r, struct row *row, struct payment *payment)
{
    payment->has_region = region_parse(text_trim(row_cell(row, PAYMENT_REGION)), &payment->region);
    const struct text cell = text_trim(row_cell(row, PAYMENT_BANK));
    if (cell.n == 0 || !bank_format_has(r->options->format, FIELD_BANK))
        return true;
    return check_text(r, row, PAYMENT_BANK, cell) &&
           keep(r, &r->payments.texts, cell, &payment->bank);
}

enum outcome payment_take(struct payment_reader *r, struct row *row)
{
    struct payment payment = {.household = NAMES_NONE,
                              .card = NAMES_NONE,
                              .person = NAMES_NONE,
                              .name = NAMES_NONE,
                              .bank = NAMES_NONE,
                              .phone = NAMES_NONE,
                              .file = row->file,
                              .line = row->record->line};
    const struct text household = text_trim(row_cell(row, PAYMENT_HOUSEHOLD));
    const bool posted = r->posted == NULL || posted_has(r->posted, household);
    if (household.n > 0 && !keep(r, &r->payments.households, household, &payment.household))
        return OUTCOME_FAILED;
    payment.state = posted ? read_decision(row, &payment) : PAYMENT_NOT_POSTED;
    if (payment.state == PAYMENT_LISTED || payment.state == PAYMENT_REFUSED) {
        /* All faults of a record are said at once. */
        bool ok = payment.household != NAMES_NONE || missing(row, PAYMENT_HOUSEHOLD);
        ok &= read_name(r, row, &payment);
        ok &= read_card(r, row, &payment);
        ok &= read_person(r, row, &payment);
        ok &= check_problems(row);
        ok &= check_bank_result(row);
        ok &= read_bank(r, row, &payment);
        ok &= read_phone(r, row, &payment);
        if (!ok)
            payment.state = PAYMENT_REFUSED;
    }
    if (r->failed || r->text.failed || !payments_add(&r->payments, &payment))
        return OUTCOME_FAILED;
    return payment.state == PAYMENT_REFUSED || payment.state == PAYMENT_NOT_PAYABLE
               ? OUTCOME_FLAGGED
               : OUTCOME_DECIDED;
}

/* ---- one with another ---------------------------------------------------------------------- */

struct saying {
    const struct payment_reader *reader;
    const struct run *run;
    struct buffer *messages;
};

static void say_clash(void *data, const struct payment *payment, enum clash clash,
                      const struct payment *other)
{
    static const char *const COLUMNS[] = {[CLASH_HOUSEHOLD] = "household_id",
                                          [CLASH_CARD] = "bank_card",
                                          [CLASH_OWNER] = "bank_card",
                                          [CLASH_PERSON] = "id_number"};
    static const char *const WORDS[] = {
        [CLASH_HOUSEHOLD] = N_("the same household as in %s, line %ld%s"),
        [CLASH_CARD] = N_("the same card as in %s, line %ld%s"),
        [CLASH_OWNER] = N_("the same card as in %s, line %ld, of another name: %s"),
        [CLASH_PERSON] = N_("the same person as in %s, line %ld%s")};
    const struct saying *s = data;
    struct error error;
    struct buffer name = {0};
    char line[ERROR_LINE_SIZE];
    if (clash == CLASH_OWNER)
        field_masked_name(payments_text(&s->reader->payments.texts, other->name), &name);
    buffer_char(&name, '\0');
    error_set(&error, payment->file, payment->line, COLUMNS[clash], _(WORDS[clash]), other->file,
              other->line, name.failed ? "" : name.p);
    buffer_format(s->messages, "%s: %s\n", command_name(&s->run->filter->command),
                  error_line(&error, line, sizeof line));
    buffer_free(&name);
}

bool payment_reader_finish(struct payment_reader *r, const struct run *run, struct buffer *messages,
                           struct error *error)
{
    struct saying saying = {r, run, messages};
    if (!payments_find_clashes(&r->payments, say_clash, &saying))
        return error_no_memory(error, NULL);
    return payments_close(&r->payments) ||
           error_set(error, NULL, 0, NULL, "%s", _("the sum is too large"));
}
