/*
 * What notice is asked for.
 */
#ifndef BANGFU_NOTICE_OPTIONS_H
#define BANGFU_NOTICE_OPTIONS_H

#include "notice/binding.h"
#include "notice/kinds.h"
#include "table/filter.h"

/* Zeroed, nothing was asked for yet. */
struct notice_options {
    const struct kind *kind;
    const char *template; /* NULL: the built-in one */
    const char *folder;   /* NULL: one document */
    struct given *given;
    int given_count;
    bool overwrite, all;
};

/* Ending with a NULL name. */
extern const struct command_option NOTICE_OPTIONS[];

bool notice_take(struct notice_options *options, int id, const char *value, struct error *error);

/* False where the options do not go together; `output` is that of -o, or NULL. */
bool notice_agree(struct notice_options *options, const struct settings *settings,
                  struct error *error);

void notice_options_free(struct notice_options *options);

#endif
