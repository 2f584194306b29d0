#include "audit/finding.h"

#include "table/layout.h"

const char *const AUDIT_NAMES[AUDIT_CODES] = {
    [AUDIT_OVER + ITEM_LIVING] = "living-over",
    [AUDIT_OVER + ITEM_MEDICAL] = "medical-over",
    [AUDIT_OVER + ITEM_EDUCATION] = "education-over",
    [AUDIT_OVER + ITEM_ACCIDENT] = "accident-over",
    [AUDIT_UNDER + ITEM_LIVING] = "living-under",
    [AUDIT_UNDER + ITEM_MEDICAL] = "medical-under",
    [AUDIT_UNDER + ITEM_EDUCATION] = "education-under",
    [AUDIT_UNDER + ITEM_ACCIDENT] = "accident-under",
    [AUDIT_TOTAL] = "total",
    [AUDIT_DIBAO] = "dibao",
    [AUDIT_YEAR_LIMIT] = "year-limit",
    [AUDIT_UNEXPLAINED_PAYMENT] = "unexplained-payment",
    [AUDIT_NEVER_PAID] = "never-paid",
    [AUDIT_INVALID_WITH_AID] = "invalid-with-aid",
    [AUDIT_UNREADABLE] = "unreadable",
    [AUDIT_UNDECIDABLE] = "undecidable",
    [AUDIT_CATEGORY] = "category",
    [AUDIT_CONDITION] = "condition",
    [AUDIT_SEVERAL_ITEMS] = "several-items",
    [AUDIT_APPROVAL_MISSING] = "approval-missing",
    [AUDIT_APPROVAL_TOO_LOW] = "approval-too-low",
    [AUDIT_APPROVAL_TOO_HIGH] = "approval-too-high",
    [AUDIT_NOT_APPROVED] = "not-approved",
    [AUDIT_AFTER_EXIT] = "after-exit",
    [AUDIT_PERSON_TWICE] = "person-twice",
    [AUDIT_CARD_TWICE] = "card-twice",
    [AUDIT_HOUSEHOLD_TWICE] = "household-twice",
    [AUDIT_POLICY] = "policy",
};

const char *const AUDIT_ADDS[AUDIT_COLUMNS] = {"line",       "household_id", "finding", "recorded",
                                               "recomputed", "difference",   "source"};

enum audit_code audit_code_of(const struct recheck_finding *finding)
{
    static const enum audit_code CODES[RECHECK_KINDS] = {
        [RECHECK_UNDECIDABLE] = AUDIT_UNDECIDABLE,
        [RECHECK_CATEGORY] = AUDIT_CATEGORY,
        [RECHECK_CONDITION] = AUDIT_CONDITION,
        [RECHECK_OVER] = AUDIT_OVER,
        [RECHECK_UNDER] = AUDIT_UNDER,
        [RECHECK_SEVERAL_ITEMS] = AUDIT_SEVERAL_ITEMS,
        [RECHECK_TOTAL] = AUDIT_TOTAL,
        [RECHECK_APPROVAL_MISSING] = AUDIT_APPROVAL_MISSING,
        [RECHECK_APPROVAL_TOO_LOW] = AUDIT_APPROVAL_TOO_LOW,
        [RECHECK_APPROVAL_TOO_HIGH] = AUDIT_APPROVAL_TOO_HIGH,
        [RECHECK_NOT_APPROVED] = AUDIT_NOT_APPROVED,
    };
    const bool of_item = finding->kind == RECHECK_OVER || finding->kind == RECHECK_UNDER;
    return (enum audit_code)((int)CODES[finding->kind] + (of_item ? (int)finding->item : 0));
}

/* What was typed, with numbers of people hidden. Fewer than eleven bytes hold none. */
static void put_masked(struct buffer *out, struct text cell)
{
    struct buffer shown = {0};
    if (cell.n < 11) {
        csv_put(out, cell, false);
        return;
    }
    buffer_masked(&shown, cell);
    csv_put(out, buffer_view(&shown), false);
    out->failed |= shown.failed;
    buffer_free(&shown);
}

static void put_money(struct buffer *out, struct money m)
{
    char text[MONEY_TEXT_SIZE];
    buffer_append(out, text, money_format(m, text));
}

/* What does not fit is the most that does. */
static struct money difference(const struct audit_finding *finding)
{
    struct money d = {finding->was.fen < finding->should_be.fen ? -INT64_MAX : INT64_MAX};
    (void)money_subtract(finding->was, finding->should_be, &d);
    return d;
}

void audit_put(const struct audit_finding *finding, struct buffer *out)
{
    csv_put(out, finding->place, false);
    buffer_char(out, ',');
    put_masked(out, finding->household);
    buffer_format(out, ",%s,", AUDIT_NAMES[finding->code]);
    if (audit_has_amounts(finding)) {
        put_money(out, finding->was);
        buffer_char(out, ',');
        put_money(out, finding->should_be);
        buffer_char(out, ',');
        put_money(out, difference(finding));
    } else {
        csv_put(out, finding->recorded, false);
        buffer_char(out, ',');
        csv_put(out, finding->recomputed, false);
        buffer_char(out, ',');
    }
    buffer_char(out, ',');
    csv_put(out, finding->source, false);
    buffer_char(out, '\n');
}

static void add(int64_t *sum, int64_t more)
{
    if (__builtin_add_overflow(*sum, more, sum))
        *sum = INT64_MAX;
}

void audit_count(const struct audit_finding *finding, int64_t tally[AUDIT_TALLIES])
{
    add(&tally[finding->code], 1);
    if (!audit_has_amounts(finding))
        return;
    const int64_t fen = difference(finding).fen;
    if (fen > 0)
        add(&tally[AUDIT_TALLY_OVER + (int)finding->code], fen);
    else
        add(&tally[AUDIT_TALLY_UNDER + (int)finding->code], -fen);
}

struct text audit_source(const struct policy_value *by, const char *otherwise)
{
    if (by == NULL)
        return text_of(otherwise);
    return text_of(by->source != NULL && by->source[0] != '\0'
                       ? by->source
                       : PARAMETER_INFO[by->parameter].name);
}
