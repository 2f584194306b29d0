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

bool fact_count(struct row *row, int column, int64_t *out, struct reason *reason)
{
    struct text cell = row_cell(row, column);
    *out = 0;
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] < '0' || cell.p[i] > '9')
            return fact_wrong(row, column, cell.p[0] == '-' ? "negative" : "not-a-number", reason);
        if (*out > COUNT_MAX)
            return fact_wrong(row, column, "out-of-range", reason);
        *out = *out * 10 + (cell.p[i] - '0');
    }
    return *out <= COUNT_MAX || fact_wrong(row, column, "out-of-range", reason);
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

bool fact_word(struct row *row, int column, const char *const *names, int count, int *out,
               struct reason *reason)
{
    struct text cell = row_cell(row, column);
    *out = -1;
    if (cell.n == 0)
        return true;
    for (int i = 0; i < count && *out < 0; i++)
        if (text_is(cell, names[i]))
            *out = i;
    return *out >= 0 || fact_wrong(row, column, "unknown", reason);
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
