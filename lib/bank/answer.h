/*
 * What a bank has answered to a batch file: a table, or lines. The file is nobody's that can be
 * trusted: what is no line of it is an error that names file and line.
 */
#ifndef BANGFU_BANK_ANSWER_H
#define BANGFU_BANK_ANSWER_H

#include "bank/format.h"
#include "base/buffer.h"
#include "base/error.h"

/* What a cell is about. Banks send several columns of one kind, and the second may deny the first:
 * so all are handed on, and what is made of them is for who compares them with the list. */
enum answer_part {
    ANSWER_CARD,
    ANSWER_AMOUNT,
    ANSWER_STATE,
    ANSWER_NUMBER,
    ANSWER_MESSAGE, /* why: nothing, where it was paid */
    ANSWER_REMARK,  /* the same, or what was sent */
    ANSWER_CODE,    /* of what went wrong, or of success */
    ANSWER_NAME,
    ANSWER_CONTRARY, /* its heading speaks of failing, or of taking back: no, where it was paid */
    ANSWER_ASSENT,   /* its heading asks for success: yes, where it was paid */
    ANSWER_OTHER
};
#define ANSWER_PARTS (ANSWER_OTHER + 1)

struct answer_cell {
    enum answer_part part;
    struct text heading; /* empty in lines, which have none */
    struct text text;    /* trimmed */
};

/* One line: the cells of a part next to one another, what says most first. Its texts are valid
 * until the next line is asked for. */
struct answer {
    long line;
    const struct answer_cell *cells;
    int count;
};

/* The next cell of a part after `cell`, the first one where that is NULL; NULL: no more. */
const struct answer_cell *answer_next(const struct answer *answer, enum answer_part part,
                                      const struct answer_cell *cell);

typedef bool answer_take(void *data, const struct answer *answer, struct error *error);

/* Reads the answer to a file of that format, `-` being standard input; false with `error` set,
 * by `take` or by itself. */
bool answer_read(const char *file, const struct bank_format *format, answer_take *take, void *data,
                 struct error *error);

/* Its parts: an answer as UTF-8, as a table, as lines. */
bool answer_bytes(const char *file, struct buffer *out, struct error *error);
bool answer_read_table(const char *file, struct text bytes, answer_take *take, void *data,
                       struct error *error);
bool answer_read_lines(const char *file, struct text bytes, answer_take *take, void *data,
                       struct error *error);

#endif
