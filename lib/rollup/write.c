#include "rollup/write.h"

#include "base/language.h"
#include "rollup/account.h"

static void add_count(struct row *row, int slot, const char *name, const char *code, int64_t count)
{
    if (count == 0)
        return;
    row_add_word(row, slot, name);
    buffer_format(row->values, ":%s%lld", code, (long long)count);
}

static void put_day(struct row *row, struct date day)
{
    char text[DATE_TEXT_SIZE];
    (void)date_format(day, text);
    buffer_char(row->values, ':');
    buffer_string(row->values, text);
}

/* How the values came about, where they are not plain sums. */
static void put_reasons(struct row *row, int slot, const struct rollup *r)
{
    const char *wage = PARAMETER_INFO[PARAMETER_INCOME_IMPUTED_WAGE].name;
    row_slot_begin(row, slot);
    if (r->wage.set) {
        add_count(row, slot, wage, "", r->members.imputed);
        add_count(row, slot, wage, "age-unknown:", r->members.age_unknown);
        add_count(row, slot, wage, "health-not-stated:", r->members.health_unknown);
    }
    if (r->has_window) {
        row_add_word(row, slot, "receipts.window");
        put_day(row, r->window.from);
        put_day(row, r->window.until);
        add_count(row, slot, "receipts.left-out", "", r->receipts.outside);
    }
    row_slot_end(row, slot);
}

/* What others have noted stays, and ours comes behind it. */
static void put_problems(struct row *row, int slot, const struct notes *notes,
                         struct buffer *problems)
{
    buffer_clear(problems);
    buffer_text(problems, row_cell(row, ROLLUP_PROBLEMS));
    for (struct text rest = buffer_view(&notes->words); rest.n > 0;) {
        const struct text word = text_next(&rest, ';');
        if (notes_has(buffer_view(problems), word))
            continue;
        if (problems->n > 0)
            buffer_char(problems, ';');
        buffer_text(problems, word);
    }
    row_put(row, slot, buffer_view(problems));
}

void rollup_put(struct row *row, const struct rollup_slots *slots,
                const struct rollup_options *options, const struct rollup *r, struct notes *notes,
                struct buffer *problems)
{
    const int values = options->receipts != NULL ? ROLLED_COUNT : ROLLED_OF_MEMBERS;
    for (int i = 0; i < values; i++)
        cells_put(row, slots->value[i], ROLLUP_STATED + i, r->value[i], options->trust, notes);
    put_reasons(row, slots->reasons, r);
    put_problems(row, slots->problems, notes, problems);
}

void rollup_explain(struct row *row, const struct tables *t, const struct rollup *r,
                    const struct notes *notes)
{
    const struct computed *income = &r->value[ROLLED_INCOME];
    facts_account_heading(row, ROLLUP_HOUSEHOLD_ID, &r->assessment, r->has_day && r->has_region);
    if (t != NULL)
        account_members(row->account, input_name(t->members), &t->family, &r->wage, r->wage_by,
                        r->other_income, income->state == COMPUTED ? &r->income : NULL);
    if (r->has_window)
        account_receipts(row->account, input_name(t->receipts), &t->family, &r->window,
                         &r->receipts);
    buffer_string(row->account, _("  problems: "));
    buffer_text(row->account, notes->words.n > 0 ? buffer_view(&notes->words) : text_of(_("none")));
    buffer_string(row->account, "\n\n");
}
