/*
 * A folder of letters, one file each, with an `index.csv` that says whose each is. It is written
 * whole or not at all: into a folder within it, from where all files are moved when they are
 * complete. File names are numbers: they carry nothing of a person.
 */
#ifndef BANGFU_NOTICE_FOLDER_H
#define BANGFU_NOTICE_FOLDER_H

#include "base/buffer.h"
#include "base/error.h"

/* Owned by its user; zeroed it is empty. */
struct folder {
    const char *name; /* as messages show it */
    char *inner;      /* where files are written first */
    bool made;        /* the folder was not there before */
    bool overwrites;
    long count;
    struct buffer index, old; /* the new one, and with `overwrites` the one that is there */
};

/* Opens a folder, which is made where it is not there. One that has an index, or at the end a
 * letter of the same name, is refused unless `overwrites`. */
bool folder_open(struct folder *folder, const char *name, bool overwrites, struct error *error);

/* False with `error` where a file that is read (`-`: standard input) has, in this folder, the name
 * of a letter or of the index: it would be written over. */
bool folder_spares(const char *folder, const char *file, struct error *error);

/* Writes the next letter: of a household, from a line of the table, as the index shows them. */
bool folder_add(struct folder *folder, struct text household_id, struct text line,
                struct text letter, struct error *error);

/* Brings all to disk, and then gives all their names. Letters that an earlier index names and that
 * were not written over are removed: nobody shall send them with the new ones. */
bool folder_finish(struct folder *folder, struct error *error);
bool folder_publish(struct folder *folder, struct error *error);

/* Leaves nothing behind that was not published. */
void folder_abandon(struct folder *folder);

#endif
