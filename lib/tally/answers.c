#include "tally/answers.h"

#include "base/embedded.h"
#include "base/language.h"
#include "base/small_table.h"

#include <stdlib.h>

enum { SCALE, ANSWER, RANK, COUNTS, FIELDS };

static const char *const SCALE_NAMES[] = {"satisfaction", "awareness"};
static const char *const COUNTS_NAMES[] = {"for", "against", "neither"};

#define LENGTH(array) ((int)(sizeof(array) / sizeof *(array)))

struct loading {
    struct answer_words *words;
    struct buffer key;
    bool no_memory;
};

/* The place of `a` in `names`, or `count`. */
static int place(struct text a, const char *const *names, int count)
{
    int i = 0;
    while (i < count && !text_is(a, names[i]))
        i++;
    return i;
}

/* Room for one more, zeroed; NULL without memory. */
static struct answer_word *add_word(struct answer_words *words)
{
    if (words->count == words->room) {
        const int room = words->room == 0 ? 128 : words->room * 2;
        struct answer_word *p = reallocarray(words->word, (size_t)room, sizeof *p);
        if (p == NULL)
            return NULL;
        words->word = p;
        words->room = room;
    }
    words->word[words->count] = (struct answer_word){0};
    return &words->word[words->count++];
}

/* False without memory. */
static bool keep_key(struct answer_word *word, const struct buffer *key)
{
    word->key_n = key->n;
    word->key = malloc(key->n + 1);
    if (word->key == NULL || key->failed)
        return false;
    if (key->n > 0)
        memcpy(word->key, key->p, key->n);
    return true;
}

static bool load(void *data, long line, const struct text *cells)
{
    int number;
    struct loading *l = data;
    (void)line;
    answer_key(cells[ANSWER], &l->key);
    const int scale = place(cells[SCALE], SCALE_NAMES, LENGTH(SCALE_NAMES));
    const int counts = place(cells[COUNTS], COUNTS_NAMES, LENGTH(COUNTS_NAMES));
    if (scale == LENGTH(SCALE_NAMES) || counts == LENGTH(COUNTS_NAMES) ||
        !answer_number(cells[RANK], &number) || l->key.n == 0 ||
        answers_find(l->words, (enum scale)scale, buffer_view(&l->key)) != NULL)
        return false;
    struct answer_word *word = add_word(l->words);
    l->no_memory = word == NULL || !keep_key(word, &l->key);
    if (l->no_memory)
        return false;
    word->scale = (enum scale)scale;
    word->rank = number;
    word->counts = (enum answer_counts)counts;
    return true;
}

bool answers_load(struct answer_words *words, struct error *error)
{
    const struct text table = {embedded_answers, embedded_answers_size};
    struct loading l = {.words = words};
    long line;
    const enum small_table result = small_table_read(table, FIELDS, load, &l, &line);
    const bool no_memory = result == SMALL_TABLE_NO_MEMORY || l.no_memory || l.key.failed;
    buffer_free(&l.key);
    if (no_memory)
        return error_no_memory(error, NULL);
    return result == SMALL_TABLE_READ ||
           error_set(error, "share/answers.csv", line, NULL, _("the table of answers is broken"));
}

void answers_free(struct answer_words *words)
{
    for (int i = 0; i < words->count; i++)
        free(words->word[i].key);
    free(words->word);
    *words = (struct answer_words){0};
}

const struct answer_word *answers_find(const struct answer_words *words, enum scale scale,
                                       struct text key)
{
    for (int i = 0; i < words->count; i++) {
        const struct answer_word *word = &words->word[i];
        if (word->scale == scale && word->key != NULL &&
            text_equal((struct text){word->key, word->key_n}, key))
            return word;
    }
    return NULL;
}
