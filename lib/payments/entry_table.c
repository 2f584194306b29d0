#include "payments/entry_table.h"

#include "base/language.h"
#include "base/names.h"
#include "table/layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_amount(struct buffer *out, struct money amount)
{
    if (buffer_reserve(out, MONEY_TEXT_SIZE))
        out->n += money_format(amount, out->p + out->n);
}

/* ---- entries -------------------------------------------------------------------------------- */

void entry_table_header(struct buffer *out)
{
    buffer_string(out, "entry,kind,batch,household_id,person,item,amount,category,region,"
                       "assessed_on,approval,approved_by,approved_on,policy_digest,input_digest,"
                       "posted_at,version,reverses,reversal_reason\n");
}

void entry_table_put(const struct entry *e, struct buffer *out)
{
    char region[REGION_TEXT_SIZE], day[DATE_TEXT_SIZE], reverses[24] = "";
    char number[24];
    (void)snprintf(number, sizeof number, "%lld", (long long)e->number);
    if (e->reverses > 0)
        (void)snprintf(reverses, sizeof reverses, "%lld", (long long)e->reverses);
    region_format(e->region, region);
    date_format(e->assessed_on, day);
    const struct text before[] = {text_of(number), text_of(ENTRY_KIND_NAMES[e->kind]),
                                  e->batch,        e->household,
                                  e->person,       text_of(ITEM_NAMES[e->item])};
    const struct text behind[] = {text_of(CATEGORY_NAMES[e->category]),
                                  text_of(region),
                                  text_of(day),
                                  e->approval,
                                  e->approved_by,
                                  e->approved_on,
                                  e->policy,
                                  e->input,
                                  e->posted_at,
                                  e->version,
                                  text_of(reverses),
                                  e->reason};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        csv_put(out, before[i], false);
        buffer_char(out, ',');
    }
    put_amount(out, e->amount);
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        buffer_char(out, ',');
        csv_put(out, behind[i], false);
    }
    buffer_char(out, '\n');
}

/* ---- totals --------------------------------------------------------------------------------- */

struct entry_totals {
    struct names households;
    struct sums {
        struct money item[ITEM_COUNT];
    } * sums; /* by the number of the household's name */
    size_t room;
};

struct entry_totals *entry_totals_new(void)
{
    return calloc(1, sizeof(struct entry_totals));
}

void entry_totals_free(struct entry_totals *t)
{
    if (t == NULL)
        return;
    names_free(&t->households);
    free(t->sums);
    free(t);
}

bool entry_totals_add(void *totals, const struct entry *entry, struct error *error)
{
    struct entry_totals *t = totals;
    const uint32_t number = names_number(&t->households, entry->household);
    if (number == NAMES_NONE)
        return error_no_memory(error, NULL);
    struct sums *sums = names_beside(t->sums, &t->room, number, sizeof *t->sums);
    if (sums == NULL)
        return error_no_memory(error, NULL);
    t->sums = sums;
    struct money *sum = &t->sums[number].item[entry->item];
    return money_add(*sum, entry->amount, sum) ||
           error_set(error, NULL, 0, NULL, _("the sum does not fit"));
}

bool entry_totals_put(const struct entry_totals *t, struct buffer *out, struct error *error)
{
    buffer_string(out, "household_id,living_paid,medical_paid,education_paid,accident_paid,"
                       "total_paid\n");
    for (uint32_t i = 0; i < t->households.count; i++) {
        struct money total = {0};
        csv_put(out, names_text(&t->households, i), false);
        for (int item = 0; item < ITEM_COUNT; item++) {
            buffer_char(out, ',');
            put_amount(out, t->sums[i].item[item]);
            if (!money_add(total, t->sums[i].item[item], &total))
                return error_set(error, NULL, 0, NULL, _("the sum does not fit"));
        }
        buffer_char(out, ',');
        put_amount(out, total);
        buffer_char(out, '\n');
    }
    return !out->failed || error_no_memory(error, NULL);
}
