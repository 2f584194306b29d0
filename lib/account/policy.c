/* The account of a value that is in force. */
#include "account/account.h"
#include "base/language.h"

void account_policy_value(struct buffer *out, const struct policy_value *v, struct date date)
{
    char region[REGION_TEXT_SIZE], from[DATE_TEXT_SIZE], until[DATE_TEXT_SIZE];
    const struct parameter_info *info = &PARAMETER_INFO[v->parameter];
    if (v->is_default) {
        buffer_format(out, "  %-34s %s\n      %s\n", info->name, v->text,
                      _("the reading by default: no row sets it"));
        return;
    }
    region_format(v->region, region);
    date_format(v->from, from);
    buffer_format(out, "  %-34s %s", info->name, v->text);
    if (info->unit != UNIT_WORD && info->unit != UNIT_LIST && info->unit != UNIT_PERCENT)
        buffer_format(out, " %s", UNIT_NAMES[info->unit]);
    if (v->until.day < date.day) {
        date_format(v->until, until);
        buffer_format(out, _("  -- A GAP: this ended on %s, and nothing holds on that day"), until);
    }
    buffer_format(out, _("\n      %s\n      region %s, from %s"), v->source, region, from);
    if (v->until.day != DATE_OPEN.day && v->until.day >= date.day) {
        date_format(v->until, until);
        buffer_format(out, _(" until %s"), until);
    }
    buffer_format(out, "; %s:%ld\n", v->file, v->line);
}
