#include "posting/posting.h"

#include "base/language.h"

#include <stdlib.h>

enum {
    OPTION_LEDGER = OPTION_OWN,
    OPTION_BATCH,
    OPTION_KEY_FILE,
    OPTION_SKIP_BLOCKED,
    OPTION_COUNT,
    OPTION_SUM,
    OPTION_BEGIN,
    OPTION_REVERSE,
    OPTION_REASON,
    OPTION_WAIT
};

const struct command_option POSTING_OPTIONS[] = {
    {OPTION_LEDGER, "ledger", N_("FILE"),
     N_("post to this ledger; where there is none, it is begun")},
    {OPTION_BATCH, "batch", N_("NAME"), N_("the name of the batch, such as 2025-03")},
    {OPTION_KEY_FILE, "key-file", N_("FILE"),
     N_("keep persons as a hash of the ID number with the key in FILE (default: not at all)")},
    {OPTION_SKIP_BLOCKED, "skip-blocked", NULL,
     N_("post the others where some records may not be paid, instead of none")},
    {OPTION_COUNT, "count", N_("N"), N_("post only where the payments are N")},
    {OPTION_SUM, "sum", N_("YUAN"), N_("post only where the payments add up to YUAN")},
    {OPTION_BEGIN, "begin", NULL, N_("instead of posting a list, begin an empty ledger")},
    {OPTION_REVERSE, "reverse", N_("BATCH:HOUSEHOLD:ITEM"),
     N_("instead of posting a list, book the reversal of this payment; needs --reason")},
    {OPTION_REASON, "reason", N_("TEXT"), N_("why a payment is reversed")},
    {OPTION_WAIT, "wait", N_("SECONDS"),
     N_("wait so long for other programs that write to the ledger (default 60)")},
    {0}};

static bool take_number(const char *option, const char *value, long most, int64_t *out,
                        struct error *error)
{
    char *end;
    const long number = strtol(value, &end, 10);
    if (*value < '0' || *value > '9' || *end != '\0' || number > most)
        return command_bad_value(error, option, value, _("a whole number"));
    *out = number;
    return true;
}

bool posting_take(void *posting, int id, const char *value, struct error *error)
{
    struct posting_options *o = &((struct posting *)posting)->options;
    int64_t wait;
    switch (id) {
    case OPTION_LEDGER:
        o->ledger = value;
        return true;
    case OPTION_BATCH:
        o->batch = value;
        return true;
    case OPTION_KEY_FILE:
        o->key_file = value;
        return true;
    case OPTION_SKIP_BLOCKED:
        o->skip_blocked = true;
        return true;
    case OPTION_COUNT:
        o->has_count = true;
        return take_number("--count", value, 1000000000, &o->count, error);
    case OPTION_SUM:
        o->has_sum = money_parse(text_of(value), &o->sum) == NUMBER_OK && o->sum.fen >= 0;
        return o->has_sum || command_bad_value(error, "--sum", value, _("an amount in yuan"));
    case OPTION_BEGIN:
        o->begin = true;
        return true;
    case OPTION_REVERSE:
        o->reverse = value;
        return true;
    case OPTION_REASON:
        o->reason = value;
        return true;
    default:
        if (!take_number("--wait", value, 86400, &wait, error))
            return false;
        o->wait = (long)wait;
        o->has_wait = true;
        return true;
    }
}
