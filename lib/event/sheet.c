/* The run sheet (流程单): a record for each item of the agenda, and for the mending one for each
 * station; where nobody volunteers it is an item like the others. */
#include "event/plan.h"

#include "event/clock.h"

#define BETWEEN_NAMES "\u3001"

static void put_cell(struct buffer *out, const char *cell)
{
    buffer_char(out, ',');
    csv_put(out, text_of(cell), false);
}

/* Leaders and guests, in the roster's order: a leader before any guest. */
static void list_honoured(const struct roster *roster, struct buffer *out)
{
    for (enum role role = ROLE_LEADER; role <= ROLE_GUEST; role++)
        for (size_t i = 0; i < roster->count; i++) {
            if (roster->people[i].role != role)
                continue;
            if (out->n > 0)
                buffer_string(out, BETWEEN_NAMES);
            buffer_string(out, roster->people[i].name);
        }
}

static void put_item(const struct plan *plan, const struct agenda_item *item, struct buffer *out)
{
    clock_put(out, item->start);
    buffer_char(out, ',');
    clock_put(out, item->start + item->minutes);
    put_cell(out, item->item);
    put_cell(out, item->speaker);
    put_cell(out, plan->event.venue);
}

static void put_stations(const struct plan *plan, const struct agenda_item *item,
                         struct buffer *out)
{
    for (size_t v = 0; v < plan->roster.volunteer_count; v++) {
        put_item(plan, item, out);
        buffer_format(out, ",%zu", v + 1);
        put_cell(out, plan_volunteer(plan, v)->name);
        put_cell(out, plan_volunteer(plan, v)->team);
        buffer_char(out, '\n');
    }
}

void plan_put_sheet(const struct plan *plan, struct buffer *out)
{
    struct buffer honoured = {0};
    list_honoured(&plan->roster, &honoured);
    out->failed |= honoured.failed;
    buffer_string(out, "start,end,agenda_item,speaker,venue,station,people,team\n");
    for (size_t i = 0; i < plan->agenda.count; i++) {
        const struct agenda_item *item = &plan->agenda.items[i];
        if (i == plan->agenda.mending && plan->roster.volunteer_count > 0) {
            put_stations(plan, item, out);
            continue;
        }
        put_item(plan, item, out);
        buffer_string(out, ",,");
        csv_put(out, buffer_view(&honoured), false);
        buffer_string(out, ",\n");
    }
    buffer_free(&honoured);
}
