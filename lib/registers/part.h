/*
 * What the registers are to a filter of households: its options, whom it takes to look for, and
 * what is read once all of them are known.
 */
#ifndef BANGFU_REGISTERS_PART_H
#define BANGFU_REGISTERS_PART_H

#include "registers/relatives.h"
#include "registers/search.h"

struct registers_part {
    struct registers registers;
    const char *members; /* the file of --members, or NULL */
    struct households households;
    struct relatives relatives;
    struct search *search[REGISTER_FILES_MAX]; /* of each file */
};

/* --register and --members. */
extern const struct command_option REGISTERS_OPTIONS[];
bool registers_part_take(void *part, int id, const char *value, struct error *error);

/* For `begin`: has the records held back, opens all registers, and reads the members. False where
 * there is no register, or one of them would be written over or read twice. */
bool registers_part_begin(struct registers_part *part, struct run *run, struct error *error);

/* Takes a household, and where it is decided its applicant, by ID number and name. False without
 * memory. */
bool registers_part_add(struct registers_part *part, const struct household_entry *entry,
                        struct text household_id, const char *id, struct text name);

/* For `finish`: reads the registers. */
bool registers_part_finish(struct registers_part *part, struct run *run, struct buffer *messages,
                           struct error *error);

/* For `summarize`: a line for each file of a register. */
void registers_part_summarize(const struct registers_part *part, struct buffer *out);

void registers_part_free(struct registers_part *part);

#endif
