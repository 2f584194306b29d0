/*
 * Tables compiled into every program, so that it runs with no file installed: their bytes as
 * they stand in the files, and a NUL that the size does not count.
 */
#ifndef BANGFU_BASE_EMBEDDED_H
#define BANGFU_BASE_EMBEDDED_H

#include <stddef.h>

extern const char embedded_columns[]; /* share/columns.csv */
extern const size_t embedded_columns_size;

extern const char embedded_policy[]; /* share/policy/default.csv */
extern const size_t embedded_policy_size;

extern const char embedded_calendar[]; /* share/calendar/cn.csv */
extern const size_t embedded_calendar_size;

extern const char embedded_regions[]; /* share/regions.csv */
extern const size_t embedded_regions_size;

extern const char embedded_words[]; /* share/words.csv */
extern const size_t embedded_words_size;

extern const char embedded_answers[]; /* share/answers.csv */
extern const size_t embedded_answers_size;

#endif
