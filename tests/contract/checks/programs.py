"""What each program is: which promises it makes depends on that."""
from dataclasses import dataclass

FILTER = "a filter of strict tables"
EXPORT = "a reader of exports"
LOOKUP = "a program that reads no table"

TABLE = (FILTER, EXPORT)
ANY = (FILTER, EXPORT, LOOKUP)

# One household that every filter decides. Lu'an's dibao is 756 yuan a month, 9072 a year: one
# fen less makes it deep.
HOUSEHOLD = {"household_size": "1", "annual_income": "9071.99", "region": "341500",
             "assessed_on": "2025-03-01"}


@dataclass(frozen=True)
class Program:
    name: str
    kind: str
    good: dict = None       # cells of a record that is decided, by column
    required: tuple = ()    # the columns that must be there
    verdict: str = None     # the column that says `invalid`, and that of the reasons
    reasons: str = None
    arguments: tuple = ()   # what makes it write something, for one that reads no table


PROGRAMS = {
    program.name: program for program in (
        Program("classify", FILTER, good=HOUSEHOLD,
                required=("household_size", "annual_income"),
                verdict="category", reasons="reasons"),
        Program("calc-aid", FILTER, good={**HOUSEHOLD, "category": "deep"},
                required=("household_size", "annual_income", "category"),
                verdict="aid_category", reasons="aid_reasons"),
        Program("intake", EXPORT, good=HOUSEHOLD, reasons="problems"),
        Program("policy", LOOKUP, arguments=("--region", "341500", "--date", "2025-03-01")),
    )
}
