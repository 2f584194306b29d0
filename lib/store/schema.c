/* What a ledger is made of. A change here is another LEDGER_VERSION. */
#include "store/inside.h"

#include "base/language.h"

#include <stdio.h>

struct object {
    const char *name, *sql;
};

/*
 * SQLite keeps these texts as they are written here, and so they are compared. AUTOINCREMENT keeps
 * the largest number ever given in a table of its own, by which entries cut off at the end are
 * missed.
 *
 * A replacing insert (INSERT OR REPLACE) removes a row without asking the trigger of removals:
 * hence entry_added refuses what is there already, and any number but the next.
 */
/* clang-format off */
static const struct object OBJECTS[] = {
    {"entry",
     "CREATE TABLE entry (\n"
     "  number INTEGER PRIMARY KEY AUTOINCREMENT CHECK (number > 0),\n"
     "  kind TEXT NOT NULL CHECK (kind IN ('payment', 'reversal')),\n"
     "  batch TEXT NOT NULL CHECK (batch <> ''),\n"
     "  household_id TEXT NOT NULL CHECK (household_id <> ''),\n"
     "  person TEXT NOT NULL CHECK (length(person) IN (0, 64)),\n"
     "  person_key TEXT NOT NULL CHECK ((person_key = '') = (person = '')),\n"
     "  item TEXT NOT NULL CHECK (item IN ('living', 'medical', 'education', 'accident')),\n"
     "  amount_fen INTEGER NOT NULL CHECK\n"
     "    (CASE kind WHEN 'payment' THEN amount_fen > 0 ELSE amount_fen < 0 END),\n"
     "  category TEXT NOT NULL CHECK (category IN ('deep', 'relative', 'accidental')),\n"
     "  region TEXT NOT NULL CHECK (region GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),\n"
     "  assessed_on TEXT NOT NULL CHECK (date(assessed_on) IS assessed_on),\n"
     "  approval TEXT NOT NULL CHECK (approval IN ('', 'county', 'province', 'national')),\n"
     "  approved_by TEXT NOT NULL,\n"
     "  approved_on TEXT NOT NULL CHECK (approved_on = '' OR date(approved_on) IS approved_on),\n"
     "  policy_digest TEXT NOT NULL CHECK (length(policy_digest) = 64),\n"
     "  input_digest TEXT NOT NULL CHECK (length(input_digest) = 64),\n"
     "  posted_at TEXT NOT NULL CHECK (strftime('%Y-%m-%dT%H:%M:%SZ', posted_at) IS posted_at),\n"
     "  version TEXT NOT NULL CHECK (version <> ''),\n"
     "  reverses INTEGER REFERENCES entry (number)\n"
     "    CHECK ((reverses IS NULL) = (kind = 'payment')),\n"
     "  reason TEXT NOT NULL CHECK ((reason = '') = (kind = 'payment')),\n"
     "  previous TEXT NOT NULL CHECK (length(previous) = 64),\n"
     "  digest TEXT NOT NULL CHECK (length(digest) = 64)\n"
     ") STRICT"},
    {"entry_paid_once",
     "CREATE UNIQUE INDEX entry_paid_once ON entry (batch, household_id, item)\n"
     "  WHERE kind = 'payment'"},
    {"entry_reversed_once",
     "CREATE UNIQUE INDEX entry_reversed_once ON entry (reverses) WHERE reverses IS NOT NULL"},
    {"entry_changed",
     "CREATE TRIGGER entry_changed BEFORE UPDATE ON entry BEGIN\n"
     "  SELECT RAISE(ABORT, 'no entry of a ledger is ever changed');\n"
     "END"},
    {"entry_removed",
     "CREATE TRIGGER entry_removed BEFORE DELETE ON entry BEGIN\n"
     "  SELECT RAISE(ABORT, 'no entry of a ledger is ever removed');\n"
     "END"},
    {"entry_added",
     "CREATE TRIGGER entry_added BEFORE INSERT ON entry BEGIN\n"
     "  SELECT RAISE(ABORT, 'the number of an entry is the one after the last')\n"
     "    WHERE NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry);\n"
     "  SELECT RAISE(ABORT, 'an entry carries the digest of the one before it')\n"
     "    WHERE NEW.previous IS NOT coalesce(\n"
     "      (SELECT digest FROM entry ORDER BY number DESC LIMIT 1),\n"
     "      '" CHAIN_START "');\n"
     "  SELECT RAISE(ABORT, 'it is paid already')\n"
     "    WHERE NEW.kind = 'payment' AND EXISTS (SELECT 1 FROM entry WHERE kind = 'payment'\n"
     "      AND batch = NEW.batch AND household_id = NEW.household_id AND item = NEW.item);\n"
     "  SELECT RAISE(ABORT, 'it is reversed already')\n"
     "    WHERE EXISTS (SELECT 1 FROM entry WHERE reverses IS NOT NULL\n"
     "      AND reverses = NEW.reverses);\n"
     "  SELECT RAISE(ABORT, 'a reversal takes back one whole payment')\n"
     "    WHERE NEW.kind = 'reversal' AND NOT EXISTS (SELECT 1 FROM entry\n"
     "      WHERE number = NEW.reverses AND kind = 'payment' AND batch = NEW.batch\n"
     "      AND household_id = NEW.household_id AND item = NEW.item\n"
     "      AND assessed_on = NEW.assessed_on AND amount_fen + NEW.amount_fen = 0);\n"
     "END"},
    {"sqlite_sequence", "CREATE TABLE sqlite_sequence(name,seq)"},
};
/* clang-format on */

#define OBJECT_COUNT ((int)(sizeof OBJECTS / sizeof *OBJECTS))
#define OWN_COUNT    (OBJECT_COUNT - 1) /* the last comes with AUTOINCREMENT */

int schema_create(sqlite3 *db)
{
    char marks[96];
    (void)snprintf(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                   LEDGER_APPLICATION, LEDGER_VERSION);
    int rc = sqlite3_exec(db, marks, NULL, NULL, NULL);
    for (int i = 0; rc == SQLITE_OK && i < OWN_COUNT; i++)
        rc = sqlite3_exec(db, OBJECTS[i].sql, NULL, NULL, NULL);
    return rc;
}

static void fault(const struct ledger_report *report, const struct error *error)
{
    report->fault(report->data, error);
}

/* What the file says of itself may be anything: it is shown as text without numbers of people. */
static void foreign(const struct ledger *ledger, const struct ledger_report *report,
                    struct text name)
{
    struct error error;
    char shown[64];
    error_set(&error, ledger->file, 0, NULL,
              _("'%s' is in it, which no ledger has: its structure was changed"),
              text_masked(name, shown, sizeof shown));
    fault(report, &error);
}

static int find(struct text name)
{
    int i = 0;
    while (i < OBJECT_COUNT && !text_is(name, OBJECTS[i].name))
        i++;
    return i;
}

static struct text column(sqlite3_stmt *row, int i)
{
    const char *p = (const char *)sqlite3_column_text(row, i);
    return p == NULL ? (struct text){"", 0}
                     : (struct text){p, (size_t)sqlite3_column_bytes(row, i)};
}

/* Compares what is there, which `same` remembers. */
static int compare(struct ledger *ledger, const struct ledger_report *report, sqlite3_stmt *objects,
                   bool same[OBJECT_COUNT])
{
    int rc;
    while ((rc = ledger_step(ledger, objects)) == SQLITE_ROW) {
        const struct text name = column(objects, 0), sql = column(objects, 1);
        const int i = find(name);
        if (i == OBJECT_COUNT)
            foreign(ledger, report, name);
        else
            same[i] = text_is(sql, OBJECTS[i].sql);
    }
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

int schema_verify(struct ledger *ledger, const struct ledger_report *report, bool *readable)
{
    bool same[OBJECT_COUNT] = {0};
    sqlite3_stmt *objects = NULL;
    *readable = false;
    int rc =
        sqlite3_prepare_v2(ledger->db, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL",
                           -1, &objects, NULL);
    if (rc == SQLITE_OK)
        rc = compare(ledger, report, objects, same);
    (void)sqlite3_finalize(objects); /* repeats the code of the step */
    if (rc != SQLITE_OK)
        return rc;
    for (int i = 0; i < OBJECT_COUNT; i++) {
        struct error error;
        if (same[i])
            continue;
        error_set(&error, ledger->file, 0, NULL,
                  _("'%s', which keeps its entries as they are, is missing or was changed"),
                  OBJECTS[i].name);
        fault(report, &error);
    }
    *readable = same[0] && same[OBJECT_COUNT - 1];
    return SQLITE_OK;
}
