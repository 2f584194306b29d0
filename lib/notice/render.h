/*
 * A template filled in.
 */
#ifndef BANGFU_NOTICE_RENDER_H
#define BANGFU_NOTICE_RENDER_H

#include "base/date.h"
#include "notice/letters.h"

/* All that values come from, besides a record. */
struct rendering {
    const struct template *template;
    const struct binding *binding;
    const struct letters *letters; /* their number and sums */
    const struct given *given;
    struct date today;
    bool html;
};

/* What stands before and behind the records; `letter` is the one that it is for, or NULL: then
 * columns show what all records have in them. */
bool render_before(const struct rendering *rendering, const struct letter *letter,
                   struct buffer *out, struct error *error);
bool render_behind(const struct rendering *rendering, const struct letter *letter,
                   struct buffer *out, struct error *error);

/* One record; the whole template where no part of it is repeated. Each of these is false with
 * `error`, which names the column, where a value is not what its filter is for. */
bool render_record(const struct rendering *rendering, const struct letter *letter,
                   struct buffer *out, struct error *error);

#endif
