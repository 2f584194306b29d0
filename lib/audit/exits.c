#include "audit/exits.h"

#include "base/language.h"
#include "base/month.h"
#include "table/side.h"

#include <stdlib.h>

enum { HOUSEHOLD_ID, EXIT_STATUS, EXITED_ON, NOTIFIED_ON, LATEST_MONTH, COLUMNS };

static const struct column_need READS[COLUMNS] = {[HOUSEHOLD_ID] = {"household_id", true},
                                                  [EXIT_STATUS] = {"exit_status", true},
                                                  [EXITED_ON] = {"exited_on", false},
                                                  [NOTIFIED_ON] = {"notified_on", false},
                                                  [LATEST_MONTH] = {"latest_month", false}};

/* What is no day, without the numbers of people that may stand in its place. */
static bool not_a_day(const struct side_row *row, int column, struct error *error)
{
    char shown[64];
    return error_set(error, row->file, row->record->line, READS[column].name,
                     _("found '%s', expected a date YYYY-MM-DD"),
                     text_masked(side_cell(row, column), shown, sizeof shown));
}

static bool read_day(const struct side_row *row, int32_t *day, struct error *error)
{
    char shown[64];
    for (int column = EXITED_ON; column <= NOTIFIED_ON; column++) {
        struct date date;
        if (side_cell(row, column).n == 0)
            continue;
        if (!date_parse(side_cell(row, column), &date))
            return not_a_day(row, column, error);
        *day = date.day;
        return true;
    }
    struct month month;
    const struct text cell = side_cell(row, LATEST_MONTH);
    if (!month_parse(cell, &month))
        return error_set(error, row->file, row->record->line, READS[LATEST_MONTH].name,
                         _("found '%s', expected a month YYYY-MM, or a day in exited_on or "
                           "notified_on"),
                         text_masked(cell, shown, sizeof shown));
    *day = month_last_day(month).day;
    return true;
}

static bool grow(struct exits *exits, uint32_t number)
{
    if (number < exits->room)
        return true;
    const size_t room = exits->room == 0 ? 256 : 2 * (size_t)number;
    struct exit_entry *more = reallocarray(exits->list, room, sizeof *more);
    if (more == NULL)
        return false;
    exits->list = more;
    for (; exits->room < room; exits->room++)
        exits->list[exits->room] = (struct exit_entry){.day = INT32_MAX};
    return true;
}

static bool take(void *data, const struct side_row *row, struct error *error)
{
    struct exits *exits = data;
    const struct text status = side_cell(row, EXIT_STATUS);
    int32_t day = INT32_MAX;
    if (!text_is(status, "out") && !text_is(status, "voluntary"))
        return true;
    if (!read_day(row, &day, error))
        return false;
    const uint32_t number =
        names_number(&exits->households, text_trim(side_cell(row, HOUSEHOLD_ID)));
    if (number == NAMES_NONE || !grow(exits, number))
        return error_no_memory(error, row->file);
    struct exit_entry *entry = &exits->list[number];
    if (day < entry->day)
        *entry = (struct exit_entry){day, row->record->line};
    return true;
}

bool exits_read(struct exits *exits, const char *file, struct error *error)
{
    struct side side = {
        .name = file, .reads = READS, .read_count = COLUMNS, .data = exits, .row = take};
    exits->name = input_name(file);
    return side_read(&side, error);
}

void exits_free(struct exits *exits)
{
    names_free(&exits->households);
    free(exits->list);
    exits->list = NULL;
    exits->room = 0;
}

const struct exit_entry *exits_of(const struct exits *exits, struct text household)
{
    const uint32_t number = names_find(&exits->households, household);
    return number == NAMES_NONE || exits->list[number].day == INT32_MAX ? NULL
                                                                        : &exits->list[number];
}
