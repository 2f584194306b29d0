/* cross-check: what the registers of other bodies say of each household (信息比对), rules(7). */
#include "account/matching.h"
#include "base/identity.h"
#include "base/language.h"
#include "registers/lists.h"
#include "registers/part.h"

enum { HOUSEHOLD_ID, ID_NUMBER, NAME, ANNUAL_INCOME, REGION, ASSESSED_ON, COLUMNS };

static const struct column_need READS[COLUMNS] = {[HOUSEHOLD_ID] = {"household_id", false},
                                                  [ID_NUMBER] = {"id_number", true},
                                                  [NAME] = {"name", false},
                                                  [ANNUAL_INCOME] = {"annual_income", false},
                                                  [REGION] = {"region", false},
                                                  [ASSESSED_ON] = {"assessed_on", false}};

enum { MATCH_RESULT, MATCH_HITS, INCOME_FOUND, MATCH_REASONS, ADDED };

static const char *const ADDS[ADDED] = {[MATCH_RESULT] = "match_result",
                                        [MATCH_HITS] = "match_hits",
                                        [INCOME_FOUND] = "income_found",
                                        [MATCH_REASONS] = "match_reasons"};

static const char *const RESULTS[VERDICT_COUNT] = {"", "pass", "fail", "doubtful"};

/* The summary's sums: households by verdict, and those that cannot be decided. */
enum { TALLY_INVALID = VERDICT_COUNT };

static struct registers_part state;

static bool begin(struct run *run, struct error *error)
{
    return registers_part_begin(run->state, run, error);
}

static bool header(struct run *run, struct layout *layout, struct error *error)
{
    const struct registers_part *s = run->state;
    if (!fact_region_given(run, layout, REGION, error))
        return false;
    if (s->members != NULL && layout->read_at[HOUSEHOLD_ID] < 0)
        return error_set(error, run->file, 0, NULL,
                         _("--members needs a column 'household_id' (职工编号)"));
    if (registers_have(&s->registers, REGISTER_INCOME) && layout->read_at[ANNUAL_INCOME] < 0)
        return error_set(error, run->file, 0, NULL, _("no column '%s' (%s)"), "annual_income",
                         column_find(text_of("annual_income"))->label);
    return true;
}

/* ---- a household that comes in -------------------------------------------------------------- */

static bool read_id(struct row *row, char id[IDENTITY_SIZE], struct reason *reason)
{
    static const char *const CODES[] = {[IDENTITY_NOT_AN_ID] = "not-an-id",
                                        [IDENTITY_BIRTH_DATE] = "birth-date",
                                        [IDENTITY_CHECKSUM] = "checksum"};
    if (!fact_needed(row, ID_NUMBER, reason))
        return false;
    const enum identity_error found = identity_read(text_trim(row_cell(row, ID_NUMBER)), id);
    return found == IDENTITY_OK || fact_wrong(row, ID_NUMBER, CODES[found], reason);
}

/* False with `reason`; without memory `policy` is NULL. */
static bool read_household(struct row *row, struct household_entry *out, char id[IDENTITY_SIZE],
                           struct reason *reason)
{
    const struct registers_part *s = row->run->state;
    const bool compares = registers_have(&s->registers, REGISTER_INCOME);
    if (!read_id(row, id, reason) ||
        (compares && (!fact_needed(row, ANNUAL_INCOME, reason) ||
                      !fact_money(row, ANNUAL_INCOME, &out->income_stated, reason))) ||
        !fact_region(row, REGION, &out->assessment.region, reason) ||
        !fact_day(row, ASSESSED_ON, &out->assessment.date, reason))
        return false;
    out->policy = policy_at_cached(row->policies, row->run->view, out->assessment.region,
                                   out->assessment.date);
    if (out->policy == NULL || out->policy->gap[READ_BY_MATCH] == PARAMETER_COUNT)
        return true;
    *reason =
        (struct reason){NULL, "policy-gap", PARAMETER_INFO[out->policy->gap[READ_BY_MATCH]].name};
    return false;
}

/* Whom to look for is known once all are read: only then the registers are. */
static enum outcome take_household(struct row *row)
{
    struct household_entry entry = {.decided = true};
    struct reason reason = {0};
    struct buffer key = {0};
    char id[IDENTITY_SIZE];
    enum outcome outcome = OUTCOME_DECIDED;
    if (!read_household(row, &entry, id, &reason)) {
        entry = (struct household_entry){.undecided = reason};
        outcome = fact_invalid(row, MATCH_RESULT, MATCH_REASONS, &reason);
    } else if (entry.policy == NULL) {
        return OUTCOME_FAILED;
    }
    buffer_text(&key, text_trim(row_cell(row, HOUSEHOLD_ID)));
    const bool ok = !key.failed && registers_part_add(row->run->state, &entry, buffer_view(&key),
                                                      id, row_cell(row, NAME));
    buffer_free(&key);
    return ok ? outcome : OUTCOME_FAILED;
}

/* ---- and that goes out ---------------------------------------------------------------------- */

static void put_heading(const struct row *row, const struct held *held,
                        const struct household_entry *entry)
{
    char shown[96], region[REGION_TEXT_SIZE], date[DATE_TEXT_SIZE];
    const char *name =
        held->key.n > 0 ? text_masked(held->key, shown, sizeof shown) : _("without household_id");
    if (!entry->decided) {
        buffer_format(row->account, _("Household %s (%s, line %ld)\n"), name, held->file,
                      held->line);
        return;
    }
    region_format(entry->assessment.region, region);
    date_format(entry->assessment.date, date);
    buffer_format(row->account, _("Household %s (%s, line %ld), region %s, assessed on %s\n"), name,
                  held->file, held->line, region, date);
}

static void put_result(struct row *row, const struct registers *registers,
                       const struct policy_set *policy, const struct matching_facts *facts)
{
    struct matching matching;
    const char *names[REGISTERS_MAX];
    for (int i = 0; i < registers->count; i++)
        names[i] = registers->list[i].name;
    matching_decide(policy, facts, &matching);
    row_put_word(row, MATCH_RESULT, RESULTS[matching.verdict]);
    lists_put_hits(row, MATCH_HITS, registers, facts);
    if (facts->has_income)
        row_put_money(row, INCOME_FOUND, facts->income_found);
    lists_put_reasons(row, MATCH_REASONS, registers, policy, facts);
    row_tally(row, (int)matching.verdict, 1);
    if (row->account != NULL)
        account_matching(row->account, policy, facts, names, &matching);
}

static enum release release(struct row *row, const struct held *held)
{
    const struct registers_part *s = row->run->state;
    const struct household_entry *entry = &s->households.list[held->number];
    struct register_found found[REGISTERS_MAX];
    if (row->account != NULL)
        put_heading(row, held, entry);
    if (!entry->decided) {
        row_tally(row, TALLY_INVALID, 1);
        if (row->account != NULL)
            reason_account(&entry->undecided, row->account);
        return RELEASE_AS_IT_WAS;
    }
    const struct matching_facts facts =
        households_facts(&s->households, &s->registers, (size_t)held->number, found);
    put_result(row, &s->registers, entry->policy, &facts);
    return RELEASE_FILLED_IN;
}

/* ---- the registers, and the file as a whole ------------------------------------------------- */

static bool finish(struct run *run, struct output *out, struct buffer *messages,
                   struct error *error)
{
    (void)out;
    return registers_part_finish(run->state, run, messages, error);
}

static void summarize(const struct run *run, const int64_t *tally, struct buffer *out)
{
    buffer_format(out, _("  pass %lld, fail %lld, doubtful %lld, invalid %lld\n"),
                  (long long)tally[VERDICT_PASS], (long long)tally[VERDICT_FAIL],
                  (long long)tally[VERDICT_DOUBTFUL], (long long)tally[TALLY_INVALID]);
    registers_part_summarize(run->state, out);
}

static void end(struct run *run)
{
    registers_part_free(run->state);
}

static const struct filter FILTER = {
    .command = {.name = "cross-check",
                .operands = "[FILE]...",
                .summary = N_("Looks the members of households up in the registers of other "
                              "bodies (信息比对)."),
                .example = "cross-check --register house=houses.csv --register vehicle=cars.csv "
                           "applicants.csv -o matched.csv"},
    .uses = USES_POLICY | USES_DATE | USES_EXPLANATIONS,
    .scheme = SCHEME_DOSSIER,
    .reads = READS,
    .read_count = COLUMNS,
    .adds = ADDS,
    .add_count = ADDED,
    .flagged_as = N_("invalid"),
    .options = REGISTERS_OPTIONS,
    .take = registers_part_take,
    .state = &state,
    .in_order = true,
    .begin = begin,
    .header = header,
    .row = take_household,
    .release = release,
    .finish = finish,
    .summarize = summarize,
    .end = end,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
