/*
 * Inside lib/policy: how a policy table is held between loading and looking up.
 */
#ifndef BANGFU_POLICY_TABLE_H
#define BANGFU_POLICY_TABLE_H

#include "policy/policy.h"

/* One line of a file. Bracketed parameters have several rows to a value. */
struct policy_row {
    struct policy_value value; /* brackets not yet filled in */
    struct bracket bracket;
};

struct policy {
    struct policy_row *rows; /* by region, parameter, scheme, from, bracket */
    size_t row_count;
    struct policy_value *values; /* the rows, brackets gathered; same order */
    size_t value_count;
    struct bracket *brackets; /* of all values */
    struct owned {            /* strings that rows point to */
        struct owned *next;
        char text[];
    } * strings;
    struct policy_file *files; /* in the order in which they were added */
    int file_count;
};

/* The order of `rows`; 0 for rows of the same key. */
int policy_row_compare(const void *a, const void *b);

/* A copy of `text` that lives as long as the policy; NULL without memory. */
const char *policy_keep(struct policy *policy, struct text text);

enum policy_reading { POLICY_READ, POLICY_FAULTY, POLICY_NO_MEMORY };

/*
 * Reads the rows of one file into a new array (`*out`, the caller's to free), sorted, without
 * regard to other rows of the policy. The first fault goes to `error`; with a `report` every fault
 * is reported. Without memory nothing is reported from there on, and `error` is left alone.
 */
enum policy_reading policy_read_rows(struct policy *policy, const char *file, struct text bytes,
                                     const struct policy_report *report, struct policy_row **out,
                                     size_t *count, struct error *error);

/* Reports what loads but makes no sense; false without memory. */
bool policy_look_over(const struct policy *policy, const struct policy_report *report);

/* The index of the first value of a region, its parameters from `parameter` on, or of the next. */
size_t policy_first_value(const struct policy *policy, struct region region,
                          enum parameter parameter);

#endif
