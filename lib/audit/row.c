/* One decision on record: decided again and compared. */
#include "account/account.h"
#include "audit/audit.h"
#include "base/language.h"

/* The place of assessed_on among HOUSEHOLD_COLUMNS. */
#define ASSESSED_ON 3

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
    if (f->code < AUDIT_AMOUNTS)
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

/* ---- what cannot be decided ----------------------------------------------------------------- */

static void nothing_decided(struct look *l, enum audit_code code)
{
    buffer_clear(&l->recomputed);
    reason_put(&l->reason, &l->recomputed);
    const char *word = l->known ? category_word(l->recorded.category) : "";
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
        recorded = category_word(l->recorded.category);
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

/* P1 三(四): who has left is granted nothing from the next day on. */
static void check_exit(struct look *l)
{
    struct date left;
    bool given = false;
    char decided[DATE_TEXT_SIZE], exited[DATE_TEXT_SIZE];
    struct buffer source = {0};
    if (!l->has_day || !grants(&l->recorded))
        return;
    if (!fact_date(l->row, AUDIT_EXITED_ON, &given, &left, &l->reason)) {
        nothing_decided(l, AUDIT_UNREADABLE);
        return;
    }
    const struct text household = household_of(l);
    const struct exit_entry *exit = household.n > 0 ? exits_of(&l->audit->exits, household) : NULL;
    if (exit != NULL && (!given || exit->day < left.day)) {
        left.day = exit->day;
        buffer_format(&source, "%s:%ld", l->audit->exits.name, exit->line);
    } else if (given) {
        buffer_string(&source, "exited_on");
    }
    if (source.n > 0 && l->assessment.date.day > left.day) {
        date_format(l->assessment.date, decided);
        date_format(left, exited);
        found(l, (struct audit_finding){.code = AUDIT_AFTER_EXIT,
                                        .recorded = text_of(decided),
                                        .recomputed = text_of(exited),
                                        .source = buffer_view(&source)});
    }
    l->row->lines->failed |= source.failed;
    buffer_free(&source);
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
                                .day = l->has_day ? l->assessment.date.day : DAY_NONE,
                                .region = l->assessment.region};
    if (decided.decided && l->readable) {
        decided.known =
            l->check->hardship.undecided == DECIDED && l->check->aid.undecided == DECIDED;
        memcpy(decided.paid, l->facts.paid, sizeof decided.paid);
        if (decided.known && l->recorded.has_aid)
            set_limits(l, &decided);
    }
    if (decided.decided)
        memcpy(decided.granted, l->recorded.aid, sizeof decided.granted);
    decision.person = decisions_person(row_cell(row, AUDIT_ID_NUMBER));
    decision.card = decisions_card(row_cell(row, AUDIT_BANK_CARD));
    struct audit *audit = row->run->state;
    return decisions_add(&audit->decisions, &decision, household_of(l), &decided);
}

/* ---- the record ----------------------------------------------------------------------------- */

static bool read_facts(struct look *l)
{
    struct reason ignored = {0};
    l->readable =
        facts_household(l->row, &l->facts.household, &l->assessment, &l->policy, &l->reason) &&
        facts_aid(l->row, AUDIT_AID, &l->facts, &l->reason);
    l->has_day = l->readable || fact_day(l->row, ASSESSED_ON, &l->assessment.date, &ignored);
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
    } else if (!l->recorded.invalid) {
        put_differences(l);
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
    l.known = facts_recorded(row, AUDIT_RECORDED, row->run->today, &l.recorded, &unrecorded);
    const bool readable = read_facts(&l);
    enum outcome outcome = OUTCOME_FAILED;
    if (!l.known)
        l.reason = unrecorded;
    if (!readable || l.policy != NULL) {
        look(&l);
        if (keep(&l) && !l.place.failed && !l.recomputed.failed)
            outcome = l.found ? OUTCOME_FLAGGED : OUTCOME_DECIDED;
    }
    buffer_free(&l.place);
    buffer_free(&l.recomputed);
    return outcome;
}
