/*
 * The chain: what an entry's digest is taken of, and what is looked over.
 *
 * For each column of `entry` but the last, in their order: its name, `=`, the number of bytes of
 * its value, `:`, the value, a line feed. No two entries give the same bytes. The digest of the
 * entry before it is one of the columns.
 */
#include "store/inside.h"

#include "base/language.h"

#include <stdarg.h>
#include <stdio.h>

/* So many of SQLite's own findings are reported, then no more of them. */
#define INTEGRITY_CHECK "PRAGMA integrity_check(20)"

/* The last column: whether what a reversal takes back is a payment of that kind. */
#define WALK                                                                                       \
    "SELECT " FIELD_COLUMNS "p.number IS NOT NULL FROM entry AS e NOT INDEXED LEFT JOIN entry AS " \
    "p ON p.number = e.reverses AND p.number < e.number AND p.kind = 'payment' AND p.batch = "     \
    "e.batch AND p.household_id = e.household_id AND p.item = e.item AND p.assessed_on = "         \
    "e.assessed_on AND p.amount_fen + e.amount_fen = 0 ORDER BY e.number"

void chain_digest(const struct text text[FIELDS], char out[DIGEST_TEXT_SIZE])
{
    struct digest digest;
    digest_begin(&digest);
    for (int i = 0; i < FIELD_DIGEST; i++) {
        char head[48];
        const int n = snprintf(head, sizeof head, "%s=%zu:", FIELD_NAMES[i], text[i].n);
        digest_add(&digest, (struct text){head, (size_t)n});
        digest_add(&digest, text[i]);
        digest_add(&digest, (struct text){"\n", 1});
    }
    digest_end(&digest, out);
}

/* What is known of the entries gone through. */
struct walk {
    struct ledger *ledger;
    const struct ledger_report *report;
    int64_t last;                /* number */
    char head[DIGEST_TEXT_SIZE]; /* its digest, as it stands there */
    char key[DIGEST_TEXT_SIZE];  /* the key that the persons of all entries need */
};

static void fault(const struct walk *walk, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void fault(const struct walk *walk, const char *format, ...)
{
    struct error error;
    char text[sizeof error.text];
    va_list values;
    va_start(values, format);
    (void)vsnprintf(text, sizeof text, format, values);
    va_end(values);
    error_set(&error, walk->ledger->file, 0, NULL, "%s", text);
    walk->report->fault(walk->report->data, &error);
}

static void missing(const struct walk *walk, int64_t from, int64_t to)
{
    if (from == to)
        fault(walk, _("entry %lld is missing"), (long long)from);
    else
        fault(walk, _("entries %lld to %lld are missing"), (long long)from, (long long)to);
}

static void look_at_link(const struct walk *walk, const struct text text[FIELDS], int64_t number)
{
    if (number - 1 > walk->last) {
        missing(walk, walk->last + 1, number - 1);
    } else if (number <= walk->last) {
        fault(walk, _("entry %lld is out of its place"), (long long)number);
    } else if (!text_is(text[FIELD_PREVIOUS], walk->head)) {
        if (walk->last == 0)
            fault(walk, _("entry 1 does not begin the chain: what was before it is missing"));
        else
            fault(
                walk,
                _("entry %lld does not follow entry %lld as it is now: one of them was changed or "
                  "put in since"),
                (long long)number, (long long)walk->last);
    }
}

static void look_at_key(struct walk *walk, struct text key, int64_t number)
{
    if (key.n == 0)
        return;
    if (walk->key[0] == '\0')
        (void)snprintf(walk->key, sizeof walk->key, "%.*s", (int)key.n, key.p);
    else if (!text_is(key, walk->key))
        fault(walk, _("the person of entry %lld was hashed with another key than those before it"),
              (long long)number);
}

static void look_at_entry(struct walk *walk, const struct text text[FIELDS], int64_t number,
                          bool explained)
{
    char digest[DIGEST_TEXT_SIZE];
    struct entry entry;
    look_at_link(walk, text, number);
    chain_digest(text, digest);
    const enum field bad = fields_read(text, &entry);
    if (!text_is(text[FIELD_DIGEST], digest))
        fault(walk, _("entry %lld is not as it was posted: it was changed since"),
              (long long)number);
    else if (bad != FIELDS)
        fault(walk, _("entry %lld was put in by another program: its '%s' is not valid"),
              (long long)number, FIELD_NAMES[bad]);
    else if (entry.kind == ENTRY_REVERSAL && !explained)
        fault(walk, _("entry %lld takes back what was not paid so"), (long long)number);
    else
        look_at_key(walk, entry.key, number);
    walk->last = number;
    (void)snprintf(walk->head, sizeof walk->head, "%.*s", (int)text[FIELD_DIGEST].n,
                   text[FIELD_DIGEST].p);
}

static int look_at_entries(struct walk *walk)
{
    sqlite3_stmt *rows = NULL;
    int rc = sqlite3_prepare_v2(walk->ledger->db, WALK, -1, &rows, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        struct text text[FIELDS];
        rc = ledger_step(walk->ledger, rows);
        if (rc == SQLITE_ROW && !fields_of_row(text, rows))
            rc = SQLITE_NOMEM;
        if (rc == SQLITE_ROW)
            look_at_entry(walk, text, sqlite3_column_int64(rows, FIELD_NUMBER),
                          sqlite3_column_int(rows, FIELDS) != 0);
    }
    (void)sqlite3_finalize(rows); /* repeats the code of the step */
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* The counter knows the largest number ever given. */
static bool look_at_end(const struct walk *walk, struct error *error)
{
    int64_t counter;
    if (!ledger_number(walk->ledger, "SELECT seq FROM sqlite_sequence WHERE name = 'entry'",
                       &counter, error))
        return false;
    if (counter > walk->last)
        missing(walk, walk->last + 1, counter);
    else if (counter < walk->last)
        fault(walk, _("its counter of entries says %lld where there are %lld: it was changed"),
              (long long)counter, (long long)walk->last);
    return true;
}

static int look_at_structure(const struct walk *walk)
{
    sqlite3_stmt *rows = NULL;
    int rc = sqlite3_prepare_v2(walk->ledger->db, INTEGRITY_CHECK, -1, &rows, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = ledger_step(walk->ledger, rows);
        const char *finding = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(rows, 0) : "ok";
        if (finding == NULL)
            rc = SQLITE_NOMEM;
        else if (strcmp(finding, "ok") != 0)
            fault(walk, _("it is cut off or damaged: %s"), finding);
    }
    (void)sqlite3_finalize(rows); /* repeats the code of the step */
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Damage is a fault of the ledger; what else goes wrong is none. */
static bool settled(const struct walk *walk, int rc, struct error *error)
{
    struct error damage;
    if (rc == SQLITE_OK)
        return true;
    if ((rc & 0xFF) != SQLITE_CORRUPT && (rc & 0xFF) != SQLITE_NOTADB)
        return ledger_failed(walk->ledger, rc, error);
    ledger_failed(walk->ledger, rc, &damage);
    walk->report->fault(walk->report->data, &damage);
    return true;
}

bool ledger_verify(struct ledger *ledger, const struct ledger_report *report, struct error *error)
{
    struct walk walk = {.ledger = ledger, .report = report, .head = CHAIN_START};
    bool readable = false;
    int rc = schema_verify(ledger, report, &readable);
    if (rc != SQLITE_OK)
        return settled(&walk, rc, error);
    if (!settled(&walk, look_at_structure(&walk), error))
        return false;
    if (!readable)
        return true;
    rc = look_at_entries(&walk);
    return settled(&walk, rc, error) && (rc != SQLITE_OK || look_at_end(&walk, error));
}
