/* What would be needed for those who are not served. */
#include "event/inside.h"

#include <stdlib.h>

/* Volunteers of speed 1 who all have the same time left. */
struct group {
    int64_t members, room;
};

/* So many groups stay open; what a closed one has left is not used. */
#define GROUPS_MAX 256

struct groups {
    struct group list[GROUPS_MAX];
    int count;
    int64_t members; /* of all that there ever were */
};

static void add_group(struct groups *g, int64_t members, int64_t room)
{
    int at = g->count;
    if (members == 0)
        return;
    if (g->count < GROUPS_MAX) {
        g->count++;
    } else { /* the one with the least time left is closed */
        at = 0;
        for (int i = 1; i < GROUPS_MAX; i++)
            if (g->list[i].room < g->list[at].room)
                at = i;
    }
    g->list[at] = (struct group){members, room};
}

/* Puts as many of `left` pieces of `seconds` as there is room for with those that there are. */
static int64_t fill_groups(struct groups *g, int64_t seconds, int64_t left)
{
    const int count = g->count;
    for (int i = 0; i < count && left > 0; i++) {
        const struct group group = g->list[i];
        const int64_t each = group.room / seconds;
        if (each == 0)
            continue;
        const int64_t full = left / each < group.members ? left / each : group.members;
        const int64_t rest = full < group.members ? left - full * each : 0;
        left -= full * each + rest;
        const int64_t partly = rest > 0, none = group.members - full - partly;
        const struct group as_it_was = {none, group.room};
        g->list[i] = (struct group){full, group.room - each * seconds};
        if (full == 0)
            g->list[i] = (struct group){partly, group.room - rest * seconds};
        else
            add_group(g, partly, group.room - rest * seconds);
        add_group(g, as_it_was.members, as_it_was.room);
    }
    return left;
}

static void add_pieces(struct groups *g, int64_t limit, int64_t seconds, int64_t pieces)
{
    const int64_t left = fill_groups(g, seconds, pieces), each = limit / seconds;
    const int64_t full = left / each, rest = left % each;
    g->members += full + (rest > 0);
    add_group(g, full, limit - each * seconds);
    add_group(g, rest > 0, limit - rest * seconds);
}

/* The longest first, to the first who has room. */
bool schedule_lacking(struct making *m)
{
    struct schedule *s = m->out;
    struct groups *groups = calloc(1, sizeof *groups);
    if (groups == NULL)
        return false;
    for (size_t class = 0; class < m->shop.classes; class ++)
        m->counts[class] = 0;
    for (size_t i = 0; i < m->count; i++)
        m->counts[m->class[i]] += m->requests[i].pieces - s->served[i];
    for (size_t class = 0; class < m->shop.classes; class ++) {
        const struct schedule_request one = {m->work[class], 1};
        const int64_t seconds = seconds_of(one.work, (struct rate){RATE_ONE});
        const int64_t pieces = m->counts[class];
        if (pieces == 0)
            continue;
        if (schedule_too_long(s, &one)) {
            s->too_long += pieces;
            continue;
        }
        if (__builtin_add_overflow(s->lacking_work, pieces * one.work, &s->lacking_work))
            s->lacking_work = INT64_MAX;
        if (seconds > s->limit)
            s->too_long_for_one += pieces;
        else
            add_pieces(groups, s->limit, seconds, pieces);
    }
    s->lacking_volunteers = groups->members;
    free(groups);
    return true;
}
