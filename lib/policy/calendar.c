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

/* The words of one document: kept once for the days that it sets one after another. */
struct source {
    struct source *next;
    char words[];
};

struct calendar {
    struct calendar_day *days; /* by date, each once */
    size_t count, room;
    struct source *sources; /* the latest first */
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
    struct calendar_day *more = reallocarray(c->days, room, sizeof *more);
    if (more == NULL)
        return false;
    c->days = more;
    c->room = room;
    return true;
}

/* The calendar's own copy of a document's words, since a cell's go with it; NULL without memory. */
static const char *keep_source(struct calendar *c, struct text words)
{
    if (c->sources != NULL && text_is(words, c->sources->words))
        return c->sources->words;
    struct source *source = malloc(sizeof *source + words.n + 1);
    if (source == NULL)
        return NULL;
    memcpy(source->words, words.p, words.n);
    source->words[words.n] = '\0';
    source->next = c->sources;
    c->sources = source;
    return source->words;
}

/* Puts a day in its place, or over the one of the same date. */
static bool put(struct calendar *c, size_t at, bool known, struct calendar_day day)
{
    if (!known) {
        if (!make_room(c))
            return false;
        memmove(&c->days[at + 1], &c->days[at], (c->count - at) * sizeof *c->days);
        c->count++;
    }
    c->days[at] = day;
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
    const struct text source = text_trim(cells[SOURCE]);
    struct calendar_day day = {.works = text_is(cells[KIND], "workday"), .file = l->file};
    if (!date_parse(cells[DATE], &day.date))
        return fail(l, line, DATE, cells[DATE], _("a date YYYY-MM-DD"));
    if (!day.works && !text_is(cells[KIND], "holiday"))
        return fail(l, line, KIND, cells[KIND], _("holiday or workday"));
    if (source.n == 0)
        return fail(l, line, SOURCE, cells[SOURCE], _("the document that says so"));
    const size_t at = first_from(c, day.date);
    const bool known = at < c->count && c->days[at].date.day == day.date.day;
    if (known && c->days[at].file == l->file)
        return fail(l, line, DATE, cells[DATE], _("each day once"));
    day.source = keep_source(c, source);
    if (day.source != NULL && put(c, at, known, day))
        return true;
    l->said = true;
    return error_no_memory(l->error, NULL);
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
    for (struct source *next; c->sources != NULL; c->sources = next) {
        next = c->sources->next;
        free(c->sources);
    }
    free(c->days);
    free(c);
}

/* ---- looking up ---------------------------------------------------------------------------- */

const struct calendar_day *calendar_special(const struct calendar *c, struct date day)
{
    const size_t at = first_from(c, day);
    return at < c->count && c->days[at].date.day == day.day ? &c->days[at] : NULL;
}

static bool knows_year(const struct calendar *c, int year)
{
    struct date first;
    return date_from_civil((struct civil){year, 1, 1}, &first) &&
           calendar_special(c, first) != NULL;
}

bool calendar_knows(const struct calendar *c, struct date day)
{
    return knows_year(c, date_civil(day).year);
}

/* 1970-01-01 was a Thursday. */
#define DAYS_OF_A_WEEK 7
#define THURSDAY       3 /* from Monday on */
#define SATURDAY       5

int calendar_weekday(struct date day)
{
    return (day.day % DAYS_OF_A_WEEK + DAYS_OF_A_WEEK + THURSDAY) % DAYS_OF_A_WEEK;
}

bool calendar_works(const struct calendar *c, struct date day)
{
    const struct calendar_day *special = calendar_special(c, day);
    return special != NULL ? special->works : calendar_weekday(day) < SATURDAY;
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

void calendar_span(const struct calendar *c, struct date *first, struct date *last)
{
    bool found = false;
    for (size_t i = 0; i < c->count; i++) {
        const struct civil day = date_civil(c->days[i].date);
        if (day.month != 1 || day.day != 1)
            continue;
        *first = found ? *first : c->days[i].date;
        found = date_from_civil((struct civil){day.year, 12, 31}, last);
    }
}
