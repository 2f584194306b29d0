"""Tables that a program takes, made of cells as they are typed: quotes are the caller's."""
import csv
import io
from html.parser import HTMLParser
from pathlib import Path

from checks import workbook
from checks.harness import SCRATCH, ends, rows, run
from checks.programs import AUDIT, BANK, LETTERS, LIST, POST, PROGRAMS, RETURN


class Table:
    """A table around the columns a program needs: one that it need not know on either side; but the
    left one it does know where it makes one record of those that are the same there, or needs it
    and writes it as it was."""

    def __init__(self, program, names=None, delimiter=",", end="\n"):
        self.good = {name: f'"{cell}"' if delimiter in cell else cell
                     for name, cell in program.good.items()}
        self.left = program.left
        self.apiece = program.apiece or {}
        self.by_key = self.left in ("household_id", "worker")
        self.names = {name: name for name in (self.left, *self.good)} | (names or {})
        self.delimiter = delimiter
        self.end = end

    def header(self, right="remark"):
        return self.line(self.names[self.left], self.names, right)

    def odd_header(self, name):
        """With this name of columns that no program knows."""
        return self.line(self.left if self.by_key else name, self.names, name)

    def odd(self, cell, number, right=None):
        """A record with this cell wherever no program looks at it."""
        return self.record(f"r{number}" if self.by_key else cell, cell if right is None else right)

    def line(self, left, cells, right):
        between = [cells[name] for name in self.good]
        return self.delimiter.join([left, *between, right]) + self.end

    def record(self, left="", right="", **cells):
        own = {name: made(left) for name, made in self.apiece.items()}
        return self.line(left, {**self.good, **own, **cells}, right)

    def make(self, *lines):
        """Bytes of the header and these lines, which are text or bytes."""
        return b"".join(line if isinstance(line, bytes) else line.encode()
                        for line in (self.header(), *lines))

    def of(self, count, first=1):
        """Bytes of the header and so many good records r1, r2 …"""
        return self.make(*(self.record(f"r{i}") for i in range(first, first + count)))


# What a ledger says of a payment besides of what file it came, when and by what.
OF_PAYMENTS = ("household_id", "item", "amount", "category", "region", "assessed_on", "approval")
NUMBERED = (AUDIT, BANK, LETTERS)  # the first cell says where a record stands


def posted():
    """The payments that the last run has posted: a header and records."""
    ledger = Path(SCRATCH.last, "aid.db")
    result = run(PROGRAMS["list-aid"], "--ledger", ledger)
    ends(result, 0)
    header, *records = rows(result.out)
    places = [header.index(name) for name in OF_PAYMENTS]
    return [[row[i] for i in places] for row in (header, *records)]


class Page(HTMLParser):
    """The rows of the tables of a document, their cells as they are read."""

    def __init__(self, data):
        super().__init__()
        self.rows, self.inside = [], False
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def rejecting(program, name="rejects.csv"):
    """Arguments that bring what is no record there, where the program does that."""
    return ("--rejects", name) if program.rejects else ()


def written(program, out):
    """The table that was written: its header and records, in a workbook those of its list; of what
    is posted the payments."""
    if program.kind == POST:
        return posted()
    if program.kind == LETTERS:
        # The first table, with the sum of all records below its own.
        table = Page(out).rows
        table = table[:-1] if len(table) > 1 and len(table[-1]) < len(table[0]) else table
    else:
        table = workbook.records(out) if program.kind == LIST else rows(out)
    return [row[1:] for row in table] if program.kind in NUMBERED else table


def comparable(program, out):
    """What has come of a table, as bytes that are the same wherever its records stand."""
    if program.kind not in (POST, AUDIT):
        return out
    lines = io.StringIO(newline="")
    csv.writer(lines, lineterminator="\n").writerows(written(program, out))
    return lines.getvalue().encode()


def notes(program, out):
    """The first cells of the records, which tell them apart; of a return its groups."""
    table = written(program, out)
    if program.kind == RETURN:
        return sorted(row[2] for row in table if row[:2] + row[3:4] == ["union", "year", "total"])
    return [row[0] for row in table[1:]]


def write(path, data):
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return path


def read(path):
    with open(path, "rb") as file:
        return file.read()
