#include "masking/publicity.h"

#include "account/due.h"
#include "base/language.h"
#include "masking/cell.h"
#include "rules/filing.h"
#include "table/fact.h"

enum { CATEGORY, STAGE, FIRST_REVIEW, COUNTY_REVIEW, MATCH_RESULT, NAME, EXIT_STATUS, EXITED_ON };

static const struct column_need COLUMNS_READ[] = {PUBLICITY_COLUMNS};
_Static_assert(sizeof COLUMNS_READ / sizeof *COLUMNS_READ == PUBLICITY_COLUMN_COUNT &&
                   EXITED_ON == PUBLICITY_COLUMN_COUNT - 1,
               "the columns that say who is listed and their places");

/* A no of a review or of the matching. Words that nobody knows are check-filing's to name. */
static bool says_no(struct row *row, int column)
{
    static const struct meaning NOES[] = {
        {"fail", 1}, {"不通过", 1}, {"不同意", 1}, {"不符合", 1}, {NULL, 0}};
    return meaning_of(text_trim(row_cell(row, column)), NOES, NULL, 0) == 1;
}

static bool is_refused(struct row *row)
{
    const struct text stage = text_trim(row_cell(row, STAGE));
    return text_is(stage, filing_stage_name(STAGE_REFUSED, false)) || text_is(stage, "不予建档") ||
           says_no(row, FIRST_REVIEW) || says_no(row, COUNTY_REVIEW) || says_no(row, MATCH_RESULT);
}

static bool has_left(struct row *row)
{
    static const struct meaning LEFT[] = {{"out", 1},       {"已脱困", 1},   {"脱困", 1},
                                          {"voluntary", 1}, {"自愿退档", 1}, {NULL, 0}};
    return meaning_of(text_trim(row_cell(row, EXIT_STATUS)), LEFT, NULL, 0) == 1;
}

/* A name of which nothing but a number is there is none. */
static bool is_nameless(struct row *row)
{
    struct buffer shown = {0};
    (void)masking_put_text(&shown, text_trim(row_cell(row, NAME)));
    const struct text name = text_trim(buffer_view(&shown));
    const bool none = name.n == 0 || text_is(name, MASKED);
    row->values->failed |= shown.failed;
    buffer_free(&shown);
    return none;
}

enum listed publicity_listed(struct row *row, struct date day)
{
    struct date left;
    const struct text left_on = text_trim(row_cell(row, EXITED_ON));
    if (masking_category(row_cell(row, CATEGORY)) == NULL)
        return LISTED_NOT_UNDECIDED;
    if (is_refused(row))
        return LISTED_NOT_REFUSED;
    if (has_left(row))
        return LISTED_NOT_LEFT;
    if (left_on.n > 0 && !date_parse(left_on, &left))
        return LISTED_NOT_DATED;
    if (left_on.n > 0 && left.day <= day.day)
        return LISTED_NOT_LEFT;
    return is_nameless(row) ? LISTED_NOT_NAMELESS : LISTED;
}

const char *publicity_why_not(enum listed listed)
{
    static const char *const WHY[LISTED_COUNT] = {
        [LISTED_NOT_UNDECIDED] = N_("left out: it is in no category that is helped"),
        [LISTED_NOT_REFUSED] = N_("left out: it is refused"),
        [LISTED_NOT_LEFT] = N_("left out: the household has left"),
        [LISTED_NOT_NAMELESS] = N_("left out: without a name nobody can object"),
        [LISTED_NOT_DATED] = N_("left out: no date YYYY-MM-DD, the household may have left")};
    return WHY[listed] == NULL ? "" : _(WHY[listed]);
}

const char *publicity_looked_at(enum listed listed)
{
    static const char *const COLUMNS[LISTED_COUNT] = {
        [LISTED_NOT_NAMELESS] = "name", [LISTED_NOT_DATED] = "exited_on"};
    return COLUMNS[listed];
}

long publicity_left_out(const long count[LISTED_COUNT])
{
    long sum = 0;
    for (int i = LISTED + 1; i < LISTED_COUNT; i++)
        sum += count[i];
    return sum;
}

void publicity_put_left_out(const long count[LISTED_COUNT], struct buffer *out)
{
    buffer_format(out, _("left out: %ld refused, %ld in no category that is helped"),
                  count[LISTED_NOT_REFUSED], count[LISTED_NOT_UNDECIDED]);
    if (count[LISTED_NOT_LEFT] > 0)
        buffer_format(out, _(", %ld that have left"), count[LISTED_NOT_LEFT]);
    if (count[LISTED_NOT_NAMELESS] > 0)
        buffer_format(out, _(", %ld without a name"), count[LISTED_NOT_NAMELESS]);
    if (count[LISTED_NOT_DATED] > 0)
        buffer_format(out, _(", %ld that may have left"), count[LISTED_NOT_DATED]);
    buffer_char(out, '\n');
}

/* ---- the period ------------------------------------------------------------------------------ */

/* The first day from `from` on, among those of which the days off are known, on which the period is
 * set; false where there is none. */
static bool first_set(const struct run *run, struct region region, struct date from,
                      struct date *out)
{
    struct date begins, ends;
    calendar_span(run->calendar, &begins, &ends);
    struct date day = from.day > begins.day ? from : begins;
    for (; day.day <= ends.day; day.day++) {
        const struct policy_set *policy = policy_at(run->view, region, day);
        if (policy == NULL)
            return false;
        if (policy->gap[READ_BY_FILING] != PARAMETER_COUNT ||
            !policy_get(policy, PARAMETER_FILING_PUBLICITY_WORKING_DAYS)->set)
            continue;
        *out = day;
        return true;
    }
    return false;
}

static bool not_set(const struct run *run, struct region region, struct date from,
                    struct error *error)
{
    char code[REGION_TEXT_SIZE], found[DATE_TEXT_SIZE], first[DATE_TEXT_SIZE];
    struct date day;
    region_format(region, code);
    (void)date_format(from, found);
    if (!first_set(run, region, from, &day))
        return error_set(error, NULL, 0, "--from",
                         _("found '%s', but the policy sets no filing.publicity_working_days for "
                           "region %s on that day or later"),
                         found, code);
    (void)date_format(day, first);
    return error_set(error, NULL, 0, "--from",
                     _("found '%s', but the policy sets no filing.publicity_working_days for "
                       "region %s on that day; the first on which it does is %s"),
                     found, code, first);
}

bool publicity_extend(struct publicity *p, const struct run *run, const struct policy_set *policy,
                      struct region region, struct error *error)
{
    const struct application application = {.has_from = true, .publicity_from = p->from};
    struct filing filing;
    if (policy == NULL)
        return error_no_memory(error, NULL);
    if (policy == p->last)
        return true;
    p->last = policy;
    const struct policy_value *least = policy_get(policy, PARAMETER_FILING_PUBLICITY_WORKING_DAYS);
    filing_decide(policy, run->calendar, &application, p->from, &filing);
    if (!least->set || filing.undecided == FILING_GAP)
        return not_set(run, region, p->from, error);
    /* Part of a day asks for all of it, as there. */
    const int64_t days = (least->rate.millionths + RATE_ONE - 1) / RATE_ONE;
    if (filing.undecided == FILING_UNKNOWN_YEAR) {
        const struct period period = {p->from, PERIOD_WORKING_DAYS, days};
        return account_unknown_year(run->calendar, &period, "--from", error);
    }
    if (p->days == 0 || filing.publicity_least.day.day > p->to.day) {
        p->to = filing.publicity_least.day;
        p->days = days;
    }
    return true;
}

void publicity_put_sentence(const struct publicity *p, const char *program, const char *contact,
                            struct buffer *out)
{
    char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
    (void)date_format(p->from, from);
    (void)date_format(p->to, to);
    buffer_format(
        out,
        _("%s: publicity from %s to %s (%lld working days, the first day not counted; the "
          "last day is part of it). Objections until then, in writing or in person, to: "
          "%s\n"),
        program, from, to, (long long)p->days,
        contact != NULL ? contact : _("the union that publishes the list"));
}
