#include "masking/options.h"

#include "base/language.h"

enum { OPTION_FOR = OPTION_OWN, OPTION_ID, OPTION_FROM, OPTION_CONTACT, OPTION_KEY_FILE };

const struct command_option MASK_OPTIONS[] = {
    {OPTION_FOR, "for", N_("PURPOSE"),
     N_("publicity: the public list; log: no identifiers; share: to be joined by another office")},
    {OPTION_ID, "id", N_("FORM"),
     N_("with publicity: show of ID numbers partial (first six and last two digits) or none "
        "(default)")},
    {OPTION_FROM, "from", N_("DATE"),
     N_("with publicity: the list is hung out on DATE (YYYY-MM-DD); say until when, and how to "
        "object")},
    {OPTION_CONTACT, "contact", N_("TEXT"), N_("with --from: whom objections are to reach")},
    {OPTION_KEY_FILE, "key-file", N_("FILE"),
     N_("with share: the key of the hashes, 16 bytes and more, which only its owner can read")},
    {0}};

static bool take_purpose(struct mask_options *o, const char *value, struct error *error)
{
    static const char *const PURPOSES[] = {
        [PURPOSE_PUBLICITY] = "publicity", [PURPOSE_LOG] = "log", [PURPOSE_SHARE] = "share"};
    for (int i = PURPOSE_PUBLICITY; i <= PURPOSE_SHARE; i++) {
        if (strcmp(value, PURPOSES[i]) != 0)
            continue;
        o->purpose = (enum purpose)i;
        return true;
    }
    return command_bad_value(error, "--for", value, _("publicity, log or share"));
}

bool mask_options_take(void *data, int id, const char *value, struct error *error)
{
    struct mask_options *o = data;
    switch (id) {
    case OPTION_FOR:
        return take_purpose(o, value, error);
    case OPTION_ID:
        o->has_id = true;
        o->id_part = strcmp(value, "partial") == 0;
        return o->id_part || strcmp(value, "none") == 0 ||
               command_bad_value(error, "--id", value, _("partial or none"));
    case OPTION_FROM:
        o->has_from = date_parse(text_of(value), &o->from);
        return o->has_from || command_bad_value(error, "--from", value, _("a date YYYY-MM-DD"));
    case OPTION_CONTACT:
        o->contact = value;
        return true;
    default: /* OPTION_KEY_FILE */
        o->key_file = value;
        return true;
    }
}

/* What would do nothing, and be taken for done, is refused. */
bool mask_options_agree(const struct mask_options *o, const struct settings *s, struct error *error)
{
    const enum purpose purpose = o->purpose;
    const bool by_policy = s->policy_count > 0 || s->calendar_count > 0 || s->has_region;
    if (purpose == PURPOSE_NONE)
        return error_set(error, NULL, 0, NULL,
                         _("what for? one of --for publicity, --for log and --for share"));
    if (s->rejects != NULL)
        return error_set(error, NULL, 0, NULL,
                         _("--rejects would hold what is to be hidden: what is no record is named "
                           "on standard error by its line"));
    if (purpose != PURPOSE_PUBLICITY && (o->has_id || o->has_from || o->contact != NULL))
        return error_set(error, NULL, 0, NULL,
                         _("--id, --from and --contact are for --for publicity"));
    if (!o->has_from && (by_policy || o->contact != NULL))
        return error_set(error, NULL, 0, NULL,
                         _("--contact, --policy, --region and --calendar are for a list hung out "
                           "--from a day"));
    if ((o->key_file != NULL) != (purpose == PURPOSE_SHARE))
        return error_set(error, NULL, 0, NULL, _("--for share and --key-file need each other"));
    return true;
}
