#include "rollup/sums.h"

#include "base/month.h"

/* ---- days ----------------------------------------------------------------------------------- */

struct window window_of(struct date day)
{
    const int year = date_civil(day).year;
    const struct civil first = {year - 1, 7, 1}, last = {year, 6, 30};
    struct window window = {day, day};
    (void)date_from_civil(first, &window.from); /* of the year 1 the day itself */
    (void)date_from_civil(last, &window.until);
    return window;
}

bool window_parse(struct text a, struct window *out)
{
    struct text rest = a;
    const struct text from = text_next(&rest, ':');
    return rest.p != NULL && date_parse(from, &out->from) && date_parse(rest, &out->until) &&
           out->from.day <= out->until.day;
}

int age_on(struct date birth, struct date day)
{
    const struct civil born = date_civil(birth), now = date_civil(day);
    const bool before = now.month < born.month || (now.month == born.month && now.day < born.day);
    return now.year - born.year - before;
}

/* ---- members -------------------------------------------------------------------------------- */

enum imputation member_imputation(const struct member *m, struct date day)
{
    if (m->income_wrong || m->income.fen > 0 ||
        (m->kind != MEMBER_IDLE && m->kind != MEMBER_UNSTATED))
        return IMPUTE_NOT;
    if (m->health != HEALTH_GOOD && m->health != HEALTH_UNSTATED)
        return IMPUTE_NOT;
    if (!m->has_id)
        return IMPUTE_AGE_UNKNOWN;
    const int age = age_on(m->birth, day);
    if (age < WORKING_AGE_FIRST || age > WORKING_AGE_LAST)
        return IMPUTE_NOT;
    return m->health == HEALTH_GOOD ? IMPUTE_WAGE : IMPUTE_HEALTH_UNKNOWN;
}

bool member_year(const struct member *m, const struct imputed_wage *wage, struct money *out)
{
    const bool imputed = wage->set && member_imputation(m, wage->day) == IMPUTE_WAGE;
    return money_times(imputed ? wage->wage : m->income, MONTHS_OF_A_YEAR, out);
}

void sum_members(const struct family *f, const struct imputed_wage *wage, struct member_sums *out)
{
    *out = (struct member_sums){0};
    for (size_t i = 0; i < f->members; i++) {
        const struct member *m = &f->member[i];
        const enum imputation imputation = member_imputation(m, wage->day);
        struct money year;
        if (m->repeated)
            continue;
        out->members++;
        if (member_is_student(m->kind))
            out->students[m->kind - MEMBER_STUDENT]++;
        out->disabled += m->health == HEALTH_DISABLED;
        out->imputed += imputation == IMPUTE_WAGE;
        out->age_unknown += imputation == IMPUTE_AGE_UNKNOWN;
        out->health_unknown += imputation == IMPUTE_HEALTH_UNKNOWN;
        out->income_wrong |= m->income_wrong;
        if (!member_year(m, wage, &year) || !money_add(out->income, year, &out->income))
            out->overflow = true;
    }
}

/* A child of the applicant that is not of age, or still at school. */
static enum parenthood child(const struct member *m, struct date day)
{
    if (m->relation != RELATION_CHILD)
        return PARENT_NOT_SINGLE;
    if (member_is_student(m->kind) || m->kind == MEMBER_PUPIL)
        return PARENT_SINGLE;
    if (!m->has_id)
        return PARENT_NOT_SAID;
    return age_on(m->birth, day) < OF_AGE ? PARENT_SINGLE : PARENT_NOT_SINGLE;
}

enum parenthood single_parent(const struct family *f, struct date day)
{
    enum marriage marriage = MARRIAGE_UNSTATED;
    bool any = false, unknown = false;
    for (size_t i = 0; i < f->members; i++) {
        const enum parenthood of = child(&f->member[i], day);
        if (f->member[i].relation == RELATION_APPLICANT)
            marriage = f->member[i].marriage;
        any |= of == PARENT_SINGLE;
        unknown |= of == PARENT_NOT_SAID;
    }
    if (marriage == MARRIAGE_MARRIED)
        return PARENT_NOT_SINGLE;
    if (marriage != MARRIAGE_ALONE || (unknown && !any))
        return PARENT_NOT_SAID;
    return any ? PARENT_SINGLE : PARENT_NOT_SINGLE;
}

bool lacks_applicant(const struct family *f, uint64_t key)
{
    bool related = true, numbered = key != 0;
    for (size_t i = 0; i < f->members; i++) {
        const struct member *m = &f->member[i];
        if (m->relation == RELATION_APPLICANT || (key != 0 && m->has_id && m->key == key))
            return false;
        related &= m->relation != RELATION_UNSTATED;
        numbered &= m->has_id;
    }
    return related || numbered;
}

/* ---- receipts ------------------------------------------------------------------------------- */

enum receipt_place receipt_place(const struct receipt *r, const struct window *window)
{
    if (r->date.day < window->from.day)
        return RECEIPT_BEFORE;
    return r->date.day > window->until.day ? RECEIPT_AFTER : RECEIPT_WITHIN;
}

void sum_receipts(const struct family *f, const struct window *window, struct receipt_sums *out)
{
    *out = (struct receipt_sums){0};
    for (size_t i = 0; i < f->receipts; i++) {
        const struct receipt *r = &f->receipt[i];
        if (r->has_date && receipt_place(r, window) != RECEIPT_WITHIN) {
            out->outside++;
            continue;
        }
        if (r->kind == RECEIPT_KINDS)
            continue;
        const struct money paid = {r->total.fen - r->reimbursed.fen}; /* both are 0 or more */
        struct money *cost = &out->cost[r->kind];
        out->wrong[r->kind] |= !r->has_date || r->wrong;
        if (!money_add(*cost, paid, cost))
            out->overflow = out->wrong[r->kind] = true;
    }
}
