/*
 * Numbers that identify people and accounts: resident ID numbers (公民身份号码, GB 11643-1999)
 * and bank cards (银行卡号, ISO/IEC 7812).
 */
#ifndef BANGFU_BASE_IDENTITY_H
#define BANGFU_BASE_IDENTITY_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum identity_error {
    IDENTITY_OK,
    IDENTITY_NOT_AN_ID,  /* another length, or something other than digits (and a final X) */
    IDENTITY_BIRTH_DATE, /* the birth date within does not exist */
    IDENTITY_CHECKSUM,   /* the check digit is another */
};

#define IDENTITY_SIZE 18

/*
 * Checks an ID number of 18 characters, or makes one of 18 from the 15 digits of the old
 * kind (the century 19 put in, the check digit added). A final `x` counts as `X`. Writes
 * IDENTITY_SIZE characters to `out`, without a NUL, when it returns IDENTITY_OK.
 * The region prefix is not judged: it is where the number was issued, perhaps a county that is
 * no more.
 */
enum identity_error identity_read(struct text a, char out[IDENTITY_SIZE]);

/* The check digit of the first 17 digits: `0` … `9` or `X`. */
char identity_check_digit(const char *digits17);

/* A valid 18-character ID as one number, for use as a key: the first 17 digits say it all. */
uint64_t identity_key(const char id[IDENTITY_SIZE]);

/* True when `a` is digits only and its last one is the Luhn check digit of the others. */
bool luhn_valid(struct text a);

#endif
