"""The cells of a sheet of a workbook, for bare_sheet to write again."""
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import unescape

CELL = re.compile(rb'<c r="([A-Z]+)[0-9]+"(?: s="([0-9]+)")?(?: t="[A-Za-z]+")?'
                  rb'(?:/>|>(?:<f>[^<]*</f>)?(<v>|<is><t[^>]*>)([^<]*)(?:</v>|</t></is>)</c>)')
BLOCK = 1 << 20


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def sheet_part(workbook, name):
    """The part of the first sheet of a name."""
    book = workbook.read("xl/workbook.xml").decode()
    names = re.findall(r'<sheet name="([^"]*)"', book)
    return f"xl/worksheets/sheet{names.index(name) + 1}.xml"


def row_cells(row, columns):
    """A row of the sheet as a line."""
    line = []
    for letters, style, kind, content in CELL.findall(row):
        if letters not in columns:
            columns[letters] = b"%03d" % column_number(letters)
        if kind == b"":
            content = b""
        elif b"&" in content:
            content = unescape(content.decode(), {"&quot;": '"'}).encode()
        kind = b"n" if kind == b"<v>" else b"s" if kind else b"b"
        line.append(b"\t%s%02d%s%s" % (kind, int(style or 0), columns[letters], content))
    if len(line) != row.count(b"<c r="):
        raise ValueError(f"a cell that is not understood: {row[:200]!r}")
    return b"".join(line) + b"\n"


def write_cells(workbook, name, target):
    """Writes the cells of the sheet `name`; returns how many rows there are."""
    rows, columns, rest = 0, {}, b""
    unfinished = Path(f"{target}.part")
    with zipfile.ZipFile(workbook) as parts, parts.open(sheet_part(parts, name)) as sheet, \
            unfinished.open("wb") as out:
        while block := sheet.read(BLOCK):
            *whole, rest = (rest + block).split(b"</row>")
            for row in whole:
                out.write(row_cells(row, columns))
            rows += len(whole)
    unfinished.replace(target)
    return rows
