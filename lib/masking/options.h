/* What mask is asked for. */
#ifndef BANGFU_MASKING_OPTIONS_H
#define BANGFU_MASKING_OPTIONS_H

#include "masking/columns.h"
#include "table/filter.h"

/* Zeroed, nothing was asked for yet. */
struct mask_options {
    enum purpose purpose;
    bool has_id, id_part;
    bool has_from;
    struct date from; /* the day on which the list is hung out */
    const char *contact, *key_file;
};

extern const struct command_option MASK_OPTIONS[];
bool mask_options_take(void *options, int id, const char *value, struct error *error);

/* False, with an error, where something is missing, or would do nothing and be taken for done. */
bool mask_options_agree(const struct mask_options *options, const struct settings *settings,
                        struct error *error);

#endif
