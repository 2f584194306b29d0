#include "registers/registers.h"

#include "base/language.h"
#include "table/command.h"

const char *const REGISTER_NAMES[REGISTER_KINDS] = {
    [REGISTER_HOUSE] = "house",       [REGISTER_VEHICLE] = "vehicle",
    [REGISTER_BUSINESS] = "business", [REGISTER_DECEASED] = "deceased",
    [REGISTER_INCOME] = "income",     [REGISTER_OTHER] = NULL};

/* It stands in a list such as `house:2;vehicle:1`. */
static bool is_name(struct text name)
{
    if (name.n == 0 || name.n > REGISTER_NAME_MAX || name.p[0] < 'a' || name.p[0] > 'z')
        return false;
    for (size_t i = 0; i < name.n; i++) {
        const char c = name.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'))
            return false;
    }
    return true;
}

static enum register_kind kind_of(struct text name)
{
    enum register_kind kind = REGISTER_HOUSE;
    while (kind < REGISTER_OTHER && !text_is(name, REGISTER_NAMES[kind]))
        kind++;
    return kind;
}

/* The register of that name, which may be a new one; -1 with `error`. */
static int find_or_add(struct registers *r, struct text name, struct error *error)
{
    const enum register_kind kind = kind_of(name);
    for (int i = 0; i < r->count; i++)
        if (text_is(name, r->list[i].name))
            return i;
    /* One that nothing limits fails nobody: a slip of the pen must not become one. */
    const char *nearest = text_nearest(name, REGISTER_NAMES, REGISTER_OTHER);
    if (kind == REGISTER_OTHER && nearest != NULL) {
        error_set(error, NULL, 0, NULL,
                  _("option '--register': no rule knows '%.*s'; did you mean '%s'?"), (int)name.n,
                  name.p, nearest);
        return -1;
    }
    if (r->count == REGISTERS_MAX) {
        error_set(error, NULL, 0, NULL, _("more than %d registers"), REGISTERS_MAX);
        return -1;
    }
    struct named_register *added = &r->list[r->count];
    memcpy(added->name, name.p, name.n);
    added->kind = kind;
    return r->count++;
}

bool registers_take(struct registers *r, const char *value, struct error *error)
{
    const char *sign = strchr(value, '=');
    const struct text name = {value, sign == NULL ? 0 : (size_t)(sign - value)};
    if (!is_name(name) || sign[1] == '\0')
        return command_bad_value(error, "--register", value,
                                 _("NAME=FILE, the name of small letters, digits, - and _"));
    const int of = find_or_add(r, name, error);
    if (of < 0)
        return false;
    if (r->file_count == REGISTER_FILES_MAX)
        return error_set(error, NULL, 0, NULL, _("more than %d files"), REGISTER_FILES_MAX);
    r->files[r->file_count++] = (struct register_file){.file = sign + 1, .of = of};
    return true;
}

bool registers_have(const struct registers *r, enum register_kind kind)
{
    for (int i = 0; i < r->count; i++)
        if (r->list[i].kind == kind)
            return true;
    return false;
}
