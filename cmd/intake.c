/* intake: any spreadsheet export in, one clean table out. */
#include "base/language.h"
#include "intake/export.h"
#include "intake/records.h"

enum { PROBLEMS, ADDED };

static const char *const ADDS[ADDED] = {[PROBLEMS] = "problems"};

struct intake {
    const char *encoding; /* the user's choice, or NULL */
    struct heading_names names;
    struct export export;
    bool exporting;
    struct records records;
    struct buffer summary; /* of the files read */
};

static bool begin(struct run *run, struct error *error)
{
    return heading_names_open(&((struct intake *)run->state)->names, error);
}

static void close_export(struct intake *intake)
{
    if (intake->exporting)
        export_close(&intake->export);
    intake->exporting = false;
}

static bool open_file(struct run *run, struct input *input, char *delimiter, long *skip,
                      struct error *error)
{
    struct intake *intake = run->state;
    close_export(intake);
    intake->exporting = true;
    if (!export_open(&intake->export, &intake->names, intake->encoding, run->settings.delimiter,
                     run->settings.no_header ? layout_count_names(run->settings.columns) : 0, input,
                     error))
        return false;
    *delimiter = intake->export.header.delimiter;
    *skip = intake->export.header.records_before;
    records_restart(&intake->records, intake->export.header.money_scale);
    return true;
}

static bool resolve_header(struct run *run, struct layout *layout, struct error *error)
{
    struct intake *intake = run->state;
    intake->records.problems_slot = PROBLEMS;
    return records_header(&intake->records, &intake->names, run, layout, error);
}

static enum outcome take_record(struct row *row)
{
    return records_take(&((struct intake *)row->run->state)->records, row);
}

static void undecoded(const struct run *run, uint64_t offset, struct buffer *out)
{
    struct intake *intake = run->state;
    if (intake->export.decoding.decodes)
        decoding_fault(&intake->export.decoding, offset, out);
    else
        buffer_format(out, _("byte %llu of the file is not UTF-8"), (unsigned long long)offset + 1);
}

static bool close_file(struct run *run, struct buffer *messages)
{
    struct intake *intake = run->state;
    struct records *records = &intake->records;
    const long *lines = records->lines;
    buffer_text(messages, buffer_view(&records->hints));
    buffer_clear(&records->hints);
    buffer_format(&intake->summary, "  %s: ", run->file);
    export_describe(&intake->export, &intake->summary);
    buffer_format(&intake->summary,
                  _("\n    no records: %ld before the header, %ld total, %ld subtotal, %ld note, "
                    "%ld blank, %ld header again, %ld second header; totals %s\n"),
                  intake->export.header.records_before, lines[SHEET_TOTAL], lines[SHEET_SUBTOTAL],
                  lines[SHEET_NOTE], lines[SHEET_BLANK], lines[SHEET_HEADER],
                  lines[SHEET_SECOND_HEADER],
                  records->disagree       ? _("do not agree")
                  : records->compared > 0 ? _("agree")
                                          : _("not stated"));
    return !records->disagree && lines[SHEET_SECOND_HEADER] == 0;
}

static void summarize(const struct run *run, const int64_t *tally, struct buffer *out)
{
    const struct intake *intake = run->state;
    (void)tally;
    buffer_text(out, buffer_view(&intake->summary));
    records_summarize(&intake->records, out);
}

static void end(struct run *run)
{
    struct intake *intake = run->state;
    close_export(intake);
    heading_names_free(&intake->names);
    records_free(&intake->records);
    buffer_free(&intake->summary);
}

static const struct command_option OPTIONS[] = {
    {OPTION_OWN, "encoding", N_("NAME"),
     N_("the input's encoding (UTF-8, GB18030, UTF-16 …) instead of a guess")},
    {0}};

static bool take_option(void *state, int id, const char *value, struct error *error)
{
    (void)id;
    (void)error;
    ((struct intake *)state)->encoding = value;
    return true;
}

static struct intake state;

static const struct filter FILTER = {
    .command = {.name = "intake",
                .operands = "[FILE]...",
                .summary = N_("Makes a clean table of a spreadsheet export (困难职工档案导出表)."),
                .example = "intake --summary export.csv -o table.csv"},
    .adds = ADDS,
    .add_count = ADDED,
    .flagged_as = N_("with problems"),
    .options = OPTIONS,
    .take = take_option,
    .state = &state,
    .in_order = true,
    .takes_ragged = true,
    .begin = begin,
    .open_file = open_file,
    .header = resolve_header,
    .row = take_record,
    .undecoded = undecoded,
    .close_file = close_file,
    .summarize = summarize,
    .end = end,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
