#include "policy/value.h"

#include "base/language.h"

const char *const SCHEME_NAMES[] = {"", "dossier", "golden-autumn"};

/* The index of `name` in `names`, or -1. */
static int index_of(struct text name, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (text_is(name, names[i]))
            return i;
    return -1;
}

static const char *read_word(struct policy_value *value, unsigned allowed, struct text text)
{
    int word = index_of(text, WORD_NAMES, WORD_COUNT);
    if (word <= 0 || !(allowed >> word & 1u)) {
        if (allowed == WORDS2(FEN, YUAN))
            return _("fen or yuan");
        if (allowed == WORDS2(BELOW, AT_MOST))
            return _("below or at_most");
        if (allowed == WORDS2(NET, GROSS))
            return _("net or gross");
        return allowed == WORDS2(ALL, ONE) ? _("all or one") : _("highest or first");
    }
    value->word = (enum word)word;
    return NULL;
}

static const char *read_month_day(struct policy_value *value, struct text text)
{
    char day[] = "2000-MM-DD"; /* a leap year: 29 February is a day of the year */
    struct date d;
    bool ok = text.n == 5;
    if (ok)
        memcpy(day + 5, text.p, text.n);
    if (!ok || !date_parse(text_of(day), &d))
        return _("a day of the year, MM-DD");
    value->month_day = date_civil(d).month * MONTH_DAY_MONTH + date_civil(d).day;
    return NULL;
}

static const char *read_costs(struct policy_value *value, struct text text)
{
    unsigned costs = 0;
    while (text.p != NULL) {
        int cost = index_of(text_next(&text, '+'), COST_NAMES, COST_COUNT);
        if (cost < 0 || costs >> cost & 1u)
            return _("costs joined by +, each once: medical, disability, education, other, "
                     "employment, accident");
        costs |= 1u << cost;
    }
    value->costs = costs;
    return NULL;
}

static const char *read_order(struct policy_value *value, struct text text)
{
    unsigned seen = 0;
    value->items = 0;
    if (text_is(text, WORD_NAMES[WORD_BEST]))
        return NULL;
    while (text.p != NULL) {
        int item = index_of(text_next(&text, '+'), ITEM_NAMES, ITEM_COUNT);
        if (item < 0 || seen >> item & 1u)
            return _("best, or items joined by +, each once: living, medical, education, accident");
        seen |= 1u << item;
        value->order[value->items++] = (enum item)item;
    }
    return NULL;
}

static const char *read_money(struct policy_value *value, struct text text)
{
    if (money_parse(text, &value->money) != NUMBER_OK || value->money.fen < 0)
        return _("an amount in yuan, not negative, with at most two decimals");
    return NULL;
}

const char *policy_value_read(struct policy_value *value, enum parameter parameter,
                              struct text text)
{
    const struct parameter_info *info = &PARAMETER_INFO[parameter];
    value->parameter = parameter;
    value->set = true;
    switch (info->unit) {
    case UNIT_YUAN:
    case UNIT_YUAN_MONTH:
        return read_money(value, text);
    case UNIT_PERCENT:
        if (rate_parse_percent(text, &value->rate) != NUMBER_OK)
            return _("a percentage such as 80% or 12.5%, with at most four decimals");
        return NULL;
    case UNIT_MONTH:
    case UNIT_DAY:
    case UNIT_NUMBER:
        if (rate_parse(text, &value->rate) != NUMBER_OK)
            return _("a number, not negative, with at most six decimals");
        return NULL;
    case UNIT_LIST:
        return info->shape & SHAPE_COSTS ? read_costs(value, text) : read_order(value, text);
    default:
        return info->shape & SHAPE_MONTH_DAY ? read_month_day(value, text)
                                             : read_word(value, info->shape, text);
    }
}
