/* The account of an assignment: the time there is, the work, the bound, who does what until when.
 */
#include "event/plan.h"

#include "base/language.h"
#include "event/clock.h"

static void put_event(const struct plan *plan, struct buffer *out)
{
    const struct event *event = &plan->event;
    char date[DATE_TEXT_SIZE];
    date_format(event->date, date);
    buffer_masked(out, text_of(event->title));
    buffer_format(out, ", %s, ", date);
    buffer_masked(out, text_of(event->venue));
    buffer_char(out, '\n');
}

static void put_time_left(const struct plan *plan, struct buffer *out)
{
    const struct agenda_item *mending = &plan->agenda.items[plan->agenda.mending];
    buffer_string(out, _("  time: "));
    clock_put(out, mending->start);
    buffer_string(out, _(" to "));
    clock_put(out, mending->start + mending->minutes);
    buffer_format(out, _(": the agenda leaves %d of %d minutes\n"), mending->minutes,
                  plan->event.duration);
}

static void put_work(const struct plan *plan, struct buffer *out)
{
    const struct schedule *s = &plan->schedule;
    struct rate speed = {0};
    char text[RATE_TEXT_SIZE];
    wide_int work = 0; /* of all that is asked for, in millionths of a minute */
    for (size_t i = 0; i < plan->requests.count; i++)
        work += (wide_int)plan->requests.list[i].work * plan->requests.list[i].pieces;
    for (size_t v = 0; v < plan->roster.volunteer_count; v++)
        speed.millionths += plan_volunteer(plan, v)->speed.millionths;
    rate_format(speed, text);
    buffer_format(out, _("  requests: %zu, invalid %zu; pieces: %lld\n"), plan->requests.count,
                  plan->requests.invalid_count, (long long)s->pieces);
    buffer_format(out,
                  _("  work: %lld minutes at speed 1; volunteers: %zu, whose speeds are %s "
                    "together\n"),
                  (long long)((work + RATE_ONE - 1) / RATE_ONE), plan->roster.volunteer_count,
                  text);
}

static void put_unserved(const struct schedule *s, struct buffer *out)
{
    const long long unserved = (long long)(s->pieces - s->served_pieces);
    if (unserved == 0) {
        buffer_string(out, _("  all pieces fit into the time\n"));
        return;
    }
    buffer_string(out, _("  not all fit: as many requests from the top of the table as can be done "
                         "together, then each that fits beside them, then single pieces\n"));
    buffer_format(out,
                  _("  assigned: %lld; unserved: %lld, of which %lld take too long for the "
                    "fastest\n"),
                  (long long)s->served_pieces, unserved, (long long)s->too_long);
    buffer_format(out, _("  lacking: %lld minutes of work, or %lld volunteers of speed 1\n"),
                  (long long)(s->lacking_work / RATE_ONE + (s->lacking_work % RATE_ONE > 0)),
                  (long long)s->lacking_volunteers);
}

static void put_bound(const struct schedule *s, struct buffer *out)
{
    buffer_string(out, _("  the last is done after "));
    plan_put_time(out, s->makespan);
    buffer_string(out, _("; no assignment of what is served could be done before "));
    plan_put_time(out, s->bound);
    buffer_char(out, '\n');
}

static void put_volunteer(const struct plan *plan, size_t v, int64_t pieces, struct buffer *out)
{
    const struct person *person = plan_volunteer(plan, v);
    const int start = plan->agenda.items[plan->agenda.mending].start;
    char speed[RATE_TEXT_SIZE];
    rate_format(person->speed, speed);
    buffer_format(out, _("  station %zu: "), v + 1);
    buffer_masked(out, text_of(person->name));
    if (person->team[0] != '\0') {
        buffer_string(out, " (");
        buffer_masked(out, text_of(person->team));
        buffer_char(out, ')');
    }
    buffer_format(out, _(", speed %s: %lld pieces"), speed, (long long)pieces);
    if (pieces > 0) {
        buffer_string(out, _(", until "));
        clock_put(out, start + clock_minutes_up(plan->schedule.finishes[v]));
    }
    buffer_char(out, '\n');
}

/* Shares are by request: each volunteer's pieces are counted first. */
static void put_volunteers(const struct plan *plan, struct buffer *out)
{
    const struct schedule *s = &plan->schedule;
    struct buffer counted = {0};
    for (size_t v = 0; v < plan->roster.volunteer_count; v++)
        buffer_append(&counted, (const char *)&(int64_t){0}, sizeof(int64_t));
    out->failed |= counted.failed;
    int64_t *pieces = (int64_t *)(void *)counted.p;
    for (size_t i = 0; i < s->share_count && !counted.failed; i++)
        pieces[s->shares[i].volunteer] += s->shares[i].pieces;
    for (size_t v = 0; v < plan->roster.volunteer_count && !counted.failed; v++)
        put_volunteer(plan, v, pieces[v], out);
    buffer_free(&counted);
}

void plan_account(const struct plan *plan, struct buffer *out)
{
    put_event(plan, out);
    put_time_left(plan, out);
    put_work(plan, out);
    put_unserved(&plan->schedule, out);
    put_bound(&plan->schedule, out);
    put_volunteers(plan, out);
    buffer_char(out, '\n');
}
