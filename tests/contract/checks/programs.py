"""What each program is: which promises it makes depends on that."""
import zlib
from dataclasses import dataclass
from pathlib import Path

FILTER = "a filter of strict tables, by a policy"
PLAIN = "a filter of strict tables, without a policy"
FOLD = "a filter that makes one record of those of a household"
HELD = "a filter that holds its records back until it has read tables beside them"
MERGED = "a filter that merges tables beside its own, as they are read"
EXPORT = "a reader of exports"
LIST = "a writer of a workbook of any table"
RETURN = "a counter of a table"
LOOKUP = "a printer of the policy"
DAY = "a printer of one day"
DRAW = "a filter that writes some of its records"
POST = "a filter that keeps what it reads in a ledger, and writes what it does not keep"
BANK = "a maker of a file for a bank"
ANSWER = "a filter that writes the records that a bank's answer is about"
AUDIT = "a filter that writes what it finds in records, not the records"
LEDGER = "a printer of a ledger"
MASK = "a filter that hides cells, and leaves out columns"
PUBLIC = "a filter that hides cells, and leaves out columns and records"
LETTERS = "a maker of a document of a table"
MESSAGES = "a maker of another table of a table"
PLAN = "a filter that decides of each record when it has read all"
SHEET = "a printer of tables that it is given"

STRICT = (FILTER, PLAIN, FOLD, HELD, MERGED, PLAN)  # cells are strict; what cannot be decided is `invalid`
MASKING = (MASK, PUBLIC)              # what they do not know does not pass
PAPERS = (LETTERS, MESSAGES)          # a row of what is written for each record
# A record goes out for each household that comes in, with all its cells.
PASSING = (FILTER, PLAIN, EXPORT, MERGED, FOLD, HELD, PLAN)
AT_ONCE = (FILTER, PLAIN, EXPORT, MERGED, MASK)  # a record is written when it was read
GATHERING = (LIST, RETURN, POST, BANK, *PAPERS)  # what comes of all records is kept at the end
WHOLE = (FOLD, HELD, PUBLIC, PLAN, *GATHERING)   # nothing is written before all is read
TABLE = (*PASSING, *MASKING, *GATHERING, AUDIT)
NAMING = (*PASSING, LIST)             # records are in what is written
POLICY = (FILTER, FOLD, HELD, RETURN, POST, AUDIT, LOOKUP, PUBLIC)
TABLELESS = (LOOKUP, DAY, LEDGER, SHEET)
EACH = (*TABLE, LOOKUP, LEDGER)       # every program, in one of its ways
BESIDE = (POST, BANK, ANSWER, AUDIT, LEDGER)  # they read or write a ledger
ANY = (*TABLE, *TABLELESS)

# One household that every filter decides. Lu'an's dibao is 756 yuan a month, 9072 a year: one
# fen less makes it deep.
HOUSEHOLD = {"household_size": "1", "annual_income": "9071.99", "region": "341500",
             "assessed_on": "2025-03-01"}
HOUSEHOLD_FAULTS = (
    ("annual_income", "x", "annual_income:not-a-number"),
    ("household_size", "0", "household_size:out-of-range"),
    ("household_size", "x", "household_size:not-a-number"),
    ("household_size", "", "missing:household_size"),
    ("annual_income", "", "missing:annual_income"),
    ("annual_income", "1e3", "annual_income:not-a-number"),
    ("annual_income", "1.234", "annual_income:too-many-decimals"),
    ("annual_income", "99999999999999999999", "annual_income:overflow"),
    ("annual_income", "-1", "annual_income:negative"),
    ("region", "", "missing:region"),
    ("region", "3415", "region:not-a-code"),
    ("region", "110000", "no-policy:dibao"),
    ("assessed_on", "2025-02-29", "assessed_on:not-a-date"))

# What it may have got, as far as a return looks at it.
GRANTED = {"category": "deep", "assessed_on": "2025-03-01", "approval": "county",
           "living_aid": "9072.00", "medical_aid": "0.00", "education_aid": "0.00",
           "accident_aid": "0.00", "total_aid": "9072.00"}

# A month of a household that relief has lifted out of hardship, and that was told so: until when
# it may object depends on the day.
MONTH = {"month": "2025-03", "household_size": "1", "monthly_income": "700.00", "region": "341500",
         "assessed_on": "2025-03-31", "government_relief": "100", "union_aid": "",
         "cause_removed": "no", "voluntary_exit": "", "visitors": "2", "signed": "yes",
         "notified_on": "2025-04-10", "review_applied_on": "", "reviewed_on": ""}
MONTH_FAULTS = (
    ("monthly_income", "x", "monthly_income:not-a-number:2025-03"),
    ("monthly_income", "", "missing:monthly_income"),
    ("monthly_income", "-1", "monthly_income:negative:2025-03"),
    ("monthly_income", "1.234", "monthly_income:too-many-decimals:2025-03"),
    ("monthly_income", "99999999999999999999", "monthly_income:overflow:2025-03"),
    ("month", "", "missing:month"),
    ("month", "2025-13", "month:not-a-month"),
    ("month", "2025-03-01", "month:not-a-month"),
    ("household_size", "0", "household_size:out-of-range:2025-03"),
    ("household_size", "", "missing:household_size"),
    ("region", "", "missing:region"),
    ("region", "3415", "region:not-a-code:2025-03"),
    ("region", "110000", "no-policy:dibao:2025-03"),
    ("assessed_on", "2025-02-29", "assessed_on:not-a-date"),
    ("government_relief", "x", "government_relief:not-a-number"),
    ("union_aid", "-1", "union_aid:negative"),
    ("cause_removed", "maybe", "cause_removed:not-yes-or-no"),
    ("voluntary_exit", "maybe", "voluntary_exit:not-yes-or-no"),
    ("visitors", "x", "visitors:not-a-number"),
    ("signed", "maybe", "signed:not-yes-or-no"),
    ("notified_on", "2025-02-29", "notified_on:not-a-date"),
    ("review_applied_on", "2025-02-29", "review_applied_on:not-a-date"),
    ("reviewed_on", "2025-02-29", "reviewed_on:not-a-date"))

# An application whose list is hung out, visited by the county: when it may be filed depends on the
# day.
APPLICATION = {"region": "341500", "category": "deep", "applied_on": "2025-08-04",
               "documents": "authorization;id_card;hukou;income_proof;hardship_proof",
               "visitors": "2", "visit_form": "yes", "first_review": "pass", "sealed": "yes",
               "doubtful": "no", "county_visited": "yes", "county_review": "pass",
               "match_result": "pass", "publicity_from": "2025-08-25", "publicity_to": "",
               "objection": "no", "refusal_notified_on": "", "filed_on": "", "union": "甲工会",
               "id_number": ""}
APPLICATION_FAULTS = (
    ("visitors", "x", "visitors:not-a-number"),
    ("region", "3415", "region:not-a-code"),
    ("category", "x", "category:unknown"),
    ("category", "invalid", "category:invalid"),
    ("applied_on", "2025-02-29", "applied_on:not-a-date"),
    ("visit_form", "maybe", "visit_form:not-yes-or-no"),
    ("first_review", "x", "first_review:unknown"),
    ("first_review", "doubtful", "first_review:unknown"),
    ("sealed", "maybe", "sealed:not-yes-or-no"),
    ("doubtful", "maybe", "doubtful:not-yes-or-no"),
    ("county_visited", "maybe", "county_visited:not-yes-or-no"),
    ("county_review", "x", "county_review:unknown"),
    ("match_result", "x", "match_result:unknown"),
    ("publicity_from", "2025-02-29", "publicity_from:not-a-date"),
    ("publicity_from", "2040-02-01", "publicity_from:unknown-year"),
    ("publicity_to", "2025-02-29", "publicity_to:not-a-date"),
    ("objection", "maybe", "objection:not-yes-or-no"),
    ("refusal_notified_on", "2025-02-29", "refusal_notified_on:not-a-date"),
    ("filed_on", "2025-02-29", "filed_on:not-a-date"))

# An application for student aid in autumn that is in order, where the built-in policy knows it, and
# the facts that could exclude it.
AUTUMN = {"region": "330802", "household_size": "3", "annual_income": "50000.00",
          "education_cost": "15000", "hardship_cause": "schooling", "students_college": "1",
          "unionised": "", "in_service": "yes", "houses": "1", "has_shop": "no",
          "hires_others": "no", "private_school": "no", "self_funded_abroad": "no",
          "uses_vehicle": "no", "applied_on": "2017-07-20", "local_hukou": "yes",
          "employed_since": "2016-07-20", "contract_months": "12", "spouse_separate_hukou": "",
          "documents": "id_card;hukou;income_proof;school_proof"}
AUTUMN_REQUIRED = ("household_size", "annual_income", "applied_on", "documents", "houses",
                   "has_shop", "hires_others", "private_school", "self_funded_abroad",
                   "uses_vehicle")
AUTUMN_FAULTS = (
    ("annual_income", "x", "annual_income:not-a-number"),
    ("annual_income", "", "missing:annual_income"),
    ("annual_income", "-1", "annual_income:negative"),
    ("annual_income", "99999999999999999999", "annual_income:overflow"),
    ("household_size", "0", "household_size:out-of-range"),
    ("household_size", "", "missing:household_size"),
    ("region", "", "missing:region"),
    ("region", "3308", "region:not-a-code"),
    ("region", "110000", "no-policy:dibao"),
    ("education_cost", "1.234", "education_cost:too-many-decimals"),
    ("students_college", "x", "students_college:not-a-number"),
    ("houses", "-1", "houses:negative"),
    ("houses", "100", "houses:out-of-range"),
    *((column, "maybe", f"{column}:not-yes-or-no")
      for column in ("unionised", "in_service", "has_shop", "hires_others", "private_school",
                     "self_funded_abroad", "uses_vehicle", "local_hukou",
                     "spouse_separate_hukou")),
    ("applied_on", "", "missing:applied_on"),
    ("applied_on", "2017-02-29", "applied_on:not-a-date"),
    ("applied_on", "2016-12-31", "no-policy:dibao"),
    ("employed_since", "2016-13-01", "employed_since:not-a-date"),
    ("contract_months", "x", "contract_months:not-a-number"),
    ("contract_months", "10000", "contract_months:out-of-range"))

# A period over a holiday.
PERIOD = {"from": "2025-09-28", "working_days": "5", "months": "", "days": ""}
PERIOD_FAULTS = (
    ("working_days", "x", "working_days"), ("working_days", "0", "working_days"),
    ("working_days", "100000", "working_days"), ("working_days", "", ""),
    ("months", "5", "months"), ("days", "-5", "days"), ("from", "", "from"),
    ("from", "2025-02-29", "from"), ("from", "2040-02-01", "from"))


# Somebody whom no register of the examples knows.
APPLICANT = {"id_number": "11010519491231002X", "annual_income": "9071.99",
             "region": "341500", "assessed_on": "2025-03-01"}
APPLICANT_FAULTS = (
    ("id_number", "x", "id_number:not-an-id"),
    ("id_number", "", "missing:id_number"),
    ("id_number", "110105194912310021", "id_number:checksum"),
    ("id_number", "110105194913310020", "id_number:birth-date"),
    ("annual_income", "", "missing:annual_income"),
    ("annual_income", "1e3", "annual_income:not-a-number"),
    ("annual_income", "-1", "annual_income:negative"),
    ("annual_income", "1.234", "annual_income:too-many-decimals"),
    ("annual_income", "99999999999999999999", "annual_income:overflow"),
    ("region", "", "missing:region"),
    ("region", "3415", "region:not-a-code"),
    ("assessed_on", "2025-02-29", "assessed_on:not-a-date"))

# A household whose members earn 1500.25 a month together.
ROLLED = {"household_id": "H1", "other_income": "100", "region": "341500",
          "assessed_on": "2025-03-01", "household_size": "2", "annual_income": "18103.00"}
ROLLED_FAULTS = (
    ("other_income", "x", "other_income:not-a-number"),
    ("other_income", "-1", "other_income:negative"),
    ("region", "3415", "region:not-a-code"),
    ("assessed_on", "2025-02-29", "assessed_on:not-a-date"))

# What a household was granted, all of it due, and what is due for the household is 9072.00.
GRANTS = ("living_aid", "medical_aid", "education_aid", "accident_aid")
DECIDED = {**HOUSEHOLD, "category": "deep", "living_aid": "9072.00", "medical_aid": "0.00",
           "education_aid": "0.00", "accident_aid": "0.00", "approval": "county"}
DECIDED_REQUIRED = ("household_size", "annual_income", "category")

# A household that is on the list of those who are helped, and what another office can join.
LISTED = {"category": "deep", "name": "张三", "living_aid": "9072.00"}
LISTED_FAULTS = (("living_aid", "x", "living_aid"), ("living_aid", "1e3", "living_aid"),
                 ("living_aid", "1.234", "living_aid"))
SHARED = {"id_number": "11010519491231002X", "household_id": "H1", "living_aid": "9072.00"}
SHARED_FAULTS = (("id_number", "x", "id_number"),
                 ("id_number", "110105194912310021", "id_number"))

# One piece for volunteers who have a day for thousands: harness.EVENT.
REQUEST = {"repair": "钉纽扣", "pieces": "1"}
REQUEST_FAULTS = (
    ("pieces", "x", "pieces:not-a-number"),
    ("pieces", "0", "pieces:out-of-range"),
    ("pieces", "-1", "pieces:not-a-number"),
    ("pieces", "1.5", "pieces:not-a-number"),
    ("pieces", "9" * 20, "pieces:out-of-range"),
    ("pieces", "", "missing:pieces"),
    ("repair", "x", "repair:unknown"),
    ("repair", "", "missing:repair"))
EVENT = ("--event", "{event}/event.csv", "--agenda", "{event}/agenda.csv",
         "--roster", "{event}/roster.csv")


def own_card(left):
    """A card of its own for each record, its check digit right (Luhn, ISO/IEC 7812-1)."""
    digits = f"622848{zlib.crc32(left.encode()):010}00"
    odd, even = digits[::-2], digits[-2::-2]
    total = sum(sum(divmod(2 * int(digit), 10)) for digit in odd) + sum(map(int, even))
    return digits + str(-total % 10)


def own_household(left):
    return f"H{zlib.crc32(left.encode())}"


CASES = Path(__file__).resolve().parents[2] / "cases"
REGISTERS = Path(__file__).resolve().parents[3] / "share/examples/registers"


@dataclass(frozen=True)
class Program:
    name: str
    kind: str
    good: dict = None       # cells of a record that is decided, by column
    required: tuple = ()    # the columns that must be there
    verdict: str = None     # the column that says `invalid`, and that of the reasons
    reasons: str = None
    faults: tuple = ()      # (column, cell, reason): what makes the good record invalid. Without a
    #                         column of reasons, the column that the message about it names
    day: str = None         # the column of the day that it decides on
    arguments: tuple = ()   # what makes it write something, for one that reads no table
    always: tuple = ()      # arguments that are always given, before all others
    left: str = "note"      # the column whose cells tell records apart in what is written
    apiece: dict = None     # what makes a cell of a record's left one, by column: no two the same
    sums: tuple = ()        # columns of amounts that the summary adds up
    finds: int = 0          # findings in a good record, of which the summary counts it: exit 1
    says: str = ""          # what is said of each run that is not a failure: it is not looked at
    remarks: str = ""       # the same of what may be said before a failure, too
    way: str = ""           # which of two ways of using the program it is
    rejects: bool = True    # it writes what is no record to --rejects; else it refuses that
    apart: dict = None      # tests of what it does otherwise, and why
    again: bool = False     # command line and streams are those of a way that was tested

    @property
    def bad(self):
        """Cells that make the good record one that somebody must look at."""
        return {column: cell for column, cell, _ in self.faults[:1]}

    def needs(self, column):
        """A record with nothing there is invalid."""
        return (column, "") in (fault[:2] for fault in self.faults)

    @property
    def label(self):
        return " ".join(filter(None, (self.name, self.way)))



def in_autumn(name, verdict, reasons, **good):
    """A filter by the other scheme."""
    return Program(name, FILTER, way="--scheme golden-autumn", again=True,
                   always=("--scheme", "golden-autumn"), good={**AUTUMN, **good},
                   required=(*AUTUMN_REQUIRED, *good), verdict=verdict, reasons=reasons,
                   faults=AUTUMN_FAULTS, day="applied_on")


PROGRAMS = {
    program.label: program for program in (
        Program("classify", FILTER, good=HOUSEHOLD,
                required=("household_size", "annual_income"),
                verdict="category", reasons="reasons", faults=HOUSEHOLD_FAULTS,
                day="assessed_on"),
        Program("calc-aid", FILTER, good={**HOUSEHOLD, "category": "deep"},
                required=("household_size", "annual_income", "category"),
                verdict="aid_category", reasons="aid_reasons", faults=HOUSEHOLD_FAULTS,
                day="assessed_on"),
        Program("calc-aid", FILTER, way="--ledger", again=True, always=("--ledger", "{ledger}"),
                good={**HOUSEHOLD, "category": "deep"}, left="household_id",
                required=("household_size", "annual_income", "category"),
                verdict="aid_category", reasons="aid_reasons", faults=HOUSEHOLD_FAULTS,
                day="assessed_on"),
        # Each record is a household of its own, where a test does not say otherwise.
        Program("check-exit", FOLD, good=MONTH, left="household_id",
                required=("household_id", "month", "household_size", "monthly_income"),
                verdict="exit_status", reasons="exit_reasons", faults=MONTH_FAULTS,
                day="assessed_on"),
        Program("check-filing", FILTER, good=APPLICATION, required=("documents",),
                verdict="stage", reasons="violations", faults=APPLICATION_FAULTS,
                day="applied_on"),
        Program("check-filing", DRAW, way="--draw-visits", always=("--draw-visits",),
                good=APPLICATION),
        in_autumn("classify", "category", "reasons"),
        in_autumn("calc-aid", "aid_category", "aid_reasons", category="golden-autumn"),
        in_autumn("check-filing", "stage", "violations"),
        Program("cross-check", HELD, good=APPLICANT, required=("id_number", "annual_income"),
                always=("--register", f"income={REGISTERS / 'incomes.csv'}",
                        "--policy", str(CASES / "matching-limits.csv")),
                verdict="match_result", reasons="match_reasons", faults=APPLICANT_FAULTS,
                day="assessed_on"),
        Program("roll-up", MERGED, good=ROLLED, required=("household_id",),
                always=("--members", str(CASES / "two-members.csv")),
                verdict="annual_income", reasons="problems", faults=ROLLED_FAULTS,
                apart={"a_header_alone_is_a_table": "members of no household are findings",
                       "a_table_may_have_no_header": "members of no household are findings",
                       "a_column_that_it_adds_is_replaced_where_it_stands":
                           "what a household states is compared"}),
        Program("due-date", PLAIN, good=PERIOD, required=("from",), verdict="due",
                faults=PERIOD_FAULTS),
        Program("due-date", DAY, way="--from",
                arguments=("--from", "2025-09-28", "--working-days", "5")),
        Program("intake", EXPORT, good=HOUSEHOLD, reasons="problems",
                faults=(("annual_income", "约3万", "annual_income:not-a-number"),)),
        Program("to-sheet", LIST, good=HOUSEHOLD, always=("--lang", "en")),
        # Its groups by union have the names that are given to records.
        Program("report", RETURN, good=GRANTED, always=("--format", "csv"), left="union",
                required=("category", "living_aid", "medical_aid", "education_aid",
                          "accident_aid", "total_aid")),
        # With the option, records that are none do not keep the others from being posted.
        Program("post-aid", POST, good={**DECIDED, "total_aid": ""}, left="household_id",
                required=("household_id", *DECIDED_REQUIRED, *GRANTS, "total_aid"),
                always=("--ledger", "{scratch}/aid.db", "--batch", "b", "--skip-blocked"),
                says=r"post-aid: a new ledger was begun: [^\n]+\n"
                     r"post-aid: batch 'b' is posted: \d+ payments to \d+ households, "
                     r"\d+\.\d\d yuan\n"
                     r"post-aid: head of the chain after entry \d+: [0-9a-f]{64}\n",
                faults=HOUSEHOLD_FAULTS),
        Program("pay-list", BANK, good={"household_id": "", "bank_card": "", "bank_name": "工行",
                                        "living_aid": "9072.00"}, left="name",
                apiece={"household_id": own_household, "bank_card": own_card},
                required=("household_id", "name", "bank_card"), always=("--skip-blocked",),
                remarks=r"pay-list: not in the list: 0 with nothing granted, 0 not decided, "
                        r"0 refused, \d+ rejected\n",
                says=r"pay-list: \d+ payments, \d+\.\d\d yuan\n"
                     r"pay-list: SHA-256 of the file: [0-9a-f]{64}\n"),
        Program("pay-list", ANSWER, way="--result", always=("--result", "answer.csv"),
                good={"household_id": "", "bank_card": "", "living_aid": "9072.00"}, left="name",
                apiece={"household_id": own_household, "bank_card": own_card}),
        # One yuan too much.
        Program("audit", AUDIT, good={**DECIDED, "living_aid": "9073.00"}, left="household_id",
                required=DECIDED_REQUIRED, finds=1, sums=GRANTS, faults=HOUSEHOLD_FAULTS,
                day="assessed_on"),
        # What is no record of the table would hold what is to be hidden.
        Program("mask", PUBLIC, way="--for publicity --from", rejects=False, good=LISTED,
                left="union", required=("category", "name"), faults=LISTED_FAULTS,
                always=("--for", "publicity", "--from", "2025-09-28"),
                remarks=r"(mask: left out, since nobody knows what is in them: (remark|other)\n"
                        r"|mask: publicity from 2025-09-28 to \d{4}-\d\d-\d\d \(5 working days, "
                        r"[^\n\d]+\n)"),
        Program("mask", MASK, way="--for log", again=True, rejects=False, left="union",
                good={**LISTED, "region": "341500"}, always=("--for", "log"),
                remarks=r"mask: hidden, and called by their places, since nobody knows what is in "
                        r"them: column-\d+\n",
                apart={"a_cell_that_will_not_do_is_hidden_and_said":
                       "no cell of a log is wrong"}),
        Program("mask", MASK, way="--for share", again=True, rejects=False, good=SHARED,
                left="union", always=("--for", "share", "--key-file", "{key}"),
                faults=SHARED_FAULTS,
                remarks=r"mask: left out, since nobody knows what is in them: (remark|other)\n",
                apart={"masking_twice_is_masking_once": "what is hashed is no ID again"}),
        Program("notice", LETTERS, way="--kind publicity", left="name", rejects=False,
                good={"category": "deep", "living_aid": "9072.00", "total_aid": "9072.00"},
                faults=(("living_aid", "x", "living_aid"), ("total_aid", "1e3", "total_aid")),
                always=("--kind", "publicity", "--all"),
                says=r"notice: publicity: \d+ records, \d+ others left out\n"
                     r"(notice: \d+ records are left out because of what is in them\n)?"),
        Program("notice", MESSAGES, way="--kind sms", again=True, left="household_id",
                rejects=False,
                good={"name": "张三", "category": "deep", "total_aid": "9072.00"},
                faults=(("total_aid", "x", "total_aid"),), always=("--kind", "sms", "--all"),
                says=r"notice: sms: \d+ records, \d+ others left out\n"
                     r"(notice: \d+ records are left out because of what is in them\n)?",
                apart={"a_table_without_header_is_the_same": "what it writes has none then"}),
        Program("plan-event", PLAN, good=REQUEST, left="worker",
                required=("worker", "repair", "pieces"), verdict="assignment",
                reasons="assignment_reasons", faults=REQUEST_FAULTS,
                always=(*EVENT, "--minutes", "{event}/minutes.csv"),
                remarks=r"plan-event: \d+ of \d+ pieces are assigned; the last is done after "
                     r"\d+:\d\d minutes, by \d\d:\d\d; no assignment of them could be done "
                     r"before \d+:\d\d\n"),
        Program("plan-event", SHEET, way="--run-sheet", arguments=("--run-sheet", *EVENT)),
        # One task is not done.
        Program("plan-event", SHEET, way="--checklist", again=True, finds=1,
                arguments=("--checklist", "--tasks", "{event}/tasks.csv",
                           "--as-of", "2025-12-26")),
        Program("list-aid", LEDGER, arguments=("--ledger", "{ledger}")),
        Program("policy", LOOKUP, arguments=("--region", "341500", "--date", "2025-03-01")),
    )
}
