"""What a list says of a cell of a table: worked out again from share/, by other means."""
import csv
import datetime
import re
from decimal import Decimal

from checks.harness import ROOT

MOST_OF_A_COUNT = 10 ** 6
MOST = 999_999_999_999_999  # of ones or fen: a spreadsheet's numbers have 15 digits
FIRST_DAY = datetime.date(1900, 3, 1)
TEXT_MOST = 32767


def table(name):
    with open(ROOT / "share" / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Column:
    def __init__(self, row):
        self.name, self.type = row["column"], row["type"]
        self.names = [self.name, *filter(None, row["aliases_zh"].split("|"))]
        self.label = self.names[1] if len(self.names) > 1 else self.name
        self.adds = row["total"] == "sum"


COLUMNS = {name: column for column in map(Column, table("columns.csv")) for name in column.names}
WORDS = {(row["column"], row["word"]): row["zh"] for row in table("words.csv")}
REGIONS = {row["code"]: row["name"] for row in table("regions.csv")}


def word_of(column, word):
    return WORDS.get((column, word), WORDS.get(("", word)))


def translated(column, cell):
    """`a;b` as `甲、乙`, `a:b` as `甲：乙`; what says nothing that is known stays as it is."""
    words, known = [], False
    for word in cell.split(";"):
        whole = word_of(column.name, word)
        parts = [word_of(column.name, part) or (COLUMNS[part].label
                                                if part in COLUMNS and COLUMNS[part].name == part
                                                else None) for part in word.split(":")]
        if whole is not None:
            words.append(whole)
        elif any(parts):
            words.append("：".join(new or old for new, old in zip(parts, word.split(":"))))
        else:
            words.append(word)
        known |= whole is not None or any(parts)
    return "、".join(words) if known or (len(words) > 1 and column.type == "list") else cell


def number(cell, decimals):
    """A strict number, or None."""
    if not re.fullmatch(r"[0-9]+(\.[0-9]{1,%d})?" % decimals, cell):
        return None
    return Decimal(cell)


def money(cell):
    value = number(cell.removeprefix("-"), 2)
    if value is None or value * 100 > MOST:
        return None
    return -value if cell.startswith("-") else value


def count(cell):
    value = number(cell, 6)
    return value if value is not None and value == int(value) and value <= MOST_OF_A_COUNT else None


def day(cell):
    try:
        value = datetime.date.fromisoformat(cell) if len(cell) == 10 else None
    except ValueError:
        return None
    return value if value is not None and value >= FIRST_DAY else None


def month(cell):
    return day(cell + "-01") if len(cell) == 7 else None


READ = {"money": money, "count": count, "date": day, "month": month,
        "months": lambda cell: number(cell, 6)}


def allowed(text):
    """XML has no U+FFFE and U+FFFF; a cell ends after so many characters."""
    return text[:TEXT_MOST].replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def cell(column, text):
    """None, a text, a Decimal or a date; `column` may be None."""
    if text == "":
        return None
    kind = column.type if column else "text"
    value = READ[kind](text) if kind in READ else None
    if value is not None:
        return value
    if kind == "region" and text in REGIONS:
        return f"{text} {REGIONS[text]}"
    return allowed(translated(column, text) if kind in ("yesno", "word", "list") else text)


def column(heading):
    """The column that goes by a heading, or None."""
    return COLUMNS.get("".join(heading.split()))


def heading(text):
    found = column(text)
    return found.label if found else text.strip() or None
