/*
 * The figures of a monthly return (困难职工帮扶工作进展情况), plan 1, part 四, section (三):
 * records of aid taken in, then counted for one month and its year to date.
 *
 * Pure: values in, figures out. Amounts are whole fen. Households (户) and grants (人次) are
 * counted side by side and never added to each other:
 *
 *   - a grant is one record's aid of one item, above zero;
 *   - a household counts once per item in the span that is counted (a month, or the year to date),
 *     in the group (category, union, …) that it stood in with its first grant of that item in the
 *     span; and once over all items, in the group of its first grant of any.
 *
 * So every grouping adds up to the total, in households as in grants and fen.
 */
#ifndef BANGFU_TALLY_TALLY_H
#define BANGFU_TALLY_TALLY_H

#include "base/error.h"
#include "base/month.h"
#include "rules/aid.h"

/*
 * One record of calc-aid's. Texts are borrowed: they are trimmed and copied. Amounts that are not
 * above zero add nothing.
 */
struct tally_record {
    struct text household; /* what tells households apart; empty: nothing, it stands for itself */
    struct text person;    /* the applicant's sound ID number; empty: none */
    bool has_month;
    struct month month;
    bool invalid;           /* it could not be decided: it has no amounts */
    enum category category; /* CATEGORY_COUNT: none */
    struct text union_name; /* empty: not given */
    bool has_region;
    struct region region;
    struct text causes; /* 致困原因, joined by `;` (or `,`, `、`): the first is the main one */
    struct money aid[ITEM_COUNT];
    struct money paid_before[ITEM_COUNT]; /* aid of this year that was paid before */
    enum approval approval;
};

/* The records taken in. Holds about a hundred bytes for each, and the names of households and
 * people once. */
struct tally;

/* NULL without memory; free with tally_free, which takes NULL. */
struct tally *tally_new(void);
void tally_free(struct tally *tally);

/* Takes a record in; false without memory. */
bool tally_add(struct tally *tally, const struct tally_record *record);

/* The latest month of any record; false when no record has one. */
bool tally_latest_month(const struct tally *tally, struct month *out);

struct measure {
    int64_t households; /* 户 */
    int64_t grants;     /* 人次 */
    struct money amount;
};

struct figures {
    struct measure item[ITEM_COUNT];
    struct measure all; /* its households: once each, however many items */
};

/* What records are grouped by. */
enum by { BY_CATEGORY, BY_UNION, BY_REGION, BY_CAUSE, BYS };

struct group {
    /* What it is, by the kind of grouping. */
    enum category category; /* BY_CATEGORY: CATEGORY_COUNT none */
    bool invalid;           /* BY_CATEGORY: the records that could not be decided */
    struct region region;   /* BY_REGION */
    struct text name;       /* BY_UNION, BY_CAUSE: lives as long as the tally */
    bool unnamed;           /* BY_UNION, BY_REGION, BY_CAUSE: the record does not say */

    struct figures month, year;
    int64_t records;   /* of the year to date */
    int64_t on_file;   /* households that have a record in the year to date, by their latest one */
    int64_t mentioned; /* BY_CAUSE: households with aid in the year to date that name the cause
                          among theirs at all, main or not; does not add up */
};

/*
 * Groups in their order: categories as enum category, then none, then invalid (these two only
 * where there are any; the three always); unions and causes by their amount of the year, the
 * largest first, then by name; regions by code. The unnamed come last. A group is
 * there when the year to date has a record of it, a cause also when a household with aid names it
 * among others. What separates causes is `;` or `,`, ASCII or full-width, or an ideographic comma.
 */
struct grouping {
    struct group *groups;
    int count;
};

/* What somebody must look at. Of the year to date where nothing else is said. */
struct attention {
    int64_t invalid;       /* records that could not be decided */
    int64_t without_month; /* records of no month: not counted at all */
    int64_t later;         /* records of months after the return's: not counted */
    int64_t pending_province, pending_national; /* records with aid that a higher union approves */
    int64_t repeated;  /* records beyond a household's first of the same month */
    int64_t again;     /* households that are granted an item once more in the year by a record
                          whose aid paid before is less than what they were granted by then */
    int64_t persons;   /* people whose records are of more than one household */
    int64_t anonymous; /* records that name no household: each counts as one of its own */
    /* Aid paid before a household's first record of the year that could be decided, by that
     * record: it is in no figure here. */
    int64_t paid_before_households;
    struct money paid_before;
};

/* A month and its year, counted. */
struct counted {
    struct month month;
    int64_t records;              /* of the year to date */
    int64_t month_records;        /* of the month */
    int64_t on_file;              /* households with a record in the year to date */
    struct figures now, year;     /* the month; January to the month */
    bool has_last, has_last_year; /* there are records of the same month, the same months, of the
                                     year before */
    struct figures last, last_year;
    struct figures months[MONTHS_OF_A_YEAR];      /* each by itself; later ones are zero */
    struct figures last_months[MONTHS_OF_A_YEAR]; /* of the year before: all twelve */
    struct grouping by[BYS];
    struct attention attention;
};

/*
 * Counts the records for a month. NULL with `error` set without memory, or where a sum does not
 * fit. Free with counted_free, which takes NULL; the tally must outlive it.
 */
struct counted *tally_count(const struct tally *tally, struct month month, struct error *error);
void counted_free(struct counted *counted);

/*
 * True when the figures agree: the groups of every grouping add up to the total, in households,
 * grants and fen, for each item and over all; the items' grants and fen add up to all; the months'
 * grants and fen add up to the year. False with what does not agree in `error`.
 */
bool counted_agrees(const struct counted *counted, struct error *error);

#endif
