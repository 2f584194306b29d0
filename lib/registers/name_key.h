/*
 * A person's name as one number, by which it is seen whether two are the same name.
 */
#ifndef BANGFU_REGISTERS_NAME_KEY_H
#define BANGFU_REGISTERS_NAME_KEY_H

#include "base/text.h"

/*
 * Of names that differ in white space, in dots between parts (买买提·艾力), in the case or width
 * of letters only, it is the same; 0 where nothing else is in the cell. Two other names have the
 * same one by a chance of 1 in 2^64.
 */
uint64_t name_key(struct text name);

#endif
