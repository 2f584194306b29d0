#include "rollup/cells.h"

#include "base/language.h"
#include "table/fact.h"

#include <stdio.h>

#define SHOWN_SIZE 32

static void format(struct computed c, char out[SHOWN_SIZE])
{
    if (c.type == VALUE_MONEY)
        (void)money_format((struct money){c.value}, out);
    else if (c.type == VALUE_ANSWER)
        (void)snprintf(out, SHOWN_SIZE, "%s", c.value != 0 ? "yes" : "no");
    else
        (void)snprintf(out, SHOWN_SIZE, "%lld", (long long)c.value);
}

/* The value that the record says; false, with a reason, where it cannot be read. */
static bool stated(struct row *row, int column, struct computed *value, struct reason *reason)
{
    struct money money;
    enum answer answer;
    bool ok;
    switch (value->type) {
    case VALUE_MONEY:
        ok = fact_money(row, column, &money, reason);
        value->value = ok ? money.fen : 0;
        return ok;
    case VALUE_ANSWER:
        ok = fact_answer(row, column, &answer, reason);
        value->value = ok && answer == ANSWER_YES;
        return ok;
    default:
        return fact_count(row, column, &value->value, reason);
    }
}

/* Notes where the record says something else, or what cannot be read. */
static void compare(struct row *row, int column, struct computed computed, enum trust trust,
                    struct notes *notes)
{
    struct computed said = computed;
    struct reason reason = {0};
    char shown[SHOWN_SIZE];
    if (!stated(row, column, &said, &reason)) {
        (void)notes_cell(notes, row->file, row->record->line, row_cell(row, column), &reason);
        return;
    }
    if (said.value == computed.value)
        return;
    format(trust == TRUST_COMPUTED ? said : computed, shown);
    notes_word(notes, "%s:differs:%s", row->run->filter->reads[column].name, shown);
}

/* `invalid` is what this program wrote itself, of tables that have been mended since. */
static bool says_something(struct row *row, int column)
{
    const struct text cell = row_cell(row, column);
    return cell.n > 0 && !text_is(cell, "invalid");
}

void cells_put(struct row *row, int slot, int column, struct computed computed, enum trust trust,
               struct notes *notes)
{
    const bool said = says_something(row, column);
    if (computed.state == COMPUTED && said)
        compare(row, column, computed, trust, notes);
    if (computed.state == COMPUTED_NOT || (said && trust == TRUST_STATED)) {
        row_put(row, slot, row_cell(row, column));
        return;
    }
    if (computed.state == COMPUTED_WRONG)
        row_put_word(row, slot, "invalid");
    else if (computed.type == VALUE_MONEY)
        row_put_money(row, slot, (struct money){computed.value});
    else if (computed.type == VALUE_ANSWER)
        row_put_word(row, slot, computed.value != 0 ? "yes" : "no");
    else
        row_put_count(row, slot, computed.value);
}
