/* The list as a whole: looked at by what the ledger holds, and posted. */
#include "posting/posting.h"

#include "base/language.h"
#include "policy/digest.h"
#include "posting/inside.h"
#include "table/run_digest.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

long posting_wait(const struct posting_options *options)
{
    return options->has_wait ? options->wait : POSTING_WAIT_SECONDS;
}

bool posting_now(char out[POSTED_AT_SIZE])
{
    const time_t now = time(NULL);
    struct tm tm;
    return gmtime_r(&now, &tm) != NULL &&
           strftime(out, POSTED_AT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &tm) > 0;
}

/* ---- beginning ------------------------------------------------------------------------------ */

#define BATCH_NAME_MAX 64

/* A colon ends it in --reverse. */
static bool check_batch_name(const char *name, struct error *error)
{
    const struct text a = text_of(name);
    bool ok = a.n > 0 && a.n <= BATCH_NAME_MAX && text_valid_utf8(a) == a.n;
    for (size_t i = 0; i < a.n && ok; i++)
        ok = (unsigned char)a.p[i] >= ' ' && a.p[i] != 0x7F && a.p[i] != ':';
    return ok || command_bad_value(error, "--batch", name,
                                   _("1 to 64 bytes without colons and control characters"));
}

bool posting_begin(struct run *run, struct error *error)
{
    struct posting *p = run->state;
    const struct posting_options *o = &p->options;
    const struct settings *s = &run->settings;
    run->holds = true;
    if (o->ledger == NULL)
        return error_set(error, NULL, 0, NULL, _("which ledger? --ledger FILE"));
    if (o->batch == NULL)
        return error_set(error, NULL, 0, NULL, _("which batch? --batch NAME"));
    if (o->reason != NULL)
        return error_set(error, NULL, 0, NULL, _("--reason is for --reverse"));
    if (!check_batch_name(o->batch, error) ||
        !output_spares_ledger(s->output, s->rejects, o->ledger, error) ||
        !output_spares(s->output, s->rejects, o->key_file, error))
        return false;
    p->has_key = o->key_file != NULL;
    return !p->has_key || keyed_hash_open(&p->key, o->key_file, error);
}

/* ---- what it comes to -------------------------------------------------------------------------
 */

static bool count_payments(struct posting *p, struct error *error)
{
    for (size_t i = 0; i < p->candidates.count; i++) {
        const struct candidate *c = &p->candidates.list[i];
        p->households += c->blocked == NAMES_NONE && c->policy != NULL;
        for (int item = 0; item < ITEM_COUNT && c->blocked == NAMES_NONE; item++) {
            p->payments += c->recorded.aid[item].fen > 0;
            if (!money_add(p->sum, c->recorded.aid[item], &p->sum))
                return error_set(error, NULL, 0, NULL, _("the sum does not fit"));
        }
    }
    return true;
}

/* What somebody has counted elsewhere must be what is posted: a list cut off on its way is not. */
static bool check_totals(const struct posting *p, struct error *error)
{
    const struct posting_options *o = &p->options;
    char found[MONEY_TEXT_SIZE], expected[MONEY_TEXT_SIZE];
    if (o->has_count && o->count != p->payments)
        return error_set(error, NULL, 0, NULL,
                         _("the list has %lld payments, --count expects %lld: nothing is posted"),
                         (long long)p->payments, (long long)o->count);
    money_format(p->sum, found);
    money_format(o->sum, expected);
    return !o->has_sum || o->sum.fen == p->sum.fen ||
           error_set(error, NULL, 0, NULL,
                     _("the list adds up to %s yuan, --sum expects %s: nothing is posted"), found,
                     expected);
}

/* ---- posting -------------------------------------------------------------------------------- */

/* The digest of what is in force, worked out once for each policy in turn. */
struct policy_memory {
    const struct policy_set *set;
    char digest[DIGEST_TEXT_SIZE];
};

static bool post_household(struct posting *p, const struct candidate *c, struct entry *entry,
                           struct policy_memory *memory, struct error *error)
{
    if (memory->set != c->policy) {
        policy_digest(c->policy, memory->digest);
        memory->set = c->policy;
    }
    entry->household = candidates_text(&p->candidates, c->household);
    entry->person = candidates_text(&p->candidates, c->person);
    entry->key = entry->person.n > 0 ? text_of(p->key.fingerprint) : (struct text){NULL, 0};
    entry->category = c->recorded.category;
    entry->region = c->assessment.region;
    entry->assessed_on = c->assessment.date;
    entry->approval = text_of(APPROVAL_NAMES[c->recorded.approval]);
    entry->approved_by = candidates_text(&p->candidates, c->approved_by);
    entry->approved_on = candidates_text(&p->candidates, c->approved_on);
    entry->policy = text_of(memory->digest);
    for (entry->item = ITEM_LIVING; entry->item < ITEM_COUNT; entry->item++) {
        entry->amount = c->recorded.aid[entry->item];
        if (entry->amount.fen > 0 && !ledger_post(p->ledger, entry, error))
            return false;
    }
    return true;
}

static bool post_all(struct run *run, struct error *error)
{
    struct posting *p = run->state;
    struct policy_memory memory = {0};
    char input[DIGEST_TEXT_SIZE], now[POSTED_AT_SIZE];
    if (!posting_now(now))
        return error_system(error, NULL, _("cannot tell the time"));
    run_digest(run, input);
    struct entry entry = {.kind = ENTRY_PAYMENT,
                          .batch = text_of(p->options.batch),
                          .input = text_of(input),
                          .posted_at = text_of(now),
                          .version = text_of(BANGFU_VERSION)};
    for (size_t i = 0; i < p->candidates.count; i++) {
        const struct candidate *c = &p->candidates.list[i];
        const bool granted = c->policy != NULL; /* of others nothing more was read */
        if (c->blocked == NAMES_NONE && granted && !post_household(p, c, &entry, &memory, error))
            return false;
    }
    return true;
}

static void say_blocked(const struct run *run, const struct posting *p, struct buffer *messages)
{
    const char *program = command_name(&run->filter->command);
    if (p->blocked > 0)
        buffer_format(messages, _("%s: %lld records may not be paid; they are in the output\n"),
                      program, (long long)p->blocked);
    if ((p->blocked > 0 || run->rejected > 0) && !p->options.skip_blocked)
        buffer_format(messages, _("%s: nothing is posted; --skip-blocked posts the others\n"),
                      program);
}

static bool post_new(struct run *run, bool posted_before, struct buffer *messages,
                     struct error *error)
{
    struct posting *p = run->state;
    say_blocked(run, p, messages);
    p->refused = (p->blocked > 0 || run->rejected > 0) && !p->options.skip_blocked;
    if (p->refused)
        return true;
    return count_payments(p, error) && check_totals(p, error) &&
           (posted_before || post_all(run, error));
}

bool posting_finish(struct run *run, struct buffer *messages, struct error *error)
{
    struct posting *p = run->state;
    struct holdings holdings = {0};
    p->begun = access(p->options.ledger, F_OK) != 0;
    p->ledger = ledger_open(p->options.ledger, LEDGER_WRITE, posting_wait(&p->options), error);
    const bool ok = p->ledger != NULL && holdings_load(&holdings, p, error) &&
                    posting_check(p, &holdings, error) &&
                    post_new(run, holdings.batch.payments > 0, messages, error);
    p->posted_before = holdings.batch.payments > 0;
    p->reversed_before = holdings.batch.reversed;
    holdings_free(&holdings);
    return ok;
}

void posting_say_head(const struct ledger *ledger, const char *program, struct buffer *messages)
{
    buffer_format(messages, _("%s: head of the chain after entry %lld: %s\n"), program,
                  (long long)ledger_count(ledger), ledger_head(ledger));
}

bool posting_commit(struct run *run, struct buffer *messages, struct error *error)
{
    struct posting *p = run->state;
    const char *program = command_name(&run->filter->command);
    char sum[MONEY_TEXT_SIZE], batch[96];
    if (p->refused)
        return true;
    money_format(p->sum, sum);
    text_masked(text_of(p->options.batch), batch, sizeof batch);
    if (p->posted_before) {
        buffer_format(
            messages,
            _("%s: batch '%s' was posted before with the same content: %lld payments to %lld "
              "households, %s yuan; nothing is changed\n"),
            program, batch, (long long)p->payments, (long long)p->households, sum);
        if (p->reversed_before > 0)
            buffer_format(messages, _("%s: %lld of them are reversed, and stay so\n"), program,
                          (long long)p->reversed_before);
        posting_say_head(p->ledger, program, messages);
        return true;
    }
    if (p->payments == 0) {
        buffer_format(messages, _("%s: nothing in the list is to be posted\n"), program);
        return true;
    }
    if (!ledger_commit(p->ledger, error))
        return false;
    if (p->begun)
        buffer_format(messages, _("%s: a new ledger was begun: %s\n"), program, p->options.ledger);
    buffer_format(messages,
                  _("%s: batch '%s' is posted: %lld payments to %lld households, %s yuan\n"),
                  program, batch, (long long)p->payments, (long long)p->households, sum);
    posting_say_head(p->ledger, program, messages);
    return true;
}

void posting_end(struct posting *p)
{
    ledger_close(p->ledger);
    candidates_free(&p->candidates);
    keyed_hash_close(&p->key);
}
