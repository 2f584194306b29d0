/* The figures of a monthly return. */
#include "tally_records.h"

static struct tally *tally;
static struct counted *counted;

static int open_tally(void **state)
{
    (void)state;
    tally = tally_new();
    return tally == NULL;
}

static int close_tally(void **state)
{
    (void)state;
    counted_free(counted);
    tally_free(tally);
    counted = NULL;
    tally = NULL;
    return 0;
}

/* Counts for a month; whatever is counted must agree. */
static void count(const char *month)
{
    struct error error;
    counted_free(counted);
    counted = tally_count(tally, month_named(month), &error);
    if (counted == NULL || !counted_agrees(counted, &error))
        fail_msg("%s", error.text);
}

static void cannot_count(const char *month)
{
    struct error error = {0};
    counted_free(counted);
    counted = tally_count(tally, month_named(month), &error);
    assert_null(counted);
    assert_string_equal(error.text, "a sum of amounts is too large");
}

static const struct group *group_at(enum by by, int i)
{
    assert_in_range(i, 0, counted->by[by].count - 1);
    return &counted->by[by].groups[i];
}

static const struct group *category_group(int category)
{
    for (int i = 0; i < counted->by[BY_CATEGORY].count; i++) {
        const struct group *g = group_at(BY_CATEGORY, i);
        if (g->invalid ? category == INVALID : (int)g->category == category)
            return g;
    }
    fail_msg("no group of category %d", category);
    return NULL;
}

static void name_is(enum by by, int i, const char *expected)
{
    const struct group *g = group_at(by, i);
    assert_int_equal(g->unnamed, expected == NULL);
    if (expected != NULL && !text_is(g->name, expected))
        fail_msg("group %d is '%.*s', not '%s'", i, (int)g->name.n, g->name.p, expected);
}

/* --- households, grants and amounts ---------------------------------------------------------- */

static void nothing_is_nothing(void **state)
{
    (void)state;
    struct month latest;
    assert_false(tally_latest_month(tally, &latest));
    count("2025-03");
    assert_int_equal(counted->records, 0);
    assert_int_equal(counted->on_file, 0);
    measure_is(&counted->year.all, NOTHING);
    assert_false(counted->has_last);
    assert_false(counted->has_last_year);
    assert_int_equal(counted->by[BY_CATEGORY].count, 3); /* the three always */
    assert_int_equal(counted->by[BY_UNION].count, 0);
    assert_int_equal(counted->by[BY_REGION].count, 0);
    assert_int_equal(counted->by[BY_CAUSE].count, 0);
}

static void a_household_twice_in_one_month_counts_once_for_each_item(void **state)
{
    (void)state;
    add(tally, "2025-03", "h1", CATEGORY_DEEP, "living 500;medical 300");
    add(tally, "2025-03", "h1", CATEGORY_DEEP, "living 200;education 0.01");
    count("2025-03");
    /* living: two grants, one household; all: four grants, 500 + 300 + 200 + 0.01 */
    measure_is(&counted->now.item[ITEM_LIVING], "1 2 700.00");
    measure_is(&counted->now.item[ITEM_MEDICAL], "1 1 300.00");
    measure_is(&counted->now.item[ITEM_EDUCATION], "1 1 0.01");
    measure_is(&counted->now.item[ITEM_ACCIDENT], NOTHING);
    measure_is(&counted->now.all, "1 4 1000.01");
    measure_is(&counted->year.all, "1 4 1000.01");
    assert_int_equal(counted->records, 2);
    assert_int_equal(counted->on_file, 1);
    assert_int_equal(counted->attention.repeated, 1);
}

static void a_household_in_three_months_counts_once_a_year(void **state)
{
    (void)state;
    add(tally, "2025-01", "h1", CATEGORY_DEEP, "living 100");
    add(tally, "2025-02", "h1", CATEGORY_DEEP, "living 100");
    add(tally, "2025-03", "h1", CATEGORY_DEEP, "living 100;medical 5");
    add(tally, "2025-03", "h2", CATEGORY_DEEP, "living 1");
    count("2025-03");
    measure_is(&counted->now.item[ITEM_LIVING], "2 2 101.00");
    measure_is(&counted->year.item[ITEM_LIVING], "2 4 301.00");
    measure_is(&counted->year.item[ITEM_MEDICAL], "1 1 5.00");
    measure_is(&counted->year.all, "2 5 306.00");
    measure_is(&counted->months[0].all, "1 1 100.00");
    measure_is(&counted->months[1].all, "1 1 100.00");
    measure_is(&counted->months[2].all, "2 3 106.00");
    measure_is(&counted->months[3].all, NOTHING);
    assert_int_equal(counted->attention.repeated, 0);
    assert_int_equal(counted->on_file, 2);
}

static void the_group_is_that_of_the_first_grant_of_the_item(void **state)
{
    (void)state;
    add(tally, "2025-01", "h1", CATEGORY_DEEP, "living 100");
    add(tally, "2025-02", "h1", CATEGORY_RELATIVE, "living 40;medical 7");
    count("2025-02");
    const struct group *deep = category_group(CATEGORY_DEEP);
    const struct group *relative = category_group(CATEGORY_RELATIVE);
    measure_is(&deep->year.item[ITEM_LIVING], "1 1 100.00");
    measure_is(&relative->year.item[ITEM_LIVING],
               "0 1 40.00"); /* it stood in deep with its first */
    measure_is(&relative->year.item[ITEM_MEDICAL], "1 1 7.00");
    measure_is(&deep->year.all, "1 1 100.00");
    measure_is(&relative->year.all, "0 2 47.00");
    /* in the month by itself its first is of the month */
    measure_is(&relative->month.item[ITEM_LIVING], "1 1 40.00");
    measure_is(&relative->month.all, "1 2 47.00");
    measure_is(&deep->month.all, NOTHING);
    /* on file it stands where its latest record is */
    assert_int_equal(deep->on_file, 0);
    assert_int_equal(relative->on_file, 1);
    assert_int_equal(deep->records, 1);
}

static void months_count_in_their_order_whatever_order_they_come_in(void **state)
{
    (void)state;
    add(tally, "2025-02", "h1", CATEGORY_RELATIVE, "living 40");
    add(tally, "2025-03", "h1", CATEGORY_ACCIDENTAL, "living 2");
    add(tally, "2025-01", "h1", CATEGORY_DEEP, "living 100");
    count("2025-03");
    measure_is(&category_group(CATEGORY_DEEP)->year.all, "1 1 100.00");
    measure_is(&category_group(CATEGORY_RELATIVE)->year.all, "0 1 40.00");
    measure_is(&category_group(CATEGORY_ACCIDENTAL)->year.all, "0 1 2.00");
    measure_is(&category_group(CATEGORY_ACCIDENTAL)->month.all, "1 1 2.00");
    assert_int_equal(category_group(CATEGORY_ACCIDENTAL)->on_file, 1);
    assert_int_equal(category_group(CATEGORY_DEEP)->on_file, 0);
}

static void within_a_month_what_came_first_is_first(void **state)
{
    (void)state;
    add(tally, "2025-01", "h1", CATEGORY_RELATIVE, "living 1");
    add(tally, "2025-01", "h1", CATEGORY_DEEP, "living 2");
    count("2025-01");
    measure_is(&category_group(CATEGORY_RELATIVE)->month.all, "1 1 1.00");
    measure_is(&category_group(CATEGORY_DEEP)->month.all, "0 1 2.00");
    assert_int_equal(category_group(CATEGORY_DEEP)->on_file, 1); /* the later arrival */
    assert_int_equal(category_group(CATEGORY_RELATIVE)->on_file, 0);
}

static void a_first_record_without_aid_is_no_first_grant(void **state)
{
    (void)state;
    add(tally, "2025-01", "h1", CATEGORY_DEEP, "living 0");
    add(tally, "2025-01", "h1", CATEGORY_RELATIVE, "living 0.01");
    count("2025-01");
    measure_is(&category_group(CATEGORY_DEEP)->year.all, NOTHING);
    measure_is(&category_group(CATEGORY_RELATIVE)->year.all, "1 1 0.01");
    assert_int_equal(category_group(CATEGORY_DEEP)->records, 1);
}

static void a_record_without_aid_is_on_file_only(void **state)
{
    (void)state;
    struct tally_record r = record_of("2025-01", "h1", NONE, "");
    r.union_name = text_of("总工会");
    add_record(tally, r);
    add(tally, "2025-01", "h2", CATEGORY_DEEP, "living -5"); /* nothing is taken back */
    count("2025-01");
    assert_int_equal(counted->records, 2);
    assert_int_equal(counted->on_file, 2);
    measure_is(&counted->year.all, NOTHING);
    assert_int_equal(counted->by[BY_CATEGORY].count, 4);
    assert_int_equal(category_group(NONE)->on_file, 1);
    assert_int_equal(counted->by[BY_UNION].count, 2);
    name_is(BY_UNION, 0, "总工会");
    name_is(BY_UNION, 1, NULL);
}

static void who_names_no_household_stands_for_itself(void **state)
{
    (void)state;
    add(tally, "2025-01", "", CATEGORY_DEEP, "living 1");
    add(tally, "2025-01", " \t", CATEGORY_DEEP, "living 2");
    add(tally, "2025-01", "", CATEGORY_DEEP, "");
    add(tally, "2025-01", " h1 ", CATEGORY_DEEP, "living 4");
    add(tally, "2025-01", "h1", CATEGORY_DEEP, "living 8");
    count("2025-01");
    measure_is(&counted->now.all, "3 4 15.00");
    measure_is(&category_group(CATEGORY_DEEP)->year.all, "3 4 15.00");
    assert_int_equal(counted->on_file, 4);
    assert_int_equal(category_group(CATEGORY_DEEP)->on_file, 4);
    assert_int_equal(counted->attention.anonymous, 3);
    assert_int_equal(counted->attention.repeated, 1);
}

static void a_record_that_was_not_decided_has_no_aid(void **state)
{
    (void)state;
    add(tally, "2025-01", "h1", INVALID, "living 100");
    add(tally, "2025-02", "h1", CATEGORY_DEEP, "living 1");
    add(tally, "2025-02", "h2", INVALID, "");
    count("2025-02");
    measure_is(&counted->year.all, "1 1 1.00");
    assert_int_equal(counted->attention.invalid, 2);
    assert_int_equal(counted->by[BY_CATEGORY].count, 4);
    assert_true(group_at(BY_CATEGORY, 3)->invalid);
    assert_int_equal(group_at(BY_CATEGORY, 3)->records, 2);
    assert_int_equal(group_at(BY_CATEGORY, 3)->on_file, 1); /* h2; h1 was decided later */
    measure_is(&group_at(BY_CATEGORY, 3)->year.all, NOTHING);
}

/* --- which records count --------------------------------------------------------------------- */

static void months_outside_of_the_two_years_do_not_count(void **state)
{
    (void)state;
    struct month latest;
    add(tally, "2023-12", "h1", CATEGORY_DEEP, "living 1"); /* before */
    add(tally, "2024-01", "h1", CATEGORY_DEEP, "living 2");
    add(tally, "2024-02", "h1", CATEGORY_DEEP, "living 4");
    add(tally, "2024-03", "h1", CATEGORY_DEEP, "living 8"); /* after the same months */
    add(tally, "2024-12", "h1", CATEGORY_DEEP, "living 16");
    add(tally, "2025-01", "h1", CATEGORY_DEEP, "living 32");
    add(tally, "2025-02", "h1", CATEGORY_DEEP, "living 64");
    add(tally, "2025-03", "h1", CATEGORY_DEEP, "living 128"); /* later */
    add(tally, "", "h1", CATEGORY_DEEP, "living 256");        /* no month */
    assert_true(tally_latest_month(tally, &latest));
    assert_int_equal(latest.number, month_named("2025-03").number);
    count("2025-02");
    measure_is(&counted->now.all, "1 1 64.00");
    measure_is(&counted->year.all, "1 2 96.00");
    measure_is(&counted->last.all, "1 1 4.00");
    measure_is(&counted->last_year.all, "1 2 6.00");
    assert_true(counted->has_last);
    assert_true(counted->has_last_year);
    measure_is(&counted->last_months[0].all, "1 1 2.00");
    measure_is(&counted->last_months[2].all, "1 1 8.00");
    measure_is(&counted->last_months[11].all, "1 1 16.00");
    measure_is(&counted->months[0].all, "1 1 32.00");
    measure_is(&counted->months[2].all, NOTHING);
    assert_int_equal(counted->attention.later, 1);
    assert_int_equal(counted->attention.without_month, 1);
    assert_int_equal(counted->records, 2);
    assert_int_equal(counted->on_file, 1);
    count("2025-03"); /* the tally is as it was: March counts now */
    measure_is(&counted->year.all, "1 3 224.00");
    measure_is(&counted->last_year.all, "1 3 14.00");
    assert_int_equal(counted->attention.later, 0);
}

static void last_year_counts_a_household_once_for_each_item(void **state)
{
    (void)state;
    add(tally, "2024-02", "h1", CATEGORY_DEEP, "living 2");
    add(tally, "2024-01", "h1", CATEGORY_DEEP, "living 1;medical 1");
    add(tally, "2024-02", "h2", CATEGORY_DEEP, "living 4");
    add(tally, "2024-02", "h2", CATEGORY_DEEP, "living 4");
    add(tally, "2025-01", "h1", CATEGORY_DEEP, "living 8"); /* fresh in its own year */
    count("2025-02");
    measure_is(&counted->last.item[ITEM_LIVING], "2 3 10.00");
    measure_is(&counted->last_year.item[ITEM_LIVING], "2 4 11.00");
    measure_is(&counted->last_year.all, "2 5 12.00");
    measure_is(&counted->year.all, "1 1 8.00");
    assert_int_equal(counted->attention.repeated, 0); /* h2 was repeated last year */
}

static void last_year_is_told_by_its_months(void **state)
{
    (void)state;
    add(tally, "2024-03", "h1", CATEGORY_DEEP, "living 1");
    count("2025-02");
    assert_false(counted->has_last);
    assert_false(counted->has_last_year);
    count("2025-03");
    assert_true(counted->has_last);
    assert_true(counted->has_last_year);
    count("2025-04");
    assert_false(counted->has_last);
    assert_true(counted->has_last_year);
    count("2026-03");
    assert_false(counted->has_last_year);
}

static void january_and_december_are_the_ends_of_a_year(void **state)
{
    (void)state;
    add(tally, "2024-12", "h1", CATEGORY_DEEP, "living 1");
    add(tally, "2025-01", "h1", CATEGORY_DEEP, "living 2");
    add(tally, "2025-12", "h1", CATEGORY_DEEP, "living 4");
    count("2025-01");
    measure_is(&counted->year.all, "1 1 2.00");
    assert_false(counted->has_last);
    count("2025-12");
    measure_is(&counted->year.all, "1 2 6.00");
    measure_is(&counted->last.all, "1 1 1.00");
    measure_is(&counted->last_year.all, "1 1 1.00");
    measure_is(&counted->months[11].all, "1 1 4.00");
    count("0001-01"); /* there is no year before */
    measure_is(&counted->year.all, NOTHING);
    assert_int_equal(counted->attention.later, 3);
}

/* --- groups ---------------------------------------------------------------------------------- */

static void add_union(const char *household, const char *name, const char *aid)
{
    struct tally_record r = record_of("2025-01", household, CATEGORY_DEEP, aid);
    r.union_name = text_of(name);
    add_record(tally, r);
}

static void unions_come_by_amount_then_by_name_and_the_unnamed_last(void **state)
{
    (void)state;
    add_union("h1", "", "living 1000");
    add_union("h2", "b", "living 5");
    add_union("h3", "a", "living 5");
    add_union("h4", "ab", "living 5");
    add_union("h5", "c", "living 2");
    add_union("h6", " c ", "living 4"); /* the same as c: 6 */
    add_union("h7", "d", "");
    count("2025-01");
    assert_int_equal(counted->by[BY_UNION].count, 6);
    name_is(BY_UNION, 0, "c");
    name_is(BY_UNION, 1, "a");
    name_is(BY_UNION, 2, "ab");
    name_is(BY_UNION, 3, "b");
    name_is(BY_UNION, 4, "d");
    name_is(BY_UNION, 5, NULL);
    measure_is(&group_at(BY_UNION, 0)->year.all, "2 2 6.00");
    assert_int_equal(group_at(BY_UNION, 5)->on_file, 1);
}

static void a_group_of_another_year_is_not_there(void **state)
{
    (void)state;
    struct tally_record r = record_of("2024-01", "h1", NONE, "living 1");
    r.union_name = text_of("old");
    r.causes = text_of("old");
    r.has_region = true;
    r.region.code = 340000;
    add_record(tally, r);
    count("2025-01");
    assert_int_equal(counted->by[BY_CATEGORY].count, 3);
    assert_int_equal(counted->by[BY_UNION].count, 0);
    assert_int_equal(counted->by[BY_REGION].count, 0);
    assert_int_equal(counted->by[BY_CAUSE].count, 0);
    measure_is(&counted->last.all, "1 1 1.00");
}

static void regions_come_by_code_and_the_unnamed_last(void **state)
{
    (void)state;
    static const int32_t CODES[] = {341502, 110101, -1, 341501, 341502, 0};
    for (int i = 0; i < 6; i++) {
        struct tally_record r = record_of("2025-01", "", CATEGORY_DEEP, "living 1");
        r.has_region = CODES[i] >= 0;
        r.region.code = CODES[i];
        add_record(tally, r);
    }
    count("2025-01");
    assert_int_equal(counted->by[BY_REGION].count, 5);
    static const int32_t EXPECTED[] = {0, 110101, 341501, 341502};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(group_at(BY_REGION, i)->region.code, EXPECTED[i]);
        assert_false(group_at(BY_REGION, i)->unnamed);
    }
    measure_is(&group_at(BY_REGION, 3)->year.all, "2 2 2.00");
    assert_true(group_at(BY_REGION, 4)->unnamed);
}

static void add_causes(const char *month, const char *household, const char *causes,
                       const char *aid)
{
    struct tally_record r = record_of(month, household, CATEGORY_DEEP, aid);
    r.causes = text_of(causes);
    add_record(tally, r);
}

static const struct group *cause_group(const char *name)
{
    for (int i = 0; i < counted->by[BY_CAUSE].count; i++)
        if (text_is(group_at(BY_CAUSE, i)->name, name))
            return group_at(BY_CAUSE, i);
    fail_msg("no cause '%s'", name);
    return NULL;
}

static void the_first_cause_is_the_main_one(void **state)
{
    (void)state;
    add_causes("2025-01", "h1", "illness;disability", "living 10");
    add_causes("2025-01", "h2", " ; illness ;disaster", "living 1");
    add_causes("2025-01", "h3", "disaster、illness、disaster", "living 2");
    add_causes("2025-01", "h4", "disaster；illness", ""); /* no aid: mentions nothing */
    add_causes("2025-01", "h5", "; ,", "living 100");
    add_causes("2025-01", "h6", "", "living 100");
    count("2025-01");
    /* 10 + 1 of illness, 2 of disaster, none of disability, which one names besides */
    assert_int_equal(counted->by[BY_CAUSE].count, 4);
    name_is(BY_CAUSE, 0, "illness");
    name_is(BY_CAUSE, 1, "disaster");
    name_is(BY_CAUSE, 2, "disability");
    name_is(BY_CAUSE, 3, NULL);
    measure_is(&cause_group("illness")->year.all, "2 2 11.00");
    measure_is(&cause_group("disaster")->year.all, "1 1 2.00");
    measure_is(&cause_group("disability")->year.all, NOTHING);
    measure_is(&group_at(BY_CAUSE, 3)->year.all, "2 2 200.00");
    assert_int_equal(cause_group("illness")->mentioned, 3);
    assert_int_equal(cause_group("disaster")->mentioned, 2);
    assert_int_equal(cause_group("disability")->mentioned, 1);
    assert_int_equal(group_at(BY_CAUSE, 3)->mentioned, 0);
    assert_int_equal(cause_group("disaster")->on_file, 2);
    assert_int_equal(cause_group("disability")->on_file, 0);
}

static void a_household_mentions_a_cause_once_a_year(void **state)
{
    (void)state;
    add_causes("2024-01", "h1", "flood", "living 1"); /* another year */
    add_causes("2025-01", "h1", "illness,fire", "living 1");
    add_causes("2025-02", "h1", "fire，illness", "");
    add_causes("2025-03", "h1", "drought", "living 1");
    add_causes("2025-02", "", "fire;fire", "living 1"); /* each of those for itself */
    add_causes("2025-02", "", "fire", "living 1");
    add_causes("2025-02", "", "fire", "");
    count("2025-03");
    assert_int_equal(cause_group("illness")->mentioned, 1);
    assert_int_equal(cause_group("fire")->mentioned, 3);
    assert_int_equal(cause_group("drought")->mentioned, 1);
    assert_int_equal(counted->by[BY_CAUSE].count, 3);
}

/* --- what somebody must look at -------------------------------------------------------------- */

static void add_approval(const char *month, enum approval approval, const char *aid)
{
    struct tally_record r = record_of(month, "h1", CATEGORY_DEEP, aid);
    r.approval = approval;
    add_record(tally, r);
}

static void approvals_of_aid_are_pending(void **state)
{
    (void)state;
    add_approval("2025-01", APPROVAL_PROVINCE, "living 1;medical 1");
    add_approval("2025-02", APPROVAL_PROVINCE, "living 1");
    add_approval("2025-02", APPROVAL_PROVINCE, ""); /* nothing to approve */
    add_approval("2025-02", APPROVAL_NATIONAL, "medical 0.01");
    add_approval("2025-02", APPROVAL_COUNTY, "living 1");
    add_approval("2025-02", APPROVAL_NONE, "living 1");
    add_approval("2024-02", APPROVAL_NATIONAL, "living 1");
    count("2025-02");
    assert_int_equal(counted->attention.pending_province, 2);
    assert_int_equal(counted->attention.pending_national, 1);
}

static void add_paid(const char *month, const char *household, int category, const char *paid)
{
    struct tally_record r = record_of(month, household, category, "");
    read_amounts(paid, r.paid_before);
    add_record(tally, r);
}

static void aid_paid_before_is_that_of_the_first_record_of_the_year(void **state)
{
    (void)state;
    add_paid("2025-02", "h1", CATEGORY_DEEP, "living 999"); /* February's own aid is in it */
    add_paid("2025-01", "h1", CATEGORY_DEEP, "living 100;medical 20");
    add_paid("2025-01", "h1", CATEGORY_DEEP, "living 888");
    add_paid("2024-12", "h1", CATEGORY_DEEP, "living 777");
    add_paid("2025-01", "h2", CATEGORY_DEEP, "");
    add_paid("2025-02", "h2", CATEGORY_DEEP, "living 666");
    add_paid("2025-01", "h3", INVALID, ""); /* says nothing; the next one does */
    add_paid("2025-02", "h3", CATEGORY_DEEP, "education 3");
    add_paid("2025-01", "", CATEGORY_DEEP, "living 0.01");
    add_paid("2025-03", "h4", CATEGORY_DEEP, "living 555"); /* later */
    count("2025-02");
    assert_int_equal(counted->attention.paid_before_households, 3);
    money_is(counted->attention.paid_before, "123.01");
    measure_is(&counted->year.all, NOTHING);
}

static void add_after(const char *month, const char *household, const char *paid, const char *aid)
{
    struct tally_record r = record_of(month, household, CATEGORY_DEEP, aid);
    read_amounts(paid, r.paid_before);
    add_record(tally, r);
}

/* January's 100 is not, just not, and just among what was paid before the record of February. */
static void aid_given_again_is_named(void **state)
{
    (void)state;
    static const char *const HOUSEHOLDS[] = {"nothing-paid", "one-fen-less", "all-paid",
                                             "other-item",   "no-aid-now",   "last-year"};
    for (size_t i = 0; i < sizeof HOUSEHOLDS / sizeof *HOUSEHOLDS; i++)
        add_after(i == 5 ? "2024-12" : "2025-01", HOUSEHOLDS[i], "", "living 100");
    add_after("2025-02", "nothing-paid", "", "living 100");
    add_after("2025-03", "nothing-paid", "", "living 100"); /* counted once */
    add_after("2025-02", "one-fen-less", "living 99.99", "living 5");
    add_after("2025-02", "all-paid", "living 100", "living 5");
    add_after("2025-02", "other-item", "", "medical 5");
    add_after("2025-02", "no-aid-now", "", "");
    add_after("2025-02", "last-year", "", "living 5");
    count("2025-03");
    assert_int_equal(counted->attention.again, 2);
}

static void add_person(const char *month, const char *household, const char *person)
{
    struct tally_record r = record_of(month, household, CATEGORY_DEEP, "living 1");
    r.person = text_of(person);
    add_record(tally, r);
}

static void people_of_several_households_are_named(void **state)
{
    (void)state;
    add_person("2025-01", "h1", "p1");
    add_person("2025-02", "h2", "p1");
    add_person("2025-02", "h3", "p1"); /* counted once */
    add_person("2025-01", "h4", "p2");
    add_person("2025-02", "h4", "p2"); /* one household */
    add_person("2025-01", "h4", "p3"); /* two people of it */
    add_person("2025-01", "h5", "");
    add_person("2025-02", "h6", "");
    add_person("2024-12", "h7", "p4"); /* another year */
    add_person("2025-01", "h8", "p4");
    add_person("2025-01", "", "p4"); /* of no household */
    count("2025-02");
    assert_int_equal(counted->attention.persons, 1);
    assert_int_equal(counted->records, 10);
    assert_int_equal(counted->month_records, 4);
    count("2025-03");
    assert_int_equal(counted->month_records, 0);
}

static void records_beyond_the_first_of_a_month_are_repeated(void **state)
{
    (void)state;
    add(tally, "2025-01", "h1", CATEGORY_DEEP, "");
    add(tally, "2025-02", "h1", CATEGORY_DEEP, "");
    add(tally, "2025-01", "h1", INVALID, "");
    add(tally, "2025-01", "h1", CATEGORY_DEEP, "");
    add(tally, "2025-01", "h2", CATEGORY_DEEP, "");
    add(tally, "2024-02", "h3", CATEGORY_DEEP, "");
    add(tally, "2025-02", "h3", CATEGORY_DEEP, "");
    count("2025-02");
    assert_int_equal(counted->attention.repeated, 2);
}

/* --- sums that do not fit -------------------------------------------------------------------- */

static void the_largest_sum_fits(void **state)
{
    (void)state;
    add(tally, "2025-01", "h1", CATEGORY_DEEP, "living 92233720368547758.06");
    add(tally, "2025-01", "h2", CATEGORY_DEEP, "medical 0.01");
    count("2025-01");
    measure_is(&counted->year.all, "2 2 " LARGEST);
    add(tally, "2025-01", "h3", CATEGORY_DEEP, "education 0.01");
    cannot_count("2025-01");
}

static void a_record_that_does_not_fit_matters_only_where_it_counts(void **state)
{
    (void)state;
    add(tally, "2023-01", "h1", CATEGORY_DEEP, "living " LARGEST ";medical 0.01");
    count("2025-02");
    cannot_count("2023-01");
    cannot_count("2024-01"); /* as last year's */
}

static void a_year_may_not_fit_where_its_months_do(void **state)
{
    (void)state;
    add(tally, "2025-01", "h1", CATEGORY_DEEP, "living " LARGEST);
    add(tally, "2025-02", "h1", CATEGORY_DEEP, "living 0.01");
    count("2025-01");
    cannot_count("2025-02");
    cannot_count("2026-02");
    count("2026-01"); /* the same months of last year are January */
}

static void aid_paid_before_may_not_fit(void **state)
{
    (void)state;
    add_paid("2025-01", "h1", CATEGORY_DEEP, "living " LARGEST);
    count("2025-01");
    money_is(counted->attention.paid_before, LARGEST);
    add_paid("2025-02", "h2", CATEGORY_DEEP, "living 0.01");
    cannot_count("2025-02");
    add_paid("2026-01", "h1", CATEGORY_DEEP, "living " LARGEST ";medical 0.01");
    cannot_count("2026-01");
}

/* --- agreeing -------------------------------------------------------------------------------- */

/* Two years of all kinds of records, in a fixed disorder. */
static void fill(int records)
{
    static const char *const CAUSES[] = {"illness;fire", "fire", "", "illness、flood", ";"};
    static const char *const UNIONS[] = {"a", "b", "", "c"};
    uint32_t seed = 1;
    for (int i = 0; i < records; i++) {
        char household[16], amounts[64];
        seed = seed * 1664525u + 1013904223u;
        const uint32_t n = seed >> 8;
        (void)snprintf(household, sizeof household, n % 9 == 0 ? "" : "h%u", n % 101);
        (void)snprintf(amounts, sizeof amounts, "living %u;medical %u;education %u.5;accident %u",
                       n % 3, n / 3 % 4 * 100, n / 12 % 2, n / 24 % 2 * 7);
        struct tally_record r = record_of("2024-01", household, (int)(n / 48 % 5) - 1, amounts);
        r.month.number += (int32_t)(n / 7 % 27);
        r.union_name = text_of(UNIONS[n / 11 % 4]);
        r.causes = text_of(CAUSES[n / 13 % 5]);
        r.has_region = n / 17 % 3 > 0;
        r.region.code = 341500 + (int32_t)(n / 17 % 3);
        add_record(tally, r);
    }
}

static void whatever_is_counted_agrees(void **state)
{
    (void)state;
    fill(3000);
    for (int m = 0; m < 36; m++) {
        char month[MONTH_TEXT_SIZE];
        month_format((struct month){month_make(2023, 6).number + m}, month);
        count(month);
    }
}

/* A number that is one more than counted is found, and named; then it is put back. */
static void is_found(int64_t *number, const char *parts, const char *span, const char *what)
{
    struct error error = {0};
    assert_true(counted_agrees(counted, &error));
    ++*number;
    assert_false(counted_agrees(counted, &error));
    if (strstr(error.text, parts) == NULL || strstr(error.text, span) == NULL ||
        strstr(error.text, what) == NULL)
        fail_msg("'%s' does not name %s, %s, %s", error.text, parts, span, what);
    --*number;
}

static void figures_are_watched(struct figures *f, const char *parts, const char *span)
{
    for (int i = 0; i <= ITEM_COUNT; i++) {
        struct measure *m = i == ITEM_COUNT ? &f->all : &f->item[i];
        const char *item = i == ITEM_COUNT ? "all items" : ITEM_NAMES[i];
        char what[64];
        (void)snprintf(what, sizeof what, "%s, households", item);
        is_found(&m->households, parts, span, what);
        (void)snprintf(what, sizeof what, "%s, grants", item);
        is_found(&m->grants, parts, span, what);
        (void)snprintf(what, sizeof what, "%s, yuan", item);
        is_found(&m->amount.fen, parts, span, what);
    }
}

static void every_number_of_a_group_is_watched(void **state)
{
    (void)state;
    static const char *const PARTS[] = {"by category", "by union", "by region", "by cause"};
    fill(1000);
    count("2025-03");
    for (enum by by = BY_CATEGORY; by < BYS; by++) {
        for (int i = 0; i < counted->by[by].count; i++) {
            struct group *g = &counted->by[by].groups[i];
            figures_are_watched(&g->month, PARTS[by], "the month");
            figures_are_watched(&g->year, PARTS[by], "the year to date");
            is_found(&g->on_file, PARTS[by], "the year to date", "on file, households");
            is_found(&g->records, PARTS[by], "the year to date", "all items, records");
        }
    }
}

static void every_total_is_watched(void **state)
{
    (void)state;
    fill(1000);
    count("2025-03");
    figures_are_watched(&counted->now, "by category", "the month");
    figures_are_watched(&counted->year, "by category", "the year to date");
    is_found(&counted->records, "by category", "the year to date", "records");
    is_found(&counted->on_file, "by category", "the year to date", "on file");
    /* of last year there are no groups */
    is_found(&counted->last.item[ITEM_MEDICAL].amount.fen, "by item", "the month of last year",
             "all items, yuan");
    is_found(&counted->last.all.households, "by month", "the month of last year",
             "all items, households");
    is_found(&counted->last_year.all.grants, "by item", "last year", "all items, grants");
    is_found(&counted->last_year.item[ITEM_LIVING].grants, "by item", "last year",
             "all items, grants");
}

static void every_month_is_watched(void **state)
{
    (void)state;
    fill(1000);
    count("2025-03");
    for (int m = 0; m < MONTHS_OF_A_YEAR; m++) {
        /* also months after the return's, which must be zero */
        is_found(&counted->months[m].item[ITEM_LIVING].amount.fen, "by month", "the year to date",
                 "living, yuan");
        is_found(&counted->months[m].all.grants, "by month", "the year to date",
                 "all items, grants");
        /* October of last year does not go into the same months, but its items make its sum */
        is_found(&counted->last_months[m].all.amount.fen, m < 3 ? "by month" : "by item",
                 "last year", "all items, yuan");
    }
    is_found(&counted->months[2].all.households, "by month", "the month", "all items, households");
}

static void a_disagreement_shows_both_figures(void **state)
{
    (void)state;
    struct error error = {0};
    add_union("h1", "a", "medical 12.5");
    count("2025-01");
    counted->by[BY_UNION].groups[0].year.item[ITEM_MEDICAL].amount.fen = 1;
    assert_false(counted_agrees(counted, &error));
    assert_string_equal(error.text,
                        "the figures do not agree: by union, the year to date, medical, yuan: the "
                        "parts add up to 0.01, the total is 12.50");
    assert_false(counted_agrees(counted, NULL));
}

static void parts_that_overflow_do_not_agree(void **state)
{
    (void)state;
    struct error error = {0};
    add_union("h1", "a", "medical 1");
    add_union("h2", "b", "medical 1");
    count("2025-01");
    counted->by[BY_UNION].groups[0].year.item[ITEM_MEDICAL].amount.fen = INT64_MAX;
    assert_false(counted_agrees(counted, &error));
    assert_string_equal(error.text, "a sum of amounts is too large");
}

/* --- many ------------------------------------------------------------------------------------ */

static void many_names_are_told_apart(void **state)
{
    (void)state;
    enum { HOUSEHOLDS = 20000 };
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < HOUSEHOLDS; i++) {
            char name[16], aid[32];
            (void)snprintf(name, sizeof name, "h%d", i);
            (void)snprintf(aid, sizeof aid, "living %d", round == 0 ? 1 : 2);
            struct tally_record r = record_of("2025-01", name, CATEGORY_DEEP, aid);
            r.union_name = r.household;
            r.causes = r.household;
            add_record(tally, r);
        }
    }
    count("2025-01");
    measure_is(&counted->now.all, "20000 40000 60000.00");
    assert_int_equal(counted->by[BY_UNION].count, HOUSEHOLDS);
    name_is(BY_UNION, 0, "h0"); /* equal amounts: by name */
    name_is(BY_UNION, HOUSEHOLDS - 1, "h9999");
    measure_is(&group_at(BY_UNION, 0)->year.all, "1 2 3.00");
    assert_int_equal(group_at(BY_CAUSE, 7)->mentioned, 1);
}

static void long_names_are_kept_whole(void **state)
{
    (void)state;
    static char name[100000];
    memset(name, 'x', sizeof name - 1);
    add_union("h1", name, "living 2");
    name[0] = 'y'; /* it was copied */
    add_union("h1", name, "living 1");
    count("2025-01");
    name_is(BY_UNION, 1, name);
    name[0] = 'x';
    name_is(BY_UNION, 0, name);
}

static void nothing_may_be_freed(void **state)
{
    (void)state;
    tally_free(NULL);
    counted_free(NULL);
}

#define test(f) cmocka_unit_test_setup_teardown(f, open_tally, close_tally)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(nothing_is_nothing),
        test(a_household_twice_in_one_month_counts_once_for_each_item),
        test(a_household_in_three_months_counts_once_a_year),
        test(the_group_is_that_of_the_first_grant_of_the_item),
        test(months_count_in_their_order_whatever_order_they_come_in),
        test(within_a_month_what_came_first_is_first),
        test(a_first_record_without_aid_is_no_first_grant),
        test(a_record_without_aid_is_on_file_only),
        test(who_names_no_household_stands_for_itself),
        test(a_record_that_was_not_decided_has_no_aid),
        test(months_outside_of_the_two_years_do_not_count),
        test(last_year_counts_a_household_once_for_each_item),
        test(last_year_is_told_by_its_months),
        test(january_and_december_are_the_ends_of_a_year),
        test(unions_come_by_amount_then_by_name_and_the_unnamed_last),
        test(a_group_of_another_year_is_not_there),
        test(regions_come_by_code_and_the_unnamed_last),
        test(the_first_cause_is_the_main_one),
        test(a_household_mentions_a_cause_once_a_year),
        test(approvals_of_aid_are_pending),
        test(aid_paid_before_is_that_of_the_first_record_of_the_year),
        test(records_beyond_the_first_of_a_month_are_repeated),
        test(the_largest_sum_fits),
        test(a_record_that_does_not_fit_matters_only_where_it_counts),
        test(a_year_may_not_fit_where_its_months_do),
        test(aid_paid_before_may_not_fit),
        test(whatever_is_counted_agrees),
        test(every_number_of_a_group_is_watched),
        test(every_total_is_watched),
        test(every_month_is_watched),
        test(aid_given_again_is_named),
        test(people_of_several_households_are_named),
        test(a_disagreement_shows_both_figures),
        test(parts_that_overflow_do_not_agree),
        test(many_names_are_told_apart),
        test(long_names_are_kept_whole),
        test(nothing_may_be_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
