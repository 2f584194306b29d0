#include "account/matching.h"

#include "base/language.h"

static void put_register(struct buffer *out, const struct policy_set *policy,
                         const struct register_found *found, const char *name)
{
    const struct policy_value *limit = matching_limit(policy, found->kind);
    buffer_format(out, _("  %s: hits %lld"), name, (long long)found->hits);
    if (limit != NULL && matching_exceeds(policy, found))
        buffer_format(out, _(", at most %s allowed: TOO MANY"), limit->text);
    else if (limit != NULL)
        buffer_format(out, _(", at most %s allowed: holds"), limit->text);
    else
        buffer_string(out, _(", no limit"));
    buffer_char(out, '\n');
    if (found->differs > 0)
        buffer_format(out,
                      _("      lines with the ID number of a member and another name: %lld, "
                        "TO BE LOOKED AT\n"),
                      (long long)found->differs);
    if (limit != NULL)
        account_source(out, "      ", limit);
}

static void put_income(struct buffer *out, const struct policy_set *policy,
                       const struct matching_facts *facts)
{
    const struct policy_value *tolerance = policy_get(policy, PARAMETER_MATCH_INCOME_TOLERANCE);
    if (facts->has_income) {
        buffer_format(out, _("  income found %s, stated %s, %s more tolerated: %s\n"),
                      account_yuan(facts->income_found).text,
                      account_yuan(facts->income_stated).text, account_yuan(tolerance->money).text,
                      matching_income_exceeds(policy, facts) ? _("MORE THAN THAT, TO BE LOOKED AT")
                                                             : _("holds"));
        account_source(out, "      ", tolerance);
    }
    if (facts->unread > 0)
        buffer_format(out, _("  lines found whose amount cannot be read: %lld, TO BE LOOKED AT\n"),
                      (long long)facts->unread);
}

static const char *verdict_word(enum verdict verdict)
{
    static const char *const NAMES[VERDICT_COUNT] = {N_("none"), N_("pass"), N_("fail"),
                                                     N_("doubtful")};
    return _(NAMES[verdict]);
}

void account_matching(struct buffer *out, const struct policy_set *policy,
                      const struct matching_facts *facts, const char *const *names,
                      const struct matching *decision)
{
    for (int i = 0; i < facts->registers; i++)
        put_register(out, policy, &facts->found[i], names[i]);
    put_income(out, policy, facts);
    if (facts->unmatched > 0)
        buffer_format(out,
                      _("  members without a sound ID number, who cannot be looked up: %lld, TO BE "
                        "LOOKED AT\n"),
                      (long long)facts->unmatched);
    buffer_format(out, _("  result: %s\n\n"), verdict_word(decision->verdict));
}
