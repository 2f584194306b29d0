/* plan-event: a care event (亲情冬季缝补活动) planned: who mends what, the run sheet, the
 * preparation. */
#include "base/language.h"
#include "event/plan.h"

static const struct column_need READS[REQUEST_COLUMNS] = {REQUEST_READS};
static const char *const ADDS[PLAN_COLUMNS] = {PLAN_ADDS};

static struct plan state;

static enum outcome take_request(struct row *row)
{
    return requests_take(&state.requests, &state.repairs, row);
}

static void end(struct run *run)
{
    plan_free(run->state);
}

static const struct filter FILTER = {
    .command = {.name = "plan-event",
                .operands = "[FILE]...",
                .summary = N_("Plans a care event: assigns what workers bring to be mended to "
                              "volunteers (缝补活动)."),
                .example = "plan-event --event event.csv --agenda agenda.csv --roster roster.csv "
                           "--minutes minutes.csv requests.csv -o assignment.csv"},
    .uses = USES_AS_OF,
    .reads = READS,
    .read_count = REQUEST_COLUMNS,
    .adds = ADDS,
    .add_count = PLAN_COLUMNS,
    .flagged_as = N_("invalid"),
    .options = PLAN_OPTIONS,
    .take = plan_take,
    .state = &state,
    .in_order = true,
    .gathers = true,
    .aside = plan_aside,
    .begin = plan_begin,
    .row = take_request,
    .finish = plan_finish,
    .summarize = plan_summarize,
    .end = end,
};

int main(int argc, char **argv)
{
    return filter_main(&FILTER, argc, argv);
}
