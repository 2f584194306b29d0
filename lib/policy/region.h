/*
 * Regions (行政区划) by their GB/T 2260 code of six digits: province, prefecture and county in
 * two digits each. 000000 stands for the country.
 */
#ifndef BANGFU_POLICY_REGION_H
#define BANGFU_POLICY_REGION_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct region {
    int32_t code;
};

#define REGION_COUNTRY   ((struct region){0})
#define REGION_TEXT_SIZE 8

/* Reads exactly six digits; false for anything else. Codes come and go: none is refused. */
bool region_parse(struct text a, struct region *out);

/* The region that a county lies in, then its province, then the country; the country's own. */
struct region region_parent(struct region r);

/* The smallest region that both lie in or are. */
struct region region_common(struct region a, struct region b);

/* Writes six digits and a NUL; returns 6. */
size_t region_format(struct region r, char out[REGION_TEXT_SIZE]);

#endif
