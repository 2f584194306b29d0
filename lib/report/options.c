#include "report/options.h"

#include "base/language.h"

#include <strings.h>

enum {
    OPTION_MONTH = OPTION_OWN,
    OPTION_FORMAT,
    OPTION_LANG,
    OPTION_TARGETS,
    OPTION_SURVEY,
    OPTION_BASELINE,
    OPTION_UNMASKED
};

const struct command_option REPORT_OPTIONS[] = {
    {OPTION_MONTH, "month", N_("MONTH"),
     N_("the return's month, YYYY-MM (default: the latest of the records)")},
    {OPTION_FORMAT, "format", N_("FORMAT"),
     N_("text, csv or xlsx (default: by the ending of -o FILE, else text)")},
    {OPTION_LANG, "lang", N_("LANG"), N_("zh (default): the return is in Chinese; en: in English")},
    {OPTION_TARGETS, "targets", N_("LIST"),
     N_("the year's targets in households, such as living=10,medical=40 (default: the policy's)")},
    {OPTION_SURVEY, "survey", N_("FILE"), N_("count the answers of a survey of opinion as well")},
    {OPTION_BASELINE, "baseline", N_("FILE"),
     N_("compare with what calc-aid made of the same records by another policy, or last month")},
    {OPTION_UNMASKED, "unmasked", NULL,
     N_("show ID and card numbers whole in the sheets of a workbook")},
    {0}};

static bool take_format(struct report_options *o, const char *value, struct error *error)
{
    static const char *const NAMES[] = {
        [FORMAT_TEXT] = "text", [FORMAT_CSV] = "csv", [FORMAT_XLSX] = "xlsx"};
    for (enum report_format f = FORMAT_TEXT; f <= FORMAT_XLSX; f++) {
        if (strcmp(value, NAMES[f]) != 0)
            continue;
        o->format = f;
        return true;
    }
    return command_bad_value(error, "--format", value, _("text, csv or xlsx"));
}

/* One `item=number`. */
static bool take_target(struct report_options *o, struct text entry)
{
    struct text rest = entry;
    struct rate number;
    struct text name = text_trim(text_next(&rest, '='));
    if (rest.p == NULL || rate_parse(text_trim(rest), &number) != NUMBER_OK ||
        number.millionths % RATE_ONE != 0)
        return false;
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++) {
        if (!text_is(name, ITEM_NAMES[item]))
            continue;
        o->has_target[item] = true;
        o->target[item] = number.millionths / RATE_ONE;
        return true;
    }
    return false;
}

static bool take_targets(struct report_options *o, const char *value, struct error *error)
{
    struct text rest = text_of(value);
    while (rest.p != NULL)
        if (!take_target(o, text_next(&rest, ',')))
            return command_bad_value(
                error, "--targets", value,
                _("items (living, medical, education, accident) with whole numbers: living=10"));
    return true;
}

bool report_take(struct report_options *o, int id, const char *value, struct error *error)
{
    switch (id) {
    case OPTION_MONTH:
        o->has_month = month_parse(text_of(value), &o->month);
        return o->has_month || command_bad_value(error, "--month", value, _("a month YYYY-MM"));
    case OPTION_FORMAT:
        return take_format(o, value, error);
    case OPTION_LANG:
        o->english = strcmp(value, "en") == 0;
        return o->english || strcmp(value, "zh") == 0 ||
               command_bad_value(error, "--lang", value, _("zh or en"));
    case OPTION_TARGETS:
        return take_targets(o, value, error);
    case OPTION_SURVEY:
        o->survey = value;
        return true;
    case OPTION_BASELINE:
        o->baseline = value;
        return true;
    default: /* OPTION_UNMASKED */
        o->unmasked = true;
        return true;
    }
}

void report_choose_format(struct report_options *o, const char *output)
{
    if (o->format != FORMAT_NOT_SAID)
        return;
    const char *ending = output == NULL ? NULL : strrchr(output, '.');
    o->format = ending == NULL                     ? FORMAT_TEXT
                : strcasecmp(ending, ".xlsx") == 0 ? FORMAT_XLSX
                : strcasecmp(ending, ".csv") == 0  ? FORMAT_CSV
                                                   : FORMAT_TEXT;
}

void report_targets(const struct report_options *o, const struct policy_set *policy,
                    struct date day, struct report_target out[ITEM_COUNT])
{
    static const enum parameter TARGETS[ITEM_COUNT] = {[ITEM_LIVING] = PARAMETER_TARGET_LIVING,
                                                       [ITEM_MEDICAL] = PARAMETER_TARGET_MEDICAL,
                                                       [ITEM_EDUCATION] =
                                                           PARAMETER_TARGET_EDUCATION,
                                                       [ITEM_ACCIDENT] = PARAMETER_COUNT};
    for (int item = 0; item < ITEM_COUNT; item++) {
        const struct policy_value *v =
            TARGETS[item] == PARAMETER_COUNT ? NULL : policy_get(policy, TARGETS[item]);
        out[item] = (struct report_target){0};
        if (o->has_target[item])
            out[item] = (struct report_target){.set = true, .households = o->target[item]};
        else if (v != NULL && v->set && v->until.day < day.day)
            out[item].ended = true;
        else if (v != NULL && v->set)
            out[item] = (struct report_target){
                .set = true, .households = v->rate.millionths / RATE_ONE, .by = v};
    }
}
