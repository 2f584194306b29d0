/*
 * One household as its members and receipts say it is. It is all of them that is in memory.
 */
#ifndef BANGFU_ROLLUP_FAMILY_H
#define BANGFU_ROLLUP_FAMILY_H

#include "base/date.h"
#include "base/money.h"
#include "rollup/words.h"

#include <stddef.h>

#include "base/buffer.h"

/* A text in `texts` of the family. */
struct kept {
    size_t start, size;
};

struct member {
    long line;
    struct kept name, relation_typed, status_typed;
    bool has_id;
    uint64_t key; /* of the ID number */
    struct date birth;
    int kind; /* enum member_kind, with the stage of a student */
    enum health health;
    enum relation relation;
    enum marriage marriage;
    bool repeated;       /* an earlier one is the same person: counted once */
    bool income_wrong;   /* its income cannot be told */
    struct money income; /* a month */
};

struct receipt {
    long line;
    struct kept person;
    enum receipt_kind kind; /* RECEIPT_KINDS: of none, it does not count */
    bool has_date;
    struct date date;
    bool wrong; /* an amount cannot be told */
    struct money total, reimbursed;
};

/* Zeroed, it is empty. */
struct family {
    struct member *member;
    size_t members, member_room;
    struct receipt *receipt;
    size_t receipts, receipt_room;
    struct buffer texts;
};

void family_free(struct family *family);

/* Empties it; the memory is kept. */
void family_clear(struct family *family);

/* Room for one more, zeroed; NULL without memory. */
struct member *family_add_member(struct family *family);
struct receipt *family_add_receipt(struct family *family);

/* Keeps a copy of a text. Where there is no memory `texts.failed` is set. */
struct kept family_keep(struct family *family, struct text a);

static inline struct text family_text(const struct family *family, struct kept kept)
{
    return (struct text){family->texts.p + kept.start, kept.size};
}

#endif
