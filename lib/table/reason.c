#include "table/reason.h"

#include "base/language.h"
#include "table/columns.h"

void reason_put(const struct reason *reason, struct buffer *out)
{
    if (reason->column != NULL)
        buffer_format(out, "%s:", reason->column);
    buffer_string(out, reason->code);
    if (reason->detail != NULL)
        buffer_format(out, ":%s", reason->detail);
}

/* Words are those of a category, or of a column that its program's page describes. */
static const char *unknown_word(const struct reason *reason)
{
    return reason->column == NULL || strcmp(reason->column, "category") == 0
               ? _("expected deep, relative, accidental, none or invalid")
               : _("expected one of the words that the program's page lists for the column");
}

const char *reason_words(const struct reason *reason)
{
    static const struct {
        const char *code, *words;
    } WORDS[] = {
        {"missing", N_("the cell is empty; expected a value, since nothing may be assumed here")},
        {"not-a-number", N_("expected a number such as 12000 or 1234.50")},
        {"too-many-decimals", N_("expected at most two decimals")},
        {"overflow", N_("an amount is too large to be worked with")},
        {"negative", N_("expected zero or more")},
        {"out-of-range", N_("expected a whole number up to 99, and 1 or more for a household")},
        {"not-a-code", N_("expected a region code of six digits")},
        {"not-a-date", N_("expected a date YYYY-MM-DD")},
        {"not-a-month", N_("expected a month YYYY-MM")},
        {"out-of-order", N_("the month comes after a later one; expected the oldest first")},
        {"repeated", N_("the month comes twice; expected each once")},
        {"not-contiguous", N_("its records stand in several places; expected them next to each "
                              "other")},
        {"in-future", N_("expected a day that has come")},
        {"records-lost",
         N_("a record beside it was rejected or has no household_id, and may be one "
            "of its months")},
        {"unknown-year", N_("the calendar does not know the year; --calendar FILE adds it")},
        {"not-yes-or-no", N_("expected yes or no")},
        {"no-policy", N_("the policy sets none for this region and day")},
        {"policy-gap", N_("the policy's value has run out, and no newer one stands")},
        {"living-months", N_("the reviewer's months are outside what the policy allows")},
        {"invalid", N_("classify could not decide the record")},
        {"not-an-id", N_("expected 18 characters, or the 15 digits of the old kind")},
        {"birth-date", N_("expected a birth date that exists, in the middle of the number")},
        {"checksum", N_("expected another check digit, that of the number on the ID card")},
        {"not-what-the-facts-give", N_("the record's facts give another: classify it again")},
    };
    if (strcmp(reason->code, "unknown") == 0)
        return unknown_word(reason);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(reason->code, WORDS[i].code) == 0)
            return _(WORDS[i].words);
    return "";
}

void reason_account(const struct reason *reason, struct buffer *out)
{
    const char *name = reason->column != NULL ? reason->column : reason->detail;
    const struct column *column = name == NULL ? NULL : column_find(text_of(name));
    buffer_string(out, _("  not decided: "));
    reason_put(reason, out);
    if (column != NULL && column->label != column->name)
        buffer_format(out, " (%s)", column->label);
    buffer_format(out, ": %s\n\n", reason_words(reason));
}
