/* check-filing: where each application stands on its way to being filed (建档程序), rules(7). */
#include "account/filing.h"
#include "autumn/filing.h"
#include "base/language.h"
#include "visits/part.h"

static const struct column_need READS[] = {FILING_COLUMNS};

enum { STAGE, MISSING, NEXT_STEP, EARLIEST_FILING, VIOLATIONS, ADDED };

#define ADDS_ALWAYS "stage", "missing", "next_step", "earliest_filing", "violations"
static const char *const ADDS[ADDED] = {ADDS_ALWAYS};

/* The summary's sums: applications by stage, those with violations, overdue, invalid. */
enum { TALLY_VIOLATED = FILING_STAGES, TALLY_OVERDUE, TALLY_INVALID };

struct check_filing {
    struct visits_part visits;
    int overdue_slot;   /* with --as-of */
    long unknown_years; /* applications whose earliest day is beyond the calendar */
};

static struct check_filing state;

static bool take(void *data, int id, const char *value, struct error *error)
{
    return visits_take(&((struct check_filing *)data)->visits, id, value, error);
}

static bool begin(struct run *run, struct error *error)
{
    return visits_begin(&((struct check_filing *)run->state)->visits, run, error);
}

static bool header(struct run *run, struct layout *layout, struct error *error)
{
    struct check_filing *s = run->state;
    return ((!run->settings.has_as_of || layout_add(layout, "overdue", &s->overdue_slot)) &&
            visits_header(&s->visits, layout)) ||
           error_no_memory(error, NULL);
}

/* ---- one application ----------------------------------------------------------------------- */

static void put_lists(struct row *row, const struct filing *f)
{
    row_slot_begin(row, MISSING);
    for (int i = 0; i < DOCUMENT_COUNT; i++)
        if (f->missing_documents >> i & 1u)
            row_add_word(row, MISSING, DOCUMENT_NAMES[i]);
    for (int i = 0; i < MISSING_COUNT; i++)
        if (f->missing >> i & 1u)
            row_add_word(row, MISSING, MISSING_NAMES[i]);
    row_slot_end(row, MISSING);
    row_slot_begin(row, VIOLATIONS);
    for (int i = 0; i < FILING_CHECKS; i++)
        if (f->check[i] == CHECK_VIOLATED)
            row_add_word(row, VIOLATIONS, FILING_RULES[i]);
    row_slot_end(row, VIOLATIONS);
}

static bool put_overdue(struct row *row, const struct filing *f)
{
    const struct settings *settings = &row->run->settings;
    const int slot = ((struct check_filing *)row->run->state)->overdue_slot;
    char day[DATE_TEXT_SIZE];
    if (!settings->has_as_of || !filing_overdue(f, settings->as_of))
        return false;
    (void)date_format(f->earliest.day, day);
    row_slot_begin(row, slot);
    buffer_format(row->values, "file:%s", day);
    row_slot_end(row, slot);
    row_tally(row, TALLY_OVERDUE, 1);
    return true;
}

static enum outcome put_filing(struct row *row, const struct application *a, const struct filing *f)
{
    struct check_filing *s = row->run->state;
    row_put_word(row, STAGE, filing_stage_name(f->stage, a->accidental));
    row_put_word(row, NEXT_STEP, FILING_STEP_NAMES[f->step]);
    if (f->earliest.set)
        row_put_date(row, EARLIEST_FILING, f->earliest.day);
    put_lists(row, f);
    const bool violated = filing_violated(f), overdue = put_overdue(row, f);
    s->unknown_years += f->earliest_unknown;
    row_tally(row, (int)f->stage, 1);
    row_tally(row, TALLY_VIOLATED, violated);
    return violated || overdue || f->earliest_unknown ? OUTCOME_FLAGGED : OUTCOME_DECIDED;
}

static enum outcome check_filing(struct row *row)
{
    const struct run *run = row->run;
    struct application a;
    struct assessment assessment;
    const struct policy_set *policy = NULL;
    struct filing filing = {0};
    struct reason reason = {0};
    bool readable = facts_application(row, &a, &assessment, &policy, &reason);
    if (readable && policy == NULL)
        return OUTCOME_FAILED;
    if (readable) {
        filing_decide(policy, run->calendar, &a, run->today, &filing);
        if (filing.undecided != FILING_DECIDED)
            reason = reason_filing_undecided(&filing);
    }
    enum outcome outcome;
    if (reason.code != NULL) {
        outcome = fact_invalid(row, STAGE, VIOLATIONS, &reason);
        row_tally(row, TALLY_INVALID, 1);
    } else {
        outcome = put_filing(row, &a, &filing);
    }
    if (!visits_row(&((struct check_filing *)run->state)->visits, row, &a,
                    reason.code == NULL ? &filing : NULL, policy))
        return OUTCOME_FAILED;
    if (row->account != NULL) {
        facts_account_heading(row, FILING_HOUSEHOLD_ID, &assessment, readable);
        if (reason.code != NULL)
            reason_account(&reason, row->account);
        else
            account_filing(row->account, policy, &a, &filing);
    }
    return outcome;
}

/* ---- the file as a whole ------------------------------------------------------------------- */

static bool finish(struct run *run, struct output *out, struct buffer *messages,
                   struct error *error)
{
    struct check_filing *s = run->state;
    (void)out;
    if (s->unknown_years > 0)
        account_filing_unknown_years(messages, command_name(&run->filter->command), run->calendar,
                                     run->today, s->unknown_years);
    return visits_finish(&s->visits, run, messages) || error_no_memory(error, NULL);
}

static enum release release(struct row *row, const struct held *held)
{
    return visits_release(&((const struct check_filing *)row->run->state)->visits, row, held);
}

static void summarize(const struct run *run, const int64_t *tally, struct buffer *out)
{
    (void)run;
    buffer_format(out,
                  _("  applications %lld, reviews %lld, county %lld, matching %lld, publicity "
                    "%lld, ready %lld, filed %lld, refused %lld, invalid %lld; with violations "
                    "%lld, overdue %lld\n"),
                  (long long)tally[STAGE_APPLICATION], (long long)tally[STAGE_FIRST_REVIEW],
                  (long long)tally[STAGE_COUNTY_REVIEW], (long long)tally[STAGE_MATCHING],
                  (long long)tally[STAGE_PUBLICITY], (long long)tally[STAGE_READY],
                  (long long)tally[STAGE_FILED], (long long)tally[STAGE_REFUSED],
                  (long long)tally[TALLY_INVALID], (long long)tally[TALLY_VIOLATED],
                  (long long)tally[TALLY_OVERDUE]);
}

static void end(struct run *run)
{
    visits_free(((struct check_filing *)run->state)->visits.visits);
}

/* ---- student aid in autumn (金秋助学), section 5 -----------------------------------------------
 */

static const struct column_need READS_IN_AUTUMN[] = {AUTUMN_COLUMNS};

enum { TO_BRING = ADDED, ADDED_IN_AUTUMN };

static const char *const ADDS_IN_AUTUMN[ADDED_IN_AUTUMN] = {ADDS_ALWAYS, [TO_BRING] = "to_bring"};

/* No visits of the county are drawn there. */
static bool begin_in_autumn(struct run *run, struct error *error)
{
    const struct visits_part *visits = &((struct check_filing *)run->state)->visits;
    if (run->settings.calendar_count > 0)
        return error_set(error, NULL, 0, NULL, _("--calendar is for the scheme dossier"));
    return (!visits->draws && !visits->has_seed) ||
           error_set(error, NULL, 0, NULL, _("--draw-visits is for the scheme dossier"));
}

static bool header_in_autumn(struct run *run, struct layout *layout, struct error *error)
{
    return autumn_filing_header(run, layout, &((struct check_filing *)run->state)->overdue_slot,
                                error);
}

static enum outcome check_filing_in_autumn(struct row *row)
{
    const struct autumn_slots slots = {.stage = STAGE,
                                       .missing = MISSING,
                                       .next_step = NEXT_STEP,
                                       .reasons = VIOLATIONS,
                                       .to_bring = TO_BRING,
                                       .overdue =
                                           ((struct check_filing *)row->run->state)->overdue_slot};
    return autumn_filing(row, &slots);
}

/* ---- the program ----------------------------------------------------------------------------- */

#define COMMAND                                                                                    \
    {                                                                                              \
        .name = "check-filing", .operands = "[FILE]...",                                           \
        .summary = N_("Says where each application stands on its way to being filed (建档)."),     \
        .example = "check-filing --as-of 2025-10-31 --summary applications.csv -o state.csv"       \
    }
#define USES (USES_POLICY | USES_DATE | USES_EXPLANATIONS | USES_CALENDAR | USES_AS_OF)

static const struct filter GOLDEN_AUTUMN = {
    .command = COMMAND,
    .uses = USES,
    .scheme = SCHEME_GOLDEN_AUTUMN,
    .reads = READS_IN_AUTUMN,
    .read_count = sizeof READS_IN_AUTUMN / sizeof *READS_IN_AUTUMN,
    .adds = ADDS_IN_AUTUMN,
    .add_count = ADDED_IN_AUTUMN,
    .flagged_as = N_("to be looked at"),
    .options = VISITS_OPTIONS,
    .take = take,
    .state = &state,
    .begin = begin_in_autumn,
    .header = header_in_autumn,
    .row = check_filing_in_autumn,
};

static const struct filter FILTER = {
    .command = COMMAND,
    .uses = USES,
    .golden_autumn = &GOLDEN_AUTUMN,
    .scheme = SCHEME_DOSSIER,
    .reads = READS,
    .read_count = sizeof READS / sizeof *READS,
    .adds = ADDS,
    .add_count = ADDED,
    .flagged_as = N_("to be looked at"),
    .options = VISITS_OPTIONS,
    .take = take,
    .state = &state,
    .in_order = true,
    .begin = begin,
    .header = header,
    .row = check_filing,
    .release = release,
    .finish = finish,
    .summarize = summarize,
    .end = end,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
