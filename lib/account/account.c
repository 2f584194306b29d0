/* The words and lines that all accounts share. */
#include "account/account.h"

#include "base/language.h"

const char *account_category(enum category category)
{
    static const char *const NAMES[] = {N_("deep hardship"), N_("relative hardship"),
                                        N_("hardship by accident")};
    return category == CATEGORY_COUNT ? _("no category") : _(NAMES[category]);
}

const char *account_item(enum item item)
{
    static const char *const NAMES[] = {N_("living aid"), N_("medical aid"), N_("education aid"),
                                        N_("accident aid")};
    return _(NAMES[item]);
}

struct amount_text account_yuan(struct money m)
{
    struct amount_text amount;
    (void)money_format(m, amount.text);
    return amount;
}

struct day_text account_day(struct date d)
{
    struct day_text day;
    (void)date_format(d, day.text);
    return day;
}

const char *account_yes_or_no(bool yes)
{
    return yes ? _("yes") : _("no");
}

void account_source(struct buffer *out, const char *indent, const struct policy_value *value)
{
    const char *name = PARAMETER_INFO[value->parameter].name;
    buffer_string(out, indent);
    if (value->is_default) {
        buffer_format(out, _("%s = %s: no row sets it, this is the reading by default\n"), name,
                      value->text);
        return;
    }
    char region[REGION_TEXT_SIZE], from[DATE_TEXT_SIZE];
    region_format(value->region, region);
    date_format(value->from, from);
    buffer_format(out, _("%s = %s: %s (region %s, from %s; %s:%ld)\n"), name, value->text,
                  value->source, region, from, value->file, value->line);
}
