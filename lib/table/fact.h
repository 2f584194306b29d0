/*
 * One fact out of a cell of a strict table: the cell made a value, or the reason why it will not
 * do. An empty or absent cell is left as 0, `no` or nothing, and true is returned, unless the
 * function says that it must be there.
 */
#ifndef BANGFU_TABLE_FACT_H
#define BANGFU_TABLE_FACT_H

#include "base/month.h"
#include "table/filter.h"
#include "table/reason.h"

/* A record that cannot be decided: `invalid` in the one slot, the reason in the other. */
enum outcome fact_invalid(struct row *row, int verdict, int reasons, const struct reason *reason);

/* Fill in a reason and return false: the cell of a column is wrong, or it is empty. */
bool fact_wrong(const struct row *row, int column, const char *code, struct reason *reason);
bool fact_missing(const struct row *row, int column, struct reason *reason);

/* True where there is something in the cell; otherwise false with the reason `missing:…`. */
static inline bool fact_needed(struct row *row, int column, struct reason *reason)
{
    return row_filled(row, column) || fact_missing(row, column, reason);
}

/* An amount in yuan, not negative. */
bool fact_money(struct row *row, int column, struct money *out, struct reason *reason);

/* A whole number, 0 to 99, or to `most`. */
bool fact_count(struct row *row, int column, int64_t *out, struct reason *reason);
bool fact_number(struct row *row, int column, int64_t most, int64_t *out, struct reason *reason);

/* A number of months, decimals allowed; `*given` says whether there is one. */
bool fact_months(struct row *row, int column, bool *given, struct rate *out, struct reason *reason);

enum answer { ANSWER_NONE, ANSWER_NO, ANSWER_YES };

/* yes or no, in the words that a strict table may hold. */
bool fact_answer(struct row *row, int column, enum answer *out, struct reason *reason);

/* A day; `*given` says whether there is one. */
bool fact_date(struct row *row, int column, bool *given, struct date *out, struct reason *reason);

/* A month, which must be there. */
bool fact_month(struct row *row, int column, struct month *out, struct reason *reason);

/* A word of a table and what it stands for. */
struct meaning {
    const char *word;
    int value;
};

/* What a word stands for: by `meanings`, which end with a NULL word, or its place among `names`
 * (`count` of them; may be NULL); -1 where it is none of them. */
int meaning_of(struct text word, const struct meaning *meanings, const char *const *names,
               int count);

/* The name of a paper of which the word is a copy (复印件), or the original (原件). */
struct text fact_original(struct text word);

/* Takes the next word off a list, which people join in many ways; empty ones are passed over.
 * False at its end. */
bool fact_next_word(struct text *rest, struct text *word);

/* The record's region, else that of --region; one of them must be there. */
bool fact_region(struct row *row, int column, struct region *out, struct reason *reason);

/* The day of --date, else the record's, else today. */
bool fact_day(struct row *row, int column, struct date *out, struct reason *reason);

/* For `header`: false, with an error, where neither the table nor --region has a region. */
bool fact_region_given(const struct run *run, const struct layout *layout, int column,
                       struct error *error);

#endif
