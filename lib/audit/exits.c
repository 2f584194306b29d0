#include "audit/exits.h"

#include "base/household_key.h"
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

static bool no_day(const struct side_row *row, struct error *error)
{
    char shown[64];
    return error_set(error, row->file, row->record->line, READS[LATEST_MONTH].name,
                     _("found '%s', expected a month YYYY-MM, or a day in exited_on or "
                       "notified_on"),
                     text_masked(side_cell(row, LATEST_MONTH), shown, sizeof shown));
}

/* The day of a row, INT32_MAX where it has none. */
static bool read_day(const struct side_row *row, int32_t *day, struct error *error)
{
    *day = INT32_MAX;
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
    if (side_cell(row, LATEST_MONTH).n == 0)
        return true;
    if (!month_parse(side_cell(row, LATEST_MONTH), &month))
        return no_day(row, error);
    *day = month_last_day(month).day;
    return true;
}

enum standing { LEFT, THERE, UNDECIDED };

static bool read_standing(const struct side_row *row, enum standing *standing, struct error *error)
{
    static const struct {
        const char *word;
        enum standing standing;
    } WORDS[] = {{"out", LEFT},          {"\u5df2\u8131\u56f0", LEFT},
                 {"voluntary", LEFT},    {"\u81ea\u613f\u9000\u6863", LEFT},
                 {"relieved", THERE},    {"\u89e3\u56f0", THERE},
                 {"stay", THERE},        {"\u5728\u6863", THERE},
                 {"invalid", UNDECIDED}, {"\u65e0\u6cd5\u8ba4\u5b9a", UNDECIDED}};
    const struct text word = side_cell(row, EXIT_STATUS);
    char shown[64];
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (!text_is(word, WORDS[i].word))
            continue;
        *standing = WORDS[i].standing;
        return true;
    }
    return error_set(error, row->file, row->record->line, READS[EXIT_STATUS].name,
                     _("found '%s', expected out, voluntary, relieved, stay or invalid"),
                     text_masked(word, shown, sizeof shown));
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

/* The entry of a row's household, which may be new; NULL without memory. */
static struct exit_entry *entry_of(struct exits *exits, const struct side_row *row)
{
    struct household_key key;
    if (!household_key_make(&key, side_cell(row, HOUSEHOLD_ID)))
        return NULL;
    const uint32_t number = names_number(&exits->households, key.text);
    household_key_free(&key);
    return number == NAMES_NONE || !grow(exits, number) ? NULL : &exits->list[number];
}

static bool take(void *data, const struct side_row *row, struct error *error)
{
    enum standing standing = UNDECIDED;
    int32_t day;
    if (!read_standing(row, &standing, error))
        return false;
    if (standing == UNDECIDED)
        return true;
    if (!read_day(row, &day, error))
        return false;
    if (standing == LEFT && day == INT32_MAX)
        return no_day(row, error);
    struct exit_entry *entry = entry_of(data, row);
    if (entry == NULL)
        return error_no_memory(error, row->file);
    if (standing == LEFT && day < entry->day)
        *entry = (struct exit_entry){day, row->record->line};
    else if (standing == THERE && day >= entry->day)
        entry->day = INT32_MAX;
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

const struct exit_entry *exits_of(const struct exits *exits, struct text key)
{
    const uint32_t number = names_find(&exits->households, key);
    return number == NAMES_NONE || exits->list[number].day == INT32_MAX ? NULL
                                                                        : &exits->list[number];
}
