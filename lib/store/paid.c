#include "store/paid.h"

#include "base/household_key.h"
#include "base/language.h"
#include "base/names.h"

#include <stdlib.h>

/* A household's year; the years of a household are a list, newest first. */
struct year {
    int year;
    uint32_t next; /* its place and 1, 0 at the end */
    struct money sum[ITEM_COUNT];
};

struct paid {
    struct names households;
    uint32_t *first; /* by the household's number: as `next` */
    uint32_t first_room;
    struct year *years;
    uint32_t count, room;
};

void paid_free(struct paid *paid)
{
    if (paid == NULL)
        return;
    names_free(&paid->households);
    free(paid->first);
    free(paid->years);
    free(paid);
}

static const struct year *find(const struct paid *paid, uint32_t household, int year)
{
    for (uint32_t i = paid->first[household]; i != 0; i = paid->years[i - 1].next)
        if (paid->years[i - 1].year == year)
            return &paid->years[i - 1];
    return NULL;
}

/* Room for twice as many as there were; NULL without memory. */
static void *doubled(void *p, uint32_t *room, size_t size)
{
    if (*room > UINT32_MAX / 2)
        return NULL;
    const uint32_t more = *room == 0 ? 64 : *room * 2;
    p = reallocarray(p, more, size);
    if (p != NULL)
        *room = more;
    return p;
}

/* The sums of a household's year, which are begun where there are none; NULL without memory. */
static struct year *year_of(struct paid *paid, struct text household, int year)
{
    const uint32_t before = paid->households.count;
    const uint32_t h = names_number(&paid->households, household);
    if (h == NAMES_NONE)
        return NULL;
    if (h >= paid->first_room) {
        uint32_t *first = doubled(paid->first, &paid->first_room, sizeof *first);
        if (first == NULL)
            return NULL;
        paid->first = first;
    }
    if (h == before)
        paid->first[h] = 0;
    const struct year *found = find(paid, h, year);
    if (found != NULL)
        return &paid->years[found - paid->years];
    if (paid->count == paid->room) {
        struct year *years = doubled(paid->years, &paid->room, sizeof *years);
        if (years == NULL)
            return NULL;
        paid->years = years;
    }
    paid->years[paid->count] = (struct year){.year = year, .next = paid->first[h]};
    paid->first[h] = ++paid->count;
    return &paid->years[paid->count - 1];
}

struct loading {
    struct paid *paid;
    struct text but;
    const char *file;
};

static bool add(void *data, const struct entry *entry, struct error *error)
{
    const struct loading *loading = data;
    if (loading->but.n > 0 && text_equal(entry->batch, loading->but))
        return true;
    struct household_key key;
    if (!household_key_make(&key, entry->household))
        return error_no_memory(error, loading->file);
    struct year *year = year_of(loading->paid, key.text, date_civil(entry->assessed_on).year);
    household_key_free(&key);
    if (year == NULL)
        return error_no_memory(error, loading->file);
    struct money *sum = &year->sum[entry->item];
    return money_add(*sum, entry->amount, sum) ||
           error_set(error, loading->file, 0, NULL,
                     _("entry %lld: the sum of the year is too large"), (long long)entry->number);
}

struct paid *paid_load(struct ledger *ledger, struct text but, struct error *error)
{
    struct paid *paid = calloc(1, sizeof *paid);
    if (paid == NULL) {
        error_no_memory(error, ledger_file(ledger));
        return NULL;
    }
    struct loading loading = {.paid = paid, .but = but, .file = ledger_file(ledger)};
    if (!ledger_each(ledger, NULL, add, &loading, error)) {
        paid_free(paid);
        return NULL;
    }
    return paid;
}

bool paid_of(const struct paid *paid, struct text household, int year, struct money out[ITEM_COUNT])
{
    struct household_key key;
    if (!household_key_make(&key, household))
        return false;
    const uint32_t h = names_find(&paid->households, key.text);
    household_key_free(&key);
    const struct year *found = h == NAMES_NONE ? NULL : find(paid, h, year);
    for (int i = 0; i < ITEM_COUNT; i++)
        out[i] = found == NULL ? (struct money){0} : found->sum[i];
    return true;
}
