"""Lists of to-sheet, read back with openpyxl: their cells are those of the table."""
import datetime
import io
import os
import re
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import openpyxl

from checks import account
from checks.harness import ROOT, ends, holds, refuses, rows, run, same, test
from checks.programs import LIST, PROGRAMS, Program
from checks.samples import read, write

CHINESE = Program("to-sheet", LIST)  # as people call it
EXPORT = ROOT / "share/examples/dossier-export.gb18030.csv"
RED, YELLOW, GREY = "FFF8CBAD", "FFFFF2CC", "FFD9D9D9"

# An ID, a card of nineteen digits and telephones, of nobody.
ID, CARD, PHONE = "341502199002089126", "6217000755320849519", "13359639234"


def csv_of(*records):
    """A table of these cells, all of them quoted."""
    return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in record) + "\n"
                   for record in records)


def book_of(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def values_of(data):
    """With the values of formulas that were worked out by whoever made the book."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def check_readable(out):
    """Every part of the workbook is XML that may be read."""
    with zipfile.ZipFile(io.BytesIO(out)) as package:
        for name in package.namelist():
            try:
                ElementTree.fromstring(package.read(name))
            except ElementTree.ParseError as wrong:
                raise AssertionError(f"{name}: {wrong}") from wrong


def listed(*arguments, data=None, status=0, program=CHINESE):
    result = run(program, *arguments, stdin=(data or "").encode())
    ends(result, status)
    return result.out


def content(cell):
    """What is in a cell: None, a text, a Decimal or a date."""
    value = cell.value
    if isinstance(value, datetime.datetime):
        same(value.time(), datetime.time(), "time of day")
        return value.date()
    if isinstance(value, (int, float)):
        return Decimal(repr(value))
    if isinstance(value, str):
        same(cell.data_type, "s", f"type of {cell.coordinate}, {value[:40]!r}")
        return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), value)
    return value


def check_cell(cell, column, text, where):
    expected = account.cell(column, text)
    same(content(cell), expected, where)
    if isinstance(expected, Decimal) and column.type == "money":
        same(cell.number_format, "#,##0.00", where)
    if isinstance(expected, datetime.date):
        same(cell.number_format, "yyyy-mm" if column.type == "month" else "yyyy-mm-dd", where)


def check_list(sheet, table, head=1):
    """The heading and the records of a sheet are those of the table. Returns the row below."""
    header, *records = table
    same([content(sheet.cell(head, i + 1)) for i in range(len(header))],
         [account.heading(name) for name in header], "headings")
    columns = [account.column(name) for name in header]
    for at, record in enumerate(records, head + 1):
        for i, (column, text) in enumerate(zip(columns, record), 1):
            check_cell(sheet.cell(at, i), column, text, f"{header[i - 1]} {text[:60]!r}, row {at}")
    return head + len(records) + 1


def sum_of(column, records, i):
    """The sum of the numbers among a column's cells."""
    found = [account.cell(column, record[i]) for record in records]
    return sum((value for value in found if isinstance(value, Decimal)), Decimal(0))


def check_totals(sheet, values, table, head, row):
    """Below the records stands the sum of each column that adds up, as a formula and as a value."""
    header, *records = table
    for i, name in enumerate(header, 1):
        column = account.column(name)
        if column is None or not column.adds:
            continue
        letter = openpyxl.utils.get_column_letter(i)
        total = sum_of(column, records, i - 1)
        if account.money(str(total)) is None:  # not sure to the fen: text
            same(content(sheet.cell(row, i)), str(total), f"total of {name}")
            continue
        same(sheet.cell(row, i).value, f"=SUBTOTAL(109,{letter}{head + 1}:{letter}{row - 1})")
        same(content(values.cell(row, i)), total, f"total of {name}")


def check_page(sheet, head, last, columns):
    letter = openpyxl.utils.get_column_letter(columns)
    same(sheet.freeze_panes, f"A{head + 1}", "frozen")
    same(sheet.auto_filter.ref, f"A{head}:{letter}{last}" if (columns, last) != (1, head)
         else f"A{head}", "filter")
    same(sheet.print_title_rows, f"${head}:${head}", "rows on each page")
    same((sheet.page_setup.orientation, int(sheet.page_setup.paperSize)), ("landscape", 9), "paper")
    holds(sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage,
          "it is made to fit in width")
    holds("&P" in sheet.oddFooter.center.text or "[Page]" in sheet.oddFooter.center.text, "footer")


# --- the example ------------------------------------------------------------------------------

def example():
    """What intake, classify and calc-aid make of the example, with faults in it."""
    table = run(PROGRAMS["intake"], EXPORT).out
    decided = run(PROGRAMS["classify"], stdin=table).out
    return run(PROGRAMS["calc-aid"], stdin=decided).out


@test(LIST)
def the_example_is_there_cell_by_cell(program):
    table = example()
    for name, data in (("export", run(PROGRAMS["intake"], EXPORT).out), ("aid", table)):
        out = listed(write(f"{name}.csv", data))
        book, values = book_of(out), values_of(out)
        same(book.sheetnames, ["名单"])
        records = rows(data)
        row = check_list(book["名单"], records)
        check_totals(book["名单"], values["名单"], records, 1, row)
        same(book["名单"].cell(row, 1).value, "合计")
        same(book["名单"].max_row, row, "rows")
        check_page(book["名单"], 1, row - 1, len(records[0]))


@test(LIST)
def rows_are_coloured_by_what_they_say_of_themselves(program):
    header = ("note", "category", "aid_category", "problems", "reasons")
    plain = ("a", "deep", "deep", "", "x")
    cases = ((plain, None), (("b", "invalid", "", "", ""), RED),
             (("c", "deep", "invalid", "", ""), RED),
             (("d", "invalid", "", "name:x", ""), RED), (("e", "deep", "", "region:x", ""), YELLOW),
             (("f", "incomplete", "", "", ""), YELLOW),
             (("g", "none", "none", "", "invalid"), None))
    out = listed(data=csv_of(header, *(case for case, _ in cases)))
    sheet = book_of(out)["名单"]
    for at, (case, colour) in enumerate(cases, 2):
        for cell in sheet[at]:
            fill = cell.fill.fgColor.rgb if cell.fill.patternType == "solid" else None
            same(fill, colour, f"{case}: {cell.coordinate}")
    same(sheet.cell(len(cases) + 2, 1).fill.fgColor.rgb, GREY)


# --- cells that others take for something else ------------------------------------------------

TEXTS = ("=1+1", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0", "{=1}", "'", "'=1", "\t=1", "=", "\t",
         " ", "  two  ", "a\tb", "a\nb", "\n", "a\n\n", '"', '""', 'a"b', "<&>\"'", "&amp;",
         "&#65;",
         "]]>", "<![CDATA[x]]>", "_x0041_", "_x000D_", "_x005F_", "_x",
         "x_x0041_x0042_", "__x0041__",
         "a\r\nb", "\r", "\ufffe", "a\uffffb", "\ufeff", "\u2028", "\u202e", "👨‍👩‍👧", "𠮷㛃", "é",
         *(f"a{chr(code)}b" for code in range(1, 32) if chr(code) not in "\n\r"), "\x7f", "\x80",
         "TRUE", "#N/A", "#REF!", "1E5", "0123", "00", "1,234.5", "2025-03-19", "1/2", "50%",
         "http://example.org/", "mailto:a@b", "internal:x!A1", ID, CARD, "1234567890123456789",
         "x" * 32767, "家" * 32767, "👍" * 16383)
CELLS = {
    "annual_income": ("0", "0.00", "-0.00", "-0.01", "-12345.67", "0.1", "0.10", "1234.5", "007.50",
                      "9999999999999.98", "9999999999999.99", "10000000000000.00",
                      "-9999999999999.99",
                      "-10000000000000", "99999999999999999", "92233720368547758.07",
                      "99999999999999999999", "1.234", "1.", ".5", "+1", "1e3", "1,000", " 1", "x",
                      "４２", "=1", "--1", "-", "123456789012.34", "4503599627370.49"),
    "household_size": ("0", "1", "12", "4.0", "4.5", "-1", "007", "1000000", "1000001", "x",
                       "四", "=1", ID),
    "living_months": ("12", "0.5", "8.25", "x", "1e1", "-1"),
    "assessed_on": ("1900-02-28", "1900-03-01", "1899-12-31", "1900-01-01", "0001-01-01",
                    "9999-12-31",
                    "2024-02-29", "2025-02-29", "2025-3-1", "2025/03/01", "45717", "x", "=1"),
    "month": ("1900-02", "1900-03", "9999-12", "2025-09", "2025-13", "2025-9", "x"),
    "id_number": (ID, "11010519491231002X", "11010519491231002x", "0", "=1", "x", "3.41502E+17"),
    "bank_card": (CARD, "0000123456789", "6217 0007 5532 0849 519", "6.217E+18"),
    "phone": (PHONE, "0564-3331234", "010-65123456", "+8613359639234", "12345678"),
    "region": ("341502", "341500", "340000", "999999", "3415", "x", "=1"),
    "category": ("deep", "relative", "accidental", "none", "invalid", "Deep", "x", "=1",
                 "deep;none", "是"),
    "living_difficulty": ("yes", "no", "是", "1", "YES", "x"),
    "aid_order": ("living;medical", "living", ";", "living;", "x;y", "x", "living;x", "=1;living"),
    "reasons": ("dossier.deep;dossier.relative", "missing:region", "household_size:out-of-range",
                "no-policy:dibao", "x:y", "x:y;dossier.deep", "region:x:y", ":", "a;b"),
    "problems": ("name:x", "annual_income:not-a-number;region:not-a-code", "说明", "=1"),
    "hardship_cause": ("患病;上学", "患病", "deep"),
    "name": ("欧阳 建国", "=1", "Ａ"),
    "自己的": ("1", "2025-01-01", "=1", "yes", "deep"),
}


def adversarial():
    """A table of one column of texts and columns of cells that are hard for their kind."""
    names = ["说明", *CELLS]
    columns = [TEXTS, *CELLS.values()]
    height = max(map(len, columns))
    return [names, *([column[i] if i < len(column) else "" for column in columns]
                     for i in range(height))]


@test(LIST)
def cells_are_what_they_are_whatever_they_look_like(program):
    table = adversarial()
    out = listed(data=csv_of(*table))
    book, values = book_of(out), values_of(out)
    row = check_list(book["名单"], table)
    check_totals(book["名单"], values["名单"], table, 1, row)
    with zipfile.ZipFile(io.BytesIO(out)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    same(sheet.count("<f>"), 1, "formulas")  # the other total has too many digits
    same(re.findall("hyperlink", sheet), [], "links")


@test(LIST)
def a_total_that_is_no_sure_number_is_text(program):
    most = "9999999999999.99"
    for records, total in (((most,), Decimal(most)), ((most, "0.01"), "10000000000000.00"),
                           ((most, "-0.01"), Decimal("9999999999999.98")),
                           (("-" + most, "-" + most), "-19999999999999.98"),
                           ((most, "0.01", "-0.01"), Decimal(most)), (("x", "0.1"), Decimal("0.1")),
                           (("x", ""), Decimal(0)), (("0.1", "0.2"), Decimal("0.3"))):
        out = listed(data=csv_of(("annual_income",), *((cell,) for cell in records)))
        sheet = values_of(out)["名单"]
        same(content(sheet.cell(len(records) + 2, 1)), total, f"total of {records}")


@test(LIST)
def a_text_is_cut_by_characters(program):
    for cell, kept in (("家" * 40000, 32767), ("x" * 32766 + "家家", 32767)):
        result = run(CHINESE, stdin=csv_of(("说明", "b"), ("1", "2"), (cell, "3")).encode())
        ends(result, 1)
        same(result.err.count("\n"), 1, "messages")
        holds("standard input:3:" in result.err and "32767" in result.err, result.err)
        sheet = book_of(result.out)["名单"]
        same((sheet["A3"].value, sheet["B3"].value), (cell[:kept], "3"))


@test(LIST)
def tables_may_be_small(program):
    for table in ([["a"]], [["annual_income"]], [["a", "b"]], [["annual_income"], ["1.50"]],
                  [["a"], ["1"]], [["", "", ""], ["1", "2", "3"]],
                  [["annual_income", "annual", ""]],
                  [["annual_income", "household_size"], ["1", "2"], ["x", ""], ["", ""]]):
        out = listed(data=csv_of(*table))
        book, values = book_of(out), values_of(out)
        sheet = book["名单"]
        row = check_list(sheet, table)
        check_page(sheet, 1, row - 1, len(table[0]))
        if len(table) == 1:
            same(sheet.max_row, 1, "rows")
        else:
            check_totals(sheet, values["名单"], table, 1, row)


# --- several sheets ---------------------------------------------------------------------------

LONG = [["note", "annual_income", "household_size", "region"],
        *([f"r{i}", "x" if i == 4 else f"{i}.{i:02}", str(i), "341502"] for i in range(1, 9))]


def check_sheets(out, per_sheet, head=1):
    """Sheets of so many records with their own sums, and from the second on those of all so far."""
    book, values = book_of(out), values_of(out)
    header, *records = LONG
    parts = [records[i:i + per_sheet] for i in range(0, len(records), per_sheet)]
    same(book.sheetnames, [f"名单 {i}" if i > 1 else "名单" for i in range(1, len(parts) + 1)])
    so_far, before = [], None
    for name, part in zip(book.sheetnames, parts):
        sheet = book[name]
        row = check_list(sheet, [header, *part], head)
        check_totals(sheet, values[name], [header, *part], head, row)
        check_page(sheet, head, row - 1, len(header))
        so_far += part
        last, only = len(so_far) == len(records), len(parts) == 1
        same(sheet.cell(row, 1).value, "合计" if only else "本页合计")
        if before is not None:
            row += 1
            same(sheet.cell(row, 1).value, "合计" if last else "累计")
            for i in (2, 3):
                letter = "ABC"[i - 1]
                same(sheet.cell(row, i).value,
                     f"={letter}{row - 1}+'{before[0]}'!{letter}{before[1]}", "formula")
                same(content(values[name].cell(row, i)),
                     sum_of(account.column(header[i - 1]), so_far, i - 1), "so far")
        before = name, row
        same(sheet.max_row, row, "rows")


@test(LIST)
def a_long_list_goes_over_several_sheets(program):
    for per_sheet in (1, 3, 4, 7, 8, 9, 1048576):
        check_sheets(listed("--sheet-rows", per_sheet, data=csv_of(*LONG)), per_sheet)
    out = listed("--sheet-rows", 3, "--title", "题目", data=csv_of(*LONG))
    check_sheets(out, 3, head=2)
    same([sheet["A1"].value for sheet in book_of(out)], ["题目"] * 3)
    same(book_of(listed("--lang", "en", "--sheet-rows", 7, data=csv_of(*LONG))).sheetnames,
         ["list", "list 2"])


# --- options ----------------------------------------------------------------------------------

@test(LIST)
def a_title_is_text_whatever_it_says(program):
    for title in ("困难职工名单", "=1+1", "<b>&amp;\"'", "_x0041_", "&A&P", "x" * 300, "a\nb"):
        out = listed("--title", title, data="a\n1\n")
        book = book_of(out)
        same(content(book["名单"]["A1"]), title)
        same(book.properties.title, title[:len(book.properties.title)])
        check_list(book["名单"], [["a"], ["1"]], 2)
        check_page(book["名单"], 2, 3, 1)


@test(LIST)
def a_title_of_any_bytes_leaves_a_workbook(program):
    for title in ("a\x01b", "\x1b[31m", "a\udcffb", "\udce5\udcae", "\ufffe", "x" * 40000,
                  "&" * 300, "家" * 300, ""):
        result = run(CHINESE, "--title", title, stdin=b"a\n1\n")
        if result.status != 2:  # it may be refused
            check_readable(result.out)
            same(content(book_of(result.out)["名单"].cell(2, 1)), "a", f"heading below {title!r}")


@test(LIST)
def english_leaves_the_words_as_they_are(program):
    table = [["category", "region", "annual_income", "困难类别x"], ["deep", "341502", "1.50", "是"]]
    out = listed("--lang", "en", data=csv_of(*table))
    sheet = book_of(out)["list"]
    same([[content(cell) for cell in row] for row in sheet.iter_rows(max_row=2)],
         [table[0], ["deep", "341502", Decimal("1.5"), "是"]])
    same(sheet["A3"].value, "total")


# --- masking ----------------------------------------------------------------------------------

def parts_of(out):
    """All text of all files in a workbook, without the marks that may stand between digits."""
    with zipfile.ZipFile(io.BytesIO(out)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace")
                         for name in package.namelist())


def check_hidden(out, numbers):
    text = re.sub(r"[\s\-_.·,]", "", parts_of(out))
    for number in numbers:
        holds(number not in text, f"{number} is in the workbook")


@test(LIST)
def masked_numbers_are_nowhere_in_the_file(program):
    table = example()
    header, *records = rows(table)
    numbers = {record[header.index(name)] for record in records
               for name in ("id_number", "phone", "bank_card")}
    numbers = {number for number in numbers if sum(map(str.isdigit, number)) > 8}
    holds(len(numbers) > 300, "numbers")
    write("aid.csv", table)
    out = listed("--mask", "aid.csv")
    check_hidden(out, numbers)
    with_all = parts_of(listed("aid.csv"))
    holds(all(number in with_all for number in numbers), "they are there without --mask")
    values = book_of(out)["名单"]
    places = [header.index(name) + 1 for name in ("id_number", "phone", "bank_card")]
    for at, record in enumerate(records, 2):
        for i in places:
            holds(record[i - 1] not in numbers
                  or re.fullmatch(r".{4}\*+.{4}", values.cell(at, i).value),
                  f"{values.cell(at, i).value}")


PLACES = ("note", "id_number", "bank_card", "phone", "household_id", "name", "union", "reasons",
          "problems", "hardship_cause", "bank_name", "category", "living_difficulty", "region",
          "assessed_on", "month", "annual_income", "household_size", "living_months")


@test(LIST)
def masked_numbers_hide_wherever_they_were_typed(program):
    for number in (ID, CARD, "+86" + PHONE, f"{PHONE}/{PHONE[:-1]}5", f"王 {ID}", f"{ID};x",
                   f"region:{ID}", f"{CARD}:region"):
        out = listed("--mask", data=csv_of(PLACES, [number] * len(PLACES)))
        sheet = book_of(out)["名单"]
        for i, name in enumerate(PLACES, 1):
            text = re.sub(r"[\s\-_.·,]", "", str(sheet.cell(2, i).value))
            for whole in (ID, CARD, PHONE, PHONE[:-1] + "5"):
                holds(whole not in text, f"{name}: {number} is shown as {text}")
        check_hidden(out, (ID, CARD, PHONE))


@test(LIST)
def masked_numbers_hide_in_headings_too(program):
    for names in ((ID, CARD, PHONE), ("x", f"电话{PHONE}", f"\n{CARD}")):
        check_hidden(listed("--mask", data=csv_of(names, "123")), (ID, CARD, PHONE))


@test(LIST)
def masked_amounts_stay_amounts(program):
    table = [["note", "annual_income", "household_size", "assessed_on"],
             ["r1", "123456789.01", "4", "2025-03-01"]]
    check_list(book_of(listed("--mask", data=csv_of(*table)))["名单"], table)


# --- the same again ---------------------------------------------------------------------------

@test(LIST)
def the_same_table_gives_the_same_bytes(program):
    write("aid.csv", example())
    os.mkdir("elsewhere")
    first = listed("--title", "名单", "aid.csv")
    for more in ({"TZ": "Asia/Shanghai"}, {"LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"},
                 {"LANGUAGE": "zh_CN"}, {"HOME": "/nonexistent", "USER": "x"}):
        result = run(CHINESE, "--title", "名单", "aid.csv", env={**os.environ, **more})
        same(result.out == first, True, f"the same with {more}")
    for jobs in "14":
        same(run(CHINESE, "-j", jobs, "--title", "名单", "aid.csv").out == first, True, f"-j {jobs}")
    result = run(CHINESE, "--title", "名单", "../aid.csv", cwd="elsewhere")
    same(result.out == first, True, "the same elsewhere")
    same(run(CHINESE, "--title", "名单", stdin=read("aid.csv")).out == first, True, "from a pipe")
    holds(b"2025-06-15T15:06:40Z" in zipfile.ZipFile(io.BytesIO(first)).read("docProps/core.xml"),
          "the time that was said")


def differing(one, other):
    """The names of the parts that differ."""
    parts = [zipfile.ZipFile(io.BytesIO(book)) for book in (one, other)]
    same(parts[1].namelist(), parts[0].namelist(), "parts")
    return [name for name in parts[0].namelist() if parts[0].read(name) != parts[1].read(name)]


@test(LIST)
def only_the_time_of_making_differs_otherwise(program):
    later = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    without = {name: value for name, value in later.items() if name != "SOURCE_DATE_EPOCH"}
    data = csv_of(*LONG).encode()
    first = run(CHINESE, stdin=data).out
    for environment in (later, without, {**later, "SOURCE_DATE_EPOCH": "x"},
                        {**later, "SOURCE_DATE_EPOCH": "99999999999999999999"}):
        other = run(CHINESE, stdin=data, env=environment)
        ends(other, 0)
        same(differing(first, other.out), ["docProps/core.xml"])
