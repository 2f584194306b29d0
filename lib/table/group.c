#include "table/group.h"

/* By their bytes, as sort(1) does in the C locale; and the shorter first, as numbers are counted
 * up: H9, H10. */
enum { BY_BYTES, BY_LENGTH, ORDERS };

void group_free(struct group *group)
{
    buffer_free(&group->key);
    buffer_free(&group->lost_key);
    buffer_free(&group->highest[BY_BYTES]);
    buffer_free(&group->highest[BY_LENGTH]);
    batch_free(&group->kept);
    *group = (struct group){0};
}

bool group_has(const struct group *group, struct text key)
{
    return group->open && key.n > 0 && text_equal(key, buffer_view(&group->key));
}

static bool is_higher(struct text a, struct text b, int order)
{
    const size_t both = a.n < b.n ? a.n : b.n;
    if (order == BY_LENGTH && a.n != b.n)
        return a.n > b.n;
    const int differ = both == 0 ? 0 : memcmp(a.p, b.p, both);
    return differ != 0 ? differ > 0 : a.n > b.n;
}

bool group_begin(struct group *group, struct text key, bool *ascending)
{
    *ascending = !group->any || key.n == 0;
    for (int order = 0; order < ORDERS && key.n > 0; order++) {
        struct buffer *highest = &group->highest[order];
        if (group->any && !is_higher(key, buffer_view(highest), order))
            continue;
        *ascending = true; /* higher than all before it, so it is none of them */
        buffer_clear(highest);
        buffer_text(highest, key);
        if (highest->failed)
            return false;
    }
    /* A record without a household_id is of the one before it, where a spreadsheet has merged the
     * cells; it is not known to be one of the next. */
    group->torn = group->lost && key.n > 0 &&
                  (group->lost_key.n == 0 || text_equal(key, buffer_view(&group->lost_key)));
    group->lost = false;
    group->any |= key.n > 0;
    buffer_clear(&group->key);
    buffer_text(&group->key, key);
    group->open = true;
    return !group->key.failed;
}

bool group_lose(struct group *group, struct text key)
{
    group->torn |= key.n == 0 || text_equal(key, buffer_view(&group->key));
    group->lost = true;
    buffer_clear(&group->lost_key);
    buffer_text(&group->lost_key, key);
    return !group->lost_key.failed;
}

bool group_keep(struct group *group)
{
    if (!group->open || group->batch == &group->kept)
        return true;
    if (!batch_take(&group->kept, group->batch, group->record))
        return false;
    group->batch = &group->kept;
    group->record = &group->kept.records[0];
    return true;
}
