#include "policy/calendar.h"

#include "base/embedded.h"
#include "base/language.h"
#include "base/small_table.h"
#include "base/whole_file.h"

#include <stdlib.h>

#define BUILT_IN "share/calendar/cn.csv"
#define HEADER   "date,kind,source"

enum { DATE, KIND, SOURCE, FIELDS };

static const char *const COLUMNS[FIELDS] = {"date", "kind", "source"};

struct special_day {
    struct date date;
    bool works;
    const char *file; /* that says so */
};

struct calendar {
    struct special_day *days; /* by date, each once */
    size_t count, room;
};

struct loading {
    struct calendar *calendar;
    const char *file;
    struct error *error;
    bool said; /* what is wrong */
};

/* ---- loading ------------------------------------------------------------------------------- */

/* The first special day that is not before `day`. */
static size_t first_from(const struct calendar *c, struct date day)
{
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->days[middle].date.day < day.day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool make_room(struct calendar *c)
{
    if (c->count < c->room)
        return true;
    const size_t room = c->room == 0 ? 256 : c->room * 2;
    struct special_day *more = reallocarray(c->days, room, sizeof *more);
    if (more == NULL)
        return false;
    c->days = more;
    c->room = room;
    return true;
}

static bool fail(struct loading *l, long line, int column, struct text found, const char *expected)
{
    char shown[96];
    l->said = true;
    return error_set(l->error, l->file, line, COLUMNS[column], _("found '%s', expected %s"),
                     text_masked(found, shown, sizeof shown), expected);
}

static bool load(void *data, long line, const struct text *cells)
{
    struct loading *l = data;
    struct calendar *c = l->calendar;
    struct special_day day = {.works = text_is(cells[KIND], "workday"), .file = l->file};
    if (!date_parse(cells[DATE], &day.date))
        return fail(l, line, DATE, cells[DATE], _("a date YYYY-MM-DD"));
    if (!day.works && !text_is(cells[KIND], "holiday"))
        return fail(l, line, KIND, cells[KIND], _("holiday or workday"));
    if (text_trim(cells[SOURCE]).n == 0)
        return fail(l, line, SOURCE, cells[SOURCE], _("the document that says so"));
    const size_t at = first_from(c, day.date);
    const bool known = at < c->count && c->days[at].date.day == day.date.day;
    if (known && c->days[at].file == l->file)
        return fail(l, line, DATE, cells[DATE], _("each day once"));
    if (!known) {
        if (!make_room(c)) {
            l->said = true;
            return error_no_memory(l->error, NULL);
        }
        memmove(&c->days[at + 1], &c->days[at], (c->count - at) * sizeof *c->days);
        c->count++;
    }
    c->days[at] = day;
    return true;
}

static bool add(struct calendar *c, const char *file, struct text bytes, struct error *error)
{
    struct loading l = {.calendar = c, .file = file, .error = error};
    long line;
    switch (small_table_read(bytes, FIELDS, load, &l, &line)) {
    case SMALL_TABLE_READ:
        return true;
    case SMALL_TABLE_NO_MEMORY:
        return error_no_memory(error, NULL);
    default:
        return !l.said && error_set(error, file, line, NULL,
                                    _("no row of a calendar: expected date,kind,source"));
    }
}

/* Without its header a table would lose its first day to it. */
static bool has_header(const char *file, struct text bytes, struct error *error)
{
    if (text_starts(bytes, "\xEF\xBB\xBF"))
        bytes = (struct text){bytes.p + 3, bytes.n - 3};
    return text_is(text_trim(text_next(&bytes, '\n')), HEADER) ||
           error_set(error, file, 1, NULL, _("no row of a calendar: expected date,kind,source"));
}

static bool add_file(struct calendar *c, const char *file, struct error *error)
{
    struct buffer bytes = {0};
    bool ok = whole_file_read(file, &bytes, error) &&
              has_header(file, buffer_view(&bytes), error) &&
              add(c, file, buffer_view(&bytes), error);
    buffer_free(&bytes);
    return ok;
}

struct calendar *calendar_load(const char *const *files, int count, struct error *error)
{
    const struct text built_in = {embedded_calendar, embedded_calendar_size};
    struct calendar *c = calloc(1, sizeof *c);
    bool ok = c != NULL ? add(c, BUILT_IN, built_in, error) : error_no_memory(error, NULL);
    for (int i = 0; ok && i < count; i++)
        ok = add_file(c, files[i], error);
    if (ok)
        return c;
    calendar_free(c);
    return NULL;
}

void calendar_free(struct calendar *c)
{
    if (c == NULL)
        return;
    free(c->days);
    free(c);
}

/* ---- looking up ---------------------------------------------------------------------------- */

static const struct special_day *find(const struct calendar *c, struct date day)
{
    const size_t at = first_from(c, day);
    return at < c->count && c->days[at].date.day == day.day ? &c->days[at] : NULL;
}

static bool knows_year(const struct calendar *c, int year)
{
    struct date first;
    return date_from_civil((struct civil){year, 1, 1}, &first) && find(c, first) != NULL;
}

bool calendar_knows(const struct calendar *c, struct date day)
{
    return knows_year(c, date_civil(day).year);
}

/* 1970-01-01 was a Thursday. */
#define DAYS_OF_A_WEEK 7
#define THURSDAY       3 /* from Monday on */
#define SATURDAY       5

static bool is_weekend(struct date day)
{
    const int32_t place = (day.day % DAYS_OF_A_WEEK + DAYS_OF_A_WEEK + THURSDAY) % DAYS_OF_A_WEEK;
    return place >= SATURDAY;
}

bool calendar_works(const struct calendar *c, struct date day)
{
    const struct special_day *special = find(c, day);
    return special != NULL ? special->works : !is_weekend(day);
}

bool calendar_known_until(const struct calendar *c, struct date day, struct date *last)
{
    int year = date_civil(day).year;
    if (!knows_year(c, year))
        return false;
    while (knows_year(c, year + 1))
        year++;
    return date_from_civil((struct civil){year, 12, 31}, last);
}
