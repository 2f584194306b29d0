#include "notice/options.h"

#include "base/language.h"
#include "table/output.h"

#include <stdlib.h>

enum {
    OPTION_KIND = OPTION_OWN,
    OPTION_TEMPLATE,
    OPTION_SET,
    OPTION_OUTPUT_DIR,
    OPTION_OVERWRITE,
    OPTION_ALL
};

const struct command_option NOTICE_OPTIONS[] = {
    {OPTION_KIND, "kind", N_("KIND"),
     N_("refusal, exit, publicity, withdrawal, missing or sms; of an event poster, run-sheet or "
        "assignment; needed without --template and --all")},
    {OPTION_TEMPLATE, "template", N_("FILE"), N_("use the office's own template")},
    {OPTION_SET, "set", N_("NAME=VALUE"),
     N_("what the template shows as {{NAME}}, such as office=... and contact=...; repeat it")},
    {OPTION_OUTPUT_DIR, "output-dir", N_("DIR"),
     N_("write a file for each record into DIR (0001.html ...), and index.csv")},
    {OPTION_OVERWRITE, "overwrite", NULL, N_("put the letters in the place of those in DIR")},
    {OPTION_ALL, "all", NULL, N_("take all records, not only those that the letter is for")},
    {0}};

/* As placeholders are written. */
static bool is_name(struct text name)
{
    bool ok = name.n > 0;
    for (size_t i = 0; i < name.n; i++)
        ok = ok && memchr("{}#^/?|=!&>.:\"' \t\r\n", name.p[i], 20) == NULL;
    return ok;
}

static bool take_given(struct notice_options *o, const char *value, struct error *error)
{
    struct text rest = text_of(value);
    const struct text whole = rest, name = text_next(&rest, '=');
    if (rest.p == NULL || !is_name(name) || text_valid_utf8(whole) < whole.n)
        return command_bad_value(error, "--set", value, _("NAME=VALUE, in UTF-8"));
    for (int i = 0; i < o->given_count; i++)
        if (text_equal(o->given[i].name, name))
            return command_bad_value(error, "--set", value, _("each name once"));
    struct given *more = reallocarray(o->given, (size_t)o->given_count + 1, sizeof *more);
    char *copy = strndup(name.p, name.n);
    if (more != NULL)
        o->given = more;
    if (more == NULL || copy == NULL) {
        free(copy);
        return error_no_memory(error, NULL);
    }
    o->given[o->given_count++] = (struct given){{copy, name.n}, rest};
    return true;
}

bool notice_take(struct notice_options *o, int id, const char *value, struct error *error)
{
    switch (id) {
    case OPTION_KIND:
        o->kind = kind_find(text_of(value));
        return o->kind != NULL ||
               command_bad_value(error, "--kind", value,
                                 _("refusal, exit, publicity, withdrawal, missing, sms, poster, "
                                   "run-sheet or assignment"));
    case OPTION_TEMPLATE:
        o->template = value;
        return true;
    case OPTION_SET:
        return take_given(o, value, error);
    case OPTION_OUTPUT_DIR:
        o->folder = value;
        return true;
    case OPTION_OVERWRITE:
        o->overwrite = true;
        return true;
    default:
        o->all = true;
        return true;
    }
}

bool notice_agree(struct notice_options *o, const struct settings *settings, struct error *error)
{
    const char *output = settings->output;
    if (o->kind == NULL && o->template != NULL && o->all)
        o->kind = &KIND_OWN;
    if (settings->rejects != NULL)
        return error_set(error, NULL, 0, NULL,
                         _("--rejects would hold what is to be hidden: what is no record is named "
                           "on standard error by its line"));
    if (o->kind == NULL)
        return error_set(error, NULL, 0, NULL,
                         _("--kind is needed: refusal, exit, publicity, withdrawal, missing, sms, "
                           "poster, run-sheet or assignment"));
    if (o->folder != NULL && o->kind->is_list)
        return error_set(error, NULL, 0, NULL,
                         _("--output-dir is for letters: '%s' is one list of all records"),
                         o->kind->name);
    if (o->folder != NULL && output != NULL)
        return error_set(error, NULL, 0, NULL, _("--output-dir and --output do not go together"));
    if (o->overwrite && o->folder == NULL)
        return error_set(error, NULL, 0, NULL, _("--overwrite needs --output-dir"));
    return output_spares(output, NULL, o->template, error);
}

void notice_options_free(struct notice_options *o)
{
    for (int i = 0; i < o->given_count; i++)
        free((char *)o->given[i].name.p);
    free(o->given);
    *o = (struct notice_options){0};
}
