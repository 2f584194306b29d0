#include "event/tables.h"

#include "base/language.h"
#include "event/clock.h"
#include "event/schedule.h"
#include "table/side.h"

#include <stdlib.h>

bool event_number(struct text cell, long least, long most, long *out)
{
    long n = 0;
    if (cell.n == 0 || cell.n > 6) /* none of them is so long */
        return false;
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] < '0' || cell.p[i] > '9')
            return false;
        n = 10 * n + (cell.p[i] - '0');
    }
    *out = n;
    return n >= least && n <= most;
}

/* ---- cells ---------------------------------------------------------------------------------- */

static struct text cell_of(const struct side_row *row, int i)
{
    return text_trim(side_cell(row, i));
}

/* Copies a cell; false without memory. */
static bool keep(const struct side_row *row, int i, char **out)
{
    const struct text cell = cell_of(row, i);
    *out = strndup(cell.p == NULL ? "" : cell.p, cell.n);
    return *out != NULL;
}

static bool out_of_memory(const struct side_row *row, struct error *error)
{
    return error_no_memory(error, row->file);
}

/* `FILE:LINE: COLUMN: found '…', expected …`; returns false. */
static bool bad_cell(const struct side_row *row, const char *column, struct text cell,
                     const char *expected, struct error *error)
{
    char shown[96];
    return error_set(error, row->file, row->record->line, column, _("found '%s', expected %s"),
                     text_masked(cell, shown, sizeof shown), expected);
}

/* ---- the event ------------------------------------------------------------------------------ */

enum { TITLE, HOST, CO_HOSTS, PLANNER, DATE, START, DURATION, VENUE, EVENT_COLUMNS };

static const struct column_need EVENT_READS[EVENT_COLUMNS] = {
    [TITLE] = {"title", true},       [HOST] = {"host", false}, [CO_HOSTS] = {"co_hosts", false},
    [PLANNER] = {"planner"},         [DATE] = {"date", true},  [START] = {"start", true},
    [DURATION] = {"duration", true}, [VENUE] = {"venue", true}};

void event_free(struct event *e)
{
    free(e->title);
    free(e->host);
    free(e->co_hosts);
    free(e->planner);
    free(e->venue);
    *e = (struct event){0};
}

static bool event_row(void *data, const struct side_row *row, struct error *error)
{
    struct event *e = data;
    long duration;
    if (e->title != NULL)
        return error_set(error, row->file, row->record->line, NULL,
                         _("a second event; expected one record"));
    if (!keep(row, TITLE, &e->title) || !keep(row, HOST, &e->host) ||
        !keep(row, CO_HOSTS, &e->co_hosts) || !keep(row, PLANNER, &e->planner) ||
        !keep(row, VENUE, &e->venue))
        return out_of_memory(row, error);
    if (!date_parse(cell_of(row, DATE), &e->date))
        return bad_cell(row, "date", cell_of(row, DATE), _("a date YYYY-MM-DD"), error);
    if (!clock_parse(cell_of(row, START), &e->start))
        return bad_cell(row, "start", cell_of(row, START), _("a time HH:MM"), error);
    if (!event_number(cell_of(row, DURATION), 1, CLOCK_DAY, &duration))
        return bad_cell(row, "duration", cell_of(row, DURATION), _("minutes from 1 to 1440"),
                        error);
    e->duration = (int)duration;
    return e->start + e->duration <= CLOCK_DAY ||
           bad_cell(row, "duration", cell_of(row, DURATION), _("an end before midnight"), error);
}

bool event_read(struct event *event, const char *file, struct error *error)
{
    struct side side = {.name = file,
                        .reads = EVENT_READS,
                        .read_count = EVENT_COLUMNS,
                        .data = event,
                        .row = event_row};
    return side_read(&side, error) &&
           (event->title != NULL ||
            error_set(error, file, 0, NULL, _("no event; expected one record")));
}

/* ---- the agenda ----------------------------------------------------------------------------- */

enum { ITEM, LOOSE_ITEM, SPEAKER, MINUTES, AGENDA_COLUMNS };

/* A ledger's `item` is something else; the agenda's own name is the one that lists show. */
static const struct column_need AGENDA_READS[AGENDA_COLUMNS] = {[ITEM] = {"agenda_item", false},
                                                                [LOOSE_ITEM] = {"item", false},
                                                                [SPEAKER] = {"speaker", false},
                                                                [MINUTES] = {"minutes", true}};

/* An item without minutes, while the table is read. */
#define MENDING (-1)

struct agenda_reading {
    const char *file;
    struct agenda *agenda;
    bool has_mending;
    int named; /* the column that names items */
};

void agenda_free(struct agenda *a)
{
    for (size_t i = 0; i < a->count; i++) {
        free(a->items[i].item);
        free(a->items[i].speaker);
    }
    free(a->items);
    *a = (struct agenda){0};
}

static bool agenda_header(void *data, const struct layout *layout, struct error *error)
{
    struct agenda_reading *r = data;
    r->named = layout->read_at[ITEM] >= 0 ? ITEM : LOOSE_ITEM;
    const struct column *column = column_find(text_of(AGENDA_READS[ITEM].name));
    if (layout->read_at[r->named] >= 0)
        return true;
    return column == NULL
               ? error_set(error, r->file, 0, NULL, _("no column '%s'"), AGENDA_READS[ITEM].name)
               : error_set(error, r->file, 0, NULL, _("no column '%s' (%s)"), column->name,
                           column->label);
}

static bool agenda_row(void *data, const struct side_row *row, struct error *error)
{
    struct agenda_reading *r = data;
    struct agenda *a = r->agenda;
    struct agenda_item item = {.minutes = MENDING};
    const struct text cell = cell_of(row, MINUTES);
    long minutes;
    if (cell.n > 0) {
        if (!event_number(cell, 0, CLOCK_DAY, &minutes))
            return bad_cell(row, "minutes", cell, _("minutes from 0 to 1440"), error);
        item.minutes = (int)minutes;
    } else if (r->has_mending) {
        return error_set(error, row->file, row->record->line, "minutes",
                         _("a second item without minutes; expected one, which is the mending"));
    }
    struct agenda_item *more = reallocarray(a->items, a->count + 1, sizeof *more);
    if (more == NULL)
        return out_of_memory(row, error);
    a->items = more;
    if (cell.n == 0) {
        r->has_mending = true;
        a->mending = a->count;
    }
    a->items[a->count++] = item;
    struct agenda_item *kept = &a->items[a->count - 1];
    return (keep(row, r->named, &kept->item) && keep(row, SPEAKER, &kept->speaker)) ||
           out_of_memory(row, error);
}

/* The mending takes what is left, and each item begins where the one before it ends. */
static bool set_times(struct agenda *a, const struct event *event, const char *file,
                      struct error *error)
{
    long talks = 0;
    for (size_t i = 0; i < a->count; i++)
        talks += i == a->mending ? 0 : a->items[i].minutes;
    if (talks >= event->duration)
        return error_set(error, file, 0, NULL,
                         _("the agenda takes %ld minutes of the event's %d: none are left for the "
                           "mending"),
                         talks, event->duration);
    a->items[a->mending].minutes = event->duration - (int)talks;
    for (size_t i = 0, start = (size_t)event->start; i < a->count; i++) {
        a->items[i].start = (int)start;
        start += (size_t)a->items[i].minutes;
    }
    return true;
}

bool agenda_read(struct agenda *agenda, const struct event *event, const char *file,
                 struct error *error)
{
    struct agenda_reading r = {.file = file, .agenda = agenda};
    struct side side = {.name = file,
                        .reads = AGENDA_READS,
                        .read_count = AGENDA_COLUMNS,
                        .data = &r,
                        .header = agenda_header,
                        .row = agenda_row};
    if (!side_read(&side, error))
        return false;
    if (!r.has_mending)
        return error_set(error, file, 0, NULL,
                         _("each item has minutes; expected one without, which is the mending"));
    return set_times(agenda, event, file, error);
}

/* ---- the roster ----------------------------------------------------------------------------- */

enum { NAME, TEAM, ROLE, SPEED, ROSTER_COLUMNS };

static const struct column_need ROSTER_READS[ROSTER_COLUMNS] = {[NAME] = {"name", true},
                                                                [TEAM] = {"team", false},
                                                                [ROLE] = {"role", true},
                                                                [SPEED] = {"speed"}};

static bool read_role(struct text cell, enum role *out)
{
    static const struct {
        const char *word;
        enum role role;
    } WORDS[] = {{"leader", ROLE_LEADER},       {"领导", ROLE_LEADER},
                 {"guest", ROLE_GUEST},         {"嘉宾", ROLE_GUEST},
                 {"volunteer", ROLE_VOLUNTEER}, {"志愿者", ROLE_VOLUNTEER},
                 {"attendee", ROLE_ATTENDEE},   {"参会", ROLE_ATTENDEE},
                 {"参会人员", ROLE_ATTENDEE},   {"", ROLE_ATTENDEE}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (!text_is(cell, WORDS[i].word))
            continue;
        *out = WORDS[i].role;
        return true;
    }
    return false;
}

void roster_free(struct roster *r)
{
    for (size_t i = 0; i < r->count; i++) {
        free(r->people[i].name);
        free(r->people[i].team);
    }
    free(r->people);
    free(r->volunteers);
    *r = (struct roster){0};
}

static bool read_person(const struct side_row *row, struct person *person, struct error *error)
{
    const struct text speed = cell_of(row, SPEED);
    if (cell_of(row, NAME).n == 0)
        return bad_cell(row, "name", (struct text){NULL, 0}, _("a name"), error);
    if (!read_role(cell_of(row, ROLE), &person->role))
        return bad_cell(row, "role", cell_of(row, ROLE), _("leader, guest, volunteer or attendee"),
                        error);
    person->speed.millionths = RATE_ONE;
    return person->role != ROLE_VOLUNTEER || speed.n == 0 ||
           (rate_parse(cell_of(row, SPEED), &person->speed) == NUMBER_OK &&
            person->speed.millionths >= SCHEDULE_SPEED_MIN &&
            person->speed.millionths <= SCHEDULE_SPEED_MAX) ||
           bad_cell(row, "speed", cell_of(row, SPEED), _("a number from 0.1 to 10"), error);
}

static bool roster_row(void *data, const struct side_row *row, struct error *error)
{
    struct roster *r = data;
    struct person person = {0};
    if (!read_person(row, &person, error))
        return false;
    struct person *more = reallocarray(r->people, r->count + 1, sizeof *more);
    if (more == NULL)
        return out_of_memory(row, error);
    r->people = more;
    struct person *kept = &r->people[r->count++];
    *kept = person;
    if (!keep(row, NAME, &kept->name) || !keep(row, TEAM, &kept->team))
        return out_of_memory(row, error);
    if (kept->role != ROLE_VOLUNTEER)
        return true;
    size_t *stations = reallocarray(r->volunteers, r->volunteer_count + 1, sizeof *stations);
    if (stations == NULL)
        return out_of_memory(row, error);
    r->volunteers = stations;
    r->volunteers[r->volunteer_count++] = r->count - 1;
    return true;
}

bool roster_read(struct roster *roster, const char *file, struct error *error)
{
    struct side side = {.name = file,
                        .reads = ROSTER_READS,
                        .read_count = ROSTER_COLUMNS,
                        .data = roster,
                        .row = roster_row};
    return side_read(&side, error);
}

/* ---- repairs -------------------------------------------------------------------------------- */

enum { REPAIR, REPAIR_MINUTES, REPAIR_COLUMNS };

static const struct column_need REPAIR_READS[REPAIR_COLUMNS] = {
    [REPAIR] = {"repair", true}, [REPAIR_MINUTES] = {"minutes", true}};

void repairs_free(struct repairs *r)
{
    names_free(&r->names);
    free(r->work);
    *r = (struct repairs){0};
}

static bool repair_row(void *data, const struct side_row *row, struct error *error)
{
    struct repairs *r = data;
    struct rate minutes;
    const struct text repair = cell_of(row, REPAIR);
    if (repair.n == 0)
        return bad_cell(row, "repair", repair, _("the name of a repair"), error);
    if (names_find(&r->names, repair) != NAMES_NONE)
        return bad_cell(row, "repair", repair, _("each repair once"), error);
    const uint32_t number = names_number(&r->names, repair);
    if (number == NAMES_NONE)
        return out_of_memory(row, error);
    if (number == r->room) {
        r->room = r->room == 0 ? 16 : 2 * r->room;
        int64_t *more = reallocarray(r->work, r->room, sizeof *more);
        if (more == NULL)
            return out_of_memory(row, error);
        r->work = more;
    }
    const struct text cell = cell_of(row, REPAIR_MINUTES);
    if (rate_parse(cell, &minutes) != NUMBER_OK || minutes.millionths == 0 ||
        minutes.millionths > (int64_t)SCHEDULE_MINUTES_MAX * RATE_ONE)
        return bad_cell(row, "minutes", cell, _("minutes above 0 and up to 1440"), error);
    r->work[number] = minutes.millionths;
    return true;
}

bool repairs_read(struct repairs *repairs, const char *file, struct error *error)
{
    struct side side = {.name = file,
                        .reads = REPAIR_READS,
                        .read_count = REPAIR_COLUMNS,
                        .data = repairs,
                        .row = repair_row};
    return side_read(&side, error);
}

int64_t repairs_work(const struct repairs *repairs, struct text repair)
{
    const uint32_t number = names_find(&repairs->names, repair);
    return number == NAMES_NONE ? 0 : repairs->work[number];
}
