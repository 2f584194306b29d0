/* Whether figures agree: sums made anew from the parts, whatever way they were counted. */
#include "base/language.h"
#include "tally/records.h"

#include <inttypes.h>
#include <stdio.h>

/* The three of a measure, and what is counted besides. */
enum number { HOUSEHOLDS, GRANTS, AMOUNT, NUMBERS, RECORDS = NUMBERS };

static const char *const NUMBER_TEXTS[] = {N_("households"), N_("grants"), N_("yuan"),
                                           N_("records")};
static const char *const BY_TEXTS[] = {N_("by category"), N_("by union"), N_("by region"),
                                       N_("by cause")};

enum span { THE_MONTH, THE_YEAR, SPANS };

static const char *const SPAN_TEXTS[] = {N_("the month"), N_("the year to date")};

/* A sum being made: of which parts, in what span, and of what. Texts are not translated yet. */
struct sum {
    const char *parts, *span, *what;
    enum number number;
    bool too_large;
    int64_t of_parts;
    struct error *error;
};

static void add(struct sum *sum, int64_t part)
{
    sum->too_large |= __builtin_add_overflow(sum->of_parts, part, &sum->of_parts);
}

static const char *show(enum number number, int64_t n, char out[MONEY_TEXT_SIZE])
{
    if (number == AMOUNT)
        (void)money_format((struct money){n}, out);
    else
        (void)snprintf(out, MONEY_TEXT_SIZE, "%" PRId64, n);
    return out;
}

/* True when the sum is `total`; said otherwise. */
static bool is(const struct sum *sum, int64_t total)
{
    char seen[MONEY_TEXT_SIZE], expected[MONEY_TEXT_SIZE];
    if (sum->too_large)
        return sum_too_large(sum->error);
    return sum->of_parts == total ||
           error_set(sum->error, NULL, 0, NULL,
                     _("the figures do not agree: %s, %s, %s, %s: the parts add up to %s, "
                       "the total is %s"),
                     _(sum->parts), _(sum->span), _(sum->what), _(NUMBER_TEXTS[sum->number]),
                     show(sum->number, sum->of_parts, seen), show(sum->number, total, expected));
}

static int64_t number_of(const struct figures *figures, int item, enum number number)
{
    const struct measure *m = item == ITEM_COUNT ? &figures->all : &figures->item[item];
    return number == HOUSEHOLDS ? m->households : number == GRANTS ? m->grants : m->amount.fen;
}

static const char *item_text(int item)
{
    return item == ITEM_COUNT ? N_("all items") : ITEM_NAMES[item];
}

static bool groups_add_up(const struct counted *c, enum by by, enum span span, struct error *error)
{
    const struct figures *total = span == THE_MONTH ? &c->now : &c->year;
    for (int item = 0; item <= ITEM_COUNT; item++) {
        for (enum number number = HOUSEHOLDS; number < NUMBERS; number++) {
            struct sum sum = {BY_TEXTS[by], SPAN_TEXTS[span], item_text(item), number,
                              .error = error};
            for (int i = 0; i < c->by[by].count; i++) {
                const struct group *g = &c->by[by].groups[i];
                add(&sum, number_of(span == THE_MONTH ? &g->month : &g->year, item, number));
            }
            if (!is(&sum, number_of(total, item, number)))
                return false;
        }
    }
    return true;
}

static bool grouping_adds_up(const struct counted *c, enum by by, struct error *error)
{
    const char *parts = BY_TEXTS[by], *span = SPAN_TEXTS[THE_YEAR];
    struct sum on_file = {parts, span, N_("on file"), HOUSEHOLDS, .error = error};
    struct sum records = {parts, span, item_text(ITEM_COUNT), RECORDS, .error = error};
    for (int i = 0; i < c->by[by].count; i++) {
        add(&on_file, c->by[by].groups[i].on_file);
        add(&records, c->by[by].groups[i].records);
    }
    return groups_add_up(c, by, THE_MONTH, error) && groups_add_up(c, by, THE_YEAR, error) &&
           is(&on_file, c->on_file) && is(&records, c->records);
}

/* The households do not: one may have several items. */
static bool items_add_up(const struct figures *figures, const char *span, struct error *error)
{
    for (enum number number = GRANTS; number < NUMBERS; number++) {
        struct sum sum = {N_("by item"), span, item_text(ITEM_COUNT), number, .error = error};
        for (int item = 0; item < ITEM_COUNT; item++)
            add(&sum, number_of(figures, item, number));
        if (!is(&sum, number_of(figures, ITEM_COUNT, number)))
            return false;
    }
    return true;
}

/* Nor here: a household may come in several months. Each month's items are looked at as well. */
static bool months_add_up(const struct figures *months, int count, const struct figures *year,
                          const char *span, struct error *error)
{
    for (int item = 0; item <= ITEM_COUNT; item++) {
        for (enum number number = GRANTS; number < NUMBERS; number++) {
            struct sum sum = {N_("by month"), span, item_text(item), number, .error = error};
            for (int m = 0; m < count; m++)
                add(&sum, number_of(&months[m], item, number));
            if (!is(&sum, number_of(year, item, number)))
                return false;
        }
    }
    for (int m = 0; m < MONTHS_OF_A_YEAR; m++)
        if (!items_add_up(&months[m], span, error))
            return false;
    return true;
}

/* The month stands twice: by itself, and among the months of its year. */
static bool month_is(const struct figures *month, const struct figures *among, const char *span,
                     struct error *error)
{
    for (int item = 0; item <= ITEM_COUNT; item++) {
        for (enum number number = HOUSEHOLDS; number < NUMBERS; number++) {
            struct sum sum = {N_("by month"), span, item_text(item), number, .error = error};
            add(&sum, number_of(among, item, number));
            if (!is(&sum, number_of(month, item, number)))
                return false;
        }
    }
    return true;
}

bool counted_agrees(const struct counted *c, struct error *error)
{
    const int month = month_in_year(c->month) - 1;
    const char *this_month = SPAN_TEXTS[THE_MONTH], *this_year = SPAN_TEXTS[THE_YEAR];
    const char *last_month = N_("the month of last year"), *last_year = N_("last year");
    for (enum by by = BY_CATEGORY; by < BYS; by++)
        if (!grouping_adds_up(c, by, error))
            return false;
    /* Months after the return's are zero, so that all twelve add up to the year to date. */
    return items_add_up(&c->now, this_month, error) && items_add_up(&c->year, this_year, error) &&
           items_add_up(&c->last, last_month, error) &&
           items_add_up(&c->last_year, last_year, error) &&
           months_add_up(c->months, MONTHS_OF_A_YEAR, &c->year, this_year, error) &&
           months_add_up(c->last_months, month + 1, &c->last_year, last_year, error) &&
           month_is(&c->now, &c->months[month], this_month, error) &&
           month_is(&c->last, &c->last_months[month], last_month, error);
}
