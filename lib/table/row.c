#include "table/filter.h"

#include <stdarg.h>
#include <stdio.h>

bool row_has(const struct row *row, int i)
{
    return row->run->layout.read_at[i] >= 0;
}

struct text row_cell(struct row *row, int i)
{
    int at = row->run->layout.read_at[i];
    if (at < 0)
        return (struct text){NULL, 0};
    return cell_content(row->batch, record_cell(row->batch, row->record, at), row->scratch);
}

void row_slot_begin(struct row *row, int slot)
{
    row->slots[slot].start = row->values->n;
}

void row_slot_end(struct row *row, int slot)
{
    row->slots[slot].size = row->values->n - row->slots[slot].start;
}

void row_add_word(struct row *row, int slot, const char *word)
{
    if (row->values->n > row->slots[slot].start)
        buffer_char(row->values, ';');
    buffer_string(row->values, word);
}

void row_put(struct row *row, int slot, struct text value)
{
    row_slot_begin(row, slot);
    csv_put(row->values, value, false);
    row_slot_end(row, slot);
}

void row_put_word(struct row *row, int slot, const char *word)
{
    row_slot_begin(row, slot);
    buffer_string(row->values, word);
    row_slot_end(row, slot);
}

void row_put_money(struct row *row, int slot, struct money value)
{
    row_slot_begin(row, slot);
    if (buffer_reserve(row->values, MONEY_TEXT_SIZE))
        row->values->n += money_format(value, row->values->p + row->values->n);
    row_slot_end(row, slot);
}

void row_put_count(struct row *row, int slot, int64_t value)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    do
        digits[--at] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (value < 0)
        digits[--at] = '-';
    row_put(row, slot, (struct text){digits + at, sizeof digits - at});
}

void row_put_date(struct row *row, int slot, struct date value)
{
    char text[DATE_TEXT_SIZE];
    (void)date_format(value, text);
    row_put_word(row, slot, text);
}

void row_put_month(struct row *row, int slot, struct month value)
{
    char text[MONTH_TEXT_SIZE];
    (void)month_format(value, text);
    row_put_word(row, slot, text);
}

void row_message(struct row *row, const char *column, const char *format, ...)
{
    char text[sizeof((struct error *)NULL)->text], line[1024];
    struct error error;
    va_list values;
    va_start(values, format);
    (void)vsnprintf(text, sizeof text, format, values);
    va_end(values);
    error_set(&error, row->file, row->record->line, column, "%s", text);
    buffer_format(row->messages, "%s: %s\n", command_name(&row->run->filter->command),
                  error_line(&error, line, sizeof line));
}
