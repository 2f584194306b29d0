#include "account/golden_autumn.h"

#include "base/language.h"

/* --- words ----------------------------------------------------------------------------------- */

const char *account_ga_document(enum ga_document document)
{
    static const char *const NAMES[GA_DOCUMENT_COUNT] = {
        [GA_DOCUMENT_ID_CARD] = N_("identity card"),
        [GA_DOCUMENT_HUKOU] = N_("household register"),
        [GA_DOCUMENT_INCOME_PROOF] = N_("proof of income"),
        [GA_DOCUMENT_SCHOOL_PROOF] = N_("proof of school"),
        [GA_DOCUMENT_DISABILITY_CARD] = N_("disability card"),
        [GA_DOCUMENT_MARRIAGE_CERT] = N_("marriage certificate"),
        [GA_DOCUMENT_MEDICAL_RECEIPTS] = N_("medical receipts"),
    };
    return _(NAMES[document]);
}

static const char *cause_word(enum ga_cause cause)
{
    static const char *const NAMES[GA_CAUSE_COUNT] = {
        [GA_CAUSE_ILLNESS] = N_("illness"),
        [GA_CAUSE_SCHOOLING] = N_("children at school"),
        [GA_CAUSE_DISABILITY] = N_("a disability"),
        [GA_CAUSE_SINGLE_PARENT] = N_("a single parent"),
        [GA_CAUSE_SUDDEN_EVENT] = N_("a sudden event"),
        [GA_CAUSE_INJURY] = N_("an injury by accident"),
        [GA_CAUSE_MAJOR_ILLNESS] = N_("a major illness"),
        [GA_CAUSE_OTHER] = N_("another special cause"),
    };
    return _(NAMES[cause]);
}

static const char *rule_word(enum ga_rule rule)
{
    static const char *const NAMES[GA_RULES] = {
        [GA_TARGET] = N_("a worker in service, with a union, and children who study"),
        [GA_CONDITION] = N_("one of the two conditions holds"),
        [GA_EXCLUDE_HOUSES] = N_("two homes or more"),
        [GA_EXCLUDE_BUSINESS] = N_("a shop, or hires others to do business"),
        [GA_EXCLUDE_SCHOOL] = N_("a child at a private school with high fees, or abroad at "
                                 "their own cost"),
        [GA_EXCLUDE_VEHICLE] = N_("often uses a vehicle, ship or large machine, not as an "
                                  "employee"),
        [GA_DEADLINE] = N_("applied in time"),
        [GA_MIGRANT] = N_("a worker from elsewhere has worked there for long enough"),
        [GA_DOCUMENTS] = N_("all documents are there"),
    };
    return _(NAMES[rule]);
}

static const char *clause(enum ga_rule rule)
{
    static const char *const CLAUSES[GA_RULES] = {
        [GA_TARGET] = "P2 一",           [GA_CONDITION] = "P2 二",
        [GA_EXCLUDE_HOUSES] = "P2 三1",  [GA_EXCLUDE_BUSINESS] = "P2 三2",
        [GA_EXCLUDE_SCHOOL] = "P2 三3",  [GA_EXCLUDE_VEHICLE] = "P2 三4",
        [GA_DEADLINE] = "P2 引言",       [GA_MIGRANT] = "P2 四(2)",
        [GA_DOCUMENTS] = "P2 四(1)-(4)",
    };
    return CLAUSES[rule];
}

/* Exclusions are named by what excludes. */
static const char *state_word(enum ga_rule rule, enum ga_state state)
{
    static const char *const RULES[GA_STATES] = {[GA_NOT_ASKED] = N_("not asked"),
                                                 [GA_HELD] = N_("holds"),
                                                 [GA_MISSING] = N_("MISSING"),
                                                 [GA_FAILED] = N_("does NOT hold")};
    static const char *const EXCLUSIONS[GA_STATES] = {[GA_NOT_ASKED] = N_("not asked"),
                                                      [GA_HELD] = N_("does not apply"),
                                                      [GA_MISSING] = N_("NOT STATED"),
                                                      [GA_FAILED] = N_("EXCLUDES")};
    const bool exclusion = rule >= GA_EXCLUDE_HOUSES && rule <= GA_EXCLUDE_VEHICLE;
    return _((exclusion ? EXCLUSIONS : RULES)[state]);
}

static const char *stated_word(enum stated stated)
{
    static const char *const NAMES[] = {
        [STATED_NOT] = N_("not stated"), [STATED_NO] = N_("no"), [STATED_YES] = N_("yes")};
    return _(NAMES[stated]);
}

static const char *category_word(enum ga_category category)
{
    static const char *const NAMES[GA_CATEGORIES] = {
        [GA_ELIGIBLE] = N_("golden autumn, eligible"),
        [GA_INCOMPLETE] = N_("incomplete; to be decided when what is missing is there"),
        [GA_NONE] = N_("not eligible")};
    return _(NAMES[category]);
}

/* --- lists and limits ------------------------------------------------------------------------ */

/* Separates the entries of a list. */
static void put_entry(struct buffer *out, int *entries, const char *entry)
{
    if ((*entries)++ > 0)
        buffer_string(out, _(", "));
    buffer_string(out, entry);
}

static void put_end_of_list(struct buffer *out, int entries)
{
    buffer_format(out, "%s\n", entries == 0 ? _("none") : "");
}

static void put_causes(struct buffer *out, unsigned causes)
{
    int entries = 0;
    buffer_string(out, _("      causes: "));
    for (enum ga_cause c = GA_CAUSE_ILLNESS; c < GA_CAUSE_COUNT; c++)
        if (causes >> c & 1u)
            put_entry(out, &entries, cause_word(c));
    put_end_of_list(out, entries);
}

static void put_documents(struct buffer *out, unsigned documents)
{
    int entries = 0;
    for (enum ga_document d = GA_DOCUMENT_ID_CARD; d < GA_DOCUMENT_COUNT; d++)
        if (documents >> d & 1u)
            put_entry(out, &entries, account_ga_document(d));
    put_end_of_list(out, entries);
}

/* A limit of the policy, or that it has none. */
static void put_limit(struct buffer *out, const struct policy_set *policy, enum parameter parameter)
{
    const struct policy_value *limit = policy_get(policy, parameter);
    if (limit->set)
        account_source(out, "      ", limit);
    else
        buffer_format(out, _("      the policy in force has no %s\n"),
                      PARAMETER_INFO[parameter].name);
}

/* --- what each rule saw ---------------------------------------------------------------------- */

static void put_target(struct buffer *out, const struct ga_application *a)
{
    buffer_format(out, _("      the employer has a union: %s; in service: %s\n"),
                  account_yes_or_no(!a->not_unionised), account_yes_or_no(!a->not_in_service));
    buffer_format(out,
                  _("      children at university: %lld; at high school or secondary vocational "
                    "school: %lld\n"),
                  (long long)a->students[STAGE_COLLEGE], (long long)a->students[STAGE_HIGH_SCHOOL]);
}

static void put_condition(struct buffer *out, const struct ga_application *a,
                          const struct golden_autumn *g, enum ga_condition c)
{
    const struct finding *f = &g->condition[c];
    static const char *const CLAUSES[GA_CONDITION_COUNT] = {"P2 二1", "P2 二2"};
    buffer_format(out, "      %s (%s): %s\n", GA_CONDITION_NAMES[c], CLAUSES[c],
                  !f->exists                    ? _("the policy in force has no such condition")
                  : f->held && g->cause_fits[c] ? _("holds")
                                                : _("does not hold"));
    if (!f->exists)
        return;
    buffer_format(out, _("        has a cause that it names: %s\n"),
                  account_yes_or_no(g->cause_fits[c]));
    account_finding(out, "      ", &a->household, f);
}

static void put_conditions(struct buffer *out, const struct policy_set *policy,
                           const struct ga_application *a, const struct golden_autumn *g)
{
    put_causes(out, a->causes);
    for (enum ga_condition c = GA_CONDITION_1; c < GA_CONDITION_COUNT; c++)
        put_condition(out, a, g, c);
    put_limit(out, policy, PARAMETER_DIBAO);
    put_limit(out, policy, PARAMETER_GA_INCOME_MULTIPLE);
    put_limit(out, policy, PARAMETER_GA_NET_INCOME_MAX);
    put_limit(out, policy, PARAMETER_GA_DEDUCTIONS);
}

static void put_houses(struct buffer *out, const struct ga_application *a)
{
    if (a->has_houses)
        buffer_format(out, _("      homes: %lld\n"), (long long)a->houses);
    else
        buffer_format(out, _("      homes: %s\n"), stated_word(STATED_NOT));
}

static void put_deadline(struct buffer *out, const struct policy_set *policy,
                         const struct ga_application *a, const struct golden_autumn *g)
{
    buffer_format(out, _("      applied on %s"), account_day(a->applied).text);
    if (g->has_deadline)
        buffer_format(out, _("; until %s, that day included"), account_day(g->deadline).text);
    buffer_char(out, '\n');
    put_limit(out, policy, PARAMETER_GA_DEADLINE);
}

static void put_tenure(struct buffer *out, const struct policy_set *policy,
                       const struct ga_application *a, const struct golden_autumn *g)
{
    buffer_format(out, _("      employed since: %s"),
                  a->has_employed ? account_day(a->employed).text : stated_word(STATED_NOT));
    if (g->has_employed_by)
        buffer_format(out, _("; required: %s or earlier"), account_day(g->employed_by).text);
    buffer_char(out, '\n');
    put_limit(out, policy, PARAMETER_GA_TENURE_MONTHS);
}

static void put_contract(struct buffer *out, const struct policy_set *policy,
                         const struct ga_application *a)
{
    const struct policy_value *least = policy_get(policy, PARAMETER_GA_CONTRACT_MONTHS);
    if (a->has_contract)
        buffer_format(out, _("      contract, in months: %lld"), (long long)a->contract_months);
    else
        buffer_format(out, _("      contract, in months: %s"), stated_word(STATED_NOT));
    if (least->set)
        buffer_format(out, _("; required: %s or more"), least->text);
    buffer_char(out, '\n');
    put_limit(out, policy, PARAMETER_GA_CONTRACT_MONTHS);
}

/* All that is asked for, then what of it is not there. */
static void put_papers(struct buffer *out, const struct golden_autumn *g)
{
    buffer_string(out, _("      asked for: "));
    put_documents(out, g->documents_asked);
    buffer_string(out, _("      missing: "));
    put_documents(out, g->documents_missing);
}

static void put_seen(struct buffer *out, const struct policy_set *policy,
                     const struct ga_application *a, const struct golden_autumn *g,
                     enum ga_rule rule)
{
    switch (rule) {
    case GA_TARGET:
        put_target(out, a);
        break;
    case GA_CONDITION:
        put_conditions(out, policy, a, g);
        break;
    case GA_EXCLUDE_HOUSES:
        put_houses(out, a);
        break;
    case GA_EXCLUDE_BUSINESS:
        buffer_format(out, _("      a shop: %s; hires others: %s\n"), stated_word(a->shop),
                      stated_word(a->hires));
        break;
    case GA_EXCLUDE_SCHOOL:
        buffer_format(out, _("      private school: %s; abroad: %s\n"),
                      stated_word(a->private_school), stated_word(a->abroad));
        break;
    case GA_EXCLUDE_VEHICLE:
        buffer_format(out, _("      uses one: %s\n"), stated_word(a->vehicle));
        break;
    case GA_DEADLINE:
        put_deadline(out, policy, a, g);
        break;
    case GA_MIGRANT:
        put_tenure(out, policy, a, g);
        put_contract(out, policy, a);
        break;
    default:
        put_papers(out, g);
    }
}

/* What is asked of workers from elsewhere is not told of others. */
static bool is_told(const struct ga_application *a, enum ga_rule rule)
{
    return rule != GA_MIGRANT || a->migrant;
}

void account_golden_autumn(struct buffer *out, const struct policy_set *policy,
                           const struct ga_application *a, const struct golden_autumn *g)
{
    buffer_format(out, _("  household of %lld; limits are of the whole household and year\n"),
                  (long long)a->household.size);
    for (enum ga_rule rule = GA_TARGET; rule < GA_RULES; rule++) {
        if (!is_told(a, rule))
            continue;
        buffer_format(out, "  %s (%s; %s): %s\n", GA_RULE_NAMES[rule], rule_word(rule),
                      clause(rule), state_word(rule, g->state[rule]));
        put_seen(out, policy, a, g, rule);
    }
    buffer_format(out, _("  decision: %s\n\n"), category_word(g->category));
}
