/*
 * The options of report: what the return is of, and in which form.
 */
#ifndef BANGFU_REPORT_OPTIONS_H
#define BANGFU_REPORT_OPTIONS_H

#include "report/report.h"
#include "table/command.h"

enum report_format { FORMAT_NOT_SAID, FORMAT_TEXT, FORMAT_CSV, FORMAT_XLSX };

/* Zeroed, nothing is said. */
struct report_options {
    bool has_month;
    struct month month;
    enum report_format format;
    bool english, unmasked;
    const char *survey, *baseline;
    bool has_target[ITEM_COUNT]; /* the user's instead of the policy's */
    int64_t target[ITEM_COUNT];
};

/* Ending with a NULL name. */
extern const struct command_option REPORT_OPTIONS[];

/* Takes one of them; false with `error` where its value will not do. */
bool report_take(struct report_options *options, int id, const char *value, struct error *error);

/* Where no format is said: by the ending of the output's name, else text. */
void report_choose_format(struct report_options *options, const char *output);

/* The year's targets: the user's, else those that the policy has on a day. */
void report_targets(const struct report_options *options, const struct policy_set *policy,
                    struct date day, struct report_target out[ITEM_COUNT]);

#endif
