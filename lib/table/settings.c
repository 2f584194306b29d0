/* The options common to all filters. */
#include "table/settings.h"

#include "base/language.h"
#include "table/output.h"

#include <stdlib.h>

enum {
    OPTION_REJECTS = 256,
    OPTION_SUMMARY,
    OPTION_PROGRESS,
    OPTION_NO_PROGRESS,
    OPTION_NO_HEADER,
    OPTION_COLUMNS,
    OPTION_DELIMITER,
    OPTION_REGION,
    OPTION_SCHEME,
    OPTION_AS_OF,
    OPTION_CALENDAR,
    OPTION_ONLY
};

/* Of those that `uses` does not say: the filter has another scheme. */
#define HAS_SCHEMES (1u << 16)

/* In the order of help; an option that needs something the filter does not use is left out. */
static const struct {
    struct command_option option;
    unsigned uses;
} COMMON[] = {
    {{'o', "output", N_("FILE"),
      N_("write the table to FILE, whole or not at all, instead of standard output")},
     0},
    {{'p', "policy", N_("FILE"),
      N_("use this policy table instead of the built-in one; repeat it to add rows")},
     USES_POLICY},
    {{'d', "date", N_("DATE"),
      N_("decide by what was in force on DATE (YYYY-MM-DD), not on the record's own day or today")},
     USES_DATE},
    {{OPTION_REGION, "region", N_("CODE"), N_("the region of records that name none")},
     USES_POLICY},
    {{OPTION_SCHEME, "scheme", N_("NAME"),
      N_("decide by the rules of NAME: dossier (default) or golden-autumn")},
     HAS_SCHEMES},
    {{OPTION_AS_OF, "as-of", N_("DATE"),
      N_("look at it on DATE (YYYY-MM-DD) instead of today, and say what is overdue then")},
     USES_AS_OF},
    {{OPTION_CALENDAR, "calendar", N_("FILE"),
      N_("add the days off and working days of FILE to the calendar; may be repeated")},
     USES_CALENDAR},
    {{'e', "explain", NULL,
      N_("write an account of each decision instead of the table (which goes to -o FILE)")},
     USES_EXPLANATIONS},
    {{OPTION_ONLY, "only", N_("ID"),
      N_("explain only the household with this household_id; may be repeated")},
     USES_EXPLANATIONS},
    {{'j', "jobs", N_("N"),
      N_("use N threads, 1 to 64 (default: one for each processor, at most 4)")},
     0},
    {{OPTION_DELIMITER, "delimiter", N_("C"), N_("the input's delimiter: one character, or tab")},
     0},
    {{OPTION_REJECTS, "rejects", N_("FILE"),
      N_("write what is no record of the table to FILE, with its line and the reason")},
     0},
    {{OPTION_NO_HEADER, "no-header", NULL,
      N_("the input has no header line, and none is written; needs --columns")},
     0},
    {{OPTION_COLUMNS, "columns", N_("LIST"),
      N_("the names of the columns, joined by commas, of an input without header")},
     0},
    {{OPTION_SUMMARY, "summary", NULL,
      N_("count at the end, on standard error, what was read, written and rejected")},
     0},
    {{OPTION_PROGRESS, "progress", NULL,
      N_("show progress on standard error (automatic on a terminal)")},
     0},
    {{OPTION_NO_PROGRESS, "no-progress", NULL, N_("never show progress")}, 0},
    {{OPTION_HELP, "help", NULL, N_("show this help and stop")}, 0},
    {{OPTION_VERSION, "version", NULL, N_("show the version and stop")}, 0},
};

void settings_options(const struct filter *filter, struct command_option *out)
{
    const struct command_option *own = filter->options;
    const unsigned uses = filter->uses | (filter->golden_autumn != NULL ? HAS_SCHEMES : 0);
    int n = 0;
    for (; own != NULL && own->name != NULL && n < COMMAND_OPTIONS_MAX; own++)
        out[n++] = *own;
    for (size_t i = 0; i < sizeof COMMON / sizeof *COMMON && n < COMMAND_OPTIONS_MAX; i++)
        if ((COMMON[i].uses & ~uses) == 0) {
            out[n] = COMMON[i].option;
            if (filter->picks && out[n].id == OPTION_COLUMNS)
                out[n].help = N_("the columns to take, joined by commas, in this order; with "
                                 "--no-header, the names of all");
            n++;
        }
    out[n] = (struct command_option){0};
}

static bool add(const char ***list, int *count, const char *value)
{
    const char **more = reallocarray(*list, (size_t)*count + 1, sizeof *more);
    if (more == NULL)
        return false;
    more[(*count)++] = value;
    *list = more;
    return true;
}

static bool take_delimiter(struct settings *s, const char *value, struct error *error)
{
    if (strcmp(value, "tab") == 0 || strcmp(value, "\\t") == 0)
        s->delimiter = '\t';
    else if (strlen(value) == 1 && strchr("\"\r\n ", value[0]) == NULL)
        s->delimiter = value[0];
    else
        return command_bad_value(error, "--delimiter", value,
                                 _("one character other than a quote or a space, or tab"));
    return true;
}

static bool take_jobs(struct settings *s, const char *value, struct error *error)
{
    char *end;
    s->jobs = strtol(value, &end, 10);
    if (*value == '\0' || *end != '\0' || s->jobs < 1 || s->jobs > 64)
        return command_bad_value(error, "--jobs", value, _("a number from 1 to 64"));
    return true;
}

bool settings_take(struct settings *s, int id, const char *value, struct error *error)
{
    switch (id) {
    case 'o':
        s->output = value;
        return true;
    case 'p':
        return add(&s->policies, &s->policy_count, value) || error_no_memory(error, NULL);
    case 'd':
        s->has_date = date_parse(text_of(value), &s->date);
        return s->has_date || command_bad_value(error, "--date", value, _("a date YYYY-MM-DD"));
    case OPTION_REGION:
        s->has_region = region_parse(text_of(value), &s->region);
        return s->has_region || command_bad_value(error, "--region", value,
                                                  _("a code of six digits such as 341502"));
    case OPTION_SCHEME:
        s->scheme = strcmp(value, SCHEME_NAMES[SCHEME_DOSSIER]) == 0         ? SCHEME_DOSSIER
                    : strcmp(value, SCHEME_NAMES[SCHEME_GOLDEN_AUTUMN]) == 0 ? SCHEME_GOLDEN_AUTUMN
                                                                             : SCHEME_BOTH;
        return s->scheme != SCHEME_BOTH ||
               command_bad_value(error, "--scheme", value, _("dossier or golden-autumn"));
    case OPTION_AS_OF:
        s->has_as_of = date_parse(text_of(value), &s->as_of);
        return s->has_as_of || command_bad_value(error, "--as-of", value, _("a date YYYY-MM-DD"));
    case OPTION_CALENDAR:
        return add(&s->calendars, &s->calendar_count, value) || error_no_memory(error, NULL);
    case 'e':
        s->explain = true;
        return true;
    case OPTION_ONLY:
        return add(&s->only, &s->only_count, value) || error_no_memory(error, NULL);
    case 'j':
        return take_jobs(s, value, error);
    case OPTION_DELIMITER:
        return take_delimiter(s, value, error);
    case OPTION_REJECTS:
        s->rejects = value;
        return true;
    case OPTION_NO_HEADER:
        s->no_header = true;
        return true;
    case OPTION_COLUMNS:
        s->columns = value;
        return true;
    case OPTION_SUMMARY:
        s->summary = true;
        return true;
    case OPTION_PROGRESS:
        s->progress = true;
        s->no_progress = false;
        return true;
    default: /* OPTION_NO_PROGRESS, the last of the list */
        s->no_progress = true;
        s->progress = false;
        return true;
    }
}

bool settings_check(const struct settings *s, const struct filter *filter, struct error *error)
{
    if (s->no_header && s->columns == NULL)
        return error_set(error, NULL, 0, NULL, _("--no-header needs --columns"));
    if (s->columns != NULL && !s->no_header && !filter->picks)
        return error_set(error, NULL, 0, NULL, _("--columns is for an input with --no-header"));
    if (s->only_count > 0 && !s->explain)
        return error_set(error, NULL, 0, NULL, _("--only picks what --explain explains"));
    if (s->rejects != NULL &&
        (output_same(s->rejects, s->output) || (s->explain && output_same(s->rejects, NULL))))
        return error_set(error, NULL, 0, NULL, _("--rejects needs a file of its own, found '%s'"),
                         s->rejects);
    if (s->explain && s->output != NULL && strcmp(s->output, "-") == 0)
        return error_set(error, NULL, 0, NULL,
                         _("with --explain the table cannot go to standard output"));
    return true;
}

void settings_free(struct settings *s)
{
    free(s->policies);
    free(s->calendars);
    free(s->only);
}
