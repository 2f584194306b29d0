#include "rollup/account.h"

#include "account/account.h"
#include "base/language.h"

static const char *kind_name(enum receipt_kind kind)
{
    static const char *const NAMES[RECEIPT_KINDS] = {[RECEIPT_MEDICAL] = N_("medical"),
                                                     [RECEIPT_DISABILITY] = N_("disability"),
                                                     [RECEIPT_EDUCATION] = N_("education")};
    return _(NAMES[kind]);
}

static const char *stage_name(int kind)
{
    static const char *const NAMES[STAGE_COUNT] = {[STAGE_COLLEGE] = N_("college"),
                                                   [STAGE_HIGH_SCHOOL] = N_("high school"),
                                                   [STAGE_SPECIAL] = N_("special education")};
    return _(NAMES[kind - MEMBER_STUDENT]);
}

/* A part of a line's heading, `line 2, one another`. */
static void put_part(struct buffer *out, bool *any, struct text part)
{
    if (part.n == 0)
        return;
    buffer_string(out, *any ? " " : ", ");
    buffer_masked(out, part); /* it may be of a table, with numbers of people in it */
    *any = true;
}

/* ---- members -------------------------------------------------------------------------------- */

static void put_income(struct buffer *out, const struct member *m, const struct imputed_wage *wage)
{
    struct money year;
    const enum imputation imputation = wage->set ? member_imputation(m, wage->day) : IMPUTE_NOT;
    if (m->income_wrong) {
        buffer_string(out, _("the income cannot be told"));
        return;
    }
    if (!member_year(m, wage, &year)) {
        buffer_string(out, _("an amount is too large to be worked with"));
        return;
    }
    if (imputation == IMPUTE_WAGE)
        buffer_format(out, _("no income, counted at the minimum wage: %s x 12 = %s"),
                      account_yuan(wage->wage).text, account_yuan(year).text);
    else
        buffer_format(out, "%s x 12 = %s", account_yuan(m->income).text, account_yuan(year).text);
    if (imputation == IMPUTE_AGE_UNKNOWN)
        buffer_string(out, _("; the age is not known, so the minimum wage is not counted"));
    else if (imputation == IMPUTE_HEALTH_UNKNOWN)
        buffer_string(out, _("; the health is not stated, so the minimum wage is not counted"));
}

static void put_member(struct buffer *out, const struct family *f, const struct member *m,
                       const struct imputed_wage *wage)
{
    bool any = false;
    buffer_format(out, _("    line %ld"), m->line);
    put_part(out, &any, family_text(f, m->name));
    put_part(out, &any, family_text(f, m->relation_typed));
    put_part(out, &any, family_text(f, m->status_typed));
    buffer_string(out, ": ");
    put_income(out, m, wage);
    if (member_is_student(m->kind))
        buffer_format(out, _("; student: %s"), stage_name(m->kind));
    if (m->health == HEALTH_DISABLED)
        buffer_string(out, _("; disabled"));
    buffer_char(out, '\n');
}

void account_members(struct buffer *out, const char *file, const struct family *f,
                     const struct imputed_wage *wage, const struct policy_value *by,
                     struct money other, const struct money *sum)
{
    buffer_format(out, _("  members (%s): %zu\n"), file, f->members);
    for (size_t i = 0; i < f->members; i++)
        put_member(out, f, &f->member[i], wage);
    if (by != NULL && by->set)
        account_source(out, "    ", by);
    if (other.fen != 0)
        buffer_format(out, _("    other income of the household: %s\n"), account_yuan(other).text);
    if (sum != NULL)
        buffer_format(out, _("    income of the year: %s\n"), account_yuan(*sum).text);
}

/* ---- receipts ------------------------------------------------------------------------------- */

static void put_amounts(struct buffer *out, const struct receipt *r)
{
    const struct money paid = {r->total.fen - r->reimbursed.fen};
    if (!r->has_date)
        buffer_string(out, _("the date cannot be told"));
    else if (r->wrong)
        buffer_string(out, _("the amount cannot be told"));
    else if (r->kind == RECEIPT_KINDS)
        buffer_string(out, _("of no known kind, not counted"));
    else
        buffer_format(out, "%s - %s = %s", account_yuan(r->total).text,
                      account_yuan(r->reimbursed).text, account_yuan(paid).text);
}

static void put_receipt(struct buffer *out, const struct family *f, const struct receipt *r,
                        const struct window *window)
{
    const enum receipt_place place = r->has_date ? receipt_place(r, window) : RECEIPT_WITHIN;
    bool any = false;
    buffer_format(out, _("    line %ld"), r->line);
    put_part(out, &any, family_text(f, r->person));
    if (r->has_date) /* a day is no number of a person, but looks like one */
        buffer_format(out, "%s%s", any ? " " : ", ", account_day(r->date).text);
    any |= r->has_date;
    if (r->kind < RECEIPT_KINDS)
        put_part(out, &any, text_of(kind_name(r->kind)));
    buffer_string(out, ": ");
    if (place == RECEIPT_BEFORE)
        buffer_string(out, _("left out, before the window"));
    else if (place == RECEIPT_AFTER)
        buffer_string(out, _("left out, after the window"));
    else
        put_amounts(out, r);
    buffer_char(out, '\n');
}

void account_receipts(struct buffer *out, const char *file, const struct family *f,
                      const struct window *window, const struct receipt_sums *sums)
{
    buffer_format(out, _("  receipts (%s) from %s to %s, both days included: %zu\n"), file,
                  account_day(window->from).text, account_day(window->until).text, f->receipts);
    for (size_t i = 0; i < f->receipts; i++)
        put_receipt(out, f, &f->receipt[i], window);
    for (int kind = 0; kind < RECEIPT_KINDS; kind++)
        if (!sums->wrong[kind])
            buffer_format(out, "    %s: %s\n", kind_name((enum receipt_kind)kind),
                          account_yuan(sums->cost[kind]).text);
}
