#include "notice/value.h"

#include "base/capital.h"
#include "base/date.h"
#include "base/language.h"
#include "base/month.h"
#include "masking/cell.h"
#include "table/words.h"

/* ---- hiding -------------------------------------------------------------------------------- */

/* What is left to see of a number that is too short to be known as one of a person. */
#define SEEN 2

/* All but the last characters become asterisks. */
static void mask_all(struct buffer *out, struct text cell)
{
    size_t left = 0;
    for (size_t i = 0; i < cell.n; i++)
        left += ((unsigned char)cell.p[i] & 0xC0) != 0x80;
    const size_t seen = left > 2 * SEEN ? SEEN : 0;
    while (cell.n > 0) {
        size_t size;
        (void)text_decode(cell, &size);
        if (left-- > seen)
            buffer_char(out, '*');
        else
            buffer_append(out, cell.p, size);
        cell.p += size;
        cell.n -= size;
    }
}

static bool hides(const struct column *column)
{
    return column != NULL && (column->type == COLUMN_ID || column->type == COLUMN_PHONE ||
                              column->type == COLUMN_CARD);
}

/* One number without anything beside it. */
static bool is_one_number(struct text cell)
{
    for (size_t i = 0; i < cell.n; i++)
        if (strchr("0123456789xX", cell.p[i]) == NULL)
            return false;
    return true;
}

/* A number of a usual length shows its ends; of any other, and of more than one, hardly anything.
 */
static void mask_person(struct buffer *out, struct text cell)
{
    const size_t start = out->n;
    cell = text_trim(cell);
    if (is_one_number(cell))
        buffer_masked(out, cell);
    const struct text shown = {out->p + start, out->n - start};
    if (shown.n > 0 && memchr(shown.p, '*', shown.n) != NULL)
        return;
    out->n = start;
    mask_all(out, cell);
}

/* What is still to be brought begins with the day until when: it is of nobody. What comes behind
 * it anybody may have typed. */
static void mask_to_bring(struct buffer *out, struct text cell)
{
    static const char FORM[] = "请于0年0月0日（含）前";
    size_t at = 0;
    for (const char *f = FORM; *f != '\0'; f++) {
        size_t digits = 0;
        while (*f == '0' && digits < 4 && at + digits < cell.n && cell.p[at + digits] >= '0' &&
               cell.p[at + digits] <= '9')
            digits++;
        if (*f == '0' ? digits == 0 : at == cell.n || cell.p[at] != *f) {
            at = 0;
            break;
        }
        at += *f == '0' ? digits : 1;
    }
    buffer_append(out, cell.p, at);
    (void)masking_put_text(out, (struct text){cell.p + at, cell.n - at});
}

static bool is_amount(struct text cell)
{
    struct money amount;
    return money_parse(text_trim(cell), &amount) == NUMBER_OK && amount.fen < VALUE_FEN_LIMIT &&
           amount.fen > -VALUE_FEN_LIMIT;
}

/* A number in digits that are none of ASCII, which no key is made of. */
static bool has_odd_number(struct text cell)
{
    struct buffer odd = {0};
    for (size_t i = 0; i < cell.n; i++)
        if ((cell.p[i] & 0x80) != 0)
            buffer_char(&odd, cell.p[i]);
    const bool found = odd.failed || masking_longest(buffer_view(&odd)) >= MASKED_DIGITS_MIN;
    buffer_free(&odd);
    return found;
}

static void mask_key(struct buffer *out, struct text cell)
{
    if (has_odd_number(cell))
        buffer_string(out, MASKED);
    else
        (void)masking_put_cell(out, TREATED_KEY, NULL, cell, NULL);
}

void value_mask(struct buffer *out, const struct column *column, struct text cell)
{
    if (hides(column))
        mask_person(out, cell);
    else if (column != NULL && column->type == COLUMN_MONEY && is_amount(cell))
        buffer_text(out, cell);
    else if (column != NULL && strcmp(column->name, "to_bring") == 0)
        mask_to_bring(out, cell);
    else if (column != NULL && strcmp(column->name, "household_id") == 0)
        mask_key(out, cell);
    else
        (void)masking_put_cell(out, TREATED_VALUE, column, cell, NULL);
}

/* ---- writing ------------------------------------------------------------------------------- */

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C ||
           (c >= 0x200B && c <= 0x200F) || /* zero width, direction */
           (c >= 0x2028 && c <= 0x202E) || /* line ends, embeddings and overrides */
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF0 && c <= 0xFFFF) ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void value_escape(struct buffer *out, struct text text, bool html)
{
    while (text.n > 0) {
        size_t size;
        const uint32_t c = text_decode(text, &size);
        const char *escaped = html && size == 1 ? entity(text.p[0]) : NULL;
        if (c == '\n' || c == '\r' || c == '\t')
            buffer_char(out, ' ');
        else if (is_control(c))
            buffer_string(out, "\uFFFD");
        else if (escaped != NULL)
            buffer_string(out, escaped);
        else
            buffer_append(out, text.p, size);
        text.p += size;
        text.n -= size;
    }
}

/* ---- filters ------------------------------------------------------------------------------- */

static bool refuse(struct error *error, const char *column, struct text value, const char *expected)
{
    char shown[96];
    return error_set(error, NULL, 0, column, _("found '%s': expected %s"),
                     text_masked(value, shown, sizeof shown), expected);
}

bool value_money(const char *column, struct text value, struct money *out, struct error *error)
{
    if (money_parse(value, out) != NUMBER_OK)
        return refuse(error, column, value, _("an amount such as 12000 or 1234.50"));
    return (out->fen < VALUE_FEN_LIMIT && out->fen > -VALUE_FEN_LIMIT) ||
           refuse(error, column, value, _("an amount below ten thousand million yuan"));
}

static bool put_capital(struct buffer *out, const char *column, struct text value,
                        struct error *error)
{
    struct money amount;
    if (!value_money(column, value, &amount, error))
        return false;
    capital_put(out, amount);
    return true;
}

static bool put_day(struct buffer *out, const char *column, struct text value, struct error *error)
{
    struct date day;
    if (!date_parse(value, &day))
        return refuse(error, column, value, _("a date YYYY-MM-DD"));
    const struct civil c = date_civil(day);
    buffer_format(out, "%d年%d月%d日", c.year, c.month, c.day);
    return true;
}

static bool put_month(struct buffer *out, const char *column, struct text value,
                      struct error *error)
{
    struct month month;
    struct date day;
    if (date_parse(value, &day))
        month = month_of(day);
    else if (!month_parse(value, &month))
        return refuse(error, column, value, _("a month YYYY-MM"));
    buffer_format(out, "%d年%d月", month_year(month), month_in_year(month));
    return true;
}

bool value_filter(struct buffer *out, enum notice_filter filter, const char *column,
                  struct text value, struct error *error)
{
    value = text_trim(value);
    if (value.n == 0)
        return true;
    switch (filter) {
    case FILTER_CAPITAL:
        return put_capital(out, column, value, error);
    case FILTER_DATE:
        return put_day(out, column, value, error);
    case FILTER_MONTH:
        return put_month(out, column, value, error);
    case FILTER_WORDS:
        (void)words_put(out, column, value);
        return true;
    case FILTER_NONE:
        break;
    }
    buffer_text(out, value);
    return true;
}

/* ---- asking -------------------------------------------------------------------------------- */

bool value_is_nothing(struct text cell)
{
    static const char *const NO[] = {"no", "false", "否", "无"};
    cell = text_trim(cell);
    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        if (text_is(cell, NO[i]))
            return true;
    struct money amount;
    return cell.n == 0 || (money_parse(cell, &amount) == NUMBER_OK && amount.fen == 0);
}

bool value_is_end(struct text word)
{
    return text_starts(word, "*");
}

bool value_ends(struct text one, struct text word)
{
    const struct text end = {word.p + 1, word.n - 1};
    return one.n >= end.n && memcmp(one.p + (one.n - end.n), end.p, end.n) == 0;
}

bool value_has_word(const char *column, struct text cell, struct text word)
{
    struct buffer chinese = {0};
    bool found = false;
    if (value_is_end(word)) {
        for (struct text rest = cell; rest.p != NULL && !found;)
            found = value_ends(text_trim(text_next(&rest, ';')), word);
        return found;
    }
    (void)words_put(&chinese, column, word);
    for (struct text rest = cell; rest.p != NULL && !found;) {
        const struct text one = text_trim(text_next(&rest, ';'));
        found = text_equal(one, word) || text_equal(one, buffer_view(&chinese));
    }
    buffer_free(&chinese);
    return found;
}
