/* What a policy table may say without being wrong in form, but hardly means. */
#include "base/language.h"
#include "policy/table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct look {
    const struct policy_report *report;
    const struct policy_set *set;
    const struct policy_set *last; /* what will be in force in the end */
    struct region region;
    struct date day;
    bool *told; /* by line: each value is complained of once */
    long lines;
};

__attribute__((format(printf, 3, 4))) static void complain(struct look *look,
                                                           const struct policy_value *value,
                                                           const char *format, ...)
{
    struct error error;
    char text[sizeof error.text], region[REGION_TEXT_SIZE], day[DATE_TEXT_SIZE];
    va_list values;
    if (value->line <= 0 || value->line > look->lines || look->told[value->line])
        return;
    look->told[value->line] = true;
    va_start(values, format);
    (void)vsnprintf(text, sizeof text, format, values);
    va_end(values);
    region_format(look->region, region);
    date_format(look->day, day);
    error_set(&error, value->file, value->line, PARAMETER_INFO[value->parameter].name,
              _("%s (region %s on %s)"), text, region, day);
    look->report->fault(look->report->data, &error);
}

/* 0 for the country … 3 for a county. */
static int region_level(struct region region)
{
    int level = 0;
    for (; region.code != REGION_COUNTRY.code; region = region_parent(region))
        level++;
    return level;
}

static const struct policy_value *value(const struct look *look, enum parameter first,
                                        enum category c)
{
    return policy_get(look->set, parameter_of(first, c));
}

/* 不低于 … 不超过 … */
static void check_months(struct look *look, enum category c)
{
    const struct policy_value *months = value(look, PARAMETER_LIVING_MONTHS, c);
    const struct policy_value *least = value(look, PARAMETER_LIVING_MONTHS_MIN, c);
    const struct policy_value *most = value(look, PARAMETER_LIVING_MONTHS_MAX, c);
    if (months->set && least->set && months->rate.millionths < least->rate.millionths)
        complain(look, months, _("%s months are fewer than %s"), months->text,
                 PARAMETER_INFO[least->parameter].name);
    if (months->set && most->set && months->rate.millionths > most->rate.millionths)
        complain(look, months, _("%s months are more than %s"), months->text,
                 PARAMETER_INFO[most->parameter].name);
    if (least->set && most->set && least->rate.millionths > most->rate.millionths)
        complain(look, least, _("the least, %s months, is more than the most, %s"), least->text,
                 most->text);
}

static bool has_condition(const struct look *look, enum category c)
{
    if (c == CATEGORY_ACCIDENTAL)
        return policy_get(look->set, PARAMETER_LOSS_MIN)->set ||
               policy_get(look->set, PARAMETER_LOSS_INCOME_RATIO)->set;
    return value(look, PARAMETER_INCOME_MULTIPLE, c)->set;
}

/* Amounts that no household can come by. */
static void check_category(struct look *look, enum category c)
{
    static const enum parameter AMOUNTS[] = {PARAMETER_LIVING_MONTHS, PARAMETER_LIVING_AMOUNT,
                                             PARAMETER_MEDICAL_RATE, PARAMETER_MEDICAL_STEP,
                                             PARAMETER_ACCIDENT_RATE};
    for (size_t i = 0; i < sizeof AMOUNTS / sizeof *AMOUNTS; i++) {
        const struct policy_value *amount = value(look, AMOUNTS[i], c);
        /* Deep's amounts may be there for the others to be scaled from. */
        if (amount->set && c != CATEGORY_DEEP && !has_condition(look, c))
            complain(look, amount, _("no condition is set for the category %s: nobody gets it"),
                     CATEGORY_NAMES[c]);
    }
}

/*
 * A dibao that begins later, or has run out, is no mistake; one that is nowhere may be. Nobody
 * expects one of the whole country.
 */
static void check_dibao(struct look *look)
{
    if (look->region.code == REGION_COUNTRY.code)
        return;
    if (policy_get(look->set, PARAMETER_DIBAO)->set || policy_get(look->last, PARAMETER_DIBAO)->set)
        return;
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++) {
        if (!has_condition(look, c))
            continue;
        complain(look,
                 c == CATEGORY_ACCIDENTAL ? policy_get(look->set, PARAMETER_LOSS_MIN)
                                          : value(look, PARAMETER_INCOME_MULTIPLE, c),
                 _("no dibao is set here: every record is invalid until another table adds it"));
        return;
    }
}

/*
 * Two ways to set one amount, of which `winner` is the one that is used. It may take the place of
 * what a wider region says, or said before it: that is a change of rule.
 */
static void check_pair(struct look *look, enum category c, enum parameter winning,
                       enum parameter losing)
{
    const struct policy_value *winner = value(look, winning, c), *loser = value(look, losing, c);
    if (!winner->set || !loser->set || region_level(winner->region) > region_level(loser->region))
        return;
    if (winner->region.code == loser->region.code && loser->from.day < winner->from.day)
        return;
    complain(look, loser, _("not used: %s stands before it"),
             PARAMETER_INFO[winner->parameter].name);
}

/* ---- a value by itself --------------------------------------------------------------------- */

static bool is_one_of(enum parameter parameter, enum parameter first, enum category from)
{
    return parameter >= parameter_of(first, from) &&
           parameter <= parameter_of(first, CATEGORY_ACCIDENTAL);
}

static bool above_whole(const struct policy_value *v)
{
    if (v->bracket_count == 0)
        return v->rate.millionths > RATE_ONE;
    for (int k = 0; k < v->bracket_count; k++)
        if (v->brackets[k].rate.millionths > RATE_ONE)
            return true;
    return false;
}

static void check_steps(struct look *look, const struct policy_value *v)
{
    char less[MONEY_TEXT_SIZE], from[MONEY_TEXT_SIZE];
    for (int k = 1; k < v->bracket_count; k++) {
        if (v->brackets[k].money.fen >= v->brackets[k - 1].money.fen)
            continue;
        money_format(v->brackets[k].money, less);
        money_format(v->brackets[k].from, from);
        complain(look, v, _("the amount falls to %s where costs reach %s"), less, from);
        return;
    }
}

static void check_value(struct look *look, const struct policy_value *v)
{
    const enum parameter p = v->parameter;
    if (!v->set)
        return;
    if (p == PARAMETER_DIBAO && v->money.fen == 0)
        complain(look, v, _("a dibao of 0: no income is below it, and no months of it are aid"));
    if (is_one_of(p, PARAMETER_SCALE, CATEGORY_RELATIVE) && above_whole(v))
        complain(look, v, _("more than 100 %%: more aid than for deep hardship"));
    if ((is_one_of(p, PARAMETER_MEDICAL_RATE, CATEGORY_DEEP) ||
         is_one_of(p, PARAMETER_ACCIDENT_RATE, CATEGORY_DEEP)) &&
        above_whole(v))
        complain(look, v, _("more than 100 %%: more aid than cost"));
    if (is_one_of(p, PARAMETER_MEDICAL_STEP, CATEGORY_DEEP))
        check_steps(look, v);
}

static bool same_subject(const struct policy_value *a, const struct policy_value *b)
{
    return a->region.code == b->region.code && a->parameter == b->parameter;
}

/* Rows of both schemes stand before those of one; a row of one that is older hides them. */
static void check_hidden(struct look *look, const struct policy *policy, size_t i)
{
    const struct policy_value *v = &policy->values[i], *end = policy->values + policy->value_count;
    if (v->scheme != SCHEME_BOTH)
        return;
    for (const struct policy_value *own = v + 1; own < end && same_subject(v, own); own++)
        if (own->scheme != SCHEME_BOTH && own->from.day < v->from.day) {
            complain(look, v,
                     _("never used for %s: that scheme's own row, line %ld, stands before it"),
                     SCHEME_NAMES[own->scheme], own->line);
            return;
        }
}

/* ---- what is in force ---------------------------------------------------------------------- */

static void look_at(struct look *look)
{
    const struct policy_value *province = policy_get(look->set, PARAMETER_APPROVAL_PROVINCE);
    const struct policy_value *national = policy_get(look->set, PARAMETER_APPROVAL_NATIONAL);
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++) {
        check_months(look, c);
        check_category(look, c);
        check_pair(look, c, PARAMETER_MEDICAL_STEP, PARAMETER_MEDICAL_RATE);
        check_pair(look, c, PARAMETER_LIVING_AMOUNT, PARAMETER_LIVING_MONTHS);
    }
    check_dibao(look);
    if (province->set && national->set && province->money.fen >= national->money.fen)
        complain(look, national, _("%s yuan is not above approval.medical.province, %s yuan"),
                 national->text, province->text);
}

static bool look_at_day(struct look *look, struct policy_view *view, struct region region,
                        struct date day)
{
    look->region = region;
    look->day = day;
    look->set = policy_at(view, region, day);
    look->last = policy_at(view, region, (struct date){INT32_MAX - 1});
    if (look->set == NULL || look->last == NULL)
        return false;
    look_at(look);
    return true;
}

static int compare_days(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/*
 * A region on every day on which a value of its own, or of a region above it, begins: in order, so
 * that the day told is the first on which something is wrong. `days` has room for all values.
 */
static bool look_at_region(struct look *look, const struct policy *policy, struct policy_view *view,
                           struct region region, int32_t *days)
{
    size_t count = 0;
    for (struct region above = region;; above = region_parent(above)) {
        for (size_t i = policy_first_value(policy, above, (enum parameter)0);
             i < policy->value_count; i++) {
            const struct policy_value *v = &policy->values[i];
            if (v->region.code != above.code)
                break;
            if (v->scheme != SCHEME_GOLDEN_AUTUMN)
                days[count++] = v->from.day;
        }
        if (above.code == REGION_COUNTRY.code)
            break;
    }
    qsort(days, count, sizeof *days, compare_days);
    for (size_t i = 0; i < count; i++)
        if ((i == 0 || days[i] != days[i - 1]) &&
            !look_at_day(look, view, region, (struct date){days[i]}))
            return false;
    return true;
}

/* Values by themselves, then every region for which the scheme of dossiers has a row. */
bool policy_look_over(const struct policy *policy, const struct policy_report *report)
{
    struct look look = {.report = report};
    for (size_t i = 0; i < policy->value_count; i++)
        if (policy->values[i].line > look.lines)
            look.lines = policy->values[i].line;
    look.told = calloc((size_t)look.lines + 1, sizeof *look.told);
    int32_t *days = calloc(policy->value_count + 1, sizeof *days);
    struct policy_view *view = policy_view_new(policy, SCHEME_DOSSIER);
    bool ok = look.told != NULL && days != NULL && view != NULL;
    for (size_t i = 0; ok && i < policy->value_count; i++) {
        look.region = policy->values[i].region;
        look.day = policy->values[i].from;
        check_value(&look, &policy->values[i]);
        check_hidden(&look, policy, i);
    }
    int32_t seen = -1;
    for (size_t i = 0; ok && i < policy->value_count; i++) {
        const struct policy_value *v = &policy->values[i];
        if (v->scheme == SCHEME_GOLDEN_AUTUMN || v->region.code == seen)
            continue;
        seen = v->region.code;
        ok = look_at_region(&look, policy, view, v->region, days);
    }
    policy_view_free(view);
    free(days);
    free(look.told);
    return ok;
}
