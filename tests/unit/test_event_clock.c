/* Times of a day as they are read and written. */
#include "event/clock.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void reads(const char *text, int expected)
{
    int minutes = -1;
    assert_true(clock_parse(text_of(text), &minutes));
    assert_int_equal(minutes, expected);
}

static void refuses(struct text text)
{
    int minutes;
    assert_false(clock_parse(text, &minutes));
}

static void times_are_read(void **state)
{
    (void)state;
    reads("00:00", 0);
    reads("0:00", 0);
    reads("9:30", 570);
    reads("09:30", 570);
    reads("15:00", 900);
    reads("23:59", 1439);
}

static void what_is_no_time_is_refused(void **state)
{
    static const char *const OTHERS[] = {"",       "9",     "24:00",    "12:60", "-1:00", "+9:00",
                                         "1:0",    ":30",   "015:00",   "15:0x", "x5:00", "15-00",
                                         "15:00 ", " 9:00", "15:00:00", "1500",  "/9:00", "9:/0"};
    (void)state;
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        refuses(text_of(OTHERS[i]));
    refuses((struct text){NULL, 0});
}

static void every_minute_comes_back(void **state)
{
    struct buffer out = {0};
    (void)state;
    for (int minute = 0; minute < CLOCK_DAY; minute++) {
        int found;
        buffer_clear(&out);
        clock_put(&out, minute);
        assert_int_equal(out.n, 5);
        assert_true(clock_parse(buffer_view(&out), &found));
        assert_int_equal(found, minute);
    }
    buffer_clear(&out);
    clock_put(&out, CLOCK_DAY); /* an end, never a beginning */
    assert_true(text_is(buffer_view(&out), "24:00"));
    buffer_free(&out);
}

/* A beginning is shown no later than it is, an end no earlier. */
static void seconds_become_minutes(void **state)
{
    (void)state;
    assert_int_equal(clock_minutes_down(0), 0);
    assert_int_equal(clock_minutes_up(0), 0);
    assert_int_equal(clock_minutes_down(59), 0);
    assert_int_equal(clock_minutes_up(1), 1);
    assert_int_equal(clock_minutes_down(60), 1);
    assert_int_equal(clock_minutes_up(60), 1);
    assert_int_equal(clock_minutes_up(61), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_read),
        cmocka_unit_test(what_is_no_time_is_refused),
        cmocka_unit_test(every_minute_comes_back),
        cmocka_unit_test(seconds_become_minutes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
