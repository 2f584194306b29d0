/* What a household was paid in a year, by item, reversals taken off. */
#include "ledger_files.h"

#include "store/paid.h"

static void paid_is(const struct paid *paid, const char *household, int year, int64_t living,
                    int64_t medical)
{
    struct money sums[ITEM_COUNT];
    paid_of(paid, text_of(household), year, sums);
    assert_int_equal(sums[ITEM_LIVING].fen, living);
    assert_int_equal(sums[ITEM_MEDICAL].fen, medical);
    assert_int_equal(sums[ITEM_EDUCATION].fen, 0);
    assert_int_equal(sums[ITEM_ACCIDENT].fen, 0);
}

static struct paid *loaded(const char *file, const char *but)
{
    struct error error;
    struct ledger *ledger = opened(file, LEDGER_READ);
    struct paid *paid = paid_load(ledger, text_of(but), &error);
    if (paid == NULL)
        fail_msg("%s", error.text);
    ledger_close(ledger);
    return paid;
}

static void it_is_added_up_by_household_year_and_item(void **state)
{
    (void)state;
    const char *file = path_of("sums.db");
    struct ledger *ledger = opened(file, LEDGER_WRITE);
    struct entry before = payment("c", "H001", ITEM_LIVING, 40);
    before.assessed_on = day("2024-12-31");
    posted(ledger, payment("a", "H001", ITEM_LIVING, 100000));
    posted(ledger, payment("a", "H001", ITEM_MEDICAL, 7));
    posted(ledger, payment("a", "H002", ITEM_LIVING, 9));
    posted(ledger, payment("b", "H001", ITEM_LIVING, 20000));
    posted(ledger, before);
    posted(ledger, reversal(payment("a", "H001", ITEM_LIVING, 100000), 1));
    committed(ledger);
    struct paid *paid = loaded(file, "");
    paid_is(paid, "H001", 2025, 20000, 7); /* 1000.00 + 200.00 - 1000.00 */
    paid_is(paid, "H001", 2024, 40, 0);
    paid_is(paid, "H001", 2023, 0, 0);
    paid_is(paid, "H002", 2025, 9, 0);
    paid_is(paid, "H003", 2025, 0, 0);
    paid_free(paid);
    paid = loaded(file, "a"); /* with its reversals */
    paid_is(paid, "H001", 2025, 20000, 0);
    paid_is(paid, "H002", 2025, 0, 0);
    paid_free(paid);
    paid = loaded(file, "b");
    paid_is(paid, "H001", 2025, 0, 7); /* 1000.00 - 1000.00 */
    paid_free(paid);
    paid_free(NULL);
}

static void an_empty_ledger_has_paid_nothing(void **state)
{
    (void)state;
    const char *file = path_of("empty.db");
    ledger_of(file, 0);
    struct paid *paid = loaded(file, "");
    paid_is(paid, "H001", 2025, 0, 0);
    paid_free(paid);
}

static void many_households_are_kept_apart(void **state)
{
    (void)state;
    const char *file = path_of("manifold.db");
    ledger_of(file, 1000);
    struct paid *paid = loaded(file, "");
    for (int i = 1; i <= 1000; i++) {
        char household[16];
        (void)snprintf(household, sizeof household, "H%03d", i);
        paid_is(paid, household, 2025, 100000 + i, 0);
    }
    paid_free(paid);
}

static void a_sum_that_is_too_large_is_an_error(void **state)
{
    (void)state;
    const char *file = path_of("large.db");
    struct error error;
    struct ledger *ledger = opened(file, LEDGER_WRITE);
    posted(ledger, payment("a", "H001", ITEM_LIVING, INT64_MAX));
    posted(ledger, payment("b", "H001", ITEM_LIVING, 1));
    committed(ledger);
    ledger = opened(file, LEDGER_READ);
    assert_null(paid_load(ledger, text_of(""), &error));
    assert_string_equal(error.text, "entry 2: the sum of the year is too large");
    struct paid *paid = paid_load(ledger, text_of("b"), &error);
    assert_non_null(paid);
    paid_is(paid, "H001", 2025, INT64_MAX, 0);
    paid_free(paid);
    ledger_close(ledger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_added_up_by_household_year_and_item),
        cmocka_unit_test(an_empty_ledger_has_paid_nothing),
        cmocka_unit_test(many_households_are_kept_apart),
        cmocka_unit_test(a_sum_that_is_too_large_is_an_error),
    };
    return cmocka_run_group_tests(tests, files_make, files_remove);
}
