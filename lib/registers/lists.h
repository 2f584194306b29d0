/*
 * What was found of a household as it stands in the table: two lists.
 */
#ifndef BANGFU_REGISTERS_LISTS_H
#define BANGFU_REGISTERS_LISTS_H

#include "registers/registers.h"
#include "table/filter.h"

/* The hits of each register, and apart from them the lines with another name:
 * `house:2;vehicle:name-differs:1`. */
void lists_put_hits(struct row *row, int slot, const struct registers *registers,
                    const struct matching_facts *facts);

/* Why the household fails or is in doubt: `match.house:2;match.income:52000.00>48000.00`. */
void lists_put_reasons(struct row *row, int slot, const struct registers *registers,
                       const struct policy_set *policy, const struct matching_facts *facts);

#endif
