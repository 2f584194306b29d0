/*
 * Records held back until all are decided, in a temporary file: memory does not grow with them.
 */
#ifndef BANGFU_TABLE_SPOOL_H
#define BANGFU_TABLE_SPOOL_H

#include "base/buffer.h"
#include "base/error.h"

/* One record as it would be written, and what is known of it. */
struct frame {
    struct text key; /* its household_id */
    struct text row; /* the line, its end included */
    int slots;
    const struct frame_slot {
        uint32_t start, end; /* of a slot's value in the line, in the order in which they stand */
        int32_t slot;
    } * slot;
    int32_t file_number;
    int32_t verdict;
    bool flagged;
    int64_t line;
};

/* Appends a frame; all of its texts are copied. */
void frame_put(const struct frame *frame, struct buffer *out);

struct spool;

/* NULL with `error` set. */
struct spool *spool_open(struct error *error);
void spool_free(struct spool *spool);

/* Adds frames as frame_put made them. */
bool spool_add(struct spool *spool, struct text frames, struct error *error);

/* Takes a frame, whose texts are valid until it returns; false with `error` ends the reading. */
typedef bool spool_visit(void *data, const struct frame *frame, struct error *error);

/* Hands on all frames, in their order. */
bool spool_each(struct spool *spool, spool_visit *visit, void *data, struct error *error);

#endif
