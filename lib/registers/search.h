/*
 * A register read once, from its first line to its last, and the members of households found in
 * it. Nothing of its lines is kept, and nothing in them is ever written: what is said of one is
 * its file and its number.
 */
#ifndef BANGFU_REGISTERS_SEARCH_H
#define BANGFU_REGISTERS_SEARCH_H

#include "base/buffer.h"
#include "registers/households.h"

/* So many lines of a file are named one by one; of all others there is their number. */
#define SEARCH_NAMED_MAX 100

struct search;

/*
 * Opens a file of a register and reads its header, before anything is written. `program` is what
 * messages begin with. NULL with `error` where it cannot be read or has not the columns.
 */
struct search *search_open(const struct registers *registers, struct register_file *file,
                           const char *program, struct error *error);

/*
 * Reads the rest. Lines that are no record of it, amounts of members that cannot be read, and how
 * many lines nobody can be found by are told in `messages`; they make `*findings` true. False with
 * `error` where it cannot be read to its end.
 */
bool search_for(struct search *search, struct households *households, bool threaded,
                struct buffer *messages, bool *findings, struct error *error);

/* NULL is allowed. */
void search_free(struct search *search);

#endif
