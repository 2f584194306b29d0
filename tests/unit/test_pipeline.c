/* Records decided by several threads come out in the order in which they went in. */
#include "table/job.h"
#include "table/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include <unistd.h>

#define RECORDS 1000
#define CHUNK   61 /* bytes: a job has few records, and there are many jobs */

/* --- a filter that takes its time ----------------------------------------------------------- */

/* What the rows saw of each other. */
static atomic_int deciding, most_deciding, last;
static atomic_bool out_of_order;

static void take_some_time(struct text cell)
{
    static _Thread_local unsigned seed;
    seed = seed * 31 + (unsigned)cell.n + (unsigned char)cell.p[cell.n - 1];
    (void)usleep((unsigned)rand_r(&seed) % 300);
}

/* Its slot repeats the first cell; a cell that ends in 7 is flagged, one that ends in 9 told of. */
static enum outcome repeat(struct row *row)
{
    int now = atomic_fetch_add(&deciding, 1) + 1, most = atomic_load(&most_deciding);
    while (now > most && !atomic_compare_exchange_weak(&most_deciding, &most, now))
        ;
    struct text cell = row_cell(row, 0);
    int number = atoi(cell.p);
    if (atomic_exchange(&last, number) >= number)
        atomic_store(&out_of_order, true);
    take_some_time(cell);
    row_put(row, 0, cell);
    row_tally(row, 0, 1);
    if (text_ends(cell, "9"))
        row_message(row, NULL, "it ends in 9");
    atomic_fetch_sub(&deciding, 1);
    return text_ends(cell, "7") ? OUTCOME_FLAGGED : OUTCOME_DECIDED;
}

static const struct column_need READS[] = {{"number", true}};
static struct filter filter = {
    .command = {.name = "repeat"}, .reads = READS, .read_count = 1, .row = repeat};

/* --- a table in memory ---------------------------------------------------------------------- */

static void put_table(struct buffer *table)
{
    buffer_string(table, "number\n");
    for (int i = 0; i < RECORDS; i++)
        buffer_format(table, i % 100 == 50 ? "%d,ragged\n" : "%d\n", i);
}

/* What must come out of it. */
static void put_expected(struct buffer *out, struct buffer *messages)
{
    for (int i = 0; i < RECORDS; i++) {
        if (i % 100 == 50)
            buffer_format(messages, "repeat: table.csv:%d: 2 cells, expected 1 as in the header\n",
                          i + 2);
        else
            buffer_format(out, "%d,%d\n", i, i);
        if (i % 10 == 9)
            buffer_format(messages, "repeat: table.csv:%d: it ends in 9\n", i + 2);
    }
}

static long give(void *data, char *out, size_t size)
{
    struct text *rest = data;
    size_t n = rest->n < size ? rest->n : size;
    memcpy(out, rest->p, n);
    *rest = (struct text){rest->p + n, rest->n - n};
    return (long)n;
}

/* --- the loop, as programs have it ---------------------------------------------------------- */

struct totals {
    struct buffer out, messages;
    long records, written, rejected, flagged, tallied;
};

static void add(struct totals *t, const struct job *job)
{
    assert_false(job->failed);
    buffer_text(&t->out, buffer_view(&job->table));
    buffer_text(&t->messages, buffer_view(&job->messages));
    t->records += job->records;
    t->written += job->written;
    t->rejected += job->rejected;
    t->flagged += job->flagged;
    t->tallied += job->tally[0];
}

static bool take_one(struct pipeline *pipeline, struct totals *totals)
{
    struct job *job = pipeline_take(pipeline);
    if (job == NULL)
        return false;
    add(totals, job);
    pipeline_done(pipeline);
    return true;
}

static void open_layout(struct layout *layout, const struct batch *batch)
{
    assert_true(layout_open(layout, batch, batch->records, NULL, ',', "table.csv", NULL));
    assert_true(layout_need(layout, READS, 1, "table.csv", NULL));
    assert_int_equal(layout_slot(layout, -1, text_of("again")), 0);
    assert_true(layout_finish(layout));
}

static void read_table(struct run *run, struct pipeline *pipeline, struct text table,
                       struct totals *totals)
{
    struct reader reader;
    assert_true(reader_open(&reader, give, &table, ',', CHUNK));
    while (!reader.finished) {
        struct job *job;
        while ((job = pipeline_spare(pipeline)) == NULL)
            assert_true(take_one(pipeline, totals));
        assert_true(reader_fill(&reader, &job->batch));
        job->first = run->layout.columns == 0;
        if (job->first > 0)
            open_layout(&run->layout, &job->batch);
        pipeline_submit(pipeline);
    }
    while (take_one(pipeline, totals))
        ;
    reader_close(&reader);
}

static void decide_all(long threads)
{
    struct buffer table = {0};
    struct totals expected = {.records = RECORDS}, found = {.records = 0};
    struct run run = {.filter = &filter, .key_column = -1, .file = "table.csv", .delimiter = ','};
    atomic_store(&last, -1);
    atomic_store(&most_deciding, 0);
    atomic_store(&out_of_order, false);

    put_table(&table);
    put_expected(&expected.out, &expected.messages);
    struct pipeline *pipeline = pipeline_new(&run, threads);
    assert_non_null(pipeline);
    read_table(&run, pipeline, buffer_view(&table), &found);
    pipeline_free(pipeline);

    assert_true(text_equal(buffer_view(&found.out), buffer_view(&expected.out)));
    assert_true(text_equal(buffer_view(&found.messages), buffer_view(&expected.messages)));
    assert_int_equal(found.records, RECORDS);
    assert_int_equal(found.rejected, RECORDS / 100);
    assert_int_equal(found.written, RECORDS - RECORDS / 100);
    assert_int_equal(found.flagged, RECORDS / 10);
    assert_int_equal(found.tallied, RECORDS - RECORDS / 100);
    buffer_free(&table);
    buffer_free(&expected.out);
    buffer_free(&expected.messages);
    buffer_free(&found.out);
    buffer_free(&found.messages);
    layout_free(&run.layout);
}

/* --- tests ---------------------------------------------------------------------------------- */

static void the_order_is_kept_by_any_number_of_threads(void **state)
{
    (void)state;
    static const long THREADS[] = {0, 1, 2, 3, 8, 64};
    for (size_t i = 0; i < sizeof THREADS / sizeof *THREADS; i++)
        decide_all(THREADS[i]);
}

static void several_threads_decide_at_once(void **state)
{
    (void)state;
    decide_all(8);
    assert_true(atomic_load(&most_deciding) > 1);
    assert_true(atomic_load(&most_deciding) <= 8);
}

static void no_two_records_at_once_where_the_filter_wants_them_in_order(void **state)
{
    (void)state;
    filter.in_order = true;
    decide_all(8);
    filter.in_order = false;
    assert_int_equal(atomic_load(&most_deciding), 1);
    assert_false(atomic_load(&out_of_order));
}

static void an_early_end_waits_for_nobody(void **state)
{
    (void)state;
    struct run run = {.filter = &filter, .key_column = -1};
    for (long threads = 1; threads <= 4; threads++) {
        struct pipeline *pipeline = pipeline_new(&run, threads);
        assert_non_null(pipeline);
        assert_null(pipeline_take(pipeline));
        assert_non_null(pipeline_spare(pipeline));
        pipeline_free(pipeline);
    }
    pipeline_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_is_kept_by_any_number_of_threads),
        cmocka_unit_test(several_threads_decide_at_once),
        cmocka_unit_test(no_two_records_at_once_where_the_filter_wants_them_in_order),
        cmocka_unit_test(an_early_end_waits_for_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
