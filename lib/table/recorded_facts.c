#include "table/recorded_facts.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>

_Static_assert(RECORDED_COLUMN_COUNT == RECORDED_AID_CATEGORY + 1,
               "the columns of a decision on record and their places");

static const struct meaning NO_OTHERS[] = {{0}};

static bool read_category(struct row *row, int column, struct recorded *out, struct reason *reason)
{
    struct text word = row_cell(row, column + RECORDED_CATEGORY);
    if (word.n == 0)
        return fact_missing(row, column + RECORDED_CATEGORY, reason);
    out->invalid = text_is(word, "invalid");
    const int category = text_is(word, "none") || out->invalid
                             ? (int)CATEGORY_COUNT
                             : meaning_of(word, NO_OTHERS, CATEGORY_NAMES, CATEGORY_COUNT);
    if (category < 0)
        return fact_wrong(row, column + RECORDED_CATEGORY, "unknown", reason);
    out->category = (enum category)category;
    out->invalid |= text_is(row_cell(row, column + RECORDED_AID_CATEGORY), "invalid");
    return true;
}

static bool read_aid(struct row *row, int column, struct recorded *out, struct reason *reason)
{
    for (int item = 0; item < ITEM_COUNT; item++) {
        out->has_aid |= row_has(row, column + RECORDED_FIRST_ITEM + item);
        if (!fact_money(row, column + RECORDED_FIRST_ITEM + item, &out->aid[item], reason))
            return false;
    }
    out->has_total = row_filled(row, column + RECORDED_TOTAL);
    return fact_money(row, column + RECORDED_TOTAL, &out->total, reason);
}

static bool contains(struct text a, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (memmem(a.p, a.n, words[i], strlen(words[i])) != NULL)
            return true;
    return false;
}

/*
 * Whether a union of the level is named: the province's by the word for it, or the city that is
 * one; the country's by its name, which may stand for the province's, too. Who has not approved
 * yet, or not at all, is named in vain.
 */
static bool names_union(struct text by, enum approval level)
{
    static const char *const NOT_YET[] = {"\u672a\u6279",
                                          "\u672a\u62a5",
                                          "\u672a\u5ba1",
                                          "\u672a\u540c\u610f",
                                          "\u4e0d\u540c\u610f",
                                          "\u4e0d\u6279",
                                          "\u5c1a\u672a",
                                          "\u9a73\u56de",
                                          "\u9000\u56de",
                                          "\u5f85\u6279",
                                          "\u5f85\u5ba1",
                                          "\u5ba1\u6279\u4e2d",
                                          "notyet",
                                          "pending",
                                          "refus",
                                          "reject"};
    static const char *const PROVINCE[] = {"\u7701",       "\u81ea\u6cbb\u533a", "\u5175\u56e2",
                                           "\u5317\u4eac", "\u5929\u6d25",       "\u4e0a\u6d77",
                                           "\u91cd\u5e86", "province",           "provincial"};
    static const char *const COUNTRY[] = {"\u5168\u603b", "\u5168\u56fd\u603b", "national"};
    char plain[256]; /* without what shows nothing, and capitals; cut where it is longer */
    size_t n = 0;
    for (size_t i = 0, size; i < by.n && n + 4 <= sizeof plain; i += size) {
        const uint32_t c = text_decode((struct text){by.p + i, by.n - i}, &size);
        if (!uc_is_property_white_space(c) && !uc_is_property_default_ignorable_code_point(c))
            n += text_encode(uc_tolower(c), plain + n);
    }
    const struct text name = {plain, n};
    return !contains(name, NOT_YET, sizeof NOT_YET / sizeof *NOT_YET) &&
           (contains(name, COUNTRY, sizeof COUNTRY / sizeof *COUNTRY) ||
            (level < APPROVAL_NATIONAL &&
             contains(name, PROVINCE, sizeof PROVINCE / sizeof *PROVINCE)));
}

static bool read_approval(struct row *row, int column, struct date today, struct recorded *out,
                          struct reason *reason)
{
    const int by = column + RECORDED_APPROVED_BY, on = column + RECORDED_APPROVED_ON;
    struct date day;
    bool given;
    out->has_approval = row_has(row, column + RECORDED_APPROVAL);
    const int level = meaning_of(row_cell(row, column + RECORDED_APPROVAL), NO_OTHERS,
                                 APPROVAL_NAMES, APPROVAL_NATIONAL + 1);
    if (level < 0)
        return fact_wrong(row, column + RECORDED_APPROVAL, "unknown", reason);
    out->approval = (enum approval)level;
    out->has_approved = row_has(row, by) || row_has(row, on);
    if (!fact_date(row, on, &given, &day, reason))
        return false;
    out->approved = given && day.day <= today.day && names_union(row_cell(row, by), out->approval);
    return true;
}

bool facts_recorded(struct row *row, int column, struct date today, struct recorded *out,
                    struct reason *reason)
{
    *out = (struct recorded){.category = CATEGORY_COUNT};
    if (!read_category(row, column, out, reason))
        return false;
    return out->invalid ||
           (read_aid(row, column, out, reason) && read_approval(row, column, today, out, reason));
}

void recorded_put_code(const struct recheck_finding *finding, struct buffer *out)
{
    static const char *const CODES[RECHECK_KINDS] = {
        [RECHECK_UNDECIDABLE] = "undecidable",
        [RECHECK_CATEGORY] = "category",
        [RECHECK_CONDITION] = "condition",
        [RECHECK_OVER] = "over",
        [RECHECK_UNDER] = "under",
        [RECHECK_SEVERAL_ITEMS] = "several-items",
        [RECHECK_TOTAL] = "total",
        [RECHECK_APPROVAL_MISSING] = "approval-missing",
        [RECHECK_APPROVAL_TOO_LOW] = "approval-too-low",
        [RECHECK_APPROVAL_TOO_HIGH] = "approval-too-high",
        [RECHECK_NOT_APPROVED] = "not-approved",
    };
    if (finding->kind == RECHECK_OVER || finding->kind == RECHECK_UNDER)
        buffer_format(out, "%s-", ITEM_NAMES[finding->item]);
    buffer_string(out, CODES[finding->kind]);
}
