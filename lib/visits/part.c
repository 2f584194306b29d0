#include "visits/part.h"

#include "base/language.h"

#include <errno.h>
#include <stdlib.h>

enum { OPTION_DRAW_VISITS = OPTION_OWN, OPTION_SEED };

const struct command_option VISITS_OPTIONS[] = {
    {OPTION_DRAW_VISITS, "draw-visits", NULL,
     N_("write only the applications that the county is to visit: the doubtful ones, and others by "
        "lot")},
    {OPTION_SEED, "seed", N_("N"), N_("draw other lots; the same N draws the same (default: 0)")},
    {0}};

bool visits_take(struct visits_part *s, int id, const char *value, struct error *error)
{
    char *end;
    if (id == OPTION_DRAW_VISITS) {
        s->draws = true;
        return true;
    }
    errno = 0;
    s->seed = strtoull(value, &end, 10);
    s->has_seed = true;
    return (value[0] >= '0' && value[0] <= '9' && *end == '\0' && errno == 0) ||
           command_bad_value(error, "--seed", value, _("a whole number, 0 or more"));
}

bool visits_begin(struct visits_part *s, struct run *run, struct error *error)
{
    if (s->has_seed && !s->draws)
        return error_set(error, NULL, 0, NULL, _("--seed is for --draw-visits"));
    run->holds = s->draws;
    s->visits = visits_new(s->draws);
    return s->visits != NULL || error_no_memory(error, NULL);
}

bool visits_header(struct visits_part *s, struct layout *layout)
{
    return !s->draws || layout_add(layout, "visit_draw", &s->slot);
}

/* The year of whose new dossiers it is one: that of filing, else of the application, else this. */
static int year_of(struct row *row, const struct application *a)
{
    struct reason ignored;
    struct date day;
    bool given;
    if (a->has_filed)
        return date_civil(a->filed).year;
    (void)facts_applied_on(row, &given, &day, &ignored); /* it was read before */
    return date_civil(given ? day : row->run->today).year;
}

/* Where there is no household_id its lot is drawn by the person's ID, else by its number. */
bool visits_row(struct visits_part *s, struct row *row, const struct application *a,
                const struct filing *f, const struct policy_set *policy)
{
    struct buffer key = {0};
    struct visit visit = {.counts = false};
    buffer_text(&key, text_trim(row_cell(row, FILING_HOUSEHOLD_ID)));
    if (key.n == 0)
        buffer_text(&key, text_trim(row_cell(row, FILING_ID_NUMBER)));
    if (key.n == 0)
        buffer_format(&key, "%s:%ld", row->file, row->record->line);
    /* 新建困难职工: whoever is refused is none, and 意外致困 goes without the county's visit. */
    if (f != NULL && f->stage != STAGE_REFUSED && !a->accidental)
        visit = (struct visit){.counts = true,
                               .year = year_of(row, a),
                               .visited = a->county_visited,
                               .doubtful = a->doubtful || a->match == VERDICT_DOUBTFUL,
                               .group = text_trim(row_cell(row, FILING_UNION)),
                               .key = buffer_view(&key),
                               .least = policy_get(policy, PARAMETER_FILING_VISIT_COVERAGE_MIN)};
    s->undecided += f == NULL;
    const bool ok = !key.failed && visits_add(s->visits, &visit, s->seed);
    buffer_free(&key);
    return ok;
}

struct saying {
    struct run *run;
    struct buffer *out;
};

/* filing.coverage: said where it is not reached, and always with --summary. */
static void say_coverage(void *data, const struct visits_of_year *year)
{
    const struct saying *saying = data;
    const int64_t needed = coverage_needed(year->least, &year->coverage);
    if (needed == 0 && !saying->run->settings.summary)
        return;
    saying->run->findings |= needed > 0;
    buffer_format(saying->out,
                  _("%s: %d: the county has visited %lld of %lld new dossiers, expected at least "
                    "%s (filing.coverage): %lld more to visit\n"),
                  command_name(&saying->run->filter->command), year->year,
                  (long long)year->coverage.visited, (long long)year->coverage.dossiers,
                  year->least->set ? year->least->text : "0%", (long long)needed);
}

bool visits_finish(struct visits_part *s, struct run *run, struct buffer *messages)
{
    struct saying saying = {run, messages};
    if (!visits_each_year(s->visits, say_coverage, &saying))
        return false;
    if (!s->draws)
        return true;
    if (!visits_draw(s->visits))
        return false;
    buffer_format(messages, _("%s: drawn: %ld doubtful, %ld by lot with --seed %llu\n"),
                  command_name(&run->filter->command),
                  visits_count_drawn(s->visits, DRAWN_DOUBTFUL),
                  visits_count_drawn(s->visits, DRAWN_BY_LOT), (unsigned long long)s->seed);
    if (s->undecided > 0)
        buffer_format(messages,
                      _("%s: left out of the draw, since they could not be decided: %ld\n"),
                      command_name(&run->filter->command), s->undecided);
    return true;
}

enum release visits_release(const struct visits_part *s, struct row *row, const struct held *held)
{
    const enum drawn drawn = visits_drawn(s->visits, held->number);
    if (drawn == DRAWN_NOT)
        return RELEASE_NOT;
    row_put_word(row, s->slot, drawn == DRAWN_DOUBTFUL ? "doubtful" : "lot");
    return RELEASE_FILLED_IN;
}
