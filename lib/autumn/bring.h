/*
 * What an applicant for student aid in autumn must still bring (申报材料), in words that can be
 * sent as they are.
 */
#ifndef BANGFU_AUTUMN_BRING_H
#define BANGFU_AUTUMN_BRING_H

#include "base/buffer.h"
#include "rules/golden_autumn.h"

/* Appends a sentence in Chinese, whatever the language of messages; nothing where nothing is
 * missing. A deadline that has passed on `today` is not named. */
void autumn_bring(const struct golden_autumn *decision, struct date today, struct buffer *out);

#endif
