#include "bank/sent.h"

#include "bank/answer.h"
#include "bank/field.h"
#include "base/language.h"
#include "table/input.h"

#include <stdio.h>
#include <stdlib.h>

#define FIELDS_MOST 16

void sent_free(struct sent *sent)
{
    names_free(&sent->cards);
    free(sent->amount);
    *sent = (struct sent){0};
}

static bool add(struct sent *sent, struct text card, struct money amount)
{
    const uint32_t number = names_number(&sent->cards, card);
    if (number == NAMES_NONE)
        return false;
    if (number == sent->room) {
        const size_t room = sent->room == 0 ? 256 : 2 * sent->room;
        struct money *more = reallocarray(sent->amount, room, sizeof *more);
        if (more == NULL)
            return false;
        sent->amount = more;
        sent->room = room;
    }
    sent->amount[number] = amount;
    return true;
}

/* Nothing is ever quoted in it. */
static int split(struct text line, const struct bank_format *format, struct text *fields)
{
    int count = 0;
    if (format->closes && line.n > 0 && line.p[line.n - 1] == format->separator)
        line.n--;
    for (; line.p != NULL; count++) {
        const struct text field = text_next(&line, format->separator);
        if (count < FIELDS_MOST)
            fields[count] = text_trim(field);
    }
    return count;
}

static bool check_header(const struct sent *sent, const struct bank_format *format,
                         struct text line, struct error *error)
{
    struct text fields[FIELDS_MOST];
    bool ok = split(line, format, fields) == format->count;
    for (int i = 0; ok && i < format->count; i++)
        ok = text_is(fields[i], format->columns[i].heading);
    return ok || error_set(error, sent->file, 1, NULL,
                           _("not the header of a list of the format '%s'"), format->name);
}

static bool take_line(struct sent *sent, const struct bank_format *format, struct text line,
                      struct error *error)
{
    struct text fields[FIELDS_MOST], by_field[FIELD_COUNT] = {0};
    char card[CARD_SIZE], number[24], shown[96];
    struct money amount;
    const long place = (long)sent->cards.count + 1, at = sent->before + place;
    const int count = split(line, format, fields);
    if (count != format->count)
        return error_set(error, sent->file, at, NULL,
                         _("%d fields, a list of the format '%s' has %d"), count, format->name,
                         format->count);
    for (int i = 0; i < count; i++)
        by_field[format->columns[i].field] = fields[i];
    (void)snprintf(number, sizeof number, "%ld", place);
    if (bank_format_has(format, FIELD_NUMBER) && !text_is(by_field[FIELD_NUMBER], number))
        return error_set(error, sent->file, at, NULL,
                         _("the number is '%s', expected %ld as in the list that was made"),
                         text_masked(by_field[FIELD_NUMBER], shown, sizeof shown), place);
    if (field_card(by_field[FIELD_CARD], card) != CARD_OK)
        return error_set(error, sent->file, at, NULL,
                         _("the account '%s' is no number of %d to %d digits"),
                         text_masked(by_field[FIELD_CARD], shown, sizeof shown), CARD_DIGITS_LEAST,
                         CARD_DIGITS_MOST);
    if (money_parse(by_field[FIELD_AMOUNT], &amount) != NUMBER_OK || amount.fen <= 0)
        return error_set(error, sent->file, at, NULL,
                         _("found '%s', expected an amount in yuan, above 0"),
                         text_masked(by_field[FIELD_AMOUNT], shown, sizeof shown));
    const uint32_t before = names_find(&sent->cards, text_of(card));
    if (before != NAMES_NONE)
        return error_set(error, sent->file, at, NULL, _("the same account as on line %ld"),
                         sent->before + (long)before + 1);
    return add(sent, text_of(card), amount) || error_no_memory(error, sent->file);
}

bool sent_read(struct sent *sent, const char *file, const struct bank_format *format,
               struct error *error)
{
    struct buffer bytes = {0};
    *sent = (struct sent){.file = input_name(file), .before = format->table};
    bool header = format->table;
    bool ok = answer_bytes(file, &bytes, error);
    struct text rest = buffer_view(&bytes);
    while (ok && rest.n > 0) {
        struct text line = text_next(&rest, '\n');
        if (text_ends(line, "\r"))
            line.n--;
        ok =
            header ? check_header(sent, format, line, error) : take_line(sent, format, line, error);
        header = false;
    }
    buffer_free(&bytes);
    return ok && (sent->cards.count > 0 || error_set(error, sent->file, 0, NULL,
                                                     _("empty: expected the list that was sent")));
}
