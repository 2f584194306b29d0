/* Opening, committing and closing a ledger. */
#include "store/inside.h"

#include "base/language.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int64_t ledger_count(const struct ledger *ledger)
{
    return ledger->count;
}

const char *ledger_head(const struct ledger *ledger)
{
    return ledger->head;
}

const char *ledger_file(const struct ledger *ledger)
{
    return ledger->file;
}

void ledger_close(struct ledger *ledger)
{
    if (ledger == NULL)
        return;
    (void)sqlite3_finalize(ledger->insert); /* repeats the code of its last step */
    (void)sqlite3_close(ledger->db);        /* takes back what was not committed */
    free(ledger->file);
    free(ledger);
}

/* Neither a folder nor a device is a ledger; what is not there is not made to be read. */
static bool is_file(const char *file, struct error *error)
{
    struct stat status;
    if (stat(file, &status) != 0)
        return error_system(error, file, _("cannot open"));
    if (!S_ISREG(status.st_mode))
        return error_set(error, file, 0, NULL, _("it is not a file"));
    /* What is kept beside it goes by one name: under two, two would post apart. */
    return status.st_nlink == 1 ||
           error_set(error, file, 0, NULL,
                     _("it has several names (hard links): copy it, and keep one"));
}

static bool load_end(struct ledger *ledger, struct error *error)
{
    if (!ledger_number(ledger, "SELECT count(*) FROM entry", &ledger->count, error) ||
        !ledger_text(ledger, "SELECT digest FROM entry ORDER BY number DESC LIMIT 1", CHAIN_START,
                     ledger->head, sizeof ledger->head, error) ||
        !ledger_text(ledger, "SELECT person_key FROM entry WHERE person_key <> '' LIMIT 1", "",
                     ledger->key, sizeof ledger->key, error))
        return false;
    ledger->has_key = ledger->key[0] != '\0';
    return true;
}

struct first_fault {
    bool any;
    struct error error;
};

static void keep_first(void *data, const struct error *error)
{
    struct first_fault *first = data;
    if (!first->any)
        first->error = *error;
    first->any = true;
}

static bool is_sound(struct ledger *ledger, struct error *error)
{
    struct first_fault first = {0};
    const struct ledger_report report = {.fault = keep_first, .data = &first};
    if (!ledger_verify(ledger, &report, error))
        return false;
    if (first.any && error != NULL)
        *error = first.error;
    return !first.any;
}

static struct ledger *open_ledger(const char *file, enum ledger_access access, long wait,
                                  bool verified, struct error *error)
{
    struct ledger *ledger = calloc(1, sizeof *ledger);
    char *name = strdup(file);
    if (ledger == NULL || name == NULL) {
        error_no_memory(error, file);
        free(ledger);
        free(name);
        return NULL;
    }
    ledger->file = name;
    ledger->wait = wait;
    if ((access == LEDGER_WRITE && !ledger_create(file, error)) || !is_file(file, error) ||
        !ledger_connect(ledger, access, error) || (verified && !is_sound(ledger, error)) ||
        !load_end(ledger, error)) {
        ledger_close(ledger);
        return NULL;
    }
    return ledger;
}

struct ledger *ledger_open(const char *file, enum ledger_access access, long wait,
                           struct error *error)
{
    return open_ledger(file, access, wait, true, error);
}

struct ledger *ledger_open_unverified(const char *file, long wait, struct error *error)
{
    return open_ledger(file, LEDGER_READ, wait, false, error);
}

bool ledger_commit(struct ledger *ledger, struct error *error)
{
    (void)sqlite3_finalize(ledger->insert); /* repeats the code of its last step */
    ledger->insert = NULL;
    if (!ledger->writes)
        return error_set(error, ledger->file, 0, NULL, _("it was not opened to be written"));
    ledger->writes = false;
    if (ledger_run(ledger, "COMMIT", error))
        return true;
    const int rc = sqlite3_extended_errcode(ledger->db);
    if (sqlite3_get_autocommit(ledger->db) == 0)
        (void)sqlite3_exec(ledger->db, "ROLLBACK", NULL, NULL, NULL); /* else closing does it */
    /* The last words were written, but nobody knows whether they lie on the disk. */
    if (rc == SQLITE_IOERR_FSYNC || rc == SQLITE_IOERR_DIR_FSYNC)
        return error_set(
            error, ledger->file, 0, NULL,
            _("the disk does not say whether it has the entries: run this again, which "
              "changes nothing where it has them"));
    return false;
}

bool ledger_has_digest(struct ledger *ledger, struct text digest, int64_t *number, bool *has,
                       struct error *error)
{
    sqlite3_stmt *find = NULL;
    *number = 0;
    *has = text_is(digest, CHAIN_START); /* the head of a ledger without entries */
    if (*has)
        return true;
    if (digest.n != DIGEST_TEXT_SIZE - 1)
        return true;
    if (!ledger_prepare(ledger, "SELECT number FROM entry WHERE digest = ?1", &find, error))
        return false;
    int rc = sqlite3_bind_text(find, 1, digest.p, (int)digest.n, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = ledger_step(ledger, find);
    *has = rc == SQLITE_ROW;
    if (*has)
        *number = sqlite3_column_int64(find, 0);
    const bool ok = *has || rc == SQLITE_DONE || ledger_failed(ledger, rc, error);
    (void)sqlite3_finalize(find); /* repeats the code of the step */
    return ok;
}
