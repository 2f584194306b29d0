/*
 * A survey of opinion (社情民意调查), plan 1, part 四, section (三): answers counted, question
 * by question, for whatever scale was asked.
 *
 * The words of the scales are a table (share/answers.csv, compiled in):
 *
 *     scale,answer,rank,counts
 *
 * `scale` is `satisfaction` (满意 …) or `awareness` (知道 …); `rank` orders answers from best to
 * worst; `counts` is `for`, `against` or `neither` (不清楚: counted, but no opinion). 一般 is an
 * opinion and not satisfied: it counts against, so that no rate is better than what was said.
 * 听说过 counts as aware.
 *
 * Answers are the same when they differ only in white space, capitals, full-width forms, an
 * option's letter or number before them (`A.`, `2、`, `③`) or a mark behind them.
 */
#ifndef BANGFU_TALLY_SURVEY_H
#define BANGFU_TALLY_SURVEY_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdint.h>

enum scale {
    SCALE_SATISFACTION,
    SCALE_AWARENESS,
    SCALE_NUMBERS, /* whole numbers 0 … 10 (`5`, `5分`): counted, no rate, since the number does
                      not say which end is good */
    SCALES
};

enum answer_counts { ANSWER_FOR, ANSWER_AGAINST, ANSWER_NEITHER, ANSWER_UNKNOWN };

/* Shares and rates are in tenths of a per cent. */
#define PERMILLE 1000

struct answer {
    struct text text; /* the first spelling met */
    int64_t count;
    int64_t permille;          /* of all that answered; the shares of a question add to 1000 */
    enum answer_counts counts; /* numbers: ANSWER_NEITHER */
    long rank;                 /* numbers: the number */
};

/* A column that is a question. All texts live as long as the survey. */
struct question {
    struct text name;
    int column; /* of the table, 0 … */
    enum scale scale;
    struct answer *answers; /* from best to worst, numbers ascending; last, without their
                               text and together, all that are no words of the scale */
    int answer_count;
    int64_t answered, empty;
    int64_t in_favour; /* answers that count `for` */
    int64_t opinions;  /* `for` and `against`: what the rate is of */
    int64_t rate;      /* permille, in_favour of opinions, half away from zero; 0 without any */
};

struct survey;

/* NULL without memory. Free with survey_free, which takes NULL. */
struct survey *survey_new(const struct text *columns, int column_count);
void survey_free(struct survey *survey);

/* One respondent: as many cells as there are columns. False without memory. */
bool survey_add(struct survey *survey, const struct text *cells);

/*
 * Finds the questions and counts them. A column is a question when more than half of its answers
 * that are not empty are words of one scale, or all of them are whole numbers 0 … 10 (with or
 * without 分) and no running number (0 or 1 first, each one more than the last). A word of both
 * scales (不知道) goes by the other answers of its column. Other columns – names, remarks, all with
 * more than 64 kinds of answers – are left out: nobody's words or numbers go into a return. False
 * with `error` set without memory.
 */
bool survey_count(struct survey *survey, struct error *error);

/* Columns that are no question, though somebody wrote something there. */
int survey_other_columns(const struct survey *survey);
int64_t survey_respondents(const struct survey *survey);
int survey_question_count(const struct survey *survey);
const struct question *survey_question(const struct survey *survey, int i);

#endif
