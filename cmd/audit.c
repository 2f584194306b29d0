/* audit: recorded decisions decided again, and what differs (帮扶复核), rules(7). */
#include "audit/audit.h"
#include "base/language.h"
#include "store/ledger.h"

#include <stdlib.h>

static const struct column_need READS[AUDIT_CELLS] = {AUDIT_READS};

enum { OPTION_LEDGER = OPTION_OWN, OPTION_EXITS, OPTION_YEAR };

static const struct command_option OPTIONS[] = {
    {OPTION_LEDGER, "ledger", N_("FILE"),
     N_("compare with what this ledger holds of the years that are audited")},
    {OPTION_EXITS, "exits", N_("FILE"),
     N_("the households that have left, as check-exit writes them: aid decided later is found")},
    {OPTION_YEAR, "year", N_("YEAR"),
     N_("look at this year as a whole (default: each year in which something was decided)")},
    {0}};

/* Seconds to wait for one that writes to the ledger. */
#define LEDGER_WAIT 60

#define YEAR_MAX 9999

static struct audit state;

static bool take(void *data, int id, const char *value, struct error *error)
{
    struct audit *a = data;
    if (id == OPTION_LEDGER) {
        a->ledger_file = value;
    } else if (id == OPTION_EXITS) {
        a->exits_file = value;
    } else {
        char *end;
        const long year = strtol(value, &end, 10);
        if (value[0] < '0' || value[0] > '9' || *end != '\0' || year < 1 || year > YEAR_MAX)
            return command_bad_value(error, "--year", value, _("a year"));
        a->year = (int)year;
    }
    return true;
}

static bool standard_input_once(const struct audit *a, const struct run *run, struct error *error)
{
    int count = a->exits_file != NULL && strcmp(a->exits_file, "-") == 0;
    for (int i = 0; i < run->file_count; i++)
        count += strcmp(run->files[i], "-") == 0;
    return count <= 1 || error_set(error, NULL, 0, NULL,
                                   _("standard input is one table only: the decisions, or those "
                                     "who have left"));
}

static bool begin(struct run *run, struct error *error)
{
    struct audit *a = run->state;
    const struct settings *s = &run->settings;
    if (!decisions_open(&a->decisions))
        return error_no_memory(error, NULL);
    if (!output_spares_ledger(s->output, s->rejects, a->ledger_file, error) ||
        !output_spares(s->output, s->rejects, a->exits_file, error) ||
        !standard_input_once(a, run, error))
        return false;
    if (a->exits_file != NULL && !exits_read(&a->exits, a->exits_file, error))
        return false;
    if (a->ledger_file != NULL)
        a->ledger = ledger_open(a->ledger_file, LEDGER_READ, LEDGER_WAIT, error);
    return a->ledger != NULL || a->ledger_file == NULL;
}

static bool header(struct run *run, struct layout *layout, struct error *error)
{
    const struct audit *a = run->state;
    if (!facts_check(run, layout, error))
        return false;
    if ((a->ledger_file != NULL || a->exits_file != NULL) &&
        layout->read_at[AUDIT_HOUSEHOLD_ID] < 0)
        return error_set(error, run->file, 0, NULL,
                         _("--ledger and --exits need a column 'household_id' (职工编号)"));
    return true;
}

static bool finish(struct run *run, struct output *out, struct buffer *messages,
                   struct error *error)
{
    struct audit *a = run->state;
    struct buffer lines = {0};
    bool any = false;
    (void)messages;
    bool ok = audit_whole(a, run, &lines, &any, error);
    if (ok && out->open)
        ok = output_write(out, buffer_view(&lines), error);
    run->findings = any;
    buffer_free(&lines);
    return ok;
}

static void put_amount(struct buffer *out, const char *words, int64_t fen)
{
    char amount[MONEY_TEXT_SIZE];
    if (fen == 0)
        return;
    money_format((struct money){fen}, amount);
    buffer_format(out, words, amount);
}

/* What was found in the records and in all of them together. */
static void summarize(const struct run *run, const int64_t *tally, struct buffer *out)
{
    const struct audit *a = run->state;
    int64_t sum[AUDIT_TALLIES];
    for (int i = 0; i < AUDIT_TALLIES; i++)
        if (__builtin_add_overflow(tally[i], a->tally[i], &sum[i]))
            sum[i] = INT64_MAX;
    for (int code = 0; code < AUDIT_CODES; code++) {
        if (sum[code] == 0)
            continue;
        buffer_format(out, "  %s: %lld", AUDIT_NAMES[code], (long long)sum[code]);
        if (code < AUDIT_AMOUNTS) {
            put_amount(out, _(", too much %s yuan"), sum[AUDIT_TALLY_OVER + code]);
            put_amount(out, _(", too little %s yuan"), sum[AUDIT_TALLY_UNDER + code]);
        }
        buffer_char(out, '\n');
    }
}

static void end(struct run *run)
{
    struct audit *a = run->state;
    ledger_close(a->ledger);
    exits_free(&a->exits);
    decisions_free(&a->decisions);
}

static const struct filter FILTER = {
    .command = {.name = "audit",
                .operands = "[FILE]...",
                .summary =
                    N_("Decides recorded decisions again and lists what differs (帮扶复核)."),
                .example = "audit --ledger aid.db --summary aid.csv -o findings.csv"},
    .uses = USES_POLICY | USES_DATE | USES_EXPLANATIONS,
    .scheme = SCHEME_DOSSIER,
    .reads = READS,
    .read_count = AUDIT_CELLS,
    .adds = AUDIT_ADDS,
    .add_count = AUDIT_COLUMNS,
    .flagged_as = N_("with findings of their own"),
    .options = OPTIONS,
    .take = take,
    .state = &state,
    .lists = true,
    .begin = begin,
    .header = header,
    .row = audit_row,
    .finish = finish,
    .summarize = summarize,
    .end = end,
};

_Static_assert(AUDIT_TALLIES <= TALLIES_MAX, "the sums of an audit fit into a job's");

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
