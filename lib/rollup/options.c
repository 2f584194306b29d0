#include "rollup/options.h"

#include "base/language.h"

enum { OPTION_MEMBERS = OPTION_OWN, OPTION_RECEIPTS, OPTION_WINDOW, OPTION_TRUST };

const struct command_option ROLLUP_OPTIONS[] = {
    {OPTION_MEMBERS, "members", N_("FILE"),
     N_("the table of members (家庭成员), sorted by household_id; needed")},
    {OPTION_RECEIPTS, "receipts", N_("FILE"),
     N_("the table of receipts (票据), sorted by household_id: costs are computed from it")},
    {OPTION_WINDOW, "window", N_("DAYS"),
     N_("count receipts of these days, FROM:UNTIL, both included (default: 1 July of the year "
        "before the application to 30 June of its year)")},
    {OPTION_TRUST, "trust", N_("WHICH"),
     N_("computed (default) or stated: which value is written where a household's record says "
        "another")},
    {0}};

static bool take_trust(struct rollup_options *o, const char *value, struct error *error)
{
    o->trust = strcmp(value, "stated") == 0 ? TRUST_STATED : TRUST_COMPUTED;
    return o->trust == TRUST_STATED || strcmp(value, "computed") == 0 ||
           command_bad_value(error, "--trust", value, _("computed or stated"));
}

bool rollup_take(struct rollup_options *o, int id, const char *value, struct error *error)
{
    switch (id) {
    case OPTION_MEMBERS:
        o->members = value;
        return true;
    case OPTION_RECEIPTS:
        o->receipts = value;
        return true;
    case OPTION_WINDOW:
        o->has_window = window_parse(text_of(value), &o->window);
        return o->has_window ||
               command_bad_value(error, "--window", value,
                                 _("FROM:UNTIL, two days YYYY-MM-DD, the earlier one first"));
    default: /* OPTION_TRUST */
        return take_trust(o, value, error);
    }
}

static bool is_standard_input(const char *operand)
{
    return operand != NULL && strcmp(operand, "-") == 0;
}

bool rollup_check(const struct rollup_options *o, const struct run *run, struct error *error)
{
    int standard = is_standard_input(o->members) + is_standard_input(o->receipts);
    if (o->members == NULL)
        return error_set(error, NULL, 0, NULL, _("--members FILE is needed"));
    if (o->has_window && o->receipts == NULL)
        return error_set(error, NULL, 0, NULL, _("--window is for --receipts"));
    for (int i = 0; i < run->file_count; i++)
        standard += is_standard_input(run->files[i]);
    if (standard > 1)
        return error_set(error, NULL, 0, NULL,
                         _("standard input can be one table only: households, members or "
                           "receipts"));
    return output_spares(run->settings.output, run->settings.rejects, o->members, error) &&
           output_spares(run->settings.output, run->settings.rejects, o->receipts, error);
}
