#include "table/words.h"

#include "base/embedded.h"
#include "base/language.h"
#include "base/small_table.h"
#include "table/columns.h"

#include <stdlib.h>

/* Words of any column, and columns' names, stand under these in place of a column's name. */
#define ANY_COLUMN  ""
#define COLUMN_NAME ":"

#define BETWEEN_WORDS "\u3001"
#define BETWEEN_PARTS "\uFF1A"

/* A power of two, and more than twice the words: a search soon meets an empty place. */
#define PLACES    2048
#define WORDS_MAX 1000

/* Filled in once, before any thread starts, and only read after that. */
static struct entry {
    struct text column, word, chinese; /* a column's name: its first Chinese one, or itself */
    bool is_list;                      /* a column's name: its cells are lists */
} entries[WORDS_MAX];
static int entry_count;
static struct entry *places[PLACES];
static bool opened;

/* FNV-1a, the column and the word one after the other. */
static uint32_t add_hash(uint32_t hash, struct text a)
{
    for (size_t i = 0; i < a.n; i++)
        hash = (hash ^ (unsigned char)a.p[i]) * 16777619u;
    return hash;
}

/* Where the word is, or the empty place where it would be. */
static struct entry **find_place(struct text column, struct text word)
{
    uint32_t at = add_hash(add_hash(2166136261u, column), word);
    for (at ^= at >> 15;; at++) {
        struct entry **place = &places[at % PLACES];
        if (*place == NULL ||
            (text_equal((*place)->word, word) && text_equal((*place)->column, column)))
            return place;
    }
}

static const struct entry *find(struct text column, struct text word)
{
    return *find_place(column, word);
}

/* ---- loading ------------------------------------------------------------------------------- */

/* Puts the entry that was filled in last into its place; false where its word is there already. */
static bool place_entry(void)
{
    struct entry *entry = &entries[entry_count];
    struct entry **place = find_place(entry->column, entry->word);
    if (*place != NULL)
        return false;
    *place = entry;
    entry_count++;
    return true;
}

static void add_column_name(void *data, const struct column *column, struct text name)
{
    bool *failed = data;
    if (name.p != column->name)
        return; /* an alias */
    if (entry_count == WORDS_MAX) {
        *failed = true;
        return;
    }
    entries[entry_count] = (struct entry){text_of(COLUMN_NAME), name, text_of(column->label),
                                          column->type == COLUMN_LIST};
    *failed |= !place_entry();
}

static bool copy(struct text *out, struct text a)
{
    char *p = malloc(a.n + 1);
    if (p == NULL)
        return false;
    if (a.n > 0)
        memcpy(p, a.p, a.n);
    *out = (struct text){p, a.n};
    return true;
}

enum { COLUMN, WORD, CHINESE, FIELDS };

static bool load(void *data, long line, const struct text *cells)
{
    (void)data;
    (void)line;
    if (entry_count == WORDS_MAX)
        return false;
    struct entry *entry = &entries[entry_count];
    return copy(&entry->column, cells[COLUMN]) && copy(&entry->word, cells[WORD]) &&
           copy(&entry->chinese, cells[CHINESE]) && place_entry();
}

bool words_open(struct error *error)
{
    const struct text table = {embedded_words, embedded_words_size};
    bool failed = false;
    long line;
    if (opened)
        return true;
    opened = small_table_read(table, FIELDS, load, NULL, &line) == SMALL_TABLE_READ;
    if (opened)
        column_each_name(add_column_name, &failed);
    opened = opened && !failed;
    return opened ||
           error_set(error, "share/words.csv", line, NULL, _("the table of words is broken"));
}

/* ---- looking up ---------------------------------------------------------------------------- */

static const struct entry *find_word(struct text column, struct text word)
{
    const struct entry *found = column.n > 0 ? find(column, word) : NULL;
    return found != NULL ? found : find(text_of(ANY_COLUMN), word);
}

static const struct entry *find_part(struct text column, struct text part)
{
    const struct entry *found = find_word(column, part);
    return found != NULL ? found : find(text_of(COLUMN_NAME), part);
}

/* Appends one word of a list; false where nothing of it is known. */
static bool put_word(struct buffer *out, struct text column, struct text word)
{
    const struct entry *whole = find_word(column, word);
    const size_t start = out->n;
    bool known = false;
    if (whole != NULL) {
        buffer_text(out, whole->chinese);
        return true;
    }
    for (struct text rest = word; rest.p != NULL;) {
        struct text part = text_next(&rest, ':');
        const struct entry *found = find_part(column, part);
        buffer_text(out, found != NULL ? found->chinese : part);
        if (rest.p != NULL)
            buffer_string(out, BETWEEN_PARTS);
        known = known || found != NULL;
    }
    if (!known) { /* its colons stay as well */
        out->n = start;
        buffer_text(out, word);
    }
    return known;
}

bool words_put(struct buffer *out, const char *column, struct text cell)
{
    const struct text name = text_of(column == NULL ? "" : column);
    const size_t start = out->n;
    bool known = false, several = false;
    for (struct text rest = cell; rest.p != NULL;) {
        known |= put_word(out, name, text_next(&rest, ';'));
        if (rest.p != NULL) {
            buffer_string(out, BETWEEN_WORDS);
            several = true;
        }
    }
    if (!known && several) {
        const struct entry *of_column = find(text_of(COLUMN_NAME), name);
        known = of_column != NULL && of_column->is_list;
    }
    if (!known) {
        out->n = start;
        buffer_text(out, cell);
    }
    return known;
}
