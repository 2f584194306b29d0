#include "table/policy_csv.h"

#include "table/layout.h"

static void put_row(struct buffer *out, const struct policy_value *v, const struct bracket *bracket,
                    const char *text)
{
    char region[REGION_TEXT_SIZE], from[DATE_TEXT_SIZE], until[DATE_TEXT_SIZE] = "";
    char bracket_from[MONEY_TEXT_SIZE] = "";
    const struct parameter_info *info = &PARAMETER_INFO[v->parameter];
    region_format(v->region, region);
    date_format(v->from, from);
    if (v->until.day != DATE_OPEN.day)
        date_format(v->until, until);
    if (bracket != NULL)
        money_format(bracket->from, bracket_from);
    bool best = info->unit == UNIT_LIST && strcmp(text, WORD_NAMES[WORD_BEST]) == 0;
    buffer_format(out, "%s,%s,%s,%s,%s,%s,", SCHEME_NAMES[v->scheme], region, info->name, from,
                  until, bracket_from);
    csv_put(out, text_of(text), false);
    buffer_format(out, ",%s,", UNIT_NAMES[best ? UNIT_WORD : info->unit]);
    csv_put(out, text_of(v->source), false);
    buffer_char(out, '\n');
}

void policy_csv_put(struct buffer *out, const struct policy_value *v)
{
    char text[MONEY_TEXT_SIZE];
    if (v->bracket_count == 0)
        put_row(out, v, NULL, v->text);
    for (int i = 0; i < v->bracket_count; i++) {
        if (PARAMETER_INFO[v->parameter].unit == UNIT_PERCENT)
            rate_format_percent(v->brackets[i].rate, text);
        else
            money_format(v->brackets[i].money, text);
        put_row(out, v, &v->brackets[i], text);
    }
}
