"""Tables that a program takes, made of cells as they are typed: quotes are the caller's."""
from checks import workbook
from checks.harness import rows
from checks.programs import FOLD, LIST, RETURN


class Table:
    """A table around the columns a program needs: one that it need not know on either side; but the
    left one it does know where it makes one record of those that are the same there."""

    def __init__(self, program, names=None, delimiter=",", end="\n"):
        self.good = {name: f'"{cell}"' if delimiter in cell else cell
                     for name, cell in program.good.items()}
        self.left = program.left
        self.folds = program.kind == FOLD
        self.names = {name: name for name in (self.left, *self.good)} | (names or {})
        self.delimiter = delimiter
        self.end = end

    def header(self, right="remark"):
        return self.line(self.names[self.left], self.names, right)

    def odd_header(self, name):
        """With this name of columns that no program knows."""
        return self.line(self.left if self.folds else name, self.names, name)

    def odd(self, cell, number, right=None):
        """A record with this cell wherever no program looks at it."""
        return self.record(f"r{number}" if self.folds else cell, cell if right is None else right)

    def line(self, left, cells, right):
        between = [cells[name] for name in self.good]
        return self.delimiter.join([left, *between, right]) + self.end

    def record(self, left="", right="", **cells):
        return self.line(left, {**self.good, **cells}, right)

    def make(self, *lines):
        """Bytes of the header and these lines, which are text or bytes."""
        return b"".join(line if isinstance(line, bytes) else line.encode()
                        for line in (self.header(), *lines))

    def of(self, count, first=1):
        """Bytes of the header and so many good records r1, r2 …"""
        return self.make(*(self.record(f"r{i}") for i in range(first, first + count)))


def written(program, out):
    """The table that was written: its header and records, in a workbook those of its list."""
    return workbook.records(out) if program.kind == LIST else rows(out)


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
