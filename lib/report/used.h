/*
 * The policies in force when the records of a return were decided.
 */
#ifndef BANGFU_REPORT_USED_H
#define BANGFU_REPORT_USED_H

#include "base/month.h"
#include "policy/policy.h"

/* A zeroed one is empty. */
struct used {
    struct used_set {
        const struct policy_set *set;
        struct month first, last; /* of the records that it decided */
        int64_t other_dibao;      /* records that say they were decided by another dibao */
    } * sets;
    int count, room;
};

void used_free(struct used *used);

/* Notes the policy of a record of a month, and the dibao that the record says it was decided by, or
 * 0; false without memory. */
bool used_note(struct used *used, const struct policy_set *set, struct month month,
               struct money dibao);

/* The records of the months `first` … `last` that were decided by another dibao than the policy
 * has; roughly so where a policy's records reach beyond those months. */
int64_t used_other_dibao(const struct used *used, struct month first, struct month last);

/*
 * The values that any of the sets of the months `first` … `last` holds and that decide categories
 * or aid, each once, by parameter, region and first day. The caller frees it. NULL without memory.
 */
const struct policy_value **used_values(const struct used *used, struct month first,
                                        struct month last, size_t *count);

#endif
