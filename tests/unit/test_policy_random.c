/*
 * Look-ups against a plain account of the rule, over many regions and days: every row of the
 * table is looked at, each time.
 */
#include "policy_rows.h"

#include <stdio.h>

static uint32_t seed = 20250301;

static int below(int n)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)n);
}

static const int32_t REGIONS[] = {0,      110000, 110100, 110101, 110102, 110200, 110201,
                                  340000, 340100, 340101, 341500, 341502, 341525};
static const enum parameter PARAMETERS_USED[] = {PARAMETER_DIBAO, PARAMETER_LOSS_MIN,
                                                 PARAMETER_APPROVAL_PROVINCE};
enum { REGION_TOTAL = sizeof REGIONS / sizeof *REGIONS, USED = 3, DAYS = 80, ROWS = 2000 };

static struct plain_row {
    int scheme;
    int32_t region;
    enum parameter parameter;
    int32_t from, until; /* until 0: open */
    int value;           /* 0: unset */
} rows[ROWS];
static int row_count;
static int32_t first_day;

/* Days of one scheme, region and parameter, one after another. */
static void make_rows(int scheme, int32_t region, enum parameter parameter)
{
    for (int day = below(DAYS); day < DAYS && row_count < ROWS;) {
        struct plain_row *r = &rows[row_count++];
        int next = day + 1 + below(DAYS / 2);
        *r = (struct plain_row){scheme, region, parameter, first_day + day, 0, row_count};
        if (below(3) == 0) /* ends, perhaps days before the next begins */
            r->until = first_day + day + below(next - day);
        if (below(6) == 0)
            r->value = 0;
        day = next;
    }
}

static void write_rows(struct buffer *out)
{
    char from[DATE_TEXT_SIZE], until[DATE_TEXT_SIZE] = "", region[REGION_TEXT_SIZE];
    buffer_string(out, POLICY_HEADER);
    for (int i = 0; i < row_count; i++) {
        const struct plain_row *r = &rows[i];
        char value[16] = "";
        date_format((struct date){r->from}, from);
        until[0] = '\0';
        if (r->until != 0)
            date_format((struct date){r->until}, until);
        region_format((struct region){r->region}, region);
        if (r->value > 0)
            snprintf(value, sizeof value, "%d", r->value);
        buffer_format(out, "%s,%s,%s,%s,%s,,%s,%s,s\n", SCHEME_NAMES[r->scheme], region,
                      PARAMETER_INFO[r->parameter].name, from, until, value,
                      UNIT_NAMES[PARAMETER_INFO[r->parameter].unit]);
    }
}

/* The row that answers at exactly this level, or NULL. */
static const struct plain_row *at_level(int scheme, int32_t region, enum parameter parameter,
                                        int32_t day)
{
    const struct plain_row *found = NULL;
    for (int i = 0; i < row_count; i++) {
        const struct plain_row *r = &rows[i];
        if (r->region != region || r->parameter != parameter || r->from > day ||
            (r->scheme != SCHEME_BOTH && r->scheme != scheme))
            continue;
        bool own = r->scheme != SCHEME_BOTH, found_own = found && found->scheme != SCHEME_BOTH;
        if (found == NULL || (own && !found_own) || (own == found_own && r->from > found->from))
            found = r;
    }
    return found;
}

static const struct plain_row *answer(int scheme, int32_t region, enum parameter parameter,
                                      int32_t day)
{
    const int32_t levels[] = {region, region / 100 * 100, region / 10000 * 10000, 0};
    const struct plain_row *found = NULL;
    for (int i = 0; i < 4 && found == NULL; i++)
        found = at_level(scheme, levels[i], parameter, day);
    return found;
}

static void agrees(const struct policy_set *set, int scheme, int32_t region, int32_t day)
{
    for (int p = 0; p < USED; p++) {
        enum parameter parameter = PARAMETERS_USED[p];
        const struct plain_row *r = answer(scheme, region, parameter, day);
        bool gap = r != NULL && r->until != 0 && r->until < day;
        int reader = PARAMETER_INFO[parameter].reader;
        if (gap)
            assert_true(set->gap[reader] <= parameter);
        else
            assert_int_not_equal(set->gap[reader], parameter);
        if (gap)
            continue;
        const struct policy_value *v = policy_get(set, parameter);
        assert_int_equal(v->set, r != NULL && r->value > 0);
        if (v->set)
            assert_true(v->money.fen == 100 * (int64_t)r->value);
    }
}

static void look_ups_agree_with_the_plain_account(void **state)
{
    (void)state;
    static struct policy_cache cache;
    static const int32_t ASKED[] = {0,      110000, 110100, 110101, 110102, 110103, 110199, 110200,
                                    110201, 110202, 110300, 119999, 120000, 340000, 340100, 340101,
                                    340102, 341500, 341502, 341503, 341525, 342000, 999999};
    struct date d;
    struct error error;
    struct buffer bytes = {0};
    assert_true(date_parse(text_of("2023-12-20"), &d));
    first_day = d.day;
    for (int i = 0; i < REGION_TOTAL; i++)
        for (int scheme = 0; scheme < SCHEMES; scheme++)
            for (int p = 0; p < USED; p++)
                if (below(3) > 0)
                    make_rows(scheme, REGIONS[i], PARAMETERS_USED[p]);
    assert_in_range(row_count, 150, ROWS - 1);
    write_rows(&bytes);
    rows_policy = policy_new();
    if (!policy_add(rows_policy, "random.csv", buffer_view(&bytes), &error))
        fail_msg("%ld %s: %s", error.line, error.column, error.text);
    buffer_free(&bytes);
    for (int scheme = SCHEME_DOSSIER; scheme < SCHEMES; scheme++) {
        policy_view_free(rows_view);
        rows_view = policy_view_new(rows_policy, (enum scheme)scheme);
        memset(&cache, 0, sizeof cache);
        for (int n = 0; n < 20000; n++) {
            /* from two days before the first to after the last, the ends of time now and then */
            struct date day = {first_day - 2 + below(DAYS + 60)};
            struct region region = {ASKED[below((int)(sizeof ASKED / sizeof *ASKED))]};
            if (below(500) == 0)
                day.day = below(2) ? INT32_MAX - 1 : INT32_MIN;
            const struct policy_set *set = policy_at_cached(&cache, rows_view, region, day);
            agrees(set, scheme, region.code, day.day);
            assert_ptr_equal(set, policy_at(rows_view, region, day));
        }
    }
}

static void a_region_knows_its_parents(void **state)
{
    (void)state;
    static const int32_t CHAIN[] = {341502, 341500, 340000, 0, 0};
    for (int i = 0; i < 4; i++)
        assert_int_equal(region_parent((struct region){CHAIN[i]}).code, CHAIN[i + 1]);
    char out[REGION_TEXT_SIZE];
    assert_int_equal(region_format((struct region){0}, out), 6);
    assert_string_equal(out, "000000");
    assert_int_equal(region_format((struct region){110101}, out), 6);
    assert_string_equal(out, "110101");
}

static void a_region_is_six_digits(void **state)
{
    (void)state;
    static const char *const WRONG[] = {"",       "34150",  "3415022", "34150a", "-41502",
                                        " 41502", "341 02", "34150:",  "34150/", "３41502"};
    struct region r = {-1};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
        assert_false(region_parse(text_of(WRONG[i]), &r));
    assert_int_equal(r.code, -1);
    assert_true(region_parse(text_of("000000"), &r));
    assert_int_equal(r.code, 0);
    assert_true(region_parse(text_of("999999"), &r));
    assert_int_equal(r.code, 999999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(look_ups_agree_with_the_plain_account, rows_free),
        cmocka_unit_test(a_region_knows_its_parents),
        cmocka_unit_test(a_region_is_six_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
