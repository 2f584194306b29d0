/*
 * The audit of decisions on record (帮扶复核): each is decided again by the policy of its day, and
 * all of them are looked at together, with the ledger where there is one.
 */
#ifndef BANGFU_AUDIT_AUDIT_H
#define BANGFU_AUDIT_AUDIT_H

#include "audit/decisions.h"
#include "audit/exits.h"
#include "audit/finding.h"
#include "table/facts.h"
#include "table/recorded_facts.h"

struct ledger;

/* The cells that it reads. */
#define AUDIT_READS                                                                                \
    HOUSEHOLD_COLUMNS, AID_COLUMNS, RECORDED_COLUMNS, {"household_id", false},                     \
        {"id_number", false}, {"bank_card", false}, {"dibao", false}, {"exited_on", false},        \
    {                                                                                              \
        "filed_on", false                                                                          \
    }

/* Their places. */
enum {
    AUDIT_AID = HOUSEHOLD_COLUMN_COUNT,
    AUDIT_RECORDED = AUDIT_AID + AID_COLUMN_COUNT,
    AUDIT_HOUSEHOLD_ID = AUDIT_RECORDED + RECORDED_COLUMN_COUNT,
    AUDIT_ID_NUMBER,
    AUDIT_BANK_CARD,
    AUDIT_RECORDED_DIBAO,
    AUDIT_EXITED_ON,
    AUDIT_FILED_ON,
    AUDIT_CELLS
};

struct audit {
    const char *ledger_file, *exits_file; /* NULL: none */
    int year;                             /* that is looked at as a whole; 0: all */
    struct ledger *ledger;
    struct exits exits;
    struct decisions decisions;
    int64_t tally[AUDIT_TALLIES]; /* of what was found of all together */
};

/* Audits one record: writes what it finds to `row->lines`, and keeps the decision. */
enum outcome audit_row(struct row *row);

/* Appends what is found of all decisions together and in the ledger, sorted. False with `error`. */
bool audit_whole(struct audit *audit, struct run *run, struct buffer *out, bool *any,
                 struct error *error);

/* Appends where a record stands: its line, of several files `FILE:LINE`. */
void audit_put_place(const struct run *run, uint32_t file, uint32_t line, struct buffer *out);

#endif
