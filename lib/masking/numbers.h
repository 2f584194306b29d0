/*
 * The numbers of people in what anybody may have typed. What is masked here leaves the office, so
 * more is hidden than in a message (text_masked), and none of it is shown: a number of seven
 * digits may be a telephone.
 */
#ifndef BANGFU_MASKING_NUMBERS_H
#define BANGFU_MASKING_NUMBERS_H

#include "base/buffer.h"
#include "base/identity.h"

/* What stands in the place of what is hidden. */
#define MASKED "***"

/* From so many digits on a number is hidden. */
#define MASKED_DIGITS_MIN 7

/*
 * Appends a text with its numbers of seven digits and more hidden whole: also where up to eight
 * spaces, marks or words of a date stand between two digits, where they are full-width, Chinese or
 * of another script, and where a letter was typed for one of them. Returns whether there were any.
 */
bool masking_put_text(struct buffer *out, struct text a);

/* The digits of the longest number in a text. */
size_t masking_longest(struct text a);

/*
 * Reads an ID number as people write it: 15 or 18 digits, full-width ones too, spaces and hyphens
 * anywhere, any x. Writes its form of 18 characters, as identity_read does.
 */
enum identity_error masking_read_id(struct text a, char out[IDENTITY_SIZE]);

#endif
