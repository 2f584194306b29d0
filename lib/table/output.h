/*
 * A file written whole or not at all: beside its target, renamed over it when complete; or a
 * stream (standard output). Every write is looked at.
 */
#ifndef BANGFU_TABLE_OUTPUT_H
#define BANGFU_TABLE_OUTPUT_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>

/* Zeroed, it is closed. */
struct output {
    int fd;
    bool open;
    const char *target; /* as messages show it; NULL: a stream */
    char *real;         /* the same without links: what is written is put there */
    char *temporary;
};

/*
 * Opens `target` for writing, or standard output where it is NULL or `-`. A new file is only its
 * owner's to read (mode 0600) until and after it is renamed. A link stays: the file it leads to is
 * replaced. Special files (a device, a pipe) are written to as they are.
 */
bool output_open(struct output *output, const char *target, struct error *error);

/* True when two targets are one place: the same file by whatever name, or both standard output. */
bool output_same(const char *a, const char *b);

/*
 * False, with an error, where `file` – read beside what is written; NULL and `-` are none – would
 * be written over by one of the two targets, each of which may be NULL. With a ledger the files
 * that are kept beside it count, too.
 */
bool output_spares(const char *output, const char *rejects, const char *file, struct error *error);
bool output_spares_ledger(const char *output, const char *rejects, const char *ledger,
                          struct error *error);

/* False, with an error, where `target` is a terminal's standard output: a workbook is not for it.
 */
bool output_suits_workbook(const char *target, struct error *error);

bool output_write(struct output *output, struct text bytes, struct error *error);

/* The same, for those that are to hand bytes on to something that they do not know. */
bool output_sink(void *output, struct text bytes, struct error *error);

/*
 * Ends writing in two steps, so that several files can be finished before the first of them takes
 * the place of an old one: brings it to disk; then gives it its name.
 */
bool output_finish(struct output *output, struct error *error);
bool output_publish(struct output *output, struct error *error);

/* Both steps. */
bool output_commit(struct output *output, struct error *error);

/* Closes it and leaves nothing behind; does nothing after a commit. */
void output_abandon(struct output *output);

#endif
