/* Who mends what: all pieces once, in time, near the shortest there is, and first come first served
 * where not all fits. */
#include "event/packing.h"
#include "event/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define MINUTE  RATE_ONE
#define ALL_DAY 86400
#define MANY    40
#define SMALL   7 /* pieces that are tried in every way */

/* The same numbers everywhere: a generator of our own (Knuth's MMIX). */
static uint64_t seed = 20251227;

static int64_t any(int64_t least, int64_t most)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return least + (int64_t)((seed >> 33) % (uint64_t)(most - least + 1));
}

static struct schedule make(const struct schedule_request *requests, size_t count,
                            const struct rate *speeds, size_t volunteers, int64_t limit)
{
    struct schedule s;
    assert_true(schedule_make(requests, count, speeds, volunteers, limit, &s));
    return s;
}

/* ---- what holds of every schedule ----------------------------------------------------------- */

/* Each piece is with one volunteer, and each volunteer does one after another within the time. */
static void check_shares(const struct schedule *s, const struct schedule_request *requests,
                         size_t count, const struct rate *speeds, size_t volunteers)
{
    int64_t *clock = calloc(volunteers, sizeof *clock), *served = calloc(count + 1, sizeof *served);
    int64_t last = 0;
    assert_non_null(clock);
    assert_non_null(served);
    for (size_t i = 0; i < s->share_count; i++) {
        const struct schedule_share *share = &s->shares[i];
        assert_true(share->pieces > 0);
        assert_true(share->request < count && share->volunteer < volunteers);
        assert_true(i == 0 || s->shares[i - 1].request < share->request ||
                    (s->shares[i - 1].request == share->request &&
                     s->shares[i - 1].volunteer < share->volunteer));
        assert_int_equal(share->start, clock[share->volunteer]);
        clock[share->volunteer] +=
            share->pieces * seconds_of(requests[share->request].work, speeds[share->volunteer]);
        assert_int_equal(share->end, clock[share->volunteer]);
        served[share->request] += share->pieces;
    }
    for (size_t v = 0; v < volunteers; v++) {
        assert_int_equal(s->finishes[v], clock[v]);
        last = clock[v] > last ? clock[v] : last;
    }
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(s->served[i], served[i]);
        assert_true(served[i] <= requests[i].pieces);
    }
    assert_int_equal(s->makespan, last);
    assert_true(s->makespan <= s->limit);
    assert_true(s->bound <= s->makespan);
    free(clock);
    free(served);
}

/* ---- every way of assigning a few pieces ---------------------------------------------------- */

static int64_t best_way(const int64_t *work, size_t pieces, const struct rate *speeds,
                        size_t volunteers, int64_t *finish)
{
    if (pieces == 0) {
        int64_t last = 0;
        for (size_t v = 0; v < volunteers; v++)
            last = finish[v] > last ? finish[v] : last;
        return last;
    }
    int64_t best = INT64_MAX;
    for (size_t v = 0; v < volunteers; v++) {
        const int64_t seconds = seconds_of(work[0], speeds[v]);
        finish[v] += seconds;
        const int64_t way = best_way(work + 1, pieces - 1, speeds, volunteers, finish);
        best = way < best ? way : best;
        finish[v] -= seconds;
    }
    return best;
}

static void compare_with_every_way(bool equal, int64_t longest)
{
    struct schedule_request requests[SMALL];
    struct rate speeds[3];
    int64_t work[SMALL], finish[3] = {0};
    size_t count = 0, volunteers = (size_t)any(1, 3), pieces = 0;
    const size_t wanted = (size_t)any(1, SMALL);
    for (size_t v = 0; v < volunteers; v++)
        speeds[v].millionths = v > 0 && equal ? speeds[0].millionths : any(100000, 3000000);
    while (pieces < wanted) {
        struct schedule_request *r = &requests[count++];
        *r = (struct schedule_request){any(1, longest) * MINUTE / 2, any(1, 2)};
        if ((size_t)r->pieces > wanted - pieces)
            r->pieces = 1;
        for (int64_t i = 0; i < r->pieces; i++)
            work[pieces++] = r->work;
    }
    struct schedule s = make(requests, count, speeds, volunteers, ALL_DAY);
    const int64_t best = best_way(work, pieces, speeds, volunteers, finish);
    check_shares(&s, requests, count, speeds, volunteers);
    assert_int_equal(s.served_pieces, pieces);
    assert_true(s.bound <= best);
    assert_true(best <= s.makespan);
    assert_true(3 * s.makespan <= 4 * best);
    if (equal)
        assert_true(3 * s.makespan <= 4 * s.bound);
    schedule_free(&s);
}

static void it_is_near_the_best_of_every_way(void **state)
{
    (void)state;
    for (int i = 0; i < 400; i++) {
        compare_with_every_way(i % 2 == 0, 8);
        compare_with_every_way(i % 2 == 0, 40);
    }
}

/* ---- the bound ------------------------------------------------------------------------------ */

static void equal_speeds(size_t volunteers, size_t count, int64_t least, int64_t most,
                         int64_t pieces)
{
    struct schedule_request requests[MANY];
    struct rate speeds[MANY];
    for (size_t v = 0; v < volunteers; v++)
        speeds[v].millionths = RATE_ONE;
    for (size_t i = 0; i < count; i++)
        requests[i] = (struct schedule_request){any(least, most) * MINUTE / 60, any(1, pieces)};
    struct schedule s = make(requests, count, speeds, volunteers, (int64_t)100 * ALL_DAY);
    check_shares(&s, requests, count, speeds, volunteers);
    assert_true(3 * s.makespan <= 4 * s.bound);
    schedule_free(&s);
}

/* Few pieces to a volunteer, of nearly one length, are where longest-first is worst. */
static void equal_speeds_end_within_four_thirds_of_the_bound(void **state)
{
    (void)state;
    for (int i = 0; i < 6000; i++) {
        const int64_t least = any(1, 60);
        equal_speeds((size_t)any(1, 12), (size_t)any(1, MANY), least, least + any(0, 3 * least),
                     any(1, 3));
    }
}

/* Longest-first alone, without what is done to make it better: 4/3 holds of it, too. Graham's worst
 * case, 2m-1, 2m-1, 2m-2, 2m-2 ... m+1, m+1, m, m, m, of which it makes 4m-1 instead of 3m. */
static void longest_first_alone_is_within_four_thirds(void **state)
{
    (void)state;
    for (int64_t m = 2; m <= 12; m++) {
        int64_t work[MANY], counts[MANY];
        struct rate speeds[MANY];
        uint32_t slow_first[MANY];
        size_t classes = 0;
        for (int64_t p = 2 * m - 1; p >= m; p--) {
            work[classes] = p * MINUTE;
            counts[classes++] = p > m ? 2 : 3;
        }
        for (size_t v = 0; v < (size_t)m; v++) {
            speeds[v].millionths = RATE_ONE;
            slow_first[v] = (uint32_t)v;
        }
        const struct shop shop = {.work = work,
                                  .classes = classes,
                                  .speeds = speeds,
                                  .volunteers = (size_t)m,
                                  .slow_first = slow_first,
                                  .equal = true};
        struct packing packing = {0};
        assert_true(packing_open(&packing, (size_t)m));
        assert_int_equal(pack_longest_first(&shop, counts, INT64_MAX, &packing), PACKED);
        assert_int_equal(packing.makespan, 60 * (4 * m - 1));
        assert_int_equal(packing_bound(&shop, counts), 60 * 3 * m);
        packing_free(&packing);
    }
}

/* The same of random work, where nothing else is done to it. */
static void longest_first_alone_of_random_work(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        int64_t work[MANY], counts[MANY];
        struct rate speeds[MANY];
        uint32_t slow_first[MANY];
        const size_t volunteers = (size_t)any(1, 10), classes = (size_t)any(1, 12);
        int64_t longest = any(20, 400);
        for (size_t k = 0; k < classes; k++) {
            longest -= any(0, longest / 8);
            work[k] = longest * MINUTE;
            counts[k] = any(0, 3);
        }
        for (size_t v = 0; v < volunteers; v++) {
            speeds[v].millionths = RATE_ONE;
            slow_first[v] = (uint32_t)v;
        }
        const struct shop shop = {.work = work,
                                  .classes = classes,
                                  .speeds = speeds,
                                  .volunteers = volunteers,
                                  .slow_first = slow_first,
                                  .equal = true};
        struct packing packing = {0};
        assert_true(packing_open(&packing, volunteers));
        assert_int_equal(pack_longest_first(&shop, counts, INT64_MAX, &packing), PACKED);
        assert_true(3 * packing.makespan <= 4 * packing_bound(&shop, counts));
        packing_free(&packing);
    }
}

static void the_bound_is_by_hand(void **state)
{
    (void)state;
    const struct rate two[] = {{RATE_ONE}, {RATE_ONE}}, mixed[] = {{RATE_ONE}, {2 * RATE_ONE}};
    /* 3 pieces of 10 minutes for two: somebody has two (b is 10, a is 15): 20 minutes. */
    const struct schedule_request three[] = {{10 * MINUTE, 3}};
    struct schedule s = make(three, 1, two, 2, ALL_DAY);
    assert_int_equal(s.bound, 1200);
    assert_int_equal(s.makespan, 1200);
    schedule_free(&s);
    /* 10, 6, 6, 6 for two, 28 minutes of work: two of 6 are 12, three 18, 10 and 6 are 16: whoever
     * has 10 has another, or the other one has three. */
    const struct schedule_request pairs[] = {{10 * MINUTE, 1}, {6 * MINUTE, 3}};
    s = make(pairs, 2, two, 2, ALL_DAY);
    assert_int_equal(s.bound, 960);
    assert_int_equal(s.makespan, 960);
    schedule_free(&s);
    /* 3.1 and 1.1 seconds count 4 and 2: two of 4 and four of 2 are 16, 8 for each; by the work it
     * would be 5.3, and of the three and five longest somebody has 4 + 2 and 2 + 2 + 2. */
    const struct schedule_request rounded[] = {{51667, 2}, {18334, 4}};
    s = make(rounded, 2, two, 2, ALL_DAY);
    assert_int_equal(s.bound, 8);
    assert_int_equal(s.makespan, 8);
    schedule_free(&s);
    /* 30 minutes of work at speeds 1 + 2: 10 minutes, one with the slower and two with the faster.
     */
    s = make(three, 1, mixed, 2, ALL_DAY);
    assert_int_equal(s.bound, 600);
    assert_int_equal(s.makespan, 600);
    schedule_free(&s);
    /* Four of 10: 40 minutes at 3 together are 13:20; three are 15 minutes with the faster. */
    const struct schedule_request four[] = {{10 * MINUTE, 4}};
    s = make(four, 1, mixed, 2, ALL_DAY);
    assert_int_equal(s.bound, 800);
    assert_int_equal(s.makespan, 900);
    schedule_free(&s);
    /* Two of 10, for 1, 1 and 2: two at a time keep only the two fastest busy, 20 at 3 together;
     * the faster alone or one each needs 10 minutes. */
    const struct schedule_request pair[] = {{10 * MINUTE, 2}};
    const struct rate last_is_faster[] = {{RATE_ONE}, {RATE_ONE}, {2 * RATE_ONE}};
    s = make(pair, 1, last_is_faster, 3, ALL_DAY);
    assert_int_equal(s.bound, 400);
    assert_int_equal(s.makespan, 600);
    schedule_free(&s);
    /* One piece of 9 minutes: on the fastest 4.5, though both together would need 3. */
    const struct schedule_request one[] = {{9 * MINUTE, 1}};
    s = make(one, 1, mixed, 2, ALL_DAY);
    assert_int_equal(s.bound, 270);
    assert_int_equal(s.makespan, 270);
    assert_int_equal(s.shares[0].volunteer, 1);
    schedule_free(&s);
}

/* ---- what does not fit ---------------------------------------------------------------------- */

static void the_first_come_are_served_first(void **state)
{
    (void)state;
    const struct rate one[] = {{RATE_ONE}};
    /* 60 minutes: 30 and 20 fit together, 15 does not beside them, 10 does; then nothing is left.
     */
    const struct schedule_request requests[] = {
        {30 * MINUTE, 1}, {20 * MINUTE, 1}, {15 * MINUTE, 1}, {10 * MINUTE, 1}, {5 * MINUTE, 1}};
    struct schedule s = make(requests, 5, one, 1, 3600);
    const int64_t served[] = {1, 1, 0, 1, 0};
    check_shares(&s, requests, 5, one, 1);
    assert_memory_equal(s.served, served, sizeof served);
    assert_int_equal(s.makespan, 3600);
    assert_int_equal(s.lacking_work, 20 * MINUTE);
    assert_int_equal(s.lacking_volunteers, 1);
    schedule_free(&s);
}

static void whole_requests_go_before_single_pieces(void **state)
{
    (void)state;
    const struct rate one[] = {{RATE_ONE}};
    /* 60 minutes: 4 of 20 do not fit, 1 of 25 does; then one of the 4 still fits. */
    const struct schedule_request requests[] = {{20 * MINUTE, 4}, {25 * MINUTE, 1}};
    struct schedule s = make(requests, 2, one, 1, 3600);
    const int64_t served[] = {1, 1};
    check_shares(&s, requests, 2, one, 1);
    assert_memory_equal(s.served, served, sizeof served);
    assert_int_equal(s.lacking_work, 60 * MINUTE); /* three more of 20 … */
    assert_int_equal(s.lacking_volunteers, 1);     /* … who fill one volunteer's hour */
    schedule_free(&s);
}

/* 15:00 to 15:30 at speed 2: 60 minutes of work fit, a second more does not; at speed 1, 30. */
static void a_piece_may_be_too_long_for_all_or_for_one(void **state)
{
    (void)state;
    const struct rate fast[] = {{2 * RATE_ONE}, {RATE_ONE}};
    const struct schedule_request requests[] = {
        {60 * MINUTE + 1, 2}, {60 * MINUTE, 2}, {30 * MINUTE, 2}};
    struct schedule s = make(requests, 3, fast, 2, 1800);
    const int64_t served[] = {0, 0, 2};
    check_shares(&s, requests, 3, fast, 2);
    /* The first request is left out; the second's two cannot both be with the faster: the third's
     * go one to each, or both … */
    assert_memory_equal(s.served, served, sizeof served);
    assert_true(schedule_too_long(&s, &requests[0]));
    assert_false(schedule_too_long(&s, &requests[1]));
    assert_int_equal(s.too_long, 2);
    assert_int_equal(s.too_long_for_one, 2);
    assert_int_equal(s.lacking_work, 120 * MINUTE);
    assert_int_equal(s.lacking_volunteers, 0);
    schedule_free(&s);
}

static void nothing_asked_for_is_nothing_done(void **state)
{
    (void)state;
    const struct rate one[] = {{RATE_ONE}};
    const struct schedule_request requests[] = {{MINUTE, 0}};
    struct schedule s = make(NULL, 0, one, 1, 3600);
    assert_int_equal(s.share_count + (size_t)s.makespan + (size_t)s.bound, 0);
    schedule_free(&s);
    s = make(requests, 1, one, 1, 3600);
    assert_int_equal(s.share_count + (size_t)s.pieces + (size_t)s.bound, 0);
    schedule_free(&s);
}

static void seconds_are_rounded_up(void **state)
{
    (void)state;
    assert_int_equal(seconds_of(MINUTE, (struct rate){RATE_ONE}), 60);
    assert_int_equal(seconds_of(MINUTE, (struct rate){1100000}), 55); /* 54.54… */
    assert_int_equal(seconds_of(1, (struct rate){10 * RATE_ONE}), 1);
    assert_int_equal(seconds_of((int64_t)1440 * MINUTE, (struct rate){100000}), 864000);
}

static void random_loads_keep_the_time(void **state)
{
    (void)state;
    for (int i = 0; i < 2000; i++) {
        struct schedule_request requests[MANY];
        struct rate speeds[MANY];
        const size_t volunteers = (size_t)any(1, 6), count = (size_t)any(1, MANY);
        const int64_t limit = any(1, 120) * 60;
        for (size_t v = 0; v < volunteers; v++)
            speeds[v].millionths = any(0, 1) ? RATE_ONE : any(100000, 10000000);
        for (size_t k = 0; k < count; k++)
            requests[k] = (struct schedule_request){any(1, 80) * MINUTE / 2, any(0, 4)};
        struct schedule s = make(requests, count, speeds, volunteers, limit);
        check_shares(&s, requests, count, speeds, volunteers);
        for (size_t k = 0; k < count; k++) /* no piece that is not served would still fit */
            for (size_t v = 0; v < volunteers && s.served[k] < requests[k].pieces; v++)
                assert_true(s.finishes[v] + seconds_of(requests[k].work, speeds[v]) > limit);
        const bool all = s.served_pieces == s.pieces;
        assert_int_equal(all, s.lacking_volunteers + s.too_long + s.too_long_for_one == 0);
        schedule_free(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_near_the_best_of_every_way),
        cmocka_unit_test(equal_speeds_end_within_four_thirds_of_the_bound),
        cmocka_unit_test(longest_first_alone_is_within_four_thirds),
        cmocka_unit_test(longest_first_alone_of_random_work),
        cmocka_unit_test(the_bound_is_by_hand),
        cmocka_unit_test(the_first_come_are_served_first),
        cmocka_unit_test(whole_requests_go_before_single_pieces),
        cmocka_unit_test(a_piece_may_be_too_long_for_all_or_for_one),
        cmocka_unit_test(nothing_asked_for_is_nothing_done),
        cmocka_unit_test(seconds_are_rounded_up),
        cmocka_unit_test(random_loads_keep_the_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
