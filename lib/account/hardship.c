/* The account of a category (rules(7) section 1). */
#include "account/account.h"
#include "base/language.h"

static const char *const OPERATORS[] = {"<", "<=", ">=", ">"};

static const char *cost_word(enum cost cost)
{
    static const char *const NAMES[] = {N_("medical"),           N_("disability"), N_("education"),
                                        N_("other rigid costs"), N_("employment"), N_("accident")};
    return _(NAMES[cost]);
}

/* Exact amounts are shown to the fen. */
static struct money shown(struct exact e)
{
    struct money m = {0};
    (void)exact_round(e, 1, &m); /* what was compared fits: it was made of amounts that do */
    return m;
}

/* ` - medical 30000.00 - …` */
static void put_deductions(struct buffer *out, const struct household *h, const struct test *test)
{
    for (enum cost cost = COST_MEDICAL; cost < COST_COUNT; cost++) {
        struct money amount;
        if (test->deducted->costs >> cost & 1u && household_costs(h, 1u << cost, &amount))
            buffer_format(out, " - %s %s", cost_word(cost), account_yuan(amount).text);
    }
}

static const char *label(const struct test *test)
{
    static const char *const LABELS[] = {
        [TEST_NET_INCOME] = N_("net income of the year"),
        [TEST_INCOME_CEILING] = N_("income of the year against the ceiling"),
        [TEST_GROSS_INCOME] = N_("income of the year, nothing deducted"),
        [TEST_LOSS] = N_("loss of the year"),
        [TEST_LOSS_RATIO] = N_("loss of the year against income"),
        [TEST_LIVING_DIFFICULT] = N_("life is still difficult (living_difficulty is not no)"),
    };
    return _(LABELS[test->kind]);
}

/* How far what was seen is from the limit: of the year and, for incomes, per head and month. */
static void put_distance(struct buffer *out, const struct household *h, const struct test *test)
{
    struct money seen = shown(test->seen), limit = shown(test->limit), distance, share;
    const bool above = seen.fen > limit.fen;
    const bool of_income = test->kind != TEST_LOSS && test->kind != TEST_LOSS_RATIO;
    if (!money_subtract(above ? seen : limit, above ? limit : seen, &distance)) {
        buffer_string(out, _("very far from the limit"));
        return;
    }
    share.fen = divide_round(distance.fen, h->size * 12);
    if (distance.fen == 0)
        buffer_string(out, _("exactly at the limit"));
    else if (of_income)
        buffer_format(out,
                      above ? _("%s yuan a year above the limit, %s per head and month")
                            : _("%s yuan a year below the limit, %s per head and month"),
                      account_yuan(distance).text, account_yuan(share).text);
    else
        buffer_format(out, above ? _("%s yuan above the limit") : _("%s yuan below the limit"),
                      account_yuan(distance).text);
}

/* `net income of the year: 60000.00 - medical 30000.00 = 30000.00 < 25200.00: no; 4800.00 …` */
static void put_test(struct buffer *out, const char *indent, const struct household *h,
                     const struct test *test)
{
    const char *verdict = test->held ? _("yes") : _("no");
    buffer_format(out, "%s  %s: ", indent, label(test));
    if (test->kind == TEST_LIVING_DIFFICULT) {
        buffer_format(out, "%s\n", verdict);
        return;
    }
    struct money costs, income;
    if (test->kind == TEST_NET_INCOME && household_costs(h, test->deducted->costs, &costs) &&
        money_add(shown(test->seen), costs, &income)) {
        /* What was compared is the income that was counted, less the costs of the list. */
        buffer_string(out, account_yuan(income).text);
        put_deductions(out, h, test);
        buffer_string(out, " = ");
    }
    buffer_format(out, "%s %s %s: %s; ", account_yuan(shown(test->seen)).text,
                  OPERATORS[test->comparison], account_yuan(shown(test->limit)).text, verdict);
    put_distance(out, h, test);
    buffer_char(out, '\n');
}

static void put_sources(struct buffer *out, const char *indent, const struct test *test)
{
    if (test->by != NULL)
        account_source(out, indent, test->by);
    if (test->compared != NULL)
        account_source(out, indent, test->compared);
    if (test->deducted != NULL)
        account_source(out, indent, test->deducted);
}

void account_finding(struct buffer *out, const char *indent, const struct household *h,
                     const struct finding *finding)
{
    for (int i = 0; i < finding->tests; i++)
        put_test(out, indent, h, &finding->test[i]);
}

void account_hardship(struct buffer *out, const struct policy_set *policy,
                      const struct household *h, const struct hardship *decision)
{
    account_source(out, "  ", policy_get(policy, PARAMETER_DIBAO));
    buffer_format(out, _("  household of %lld; limits are of the whole household and year\n"),
                  (long long)h->size);
    for (enum category c = CATEGORY_DEEP; c < CATEGORY_COUNT; c++) {
        const struct finding *f = &decision->finding[c];
        buffer_format(out, "  %s (%s): %s\n", DOSSIER_RULES[c], account_category(c),
                      !f->exists ? _("the policy in force has no such category")
                      : f->held  ? _("holds")
                                 : _("does not hold"));
        account_finding(out, "  ", h, f);
        for (int i = 0; i < f->tests; i++)
            put_sources(out, "      ", &f->test[i]);
    }
    buffer_format(out, _("  category: %s\n\n"), account_category(decision->category));
}
