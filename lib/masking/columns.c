#include "masking/columns.h"

#include "base/language.h"

#include <string.h>

/*
 * What a public list shows: P1 三(三)1(4) 公示, with as little as lets people object
 * (个人信息保护法 art. 6, 28; 人社部办公厅 财政部办公厅 2017: 家庭住址, 联系方式, 银行卡号,
 * 出生日期, 家庭困难状况, 身体残疾情况 are not published; of a child not even the school). So
 * neither the causes nor the reasons of a decision, no income, cost or size of the household, no
 * region that would place it, and no household_id, which stands for the household in every other
 * table.
 */
static const struct {
    const char *name;
    struct column_rule rule;
} PUBLISHED[] = {
    {"name", {TREATED_TEXT, N_("whom the list is about: without a name nobody can object")}},
    {"union", {TREATED_TEXT, N_("the unit tells people of one name apart")}},
    {"category", {TREATED_CATEGORY, N_("what is to be filed, and may be objected to")}},
    {"aid_category", {TREATED_CATEGORY, N_("what is to be granted, and may be objected to")}},
    {"living_aid", {TREATED_AMOUNT, N_("what is to be granted, and may be objected to")}},
    {"medical_aid", {TREATED_AMOUNT, N_("what is to be granted, and may be objected to")}},
    {"education_aid", {TREATED_AMOUNT, N_("what is to be granted, and may be objected to")}},
    {"accident_aid", {TREATED_AMOUNT, N_("what is to be granted, and may be objected to")}},
    {"total_aid", {TREATED_AMOUNT, N_("what is to be granted, and may be objected to")}},
};

static struct column_rule publicity_rule(const struct column *column, bool id_part)
{
    if (column == NULL)
        return (struct column_rule){TREATED_LEFT_OUT, N_("nobody knows what is in it")};
    if (strcmp(column->name, "id_number") == 0 && id_part)
        return (struct column_rule){TREATED_ID_PART, N_("asked for by --id partial")};
    for (size_t i = 0; i < sizeof PUBLISHED / sizeof *PUBLISHED; i++)
        if (strcmp(column->name, PUBLISHED[i].name) == 0)
            return PUBLISHED[i].rule;
    return (struct column_rule){TREATED_LEFT_OUT, N_("it is not for the public")};
}

/* ---- inside ---------------------------------------------------------------------------------- */

#define WHY_NAME    N_("it names a person")
#define WHY_NUMBER  N_("it is a number of a person")
#define WHY_HEALTH  N_("it says how somebody's health is")
#define WHY_WORDS   N_("whoever typed it may have named people")
#define WHY_TEXT    N_("anything may have been typed there")
#define WHY_JOINS   N_("tables are joined by it")
#define WHY_NOBODY  N_("it says nothing of who it is")
#define WHY_KEYED   N_("it is of another key: nothing is joined by it")
#define WHY_UNRULED N_("no rule says that it may be shown")

#define COLUMNS(...)                                                                               \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }

/* What becomes of each known column in a log and where it is shared. Each is named here: of one
 * that is not, nothing is shown. */
static const struct {
    const char *const *names;
    struct column_rule log, share;
} INSIDE[] = {
    {COLUMNS("household_id"),
     {TREATED_KEY, N_("by it the record is found again")},
     {TREATED_KEY_HASH, WHY_JOINS}},
    {COLUMNS("id_number"), {TREATED_HIDDEN, WHY_NUMBER}, {TREATED_ID_HASH, WHY_JOINS}},
    {COLUMNS("phone", "bank_card"), {TREATED_HIDDEN, WHY_NUMBER}, {TREATED_LEFT_OUT, WHY_NUMBER}},
    /* Some of them may be an office; who reads a log cannot tell, nor can the program. */
    {COLUMNS("name", "account_name", "approved_by", "planner", "speaker", "owner", "worker",
             "volunteer", "people"),
     {TREATED_INITIAL, WHY_NAME},
     {TREATED_LEFT_OUT, WHY_NAME}},
    {COLUMNS("health", "hardship_cause"),
     {TREATED_HIDDEN, WHY_HEALTH},
     {TREATED_LEFT_OUT, WHY_HEALTH}},
    /* Sentences: a name in them is known by nothing. */
    {COLUMNS("to_bring", "reversal_reason", "bank_message", "agenda_item", "task"),
     {TREATED_HIDDEN, WHY_WORDS},
     {TREATED_LEFT_OUT, WHY_WORDS}},
    /* The ledger's hash of an ID number. */
    {COLUMNS("person"), {TREATED_VALUE, WHY_NOBODY}, {TREATED_LEFT_OUT, WHY_KEYED}},
    /* Units, kinds, places, things: short, and of no person where they are what they should be. */
    {COLUMNS("union", "bank_name", "relation", "member_status", "marital_status", "batch",
             "policy_digest", "input_digest", "posted_at", "version", "line", "recorded",
             "recomputed", "source", "title", "host", "start", "end", "venue", "status", "quantity",
             "team", "speed", "garment", "repair", "volunteer_team"),
     {TREATED_TEXT, WHY_TEXT},
     {TREATED_TEXT, WHY_TEXT}},
    /* Amounts, numbers, days, regions, code words. */
    {COLUMNS("region", "household_size", "annual_income", "medical_cost", "disability_cost",
             "education_cost", "other_rigid_cost", "employment_cost", "accident_loss",
             "accident_compensation", "living_difficulty", "medical_self_paid", "students_college",
             "students_high_school", "students_special", "living_months", "living_paid",
             "medical_paid", "education_paid", "accident_paid", "assessed_on", "per_capita_income",
             "per_capita_net", "dibao", "category", "categories", "reasons", "aid_category",
             "living_aid", "medical_aid", "education_aid", "accident_aid", "total_aid", "aid_order",
             "approval", "aid_reasons", "month", "monthly_income", "government_relief", "union_aid",
             "cause_removed", "voluntary_exit", "visitors", "signed", "notified_on",
             "review_applied_on", "reviewed_on", "months_observed", "run_months", "run_from",
             "latest_month", "per_capita_latest", "living_level_latest", "exit_status", "forms_due",
             "objection_until", "review_until", "next_step", "exit_reasons", "applied_on",
             "documents", "visit_form", "first_review", "sealed", "doubtful", "county_visited",
             "county_review", "match_result", "publicity_from", "publicity_to", "objection",
             "refusal_notified_on", "filed_on", "stage", "missing", "earliest_filing", "violations",
             "overdue", "visit_draw", "from", "working_days", "months", "days", "due", "unionised",
             "in_service", "houses", "has_shop", "hires_others", "private_school",
             "self_funded_abroad", "uses_vehicle", "local_hukou", "employed_since",
             "contract_months", "spouse_separate_hukou", "member_income", "single_parent",
             "other_income", "receipt_date", "receipt_kind", "receipt_total", "reimbursed",
             "match_hits", "match_reasons", "income_found", "disabled_members", "roll_up_reasons",
             "problems", "approved_on", "exited_on", "blocked", "entry", "kind", "item", "amount",
             "reverses", "total_paid", "bank_result", "finding", "difference", "co_hosts", "date",
             "duration", "minutes", "state", "role", "pieces", "assignment", "station",
             "pieces_assigned", "unserved", "assignment_reasons"),
     {TREATED_VALUE, WHY_NOBODY},
     {TREATED_VALUE, WHY_NOBODY}},
};

static bool stands_among(const struct column *column, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(column->name, *names) == 0)
            return true;
    return false;
}

/* The place of a column's rules, or -1. */
static int find_inside(const struct column *column)
{
    for (size_t i = 0; i < sizeof INSIDE / sizeof *INSIDE; i++)
        if (stands_among(column, INSIDE[i].names))
            return (int)i;
    return -1;
}

bool masking_rules(const struct column *column)
{
    return find_inside(column) >= 0;
}

static struct column_rule log_rule(const struct column *column)
{
    if (column == NULL)
        return (struct column_rule){TREATED_UNKNOWN, N_("nobody knows what is in it")};
    const int i = find_inside(column);
    return i < 0 ? (struct column_rule){TREATED_HIDDEN, WHY_UNRULED} : INSIDE[i].log;
}

static struct column_rule share_rule(const struct column *column)
{
    if (column == NULL)
        return (struct column_rule){TREATED_LEFT_OUT, N_("nobody knows what is in it")};
    const int i = find_inside(column);
    return i < 0 ? (struct column_rule){TREATED_LEFT_OUT, WHY_UNRULED} : INSIDE[i].share;
}

struct column_rule masking_rule(enum purpose purpose, const struct column *column, bool id_part)
{
    switch (purpose) {
    case PURPOSE_LOG:
        return log_rule(column);
    case PURPOSE_SHARE:
        return share_rule(column);
    default:
        return publicity_rule(column, id_part);
    }
}

const char *masking_treatment_words(enum treatment treatment)
{
    static const char *const WORDS[] = {
        [TREATED_LEFT_OUT] = N_("left out"),
        [TREATED_HIDDEN] = N_("hidden"),
        [TREATED_UNKNOWN] = N_("hidden, but for numbers of at most six digits"),
        [TREATED_INITIAL] = N_("only the first character of each name shown"),
        [TREATED_TEXT] = N_("shown, with numbers of seven digits and more hidden"),
        [TREATED_VALUE] = N_("shown"),
        [TREATED_AMOUNT] = N_("shown"),
        [TREATED_CATEGORY] = N_("shown"),
        [TREATED_ID_PART] = N_("its first six and last two digits shown"),
        [TREATED_ID_HASH] = N_("hashed with the key"),
        [TREATED_KEY] = N_("shown, unless it is a number of a person"),
        [TREATED_KEY_HASH] = N_("hashed with the key"),
        [TREATED_FILLED_IN] = N_("filled in anew"),
    };
    return _(WORDS[treatment]);
}
