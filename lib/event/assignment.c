/* The assignment made, written as a table, and what is said of it. */
#include "event/plan.h"

#include "base/language.h"
#include "event/clock.h"

#include <stdlib.h>

/* Lines are written when there are so many bytes of them. */
#define CHUNK 65536

void plan_put_time(struct buffer *out, int64_t seconds)
{
    buffer_format(out, "%lld:%02lld", (long long)(seconds / CLOCK_MINUTE),
                  (long long)(seconds % CLOCK_MINUTE));
}

/* ---- records -------------------------------------------------------------------------------- */

/* A record being put together: what its slots hold, as it is written. */
struct line {
    const struct plan *plan;
    const struct layout *layout;
    struct buffer value[PLAN_COLUMNS];
    struct buffer *out;
};

static void put_line(struct line *line, size_t request)
{
    const struct requests *requests = &line->plan->requests;
    size_t at = requests->cells_at[request];
    for (int i = 0; i < line->layout->piece_count; i++) {
        const struct piece *piece = &line->layout->pieces[i];
        if (i > 0)
            buffer_char(line->out, ',');
        if (piece->slot < 0)
            buffer_text(line->out, requests_next(requests, &at));
        else
            layout_put_slot(line->layout, buffer_view(&line->value[piece->slot]), line->out);
    }
    buffer_char(line->out, '\n');
    for (int i = 0; i < PLAN_COLUMNS; i++)
        buffer_clear(&line->value[i]);
}

/* What begins and ends within a minute is written with that minute, so that no two times of one
 * volunteer overlap; the last end is when he or she has surely finished. */
static int end_of(const struct plan *plan, const struct schedule_share *share)
{
    const bool last = share->end == plan->schedule.finishes[share->volunteer];
    return last ? clock_minutes_up(share->end) : clock_minutes_down(share->end);
}

static void put_share(struct line *line, const struct schedule_share *share)
{
    const struct plan *plan = line->plan;
    const struct person *person = plan_volunteer(plan, share->volunteer);
    const int start = plan->agenda.items[plan->agenda.mending].start;
    struct buffer *value = line->value;
    buffer_string(&value[PLAN_ASSIGNMENT], "assigned");
    csv_put(&value[PLAN_VOLUNTEER], text_of(person->name), false);
    csv_put(&value[PLAN_VOLUNTEER_TEAM], text_of(person->team), false);
    buffer_format(&value[PLAN_STATION], "%u", share->volunteer + 1);
    buffer_format(&value[PLAN_PIECES_ASSIGNED], "%lld", (long long)share->pieces);
    clock_put(&value[PLAN_START], start + clock_minutes_down(share->start));
    clock_put(&value[PLAN_END], start + end_of(plan, share));
    buffer_format(&value[PLAN_TIME], "%d", clock_minutes_up(share->end - share->start));
    put_line(line, share->request);
}

static void put_unserved(struct line *line, size_t i)
{
    const struct plan *plan = line->plan;
    const struct schedule_request *request = &plan->requests.list[i];
    const long long unserved = (long long)(request->pieces - plan->schedule.served[i]);
    if (unserved == 0)
        return;
    buffer_string(&line->value[PLAN_ASSIGNMENT], "unserved");
    buffer_format(&line->value[PLAN_UNSERVED], "%lld", unserved);
    buffer_string(&line->value[PLAN_REASONS],
                  schedule_too_long(&plan->schedule, request) ? "too-long" : "no-time");
    put_line(line, i);
}

static void put_invalid(struct line *line, size_t i)
{
    buffer_string(&line->value[PLAN_ASSIGNMENT], "invalid");
    reason_put(&line->plan->requests.invalid[i], &line->value[PLAN_REASONS]);
    put_line(line, i);
}

static bool flush(struct line *line, struct output *out, size_t least, struct error *error)
{
    bool ok = !line->out->failed;
    for (int i = 0; i < PLAN_COLUMNS; i++)
        ok = ok && !line->value[i].failed;
    if (!ok)
        return error_no_memory(error, NULL);
    if (line->out->n < least)
        return true;
    ok = output_write(out, buffer_view(line->out), error);
    buffer_clear(line->out);
    return ok;
}

static bool put_records(struct line *line, struct output *out, struct error *error)
{
    const struct plan *plan = line->plan;
    const struct schedule *s = &plan->schedule;
    size_t share = 0;
    for (size_t i = 0; i < plan->requests.count; i++) {
        if (plan->requests.invalid[i].code != NULL)
            put_invalid(line, i);
        for (; share < s->share_count && s->shares[share].request == i; share++)
            put_share(line, &s->shares[share]);
        put_unserved(line, i);
        if (!flush(line, out, CHUNK, error))
            return false;
    }
    return flush(line, out, 0, error);
}

static bool write_table(const struct run *run, struct output *out, struct error *error)
{
    struct buffer bytes = {0};
    struct line line = {.plan = run->state, .layout = &run->layout, .out = &bytes};
    if (!run->settings.no_header)
        layout_put_header(&run->layout, &bytes);
    const bool ok = put_records(&line, out, error);
    for (int i = 0; i < PLAN_COLUMNS; i++)
        buffer_free(&line.value[i]);
    buffer_free(&bytes);
    return ok;
}

/* ---- the account ---------------------------------------------------------------------------- */

/* Instead of the table, or on standard output beside the file that the table goes to. */
static bool write_account(const struct run *run, struct output *out, struct error *error)
{
    struct buffer account = {0};
    struct output standard = {0};
    plan_account(run->state, &account);
    bool ok = !account.failed || error_no_memory(error, NULL);
    if (ok && run->settings.output == NULL)
        ok = output_write(out, buffer_view(&account), error);
    else if (ok)
        ok = output_open(&standard, NULL, error) &&
             output_write(&standard, buffer_view(&account), error) &&
             output_commit(&standard, error);
    buffer_free(&account);
    return ok;
}

/* ---- what is said --------------------------------------------------------------------------- */

static void say_unserved(const char *program, const struct schedule *s, struct buffer *messages)
{
    const int64_t minute = RATE_ONE;
    if (s->too_long > 0)
        buffer_format(messages,
                      _("%s: %lld pieces can never be served: each takes even the fastest longer "
                        "than the time that the agenda leaves\n"),
                      program, (long long)s->too_long);
    if (s->pieces - s->served_pieces == s->too_long)
        return;
    buffer_format(messages,
                  _("%s: %lld pieces are unserved: %lld minutes of work are lacking, or %lld more "
                    "volunteers of speed 1\n"),
                  program, (long long)(s->pieces - s->served_pieces - s->too_long),
                  (long long)(s->lacking_work / minute + (s->lacking_work % minute > 0)),
                  (long long)s->lacking_volunteers);
    if (s->too_long_for_one > 0)
        buffer_format(messages,
                      _("%s: %lld of them need a faster volunteer: at speed 1 each takes longer "
                        "than that time\n"),
                      program, (long long)s->too_long_for_one);
}

static void say(const struct run *run, struct buffer *messages)
{
    const struct plan *plan = run->state;
    const struct schedule *s = &plan->schedule;
    const char *program = command_name(&run->filter->command);
    struct buffer done = {0}, bound = {0}, clock = {0};
    plan_put_time(&done, s->makespan);
    plan_put_time(&bound, s->bound);
    clock_put(&clock,
              plan->agenda.items[plan->agenda.mending].start + clock_minutes_up(s->makespan));
    buffer_char(&done, '\0');
    buffer_char(&bound, '\0');
    buffer_char(&clock, '\0');
    messages->failed |= done.failed || bound.failed || clock.failed;
    if (!messages->failed && s->served_pieces > 0)
        buffer_format(messages,
                      _("%s: %lld of %lld pieces are assigned; the last is done after %s minutes, "
                        "by %s; no assignment of them could be done before %s\n"),
                      program, (long long)s->served_pieces, (long long)s->pieces, done.p, clock.p,
                      bound.p);
    say_unserved(program, s, messages);
    buffer_free(&done);
    buffer_free(&bound);
    buffer_free(&clock);
}

void plan_summarize(const struct run *run, const int64_t *tally, struct buffer *out)
{
    const struct schedule *s = &((const struct plan *)run->state)->schedule;
    (void)tally;
    buffer_format(out, _("  pieces %lld, assigned %lld, unserved %lld\n"), (long long)s->pieces,
                  (long long)s->served_pieces, (long long)(s->pieces - s->served_pieces));
    buffer_string(out, _("  last done after "));
    plan_put_time(out, s->makespan);
    buffer_string(out, _(", lower bound "));
    plan_put_time(out, s->bound);
    buffer_string(out, _(", time there is "));
    plan_put_time(out, s->limit);
    buffer_char(out, '\n');
}

/* ---- all of it ------------------------------------------------------------------------------ */

static bool make(struct plan *plan, struct error *error)
{
    const size_t volunteers = plan->roster.volunteer_count;
    const int64_t limit = (int64_t)plan->agenda.items[plan->agenda.mending].minutes * CLOCK_MINUTE;
    struct rate *speeds = calloc(volunteers, sizeof *speeds);
    for (size_t v = 0; speeds != NULL && v < volunteers; v++)
        speeds[v] = plan_volunteer(plan, v)->speed;
    const bool ok = speeds != NULL && schedule_make(plan->requests.list, plan->requests.count,
                                                    speeds, volunteers, limit, &plan->schedule);
    free(speeds);
    return ok || error_no_memory(error, NULL);
}

bool plan_finish(struct run *run, struct output *out, struct buffer *messages, struct error *error)
{
    struct plan *plan = run->state;
    if (!make(plan, error))
        return false;
    run->findings = plan->schedule.pieces > plan->schedule.served_pieces;
    say(run, messages);
    if (plan->explain && !write_account(run, out, error))
        return false;
    return (plan->explain && run->settings.output == NULL) || write_table(run, out, error);
}
