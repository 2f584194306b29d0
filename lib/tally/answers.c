#include "tally/answers.h"

#include "base/embedded.h"
#include "base/language.h"
#include "base/small_table.h"

#include <stdlib.h>

enum { SCALE, ANSWER, RANK, COUNTS, FIELDS };

static const char *const SCALE_NAMES[] = {"satisfaction", "awareness"};
static const char *const COUNTS_NAMES[] = {"for", "against", "neither"};

#define LENGTH(array) ((int)(sizeof(array) / sizeof *(array)))

/* --- the form in which answers are compared ----------------------------------------------------
 */

/* A character as it is compared; 0 for white space, which is left out. */
static uint32_t fold(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) /* full-width ASCII */
        c -= 0xFF01 - '!';
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 'a';
    if (c <= ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200D) || c == 0x3000 || c == 0xFEFF)
        return 0;
    return c == 0x2019 ? '\'' : c; /* don’t */
}

static void fold_all(struct text a, struct buffer *out)
{
    size_t size;
    for (size_t i = 0; i < a.n; i += size) {
        char bytes[4];
        uint32_t c = text_decode((struct text){a.p + i, a.n - i}, &size);
        if (c == UINT32_MAX)
            buffer_append(out, a.p + i, 1);
        else if ((c = fold(c)) != 0)
            buffer_append(out, bytes, text_encode(c, bytes));
    }
}

static bool is_digit(struct text a, size_t i)
{
    return i < a.n && a.p[i] >= '0' && a.p[i] <= '9';
}

static bool is_letter(struct text a, size_t i)
{
    return i < a.n && a.p[i] >= 'a' && a.p[i] <= 'z';
}

/* The bytes of a mark that may stand behind an option's letter or number at `i`, or 0. */
static size_t option_mark(struct text a, size_t i)
{
    static const char *const MARKS[] = {".", ":", ")", "-", "_", ",", "、", "。"};
    for (int m = 0; i < a.n && m < LENGTH(MARKS); m++)
        if (text_starts((struct text){a.p + i, a.n - i}, MARKS[m]))
            return strlen(MARKS[m]);
    return 0;
}

/* The bytes of the option's letter or number that `a` begins with, and its mark; 0 for none. */
static size_t option_size(struct text a)
{
    size_t size = 0;
    const uint32_t first = a.n > 0 ? text_decode(a, &size) : 0;
    if (first >= 0x2460 && first <= 0x24FF) /* ① ⑴ ⒈ Ⓐ */
        return size;
    size_t i = first == '(';
    const size_t start = i;
    if (is_letter(a, i))
        i++;
    else
        while (i - start < 2 && is_digit(a, i))
            i++;
    if (i == start)
        return 0;
    const size_t mark = option_mark(a, i);
    /* `1.5` is a number, and `B满意` an option although it has no mark. */
    if (mark > 0)
        return is_digit(a, start) && is_digit(a, i + mark) ? 0 : i + mark;
    return is_letter(a, start) && i < a.n && (unsigned char)a.p[i] >= 0x80 ? i : 0;
}

static size_t end_mark(struct text a)
{
    static const char *const MARKS[] = {"。", ".", "!", ";", ",", "、"};
    for (int m = 0; m < LENGTH(MARKS); m++)
        if (text_ends(a, MARKS[m]))
            return strlen(MARKS[m]);
    return 0;
}

void answer_key(struct text cell, struct buffer *out)
{
    buffer_clear(out);
    fold_all(cell, out);
    struct text key = buffer_view(out);
    for (size_t k; (k = end_mark(key)) > 0 && k < key.n;)
        key.n -= k;
    const size_t option = option_size(key);
    if (option > 0 && option < key.n) {
        memmove(out->p, out->p + option, key.n - option);
        key.n -= option;
    }
    out->n = key.n;
}

bool answer_number(struct text key, int *out)
{
    if (text_ends(key, "分"))
        key.n -= strlen("分");
    if (key.n == 0 || key.n > 2)
        return false;
    int number = 0;
    for (size_t i = 0; i < key.n; i++) {
        if (!is_digit(key, i))
            return false;
        number = number * 10 + (key.p[i] - '0');
    }
    *out = number;
    return number <= 10;
}

/* --- the table ---------------------------------------------------------------------------------
 */

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
