/* Adding an entry. */
#include "store/inside.h"

#include "base/language.h"

#include <stdio.h>

/* No text of an entry is longer, in bytes. */
#define TEXT_MAX 4096

/* A payment or reversal as a row; its columns in the order of the fields. */
static const char INSERT[] =
    "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

static bool refuse(const struct ledger *ledger, const char *what, struct error *error)
{
    return error_set(error, ledger->file, 0, NULL, "%s", what);
}

static bool is_sound(const struct ledger *ledger, const struct fields *fields, struct error *error)
{
    struct entry again;
    const enum field bad = fields_read(fields->text, &again);
    if (bad != FIELDS)
        return error_set(error, ledger->file, 0, NULL,
                         _("an entry cannot be posted: its '%s' is not valid"), FIELD_NAMES[bad]);
    for (int i = 0; i < FIELDS; i++)
        if (fields->text[i].n > TEXT_MAX)
            return error_set(error, ledger->file, 0, NULL,
                             _("an entry cannot be posted: its '%s' is longer than %d bytes"),
                             FIELD_NAMES[i], TEXT_MAX);
    return true;
}

/* A person is found again by the hash only where all entries have the same key. */
static bool is_own_key(struct ledger *ledger, struct text key, struct error *error)
{
    if (key.n == 0 || (ledger->has_key && text_is(key, ledger->key)))
        return true;
    if (ledger->has_key)
        return refuse(ledger, _("this is another key than that of the entries so far"), error);
    ledger->has_key = true;
    (void)snprintf(ledger->key, sizeof ledger->key, "%.*s", (int)key.n, key.p);
    return true;
}

static int bind_all(sqlite3_stmt *insert, const struct fields *fields, const struct entry *entry)
{
    int rc = SQLITE_OK;
    for (int i = 0; rc == SQLITE_OK && i < FIELDS; i++) {
        const struct text *text = &fields->text[i];
        if (i == FIELD_NUMBER)
            rc = sqlite3_bind_int64(insert, i + 1, entry->number);
        else if (i == FIELD_AMOUNT)
            rc = sqlite3_bind_int64(insert, i + 1, entry->amount.fen);
        else if (i == FIELD_REVERSES && entry->reverses == 0)
            rc = sqlite3_bind_null(insert, i + 1);
        else if (i == FIELD_REVERSES)
            rc = sqlite3_bind_int64(insert, i + 1, entry->reverses);
        else
            rc = sqlite3_bind_text(insert, i + 1, text->n == 0 ? "" : text->p, (int)text->n,
                                   SQLITE_STATIC);
    }
    return rc;
}

/* The triggers and the unique indexes say what may not be. */
static bool constraint_failed(const struct ledger *ledger, int rc, const struct entry *entry,
                              struct error *error)
{
    const bool refused = rc == SQLITE_CONSTRAINT_TRIGGER || rc == SQLITE_CONSTRAINT_UNIQUE ||
                         rc == SQLITE_CONSTRAINT_FOREIGNKEY;
    if (refused && entry->kind == ENTRY_PAYMENT)
        return error_set(error, ledger->file, 0, NULL,
                         _("batch '%.*s' has paid %s to household '%.*s' already"),
                         (int)entry->batch.n, entry->batch.p, ITEM_NAMES[entry->item],
                         (int)entry->household.n, entry->household.p);
    if (refused)
        return error_set(error, ledger->file, 0, NULL,
                         _("entry %lld cannot be reversed so: it is no such payment, or it was "
                           "reversed before"),
                         (long long)entry->reverses);
    return ledger_failed(ledger, rc, error);
}

bool ledger_post(struct ledger *ledger, struct entry *entry, struct error *error)
{
    struct fields fields;
    if (!ledger->writes)
        return refuse(ledger, _("it was not opened to be written"), error);
    entry->number = ledger->count + 1;
    memcpy(entry->previous, ledger->head, sizeof entry->previous);
    memcpy(entry->digest, CHAIN_START, sizeof entry->digest);
    fields_of_entry(&fields, entry);
    chain_digest(fields.text, entry->digest);
    if (!is_sound(ledger, &fields, error) || !is_own_key(ledger, entry->key, error))
        return false;
    if (ledger->insert == NULL && !ledger_prepare(ledger, INSERT, &ledger->insert, error))
        return false;
    int rc = bind_all(ledger->insert, &fields, entry);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(ledger->insert);
    const bool ok = rc == SQLITE_DONE || constraint_failed(ledger, rc, entry, error);
    (void)sqlite3_reset(ledger->insert); /* repeats the code of the step */
    (void)sqlite3_clear_bindings(ledger->insert);
    if (!ok)
        return false;
    ledger->count = entry->number;
    memcpy(ledger->head, entry->digest, sizeof ledger->head);
    return true;
}
