/* policy: what is in force for a region on a day, with the source of every value; and a lint. */
#include "policy/policy.h"
#include "account/account.h"
#include "base/language.h"
#include "table/command.h"
#include "table/output.h"
#include "table/policy_csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { OPTION_REGION = 256, OPTION_SCHEME, OPTION_FORMAT, OPTION_CHECK };

static const struct command_option OPTIONS[] = {
    {OPTION_REGION, "region", N_("CODE"), N_("show what is in force there (six digits)")},
    {'d', "date", N_("DATE"), N_("on this day (YYYY-MM-DD; default today)")},
    {OPTION_SCHEME, "scheme", N_("NAME"), N_("only dossier or only golden-autumn")},
    {OPTION_FORMAT, "format", N_("FORMAT"),
     N_("text (default), or csv: a policy table that holds just these values")},
    {'p', "policy", N_("FILE"),
     N_("use this policy table instead of the built-in one; repeat it to add rows")},
    {OPTION_CHECK, "check", N_("FILE"), N_("only look policy tables over: FILE and the operands")},
    {'o', "output", N_("FILE"),
     N_("write to FILE, whole or not at all, instead of standard output")},
    {OPTION_HELP, "help", NULL, N_("show this help and stop")},
    {OPTION_VERSION, "version", NULL, N_("show the version and stop")},
    {0}};

static const struct command COMMAND = {
    .name = "policy",
    .operands = "[--check FILE...]",
    .summary = N_("Shows the policy in force for a region and day, with the source of each value."),
    .example = "policy --region 341502 --date 2025-06-01",
};

#define FILES_MAX 32

struct policy_run {
    bool help, version, csv, has_region;
    struct region region;
    struct date date;
    enum scheme scheme; /* SCHEME_BOTH: each in turn */
    const char *output;
    int shows; /* an option that says what to show, 0 without any */
    const char *policies[FILES_MAX], *checks[FILES_MAX];
    int policy_count, check_count;
    struct policy *policy;
    const struct policy_value *dibao; /* the one shown last */
    struct buffer out;
    struct error error;
    long findings;
};

/* ---- options ------------------------------------------------------------------------------- */

static bool add_file(const char **files, int *count, const char *file, struct error *error)
{
    if (*count == FILES_MAX)
        return error_set(error, NULL, 0, NULL, _("more than %d files"), FILES_MAX);
    files[(*count)++] = file;
    return true;
}

static bool take_scheme(struct policy_run *run, const char *value, struct error *error)
{
    for (enum scheme s = SCHEME_DOSSIER; s < SCHEMES; s++) {
        if (strcmp(value, SCHEME_NAMES[s]) != 0)
            continue;
        run->scheme = s;
        return true;
    }
    return command_bad_value(error, "--scheme", value, _("dossier or golden-autumn"));
}

static bool take(void *data, int id, const char *value, struct error *error)
{
    struct policy_run *run = data;
    if (id != OPTION_CHECK && id != 'o' && id != OPTION_HELP && id != OPTION_VERSION)
        run->shows = id;
    switch (id) {
    case OPTION_REGION:
        run->has_region = region_parse(text_of(value), &run->region);
        return run->has_region || command_bad_value(error, "--region", value,
                                                    _("a code of six digits such as 341502"));
    case 'd':
        return date_parse(text_of(value), &run->date) ||
               command_bad_value(error, "--date", value, _("a date YYYY-MM-DD"));
    case OPTION_SCHEME:
        return take_scheme(run, value, error);
    case OPTION_FORMAT:
        run->csv = strcmp(value, "csv") == 0;
        return run->csv || strcmp(value, "text") == 0 ||
               command_bad_value(error, "--format", value, _("text or csv"));
    case 'p':
        return add_file(run->policies, &run->policy_count, value, error);
    case OPTION_CHECK:
        return add_file(run->checks, &run->check_count, value, error);
    case 'o':
        run->output = value;
        return true;
    default:
        run->help |= id == OPTION_HELP;
        run->version |= id == OPTION_VERSION;
        return true;
    }
}

/* Operands are further tables to look over. */
static bool take_operands(struct policy_run *run, char **operands)
{
    for (; *operands != NULL; operands++) {
        if (run->check_count == 0)
            return error_set(&run->error, NULL, 0, NULL,
                             _("unexpected operand '%s'; see '%s --help'"), *operands,
                             command_name(&COMMAND));
        if (!add_file(run->checks, &run->check_count, *operands, &run->error))
            return false;
    }
    return true;
}

/* Tables are looked over by themselves: for every region and day that they name. */
static bool options_agree(struct policy_run *run)
{
    const struct command_option *option = OPTIONS;
    if (run->check_count == 0 || run->shows == 0)
        return true;
    while (option->id != run->shows)
        option++;
    return error_set(&run->error, NULL, 0, NULL, _("--check does not go together with --%s"),
                     option->name);
}

/* ---- checking ------------------------------------------------------------------------------ */

static void put_fault(void *data, const struct error *error)
{
    struct policy_run *run = data;
    char line[1024];
    buffer_format(&run->out, "%s\n", error_line(error, line, sizeof line));
    run->findings++;
}

static bool check(struct policy_run *run)
{
    const struct policy_report report = {put_fault, run};
    for (int i = 0; i < run->check_count; i++) {
        long before = run->findings;
        if (!policy_check_file(run->checks[i], &report, &run->error))
            return false;
        if (run->findings == before)
            buffer_format(&run->out, _("%s: nothing found\n"), run->checks[i]);
    }
    return true;
}

/* ---- showing ------------------------------------------------------------------------------- */

/* Which parameters a scheme reads. */
static bool concerns(enum scheme scheme, enum parameter parameter)
{
    bool golden = PARAMETER_INFO[parameter].reader == READ_BY_GOLDEN_AUTUMN;
    return parameter == PARAMETER_DIBAO || golden == (scheme == SCHEME_GOLDEN_AUTUMN);
}

static bool show(struct policy_run *run, enum scheme scheme)
{
    char region[REGION_TEXT_SIZE], date[DATE_TEXT_SIZE];
    struct policy_view *view = policy_view_new(run->policy, scheme);
    const struct policy_set *set = view == NULL ? NULL : policy_at(view, run->region, run->date);
    if (set != NULL && !run->csv) {
        region_format(run->region, region);
        date_format(run->date, date);
        buffer_format(&run->out, _("scheme %s, region %s, on %s\n"), SCHEME_NAMES[scheme], region,
                      date);
        if (!policy_get(set, PARAMETER_DIBAO)->set)
            buffer_string(&run->out,
                          _("  dibao is not set: nothing can be decided there on that day\n"));
    }
    for (int i = 0; set != NULL && i < PARAMETER_COUNT; i++) {
        const struct policy_value *v = policy_get(set, (enum parameter)i);
        if (!v->set || !concerns(scheme, (enum parameter)i) || (run->csv && v->is_default))
            continue;
        if (!run->csv)
            account_policy_value(&run->out, v, run->date);
        else if (v != run->dibao) /* both schemes may read the same one */
            policy_csv_put(&run->out, v);
        if (v->parameter == PARAMETER_DIBAO)
            run->dibao = v;
    }
    policy_view_free(view);
    return set != NULL || error_no_memory(&run->error, NULL);
}

static bool show_in_force(struct policy_run *run)
{
    if (!run->has_region)
        return error_set(&run->error, NULL, 0, NULL,
                         _("which region? --region CODE, such as --region 341502"));
    run->policy = policy_load(run->policies, run->policy_count, &run->error);
    if (run->policy == NULL)
        return false;
    if (run->csv)
        buffer_string(&run->out, POLICY_CSV_HEADER);
    for (enum scheme s = SCHEME_DOSSIER; s < SCHEMES; s++)
        if ((run->scheme == SCHEME_BOTH || run->scheme == s) && !show(run, s))
            return false;
    return true;
}

/* ---- the program --------------------------------------------------------------------------- */

static bool work(struct policy_run *run)
{
    static const struct command_section NO_SECTIONS[] = {{NULL, NULL}};
    bool ok = true;
    if (run->help)
        command_help(&COMMAND, OPTIONS, NO_SECTIONS, &run->out);
    else if (run->version)
        command_version(&COMMAND, &run->out);
    else
        ok = run->check_count > 0 ? check(run) : show_in_force(run);
    struct output output = {0};
    if (ok && run->out.failed)
        ok = error_no_memory(&run->error, NULL);
    ok = ok && output_open(&output, run->output, &run->error) &&
         output_write(&output, buffer_view(&run->out), &run->error) &&
         output_commit(&output, &run->error);
    output_abandon(&output);
    return ok;
}

int main(int argc, char **argv)
{
    static struct policy_run run;
    char line[1024];
    command_guard_descriptors();
    language_open();
    run.date = date_today();
    int first = command_parse(&COMMAND, OPTIONS, argc, argv, take, &run, &run.error);
    bool ok = first >= 0 && take_operands(&run, argv + first) && options_agree(&run) && work(&run);
    if (!ok)
        (void)fprintf(stderr, "%s: %s\n", command_name(&COMMAND),
                      error_line(&run.error, line, sizeof line));
    policy_free(run.policy);
    buffer_free(&run.out);
    return !ok ? 2 : run.findings > 0 ? 1 : 0;
}
