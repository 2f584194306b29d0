#include "notice/checks.h"

#include "base/date.h"
#include "base/language.h"
#include "notice/value.h"

#define TOTAL "total_aid"
#define FROM  "publicity_from"
#define TO    "publicity_to"

static const char *const ITEMS[CHECKED_ITEMS_MAX] = {"living_aid", "medical_aid", "education_aid",
                                                     "accident_aid"};

static bool shows(const struct binding *binding, const char *name)
{
    for (int i = 0; i < binding->use_count; i++)
        if (strcmp(binding->uses[i].name, name) == 0)
            return true;
    return false;
}

static bool shows_aid(const struct binding *binding)
{
    bool found = shows(binding, TOTAL);
    for (int i = 0; i < CHECKED_ITEMS_MAX; i++)
        found = found || shows(binding, ITEMS[i]);
    return found;
}

static bool find(struct binding *binding, const struct layout *layout, const char *name, int *use,
                 struct error *error)
{
    *use = binding_use(binding, layout, name);
    return *use >= -1 || error_no_memory(error, NULL);
}

static struct text find_given(const struct given *given, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (text_is(given[i].name, name))
            return given[i].value;
    return (struct text){0};
}

bool checks_open(struct checks *c, struct binding *binding, const struct layout *layout,
                 const struct given *given, int given_count, struct error *error)
{
    *c = (struct checks){.items = {-1, -1, -1, -1}, .total = -1, .from = -1, .to = -1};
    c->given_from = find_given(given, given_count, FROM);
    c->given_to = find_given(given, given_count, TO);
    if ((shows(binding, FROM) || c->given_from.p != NULL) &&
        !find(binding, layout, TO, &c->to, error))
        return false;
    if ((shows(binding, TO) || c->given_to.p != NULL) &&
        !find(binding, layout, FROM, &c->from, error))
        return false;
    if (!shows_aid(binding))
        return true;
    for (int i = 0; i < CHECKED_ITEMS_MAX; i++)
        if (!find(binding, layout, ITEMS[i], &c->items[i], error))
            return false;
    return find(binding, layout, TOTAL, &c->total, error);
}

bool checks_sum(const struct checks *c, const struct letter *letter, struct error *error)
{
    struct money sum = {0}, amount = {0};
    bool any = false;
    for (int i = 0; c->total >= 0 && i < CHECKED_ITEMS_MAX; i++) {
        const struct text cell =
            c->items[i] >= 0 ? text_trim(letter->cells[c->items[i]]) : (struct text){0};
        if (cell.n == 0)
            continue;
        if (!value_money(ITEMS[i], cell, &amount, error))
            return false;
        if (!money_add(sum, amount, &sum))
            return error_set(error, NULL, 0, ITEMS[i], _("the sum is too large"));
        any = true;
    }
    if (!any)
        return true;
    const struct text total = text_trim(letter->cells[c->total]);
    char expected[MONEY_TEXT_SIZE];
    (void)money_format(sum, expected);
    if (total.n == 0)
        return error_set(error, NULL, 0, TOTAL, _("it is empty; the items make %s"), expected);
    return value_money(TOTAL, total, &amount, error) &&
           (amount.fen == sum.fen ||
            error_set(error, NULL, 0, TOTAL, _("it is not the sum of the items, which is %s"),
                      expected));
}

bool checks_period(const struct checks *c, const struct letter *letter, struct error *error)
{
    struct date from, to;
    const struct text first = c->from >= 0 ? letter->cells[c->from] : c->given_from;
    const struct text last = c->to >= 0 ? letter->cells[c->to] : c->given_to;
    if (!date_parse(text_trim(first), &from) || !date_parse(text_trim(last), &to))
        return true; /* what is none is named where it is shown */
    return to.day >= from.day || error_set(error, letter->file, letter->line, TO,
                                           _("the publicity would end before it begins"));
}
