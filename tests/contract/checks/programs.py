"""What each program is: which promises it makes depends on that."""
from dataclasses import dataclass

FILTER = "a filter of strict tables"
EXPORT = "a reader of exports"
LIST = "a writer of a workbook of any table"
RETURN = "a counter of a table"
LOOKUP = "a program that reads no table"

PASSING = (FILTER, EXPORT)            # a record goes out for each that comes in
GATHERING = (LIST, RETURN)            # what comes of all records is written at the end
TABLE = (*PASSING, *GATHERING)
NAMING = (*PASSING, LIST)             # records are in what is written
POLICY = (FILTER, RETURN, LOOKUP)
ANY = (*TABLE, LOOKUP)

# One household that every filter decides. Lu'an's dibao is 756 yuan a month, 9072 a year: one
# fen less makes it deep.
HOUSEHOLD = {"household_size": "1", "annual_income": "9071.99", "region": "341500",
             "assessed_on": "2025-03-01"}

# What it may have got, as far as a return looks at it.
GRANTED = {"category": "deep", "assessed_on": "2025-03-01", "approval": "county",
           "living_aid": "9072.00", "medical_aid": "0.00", "education_aid": "0.00",
           "accident_aid": "0.00", "total_aid": "9072.00"}


@dataclass(frozen=True)
class Program:
    name: str
    kind: str
    good: dict = None       # cells of a record that is decided, by column
    required: tuple = ()    # the columns that must be there
    verdict: str = None     # the column that says `invalid`, and that of the reasons
    reasons: str = None
    arguments: tuple = ()   # what makes it write something, for one that reads no table
    always: tuple = ()      # arguments that are always given, before all others
    left: str = "note"      # the column whose cells tell records apart in what is written


PROGRAMS = {
    program.name: program for program in (
        Program("classify", FILTER, good=HOUSEHOLD,
                required=("household_size", "annual_income"),
                verdict="category", reasons="reasons"),
        Program("calc-aid", FILTER, good={**HOUSEHOLD, "category": "deep"},
                required=("household_size", "annual_income", "category"),
                verdict="aid_category", reasons="aid_reasons"),
        Program("intake", EXPORT, good=HOUSEHOLD, reasons="problems"),
        Program("to-sheet", LIST, good=HOUSEHOLD, always=("--lang", "en")),
        # Its groups by union have the names that are given to records.
        Program("report", RETURN, good=GRANTED, always=("--format", "csv"), left="union",
                required=("category", "living_aid", "medical_aid", "education_aid",
                          "accident_aid", "total_aid")),
        Program("policy", LOOKUP, arguments=("--region", "341500", "--date", "2025-03-01")),
    )
}
