#include "table/filing_facts.h"

/* The places of FILING_COLUMNS. */
enum {
    HOUSEHOLD_ID,
    REGION,
    CATEGORY,
    APPLIED_ON,
    DOCUMENTS,
    VISITORS,
    VISIT_FORM,
    FIRST_REVIEW,
    SEALED,
    DOUBTFUL,
    COUNTY_VISITED,
    COUNTY_REVIEW,
    MATCH_RESULT,
    PUBLICITY_FROM,
    PUBLICITY_TO,
    OBJECTION,
    REFUSAL_NOTIFIED_ON,
    FILED_ON,
    UNION,
    ID_NUMBER,
    COLUMNS
};

static const struct column_need COLUMNS_READ[] = {FILING_COLUMNS};
_Static_assert(sizeof COLUMNS_READ / sizeof *COLUMNS_READ == COLUMNS &&
                   HOUSEHOLD_ID == (int)FILING_HOUSEHOLD_ID &&
                   APPLIED_ON == (int)FILING_APPLIED_ON && UNION == (int)FILING_UNION &&
                   ID_NUMBER == (int)FILING_ID_NUMBER,
               "the columns of an application and their places");

/* 困难类别: whether there is one, and whether it takes the short way. */
static bool read_category(struct row *row, struct application *out, struct reason *reason)
{
    enum { LONG, SHORT, NONE, UNDECIDED };
    static const struct meaning WAYS[] = {{"", LONG},
                                          {"deep", LONG},
                                          {"relative", LONG},
                                          {"深度困难", LONG},
                                          {"深度困难职工", LONG},
                                          {"深度困难职工家庭", LONG},
                                          {"相对困难职工", LONG},
                                          {"相对困难职工家庭", LONG},
                                          {"意外致困职工", SHORT},
                                          {"意外致困职工家庭", SHORT},
                                          {"相对困难", LONG},
                                          {"accidental", SHORT},
                                          {"意外致困", SHORT},
                                          {"none", NONE},
                                          {"不符合", NONE},
                                          {"invalid", UNDECIDED},
                                          {"incomplete", UNDECIDED},
                                          {NULL, 0}};
    const int way = meaning_of(row_cell(row, CATEGORY), WAYS, NULL, 0);
    out->accidental = way == SHORT;
    out->no_category = way == NONE;
    if (way == UNDECIDED)
        return fact_wrong(row, CATEGORY, "invalid", reason);
    return way >= 0 || fact_wrong(row, CATEGORY, "unknown", reason);
}

/* 申请材料. What is in it besides those that are asked for is no fault. */
static void read_documents(struct row *row, unsigned *out)
{
    static const struct meaning DOCUMENTS_BY_NAME[] = {
        {"家庭经济状况核对承诺授权书", DOCUMENT_AUTHORIZATION},
        {"《家庭经济状况核对承诺授权书》", DOCUMENT_AUTHORIZATION},
        {"核对承诺授权书", DOCUMENT_AUTHORIZATION},
        {"承诺授权书", DOCUMENT_AUTHORIZATION},
        {"授权书", DOCUMENT_AUTHORIZATION},
        {"身份证", DOCUMENT_ID_CARD},
        {"职工身份证", DOCUMENT_ID_CARD},
        {"户口本", DOCUMENT_HUKOU},
        {"户口簿", DOCUMENT_HUKOU},
        {"家庭户口本", DOCUMENT_HUKOU},
        {"收入证明", DOCUMENT_INCOME_PROOF},
        {"家庭收入证明", DOCUMENT_INCOME_PROOF},
        {"家庭财产收入证明", DOCUMENT_INCOME_PROOF},
        {"困难证明", DOCUMENT_HARDSHIP_PROOF},
        {"困难证明材料", DOCUMENT_HARDSHIP_PROOF},
        {"家庭困难证明材料", DOCUMENT_HARDSHIP_PROOF},
        {NULL, 0}};
    struct text rest = row_cell(row, DOCUMENTS), word;
    *out = 0;
    while (fact_next_word(&rest, &word)) {
        const int document =
            meaning_of(fact_original(word), DOCUMENTS_BY_NAME, DOCUMENT_NAMES, DOCUMENT_COUNT);
        if (document >= 0)
            *out |= 1u << document;
    }
}

/* An opinion or a result; `doubtful` only where it may be. */
static bool read_verdict(struct row *row, int column, bool may_doubt, enum verdict *out,
                         struct reason *reason)
{
    static const struct meaning VERDICTS[] = {
        {"", VERDICT_NONE},         {"pass", VERDICT_PASS},
        {"fail", VERDICT_FAIL},     {"通过", VERDICT_PASS},
        {"同意", VERDICT_PASS},     {"符合", VERDICT_PASS},
        {"不通过", VERDICT_FAIL},   {"不同意", VERDICT_FAIL},
        {"不符合", VERDICT_FAIL},   {"doubtful", VERDICT_DOUBTFUL},
        {"存疑", VERDICT_DOUBTFUL}, {NULL, 0}};
    const int verdict = meaning_of(row_cell(row, column), VERDICTS, NULL, 0);
    *out = verdict < 0 ? VERDICT_NONE : (enum verdict)verdict;
    return (verdict >= 0 && (may_doubt || verdict != VERDICT_DOUBTFUL)) ||
           fact_wrong(row, column, "unknown", reason);
}

static bool read_yes(struct row *row, int column, bool *out, struct reason *reason)
{
    enum answer answer;
    const bool ok = fact_answer(row, column, &answer, reason);
    *out = answer == ANSWER_YES;
    return ok;
}

struct reason reason_filing_undecided(const struct filing *f)
{
    return f->undecided == FILING_GAP
               ? (struct reason){NULL, "policy-gap", PARAMETER_INFO[f->gap].name}
               : (struct reason){"publicity_from", "unknown-year", NULL};
}

bool facts_applied_on(struct row *row, bool *given, struct date *out, struct reason *reason)
{
    return fact_date(row, APPLIED_ON, given, out, reason);
}

static bool read_cells(struct row *row, struct application *out, struct reason *reason)
{
    read_documents(row, &out->documents);
    return read_category(row, out, reason) && fact_count(row, VISITORS, &out->visitors, reason) &&
           read_yes(row, VISIT_FORM, &out->visit_form, reason) &&
           read_verdict(row, FIRST_REVIEW, false, &out->first_review, reason) &&
           read_yes(row, SEALED, &out->sealed, reason) &&
           read_yes(row, DOUBTFUL, &out->doubtful, reason) &&
           read_yes(row, COUNTY_VISITED, &out->county_visited, reason) &&
           read_verdict(row, COUNTY_REVIEW, false, &out->county_review, reason) &&
           read_verdict(row, MATCH_RESULT, true, &out->match, reason) &&
           fact_date(row, PUBLICITY_FROM, &out->has_from, &out->publicity_from, reason) &&
           fact_date(row, PUBLICITY_TO, &out->has_to, &out->publicity_to, reason) &&
           read_yes(row, OBJECTION, &out->objection, reason) &&
           fact_date(row, REFUSAL_NOTIFIED_ON, &out->has_notified, &out->notified, reason) &&
           fact_date(row, FILED_ON, &out->has_filed, &out->filed, reason) &&
           (!out->has_filed || out->filed.day <= row->run->today.day ||
            fact_wrong(row, FILED_ON, "in-future", reason));
}

/* Whether the policy sets all that filing goes by. */
static bool sets_all(const struct policy_set *policy)
{
    return policy_get(policy, PARAMETER_FILING_VISITORS_MIN)->set &&
           policy_get(policy, PARAMETER_FILING_PUBLICITY_WORKING_DAYS)->set &&
           policy_get(policy, PARAMETER_FILING_VISIT_COVERAGE_MIN)->set;
}

/* Where no region is given the country's rules are taken, as long as it has them all. */
static bool read_place(struct row *row, struct assessment *out, const struct policy_set **policy,
                       struct reason *reason)
{
    const bool given = row_filled(row, REGION) || row->run->settings.has_region;
    out->region = REGION_COUNTRY;
    if ((given && !fact_region(row, REGION, &out->region, reason)) ||
        !fact_day(row, APPLIED_ON, &out->date, reason))
        return false;
    *policy = policy_at_cached(row->policies, row->run->view, out->region, out->date);
    return given || *policy == NULL || sets_all(*policy) || fact_missing(row, REGION, reason);
}

bool facts_application(struct row *row, struct application *out, struct assessment *assessment,
                       const struct policy_set **policy, struct reason *reason)
{
    *out = (struct application){.asks_county_review = row_has(row, COUNTY_REVIEW)};
    return read_place(row, assessment, policy, reason) && read_cells(row, out, reason);
}
