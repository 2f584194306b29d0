/* The account of a period: Civil Code art. 201 to 203. */
#include "account/due.h"

#include "base/language.h"

#include <stdio.h>

/* `2025-09-28 (Sunday)`, for the arguments of a format. */
struct day_text {
    char text[64];
};

static struct day_text day_text(struct date day)
{
    static const char *const WEEKDAYS[] = {N_("Monday"),   N_("Tuesday"), N_("Wednesday"),
                                           N_("Thursday"), N_("Friday"),  N_("Saturday"),
                                           N_("Sunday")};
    char date[DATE_TEXT_SIZE];
    struct day_text shown;
    (void)date_format(day, date);
    (void)snprintf(shown.text, sizeof shown.text, _("%s (%s)"), date,
                   _(WEEKDAYS[calendar_weekday(day)]));
    return shown;
}

/* ---- days, one after another --------------------------------------------------------------- */

/* What is said of a day: days in a row of which the same is said share a line. */
struct kind {
    bool works;
    const char *source; /* NULL: its weekday */
};

static struct kind kind_of(const struct calendar *calendar, struct date day)
{
    const struct calendar_day *special = calendar_special(calendar, day);
    return (struct kind){calendar_works(calendar, day), special == NULL ? NULL : special->source};
}

static bool same_kind(struct kind a, struct kind b)
{
    return a.works == b.works && (a.source == NULL) == (b.source == NULL) &&
           (a.source == NULL || strcmp(a.source, b.source) == 0);
}

static void put_span(struct buffer *out, struct date first, struct date last)
{
    buffer_string(out, "  ");
    if (first.day == last.day)
        buffer_string(out, day_text(first).text);
    else
        buffer_format(out, _("%s to %s"), day_text(first).text, day_text(last).text);
    buffer_string(out, ": ");
}

/* `counted` working days were counted before them; -1 where they are not counted. */
static void put_working(struct buffer *out, int64_t counted, int64_t more)
{
    if (counted < 0)
        buffer_string(out, _("a working day"));
    else if (more == 1)
        buffer_format(out, _("working day %lld"), (long long)(counted + 1));
    else
        buffer_format(out, _("working days %lld to %lld"), (long long)(counted + 1),
                      (long long)(counted + more));
}

static void put_kind(struct buffer *out, struct kind kind, int64_t counted, int64_t more)
{
    if (kind.works)
        put_working(out, counted, more);
    else
        buffer_string(out, kind.source == NULL ? _("weekend") : _("off"));
    if (kind.source != NULL)
        buffer_format(out, _(", by %s"), kind.source);
    buffer_char(out, '\n');
}

static void put_days(struct buffer *out, const struct calendar *calendar, struct date first,
                     struct date last, int64_t counted)
{
    for (struct date next; first.day <= last.day; first = next) {
        const struct kind kind = kind_of(calendar, first);
        next = (struct date){first.day + 1};
        while (next.day <= last.day && same_kind(kind_of(calendar, next), kind))
            next.day++;
        const int32_t days = next.day - first.day;
        put_span(out, first, (struct date){next.day - 1});
        put_kind(out, kind, counted, days);
        counted += counted >= 0 && kind.works ? days : 0;
    }
}

/* ---- periods ------------------------------------------------------------------------------- */

static void put_end(struct buffer *out, const struct period *period, struct date end)
{
    const bool same_day = date_civil(end).day == date_civil(period->from).day;
    buffer_format(out, _("  its last day is %s"), day_text(end).text);
    if (period->unit == PERIOD_MONTHS)
        buffer_string(out, same_day ? _(", the same day of the last month (art. 202)")
                                    : _(", the end of a month without such a day (art. 202)"));
    buffer_char(out, '\n');
}

static void put_moved(struct buffer *out, const struct calendar *calendar,
                      const struct period *period, struct date due)
{
    struct date end = due; /* what ends within the calendar has one */
    (void)period_nominal_end(period, &end);
    put_end(out, period, end);
    if (end.day != due.day || calendar_special(calendar, due) != NULL)
        put_days(out, calendar, end, due, -1);
    if (end.day != due.day)
        buffer_string(out, _("  a period does not end on a day off, but on the working day that "
                             "follows (art. 203)\n"));
}

void account_due(struct buffer *out, const struct calendar *calendar, const struct period *period,
                 struct date due)
{
    static const char *const NUMBERS[] = {N_("working days: %lld"), N_("months: %lld"),
                                          N_("days: %lld")};
    char number[64];
    (void)snprintf(number, sizeof number, _(NUMBERS[period->unit]), (long long)period->number);
    buffer_format(out, _("  %s, after %s, which does not count (Civil Code art. 201)\n"), number,
                  day_text(period->from).text);
    if (period->unit == PERIOD_WORKING_DAYS)
        put_days(out, calendar, (struct date){period->from.day + 1}, due, 0);
    else
        put_moved(out, calendar, period, due);
    buffer_format(out, _("  due on %s\n"), day_text(due).text);
}

/* The year of the first day that is needed and not known: days in a row are known up to there. */
static int year_needed(const struct calendar *calendar, const struct period *period)
{
    struct date day = {period->from.day + 1}, last;
    if (period->unit != PERIOD_WORKING_DAYS && !period_nominal_end(period, &day))
        return month_year(period_last_month(period));
    if (calendar_known_until(calendar, day, &last))
        day.day = last.day + 1;
    return date_civil(day).year;
}

bool account_unknown_year(const struct calendar *calendar, const struct period *period,
                          const char *column, struct error *error)
{
    char from[DATE_TEXT_SIZE], first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    struct date begins, ends;
    calendar_span(calendar, &begins, &ends);
    (void)date_format(period->from, from);
    (void)date_format(begins, first);
    (void)date_format(ends, last);
    return error_set(error, NULL, 0, column,
                     _("found '%s', but the days off of %d are not known, only those from %s up to "
                       "%s; --calendar FILE adds days"),
                     from, year_needed(calendar, period), first, last);
}
