/*
 * For unit tests of the ledger: a folder of its own for each program, entries as they are posted,
 * and what others may do to the file.
 */
#ifndef BANGFU_TESTS_LEDGER_FILES_H
#define BANGFU_TESTS_LEDGER_FILES_H

#include "base/buffer.h"
#include "base/whole_file.h"
#include "store/ledger.h"

#include <ftw.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define ZEROS  "0000000000000000000000000000000000000000000000000000000000000000"

static char files_folder[] = "/tmp/bangfu-ledger.XXXXXX";

static inline int files_make(void **state)
{
    (void)state;
    return mkdtemp(files_folder) == NULL;
}

static inline int files_remove_one(const char *path, const struct stat *status, int kind,
                                   struct FTW *where)
{
    (void)status;
    (void)kind;
    (void)where;
    return remove(path);
}

static inline int files_remove(void **state)
{
    (void)state;
    return nftw(files_folder, files_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* A path in the folder; lives until the fourth call after it. */
static inline const char *path_of(const char *name)
{
    static char paths[4][128];
    static int next;
    char *path = paths[next++ % 4];
    (void)snprintf(path, sizeof paths[0], "%s/%s", files_folder, name);
    return path;
}

static inline void bytes_write(const char *file, struct text bytes)
{
    FILE *out = fopen(file, "w");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, out), bytes.n);
    assert_int_equal(fclose(out), 0);
}

static inline void bytes_read(const char *file, struct buffer *out)
{
    struct error error;
    buffer_clear(out);
    if (!whole_file_read(file, out, &error))
        fail_msg("%s", error.text);
}

static inline struct date day(const char *a)
{
    struct date d;
    assert_true(date_parse(text_of(a), &d));
    return d;
}

static inline struct entry payment(const char *batch, const char *household, enum item item,
                                   int64_t fen)
{
    return (struct entry){
        .kind = ENTRY_PAYMENT,
        .batch = text_of(batch),
        .household = text_of(household),
        .person = text_of(HASH_A),
        .key = text_of("0123456789abcdef"),
        .item = item,
        .amount = {fen},
        .category = CATEGORY_DEEP,
        .region = {341502},
        .assessed_on = day("2025-03-01"),
        .approval = text_of("county"),
        .policy = text_of(HASH_A),
        .input = text_of(HASH_B),
        .posted_at = text_of("2025-03-02T08:00:00Z"),
        .version = text_of("0.1.0"),
    };
}

static inline struct entry reversal(struct entry of, int64_t number)
{
    of.kind = ENTRY_REVERSAL;
    of.amount.fen = -of.amount.fen;
    of.reverses = number;
    of.reason = text_of("paid to a closed account");
    return of;
}

static inline struct ledger *opened(const char *file, enum ledger_access access)
{
    struct error error;
    struct ledger *ledger = ledger_open(file, access, 10, &error);
    if (ledger == NULL)
        fail_msg("%s: %s", error.file, error.text);
    return ledger;
}

static inline void posted(struct ledger *ledger, struct entry entry)
{
    struct error error;
    if (!ledger_post(ledger, &entry, &error))
        fail_msg("%s: %s", error.file, error.text);
}

static inline void committed(struct ledger *ledger)
{
    struct error error;
    if (!ledger_commit(ledger, &error))
        fail_msg("%s: %s", error.file, error.text);
    ledger_close(ledger);
}

/* Payments 1 … `count` of living aid, one to each household, 1000.00 yuan and a fen more each. */
static inline void ledger_of(const char *file, int count)
{
    struct ledger *ledger = opened(file, LEDGER_WRITE);
    for (int i = 0; i < count; i++) {
        char household[16];
        (void)snprintf(household, sizeof household, "H%03d", i + 1);
        posted(ledger, payment("2025-03", household, ITEM_LIVING, 100000 + i + 1));
    }
    committed(ledger);
}

/* What another program does to the file: SQLite's answer, SQLITE_OK where it was done. */
static inline int tampered(const char *file, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    const int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return rc;
}

static inline void refused(const char *file, enum ledger_access access, const char *expected)
{
    struct error error;
    struct ledger *ledger = ledger_open(file, access, 10, &error);
    if (ledger != NULL)
        fail_msg("%s: opened, but '%s' was expected", file, expected);
    assert_string_equal(error.file, file);
    if (strncmp(error.text, expected, strlen(expected)) != 0)
        fail_msg("'%s' was expected, it is: %s", expected, error.text);
}

#endif
