"""Programs that write at the end what comes of all records: workbooks and returns."""
import os
import zipfile
from io import BytesIO

from checks import workbook
from checks.harness import (broken_pipe, ends, holds, refuses, rows, run, same, summary, test,
                            without)
from checks.programs import GATHERING, LIST, RETURN
from checks.samples import Table, notes, read, rejecting, write, written
from checks.tables import ODD_CELLS, decided


def is_workbook(data):
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.testzip() is None


@test(*GATHERING)
def what_is_read_is_taken_in_or_rejected(program):
    table = Table(program)
    data = table.make(*(table.record(f"r{i}", cell) for i, cell in enumerate(ODD_CELLS)),
                      "short\n", table.record('"open'), table.record("last"))
    result = run(program, "--summary", *rejecting(program), stdin=data)
    ends(result, 1)
    same(summary(result.err), (len(ODD_CELLS) + 3, len(ODD_CELLS) + 1, 2, 0))
    same(notes(program, result.out), sorted([f"r{i}" for i in range(len(ODD_CELLS))] + ["last"],
                                            key=notes_order(program)))
    if program.rejects:
        same(len(rows(read("rejects.csv"))), 3, "lines of rejects")


def notes_order(program):
    """A list keeps the order of its records; groups of a return are looked at in that of names."""
    return str if program.kind == RETURN else lambda name: (name == "last", len(name), name)


@test(*GATHERING)
def records_may_be_none_but_rejects_are_counted(program):
    result = run(program, "--summary", stdin=Table(program).make("short\n"))
    if program.kind == RETURN:  # nothing is left to count
        ends(result, 2)
        same(result.out, b"")
        return
    ends(result, 1)
    same(summary(result.err), (1, 0, 1, 0))
    same(notes(program, result.out), [])
    if program.kind == LIST:
        same(written(program, result.out), rows(Table(program).of(0)))


# --- lists ------------------------------------------------------------------------------------

@test(LIST)
def a_list_has_the_columns_and_records_of_any_table(program):
    for data in (b"a\n", b"a\n1\n", b"a,b\n1,2\n,\n", "甲,乙\n1,丙\n".encode(),
                 b",,\n1,2,3\n", b'"","a,b"\n"x","y"\n'):
        same(written(program, decided(program, data)), rows(data))


@test(LIST)
def unknown_cells_are_kept_as_they_are(program):
    table = Table(program)
    data = table.make(*(table.record(cell, cell) for cell in ODD_CELLS))
    same(written(program, decided(program, data)), rows(data))


@test(LIST)
def a_text_that_a_cell_does_not_hold_is_cut_and_said(program):
    table = Table(program)
    for cell, kept in (("x" * 32767, 32767), ("家" * 32767, 32767), ("家" * 32768, 32767),
                       ("x" * 500_000, 32767)):
        write("in.csv", table.make(table.record("r1"), table.record("r2", cell)))
        result = run(program, "--summary", "in.csv")
        cut = len(cell) > kept
        ends(result, 1 if cut else 0)
        same(summary(result.err), (2, 2, 0, int(cut)))
        same("in.csv:3:" in result.err, cut, f"it says where: {result.err}")
        same(written(program, result.out)[2][-1], cell[:kept])


@test(LIST)
def columns_are_picked_by_name(program):
    data = Table(program).of(3)
    for names, found in (("region,note", ("region", "note")), ("行政区划", ("region",)),
                         (" remark , annual_income ", ("remark", "annual_income")),
                         ("note,note", ("note", "note"))):
        header, *records = rows(data)
        places = [header.index(name) for name in found]
        same(written(program, decided(program, data, "--columns", names)),
             [[row[i] for i in places] for row in (header, *records)])
    for names in ("nothing", "note,", "", "note;remark"):
        refuses(program, run(program, "--columns", names, stdin=data), "--columns")


# --- returns ----------------------------------------------------------------------------------

def total(out, column):
    header, *found = rows(out)
    (year,) = (row for row in found if row[:2] + row[3:4] == ["total", "year", "total"])
    return year[header.index(column)]


@test(RETURN)
def a_return_counts_what_was_granted(program):
    table = Table(program)
    data = table.make(table.record("r1"), table.record("r2", living_aid="0.01", total_aid="0.01"),
                      table.record("r3", living_aid="", total_aid=""))
    out = decided(program, data)
    same([total(out, column) for column in ("households", "grants", "amount", "on_file")],
         ["2", "2", "9072.01", "3"])


@test(RETURN)
def a_month_must_be_known(program):
    table = Table(program, {"assessed_on": "other"})
    refuses(program, run(program, stdin=table.of(2)), "month", "assessed_on", "--month")
    same(notes(program, decided(program, table.of(2), "--month", "2025-03")), ["r1", "r2"])
    refuses(program, run(program, stdin=Table(program).of(0)))
    refuses(program, run(program, "--month", "2025-03", stdin=Table(program).of(0)), "2025-03")
    refuses(program, run(program, "--month", "2026-03", stdin=Table(program).of(2)), "2026-03")


@test(RETURN)
def records_that_cannot_be_counted_are_said(program):
    table = Table(program)
    for name, cell in (("category", "x"), ("category", ""), ("living_aid", "x"),
                       ("living_aid", "-1"), ("medical_aid", "1e3"), ("total_aid", '"9,072"'),
                       ("assessed_on", "2025-02-29"), ("assessed_on", "2025-3-1"),
                       ("approval", "x")):
        write("in.csv", table.make(table.record("r1"), table.record("r2", **{name: cell})))
        result = run(program, "--summary", "in.csv")
        ends(result, 1)
        same(summary(result.err), (2, 2, 0, 1))
        holds(f"report: in.csv:3: {name}: found " in result.err, result.err)
        same(total(result.out, "amount"), "9072.00")


@test(RETURN)
def a_total_that_is_not_the_sum_is_refused(program):
    table = Table(program)
    for total_aid in ("9072.01", "0", "", "9071.99"):
        write("in.csv", table.make(table.record("r1"), table.record("r2", total_aid=total_aid)))
        refuses(program, run(program, "in.csv"), "in.csv:3:", "total_aid")


@test(RETURN)
def the_format_goes_by_the_name_of_the_file(program):
    plain = type(program)(program.name, program.kind)  # without --format
    write("in.csv", Table(program).of(3))
    text = run(plain, "in.csv").out
    table = run(program, "in.csv").out
    holds(text.decode().startswith("困难职工帮扶"), text)
    for name, expected in (("out.csv", table), ("out.txt", text), ("out", text), (".csvx", text)):
        same(run(plain, "in.csv", "-o", name), (0, b"", ""))
        same(read(name), expected, name)
    same(run(plain, "in.csv", "-o", "out.xlsx"), (0, b"", ""))
    holds(is_workbook(read("out.xlsx")), "no workbook")
    same(run(plain, "in.csv", "--format", "csv", "-o", "csv.xlsx"), (0, b"", ""))
    same(read("csv.xlsx"), table)
    same(run(plain, "in.csv", "--format", "text", "-o", "text.csv"), (0, b"", ""))
    same(read("text.csv"), text)


@test(RETURN)
def a_workbook_on_a_stream_that_fails_is_an_error(program):
    data, book = Table(program).of(3), ("--format", "xlsx")
    good = run(program, *book, stdin=data)
    ends(good, 0)
    holds(is_workbook(good.out), "no workbook")
    same(run(program, *book, "-j", "3", stdin=data), good)
    for format in ("xlsx", "text"):
        with open("/dev/full", "wb") as full:
            refuses(program, run(program, "--format", format, stdin=data, stdout=full),
                    "standard output", "No space left on device")
        refuses(program, run(program, "--format", format, stdin=data, preexec_fn=without(1)),
                "standard output")
        writing = broken_pipe()
        ends(run(program, "--format", format, stdin=data, stdout=writing), -13)
        os.close(writing)


@test(RETURN)
def files_beside_the_table_are_named_where_they_will_not_do(program):
    data = Table(program).of(3)
    write("empty.csv", b"")
    write("other.csv", b"a,b\nx,y\n")
    for option in ("--survey", "--baseline"):
        for name in ("missing.csv", "empty.csv", "other.csv", "."):
            refuses(program, run(program, option, name, stdin=data), name)
            refuses(program, run(program, option, name, "-o", "out.csv", stdin=data), name)


@test(RETURN)
def files_beside_the_table_are_not_written_over(program):
    data, survey = Table(program).of(3), "满意吗\n满意\n不满意\n".encode()
    for option, content in (("--survey", survey), ("--baseline", data)):
        write("beside.csv", content)
        for target in ("-o", "--rejects"):
            refuses(program, run(program, option, "beside.csv", target, "beside.csv", stdin=data),
                    "beside.csv")
            same(read("beside.csv"), content)


@test(RETURN)
def files_beside_the_table_say_no_numbers(program):
    for number in ("341502199002089126", "13359639234", "6217000755320849519"):
        table = Table(program)
        write("baseline.csv", table.make(*(table.record(number, **{name: number})
                                           for name in table.good)))
        write("survey.csv", f"{number},满意吗\n{number},满意\n{number},{number}\n")
        for option in ("--baseline", "--survey"):
            result = run(program, option, f"{option[2:]}.csv", stdin=table.of(1))
            holds(number not in result.err, result.err)


@test(RETURN)
def a_terminal_is_told_nothing_by_the_table(program):
    """Names of groups in the text for people: no control characters, one line for each."""
    table = Table(program)
    lines = set()
    for cell in ("plain", "\x1b[31mred", "bell\a", '"two\nlines"', "tab\tin", "back\b", "del\x7f"):
        out = run(program, "--format", "text", stdin=table.make(table.record(cell))).out.decode()
        same([char for char in out if char != "\n" and (char < " " or char == "\x7f")], [],
             f"control characters of {cell!r}")
        lines.add(out.count("\n"))
    same(len(lines), 1, "numbers of lines")


@test(RETURN)
def a_large_record_is_counted(program):
    table = Table(program)
    for cell in ("x" * 500_000, '"' + "line\n" * 1000 + '"'):
        same(notes(program, decided(program, table.make(
            table.record("r1"), table.record("r2", cell), table.record("r3")))),
             ["r1", "r2", "r3"])
        result = run(program, "--format", "xlsx", stdin=table.make(table.record(cell)))
        ends(result, 0)
        holds(len(workbook.sheets(result.out)) > 4, "sheets")
