/* report: the monthly return (月报) from what calc-aid has decided, rules(7) section 7. */
#include "report/report.h"
#include "base/language.h"
#include "report/granted.h"
#include "report/options.h"
#include "report/tables.h"
#include "table/words.h"

static const struct column_need READS[] = {GRANTED_COLUMNS};

struct report_run {
    struct report_options options;
    struct granted_defaults defaults;
    struct granted granted;
    struct tally *tally, *baseline;
    struct survey *survey;
    struct detail *detail;
    struct used used;
    struct report report;
};

static struct report_run state;

/* ---- before the first record --------------------------------------------------------------- */

static bool begin(struct run *run, struct error *error)
{
    struct report_run *s = run->state;
    const struct settings *settings = &run->settings;
    const char *output = settings->output;
    report_choose_format(&s->options, output);
    if (s->options.format == FORMAT_XLSX && !output_suits_workbook(output, error))
        return false;
    s->defaults = (struct granted_defaults){.has_month = s->options.has_month,
                                            .month = s->options.month,
                                            .has_region = settings->has_region,
                                            .region = settings->region};
    if (!output_spares(output, settings->rejects, s->options.survey, error) ||
        !output_spares(output, settings->rejects, s->options.baseline, error))
        return false;
    s->tally = tally_new();
    if (s->tally == NULL)
        return error_no_memory(error, NULL);
    if (s->options.format == FORMAT_XLSX && (s->detail = detail_open(error)) == NULL)
        return false;
    if (!words_open(error))
        return false;
    if (s->options.survey != NULL &&
        !survey_read(s->options.survey, &s->survey, &s->report.survey_file, error))
        return false;
    return s->options.baseline == NULL || baseline_read(s->options.baseline, &s->defaults,
                                                        &s->baseline, &s->report.baseline, error);
}

static bool header(struct run *run, struct layout *layout, struct error *error)
{
    struct report_run *s = run->state;
    if (!granted_check(layout, &s->defaults, run->file, error))
        return false;
    if (s->detail != NULL)
        detail_header(s->detail, layout);
    return true;
}

/* ---- records ------------------------------------------------------------------------------- */

static struct text cell_of(void *data, int i)
{
    return row_cell(data, i);
}

/* By which policy the record was decided: of its own day, or of the one that is said for all. */
static bool note_policy(struct report_run *s, struct row *row)
{
    const struct granted *g = &s->granted;
    const struct run *run = row->run;
    if (!g->record.has_region)
        return true;
    if (!g->has_day || !g->record.has_month || g->record.invalid)
        return true;
    const struct policy_set *set =
        policy_at_cached(row->policies, run->view, g->record.region,
                         run->settings.has_date ? run->settings.date : g->day);
    return set != NULL && used_note(&s->used, set, g->record.month, g->dibao);
}

static enum outcome take_record(struct row *row)
{
    struct report_run *s = row->run->state;
    struct granted *g = &s->granted;
    const enum granted_result result = granted_read(cell_of, row, &s->defaults, g);
    if (result == GRANTED_NO_MEMORY)
        return OUTCOME_FAILED;
    if (result == GRANTED_BROKEN) {
        error_set(row->error, row->file, row->record->line, g->column, "%s", g->why);
        return OUTCOME_FAILED;
    }
    if (result == GRANTED_DOUBTFUL)
        row_message(row, g->column, "%s", g->why);
    if (!note_policy(s, row) || !tally_add(s->tally, &g->record))
        return OUTCOME_FAILED;
    if (s->detail != NULL && g->record.has_month &&
        !detail_add(s->detail, g->record.month, row->batch, row->record, row->error))
        return OUTCOME_FAILED;
    return g->record.invalid || !g->record.has_month || result == GRANTED_DOUBTFUL
               ? OUTCOME_FLAGGED
               : OUTCOME_DECIDED;
}

/* ---- after the last ------------------------------------------------------------------------ */

static bool choose_month(const struct report_run *s, struct month *month, struct error *error)
{
    *month = s->options.month;
    return s->options.has_month || tally_latest_month(s->tally, month) ||
           error_set(error, NULL, 0, NULL, _("no record has a month: --month says which it is"));
}

static bool set_targets(struct run *run, struct report *report, struct error *error)
{
    const struct date day = month_last_day(report->counted->month);
    const struct policy_set *set = policy_at(run->view, report->region, day);
    if (set == NULL)
        return error_no_memory(error, NULL);
    report_targets(&((struct report_run *)run->state)->options, set, day, report->target);
    return true;
}

static bool write_return(const struct report_run *s, struct output *out, struct error *error)
{
    struct buffer text = {0};
    if (s->options.format == FORMAT_XLSX)
        return report_workbook(&s->report, output_sink, out, error);
    if (s->options.format == FORMAT_CSV)
        report_csv(&s->report, &text);
    else
        report_text(&s->report, &text);
    bool ok =
        !text.failed ? output_write(out, buffer_view(&text), error) : error_no_memory(error, NULL);
    buffer_free(&text);
    return ok;
}

static bool finish(struct run *run, struct output *out, struct buffer *messages,
                   struct error *error)
{
    (void)messages;
    struct report_run *s = run->state;
    struct report *report = &s->report;
    struct counted *counted = NULL;
    struct tally_comparison *changes = NULL;
    struct month month;
    bool ok = choose_month(s, &month, error) &&
              (counted = tally_count(s->tally, month, error)) != NULL &&
              counted_agrees(counted, error);
    if (ok && counted->records == 0)
        ok = error_set(error, NULL, 0, NULL, _("no record is of the year to %04d-%02d"),
                       month_year(month), month_in_year(month));
    if (ok && s->baseline != NULL)
        ok = (changes = tally_compare(s->tally, s->baseline, month, error)) != NULL;
    report->counted = counted;
    report->changes = changes;
    report->survey = s->survey;
    report->english = s->options.english;
    report->unmasked = s->options.unmasked;
    report->program = "bangfu " BANGFU_VERSION;
    report->region = run->settings.region;
    report->has_region = run->settings.has_region ||
                         (ok && report_common_region(&counted->by[BY_REGION], &report->region));
    run->findings = ok && counted->month_records == 0;
    report->detail = s->detail;
    report->policy = run->policy;
    report->used = &s->used;
    report->inputs = run->inputs;
    report->input_count = run->input_count;
    ok = ok && set_targets(run, report, error) && write_return(s, out, error);
    comparison_free(changes);
    counted_free(counted);
    return ok;
}

static void end(struct run *run)
{
    struct report_run *s = run->state;
    tally_free(s->tally);
    tally_free(s->baseline);
    survey_free(s->survey);
    detail_free(s->detail);
    used_free(&s->used);
    buffer_free(&s->granted.texts);
}

static bool take(void *data, int id, const char *value, struct error *error)
{
    return report_take(&((struct report_run *)data)->options, id, value, error);
}

static const struct filter FILTER = {
    .command = {.name = "report",
                .operands = "[FILE]...",
                .summary = N_("Makes the monthly return (月报) of what calc-aid has decided."),
                .example = "report --month 2025-09 aid.csv -o return.xlsx"},
    .uses = USES_POLICY | USES_DATE,
    .scheme = SCHEME_DOSSIER,
    .reads = READS,
    .read_count = sizeof READS / sizeof *READS,
    .flagged_as = N_("invalid"),
    .options = REPORT_OPTIONS,
    .take = take,
    .state = &state,
    .in_order = true,
    .gathers = true,
    .digests = true,
    .begin = begin,
    .header = header,
    .row = take_record,
    .finish = finish,
    .end = end,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
