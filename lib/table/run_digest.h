/*
 * One digest for all that a filter with `digests` has read, by which a table that was decided or
 * posted is known again.
 */
#ifndef BANGFU_TABLE_RUN_DIGEST_H
#define BANGFU_TABLE_RUN_DIGEST_H

#include "table/filter.h"

/* For `finish`: the SHA-256 of the file, or of the digests of several in turn. */
void run_digest(const struct run *run, char out[DIGEST_TEXT_SIZE]);

#endif
