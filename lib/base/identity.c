#include "base/identity.h"

#include "base/date.h"

#define DIGITS_BEFORE_CHECK 17
#define OLD_SIZE            15
#define REGION_SIZE         6

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool all_digits(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_digit(p[i]))
            return false;
    return true;
}

static int number(const char *p, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++)
        value = value * 10 + (p[i] - '0');
    return value;
}

char identity_check_digit(const char *digits17)
{
    /* GB 11643: 2 to the power of the place, modulo 11; the sum's complement in this order. */
    static const signed char WEIGHTS[DIGITS_BEFORE_CHECK] = {7, 9, 10, 5,  8, 4, 2, 1, 6,
                                                             3, 7, 9,  10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < DIGITS_BEFORE_CHECK; i++)
        sum += (digits17[i] - '0') * WEIGHTS[i];
    return "10X98765432"[sum % 11];
}

static bool born_on_a_day(const char *id)
{
    struct date day;
    struct civil birth = {number(id + 6, 4), number(id + 10, 2), number(id + 12, 2)};
    return date_from_civil(birth, &day);
}

/* The new form of an old number: its year had two digits, all of the 20th century. */
static void lengthen(const char *old, char *id)
{
    memcpy(id, old, REGION_SIZE);
    memcpy(id + REGION_SIZE, "19", 2);
    memcpy(id + REGION_SIZE + 2, old + REGION_SIZE, OLD_SIZE - REGION_SIZE);
    id[DIGITS_BEFORE_CHECK] = identity_check_digit(id);
}

enum identity_error identity_read(struct text a, char out[IDENTITY_SIZE])
{
    char id[IDENTITY_SIZE];
    if (a.n == OLD_SIZE && all_digits(a.p, OLD_SIZE)) {
        lengthen(a.p, id);
    } else if (a.n == IDENTITY_SIZE && all_digits(a.p, DIGITS_BEFORE_CHECK)) {
        memcpy(id, a.p, IDENTITY_SIZE);
        if (id[DIGITS_BEFORE_CHECK] == 'x')
            id[DIGITS_BEFORE_CHECK] = 'X';
        if (!is_digit(id[DIGITS_BEFORE_CHECK]) && id[DIGITS_BEFORE_CHECK] != 'X')
            return IDENTITY_NOT_AN_ID;
    } else {
        return IDENTITY_NOT_AN_ID;
    }
    if (!born_on_a_day(id))
        return IDENTITY_BIRTH_DATE;
    if (id[DIGITS_BEFORE_CHECK] != identity_check_digit(id))
        return IDENTITY_CHECKSUM;
    memcpy(out, id, IDENTITY_SIZE);
    return IDENTITY_OK;
}

uint64_t identity_key(const char id[IDENTITY_SIZE])
{
    uint64_t key = 0;
    for (int i = 0; i < DIGITS_BEFORE_CHECK; i++)
        key = key * 10 + (uint64_t)(id[i] - '0');
    return key;
}

bool luhn_valid(struct text a)
{
    if (a.n < 2 || !all_digits(a.p, a.n))
        return false;
    int sum = 0;
    for (size_t i = 0; i < a.n; i++) {
        int digit = a.p[a.n - 1 - i] - '0';
        if (i % 2 == 1)
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum = (sum + digit) % 10;
    }
    return sum == 0;
}
