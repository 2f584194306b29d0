/* One decision on record: decided again and compared. */
#include "account/account.h"
#include "audit/audit.h"
#include "base/household_key.h"
#include "base/language.h"

/* One record being looked at. */
struct look {
    struct row *row;
    const struct audit *audit;
    struct assessment assessment;
    const struct policy_set *policy;
    struct aid_facts facts;
    struct recorded recorded;
    struct recheck *check; /* where the facts and what is recorded can be read */
    bool known;            /* what is recorded can be read */
    bool readable;         /* so can the facts */
    bool has_day;
    bool own_day;          /* it is the record's own */
    bool category_invalid; /* and not only aid_category */
    struct date day;       /* of the decision: not that of --date where the record has one */
    struct household_key key;
    struct reason reason; /* why nothing could be decided, or nothing read */
    struct buffer place, recomputed;
    bool found;
};

/* Valid until another cell is read. */
static struct text household_of(const struct look *l)
{
    return text_trim(row_cell(l->row, AUDIT_HOUSEHOLD_ID));
}

static void explain_finding(const struct audit_finding *f, struct buffer *out)
{
    const char *name = AUDIT_NAMES[f->code];
    if (audit_has_amounts(f))
        buffer_format(out, _("  audit: %s: recorded %s yuan, recomputed %s yuan"), name,
                      account_yuan(f->was).text, account_yuan(f->should_be).text);
    else
        buffer_format(out, _("  audit: %s: recorded '%.*s', recomputed '%.*s'"), name,
                      (int)f->recorded.n, f->recorded.p, (int)f->recomputed.n, f->recomputed.p);
    if (f->source.n > 0)
        buffer_format(out, " (%.*s)", (int)f->source.n, f->source.p);
    buffer_char(out, '\n');
}

/* Writes a finding, and counts it. */
static void found(struct look *l, struct audit_finding f)
{
    struct row *row = l->row;
    if (l->place.n == 0)
        audit_put_place(row->run, (uint32_t)row->run->file_number, (uint32_t)row->record->line,
                        &l->place);
    f.place = buffer_view(&l->place);
    f.household = household_of(l);
    l->found = true;
    audit_put(&f, row->lines);
    audit_count(&f, row->tally);
    if (row->account != NULL)
        explain_finding(&f, row->account);
}

static const char *category_word(enum category c)
{
    return c == CATEGORY_COUNT ? "none" : CATEGORY_NAMES[c];
}

static const char *recorded_word(const struct look *l)
{
    return l->category_invalid ? "invalid" : category_word(l->recorded.category);
}

/* ---- what cannot be decided ----------------------------------------------------------------- */

static void nothing_decided(struct look *l, enum audit_code code)
{
    buffer_clear(&l->recomputed);
    reason_put(&l->reason, &l->recomputed);
    const char *word = l->known ? recorded_word(l) : "";
    found(l, (struct audit_finding){.code = code,
                                    .recorded = text_of(word),
                                    .recomputed = buffer_view(&l->recomputed),
                                    .source = text_of("")});
}

/* ---- what differs --------------------------------------------------------------------------- */

/* `living;medical`: what was granted in the year. */
static void put_items(const struct look *l, struct buffer *out)
{
    buffer_clear(out);
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++)
        if (l->recorded.aid[i].fen > 0 || l->facts.paid[i].fen > 0)
            buffer_format(out, "%s%s", out->n > 0 ? ";" : "", ITEM_NAMES[i]);
}

/* In what words a finding that is not about money stands there. */
static void put_words(struct look *l, const struct recheck_finding *f, struct audit_finding *out)
{
    const char *recorded = "", *recomputed = "";
    switch (f->kind) {
    case RECHECK_CATEGORY:
        recorded = recorded_word(l);
        recomputed = category_word(l->check->hardship.category);
        break;
    case RECHECK_CONDITION:
        recorded = category_word(l->recorded.category);
        recomputed = "not-met";
        break;
    case RECHECK_SEVERAL_ITEMS:
        put_items(l, &l->recomputed);
        out->recorded = buffer_view(&l->recomputed);
        out->recomputed = text_of("one");
        return;
    case RECHECK_NOT_APPROVED:
        recomputed = APPROVAL_NAMES[l->check->needed];
        break;
    default:
        recorded = APPROVAL_NAMES[l->recorded.approval];
        recomputed = APPROVAL_NAMES[l->check->needed];
    }
    out->recorded = text_of(recorded);
    out->recomputed = text_of(recomputed);
}

/* Where no value of the policy says it, the rule that does is named. */
static const char *rule_of(const struct look *l, const struct recheck_finding *f)
{
    const enum category given = l->check->hardship.category, recorded = l->recorded.category;
    switch (f->kind) {
    case RECHECK_CATEGORY:
    case RECHECK_CONDITION:
        return f->kind == RECHECK_CONDITION || given == CATEGORY_COUNT ? DOSSIER_RULES[recorded]
                                                                       : DOSSIER_RULES[given];
    case RECHECK_OVER:
    case RECHECK_UNDER:
        return AID_RULES[f->item];
    case RECHECK_TOTAL:
        return "total_aid";
    default:
        return "aid.approval";
    }
}

static void put_differences(struct look *l)
{
    for (int i = 0; i < l->check->count; i++) {
        const struct recheck_finding *f = &l->check->finding[i];
        if (f->kind == RECHECK_UNDECIDABLE) {
            const bool hard = l->check->hardship.undecided != DECIDED;
            l->reason =
                reason_undecided(hard ? l->check->hardship.undecided : l->check->aid.undecided,
                                 hard ? l->check->hardship.gap : l->check->aid.gap);
            nothing_decided(l, AUDIT_UNDECIDABLE);
            continue;
        }
        struct audit_finding out = {.code = audit_code_of(f),
                                    .was = f->recorded,
                                    .should_be = f->recomputed,
                                    .source = audit_source(f->by, rule_of(l, f))};
        if (out.code >= AUDIT_AMOUNTS)
            put_words(l, f, &out);
        found(l, out);
    }
}

static void check_dibao(struct look *l)
{
    struct money recorded;
    struct row *row = l->row;
    if (!row_filled(row, AUDIT_RECORDED_DIBAO) || l->check->hardship.undecided != DECIDED)
        return;
    if (!fact_money(row, AUDIT_RECORDED_DIBAO, &recorded, &l->reason))
        nothing_decided(l, AUDIT_UNREADABLE);
    else if (recorded.fen != l->check->hardship.dibao.fen)
        found(l, (struct audit_finding){
                     .code = AUDIT_DIBAO,
                     .was = recorded,
                     .should_be = l->check->hardship.dibao,
                     .source = audit_source(policy_get(l->policy, PARAMETER_DIBAO), "dibao")});
}

static bool grants(const struct recorded *recorded)
{
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++)
        if (recorded->aid[i].fen > 0)
            return true;
    return false;
}

/* As in post-aid, an approval is of this decision only where it was not given before it. Where
 * nobody has approved at all, that has been found already. */
static void check_approved_on(struct look *l)
{
    const int column = AUDIT_RECORDED + RECORDED_APPROVED_ON;
    char approved[DATE_TEXT_SIZE];
    struct date day;
    if (!l->recorded.approved || !l->own_day || !grants(&l->recorded) ||
        !date_parse(row_cell(l->row, column), &day) || day.day >= l->day.day)
        return;
    date_format(day, approved);
    found(l, (struct audit_finding){.code = AUDIT_NOT_APPROVED,
                                    .recorded = text_of(approved),
                                    .recomputed = text_of(APPROVAL_NAMES[l->check->needed]),
                                    .source = text_of("approved_on")});
}

/* A day of a column, that does not count where it cannot be read: that is found. */
static bool day_of(struct look *l, int column, struct date *day)
{
    bool given = false;
    if (fact_date(l->row, column, &given, day, &l->reason))
        return given;
    nothing_decided(l, AUDIT_UNREADABLE);
    return false;
}

/* P1 三(四): who has left is granted nothing from the next day on, until they are filed again. */
static void check_exit(struct look *l)
{
    struct date left, filed;
    char decided[DATE_TEXT_SIZE], exited[DATE_TEXT_SIZE];
    struct buffer source = {0};
    if (!l->has_day || !grants(&l->recorded))
        return;
    const bool given = day_of(l, AUDIT_EXITED_ON, &left);
    const struct exit_entry *exit =
        l->key.text.n > 0 ? exits_of(&l->audit->exits, l->key.text) : NULL;
    if (exit != NULL && (!given || exit->day < left.day)) {
        left.day = exit->day;
        buffer_format(&source, "%s:%ld", l->audit->exits.name, exit->line);
    } else if (given) {
        buffer_string(&source, "exited_on");
    }
    if (source.n > 0 && l->day.day > left.day &&
        !(day_of(l, AUDIT_FILED_ON, &filed) && filed.day > left.day && filed.day <= l->day.day)) {
        date_format(l->day, decided);
        date_format(left, exited);
        found(l, (struct audit_finding){.code = AUDIT_AFTER_EXIT,
                                        .recorded = text_of(decided),
                                        .recomputed = text_of(exited),
                                        .source = buffer_view(&source)});
    }
    l->row->lines->failed |= source.failed;
    buffer_free(&source);
}

/* ---- recorded as invalid --------------------------------------------------------------------- */

/* What is recorded as granted all the same: the larger of the items' sum and the total. */
static bool read_hidden(struct look *l, struct money *aid, enum approval *approval)
{
    struct row *row = l->row;
    struct money one, sum = {0};
    for (int i = RECORDED_FIRST_ITEM; i <= RECORDED_TOTAL; i++) {
        if (!fact_money(row, AUDIT_RECORDED + i, &one, &l->reason))
            return false;
        if (i == RECORDED_TOTAL)
            *aid = one.fen > sum.fen ? one : sum;
        else if (!money_add(sum, one, &sum))
            sum.fen = INT64_MAX;
    }
    const struct text level = row_cell(row, AUDIT_RECORDED + RECORDED_APPROVAL);
    for (*approval = APPROVAL_NONE; *approval <= APPROVAL_NATIONAL; ++*approval)
        if (text_is(level, APPROVAL_NAMES[*approval]))
            return true;
    return fact_wrong(row, AUDIT_RECORDED + RECORDED_APPROVAL, "unknown", &l->reason);
}

/* What could not be decided is granted nothing. */
static void check_hidden(struct look *l)
{
    struct money aid = {0};
    enum approval approval = APPROVAL_NONE;
    if (!read_hidden(l, &aid, &approval)) {
        nothing_decided(l, AUDIT_UNREADABLE);
        return;
    }
    if (aid.fen == 0 && approval == APPROVAL_NONE)
        return;
    found(l, (struct audit_finding){
                 .code = AUDIT_INVALID_WITH_AID,
                 .recorded = text_of(aid.fen > 0 ? "" : APPROVAL_NAMES[approval]),
                 .was = aid,
                 .source = text_of(l->category_invalid ? "category" : "aid_category")});
}

/* The facts decide after all. */
static void check_invalid(struct look *l)
{
    struct recorded none = {.category = CATEGORY_COUNT};
    check_hidden(l);
    if (!l->category_invalid || !l->readable || l->check->hardship.undecided != DECIDED)
        return;
    recheck_decide(l->policy, &l->facts, &none, l->check);
    if (l->check->count > 0)
        put_differences(l);
    else
        found(l, (struct audit_finding){.code = AUDIT_CATEGORY,
                                        .recorded = text_of("invalid"),
                                        .recomputed = text_of("none"),
                                        .source = text_of("category")});
}

/* ---- what is kept --------------------------------------------------------------------------- */

/* What sets an item's entitlement: education's are the months of the first stage. */
static enum parameter limit_by(const struct look *l, const struct entitlement *e)
{
    if (e->cap != NULL || e->by != NULL)
        return (e->cap != NULL ? e->cap : e->by)->parameter;
    enum stage stage = STAGE_COLLEGE;
    while (stage < STAGE_SPECIAL && l->facts.students[stage] == 0)
        stage++;
    return parameter_education_months(e->standard, stage);
}

static void set_limits(const struct look *l, struct decided *out)
{
    const struct aid *aid = &l->check->aid;
    if (aid->category == CATEGORY_COUNT)
        return;
    const struct award *award = &aid->award[aid->category];
    out->category = aid->category;
    out->single = !award->several;
    for (enum item i = ITEM_LIVING; i < ITEM_COUNT; i++) {
        out->limit[i] = award->entitlement[i].amount;
        out->by[i] = limit_by(l, &award->entitlement[i]);
    }
}

static bool keep(struct look *l)
{
    struct row *row = l->row;
    struct decided decided = {.category = CATEGORY_COUNT,
                              .decided = l->known && !l->recorded.invalid};
    struct decision decision = {.file = (uint32_t)row->run->file_number,
                                .line = (uint32_t)row->record->line,
                                .day = l->has_day ? l->day.day : DAY_NONE,
                                .region = l->assessment.region};
    if (decided.decided && l->readable) {
        decided.known =
            l->check->hardship.undecided == DECIDED && l->check->aid.undecided == DECIDED;
        memcpy(decided.paid, l->facts.paid, sizeof decided.paid);
        if (decided.known && l->recorded.has_aid)
            set_limits(l, &decided);
    }
    if (decided.decided) {
        memcpy(decided.granted, l->recorded.aid, sizeof decided.granted);
        decided.has_approval = l->recorded.has_approval;
        decided.approval = l->recorded.approval;
    }
    decision.person = decisions_person(row_cell(row, AUDIT_ID_NUMBER));
    decision.card = decisions_card(row_cell(row, AUDIT_BANK_CARD));
    struct audit *audit = row->run->state;
    return decisions_add(&audit->decisions, &decision, l->key.text, household_of(l), &decided);
}

/* ---- the record ----------------------------------------------------------------------------- */

static bool read_facts(struct look *l)
{
    struct reason ignored = {0};
    struct date own;
    l->readable =
        facts_household(l->row, &l->facts.household, &l->assessment, &l->policy, &l->reason) &&
        facts_aid(l->row, AUDIT_AID, &l->facts, &l->reason);
    l->has_day =
        l->readable || fact_day(l->row, HOUSEHOLD_ASSESSED_ON, &l->assessment.date, &ignored);
    l->day = l->assessment.date;
    l->own_day = date_parse(row_cell(l->row, HOUSEHOLD_ASSESSED_ON), &own);
    if (l->own_day)
        l->day = own;
    l->has_day |= l->own_day;
    return l->readable;
}

static void explain(struct look *l)
{
    struct buffer *out = l->row->account;
    facts_account_heading(l->row, AUDIT_HOUSEHOLD_ID, &l->assessment, l->readable);
    if (!l->readable || !l->known || l->check->hardship.undecided != DECIDED) {
        if (l->readable && l->known)
            l->reason = reason_undecided(l->check->hardship.undecided, l->check->hardship.gap);
        reason_account(&l->reason, out);
        return;
    }
    account_hardship(out, l->policy, &l->facts.household, &l->check->hardship);
    if (l->recorded.has_aid && l->check->aid.undecided == DECIDED && !l->recorded.invalid)
        account_aid(out, l->policy, &l->facts, &l->check->aid);
}

static void look(struct look *l)
{
    if (l->known && l->readable)
        recheck_decide(l->policy, &l->facts, &l->recorded, l->check);
    if (l->row->account != NULL)
        explain(l);
    if (!l->known || (!l->recorded.invalid && !l->readable)) {
        nothing_decided(l, AUDIT_UNREADABLE);
    } else if (l->recorded.invalid) {
        check_invalid(l);
    } else {
        put_differences(l);
        check_approved_on(l);
        check_dibao(l);
    }
    if (l->known && !l->recorded.invalid)
        check_exit(l);
    if (l->row->account != NULL && l->found)
        buffer_char(l->row->account, '\n');
}

enum outcome audit_row(struct row *row)
{
    struct recheck check;
    struct look l = {.row = row, .audit = row->run->state, .check = &check};
    struct reason unrecorded = {0};
    if (!household_key_make(&l.key, household_of(&l)))
        return OUTCOME_FAILED;
    l.known = facts_recorded(row, AUDIT_RECORDED, row->run->today, &l.recorded, &unrecorded);
    l.category_invalid = l.known && l.recorded.invalid &&
                         text_is(row_cell(row, AUDIT_RECORDED + RECORDED_CATEGORY), "invalid");
    const bool readable = read_facts(&l);
    enum outcome outcome = OUTCOME_FAILED;
    if (!l.known)
        l.reason = unrecorded;
    if (!readable || l.policy != NULL) {
        look(&l);
        if (keep(&l) && !l.place.failed && !l.recomputed.failed)
            outcome = l.found ? OUTCOME_FLAGGED : OUTCOME_DECIDED;
    }
    household_key_free(&l.key);
    buffer_free(&l.place);
    buffer_free(&l.recomputed);
    return outcome;
}
