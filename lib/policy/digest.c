/* From what was read of a value, not from how it was written: 756 and 756.00 are one. */
#include "policy/digest.h"

#include <stdio.h>

static void add_string(struct digest *digest, const char *s)
{
    digest_add(digest, text_of(s));
}

static void add_money(struct digest *digest, struct money m)
{
    char text[MONEY_TEXT_SIZE];
    digest_add(digest, (struct text){text, money_format(m, text)});
}

static void add_rate(struct digest *digest, struct rate r)
{
    char text[RATE_TEXT_SIZE];
    digest_add(digest, (struct text){text, rate_format(r, text)});
}

/* An amount, or a number; in percent 0.8 for 80%. */
static void add_amount(struct digest *digest, enum unit unit, struct money money, struct rate rate)
{
    if (unit == UNIT_YUAN || unit == UNIT_YUAN_MONTH)
        add_money(digest, money);
    else
        add_rate(digest, rate);
}

static void add_brackets(struct digest *digest, enum unit unit, const struct policy_value *value)
{
    for (int i = 0; i < value->bracket_count; i++) {
        const struct bracket *bracket = &value->brackets[i];
        add_money(digest, bracket->from);
        add_string(digest, ":");
        add_amount(digest, unit, bracket->money, bracket->rate);
        add_string(digest, ";");
    }
}

static void add_list(struct digest *digest, unsigned shape, const struct policy_value *value)
{
    for (int i = 0; shape & SHAPE_COSTS && i < COST_COUNT; i++) {
        if (!(value->costs >> i & 1u))
            continue;
        add_string(digest, COST_NAMES[i]);
        add_string(digest, "+");
    }
    for (int i = 0; shape & SHAPE_ITEMS && i < value->items; i++) {
        add_string(digest, ITEM_NAMES[value->order[i]]);
        add_string(digest, "+");
    }
}

static void add_value(struct digest *digest, const struct parameter_info *info,
                      const struct policy_value *value)
{
    char day[16];
    if (value->bracket_count > 0) {
        add_brackets(digest, info->unit, value);
    } else if (info->unit == UNIT_LIST) {
        add_list(digest, info->shape, value);
    } else if (info->unit == UNIT_WORD && info->shape & SHAPE_MONTH_DAY) {
        (void)snprintf(day, sizeof day, "%02d-%02d", value->month_day / MONTH_DAY_MONTH,
                       value->month_day % MONTH_DAY_MONTH);
        add_string(digest, day);
    } else if (info->unit == UNIT_WORD) {
        add_string(digest, WORD_NAMES[value->word]);
    } else {
        add_amount(digest, info->unit, value->money, value->rate);
    }
}

void policy_digest(const struct policy_set *set, char out[DIGEST_TEXT_SIZE])
{
    struct digest digest;
    digest_begin(&digest);
    for (int i = 0; i < PARAMETER_COUNT; i++) {
        const struct policy_value *value = policy_get(set, (enum parameter)i);
        add_string(&digest, PARAMETER_INFO[i].name);
        add_string(&digest, "=");
        if (value->set)
            add_value(&digest, &PARAMETER_INFO[i], value);
        add_string(&digest, "\n");
    }
    digest_end(&digest, out);
}
