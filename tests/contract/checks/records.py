"""Records that are none, and what is left of the file then."""
import re
import subprocess
import time

from checks.harness import (TIMEOUT, command, ends, holds, refuses, rows, run, same, summary, test,
                            told)
from checks.programs import EXPORT, FILTER, FOLD, GATHERING, HELD, MASKING, STRICT, TABLE
from checks.samples import Table, notes, read, rejecting, write

GOOD = [f"r{i}" for i in (1, 2, 3, 4)]


def strictly_utf8(program):
    """An export's encoding is guessed, unless it is said."""
    return ("--encoding", "UTF-8") if program.kind == EXPORT else ()


def split_by(program, bad, *arguments, table=None, legible=False):
    """r1, r2, the bad bytes, r3, r4: all four come out, and exit status 1. Returns the rejects,
    after their header. Where they may be of the household on either side, nothing can be said of
    those two, unless it is `legible` whose they are."""
    table = table or Table(program)
    data = table.make(table.record("r1"), table.record("r2"), bad, table.record("r3"),
                      table.record("r4"))
    write("in.csv", data)
    plain = run(program, *arguments, "--summary", "in.csv")
    ends(plain, 1)
    same(notes(program, plain.out), GOOD)
    result = run(program, *arguments, "--summary", *rejecting(program), "in.csv")
    same(result[:2], plain[:2])
    found = rejected(program, result.err)
    same(found[0], ["file", "line", "reason", "record"])
    flagged = 2 if program.kind == FOLD and not legible else 4 * program.finds
    same(summary(result.err), (4 + len(found) - 1, 4, len(found) - 1, flagged))
    same(summary(plain.err), summary(result.err))
    for reject in found[1:]:
        same(reject[0], "in.csv")
        holds(f"{program.name}: in.csv:{reject[1]}: {reject[2]}\n" in plain.err,
              f"not on standard error: {reject}")
    return found[1:]


def rejected(program, err):
    """The rejects, those that are only said without their records; and their header."""
    if program.rejects:
        return rows(read("rejects.csv"))
    return [["file", "line", "reason", "record"], *(
        [*reject, None] for reject in re.findall(rf"^{program.name}: ([^:]+):(\d+): (.*)$", err,
                                                re.MULTILINE))]


def check_one(program, bad, *arguments, line=4, words=(), legible=False):
    """The bad bytes are one reject, whole, by their line and for a reason with these words."""
    found = split_by(program, bad, *arguments, legible=legible)
    same(len(found), 1, f"rejects: {found}")
    same(found[0][1], str(line), "line")
    if program.rejects:
        same(found[0][3], bad.rstrip("\r\n"), "record")
    for word in words:
        holds(word in found[0][2], f"no {word!r} in {found[0][2]!r}")


@test(*TABLE)
def a_quote_that_is_never_closed_costs_its_own_line(program):
    check_one(program, Table(program).record('"r'), words=("line 4", "not closed"))
    check_one(program, Table(program).record("r", '"'), words=("line 4", "not closed"))


@test(*TABLE)
def it_does_not_cost_thousands_of_lines_either(program):
    table = Table(program)
    data = table.make(table.record("r1"), table.record('"open'),
                      *(table.record(f"n{i}") for i in range(5000)))
    result = run(program, "--summary", *rejecting(program), stdin=data)
    ends(result, 1)
    same(summary(result.err),
         (5002, 5001, 1, 2 if program.kind == FOLD else 5001 * program.finds))
    same(rejected(program, result.err)[1][1], "3")


@test(*TABLE)
def a_cell_of_too_many_lines_is_no_cell(program):
    table = Table(program)
    record = table.record('"' + "line\n" * 1001 + '"')
    data = table.make(table.record("r1"), record, table.record("r2"))
    result = run(program, "--summary", *rejecting(program), stdin=data)
    ends(result, 1)
    same(notes(program, result.out), ["r1", "r2"])
    counted = summary(result.err)
    same((counted.written, counted.read), (2, 2 + counted.rejected))
    found = rejected(program, result.err)[1:]
    same(found[0][1::2], ["3", '"line' if program.rejects else None])
    same([reject[1] for reject in found], [str(line) for line in range(3, 3 + len(found))])


@test(*TABLE)
def a_quote_behind_white_space_costs_its_own_line(program):
    check_one(program, Table(program).record(' "r'))
    check_one(program, Table(program).record("r", ' "x"'))


@test(*TABLE)
def text_behind_a_closing_quote_costs_its_own_line(program):
    for cell in ('"r"x', '"r" ', '"r""', '"r" "x"', 'r"', 'r"x"', '"a,b"c"'):
        check_one(program, Table(program).record("r", cell))


@test(*TABLE)
def records_of_other_lengths_are_rejected(program):
    cells = len(Table(program).header().split(","))
    too_few, too_many = Table(program).record("r").rpartition(",")[0] + "\n", \
        Table(program).record("r").strip() + ",more\n"
    check_one(program, too_few, words=(str(cells - 1), str(cells)), legible=True)
    check_one(program, too_many, words=(str(cells + 1), str(cells)), legible=True)
    check_one(program, "r\n", legible=True)


@test(*STRICT, *GATHERING, *MASKING)
def cells_that_are_empty_count_too(program):
    check_one(program, Table(program).record("r").strip() + ",\n", legible=True)


@test(*TABLE)
def a_nul_byte_costs_its_record(program):
    for bad in (Table(program).record("r\0"), Table(program).record('"a\n\0\nb"'), "\0\n"):
        check_one(program, bad, *strictly_utf8(program), words=("NUL",))


def check_not_utf8(program, cell, byte):
    """A reject names the byte by its place in the file, the record's bytes stay as they are."""
    table = Table(program)
    head = table.make(table.record("r1"))
    bad = table.line("r", table.good, "*").encode().replace(b"*", cell)
    data = head + bad + table.record("r2").encode()
    at = data.index(byte) + 1
    for start in (b"", b"\xef\xbb\xbf"):
        write("in.csv", start + data)
        result = run(program, *strictly_utf8(program), *rejecting(program), "in.csv")
        ends(result, 1)
        same(notes(program, result.out), ["r1", "r2"])
        if not program.rejects:
            holds(f"in.csv:3: " in result.err, result.err)
            holds(f"byte {at + len(start)} of the file" in result.err, result.err)
            continue
        rejects = read("rejects.csv")
        holds(b"in.csv,3," in rejects, rejects)
        holds(f"byte {at + len(start)} of the file".encode() in rejects,
              f"no byte {at + len(start)}: {rejects}")
        holds(program.kind == EXPORT or cell in rejects, rejects)


@test(*TABLE)
def bytes_that_are_not_utf8_cost_their_record(program):
    check_not_utf8(program, b"\xff", b"\xff")
    check_not_utf8(program, b"x\xc3", b"\xc3")
    check_not_utf8(program, b"\xed\xa0\x80", b"\xed")
    check_not_utf8(program, b"\xc0\xaf", b"\xc0")
    check_not_utf8(program, b"\xf5\x80\x80\x80", b"\xf5")


@test(*STRICT, *GATHERING, *MASKING)
def a_header_that_is_no_record_is_refused(program):
    table = Table(program)
    for name in ('"note', 'no"te', '"note"x', "no\0te", ' "note"'):
        refuses(program, run(program, stdin=(table.odd_header(name) + table.record("r1")).encode()),
                "standard input:1:", "header")
    data = table.of(1).replace(table.left.encode(), b"\xff", 1)
    refuses(program, run(program, stdin=data), "standard input:1:", "header")


def piped_in_pieces(program, data, size):
    with subprocess.Popen(command(program), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, bufsize=0) as child:
        for start in range(0, len(data), size):
            child.stdin.write(data[start:start + size])
            time.sleep(0.001)
        out, errors = child.communicate(timeout=TIMEOUT)
        return out, told(program, child.returncode, errors)


@test(*TABLE)
def faults_do_not_depend_on_how_the_bytes_arrive(program):
    """A pipe gives them in other pieces than a file."""
    table = Table(program)
    data = table.make(table.record("r1"), table.record('"open'),
                      *("x\n" for _ in range(1500)), table.record('"r2"'))
    write("in.csv", data)
    whole = run(program, "in.csv")
    out, errors = piped_in_pieces(program, data, 997)
    same(errors.replace("standard input", "in.csv"), whole.err, "standard error")
    same(out, whole.out)


# --- records that cannot be decided -----------------------------------------------------------

@test(*STRICT)
def a_record_that_cannot_be_decided_is_written_and_says_why(program):
    table = Table(program)
    for name, cell, reason in program.faults:
        write("in.csv", table.make(table.record("r1"), table.record("r2", **{name: cell})))
        result = run(program, "--summary", "in.csv")
        ends(result, 1)
        same(summary(result.err), (2, 2, 0, 1))
        header, good, bad = rows(result.out)
        same(bad[header.index(program.verdict)], "invalid", f"{name} {cell!r}")
        if program.reasons:
            same(bad[header.index(program.reasons)], reason, f"{name} {cell!r}")
        else:
            holds(f"{program.name}: in.csv:3: {reason}" in result.err, result.err)
        holds(good[header.index(program.verdict)] != "invalid", good)


@test(EXPORT)
def what_is_wrong_with_a_cell_stands_in_a_column(program):
    table = Table(program)
    for name, cell, reason in program.faults:
        data = table.make(table.record("r1"), table.record("r2", **{name: cell}))
        result = run(program, "--summary", stdin=data)
        ends(result, 1)
        same(summary(result.err), (2, 2, 0, 1))
        header, good, bad = rows(result.out)
        place = header.index(program.reasons)
        same((good[place], bad[place]), ("", reason))
        same(bad[header.index(name)], cell)


def added(program, data, *arguments):
    """What the program adds to the one record of a table."""
    return rows(run(program, *arguments, stdin=data).out)[1][len(rows(data)[0]):]


@test(FILTER, FOLD, HELD)
def a_date_of_the_command_line_comes_before_that_of_the_record(program):
    table = Table(program)
    old, now, none = (table.make(table.record("r1", **{program.day: day}))
                      for day in ("1990-01-01", program.good[program.day], ""))
    holds(added(program, old) != added(program, now), "the day decides")
    needed = program.needs(program.day)
    for data in (old, now) if needed else (old, now, none):
        same(added(program, data, "--date", "1990-01-01"), added(program, old))
        same(added(program, data, "-d", program.good[program.day]), added(program, now))
    ends(run(program, stdin=none), int(needed))  # else it has a day of its own then


@test(FILTER, FOLD, HELD)
def a_region_of_the_command_line_is_for_records_that_name_none(program):
    table = Table(program)
    place = program.good["region"]
    here, none, wrong = (table.make(table.record("r1", region=region))
                         for region in (place, "", "3415"))
    ends(run(program, stdin=none), int(program.needs("region")))
    same(added(program, none, "--region", place), added(program, here))
    same(added(program, here, "--region", "110000"), added(program, here))
    ends(run(program, "--region", place, stdin=wrong), 1)


@test(FILTER, FOLD, HELD)
def a_table_without_regions_needs_one_where_they_decide(program):
    table = Table(program, {"region": "place"}).of(1)
    if program.needs("region"):
        refuses(program, run(program, stdin=table), "region")
    else:
        ends(run(program, stdin=table), 0)
    ends(run(program, "--region", program.good["region"], stdin=table), 0)
