#include "audit/decisions.h"

#include "base/identity.h"

#include <stdlib.h>

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

/* FNV-1a, and its bits mixed; of all texts 64 bits are as good as none the same. */
static uint64_t hash_of(struct text a, bool digits_only)
{
    uint64_t h = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < a.n; i++)
        if (!digits_only || (a.p[i] >= '0' && a.p[i] <= '9'))
            h = (h ^ (unsigned char)a.p[i]) * UINT64_C(0x100000001B3);
    h ^= h >> 32;
    h *= UINT64_C(0x9E3779B97F4A7C15);
    return (h ^ h >> 29) | 1;
}

uint64_t decisions_person(struct text id_number)
{
    const struct text id = text_trim(id_number);
    char whole[IDENTITY_SIZE];
    if (id.n == 0)
        return 0;
    if (identity_read(id, whole) == IDENTITY_OK)
        return identity_key(whole);
    return hash_of(id, false) | NOT_AN_ID;
}

uint64_t decisions_card(struct text card)
{
    bool any = false;
    for (size_t i = 0; i < card.n && !any; i++)
        any = card.p[i] >= '0' && card.p[i] <= '9';
    return any ? hash_of(card, true) : 0;
}

int decisions_year(int32_t day)
{
    return date_civil((struct date){day}).year;
}

/* ---- amounts ------------------------------------------------------------------------------- */

/* Most amounts are nothing, and few are large: a bit says that there is one, then seven bits of it
 * a byte, the lowest first. */
enum { FLAG_DECIDED = 1, FLAG_KNOWN = 2, FLAG_SINGLE = 4, CATEGORY_AT = 3 };

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

static void put_decided(struct buffer *out, const struct decided *d)
{
    unsigned there = 0;
    const unsigned flags = (d->decided ? FLAG_DECIDED : 0) | (d->known ? FLAG_KNOWN : 0) |
                           (d->single ? FLAG_SINGLE : 0) | (unsigned)d->category << CATEGORY_AT;
    for (unsigned i = 0; i < ITEM_COUNT; i++)
        there |= (d->granted[i].fen != 0 ? 1u << i : 0) |
                 (d->paid[i].fen != 0 ? 1u << (ITEM_COUNT + i) : 0) |
                 (d->limit[i].fen != 0 ? 1u << (2 * ITEM_COUNT + i) : 0);
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

void decisions_amounts(const struct decisions *d, const struct decision *decision,
                       struct decided *out)
{
    const unsigned char *p = (const unsigned char *)d->amounts.p + decision->amounts;
    const unsigned flags = *p++;
    const unsigned there = (unsigned)take_number(&p);
    *out = (struct decided){.decided = flags & FLAG_DECIDED,
                            .known = flags & FLAG_KNOWN,
                            .single = flags & FLAG_SINGLE,
                            .category = (enum category)(flags >> CATEGORY_AT)};
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

static bool add(struct decisions *d, struct decision *decision, struct text household_id,
                const struct decided *decided)
{
    decision->household = NAMES_NONE;
    decision->next = DECISION_NONE;
    decision->amounts = d->amounts.n;
    if (!grow(d))
        return false;
    put_decided(&d->amounts, decided);
    if (d->amounts.failed)
        return false;
    if (household_id.n > 0) {
        const uint32_t number = names_number(&d->households, household_id);
        if (number == NAMES_NONE || !grow_last(d, number))
            return false;
        decision->household = number;
        decision->next = d->last[number];
        d->last[number] = (uint32_t)d->count;
    }
    if (decision->day != DAY_NONE && decided->decided) {
        const int year = decisions_year(decision->day);
        d->years[year / 8] |= (unsigned char)(1u << year % 8);
    }
    d->list[d->count++] = *decision;
    return true;
}

bool decisions_add(struct decisions *d, struct decision *decision, struct text household_id,
                   const struct decided *decided)
{
    if (pthread_mutex_lock(&d->lock) != 0)
        return false;
    const bool ok = add(d, decision, household_id, decided);
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
