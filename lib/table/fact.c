#include "table/fact.h"

#include "base/language.h"

#define COUNT_MAX 99

enum outcome fact_invalid(struct row *row, int verdict, int reasons, const struct reason *reason)
{
    row_put_word(row, verdict, "invalid");
    row_slot_begin(row, reasons);
    reason_put(reason, row->values);
    row_slot_end(row, reasons);
    return OUTCOME_FLAGGED;
}

bool fact_wrong(const struct row *row, int column, const char *code, struct reason *reason)
{
    *reason = (struct reason){row->run->filter->reads[column].name, code, NULL};
    return false;
}

bool fact_missing(const struct row *row, int column, struct reason *reason)
{
    *reason = (struct reason){NULL, "missing", row->run->filter->reads[column].name};
    return false;
}

static const char *number_code(enum number_error error)
{
    switch (error) {
    case NUMBER_TOO_MANY_DECIMALS:
        return "too-many-decimals";
    case NUMBER_OVERFLOW:
        return "overflow";
    default:
        return "not-a-number";
    }
}

bool fact_money(struct row *row, int column, struct money *out, struct reason *reason)
{
    struct text cell = row_cell(row, column);
    *out = (struct money){0};
    if (cell.n == 0)
        return true;
    enum number_error error = money_parse(cell, out);
    if (error != NUMBER_OK)
        return fact_wrong(row, column, number_code(error), reason);
    return out->fen >= 0 || fact_wrong(row, column, "negative", reason);
}

bool fact_number(struct row *row, int column, int64_t most, int64_t *out, struct reason *reason)
{
    struct text cell = row_cell(row, column);
    *out = 0;
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] < '0' || cell.p[i] > '9')
            return fact_wrong(row, column, cell.p[0] == '-' ? "negative" : "not-a-number", reason);
        if (*out > most)
            return fact_wrong(row, column, "out-of-range", reason);
        *out = *out * 10 + (cell.p[i] - '0');
    }
    return *out <= most || fact_wrong(row, column, "out-of-range", reason);
}

bool fact_count(struct row *row, int column, int64_t *out, struct reason *reason)
{
    return fact_number(row, column, COUNT_MAX, out, reason);
}

bool fact_months(struct row *row, int column, bool *given, struct rate *out, struct reason *reason)
{
    struct text cell = row_cell(row, column);
    *given = cell.n > 0;
    if (!*given)
        return true;
    enum number_error error = rate_parse(cell, out);
    return error == NUMBER_OK || fact_wrong(row, column, number_code(error), reason);
}

bool fact_answer(struct row *row, int column, enum answer *out, struct reason *reason)
{
    static const char *const NO[] = {"no", "否", "无", "0", "false"};
    static const char *const YES[] = {"yes", "是", "有", "1", "true"};
    struct text cell = row_cell(row, column);
    *out = ANSWER_NONE;
    if (cell.n == 0)
        return true;
    for (size_t i = 0; i < sizeof NO / sizeof *NO && *out == ANSWER_NONE; i++)
        *out = text_is(cell, NO[i]) ? ANSWER_NO : text_is(cell, YES[i]) ? ANSWER_YES : ANSWER_NONE;
    return *out != ANSWER_NONE || fact_wrong(row, column, "not-yes-or-no", reason);
}

bool fact_date(struct row *row, int column, bool *given, struct date *out, struct reason *reason)
{
    struct text cell = row_cell(row, column);
    *given = cell.n > 0;
    return !*given || date_parse(cell, out) || fact_wrong(row, column, "not-a-date", reason);
}

bool fact_month(struct row *row, int column, struct month *out, struct reason *reason)
{
    return fact_needed(row, column, reason) && (month_parse(row_cell(row, column), out) ||
                                                fact_wrong(row, column, "not-a-month", reason));
}

int meaning_of(struct text word, const struct meaning *meanings, const char *const *names,
               int count)
{
    for (; meanings->word != NULL; meanings++)
        if (text_is(word, meanings->word))
            return meanings->value;
    for (int i = 0; i < count; i++)
        if (text_is(word, names[i]))
            return i;
    return -1;
}

static struct text split(struct text *rest)
{
    static const char *const SEPARATORS[] = {";",      ",", "\u3001", "\uff1b", "\uff0c",
                                             "\u3000", " ", "/",      "|",      "\n"};
    for (size_t n = 0; n < rest->n; n++)
        for (size_t i = 0; i < sizeof SEPARATORS / sizeof *SEPARATORS; i++) {
            const struct text word = {rest->p, n}, behind = {rest->p + n, rest->n - n};
            if (!text_starts(behind, SEPARATORS[i]))
                continue;
            n += strlen(SEPARATORS[i]);
            *rest = (struct text){rest->p + n, rest->n - n};
            return word;
        }
    const struct text word = *rest;
    *rest = (struct text){NULL, 0};
    return word;
}

struct text fact_original(struct text word)
{
    static const char *const KINDS[] = {"复印件", "原件"};
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (text_ends(word, KINDS[i]))
            word.n -= strlen(KINDS[i]);
    return word;
}

bool fact_next_word(struct text *rest, struct text *word)
{
    do {
        if (rest->n == 0)
            return false;
        *word = text_trim(split(rest));
    } while (word->n == 0);
    return true;
}

bool fact_region(struct row *row, int column, struct region *out, struct reason *reason)
{
    const struct settings *settings = &row->run->settings;
    struct text region = row_cell(row, column);
    *out = settings->region;
    if (region.n == 0)
        return settings->has_region || fact_missing(row, column, reason);
    return region_parse(region, out) || fact_wrong(row, column, "not-a-code", reason);
}

bool fact_day(struct row *row, int column, struct date *out, struct reason *reason)
{
    const struct settings *settings = &row->run->settings;
    bool given;
    *out = settings->has_date ? settings->date : row->run->today;
    return settings->has_date || fact_date(row, column, &given, out, reason);
}

bool fact_region_given(const struct run *run, const struct layout *layout, int column,
                       struct error *error)
{
    if (layout->read_at[column] >= 0 || run->settings.has_region)
        return true;
    return error_set(error, run->file, 0, NULL,
                     _("no column 'region' (行政区划), and no --region for all records"));
}
