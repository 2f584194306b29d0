/* post-aid: posts a list of aid to the ledger (台账), once: plan 1, part 三(三)3. */
#include "base/language.h"
#include "posting/posting.h"
#include "table/recorded_facts.h"

static const struct column_need READS[] = {HOUSEHOLD_COLUMNS, AID_COLUMNS, RECORDED_COLUMNS,
                                           POSTING_COLUMNS};

enum { BLOCKED, ADDED };

static const char *const ADDS[ADDED] = {[BLOCKED] = "blocked"};

static struct posting state;

static bool finish(struct run *run, struct output *out, struct buffer *messages,
                   struct error *error)
{
    (void)out;
    return posting_finish(run, messages, error);
}

/* What is not posted is written, so that it can be put in order and posted later. */
static enum release release(struct row *row, const struct held *held)
{
    const struct posting *p = row->run->state;
    const struct candidate *candidate = &p->candidates.list[held->number];
    if (candidate->blocked == NAMES_NONE)
        return RELEASE_NOT;
    row_put(row, BLOCKED, candidates_text(&p->candidates, candidate->blocked));
    return RELEASE_FLAGGED;
}

static void summarize(const struct run *run, const int64_t *tally, struct buffer *out)
{
    const struct posting *p = run->state;
    char sum[MONEY_TEXT_SIZE];
    (void)tally;
    money_format(p->sum, sum);
    buffer_format(out,
                  _("  %lld payments to %lld households, %s yuan; %lld records may not be paid\n"),
                  (long long)p->payments, (long long)p->households, sum, (long long)p->blocked);
}

static void end(struct run *run)
{
    posting_end(run->state);
}

static const struct filter FILTER = {
    .command = {.name = "post-aid",
                .operands = "[FILE]...",
                .summary = N_("Posts a list of aid to the ledger (台账), all of it or nothing, "
                              "and never twice."),
                .example = "post-aid --ledger aid.db --batch 2025-03 aid.csv -o blocked.csv"},
    .uses = USES_POLICY | USES_DATE,
    .scheme = SCHEME_DOSSIER,
    .reads = READS,
    .read_count = sizeof READS / sizeof *READS,
    .adds = ADDS,
    .add_count = ADDED,
    .flagged_as = N_("not posted"),
    .options = POSTING_OPTIONS,
    .take = posting_take,
    .state = &state,
    .in_order = true,
    .digests = true,
    .aside = posting_aside,
    .begin = posting_begin,
    .header = posting_header,
    .row = posting_row,
    .release = release,
    .finish = finish,
    .commit = posting_commit,
    .summarize = summarize,
    .end = end,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
