/* The units that headings state, and which columns can be in them. */
#include "intake/heading.h"

#include "base/language.h"

enum unit_kind { UNIT_NONE, UNIT_YUAN, UNIT_PEOPLE, UNIT_MONTHS };
enum unit_period { PERIOD_ANY, PERIOD_YEAR, PERIOD_MONTH };

struct unit {
    enum unit_kind kind;
    int32_t scale;
    enum unit_period period;
    bool per_head;
};

static bool is_any(struct text a, const char *const *words)
{
    for (; *words != NULL; words++)
        if (text_is(a, *words))
            return true;
    return false;
}

/* What comes behind 元: `/月`, `每年`, `/人·月`, `每人每月`. False for anything else. */
static bool read_period(struct text a, struct unit *unit)
{
    bool year = false, month = false;
    while (a.n > 0) {
        if (cell_take(&a, "/") || cell_take(&a, "每") || cell_take(&a, "·") || cell_take(&a, "."))
            continue;
        bool *part = cell_take(&a, "年")   ? &year
                     : cell_take(&a, "月") ? &month
                     : cell_take(&a, "人") ? &unit->per_head
                                           : NULL;
        if (part == NULL || *part)
            return false;
        *part = true;
    }
    unit->period = year ? PERIOD_YEAR : month ? PERIOD_MONTH : PERIOD_ANY;
    return !(year && month);
}

static struct unit read_unit(struct text a)
{
    static const char *const PEOPLE[] = {"人", "口", "名", "个", "户", "人次", NULL};
    static const char *const MONTHS[] = {"个月", "月", NULL};
    struct unit unit = {.scale = 1};
    if (is_any(a, PEOPLE)) {
        unit.kind = UNIT_PEOPLE;
    } else if (is_any(a, MONTHS)) {
        unit.kind = UNIT_MONTHS;
    } else {
        cell_take(&a, "人民币");
        unit.scale = cell_take(&a, "万") ? 10000 : cell_take(&a, "千") ? 1000 : 1;
        if (cell_take(&a, "元") && read_period(a, &unit))
            unit.kind = UNIT_YUAN;
    }
    return unit;
}

/* How an amount stands in time. A name that neither list has is by the year, or once. */
static bool is_listed(const struct column *column, const char *const *list)
{
    return is_any(text_of(column->name), list);
}

static const char *const PER_HEAD[] = {"per_capita_income", "per_capita_net", "dibao", NULL};

static bool is_monthly(const struct column *column)
{
    static const char *const MONTHLY[] = {"monthly_income", "government_relief", "union_aid", NULL};
    return is_listed(column, MONTHLY) || is_listed(column, PER_HEAD);
}

static bool is_yearly(const struct column *column)
{
    static const char *const YEARLY[] = {
        "annual_income",    "medical_cost",    "disability_cost",   "education_cost",
        "other_rigid_cost", "employment_cost", "medical_self_paid", NULL};
    return is_listed(column, YEARLY);
}

/* Sets the multipliers of a unit; false where the column cannot be in it. */
static bool fit(const struct column *column, struct unit unit, struct cell_unit *out)
{
    switch (unit.kind) {
    case UNIT_NONE:
        return false;
    case UNIT_PEOPLE:
        return column->type == COLUMN_COUNT;
    case UNIT_MONTHS:
        return column->type == COLUMN_MONTHS;
    case UNIT_YUAN:
        break;
    }
    if (column->type != COLUMN_MONEY || (unit.per_head && !is_listed(column, PER_HEAD)))
        return false;
    out->scale = unit.scale;
    switch (unit.period) {
    case PERIOD_MONTH:
        out->months = is_yearly(column) ? 12 : 1;
        return is_yearly(column) || is_monthly(column);
    case PERIOD_YEAR:
        return !is_monthly(column);
    case PERIOD_ANY:
        break;
    }
    return true;
}

const char *heading_units(const struct column *column)
{
    switch (column->type) {
    case COLUMN_MONEY:
        return is_yearly(column)    ? "元, 千元, 万元, 元/年, 元/月"
               : is_monthly(column) ? "元, 千元, 万元, 元/月"
                                    : "元, 千元, 万元, 元/年";
    case COLUMN_COUNT:
        return "人, 口, 名, 个, 户";
    case COLUMN_MONTHS:
        return "个月";
    default:
        return _("none");
    }
}

/* Words in brackets that state a unit, known or not: `美元`, `元/天`, `年`. */
static bool looks_like_unit(struct text a)
{
    return read_unit(a).kind != UNIT_NONE || memmem(a.p, a.n, "元", strlen("元")) != NULL ||
           text_is(a, "年");
}

enum heading_unit heading_read_unit(const struct column *column, struct text words,
                                    struct cell_unit *out)
{
    *out = (struct cell_unit){1, 1};
    if (fit(column, read_unit(words), out))
        return HEADING_UNIT_FITS;
    *out = (struct cell_unit){1, 1};
    return looks_like_unit(words) ? HEADING_UNIT_MISFITS : HEADING_UNIT_NONE;
}
