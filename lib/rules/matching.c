#include "rules/matching.h"

const struct policy_value *matching_limit(const struct policy_set *policy, enum register_kind kind)
{
    switch (kind) {
    case REGISTER_HOUSE:
        return policy_get(policy, PARAMETER_MATCH_HOUSE_MAX);
    case REGISTER_VEHICLE:
        return policy_get(policy, PARAMETER_MATCH_VEHICLE_MAX);
    case REGISTER_BUSINESS:
        return policy_get(policy, PARAMETER_MATCH_BUSINESS_MAX);
    case REGISTER_DECEASED:
        return policy_get(policy, PARAMETER_MATCH_DECEASED_MAX);
    default:
        return NULL;
    }
}

/* P2 三1, 三2, 三4. So many are allowed, more are not: > */
bool matching_exceeds(const struct policy_set *policy, const struct register_found *found)
{
    const struct policy_value *most = matching_limit(policy, found->kind);
    return most != NULL && (wide_int)found->hits * RATE_ONE > most->rate.millionths;
}

/* Found above what was stated by more than the tolerance: > */
bool matching_income_exceeds(const struct policy_set *policy, const struct matching_facts *facts)
{
    const struct policy_value *tolerance = policy_get(policy, PARAMETER_MATCH_INCOME_TOLERANCE);
    return facts->has_income &&
           facts->income_found.fen - facts->income_stated.fen > tolerance->money.fen;
}

/* What somebody must look at before it can be said that nothing was found. */
static bool in_doubt(const struct policy_set *policy, const struct matching_facts *facts)
{
    for (int i = 0; i < facts->registers; i++)
        if (facts->found[i].differs > 0)
            return true;
    return facts->unmatched > 0 || facts->unread > 0 || matching_income_exceeds(policy, facts);
}

/* What fails, fails whatever else is in doubt. */
void matching_decide(const struct policy_set *policy, const struct matching_facts *facts,
                     struct matching *out)
{
    *out = (struct matching){policy->gap[READ_BY_MATCH], VERDICT_NONE};
    if (out->gap != PARAMETER_COUNT)
        return;
    out->verdict = in_doubt(policy, facts) ? VERDICT_DOUBTFUL : VERDICT_PASS;
    for (int i = 0; i < facts->registers; i++)
        if (matching_exceeds(policy, &facts->found[i]))
            out->verdict = VERDICT_FAIL;
}
