/* mask: tables that leave the office, without what nobody outside is to see (公示, 个人信息保护).
 */
#include "base/language.h"
#include "masking/masking.h"
#include "masking/options.h"
#include "masking/publicity.h"

enum { REGION = PUBLICITY_COLUMN_COUNT };

static const struct column_need READS[] = {PUBLICITY_COLUMNS, {"region", false}};

/* The summary's sums, and the verdict of a record that is on the list. */
enum { TALLY_LISTED, TALLY_LEFT_OUT };

struct mask {
    struct mask_options options; /* first: they are taken by this address */
    struct masking masking;
    struct keyed_hash hash;
    int from_slot, to_slot;
    struct publicity publicity;
    long count[LISTED_COUNT]; /* records by enum listed */
};

static struct mask state;

static bool begin(struct run *run, struct error *error)
{
    struct mask *m = run->state;
    const struct settings *s = &run->settings;
    if (!mask_options_agree(&m->options, s, error))
        return false;
    m->masking.purpose = m->options.purpose;
    m->masking.id_part = m->options.id_part;
    m->publicity.from = m->options.from;
    run->holds = m->options.purpose == PURPOSE_PUBLICITY;
    if (m->options.key_file == NULL)
        return true;
    if (!output_spares(s->output, NULL, m->options.key_file, error))
        return false;
    m->masking.hash = &m->hash;
    return keyed_hash_open(&m->hash, m->options.key_file, error);
}

/* ---- the period of publicity ---------------------------------------------------------------- */

static struct region default_region(const struct run *run)
{
    return run->settings.has_region ? run->settings.region : REGION_COUNTRY;
}

/* False, with an error, where its day cannot be found; `*unreadable` where its region cannot. */
static bool extend_for(struct row *row, bool *unreadable)
{
    struct mask *m = row->run->state;
    const struct text cell = text_trim(row_cell(row, REGION));
    struct region region;
    *unreadable = false;
    if (!m->options.has_from)
        return true;
    if (cell.n == 0 || !region_parse(cell, &region)) {
        *unreadable = cell.n > 0;
        region = default_region(row->run);
    }
    if (*unreadable)
        row_message(row, "region",
                    _("no code of six digits: the publicity of another region is taken"));
    return publicity_extend(
        &m->publicity, row->run,
        policy_at_cached(row->policies, row->run->view, region, m->options.from), region,
        row->error);
}

/* ---- a record ------------------------------------------------------------------------------ */

static void put_heading(struct row *row)
{
    if (row->account != NULL)
        buffer_format(row->account, _("Record (%s, line %ld)\n"), row->file, row->record->line);
}

static enum outcome mask_record(struct row *row)
{
    put_heading(row);
    const enum outcome outcome = masking_row(&((struct mask *)row->run->state)->masking, row);
    if (row->account != NULL)
        buffer_char(row->account, '\n');
    return outcome;
}

static enum outcome leave_out(struct row *row, enum listed listed)
{
    const char *why = publicity_why_not(listed), *column = publicity_looked_at(listed);
    row->verdict = TALLY_LEFT_OUT;
    put_heading(row);
    if (row->account != NULL)
        buffer_format(row->account, "  %s\n\n", why);
    if (column == NULL)
        return OUTCOME_DECIDED;
    row_message(row, column, "%s", why);
    return OUTCOME_FLAGGED;
}

static enum outcome list_record(struct row *row)
{
    struct mask *m = row->run->state;
    const enum listed listed =
        publicity_listed(row, m->options.has_from ? m->options.from : row->run->today);
    bool unreadable;
    m->count[listed]++;
    if (listed != LISTED)
        return leave_out(row, listed);
    row->verdict = TALLY_LISTED;
    if (!extend_for(row, &unreadable))
        return OUTCOME_FAILED;
    const enum outcome outcome = mask_record(row);
    return outcome == OUTCOME_DECIDED && unreadable ? OUTCOME_FLAGGED : outcome;
}

static enum release release(struct row *row, const struct held *held)
{
    const struct mask *m = row->run->state;
    if (held->verdict != TALLY_LISTED)
        return RELEASE_NOT;
    if (!m->options.has_from)
        return RELEASE_AS_IT_WAS;
    row_put_date(row, m->from_slot, m->publicity.from);
    row_put_date(row, m->to_slot, m->publicity.to);
    return RELEASE_FILLED_IN;
}

/* ---- the table as a whole ------------------------------------------------------------------- */

static bool list_header(struct run *run, struct layout *layout, struct error *error)
{
    static const char *const FILLED_IN[] = {"publicity_from", "publicity_to"};
    struct mask *m = run->state;
    return masking_header(&m->masking, run, layout, FILLED_IN, m->options.has_from ? 2 : 0,
                          error) &&
           (!m->options.has_from ||
            (layout_add(layout, FILLED_IN[0], &m->from_slot) &&
             layout_add(layout, FILLED_IN[1], &m->to_slot)) ||
            error_no_memory(error, NULL));
}

static bool header(struct run *run, struct layout *layout, struct error *error)
{
    struct mask *m = run->state;
    bool joins = m->options.purpose != PURPOSE_SHARE || layout_find(layout, "household_id") >= 0;
    for (int i = 0; i < layout->columns; i++)
        joins |= layout->known[i] != NULL && layout->known[i]->type == COLUMN_ID;
    if (!joins)
        return error_set(error, run->file, 0, NULL,
                         _("nothing to join by: neither 'id_number' nor 'household_id'"));
    return masking_header(&m->masking, run, layout, NULL, 0, error);
}

static bool finish(struct run *run, struct output *out, struct buffer *messages,
                   struct error *error)
{
    struct mask *m = run->state;
    const char *program = command_name(&run->filter->command);
    const struct region region = default_region(run);
    (void)out;
    masking_name_columns(&m->masking, run, messages);
    if (publicity_left_out(m->count) > 0) {
        buffer_format(messages, "%s: ", program);
        publicity_put_left_out(m->count, messages);
    }
    if (!m->options.has_from)
        return true;
    if (m->publicity.days == 0 &&
        !publicity_extend(&m->publicity, run, policy_at(run->view, region, m->options.from), region,
                          error))
        return false;
    publicity_put_sentence(&m->publicity, program, m->options.contact, messages);
    return true;
}

static void summarize(const struct run *run, const int64_t *tally, struct buffer *out)
{
    const struct mask *m = run->state;
    (void)tally;
    masking_summarize(&m->masking, out);
    if (m->options.purpose != PURPOSE_PUBLICITY)
        return;
    buffer_format(out, _("  listed %ld, "), m->count[LISTED]);
    publicity_put_left_out(m->count, out);
}

static void end(struct run *run)
{
    struct mask *m = run->state;
    masking_free(&m->masking);
    keyed_hash_close(&m->hash);
}

/* ---- the program ----------------------------------------------------------------------------- */

#define COMMAND                                                                                    \
    {                                                                                              \
        .name = "mask", .operands = "[FILE]...",                                                   \
        .summary = N_("Takes out of a table what nobody outside the office is to see (公示)."),    \
        .example = "mask --for publicity --from 2025-09-28 aid.csv -o list.csv"                    \
    }

/* log and share: a record goes out for each that comes in. */
static const struct filter MASK = {
    .command = COMMAND,
    .uses = USES_EXPLANATIONS,
    .flagged_as = N_("to be looked at"),
    .options = MASK_OPTIONS,
    .take = mask_options_take,
    .state = &state,
    .begin = begin,
    .header = header,
    .row = mask_record,
    .finish = finish,
    .summarize = summarize,
    .end = end,
};

static const struct filter *instead(const void *data)
{
    const enum purpose purpose = ((const struct mask *)data)->options.purpose;
    return purpose == PURPOSE_LOG || purpose == PURPOSE_SHARE ? &MASK : NULL;
}

static const struct filter FILTER = {
    .command = COMMAND,
    .uses = USES_POLICY | USES_EXPLANATIONS | USES_CALENDAR,
    .scheme = SCHEME_DOSSIER,
    .instead = instead,
    .reads = READS,
    .read_count = sizeof READS / sizeof *READS,
    .flagged_as = N_("to be looked at"),
    .options = MASK_OPTIONS,
    .take = mask_options_take,
    .state = &state,
    .in_order = true,
    .begin = begin,
    .header = list_header,
    .row = list_record,
    .release = release,
    .finish = finish,
    .summarize = summarize,
    .end = end,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
