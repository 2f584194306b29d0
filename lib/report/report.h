/*
 * The monthly return (月报) as people see it: a workbook, a text for the terminal or a mail, a
 * table for other programs. Nothing is counted here; sums of parts are made again to be shown.
 */
#ifndef BANGFU_REPORT_REPORT_H
#define BANGFU_REPORT_REPORT_H

#include "report/detail.h"
#include "report/used.h"
#include "report/words.h"
#include "sheet/book.h"
#include "table/filter.h"
#include "tally/compare.h"
#include "tally/survey.h"

struct report_target {
    bool set;
    bool ended;                    /* the policy's has run out: there is none */
    int64_t households;            /* of the year */
    const struct policy_value *by; /* NULL: given by the user */
};

/* A file beside the table: NULL names are files that were not given. */
struct report_file {
    const char *name;
    char digest[DIGEST_TEXT_SIZE];
    long records;
};

struct report {
    bool english;
    const char *program;
    const struct counted *counted;
    bool has_region;
    struct region region; /* the smallest that all records lie in, or the user's */
    struct report_target target[ITEM_COUNT];
    const struct survey *survey;            /* NULL: none */
    const struct tally_comparison *changes; /* NULL: no baseline */
    struct detail *detail;
    bool unmasked;
    const struct run_input *inputs;
    int input_count;
    struct report_file baseline, survey_file;
    const struct policy *policy;
    const struct used *used; /* by which the records were decided */
};

/* ---- figures, as they are shown ----------------------------------------------------------------
 */

static inline const char *report_word(const struct report *report, enum say what)
{
    return report_say(report->english, what);
}

const char *report_item(const struct report *report, enum item item);
const char *report_category(const struct report *report, enum category category);

/* A cell's text, in which anything may have been typed: masked, unless nothing is. */
void report_cell(const struct report *report, struct text cell, struct buffer *out);

/* What a group is called. */
void report_group_name(const struct report *report, enum by by, const struct group *group,
                       struct buffer *out);
/* `341502 金安区`; in English the code alone. */
void report_region_name(const struct report *report, struct region region, struct buffer *out);

/* An answer of a survey. */
struct text report_answer(const struct report *report, const struct answer *answer);

/* 万元, in hundredths, rounded half away from zero: for display. */
struct money report_wan(struct money amount);

/* The total in 万元 less the sum of the items in 万元, each rounded for itself, in hundredths. */
struct money report_wan_difference(const struct figures *figures);

/* Thousandths of the target reached; the target is set and above zero. */
int64_t report_completion(const struct report_target *target, int64_t households);

/* Fewer households than the calendar asks for: those of the target in the months gone by. */
bool report_behind(const struct report *report, enum item item);

/* What needs attention, a line each. */
void report_attention(const struct report *report, void (*line)(void *data, const char *text),
                      void *data);

/* ---- regions, nested ----------------------------------------------------------------------------
 */

struct report_region {
    int depth;  /* 0: stands by itself or holds others; deeper within the last of less depth */
    bool holds; /* a sum of what stands within it */
    bool own;   /* of records of the region itself, within its sum */
    bool unnamed;
    struct region region;
    struct figures month, year;
    int64_t on_file;
};

/* Provinces, prefectures and counties, each sum before its parts; the caller frees `*out`. False
 * without memory. */
bool report_regions(const struct grouping *grouping, struct report_region **out, int *count);

/* ---- the return
 * ---------------------------------------------------------------------------------- */

/* The smallest region that all who were aided in the year to date lie in, or where none were, all
 * who are on record; false where no record names one. */
bool report_common_region(const struct grouping *grouping, struct region *out);

/* Writes the workbook; false with `error` set. */
bool report_workbook(const struct report *report, book_sink *sink, void *data, struct error *error);

void report_text(const struct report *report, struct buffer *out);
void report_csv(const struct report *report, struct buffer *out);

#endif
