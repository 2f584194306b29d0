/* Reading entries. */
#include "store/inside.h"

#include "base/language.h"

/* Parameters that pick nothing are empty; regions are six digits, so that texts compare as codes
 * do. */
#define PICK                                                                                       \
    "SELECT " FIELD_COLUMNS "0 FROM entry AS e WHERE (?1 = '' OR batch = ?1) AND (?2 = '' OR "     \
    "household_id = ?2) AND (?3 = '' OR item = ?3) AND (?4 = 0 OR CAST(substr(assessed_on, 1, 4) " \
    "AS INTEGER) = ?4) AND (?5 = '' OR region BETWEEN ?5 AND ?6) ORDER BY e.number"

static int bind_text(sqlite3_stmt *rows, int i, struct text text)
{
    if (text.n > INT32_MAX)
        return SQLITE_TOOBIG;
    return sqlite3_bind_text(rows, i, text.n == 0 ? "" : text.p, (int)text.n, SQLITE_STATIC);
}

/* `regions` hold the codes until the last row was read. */
static int bind_pick(sqlite3_stmt *rows, const struct entry_pick *pick,
                     char regions[2][REGION_TEXT_SIZE])
{
    struct text from = {"", 0}, to = {"", 0};
    if (pick->region_from != 0 || pick->region_to != 0) {
        from = (struct text){regions[0],
                             region_format((struct region){pick->region_from}, regions[0])};
        to = (struct text){regions[1], region_format((struct region){pick->region_to}, regions[1])};
    }
    int rc = bind_text(rows, 1, pick->batch);
    if (rc == SQLITE_OK)
        rc = bind_text(rows, 2, pick->household);
    if (rc == SQLITE_OK)
        rc = bind_text(rows, 3, text_of(pick->has_item ? ITEM_NAMES[pick->item] : ""));
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_int(rows, 4, pick->year);
    if (rc == SQLITE_OK)
        rc = bind_text(rows, 5, from);
    return rc == SQLITE_OK ? bind_text(rows, 6, to) : rc;
}

static bool hand_on(const struct ledger *ledger, sqlite3_stmt *rows, ledger_take *take, void *data,
                    struct error *error)
{
    struct text text[FIELDS];
    struct entry entry;
    if (!fields_of_row(text, rows))
        return error_no_memory(error, ledger->file);
    const enum field bad = fields_read(text, &entry);
    if (bad != FIELDS)
        return error_set(error, ledger->file, 0, NULL,
                         _("entry %lld is damaged: its '%s' is not valid"),
                         (long long)sqlite3_column_int64(rows, FIELD_NUMBER), FIELD_NAMES[bad]);
    return take(data, &entry, error);
}

bool ledger_each(struct ledger *ledger, const struct entry_pick *pick, ledger_take *take,
                 void *data, struct error *error)
{
    static const struct entry_pick ALL;
    char regions[2][REGION_TEXT_SIZE];
    sqlite3_stmt *rows = NULL;
    if (!ledger_prepare(ledger, PICK, &rows, error))
        return false;
    int rc = bind_pick(rows, pick == NULL ? &ALL : pick, regions);
    bool ok = true;
    while (ok && (rc == SQLITE_OK || rc == SQLITE_ROW)) {
        rc = ledger_step(ledger, rows);
        if (rc == SQLITE_ROW)
            ok = hand_on(ledger, rows, take, data, error);
    }
    if (ok && rc != SQLITE_DONE)
        ok = ledger_failed(ledger, rc, error);
    (void)sqlite3_finalize(rows); /* repeats the code of the step */
    return ok;
}
