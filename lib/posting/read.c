/* A record of the list, read; and what can be said against it before the ledger is opened. */
#include "posting/posting.h"

#include "base/household_key.h"
#include "base/identity.h"
#include "base/language.h"
#include "table/recorded_facts.h"

/* Their places in `reads`. */
enum {
    FIRST_AID = HOUSEHOLD_COLUMN_COUNT,
    FIRST_RECORDED = FIRST_AID + AID_COLUMN_COUNT,
    HOUSEHOLD_ID = FIRST_RECORDED + RECORDED_COLUMN_COUNT,
    ID_NUMBER,
    BANK_CARD,
    PROBLEMS
};

bool posting_header(struct run *run, struct layout *layout, struct error *error)
{
    if (!facts_check(run, layout, error))
        return false;
    for (int i = RECORDED_FIRST_ITEM; i <= RECORDED_TOTAL; i++) {
        const char *name = run->filter->reads[FIRST_RECORDED + i].name;
        if (layout->read_at[FIRST_RECORDED + i] < 0)
            return error_set(error, run->file, 0, NULL, _("no column '%s' (%s)"), name,
                             column_find(text_of(name))->label);
    }
    return true;
}

/* What `blocked` is written into: one word of the list. */
static bool block(struct row *row, struct candidate *candidate, const char *reason)
{
    struct posting *p = row->run->state;
    return candidates_block(&p->candidates, candidate, text_of(reason));
}

static bool block_reason(struct row *row, struct candidate *candidate, const struct reason *reason)
{
    struct posting *p = row->run->state;
    struct buffer word = {0};
    reason_put(reason, &word);
    const bool ok = !word.failed && candidates_block(&p->candidates, candidate, buffer_view(&word));
    buffer_free(&word);
    return ok;
}

/* A passbook has no check digit: that one is a warning. Whoever has another fault in the number of
 * the person or the card is not paid until it is mended. */
static bool read_problems(struct row *row, struct candidate *candidate)
{
    struct posting *p = row->run->state;
    struct text rest = row_cell(row, PROBLEMS), word;
    while (fact_next_word(&rest, &word)) {
        const bool of_card = text_starts(word, "bank_card:") && !text_is(word, "bank_card:luhn");
        if ((of_card || text_starts(word, "id_number:")) &&
            !candidates_block(&p->candidates, candidate, word))
            return false;
    }
    return true;
}

/* The person is kept by a hash only, of the 18-digit form. */
static bool read_person(struct row *row, struct candidate *candidate)
{
    static const char *const CODES[] = {[IDENTITY_NOT_AN_ID] = "id_number:not-an-id",
                                        [IDENTITY_BIRTH_DATE] = "id_number:birth-date",
                                        [IDENTITY_CHECKSUM] = "id_number:checksum"};
    struct posting *p = row->run->state;
    char id[IDENTITY_SIZE], hash[DIGEST_TEXT_SIZE];
    if (!row_filled(row, ID_NUMBER))
        return !p->has_key || block(row, candidate, "missing:id_number");
    const enum identity_error found = identity_read(text_trim(row_cell(row, ID_NUMBER)), id);
    if (found != IDENTITY_OK)
        return block(row, candidate, CODES[found]);
    if (!candidates_keep(&p->candidates, (struct text){id, IDENTITY_SIZE}, &candidate->id))
        return false;
    if (!p->has_key)
        return true;
    keyed_hash_text(&p->key, (struct text){id, IDENTITY_SIZE}, hash);
    return candidates_keep(&p->candidates, text_of(hash), &candidate->person);
}

/* Who pays by card needs one (银行卡打卡发放). */
static bool read_card(struct row *row, struct candidate *candidate)
{
    return !row_has(row, BANK_CARD) || row_filled(row, BANK_CARD) ||
           block(row, candidate, "missing:bank_card");
}

static bool read_approval(struct row *row, struct candidate *candidate)
{
    struct posting *p = row->run->state;
    const struct text by = text_trim(row_cell(row, FIRST_RECORDED + RECORDED_APPROVED_BY));
    if (!candidates_keep(&p->candidates, by, &candidate->approved_by))
        return false;
    return candidates_keep(&p->candidates, row_cell(row, FIRST_RECORDED + RECORDED_APPROVED_ON),
                           &candidate->approved_on);
}

/* The year of the decision is the year whose limits count: it cannot be one that is to come, nor
 * one that --date puts in the place of the record's own. And an approval is of this decision only
 * where it was not given before it. */
static bool check_day(struct row *row, struct candidate *candidate)
{
    const struct settings *settings = &row->run->settings;
    const struct date day = candidate->assessment.date;
    const struct text approved =
        candidates_text(&((struct posting *)row->run->state)->candidates, candidate->approved_on);
    struct date stated;
    if (day.day > row->run->today.day && !block(row, candidate, "assessed_on:to-come"))
        return false;
    if (settings->has_date && date_parse(row_cell(row, HOUSEHOLD_ASSESSED_ON), &stated) &&
        stated.day != day.day && !block(row, candidate, "assessed_on:not-the-date-given"))
        return false;
    return !candidate->recorded.approved || !date_parse(approved, &stated) ||
           stated.day >= day.day || block(row, candidate, "approved_on:before-the-decision");
}

static bool grants_something(const struct recorded *recorded)
{
    bool any = false;
    for (int item = 0; item < ITEM_COUNT; item++)
        any |= recorded->aid[item].fen > 0;
    return any || recorded->total.fen > 0;
}

/* False without memory. What cannot be read is blocked by the reason. */
static bool read_decision(struct row *row, struct candidate *candidate)
{
    struct reason reason = {0};
    if (!facts_recorded(row, FIRST_RECORDED, row->run->today, &candidate->recorded, &reason))
        return block_reason(row, candidate, &reason);
    if (candidate->recorded.invalid)
        return block(row, candidate, "invalid");
    if (!grants_something(&candidate->recorded))
        return true;
    if (!facts_household(row, &candidate->facts.household, &candidate->assessment,
                         &candidate->policy, &reason) ||
        !facts_aid(row, FIRST_AID, &candidate->facts, &reason))
        return block_reason(row, candidate, &reason);
    return candidate->policy != NULL && read_approval(row, candidate) &&
           check_day(row, candidate) && read_problems(row, candidate) &&
           read_person(row, candidate) && read_card(row, candidate);
}

/* The ledger keeps a household by its number: that must not say who lives there. */
static bool is_an_id(struct text household)
{
    char id[IDENTITY_SIZE];
    return identity_read(household, id) == IDENTITY_OK;
}

static bool keep_key(struct posting *p, struct candidate *candidate)
{
    struct household_key key;
    if (!household_key_make(&key, candidates_text(&p->candidates, candidate->household)))
        return false;
    const bool ok = candidates_keep(&p->candidates, key.text, &candidate->key);
    household_key_free(&key);
    return ok;
}

enum outcome posting_row(struct row *row)
{
    struct posting *p = row->run->state;
    struct candidate candidate = {.household = NAMES_NONE,
                                  .key = NAMES_NONE,
                                  .approved_by = NAMES_NONE,
                                  .approved_on = NAMES_NONE,
                                  .id = NAMES_NONE,
                                  .person = NAMES_NONE,
                                  .blocked = NAMES_NONE,
                                  .file = row->file,
                                  .line = row->record->line};
    const struct text household = text_trim(row_cell(row, HOUSEHOLD_ID));
    if (!candidates_keep(&p->candidates, household, &candidate.household) ||
        !keep_key(p, &candidate))
        return OUTCOME_FAILED;
    if (household.n == 0 && !block(row, &candidate, "missing:household_id"))
        return OUTCOME_FAILED;
    if (is_an_id(household) && !block(row, &candidate, "household_id:an-id-number"))
        return OUTCOME_FAILED;
    return read_decision(row, &candidate) && candidates_add(&p->candidates, &candidate)
               ? OUTCOME_DECIDED
               : OUTCOME_FAILED;
}
