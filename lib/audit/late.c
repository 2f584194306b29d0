#include "audit/late.h"

#include <stdlib.h>

void late_free(struct late *late)
{
    free(late->list);
    buffer_free(&late->text);
    buffer_free(&late->place);
    late->list = NULL;
    late->count = late->room = 0;
}

void audit_put_place(const struct run *run, uint32_t file, uint32_t line, struct buffer *out)
{
    if (run->file_count > 1)
        buffer_format(out, "%s:", input_name(run->files[file - 1]));
    buffer_format(out, "%lu", (unsigned long)line);
}

struct text late_name(const struct late *late, const struct decision *of, struct buffer *place)
{
    if (of->household != NAMES_NONE)
        return decisions_household(&late->audit->decisions, of);
    buffer_clear(place);
    audit_put_place(late->run, of->file, of->line, place);
    return buffer_view(place);
}

static bool grow(struct late *late)
{
    if (late->count < late->room)
        return true;
    const size_t room = late->room == 0 ? 64 : late->room + late->room / 2;
    struct late_finding *more = reallocarray(late->list, room, sizeof *more);
    if (more == NULL)
        return false;
    late->list = more;
    late->room = room;
    return true;
}

void late_add(struct late *late, const struct decision *of, struct audit_finding finding)
{
    struct late_finding entry = {
        .file = UINT32_MAX, .line = UINT32_MAX, .code = finding.code, .start = late->text.n};
    if (!grow(late)) {
        late->failed = true;
        return;
    }
    buffer_clear(&late->place);
    if (of != NULL) {
        entry.file = of->file;
        entry.line = of->line;
        audit_put_place(late->run, of->file, of->line, &late->place);
        if (of->household != NAMES_NONE)
            finding.household = decisions_household(&late->audit->decisions, of);
    }
    finding.place = buffer_view(&late->place);
    audit_put(&finding, &late->text);
    audit_count(&finding, late->audit->tally);
    entry.size = late->text.n - entry.start;
    late->list[late->count++] = entry;
}

static int order(const void *a, const void *b, void *data)
{
    const struct late_finding *x = a, *y = b;
    const char *text = data;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    return names_order((struct text){text + x->start, x->size},
                       (struct text){text + y->start, y->size});
}

bool late_write(struct late *late, struct buffer *out)
{
    if (late->failed || late->text.failed || late->place.failed)
        return false;
    if (late->count > 1)
        qsort_r(late->list, late->count, sizeof *late->list, order, late->text.p);
    for (size_t i = 0; i < late->count; i++)
        buffer_append(out, late->text.p + late->list[i].start, late->list[i].size);
    return !out->failed;
}

static bool tops_up(const struct decided *one, const struct decided *other)
{
    bool any = false;
    for (int i = 0; i < ITEM_COUNT; i++) {
        struct money sum;
        if (!money_add(other->paid[i], other->granted[i], &sum) || one->paid[i].fen < sum.fen)
            return false;
        any |= other->granted[i].fen > 0;
    }
    return any;
}

bool late_conflict(const struct decisions *d, const struct decision *one,
                   const struct decision *other)
{
    struct decided of_one, of_other;
    if (one->day == DAY_NONE || one->day != other->day)
        return false;
    decisions_amounts(d, one, &of_one);
    decisions_amounts(d, other, &of_other);
    return of_one.decided && of_other.decided && !tops_up(&of_one, &of_other) &&
           !tops_up(&of_other, &of_one);
}

struct date late_policy_day(const struct late *late, const struct decision *of)
{
    const struct settings *settings = &late->run->settings;
    return settings->has_date ? settings->date : (struct date){of->day};
}
