/*
 * Inside lib/store: how a ledger is held, and the fields of an entry as texts, which is how they
 * are stored, digested and looked over.
 */
#ifndef BANGFU_STORE_INSIDE_H
#define BANGFU_STORE_INSIDE_H

#include "store/ledger.h"

#include <sqlite3.h>
#include <time.h>

/*
 * The columns in the order in which they are digested: any program that can read SQLite and
 * compute SHA-256 can follow the chain (see chain.c). Those of numbers are INTEGER, all others
 * TEXT; only `reverses` may be NULL, which is digested as an empty text.
 */
#define ENTRY_FIELDS(X)                                                                            \
    X(NUMBER, "number")                                                                            \
    X(KIND, "kind")                                                                                \
    X(BATCH, "batch")                                                                              \
    X(HOUSEHOLD, "household_id")                                                                   \
    X(PERSON, "person")                                                                            \
    X(KEY, "person_key")                                                                           \
    X(ITEM, "item")                                                                                \
    X(AMOUNT, "amount_fen")                                                                        \
    X(CATEGORY, "category")                                                                        \
    X(REGION, "region")                                                                            \
    X(ASSESSED_ON, "assessed_on")                                                                  \
    X(APPROVAL, "approval")                                                                        \
    X(APPROVED_BY, "approved_by")                                                                  \
    X(APPROVED_ON, "approved_on")                                                                  \
    X(POLICY, "policy_digest")                                                                     \
    X(INPUT, "input_digest")                                                                       \
    X(POSTED_AT, "posted_at")                                                                      \
    X(VERSION, "version")                                                                          \
    X(REVERSES, "reverses")                                                                        \
    X(REASON, "reason")                                                                            \
    X(PREVIOUS, "previous")                                                                        \
    X(DIGEST, "digest")

enum field {
#define X(id, name) FIELD_##id,
    ENTRY_FIELDS(X)
#undef X
        FIELDS
};

extern const char *const FIELD_NAMES[FIELDS];

/* All of them, for a SELECT of `entry` that is called e. */
#define FIELD_COLUMN(id, name) "e." name ","
#define FIELD_COLUMNS          ENTRY_FIELDS(FIELD_COLUMN)

/* What stands before the first entry. */
#define CHAIN_START "0000000000000000000000000000000000000000000000000000000000000000"

struct ledger {
    sqlite3 *db;
    char *file;
    long wait;                /* seconds */
    struct timespec deadline; /* when waiting for others ends */
    bool writes;              /* has a transaction in which entries may be added */
    sqlite3_stmt *insert;
    int64_t count;
    char head[DIGEST_TEXT_SIZE];
    bool has_key; /* `key` is that of all entries with a person */
    char key[DIGEST_TEXT_SIZE];
};

/* --- connect.c: SQLite's answers, and how long they are waited for --- */

/* Connects to `file` and sees to it that it is a ledger of this version; begins to write, or a
 * snapshot to read. False with `error`; ledger_close frees in both cases. */
bool ledger_connect(struct ledger *ledger, enum ledger_access access, struct error *error);

/* Says what `rc` was; false. */
bool ledger_failed(const struct ledger *ledger, int rc, struct error *error);

/* Runs statements that have no result, waiting for others until the deadline. */
bool ledger_run(struct ledger *ledger, const char *sql, struct error *error);

bool ledger_prepare(struct ledger *ledger, const char *sql, sqlite3_stmt **out,
                    struct error *error);

/* SQLITE_ROW or SQLITE_DONE, or the code of a failure. */
int ledger_step(struct ledger *ledger, sqlite3_stmt *statement);

/* One whole number or text that a statement gives, `none` where there is no row. */
bool ledger_number(struct ledger *ledger, const char *sql, int64_t *out, struct error *error);
bool ledger_text(struct ledger *ledger, const char *sql, const char *none, char *out, size_t size,
                 struct error *error);

/* --- create.c --- */

/* Makes an empty ledger where there is none, whole or not at all. One that is there is left. */
bool ledger_create(const char *file, struct error *error);

/* --- schema.c --- */

/* `PRAGMA application_id` and `PRAGMA user_version` of a ledger. */
#define LEDGER_APPLICATION 0x62666C64 /* bfld */
#define LEDGER_VERSION     1

/* Creates all that a ledger has in an empty database; an SQLite code. */
int schema_create(sqlite3 *db);

/* Reports what is not as schema_create makes it. `*readable` is whether the entries can be read
 * all the same. An SQLite code. */
int schema_verify(struct ledger *ledger, const struct ledger_report *report, bool *readable);

/* --- entry.c: an entry and its fields --- */

struct fields {
    struct text text[FIELDS];
    char number[24], amount[24], region[REGION_TEXT_SIZE], assessed_on[DATE_TEXT_SIZE],
        reverses[24];
};

/* Borrows from `entry`. */
void fields_of_entry(struct fields *fields, const struct entry *entry);

/* The first columns of a row; texts live until its next step. False without memory. */
bool fields_of_row(struct text text[FIELDS], sqlite3_stmt *row);

/* Reads the fields of an entry, whose texts borrow from them. The first that cannot be one, or
 * FIELDS. */
enum field fields_read(const struct text text[FIELDS], struct entry *entry);

/* --- chain.c --- */

/* The digest of an entry by all its fields but the digest itself. */
void chain_digest(const struct text text[FIELDS], char out[DIGEST_TEXT_SIZE]);

#endif
