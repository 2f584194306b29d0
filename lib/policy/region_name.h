/*
 * The names of regions: `share/regions.csv`, compiled in. Those that GB/T 2260 has now, and those
 * that were withdrawn since 2010, which older tables still have.
 */
#ifndef BANGFU_POLICY_REGION_NAME_H
#define BANGFU_POLICY_REGION_NAME_H

#include "policy/region.h"

/*
 * A region's own name in Chinese (金安区), without those that it lies in; 全国 for the country.
 * Empty where the code is not known. Lives as long as the program.
 */
struct text region_name(struct region r);

#endif
