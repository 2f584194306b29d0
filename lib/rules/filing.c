#include "rules/filing.h"

const char *const DOCUMENT_NAMES[DOCUMENT_COUNT] = {"authorization", "id_card", "hukou",
                                                    "income_proof", "hardship_proof"};
const char *const FILING_RULES[FILING_CHECKS] = {
    "filing.category",     "filing.documents",     "filing.visitors", "filing.first_review",
    "filing.county_visit", "filing.county_review", "filing.match",    "filing.publicity"};
const char *const MISSING_NAMES[MISSING_COUNT] = {"visitors",     "visit_form",     "first_review",
                                                  "sealed",       "county_visited", "county_review",
                                                  "match_result", "publicity_from", "publicity_to"};
const char *const FILING_STEP_NAMES[FILING_STEPS] = {
    [FILING_STEP_NONE] = "",
    [FILING_STEP_DOCUMENTS] = "collect-documents",
    [FILING_STEP_VISIT] = "visit",
    [FILING_STEP_FIRST_REVIEW] = "first-review",
    [FILING_STEP_SEAL] = "seal",
    [FILING_STEP_COUNTY_VISIT] = "county-visit",
    [FILING_STEP_COUNTY_REVIEW] = "county-review",
    [FILING_STEP_MATCH] = "match",
    [FILING_STEP_RESOLVE_MATCH] = "resolve-match",
    [FILING_STEP_PUBLISH] = "publish",
    [FILING_STEP_AWAIT_PUBLICITY] = "await-publicity",
    [FILING_STEP_EXTEND_PUBLICITY] = "extend-publicity",
    [FILING_STEP_RESOLVE_OBJECTION] = "resolve-objection",
    [FILING_STEP_FILE] = "file",
    [FILING_STEP_EXPLAIN_REFUSAL] = "explain-refusal",
    [FILING_STEP_NOTIFY_REFUSAL] = "notify-refusal",
};

const char *filing_stage_name(enum filing_stage stage, bool accidental)
{
    static const char *const NAMES[FILING_STAGES] = {"application", "first-review", "county-review",
                                                     "matching",    "publicity",    "ready",
                                                     "filed",       "refused"};
    return accidental && stage == STAGE_FIRST_REVIEW ? "visit" : NAMES[stage];
}

/* --- how far it has gone --------------------------------------------------------------------- */

/* What the office has signed off, one after another: each asks for what belongs before it. */
enum event {
    EVENT_NONE,
    EVENT_FIRST_REVIEW,
    EVENT_COUNTY_REVIEW,
    EVENT_MATCH,
    EVENT_PUBLICITY,
    EVENT_FILED
};

static enum event latest_event(const struct application *a)
{
    if (a->has_filed)
        return EVENT_FILED;
    if (a->has_from || a->has_to)
        return EVENT_PUBLICITY;
    if (a->match != VERDICT_NONE)
        return EVENT_MATCH;
    if (a->county_review != VERDICT_NONE)
        return EVENT_COUNTY_REVIEW;
    return a->first_review != VERDICT_NONE ? EVENT_FIRST_REVIEW : EVENT_NONE;
}

/*
 * Whether the application has gone on to `event` or beyond. On the short way the publicity is the
 * first that asks for anything: P1 三(三)2 按照困难职工个人申请、工会走访调查、审核公示进行.
 */
static bool gone_on(const struct application *a, enum event event)
{
    const bool too_soon = a->accidental && event < EVENT_PUBLICITY;
    return latest_event(a) >= (too_soon ? EVENT_PUBLICITY : event);
}

/* Of what was to be there before `event`. */
static enum check_state before(const struct application *a, enum event event, bool held)
{
    if (held)
        return CHECK_HELD;
    return gone_on(a, event) ? CHECK_VIOLATED : CHECK_PENDING;
}

/* --- the checks ------------------------------------------------------------------------------ */

static unsigned documents_missing(const struct application *a)
{
    const unsigned all = (1u << DOCUMENT_COUNT) - 1;
    return all & ~a->documents;
}

/*
 * P1 三(三)1(1)
 * 如实填写《家庭经济状况核对承诺授权书》并提供职工身份证、家庭户口本,家庭财产收入证明,
 * 家庭困难证明材料等相关证明材料. Who is refused at once need not bring the rest.
 */
static enum check_state check_documents(const struct application *a)
{
    const bool refused = a->first_review == VERDICT_FAIL;
    return before(a, refused ? EVENT_COUNTY_REVIEW : EVENT_FIRST_REVIEW, documents_missing(a) == 0);
}

/* Where the policy sets no number, the form alone says that there was a visit. */
static bool enough_visitors(const struct policy_set *policy, const struct application *a)
{
    const struct policy_value *least = policy_get(policy, PARAMETER_FILING_VISITORS_MIN);
    /* 两名以上: >= */
    return !least->set || (wide_int)a->visitors * RATE_ONE >= least->rate.millionths;
}

/*
 * P1 三(三)1(2) 两名以上工作人员进行走访调查,…填写《困难职工家庭走访调查表》, and so on the short
 * way (三(三)2 工会走访调查). A refusal needs the visit, too: it is what shows the facts.
 */
static enum check_state check_visitors(const struct policy_set *policy, const struct application *a)
{
    return before(a, EVENT_FIRST_REVIEW, enough_visitors(policy, a) && a->visit_form);
}

/* An opinion; a no counts where it was not asked for, too. */
static enum check_state check_verdict(const struct application *a, enum verdict verdict, bool asked,
                                      enum event next)
{
    if (verdict == VERDICT_FAIL)
        return gone_on(a, next) ? CHECK_VIOLATED : CHECK_FAILED;
    return asked ? before(a, next, verdict == VERDICT_PASS) : CHECK_NOT_ASKED;
}

/* P1 三(三)2 符合条件的予以建档帮扶: what is in no category is neither published nor filed. */
static enum check_state check_category(const struct application *a)
{
    return check_verdict(a, a->no_category ? VERDICT_FAIL : VERDICT_PASS, true, EVENT_PUBLICITY);
}

/* P1 三(三)1(2) 对符合条件的签具初审意见盖章,…上报县总工会职工服务中心审核 */
static enum check_state check_first_review(const struct application *a)
{
    const bool unsealed = a->first_review == VERDICT_PASS && !a->sealed;
    return check_verdict(a, unsealed ? VERDICT_NONE : a->first_review, !a->accidental,
                         EVENT_COUNTY_REVIEW);
}

/*
 * P1 三(三)1(3) 深入申请人家庭走访核查,对建档存疑的要做到走访核查全覆盖: before the county's
 * opinion where the application is doubtful, before the publicity where only the matching makes it
 * so.
 */
static enum check_state check_county_visit(const struct application *a)
{
    if (a->accidental || (!a->doubtful && a->match != VERDICT_DOUBTFUL))
        return CHECK_NOT_ASKED;
    return before(a, a->doubtful ? EVENT_COUNTY_REVIEW : EVENT_PUBLICITY, a->county_visited);
}

/* P1 三(三)1(3) 县总工会职工服务中心对上报的申请材料进行审核,提出审批意见 */
static enum check_state check_county_review(const struct application *a)
{
    return check_verdict(a, a->county_review, a->asks_county_review && !a->accidental, EVENT_MATCH);
}

/* P1 三(三)1(4) 对申请人家庭经济状况进行比对,…比对结果符合建档条件的,进行公示 */
static enum check_state check_match(const struct application *a)
{
    return check_verdict(a, a->match, !a->accidental, EVENT_PUBLICITY);
}

/* 不少于: >= holds; a last day that is set below the least is wrong from the beginning. */
static bool publicity_too_short(const struct application *a, const struct filing *f)
{
    return a->has_from && a->has_to && a->publicity_to.day < f->publicity_least.day.day;
}

/* P1 三(三)1(4) 进行公示,公示不少于5个工作日,公示无异议,予以建档帮扶 */
static enum check_state check_publicity(const struct application *a, const struct filing *f)
{
    if (publicity_too_short(a, f) || f->filed_too_early)
        return CHECK_VIOLATED;
    return before(a, EVENT_FILED, a->has_from && a->has_to && !a->objection);
}

static void make_checks(const struct policy_set *policy, const struct application *a,
                        struct filing *out)
{
    out->check[FILING_CATEGORY] = check_category(a);
    out->check[FILING_DOCUMENTS] = check_documents(a);
    out->check[FILING_VISITORS] = check_visitors(policy, a);
    out->check[FILING_FIRST_REVIEW] = check_first_review(a);
    out->check[FILING_COUNTY_VISIT] = check_county_visit(a);
    out->check[FILING_COUNTY_REVIEW] = check_county_review(a);
    out->check[FILING_MATCH] = check_match(a);
    out->check[FILING_PUBLICITY] = check_publicity(a, out);
}

/* It is asked, and does not hold. */
static bool is_open(enum check_state state)
{
    return state > CHECK_HELD;
}

/* The first check that is open, or FILING_CHECKS. */
static enum filing_check first_open(const struct filing *f)
{
    enum filing_check check = FILING_CATEGORY;
    while (check < FILING_CHECKS && !is_open(f->check[check]))
        check++;
    return check;
}

/* --- the days -------------------------------------------------------------------------------- */

static struct date later(struct date a, struct date b)
{
    return a.day > b.day ? a : b;
}

/*
 * P1 三(三)1(4) 公示不少于5个工作日: the earliest last day of a publicity that begins on `from`,
 * which does not count. Part of a day asks for all of it; where the policy sets no number, one day
 * will do.
 */
static bool find_least_end(const struct policy_set *policy, const struct calendar *calendar,
                           struct date from, struct date *out)
{
    const struct policy_value *least = policy_get(policy, PARAMETER_FILING_PUBLICITY_WORKING_DAYS);
    const int64_t days = least->set ? (least->rate.millionths + RATE_ONE - 1) / RATE_ONE : 0;
    *out = from;
    return days == 0 || due_after_working_days(calendar, from, days, out) == DUE_FOUND;
}

/* False where the calendar does not know a year that it runs through. */
static bool find_publicity(const struct policy_set *policy, const struct calendar *calendar,
                           const struct application *a, struct filing *out)
{
    struct filing_day *least = &out->publicity_least, *end = &out->publicity_end;
    if (a->has_from && !find_least_end(policy, calendar, a->publicity_from, &least->day))
        return false;
    least->set = a->has_from;
    *end = *least;
    if (a->has_to)
        *end = (struct filing_day){true, least->set ? later(least->day, a->publicity_to)
                                                    : a->publicity_to};
    /* on the last day the publicity is not over: <= */
    out->filed_too_early = a->has_filed && end->set && a->filed.day <= end->day.day;
    return true;
}

/* A no that somebody said stands, however the application went on. */
static bool is_refused(const struct application *a)
{
    return a->no_category || a->first_review == VERDICT_FAIL || a->county_review == VERDICT_FAIL ||
           a->match == VERDICT_FAIL;
}

/* 公示无异议,予以建档: the first working day on which the publicity is over. */
static void find_earliest(const struct policy_set *policy, const struct calendar *calendar,
                          const struct application *a, struct date today, struct filing *out)
{
    struct filing_day *earliest = &out->earliest;
    struct date end = out->publicity_end.day;
    if (is_refused(a) || a->objection || (a->has_filed && !a->has_from))
        return;
    bool known = true;
    if (!a->has_from) {
        known = find_least_end(policy, calendar, today, &end);
        end = a->has_to ? later(end, a->publicity_to) : end;
    }
    earliest->set = known && due_after_working_days(calendar, end, 1, &earliest->day) == DUE_FOUND;
    out->earliest_unknown = !earliest->set;
}

/* --- the stage ------------------------------------------------------------------------------- */

static enum filing_stage stage_of_check(enum filing_check check)
{
    static const enum filing_stage STAGES[FILING_CHECKS] = {
        [FILING_CATEGORY] = STAGE_APPLICATION,
        [FILING_DOCUMENTS] = STAGE_APPLICATION,
        [FILING_VISITORS] = STAGE_FIRST_REVIEW,
        [FILING_FIRST_REVIEW] = STAGE_FIRST_REVIEW,
        [FILING_COUNTY_VISIT] = STAGE_COUNTY_REVIEW,
        [FILING_COUNTY_REVIEW] = STAGE_COUNTY_REVIEW,
        [FILING_MATCH] = STAGE_MATCHING,
        [FILING_PUBLICITY] = STAGE_PUBLICITY};
    return STAGES[check];
}

/* The stage that the latest event belongs to. */
static enum filing_stage stage_of_event(const struct application *a)
{
    static const enum filing_stage STAGES[] = {[EVENT_NONE] = STAGE_APPLICATION,
                                               [EVENT_FIRST_REVIEW] = STAGE_FIRST_REVIEW,
                                               [EVENT_COUNTY_REVIEW] = STAGE_COUNTY_REVIEW,
                                               [EVENT_MATCH] = STAGE_MATCHING,
                                               [EVENT_PUBLICITY] = STAGE_PUBLICITY,
                                               [EVENT_FILED] = STAGE_FILED};
    /* The short way has but the visit between the application and the publicity. */
    static const enum filing_stage SHORT[] = {
        [EVENT_NONE] = STAGE_APPLICATION,           [EVENT_FIRST_REVIEW] = STAGE_FIRST_REVIEW,
        [EVENT_COUNTY_REVIEW] = STAGE_FIRST_REVIEW, [EVENT_MATCH] = STAGE_FIRST_REVIEW,
        [EVENT_PUBLICITY] = STAGE_PUBLICITY,        [EVENT_FILED] = STAGE_FILED};
    return (a->accidental ? SHORT : STAGES)[latest_event(a)];
}

static enum filing_stage find_stage(const struct application *a, const struct filing *f,
                                    struct date today)
{
    const enum filing_check open = first_open(f);
    const enum filing_stage reached = stage_of_event(a);
    if (a->has_filed)
        return STAGE_FILED;
    if (is_refused(a))
        return STAGE_REFUSED;
    if (open == FILING_CHECKS)
        return today.day <= f->publicity_end.day.day ? STAGE_PUBLICITY : STAGE_READY;
    return reached > stage_of_check(open) ? reached : stage_of_check(open);
}

/* --- what comes next ------------------------------------------------------------------------- */

static enum filing_step publicity_step(const struct application *a)
{
    if (a->objection)
        return FILING_STEP_RESOLVE_OBJECTION;
    if (!a->has_from)
        return FILING_STEP_PUBLISH;
    return a->has_to ? FILING_STEP_EXTEND_PUBLICITY : FILING_STEP_AWAIT_PUBLICITY;
}

/* What makes a check hold. */
static enum filing_step step_of_check(const struct application *a, enum filing_check check)
{
    switch (check) {
    case FILING_DOCUMENTS:
        return FILING_STEP_DOCUMENTS;
    case FILING_VISITORS:
        return FILING_STEP_VISIT;
    case FILING_FIRST_REVIEW:
        return a->first_review == VERDICT_PASS ? FILING_STEP_SEAL : FILING_STEP_FIRST_REVIEW;
    case FILING_COUNTY_VISIT:
        return FILING_STEP_COUNTY_VISIT;
    case FILING_COUNTY_REVIEW:
        return FILING_STEP_COUNTY_REVIEW;
    case FILING_MATCH:
        return a->match == VERDICT_DOUBTFUL ? FILING_STEP_RESOLVE_MATCH : FILING_STEP_MATCH;
    default:
        return publicity_step(a);
    }
}

/* What can still be done for what is filed: a paper brought, a visit made, an objection settled. */
static enum filing_step mending_step(const struct application *a, const struct filing *f)
{
    if (is_open(f->check[FILING_DOCUMENTS]))
        return FILING_STEP_DOCUMENTS;
    if (is_open(f->check[FILING_VISITORS]))
        return FILING_STEP_VISIT;
    if (is_open(f->check[FILING_COUNTY_VISIT]))
        return FILING_STEP_COUNTY_VISIT;
    return a->objection ? FILING_STEP_RESOLVE_OBJECTION : FILING_STEP_NONE;
}

/*
 * P1 三(三)1(4) 比对结果显示不符合建档条件的,出具《不予困难帮扶告知书》,并做好解释说明工作;
 * 1(2) 对不符合条件的做好解释说明工作.
 */
static enum filing_step refusal_step(const struct application *a)
{
    if (a->has_notified)
        return FILING_STEP_NONE;
    return a->match == VERDICT_FAIL ? FILING_STEP_NOTIFY_REFUSAL : FILING_STEP_EXPLAIN_REFUSAL;
}

static enum filing_step find_step(const struct application *a, const struct filing *f)
{
    const enum filing_check open = first_open(f);
    switch (f->stage) {
    case STAGE_FILED:
        return mending_step(a, f);
    case STAGE_REFUSED:
        return refusal_step(a);
    case STAGE_READY:
        return FILING_STEP_FILE;
    default:
        return open == FILING_CHECKS ? FILING_STEP_AWAIT_PUBLICITY : step_of_check(a, open);
    }
}

/* --- what is missing ------------------------------------------------------------------------- */

/* Whether it is time for what a check asks for; of what is refused nobody wants any more, but what
 * it went on without stays named. */
static bool is_due(const struct filing *f, enum filing_check check)
{
    if (f->stage == STAGE_REFUSED)
        return f->check[check] == CHECK_VIOLATED;
    return is_open(f->check[check]) && stage_of_check(check) <= f->stage;
}

static unsigned bit(enum filing_missing missing, bool lacks)
{
    return lacks ? 1u << missing : 0;
}

static unsigned missing_of(const struct policy_set *policy, const struct application *a,
                           enum filing_check check)
{
    switch (check) {
    case FILING_VISITORS:
        return bit(MISSING_VISITORS, !enough_visitors(policy, a)) |
               bit(MISSING_VISIT_FORM, !a->visit_form);
    case FILING_FIRST_REVIEW: /* a no needs no seal */
        return bit(MISSING_FIRST_REVIEW, a->first_review == VERDICT_NONE) |
               bit(MISSING_SEALED, a->first_review != VERDICT_FAIL && !a->sealed);
    case FILING_COUNTY_VISIT:
        return bit(MISSING_COUNTY_VISITED, true);
    case FILING_COUNTY_REVIEW:
        return bit(MISSING_COUNTY_REVIEW, a->county_review == VERDICT_NONE);
    case FILING_MATCH: /* a doubtful one is no result yet */
        return bit(MISSING_MATCH_RESULT, a->match != VERDICT_FAIL);
    case FILING_PUBLICITY:
        return bit(MISSING_PUBLICITY_FROM, !a->has_from) | bit(MISSING_PUBLICITY_TO, !a->has_to);
    default: /* the category, and the documents, which are counted apart */
        return 0;
    }
}

static void find_missing(const struct policy_set *policy, const struct application *a,
                         struct filing *out)
{
    out->missing_documents = is_due(out, FILING_DOCUMENTS) ? documents_missing(a) : 0;
    out->missing = 0;
    for (enum filing_check check = FILING_CATEGORY; check < FILING_CHECKS; check++)
        if (is_due(out, check))
            out->missing |= missing_of(policy, a, check);
}

/* --- the decision ---------------------------------------------------------------------------- */

void filing_decide(const struct policy_set *policy, const struct calendar *calendar,
                   const struct application *a, struct date today, struct filing *out)
{
    *out = (struct filing){.gap = policy->gap[READ_BY_FILING]};
    if (out->gap != PARAMETER_COUNT) {
        out->undecided = FILING_GAP;
        return;
    }
    if (!find_publicity(policy, calendar, a, out)) {
        out->undecided = FILING_UNKNOWN_YEAR;
        return;
    }
    make_checks(policy, a, out);
    out->stage = find_stage(a, out, today);
    out->step = find_step(a, out);
    find_missing(policy, a, out);
    find_earliest(policy, calendar, a, today, out);
}

bool filing_overdue(const struct filing *f, struct date as_of)
{
    return f->stage == STAGE_READY && f->earliest.set && f->earliest.day.day < as_of.day;
}

bool filing_violated(const struct filing *f)
{
    for (enum filing_check check = FILING_CATEGORY; check < FILING_CHECKS; check++)
        if (f->check[check] == CHECK_VIOLATED)
            return true;
    return false;
}
