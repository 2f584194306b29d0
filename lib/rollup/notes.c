#include "rollup/notes.h"

#include "base/error.h"
#include "base/language.h"

#include <stdio.h>

bool notes_has(struct text list, struct text word)
{
    while (list.p != NULL)
        if (text_equal(text_next(&list, ';'), word))
            return true;
    return false;
}

bool notes_word(struct notes *n, const char *format, ...)
{
    struct buffer word = {0};
    va_list values;
    va_start(values, format);
    buffer_format_list(&word, format, values);
    va_end(values);
    n->words.failed |= word.failed;
    if (!notes_has(buffer_view(&n->words), buffer_view(&word))) {
        if (n->words.n > 0)
            buffer_char(&n->words, ';');
        buffer_text(&n->words, buffer_view(&word));
    }
    buffer_free(&word);
    return false;
}

void notes_say(const struct notes *n, const char *file, long line, const char *column,
               const char *format, ...)
{
    char text[sizeof((struct error *)NULL)->text], shown[ERROR_LINE_SIZE];
    struct error error;
    va_list values;
    va_start(values, format);
    (void)vsnprintf(text, sizeof text, format, values);
    va_end(values);
    error_set(&error, file, line, column, "%s", text);
    buffer_format(n->messages, "%s: %s\n", n->program, error_line(&error, shown, sizeof shown));
}

/* Codes of ID numbers, in intake's words; reason_words has the others. */
static const char *words_of(const struct reason *reason)
{
    static const struct {
        const char *code, *words;
    } WORDS[] = {
        {"not-an-id",
         N_("not a resident ID number: expected 18 characters, or the 15 digits of the old kind")},
        {"birth-date",
         N_("the birth date in the ID number does not exist: expected the number as on the card")},
        {"checksum", N_("the check digit is wrong: expected the number as it is on the ID card")},
        {"repeated", N_("an earlier member of the household has the same: expected each once")},
        {"above-receipt_total", N_("expected no more than the receipt's total")},
    };
    if (reason->column != NULL)
        for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
            if (strcmp(reason->code, WORDS[i].code) == 0)
                return _(WORDS[i].words);
    return reason_words(reason);
}

bool notes_cell(struct notes *n, const char *file, long line, struct text cell,
                const struct reason *reason)
{
    char shown[96];
    struct buffer word = {0};
    reason_put(reason, &word);
    buffer_char(&word, '\0');
    n->words.failed |= word.failed;
    if (!word.failed)
        notes_word(n, "%s", word.p);
    buffer_free(&word);
    notes_say(n, file, line, reason->column != NULL ? reason->column : reason->detail,
              _("found '%s': %s"), text_masked(cell, shown, sizeof shown), words_of(reason));
    return false;
}
