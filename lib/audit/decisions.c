#include "audit/decisions.h"

#include "base/identity.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>

bool decisions_open(struct decisions *d)
{
    *d = (struct decisions){0};
    return pthread_mutex_init(&d->lock, NULL) == 0;
}

void decisions_free(struct decisions *d)
{
    free(d->list);
    free(d->last);
    buffer_free(&d->amounts);
    names_free(&d->households);
    d->list = NULL;
    d->last = NULL;
    d->count = d->room = d->last_room = 0;
}

/* ---- numbers of people --------------------------------------------------------------------- */

/* Numbers that are no ID numbers have this bit, which those do not reach. */
#define NOT_AN_ID (UINT64_C(1) << 63)

/* FNV-1a, begun and ended, its bits mixed: of all texts 64 bits are as good as none the same. */
#define HASH_BEGIN UINT64_C(0xCBF29CE484222325)

static uint64_t hash_byte(uint64_t h, char c)
{
    return (h ^ (unsigned char)c) * UINT64_C(0x100000001B3);
}

static uint64_t hash_end(uint64_t h)
{
    h ^= h >> 32;
    h *= UINT64_C(0x9E3779B97F4A7C15);
    return (h ^ h >> 29) | 1;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* The character at the start of `rest`, which is taken off: a full-width one as the ASCII one. */
static uint32_t next_character(struct text *rest)
{
    size_t size;
    const uint32_t c = text_decode(*rest, &size);
    *rest = (struct text){rest->p + size, rest->n - size};
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c;
}

/* What stands between the digits of a number, or before it: spaces, hyphens, apostrophes, what
 * shows nothing. */
static bool is_between(uint32_t c)
{
    if (c < 0x80)
        return c <= ' ' || c == '-' || c == '\'' || c == '`' || c == '"';
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xB4 ||
           (c >= 0x2018 && c <= 0x201F) || uc_is_property_white_space(c) ||
           uc_is_property_default_ignorable_code_point(c);
}

/* Writes the first 18 bytes of what is left to `id`, returns how many there are of it, and takes
 * all of it into the hash. */
static size_t squeeze_id(struct text a, char id[IDENTITY_SIZE], uint64_t *hash, bool *digits)
{
    size_t n = 0;
    while (a.n > 0) {
        char bytes[4];
        const uint32_t c = next_character(&a);
        if (c == UINT32_MAX || is_between(c))
            continue;
        const size_t size = text_encode(uc_toupper(c), bytes);
        *digits |= is_digit(c);
        for (size_t i = 0; i < size; i++, n++) {
            if (n < IDENTITY_SIZE)
                id[n] = bytes[i];
            *hash = hash_byte(*hash, bytes[i]);
        }
    }
    return n;
}

uint64_t decisions_person(struct text id_number)
{
    char id[IDENTITY_SIZE], whole[IDENTITY_SIZE];
    uint64_t hash = HASH_BEGIN;
    bool digits = false;
    if (identity_read(id_number, whole) == IDENTITY_OK)
        return identity_key(whole);
    const size_t n = squeeze_id(id_number, id, &hash, &digits);
    if (n <= IDENTITY_SIZE && identity_read((struct text){id, n}, whole) == IDENTITY_OK)
        return identity_key(whole);
    return digits ? hash_end(hash) | NOT_AN_ID : 0;
}

uint64_t decisions_card(struct text card)
{
    uint64_t hash = HASH_BEGIN;
    bool any = false;
    while (card.n > 0) {
        const uint32_t c = next_character(&card);
        if (is_digit(c))
            hash = hash_byte(hash, (char)c);
        any |= is_digit(c);
    }
    return any ? hash_end(hash) : 0;
}

int decisions_year(int32_t day)
{
    return date_civil((struct date){day}).year;
}

/* ---- amounts ------------------------------------------------------------------------------- */

/* Most amounts are nothing, and few are large: a bit says that there is one, then seven bits of it
 * a byte, the lowest first. */
enum {
    FLAG_DECIDED = 1,
    FLAG_KNOWN = 2,
    FLAG_SINGLE = 4,
    CATEGORY_AT = 3,
    FLAG_HAS_APPROVAL = 32,
    APPROVAL_AT = 6
};

_Static_assert(CATEGORY_COUNT < 4 && APPROVAL_NATIONAL < 4, "each fits into two bits of the flags");

#define SEVEN_BITS 7
#define MORE       0x80u

static void put_number(struct buffer *out, uint64_t n)
{
    for (; n >= MORE; n >>= SEVEN_BITS)
        buffer_char(out, (char)(n | MORE));
    buffer_char(out, (char)n);
}

static uint64_t take_number(const unsigned char **p)
{
    uint64_t n = 0;
    for (int at = 0;; at += SEVEN_BITS) {
        const unsigned char byte = *(*p)++;
        n |= (uint64_t)(byte & (MORE - 1)) << at;
        if (byte < MORE)
            return n;
    }
}

/* First comes the household's number as it stands there. */
static void put_decided(struct buffer *out, struct text household_id, const struct decided *d)
{
    unsigned there = 0;
    const unsigned flags = (d->decided ? FLAG_DECIDED : 0) | (d->known ? FLAG_KNOWN : 0) |
                           (d->single ? FLAG_SINGLE : 0) | (unsigned)d->category << CATEGORY_AT |
                           (d->has_approval ? FLAG_HAS_APPROVAL : 0) |
                           (unsigned)d->approval << APPROVAL_AT;
    for (unsigned i = 0; i < ITEM_COUNT; i++)
        there |= (d->granted[i].fen != 0 ? 1u << i : 0) |
                 (d->paid[i].fen != 0 ? 1u << (ITEM_COUNT + i) : 0) |
                 (d->limit[i].fen != 0 ? 1u << (2 * ITEM_COUNT + i) : 0);
    put_number(out, household_id.n);
    buffer_append(out, household_id.p, household_id.n);
    buffer_char(out, (char)flags);
    put_number(out, there);
    for (unsigned i = 0; i < ITEM_COUNT; i++)
        if (d->granted[i].fen != 0)
            put_number(out, (uint64_t)d->granted[i].fen);
    for (unsigned i = 0; i < ITEM_COUNT; i++)
        if (d->paid[i].fen != 0)
            put_number(out, (uint64_t)d->paid[i].fen);
    for (unsigned i = 0; i < ITEM_COUNT; i++) {
        if (d->limit[i].fen == 0)
            continue;
        put_number(out, (uint64_t)d->limit[i].fen);
        put_number(out, (uint64_t)d->by[i]);
    }
}

struct text decisions_household(const struct decisions *d, const struct decision *decision)
{
    const unsigned char *p = (const unsigned char *)d->amounts.p + decision->amounts;
    const size_t n = (size_t)take_number(&p);
    return (struct text){(const char *)p, n};
}

void decisions_amounts(const struct decisions *d, const struct decision *decision,
                       struct decided *out)
{
    const struct text before = decisions_household(d, decision);
    const unsigned char *p = (const unsigned char *)before.p + before.n;
    const unsigned flags = *p++;
    const unsigned there = (unsigned)take_number(&p);
    *out = (struct decided){.decided = flags & FLAG_DECIDED,
                            .known = flags & FLAG_KNOWN,
                            .single = flags & FLAG_SINGLE,
                            .category = (enum category)(flags >> CATEGORY_AT & 3),
                            .has_approval = flags & FLAG_HAS_APPROVAL,
                            .approval = (enum approval)(flags >> APPROVAL_AT)};
    for (unsigned i = 0; i < ITEM_COUNT; i++)
        if (there >> i & 1u)
            out->granted[i].fen = (int64_t)take_number(&p);
    for (unsigned i = 0; i < ITEM_COUNT; i++)
        if (there >> (ITEM_COUNT + i) & 1u)
            out->paid[i].fen = (int64_t)take_number(&p);
    for (unsigned i = 0; i < ITEM_COUNT; i++) {
        if (!(there >> (2 * ITEM_COUNT + i) & 1u))
            continue;
        out->limit[i].fen = (int64_t)take_number(&p);
        out->by[i] = (enum parameter)take_number(&p);
    }
}

/* ---- decisions ----------------------------------------------------------------------------- */

static bool grow(struct decisions *d)
{
    if (d->count < d->room)
        return true;
    if (d->count >= DECISION_NONE / 2)
        return false;
    const size_t room = d->room == 0 ? 1024 : d->room + d->room / 2;
    struct decision *more = reallocarray(d->list, room, sizeof *more);
    if (more == NULL)
        return false;
    d->list = more;
    d->room = room;
    return true;
}

/* Room for a household's last decision, which new households do not have. */
static bool grow_last(struct decisions *d, uint32_t household)
{
    if (household < d->last_room)
        return true;
    const size_t room = d->last_room == 0 ? 1024 : (size_t)household + household / 2;
    uint32_t *more = reallocarray(d->last, room, sizeof *more);
    if (more == NULL)
        return false;
    d->last = more;
    for (; d->last_room < room; d->last_room++)
        d->last[d->last_room] = DECISION_NONE;
    return true;
}

static bool add(struct decisions *d, struct decision *decision, struct text key,
                struct text household_id, const struct decided *decided)
{
    decision->household = NAMES_NONE;
    decision->next = DECISION_NONE;
    decision->amounts = d->amounts.n;
    if (!grow(d))
        return false;
    put_decided(&d->amounts, household_id, decided);
    if (d->amounts.failed)
        return false;
    if (key.n > 0) {
        const uint32_t number = names_number(&d->households, key);
        if (number == NAMES_NONE || !grow_last(d, number))
            return false;
        decision->household = number;
        decision->next = d->last[number];
        d->last[number] = (uint32_t)d->count;
    }
    if (decision->day != DAY_NONE) {
        const int year = decisions_year(decision->day);
        d->years[year / 8] |= (unsigned char)(1u << year % 8);
    }
    d->list[d->count++] = *decision;
    return true;
}

bool decisions_add(struct decisions *d, struct decision *decision, struct text key,
                   struct text household_id, const struct decided *decided)
{
    if (pthread_mutex_lock(&d->lock) != 0)
        return false;
    const bool ok = add(d, decision, key, household_id, decided);
    return pthread_mutex_unlock(&d->lock) == 0 && ok;
}

uint32_t decisions_of(const struct decisions *d, uint32_t household)
{
    return household < d->last_room ? d->last[household] : DECISION_NONE;
}

bool decisions_has_year(const struct decisions *d, int year)
{
    return year >= 0 && year < AUDIT_YEARS && (d->years[year / 8] >> year % 8 & 1) != 0;
}
