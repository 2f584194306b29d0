/* Days and months as people and spreadsheets write them. */
#include "intake/cell.h"

#include "base/date.h"

/*
 * Spreadsheets of the 1900 system count days from 1899-12-30 (for every day after February
 * 1900). The bounds, 1954 … 2119, keep amounts and codes from being taken for days.
 */
#define SPREADSHEET_EPOCH 25569 /* its number of 1970-01-01 */
#define SPREADSHEET_FIRST 20000
#define SPREADSHEET_LAST  80000

static void skip_space(struct text *a)
{
    for (size_t k; (k = cell_space(*a)) > 0;)
        *a = (struct text){a->p + k, a->n - k};
}

/* Takes `least` … `most` digits, and white space around them; -1 where there are none or more. */
static int take_number(struct text *a, size_t least, size_t most)
{
    int value = 0;
    size_t n = 0;
    skip_space(a);
    for (; n < a->n && a->p[n] >= '0' && a->p[n] <= '9'; n++) {
        if (n == most)
            return -1;
        value = value * 10 + (a->p[n] - '0');
    }
    *a = (struct text){a->p + n, a->n - n};
    skip_space(a);
    return n < least ? -1 : value;
}

/* `0:00`, `00:00:00`, `09:30:15.250`; a time zone behind it is not taken, so it is refused. */
static bool is_time(struct text a)
{
    int hour = take_number(&a, 1, 2);
    if (hour < 0 || hour > 23 || !cell_take(&a, ":"))
        return false;
    int minute = take_number(&a, 2, 2);
    if (minute < 0 || minute > 59)
        return false;
    if (a.n == 0)
        return true;
    if (!cell_take(&a, ":"))
        return false;
    int second = take_number(&a, 2, 2);
    if (second < 0 || second > 59)
        return false;
    return a.n == 0 || (cell_take(&a, ".") && cell_digits(a));
}

/* True where nothing or a time of day is behind a day. `spaced`: it stood before a space. */
static bool ends_in_time(struct text rest, bool spaced)
{
    if (rest.n == 0)
        return true;
    return (cell_take(&rest, "T") || spaced) && is_time(rest);
}

static bool space_before(struct text rest)
{
    return rest.n > 0 && (rest.p[-1] == ' ' || rest.p[-1] == '\n');
}

/* The mark between year and month, which must come again between month and day. */
static const char *take_mark(struct text *a)
{
    static const char *const MARKS[] = {"-", "/", "."};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (cell_take(a, MARKS[i]))
            return MARKS[i];
    return NULL;
}

/* 2025-4-2, 2025/4/2, 2025.4.2, 2025年4月2日, each with or without a time behind it. */
static bool read_parts(struct text a, struct date *out)
{
    struct civil c;
    c.year = take_number(&a, 4, 4);
    if (c.year < 0)
        return false;
    bool chinese = cell_take(&a, "年");
    const char *mark = chinese ? "月" : take_mark(&a);
    if (mark == NULL)
        return false;
    c.month = take_number(&a, 1, 2);
    if (c.month < 0 || !cell_take(&a, mark))
        return false;
    c.day = take_number(&a, 1, 2);
    if (c.day < 0 || (chinese && !cell_take(&a, "日") && !cell_take(&a, "号")))
        return false;
    bool spaced = chinese || space_before(a);
    return ends_in_time(a, spaced) && date_from_civil(c, out);
}

/* 20250402, with or without a time behind it. */
static bool read_compact(struct text a, struct date *out)
{
    int value = take_number(&a, 8, 8);
    struct civil c = {value / 10000, value / 100 % 100, value % 100};
    return value >= 0 && ends_in_time(a, space_before(a)) && date_from_civil(c, out);
}

static bool read_spreadsheet(struct text a, struct date *out)
{
    int value = take_number(&a, 5, 5);
    if (value < SPREADSHEET_FIRST || value > SPREADSHEET_LAST || a.n > 0)
        return false;
    out->day = value - SPREADSHEET_EPOCH;
    return true;
}

static bool read_day(struct text a, struct date *out)
{
    a = cell_whole(a);
    return read_parts(a, out) || read_compact(a, out) || read_spreadsheet(a, out);
}

enum cell_problem cell_date(struct text a, struct buffer *out)
{
    struct date day;
    if (!read_day(a, &day))
        return CELL_NOT_A_DATE;
    char text[DATE_TEXT_SIZE];
    buffer_append(out, text, date_format(day, text));
    return CELL_OK;
}

/* 2025-03, 2025/3, 2025.3, 2025年3月, 2025年3月份. */
static enum cell_problem read_month_parts(struct text a, struct civil *out)
{
    out->year = take_number(&a, 4, 4);
    if (out->year < 0)
        return CELL_NOT_A_MONTH;
    bool chinese = cell_take(&a, "年");
    const char *mark = chinese ? "月" : take_mark(&a);
    if (mark == NULL)
        return CELL_NOT_A_MONTH;
    struct text month = a;
    out->month = take_number(&a, 1, 2);
    if (out->month < 0 || (chinese && !cell_take(&a, "月")))
        return CELL_NOT_A_MONTH;
    if (chinese)
        cell_take(&a, "份");
    if (a.n > 0)
        return CELL_NOT_A_MONTH;
    /* As a number, 2025.10 is shown without its zero: January or October, nobody can tell. */
    return *mark == '.' && text_is(month, "1") ? CELL_DIGITS_LOST : CELL_OK;
}

/* 202503. */
static bool read_month_compact(struct text a, struct civil *out)
{
    a = cell_whole(a);
    int value = take_number(&a, 6, 6);
    if (value < 0 || a.n > 0)
        return false;
    *out = (struct civil){value / 100, value % 100, 1};
    return true;
}

enum cell_problem cell_month(struct text a, struct buffer *out)
{
    struct civil c;
    struct date day;
    enum cell_problem problem = read_month_parts(a, &c);
    if (problem == CELL_DIGITS_LOST)
        return problem;
    if (problem != CELL_OK && !read_month_compact(a, &c)) {
        if (!read_day(a, &day))
            return CELL_NOT_A_MONTH;
        c = date_civil(day);
    }
    c.day = 1;
    if (!date_from_civil(c, &day))
        return CELL_NOT_A_MONTH;
    char text[DATE_TEXT_SIZE];
    buffer_append(out, text, date_format(day, text) - strlen("-01"));
    return CELL_OK;
}
