/* One cell of a list: what it is decides how it is written. */
#include "list/inside.h"

#include "intake/cell.h"
#include "policy/region_name.h"
#include "table/words.h"

/* Digits of a number that cell_hidden shows whole, and how many of them are shown here. */
#define SHORT_NUMBER 8
#define SHORT_SHOWN  2

static void add_to(struct list_sum *sum, int64_t value)
{
    sum->too_large |= __builtin_add_overflow(sum->value, value, &sum->value);
}

static void add(struct list_column *column, int64_t value)
{
    if (!list_adds(column))
        return;
    add_to(&column->page, value);
    add_to(&column->all, value);
}

static bool put_money(struct list *list, int i, struct text cell, enum tone tone)
{
    struct money money;
    if (money_parse(cell, &money) != NUMBER_OK || !page_holds_money(money))
        return false;
    add(&list->columns[i], money.fen);
    page_money(list->page, list->row, (uint16_t)i, money, tone);
    return true;
}

static bool put_count(struct list *list, int i, struct text cell, enum tone tone)
{
    struct rate rate;
    if (rate_parse(cell, &rate) != NUMBER_OK || rate.millionths % RATE_ONE != 0)
        return false;
    add(&list->columns[i], rate.millionths / RATE_ONE);
    page_count(list->page, list->row, (uint16_t)i, rate.millionths / RATE_ONE, tone);
    return true;
}

static bool put_rate(struct list *list, int i, struct text cell, enum tone tone)
{
    struct rate rate;
    if (rate_parse(cell, &rate) != NUMBER_OK)
        return false;
    page_rate(list->page, list->row, (uint16_t)i, rate, tone);
    return true;
}

static bool put_date(struct list *list, int i, struct text cell, enum tone tone)
{
    struct date date;
    if (!date_parse(cell, &date) || !page_holds_date(date))
        return false;
    page_date(list->page, list->row, (uint16_t)i, date, tone);
    return true;
}

static bool put_month(struct list *list, int i, struct text cell, enum tone tone)
{
    struct month month;
    if (!month_parse(cell, &month) || !page_holds_date(month_first_day(month)))
        return false;
    page_month(list->page, list->row, (uint16_t)i, month, tone);
    return true;
}

/* Cells that are a number or a day. False for one that cannot be read as what its column holds: it
 * is text then, as it stands. */
static bool put_value(struct list *list, int i, struct text cell, enum tone tone)
{
    switch (list_type(&list->columns[i])) {
    case COLUMN_MONEY:
        return put_money(list, i, cell, tone);
    case COLUMN_COUNT:
        return put_count(list, i, cell, tone);
    case COLUMN_MONTHS:
        return put_rate(list, i, cell, tone);
    case COLUMN_DATE:
        return put_date(list, i, cell, tone);
    case COLUMN_MONTH:
        return put_month(list, i, cell, tone);
    default:
        return false;
    }
}

/* `341502 金安区`. */
static struct text with_name(struct list *list, struct text cell)
{
    struct region region;
    struct text name = {NULL, 0};
    if (region_parse(cell, &region))
        name = region_name(region);
    if (name.n == 0)
        return cell;
    buffer_text(&list->scratch, cell);
    buffer_char(&list->scratch, ' ');
    buffer_text(&list->scratch, name);
    return buffer_view(&list->scratch);
}

/*
 * The number of somebody: its ends. A short one, a telephone's without its area code, shows less
 * than messages do, which are for those who have the table.
 */
static struct text hidden_number(struct text cell, char out[CELL_HIDDEN_SIZE])
{
    size_t digits = 0;
    for (size_t i = 0; i < cell.n; i++)
        digits += cell.p[i] >= '0' && cell.p[i] <= '9';
    if (digits != cell.n || cell.n <= SHORT_SHOWN || cell.n > SHORT_NUMBER)
        return text_of(cell_hidden(cell, out));
    memset(out, '*', cell.n);
    memcpy(out + cell.n - SHORT_SHOWN, cell.p + cell.n - SHORT_SHOWN, SHORT_SHOWN);
    return (struct text){out, cell.n};
}

/* What is shown of a text. */
static struct text shown(struct list *list, int i, struct text cell, char hidden[CELL_HIDDEN_SIZE])
{
    const struct list_column *column = &list->columns[i];
    switch (list_type(column)) {
    case COLUMN_ID:
    case COLUMN_CARD:
    case COLUMN_PHONE:
        return list->options.masks ? hidden_number(cell, hidden) : cell;
    case COLUMN_REGION:
        return list->options.english ? cell : with_name(list, cell);
    case COLUMN_YESNO:
    case COLUMN_WORD:
    case COLUMN_LIST:
        if (list->options.english)
            return cell;
        (void)words_put(&list->scratch, column->known->name, cell);
        return buffer_view(&list->scratch);
    default:
        return cell;
    }
}

bool list_put_cell(struct list *list, int i, struct text cell, enum tone tone)
{
    char hidden[CELL_HIDDEN_SIZE];
    if (cell.n > 0 && put_value(list, i, cell, tone))
        return true;
    list->columns[i].page.partial |= cell.n > 0;
    list->columns[i].all.partial |= cell.n > 0;
    buffer_clear(&list->scratch);
    struct text text = shown(list, i, cell, hidden);
    if (list->options.masks && text.n > 0 && text.p != hidden) {
        /* Numbers of people that stand among other words, or in a column of something else. */
        buffer_clear(&list->masked);
        buffer_masked(&list->masked, text);
        text = buffer_view(&list->masked);
    }
    if (list->scratch.failed || list->masked.failed)
        return book_no_memory(list->book);
    return page_text(list->page, list->row, (uint16_t)i, text, LOOK_TEXT, tone);
}
