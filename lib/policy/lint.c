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

/* A dibao that begins later, or has run out, is no mistake; one that is nowhere may be. */
static void check_dibao(struct look *look)
{
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

static void check_shares(struct look *look)
{
    static const enum parameter SHARES[] = {PARAMETER_MEDICAL_RATE, PARAMETER_ACCIDENT_RATE};
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++)
        for (size_t i = 0; i < sizeof SHARES / sizeof *SHARES; i++) {
            const struct policy_value *v = value(look, SHARES[i], c);
            for (int k = 0; v->set && k < (v->bracket_count ? v->bracket_count : 1); k++)
                if ((v->bracket_count ? v->brackets[k].rate : v->rate).millionths > RATE_ONE)
                    complain(look, v, _("more than 100 %%: more aid than cost"));
        }
}

static void look_at(struct look *look)
{
    const struct policy_value *province = policy_get(look->set, PARAMETER_APPROVAL_PROVINCE);
    const struct policy_value *national = policy_get(look->set, PARAMETER_APPROVAL_NATIONAL);
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++) {
        check_months(look, c);
        check_category(look, c);
    }
    check_shares(look);
    check_dibao(look);
    if (province->set && national->set && province->money.fen >= national->money.fen)
        complain(look, national, _("%s yuan is not above approval.medical.province, %s yuan"),
                 national->text, province->text);
}

/* Every region of the table is looked at on every day on which a value of its own begins. */
bool policy_look_over(const struct policy *policy, const struct policy_report *report)
{
    struct look look = {.report = report};
    for (size_t i = 0; i < policy->value_count; i++)
        if (policy->values[i].line > look.lines)
            look.lines = policy->values[i].line;
    look.told = calloc((size_t)look.lines + 1, sizeof *look.told);
    struct policy_view *view = policy_view_new(policy, SCHEME_DOSSIER);
    bool ok = look.told != NULL && view != NULL;
    for (size_t i = 0; ok && i < policy->value_count; i++) {
        const struct policy_value *v = &policy->values[i];
        if (v->scheme == SCHEME_GOLDEN_AUTUMN || v->region.code == REGION_COUNTRY.code)
            continue;
        look.region = v->region;
        look.day = v->from;
        look.set = policy_at(view, v->region, v->from);
        look.last = policy_at(view, v->region, (struct date){INT32_MAX - 1});
        ok = look.set != NULL && look.last != NULL;
        if (ok)
            look_at(&look);
    }
    policy_view_free(view);
    free(look.told);
    return ok;
}
