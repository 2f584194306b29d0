#include "registers/part.h"

#include "base/identity.h"
#include "base/language.h"
#include "registers/name_key.h"

#include <unistd.h>

enum { OPTION_REGISTER = OPTION_OWN, OPTION_MEMBERS };

const struct command_option REGISTERS_OPTIONS[] = {
    {OPTION_REGISTER, "register", N_("NAME=FILE"),
     N_("look the members up in this register: house, vehicle, business, deceased, income, or any "
        "other name, whose hits are only counted; repeat it for more")},
    {OPTION_MEMBERS, "members", N_("FILE"),
     N_("the members of the households, by household_id; without it only the applicants are "
        "looked up")},
    {0}};

bool registers_part_take(void *part, int id, const char *value, struct error *error)
{
    struct registers_part *p = part;
    if (id == OPTION_REGISTER)
        return registers_take(&p->registers, value, error);
    p->members = value;
    return true;
}

static bool standard_input_once(const struct registers_part *p, const struct run *run,
                                struct error *error)
{
    int count = p->members != NULL && strcmp(p->members, "-") == 0;
    for (int i = 0; i < run->file_count; i++)
        count += strcmp(run->files[i], "-") == 0;
    for (int i = 0; i < p->registers.file_count; i++)
        count += strcmp(p->registers.files[i].file, "-") == 0;
    return count <= 1 ||
           error_set(error, NULL, 0, NULL,
                     _("standard input is one table only: the applicants, the members or a "
                       "register"));
}

static bool all_apart(const struct registers_part *p, const struct run *run, struct error *error)
{
    bool ok = output_spares(run->settings.output, run->settings.rejects, p->members, error);
    for (int i = 0; i < p->registers.file_count && ok; i++)
        ok = output_spares(run->settings.output, run->settings.rejects, p->registers.files[i].file,
                           error);
    return ok && standard_input_once(p, run, error);
}

bool registers_part_begin(struct registers_part *p, struct run *run, struct error *error)
{
    run->holds = true;
    if (p->registers.count == 0)
        return error_set(error, NULL, 0, NULL,
                         _("no register to look people up in: --register NAME=FILE, such as "
                           "--register house=houses.csv"));
    if (!all_apart(p, run, error))
        return false;
    for (int i = 0; i < p->registers.file_count; i++) {
        p->search[i] = search_open(&p->registers, &p->registers.files[i],
                                   command_name(&run->filter->command), error);
        if (p->search[i] == NULL)
            return false;
    }
    return p->members == NULL || relatives_read(&p->relatives, p->members, error);
}

/* The applicant comes first: as they are named there, they are looked for. */
bool registers_part_add(struct registers_part *p, const struct household_entry *entry,
                        struct text household_id, const char *id, struct text name)
{
    struct households *h = &p->households;
    const uint32_t place = (uint32_t)h->count;
    if (!households_add(h, entry))
        return false;
    return !entry->decided ||
           (members_add(&h->members, identity_key(id), place, name_key(name)) &&
            (household_id.n == 0 || relatives_join(&p->relatives, household_id, h, place)));
}

/* A register that nothing limits looks like a check, and is none. */
static void say_unlimited(const struct registers_part *p, const char *program,
                          struct buffer *messages)
{
    for (int i = 0; i < p->registers.count; i++)
        if (p->registers.list[i].kind == REGISTER_OTHER)
            buffer_format(messages,
                          _("%s: no rule knows the register '%s': its hits are counted, and fail "
                            "nobody\n"),
                          program, p->registers.list[i].name);
}

bool registers_part_finish(struct registers_part *p, struct run *run, struct buffer *messages,
                           struct error *error)
{
    const char *program = command_name(&run->filter->command);
    const bool threaded =
        run->settings.jobs > 1 || (run->settings.jobs == 0 && sysconf(_SC_NPROCESSORS_ONLN) > 1);
    relatives_free(&p->relatives);
    if (!households_begin_search(&p->households, p->registers.count))
        return error_no_memory(error, NULL);
    for (int i = 0; i < p->registers.file_count; i++) {
        if (!search_for(p->search[i], &p->households, threaded, messages, &run->findings, error))
            return false;
        search_free(p->search[i]);
        p->search[i] = NULL;
    }
    say_unlimited(p, program, messages);
    return true;
}

void registers_part_summarize(const struct registers_part *p, struct buffer *out)
{
    for (int i = 0; i < p->registers.file_count; i++) {
        const struct register_file *file = &p->registers.files[i];
        buffer_format(out,
                      _("  %s, %s: %ld records, %ld lines that are none; hits %ld, with another "
                        "name %ld\n"),
                      p->registers.list[file->of].name, input_name(file->file), file->lines,
                      file->rejected, file->hits, file->differs);
    }
}

void registers_part_free(struct registers_part *p)
{
    for (int i = 0; i < p->registers.file_count; i++)
        search_free(p->search[i]);
    relatives_free(&p->relatives);
    households_free(&p->households);
}
