#include "payments/list_options.h"

#include "base/language.h"
#include "table/output.h"

#include <stdlib.h>

enum {
    OPTION_LEDGER = OPTION_OWN,
    OPTION_YEAR,
    OPTION_BATCH,
    OPTION_HOUSEHOLD,
    OPTION_ITEM,
    OPTION_REGION,
    OPTION_TOTALS,
    OPTION_VERIFY,
    OPTION_HEAD,
    OPTION_WAIT
};

const struct command_option LIST_OPTIONS[] = {
    {OPTION_LEDGER, "ledger", N_("FILE"), N_("the ledger to list")},
    {OPTION_YEAR, "year", N_("YEAR"), N_("only aid of this year, by the day of the decision")},
    {OPTION_BATCH, "batch", N_("NAME"), N_("only this batch")},
    {OPTION_HOUSEHOLD, "household", N_("ID"), N_("only the household with this household_id")},
    {OPTION_ITEM, "item", N_("ITEM"), N_("only living, medical, education or accident")},
    {OPTION_REGION, "region", N_("CODE"),
     N_("only this region (six digits), with all that lies in it")},
    {OPTION_TOTALS, "totals", NULL,
     N_("one record for each household, with the columns that calc-aid reads; needs --year")},
    {OPTION_VERIFY, "verify", NULL,
     N_("look for changed, missing and added entries instead, and print the chain's head")},
    {OPTION_HEAD, "head", N_("DIGEST"),
     N_("with --verify: this head, which was filed earlier, must be in the chain")},
    {OPTION_WAIT, "wait", N_("SECONDS"),
     N_("wait so long for other programs that write to the ledger (default 60)")},
    {'o', "output", N_("FILE"),
     N_("write to FILE, whole or not at all, instead of standard output")},
    {OPTION_HELP, "help", NULL, N_("show this help and stop")},
    {OPTION_VERSION, "version", NULL, N_("show the version and stop")},
    {0}};

static bool take_number(const char *option, const char *value, long least, long most, long *out,
                        struct error *error)
{
    char *end;
    *out = strtol(value, &end, 10);
    return (*value >= '0' && *value <= '9' && *end == '\0' && *out >= least && *out <= most) ||
           command_bad_value(error, option, value, _("a whole number"));
}

static bool take_item(struct list_options *o, const char *value, struct error *error)
{
    for (int item = 0; item < ITEM_COUNT && !o->pick.has_item; item++) {
        o->pick.has_item = strcmp(value, ITEM_NAMES[item]) == 0;
        o->pick.item = (enum item)item;
    }
    return o->pick.has_item ||
           command_bad_value(error, "--item", value, _("living, medical, education or accident"));
}

/* What lies in a region has its code up to the zeros at the end. */
static bool take_region(struct list_options *o, const char *value, struct error *error)
{
    struct region region;
    if (!region_parse(text_of(value), &region))
        return command_bad_value(error, "--region", value,
                                 _("a code of six digits such as 341502"));
    int32_t span = 1;
    while (span < 1000000 && region.code % (span * 100) == 0)
        span *= 100;
    o->pick.region_from = region.code;
    o->pick.region_to = region.code + span - 1;
    return true;
}

static bool take_pick(struct list_options *o, int id, const char *value, struct error *error)
{
    long year;
    o->picks = true;
    switch (id) {
    case OPTION_YEAR:
        if (!take_number("--year", value, 1, 9999, &year, error))
            return false;
        o->pick.year = (int)year;
        return true;
    case OPTION_BATCH:
        o->pick.batch = text_of(value);
        return o->pick.batch.n > 0 ||
               command_bad_value(error, "--batch", value, _("the name of a batch"));
    case OPTION_HOUSEHOLD:
        o->pick.household = text_of(value);
        return o->pick.household.n > 0 ||
               command_bad_value(error, "--household", value, _("a household_id"));
    case OPTION_ITEM:
        return take_item(o, value, error);
    default:
        return take_region(o, value, error);
    }
}

bool list_options_take(void *options, int id, const char *value, struct error *error)
{
    struct list_options *o = options;
    switch (id) {
    case OPTION_LEDGER:
        o->ledger = value;
        return true;
    case OPTION_TOTALS:
        o->totals = true;
        return true;
    case OPTION_VERIFY:
        o->verify = true;
        return true;
    case OPTION_HEAD:
        o->head = value;
        return true;
    case OPTION_WAIT:
        return take_number("--wait", value, 0, 86400, &o->wait, error);
    case 'o':
        o->output = value;
        return true;
    case OPTION_HELP:
        return o->help = true;
    case OPTION_VERSION:
        return o->version = true;
    default:
        return take_pick(o, id, value, error);
    }
}

bool list_options_agree(struct list_options *o, const struct command *command, const char *operand,
                        const char *more, struct error *error)
{
    if (operand != NULL && o->ledger == NULL)
        o->ledger = operand;
    else
        more = operand;
    if (more != NULL)
        return error_set(error, NULL, 0, NULL, _("unexpected operand '%s'; see '%s --help'"), more,
                         command_name(command));
    if (o->ledger == NULL)
        return error_set(error, NULL, 0, NULL, _("which ledger? --ledger FILE"));
    if (o->verify && (o->totals || o->picks))
        return error_set(error, NULL, 0, NULL,
                         _("--verify looks at all entries: it goes with no option that picks"));
    if (o->head != NULL && !o->verify)
        return error_set(error, NULL, 0, NULL, _("--head is for --verify"));
    if (o->totals && o->pick.year == 0)
        return error_set(error, NULL, 0, NULL, _("totals of which year? --year YEAR"));
    return output_spares_ledger(o->output, NULL, o->ledger, error);
}
