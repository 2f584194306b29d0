/*
 * Answers are counted by column while they come; which columns are questions shows at the end. A
 * column is given up as soon as it has more kinds of answers than any scale: it holds names,
 * remarks or numbers of people, and nothing of it is kept.
 */
#include "base/language.h"
#include "base/money.h"
#include "tally/answers.h"
#include "tally/apportion.h"

#include <stdlib.h>

#define KINDS_MAX 64

/* One kind of answer to a column. */
struct kind {
    char *bytes; /* the key, then the first spelling */
    size_t key_n, spelling_n;
    int64_t count;
    int number; /* or -1 */
};

struct column {
    char *name;
    struct kind *kinds;
    int kind_count;
    int64_t answered, empty;
    bool given_up;
    bool running; /* all numbers so far, from 0 or 1 on, each one more than the last */
    int last;     /* of these */
};

struct survey {
    struct column *columns;
    int column_count;
    int64_t respondents;
    struct buffer key; /* of the answer being counted */
    struct question *questions;
    int question_count;
};

struct survey *survey_new(const struct text *columns, int column_count)
{
    struct survey *survey = calloc(1, sizeof *survey);
    if (survey == NULL)
        return NULL;
    survey->columns = calloc((size_t)column_count + 1, sizeof *survey->columns);
    for (int i = 0; survey->columns != NULL && i < column_count; i++) {
        struct column *c = &survey->columns[i];
        c->running = true;
        c->name = malloc(columns[i].n + 1);
        if (c->name == NULL)
            break;
        if (columns[i].n > 0)
            memcpy(c->name, columns[i].p, columns[i].n);
        c->name[columns[i].n] = '\0';
        survey->column_count++;
    }
    if (survey->column_count == column_count && survey->columns != NULL)
        return survey;
    survey_free(survey);
    return NULL;
}

static void forget_kinds(struct column *c)
{
    for (int i = 0; i < c->kind_count; i++)
        free(c->kinds[i].bytes);
    free(c->kinds);
    c->kinds = NULL;
    c->kind_count = 0;
}

static void forget_questions(struct survey *survey)
{
    for (int i = 0; i < survey->question_count; i++)
        free(survey->questions[i].answers);
    free(survey->questions);
    survey->questions = NULL;
    survey->question_count = 0;
}

void survey_free(struct survey *survey)
{
    if (survey == NULL)
        return;
    forget_questions(survey);
    for (int i = 0; i < survey->column_count; i++) {
        forget_kinds(&survey->columns[i]);
        free(survey->columns[i].name);
    }
    free(survey->columns);
    buffer_free(&survey->key);
    free(survey);
}

static struct text key_of(const struct kind *kind)
{
    return (struct text){kind->bytes, kind->key_n};
}

static struct kind *find_kind(struct column *c, struct text key, int number)
{
    for (int i = 0; i < c->kind_count; i++)
        if (number >= 0 ? c->kinds[i].number == number : text_equal(key_of(&c->kinds[i]), key))
            return &c->kinds[i];
    return NULL;
}

static struct kind *add_kind(struct column *c, struct text key, struct text spelling)
{
    if (c->kinds == NULL)
        c->kinds = calloc(KINDS_MAX, sizeof *c->kinds);
    char *bytes = c->kinds == NULL ? NULL : malloc(key.n + spelling.n + 1);
    if (bytes == NULL)
        return NULL;
    memcpy(bytes, key.p, key.n);
    memcpy(bytes + key.n, spelling.p, spelling.n);
    struct kind *kind = &c->kinds[c->kind_count++];
    *kind = (struct kind){.bytes = bytes, .key_n = key.n, .spelling_n = spelling.n};
    return kind;
}

/* False without memory. */
static bool add_answer(struct survey *survey, struct column *c, struct text cell)
{
    const struct text answer = text_trim(cell);
    answer_key(answer, &survey->key);
    if (survey->key.failed)
        return false;
    const struct text key = buffer_view(&survey->key);
    if (key.n == 0) {
        c->empty++;
        return true;
    }
    c->answered++;
    int number = -1;
    if (!answer_number(key, &number))
        number = -1;
    c->running &= number >= 0 && (c->answered == 1 ? number <= 1 : number == c->last + 1);
    c->last = number;
    struct kind *kind = find_kind(c, key, number);
    if (kind == NULL) {
        if (c->kind_count == KINDS_MAX) {
            c->given_up = true;
            forget_kinds(c);
            return true;
        }
        kind = add_kind(c, key, answer);
        if (kind == NULL)
            return false;
        kind->number = number;
    }
    kind->count++;
    return true;
}

bool survey_add(struct survey *survey, const struct text *cells)
{
    survey->respondents++;
    for (int i = 0; i < survey->column_count; i++)
        if (!survey->columns[i].given_up && !add_answer(survey, &survey->columns[i], cells[i]))
            return false;
    return true;
}

static bool is_of_numbers(const struct column *c)
{
    for (int i = 0; i < c->kind_count; i++)
        if (c->kinds[i].number < 0)
            return false;
    return !c->running;
}

static int64_t answers_of(const struct column *c, const struct answer_words *words,
                          enum scale scale)
{
    int64_t known = 0;
    for (int i = 0; i < c->kind_count; i++)
        if (answers_find(words, scale, key_of(&c->kinds[i])) != NULL)
            known += c->kinds[i].count;
    return known;
}

/*
 * The scale of a column, or SCALES where it is no question. A word of both scales counts for both,
 * so that the other answers decide; without any it is satisfaction, where it is no opinion.
 */
static enum scale scale_of(const struct column *c, const struct answer_words *words)
{
    if (c->given_up || c->answered == 0)
        return SCALES;
    if (is_of_numbers(c))
        return SCALE_NUMBERS;
    const int64_t satisfaction = answers_of(c, words, SCALE_SATISFACTION);
    const int64_t awareness = answers_of(c, words, SCALE_AWARENESS);
    const int64_t most = awareness > satisfaction ? awareness : satisfaction;
    if (most <= c->answered - most)
        return SCALES;
    return awareness > satisfaction ? SCALE_AWARENESS : SCALE_SATISFACTION;
}

static struct answer answer_of(const struct kind *kind, enum scale scale,
                               const struct answer_words *words)
{
    struct answer a = {.text = {kind->bytes + kind->key_n, kind->spelling_n}, .count = kind->count};
    const struct answer_word *word = answers_find(words, scale, key_of(kind));
    a.counts = word != NULL ? word->counts : ANSWER_UNKNOWN;
    a.rank = word != NULL ? word->rank : 0;
    if (scale == SCALE_NUMBERS) {
        a.counts = ANSWER_NEITHER;
        a.rank = kind->number;
    }
    return a;
}

static bool comes_after(const struct answer *a, const struct answer *b)
{
    if ((a->counts == ANSWER_UNKNOWN) != (b->counts == ANSWER_UNKNOWN))
        return a->counts == ANSWER_UNKNOWN;
    return a->rank > b->rank;
}

/* Each answer goes in behind those of its own rank, so that they stay as they were met. What is no
 * word of the scale goes together: a remark that somebody wrote is nobody else's to read. */
static void fill_answers(struct question *q, const struct column *c,
                         const struct answer_words *words)
{
    for (int i = 0; i < c->kind_count; i++) {
        struct answer a = answer_of(&c->kinds[i], q->scale, words);
        struct answer *last = q->answer_count > 0 ? &q->answers[q->answer_count - 1] : NULL;
        if (a.counts == ANSWER_UNKNOWN && last != NULL && last->counts == ANSWER_UNKNOWN) {
            last->count += a.count;
            continue;
        }
        if (a.counts == ANSWER_UNKNOWN)
            a.text = (struct text){NULL, 0};
        int at = q->answer_count++;
        for (; at > 0 && comes_after(&q->answers[at - 1], &a); at--)
            q->answers[at] = q->answers[at - 1];
        q->answers[at] = a;
        q->in_favour += a.counts == ANSWER_FOR ? a.count : 0;
        q->opinions += a.counts == ANSWER_FOR || a.counts == ANSWER_AGAINST ? a.count : 0;
    }
}

/* False without memory. */
static bool share_out(struct question *q)
{
    int64_t counts[KINDS_MAX], shares[KINDS_MAX];
    for (int i = 0; i < q->answer_count; i++)
        counts[i] = q->answers[i].count;
    if (!apportion(counts, q->answer_count, PERMILLE, shares))
        return false;
    for (int i = 0; i < q->answer_count; i++)
        q->answers[i].permille = shares[i];
    if (q->opinions > 0)
        q->rate = divide_round(q->in_favour * PERMILLE, q->opinions);
    return true;
}

/* False without memory. */
static bool add_question(struct survey *survey, int column, enum scale scale,
                         const struct answer_words *words)
{
    const struct column *c = &survey->columns[column];
    struct question *q = &survey->questions[survey->question_count++];
    *q = (struct question){.name = text_of(c->name),
                           .column = column,
                           .scale = scale,
                           .answered = c->answered,
                           .empty = c->empty};
    q->answers = calloc((size_t)c->kind_count, sizeof *q->answers);
    if (q->answers == NULL)
        return false;
    fill_answers(q, c, words);
    return share_out(q);
}

bool survey_count(struct survey *survey, struct error *error)
{
    struct answer_words words = {0};
    bool ok = answers_load(&words, error);
    forget_questions(survey);
    if (ok) {
        survey->questions = calloc((size_t)survey->column_count + 1, sizeof *survey->questions);
        ok = survey->questions != NULL || error_no_memory(error, NULL);
    }
    for (int i = 0; ok && i < survey->column_count; i++) {
        const enum scale scale = scale_of(&survey->columns[i], &words);
        ok = scale == SCALES || add_question(survey, i, scale, &words) ||
             error_no_memory(error, NULL);
    }
    answers_free(&words);
    return ok;
}

int64_t survey_respondents(const struct survey *survey)
{
    return survey->respondents;
}

int survey_question_count(const struct survey *survey)
{
    return survey->question_count;
}

const struct question *survey_question(const struct survey *survey, int i)
{
    return &survey->questions[i];
}

int survey_other_columns(const struct survey *survey)
{
    int columns = 0;
    for (int i = 0; i < survey->column_count; i++)
        columns += survey->columns[i].answered > 0;
    return columns - survey->question_count;
}
