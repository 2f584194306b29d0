#include "rollup/decide.h"

#include "base/identity.h"
#include "base/language.h"

static bool note(struct row *row, int column, const struct reason *reason, struct notes *notes)
{
    return notes_cell(notes, row->file, row->record->line, row_cell(row, column), reason);
}

/* ---- where and when ------------------------------------------------------------------------- */

static void read_place(struct row *row, struct notes *notes, struct rollup *r)
{
    struct reason reason = {0};
    const bool said = row_filled(row, ROLLUP_REGION) || row->run->settings.has_region;
    /* Of --date, else assessed_on, else the day of the application, else today. */
    const int day = row_filled(row, ROLLUP_ASSESSED_ON) ? ROLLUP_ASSESSED_ON : ROLLUP_APPLIED_ON;
    r->has_day = fact_day(row, day, &r->assessment.date, &reason);
    if (!r->has_day && day == ROLLUP_ASSESSED_ON)
        (void)note(row, day, &reason, notes);
    r->has_region = said && fact_region(row, ROLLUP_REGION, &r->assessment.region, &reason);
    if (said && !r->has_region)
        (void)note(row, ROLLUP_REGION, &reason, notes);
}

/* Without a region there is no policy, and so no wage. False without memory. */
static bool find_wage(struct row *row, struct rollup *r)
{
    r->wage.day = r->has_day ? r->assessment.date : row->run->today;
    if (!r->has_day || !r->has_region)
        return true;
    const struct policy_set *policy =
        policy_at_cached(row->policies, row->run->view, r->assessment.region, r->assessment.date);
    if (policy == NULL)
        return false;
    r->wage_by = policy_get(policy, PARAMETER_INCOME_IMPUTED_WAGE);
    r->wage_gap = policy->gap[READ_BY_ROLL_UP] == PARAMETER_INCOME_IMPUTED_WAGE;
    r->wage.set = r->wage_by->set && !r->wage_gap;
    r->wage.wage = r->wage_by->money;
    return true;
}

/* ---- members -------------------------------------------------------------------------------- */

static struct computed count(int64_t value)
{
    return (struct computed){COMPUTED, VALUE_COUNT, value};
}

static struct computed amount(bool wrong, struct money value)
{
    return (struct computed){wrong ? COMPUTED_WRONG : COMPUTED, VALUE_MONEY, value.fen};
}

/* 12 times the members' incomes, and the household's other income. */
static void sum_income(struct row *row, struct notes *notes, struct rollup *r)
{
    struct reason reason = {0};
    const bool place_unknown = !r->has_day || (row_filled(row, ROLLUP_REGION) && !r->has_region);
    const bool gap = r->wage_gap && r->members.imputed > 0;
    r->other_wrong = !fact_money(row, ROLLUP_OTHER_INCOME, &r->other_income, &reason);
    if (r->other_wrong)
        (void)note(row, ROLLUP_OTHER_INCOME, &reason, notes);
    if (gap)
        notes_word(notes, "policy-gap:%s", PARAMETER_INFO[PARAMETER_INCOME_IMPUTED_WAGE].name);
    const bool overflow =
        r->members.overflow || !money_add(r->members.income, r->other_income, &r->income);
    if (overflow)
        notes_word(notes, "annual_income:overflow");
    r->value[ROLLED_INCOME] = amount(
        overflow || gap || place_unknown || r->other_wrong || r->members.income_wrong, r->income);
}

static void note_applicant(struct row *row, const struct family *family, struct notes *notes)
{
    char id[IDENTITY_SIZE];
    const bool has = identity_read(text_trim(row_cell(row, ROLLUP_ID_NUMBER)), id) == IDENTITY_OK;
    if (!lacks_applicant(family, has ? identity_key(id) : 0))
        return;
    notes_word(notes, "no-applicant");
    notes_say(notes, row->file, row->record->line, "household_id",
              _("the applicant is not among the members, expected all of the household"));
}

/* A value is computed where the table of members has the column for it. */
static void roll_members(struct row *row, const struct tables *tables, struct notes *notes,
                         struct rollup *r)
{
    const struct family *family = &tables->family;
    sum_members(family, &r->wage, &r->members);
    r->value[ROLLED_SIZE] = count(r->members.members);
    if (tables_have_member_column(tables, MEMBER_INCOME))
        sum_income(row, notes, r);
    for (int stage = 0; stage < STAGE_COUNT; stage++)
        if (tables_have_member_column(tables, MEMBER_STATUS))
            r->value[ROLLED_STUDENTS + stage] = count(r->members.students[stage]);
    if (tables_have_member_column(tables, MEMBER_HEALTH))
        r->value[ROLLED_DISABLED] = count(r->members.disabled);
    const enum parenthood parent =
        r->has_day ? single_parent(family, r->assessment.date) : PARENT_NOT_SAID;
    if (parent != PARENT_NOT_SAID)
        r->value[ROLLED_SINGLE_PARENT] =
            (struct computed){COMPUTED, VALUE_ANSWER, parent == PARENT_SINGLE};
    note_applicant(row, family, notes);
}

/* ---- receipts ------------------------------------------------------------------------------- */

/* P2 四(3): by the year of the application. */
static bool find_window(struct row *row, const struct rollup_options *options, struct notes *notes,
                        struct rollup *r)
{
    const struct settings *settings = &row->run->settings;
    struct reason reason = {0};
    struct date day = {0};
    bool given = false;
    r->window = options->window;
    if (options->has_window)
        return true;
    if (!fact_date(row, ROLLUP_APPLIED_ON, &given, &day, &reason))
        return note(row, ROLLUP_APPLIED_ON, &reason, notes);
    if (!given)
        day = settings->has_date ? settings->date : row->run->today;
    r->window = window_of(day);
    return true;
}

static void roll_receipts(struct row *row, const struct rollup_options *options,
                          const struct tables *tables, struct notes *notes, struct rollup *r)
{
    r->has_window = find_window(row, options, notes, r);
    if (r->has_window)
        sum_receipts(&tables->family, &r->window, &r->receipts);
    if (r->receipts.overflow)
        notes_word(notes, "receipt_total:overflow");
    for (int kind = 0; kind < RECEIPT_KINDS; kind++)
        r->value[ROLLED_COST + kind] =
            amount(!r->has_window || r->receipts.wrong[kind], r->receipts.cost[kind]);
    r->value[ROLLED_SELF_PAID] = r->value[ROLLED_COST + RECEIPT_MEDICAL];
}

bool rollup_decide(struct row *row, const struct rollup_options *options,
                   const struct tables *tables, struct notes *notes, struct rollup *r)
{
    *r = (struct rollup){0};
    read_place(row, notes, r);
    if (!find_wage(row, r))
        return false;
    if (tables->family.members > 0) {
        roll_members(row, tables, notes, r);
    } else {
        notes_word(notes, "no-members");
        notes_say(notes, row->file, row->record->line, "household_id",
                  _("no member of the household in %s"), input_name(tables->members));
    }
    if (tables->receipts != NULL)
        roll_receipts(row, options, tables, notes, r);
    return true;
}
