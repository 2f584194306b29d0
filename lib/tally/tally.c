/* Records taken in. */
#include "base/language.h"
#include "tally/records.h"

#include <stdlib.h>

struct tally *tally_new(void)
{
    struct tally *tally = calloc(1, sizeof *tally);
    if (tally != NULL)
        tally->latest = NO_MONTH;
    return tally;
}

void tally_free(struct tally *tally)
{
    if (tally == NULL)
        return;
    names_free(&tally->households);
    names_free(&tally->persons);
    names_free(&tally->unions);
    names_free(&tally->regions);
    names_free(&tally->causes);
    names_free(&tally->lists);
    free(tally->list);
    free(tally->cause);
    free(tally->records);
    free(tally);
}

/* What people write between causes, besides the semicolon. */
static const char *const SEPARATORS[] = {";", ",", "；", "，", "、"};

/* Splits `*rest` like text_next at whichever separator comes first. */
static struct text next_cause(struct text *rest)
{
    struct text part = *rest;
    for (size_t i = 0; i < part.n; i++) {
        struct text from = {part.p + i, part.n - i};
        for (size_t s = 0; s < sizeof SEPARATORS / sizeof *SEPARATORS; s++) {
            if (!text_starts(from, SEPARATORS[s]))
                continue;
            const size_t skip = i + strlen(SEPARATORS[s]);
            *rest = (struct text){part.p + skip, part.n - skip};
            return text_trim((struct text){part.p, i});
        }
    }
    *rest = (struct text){NULL, 0};
    return text_trim(part);
}

static bool add_cause(struct tally *tally, uint32_t cause)
{
    if (tally->cause_count == tally->cause_room) {
        size_t room = tally->cause_room == 0 ? 64 : tally->cause_room * 2;
        uint32_t *p = reallocarray(tally->cause, room, sizeof *p);
        if (p == NULL)
            return false;
        tally->cause = p;
        tally->cause_room = room;
    }
    tally->cause[tally->cause_count++] = cause;
    return true;
}

/* Reads the first list that was not read yet. */
static bool read_list(struct tally *tally)
{
    if (tally->list_count == tally->list_room) {
        uint32_t room = tally->list_room == 0 ? 64 : tally->list_room * 2;
        struct cause_list *p = reallocarray(tally->list, room, sizeof *p);
        if (p == NULL)
            return false;
        tally->list = p;
        tally->list_room = room;
    }
    struct cause_list list = {.first = tally->cause_count};
    struct text rest = names_text(&tally->lists, tally->list_count);
    while (rest.p != NULL) {
        struct text part = next_cause(&rest);
        if (part.n == 0)
            continue;
        uint32_t cause = names_number(&tally->causes, part);
        if (cause == NAMES_NONE || !add_cause(tally, cause))
            return false;
    }
    list.count = tally->cause_count - list.first;
    tally->list[tally->list_count++] = list;
    return true;
}

/* The number of a text, NAMES_NONE where it is empty; false without memory. */
static bool number(struct names *names, struct text a, uint32_t *out)
{
    a = text_trim(a);
    *out = a.n == 0 ? NAMES_NONE : names_number(names, a);
    return a.n == 0 || *out != NAMES_NONE;
}

static bool number_region(struct tally *tally, const struct tally_record *from, uint32_t *out)
{
    char code[REGION_TEXT_SIZE];
    *out = NAMES_NONE;
    if (!from->has_region)
        return true;
    return number(&tally->regions, (struct text){code, region_format(from->region, code)}, out);
}

static bool number_causes(struct tally *tally, struct text causes, uint32_t *out)
{
    if (!number(&tally->lists, causes, out))
        return false;
    while (tally->list_count < tally->lists.count)
        if (!read_list(tally))
            return false;
    return true;
}

static void take_amounts(struct record *r, const struct tally_record *from)
{
    for (int i = 0; i < ITEM_COUNT; i++) {
        if (from->aid[i].fen > 0 && !from->invalid)
            r->aid[i] = from->aid[i].fen;
        if (from->paid_before[i].fen > 0 && r->paid_before != PAID_TOO_LARGE &&
            __builtin_add_overflow(r->paid_before, from->paid_before[i].fen, &r->paid_before))
            r->paid_before = PAID_TOO_LARGE;
    }
}

bool tally_add(struct tally *tally, const struct tally_record *record)
{
    struct record r = {
        .month = record->has_month ? record->month.number : NO_MONTH,
        .category = (uint8_t)(record->invalid ? CATEGORY_INVALID : (int)record->category),
        .approval = (uint8_t)record->approval,
    };
    take_amounts(&r, record);
    if (tally->count == tally->room) {
        /* Numbers of records are kept in 32 bits, with one to spare. */
        uint32_t room = tally->room == 0 ? 256 : tally->room * 2;
        struct record *p =
            room < tally->room ? NULL : reallocarray(tally->records, room, sizeof *p);
        if (p == NULL)
            return false;
        tally->records = p;
        tally->room = room;
    }
    if (!number(&tally->households, record->household, &r.household) ||
        !number(&tally->persons, record->person, &r.person) ||
        !number(&tally->unions, record->union_name, &r.union_name) ||
        !number_region(tally, record, &r.region) || !number_causes(tally, record->causes, &r.cause))
        return false;
    tally->records[tally->count++] = r;
    if (r.month > tally->latest)
        tally->latest = r.month;
    return true;
}

bool tally_latest_month(const struct tally *tally, struct month *out)
{
    if (tally->latest == NO_MONTH)
        return false;
    out->number = tally->latest;
    return true;
}

bool grants_of(const struct record *record, struct grants *out)
{
    *out = (struct grants){0};
    for (int i = 0; i < ITEM_COUNT; i++) {
        if (record->aid[i] == 0)
            continue;
        out->aid[i] = record->aid[i];
        out->items |= 1u << i | GRANTS_ANY;
        out->count++;
        if (__builtin_add_overflow(out->all, record->aid[i], &out->all))
            return false;
    }
    return true;
}

static bool measure_add(struct measure *m, int64_t fen, int grants, bool fresh)
{
    m->households += fresh;
    m->grants += grants;
    return money_add(m->amount, (struct money){fen}, &m->amount);
}

bool figures_add(struct figures *figures, const struct grants *grants, unsigned fresh)
{
    for (int i = 0; i < ITEM_COUNT; i++)
        if (grants->aid[i] > 0 &&
            !measure_add(&figures->item[i], grants->aid[i], 1, fresh >> i & 1))
            return false;
    return measure_add(&figures->all, grants->all, grants->count, (fresh & GRANTS_ANY) != 0);
}

bool sum_too_large(struct error *error)
{
    return error_set(error, NULL, 0, NULL, _("a sum of amounts is too large"));
}

bool no_memory(struct error *error)
{
    return error_no_memory(error, NULL);
}
