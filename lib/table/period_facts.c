#include "table/period_facts.h"

#include "base/language.h"

/* The places of PERIOD_COLUMNS. */
enum { FROM, FIRST_NUMBER };

static const struct column_need COLUMNS[] = {PERIOD_COLUMNS};
_Static_assert(sizeof COLUMNS / sizeof *COLUMNS == PERIOD_COLUMN_COUNT &&
                   PERIOD_COLUMN_COUNT == FIRST_NUMBER + PERIOD_UNITS,
               "the columns of a period and their places");

bool period_read_number(struct text a, int64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < a.n && *out <= PERIOD_NUMBER_MAX; i++) {
        if (a.p[i] < '0' || a.p[i] > '9')
            return false;
        *out = *out * 10 + (a.p[i] - '0');
    }
    return *out > 0 && *out <= PERIOD_NUMBER_MAX;
}

bool period_check(const struct run *run, const struct layout *layout, const struct period *given,
                  struct error *error)
{
    bool found = given->number > 0;
    for (int unit = 0; unit < PERIOD_UNITS; unit++)
        found |= layout->read_at[FIRST_NUMBER + unit] >= 0;
    return found || error_set(error, run->file, 0, NULL,
                              _("no column 'working_days' (工作日数), 'months' (月数) or 'days' "
                                "(天数), and no such option for all records"));
}

static bool wrong(int column, struct text found, const char *expected, struct error *fault)
{
    char shown[96];
    return error_set(fault, NULL, 0, COLUMNS[column].name, _("found '%s', expected %s"),
                     text_masked(found, shown, sizeof shown), expected);
}

bool period_read(struct row *row, const struct period *given, struct period *out,
                 struct error *fault)
{
    const struct text from = row_cell(row, FROM);
    bool has_number = false;
    *out = *given;
    if (!date_parse(from, &out->from))
        return wrong(FROM, from, _("a date YYYY-MM-DD"), fault);
    for (int unit = 0; unit < PERIOD_UNITS; unit++) {
        const int column = FIRST_NUMBER + unit;
        const struct text cell = row_cell(row, column);
        if (cell.n == 0)
            continue;
        if (has_number)
            return wrong(column, cell, _("only one of working_days, months and days"), fault);
        has_number = period_read_number(cell, &out->number);
        if (!has_number)
            return wrong(column, cell, _("a whole number from 1 to 99999"), fault);
        out->unit = (enum period_unit)unit;
    }
    return out->number > 0 ||
           error_set(fault, NULL, 0, NULL,
                     _("found no number, expected one in working_days, months or days"));
}
