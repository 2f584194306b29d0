/*
 * The dated policy table: every number, date and switch of a rule, by region and day.
 *
 *     scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit,source
 *
 * A table is loaded once (`policy_open`, `policy_add`), then looked at for one scheme through
 * a `struct policy_view`, which gives the whole of what is in force for a region on a day as a
 * `struct policy_set`. The lookup rule is that of policy(5).
 */
#ifndef BANGFU_POLICY_POLICY_H
#define BANGFU_POLICY_POLICY_H

#include "base/digest.h"
#include "base/error.h"
#include "policy/value.h"

struct policy;

/* What a decision is made by: a value for every parameter, never NULL. */
struct policy_set {
    const struct policy_value *value[PARAMETER_COUNT];
    /* For each reader the first of its parameters whose row has run out (a gap), or
     * PARAMETER_COUNT: with one, that reader can decide nothing. */
    enum parameter gap[READ_BY_COUNT];
};

static inline const struct policy_value *policy_get(const struct policy_set *set,
                                                    enum parameter parameter)
{
    return set->value[parameter];
}

/* An empty table; NULL without memory. Free with policy_free. */
struct policy *policy_new(void);
void policy_free(struct policy *policy);

/*
 * Adds the rows of one file: `bytes` is the whole of it, `file` its name for messages. A value
 * (scheme, region, parameter, first day) of an earlier file is replaced whole. False, with the line
 * and column of the first fault in `error`: unknown names, wrong units, bad dates or values, no
 * source, the same key twice, validity that overlaps.
 */
bool policy_add(struct policy *policy, const char *file, struct text bytes, struct error *error);

/* A file that was added, by which a decision can be made again. */
struct policy_file {
    const char *name;              /* as messages show it */
    char digest[DIGEST_TEXT_SIZE]; /* SHA-256 of its bytes */
};

/* The files in the order in which they were added. */
int policy_file_count(const struct policy *policy);
const struct policy_file *policy_file(const struct policy *policy, int i);

/* Takes each fault that is found, in order. */
struct policy_report {
    void (*fault)(void *data, const struct error *error);
    void *data;
};

/*
 * Looks a file over more strictly than loading it does: every fault of policy_add is reported,
 * not only the first, and – where there is none – what loads but makes no sense, as policy(1)
 * lists it. False when the file cannot be read or memory runs out: no report, or half of one, is
 * then no clean bill.
 */
bool policy_check_file(const char *file, const struct policy_report *report, struct error *error);

/* The policy of `count` files in their order, as policy_add adds them, or without any the table
 * that is compiled into the programs; NULL with `error` set. Free with policy_free. */
struct policy *policy_load(const char *const *files, int count, struct error *error);

struct policy_view;

/* The table as one scheme sees it; NULL without memory. The policy must outlive it and must
 * not be added to any more. Free with policy_view_free. */
struct policy_view *policy_view_new(const struct policy *policy, enum scheme scheme);
void policy_view_free(struct policy_view *view);

/* What is in force for a region on a day; NULL only without memory. Threads may share a view. */
const struct policy_set *policy_at(struct policy_view *view, struct region region, struct date day);

/* A small direct-mapped memory of recent lookups: one per thread, zeroed at first. */
#define POLICY_CACHE_SLOTS 1024
struct policy_cache {
    struct policy_cache_slot {
        int32_t region, day;
        const struct policy_set *set;
    } slot[POLICY_CACHE_SLOTS];
};

/* The same as policy_at, at the price of one hash when the pair was asked for lately. */
static inline const struct policy_set *policy_at_cached(struct policy_cache *cache,
                                                        struct policy_view *view,
                                                        struct region region, struct date day)
{
    uint32_t hash = (uint32_t)region.code * 2654435761u + (uint32_t)day.day * 40503u;
    struct policy_cache_slot *slot = &cache->slot[(hash >> 12) % POLICY_CACHE_SLOTS];
    if (slot->set == NULL || slot->region != region.code || slot->day != day.day) {
        slot->set = policy_at(view, region, day);
        slot->region = region.code;
        slot->day = day.day;
    }
    return slot->set;
}

#endif
