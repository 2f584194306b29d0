/*
 * The options common to all filters: what they are called, and what they set.
 */
#ifndef BANGFU_TABLE_SETTINGS_H
#define BANGFU_TABLE_SETTINGS_H

#include "table/filter.h"

/* Puts together the options of a filter, COMMAND_OPTIONS_MAX at the most, ending with a NULL name.
 */
void settings_options(const struct filter *filter, struct command_option *out);

/* Takes a common option. */
bool settings_take(struct settings *settings, int id, const char *value, struct error *error);

/* Once all are taken: refuses what does not go together. */
bool settings_check(const struct settings *settings, const struct filter *filter,
                    struct error *error);

void settings_free(struct settings *settings);

#endif
