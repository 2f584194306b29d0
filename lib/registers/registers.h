/*
 * The registers of other bodies as the command line names them: `--register house=houses.csv`.
 * Several files may make one register, such as those of several counties.
 */
#ifndef BANGFU_REGISTERS_REGISTERS_H
#define BANGFU_REGISTERS_REGISTERS_H

#include "base/error.h"
#include "rules/matching.h"

#define REGISTERS_MAX      32
#define REGISTER_FILES_MAX 128
#define REGISTER_NAME_MAX  32

/* `house`, `vehicle` … for those that a rule knows; NULL for REGISTER_OTHER. */
extern const char *const REGISTER_NAMES[REGISTER_KINDS];

struct named_register {
    char name[REGISTER_NAME_MAX + 1];
    enum register_kind kind;
};

/* One file of a register, and what was found in it. */
struct register_file {
    const char *file;
    int of;               /* its register */
    long lines, rejected; /* records; lines that are none */
    long unsound;         /* records without a sound ID number */
    long hits, differs;   /* lines of members, with their name and with another */
};

/* Zeroed, there are none. */
struct registers {
    struct named_register list[REGISTERS_MAX]; /* in the order in which they were first named */
    struct register_file files[REGISTER_FILES_MAX];
    int count, file_count;
};

/* Takes `NAME=FILE`; false with `error` where it is none, or the name looks mistyped. */
bool registers_take(struct registers *registers, const char *value, struct error *error);

/* True where one of them is of that kind. */
bool registers_have(const struct registers *registers, enum register_kind kind);

#endif
