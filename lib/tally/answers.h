/*
 * The words of the scales (share/answers.csv), and the form in which answers are compared.
 */
#ifndef BANGFU_TALLY_ANSWERS_H
#define BANGFU_TALLY_ANSWERS_H

#include "tally/survey.h"

/* One word of one scale; the same word may stand in the other scale as well. */
struct answer_word {
    char *key;
    size_t key_n;
    enum scale scale;
    long rank;
    enum answer_counts counts;
};

/* A zeroed one is empty and valid. */
struct answer_words {
    struct answer_word *word;
    int count, room;
};

/* Reads the table that is compiled in; answers_free after that in any case. */
bool answers_load(struct answer_words *words, struct error *error);
void answers_free(struct answer_words *words);

const struct answer_word *answers_find(const struct answer_words *words, enum scale scale,
                                       struct text key);

/*
 * Writes the form of a cell in which answers are compared into `out`, which is emptied: without
 * white space, full-width marks and letters as ASCII, capitals as small letters, without the
 * letter or number of an option before it (`A.`, `(1)`, `②`) and without marks at its end.
 */
void answer_key(struct text cell, struct buffer *out);

/* Reads a key that is a whole number 0 … 10, with or without 分. */
bool answer_number(struct text key, int *out);

#endif
