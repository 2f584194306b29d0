/*
 * A file without a name: only this process can reach it, and it is gone with it, however it ends.
 */
#ifndef BANGFU_BASE_TEMPORARY_H
#define BANGFU_BASE_TEMPORARY_H

/*
 * Opens a new empty file for reading and writing in the folder that TMPDIR names, or in /tmp.
 * Returns its descriptor, or -1 with errno.
 */
int temporary_open(void);

/* The folder that it is in, for messages. */
const char *temporary_folder(void);

#endif
