/* list-aid: the payments of the ledger (台账) as a table, their totals, and whether it is intact.
 */
#include "base/language.h"
#include "payments/entry_table.h"
#include "payments/list_options.h"
#include "table/output.h"

#include <stdio.h>

static const struct command COMMAND = {
    .name = "list-aid",
    .operands = "[LEDGER]",
    .summary = N_("Lists the payments of a ledger (台账), and says whether it is intact."),
    .example = "list-aid --ledger aid.db --year 2025 --totals -o paid.csv",
};

struct list_run {
    struct list_options options;
    struct output out;
    struct buffer lines;
    struct error error;
    long faults;
};

/* ---- listing ------------------------------------------------------------------------------- */

#define PIECE (1 << 16)

static bool flush(struct list_run *run, struct error *error)
{
    const bool ok = !run->lines.failed ? output_write(&run->out, buffer_view(&run->lines), error)
                                       : error_no_memory(error, NULL);
    buffer_clear(&run->lines);
    return ok;
}

static bool put_entry(void *data, const struct entry *entry, struct error *error)
{
    struct list_run *run = data;
    entry_table_put(entry, &run->lines);
    return run->lines.n < PIECE || flush(run, error);
}

static bool list(struct list_run *run, struct ledger *ledger)
{
    struct error *error = &run->error;
    if (!run->options.totals) {
        entry_table_header(&run->lines);
        return ledger_each(ledger, &run->options.pick, put_entry, run, error);
    }
    struct entry_totals *totals = entry_totals_new();
    const bool ok =
        totals != NULL ? ledger_each(ledger, &run->options.pick, entry_totals_add, totals, error) &&
                             entry_totals_put(totals, &run->lines, error)
                       : error_no_memory(error, NULL);
    entry_totals_free(totals);
    return ok;
}

/* ---- whether it is intact ------------------------------------------------------------------- */

static void put_fault(void *data, const struct error *fault)
{
    struct list_run *run = data;
    char line[ERROR_LINE_SIZE];
    buffer_format(&run->lines, "%s\n", error_line(fault, line, sizeof line));
    run->faults++;
}

static bool verify(struct list_run *run, struct ledger *ledger)
{
    const struct ledger_report report = {put_fault, run};
    struct error fault;
    int64_t number = 0;
    bool has = true;
    if (!ledger_verify(ledger, &report, &run->error) ||
        (run->options.head != NULL &&
         !ledger_has_digest(ledger, text_of(run->options.head), &number, &has, &run->error)))
        return false;
    if (!has) {
        error_set(&fault, run->options.ledger, 0, NULL,
                  _("the head '%s' that was filed is not in its chain: entries were cut off or "
                    "written anew"),
                  run->options.head);
        put_fault(run, &fault);
    }
    if (run->faults == 0) {
        buffer_format(&run->lines, _("%s: %lld entries, nothing found\n"), run->options.ledger,
                      (long long)ledger_count(ledger));
        buffer_format(&run->lines, _("head of the chain: %s\n"), ledger_head(ledger));
    }
    return true;
}

/* ---- the program --------------------------------------------------------------------------- */

static bool work(struct list_run *run)
{
    struct error *error = &run->error;
    struct ledger *ledger =
        run->options.verify
            ? ledger_open_unverified(run->options.ledger, run->options.wait, error)
            : ledger_open(run->options.ledger, LEDGER_READ, run->options.wait, error);
    const bool ok = ledger != NULL && output_open(&run->out, run->options.output, error) &&
                    (run->options.verify ? verify(run, ledger) : list(run, ledger)) &&
                    flush(run, error) && output_commit(&run->out, error);
    output_abandon(&run->out);
    ledger_close(ledger);
    return ok;
}

static bool print(struct list_run *run)
{
    static const struct command_section NO_SECTIONS[] = {{NULL, NULL}};
    if (run->options.help)
        command_help(&COMMAND, LIST_OPTIONS, NO_SECTIONS, &run->lines);
    else
        command_version(&COMMAND, &run->lines);
    return output_open(&run->out, NULL, &run->error) && flush(run, &run->error) &&
           output_commit(&run->out, &run->error);
}

int main(int argc, char **argv)
{
    struct list_run run = {.options = {.wait = 60}};
    char line[ERROR_LINE_SIZE];
    command_guard_descriptors();
    language_open();
    const int first = command_parse(&COMMAND, LIST_OPTIONS, argc, argv, list_options_take,
                                    &run.options, &run.error);
    bool ok = first >= 0;
    if (ok && (run.options.help || run.options.version))
        ok = print(&run);
    else if (ok)
        ok = list_options_agree(&run.options, &COMMAND, argv[first],
                                argv[first] != NULL ? argv[first + 1] : NULL, &run.error) &&
             work(&run);
    if (!ok)
        (void)fprintf(stderr, "%s: %s\n", command_name(&COMMAND),
                      error_line(&run.error, line, sizeof line));
    buffer_free(&run.lines);
    return !ok ? 2 : run.faults > 0 ? 1 : 0;
}
