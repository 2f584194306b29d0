/*
 * Where in HTML one is: what is escaped for text is safe in text, and nowhere else.
 */
#ifndef BANGFU_NOTICE_MARKUP_H
#define BANGFU_NOTICE_MARKUP_H

#include "base/text.h"

/*
 * Reads a piece that begins in text, as browsers do. True when it certainly ends there, too: every
 * tag and remark that it begins it also ends, and every script, style sheet and title. False as
 * well for what one cannot be certain of: a quote in a tag that begins no value, svg, noscript.
 */
bool markup_ends_in_text(struct text piece);

#endif
