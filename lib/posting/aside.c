/* What post-aid does without a list: begins a ledger, and reverses one payment by an entry of its
 * own, since nothing that was posted is changed. */
#include "posting/inside.h"

#include "base/language.h"

/* BATCH:HOUSEHOLD:ITEM; a household's number may have colons in it. */
static bool split(const char *value, struct entry_pick *pick, struct error *error)
{
    const struct text all = text_of(value);
    const char *first = memchr(all.p, ':', all.n), *last = memrchr(all.p, ':', all.n);
    pick->has_item = false;
    if (first != NULL && last > first + 1 && first > all.p) {
        pick->batch = (struct text){all.p, (size_t)(first - all.p)};
        pick->household = (struct text){first + 1, (size_t)(last - first - 1)};
        for (int item = 0; item < ITEM_COUNT; item++) {
            if (strcmp(last + 1, ITEM_NAMES[item]) != 0)
                continue;
            pick->item = (enum item)item;
            pick->has_item = true;
        }
    }
    return pick->has_item ||
           command_bad_value(error, "--reverse", value,
                             _("BATCH:HOUSEHOLD:ITEM, where ITEM is living, medical, education "
                               "or accident"));
}

/* The payment, copied as far as its reversal repeats it. */
struct found {
    struct entry entry;
    struct buffer texts;
    size_t person, key, approval, policy;
    bool payment, reversed;
};

static bool take(void *data, const struct entry *entry, struct error *error)
{
    struct found *f = data;
    f->reversed |= entry->kind == ENTRY_REVERSAL;
    if (entry->kind != ENTRY_PAYMENT)
        return true;
    f->payment = true;
    f->entry = *entry;
    buffer_text(&f->texts, entry->person);
    f->person = f->texts.n;
    buffer_text(&f->texts, entry->key);
    f->key = f->texts.n;
    buffer_text(&f->texts, entry->approval);
    f->approval = f->texts.n;
    buffer_text(&f->texts, entry->policy);
    f->policy = f->texts.n;
    buffer_text(&f->texts, entry->input);
    return !f->texts.failed || error_no_memory(error, NULL);
}

static bool post(struct ledger *ledger, const struct posting_options *o,
                 const struct entry_pick *pick, struct found *f, struct error *error)
{
    char now[POSTED_AT_SIZE];
    const char *p = f->texts.p;
    if (!posting_now(now))
        return error_system(error, NULL, _("cannot tell the time"));
    struct entry entry = {
        .kind = ENTRY_REVERSAL,
        .batch = pick->batch,
        .household = pick->household,
        .person = {p, f->person},
        .key = {p + f->person, f->key - f->person},
        .item = pick->item,
        .amount = {-f->entry.amount.fen},
        .category = f->entry.category,
        .region = f->entry.region,
        .assessed_on = f->entry.assessed_on,
        .approval = {p + f->key, f->approval - f->key},
        .policy = {p + f->approval, f->policy - f->approval},
        .input = {p + f->policy, f->texts.n - f->policy},
        .posted_at = text_of(now),
        .version = text_of(BANGFU_VERSION),
        .reverses = f->entry.number,
        .reason = text_of(o->reason),
    };
    return ledger_post(ledger, &entry, error) && ledger_commit(ledger, error);
}

static bool reverse(const struct posting_options *o, const char *program, struct buffer *messages,
                    struct error *error)
{
    char shown[96], sum[MONEY_TEXT_SIZE];
    struct entry_pick pick = {0};
    struct found f = {0};
    if (!split(o->reverse, &pick, error))
        return false;
    struct ledger *ledger = ledger_open(o->ledger, LEDGER_WRITE, posting_wait(o), error);
    bool ok = ledger != NULL && ledger_each(ledger, &pick, take, &f, error);
    text_masked(text_of(o->reverse), shown, sizeof shown);
    if (ok && !f.payment)
        ok = error_set(error, o->ledger, 0, NULL, _("there is no payment '%s' to reverse"), shown);
    if (ok && f.reversed)
        ok = error_set(error, o->ledger, 0, NULL, _("'%s' was reversed before"), shown);
    ok = ok && post(ledger, o, &pick, &f, error);
    if (ok) {
        money_format((struct money){-f.entry.amount.fen}, sum);
        buffer_format(messages, _("%s: '%s' is reversed: %s yuan\n"), program, shown, sum);
        posting_say_head(ledger, program, messages);
    }
    ledger_close(ledger);
    buffer_free(&f.texts);
    return ok;
}

static bool check_reason(const struct posting_options *o, struct error *error)
{
    const struct text reason = text_trim(text_of(o->reason != NULL ? o->reason : ""));
    if (reason.n == 0)
        return error_set(error, NULL, 0, NULL, _("why is it reversed? --reason TEXT"));
    return text_valid_utf8(reason) == reason.n ||
           command_bad_value(error, "--reason", o->reason, _("text in UTF-8"));
}

/* What is for lists is refused: it would be passed over in silence. */
static bool check(const struct run *run, const char *operand, struct error *error)
{
    const struct posting_options *o = &((const struct posting *)run->state)->options;
    const struct settings *s = &run->settings;
    if (operand != NULL)
        return error_set(error, NULL, 0, NULL, _("unexpected operand '%s'; see '%s --help'"),
                         operand, command_name(&run->filter->command));
    if (o->ledger == NULL)
        return error_set(error, NULL, 0, NULL, _("which ledger? --ledger FILE"));
    if (o->batch != NULL || o->key_file != NULL || o->skip_blocked || o->has_count || o->has_sum ||
        (o->begin && o->reason != NULL) || s->output != NULL || s->rejects != NULL ||
        (o->begin && o->reverse != NULL))
        return error_set(error, NULL, 0, NULL,
                         _("--reverse and --begin post no list: they go together with no option "
                           "that is for one"));
    return o->begin || check_reason(o, error);
}

static bool begin_ledger(const struct posting_options *o, const char *program,
                         struct buffer *messages, struct error *error)
{
    struct ledger *ledger = ledger_open(o->ledger, LEDGER_WRITE, posting_wait(o), error);
    if (ledger == NULL)
        return false;
    buffer_format(messages, _("%s: %s: %lld entries\n"), program, o->ledger,
                  (long long)ledger_count(ledger));
    ledger_close(ledger);
    return true;
}

bool posting_aside(struct run *run, const char *operand, bool *done, struct buffer *messages,
                   struct error *error)
{
    const struct posting_options *o = &((const struct posting *)run->state)->options;
    const char *program = command_name(&run->filter->command);
    *done = o->reverse != NULL || o->begin;
    if (!*done)
        return true;
    return check(run, operand, error) && (o->begin ? begin_ledger(o, program, messages, error)
                                                   : reverse(o, program, messages, error));
}
