/*
 * Batches of records handed from the thread that reads them to one that looks at them. Where no
 * second thread can be had, or none is wanted, the first does both.
 */
#ifndef BANGFU_REGISTERS_HANDOVER_H
#define BANGFU_REGISTERS_HANDOVER_H

#include "table/batch.h"

/* Looks at a batch; only one is looked at at a time, in their order. */
typedef void handover_look(void *data, struct batch *batch);

struct handover;

/* NULL without memory. */
struct handover *handover_new(handover_look *look, void *data, bool threaded);

/* A batch to be filled; waits until there is one. */
struct batch *handover_spare(struct handover *handover);

/* Has it looked at. */
void handover_submit(struct handover *handover);

/* Waits until all were looked at, and frees it. NULL is allowed. */
void handover_end(struct handover *handover);

#endif
