/* SQLite's answers: how long others are waited for, and what is said of a failure. */
#include "store/inside.h"

#include "base/buffer.h"
#include "base/language.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* No text in a ledger is longer, in bytes, nor any statement. */
#define LENGTH_MAX (1 << 20)

/* --- waiting --- */

static bool pause_before(const struct timespec *deadline)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0 || now.tv_sec > deadline->tv_sec ||
        (now.tv_sec == deadline->tv_sec && now.tv_nsec >= deadline->tv_nsec))
        return false;
    (void)poll(NULL, 0, 5); /* milliseconds; woken earlier, it only looks earlier */
    return true;
}

static int on_busy(void *ledger, int times)
{
    (void)times;
    return pause_before(&((const struct ledger *)ledger)->deadline);
}

/* SQLite gives some answers of this kind without asking on_busy: where another recovers what a
 * killed one left, or is just closing it. */
static bool is_busy(int rc)
{
    rc &= 0xFF;
    return rc == SQLITE_BUSY || rc == SQLITE_LOCKED || rc == SQLITE_PROTOCOL;
}

/* --- failures --- */

bool ledger_failed(const struct ledger *ledger, int rc, struct error *error)
{
    const char *file = ledger->file, *why = sqlite3_errmsg(ledger->db);
    const int number = sqlite3_system_errno(ledger->db);
    if (rc == SQLITE_IOERR_NOMEM || (rc & 0xFF) == SQLITE_NOMEM || ledger->db == NULL)
        return error_no_memory(error, file);
    if (is_busy(rc))
        return error_set(
            error, file, 0, NULL,
            _("another program has been writing to it for %ld s: run this again when it "
              "has ended, or wait longer (--wait)"),
            ledger->wait);
    switch (rc & 0xFF) {
    case SQLITE_FULL:
        return error_set(error, file, 0, NULL, _("the disk is full"));
    case SQLITE_CORRUPT:
        return error_set(error, file, 0, NULL, _("it is cut off or damaged: %s"), why);
    case SQLITE_NOTADB:
        return error_set(error, file, 0, NULL, _("it is no ledger, or its beginning is damaged"));
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return error_set(error, file, 0, NULL, _("it may not be written: %s"), why);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        errno = number;
        return number != 0
                   ? error_system(error, file, _("it cannot be read or written"))
                   : error_set(error, file, 0, NULL, _("it cannot be read or written: %s"), why);
    default:
        return error_set(error, file, 0, NULL, _("it refuses this: %s"), why);
    }
}

/* --- statements --- */

int ledger_step(struct ledger *ledger, sqlite3_stmt *statement)
{
    int rc;
    /* One that has given no row yet may be begun anew. */
    while (is_busy(rc = sqlite3_step(statement)) && pause_before(&ledger->deadline))
        (void)sqlite3_reset(statement); /* repeats the code of the step */
    return rc;
}

bool ledger_prepare(struct ledger *ledger, const char *sql, sqlite3_stmt **out, struct error *error)
{
    int rc;
    /* It reads the structure, for which others may have to be waited for. */
    do
        rc = sqlite3_prepare_v2(ledger->db, sql, -1, out, NULL);
    while (is_busy(rc) && pause_before(&ledger->deadline));
    return rc == SQLITE_OK || ledger_failed(ledger, rc, error);
}

bool ledger_run(struct ledger *ledger, const char *sql, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    if (!ledger_prepare(ledger, sql, &statement, error))
        return false;
    int rc;
    while ((rc = ledger_step(ledger, statement)) == SQLITE_ROW)
        continue;
    const bool ok = rc == SQLITE_DONE || ledger_failed(ledger, rc, error);
    (void)sqlite3_finalize(statement); /* repeats the code of the step */
    return ok;
}

bool ledger_number(struct ledger *ledger, const char *sql, int64_t *out, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    if (!ledger_prepare(ledger, sql, &statement, error))
        return false;
    const int rc = ledger_step(ledger, statement);
    *out = rc == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    const bool ok = rc == SQLITE_ROW || rc == SQLITE_DONE || ledger_failed(ledger, rc, error);
    (void)sqlite3_finalize(statement); /* repeats the code of the step */
    return ok;
}

bool ledger_text(struct ledger *ledger, const char *sql, const char *none, char *out, size_t size,
                 struct error *error)
{
    sqlite3_stmt *statement = NULL;
    if (!ledger_prepare(ledger, sql, &statement, error))
        return false;
    const int rc = ledger_step(ledger, statement);
    const char *text = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : none;
    bool ok = rc == SQLITE_ROW || rc == SQLITE_DONE || ledger_failed(ledger, rc, error);
    (void)snprintf(out, size, "%s", text == NULL ? "" : text);
    (void)sqlite3_finalize(statement); /* repeats the code of the step */
    return ok;
}

/* --- connecting --- */

/* Neither `file:…` nor `:memory:`, which mean something else to SQLite. */
static void append_path(struct buffer *out, const char *file, bool encoded)
{
    if (file[0] != '/')
        buffer_string(out, "./");
    for (const char *p = file; *p != '\0'; p++) {
        const bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
                           (*p >= '0' && *p <= '9') || strchr("/._-~", *p) != NULL;
        if (encoded && !plain)
            buffer_format(out, "%%%02X", (unsigned)(unsigned char)*p);
        else
            buffer_char(out, *p);
    }
}

/* What SQLite reads no more than it must, and believes no more than it must. */
static bool settle(struct ledger *ledger, struct error *error)
{
    sqlite3 *db = ledger->db;
    int rc = sqlite3_extended_result_codes(db, 1);
    if (rc == SQLITE_OK)
        rc = sqlite3_busy_handler(db, on_busy, ledger);
    if (rc == SQLITE_OK)
        rc = sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    if (rc != SQLITE_OK)
        return ledger_failed(ledger, rc, error);
    (void)sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LENGTH_MAX);
    (void)sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, LENGTH_MAX);
    return ledger_run(ledger, "PRAGMA temp_store = MEMORY", error) &&
           ledger_run(ledger, "PRAGMA cell_size_check = ON", error);
}

/* Opens the file; `unchanging`: as one that nobody writes, which asks for no files beside it. */
static bool open_file(struct ledger *ledger, bool unchanging, struct error *error)
{
    struct buffer path = {0};
    if (unchanging)
        buffer_string(&path, "file:");
    if (unchanging && ledger->file[0] == '/')
        buffer_string(&path, "//"); /* an empty host, so that the path may begin with two */
    append_path(&path, ledger->file, unchanging);
    if (unchanging)
        buffer_string(&path, "?immutable=1");
    buffer_char(&path, '\0');
    const int flags = unchanging ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE;
    int rc = SQLITE_NOMEM;
    (void)sqlite3_close(ledger->db); /* of a first attempt; nothing is prepared in it */
    ledger->db = NULL;
    if (!path.failed)
        rc = sqlite3_open_v2(path.p, &ledger->db, flags, NULL);
    buffer_free(&path);
    return rc == SQLITE_OK ? settle(ledger, error) : ledger_failed(ledger, rc, error);
}

static bool is_ledger(struct ledger *ledger, struct error *error)
{
    int64_t application, version;
    struct stat status;
    if (stat(ledger->file, &status) == 0 && status.st_size == 0)
        return error_set(error, ledger->file, 0, NULL, _("it is empty: no ledger, or cut off"));
    if (!ledger_number(ledger, "PRAGMA application_id", &application, error) ||
        !ledger_number(ledger, "PRAGMA user_version", &version, error))
        return false;
    if (application != LEDGER_APPLICATION)
        return error_set(error, ledger->file, 0, NULL,
                         _("it is an SQLite database, but no ledger of bangfu"));
    return version == LEDGER_VERSION ||
           error_set(error, ledger->file, 0, NULL,
                     _("it is a ledger of version %lld, this program knows version %d: use the "
                       "version of bangfu that made it or a later one"),
                     (long long)version, LEDGER_VERSION);
}

static bool begin_to_read(struct ledger *ledger, struct error *error)
{
    /* The snapshot begins with the first reading. */
    return is_ledger(ledger, error) && ledger_run(ledger, "PRAGMA query_only = ON", error) &&
           ledger_run(ledger, "BEGIN", error) &&
           ledger_run(ledger, "SELECT 1 FROM sqlite_schema LIMIT 1", error);
}

static bool begin_to_write(struct ledger *ledger, struct error *error)
{
    char mode[16];
    if (!is_ledger(ledger, error))
        return false;
    if (sqlite3_db_readonly(ledger->db, "main") != 0)
        return error_set(error, ledger->file, 0, NULL,
                         _("it may not be written: ask its owner, or copy it"));
    if (!ledger_text(ledger, "PRAGMA journal_mode = WAL", "", mode, sizeof mode, error))
        return false;
    if (strcmp(mode, "wal") != 0)
        return error_set(error, ledger->file, 0, NULL,
                         _("this file system cannot keep its journal: put it on a local disk"));
    ledger->writes = ledger_run(ledger, "PRAGMA synchronous = FULL", error) &&
                     ledger_run(ledger, "BEGIN IMMEDIATE", error);
    return ledger->writes;
}

/* Whether nothing lies beside the file that belongs to it. `real` has no links: SQLite looks beside
 * what they lead to. */
static bool is_alone(const char *real)
{
    static const char *const ENDS[] = {"-wal", "-journal"};
    bool alone = true;
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        struct buffer name = {0};
        struct stat status;
        buffer_string(&name, real);
        buffer_string(&name, ENDS[i]);
        buffer_char(&name, '\0');
        if (name.failed || (stat(name.p, &status) == 0 ? status.st_size > 0 : errno != ENOENT))
            alone = false;
        buffer_free(&name);
    }
    return alone;
}

/* A reader keeps files beside the ledger, too. Where it may not (a disc, another's folder) and
 * nothing is there that it would have to look into, the file can be read alone. */
static bool may_read_alone(const struct ledger *ledger)
{
    const int rc = ledger->db == NULL ? SQLITE_OK : sqlite3_errcode(ledger->db) & 0xFF;
    if (rc != SQLITE_CANTOPEN && rc != SQLITE_READONLY)
        return false;
    char *real = realpath(ledger->file, NULL);
    const bool alone = real != NULL && is_alone(real);
    free(real);
    return alone;
}

bool ledger_connect(struct ledger *ledger, enum ledger_access access, struct error *error)
{
    if (clock_gettime(CLOCK_MONOTONIC, &ledger->deadline) != 0)
        return error_system(error, ledger->file, _("cannot tell the time"));
    ledger->deadline.tv_sec += ledger->wait;
    if (access == LEDGER_WRITE)
        return open_file(ledger, false, error) && begin_to_write(ledger, error);
    if (open_file(ledger, false, error) && begin_to_read(ledger, error))
        return true;
    if (!may_read_alone(ledger))
        return false;
    return open_file(ledger, true, error) && begin_to_read(ledger, error);
}
