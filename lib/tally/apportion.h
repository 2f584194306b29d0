/*
 * Percentages that add to one hundred: the method of the largest remainder (最大余额法).
 */
#ifndef BANGFU_TALLY_APPORTION_H
#define BANGFU_TALLY_APPORTION_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Shares `whole` (1000 for tenths of a per cent) out over `count` parts in proportion to `parts`,
 * none of which is negative: each gets its quotient rounded down, and what is left goes, one each,
 * to the largest remainders, at a tie to the earlier part. All shares are 0 when all parts are.
 * False for a part or a whole below zero, where the sum of the parts does not fit, or without
 * memory.
 */
bool apportion(const int64_t *parts, int count, int64_t whole, int64_t *shares);

#endif
