/*
 * A folder of letters that an interruption (Ctrl-C, a terminal that closes) would leave behind
 * half written.
 */
#ifndef BANGFU_NOTICE_INTERRUPTION_H
#define BANGFU_NOTICE_INTERRUPTION_H

#include <stdbool.h>
#include <stddef.h>

/* The longest name of a letter's file, with its end. */
#define LETTER_NAME_SIZE 32
#define LETTER_INDEX     "index.csv"

/* Writes `0001.html`; safe in a signal handler. */
void letter_name(long number, char out[LETTER_NAME_SIZE]);

/*
 * From now on an interruption removes the letters 1 to `*count` and the index from the folder
 * `inner`, it, and where `outer` is not NULL that folder, too, if nothing else is in it. All are
 * read when it comes. One folder at a time.
 */
void interruption_clears(const char *inner, const char *outer, const volatile long *count);

/* From now on it waits: what has begun to take its place does so wholly. */
void interruption_waits(void);

/* It removes nothing any more; one that has waited comes now. */
void interruption_ends(void);

#endif
