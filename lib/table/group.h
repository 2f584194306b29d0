/*
 * Inside lib/table: the records of a household that stand next to each other, as they come. Of all
 * of them only the last is kept, of all households only the highest household_id so far: where each
 * new one is higher, none can come twice.
 */
#ifndef BANGFU_TABLE_GROUP_H
#define BANGFU_TABLE_GROUP_H

#include "table/batch.h"

/* Zeroed, there is none. */
struct group {
    bool open;
    bool torn; /* one of its records was lost, or may have been */
    struct buffer key;
    int file_number;             /* of its first record, … */
    long line;                   /* … and its line */
    const struct batch *batch;   /* where its last record lies: … */
    const struct record *record; /* … with others, or in `kept` */
    const char *file;            /* of its last record */
    struct batch kept;
    struct buffer highest[2]; /* by either order */
    bool any;                 /* there is a highest one */
    bool lost;                /* since its last record one was, … */
    struct buffer lost_key;   /* … of this household; empty: of any */
};

void group_free(struct group *group);

/* True where the record belongs to the group. An empty key belongs to none. */
bool group_has(const struct group *group, struct text key);

/* Begins a group; `*ascending` is false where its household may have come before. False without
 * memory. */
bool group_begin(struct group *group, struct text key, bool *ascending);

/* A record is lost, of the household `key` or, where that is empty, of one that is not known: of
 * the open group then, or of the next. False without memory. */
bool group_lose(struct group *group, struct text key);

/* Keeps the last record, whose batch is about to be used for others. False without memory. */
bool group_keep(struct group *group);

#endif
