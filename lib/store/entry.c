/* An entry and its fields: as it is handed about, and as it is stored. */
#include "store/inside.h"

#include <stdio.h>
#include <stdlib.h>

const char *const ENTRY_KIND_NAMES[] = {"payment", "reversal"};

const char *const FIELD_NAMES[FIELDS] = {
#define X(id, name) name,
    ENTRY_FIELDS(X)
#undef X
};

static struct text number_text(char *out, size_t size, int64_t number)
{
    return (struct text){out, (size_t)snprintf(out, size, "%lld", (long long)number)};
}

void fields_of_entry(struct fields *fields, const struct entry *entry)
{
    struct text *text = fields->text;
    text[FIELD_NUMBER] = number_text(fields->number, sizeof fields->number, entry->number);
    text[FIELD_KIND] = text_of(ENTRY_KIND_NAMES[entry->kind]);
    text[FIELD_BATCH] = entry->batch;
    text[FIELD_HOUSEHOLD] = entry->household;
    text[FIELD_PERSON] = entry->person;
    text[FIELD_KEY] = entry->key;
    text[FIELD_ITEM] = text_of(ITEM_NAMES[entry->item]);
    text[FIELD_AMOUNT] = number_text(fields->amount, sizeof fields->amount, entry->amount.fen);
    text[FIELD_CATEGORY] = text_of(CATEGORY_NAMES[entry->category]);
    text[FIELD_REGION] =
        (struct text){fields->region, region_format(entry->region, fields->region)};
    text[FIELD_ASSESSED_ON] =
        (struct text){fields->assessed_on, date_format(entry->assessed_on, fields->assessed_on)};
    text[FIELD_APPROVAL] = entry->approval;
    text[FIELD_APPROVED_BY] = entry->approved_by;
    text[FIELD_APPROVED_ON] = entry->approved_on;
    text[FIELD_POLICY] = entry->policy;
    text[FIELD_INPUT] = entry->input;
    text[FIELD_POSTED_AT] = entry->posted_at;
    text[FIELD_VERSION] = entry->version;
    text[FIELD_REVERSES] =
        entry->reverses == 0
            ? (struct text){"", 0}
            : number_text(fields->reverses, sizeof fields->reverses, entry->reverses);
    text[FIELD_REASON] = entry->reason;
    text[FIELD_PREVIOUS] = text_of(entry->previous);
    text[FIELD_DIGEST] = text_of(entry->digest);
}

bool fields_of_row(struct text text[FIELDS], sqlite3_stmt *row)
{
    for (int i = 0; i < FIELDS; i++) {
        const bool none = sqlite3_column_type(row, i) == SQLITE_NULL;
        const char *p = none ? "" : (const char *)sqlite3_column_text(row, i);
        if (p == NULL)
            return false;
        text[i] = (struct text){p, none ? 0 : (size_t)sqlite3_column_bytes(row, i)};
    }
    return true;
}

/* The index of a word, or -1. */
static int word(struct text a, const char *const *names, int count)
{
    int i = 0;
    while (i < count && !text_is(a, names[i]))
        i++;
    return i < count ? i : -1;
}

/* A whole number as SQLite writes it; the text is terminated, as texts of rows are. */
static bool whole(struct text a, int64_t *out)
{
    char again[24], *end;
    if (a.n == 0 || a.n >= sizeof again)
        return false;
    const long long number = strtoll(a.p, &end, 10);
    *out = number;
    return end == a.p + a.n && text_equal(number_text(again, sizeof again, number), a);
}

static bool is_digest(struct text a)
{
    if (a.n != DIGEST_TEXT_SIZE - 1)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (!(a.p[i] >= '0' && a.p[i] <= '9') && !(a.p[i] >= 'a' && a.p[i] <= 'f'))
            return false;
    return true;
}

/* Two digits that are below `limit`. */
static bool is_pair(const char *p, int limit)
{
    return p[0] >= '0' && p[0] <= '9' && p[1] >= '0' && p[1] <= '9' &&
           (p[0] - '0') * 10 + (p[1] - '0') < limit;
}

/* YYYY-MM-DDTHH:MM:SSZ */
static bool is_time(struct text a)
{
    struct date day;
    return a.n == 20 && date_parse((struct text){a.p, 10}, &day) && a.p[10] == 'T' &&
           is_pair(a.p + 11, 24) && a.p[13] == ':' && is_pair(a.p + 14, 60) && a.p[16] == ':' &&
           is_pair(a.p + 17, 60) && a.p[19] == 'Z';
}

static bool is_approval(struct text a)
{
    static const char *const LEVELS[] = {"", "county", "province", "national"};
    return word(a, LEVELS, sizeof LEVELS / sizeof *LEVELS) >= 0;
}

/* Reads what is no text of the entry. */
static enum field read_values(const struct text text[FIELDS], struct entry *entry)
{
    const int kind = word(text[FIELD_KIND], ENTRY_KIND_NAMES, ENTRY_REVERSAL + 1);
    const int item = word(text[FIELD_ITEM], ITEM_NAMES, ITEM_COUNT);
    const int category = word(text[FIELD_CATEGORY], CATEGORY_NAMES, CATEGORY_COUNT);
    if (!whole(text[FIELD_NUMBER], &entry->number) || entry->number < 1)
        return FIELD_NUMBER;
    if (kind < 0)
        return FIELD_KIND;
    if (item < 0)
        return FIELD_ITEM;
    entry->kind = (enum entry_kind)kind;
    entry->item = (enum item)item;
    if (!whole(text[FIELD_AMOUNT], &entry->amount.fen) || entry->amount.fen == 0 ||
        (entry->amount.fen < 0) != (entry->kind == ENTRY_REVERSAL))
        return FIELD_AMOUNT;
    if (category < 0)
        return FIELD_CATEGORY;
    entry->category = (enum category)category;
    if (!region_parse(text[FIELD_REGION], &entry->region))
        return FIELD_REGION;
    if (!date_parse(text[FIELD_ASSESSED_ON], &entry->assessed_on))
        return FIELD_ASSESSED_ON;
    entry->reverses = 0;
    if (text[FIELD_REVERSES].n > 0 && !whole(text[FIELD_REVERSES], &entry->reverses))
        return FIELD_REVERSES;
    return (entry->reverses == 0) == (entry->kind == ENTRY_PAYMENT) ? FIELDS : FIELD_REVERSES;
}

static enum field look_at_texts(const struct text text[FIELDS])
{
    static const enum field DIGESTS[] = {FIELD_POLICY, FIELD_INPUT, FIELD_PREVIOUS, FIELD_DIGEST};
    static const enum field NEEDED[] = {FIELD_BATCH, FIELD_HOUSEHOLD, FIELD_VERSION};
    struct date day;
    for (size_t i = 0; i < sizeof NEEDED / sizeof *NEEDED; i++)
        if (text[NEEDED[i]].n == 0)
            return NEEDED[i];
    if ((text[FIELD_REASON].n == 0) != (text[FIELD_REVERSES].n == 0))
        return FIELD_REASON;
    if (text[FIELD_PERSON].n > 0 && !is_digest(text[FIELD_PERSON]))
        return FIELD_PERSON;
    if ((text[FIELD_PERSON].n == 0) != (text[FIELD_KEY].n == 0) ||
        text[FIELD_KEY].n >= DIGEST_TEXT_SIZE)
        return FIELD_KEY;
    if (!is_approval(text[FIELD_APPROVAL]))
        return FIELD_APPROVAL;
    if (text[FIELD_APPROVED_ON].n > 0 && !date_parse(text[FIELD_APPROVED_ON], &day))
        return FIELD_APPROVED_ON;
    if (!is_time(text[FIELD_POSTED_AT]))
        return FIELD_POSTED_AT;
    for (size_t i = 0; i < sizeof DIGESTS / sizeof *DIGESTS; i++)
        if (!is_digest(text[DIGESTS[i]]))
            return DIGESTS[i];
    for (int i = 0; i < FIELDS; i++)
        if (text_valid_utf8(text[i]) < text[i].n ||
            (text[i].n > 0 && memchr(text[i].p, '\0', text[i].n) != NULL))
            return (enum field)i;
    return FIELDS;
}

enum field fields_read(const struct text text[FIELDS], struct entry *entry)
{
    *entry = (struct entry){0};
    const enum field bad = read_values(text, entry), worse = look_at_texts(text);
    if (bad != FIELDS || worse != FIELDS)
        return bad != FIELDS ? bad : worse;
    entry->batch = text[FIELD_BATCH];
    entry->household = text[FIELD_HOUSEHOLD];
    entry->person = text[FIELD_PERSON];
    entry->key = text[FIELD_KEY];
    entry->approval = text[FIELD_APPROVAL];
    entry->approved_by = text[FIELD_APPROVED_BY];
    entry->approved_on = text[FIELD_APPROVED_ON];
    entry->policy = text[FIELD_POLICY];
    entry->input = text[FIELD_INPUT];
    entry->posted_at = text[FIELD_POSTED_AT];
    entry->version = text[FIELD_VERSION];
    entry->reason = text[FIELD_REASON];
    memcpy(entry->previous, text[FIELD_PREVIOUS].p, DIGEST_TEXT_SIZE - 1);
    memcpy(entry->digest, text[FIELD_DIGEST].p, DIGEST_TEXT_SIZE - 1);
    return FIELDS;
}
