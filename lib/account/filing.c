#include "account/filing.h"

#include "base/language.h"

/* --- words ----------------------------------------------------------------------------------- */

const char *account_filing_stage(enum filing_stage stage, bool accidental)
{
    static const char *const NAMES[FILING_STAGES] = {[STAGE_APPLICATION] = N_("application"),
                                                     [STAGE_FIRST_REVIEW] = N_("first review"),
                                                     [STAGE_COUNTY_REVIEW] = N_("county review"),
                                                     [STAGE_MATCHING] = N_("matching of data"),
                                                     [STAGE_PUBLICITY] = N_("publicity"),
                                                     [STAGE_READY] = N_("ready to be filed"),
                                                     [STAGE_FILED] = N_("filed"),
                                                     [STAGE_REFUSED] = N_("refused")};
    return accidental && stage == STAGE_FIRST_REVIEW ? _("visit by the union") : _(NAMES[stage]);
}

const char *account_filing_step(enum filing_step step)
{
    static const char *const NAMES[FILING_STEPS] = {
        [FILING_STEP_NONE] = N_("nothing"),
        [FILING_STEP_DOCUMENTS] = N_("have the applicant bring the documents that are missing"),
        [FILING_STEP_VISIT] = N_("have enough of the union's staff visit the household, and the "
                                 "form of the visit filled in"),
        [FILING_STEP_FIRST_REVIEW] = N_("give the opinion of the first review"),
        [FILING_STEP_SEAL] = N_("seal the opinion of the first review"),
        [FILING_STEP_COUNTY_VISIT] = N_("have the county visit the household, which is doubtful"),
        [FILING_STEP_COUNTY_REVIEW] = N_("give the county's opinion"),
        [FILING_STEP_MATCH] = N_("match the household's data"),
        [FILING_STEP_RESOLVE_MATCH] =
            N_("decide by the county's visit whether the doubtful matching passes or fails"),
        [FILING_STEP_PUBLISH] = N_("publish, and record the first day"),
        [FILING_STEP_AWAIT_PUBLICITY] = N_("wait until the publicity is over"),
        [FILING_STEP_EXTEND_PUBLICITY] = N_("publish for longer, the publicity is too short"),
        [FILING_STEP_RESOLVE_OBJECTION] = N_("look into the objection and settle it"),
        [FILING_STEP_FILE] = N_("file the dossier"),
        [FILING_STEP_EXPLAIN_REFUSAL] = N_("explain the refusal to the applicant"),
        [FILING_STEP_NOTIFY_REFUSAL] =
            N_("hand out the notice of refusal, and explain it to the applicant"),
    };
    return _(NAMES[step]);
}

const char *account_filing_document(enum filing_document document)
{
    static const char *const NAMES[DOCUMENT_COUNT] = {
        [DOCUMENT_AUTHORIZATION] = N_("signed authorization to check the household's means"),
        [DOCUMENT_ID_CARD] = N_("identity card"),
        [DOCUMENT_HUKOU] = N_("household register"),
        [DOCUMENT_INCOME_PROOF] = N_("proof of property and income"),
        [DOCUMENT_HARDSHIP_PROOF] = N_("proof of hardship")};
    return _(NAMES[document]);
}

static const char *missing_word(enum filing_missing missing)
{
    static const char *const NAMES[MISSING_COUNT] = {
        [MISSING_VISITORS] = N_("enough visitors"),
        [MISSING_VISIT_FORM] = N_("the form of the visit"),
        [MISSING_FIRST_REVIEW] = N_("the opinion of the first review"),
        [MISSING_SEALED] = N_("its seal"),
        [MISSING_COUNTY_VISITED] = N_("the county's visit"),
        [MISSING_COUNTY_REVIEW] = N_("the county's opinion"),
        [MISSING_MATCH_RESULT] = N_("a result of the matching"),
        [MISSING_PUBLICITY_FROM] = N_("the publicity's first day"),
        [MISSING_PUBLICITY_TO] = N_("the publicity's last day")};
    return _(NAMES[missing]);
}

static const char *check_word(enum filing_check check)
{
    static const char *const NAMES[FILING_CHECKS] = {
        [FILING_CATEGORY] = N_("the household is in a category of the dossier"),
        [FILING_DOCUMENTS] = N_("all documents are there"),
        [FILING_VISITORS] = N_("the household was visited"),
        [FILING_FIRST_REVIEW] = N_("the first review says yes, under seal"),
        [FILING_COUNTY_VISIT] = N_("the county visited what is doubtful"),
        [FILING_COUNTY_REVIEW] = N_("the county says yes"),
        [FILING_MATCH] = N_("the matching of data says yes"),
        [FILING_PUBLICITY] = N_("the publicity was long enough and without objection")};
    return _(NAMES[check]);
}

static const char *state_word(enum check_state state)
{
    static const char *const NAMES[] = {
        [CHECK_NOT_ASKED] = N_("not asked"), [CHECK_HELD] = N_("holds"),
        [CHECK_PENDING] = N_("not yet"),     [CHECK_FAILED] = N_("NO, it is refused"),
        [CHECK_VIOLATED] = N_("VIOLATED"),
    };
    return _(NAMES[state]);
}

static const char *verdict_word(enum verdict verdict)
{
    static const char *const NAMES[VERDICT_COUNT] = {N_("none"), N_("pass"), N_("fail"),
                                                     N_("doubtful")};
    return _(NAMES[verdict]);
}

/* Where the plan has a check; the short way has a paragraph of its own. */
static const char *clause(enum filing_check check, bool accidental)
{
    static const char *const CLAUSES[FILING_CHECKS] = {
        [FILING_CATEGORY] = "P1 三(一)",         [FILING_DOCUMENTS] = "P1 三(三)1(1)",
        [FILING_VISITORS] = "P1 三(三)1(2)",     [FILING_FIRST_REVIEW] = "P1 三(三)1(2)",
        [FILING_COUNTY_VISIT] = "P1 三(三)1(3)", [FILING_COUNTY_REVIEW] = "P1 三(三)1(3)",
        [FILING_MATCH] = "P1 三(三)1(4)",        [FILING_PUBLICITY] = "P1 三(三)1(4)"};
    return accidental && check != FILING_CATEGORY ? "P1 三(三)2" : CLAUSES[check];
}

/* --- what each check saw --------------------------------------------------------------------- */

/* Separates the entries of a list. */
static void put_entry(struct buffer *out, int *entries, const char *entry)
{
    if ((*entries)++ > 0)
        buffer_string(out, _(", "));
    buffer_string(out, entry);
}

static void put_end_of_list(struct buffer *out, int entries)
{
    buffer_format(out, "%s\n", entries == 0 ? _("nothing") : "");
}

static void put_documents(struct buffer *out, const struct application *a)
{
    int entries = 0;
    buffer_string(out, _("      there: "));
    for (enum filing_document d = DOCUMENT_AUTHORIZATION; d < DOCUMENT_COUNT; d++)
        if (a->documents >> d & 1u)
            put_entry(out, &entries, account_filing_document(d));
    put_end_of_list(out, entries);
}

/* A limit of the policy, or that it has none. */
static void put_limit(struct buffer *out, const struct policy_value *limit)
{
    if (limit->set)
        account_source(out, "      ", limit);
    else
        buffer_format(out, _("      the policy in force has no %s\n"),
                      PARAMETER_INFO[limit->parameter].name);
}

static void put_visit(struct buffer *out, const struct policy_set *policy,
                      const struct application *a)
{
    const struct policy_value *least = policy_get(policy, PARAMETER_FILING_VISITORS_MIN);
    buffer_format(out, _("      visitors: %lld"), (long long)a->visitors);
    if (least->set)
        buffer_format(out, _("; required: %s or more"), least->text);
    buffer_format(out, "\n%s%s\n", _("      form of the visit: "),
                  account_yes_or_no(a->visit_form));
    put_limit(out, least);
}

static void put_county_visit(struct buffer *out, const struct application *a)
{
    if (a->doubtful)
        buffer_string(out, _("      the application is doubtful\n"));
    if (a->match == VERDICT_DOUBTFUL)
        buffer_string(out, _("      the matching is doubtful\n"));
    buffer_format(out, _("      visited by the county: %s\n"),
                  account_yes_or_no(a->county_visited));
}

/* The days from, to, and the least last one. */
static void put_publicity_days(struct buffer *out, const struct application *a,
                               const struct filing *f)
{
    buffer_format(out, _("      from: %s\n"),
                  a->has_from ? account_day(a->publicity_from).text : _("none"));
    buffer_format(out, _("      to: %s\n"),
                  a->has_to ? account_day(a->publicity_to).text : _("none"));
    if (f->publicity_least.set)
        buffer_format(out, _("      required: to %s or later; the first day does not count\n"),
                      account_day(f->publicity_least.day).text);
}

static void put_publicity(struct buffer *out, const struct policy_set *policy,
                          const struct application *a, const struct filing *f)
{
    put_publicity_days(out, a, f);
    buffer_format(out, _("      an objection stands: %s\n"), account_yes_or_no(a->objection));
    if (f->filed_too_early)
        buffer_format(out,
                      _("      filed on %s, but the publicity runs until %s, that day included\n"),
                      account_day(a->filed).text, account_day(f->publicity_end.day).text);
    put_limit(out, policy_get(policy, PARAMETER_FILING_PUBLICITY_WORKING_DAYS));
}

static void put_seen(struct buffer *out, const struct policy_set *policy,
                     const struct application *a, const struct filing *f, enum filing_check check)
{
    switch (check) {
    case FILING_CATEGORY: /* its name says it all */
        break;
    case FILING_DOCUMENTS:
        put_documents(out, a);
        break;
    case FILING_VISITORS:
        put_visit(out, policy, a);
        break;
    case FILING_FIRST_REVIEW:
        buffer_format(out, _("      opinion: %s; sealed: %s\n"), verdict_word(a->first_review),
                      account_yes_or_no(a->sealed));
        break;
    case FILING_COUNTY_VISIT:
        put_county_visit(out, a);
        break;
    case FILING_COUNTY_REVIEW:
        buffer_format(out, _("      opinion: %s\n"), verdict_word(a->county_review));
        break;
    case FILING_MATCH:
        buffer_format(out, _("      result: %s\n"), verdict_word(a->match));
        break;
    default:
        put_publicity(out, policy, a, f);
    }
}

static void put_check(struct buffer *out, const struct policy_set *policy,
                      const struct application *a, const struct filing *f, enum filing_check check)
{
    buffer_format(out, "  %s (%s; %s): %s\n", FILING_RULES[check], check_word(check),
                  clause(check, a->accidental), state_word(f->check[check]));
    put_seen(out, policy, a, f, check);
}

/* --- what follows ---------------------------------------------------------------------------- */

/* The earliest day of filing, and why; nothing where there was nothing to tell it by. */
static void put_earliest(struct buffer *out, const struct application *a, const struct filing *f)
{
    if (f->earliest_unknown)
        buffer_string(out, _("  earliest filing: in a year whose days off the calendar does not "
                             "know; --calendar adds them\n"));
    else if (f->earliest.set && a->has_from)
        buffer_format(out,
                      _("  earliest filing: %s, the first working day after the publicity, "
                        "whose last day is %s\n"),
                      account_day(f->earliest.day).text, account_day(f->publicity_end.day).text);
    else if (f->earliest.set)
        buffer_format(out,
                      _("  earliest filing: %s, if it is published on the day of this "
                        "account\n"),
                      account_day(f->earliest.day).text);
    else if (f->stage == STAGE_REFUSED)
        buffer_string(out, _("  earliest filing: none, it is refused\n"));
    else if (a->objection)
        buffer_string(out, _("  earliest filing: none while the objection stands\n"));
}

static void put_missing(struct buffer *out, const struct filing *f)
{
    int entries = 0;
    buffer_string(out, _("  missing: "));
    for (enum filing_document d = DOCUMENT_AUTHORIZATION; d < DOCUMENT_COUNT; d++)
        if (f->missing_documents >> d & 1u)
            put_entry(out, &entries, account_filing_document(d));
    for (enum filing_missing m = MISSING_VISITORS; m < MISSING_COUNT; m++)
        if (f->missing >> m & 1u)
            put_entry(out, &entries, missing_word(m));
    put_end_of_list(out, entries);
}

void account_filing(struct buffer *out, const struct policy_set *policy,
                    const struct application *a, const struct filing *f)
{
    buffer_string(out, a->accidental
                           ? _("  hardship by accident: application, visit, publicity\n")
                           : _("  application, first review, county review, matching of data, "
                               "publicity\n"));
    for (enum filing_check check = FILING_CATEGORY; check < FILING_CHECKS; check++)
        if (f->check[check] != CHECK_NOT_ASKED)
            put_check(out, policy, a, f, check);
    if (a->has_filed)
        buffer_format(out, _("  filed on %s\n"), account_day(a->filed).text);
    if (a->has_notified)
        buffer_format(out, _("  notice of refusal handed out on %s\n"),
                      account_day(a->notified).text);
    put_earliest(out, a, f);
    buffer_format(out, _("  stage: %s\n"), account_filing_stage(f->stage, a->accidental));
    put_missing(out, f);
    buffer_format(out, _("  next: %s\n\n"), account_filing_step(f->step));
}

void account_filing_unknown_years(struct buffer *out, const char *program,
                                  const struct calendar *calendar, struct date today, long count)
{
    struct date last;
    char shown[DATE_TEXT_SIZE] = "-";
    if (calendar_known_until(calendar, today, &last))
        (void)date_format(last, shown);
    buffer_format(out,
                  _("%s: the calendar is known until %s: the earliest day of filing of %ld "
                    "applications lies after it; --calendar FILE adds days\n"),
                  program, shown, count);
}
