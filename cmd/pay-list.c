/* pay-list: the bank's batch file (银行代发文件) of an aid list, and its answer read back. */
#include "bank/list.h"
#include "bank/posted.h"
#include "bank/refuse.h"
#include "bank/settle.h"
#include "base/language.h"
#include "table/run_digest.h"

static const struct column_need READS[] = {PAYMENT_COLUMNS};

enum { BANK_RESULT, BANK_MESSAGE, ADDED };
static const char *const ADDS[ADDED] = {"bank_result", "bank_message"};

struct pay_list {
    struct bank_options options;
    struct payment_reader reader;
    struct posted posted;
    struct settlement settlement;
};

static struct pay_list state;

/* ---- both ----------------------------------------------------------------------------------- */

static bool begin(struct run *run, struct error *error)
{
    struct pay_list *s = run->state;
    run->holds = s->options.result != NULL;
    struct bank_options *o = &s->options;
    return bank_options_check(o, run, error) &&
           (o->ledger == NULL || posted_load(&s->posted, o->ledger, o->batch, error)) &&
           payment_reader_open(&s->reader, o, o->ledger == NULL ? NULL : &s->posted, error);
}

static bool header(struct run *run, struct layout *layout, struct error *error)
{
    return payment_check_header(run, layout, error);
}

static enum outcome take_record(struct row *row)
{
    return payment_take(&((struct pay_list *)row->run->state)->reader, row);
}

static const char *program(const struct run *run)
{
    return command_name(&run->filter->command);
}

static const char *yuan(struct money amount, char out[MONEY_TEXT_SIZE])
{
    (void)money_format(amount, out);
    return out;
}

/* Whether the list is one that can be sent. */
static bool is_whole(const struct run *run)
{
    const struct pay_list *s = run->state;
    return s->options.skip_blocked || (s->reader.payments.refused == 0 && run->rejected == 0);
}

/* What is in the table and not in the list. */
static void say_left_out(struct run *run, struct buffer *messages)
{
    const struct payments *p = &((struct pay_list *)run->state)->reader.payments;
    if (p->nothing + p->not_payable + p->refused + run->rejected > 0)
        buffer_format(messages,
                      _("%s: not in the list: %ld with nothing granted, %ld not decided, %ld "
                        "refused, %ld rejected\n"),
                      program(run), p->nothing, p->not_payable, p->refused, run->rejected);
    if (p->not_posted > 0)
        buffer_format(messages, _("%s: not in the list: %ld that the batch does not have\n"),
                      program(run), p->not_posted);
    run->findings |= p->not_payable + p->refused + run->rejected > 0;
}

/* Of names, cards and ID numbers the ledger knows nothing: they are only as sound as the table. */
static void compare_table(const struct run *run, struct buffer *messages)
{
    const struct posted *posted = &((const struct pay_list *)run->state)->posted;
    char read[DIGEST_TEXT_SIZE];
    run_digest(run, read);
    if (strcmp(read, posted->input) != 0)
        buffer_format(messages,
                      _("%s: note: the table is not the one that was posted: names, cards and ID "
                        "numbers in it were not looked at when it was posted\n"),
                      program(run));
}

/* Compares with the ledger where one was given; `*differences` is 0 where none was. */
static bool compare(struct run *run, struct buffer *messages, long *differences,
                    struct error *error)
{
    struct pay_list *s = run->state;
    *differences = 0;
    if (s->options.ledger == NULL)
        return true;
    compare_table(run, messages);
    if (!posted_compare(&s->posted, &s->reader.payments, program(run), messages, differences))
        return error_no_memory(error, NULL);
    run->findings |= *differences > 0;
    return true;
}

static void end(struct run *run)
{
    struct pay_list *s = run->state;
    payment_reader_close(&s->reader);
    posted_free(&s->posted);
    settlement_free(&s->settlement);
}

static bool take(void *data, int id, const char *value, struct error *error)
{
    return bank_options_take(&((struct pay_list *)data)->options, id, value, error);
}

/* ---- the list ------------------------------------------------------------------------------- */

/* An older file of that name stays as it was. */
static bool refuse(struct run *run, struct output *out, struct buffer *messages)
{
    buffer_format(messages, _("%s: nothing is written\n"), program(run));
    output_abandon(out);
    run->findings = true;
    return true;
}

static void say_list(const struct run *run, struct text bytes, const struct list_empties *empties,
                     struct buffer *messages)
{
    const struct pay_list *s = run->state;
    const struct bank_format *format = s->options.format;
    const struct payments *p = &s->reader.payments;
    struct digest digest;
    char text[DIGEST_TEXT_SIZE], sum[MONEY_TEXT_SIZE];
    for (int i = 0; i < format->count; i++)
        if (format->columns[i].filled && empties->of[format->columns[i].field] > 0)
            buffer_format(messages, _("%s: note: %ld lines have nothing in '%s'\n"), program(run),
                          empties->of[format->columns[i].field], format->columns[i].heading);
    if (format->most > 0 && (p->listed < format->least || p->listed > format->most))
        buffer_format(messages, _("%s: note: the bank takes %ld to %ld lines in one file\n"),
                      program(run), format->least, format->most);
    digest_begin(&digest);
    digest_add(&digest, bytes);
    digest_end(&digest, text);
    buffer_format(messages, _("%s: %ld payments, %s yuan\n"), program(run), p->listed,
                  yuan(p->sum, sum));
    buffer_format(messages, _("%s: SHA-256 of the file: %s\n"), program(run), text);
}

static bool finish_list(struct run *run, struct output *out, struct buffer *messages,
                        struct error *error)
{
    struct pay_list *s = run->state;
    struct list_empties empties;
    struct buffer bytes = {0};
    long differences;
    if (!payment_reader_finish(&s->reader, run, messages, error))
        return false;
    say_left_out(run, messages);
    if (!is_whole(run))
        return refuse(run, out, messages);
    if (!compare(run, messages, &differences, error))
        return false;
    if (differences > 0)
        return refuse(run, out, messages);
    const bool ok =
        list_put(&s->reader.payments, &s->options, &s->reader.encoder, &bytes, &empties, error) &&
        output_write(out, buffer_view(&bytes), error);
    if (ok)
        say_list(run, buffer_view(&bytes), &empties, messages);
    buffer_free(&bytes);
    return ok;
}

/* ---- the answer ----------------------------------------------------------------------------- */

static void say_result(const struct run *run, struct buffer *messages)
{
    const struct settlement *s = &((const struct pay_list *)run->state)->settlement;
    char sum[SETTLED_COUNT][MONEY_TEXT_SIZE], all[MONEY_TEXT_SIZE];
    for (int i = 0; i < SETTLED_COUNT; i++)
        yuan(s->sum[i], sum[i]);
    buffer_format(messages,
                  _("%s: %ld payments, %s yuan: paid %ld, %s; failed %ld, %s; unknown %ld, %s; "
                    "unanswered %ld, %s\n"),
                  program(run), s->payments->listed, yuan(s->payments->sum, all),
                  s->count[SETTLED_PAID], sum[SETTLED_PAID], s->count[SETTLED_FAILED],
                  sum[SETTLED_FAILED], s->count[SETTLED_UNKNOWN], sum[SETTLED_UNKNOWN],
                  s->count[SETTLED_UNANSWERED], sum[SETTLED_UNANSWERED]);
}

static bool finish_result(struct run *run, struct output *out, struct buffer *messages,
                          struct error *error)
{
    struct pay_list *s = run->state;
    const struct payments *p = &s->reader.payments;
    long differences;
    (void)out;
    if (!payment_reader_finish(&s->reader, run, messages, error))
        return false;
    if (!is_whole(run))
        return error_set(error, NULL, 0, NULL,
                         _("no list can have been made of this table: give it and the options as "
                           "they were when the list was made"));
    say_left_out(run, messages);
    if (!settlement_read(&s->settlement, p, &s->options, program(run), messages, error) ||
        !compare(run, messages, &differences, error))
        return false;
    say_result(run, messages);
    run->findings |= s->settlement.count[SETTLED_PAID] < p->listed || s->settlement.faults > 0;
    return true;
}

static enum release release(struct row *row, const struct held *held)
{
    const struct pay_list *s = row->run->state;
    const struct settlement_entry *entry = &s->settlement.of[held->number];
    if (s->reader.payments.list[held->number].state != PAYMENT_LISTED ||
        entry->settled == SETTLED_PAID)
        return RELEASE_NOT;
    row_put_word(row, BANK_RESULT, SETTLED_NAMES[entry->settled]);
    if (entry->line > 0)
        row_put(row, BANK_MESSAGE, payments_text(&s->settlement.messages, entry->message));
    return RELEASE_FILLED_IN;
}

/* ---- the program ---------------------------------------------------------------------------- */

#define COMMON                                                                                         \
    .command = {.name = "pay-list",                                                                    \
                .operands = "[FILE]...",                                                               \
                .summary = N_("Makes the bank's batch file (银行代发文件) of what calc-aid has " \
                              "granted, and reads the bank's answer."),                                \
                .example = "pay-list --format pipe aid.csv -o batch.txt"},                             \
    .reads = READS, .read_count = sizeof READS / sizeof *READS, .flagged_as = N_("not payable"),       \
    .options = BANK_OPTIONS, .take = take, .state = &state, .in_order = true, .digests = true,         \
    .begin = begin, .header = header, .row = take_record, .end = end

static const struct filter RESULT = {COMMON, .adds = ADDS, .add_count = ADDED,
                                     .finish = finish_result, .release = release};

static const struct filter *instead(const void *data)
{
    return ((const struct pay_list *)data)->options.result != NULL ? &RESULT : NULL;
}

static const struct filter LIST = {COMMON, .gathers = true, .instead = instead,
                                   .finish = finish_list};

int main(int argc, char **argv)
{
    return filter_main(&LIST, argc, argv);
}
