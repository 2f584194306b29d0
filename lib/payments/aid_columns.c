#include "payments/aid_columns.h"

#include "account/account.h"
#include "base/language.h"

const char *const AID_ADDS[AID_ADDED] = {
    [AID_CATEGORY] = "aid_category",
    [FIRST_ITEM + ITEM_LIVING] = "living_aid",
    [FIRST_ITEM + ITEM_MEDICAL] = "medical_aid",
    [FIRST_ITEM + ITEM_EDUCATION] = "education_aid",
    [FIRST_ITEM + ITEM_ACCIDENT] = "accident_aid",
    [TOTAL_AID] = "total_aid",
    [AID_ORDER] = "aid_order",
    [APPROVAL] = "approval",
    [AID_REASONS] = "aid_reasons",
};

static void put_reasons(struct row *row, const struct aid *aid)
{
    static const char *const STOPS[] = {
        [STOP_NOTHING_LEFT] = NULL,
        [STOP_NO_LONGER] = "aid.no-longer-met",
        [STOP_TOTAL_CAP] = "aid.total-cap",
        [STOP_SINGLE] = NULL,
        [STOP_OTHER_PAID] = "aid.other-already-paid",
        [STOP_SEVERAL_PAID] = "aid.multiple-already-paid",
    };
    row_slot_begin(row, AID_REASONS);
    if (aid->category != CATEGORY_COUNT) {
        const struct award *award = &aid->award[aid->category];
        for (int i = 0; i < award->steps; i++)
            row_add_word(row, AID_REASONS, AID_RULES[award->step[i].item]);
        if (STOPS[award->stop] != NULL)
            row_add_word(row, AID_REASONS, STOPS[award->stop]);
    }
    row_slot_end(row, AID_REASONS);
}

void aid_columns_put(struct row *row, const struct aid *aid)
{
    static const struct money NOTHING[ITEM_COUNT];
    const struct award *award = aid->category == CATEGORY_COUNT ? NULL : &aid->award[aid->category];
    const struct money *granted = award == NULL ? NOTHING : award->granted;
    for (int item = 0; item < ITEM_COUNT; item++) {
        row_put_money(row, FIRST_ITEM + item, granted[item]);
        row_tally(row, TALLY_RECORDS + item, granted[item].fen > 0);
        row_tally(row, TALLY_FEN + item, granted[item].fen);
    }
    row_put_money(row, TOTAL_AID, award == NULL ? (struct money){0} : award->total);
    row_put_word(row, APPROVAL, APPROVAL_NAMES[aid->approval]);
    put_reasons(row, aid);
    row_tally(row, TALLY_APPROVAL + (int)aid->approval, 1);
    if (award == NULL)
        return;
    row_put_word(row, AID_CATEGORY, CATEGORY_NAMES[aid->category]);
    row_slot_begin(row, AID_ORDER);
    for (int i = 0; i < award->steps; i++)
        row_add_word(row, AID_ORDER, ITEM_NAMES[award->step[i].item]);
    row_slot_end(row, AID_ORDER);
    row_tally(row, TALLY_AIDED, award->total.fen > 0);
    row_tally(row, TALLY_TOTAL, award->total.fen);
}

static void put_sum(struct buffer *out, const char *label, int64_t records, int64_t fen)
{
    char amount[MONEY_TEXT_SIZE];
    money_format((struct money){fen}, amount);
    buffer_format(out, _("  %s: %lld records, %s yuan\n"), label, (long long)records, amount);
}

void aid_columns_summarize(const struct run *run, const int64_t *tally, struct buffer *out)
{
    (void)run;
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++)
        put_sum(out, account_item(item), tally[TALLY_RECORDS + item], tally[TALLY_FEN + item]);
    put_sum(out, _("total"), tally[TALLY_AIDED], tally[TALLY_TOTAL]);
    buffer_format(out, _("  approval: county %lld, province %lld, national %lld\n"),
                  (long long)tally[TALLY_APPROVAL + APPROVAL_COUNTY],
                  (long long)tally[TALLY_APPROVAL + APPROVAL_PROVINCE],
                  (long long)tally[TALLY_APPROVAL + APPROVAL_NATIONAL]);
}
