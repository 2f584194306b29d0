/* Looking a policy up: what is in force for a region on a day. */
#include "policy/table.h"

#include <stdatomic.h>
#include <stdlib.h>

/*
 * A region that the table names, and the days on which anything changes for it: its own rows
 * and those of the regions above it. Between two such days one set answers; it is put
 * together when it is first asked for.
 */
struct node {
    struct region region;
    int32_t *days;                         /* ascending; segment i is before days[i] */
    _Atomic(struct policy_set *) *segment; /* count + 1 of them */
    size_t count;
};

struct policy_view {
    const struct policy *policy;
    enum scheme scheme;
    struct node *nodes; /* by region code */
    size_t node_count;
    struct policy_value fallback[PARAMETER_COUNT]; /* the default, or unset */
    struct policy_set nothing;                     /* where the table says nothing at all */
};

static bool concerns(const struct policy_view *view, const struct policy_value *value)
{
    return value->scheme == SCHEME_BOTH || value->scheme == view->scheme;
}

size_t policy_first_value(const struct policy *policy, struct region region,
                          enum parameter parameter)
{
    size_t low = 0, high = policy->value_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct policy_value *v = &policy->values[middle];
        if (v->region.code < region.code ||
            (v->region.code == region.code && v->parameter < parameter))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int compare_days(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* Adds the days on which a value of `region` begins to hold or no longer does. */
static bool add_days(struct node *node, const struct policy_view *view, struct region region)
{
    const struct policy *policy = view->policy;
    for (size_t i = policy_first_value(policy, region, (enum parameter)0); i < policy->value_count;
         i++) {
        const struct policy_value *value = &policy->values[i];
        if (value->region.code != region.code)
            break;
        if (!concerns(view, value))
            continue;
        int32_t *days = reallocarray(node->days, node->count + 2, sizeof *days);
        if (days == NULL)
            return false;
        node->days = days;
        days[node->count++] = value->from.day;
        if (value->until.day != DATE_OPEN.day)
            days[node->count++] = value->until.day + 1;
    }
    return true;
}

static bool node_open(struct node *node, const struct policy_view *view)
{
    for (struct region region = node->region;; region = region_parent(region)) {
        if (!add_days(node, view, region))
            return false;
        if (region.code == REGION_COUNTRY.code)
            break;
    }
    size_t n = node->count;
    if (n > 0)
        qsort(node->days, n, sizeof *node->days, compare_days);
    node->count = 0;
    for (size_t i = 0; i < n; i++)
        if (node->count == 0 || node->days[node->count - 1] != node->days[i])
            node->days[node->count++] = node->days[i];
    node->segment = calloc(node->count + 1, sizeof *node->segment);
    return node->segment != NULL;
}

struct policy_view *policy_view_new(const struct policy *policy, enum scheme scheme)
{
    struct policy_view *view = calloc(1, sizeof *view);
    if (view == NULL)
        return NULL;
    view->policy = policy;
    view->scheme = scheme;
    for (int i = 0; i < PARAMETER_COUNT; i++) {
        struct policy_value *value = &view->fallback[i];
        const char *text = PARAMETER_INFO[i].default_value;
        *value = (struct policy_value){.text = "", .source = "", .file = ""};
        value->parameter = (enum parameter)i;
        if (text != NULL) {
            (void)policy_value_read(value, (enum parameter)i, text_of(text));
            value->is_default = true;
            value->text = text;
        }
        view->nothing.value[i] = value;
    }
    for (int reader = 0; reader < READ_BY_COUNT; reader++)
        view->nothing.gap[reader] = PARAMETER_COUNT;
    /* Values are ordered by region, so the regions come out in order, each once. */
    view->nodes = calloc(policy->value_count + 1, sizeof *view->nodes);
    bool ok = view->nodes != NULL;
    for (size_t i = 0; ok && i < policy->value_count; i++) {
        struct region region = policy->values[i].region;
        if (view->node_count > 0 && view->nodes[view->node_count - 1].region.code == region.code)
            continue;
        struct node *node = &view->nodes[view->node_count++];
        node->region = region;
        ok = node_open(node, view);
    }
    if (!ok) {
        policy_view_free(view);
        return NULL;
    }
    return view;
}

void policy_view_free(struct policy_view *view)
{
    if (view == NULL)
        return;
    for (size_t i = 0; view->nodes != NULL && i < view->node_count; i++) {
        struct node *node = &view->nodes[i];
        for (size_t k = 0; node->segment != NULL && k <= node->count; k++)
            free(atomic_load(&node->segment[k]));
        free(node->segment);
        free(node->days);
    }
    free(view->nodes);
    free(view);
}

/*
 * The value of the level `region`: the latest that has begun by `day`, the scheme's own before
 * one of both. NULL where the level has none.
 */
static const struct policy_value *value_of_level(const struct policy_view *view,
                                                 enum parameter parameter, struct region region,
                                                 struct date day)
{
    const struct policy *policy = view->policy;
    const struct policy_value *found = NULL;
    for (size_t i = policy_first_value(policy, region, parameter); i < policy->value_count; i++) {
        const struct policy_value *v = &policy->values[i];
        if (v->region.code != region.code || v->parameter != parameter)
            break;
        /* In order of scheme (both first), then of day: the last that fits is the answer. */
        if (concerns(view, v) && v->from.day <= day.day)
            found = v;
    }
    return found;
}

static const struct policy_value *value_in_force(const struct policy_view *view,
                                                 enum parameter parameter, struct region region,
                                                 struct date day)
{
    for (;; region = region_parent(region)) {
        const struct policy_value *value = value_of_level(view, parameter, region, day);
        if (value != NULL || region.code == REGION_COUNTRY.code)
            return value;
    }
}

static struct policy_set *make_set(const struct policy_view *view, struct region region,
                                   struct date day)
{
    struct policy_set *set = calloc(1, sizeof *set);
    if (set == NULL)
        return NULL;
    for (int reader = 0; reader < READ_BY_COUNT; reader++)
        set->gap[reader] = PARAMETER_COUNT;
    for (int i = 0; i < PARAMETER_COUNT; i++) {
        const struct policy_value *value = value_in_force(view, (enum parameter)i, region, day);
        enum parameter *gap = &set->gap[PARAMETER_INFO[i].reader];
        if (value != NULL && value->until.day < day.day && *gap == PARAMETER_COUNT)
            *gap = (enum parameter)i;
        /* An explicitly unset value is as good as none: the default holds again. */
        set->value[i] = value != NULL && value->set ? value : &view->fallback[i];
    }
    return set;
}

/* The node of the region itself or of the nearest region above it; NULL where there is none. */
static struct node *nearest_node(struct policy_view *view, struct region region)
{
    for (;; region = region_parent(region)) {
        size_t low = 0, high = view->node_count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (view->nodes[middle].region.code < region.code)
                low = middle + 1;
            else
                high = middle;
        }
        if (low < view->node_count && view->nodes[low].region.code == region.code)
            return &view->nodes[low];
        if (region.code == REGION_COUNTRY.code)
            return NULL;
    }
}

const struct policy_set *policy_at(struct policy_view *view, struct region region, struct date day)
{
    struct node *node = nearest_node(view, region);
    if (node == NULL)
        return &view->nothing;
    size_t low = 0, high = node->count;
    while (low < high) { /* the number of changes up to and including the day */
        size_t middle = low + (high - low) / 2;
        if (node->days[middle] <= day.day)
            low = middle + 1;
        else
            high = middle;
    }
    struct policy_set *set = atomic_load(&node->segment[low]);
    if (set == NULL) {
        /* Two threads may make the same set at once: the first one kept is everybody's. */
        struct policy_set *mine = make_set(view, node->region, day);
        if (mine == NULL || atomic_compare_exchange_strong(&node->segment[low], &set, mine))
            return mine;
        free(mine);
    }
    return set;
}
